"""What Telegram knows: the bot, its users, their chats and messages, and the updates that wait for the bot."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.inline_mode import InlineMode
from tests.fake_telegram.messages import BotMessage, Message, User
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.updates import UpdateQueue

BOT = User(123456789, "Vraagbaak", username="vraagbaak_test_bot", is_bot=True)
SAME_OFFSET_SECONDS = 3.0  # as long as Telegram's server
_SUPERGROUPS_BELOW = -1_000_000_000_000


@dataclass(slots=True)
class Webhook:
    """Where updates are to be sent; nowhere while the URL is empty."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    has_certificate: bool = False
    last_error: tuple[int, str] | None = None  # when and what

    def is_like(self, other: "Webhook") -> bool:
        """It was set with the same parameters."""
        return replace(self, last_error=None) == replace(other, last_error=None)


@dataclass(slots=True)
class Profile:
    """What the bot has set for itself; texts by language, "" for all others."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # by name, description ... and language
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)  # by scope and language
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)  # by chat; 0 for all others


class World:
    """Everything but the HTTP server; the methods of the Bot API read and change it."""

    def __init__(self, same_offset_seconds: float = SAME_OFFSET_SECONDS) -> None:
        self.bot = BOT
        self.privacy = True  # in groups the bot gets only what is meant for it
        self.supports_inline = True
        self.logged_out = False
        self.updates = UpdateQueue(same_offset_seconds)
        self.webhook = Webhook()
        self.profile = Profile()
        self.messages: dict[tuple[int, int], Message] = {}  # by chat and message id
        self.callbacks: dict[str, asyncio.Future[dict[str, Any]]] = {}  # pressed, and not answered yet
        self.inline = InlineMode(self)
        self.files: set[str] = set()  # ids that the bot may send again
        self.users: dict[int, User] = {BOT.id: BOT}
        self.chats: dict[int, FakeChat] = {}
        self.arrivals = asyncio.Event()  # set when a message of the bot arrives
        self._now: int | None = None
        self._last_user_id = 5_318_007_999  # as long as real ones, so that none stands in other numbers by chance
        self._last_message_ids: dict[int, int] = {}  # each supergroup counts for itself, as at Telegram
        self._last_query_id = 0

    @property
    def now(self) -> int:
        """The time for everything that is dated, in seconds since 1970; a test may set it."""
        return int(time.time()) if self._now is None else self._now

    @now.setter
    def now(self, seconds: int) -> None:
        self._now = seconds

    @property
    def commands(self) -> list[dict[str, str]]:
        """The menu of commands that is set for everybody."""
        return self.profile.commands.get(("default", ""), [])

    def user(self, name: str = "Ada", *, last_name: str = "", username: str = "", language: str | None = None) -> User:
        """Make somebody; `language` is the one that their app is set to."""
        self._last_user_id += 1
        made = User(self._last_user_id, name, last_name, username, language or "")
        self.users[made.id] = made
        return made

    def chat(self, who: User | str = "Ada", *, language: str | None = None, group: bool = False) -> FakeChat:
        """Open the private chat of a user, or a group with them alone; a name makes a new user."""
        user = self.user(who, language=language) if isinstance(who, str) else who
        if group:
            return self.group("Staff", user, kind="group")
        if user.id in self.chats:
            return self.chats[user.id]
        described = {name: value for name, value in user.json.items() if name not in ("is_bot", "language_code")}
        return self._open(described | {"type": "private"}, user)

    def group(
        self, title: str, *members: User, kind: str = "supergroup", forum: bool = False, username: str = ""
    ) -> FakeChat:
        """Open a group ("group" or "supergroup") with the bot and these users; the first one owns it."""
        self._last_user_id += 1
        number = -self._last_user_id if kind == "group" else _SUPERGROUPS_BELOW - self._last_user_id
        described: dict[str, Any] = {"id": number, "type": kind, "title": title}
        if username:
            described["username"] = username
        if forum:
            described["is_forum"] = True
        return self._open(described, *members)

    def close(self, chat: FakeChat) -> None:
        """Take a chat away: the bot can send nothing to it any more, but what was typed in it still waits."""
        del self.chats[chat.id]

    def next_message_id(self, chat_id: int) -> int:
        counter = chat_id if chat_id < _SUPERGROUPS_BELOW else 0
        before = self._last_message_ids.get(counter, 1 if counter else 0)  # the first tells that the group was made
        number = self._last_message_ids[counter] = before + 1
        return number

    def next_query_id(self) -> str:
        self._last_query_id += 1
        return str(4_382_000_000_000_000 + self._last_query_id)

    def find_chat(self, chat_id: int | str) -> FakeChat:
        """Return a chat by its number or @name.

        Raises:
            RefusedError: If there is none.
        """
        if isinstance(chat_id, str):
            named = (chat for chat in self.chats.values() if f"@{chat.chat.get('username', '')}" == chat_id)
            chat = next((chat for chat in named if chat.is_group), None)
        else:
            chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def find_message(self, chat_id: int, message_id: int) -> Message | None:
        """Return a message that still stands in a chat."""
        message = self.messages.get((chat_id, message_id))
        return message if message and not message.deleted else None

    def keep(self, message: Message) -> None:
        self.messages[message.chat_id, message.message_id] = message

    def show(self, message: BotMessage) -> None:
        """Put a message of the bot in its chat."""
        self.keep(message)
        self.chats[message.chat_id].deliver(message)
        self.arrivals.set()

    def _open(self, described: dict[str, Any], *members: User) -> FakeChat:
        chat = FakeChat(described, members, self)
        self.chats[chat.id] = chat
        return chat
