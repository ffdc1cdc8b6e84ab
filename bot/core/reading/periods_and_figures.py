"""The periods, figures, ages and names of sources in a question: what is read before its words are."""

from bot.core.reading.ages import find_ages
from bot.core.reading.attribution import find_speaker
from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.figures import Span, find_figures
from bot.core.reading.year_ranges import find_stretches
from bot.core.values.periods import shift_period
from bot.core.words.compiled import LONGEST_LABEL
from bot.core.words.text import inflection_key

BEFORE_A_PERIOD = (2, 3, 4)  # words of "het schooljaar voor"


def find_spans(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the periods, stretches of years and figures, and apart from them the ages."""
    spans = tuple(
        _counted_back(span, draft, vocabulary)
        for span in find_figures(draft.tokens, draft.text, draft.spoken)
        if not _names_a_source(span, draft, vocabulary) and not _is_in_a_label(span, draft, vocabulary)
    )
    draft.ages = find_ages(draft.tokens, spans, draft.text, draft.spoken)
    spans = tuple(span for span in spans if not any(first <= span.start < end for first, end in draft.ages))
    draft.spans = find_stretches(draft.tokens, spans, draft.text, draft.spoken)


def find_source(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find who is named as the source; with the figures, these are no words to be looked up."""
    speaker, draft.said_by = find_speaker(draft.tokens, vocabulary.source_names, vocabulary.lexicon, draft.language)
    if draft.said_by:
        said = set(draft.said_by)
        draft.sources = frozenset(id_ for id_, words in vocabulary.words_of_sources.items() if said <= words)
    draft.taken = speaker | {at for span in draft.spans for at in range(span.start, span.end)}


def find_words(draft: Draft, vocabulary: Vocabulary) -> None:
    """Look all other words up, misspelt ones repaired."""
    draft.words = vocabulary.lexicon.read(draft.tokens, draft.taken, draft.language)


def _names_a_source(span: Span, draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether a year is part of the name of a source: "VOB, 2015"."""
    if span.period is None:
        return False
    year = draft.tokens[span.start].word
    for start in range(max(0, span.start - LONGEST_LABEL), span.start):
        keys = [inflection_key(token.word) for token in draft.tokens[start : span.start]]
        if vocabulary.lexicon.senses(" ".join([*keys, year])):
            return True
    return False


def _is_in_a_label(span: Span, draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether a number or year is part of a label, such as that of an age group: "4 tot en met 12 jaar"."""
    if span.claim is None and span.period is None:
        return False
    tokens = draft.tokens
    for start in range(max(0, span.start - LONGEST_LABEL + 1), span.start + 1):
        for end in range(max(start + 2, span.end), min(len(tokens), start + LONGEST_LABEL) + 1):
            words = [token.word for token in tokens[start:end]]
            if vocabulary.lexicon.senses(" ".join(map(inflection_key, words))):
                return True
            if span.claim and "other_time" in vocabulary.lexicon.lists(" ".join(words), draft.language):
                return True
    return False


def _counted_back(span: Span, draft: Draft, vocabulary: Vocabulary) -> Span:
    """Return the period meant by "het schooljaar voor 2017-2018"; any other span as it is."""
    for length in BEFORE_A_PERIOD:
        start = span.start - length
        phrase = " ".join(token.word for token in draft.tokens[max(start, 0) : span.start])
        if span.period and start >= 0 and "previous_period" in vocabulary.lexicon.lists(phrase, draft.language):
            return Span(start, span.end, period=shift_period(span.period, -1))
    return span
