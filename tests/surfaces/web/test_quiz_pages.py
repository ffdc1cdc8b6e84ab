"""A quiz in the browser: alone, and question by question on a big screen."""

import re
from html import unescape

import pytest

from bot.quiz.code import Plan, code_of
from bot.quiz.records import QuizQuestion
from bot.surfaces.web.site import Site
from tests.web_browser import Browser

PLAN = Plan(7, 20)


@pytest.fixture(scope="module")
def questions(site: Site) -> tuple[QuizQuestion, ...]:
    return site.live.make_quiz(PLAN)


def right_replies(questions: tuple[QuizQuestion, ...]) -> dict[str, list[str] | str]:
    """Return the form as somebody fills it in who knows everything."""
    return {
        f"q{number}": str(one.estimate.value).rstrip("0").rstrip(".")
        if one.estimate and "." in str(one.estimate.value)
        else str(one.estimate.value)
        if one.estimate
        else [str(place) for place in one.right]
        for number, one in enumerate(questions, start=1)
    }


@pytest.mark.parametrize(("opening", "score"), [("", "20 van de 20 goed"), ("/en", "20 of 20 right")])
def test_who_knows_everything_has_all_right(
    opening: str, score: str, client: Browser, questions: tuple[QuizQuestion, ...]
) -> None:
    path = f"{opening}/quiz/{code_of(PLAN, questions)}"
    page = client.post(path, data=right_replies(questions)).text
    assert f'role="status">{score}</p>' in page
    assert page.count('class="verdict"') == 20
    assert all(one.source[opening[1:] or "nl"] in unescape(page) for one in questions)


def test_nothing_is_given_away_before_it_is_sent(client: Browser, questions: tuple[QuizQuestion, ...]) -> None:
    page = client.get(f"/quiz/{code_of(PLAN, questions)}").text
    assert 'class="told"' not in page
    nothing = client.post(f"/quiz/{code_of(PLAN, questions)}", data={}).text
    assert 'role="status">0 van de 20 goed</p>' in nothing


def test_the_same_address_gives_the_same_questions(client: Browser) -> None:
    made = client.get("/quiz/new", params={"n": "5", "topic": "member", "how": "screen"})
    assert made.status_code == 303
    there = made.headers["location"]
    assert re.fullmatch(r"/quiz/[^/]+/1", there)
    assert client.get(there).text == client.get(there).text


def test_a_big_screen_shows_the_answer_one_step_later(client: Browser, questions: tuple[QuizQuestion, ...]) -> None:
    """Forward by one link, to the end; back by another."""
    there, steps = f"/quiz/{code_of(PLAN, questions)}/1", 0
    while re.search(r"/\d+(/answer)?$", there):
        page = client.get(there).text
        assert ('class="told"' in page) is there.endswith("/answer")
        (there,) = re.findall(r'data-key="next" href="([^"]*)"', page)
        there, steps = unescape(there), steps + 1
    assert steps == 2 * len(questions)


@pytest.mark.parametrize("path", [
    "/quiz/none", "/quiz/7-0", "/quiz/7-20.ffff", "/quiz/7-5/99", "/quiz/7-5/x", "/quiz/new?topic=member&n=999",
    "/quiz/7-5:none",
])  # fmt: skip
def test_what_is_no_quiz_is_told_kindly(path: str, client: Browser) -> None:
    assert client.get(path).status_code in (303, 404)
