"""The methods about chats and who is in them."""

from typing import Any

from tests.fake_telegram.membership import member_json
from tests.fake_telegram.methods_send import writable_chat
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.world import World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, given: dict[str, Any]) -> dict[str, Any]:
    described = writable_chat(world, given).chat
    told = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(_GIFTS, True)}
    return described | told


def get_chat_member(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat = writable_chat(world, given)
    user = world.users.get(given["user_id"])
    if user is None:
        raise bad_request("user not found")
    if user == world.bot:
        return member_json(chat.bot_status, user.json)
    if user not in chat.members:
        return member_json("left", user.json)
    if chat.is_group and user == chat.user:
        return member_json("creator", user.json)
    return member_json("administrator" if user in chat.admins else "member", user.json)


def leave_chat(world: World, given: dict[str, Any]) -> bool:
    chat = writable_chat(world, given)
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    chat.leave()
    return True


METHODS = {"getChat": get_chat, "getChatMember": get_chat_member, "leaveChat": leave_chat}
