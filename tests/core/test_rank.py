"""Ranking: how well a fact accounts for a question, and which fields it leaves open."""

import pytest

from bot.core.index import Index
from bot.core.rank import COUNT, Candidate, rank
from bot.core.reader import Reader


@pytest.fixture
def ranked(small_index: Index, small_reader: Reader):  # type: ignore[no-untyped-def]
    """Return what ranks the facts for a question: candidates by id, in order."""

    def rank_text(text: str, language: str = "en") -> dict[str, Candidate]:
        return {one.id: one for one in rank(small_index, small_reader.read(text, language))}

    return rank_text
