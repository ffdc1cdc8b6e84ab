"""Waiting for the bot, and the reckoning after it was killed: what was lost, answered twice or out of order."""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fake_telegram.chat import FakeChat
    from tests.fake_telegram.messages import BotMessage, UserMessage
    from tests.fake_telegram.world import World

PATIENCE_SECONDS = 5.0  # how long a test waits for the bot before it fails

IsAnswer = Callable[["UserMessage", "BotMessage"], bool]
"""Tells whether a message of the bot answers a question of the same chat."""


@dataclass(slots=True)
class Reckoning:
    """How the questions of some chats fared."""

    asked: int = 0
    lost: list["UserMessage"] = field(default_factory=list)
    duplicates: list["UserMessage"] = field(default_factory=list)  # a question once for each answer too many
    out_of_order: list["FakeChat"] = field(default_factory=list)  # their first answers came in another order

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.duplicates or self.out_of_order)


def reckon(chats: Iterable["FakeChat"], is_answer: IsAnswer) -> Reckoning:
    """Compare what was asked in each chat with what the bot sent there."""
    found = Reckoning()
    for chat in chats:
        first_answers = []
        found.asked += len(chat.asked)
        for question in chat.asked:
            places = [place for place, message in enumerate(chat.received) if is_answer(question, message)]
            if not places:
                found.lost.append(question)
                continue
            first_answers.append(places[0])
            found.duplicates += [question] * (len(places) - 1)
        if first_answers != sorted(first_answers):
            found.out_of_order.append(chat)
    return found


async def all_answered(
    world: "World", chats: Iterable["FakeChat"], is_answer: IsAnswer, *, seconds: float, quiet_seconds: float = 0.0
) -> Reckoning:
    """Wait until every question has an answer or time runs out, then for so long that no more comes; tell the result.

    Args:
        world: The server.
        chats: Whose questions count: all that was said there.
        is_answer: Matches a question with a message of the bot.
        seconds: The longest wait for the answers.
        quiet_seconds: How long to wait for duplicates after the last answer.
    """
    chats = list(chats)
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        world.arrivals.clear()
        is_enough = sum(len(chat.received) for chat in chats) >= sum(len(chat.asked) for chat in chats)
        if is_enough and not reckon(chats, is_answer).lost:
            break
        await _arrival(world, left)
    if quiet_seconds:
        while True:
            world.arrivals.clear()
            if not await _arrival(world, quiet_seconds):
                break
    return reckon(chats, is_answer)


async def _arrival(world: "World", seconds: float) -> bool:
    try:
        await asyncio.wait_for(world.arrivals.wait(), seconds)
    except TimeoutError:
        return False
    return True
