"""The two sides of a comparison: which words of a question belong to the one, which to the other, and which to both.

A word that sets against each other ("of", "dan", "versus") stands right before the second side. The first is what is of
the same kind before it: a partner beside a partner, a topic beside a topic. Each side is put as a question of its own,
with the words that both share, so that all that counts in a whole question counts in it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.reading.asking_clause import sentences_with
from bot.core.reading.closed_classes import Found
from bot.core.reading.draft import Draft, SidesTyped, Vocabulary
from bot.core.reading.phrases import PERIOD_LISTS
from bot.core.records.mention import Mention
from bot.core.records.model import Facet
from bot.core.records.ways import Way

OF_A_SIDE: frozenset[Facet] = frozenset({"partner", "topic", "population", "measure", "qualifier"})
NOT_OF_A_SIDE = frozenset(
    {Way.SHARE, Way.COUNT, Way.MEAN, Way.DIFFERENCE, Way.RANKING, Way.MAXIMUM, Way.MINIMUM}
)  # ways of counting and of setting in order
AND, OR, THAN, AGAINST = "between and", "between or", "between than", "between against"
ONES, PAST = "between ones", "between past"
COMPARING, CONTRAST, BOTH = "between comparing", "between contrast", "between both"
ASKING = frozenset({COMPARING, CONTRAST, BOTH})  # what asks for two sides, and belongs to neither
JOINING = frozenset({AND, OR, THAN, AGAINST})
LONGEST_SIDE = 3  # things named in one side: "boeken lenen in de bibliotheek"
NEAR = 4  # words between what sets against each other and the first thing of the second side
MOST_WAYS = 6  # in which the sides of a question are tried: each is read and ranked twice
UNLIKE = 3  # a thing in one side without its like in the other says as much against it as so many between the two
PAUSES = frozenset(",;:?!\n")


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is named at one place, by all its meanings; a word that nobody knows has none."""

    start: int
    end: int
    meanings: frozenset[tuple[Facet, str]]

    @property
    def kinds(self) -> frozenset[Facet]:
        return frozenset(facet for facet, _ in self.meanings)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a question has two sides: where each stands, and what sets them against each other."""

    first: tuple[int, int]
    between: Found
    second: tuple[int, int]
    unlike: int  # things in one side that have none of their kind in the other
    beyond: int  # things between the two sides
    things: int  # in both sides

    @property
    def doubt(self) -> tuple[int, int]:
        """How unlikely it is: the less, the more alike and the nearer the sides are; of these the longer ones first."""
        return self.unlike * UNLIKE + self.beyond + (self.between.name == AND), -self.things


def find_sides(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the ways in which a question may have two sides, the likeliest first; most have none."""
    classes = vocabulary.sides[draft.language]
    here = sentences_with(draft) - draft.apart
    found = [one for one in classes.find(draft.tokens, here) if one.start not in draft.taken]
    found += _pairs_of_numbers(draft, here, vocabulary)
    names = {one.name for one in found}
    if names.isdisjoint(ASKING | {AGAINST}):
        return
    compares = {at for one in found if one.name in ASKING for at in _places(one)}
    turns = {at for one in found if one.name == OR and {one.start - 1, one.end} <= compares for at in _places(one)}
    joining = [
        one
        for one in found
        if one.name in JOINING and (one.name != AND or names & {CONTRAST, BOTH}) and one.start not in turns
    ]
    things = _things(draft, here, found, vocabulary)
    past = _past(draft, found)
    ways = sorted(_ways(draft, joining, things, past), key=lambda way: way.doubt)
    if not ways and CONTRAST in names:
        ways = sorted(_ways(draft, _gaps(things), things, past), key=lambda way: way.doubt)
    typed = (_typed(draft, way, compares | turns, found, vocabulary) for way in ways[:MOST_WAYS])
    draft.sides = tuple({(one.first, one.second): one for one in typed}.values())


def _pairs_of_numbers(draft: Draft, here: frozenset[int], vocabulary: Vocabulary) -> list[Found]:
    """Return where two numbers are asked for in so many words: "twee aantallen", "two totals"."""
    numbers, classes, tokens = draft.spoken.numbers, vocabulary.closed_classes[draft.language], draft.tokens
    twos = (at for at in sorted(here) if tokens[at].word == "2" or numbers.get(tokens[at].word) == 2)
    return [Found(BOTH, at, at + 2) for at in twos if at + 1 in here and classes.has(tokens[at + 1].word, "measured")]


def _places(found: Found) -> range:
    return range(found.start, found.end)


# --- what may be a side


def _things(draft: Draft, here: frozenset[int], found: Sequence[Found], vocabulary: Vocabulary) -> list[_Thing]:
    """Return what is named, in order, and the words that nobody knows."""
    named = (one for one in draft.mentions if one.start in here and _may_be_a_side(one))
    things: list[_Thing] = []
    for one in sorted(named, key=lambda one: (one.start, -one.end)):
        meaning = (one.facet, one.id)
        if things and one.start < things[-1].end:
            last = things[-1]
            things[-1] = _Thing(last.start, max(last.end, one.end), last.meanings | {meaning})
        else:
            things.append(_Thing(one.start, one.end, frozenset({meaning})))
    covered = {at for one in draft.mentions for at in range(one.start, one.end)} | draft.taken
    covered |= {at for one in found for at in _places(one)}
    strange = {one.position for one in draft.unknown}
    strange |= {one.end for one in found if one.name == THAN and _is_a_thing(draft, one.end, vocabulary)}
    for at in sorted(strange - covered):
        if things and not things[-1].meanings and things[-1].end == at:
            things[-1] = _Thing(things[-1].start, at + 1, frozenset())  # "rode kwallen"
        else:
            things.append(_Thing(at, at + 1, frozenset()))
    return sorted(things, key=lambda one: one.start)


