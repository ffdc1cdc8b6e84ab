"""Telegram's HTML as its server reads it: a few tags, balanced; four named entities; nothing else is markup."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.fake_telegram.entities import Entity

ENTITY_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z][\w-]*(?:=(?:\"[^\"]*\"|'[^']*'|[\w.-]+))?)*)\s*>")
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class HtmlError(ValueError):
    """The text is no Telegram HTML; the message is the one that Telegram gives."""


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return what the reader sees and how it is formatted.

    Raises:
        HtmlError: For a tag that Telegram does not know, or that is not closed in its turn.
    """
    text, place = "", 0
    open_tags: list[tuple[str, str, int]] = []  # name, attributes, start
    entities: list[Entity] = []
    while (start := source.find("<", place)) >= 0:
        text += _decoded(source[place:start])
        tag = _tag_at(source, start)
        name = tag[2].lower()
        if not tag[1]:
            open_tags.append((name, tag[3], len(text)))
        elif not open_tags or open_tags[-1][0] != name:
            raise _error("Unmatched end tag", source, start, name)
        else:
            _, attributes, begin = open_tags.pop()
            entities += _entity(name, _attributes(attributes), text, begin)
        place = tag.end()
    if open_tags:
        raise _error("Can't find end tag corresponding to start tag", source, len(source), open_tags[-1][0])
    entities.sort(key=lambda entity: (entity.start, -entity.end))
    return text + _decoded(source[place:]), entities


def is_url(url: str) -> bool:
    """It is a link that Telegram opens: a web page at a full domain, or a place in Telegram itself."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "tg":
            return bool(parts.netloc)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in url
    except ValueError:
        return False


def _entity(name: str, attributes: dict[str, str], text: str, start: int) -> list[Entity]:
    """Return the entity of a closed tag; none for an empty one, or a link to nowhere, which Telegram drops."""
    kind, details = ENTITY_TYPES[name], dict[str, Any]()
    if start == len(text):
        return []
    if name == "a":
        details["url"] = attributes.get("href") or text[start:]
        if not is_url(details["url"]):
            return []
    elif name == "code" and "class" in attributes:
        details["language"] = attributes["class"].removeprefix("language-")
        kind = "pre"
    elif name == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    elif name == "tg-emoji":
        details["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif name == "tg-time":
        details["unix_time"] = int(attributes.get("unix", "0"))
    return [Entity(kind, start, len(text), details)]


def _attributes(source: str) -> dict[str, str]:
    return {
        name.lower(): _decoded(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(source)
    }


def _tag_at(source: str, start: int) -> re.Match[str]:
    tag = _TAG.match(source, start)
    if tag is None:
        raise _error("Unsupported or unclosed start tag", source, start, source[start : start + 10])
    name, attributes = tag[2].lower(), tag[3]
    if name not in ENTITY_TYPES:
        raise _error("Unsupported start tag", source, start, name)
    if name == "span" and not tag[1] and 'class="tg-spoiler"' not in attributes:
        raise _error('Tag must have class "tg-spoiler":', source, start, name)
    return tag


def _decoded(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    if entity[1]:
        return _NAMED[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else entity[0]


def _error(what: str, source: str, place: int, name: str) -> HtmlError:
    offset = len(source[:place].encode())
    return HtmlError(f'can\'t parse entities: {what} "{name}" at byte offset {offset}')
