"""Inline mode: cards with figure and source in any chat, for users who have never met the bot."""

import pytest

from tests.fake_telegram.text_rules import read_text
from tests.surfaces.telegram.harness import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("language", "typed", "title", "cited"),
    [
        pytest.param("nl", "zakelijke partners", "26% van de bibliotheken", "geciteerd in", id="a few words"),
        pytest.param("en", "commercial partners", "26% of libraries", "cited in", id="in English"),
        pytest.param("en", "hoeveel bibliotheken met bedrijven?", "26% van de", "geciteerd in", id="as it is typed"),
        pytest.param("de", "zakelijke partners", "26% van de", "geciteerd in", id="an app in a third language"),
    ],
)
async def test_a_few_words_give_cards_with_figure_and_source(
    bot: Bot, language: str, typed: str, title: str, cited: str
) -> None:
    given = await bot.api.inline(bot.api.user(language=language), typed)
    card = given["results"][0]
    assert title in card["title"]
    assert "KB, 2018c" in card["description"]
    assert cited in card["description"]
    text = read_text(card["input_message_content"], "message_text").text
    assert "26%" in text
    assert "KB, 2018c" in text
    assert card["reply_markup"]["inline_keyboard"][0][0]["url"].endswith("commercial-partners-share")


@pytest.mark.parametrize(("language", "topic"), [("nl", "Commerciële partner"), ("en", "Commercial partner")])
async def test_nothing_typed_shows_the_topics(bot: Bot, language: str, topic: str) -> None:
    given = await bot.api.inline(bot.api.user(language=language), "")
    assert topic in [card["title"] for card in given["results"]]
    assert len(given["results"]) <= 50


@pytest.mark.parametrize(("language", "title"), [("nl", "Niets gevonden"), ("en", "Nothing found")], ids=["nl", "en"])
async def test_no_match_gives_a_card_that_says_so(bot: Bot, language: str, title: str) -> None:
    """And what can be asked instead."""
    typed = {"nl": "ruimteschepen en toverstokken", "en": "spaceships and magic wands"}[language]
    given = await bot.api.inline(bot.api.user(language=language), typed)
    assert [card["title"] for card in given["results"]] == [title]


async def test_a_figure_that_is_only_near_says_so_first(bot: Bot) -> None:
    """The card for another year opens with what there is no figure for."""
    given = await bot.api.inline(bot.api.user(language="nl"), "hoeveel bibliotheken werken met bedrijven in 2023?")
    card = given["results"][0]
    assert "geen gegevens" in card["title"]
    assert "geen gegevens" in card["input_message_content"]["message_text"]


async def test_cards_are_kept_for_each_user_apart(bot: Bot) -> None:
    """They depend on the language of the user's app; and a button leads to the bot itself."""
    given = await bot.api.inline(bot.api.user(language="nl"), "bedrijven")
    assert given["is_personal"] is True
    assert given["cache_time"] == 300
    assert given["button"]["start_parameter"] == "inline"
    chat = bot.api.chat(language="nl")
    assert "Ik ben Vraagbaak" in (await chat.ask("/start inline")).text


@pytest.mark.parametrize("typed", ["<b>&", "x" * 256, "🙂", "\u202e", "' OR 1=1 --"])
async def test_whatever_is_typed_gives_a_card(bot: Bot, typed: str) -> None:
    assert (await bot.api.inline(bot.api.user(), typed))["results"]


async def test_nothing_is_remembered_of_who_types(bot: Bot) -> None:
    before = await bot.store.size()
    await bot.api.inline(bot.api.user(), "bedrijven")
    after = await bot.store.size()
    assert {name: after[name] - before[name] for name in after if name != "updates"} == dict.fromkeys(
        (name for name in after if name != "updates"), 0
    )
