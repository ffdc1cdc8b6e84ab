"""Stretches of a text that mean something: formatting, and what Telegram finds by itself (commands, links ...)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?|ftp)://[^\s<>\"]*[\w/]|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:nl|com|org|net|eu|be|de|io)\b(?:/[\w/-]*)?)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#&])#(?=\w*[^\W\d])\w+)",
    re.IGNORECASE,
)
_UNSEARCHED = {"code", "pre", "text_link"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text, in code points."""

    type: str
    start: int
    end: int
    details: Mapping[str, Any] = field(default_factory=dict)  # url, language ...

    def shifted(self, places: int, length: int) -> "Entity":
        """Move it, and cut it to a text of this length."""
        start, end = (min(max(place + places, 0), length) for place in (self.start, self.end))
        return replace(self, start=start, end=end)


def find_entities(text: str, formatting: Iterable[Entity] = ()) -> list[Entity]:
    """Return the formatting together with the commands, mentions, links and hashtags in the text, in their order."""
    known = list(formatting)
    closed = [entity for entity in known if entity.type in _UNSEARCHED]
    for match in _FOUND.finditer(text):
        if not any(entity.start < match.end() and match.start() < entity.end for entity in closed):
            known.append(Entity(str(match.lastgroup), match.start(), match.end()))
    return sorted(known, key=lambda entity: (entity.start, -entity.end))


def entities_json(text: str, entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return them as MessageEntity objects, which count in UTF-16 units."""
    place = _utf16_places(text)
    return [
        {
            "type": entity.type,
            "offset": place[entity.start],
            "length": place[entity.end] - place[entity.start],
            **entity.details,
        }
        for entity in entities
    ]


def read_entities(text: str, sent: Iterable[Mapping[str, Any]]) -> list[Entity]:
    """Turn MessageEntity objects into ours.

    Raises:
        ValueError: If one begins or ends outside the text or within a character.
    """
    units = _utf16_places(text)
    place = {unit: point for point, unit in enumerate(units)} if not isinstance(units, range) else units
    found = []
    for entity in sent:
        details = {name: value for name, value in entity.items() if name not in ("type", "offset", "length")}
        try:
            start, end = place[entity["offset"]], place[entity["offset"] + entity["length"]]
        except (KeyError, IndexError) as error:
            raise ValueError(f"entity {entity} does not lie in the text") from error
        found.append(Entity(entity["type"], start, end, details))
    return found


def _utf16_places(text: str) -> range | list[int]:
    """For each code point, and the end, its offset in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return list(accumulate((2 if character > "\uffff" else 1 for character in text), initial=0))
