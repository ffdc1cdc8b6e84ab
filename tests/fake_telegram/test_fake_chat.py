"""The test's side of a chat: what users do reaches the bot as from Telegram, and what the bot does is seen."""

import asyncio
from typing import Any

import pytest
from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram import InlineQueryResultArticle as Article
from telegram import InputTextMessageContent as Content
from telegram.error import BadRequest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.calling import next_message, next_updates, ptb_bot
from tests.fake_telegram.media import MEDIA
from tests.fake_telegram.waiting import all_answered

pytestmark = pytest.mark.asyncio


def _keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"data:{label}")] for label in labels])


async def test_a_typed_message_is_complete() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        api.now = 1_790_000_000
        user = api.user("Ada", last_name="Lovelace", username="ada_l", language="nl")
        chat = api.chat(user)
        chat.say("😀 /bron@vraagbaak_test_bot van https://kb.nl, @ada_l of ada@kb.nl #bieb")
        message = await next_message(bot)
    assert message.date.timestamp() == 1_790_000_000
    assert message.from_user is not None
    assert (message.from_user.full_name, message.from_user.language_code) == ("Ada Lovelace", "nl")
    assert message.chat.username == "ada_l"
    assert list(message.parse_entities().values()) == [
        *("/bron@vraagbaak_test_bot", "https://kb.nl", "@ada_l", "ada@kb.nl", "#bieb")
    ]


async def test_a_sent_message_is_complete() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        question = chat.say("vraag")
        sent = await bot.send_message(
            chat.id,
            ' <b>😀 x</b> <a href="https://kb.nl">kb</a> /help ',
            parse_mode="HTML",
            reply_markup=_keyboard("Ja, graag", "Straks"),
            reply_parameters=ReplyParameters(question.message_id, quote="raag"),
        )
        answer = await chat.answer()
    assert sent.text == answer.text == "😀 x kb /help"
    assert list(sent.parse_entities().values()) == ["😀 x", "kb", "/help"]
    assert sent.reply_markup == _keyboard("Ja, graag", "Straks")
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "vraag"
    assert sent.quote is not None
    assert sent.quote.position == 1
    assert answer.reply_to is question
    assert answer.links == [("kb", "https://kb.nl")]
    assert answer.formatted("bot_command") == ["/help"]
    assert answer.labels == ["Ja, graag", "Straks"]
    assert answer.button("graag")["callback_data"] == "data:Ja, graag"
    with pytest.raises(LookupError, match="2 buttons for 'a'"):
        answer.button("a")


@pytest.mark.parametrize("kind", sorted(MEDIA))
async def test_media_are_read_by_a_real_library(kind: str) -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        api.chat().say_media(kind, "bij de /bron")
        message = await next_message(bot)
        assert getattr(message, kind)
        assert list(message.parse_caption_entities().values()) == ["/bron"]


async def test_a_forwarded_message_tells_from_whom() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        api.chat().say("x", forwarded_from=api.user("Ben"))
        origin = (await next_message(bot)).forward_origin
        assert origin is not None
        assert origin.to_dict()["sender_user"]["first_name"] == "Ben"


async def test_a_user_corrects_a_message() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        question = chat.say("hoevel?")
        api.now += 5
        chat.edit(question.message_id, "hoeveel /bron?")
        first, second = await next_updates(bot)
        assert first.message is not None
        assert second.edited_message is not None
        assert (first.message.text, second.edited_message.text) == ("hoevel?", "hoeveel /bron?")
        assert first.message.message_id == second.edited_message.message_id
        assert second.edited_message.edit_date is not None
        chat.delete(question)
        with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
            await bot.send_message(chat.id, "x", reply_to_message_id=question.message_id)


async def test_a_button_is_pressed_and_answered() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        await bot.send_message(chat.id, "<b>x</b>", parse_mode="HTML", reply_markup=_keyboard("Ja", "Nee"))
        answer = await chat.answer()
        press = asyncio.create_task(chat.press(answer, "J"))
        (update,) = await next_updates(bot)
        query = update.callback_query
        assert query is not None
        assert isinstance(query.message, Message)
        assert (query.data, query.message.text, len(query.message.entities)) == ("data:Ja", "x", 1)
        assert query.message.reply_markup == _keyboard("Ja", "Nee")
        assert len(api.callbacks) == 1
        await query.answer("gezien", show_alert=True)
        assert await press == {"text": "gezien", "show_alert": True}
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await query.answer()
        assert not api.callbacks