def _may_be_a_side(mention: Mention) -> bool:
    return mention.facet in OF_A_SIDE and mention.id not in NOT_OF_A_SIDE


def _is_a_thing(draft: Draft, at: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word names something, though it may be one that everybody uses: "dan pinguïns"."""
    word = draft.tokens[at].word if at < len(draft.tokens) else ""
    return word.isalpha() and not vocabulary.is_in_a_class(word, draft.language)


def _past(draft: Draft, found: Sequence[Found]) -> frozenset[int]:
    """Return the tokens that say when: "dan vroeger" holds a thing against itself."""
    listed = {at for name, first, last in draft.markers if name in PERIOD_LISTS for at in range(first, last + 1)}
    past = {at for one in found if one.name == PAST for at in _places(one)}
    return draft.taken | listed | past


# --- the ways in which a question may have two sides


def _gaps(things: Sequence[_Thing]) -> list[Found]:
    """Return the places between two things, where nothing else sets them against each other: "compare A with B"."""
    return [Found(AND, one.end, one.end) for one in things[:-1]]


def _ways(draft: Draft, joining: Sequence[Found], things: Sequence[_Thing], past: frozenset[int]) -> Iterator[_Way]:
    for one in joining:
        before = [thing for thing in things if thing.end <= one.start]
        after = [thing for thing in things if thing.start >= one.end]
        if not after or after[0].start - one.end > NEAR or not past.isdisjoint(range(one.end, after[0].end)):
            continue
        for length in range(1, min(LONGEST_SIDE, len(after)) + 1):
            second = after[:length]
            if _pauses(draft, one.end, second[-1].end):
                break
            for first, beyond in _runs(before):
                if _meanings(first) != _meanings(second) and not _pauses(draft, first[0].start, first[-1].end):
                    yield _Way(
                        (first[0].start, first[-1].end),
                        one,
                        (one.end, second[-1].end),
                        _unlikeness(first, second),
                        beyond,
                        len(first) + length,
                    )


def _runs(things: Sequence[_Thing]) -> Iterator[tuple[Sequence[_Thing], int]]:
    """Yield each run of things that may be a side, and how many things stand behind it."""
    for end in range(len(things), 0, -1):
        for start in range(max(0, end - LONGEST_SIDE), end):
            yield things[start:end], len(things) - end


def _pauses(draft: Draft, start: int, end: int) -> bool:
    """Tell whether there is a pause inside a stretch of tokens."""
    ends = (draft.text[draft.tokens[at].end : draft.tokens[at + 1].start] for at in range(start, end - 1))
    return any(PAUSES & set(between) for between in ends)


def _meanings(side: Sequence[_Thing]) -> set[tuple[Facet, str]]:
    return {meaning for one in side for meaning in one.meanings}


def _unlikeness(first: Sequence[_Thing], second: Sequence[_Thing]) -> int:
    """Return how many things of the one side have none of their kind in the other."""
    left = list(second)
    alone = 0
    for one in first:
        match = next((other for other in left if not one.kinds or not other.kinds or one.kinds & other.kinds), None)
        if match is None:
            alone += 1
        else:
            left.remove(match)
    return max(alone, len(left))


# --- each side as a question


def _typed(draft: Draft, way: _Way, gone: set[int], found: Sequence[Found], vocabulary: Vocabulary) -> SidesTyped:
    """Put each side as a question: the first without the second, the second in the place of the first."""
    (first, end), (second, stop) = way.first, way.second
    begin = _opening(draft, first, second, vocabulary)
    ones = next((one for one in found if one.name == ONES and one.start == stop), None)
    upto = ones.end if ones else stop
    rest = [at for at in range(len(draft.tokens)) if at not in gone and not way.between.start <= at < upto]
    put = [at for at in range(second, stop) if at not in gone] + ([end - 1] if ones else [])
    replaced = [at for at in rest if at < begin] + put + [at for at in rest if at >= end]
    names = (draft.typed(first, end), draft.typed(_without_small_words(draft, second, stop, vocabulary), stop))
    are_both = any(one.name == BOTH for one in found)
    return SidesTyped(_text(draft, rest), _text(draft, replaced), names, way.between.name != AND, are_both)


def _opening(draft: Draft, first: int, second: int, vocabulary: Vocabulary) -> int:
    """Return where the first side begins, with the small words that open the second one too: "met ... of met ..."."""
    for at in range(first - 1, max(first - NEAR, 0) - 1, -1):
        if draft.tokens[at].word == draft.tokens[second].word:
            return at
        if not vocabulary.is_in_a_class(draft.tokens[at].word, draft.language):
            break
    return first


def _without_small_words(draft: Draft, start: int, stop: int, vocabulary: Vocabulary) -> int:
    small = (at for at in range(start, stop - 1) if not vocabulary.is_in_a_class(draft.tokens[at].word, draft.language))
    return next(small, stop - 1)


def _text(draft: Draft, kept: Sequence[int]) -> str:
    """Return some of the tokens of a question as a text, with what is typed between those that stood together."""
    parts: list[str] = []
    for before, at in zip([-2, *kept], kept, strict=False):
        typed = draft.text[draft.tokens[at - 1].end : draft.tokens[at].start] if at else ""
        parts.append(typed if before + 1 == at or PAUSES & set(typed) else " ")
        parts.append(draft.tokens[at].typed)
    return "".join(parts).strip() + draft.text[draft.tokens[-1].end :]
