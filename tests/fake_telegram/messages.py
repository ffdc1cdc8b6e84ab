"""People, and what stands in a chat: the messages of its users and those of the bot."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fake_telegram.entities import Entity, entities_json
from tests.fake_telegram.text_rules import Formatted

Button = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at Telegram, or the bot itself."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""  # without "@"
    language_code: str = ""  # the language that the user's app is set to
    is_bot: bool = False

    @property
    def json(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                user[name] = value
        return user


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """A message that stands in a chat, or stood there before it was deleted."""

    message_id: int
    chat_id: int
    head: dict[str, Any]  # what never changes: message_id, from, chat, date, message_thread_id ...
    reply_to: "Message | None" = None
    deleted: bool = False
    reactions: list[dict[str, Any]] = field(default_factory=list)  # of the bot
    at: float = field(default_factory=time.monotonic)  # when it was sent, by time.monotonic()

    @property
    def content(self) -> dict[str, Any]:
        """The fields of the Message object that the head lacks."""
        raise NotImplementedError

    @property
    def json(self) -> dict[str, Any]:
        """The Message object as it is now; a message that it replies to is shown without what that one replies to."""
        whole = self.head | self.content
        if self.reply_to and not self.reply_to.deleted:
            whole["reply_to_message"] = self.reply_to.head | self.reply_to.content
        return whole


@dataclass(slots=True, kw_only=True, eq=False)
class UserMessage(Message):
    """What a user sent."""

    sent: dict[str, Any]

    @property
    def content(self) -> dict[str, Any]:
        return self.sent

    @property
    def text(self) -> str:
        """The text or the caption; empty for media without one."""
        return str(self.sent.get("text", self.sent.get("caption", "")))


@dataclass(frozen=True, slots=True)
class Version:
    """A message of the bot as it stood in the chat for a while."""

    formatted: Formatted
    options: Mapping[str, Any]  # the other parameters: reply_markup, link_preview_options ...

    @property
    def text(self) -> str:
        return self.formatted.text


@dataclass(slots=True, kw_only=True, eq=False)
class BotMessage(Message):
    """A message of the bot, as it stands in the chat now and as it stood before."""

    versions: list[Version]  # the oldest first; the last one is shown
    media: dict[str, Any] = field(default_factory=dict)  # photo, document or poll; empty for a text
    edit_date: int = 0
    inline_id: str = ""  # of a message that a user sent by inline mode; it stands in a chat that we do not see

    @property
    def raw(self) -> str:
        """The text as sent, with its markup."""
        return self.versions[-1].formatted.raw

    @property
    def text(self) -> str:
        """The text or caption as seen."""
        return self.versions[-1].text

    @property
    def entities(self) -> list[Entity]:
        return list(self.versions[-1].formatted.entities)

    @property
    def options(self) -> dict[str, Any]:
        """The other parameters of the call that made this version."""
        return dict(self.versions[-1].options)

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of the inline keyboard; none without one."""
        rows: list[list[Button]] = (self.options.get("reply_markup") or {}).get("inline_keyboard", [])
        return rows

    @property
    def labels(self) -> list[str]:
        return [str(button["text"]) for row in self.buttons for button in row]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The label and the URL of each link that is written as one."""
        return [
            (self.text[entity.start : entity.end], entity.details["url"])
            for entity in self.entities
            if entity.type == "text_link"
        ]

    def button(self, label: str) -> Button:
        """Return the button with this label, or else the one whose label contains it.

        Raises:
            LookupError: If there is none, or more than one.
        """
        every = [button for row in self.buttons for button in row]
        found = [button for button in every if button["text"] == label]
        found = found or [button for button in every if label in button["text"]]
        if len(found) != 1:
            raise LookupError(f"{len(found)} buttons for {label!r} among {self.labels}")
        return found[0]

    def formatted(self, kind: str) -> list[str]:
        """Return the stretches of the text of one kind, such as "bold" or "bot_command"."""
        return [self.text[entity.start : entity.end] for entity in self.entities if entity.type == kind]

    def change(self, version: Version, date: int) -> None:
        self.versions.append(version)
        self.edit_date = date

    @property
    def content(self) -> dict[str, Any]:
        written = dict(self.media)
        if self.text:
            name, marks = ("caption", "caption_entities") if self.media else ("text", "entities")
            written[name] = self.text
            if entities := entities_json(self.text, self.entities):
                written[marks] = entities
        if self.buttons:
            written["reply_markup"] = {"inline_keyboard": self.buttons}
        if preview := self.options.get("link_preview_options"):
            written["link_preview_options"] = preview
        if self.edit_date:
            written["edit_date"] = self.edit_date
        return written
