"""A map of texts kept in a few long texts, each read into a map only when something in it is first looked up.

Reading thirty thousand small texts is a fifth of a cold start, and a question looks up a hundred of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

HEAD = 2  # characters of a key that choose its bucket
# A character that JSON writes as it is and YAML allows in no file parts what stands in a bucket. Tabs and line ends
# are written with it as well: JSON would escape them, which takes three times as long to read.
_BETWEEN, _TAB, _LINE = "\x7f0", "\x7f1", "\x7f2"


def fill_buckets(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the map as buckets: the first letters of the keys → keys and texts in turn."""
    parts: dict[str, list[str]] = {}
    for key, text in texts.items():
        parts.setdefault(key[:HEAD], []).extend((key, text))
    return {head: _BETWEEN.join(several).replace("\t", _TAB).replace("\n", _LINE) for head, several in parts.items()}


class Buckets(Mapping[str, str]):
    """The map that `fill_buckets` was given."""

    def __init__(self, buckets: Mapping[str, str]) -> None:
        self._buckets = buckets
        self._read: dict[str, dict[str, str]] = {}

    def _bucket(self, head: str) -> dict[str, str]:
        known = self._read.get(head)
        if known is None:
            text = self._buckets.get(head)
            parts = text.replace(_TAB, "\t").replace(_LINE, "\n").split(_BETWEEN) if text else []
            known = self._read[head] = dict(zip(parts[::2], parts[1::2], strict=True)) if text else {}
        return known

    def __getitem__(self, key: str) -> str:
        return self._bucket(key[:HEAD])[key]

    def get(self, key: str, /, default: Any = None) -> Any:
        """Return the text of a key. What most words are not is looked up most, and an exception is slow."""
        return self._bucket(key[:HEAD]).get(key, default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._bucket(key[:HEAD])

    def __iter__(self) -> Iterator[str]:
        return (key for head in self._buckets for key in self._bucket(head))

    def __len__(self) -> int:
        return sum(len(self._bucket(head)) for head in self._buckets)
