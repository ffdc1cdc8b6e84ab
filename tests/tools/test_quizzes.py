"""Quizzes as files: what is written is read back, by ourselves and as other programs read it."""

import csv
import io
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from bot.core.records.model import KnowledgeBase
from bot.quiz.quiz import QuizMaker
from bot.quiz.records import QuizQuestion
from bot.tools.quizzes.gift import as_gift
from bot.tools.quizzes.moodle import as_moodle
from bot.tools.quizzes.sheets import KAHOOT_HEAD_ROW, as_csv, as_kahoot
from bot.tools.quizzes.yaml_file import as_yaml, read_yaml

OWN = """
questions:
  - text: Wie is onze wethouder?
    options: [Jansen, De Vries]
    right: 2
  - text: {nl: Hoeveel leden?, en: How many members?}
    answer: 12400
"""
STEERING = QuizQuestion(
    id="own:1",
    kind="own",
    text={"nl": "=1+1 {x} ~y #z: \\ <b>?"},
    options=({"nl": "=a~"}, {"nl": "b}"}),
    right=(1,),
    source={"nl": "KB & CBS"},
)


@pytest.fixture(scope="module")
def questions(knowledge: KnowledgeBase) -> tuple[QuizQuestion, ...]:
    return QuizMaker(knowledge).make(60, seed=3)


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def test_yaml_is_read_back_as_it_was(questions: tuple[QuizQuestion, ...], knowledge: KnowledgeBase) -> None:
    """Question by question, without a problem."""
    read = read_yaml(as_yaml(questions, "head", "3-60").encode(), "quiz.yaml", knowledge)
    assert read.problems == ()
    assert read.questions == questions


def test_own_questions_need_little(knowledge: KnowledgeBase) -> None:
    """Text, options and which is right; or a number. A plain text is said in every language."""
    read = read_yaml(OWN.encode(), "quiz.yaml", knowledge)
    assert read.problems == ()
    choice, number = read.questions
    assert (choice.kind, choice.right, choice.text["en"]) == ("own", (1,), "Wie is onze wethouder?")
    assert number.estimate is not None
    assert (number.estimate.value, number.estimate.most) == (Decimal(12400), Decimal(24800))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "quiz.yaml:1: schema", id="empty"),
        pytest.param("questions: [", "quiz.yaml:1", id="broken"),
        pytest.param("\x00\x01", "quiz.yaml:1", id="no text"),
        pytest.param(
            "questions:\n  - text: Wat?\n    options: [a, b]\n", "quiz.yaml:2: quiz-right", id="nothing right"
        ),
        pytest.param("questions:\n  - text: W?\n    options: [a, b]\n    right: c\n", "quiz-right", id="no number"),
        pytest.param("questions:\n  - text: W?\n    options: [a, a]\n    right: 1\n", "quiz-options", id="same twice"),
        pytest.param("questions:\n  - txt: W?\n    options: [a, b]\n    right: 1\n", '"txt"', id="unknown key"),
        pytest.param("questions:\n  - Wat?\n", "schema", id="no record"),
        pytest.param("questions:\n  - text: W?\n    answer: veel\n", "is no number", id="an answer in words"),
        pytest.param("questions:\n  - text: W?\n    kind: riddle\n    answer: 1\n", "riddle", id="unknown kind"),
        pytest.param(
            "questions:\n  - text: Zijn het er 26%?\n    options: [26%, 48%]\n    right: 1\n",
            "quiz-giveaway",
            id="answer told",
        ),
    ],
)
def test_faults_are_told_with_their_line(content: str, told: str, knowledge: KnowledgeBase) -> None:
    """Never by a traceback."""
    problems = read_yaml(content.encode(), "quiz.yaml", knowledge).problems
    text = " ".join(f"{one.position}: {one.rule}: {one.what}" for one in problems)
    assert told in text


