"""Problems are told in one line each, with a suggestion where one is near."""

import pytest

from bot.core.records.model import Position
from bot.kb.problems import Problem, as_json, as_text, did_you_mean, in_order

PROBLEM = Problem(Position("a.yaml", 3), "schema", "What\nis wrong.", "Mend it.")


def test_as_text() -> None:
    """One line, whatever stands in the data."""
    assert as_text(PROBLEM) == "a.yaml:3: schema: What is wrong. Mend it."


def test_as_json() -> None:
    """Machines get the parts apart."""
    expected = {"file": "a.yaml", "line": 3, "rule": "schema", "what": "What\nis wrong.", "mend": "Mend it."}
    assert as_json(PROBLEM) == expected


def test_in_order() -> None:
    """By file, then by line as a number; what two rules both found is told once."""
    places = [("b.yaml", 1), ("a.yaml", 10), ("a.yaml", 9), ("b.yaml", 1)]
    found = [Problem(Position(file, line), "tab", "", "") for file, line in places]
    assert [(each.position.file, each.position.line) for each in in_order(found)] == [
        ("a.yaml", 9),
        ("a.yaml", 10),
        ("b.yaml", 1),
    ]


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        pytest.param("kb-2018", ["kb-2018c", "vob-2015"], 'Did you mean "kb-2018c"?', id="near"),
        pytest.param("URL", ["Url"], 'Did you mean "Url"?', id="case"),
        pytest.param("hospital", ["kb-2018c"], "Look again.", id="nothing near"),
        pytest.param("x", [], "Look again.", id="nothing known"),
    ],
)
def test_did_you_mean(word: str, known: list[str], expected: str) -> None:
    """A far-fetched suggestion would mislead."""
    assert did_you_mean(word, known, "Look again.") == expected
