"""The methods that answer a pressed button or an inline query."""

import asyncio
from typing import Any

from tests.fake_telegram.inline_rules import check_inline_answer
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.world import World

CALLBACK_ANSWER_LENGTH = 200
_OPENABLE = ("https://t.me/", "tg://")


def answer_callback_query(world: World, given: dict[str, Any]) -> bool:
    if len(given.get("text", "")) > CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if given.get("url") and not given["url"].startswith(_OPENABLE):
        raise bad_request("URL_INVALID")
    _answer(world.callbacks, "callback_query_id", given)
    return True


def answer_inline_query(world: World, given: dict[str, Any]) -> bool:
    check_inline_answer(given)
    _answer(world.inline.queries, "inline_query_id", given)
    return True


def _answer(asked: dict[str, asyncio.Future[dict[str, Any]]], name: str, given: dict[str, Any]) -> None:
    """Hand the parameters to the user who waits; nobody waits for an answer that was given before."""
    answer = asked.pop(given[name], None)
    if answer is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if not answer.done():  # else the test waits no longer
        answer.set_result({key: value for key, value in given.items() if key != name})


METHODS = {"answerCallbackQuery": answer_callback_query, "answerInlineQuery": answer_inline_query}
