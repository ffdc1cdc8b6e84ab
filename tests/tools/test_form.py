"""A form: field by field, back and on again, and nothing is guessed."""

import pytest

from bot.tools.form import (
    Answers,
    Choice,
    ChoiceField,
    Field,
    Form,
    RefusedError,
    StoppedError,
    confirm,
    search,
    search_roughly,
)
from tests.tools.talking import Scripted

PARTNERS = [
    Choice("school", "school (school)", "onderwijs scholen"),
    Choice("high-school", "high school (high-school)"),
    Choice("theatre", "théâtre (theatre)"),
    *(Choice(f"town-{number}", f"town {number}") for number in range(20)),
]


def digits(typed: str, _: Answers) -> int:
    if not typed.isdecimal():
        raise RefusedError("bad_rhythm", typed=typed)
    return int(typed)


def fields() -> list[Field]:
    return [
        Field(name="title", needed=False),
        Field(name="rhythm", read=digits, default=lambda _: "1"),
        Field(name="publisher", needed=False, asked=lambda answers: bool(answers["title"])),
        ChoiceField(name="about", choices=lambda _: PARTNERS, several=True, needed=False),
        ChoiceField(name="topic", choices=lambda _: PARTNERS, offered=lambda _: ("theatre", "school")),
    ]


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        pytest.param(
            ["T", "2", "P", "school", "", "2"],
            {"title": "T", "rhythm": 2, "publisher": "P", "about": ("school",), "topic": "school"},
            id="one after another",
        ),
        pytest.param(
            ["", "", "", "1"], {"title": None, "rhythm": 1, "about": (), "topic": "theatre"}, id="Enter keeps or leaves"
        ),
        pytest.param(
            ["", "x", "3", "", "1"], {"title": None, "rhythm": 3, "about": (), "topic": "theatre"}, id="asked again"
        ),
        pytest.param(
            ["T", "2", "terug", "back", "-", "", "", "1"],
            {"title": None, "rhythm": 2, "about": (), "topic": "theatre"},
            id="back, and what was typed is kept",
        ),
        pytest.param(
            ["back", "T", "", "", "", "1"],
            {"title": "T", "rhythm": 1, "publisher": None, "about": (), "topic": "theatre"},
            id="back at the first field",
        ),
        pytest.param(
            ["", "", "sch", "1 2", "high", "1", "", "THEATRE"],
            {"title": None, "rhythm": 1, "about": ("school", "high-school"), "topic": "theatre"},
            id="several, each once",
        ),
        pytest.param(
            ["", "", "", "town", "3"],
            {"title": None, "rhythm": 1, "about": (), "topic": "town-2"},
            id="search, then pick",
        ),
        pytest.param(
            ["", "", "", "99", "town 19"],
            {"title": None, "rhythm": 1, "about": (), "topic": "town-19"},
            id="a number that is not offered",
        ),
        pytest.param(
            ["", "", "school, high-school", "", "back", "", "1"],
            {"title": None, "rhythm": 1, "about": ("school", "high-school"), "topic": "theatre"},
            id="back to several, which Enter keeps",
        ),
    ],
)
def test_a_form_is_filled_in(typed: list[str], answers: dict[str, object]) -> None:
    """Every answer is what was typed last for its field."""
    talk = Scripted(typed)
    assert Form(fields(), talk).fill() == answers
    with pytest.raises(EOFError):
        talk.ask("")


def test_what_is_wrong_is_told_at_once() -> None:
    """Before the next field is asked."""
    talk = Scripted(["", "x", "3", "zzz", "", "", "1"])
    Form(fields(), talk).fill()
    assert '"x" is no number of years. Type 1, 2, ...' in talk.said
    assert 'I find nothing with "zzz". Type another part of the name.' in talk.said
    assert talk.said.index('"x" is no number of years. Type 1, 2, ...') < len(talk.said) - 4


@pytest.mark.parametrize("typed", [["T", "stop"], ["T", "STOP"], ["T"], []])
def test_whoever_stops_is_obeyed(typed: list[str]) -> None:
    """By a word, or by the end of what is typed."""
    with pytest.raises(StoppedError):
        Form(fields(), Scripted(typed)).fill()


def test_answers_can_be_given_beforehand() -> None:
    """A wrong one is told, and asked after all."""
    talk = Scripted(["4", "", "school"])
    answers = Form(fields(), talk, {"title": "-", "rhythm": "x", "topic": "zz"}).fill()
    assert answers == {"title": None, "rhythm": 4, "about": (), "topic": "school"}
    assert '"x" is no number of years. Type 1, 2, ...' in talk.said


def test_only_the_best_few_are_shown() -> None:
    """With how many more there are."""
    talk = Scripted(["", "", "", "town", "1"])
    Form(fields(), talk).fill()
    shown = next(said for said in talk.said if "town 6" in said)
    assert shown.count("\n") == 7
    assert "And 13 more" in shown


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("school", ["school", "high-school"]),
        ("ONDERWIJS", ["school"]),
        ("theatre", ["theatre"]),
        ("high sch", ["high-school"]),
        ("19", ["town-19"]),
        ("school town", []),
    ],
)
def test_a_search_needs_every_word(words: str, found: list[str]) -> None:
    """Parts of words will do; names come before other words."""
    assert [choice.id for choice in search(words, PARTNERS)] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("high school pupils", ["high-school"]),
        ("theater", ["theatre"]),
        ("schol", ["school", "high-school"]),
        ("museum", []),
        ("pupils teachers school", []),
    ],
)
def test_what_is_not_found_is_searched_for_roughly(words: str, found: list[str]) -> None:
    """Most of the words will do, and a slip in a longer one."""
    assert [choice.id for choice in search_roughly(words, PARTNERS)] == found


def test_what_was_found_roughly_is_not_taken_unasked() -> None:
    """It is offered by number, even if it is the only one."""
    talk = Scripted(["", "", "", "high school pupils", "1"])
    assert Form(fields(), talk).fill()["topic"] == "high-school"
    assert "  1. high school (high-school)" in talk.said


def test_what_no_file_may_hold_is_left_out() -> None:
    """Control characters and half letters, as a terminal or a wrong encoding gives them."""
    talk = Scripted(["a\x1b[31m\udce9 b\u00a0c", "", "", "", "1"])
    assert Form(fields(), talk).fill()["title"] == "a[31m b c"


@pytest.mark.parametrize(
    ("typed", "said"),
    [(["ja"], True), (["perhaps", "Yes"], True), (["nee"], False), (["", "n"], False), (["terug"], None)],
)
def test_a_yes_has_to_be_a_yes(typed: list[str], said: bool | None) -> None:
    """Enter alone is none."""
    assert confirm(Scripted(typed), "write") is said
