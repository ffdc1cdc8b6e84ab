"""Follow-ups made from the facts: every figure asked, then one thing changed, in both languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Fact, KnowledgeBase, Question
from bot.core.values.periods import period_kind, shift_period

AS_OF = date(2026, 11, 30)
LANGUAGES = ("nl", "en")
LEAST_RIGHT = 95.0  # percent of the follow-ups of a kind
LEAST_ALONE = 99.5  # percent of complete questions that get the same answer after another as alone
PAIRS = 1500  # of complete questions, by chance
TRACES = 60  # figures after which something unknown is asked
SEED = 2026
ASKED: Mapping[str, Mapping[str, str]] = {
    "year before": {"nl": "en het jaar ervoor?", "en": "and the year before?"},
    "year after": {"nl": "en een jaar later?", "en": "and a year later?"},
    "two years before": {"nl": "en twee jaar eerder?", "en": "and two years earlier?"},
    "period": {"nl": "en in {}?", "en": "and in {}?"},
    "newest": {"nl": "en het nieuwste cijfer?", "en": "and the latest figure?"},
    "share": {"nl": "en in procenten?", "en": "and as a percentage?"},
    "number": {"nl": "en in aantallen?", "en": "and as a number?"},
    "source": {"nl": "wat is de bron?", "en": "what is the source?"},
    "subject": {"nl": "en {}?", "en": "and {}?"},
}
UNKNOWN = {"nl": "en imkers?", "en": "and beekeepers?"}
WHY = {"nl": "waarom?", "en": "why?"}


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation of which the last message has one right answer."""

    kind: str
    language: str
    turns: tuple[str, ...]
    fact: str
    period: str | None  # None: any


Talk = Callable[[tuple[str, ...], str], Answer]


@pytest.fixture(scope="module")
def talk(assistant: Assistant) -> Talk:
    """Return the answer to the last of some messages."""

    def last_answer(turns: tuple[str, ...], language: str) -> Answer:
        dialogue = Dialogue()
        for turn in turns:
            answer, dialogue = assistant.reply(Question(turn, language=language, as_of=AS_OF), dialogue)
        return answer

    return last_answer


@pytest.fixture(scope="module")
def figures(knowledge: KnowledgeBase, talk: Talk) -> tuple[tuple[Fact, str, str, str], ...]:
    """Return the figures whose first example question is answered by their newest row, with language and period."""
    found = []
    for fact in knowledge.facts.values():
        newest = fact.figures[0].period
        if fact.kind != "figure" or newest is None or period_kind(newest) == "reference-date":
            continue
        for language in LANGUAGES:
            first = fact.ask[language][0]
            told = talk((first,), language).facts
            if told and (told[0].fact, told[0].period) == (fact.id, newest):
                found.append((fact, language, first, newest))
    return tuple(found)


def cases(figures: tuple[tuple[Fact, str, str, str], ...], knowledge: KnowledgeBase) -> Iterator[Case]:
    """Make every follow-up that the knowledge base can answer."""
    twins = knowledge.twins()
    for fact, language, first, newest in figures:
        periods = [row.period for row in fact.figures if row.period]

        def case(kind: str, period: str | None, *between: str, to: str = fact.id, named: str = "") -> Case:
            turns = (first, *between, ASKED[kind][language].format(named))  # noqa: B023 - used at once
            return Case(kind, language, turns, to, period)  # noqa: B023

        yield case("source", None)
        for kind, years in (("year before", -1), ("two years before", -2)):
            if shift_period(newest, years) in periods:
                yield case(kind, shift_period(newest, years))
        for period in periods[1:2]:
            yield case("period", period, named=period)
            then = ASKED["period"][language].format(period)
            yield case("newest", newest, then)
            if shift_period(period, 1) in periods:
                yield case("year after", shift_period(period, 1), then)
        if fact.id in twins and twins[fact.id] in knowledge.facts:
            twin = knowledge.facts[twins[fact.id]]
            if {fact.unit, twin.unit} == {"percent", "count"} and newest in {row.period for row in twin.figures}:
                yield case("share" if twin.unit == "percent" else "number", newest, to=twin.id)
        yield from (case("subject", None, to=id_, named=name) for id_, name in beside(fact, language, knowledge))


