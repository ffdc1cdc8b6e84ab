"""A fact that does not exist yet: as far as the questions for it tell what it has to be, and no further."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from bot.core.records.model import Concept, Facet, Fact, Figure, KnowledgeBase, Labels, Position
from bot.core.words.text import fold
from bot.kb.insertion import insert_record
from bot.kb.rules_texts import LANGUAGES
from bot.tools.proposals import NewFact
from bot.tools.vain import NARROWING, Group, Open

MOST_EXAMPLES = 5  # questions of one language
UNKNOWN = "?"  # in place of what only a person can find out; no check lets it pass for a figure
NOWHERE = Position("", 0)


def draft_facts(group: Group, kb: KnowledgeBase) -> Iterator[NewFact]:
    """Yield what the fact may be that a group asks for, each time made like another of the near facts.

    Nothing where too little was understood: a fact has a measure, and is about something.
    """
    named = [one.read_as for one in group.first.understood if one.read_as in kb.concepts]
    asked = [id_ for id_ in named if kb.concepts[id_].facet == "measure"]
    opened = group.first.open[0] if group.first.open else None
    concept = None
    if opened and opened.concept is None:
        concept = _new_concept(replace(opened, word=group.shortest(opened)), group.first.language, kb)
    subject = concept.id if concept else opened.concept if opened else None
    about = list(dict.fromkeys(id_ for id_ in (subject, *named) if id_ and _narrows(id_, concept, kb)))
    tried: set[str] = set()
    for near in _models(group, kb):
        measure = asked[0] if asked else near.measure
        if about and measure and measure not in tried:
            tried.add(measure)
            fact = _fact(group, measure, about, named, near, kb)
            yield NewFact(fact=fact, is_measure_known=bool(asked), concept=concept)


def _models(group: Group, kb: KnowledgeBase) -> list[Fact]:
    """Return the near facts; first those that are about the same kind of thing as the word that stays open."""
    facets = {open_.slot for open_ in group.first.open[:1]}
    facts = [kb.facts[id_] for id_ in group.near]
    return sorted(
        facts, key=lambda fact: facets.isdisjoint(kb.concepts[id_].facet for ids in fact.about for id_ in ids)
    )


def _narrows(id_: str, new: Concept | None, kb: KnowledgeBase) -> bool:
    return (new is not None and id_ == new.id) or kb.concepts[id_].facet in NARROWING


def _new_concept(opened: Open, language: str, kb: KnowledgeBase) -> Concept:
    facet: Facet = "topic"
    for one in get_args(Facet):
        facet = one if one == opened.slot else facet
    return Concept(id=_free_id(opened.word, kb.concepts), facet=facet, pref={language: opened.word}, position=NOWHERE)


def _fact(group: Group, measure: str, about: list[str], named: list[str], near: Fact, kb: KnowledgeBase) -> Fact:
    covers = [id_ for id_ in dict.fromkeys(named) if id_ not in about and kb.concepts[id_].facet != "measure"]
    return Fact(
        id=_free_id("-".join([about[0], "share" if near.unit == "percent" else "figure"]), kb.facts),
        kind="figure",
        measure=measure,
        answers=near.answers,
        about=tuple((id_,) for id_ in about),
        covers=tuple(covers),
        counted=near.counted,
        population=near.population,
        unit=near.unit or "count",
        figures=(Figure(value=Decimal(0), sources=near.figures[0].sources, position=NOWHERE),),
        say=dict.fromkeys(LANGUAGES, "{value}"),
        ask=_examples(group),
        position=NOWHERE,
    )


def _examples(group: Group) -> Labels:
    texts: dict[str, list[str]] = {}
    for heard in sorted(group.questions, key=lambda heard: -heard.vain.times):
        texts.setdefault(heard.language, []).append(heard.vain.text)
    return {language: tuple(several[:MOST_EXAMPLES]) for language, several in texts.items()}


def _free_id(words: str, taken: Mapping[str, object]) -> str:
    """Return an id made of these words that no record has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-") or "new"
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(id_ for id_ in numbered if id_ not in taken)


def as_yaml(draft: NewFact) -> str:
    """Return the draft as a file, with "?" wherever somebody has to fill something in."""
    fact = draft.fact
    record: dict[str, object] = {
        "id": fact.id,
        "kind": fact.kind,
        "label": dict.fromkeys(LANGUAGES, UNKNOWN),
        "measure": fact.measure if draft.is_measure_known else UNKNOWN,
        "about": [group[0] for group in fact.about],
        "covers": list(fact.covers),
        "counted": [UNKNOWN],
        "population": dict.fromkeys(LANGUAGES, UNKNOWN),
        "unit": UNKNOWN,
        "figures": [dict.fromkeys(("value", "as_printed", "period", "source", "locator"), UNKNOWN)],
        "say": dict.fromkeys(LANGUAGES, "{value} " + UNKNOWN),
        "ask": {language: list(fact.ask.get(language, (UNKNOWN,))) for language in LANGUAGES},
    }
    text = insert_record("", "facts", {key: value for key, value in record.items() if value != []})
    if draft.concept is None:
        return text
    names = {language: draft.concept.pref.get(language, UNKNOWN) for language in LANGUAGES}
    return insert_record(text, "concepts", {"id": draft.concept.id, "facet": draft.concept.facet, "pref": names})
