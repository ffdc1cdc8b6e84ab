"""The question files of the project: how many are answered right, and that no figure answers another question.

`plain` and `plain_2` are at the level of everyday questions, `mixed` goes further from the words of the article,
`distant` as far as imagination goes; none of their writers had seen the vocabulary. `figures` and its like ask for the
later figures and the series. What each is meant for, and how well it is to go, stands in `question-sets.yaml`.
"""

import json
from collections.abc import Mapping

import pytest

from bot.core.assistant import Assistant
from bot.tools import evaluate
from bot.tools.question_sets import QuestionFile, QuestionSet, read_question_sets
from tests.asking import QUESTIONS
from tests.conftest import ARTICLE, QUESTION_SETS, SETS

FILES = [pytest.param(one, file, id=f"{one.name}: {file.name}") for one in SETS.values() for file in one.files]


@pytest.fixture(scope="module")
def assistants(assistant: Assistant, article_assistant: Assistant) -> Mapping[tuple[str, ...], Assistant]:
    """Return the assistant on each choice of facts; that of the article really has no other file."""
    return {(): assistant, ARTICLE: article_assistant}


@pytest.mark.parametrize(("meant", "file"), FILES)
def test_questions_are_answered(
    meant: QuestionSet, file: QuestionFile, assistants: Mapping[tuple[str, ...], Assistant]
) -> None:
    """At least so many percent are right; at most so many of those without an answer get one."""
    text, _ = evaluate.run([file.path], assistants[meant.facts], as_json=True, as_of=meant.as_of)
    everything = json.loads(text)["groups"]["all"]
    assert everything["right_percent"] >= file.least_right
    assert everything["false_percent"] <= file.most_false


def test_the_sets_are_sound_and_leave_no_question_file_out() -> None:
    """Each file stands in one set, with both limits and the day."""
    sets, problems = read_question_sets(QUESTION_SETS)
    assert problems == ()
    named = [file.name for one in sets for file in one.files]
    assert sorted(named) == sorted(f"questions/{path.name}" for path in QUESTIONS.iterdir())
    assert [one.name for one in sets if one.as_of is None] == []
    assert [file.name for one in sets for file in one.files if None in (file.least_right, file.most_false)] == []
