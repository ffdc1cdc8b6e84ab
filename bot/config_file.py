"""The file with settings: each key read from its own text, and every problem told with its line."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.config import FILE_VARIABLE, TOKEN_VARIABLE, Configured, Settings
from bot.core.decide import Thresholds
from bot.kb.nodes import EmptyNode, KeyNode, ListNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, did_you_mean, in_order
from bot.kb.yaml_text import parse_yaml

LANGUAGES = ("nl", "en")
BASE_URL_EXAMPLE = "the address up to the token, such as http://127.0.0.1:8081/bot"
WEBHOOK_EXAMPLE = "the address that Telegram can reach, such as https://bot.example.org/telegram"

_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")


class _RefusedError(Exception):
    """A value that does not fit; the arguments are what is wrong and how to mend it."""


def read_settings(path: str) -> Configured:
    """Read a file with settings; one that cannot be read is a problem too."""
    faults = Faults(path)
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        what = f"The file with settings cannot be read ({error.strerror})."
        faults.add(1, "unreadable", what, f"Check the path given with --config or {FILE_VARIABLE}.")
        return Settings(), tuple(faults.found)
    return parse_settings(content, faults)


def parse_settings(content: bytes, faults: Faults) -> Configured:
    """Turn the text of a file with settings into the record; problems carry the name of the file from `faults`."""
    node, _ = parse_yaml(content, faults)
    read: dict[str, Any] = {}
    for name, key in _find_keys(node, "", faults):
        setting = SETTINGS[name]
        try:
            _refuse_token(key.value)
            read[setting.field] = setting.read(key.value)
        except _RefusedError as refused:
            faults.add(key.value.line, name, *refused.args)
    if faults.found:
        return Settings(), in_order(faults.found)
    thresholds = {name.partition(".")[2]: read.pop(name) for name in list(read) if name.startswith("thresholds.")}
    settings = Settings(**read, thresholds=Thresholds(**thresholds))
    return _beside(settings, os.path.dirname(faults.file)), ()


def _beside(settings: Settings, folder: str) -> Settings:
    """Return the settings with the knowledge folder and the file of the store seen from where the settings stand."""
    if settings.knowledge:
        settings = replace(settings, knowledge=os.path.join(folder, os.path.expanduser(settings.knowledge)))
    if settings.store and "://" not in settings.store:
        settings = replace(settings, store=os.path.join(folder, os.path.expanduser(settings.store)))
    return settings


def _find_keys(node: Node, above: str, faults: Faults) -> Iterator[tuple[str, KeyNode]]:
    """Yield the known keys with their full names ("thresholds.answer"); whatever else stands there is a fault."""
    if isinstance(node, EmptyNode):
        return  # an empty file or group, or one with comments only
    if not isinstance(node, RecordNode):
        keys = ", ".join(name.removeprefix(above) for name in SETTINGS if name.startswith(above))
        name = above.rstrip(".") or "settings"
        faults.add(node.line, name, f"Keys should stand here, and it is {called(node)}.", f"The keys are: {keys}.")
        return
    groups = {name.partition(".")[0] + "." for name in SETTINGS if "." in name}
    for key, entry in node.keys.items():
        name = above + key
        if name in SETTINGS:
            yield name, entry
        elif name + "." in groups:
            yield from _find_keys(entry.value, name + ".", faults)
        elif "token" in key.casefold():
            faults.add(
                entry.line, name, "A token does not belong in a file.", f"Take it away; put it in {TOKEN_VARIABLE}."
            )
        else:
            known = [*SETTINGS, *(group.rstrip(".") for group in groups)]
            mend = did_you_mean(name, known, f"The settings are: {', '.join(SETTINGS)}.")
            faults.add(entry.line, name, "There is no such setting.", mend)


def _text(node: Node) -> str:
    if isinstance(node, TextNode) and node.text.strip():
        return node.text.strip()
    if isinstance(node, (EmptyNode, TextNode)):
        raise _RefusedError("Nothing stands here.", "Fill it in, or take the line away: then the default holds.")
    raise _RefusedError(f"One value should stand here, and it is {called(node)}.", "Write one value after the colon.")


def _refuse_token(node: Node) -> None:
    """Refuse a value that is a bot's token; what it says is not repeated."""
    texts = node.items if isinstance(node, ListNode) else (node,)
    if any(isinstance(item, TextNode) and _TOKEN.search(item.text) for item in texts):
        raise _RefusedError("A token does not belong in a file.", f"Take it away; put it in {TOKEN_VARIABLE}.")


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise _RefusedError(f'"{text}" is no language that is spoken here.', "Write nl or en.")
    return text


