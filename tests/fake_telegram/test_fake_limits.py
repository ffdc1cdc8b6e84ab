"""Each limit of Telegram: what just keeps to it is taken, what breaks it is refused with the reason."""

import json
from typing import Any

import pytest

from tests.fake_telegram.calling import Caller, calling

pytestmark = pytest.mark.asyncio

CHAT = 5_318_008_000


def _text(text: str, **more: Any) -> dict[str, Any]:
    return {"chat_id": CHAT, "text": text, **more}


def _html(text: str) -> dict[str, Any]:
    return _text(text, parse_mode="HTML")


def _rows(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return _text("x", reply_markup={"inline_keyboard": list(rows)})


def _button(**action: Any) -> dict[str, Any]:
    return _rows([{"text": "yes", **action}])


def _photo(caption: str) -> dict[str, Any]:
    return {"chat_id": CHAT, "photo": "https://kb.nl/x.jpg", "caption": caption}


def _poll(question: str = "q", options: int | list[str] = 2, **more: Any) -> dict[str, Any]:
    texts = [str(number) for number in range(options)] if isinstance(options, int) else options
    return {"chat_id": CHAT, "question": question, "options": [{"text": text} for text in texts], **more}


def _quiz(**more: Any) -> dict[str, Any]:
    return _poll(type="quiz", **more)


def _commands(*commands: tuple[str, str]) -> dict[str, Any]:
    return {"commands": [{"command": name, "description": text} for name, text in commands]}


def _hook(url: str = "https://bieb.nl/hook", **more: Any) -> dict[str, Any]:
    return {"url": url, **more}


@pytest.mark.parametrize(
    ("method", "parameters", "why"),
    [
        pytest.param("sendMessage", _text("x" * 4096), "", id="the longest text"),
        pytest.param("sendMessage", _text("😀" * 4096), "", id="the longest text, in code points"),
        pytest.param("sendMessage", _text("x" * 4097), "message is too long", id="a longer text"),
        pytest.param("sendMessage", _html(f"<b>{'x' * 4096}</b>"), "", id="tags do not count"),
        pytest.param("sendMessage", _html("<b>x</b>" * 4097), "text is too long", id="too many bytes before parsing"),
        pytest.param("sendMessage", _text(""), "message text is empty", id="no text"),
        pytest.param("sendMessage", _text(" \n"), "text must be non-empty", id="a blank text"),
        pytest.param("sendMessage", _html("<b></b>"), "text must be non-empty", id="tags only"),
        pytest.param("sendMessage", _html("a<br>b"), "can't parse entities", id="an unknown tag"),
        pytest.param("sendMessage", _html("1 < 2"), "can't parse entities", id="a bare bracket"),
        pytest.param("sendMessage", _text("x", parse_mode="html5"), "unsupported parse_mode", id="a strange mode"),
        pytest.param("sendMessage", _text("x", parse_mode="MarkdownV2"), "not read here", id="Markdown"),
        pytest.param(
            "sendMessage",
            _text("ab", entities=[{"type": "bold", "offset": 1, "length": 2}]),
            "does not lie in the text",
            id="an entity beyond the end",
        ),
        pytest.param("sendMessage", {"text": "x"}, "chat_id", id="an absent parameter"),
        pytest.param("sendMessage", _text("x", colour="red"), "unknown: ['colour']", id="an unknown parameter"),
        pytest.param("sendMessage", {"chat_id": "five", "text": "x"}, "chat_id", id="a chat that is no number"),
        pytest.param("sendMessage", _text("x", protect_content="yes"), "protect_content", id="no truth value"),
        pytest.param("sendMessage", {"chat_id": 9, "text": "x"}, "chat not found", id="a chat nobody opened"),
        pytest.param("sendMessage", {"chat_id": "@nowhere", "text": "x"}, "chat not found", id="a name nobody has"),
        pytest.param("sendMessage", _text("x", message_thread_id=7), "message thread not found", id="no such topic"),
        pytest.param(
            "sendMessage",
            _text("x", reply_parameters={"message_id": 99}),
            "message to be replied not found",
            id="reply",
        ),
        pytest.param(
            "sendMessage",
            _text("x", reply_parameters={"message_id": 99, "allow_sending_without_reply": True}),
            "",
            id="a reply that may also stand alone",
        ),
        pytest.param("sendMessage", _text("x", reply_parameters={"message_id": "1"}), "whole number", id="inner type"),
        pytest.param("sendMessage", _text("x", link_preview_options={"is_off": True}), "is_off", id="an unknown field"),
        pytest.param("sendMessage", _text("x", reply_markup={"buttons": []}), "this is none of", id="no keyboard"),
        pytest.param("sendMessage", _text("x", reply_markup={"force_reply": True}), "", id="a forced reply"),
        pytest.param("sendMessage", _text("x", reply_markup={"remove_keyboard": True}), "", id="a keyboard removed"),
        pytest.param("sendMessage", _button(callback_data="x" * 64), "", id="the longest callback data"),
        pytest.param("sendMessage", _button(callback_data="é" * 33), "BUTTON_DATA_INVALID", id="counted in bytes"),
        pytest.param("sendMessage", _button(callback_data=""), "BUTTON_DATA_INVALID", id="empty callback data"),
        pytest.param("sendMessage", _button(), "Text buttons are unallowed", id="a button that does nothing"),
        pytest.param(
            "sendMessage", _button(callback_data="x", url="https://kb.nl"), "exactly one", id="does two things"
        ),
        pytest.param("sendMessage", _button(callback="x"), "unknown: ['callback']", id="a misspelt action"),
        pytest.param("sendMessage", _rows([{"callback_data": "x"}]), "Can't find field", id="a button without text"),
        pytest.param("sendMessage", _rows([{"text": " ", "callback_data": "x"}]), "non-empty", id="a blank button"),
        pytest.param("sendMessage", _button(url="tg://resolve?domain=x"), "", id="a button into Telegram"),
        pytest.param("sendMessage", _button(url="kb.nl"), "is invalid", id="a button to half a URL"),
        pytest.param("sendMessage", _button(url="mailto:a@kb.nl"), "is invalid", id="a button to mail"),
        pytest.param("sendMessage", _button(copy_text={"text": "x" * 256}), "", id="the longest text to copy"),
        pytest.param("sendMessage", _button(copy_text={"text": "x" * 257}), "COPY_TEXT", id="a longer text to copy"),
        pytest.param("sendMessage", _rows([{"text": "x", "callback_data": "x"}] * 9), "too long", id="nine in a row"),
        pytest.param(
            "sendMessage", _rows(*[[{"text": "x", "callback_data": "x"}]] * 101), "too long", id="101 buttons"
        ),
        pytest.param("sendPhoto", _photo("x" * 1024), "", id="the longest caption"),
        pytest.param("sendPhoto", _photo("x" * 1025), "message caption is too long", id="a longer caption"),
        pytest.param("sendPhoto", {"chat_id": CHAT, "photo": "no-file"}, "wrong file identifier", id="an unknown file"),
        pytest.param("sendPoll", _poll("x" * 300), "", id="the longest poll question"),
        pytest.param("sendPoll", _poll("x" * 301), "must not exceed 300", id="a longer poll question"),
        pytest.param("sendPoll", _poll(""), "poll question must be non-empty", id="no poll question"),
        pytest.param("sendPoll", _poll(options=1), "", id="one poll option"),
        pytest.param("sendPoll", _poll(options=12), "", id="12 poll options"),
        pytest.param("sendPoll", _poll(options=0), "at least 1 option", id="no poll option"),
        pytest.param("sendPoll", _poll(options=13), "more than 12 options", id="13 poll options"),
        pytest.param("sendPoll", _poll(options=["x" * 101]), "must not exceed 100", id="a long poll option"),
        pytest.param("sendPoll", _poll(description="x" * 1025), "description is too long", id="a long description"),
        pytest.param("sendPoll", _poll(open_period=4), "invalid open_period", id="a poll too short"),
        pytest.param("sendPoll", _poll(correct_option_ids=[0]), "for quizzes only", id="a right answer without a quiz"),
        pytest.param("sendPoll", _poll(type="vote"), "unsupported poll type", id="an unknown kind of poll"),
        pytest.param("sendPoll", _quiz(correct_option_ids=[1], explanation="<b"), "", id="a quiz"),
        pytest.param("sendPoll", _quiz(), "wrong correct option ID", id="a quiz without an answer"),
        pytest.param("sendPoll", _quiz(correct_option_ids=[2]), "wrong correct option ID", id="an answer not there"),
        pytest.param("sendPoll", _quiz(correct_option_ids=[1], explanation="x" * 201), "TOO_LONG", id="explanation"),
        pytest.param("sendPoll", _quiz(correct_option_ids=[1], explanation="a\nb\nc\nd"), "TOO_LONG", id="line feeds"),
        pytest.param("sendPoll", _quiz(correct_option_id=1), "unknown: ['correct_option_id']", id="the old name"),
        pytest.param("sendChatAction", {"chat_id": CHAT, "action": "typing"}, "", id="a chat action"),
        pytest.param("sendChatAction", {"chat_id": CHAT, "action": "sing"}, "action", id="an unknown action"),
        pytest.param("setMyCommands", _commands(("a" * 32, "x" * 256)), "", id="the longest command"),
        pytest.param("setMyCommands", _commands(("a" * 33, "x")), "BOT_COMMAND_INVALID", id="a longer command"),
        pytest.param("setMyCommands", _commands(("Bron", "x")), "BOT_COMMAND_INVALID", id="a command in capitals"),
        pytest.param("setMyCommands", _commands(("/bron", "x")), "BOT_COMMAND_INVALID", id="a command with a slash"),
        pytest.param("setMyCommands", _commands(("bron", "")), "must be non-empty", id="no description"),
        pytest.param("setMyCommands", _commands(("bron", "x" * 257)), "must not exceed 256", id="a long one"),
        pytest.param(
            "setMyCommands", _commands(*((f"c{number}", "x") for number in range(101))), "TOO_MUCH", id="101 commands"
        ),
        pytest.param(
            "setMyCommands", _commands(("a", "b")) | {"scope": {"type": "everyone"}}, "Unsupported type", id="a scope"
        ),
        pytest.param("setMyCommands", _commands(("a", "b")) | {"scope": {"type": "chat"}}, "needed", id="half a scope"),
        pytest.param("setMyCommands", _commands(("a", "b")) | {"language_code": "nld"}, "language", id="a language"),
        pytest.param("setMyName", {"name": "x" * 64}, "", id="the longest name"),
        pytest.param("setMyName", {"name": "x" * 65}, "must not exceed 64", id="a longer name"),
        pytest.param("setMyDescription", {"description": "x" * 513}, "must not exceed 512", id="a description"),
        pytest.param("setMyShortDescription", {"short_description": "x" * 121}, "exceed 120", id="a short one"),
        pytest.param("setChatMenuButton", {"menu_button": {"type": "commands"}}, "", id="a menu button"),
        pytest.param("setChatMenuButton", {"menu_button": {"type": "web_app"}}, "can't parse", id="half of one"),
        pytest.param("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old", id="nobody pressed"),
        pytest.param(
            "answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG", id="a long answer"
        ),
        pytest.param("setWebhook", _hook(), "", id="a webhook"),
        pytest.param("setWebhook", _hook("http://bieb.nl/hook"), "An HTTPS URL must be provided", id="http"),
        pytest.param("setWebhook", _hook("https://bieb.nl:8080/"), "only on ports 80, 88, 443 or 8443", id="a port"),
        pytest.param("setWebhook", _hook("http://127.0.0.1:9/x"), "", id="this machine"),
        pytest.param("setWebhook", _hook(secret_token="a" * 256), "", id="the longest secret"),
        pytest.param("setWebhook", _hook(secret_token="a" * 257), "secret token is too long", id="a longer secret"),
        pytest.param("setWebhook", _hook(secret_token="a b"), "unallowed characters", id="a secret with a space"),
        pytest.param("setWebhook", _hook(max_connections=101), "max_connections", id="101 connections"),
        pytest.param("setWebhook", _hook(allowed_updates=["messages"]), "unknown ['messages']", id="no such update"),
        pytest.param("getUpdates", {"allowed_updates": ["messages"]}, "unknown ['messages']", id="none to be polled"),
        pytest.param("editMessageText", {"text": "x"}, "message identifier is not specified", id="an edit of nothing"),
        pytest.param("editMessageText", _text("x", message_id=9), "message to edit not found", id="an edit too late"),
        pytest.param("deleteMessage", {"chat_id": CHAT, "message_id": 9}, "message to delete not found", id="gone"),
        pytest.param("deleteMessages", {"chat_id": CHAT, "message_ids": [9]}, "", id="many that are gone"),
        pytest.param("deleteMessages", {"chat_id": CHAT, "message_ids": [9] * 101}, "too many", id="101 to delete"),
        pytest.param("setMessageReaction", {"chat_id": CHAT, "message_id": 9}, "not found", id="a reaction to nothing"),
        pytest.param("getChat", {"chat_id": 9}, "chat not found", id="no such chat"),
        pytest.param("getChatMember", {"chat_id": CHAT, "user_id": 9}, "user not found", id="no such user"),
        pytest.param("leaveChat", {"chat_id": CHAT}, "can't be changed in private chats", id="a private chat"),
    ],
)
async def test_a_limit_is_held(method: str, parameters: dict[str, Any], why: str) -> None:
    """The reason is in the description; the call is on record; a form gets the same answer as JSON."""
    form = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in parameters.items()
    }
    async with calling() as caller:
        for how in ({"json": parameters}, {"data": form}):
            response = await caller.raw(method, **how)
            answer = response.json()
            assert (response.status_code, answer["ok"]) == ((400, False) if why else (200, True)), answer
            assert why in answer.get("description", "")
        assert [call.method for call in caller.api.violations] == ([method] * 2 if why else [])


