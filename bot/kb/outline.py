"""Where the parts of a YAML text begin and end, so that a place in it can be changed and the rest left as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.kb.yaml_text import parse_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value and where it stands: in characters from the start of the text, the end not included."""

    start: int
    end: int  # of a list or group without brackets: that of the last thing in it
    text: str | None = None  # of a single value; "" where nothing stands behind the key
    items: "tuple[Part, ...] | None" = None  # of a list
    keys: "Mapping[str, Key] | None" = None  # of a group of keys
    in_brackets: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A key: where it begins, and its value."""

    start: int
    value: Part


def find_outline(text: str) -> Part | None:
    """Return the parts of a text in which the YAML reader finds no fault; None for one without any content."""
    events = parse_events(text)
    for event in events:
        if type(event).__name__ == "DocumentStartEvent":
            return _part(next(events), events, text)
    return None


def _part(event: Any, events: Iterator[Any], text: str) -> Part:
    """Return the part that begins with an event, and read its further events."""
    kind = type(event).__name__
    if kind == "SequenceStartEvent":
        return _list(event, events, text)
    if kind == "MappingStartEvent":
        return _group(event, events, text)
    end = event.end_mark.index
    if event.style in ("|", ">"):  # the parser has them end where the next thing begins
        end = len(text[:end].rstrip())
    return Part(start=event.start_mark.index, end=end, text=event.value)


def _list(start: Any, events: Iterator[Any], text: str) -> Part:
    items: list[Part] = []
    while type(event := next(events)).__name__ != "SequenceEndEvent":
        items.append(_part(event, events, text))
    end = event.end_mark.index if start.flow_style else items[-1].end
    return Part(start=start.start_mark.index, end=end, items=tuple(items), in_brackets=bool(start.flow_style))


def _group(start: Any, events: Iterator[Any], text: str) -> Part:
    keys: dict[str, Key] = {}
    while type(event := next(events)).__name__ != "MappingEndEvent":
        keys[event.value] = Key(event.start_mark.index, _part(next(events), events, text))
    end = event.end_mark.index if start.flow_style else next(reversed(keys.values())).value.end
    return Part(start=start.start_mark.index, end=end, keys=keys, in_brackets=bool(start.flow_style))
