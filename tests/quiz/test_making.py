"""Questions over all facts and many seeds: one right option, nothing given away, nothing over a break, all sourced."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.core.answering.comparison_lines import why_not
from bot.core.answering.wording import Composer
from bot.core.records.model import KnowledgeBase
from bot.core.records.series import breaks_between
from bot.quiz.check import find_faults
from bot.quiz.quiz import QuizMaker, mark_of
from bot.quiz.records import MADE_KINDS, QuizQuestion

SEEDS = range(3)  # each asks about every subject of every kind: about 1,000 questions
LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def maker(knowledge: KnowledgeBase) -> QuizMaker:
    return QuizMaker(knowledge)


@pytest.fixture(scope="module")
def questions(maker: QuizMaker) -> list[QuizQuestion]:
    return [question for seed in SEEDS for question in maker.every(seed)]


def rows_of(question: QuizQuestion, knowledge: KnowledgeBase) -> list[tuple[object, ...]]:
    """Return fact and row of each period asked for, read from the knowledge base anew."""
    facts = question.facts * len(question.periods) if len(question.facts) == 1 else question.facts
    pairs = zip(facts, question.periods, strict=True)
    found = ((knowledge.facts[id_], period) for id_, period in pairs)
    return [(fact, next(row for row in fact.figures if row.period == period)) for fact, period in found]


def test_there_are_questions_of_every_kind(questions: list[QuizQuestion]) -> None:
    """And more than two thousand in all."""
    kinds = Counter(question.kind for question in questions)
    assert len(questions) > 2000
    assert set(kinds) == set(MADE_KINDS)


def test_none_has_a_fault(questions: list[QuizQuestion], knowledge: KnowledgeBase) -> None:
    """By the same rules as those that an edited quiz is held to."""
    assert [(one.id, fault) for one in questions for fault in find_faults(one, knowledge)] == []


def test_each_says_the_same_in_every_language_with_its_source(questions: list[QuizQuestion]) -> None:
    """Text, options, two lines of explanation and citations."""
    for question in questions:
        texts = [question.text, *question.options, *question.explanation, question.source]
        assert all(text[code].strip() for text in texts for code in LANGUAGES), question.id
        assert len(question.explanation) == 2 or question.kind == "term", question.id
        assert "{" not in "".join(text[code] for text in texts for code in LANGUAGES), question.id


def test_no_wrong_figure_is_true_of_another_period(questions: list[QuizQuestion], knowledge: KnowledgeBase) -> None:
    """Nor of another source, or of the twin of the fact."""
    for question in (one for one in questions if one.kind == "figure"):
        ((fact, _),) = rows_of(question, knowledge)
        composer = Composer(knowledge, "nl")
        true = {composer.value(row.value, fact) for row in fact.rows if row.value is not None and row.unit is None}
        shown = [option["nl"] for option in question.options]
        held = [
            place for place, option in enumerate(shown) if any(f" {option}".endswith(f" {value}") for value in true)
        ]
        assert held == list(question.right), (question.id, shown)


def test_wrong_figures_are_written_as_the_right_one(questions: list[QuizQuestion]) -> None:
    """The same unit and reserve: "circa 48 duizend" does not stand beside "51.237"."""
    for question in (one for one in questions if one.kind == "figure"):
        for code in LANGUAGES:
            letters = {
                "".join(char for char in option[code] if not char.isdigit() and char not in ".,")
                for option in question.options
            }
            assert len(letters) == 1, (question.id, letters)


def test_the_place_of_the_right_option_tells_nothing(questions: list[QuizQuestion]) -> None:
    """Of four figures from low to high each place is right in at least one of ten questions."""
    places = Counter(one.right[0] for one in questions if one.kind == "figure")
    assert min(places[place] for place in range(4)) > places.total() / 10
    for kind in ("true-false", "threshold", "larger"):
        sides = Counter(one.right[0] for one in questions if one.kind == kind)
        assert min(sides[0], sides[1]) > sides.total() / 5, kind


def test_nothing_is_compared_over_a_break(questions: list[QuizQuestion], knowledge: KnowledgeBase) -> None:
    """And what is called comparable, the bot would compare as well."""
    composer = Composer(knowledge, "nl")
    for question in questions:
        pairs = rows_of(question, knowledge) if question.kind in ("change", "larger", "order", "comparable") else []
        says_yes = question.kind != "comparable" or question.right == (0,)
        for one, other in pairwise(pairs):
            if one[0] is other[0]:
                assert bool(breaks_between(one[0], one[1], other[1])) != says_yes, question.id  # type: ignore[arg-type]
            else:
                assert (why_not(composer, one, other) == "") == says_yes, question.id  # type: ignore[arg-type]
                assert set(one[1].sources) & set(other[1].sources) or not says_yes, question.id  # type: ignore[attr-defined]


def test_a_changed_whole_is_not_true(knowledge: KnowledgeBase, maker: QuizMaker) -> None:
    """The share of the libraries is said of the schools, and told apart in the explanation."""
    facts = ("primary-locations-share", "primary-dbos-locations-share")
    made = [one for seed in range(40) for one in maker.make(2, seed, facts=facts, kinds=("true-false",))]
    found = [one for one in made if len(one.facts) == 2]
    assert {one.facts[0] for one in found} == set(facts)
    for question in found:
        assert question.right == (1,)
        (_, row), (_, lent) = rows_of(question, knowledge)
        assert f"{lent.value}%" in question.text["nl"]  # type: ignore[attr-defined]
        assert row.value != lent.value  # type: ignore[attr-defined]
        assert f"{row.value}%" in question.explanation[0]["nl"]  # type: ignore[attr-defined]


def test_a_quiz_asks_each_fact_once_and_mixes_the_kinds(maker: QuizMaker, knowledge: KnowledgeBase) -> None:
    """Nor a fact whose twin was asked: the explanation of one would give the other away."""
    quiz = maker.make(20, seed=5)
    asked = [id_ for question in quiz for id_ in question.facts]
    assert len(quiz) == 20
    assert len(asked) == len(set(asked))
    assert not {knowledge.twins().get(id_) for id_ in asked} & set(asked)
    assert len({question.kind for question in quiz}) >= len(MADE_KINDS) - 1


def test_a_kind_with_few_subjects_is_asked_for_less_often(maker: QuizMaker) -> None:
    """There are only some terms; by itself it can still be asked for."""
    kinds = Counter(question.kind for seed in range(20) for question in maker.make(10, seed))
    assert 0 < kinds["term"] < kinds["figure"] / 2
    assert len(maker.make(3, seed=1, kinds=("term",))) == 3


def test_the_same_seed_gives_the_same_quiz(maker: QuizMaker, knowledge: KnowledgeBase) -> None:
    """Also from another maker; another seed gives another."""
    quiz = maker.make(10, seed=5)
    assert QuizMaker(knowledge).make(10, seed=5) == quiz
    assert mark_of(maker.make(10, seed=6)) != mark_of(quiz)


def test_a_quiz_keeps_to_its_facts_and_kinds(maker: QuizMaker) -> None:
    """And is shorter where they give no more."""
    facts = ("secondary-vmbo-share", "secondary-havo-share", "secondary-vwo-share")
    quiz = maker.make(10, seed=1, facts=facts, kinds=("order", "figure"))
    assert 1 <= len(quiz) <= 3
    assert {id_ for question in quiz for id_ in question.facts} <= set(facts)
    assert maker.make(10, seed=1, facts=()) == ()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        pytest.param({"right": (3,)}, "quiz-untrue", id="another option called right"),
        pytest.param({"right": ()}, "quiz-right", id="nothing right"),
        pytest.param({"right": (7,)}, "quiz-right", id="no such option"),
        pytest.param({"options": ({"nl": "1%"},)}, "quiz-options", id="one option"),
        pytest.param({"options": ({"nl": "1%"},) * 4}, "quiz-options", id="the same option twice"),
        pytest.param({"periods": ("1901",)}, "quiz-outdated", id="a figure that is gone"),
        pytest.param({"facts": ("nothing",)}, "quiz-fact", id="an unknown fact"),
        pytest.param({"text": {}}, "quiz-text", id="no text"),
    ],
)
def test_a_fault_is_found(
    changed: dict[str, object], rule: str, questions: list[QuizQuestion], knowledge: KnowledgeBase
) -> None:
    """In a question that had none."""
    sound = next(one for one in questions if one.kind == "figure" and one.right == (1,))
    assert rule in {fault.rule for fault in find_faults(replace(sound, **changed), knowledge)}  # type: ignore[arg-type]


def test_a_true_distractor_is_found(questions: list[QuizQuestion], knowledge: KnowledgeBase) -> None:
    """The figure of another year, put in by hand; and the answer in the text."""
    sound = next(one for one in questions if one.facts == ("visits-count",) and one.kind == "figure")
    fact = knowledge.facts["visits-count"]
    row = next(row for row in fact.figures if row.period != sound.periods[0])
    asked = next(row for row in fact.figures if row.period == sound.periods[0])
    true = {
        code: Composer(knowledge, code).figure(fact, replace(asked, value=row.value or Decimal(0)))
        for code in LANGUAGES
    }
    options = tuple(option if place in sound.right else true for place, option in enumerate(sound.options))[:4]
    two = (sound.options[sound.right[0]], true)
    assert len(options) == 4
    faults = find_faults(replace(sound, options=two, right=(0,)), knowledge)
    assert [fault.rule for fault in faults] == ["quiz-untrue"]
    told = {code: f"{text} ({two[0][code]})" for code, text in sound.text.items()}
    assert "quiz-giveaway" in {fault.rule for fault in find_faults(replace(sound, text=told), knowledge)}


def test_a_bound_makes_no_second_option_true(questions: list[QuizQuestion], knowledge: KnowledgeBase) -> None:
    """Who had "at least 39,000" had "at least 30,000" too; and may have had 50,000, so nothing is said of that."""
    lower, upper = ("more than", "at least"), ("less than",)
    seen = Counter[str]()
    for question in (one for one in questions if one.kind in ("figure", "threshold", "true-false", "change", "larger")):
        for fact, row in rows_of(question, knowledge):
            qualifier = row.qualifier  # type: ignore[attr-defined]
            if qualifier not in (*lower, *upper):
                continue
            seen[question.kind] += 1
            assert question.kind != "figure", question.id
            if question.kind == "threshold":
                assert question.right == (0 if qualifier in lower else 1,), question.id
            elif question.kind in ("change", "larger"):
                assert qualifier == "more than", question.id
            elif question.right == (1,):
                told = Composer(knowledge, "nl").figure(fact, row)  # type: ignore[arg-type]
                assert told not in question.text["nl"], question.id
    assert seen["threshold"]
    assert seen["true-false"]
