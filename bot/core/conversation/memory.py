"""What is remembered of a question for the next message."""

from dataclasses import replace

from bot.core.records.frame import Frame
from bot.core.records.query import Query

MOST_KEPT = 40  # concepts, words and readings that are remembered, each; no question of tests/questions has over 13
LONGEST_KEPT = 100  # characters of what is remembered as typed; in tests/questions 43


def remembered(query: Query, keys: tuple[str, ...]) -> Query:
    """Return a question as it is remembered: without its text, and of each thing the first MOST_KEPT.

    So a conversation never takes more than some kilobytes, however long its messages are and however many; and no name
    that somebody typed is kept.

    Args:
        query: The question.
        keys: Those of its words that some fact has.
    """
    readings = tuple(one for one in query.readings if one.how != "filler")  # a name may be among these
    query = replace(
        query, text="", asked_text="", frame=Frame(), claims=(), readings=readings, sides=(), sources=frozenset()
    )
    return replace(
        query,
        mentions=tuple(replace(one, typed=one.typed[:LONGEST_KEPT]) for one in query.mentions[:MOST_KEPT]),
        unknown=tuple(replace(one, word=one.word[:LONGEST_KEPT]) for one in query.unknown[:MOST_KEPT]),
        readings=tuple(replace(one, words=one.words[:LONGEST_KEPT]) for one in query.readings[:MOST_KEPT]),
        periods=query.periods[:MOST_KEPT],
        ends=query.ends[:MOST_KEPT],
        said_by=query.said_by[:MOST_KEPT],
        counted=None if query.counted is None else query.counted[:MOST_KEPT],
        whole=query.whole[:MOST_KEPT],
        keys=keys[:MOST_KEPT],
    )
