"""The methods that put something new in a chat."""

from typing import Any

from tests.fake_telegram.bodies import Upload
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.markup_rules import check_markup
from tests.fake_telegram.messages import BotMessage, Message, UserMessage, Version
from tests.fake_telegram.poll_rules import read_poll
from tests.fake_telegram.refusals import RefusedError, bad_request
from tests.fake_telegram.text_rules import Formatted, read_caption, read_text
from tests.fake_telegram.world import World

PHOTO_BYTES, DOCUMENT_BYTES = 10_000_000, 50_000_000
_NOT_OPTIONS = {"chat_id", "text", "caption", "photo", "document"}
_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}


def send_message(world: World, given: dict[str, Any]) -> dict[str, Any]:
    return _send(world, given, read_text(given), {})


def send_photo(world: World, given: dict[str, Any]) -> dict[str, Any]:
    caption = read_caption(given)
    file = _file(world, given["photo"], PHOTO_BYTES)
    photo = [{**file, "width": 90, "height": 60}]
    return _send(world, given, caption, {"photo": photo})


def send_document(world: World, given: dict[str, Any]) -> dict[str, Any]:
    caption = read_caption(given)
    sent = given["document"]
    named = {"file_name": sent.file_name} if isinstance(sent, Upload) else {}
    return _send(world, given, caption, {"document": {**_file(world, sent, DOCUMENT_BYTES), **named}})


def send_poll(world: World, given: dict[str, Any]) -> dict[str, Any]:
    return _send(world, given, Formatted(), {"poll": read_poll(world.next_query_id(), given)})


def send_chat_action(world: World, given: dict[str, Any]) -> bool:
    if given["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, given)
    if given.get("message_thread_id", 1) != 1:
        _check_topic(chat, given["message_thread_id"])
    chat.actions.append(given["action"])
    return True


def writable_chat(world: World, given: dict[str, Any]) -> FakeChat:
    """Return the chat that a call is about, if the bot may write there."""
    if "business_connection_id" in given:
        raise bad_request("business connection not found")
    chat = world.find_chat(given["chat_id"])
    if chat.refusal:
        raise chat.refusal
    return chat


def _send(world: World, given: dict[str, Any], formatted: Formatted, media: dict[str, Any]) -> dict[str, Any]:
    check_markup(given.get("reply_markup"))
    chat = writable_chat(world, given)
    replied, quote = _replied(world, chat, given.get("reply_parameters"))
    topic = given.get("message_thread_id", 0)
    if topic:
        _check_topic(chat, topic)
    head = chat.new_head(world.bot) | chat.thread(topic, replied) | quote
    options = {name: value for name, value in given.items() if name not in _NOT_OPTIONS}
    message = BotMessage(
        message_id=head["message_id"],
        chat_id=chat.id,
        head=head,
        reply_to=replied,
        versions=[Version(formatted, options)],
        media=media,
    )
    world.show(message)
    return message.json


def _check_topic(chat: FakeChat, topic: int) -> None:
    if topic not in chat.topics:
        raise bad_request("message thread not found")


def _replied(world: World, chat: FakeChat, parameters: dict[str, Any] | None) -> tuple[Message | None, dict[str, Any]]:
    """Return the message that is replied to, and what of it is quoted."""
    if not parameters:
        return None, {}
    if parameters.get("chat_id", chat.id) != chat.id:
        raise bad_request("replies to other chats are not read here")
    message = world.find_message(chat.id, parameters["message_id"])
    if message is None:
        if parameters.get("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    quote = parameters.get("quote")
    if not quote:
        return message, {}
    place = message.text.find(quote) if isinstance(message, BotMessage | UserMessage) else -1
    if place < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(message.json.get("text", "")[:place].encode("utf-16-le")) // 2
    return message, {"quote": {"text": quote, "position": position, "is_manual": True}}


def _file(world: World, sent: str | Upload, most_bytes: int) -> dict[str, Any]:
    """Return the fields that every file has: of a new one, or of one that Telegram has or fetches."""
    if isinstance(sent, Upload):
        if not sent.content:
            raise bad_request("file must be non-empty")
        if len(sent.content) > most_bytes:
            raise RefusedError(413, "Request Entity Too Large")
        size, file_id = len(sent.content), f"file-{world.next_query_id()}"
    elif sent in world.files:
        size, file_id = 1, sent
    elif sent.startswith(("http://", "https://")):
        size, file_id = 1, f"file-{world.next_query_id()}"
    else:
        raise bad_request("wrong file identifier/HTTP URL specified")
    world.files.add(file_id)
    return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": size}


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendPoll": send_poll,
    "sendChatAction": send_chat_action,
}
