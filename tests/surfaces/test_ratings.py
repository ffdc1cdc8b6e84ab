"""Ratings by fact, the worst first, next to the file and line of the fact."""

from datetime import date

import pytest

from bot.core.records.model import KnowledgeBase
from bot.store.records import Comment, FactFeedback, RatedQuestion
from bot.surfaces.ratings import as_json, find_rated
from bot.surfaces.reports import Writer

DAY = date(2026, 11, 24)
FACT = "commercial-partners-share"
RATINGS = [
    FactFeedback(fact="a-fact-that-is-gone", good=4, bad=1, reasons={}),
    FactFeedback(fact=FACT, good=1, bad=3, reasons={"old": 2, "wrong": 1}),
]
QUESTIONS = [RatedQuestion(fact=FACT, reason="old", question="hoeveel | bieben met bedrijven?", day=DAY)]
COMMENTS = [Comment(text="ik mis *musea*", day=DAY)]


def test_the_worst_come_first_with_their_place(knowledge: KnowledgeBase) -> None:
    first, second = find_rated(RATINGS, QUESTIONS, knowledge.facts)
    position = knowledge.facts[FACT].position
    assert (first.fact, first.position) == (FACT, f"{position.file}:{position.line}")
    assert first.questions == tuple(QUESTIONS)
    assert (second.fact, second.position, second.questions) == ("a-fact-that-is-gone", None, ())
    told = as_json([first, second], COMMENTS)
    assert [one["bad"] for one in told["facts"]] == [3, 1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "reason"), [("nl", "verouderd"), ("en", "out of date")])
def test_reports_hold_all_of_it(knowledge: KnowledgeBase, language: str, reason: str) -> None:
    writer, found = Writer(knowledge, language), find_rated(RATINGS, QUESTIONS, knowledge.facts)
    text, markdown = writer.ratings_text(found, COMMENTS), writer.ratings_markdown(found, COMMENTS, DAY)
    for told in (text, markdown):
        words = (FACT, knowledge.facts[FACT].position.file, reason, "bieben met bedrijven", "mis", "2026-11-24")
        assert [word for word in words if word not in told] == []
    assert "\\| bieben" in markdown
    assert "\\*musea\\*" in markdown
    assert len([line for line in markdown.splitlines() if line.startswith("|")]) == 4


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_any_it_says_so(knowledge: KnowledgeBase, language: str) -> None:
    writer = Writer(knowledge, language)
    none = writer.say("telegram_ratings_none")
    assert writer.ratings_text([], []) == none
    assert none in writer.ratings_markdown([], [], DAY)
