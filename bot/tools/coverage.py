"""`vraagbaak coverage`: what of a knowledge base is not tested, not used, or not located."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.records.model import CALCULATED, Fact, KnowledgeBase, Position
from bot.core.records.ways import own_concepts
from bot.tools.asking import Replier, ask
from bot.tools.judging import Judgement
from bot.tools.questions import Case, Turn

PartName = Literal["untested", "no_example", "idle", "no_locator", "unused", "no_fact"]


@dataclass(frozen=True, slots=True)
class Gap:
    """One record that lacks something."""

    id: str
    position: Position
    languages: tuple[str, ...] = ()  # without an example question
    rows: int = 0  # without a locator


@dataclass(frozen=True, slots=True)
class Part:
    """All records that lack one thing, by file and line, and among how many they are."""

    name: PartName
    gaps: tuple[Gap, ...]
    total: int


def find_parts(kb: KnowledgeBase, cases: Iterable[Case], assistant: Replier) -> tuple[Part, ...]:
    """Return all parts; without cases, that of the untested facts is left out.

    Args:
        kb: The knowledge base; the labels do not matter.
        cases: The questions of the test files.
        assistant: Reads these and the example questions, so that it shows which concepts they name.
    """
    asked = list(cases)
    judged = [judgement for case in asked for judgement in ask(case, assistant)]
    reached = _named_in([*judged, *_examples(kb, assistant)])
    parts = (
        _untested(kb, asked) if asked else None,
        _without_example(kb),
        _idle(kb, reached),
        _without_locator(kb),
        _unused(kb),
        _without_fact(kb),
    )
    return tuple(part for part in parts if part)


def _part(name: PartName, gaps: Iterable[Gap], total: int) -> Part:
    return Part(name, tuple(sorted(gaps, key=lambda gap: (gap.position.file, gap.position.line, gap.id))), total)


def _untested(kb: KnowledgeBase, cases: Iterable[Case]) -> Part:
    expected = {(turn.fact or "").removesuffix(CALCULATED) for case in cases for turn in case.turns}
    gaps = (Gap(fact.id, fact.position) for fact in kb.facts.values() if fact.id not in expected)
    return _part("untested", gaps, len(kb.facts))


def _without_example(kb: KnowledgeBase) -> Part:
    lacking = ((fact, tuple(code for code in kb.languages if not fact.ask.get(code))) for fact in kb.facts.values())
    gaps = (Gap(fact.id, fact.position, languages=codes) for fact, codes in lacking if codes)
    return _part("no_example", gaps, len(kb.facts))


def _idle(kb: KnowledgeBase, reached: frozenset[str]) -> Part:
    """Return the concepts that neither a fact uses, itself or by a narrower one, nor a question names."""
    used = with_broader(kb, {name for fact in kb.facts.values() for name in concepts_of(fact)} | reached)
    own = own_concepts(kb)
    gaps = (Gap(concept.id, concept.position) for concept in own.values() if concept.id not in used)
    return _part("idle", gaps, len(own))


def _without_locator(kb: KnowledgeBase) -> Part:
    """Return the sources of which no row says where in them it stands. Where a carrier was read, that is the place."""
    rows = [row for fact in kb.facts.values() for row in fact.rows]
    located = {source for row in rows if row.locator for source in row.sources}
    counts: dict[str, int] = {}
    for row in rows:
        for source in row.sources:
            if row.via is None and source not in located:
                counts[source] = counts.get(source, 0) + 1
    gaps = (Gap(id_, kb.sources[id_].position, rows=count) for id_, count in counts.items())
    return _part("no_locator", gaps, len(kb.sources))


def _unused(kb: KnowledgeBase) -> Part:
    rows = [row for fact in kb.facts.values() for row in fact.rows]
    used = {source for row in rows for source in row.sources} | {row.via for row in rows}
    gaps = (Gap(source.id, source.position) for source in kb.sources.values() if source.id not in used)
    return _part("unused", gaps, len(kb.sources))


def _without_fact(kb: KnowledgeBase) -> Part:
    answered = {name for fact in kb.facts.values() for name in (fact.measure, *fact.answers) if name}
    measures = [concept for concept in own_concepts(kb).values() if concept.facet == "measure"]
    known = with_broader(kb, answered)
    return _part("no_fact", (Gap(one.id, one.position) for one in measures if one.id not in known), len(measures))


def concepts_of(fact: Fact) -> Iterator[str]:
    """Yield every concept that a fact names."""
    yield from (name for name in (fact.measure, fact.topic) if name)
    yield from (*fact.answers, *fact.covers, *fact.counted, *(name for group in fact.about for name in group))


def with_broader(kb: KnowledgeBase, names: Iterable[str]) -> set[str]:
    """Return the concepts with all that is broader."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in kb.concepts and name not in found:
            found.add(name)
            todo.extend(kb.concepts[name].broader)
    return found


def _named_in(judged: Iterable[Judgement]) -> frozenset[str]:
    return frozenset(reading.read_as for one in judged for reading in one.explanation.readings)


def _examples(kb: KnowledgeBase, assistant: Replier) -> Iterator[Judgement]:
    """Yield the example questions of all facts, as asked."""
    for fact in kb.facts.values():
        for language, questions in fact.ask.items():
            turns = tuple(Turn(text=text, language=language, aim="fact", fact=fact.id) for text in questions)
            for turn in turns:
                yield from ask(Case(id="", is_conversation=False, turns=(turn,), position=fact.position), assistant)
