"""The file with settings: each key read from its own text, and every problem told with its line."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.config import FILE_VARIABLE, Configured, Settings
from bot.core.decide import Thresholds
from bot.kb.nodes import EmptyNode, KeyNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, did_you_mean, in_order
from bot.kb.yaml_text import parse_yaml

LANGUAGES = ("nl", "en")


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
            read[setting.field] = setting.read(_text(key.value))
        except _RefusedError as refused:
            faults.add(key.value.line, name, *refused.args)
    if faults.found:
        return Settings(), in_order(faults.found)
    thresholds = {name.partition(".")[2]: read.pop(name) for name in list(read) if name.startswith("thresholds.")}
    settings = Settings(**read, thresholds=Thresholds(**thresholds))
    return _beside(settings, os.path.dirname(faults.file)), ()


def _beside(settings: Settings, folder: str) -> Settings:
    """Return the settings with the knowledge folder seen from where the file stands."""
    if not settings.knowledge:
        return settings
    return replace(settings, knowledge=os.path.join(folder, os.path.expanduser(settings.knowledge)))


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


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")) or any(map(str.isspace, text)):
        mend = "Write the address up to the token, such as http://127.0.0.1:8081/bot."
        raise _RefusedError(f'"{text}" is no web address.', mend)
    return text


def _yes_or_no(text: str) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in answers:
        raise _RefusedError(f'"{text}" is neither true nor false.', "Write true or false.")
    return answers[text.lower()]


@dataclass(frozen=True, slots=True)
class _Setting:
    field: str  # of Settings; "thresholds.x" for field x of its thresholds
    read: Callable[[str], Any]


SETTINGS: Mapping[str, _Setting] = {
    "language": _Setting("language", _language),
    "knowledge": _Setting("knowledge", str),
    "thresholds.answer": _Setting("thresholds.answer", _between(0, 100, "a score", "40")),
    "thresholds.precision": _Setting("thresholds.precision", _between(0, 1, "a share", "0.45")),
    "thresholds.lead": _Setting("thresholds.lead", _between(0, 100, "a difference of scores", "1")),
    "thresholds.broader": _Setting("thresholds.broader", _between(0, 100, "a difference of scores", "15")),
    "thresholds.stay": _Setting("thresholds.stay", _between(0, 100, "a difference of scores", "6")),
    "thresholds.nearby": _Setting("thresholds.nearby", _between(0, 1, "a share", "0.5")),
    "thresholds.example_score": _Setting("thresholds.example_score", _between(0, 100, "a score", "35")),
    "thresholds.example_lead": _Setting("thresholds.example_lead", _between(0, 100, "a difference of scores", "8")),
    "telegram.base_url": _Setting("telegram_base_url", _address),
    "terminal.history": _Setting("terminal_history", _yes_or_no),
}
"""Every key of the file, with how its value is read."""