def _between(least: float, most: float, called_: str, example: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:  # also refuses "nan"
            mend = f"Write a number such as {example}, with a point for decimals."
            raise _RefusedError(f"{text} is not {called_} from {least:g} to {most:g}.", mend)
        return value

    return read


def _web_address(example: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.startswith(("http://", "https://")) or any(map(str.isspace, text)):
            raise _RefusedError(f'"{text}" is no web address.', f"Write {example}.")
        return text

    return read


def _whole(least: int, most: int, called_: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            mend = f"Write a whole number from {least} to {most}."
            raise _RefusedError(f"{text} is no {called_}.", mend)
        return int(text)

    return read


def _ids(node: Node) -> frozenset[int]:
    """Return the ids of users and chats: one, or a list; those of groups are below zero."""
    ids: set[int] = set()
    for item in node.items if isinstance(node, ListNode) else (node,):
        text = _text(item)
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            mend = "Write numbers such as [123456789, -1001234567890]; a bot such as @userinfobot tells them."
            raise _RefusedError(f'"{text}" is no id of Telegram.', mend)
        ids.add(int(text))
    return frozenset(ids)


def _store(text: str) -> str:
    scheme = text.partition("://")[0] if "://" in text else ""
    if scheme not in ("", "sqlite", "postgresql"):
        mend = "Write a file such as vraagbaak.sqlite3, or postgresql://user@host/database."
        raise _RefusedError(f'The store cannot be of the kind "{scheme}".', mend)
    return text


def _port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
        raise _RefusedError(f'"{text}" is no address with a port.', "Write one such as 127.0.0.1:8080.")
    return host.strip("[]"), int(port)


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() not in words:
            raise _RefusedError(f'"{text}" is not known here.', f"Write {' or '.join(words)}.")
        return text.casefold()

    return read


def _yes_or_no(text: str) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in answers:
        raise _RefusedError(f'"{text}" is neither true nor false.', "Write true or false.")
    return answers[text.lower()]


@dataclass(frozen=True, slots=True)
class _Setting:
    field: str  # of Settings; "thresholds.x" for field x of its thresholds
    read: Callable[[Node], Any]


def _setting(field: str, read: Callable[[str], Any]) -> _Setting:
    return _Setting(field, lambda node: read(_text(node)))


SETTINGS: Mapping[str, _Setting] = {
    "language": _setting("language", _language),
    "knowledge": _setting("knowledge", str),
    "thresholds.answer": _setting("thresholds.answer", _between(0, 100, "a score", "40")),
    "thresholds.precision": _setting("thresholds.precision", _between(0, 1, "a share", "0.45")),
    "thresholds.lead": _setting("thresholds.lead", _between(0, 100, "a difference of scores", "1")),
    "thresholds.broader": _setting("thresholds.broader", _between(0, 100, "a difference of scores", "15")),
    "thresholds.stay": _setting("thresholds.stay", _between(0, 100, "a difference of scores", "6")),
    "thresholds.nearby": _setting("thresholds.nearby", _between(0, 1, "a share", "0.5")),
    "thresholds.example_score": _setting("thresholds.example_score", _between(0, 100, "a score", "35")),
    "thresholds.example_lead": _setting("thresholds.example_lead", _between(0, 100, "a difference of scores", "8")),
    "store": _setting("store", _store),
    "keep_days": _setting("keep_days", _whole(1, 3650, "number of days")),
    "telegram.base_url": _setting("telegram_base_url", _web_address(BASE_URL_EXAMPLE)),
    "telegram.admins": _Setting("telegram_admins", _ids),
    "telegram.chats": _Setting("telegram_chats", _ids),
    "telegram.questions_per_minute": _setting(
        "telegram_questions_per_minute", _whole(0, 10_000, "number of questions")
    ),
    "telegram.longest_question": _setting("telegram_longest_question", _whole(20, 4096, "number of characters")),
    "telegram.messages_per_second": _setting("telegram_messages_per_second", _whole(0, 1000, "number of messages")),
    "telegram.seconds_between": _setting("telegram_seconds_between", _between(0, 60, "a number of seconds", "1")),
    "telegram.group_messages_per_minute": _setting(
        "telegram_group_messages_per_minute", _whole(0, 1000, "number of messages")
    ),
    "webhook.url": _setting("webhook_url", _web_address(WEBHOOK_EXAMPLE)),
    "webhook.listen": _setting("webhook_listen", _port),
    "health.listen": _setting("health_listen", _port),
    "log.format": _setting("log_format", _one_of("text", "json")),
    "log.level": _setting("log_level", _one_of("debug", "info", "warning", "error")),
    "terminal.history": _setting("terminal_history", _yes_or_no),
}
"""Every key of the file, with how its value is read."""
