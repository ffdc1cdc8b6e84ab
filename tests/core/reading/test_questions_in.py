"""Several questions in one message."""

import pytest

from bot.core.assistant import Assistant
from bot.core.reading.questions_in import MOST_ANSWERED, split_parts
from bot.core.reading.read import Reader
from tests.asking import ask


@pytest.mark.parametrize(("text", "language", "parts"), [
    pytest.param("What share works with farmers?", "en", ["What share works with farmers?"], id="one"),
    pytest.param(
        "What number of farmers of which libraries?", "en", ["What number of farmers of which libraries?"],
        id="an English of joins no questions",
    ),
    pytest.param(
        "Hoeveel boeren of welke boekhandels?", "nl", ["Hoeveel boeren", "welke boekhandels?"], id="a Dutch of does"
    ),
    pytest.param(
        "Which bookshops? How many farmers?", "en", ["Which bookshops?", "How many farmers?"], id="two sentences"
    ),
    pytest.param(
        "How many sites work with farmers and how many libraries work with churches?", "en",
        ["How many sites work with farmers", "how many libraries work with churches?"], id="cut at and",
    ),
    pytest.param(
        "Hoeveel biebs werken met boeren, en welke boekhandels doen mee?", "nl",
        ["Hoeveel biebs werken met boeren", "welke boekhandels doen mee?"], id="cut at a comma and and",
    ),
    pytest.param(
        "How many farmers or how many churches or how many hospitals?", "en",
        ["How many farmers", "how many churches", "how many hospitals?"], id="three",
    ),
    pytest.param(
        "How many farmers and churches?", "en", ["How many farmers and churches?"], id="two partners, one question"
    ),
    pytest.param(
        "How many farmers, and why?", "en", ["How many farmers, and why?"], id="the second half names nothing"
    ),
    pytest.param("Why, and how many farmers?", "en", ["Why, and how many farmers?"], id="the first half names nothing"),
    pytest.param(
        "Our village is small. Which bookshops?", "en", ["Our village is small. Which bookshops?"], id="a scene before"
    ),
    pytest.param("Which bookshops? I wonder.", "en", ["Which bookshops? I wonder."], id="a remark behind"),
    pytest.param(
        "Our village. Which bookshops? One more. How many farmers?", "en",
        ["Our village. Which bookshops?", "One more. How many farmers?"], id="each with its own scene",
    ),
    pytest.param("Farmers. Churches.", "en", ["Farmers. Churches."], id="no sentence asks"),
    pytest.param("", "en", [""], id="nothing"),
])  # fmt: skip
def test_the_questions_of_a_message(text: str, language: str, parts: list[str], small_reader: Reader) -> None:
    """A message is cut between questions, and inside a sentence only where both halves ask about something."""
    assert [part for part, _ in split_parts(text, small_reader, language)] == parts


@pytest.mark.parametrize(("text", "halves"), [
    pytest.param("Hoeveel leden zijn er en hoeveel daarvan?", [False, True], id="leaves out what is counted"),
    pytest.param("Hoeveel leden zijn er + hoeveel bezoeken?", [False, True], id="a plus"),
    pytest.param("Hoeveel bibliotheken hebben een Taalhuis en waar?", [False, True], id="one word"),
    pytest.param("Hoeveel scholen werken met dBos of iets wat erop lijkt?", [False], id="'of' adds no question"),
    pytest.param("Hoeveel en welke scholen doen mee?", [False], id="the first half names nothing"),
    pytest.param("Hoeveel leden zijn er en hoeveel was dat het jaar ervoor?", [False], id="a change"),
    pytest.param("Hoeveel leden? En hoeveel bezoeken?", [False, False], id="two sentences"),
])  # fmt: skip
def test_a_second_half_may_leave_something_out(text: str, halves: list[bool], reader: Reader) -> None:
    """Only after a word that adds; over the real words and labels."""
    assert [is_half for _, is_half in split_parts(text, reader, "nl")] == halves


TWO = "What share of libraries works with farmers? Which bookshops take part?"


def test_each_question_is_answered_under_itself(small_assistant: Assistant) -> None:
    """In the order in which they were asked."""
    answer = ask(small_assistant, TWO, "en")
    headed = [line.text for line in answer.lines if line.role in ("question", "headline")]
    assert headed == [
        "What share of libraries works with farmers?", "2018: 35% of libraries worked with farmers.",
        "Which bookshops take part?", "Corner Books and Page One.",
    ]  # fmt: skip
    assert {use.id for use in answer.facts} == {"farmers-share", "bookshop-list"}


def test_one_question_has_no_heading(small_assistant: Assistant) -> None:
    """The user knows what was asked."""
    answer = ask(small_assistant, "What share of libraries works with farmers?", "en")
    assert "question" not in {line.role for line in answer.lines}


def test_what_is_answered_counts_for_the_whole(small_assistant: Assistant) -> None:
    """The figure of a part that is only nearby is no answer for machines, but what is missing is told."""
    text = "What share of libraries works with primary schools? What share of libraries worked with farmers in 2030?"
    answer = ask(small_assistant, text, "en")
    assert answer.kind == "answer"
    assert {use.id for use in answer.facts} == {"primary-share"}
    assert answer.missing == ("period",)
    assert "Nothing for 2030." in [line.text for line in answer.lines]


def test_the_same_fact_is_told_once(small_assistant: Assistant) -> None:
    """Asking again in other words adds nothing."""
    text = "What share of libraries works with farmers? What is the share that works with farmers?"
    assert ask(small_assistant, text, "en") == ask(small_assistant, "What share of libraries works with farmers?", "en")


def test_only_so_many_questions_are_answered(small_assistant: Assistant) -> None:
    """More would bury the answers."""
    partners = ("farmers", "primary schools", "secondary schools", "hospitals", "churches")
    text = " ".join(f"What share of libraries works with {partner}?" for partner in partners)
    answer = ask(small_assistant, text, "en")
    assert [line.role for line in answer.lines].count("question") == MOST_ANSWERED


def test_the_second_question_may_lean_on_the_first(small_assistant: Assistant) -> None:
    """As in a conversation."""
    answer = ask(small_assistant, "What share of libraries works with farmers? And with primary schools?", "en")
    assert [line.text for line in answer.lines if line.role == "headline"] == [
        "2018: 35% of libraries worked with farmers.", "60% of libraries work with primary schools.",
    ]  # fmt: skip


def test_a_question_about_nothing_is_part_of_the_scene(reader: Reader) -> None:
    """Before another one; by itself it is all there is to answer."""
    message = "Ik sta bij de balie. Ligt dat aan mij? Hoeveel leden zijn er?"
    assert [part for part, _ in split_parts(message, reader, "nl")] == [message]
    assert len(split_parts("Ligt dat aan mij?", reader, "nl")) == 1
    assert len(split_parts("Hoeveel bezoeken zijn er? Hoeveel leden zijn er?", reader, "nl")) == 2
