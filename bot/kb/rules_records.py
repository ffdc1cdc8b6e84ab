"""Rules about records and how they point to each other: ids, labels, sources."""

from collections.abc import Iterable, Iterator, Mapping

from bot.core.records.model import Concept, Fact, KnowledgeBase, Position, Source
from bot.core.words.text import tokenise
from bot.kb.problems import Problem, did_you_mean

ASKED_FOR = ("measure", "aspect")  # facets of what a question asks, rather than of what it asks about


def unknown_source(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every fact cites, and was read in, a source that exists."""
    for fact in kb.facts.values():
        for row in fact.rows:
            for source in (*row.sources, *((row.via,) if row.via else ())):
                if source not in kb.sources:
                    what = f'"{fact.id}" cites "{source}", which is no source.'
                    mend = did_you_mean(source, kb.sources, 'Add it under "sources:", or name another.')
                    yield Problem(row.position, "unknown-source", what, mend)


def unknown_concept(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every concept that a fact or another concept names exists."""
    for concept in kb.concepts.values():
        yield from _unknown(f'"{concept.id}"', {"broader": concept.broader}, concept.position, kb)
    for fact in kb.facts.values():
        yield from _unknown(f'"{fact.id}"', _concepts_of(fact), fact.position, kb)


def _concepts_of(fact: Fact) -> dict[str, tuple[str, ...]]:
    """Return the concepts that a fact names, by key."""
    return {
        "measure": (fact.measure,) if fact.measure else (),
        "answers": fact.answers,
        "topic": (fact.topic,) if fact.topic else (),
        "about": tuple(name for group in fact.about for name in group),
        "covers": fact.covers,
        "counted": fact.counted,
    }


def _unknown(who: str, named: Mapping[str, Iterable[str]], position: Position, kb: KnowledgeBase) -> Iterator[Problem]:
    for key, names in named.items():
        for name in names:
            if name not in kb.concepts:
                what = f'{who}: "{name}" under "{key}" is no concept.'
                mend = did_you_mean(name, kb.concepts, 'Add it under "concepts:", or name another.')
                yield Problem(position, "unknown-concept", what, mend)


def unknown_fact(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every fact that another one names exists."""
    for fact in kb.facts.values():
        named = {"related": fact.related, "twin": (fact.twin,), "continues": (fact.continues,)}
        for key, names in named.items():
            for name in names:
                if name is not None and name not in kb.facts:
                    what = f'"{fact.id}": "{name}" under "{key}" is no fact.'
                    yield Problem(fact.position, "unknown-fact", what, did_you_mean(name, kb.facts, "Take it away."))


def broader_cycle(kb: KnowledgeBase) -> Iterator[Problem]:
    """Going from a concept to a broader one always comes to an end."""
    done: set[str] = set()
    for start in kb.concepts:
        path: dict[str, Iterator[str]] = {start: iter(kb.concepts[start].broader)}
        while path:
            here = next(reversed(path))
            above = next((name for name in path[here] if name in kb.concepts and name not in done), None)
            if above is None:
                done.add(here)
                del path[here]
            elif above in path:
                yield _cycle(kb.concepts[above], [*path][[*path].index(above) :])
            else:
                path[above] = iter(kb.concepts[above].broader)


def _cycle(concept: Concept, names: list[str]) -> Problem:
    way = " → ".join([*names, concept.id])
    what = f"The broader concepts go round in a circle: {way}."
    return Problem(concept.position, "broader-cycle", what, 'Take one "broader" out of the circle.')


def wrong_facet(kb: KnowledgeBase) -> Iterator[Problem]:
    """What a fact measures or answers is a concept that a question can ask for: a measure or an aspect."""
    for fact in kb.facts.values():
        for name in (*((fact.measure,) if fact.measure else ()), *fact.answers):
            concept = kb.concepts.get(name)
            if concept is not None and concept.facet not in ASKED_FOR:
                what = f'"{fact.id}" measures or answers "{name}", which has the facet "{concept.facet}".'
                mend = f'Move it to "about", or give the concept the facet {" or ".join(ASKED_FOR)}.'
                yield Problem(fact.position, "wrong-facet", what, mend)


def unused_source(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every source is cited by a fact, or a fact was read in it."""
    rows = [row for fact in kb.facts.values() for row in fact.rows]
    used = {source for row in rows for source in row.sources} | {row.via for row in rows}
    for source in kb.sources.values():
        if source.id not in used:
            what = f'No fact cites "{source.id}" ({source.cited_as}).'
            yield Problem(source.position, "unused-source", what, "Cite it, or take it away.")


def capital_in_id(kb: KnowledgeBase) -> Iterator[Problem]:
    """An id is in small letters, so that nobody has to remember which of them are capitals."""
    records: tuple[Source | Concept | Fact, ...] = (*kb.sources.values(), *kb.concepts.values(), *kb.facts.values())
    for record in records:
        if record.id != record.id.lower():
            what = f'The id "{record.id}" has capitals in it.'
            yield Problem(
                record.position, "capital-in-id", what, f'Write "{record.id.lower()}", here and where it is used.'
            )


def shared_citation(kb: KnowledgeBase) -> Iterator[Problem]:
    """No two sources are cited by the same words: a reader could not tell them apart."""
    taken: dict[str, Source] = {}
    for source in kb.sources.values():
        first = taken.setdefault(" ".join(source.cited_as.casefold().split()), source)
        if first is not source:
            where = str(first.position)
            what = f'"{source.id}" and "{first.id}" ({where}) are both cited as "{source.cited_as}".'
            mend = 'Part them as the document does ("KB, 2018a" and "KB, 2018b"), or keep one of the two.'
            yield Problem(source.position, "shared-citation", what, mend)


def shared_label(kb: KnowledgeBase) -> Iterator[Problem]:
    """No two concepts have the same label in one language; case, accents and hyphens make no difference."""
    taken: dict[tuple[str, str], Concept] = {}
    for concept in kb.concepts.values():
        for language, label in _labels_of(concept):
            words = " ".join(token.word for token in tokenise(label))
            owner = taken.setdefault((language, words), concept)
            if words and owner is not concept:
                where = str(owner.position)
                what = f'"{concept.id}" and "{owner.id}" ({where}) are both called "{label}" ({language}).'
                yield Problem(concept.position, "shared-label", what, "Keep the label with one of the two.")


def _labels_of(concept: Concept) -> Iterator[tuple[str, str]]:
    yield from concept.pref.items()
    for labels in (concept.alt, concept.hidden):
        yield from ((language, label) for language, each in labels.items() for label in each)
