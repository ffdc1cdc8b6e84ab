"""The methods about the bot itself: who it is, its commands, descriptions, menu buttons and webhook."""

import json
from typing import Any

from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.setting_rules import check_commands, check_language, check_length, check_scope
from tests.fake_telegram.world import World

_ABILITIES = ("can_connect_to_business", "has_main_web_app", "has_topics_enabled", "can_manage_bots")
_MENU_BUTTONS = {"commands": set(), "default": set(), "web_app": {"text", "web_app"}}


def get_me(world: World, _given: dict[str, Any]) -> dict[str, Any]:
    told = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": world.supports_inline,
    }
    return world.bot.json | told | dict.fromkeys(_ABILITIES, False)


def log_out(world: World, _given: dict[str, Any]) -> bool:
    world.logged_out = True
    return True


def close(_world: World, _given: dict[str, Any]) -> bool:
    return True


def get_webhook_info(world: World, _given: dict[str, Any]) -> dict[str, Any]:
    hook = world.webhook
    told: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": hook.has_certificate,
        "pending_update_count": len(world.updates.ids),
    }
    if hook.url:
        told["max_connections"] = hook.max_connections
    if hook.last_error:
        told["last_error_date"], told["last_error_message"] = hook.last_error
    if world.updates.allowed:
        told["allowed_updates"] = world.updates.allowed
    return told


def set_my_commands(world: World, given: dict[str, Any]) -> bool:
    check_commands(given["commands"])
    key = _command_key(world, given)
    world.profile.commands[key] = given["commands"]
    if not given["commands"]:
        del world.profile.commands[key]
    return True


def get_my_commands(world: World, given: dict[str, Any]) -> list[dict[str, str]]:
    return world.profile.commands.get(_command_key(world, given), [])


def delete_my_commands(world: World, given: dict[str, Any]) -> bool:
    world.profile.commands.pop(_command_key(world, given), None)
    return True


def _command_key(world: World, given: dict[str, Any]) -> tuple[str, str]:
    """Return scope and language: the scope's type, or all of it as JSON where it names a chat."""
    scope = given.get("scope", {"type": "default"})
    check_scope(scope)
    check_language(given.get("language_code", ""))
    if "chat_id" in scope:
        world.find_chat(scope["chat_id"])
    return scope["type"] if len(scope) == 1 else json.dumps(scope, sort_keys=True), given.get("language_code", "")


def _set_text(name: str, world: World, given: dict[str, Any]) -> bool:
    language, text = given.get("language_code", ""), given.get(name, "")
    check_language(language)
    check_length(name, text)
    world.profile.texts[name, language] = text
    return True


def _get_text(name: str, world: World, given: dict[str, Any]) -> dict[str, str]:
    language = given.get("language_code", "")
    check_language(language)
    texts = world.profile.texts
    otherwise = world.bot.first_name if name == "name" else ""
    return {name: texts.get((name, language)) or texts.get((name, "")) or otherwise}


def set_chat_menu_button(world: World, given: dict[str, Any]) -> bool:
    button = given.get("menu_button", {"type": "default"})
    needed = _MENU_BUTTONS.get(button["type"])
    if needed is None or button.keys() - {"type"} != needed:
        raise bad_request("can't parse MenuButton")
    if "chat_id" in given:
        world.find_chat(given["chat_id"])
    world.profile.menu_buttons[given.get("chat_id", 0)] = button
    return True


def get_chat_menu_button(world: World, given: dict[str, Any]) -> dict[str, Any]:
    if "chat_id" in given:
        world.find_chat(given["chat_id"])
    buttons = world.profile.menu_buttons
    return buttons.get(given.get("chat_id", 0)) or buttons.get(0) or {"type": "commands"}


METHODS = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": lambda world, given: _set_text("name", world, given),
    "getMyName": lambda world, given: _get_text("name", world, given),
    "setMyDescription": lambda world, given: _set_text("description", world, given),
    "getMyDescription": lambda world, given: _get_text("description", world, given),
    "setMyShortDescription": lambda world, given: _set_text("short_description", world, given),
    "getMyShortDescription": lambda world, given: _get_text("short_description", world, given),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
