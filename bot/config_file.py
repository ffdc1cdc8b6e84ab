"""The file with settings: each key read from its own text, and every problem told with its line."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.config import FILE_VARIABLE, Configured, Settings
from bot.config_values import (
    NO_TOKEN,
    RefusedError,
    base_url,
    between,
    colour,
    ids,
    is_token,
    language,
    listening,
    network_address,
    one_of,
    picture,
    refuse_plain_http,
    refuse_token,
    several,
    short_name,
    site_address,
    store,
    text_of,
    webhook,
    whole,
    yes_or_no,
)
from bot.core.ranking.decide import Thresholds
from bot.kb.nodes import EmptyNode, KeyNode, Node, RecordNode, called
from bot.kb.problems import Faults, did_you_mean, in_order
from bot.kb.yaml_text import parse_yaml


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
    return parse_settings(content, faults, os.path.isdir)


def parse_settings(content: bytes, faults: Faults, is_folder: Callable[[str], bool] = lambda path: True) -> Configured:
    """Turn the text of a file with settings into the record; problems carry the name of the file from `faults`.

    `is_folder` tells whether the folder of the knowledge base is there.
    """
    node, _ = parse_yaml(content, faults)
    read: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for name, key in _find_keys(node, "", faults):
        setting = SETTINGS[name]
        try:
            refuse_token(key.value)
            read[setting.field] = setting.read(key.value)
            if name == "knowledge" and not is_folder(_seen_from(faults.file, read[setting.field])):
                mend = "Write where it is, seen from this file, or take the line away: then the bot's own holds."
                raise RefusedError(f'There is no folder "{read[setting.field]}".', mend)
        except RefusedError as refused:
            faults.add(key.value.line, name, *refused.args)
        lines[name] = key.value.line
    if "telegram_base_url" in read and not read.get("telegram_plain_http"):
        _check_server(read["telegram_base_url"], lines["telegram.base_url"], faults)
    if faults.found:
        return Settings(), in_order(faults.found)
    thresholds = {name.partition(".")[2]: read.pop(name) for name in list(read) if name.startswith("thresholds.")}
    settings = Settings(**read, thresholds=Thresholds(**thresholds))
    return _beside(settings, faults.file), ()


def _check_server(address: str, line: int, faults: Faults) -> None:
    """Add a fault where the token would travel readable."""
    try:
        refuse_plain_http(address)
    except RefusedError as refused:
        faults.add(line, "telegram.base_url", *refused.args)


def _beside(settings: Settings, file: str) -> Settings:
    """Return the settings with what they name in files seen from where they stand: knowledge, logo and store."""
    if settings.knowledge:
        settings = replace(settings, knowledge=_seen_from(file, settings.knowledge))
    if settings.web_logo:
        settings = replace(settings, web_logo=_seen_from(file, settings.web_logo))
    if settings.store and "://" not in settings.store:
        settings = replace(settings, store=_seen_from(file, settings.store))
    return settings


def _seen_from(file: str, path: str) -> str:
    return os.path.join(os.path.dirname(file), os.path.expanduser(path))


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
        elif "token" in key.casefold() or is_token(key):
            faults.add(entry.line, above.rstrip(".") if is_token(key) else name, *NO_TOKEN)
        else:
            known = [*SETTINGS, *(group.rstrip(".") for group in groups)]
            mend = did_you_mean(name, known, f"The settings are: {', '.join(SETTINGS)}.")
            faults.add(entry.line, name, "There is no such setting.", mend)


@dataclass(frozen=True, slots=True)
class _Setting:
    field: str  # of Settings; "thresholds.x" for field x of its thresholds
    read: Callable[[Node], Any]


def _setting(field: str, read: Callable[[str], Any]) -> _Setting:
    return _Setting(field, lambda node: read(text_of(node)))


SETTINGS: Mapping[str, _Setting] = {
    "language": _setting("language", language),
    "knowledge": _setting("knowledge", str),
    "reload": _setting("reload", one_of("true", "false", "poll")),
    "thresholds.answer": _setting("thresholds.answer", between(0, 100, "a score", "40")),
    "thresholds.precision": _setting("thresholds.precision", between(0, 1, "a share", "0.45")),
    "thresholds.lead": _setting("thresholds.lead", between(0, 100, "a difference of scores", "1")),
    "thresholds.broader": _setting("thresholds.broader", between(0, 100, "a difference of scores", "15")),
    "thresholds.stay": _setting("thresholds.stay", between(0, 100, "a difference of scores", "6")),
    "thresholds.open": _setting("thresholds.open", between(0, 100, "a difference of scores", "8")),
    "thresholds.half": _setting("thresholds.half", between(0, 1, "a share", "0.5")),
    "thresholds.nearby": _setting("thresholds.nearby", between(0, 1, "a share", "0.5")),
    "thresholds.example_score": _setting("thresholds.example_score", between(0, 100, "a score", "35")),
    "thresholds.example_lead": _setting("thresholds.example_lead", between(0, 100, "a difference of scores", "8")),
    "store": _setting("store", store),
    "keep_days": _setting("keep_days", whole(1, 3650, "number of days")),
    "telegram.base_url": _setting("telegram_base_url", base_url),
    "telegram.plain_http": _setting("telegram_plain_http", yes_or_no),
    "telegram.admins": _Setting("telegram_admins", ids),
    "telegram.chats": _Setting("telegram_chats", ids),
    "telegram.questions_per_minute": _setting("telegram_questions_per_minute", whole(0, 10_000, "number of questions")),
    "telegram.longest_question": _setting("telegram_longest_question", whole(20, 4096, "number of characters")),
    "telegram.messages_per_second": _setting("telegram_messages_per_second", whole(0, 1000, "number of messages")),
    "telegram.seconds_between": _setting("telegram_seconds_between", between(0, 60, "a number of seconds", "1")),
    "telegram.group_messages_per_minute": _setting(
        "telegram_group_messages_per_minute", whole(0, 1000, "number of messages")
    ),
    "webhook.url": _setting("webhook_url", webhook),
    "webhook.listen": _setting("webhook_listen", listening),
    "health.listen": _setting("health_listen", listening),
    "web.listen": _setting("web_listen", listening),
    "web.url": _setting("web_url", site_address),
    "web.name": _setting("web_name", short_name),
    "web.colour": _setting("web_colour", colour),
    "web.logo": _setting("web_logo", picture),
    "web.hsts": _setting("web_hsts", yes_or_no),
    "web.sites": _Setting("web_sites", several(site_address)),
    "web.proxies": _Setting("web_proxies", several(network_address)),
    "log.format": _setting("log_format", one_of("text", "json")),
    "log.level": _setting("log_level", one_of("debug", "info", "warning", "error")),
    "terminal.history": _setting("terminal_history", yes_or_no),
}
"""Every key of the file, with how its value is read."""
