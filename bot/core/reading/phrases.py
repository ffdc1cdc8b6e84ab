"""The word lists that a question has phrases of, where they stand, and whether they mean there what the list says."""

from collections.abc import Iterator

from bot.core.reading.draft import Draft, Marker, Vocabulary
from bot.core.records.mention import Mention
from bot.core.words.lexicon import Lexicon

LONGEST_PHRASE = 8  # words
ONLY_ALONE = frozenset(
    {"negation", "yes_no", "follow_up", "wh", "anaphora"}
)  # inside a longer phrase these mean nothing: "weet niet"
OPENERS = frozenset({"follow_up", "apology", "greeting", "praise", "politeness", "thanks"})  # "oké, en ..."
PLAIN = frozenset(
    {"trend", "comparative", "highest", "lowest", "versus"}
)  # part of a label, these say nothing: "grown-ups"
MOMENTS = (  # word lists of periods that depend on the day of asking
    "last_year", "last_school_year", "now_period", "this_school_year", "other_time",
)  # fmt: skip
PERIOD_LISTS = (
    "previous_period", "next_period", "same_period", "corona_period", "before_corona", "after_corona", *MOMENTS,
)  # fmt: skip
RELATIVE_PERIOD = ("period", "")  # what a word belongs to inside "het jaar ervoor"


def find_markers(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the phrases of the word lists."""
    found = _phrases(draft, vocabulary.lexicon)
    draft.markers = tuple(marker for marker in found if not _dangles(marker, draft))


def drop_parts_of_labels(draft: Draft, vocabulary: Vocabulary) -> None:
    """Leave out the phrases that are but part of the name of something."""
    draft.markers = tuple(marker for marker in draft.markers if not _is_part_of_a_label(marker, draft.mentions))


def _phrases(draft: Draft, lexicon: Lexicon) -> Iterator[Marker]:
    words, language = draft.words, draft.language
    for name, *halves in lexicon.gapped_phrases(words, language):
        if draft.in_one_sentence(*halves):
            yield from ((name, first, end - 1) for first, end in halves)
    inside = -1  # the last token of a longer phrase: "weet niet" denies nothing, "kun je" asks no yes or no
    for at in range(len(words)):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            stretch = words[at : at + length]
            names = lexicon.lists(" ".join(word.word for word in stretch), language)
            first, last = stretch[0].token, stretch[-1].token
            for name in names:
                if first > inside or name not in ONLY_ALONE:
                    yield name, first, last
            if names and length > 1:
                inside = max(inside, last)


def _dangles(marker: Marker, draft: Draft) -> bool:
    """Tell whether something other than a year follows "het jaar voor": "het slechtste jaar voor bezoeken"."""
    name, _, last = marker
    counting_from = draft.spoken.asking.get("counting_from", ())
    ends_open = name in ("previous_period", "next_period") and draft.tokens[last].word in counting_from
    return ends_open and last + 1 < len(draft.tokens) and not any(span.start == last + 1 for span in draft.spans)


def _is_part_of_a_label(marker: Marker, mentions: tuple[Mention, ...]) -> bool:
    name, first, last = marker
    return name in PLAIN and any(
        one.start <= first and last < one.end and one.end - one.start > last - first + 1 and one.facet != "aspect"
        for one in mentions
    )


def spoken_for(markers: tuple[Marker, ...]) -> dict[int, tuple[str, str]]:
    """Return by position what a word belongs to that is part of a question for a source or a period."""
    found = {
        at: (name, "partner") if name == "meta_source" else RELATIVE_PERIOD
        for name, start, end in markers
        if name in ("meta_source", *PERIOD_LISTS)
        for at in range(start, end + 1)
    }
    return found | {start: ("which_period", "aspect") for name, start, _ in markers if name == "which_period"}


def meant(draft: Draft, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the lists whose phrases stand where they mean what the list says.

    A follow-up word and the verb of a yes/no question open the sentence; a pronoun for the libraries points at
    nothing that was said.
    """
    they = {start for name, start, _ in draft.markers if name == "they"}
    ampersands = {at for at, token in enumerate(draft.tokens) if token.typed == "&"}
    asking_words = tuple(word for word in draft.words if word.token in draft.asking)
    at_opening: dict[str, set[int]] = {"follow_up": set(), "yes_no": set()}
    for name, sentence in (("follow_up", draft.words), ("yes_no", asking_words)):
        for word in sentence:
            if word.token not in ampersands:
                at_opening[name].add(word.token)
            if not OPENERS & set(vocabulary.lexicon.lists(word.word, draft.language)):
                break
    return frozenset(
        name
        for name, start, _ in draft.markers
        if start in at_opening.get(name, {start})
        and not (name in ("negation", "here") and start not in draft.asking)
        and not (name == "anaphora" and start in they)
    )


def first_phrase(names: tuple[str, ...], markers: tuple[Marker, ...], draft: Draft) -> str:
    """Return the first phrase of some word lists as typed: "vorig jaar"; empty if there is none."""
    named = sorted((start, end) for name, start, end in markers if name in names)[:1]
    return "".join(" ".join(token.typed for token in draft.tokens[start : end + 1]) for start, end in named)


def number_in(name: str, draft: Draft) -> int | None:
    """Return the number in a phrase of a word list: 3 in "top 3" and in "top drie"; None if there is none."""
    places = (at for list_, start, end in draft.markers if list_ == name for at in range(start, end + 1))
    words = (draft.tokens[at].word for at in places)
    numbers = (int(word) if word.isdecimal() else draft.spoken.numbers.get(word) for word in words)
    return next((int(number) for number in numbers if number is not None), None)
