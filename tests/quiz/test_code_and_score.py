"""The code that makes a quiz again, and what replies are worth."""

from decimal import Decimal

import pytest

from bot.quiz.code import Plan, code_of, read_code
from bot.quiz.records import Estimate, QuizQuestion
from bot.quiz.score import score

CHOICE = QuizQuestion(id="c", kind="own", text={"en": "?"}, options=({"en": "a"}, {"en": "b"}), right=(1,))
ORDER = QuizQuestion(id="o", kind="order", text={"en": "?"}, options=({"en": "a"},) * 3, right=(2, 0, 1))


def guess(value: str, *, is_share: bool) -> QuizQuestion:
    number = Decimal(value)
    estimate = Estimate(
        value=number, least=Decimal(0), most=2 * number, step=Decimal(1), is_share=is_share, shown={}, unit={}
    )
    return QuizQuestion(id="e", kind="estimate", text={"en": "?"}, estimate=estimate)


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(Plan(7, 10), id="plain"),
        pytest.param(Plan(7, 10, ("mfo", "primary-school"), ("figure", "true-false")), id="topics and kinds"),
    ],
)
def test_a_code_is_read_back(plan: Plan) -> None:
    """With the mark of its questions."""
    read = read_code(code_of(plan, [CHOICE]))
    assert read is not None
    assert (read.seed, read.number, read.topics, read.kinds) == (plan.seed, plan.number, plan.topics, plan.kinds)
    assert len(read.mark) == 4


@pytest.mark.parametrize("code", ["", "quiz", "7", "7-0", "7-1000", "7-10/nonsense", "7-10 .ab", "-1-5"])
def test_what_is_no_code(code: str) -> None:
    """Nothing is guessed from it."""
    assert read_code(code) is None


@pytest.mark.parametrize(
    ("question", "reply", "points"),
    [
        pytest.param(CHOICE, (1,), "1", id="right"),
        pytest.param(CHOICE, (0,), "0", id="wrong"),
        pytest.param(CHOICE, Decimal(1), "0", id="a number where an option is asked"),
        pytest.param(ORDER, (2, 0, 1), "1", id="in order"),
        pytest.param(ORDER, (2, 1, 0), "0.3", id="one of three in its place"),
        pytest.param(guess("40", is_share=True), Decimal(40), "1", id="just so"),
        pytest.param(guess("40", is_share=True), Decimal(50), "0.6", id="ten points off"),
        pytest.param(guess("40", is_share=True), Decimal(90), "0", id="far off"),
        pytest.param(guess("4000", is_share=False), Decimal(3000), "0.5", id="a quarter off"),
        pytest.param(guess("4000", is_share=False), (0,), "0", id="an option where a number is asked"),
    ],
)
def test_points(question: QuizQuestion, reply: tuple[int, ...] | Decimal, points: str) -> None:
    """Right is one point; what is nearly right has a part of it."""
    assert score(question, reply) == Decimal(points)
