"""The word lists that a question has phrases of, where they stand, and whether they mean there what the list says."""

from collections.abc import Iterator

from bot.core.records.mention import Mention
from bot.core.words.compiled import LONGEST_LABEL
from bot.core.words.lexicon import Lexicon, Word

ONLY_ALONE = frozenset(
    {"negation", "yes_no", "follow_up", "wh"}
)  # inside a longer phrase these mean nothing: "weet niet"
OPENERS = frozenset({"follow_up", "apology", "greeting", "praise", "politeness", "thanks"})  # "oké, en ..."

PLAIN = frozenset(
    {"trend", "comparative", "highest", "lowest", "versus"}
)  # part of a label, these say nothing: "grown-ups"

Marker = tuple[str, int, int]
"""Name of a word list, with the first and the last token of the phrase found."""


def find_markers(words: tuple[Word, ...], lexicon: Lexicon, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield (list name, first token, last token) of every phrase of the language's word lists."""
    for name, first, end in lexicon.gapped_phrases(words, language):
        yield name, first, end - 1
    inside = -1  # the last token of a longer phrase: "weet niet" denies nothing, "kun je" asks no yes or no
    for at in range(len(words)):
        for length in range(min(LONGEST_LABEL, len(words) - at), 0, -1):
            stretch = words[at : at + length]
            names = lexicon.lists(" ".join(word.word for word in stretch), language)
            first, last = stretch[0].token, stretch[-1].token
            for name in names:
                if first > inside or name not in ONLY_ALONE:
                    yield name, first, last
            if names and length > 1:
                inside = max(inside, last)


def meant(
    markers: tuple[tuple[str, int, int], ...],
    words: tuple[Word, ...],
    asking: frozenset[int],
    ampersands: set[int],
    lexicon: Lexicon,
    language: str,
) -> frozenset[str]:
    """Return the lists whose phrases stand where they mean what the list says.

    A follow-up word and the verb of a yes/no question open the sentence; a pronoun for the libraries points at
    nothing that was said.
    """
    they = {start for name, start, _ in markers if name == "they"}
    at_opening: dict[str, set[int]] = {"follow_up": set(), "yes_no": set()}
    for name, sentence in (("follow_up", words), ("yes_no", tuple(w for w in words if w.token in asking))):
        for word in sentence:
            if word.token not in ampersands:
                at_opening[name].add(word.token)
            if not OPENERS & set(lexicon.lists(word.word, language)):
                break
    return frozenset(
        name
        for name, start, _ in markers
        if start in at_opening.get(name, {start})
        and not (name in ("negation", "here") and start not in asking)
        and not (name == "anaphora" and start in they)
    )


def is_part_of_a_label(marker: Marker, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a phrase stands inside the longer name of something."""
    name, first, last = marker
    return name in PLAIN and any(
        one.start <= first and last < one.end and one.end - one.start > last - first + 1 and one.facet != "aspect"
        for one in mentions
    )
