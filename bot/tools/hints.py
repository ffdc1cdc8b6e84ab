"""What a maintainer can do about the answer to a question."""

from collections.abc import Iterator

from bot.core.records.model import Answer, KnowledgeBase, Reading, Weighed
from bot.tools.coverage import concepts_of, with_broader
from bot.tools.wording import Wording


def find_hints(answer: Answer, kb: KnowledgeBase, wording: Wording) -> Iterator[str]:
    """Yield the hints, the likeliest first; none for small talk."""
    weighed = answer.explanation.weighed
    best = weighed[0] if weighed else None
    if answer.kind == "answer":
        yield from _if_wrong(answer, kb, wording)
    elif answer.kind in ("nearby", "clarify", "abstain"):
        found = [*_of_words(answer, best, kb, wording), *_of_fields(best, kb, wording)]
        if answer.kind == "clarify":
            places = ", ".join(str(kb.facts[choice.fact].position) for choice in answer.choices)
            found.append(wording.texts("hint_part", places=places))
        if best is not None and not best.missing:
            fact, place = wording.fact(best.fact), kb.facts[best.fact].position
            found.append(wording.texts("hint_example", fact=fact, place=place))
        yield from dict.fromkeys(found or [wording.texts("hint_subject")])


def _if_wrong(answer: Answer, kb: KnowledgeBase, wording: Wording) -> Iterator[str]:
    told = next((use.id for use in answer.facts if use.id in kb.facts), None)
    if told:
        yield wording.texts("hint_wrong", place=kb.facts[told].position)


def _of_words(answer: Answer, best: Weighed | None, kb: KnowledgeBase, wording: Wording) -> Iterator[str]:
    """Yield what to do about words that are not known, and about concepts that no fact has to do with."""
    used = with_broader(kb, (name for fact in kb.facts.values() for name in concepts_of(fact)))
    for reading in answer.explanation.readings:
        concept = kb.concepts.get(reading.read_as)
        if reading.how == "unknown":
            yield _of_unknown(reading, best, kb, wording)
        elif concept is not None and concept.id not in used and concept.facet not in ("domain", "aspect"):
            yield wording.texts("hint_no_fact", concept=wording.name(concept.id), place=concept.position)


def _of_unknown(reading: Reading, best: Weighed | None, kb: KnowledgeBase, wording: Wording) -> str:
    """Return the hint to make a word a label: of what the best fact is about and the question does not name."""
    groups = kb.facts[best.fact].about if best else ()
    unnamed = (group[0] for group in groups if not set(group) & set(best.accounted if best else ()))
    concept = kb.concepts.get(next(unnamed, ""))
    if concept is None:
        return wording.texts("hint_word", word=reading.words)
    return wording.texts("hint_label", word=reading.words, label=wording.name(concept.id), place=concept.position)


def _of_fields(best: Weighed | None, kb: KnowledgeBase, wording: Wording) -> Iterator[str]:
    """Yield what to do where only the period is not there."""
    if best is not None and best.missing == ("period",):
        yield wording.texts("hint_period", period=wording.name(best.open[0]), place=kb.facts[best.fact].position)
