"""What a question names: its words against the labels of concepts and sources, the longest label first."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.phrases import RELATIVE_PERIOD, spoken_for
from bot.core.reading.roles import last_tokens, slot_of
from bot.core.records.mention import Mention
from bot.core.records.model import How
from bot.core.records.ways import Way
from bot.core.words.lexicon import Word
from bot.core.words.text import inflection_key

SPEAKER = 3  # words before whoever is quoted: "klopt het dat onze architect"
COUNTING = frozenset({Way.SHARE, Way.COUNT, Way.MEAN})  # "deel bibliotheken" asks for a share, of no kind of library
LONGEST_JOINED = 3  # words that may be one word typed with spaces: "taal huis"
SHORTEST_JOINED = 6  # letters of such a word, less one
SHORT_WORD = 4  # letters from which a filler may be half of a word that was typed with a space


def find_mentions(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the labels in the words of a question."""
    parted = vocabulary.lexicon.gapped(draft.words)
    found: list[tuple[str, int, int, How]] = [
        (id_, *first, "exact") for id_, first, second in parted if draft.in_one_sentence(first, second)
    ]
    draft.mentions = tuple(
        Mention(id=id_, facet=vocabulary.facets[id_], role=vocabulary.roles.get(id_), start=first, end=last, how=how)
        for id_, first, last, how in (*found, *_labels(draft, vocabulary))
    )


def part_mentions(draft: Draft, vocabulary: Vocabulary) -> None:
    """Tell of each thing that is named whether the clause that asks names it, or the scene."""
    draft.mentions = tuple(
        replace(one, context=one.start not in draft.asking, aside=one.start in draft.aside) for one in draft.mentions
    )


def place_mentions(draft: Draft, vocabulary: Vocabulary) -> None:
    """Give each thing that is named its words as typed, and the part that its place in the sentence gives it."""
    draft.mentions = tuple(_placed(draft, vocabulary))


def _placed(draft: Draft, vocabulary: Vocabulary) -> Iterator[Mention]:
    tokens, language, lexicon = draft.tokens, draft.language, vocabulary.lexicon
    named = last_tokens(draft.mentions)
    taken = spoken_for(draft.markers)
    for mention in draft.mentions:
        by = taken.get(mention.start)
        if by is not None and by in (("meta_source", mention.facet), ("which_period", mention.facet), RELATIVE_PERIOD):
            continue  # "welke krant schreef dat?" asks for the source, "het jaar ervoor" for a period
        before = tokens[mention.start - 1].word if mention.start else ""
        if mention.facet == "measure" and "negation" in lexicon.lists(before, language):
            continue  # "het aantal, geen percentage"
        if 0 < mention.start <= SPEAKER and "own" in lexicon.lists(before, language):
            mention = replace(mention, context=True)  # "volgens onze architect ...": who says it
        slot = slot_of(tokens, mention.start, lexicon, language, named)
        typed = draft.typed(mention.start, mention.end)
        yield replace(mention, typed=typed, slot="word" if slot == "name" else slot)


def _labels(draft: Draft, vocabulary: Vocabulary) -> Iterator[tuple[str, int, int, How]]:
    words, at = draft.words, 0
    figures = [span.start for span in draft.spans if span.claim]
    while at < len(words):
        for length in range(vocabulary.lexicon.label_reach(words, at), 0, -1):
            stretch = words[at : at + length]
            if any(stretch[0].token < figure < stretch[-1].token for figure in figures):
                continue  # "waar 695 voor staat" names no "waarvoor"
            found = _sense(stretch, vocabulary, draft.language)
            if found:
                yield found[0], stretch[0].token, stretch[-1].token + 1, found[1]
                at += length
                break
        else:
            at += 1


def _sense(stretch: tuple[Word, ...], vocabulary: Vocabulary, language: str) -> tuple[str, How] | None:
    lexicon = vocabulary.lexicon
    senses = lexicon.senses(" ".join(word.key for word in stretch))
    exact = " ".join(word.word for word in stretch)
    if not senses and 1 < len(stretch) <= LONGEST_JOINED and len(exact) > SHORTEST_JOINED:
        exact = exact.replace(" ", "")
        senses = tuple(sense for sense in lexicon.senses(inflection_key(exact)) if " " not in sense.exact)
        if senses and _joins_nothing(stretch, vocabulary, language):
            return None
    if not senses:
        return None
    best = min(senses, key=lambda sense: (sense.exact != exact, sense.language != language, sense.id))
    own = best.exact == exact and best.language == language
    if len(stretch) == 1 and not own and vocabulary.is_listed(exact, language):
        return None  # "wat" is a question word, no inflected label, nor a label of the other language
    hows = {word.how for word in stretch}
    plain: How = "exact" if best.exact == exact else "inflected"
    guessed: tuple[How, ...] = ("repaired", "compound")
    return best.id, next((how for how in guessed if how in hows), plain)


def _joins_nothing(stretch: tuple[Word, ...], vocabulary: Vocabulary, language: str) -> bool:
    """Tell whether words stand on their own: "deel bibliotheken" is no "deelbibliotheek", "bieb en" no "bieben"."""
    joined = "".join(word.word for word in stretch)
    if inflection_key(joined) in {word.key for word in stretch}:
        return True  # "borrow e books"
    senses = [vocabulary.lexicon.senses(word.key) for word in stretch]
    if all(senses):
        asks = any(sense.id in COUNTING for several in senses for sense in several)
        return asks or vocabulary.lexicon.is_strange(joined)
    return any(len(word.word) < SHORT_WORD and vocabulary.is_listed(word.word, language) for word in stretch)
