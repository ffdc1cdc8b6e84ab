"""Inline mode: cards with figure and source in any chat, for users who have never met the bot."""

import asyncio

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.text_rules import read_text
from tests.surfaces.telegram.harness import Bot, Setup, unlimited

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


async def test_who_types_too_much_gets_nothing_for_a_while(setup: Setup) -> None:
    """Up to so many a minute; the questions of the same user, and what others type, do not count with that."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        ada, ben = api.user("Ada", language="nl"), api.user("Ben", language="nl")
        async with setup.running(api, options=unlimited(questions_per_minute=3)) as bot:
            given = [await api.inline(ada, f"bedrijven {number}") for number in range(5)]
            assert [bool(one["results"]) for one in given] == [True, True, True, False, False]
            assert given[-1]["cache_time"] < given[0]["cache_time"]
            assert given[-1]["is_personal"] is True
            assert (await api.inline(ben, "bedrijven"))["results"]
            assert "26%" in (await api.chat(ada).ask("Hoeveel bibliotheken werken samen met bedrijven?")).text
            assert bot.service._counts.limited == 2
        assert api.violations == []


async def test_a_message_goes_before_what_is_typed(setup: Setup) -> None:
    """However much several users type at once."""
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        chat = api.chat(language="nl")
        typing = [
            asyncio.create_task(api.inline(api.user(language="nl"), f"hoeveel {'bieb' * 50} {number} bedrijven"))
            for number in range(60)
        ]
        await asyncio.sleep(0.05)
        assert "26%" in (await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text
        assert sum(one.done() for one in typing) < len(typing) / 2
        assert [given for given in await asyncio.gather(*typing) if not given["results"]] == []
