"""References out of the text of a file, in each form that reference managers write. Libraries load when used."""

from collections.abc import Iterator
from typing import Literal, get_args

from bot.citing.references import LONGEST_FIELD, MOST_AUTHORS, MOST_FAULTS, Fault, Reference

ReferenceForm = Literal["csl-json", "bibtex", "ris"]
FORMS: tuple[ReferenceForm, ...] = get_args(ReferenceForm)


def parse_references(text: str, form: ReferenceForm) -> tuple[list[Reference], list[Fault]]:
    """Return the references of a file in the order in which they stand there, and what could not be read.

    There are no more of either than anybody would look at; that there are more is a fault itself.
    """
    references, faults = list[Reference](), list[Fault]()
    found, broken = _parse(text, form)
    for one in found:
        excess = [Fault(one.line, code, fields) for code, fields in _excess(one)]
        faults += excess
        references += [] if excess else [one]
    faults = [*broken, *faults]
    if len(faults) > MOST_FAULTS:
        faults = [*faults[:MOST_FAULTS], Fault(0, "more_faults", {"count": len(faults) - MOST_FAULTS})]
    return references, faults


def _parse(text: str, form: ReferenceForm) -> tuple[list[Reference], list[Fault]]:
    if form == "bibtex":
        from bot.citing.bibtex import parse_bibtex

        return parse_bibtex(text)
    if form == "ris":
        from bot.citing.ris import parse_ris

        return parse_ris(text)
    from bot.citing.csl_json import parse_csl_json

    return parse_csl_json(text)


def _excess(reference: Reference) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what a reference has too much of. Of a note only one line counts, and it may be long."""
    item = reference.item
    if len(item.get("author", ())) > MOST_AUTHORS:
        yield "too_many_authors", {"most": MOST_AUTHORS}
    names = [part for name in item.get("author", ()) for part in name.values()]
    texts = [value for key, value in item.items() if key != "note" and isinstance(value, str)]
    if any(len(text) > LONGEST_FIELD for text in (*names, *texts, reference.issued)):
        yield "field_too_long", {"most": LONGEST_FIELD}