def test_a_changed_figure_is_told(questions: tuple[QuizQuestion, ...], knowledge: KnowledgeBase) -> None:
    """Who edits the right option of a question about a fact is asked to think again."""
    question = next(one for one in questions if one.kind == "figure")
    right = question.options[question.right[0]]["nl"]
    content = as_yaml([question], "head", "").replace(right, "999%")
    assert {one.rule for one in read_yaml(content.encode(), "quiz.yaml", knowledge).problems} == {"quiz-untrue"}


def test_gift(questions: tuple[QuizQuestion, ...]) -> None:
    """Each question has one right answer, its explanation and its source, and nothing steers that should not."""
    blocks = as_gift(questions, "nl").split("\n\n")
    assert len(blocks) == len(questions)
    for block, question in zip(blocks, questions, strict=True):
        found = re.fullmatch(r"// .*\n::.*?::\[plain\](.*?) \{\n(.*)\n####(.*)\n\}\n?", block, re.DOTALL)
        assert found is not None, block
        assert unescaped(found[1]) == question.text["nl"]
        assert unescaped(found[3]).endswith(f"({question.source['nl']})")
        lines = found[2].splitlines()
        if question.estimate:
            assert lines[1].startswith(f"={question.estimate.value}:")
        elif question.is_order:
            assert [line.rsplit(" -> ")[1] for line in lines] == ["1", "2", "3"]
        else:
            assert [place for place, line in enumerate(lines) if line.startswith("=")] == list(question.right)
            assert [unescaped(line[1:]) for line in lines] == [option["nl"] for option in question.options]
    assert "\\=1+1 \\{x\\} \\~y \\#z\\: \\\\ <b>? {\n~\\=a\\~\n=b\\}\n" in as_gift([STEERING], "nl")


def test_moodle(questions: tuple[QuizQuestion, ...]) -> None:
    """Well-formed, of the three types, with the points that each answer is worth."""
    root = ElementTree.fromstring(as_moodle([*questions, STEERING], "nl"))
    nodes = root.findall("question")
    assert {node.get("type") for node in nodes} == {"multichoice", "numerical", "matching"}
    for node, question in zip(nodes, [*questions, STEERING], strict=True):
        assert question.source["nl"].split("&")[0].strip() in (node.findtext("generalfeedback/text") or "")
        fractions = [answer.get("fraction") for answer in node.findall("answer")]
        if node.get("type") == "multichoice":
            assert [place for place, one in enumerate(fractions) if one == "100"] == list(question.right)
        elif question.is_order:
            ranked = [pair.findtext("text") for pair in node.findall("subquestion")]
            assert ranked == [f"<p>{question.options[place]['nl']}</p>" for place in question.right]


def test_csv(questions: tuple[QuizQuestion, ...]) -> None:
    """A line each, and no formula."""
    rows = list(csv.DictReader(io.StringIO(as_csv([*questions, STEERING], "nl"), newline="")))
    assert [row["question"] for row in rows[:-1]] == [question.text["nl"] for question in questions]
    assert rows[-1]["question"].startswith("'=")
    assert all(row["source"] for row in rows)


def test_kahoot(questions: tuple[QuizQuestion, ...]) -> None:
    """As its template has it; what does not fit is told, and is not there."""
    content, left_out = as_kahoot([*questions, STEERING], "nl")
    sheet = load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows(min_row=KAHOOT_HEAD_ROW, values_only=True))
    assert rows[0][1] == "Question - max 120 characters"
    kept = [one for one in [*questions, STEERING] if one not in [out.question for out in left_out]]
    assert len(kept) == len(rows) - 1
    assert {out.reason for out in left_out} == {"long", "kind"}
    for row, question in zip(rows[1:], kept, strict=True):
        assert row[1] == question.text["nl"]
        assert len(str(row[1])) <= 120
        assert all(len(str(cell)) <= 75 for cell in row[2:6] if cell)
        assert row[1 + int(str(row[7]))] == question.options[question.right[0]]["nl"]
        assert row[6] in (5, 10, 20, 30, 60, 90, 120, 240)