async def test_an_old_button_is_pressed() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        await bot.send_message(chat.id, "x")
        with pytest.raises(TimeoutError):
            await chat.press_data(await chat.answer(), "old", inaccessible=True, patience=0)
        (update,) = await next_updates(bot)
        assert update.callback_query is not None
        assert update.callback_query.data == "old"
        assert update.callback_query.message is not None
        assert not update.callback_query.message.is_accessible
        await update.callback_query.answer()  # the user waits no longer


async def test_an_edited_message_keeps_its_versions() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        sent = await bot.send_message(chat.id, "een", reply_markup=_keyboard("Ja"))
        answer = await chat.answer()
        with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message content"):
            await sent.edit_text("een", reply_markup=_keyboard("Ja"))
        await sent.edit_text("<i>twee</i>", parse_mode="HTML", reply_markup=_keyboard("Ja"))
        await sent.edit_reply_markup(_keyboard("Nee"))
        edited = await sent.edit_text("drie")
        assert [(await chat.change()) is answer for _ in range(3)] == [True] * 3
        assert isinstance(edited, Message)
        assert edited.edit_date is not None
        assert [version.text for version in answer.versions] == ["een", "twee", "twee", "drie"]
        assert (answer.text, answer.buttons, len(chat.received)) == ("drie", [], 1)
        with pytest.raises(BadRequest, match=r"(?i)no caption in the message"):
            await sent.edit_caption("x")
        await sent.delete()
        assert answer.deleted
        with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
            await sent.edit_text("vier")


async def test_what_cannot_be_edited_is_not() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        asked = await bot.send_message(chat.id, "?", reply_markup=ForceReply())
        for message_id in (chat.say("x").message_id, asked.message_id):
            with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
                await bot.edit_message_text("y", chat.id, message_id)
        photo = await bot.send_photo(chat.id, b"JPEG", caption="c")
        with pytest.raises(BadRequest, match=r"(?i)no text in the message"):
            await photo.edit_text("x")
        await photo.edit_caption("d")
        assert chat.received[-1].text == "d"
        api.now += 48 * 3600
        with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
            await photo.delete()


async def test_an_inline_query_is_answered() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        asked = asyncio.create_task(api.inline(api.user("Ada", language="nl"), "hoeveel", offset="10"))
        (update,) = await next_updates(bot)
        query = update.inline_query
        assert query is not None
        assert (query.query, query.offset, query.from_user.language_code) == ("hoeveel", "10", "nl")
        await query.answer([Article("1", "t", Content("<b>x</b>", parse_mode="HTML"))], cache_time=5, next_offset="20")
        answer = await asked
        assert (answer["cache_time"], answer["next_offset"]) == (5, "20")
        assert answer["results"][0]["input_message_content"] == {"message_text": "<b>x</b>", "parse_mode": "HTML"}


async def test_an_inline_result_is_taken_and_pressed() -> None:
    """The bot knows the message only by its inline id."""
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        api.inline.feedback = True
        result = {"id": "r", "input_message_content": {"message_text": "x"}, "reply_markup": _keyboard("Ja").to_dict()}
        message = api.inline.take(api.user(), result, "vraag")
        press = asyncio.create_task(api.inline.press(api.user("Ben"), message, "Ja"))
        chosen, pressed = await next_updates(bot)
        assert chosen.chosen_inline_result is not None
        assert chosen.chosen_inline_result.inline_message_id == message.inline_id
        query = pressed.callback_query
        assert query is not None
        assert (query.message, query.inline_message_id) == (None, message.inline_id)
        assert await query.edit_message_text("y") is True
        await query.answer()
        await press
        assert [version.text for version in message.versions] == ["x", "y"]
        with pytest.raises(BadRequest, match=r"(?i)MESSAGE_ID_INVALID"):
            await bot.edit_message_text("x", inline_message_id="gone")


async def test_lost_double_and_disordered_answers_are_told() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        good, bad = api.chat(), api.chat()
        questions = [chat.say(text) for chat in (good, bad) for text in ("1", "2", "3")]
        for chat, text in ((good, "1"), (good, "2"), (good, "3"), (bad, "3"), (bad, "1"), (bad, "1")):
            await bot.send_message(chat.id, f"answer to {text}")

        def is_answer(question: Any, message: Any) -> bool:
            return bool(message.text == f"answer to {question.text}")

        assert (await all_answered(api, [good], is_answer, seconds=1)).is_clean
        told = await all_answered(api, [good, bad], is_answer, seconds=0.05, quiet_seconds=0.05)
        assert (told.asked, told.lost, told.duplicates) == (6, [questions[4]], [questions[3]])
        assert told.out_of_order == [bad]
        late = asyncio.create_task(all_answered(api, [bad], is_answer, seconds=5))
        await asyncio.sleep(0.01)
        await bot.send_message(bad.id, "answer to 2")
        assert (await late).lost == []
