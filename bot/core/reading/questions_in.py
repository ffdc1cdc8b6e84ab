"""Several questions in one message: where one ends and the next begins."""

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from bot.core.reading.read import Reader
from bot.core.reading.relative_dates import at_moment
from bot.core.records.query import Query
from bot.core.records.ways import Way

MOST_PARTS = 4  # questions that a sentence is cut into
MOST_ANSWERED = 3  # questions answered in one message
CONJUNCTIONS = 8  # most places where a sentence is tried for two questions; a longer chain of them is no question
_CONJUNCTION = re.compile(r",?\s+(\w{2,5})(?=\s+\w)")  # no language has longer ones


def read_parts(text: str, reader: Reader, language: str, as_of: date | None) -> tuple[tuple[str, Query], ...]:
    """Return the questions of a message in order, each as typed and as read, at most MOST_ANSWERED.

    One that names no period takes that of the one beside it in its sentence, before or after: "... en ... in 2023?".
    """
    parts = split_parts(text, reader, language)[:MOST_ANSWERED]
    queries = [at_moment(reader.read(part, language), as_of) for part in parts]
    for at in range(len(parts)):
        if at + 1 < len(parts) and not parts[at].endswith("?"):
            queries[at] = _with_period_of(queries[-1], queries[at])
        if at and not parts[at - 1].endswith("?"):  # "voor 2022: het aantal bezoeken en het aantal leden"
            queries[at] = _with_period_of(queries[at - 1], queries[at])
    return tuple(zip(parts, queries, strict=True))


def _with_period_of(other: Query, query: Query) -> Query:
    has_none = not (query.periods or query.stretch or query.moment)
    return replace(query, periods=other.periods, stretch=other.stretch) if has_none else query


def split_parts(text: str, reader: Reader, language: str) -> tuple[str, ...]:
    """Split a message into its questions, each with the sentences before it that set the scene.

    A sentence is cut at "and" only where both halves ask, and each about something of its own.
    """
    parts: list[str] = []
    scene: list[str] = []
    sentences = reader.sentences.split(text, language)
    for sentence, asks in zip(sentences, reader.sentences.which_ask(sentences, language), strict=True):
        if not asks:
            scene.append(sentence)
            continue
        first, *rest = _halves(sentence, reader, language, MOST_PARTS)
        parts.append(" ".join([*scene, first]))
        parts.extend(rest)
        scene = []
    if not parts:
        return (text,)
    if scene:  # what follows the last question belongs to it
        parts[-1] = " ".join([parts[-1], *scene])
    return tuple(parts)


def _halves(sentence: str, reader: Reader, language: str, most: int) -> list[str]:
    """Return the questions of a sentence, at most so many: what follows the last of them stays with it."""
    if most < 2:
        return [sentence]
    places = (one for one in _CONJUNCTION.finditer(sentence) if reader.sentences.joins_questions(one[1], language))
    for match in islice(places, CONJUNCTIONS):
        first, second = sentence[: match.start()], sentence[match.end() :].lstrip()
        if reader.opens_question(second, language) and all(_asks(half, reader, language) for half in (first, second)):
            return [first, *_halves(second, reader, language, most - 1)]
    return [sentence]


def _asks(half: str, reader: Reader, language: str) -> bool:
    query = reader.read(half, language)
    asks = query.counted is not None or bool(query.ids("measure")) or Way.WHICH in query.ids("aspect")
    return asks and bool(query.ids("partner", "topic", "place", "population") or query.counted)
