"""A chat with the bot as its user has it: what was typed, and what the bot sent."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.surfaces.fake_telegram_html import Entity

PATIENCE_SECONDS = 5.0  # how long a test waits for the bot before it fails


@dataclass(slots=True)
class BotMessage:
    """A message of the bot, as it stands in the chat now."""

    message_id: int
    chat_id: int
    raw: str = ""  # as sent, with its markup
    text: str = ""  # as seen
    entities: list[Entity] = field(default_factory=list)
    options: dict[str, Any] = field(
        default_factory=dict
    )  # the other parameters: reply_markup, link_preview_options ...

    def formatted(self, kind: str) -> list[str]:
        """Return the stretches of the text in one format, such as "bold"."""
        return [self.text[entity.start : entity.end] for entity in self.entities if entity.type == kind]


class FakeChat:
    """One user in a chat with the bot; the test speaks for the user."""

    def __init__(self, chat: dict[str, Any], user: dict[str, Any], post: Callable[[str, dict[str, Any]], None]) -> None:
        self.chat, self.user = chat, user
        self._post = post
        self.received: list[BotMessage] = []
        self._unread: asyncio.Queue[BotMessage] = asyncio.Queue()

    @property
    def id(self) -> int:
        return int(self.chat["id"])

    def deliver(self, message: BotMessage) -> None:
        """Show a message of the bot; the server calls this."""
        self.received.append(message)
        self._unread.put_nowait(message)

    def say(self, text: str) -> None:
        """Type a message; a command at its start is marked as Telegram marks it."""
        command = re.match(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?", text)
        entities = [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []
        self.post("message", text=text, **({"entities": entities} if entities else {}))

    def post(self, kind: str, **content: Any) -> None:
        """Put any update with a message in it before the bot: "message" with a photo, "edited_message" ..."""
        self._post(kind, {"chat": self.chat, "from": self.user, **content})

    async def answer(self) -> BotMessage:
        """Return the bot's next message that was not read yet.

        Raises:
            TimeoutError: If the bot stays silent.
        """
        return await asyncio.wait_for(self._unread.get(), PATIENCE_SECONDS)

    async def ask(self, text: str) -> BotMessage:
        self.say(text)
        return await self.answer()
