"""Maps of texts in buckets: nothing is lost or added."""

import json

import pytest

from bot.core.words.compiled import Tables
from bot.kb.buckets import Buckets, fill_buckets


@pytest.mark.parametrize("texts", [
    pytest.param({}, id="none"),
    pytest.param({"": "", "a": "x", "ab": "", "abc": "y\tz\nw", "abd": "é…"}, id="short keys, tabs and line ends"),
    pytest.param({"boek": "book\tnl\tboek", "boekhandel": "1\n2"}, id="one bucket"),
])  # fmt: skip
def test_every_text_comes_back(texts: dict[str, str]) -> None:
    """Through JSON, in the same order within a bucket, and nothing else is there."""
    kept = Buckets(json.loads(json.dumps(fill_buckets(texts))))
    assert dict(kept) == texts
    assert len(kept) == len(texts)
    assert (kept.get("nothing"), "nothing" in kept, 7 in kept) == (None, False, False)


def test_the_tables_of_the_real_knowledge_come_back(tables: Tables) -> None:
    """All labels, all words of the lists, all stretches of letters."""
    for texts in (tables.senses, tables.grams, *tables.lists.values()):
        assert dict(Buckets(fill_buckets(texts))) == texts
