"""Privacy mode: what a bot gets of the talk in a group that it does not manage."""

from tests.fake_telegram.messages import BotMessage, User, UserMessage

_SERVICE = ("new_chat_members", "left_chat_member", "new_chat_title", "pinned_message", "forum_topic_created")


def is_for_bot(message: UserMessage, bot: User) -> bool:
    """It is a command (not one for another bot), names the bot, replies to it, or tells of the group itself."""
    if isinstance(message.reply_to, BotMessage) or any(kind in message.sent for kind in _SERVICE):
        return True
    named = f"@{bot.username}".lower()
    units = message.text.encode("utf-16-le")
    for entity in message.sent.get("entities", message.sent.get("caption_entities", [])):
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        words = units[start:end].decode("utf-16-le").lower()
        if entity["type"] == "mention" and words == named:
            return True
        if entity["type"] == "bot_command" and ("@" not in words or words.endswith(named)):
            return True
    return False
