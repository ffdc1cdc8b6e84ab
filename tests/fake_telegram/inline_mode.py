"""Inline mode: users type after the bot's name in any chat, take a result, and press the buttons of what they sent."""

import asyncio
from typing import TYPE_CHECKING, Any

from tests.fake_telegram.messages import BotMessage, User, Version
from tests.fake_telegram.text_rules import read_text
from tests.fake_telegram.waiting import PATIENCE_SECONDS

if TYPE_CHECKING:
    from tests.fake_telegram.world import World


class InlineMode:
    """What users do with the bot where it is no member; `await api.inline(user, text)` asks."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.feedback = False  # tell the bot which result was taken, as a bot may ask @BotFather for
        self.queries: dict[str, asyncio.Future[dict[str, Any]]] = {}  # not answered yet
        self.messages: dict[str, BotMessage] = {}  # by inline message id; the bot may edit these

    async def __call__(
        self, user: User, text: str, *, offset: str = "", chat_type: str = "sender", patience: float = PATIENCE_SECONDS
    ) -> dict[str, Any]:
        """Type after the name of the bot; return the parameters of answerInlineQuery.

        Raises:
            TimeoutError: If the bot stays silent.
        """
        query_id = self._world.next_query_id()
        content = {"id": query_id, "from": user.json, "query": text[:256], "offset": offset, "chat_type": chat_type}
        answer = self.queries[query_id] = asyncio.get_running_loop().create_future()
        self._world.updates.add("inline_query", content)
        return await asyncio.wait_for(answer, patience)

    def take(self, user: User, result: dict[str, Any], query: str = "") -> BotMessage:
        """Send a result to some chat; return the message that stands there.

        Only one with an inline keyboard can be edited, and pressed.
        """
        formatted = read_text(result["input_message_content"], "message_text")
        options = {"reply_markup": result["reply_markup"]} if "reply_markup" in result else {}
        message = BotMessage(message_id=0, chat_id=0, head={}, versions=[Version(formatted, options)])
        told = {"result_id": result["id"], "from": user.json, "query": query}
        if message.buttons:
            message.inline_id = told["inline_message_id"] = f"AgAAAfake{self._world.next_query_id()}"
            self.messages[message.inline_id] = message
        if self.feedback:
            self._world.updates.add("chosen_inline_result", told)
        return message

    async def press(
        self, user: User, message: BotMessage, label: str, *, patience: float = PATIENCE_SECONDS
    ) -> dict[str, Any]:
        """Press a button of a message that a user sent so; return the parameters of answerCallbackQuery."""
        query_id = self._world.next_query_id()
        answer = self._world.callbacks[query_id] = asyncio.get_running_loop().create_future()
        query = {
            "id": query_id,
            "from": user.json,
            "inline_message_id": message.inline_id,
            "chat_instance": str(user.id),
            "data": message.button(label)["callback_data"],
        }
        self._world.updates.add("callback_query", query)
        return await asyncio.wait_for(answer, patience)
