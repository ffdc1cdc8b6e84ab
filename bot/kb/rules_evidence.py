"""Rules about evidence: the words that prove a row stand together in one sentence of the document, with its figure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.records.model import Figure, KnowledgeBase
from bot.kb.printed import find_numbers, printed_values
from bot.kb.problems import Problem
from bot.kb.rule import Material, SourceText

RANGE = re.compile(r"(?<=[0-9])[-\u2010\u2011\u2013]\s*(?=[0-9])")  # "2017-2018", also over the end of a line
NO_NUMBER_BEFORE, NO_NUMBER_AFTER = r"(?<![0-9])(?<![0-9][.,])", r"(?![0-9]|[.,][0-9])"
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
HYPHEN = re.compile(r"[-\u00ad\u2010\u2011]\s*")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})
# A blank line ends no sentence: in text taken from a PDF one may stand between any two lines. Two of them do.
SENTENCE_END = re.compile(r"(?<=[.!?])[)\"']*\s+(?=[\"'(\u201c\u2018]?[^\W_a-z])|\n(?:[ \t]*\n){2,}")
SHORT = r"(?:^|[\s(])(?:\w|[a-z]\.[a-z]|bijv|al|cf|dr|drs|prof|mr|st|nr|no|vol|pp)\.$"  # "o.a.", "et al.", "J."
ABBREVIATION = re.compile(SHORT, re.IGNORECASE)


def evidence_missing(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every row names the words that prove it."""
    for fact in kb.facts.values():
        for row in fact.rows:
            if not row.evidence:
                what = f'"{fact.id}" has a row without evidence.'
                mend = "Name words that stand together in one sentence of the document: the number, what it counts."
                yield Problem(row.position, "evidence-missing", what, mend)


def evidence(material: Material) -> Iterator[Problem]:
    """A row stands in the document that it was read in, where its text is given: evidence, figure and period."""
    documents = _by_source(material.texts)
    for fact in material.kb.facts.values():
        for row in fact.rows:
            read_in = [documents[source] for source in documents if _was_read_in(source, row)]
            if row.evidence and read_in:
                faults = [_find_fault(fact.id, row, document, material.kb) for document in read_in]
                found = next((fault for fault in faults if fault), None) if all(faults) else None
                if found:
                    yield Problem(row.position, "evidence", *found)


@dataclass(frozen=True, slots=True)
class _Document:
    """A text, ready to look things up in."""

    sentences: tuple[str, ...]  # plain

    def holds(self, words: Sequence[str]) -> list[str]:
        """Return the sentences that hold all of the words."""
        return [sentence for sentence in self.sentences if all(_holds(sentence, word) for word in words)]


def _by_source(texts: Iterable[SourceText]) -> dict[str | None, _Document]:
    """Return one document for each source; it may have been given in parts."""
    sentences: dict[str | None, tuple[str, ...]] = {}
    for given in texts:
        sentences[given.source] = (*sentences.get(given.source, ()), *map(plain, split_source(given.text)))
    return {source: _Document(several) for source, several in sentences.items()}


def _find_fault(name: str, row: Figure, document: _Document, kb: KnowledgeBase) -> tuple[str, str] | None:
    """Return what the document does not say, and how to mend it; None where it says all of it."""
    proving = document.holds([plain(word) for word in row.evidence])
    if not proving:
        absent = [word for word in row.evidence if not document.holds([plain(word)])]
        return _tell(name, absent), "Copy the words from one sentence of the text."
    if _is_as_printed(row) and not any(_has_figure(sentence, row) for sentence in proving):
        shown = row.as_printed if row.as_printed else row.value
        what = f'"{name}": "{shown}" is not in the sentence of the source text that its evidence points to.'
        return what, "Look the figure up in the text, and correct value, as_printed or evidence."
    if row.period and not _has_year(row, row.period, document, kb):
        what = f'"{name}": the source text does not say {row.period} here.'
        return what, "Look the period up in the text, and correct period or evidence."
    return None


def _is_as_printed(row: Figure) -> bool:
    """Tell whether the value is the number printed; if not, the rule `figure-not-printed` tells."""
    numbers = printed_values(row.as_printed or "")
    return row.value is None or not numbers or row.value in numbers


def _has_figure(sentence: str, row: Figure) -> bool:
    """Tell whether a sentence holds what is printed, every number of it whole: "26" does not stand in "2,26"."""
    printed = row.as_printed or ""
    if printed and _holds(sentence, plain(printed)):
        return True
    numbers = find_numbers(printed)
    if printed:
        return bool(numbers) and all(_holds(sentence, number) for number in numbers)
    return row.value is None or row.value in printed_values(sentence)


def _has_year(row: Figure, period: str, document: _Document, kb: KnowledgeBase) -> bool:
    """Tell whether the year in which a period begins is among those of the evidence; else, whether the text has it.

    The year in the name of a source is not one of the figure.
    """
    names = {plain(kb.sources[id_].cited_as) for id_ in row.sources if id_ in kb.sources}
    words = [plain(word) for word in row.evidence if plain(word) not in names]
    years = {year for word in words for year in YEAR.findall(word)}
    return period[:4] in years if years else bool(document.holds([period[:4]]))


def _holds(sentence: str, word: str) -> bool:
    """Tell whether a plain sentence holds plain words; where these begin or end with a number, that whole number."""
    if word not in sentence:
        return False
    before = NO_NUMBER_BEFORE if word[:1].isdigit() else ""
    after = NO_NUMBER_AFTER if word[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(word)}{after}", sentence) is not None


def _tell(name: str, absent: list[str]) -> str:
    if not absent:
        return f'"{name}": its evidence stands in the source text, but not in one sentence.'
    words = ", ".join(f'"{word}"' for word in absent)
    return f'"{name}": {words} cannot be found in the source text.'


def _was_read_in(source: str | None, row: Figure) -> bool:
    return source is None or row.via == source or (row.via is None and source in row.sources)


def split_source(text: str) -> list[str]:
    """Split a document into sentences; an abbreviation or initial does not end one."""
    sentences: list[str] = []
    start = 0
    for end in SENTENCE_END.finditer(text):
        if end.group().count("\n") < 3 and ABBREVIATION.search(text[start : end.start()].rstrip()[-12:]):
            continue
        sentences.append(text[start : end.end()])
        start = end.end()
    return [*sentences, text[start:]]


def plain(text: str) -> str:
    """Return the text for comparison: hyphens (also those at line ends), case and the kind of blanks and quotes go.

    A hyphen between two numbers stays, as a dash: it parts them.
    """
    parted = RANGE.sub("\u2013", unicodedata.normalize("NFKC", text).translate(QUOTES))
    joined = HYPHEN.sub("", parted)
    return " ".join(joined.split()).casefold()
