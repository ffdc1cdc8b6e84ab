"""Telegram's limits on answers to inline queries."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.fake_telegram.markup_rules import check_markup, check_start_parameter
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.telegram_html import is_url
from tests.fake_telegram.text_rules import read_text

RESULTS = 50
RESULT_ID_BYTES = 64
NEXT_OFFSET_BYTES = 64
CACHE_SECONDS = range(86_401)


def check_inline_answer(given: Mapping[str, Any]) -> None:
    """Refuse an answer that Telegram would not show; the text of every result is read as that of a message."""
    results = given["results"]
    if len(results) > RESULTS:
        raise bad_request("too many inline query results specified")
    for result in results:
        _check_result(result)
    if any(count > 1 for count in Counter(result["id"] for result in results).values()):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(given.get("next_offset", "").encode()) > NEXT_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    if given.get("cache_time", 300) not in CACHE_SECONDS:
        raise bad_request("cache_time must be from 0 to 86400")
    if "button" in given:
        _check_button(given["button"])


def _check_result(result: Mapping[str, Any]) -> None:
    if result["type"] != "article":
        raise bad_request(f"inline results of type {result['type']} are not read here")
    if not 1 <= len(result["id"].encode()) <= RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"].strip():
        raise bad_request("RESULT_TITLE_INVALID")
    for name in ("url", "thumbnail_url"):
        if name in result and not is_url(result[name]):
            raise bad_request("WEBDOCUMENT_URL_INVALID" if name == "thumbnail_url" else "ARTICLE_URL_INVALID")
    read_text(result["input_message_content"], "message_text")
    check_markup(result.get("reply_markup"))


def _check_button(button: Mapping[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline query results button text must be non-empty")
    if ("start_parameter" in button) == ("web_app" in button):
        raise bad_request("exactly one of start_parameter and web_app must be given")
    if "start_parameter" in button:
        check_start_parameter(button["start_parameter"])
