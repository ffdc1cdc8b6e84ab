"""The methods that change, delete or react to what stands in a chat."""

from typing import Any

from tests.fake_telegram.markup_rules import check_markup
from tests.fake_telegram.messages import BotMessage, Message, Version
from tests.fake_telegram.methods_send import writable_chat
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.text_rules import Formatted, read_caption, read_text
from tests.fake_telegram.world import World

_NOT_OPTIONS = {"chat_id", "message_id", "inline_message_id", "text", "caption"}
_DELETABLE_SECONDS = 48 * 3600
_MOST_DELETED = 100
_REACTIONS = {
    *"👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄",
    *"☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎🤷👾😡",
    *("❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"),
}


def edit_message_text(world: World, given: dict[str, Any]) -> dict[str, Any] | bool:
    formatted = read_text(given)
    message = _editable(world, given)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, message, formatted, given)


def edit_message_caption(world: World, given: dict[str, Any]) -> dict[str, Any] | bool:
    formatted = read_caption(given)
    message = _editable(world, given)
    if not message.media or "poll" in message.media:
        raise bad_request("there is no caption in the message to edit")
    return _changed(world, message, formatted, given)


def edit_message_reply_markup(world: World, given: dict[str, Any]) -> dict[str, Any] | bool:
    message = _editable(world, given)
    kept = {name: value for name, value in message.options.items() if name != "reply_markup"}
    return _changed(world, message, message.versions[-1].formatted, kept | given)


def delete_message(world: World, given: dict[str, Any]) -> bool:
    chat = writable_chat(world, given)
    message = world.find_message(chat.id, given["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, message):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    return True


def delete_messages(world: World, given: dict[str, Any]) -> bool:
    ids = given["message_ids"]
    if not 1 <= len(ids) <= _MOST_DELETED:
        raise bad_request("too many message identifiers specified" if ids else "message identifiers are not specified")
    chat = writable_chat(world, given)
    for message_id in ids:  # those that are not there, or may not go, are passed over
        message = world.find_message(chat.id, message_id)
        if message and _may_delete(world, message):
            message.deleted = True
    return True


def set_message_reaction(world: World, given: dict[str, Any]) -> bool:
    chat = writable_chat(world, given)
    message = world.find_message(chat.id, given["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = given.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction["type"] != "emoji" or reaction.get("emoji") not in _REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions = reactions
    return True


def _may_delete(world: World, message: Message) -> bool:
    chat = world.chats[message.chat_id]
    is_allowed = isinstance(message, BotMessage) or not chat.is_group or chat.bot_status == "administrator"
    return is_allowed and world.now - message.head["date"] < _DELETABLE_SECONDS


def _editable(world: World, given: dict[str, Any]) -> BotMessage:
    check_markup(given.get("reply_markup"))
    if "inline_message_id" in given:
        if given["inline_message_id"] not in world.inline.messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline.messages[given["inline_message_id"]]
    if not {"chat_id", "message_id"} <= given.keys():
        raise bad_request("message identifier is not specified")
    message = world.find_message(writable_chat(world, given).id, given["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    markup = message.options.get("reply_markup") if isinstance(message, BotMessage) else None
    if not isinstance(message, BotMessage) or (markup and "inline_keyboard" not in markup):
        raise bad_request("message can't be edited")
    return message


def _changed(world: World, message: BotMessage, formatted: Formatted, given: dict[str, Any]) -> dict[str, Any] | bool:
    options = {name: value for name, value in given.items() if name not in _NOT_OPTIONS}
    version = Version(formatted, options)
    if _shown(version) == _shown(message.versions[-1]):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    message.change(version, world.now)
    if message.inline_id:
        return True
    world.chats[message.chat_id].show_change(message)
    return message.json


def _shown(version: Version) -> tuple[object, ...]:
    rows = (version.options.get("reply_markup") or {}).get("inline_keyboard", [])
    preview = version.options.get("link_preview_options") or {}
    return version.text, version.formatted.entities, rows, preview


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
