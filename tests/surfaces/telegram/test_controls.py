"""What users write steers no terminal and turns no words around, wherever a maintainer reads it."""

import pytest
from telegram import User

from bot.surfaces.telegram.incoming import read_message
from tests.fake_telegram.api import FakeBotApi
from tests.surfaces.telegram.harness import Setup, unlimited

pytestmark = pytest.mark.asyncio

HOSTILE = "\x1b]0;gevaar\x07 \x9b31m\u202egnp kwallen\u200bkwekers"
SEEN = "]0;gevaar   31mgnp kwallenkwekers"
STEERING = "\x1b\x07\x9b\u202e\u200b"


async def test_what_is_kept_of_users_can_be_printed(setup: Setup) -> None:
    """Remarks, and questions without an answer."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chats = [api.chat(name, language="nl") for name in ("Ada", "Ben")]
        async with setup.running(api, options=unlimited()) as bot:
            for chat in chats:
                await chat.ask(f"/feedback {HOSTILE}")
                await chat.ask(f"hoeveel {HOSTILE} zijn er")
                await chat.ask("dank je")
            kept = [one.text for one in await bot.store.comments()]
            kept += [group.question for group in await bot.store.unanswered()]
    assert len(kept) > 2
    assert [text for text in kept if "kwallenkwekers" not in text] == []
    assert [char for char in STEERING if char in "".join(kept)] == []


async def test_a_message_is_read_without_them() -> None:
    """Also the names of its sender, which are looked for in what is read."""
    sender = {"id": 5, "is_bot": False, "first_name": "Sj\u200boerd\u202e"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": sender, "text": HOSTILE}
    read = read_message(message, User(id=1, first_name="Bot", is_bot=True, username="a_bot"))
    assert read is not None
    assert (read.text, read.names) == (SEEN, ("Sjoerd",))