def _article(id_: str = "1", text: str = "x", **more: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": id_, "title": "t", "input_message_content": content, **more}


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        pytest.param({"results": []}, "", id="no result"),
        pytest.param({"results": [_article(str(number)) for number in range(50)]}, "", id="50 results"),
        pytest.param({"results": [_article(str(number)) for number in range(51)]}, "too many inline", id="51 results"),
        pytest.param({"results": [_article("é" * 32)]}, "", id="the longest id"),
        pytest.param({"results": [_article("é" * 33)]}, "RESULT_ID_INVALID", id="a longer id"),
        pytest.param({"results": [_article("")]}, "RESULT_ID_INVALID", id="no id"),
        pytest.param({"results": [_article(), _article()]}, "RESULT_ID_DUPLICATE", id="an id twice"),
        pytest.param({"results": [_article(text="")]}, "message text is empty", id="an empty message"),
        pytest.param({"results": [_article(text="x" * 4097)]}, "message is too long", id="a long message"),
        pytest.param({"results": [_article(text="<p>x</p>")]}, "can't parse entities", id="a bad message"),
        pytest.param({"results": [_article(title="")]}, "RESULT_TITLE_INVALID", id="no title"),
        pytest.param({"results": [_article(hide_url=True)]}, "unknown: ['hide_url']", id="a field that is gone"),
        pytest.param({"results": [_article(reply_markup={"inline_keyboard": [[{"text": "x"}]]})]}, "Text", id="button"),
        pytest.param({"results": [_article(thumbnail_url="x.png")]}, "WEBDOCUMENT_URL", id="half a picture"),
        pytest.param({"results": [{"type": "photo", "id": "1"}]}, "must be given", id="another kind of result"),
        pytest.param({"results": [], "next_offset": "x" * 64}, "", id="the longest offset"),
        pytest.param({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID", id="a longer offset"),
        pytest.param({"results": [], "cache_time": 86401}, "cache_time", id="kept for too long"),
        pytest.param({"results": [], "button": {"text": "x", "start_parameter": "a-Z_9"}}, "", id="a start parameter"),
        pytest.param({"results": [], "button": {"text": "x", "start_parameter": "a" * 65}}, "too long", id="longer"),
        pytest.param({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "unallowed", id="a space"),
        pytest.param({"results": [], "button": {"text": "x"}}, "exactly one", id="a button that does nothing"),
    ],
)
async def test_a_limit_of_inline_answers_is_held(parameters: dict[str, Any], why: str) -> None:
    """A refused answer does not use up the query."""
    async with calling() as caller:
        query = await _inline_query(caller)
        answer = (await caller.raw("answerInlineQuery", {"inline_query_id": query, **parameters})).json()
        assert answer["ok"] == (not why), answer
        assert why in answer.get("description", "")
        if not why:
            assert "query is too old" in await caller.refusal("answerInlineQuery", inline_query_id=query, results=[])


async def _inline_query(caller: Caller) -> str:
    with pytest.raises(TimeoutError):
        await caller.api.inline(caller.chat.user, "hoeveel", patience=0)
    return str((await caller.result("getUpdates"))[-1]["inline_query"]["id"])


async def test_a_file_that_is_too_big_is_refused() -> None:
    async with calling() as caller:
        for size, status in ((10_000_000, 200), (10_000_001, 413)):
            files = {"photo": ("x.jpg", b"x" * size)}
            response = await caller.raw("sendPhoto", data={"chat_id": str(caller.chat.id)}, files=files)
            assert response.status_code == status
