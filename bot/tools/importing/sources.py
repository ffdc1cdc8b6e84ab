"""References to sources of the knowledge base: which are new, which are there, and in what they differ."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.citing.items import PERIODICALS, Item
from bot.citing.references import Reference
from bot.core.records.model import Author, Position, Source
from bot.core.words.text import fold
from bot.tools.importing.forms import without_unwritable
from bot.tools.importing.identifiers import choose_id, propose_citation
from bot.tools.importing.plan import Difference, Entry, Remark

MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]*>")  # what Zotero allows in titles
GIVEN_CITATION = re.compile(r"^[ \t]*(?:cited[ _-]as|aangehaald als)[ \t]*:(.+)$", re.MULTILINE | re.IGNORECASE)
DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "nl": ("nl", "nld", "dut", "dutch", "nederlands"),
    "en": ("en", "eng", "english", "engels"),
    "de": ("de", "deu", "ger", "german", "duits", "deutsch"),
    "fr": ("fr", "fra", "fre", "french", "frans", "francais"),
    "fy": ("fy", "fry", "frisian", "fries", "frysk"),
}


class SourcePlanner:
    """Looks up references, one by one, in the sources that are there and in those that came before."""

    def __init__(self, known: Iterable[Source], *, update: bool) -> None:
        self.known = list(known)
        self.untitled = [source for source in self.known if not source.title]
        self.update = update
        self.added: dict[str, tuple[Source, int]] = {}  # by id: the source, and the row of the file that brought it
        self.by_id: dict[str, Source] = {}
        self.by_address: dict[str | None, list[Source]] = {}
        self.by_title: dict[str, list[Source]] = {}
        for source in self.known:
            self._keep(source)

    def plan(self, file: str, reference: Reference) -> Entry:
        """Return what comes of a reference."""
        source, remarks = read_source(file, reference)
        found = self._find(source, reference)
        entry = Entry(file=file, row=reference.line, kind="source", outcome="unchanged", id=source.id)
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            return entry.refuse(Remark("source_several", {"ids": ids}))
        if found:
            return self._compare(replace(entry, remarks=remarks), source, reference, found[0])
        wrong = _find_wrong(source)
        return entry.refuse(wrong) if wrong else self._add(entry, source, reference, remarks)

    def _find(self, source: Source, reference: Reference) -> list[Source]:
        """Return the sources that this may be: by its id, else by its address, else by author, year and title."""
        if source.id in self.by_id:
            return [self.by_id[source.id]]
        by_address = self.by_address.get(_address(source.url), []) if source.url else []
        same = [one for one in by_address if _same_year(one, source)]
        if len(same) > 1:
            same = [one for one in same if one.issued and one.issued == source.issued] or same
        return same or [one for one in self.by_title.get(_plain(source.title or ""), []) if _same_work(one, source)]

    def _keep(self, source: Source) -> None:
        """Take a source up where it is looked for."""
        self.by_id[source.id] = source
        if source.url:
            self.by_address.setdefault(_address(source.url), []).append(source)
        if source.title:
            self.by_title.setdefault(_plain(source.title), []).append(source)

    def _compare(self, entry: Entry, source: Source, reference: Reference, there: Source) -> Entry:
        differences = tuple(find_differences(there, source, reference.types))
        entry = replace(entry, id=there.id, differences=differences, position=there.position)
        if there.id in self.added:
            row = self.added[there.id][1]
            twice = Remark("source_twice", {"row": row})
            return replace(entry, differences=(), remarks=(twice,)) if not differences else entry.refuse(twice)
        return replace(entry, outcome="changed") if differences else entry

    def _add(self, entry: Entry, source: Source, reference: Reference, remarks: tuple[Remark, ...]) -> Entry:
        id_ = choose_id(source.id, source, self.known, self.by_id)
        cited_as, more = source.cited_as, [*remarks]
        if not cited_as:
            cited_as = propose_citation(source, reference.item.get("year-suffix", ""), self.known)
            more.insert(0, Remark("cited_as_proposed", {"cited_as": cited_as}))
        there = self.by_address.get(_address(source.url), []) if source.url else []
        near = next((one for one in there if one.id not in self.added), None)
        if near:
            more.append(Remark("other_edition", {"id": near.id, "year": (near.issued or "")[:4]}))
        untitled = [one.id for one in self.untitled if _same_author_and_year(one, source)]
        if untitled:
            more.append(Remark("perhaps_untitled", {"ids": ", ".join(untitled)}))
        new = replace(source, id=id_, cited_as=cited_as)
        self.added[id_] = (new, entry.row)
        self._keep(new)
        return replace(entry, id=id_, outcome="added", record=source_record(new), remarks=tuple(more))


def read_source(file: str, reference: Reference) -> tuple[Source, tuple[Remark, ...]]:
    """Return a reference as a source, with the id that its file gives it and no citation unless it says one."""
    item, remarks = reference.item, list[Remark]()
    issued = _read_issued(reference.issued, remarks)
    url = item.get("URL") or (f"https://doi.org/{item['DOI']}" if item.get("DOI") else None)
    cited = GIVEN_CITATION.search(item.get("note", ""))
    source = Source(
        id=without_unwritable(item.get("id", "")),
        cited_as=_clean(cited[1]) or "" if cited else "",
        type=_clean(item.get("type")),
        title=_clean(item.get("title")),
        author=tuple(author for author in map(_author, item.get("author", ())) if author.name),
        issued=issued,
        publisher=_clean(_publisher(item)),
        url=without_unwritable(url).strip() if url else None,
        language=_language(item.get("language"), remarks),
        position=Position(file, reference.line),
    )
    return source, tuple(remarks)


def _author(name: Mapping[str, str]) -> Author:
    parts = {key: _clean(name.get(key)) for key in ("family", "given", "literal")}
    return Author(family=parts["family"], given=parts["given"], literal=parts["literal"])


def _publisher(item: Item) -> str | None:
    periodical = item.get("container-title")
    if item.get("type") in PERIODICALS and periodical:
        return periodical
    return item.get("publisher") or periodical


def _clean(text: str | None) -> str | None:
    return " ".join(without_unwritable(MARKUP.sub("", text)).split()) or None if text else None


def _read_issued(text: str, remarks: list[Remark]) -> str | None:
    """Return a year or date; of a date in words the year, if it names one."""
    if not text.strip():
        return None
    day = text.strip().partition("T")[0]
    if DATE.fullmatch(day):
        return day
    years = set(YEAR.findall(text))
    if len(years) == 1:
        year: str = years.pop()
        remarks.append(Remark("date_as_year", {"text": text, "year": year}))
        return year
    remarks.append(Remark("date_unknown", {"text": text}))
    return None


def _language(text: str | None, remarks: list[Remark]) -> str | None:
    if not text:
        return None
    word = fold(re.split(r"[-_;, (]", text.strip())[0])
    code = next((code for code, names in LANGUAGES.items() if word in names), None)
    if code is None and re.fullmatch("[a-z]{2}", word):
        return word
    if code is None:
        remarks.append(Remark("language_unknown", {"text": text}))
    return code


def _find_wrong(source: Source) -> Remark | None:
    if not (source.title or source.author or source.publisher):
        return Remark("source_nameless")
    if source.url and not re.fullmatch(r"https?://[^\s/]\S*", source.url):
        return Remark("no_address", {"text": source.url})
    return None


def find_differences(there: Source, given: Source, types: Sequence[str]) -> Iterable[Difference]:
    """Yield each field that the file has and the knowledge base has otherwise; what the file leaves out stays."""
    pairs: tuple[tuple[str, str | None, str | None, Callable[[str, str], bool]], ...] = (
        ("cited_as", there.cited_as, given.cited_as, str.__eq__),
        ("type", there.type, given.type, lambda old, new: old in types),
        ("title", there.title, given.title, str.__eq__),
        ("author", _names(there), _names(given), str.__eq__),
        ("issued", there.issued, given.issued, lambda old, new: old == new or old.startswith(new + "-")),
        ("publisher", there.publisher, given.publisher, str.__eq__),
        ("url", there.url, given.url, lambda old, new: _address(old) == _address(new)),
        ("language", there.language, given.language, str.__eq__),
    )
    record = source_record(given)
    for key, old, new, is_same in pairs:
        if new and not (old and is_same(old, new)):
            yield Difference(key, old or "", new, record[key])


def source_record(source: Source) -> dict[str, object]:
    """Return the keys of a source in the order of the files."""
    authors = [
        {key: part for key in ("literal", "family", "given") if (part := getattr(author, key))}
        for author in source.author
    ]
    keys: dict[str, object] = {
        "id": source.id,
        "cited_as": source.cited_as,
        "type": source.type,
        "title": source.title,
        "author": authors,
        "issued": source.issued,
        "publisher": source.publisher,
        "url": source.url,
        "language": source.language,
    }
    return {key: value for key, value in keys.items() if value}


def _names(source: Source) -> str:
    return "; ".join(author.name for author in source.author)


def _address(url: str | None) -> str | None:
    return re.sub(r"^https?://(?:www\.)?|/+$", "", url) if url else None


def _same_year(one: Source, other: Source) -> bool:
    return not (one.issued and other.issued) or one.issued[:4] == other.issued[:4]


def _same_author_and_year(one: Source, other: Source) -> bool:
    return (
        bool(one.author and other.author and one.issued)
        and _same_year(one, other)
        and _families(one) == _families(other)
    )


def _same_work(one: Source, other: Source) -> bool:
    if not (one.title and other.title and _plain(one.title) == _plain(other.title) and _same_year(one, other)):
        return False
    return not (one.author and other.author) or _families(one) == _families(other)


def _families(source: Source) -> list[str]:
    return [_plain(author.family or author.name) for author in source.author]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
