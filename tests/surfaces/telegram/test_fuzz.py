"""Whatever is typed: the answer is one that Telegram takes."""

import random

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Question
from bot.surfaces.render import shown_lines, telegram_pages
from bot.surfaces.telegram.keyboards import below_answer
from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.markup_rules import check_markup
from tests.fake_telegram.text_rules import read_text
from tests.surfaces.telegram.harness import Setup

PIECES = (
    *("<", ">", "&", "*", "_", "[", "]", "(", ")", "~", "`", "</b>", "<b>", "<i", "&lt;", "&#x41;", "<br>", '"', "'"),
    *(
        "\u202e",
        "\u2066",
        "\u200f",
        "\u0000",
        "\x1b[31m",
        "\ud83d",
        "👩\u200d🏫",
        "🙂",
        "é",
        "\u0301",
        "\u00a0",
        "\u2028",
    ),
    *(
        "hoeveel",
        "bibliotheken",
        "met",
        "bedrijven",
        "how many",
        "libraries",
        "in 2023",
        "26%",
        "scholen",
        "?",
        "\n",
        " ",
    ),
)
TEXTS = 10_000


def make_text(chance: random.Random) -> str:
    """Return a text of a few pieces, now and then one of 10,000 characters."""
    if chance.random() < 0.002:
        return (chance.choice(PIECES) * 10_000)[:10_000]
    return "".join(chance.choice(PIECES) + " " * chance.randrange(2) for _ in range(chance.randrange(1, 14)))


def test_ten_thousand_strange_texts_give_no_parse_error(desk: Desk) -> None:
    """Each answer is held to the rules of the strict server, its buttons too."""
    chance = random.Random(20261124)
    dialogue = Dialogue()
    for _ in range(TEXTS):
        answer, dialogue = desk.assistant.reply(Question(make_text(chance)), dialogue)
        for page in telegram_pages(shown_lines(answer)):
            read_text({"text": page, "parse_mode": "HTML"}, "text")
        keyboard = below_answer(answer, desk)
        if keyboard is not None:
            check_markup({"inline_keyboard": keyboard})


@pytest.mark.asyncio
async def test_strange_texts_pass_over_the_wire(setup: Setup) -> None:
    chance = random.Random(11)
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        chat = api.chat()
        for _ in range(200):
            text = make_text(chance)[:4096].encode("utf-8", "replace").decode()
            assert (await chat.ask(text if text.strip() else "?")).text
        assert api.violations == []
        assert not [call for call in api.calls if call.method == "sendMessage" and not call.given.get("parse_mode")]
