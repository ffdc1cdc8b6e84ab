"""`vraagbaak explain`: how a question is read and what decided, with where that stands in the knowledge base."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from bot.core.ranking.decide import Thresholds
from bot.core.records.model import Answer, KnowledgeBase, Reading, Weighed
from bot.core.words.printable import printable_line
from bot.tools.columns import columns
from bot.tools.hints import find_hints
from bot.tools.wording import Wording
from bot.tools.workbench_texts import Texts

OPENING = ("headline", "missing")  # roles of the line of an answer that tells most


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWords:
    """A stretch of the question, and what it was read as."""

    words: str
    read_as: str  # in words
    id: str  # of the concept or source; empty where it is none
    place: str  # where that stands


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedFact:
    """A fact that came into view."""

    fact: str
    label: str
    score: float
    accounts_for: str
    leaves_open: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """All that is told of a question, in one language."""

    question: str
    language: str  # by name
    kind: str
    answer: str  # its first line
    readings: tuple[ReadWords, ...]
    facts: tuple[WeighedFact, ...]
    decided: str
    hints: tuple[str, ...]


def explain(question: str, answer: Answer, kb: KnowledgeBase, thresholds: Thresholds, texts: Texts) -> Explained:
    """Return how a question was read, the best facts, what decided and what a maintainer can do."""
    wording = Wording(kb, texts)
    explanation = answer.explanation
    foreign = answer.missing == ("language",)
    return Explained(
        question=question,
        language=wording.language(answer.language),
        kind=answer.kind,
        answer=next((line.text for line in answer.lines if line.role in OPENING), ""),
        readings=tuple(_read(explanation.readings, kb, wording)),
        facts=tuple(_fact(weighed, kb, wording) for weighed in explanation.weighed),
        decided=texts("decided_language") if foreign else wording.decided(answer.kind, explanation, thresholds),
        hints=() if foreign else tuple(find_hints(answer, kb, wording)),
    )


def _read(readings: Iterable[Reading], kb: KnowledgeBase, wording: Wording) -> Iterator[ReadWords]:
    """Yield the stretches; neighbours that the answer does not depend on as one."""
    passed_over: list[str] = []
    for reading in readings:
        read_as = wording.reading(reading)
        if read_as == wording.texts("read_filler"):
            passed_over.append(reading.words)
            continue
        yield from _passed(passed_over, wording)
        passed_over = []
        record = kb.concepts.get(reading.read_as) or kb.sources.get(reading.read_as)
        yield ReadWords(
            words=reading.words,
            read_as=read_as,
            id=record.id if record else "",
            place=str(record.position) if record else "",
        )
    yield from _passed(passed_over, wording)


def _passed(words: list[str], wording: Wording) -> Iterator[ReadWords]:
    if words:
        yield ReadWords(words=" ".join(words), read_as=wording.texts("read_filler"), id="", place="")


def _fact(weighed: Weighed, kb: KnowledgeBase, wording: Wording) -> WeighedFact:
    return WeighedFact(
        fact=weighed.fact,
        label=wording.fact(weighed.fact),
        score=weighed.score,
        accounts_for=wording.accounted(weighed),
        leaves_open=wording.open_fields(weighed),
        place=str(kb.facts[weighed.fact].position),
    )


def as_json_text(explained: Explained) -> str:
    """Return all of it as one JSON object."""
    return json.dumps(asdict(explained), ensure_ascii=False)


def as_plain_text(explained: Explained, texts: Texts) -> str:
    """Return the reading as a table, the facts one by one, what decided and what can be done."""
    hints = [f"- {hint}" for hint in explained.hints] or [texts("explain_no_hint")]
    blocks = [
        list(_opening(explained, texts)),
        [texts("explain_readings"), *_table(explained, texts)],
        [texts("explain_facts"), *_listing(explained, texts)],
        [texts("explain_decided"), explained.decided],
        [texts("explain_hints"), *hints],
    ]
    return "\n\n".join("\n".join(printable_line(line) for line in block) for block in blocks)


def _opening(explained: Explained, texts: Texts) -> Iterator[str]:
    yield texts("explain_question", question=explained.question)
    yield texts("explain_language", language=explained.language)
    yield texts("explain_answer", kind=texts(f"kind_{explained.kind}"))
    if explained.answer:
        yield f"  {explained.answer}"


def _table(explained: Explained, texts: Texts) -> list[str]:
    if not explained.readings:
        return [texts("explain_no_words")]
    head = [texts(name) for name in ("column_words", "column_read", "column_place")]
    return columns(head, [(row.words, row.read_as, row.place) for row in explained.readings])


def _listing(explained: Explained, texts: Texts) -> Iterator[str]:
    if not explained.facts:
        yield texts("explain_no_facts")
    nothing = texts("explain_nothing")
    for rank, fact in enumerate(explained.facts, start=1):
        yield texts("explain_fact", rank=rank, fact=fact.fact, score=f"{fact.score:.0f}")
        yield f"   {fact.label}"
        yield "   " + texts("explain_accounted", items=fact.accounts_for or nothing)
        yield "   " + texts("explain_open", items=fact.leaves_open or nothing)
        yield f"   {fact.place}"