def beside(fact: Fact, language: str, knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield the figures of the same measure that differ in one thing that only they are about, with its name."""
    alike = [one for one in knowledge.facts.values() if one.measure == fact.measure and one.unit == fact.unit]
    for other in alike:
        own = [group for group in other.about if not any(set(group) & set(mine) for mine in fact.about)]
        if other.id == fact.id or len(own) != 1 or len(other.about) != len(fact.about):
            continue
        if sum(own[0][0] in one.concepts for one in alike) == 1:
            yield other.id, knowledge.concepts[own[0][0]].pref[language]


@pytest.fixture(scope="module")
def outcomes(
    figures: tuple[tuple[Fact, str, str, str], ...], knowledge: KnowledgeBase, talk: Talk
) -> Mapping[str, list[tuple[Case, Answer]]]:
    """Return by kind every follow-up with its answer."""
    found: dict[str, list[tuple[Case, Answer]]] = {kind: [] for kind in ASKED}
    for case in cases(figures, knowledge):
        found[case.kind].append((case, talk(case.turns, case.language)))
    return found


def is_right(case: Case, answer: Answer) -> bool:
    told = [(use.fact, use.period) for use in answer.facts]
    wanted = [fact for fact, period in told if case.period is None or period == case.period]
    return answer.kind == "answer" and case.fact in wanted[:1]


@pytest.mark.parametrize("kind", ASKED)
def test_one_thing_is_changed(kind: str, outcomes: Mapping[str, list[tuple[Case, Answer]]]) -> None:
    """The rest stays as it was told."""
    wrong = [
        f"{' | '.join(case.turns)} -> {case.fact}" for case, answer in outcomes[kind] if not is_right(case, answer)
    ]
    right = 100 * (1 - len(wrong) / len(outcomes[kind]))
    assert right >= LEAST_RIGHT, f"{right:.1f} % of {len(outcomes[kind])}:\n" + "\n".join(wrong)


def test_what_is_unknown_leaves_no_trace(figures: tuple[tuple[Fact, str, str, str], ...], talk: Talk) -> None:
    """After something that nobody knows, "and in 2019?" gets the answer that it gets without it."""
    for fact, language, first, _ in figures[:: len(figures) // TRACES]:
        period = next((row.period for row in fact.figures[1:] if row.period), fact.figures[0].period)
        last = ASKED["period"][language].format(period)
        strange = talk((first, UNKNOWN[language], last), language)
        assert [use.id for use in strange.facts] == [use.id for use in talk((first, last), language).facts], first
        assert not any("imker" in line.text or "beekeep" in line.text for line in strange.lines), first


def test_why_gets_no_other_subject(figures: tuple[tuple[Fact, str, str, str], ...], talk: Talk) -> None:
    """The figure again, without a cause, or a statement about the same subject."""
    for fact, language, first, _ in figures:
        told = talk((first, WHY[language]), language)
        assert told.kind in ("answer", "nearby"), first
        assert told.kind == "answer" or told.facts[0].fact == fact.id, first


def test_no_name_is_empty(outcomes: Mapping[str, list[tuple[Case, Answer]]]) -> None:
    """Nothing is left out of a sentence."""
    empty = ("  ", " :", " ,", '""', "over .", "on .")
    lines = [line.text for found in outcomes.values() for _, answer in found for line in answer.lines]
    assert not [line for line in lines if any(sign in line for sign in empty)]


def test_a_complete_question_takes_nothing_over(knowledge: KnowledgeBase, talk: Talk) -> None:
    """An example question gets after any other the answer that it gets alone."""
    questions = [
        (one, code) for fact in knowledge.facts.values() for code in LANGUAGES for one in fact.ask.get(code, ())
    ]
    chance = Random(SEED)
    changed = []
    for (before, _), (text, language) in (chance.sample(questions, 2) for _ in range(PAIRS)):
        after, alone = talk((before, text), language), talk((text,), language)
        if [use.id for use in after.facts] != [use.id for use in alone.facts] or after.kind != alone.kind:
            changed.append(f"{before} | {text}")
    assert 100 * (1 - len(changed) / PAIRS) >= LEAST_ALONE, "\n".join(changed)
