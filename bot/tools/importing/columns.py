"""The columns of a table of figures: what each may be called, in Dutch, in English and by `vraagbaak export`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.words.text import fold
from bot.texts import find_texts
from bot.tools.importing.cells import Cell, Line
from bot.tools.importing.texts import GROUP

NAMES: Mapping[str, tuple[str, ...]] = {
    "fact": ("fact", "fact id", "feit", "feit id", "id van het feit"),
    "value": ("value", "figure", "waarde", "cijfer", "getal"),
    "period": ("period", "year", "periode", "jaar", "schooljaar"),
    "period_kind": ("period kind", "kind of period", "soort periode"),
    "source": ("source", "source id", "bron", "bron id", "bronnen", "sources"),
    "other_sources": ("other sources", "andere bronnen"),
    "via": ("via", "read in", "gelezen in"),
    "locator": ("locator", "page", "place", "vindplaats", "pagina", "plaats"),
    "as_printed": ("as printed", "printed", "zoals gedrukt", "gedrukt"),
    "qualifier": ("qualifier", "slag om de arm", "voorbehoud"),
    "evidence": ("evidence", "proof", "bewijs", "bewijswoorden"),
    "unit": ("unit", "eenheid"),
    "preferred": ("preferred", "shown", "getoond", "voorkeur"),
    "population_nl": ("population nl", "populatie", "populatie nl", "populatie (nederlands)"),
    "population_en": ("population", "population en", "populatie en", "populatie (engels)", "population (english)"),
    "caveat_nl": ("caveat nl", "kanttekening", "kanttekening nl", "kanttekening (nederlands)"),
    "caveat_en": ("caveat", "caveat en", "kanttekening en", "kanttekening (engels)", "caveat (english)"),
}
"""Each field of a row with the names of its column; capitals, accents, hyphens and underscores make no difference."""

REQUIRED = ("fact", "value", "source")
SHOWN_ONLY = (
    "id", "measure", "label_nl", "label_en", "quantity", "period_start", "period_end", "cited_as", "title", "publisher",
    "url", "issued", "breaks", "break_reasons_nl", "break_reasons_en",
)  # fmt: skip
"""Columns of an exported table that say something of the fact or the source, and are no part of a row."""

OF_A_LANGUAGE = re.compile("(?:label|population|caveat|break reasons) [a-z]{2,3}")  # as an exported table has them


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the fields stand: the place of each column, and what the file itself calls it."""

    at: Mapping[str, int]
    called: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())

    def cell(self, line: Line, name: str) -> Cell:
        """Return the cell of a field; an empty one where there is no such column."""
        at = self.at.get(name)
        return line.cells[at] if at is not None and at < len(line.cells) else Cell()


def read_heading(line: Line) -> Heading:
    """Return which column holds which field."""
    fields = {plain(name): key for key, names in all_names().items() for name in names}
    fields |= {plain(key): key for key in SHOWN_ONLY}
    fields |= {
        name: name for name in map(plain, (cell.text for cell in line.cells)) if OF_A_LANGUAGE.fullmatch(name)
    } | fields
    at: dict[str, int] = {}
    called: dict[str, str] = {}
    unknown: list[str] = []
    twice: list[str] = []
    for place, cell in enumerate(line.cells):
        key = fields.get(plain(cell.text))
        if key is None:
            unknown += [cell.text] if cell.text else []
        elif key in at:
            twice.append(cell.text)
        else:
            at[key], called[key] = place, cell.text
    missing = tuple(key for key in REQUIRED if key not in at)
    return Heading(at, called, tuple(unknown), tuple(twice), missing)


def all_names() -> Mapping[str, tuple[str, ...]]:
    """Return each field with every name of its column, also those of further languages."""
    said = find_texts(GROUP).values()
    return {key: (*names, *(texts.get(f"name_{key}", key) for texts in said)) for key, names in NAMES.items()}


def plain(name: str) -> str:
    """Return a name of a column as names are compared."""
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())
