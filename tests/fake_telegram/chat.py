"""A chat with the bot as its users have it: what was typed, and what the bot sent."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.fake_telegram.entities import entities_json, find_entities
from tests.fake_telegram.media import media_of
from tests.fake_telegram.membership import Membership
from tests.fake_telegram.messages import BotMessage, Message, User, UserMessage
from tests.fake_telegram.privacy import is_for_bot
from tests.fake_telegram.waiting import PATIENCE_SECONDS

if TYPE_CHECKING:
    from tests.fake_telegram.world import World


class FakeChat(Membership):
    """A private chat or a group; the test speaks for its users, the first of whom is `user`."""

    def __init__(self, chat: dict[str, Any], members: Sequence[User], world: "World") -> None:
        super().__init__(chat, members, world)
        self.asked: list[UserMessage] = []  # all that users sent
        self.received: list[BotMessage] = []
        self.actions: list[str] = []  # of the bot: "typing" ...
        self._unread: asyncio.Queue[BotMessage] = asyncio.Queue()
        self._changed: asyncio.Queue[BotMessage] = asyncio.Queue()

    def deliver(self, message: BotMessage) -> None:
        """Show a message of the bot; the server calls this."""
        self.received.append(message)
        self._unread.put_nowait(message)

    def show_change(self, message: BotMessage) -> None:
        """Show an edit; the server calls this."""
        self._changed.put_nowait(message)

    def say(
        self,
        text: str,
        *,
        sender: User | None = None,
        reply_to: Message | None = None,
        topic: int = 0,
        forwarded_from: User | None = None,
    ) -> UserMessage:
        """Type a message; its commands, mentions and links are marked as Telegram marks them."""
        content = _written("text", text)
        if forwarded_from:
            content["forward_origin"] = {"type": "user", "date": self.world.now, "sender_user": forwarded_from.json}
        return self.send(sender=sender, reply_to=reply_to, topic=topic, **content)

    def say_media(self, kind: str, caption: str = "", *, sender: User | None = None, topic: int = 0) -> UserMessage:
        """Send a photo, voice, sticker, location ... (the kinds of `media.MEDIA`)."""
        captioned = _written("caption", caption) if caption else {}
        return self.send(sender=sender, topic=topic, **media_of(kind), **captioned)

    def send(
        self, *, sender: User | None = None, reply_to: Message | None = None, topic: int = 0, **content: Any
    ) -> UserMessage:
        """Send a message with any content; in a group the bot gets it only if its privacy mode lets it through."""
        head = self.new_head(sender or self.user) | self.thread(topic, reply_to)
        message = UserMessage(
            message_id=head["message_id"], chat_id=self.id, head=head, reply_to=reply_to, sent=content
        )
        self.world.keep(message)
        self.asked.append(message)
        self._tell("message", message)
        return message

    def edit(self, message: UserMessage | int, text: str) -> UserMessage:
        """Change the text (or caption) of a message that a user sent."""
        if isinstance(message, int):
            found = self.world.messages[self.id, message]
            assert isinstance(found, UserMessage)
            message = found
        name = "text" if "text" in message.sent else "caption"
        kept = {key: value for key, value in message.sent.items() if key not in ("entities", "caption_entities")}
        message.sent = kept | _written(name, text) | {"edit_date": self.world.now}
        self._tell("edited_message", message)
        return message

    def delete(self, message: Message) -> None:
        """Take a message away, without the bot hearing of it."""
        message.deleted = True

    def post(self, kind: str, **content: Any) -> None:
        """Put any update with a message in it before the bot: "message" with a photo, "edited_message" ..."""
        head = self.new_head(self.user)
        message = UserMessage(message_id=head["message_id"], chat_id=self.id, head=head, sent=content)
        self.world.keep(message)
        self.world.updates.add(kind, message.json)

    async def answer(self, patience: float = PATIENCE_SECONDS) -> BotMessage:
        """Return the bot's next message that was not read yet.

        Raises:
            TimeoutError: If the bot stays silent.
        """
        return await asyncio.wait_for(self._unread.get(), patience)

    async def change(self, patience: float = PATIENCE_SECONDS) -> BotMessage:
        """Return the message of the bot's next edit that was not read yet."""
        return await asyncio.wait_for(self._changed.get(), patience)

    async def ask(self, text: str, **how: Any) -> BotMessage:
        self.say(text, **how)
        return await self.answer()

    async def press(self, message: BotMessage, label: str, *, sender: User | None = None) -> dict[str, Any]:
        """Press a button of a message as it is now; return the parameters of answerCallbackQuery.

        Raises:
            LookupError: If no button, or more than one, has that label or contains it.
            TimeoutError: If the bot does not answer.
        """
        return await self.press_data(message, str(message.button(label)["callback_data"]), sender=sender)

    async def press_data(
        self,
        message: BotMessage,
        data: str,
        *,
        sender: User | None = None,
        inaccessible: bool = False,
        patience: float = PATIENCE_SECONDS,
    ) -> dict[str, Any]:
        """Press a button with this data, also one that is there no more, or whose message is too old to be shown."""
        query_id = self.world.next_query_id()
        old = {"chat": self.chat, "message_id": message.message_id, "date": 0}
        answer = self.world.callbacks[query_id] = asyncio.get_running_loop().create_future()
        query = {
            "id": query_id,
            "from": (sender or self.user).json,
            "message": old if inaccessible else message.json,
            "chat_instance": str(-self.id),
            "data": data,
        }
        self.world.updates.add("callback_query", query)
        return await asyncio.wait_for(answer, patience)

    def _tell(self, kind: str, message: UserMessage) -> None:
        world = self.world
        sees_all = not self.is_group or self.bot_status == "administrator" or not world.privacy
        if self.bot_status in ("member", "administrator") and (sees_all or is_for_bot(message, world.bot)):
            world.updates.add(kind, message.json)


def _written(name: str, text: str) -> dict[str, Any]:
    marks = "entities" if name == "text" else "caption_entities"
    entities = entities_json(text, find_entities(text))
    return {name: text, marks: entities} if entities else {name: text}
