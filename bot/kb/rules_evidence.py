"""Rules about evidence: the words that prove a row stand together in one sentence of the document."""

import re
import unicodedata
from collections.abc import Iterator

from bot.core.model import Figure, KnowledgeBase
from bot.kb.problems import Problem
from bot.kb.rule import Material

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
    """The evidence of a row stands in one sentence of the document that it was read in, where its text is given."""
    if material.source_text is None:
        return
    sentences = [plain(sentence) for sentence in split_source(material.source_text)]
    for fact in material.kb.facts.values():
        for row in fact.rows:
            words = [plain(word) for word in row.evidence]
            proven = any(all(word in sentence for word in words) for sentence in sentences)
            if row.evidence and not proven and _was_read_in(material.carrier, row):
                absent = [word for word in row.evidence if not any(plain(word) in each for each in sentences)]
                mend = "Copy the words from one sentence of the text."
                yield Problem(row.position, "evidence", _tell(fact.id, absent), mend)


def _tell(name: str, absent: list[str]) -> str:
    if not absent:
        return f'"{name}": its evidence stands in the source text, but not in one sentence.'
    words = ", ".join(f'"{word}"' for word in absent)
    return f'"{name}": {words} cannot be found in the source text.'


def _was_read_in(carrier: str | None, row: Figure) -> bool:
    return carrier is None or row.via == carrier or (row.via is None and carrier in row.sources)


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
    """Return the text for comparison: hyphens (also those at line ends), case and the kind of blanks and quotes go."""
    joined = HYPHEN.sub("", unicodedata.normalize("NFKC", text).translate(QUOTES))
    return " ".join(joined.split()).casefold()
