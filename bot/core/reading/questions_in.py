"""Several questions in one message: where one ends and the next begins."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.core.reading.read import Reader
from bot.core.reading.relative_dates import at_moment
from bot.core.records.query import Query
from bot.core.records.ways import Way

MOST_PARTS = 4  # questions that a sentence is cut into
MOST_ANSWERED = 3  # questions answered in one message
CONJUNCTIONS = 8  # most places where a sentence is tried for two questions; a longer chain of them is no question
_CONJUNCTION = re.compile(r",?\s+(\w{2,5}|\+)(?=\s+\w)")  # no language has longer ones
_PLUS = "+"


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message."""

    text: str  # as typed
    query: Query
    is_half: bool = False  # it is joined to the question before it, and may leave out what that one says
    leans: bool = False  # such a half that asks about something only with what is said before
    follows: bool = False  # another question of the message comes before it


def read_parts(text: str, reader: Reader, language: str, as_of: date | None) -> tuple[Part, ...]:
    """Return the questions of a message in order, at most MOST_ANSWERED.

    One that names no period takes that of the one beside it in its sentence, before or after: "... en ... in 2023?".
    """
    split = split_parts(text, reader, language)[:MOST_ANSWERED]
    parts = [part for part, _ in split]
    queries = [at_moment(reader.read(part, language), as_of) for part in parts]
    for at in range(len(parts)):
        if at + 1 < len(parts) and not parts[at].endswith("?"):
            queries[at] = _with_period_of(queries[-1], queries[at])
        if at and not parts[at - 1].endswith("?"):  # "voor 2022: het aantal bezoeken en het aantal leden"
            queries[at] = _with_period_of(queries[at - 1], queries[at])
    return tuple(
        Part(part, query, is_half, is_half and _leans_on_first(query), follows=at > 0)
        for at, ((part, is_half), query) in enumerate(zip(split, queries, strict=True))
    )


def _with_period_of(other: Query, query: Query) -> Query:
    has_none = not (query.periods or query.stretch or query.moment)
    return replace(query, periods=other.periods, stretch=other.stretch) if has_none else query


def split_parts(text: str, reader: Reader, language: str) -> tuple[tuple[str, bool], ...]:
    """Split a message into its questions, each with the sentences before it that set the scene.

    A sentence is cut at "and" only where the first half asks about something, and the second does or opens with a
    question word. With each part comes whether it is such a second half.
    """
    parts: list[tuple[str, bool]] = []
    scene: list[str] = []
    sentences = reader.sentences.split(text, language)
    asking = reader.sentences.which_ask(sentences, language)
    for at, sentence in enumerate(sentences):
        if not asking[at] or (any(asking[at + 1 :]) and _names_nothing(reader.read(sentence, language))):
            scene.append(sentence)  # "Ligt dat aan mij?" before another question asks for nothing
            continue
        first, *rest = _halves(sentence, reader, language, MOST_PARTS)
        parts.append((" ".join([*scene, first]), False))
        parts.extend((half, True) for half in rest)
        scene = []
    if not parts:
        return ((text, False),)
    if scene:  # what follows the last question belongs to it
        last, is_half = parts[-1]
        parts[-1] = " ".join([last, *scene]), is_half
    return tuple(parts)


def _halves(sentence: str, reader: Reader, language: str, most: int) -> list[str]:
    """Return the questions of a sentence, at most so many: what follows the last of them stays with it."""
    if most < 2:
        return [sentence]
    places = (one for one in _CONJUNCTION.finditer(sentence) if _joins(one[1], reader, language))
    for match in islice(places, CONJUNCTIONS):
        first, second = sentence[: match.start()], sentence[match.end() :].lstrip()
        if not (_asks(first, reader, language) or _asks_of_something(first, reader, language)):
            continue
        whole = reader.opens_question(second, language) and _asks(second, reader, language)
        if whole or _leans(match[1], first, second, reader, language):
            return [first, *_halves(second, reader, language, most - 1)]
    return [sentence]


def _joins(word: str, reader: Reader, language: str) -> bool:
    return word == _PLUS or reader.sentences.joins_questions(word, language)


def _leans(word: str, first: str, second: str, reader: Reader, language: str) -> bool:
    """Tell whether a second half asks, though it leaves out what the first one names: "... en hoeveel daarvan ...".

    Not after "of" or "maar", not where the first half leaves out what the second one names ("hoeveel en waar ..."), and
    not where the two are one question about a change: "... en hoeveel was dat vijf jaar eerder?".
    """
    adds = word == _PLUS or reader.adds(word, language)
    if not adds or not reader.opens_with_question_word(second, language):
        return False
    return not (reader.ends_in_question_word(first, language) or _counts_back(reader.read(second, language)))


def _leans_on_first(query: Query) -> bool:
    return "anaphora" in query.markers or not _is_about_something(query)


def _counts_back(query: Query) -> bool:
    return (
        query.years_ago is not None
        or query.years_apart is not None
        or bool(query.markers & {"previous_period", "next_period"})
    )


def _names_nothing(query: Query) -> bool:
    """Tell whether a question is about nothing that the bot can know: no subject, measure, figure or way of asking."""
    asks = query.claims or query.counted is not None or query.frame.answer_type or query.unknown
    return not (asks or any(mention.facet != "domain" for mention in query.mentions))


def _asks(half: str, reader: Reader, language: str) -> bool:
    return _is_about_something(reader.read(half, language))


def _asks_of_something(half: str, reader: Reader, language: str) -> bool:
    """Tell whether a question word opens a half that names something: "wat doen ze met boekhandels"."""
    names = reader.read(half, language).ids("partner", "topic", "place", "population")
    return bool(names) and reader.opens_with_question_word(half, language)


def _is_about_something(query: Query) -> bool:
    asks = query.counted is not None or bool(query.ids("measure")) or Way.WHICH in query.ids("aspect")
    return asks and bool(query.ids("partner", "topic", "place", "population") or query.counted)
