"""The risk-coverage curve is traced by asking the bot itself, and its area is that of the points."""

from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import Answer, FactUse, KnowledgeBase, Question
from bot.core.words.compiled import Tables
from bot.tools.asking import ask
from bot.tools.questions import Case, read_question_files
from bot.tools.risk_coverage import Curve, Point, area_under, trace_curve, varied_threshold

QUESTIONS = Path(__file__).parents[1] / "questions"


def points(*rows: tuple[int, int, int]) -> list[Point]:
    """Return points from (asked, answered, wrong)."""
    return [Point(float(at), *row) for at, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "area"),
    [
        pytest.param([], 0.0, id="no point"),
        pytest.param([(10, 0, 0)], 0.0, id="nothing answered"),
        pytest.param([(10, 5, 1)], 0.2, id="one point: its risk"),
        pytest.param([(10, 10, 4), (10, 5, 1)], 0.3, id="two points: the mean between them"),
        pytest.param([(10, 10, 4), (10, 5, 1), (10, 5, 1), (10, 0, 0)], 0.3, id="the same again, and nothing"),
        pytest.param([(8, 8, 4), (8, 6, 0), (8, 4, 0)], 0.125, id="half of the width without risk"),
    ],
)
def test_the_area_is_the_mean_risk_over_coverage(rows: list[tuple[int, int, int]], area: float) -> None:
    """By the trapezoid rule, worked out by hand."""
    assert area_under(points(*rows)) == pytest.approx(area)


def test_a_threshold_without_effect_is_told_with_its_range() -> None:
    """The points around that of the settings that answer just as it does."""
    several = points((9, 9, 3), (9, 7, 1), (9, 7, 1), (9, 7, 1), (9, 7, 0))
    assert Curve(name="answer", points=tuple(several), current=several[2]).flat == (1.0, 3.0)


class ByThreshold:
    """Answers a question when its number reaches the threshold; of two that fit alike it asks which."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.least = thresholds.answer

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        fact, score = question.text.split()
        kind = "answer" if float(score) >= self.least else "abstain"
        use = FactUse(
            id=fact, measure=None, value=None, unit=None, period=None, period_kind=None, population="libraries"
        )
        return Answer(kind=kind, language="en", lines=(), facts=(use,)), dialogue  # type: ignore[arg-type]


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    text = """\
- {q: visits 90, fact: visits}
- {q: loans 50, fact: visits}
- {q: visits 30, why: other-year}
- {q: hello 10, fact: smalltalk}
"""
    (tmp_path / "few.yaml").write_text(text, encoding="utf-8")
    return read_question_files([tmp_path / "few.yaml"])[0]


def test_each_point_counts_what_its_threshold_answers(cases: tuple[Case, ...]) -> None:
    """Another fact and an answer where there is none are wrong; small talk does not count."""
    curve = trace_curve(cases, ByThreshold, Thresholds(answer=40.5), "answer")
    by_threshold = {point.threshold: (point.asked, point.answered, point.wrong) for point in curve.points}
    assert by_threshold[0.0] == (3, 3, 2)
    assert by_threshold[40.5] == (3, 2, 1)
    assert by_threshold[52.0] == (3, 1, 0)
    assert by_threshold[92.0] == (3, 0, 0)
    assert curve.current == Point(40.5, 3, 2, 1)
    assert [point.threshold for point in curve.points] == sorted(by_threshold)


def test_the_curve_is_the_bot_itself(assistant: Assistant, knowledge: KnowledgeBase, tables: Tables) -> None:
    """At each threshold the same comes out as from an assistant made with it, also in a conversation."""
    read, _ = read_question_files([QUESTIONS / "plain_2.jsonl", QUESTIONS / "conversations.jsonl"])
    few = read[:30] + read[-10:]
    curve = trace_curve(few, assistant.with_thresholds, Thresholds(), "answer")
    assert curve.current.threshold == Thresholds().answer
    for threshold in (0.0, 36.0, 84.0, 94.0):
        made = Assistant(knowledge, Thresholds(answer=threshold), tables=tables)
        judged = [one for case in few for one in ask(case, made) if one.turn.aim in ("fact", "none")]
        answered = [one for one in judged if one.kind == "answer"]
        wrong = sum(one.outcome in ("wrong", "false") for one in answered)
        point = next(point for point in curve.points if point.threshold == threshold)
        assert (point.asked, point.answered, point.wrong) == (len(judged), len(answered), wrong)
    assert len({point.answered for point in curve.points}) > 5


def test_other_thresholds_leave_the_assistant_as_it_is(assistant: Assistant) -> None:
    """What the one with other thresholds says does not reach the first."""
    question = Question("Hoeveel bibliotheken werken samen met bedrijven?", language="nl")
    strict = assistant.with_thresholds(Thresholds(answer=100.0))
    assert strict.reply(question, Dialogue())[0].kind == "nearby"
    assert assistant.reply(question, Dialogue())[0].kind == "answer"


def test_without_concepts_the_likeness_to_examples_is_varied(knowledge: KnowledgeBase) -> None:
    """It is what decides there."""
    from dataclasses import replace

    bare = {fact.id: replace(fact, about=()) for fact in knowledge.facts.values()}
    assert varied_threshold(knowledge) == "answer"
    assert varied_threshold(replace(knowledge, facts=bare)) == "example_score"
