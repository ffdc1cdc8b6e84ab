"""The clause that asks: which words of a message are the question, and which only say who asks, why, or what for."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.core.reading.closed_classes import QUESTION_WORDS, ClosedClasses
from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.excluded import find_contrast
from bot.core.records.model import Facet
from bot.core.words.text import Token

STRONG: frozenset[Facet] = frozenset({"partner", "population", "topic"})  # what a question may be about by itself
ASKING = frozenset({"quantity", "which", "wh", "yes_no", "claim"})  # word lists that make a sentence ask
ASKS_ITSELF = frozenset({"quantity", "which", "wh"})
SHORTEST_QUESTION = 3  # words; "Percentage?" alone asks for that of the sentence before it
LONGEST_SPEAKER = 6  # words of a clause that says who states something
SHORT_CLAUSE = 3  # words before a comma that name what is asked about: "taalcafés, hoeveel zijn er?"
_PAUSE = re.compile(r"[,;:()–—]|\s-\s")


def find_asking(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the tokens that ask, and which of them are in a sentence that only names the subject.

    The last sentence with a "?" asks, else the last that may. Where it names nothing ("Weet u dat?"), so does the
    nearest sentence before it that does. Clauses that only say who asks, or why, are left out.
    """
    classes = vocabulary.closed_classes[draft.language]
    sentences = draft.sentences = vocabulary.sentences.split(draft.text, draft.language)
    if len(sentences) < 2:
        draft.asking = _without_scene(draft, frozenset(range(len(draft.tokens))), classes)
        return
    at = _places_of(sentences, draft)
    asks = vocabulary.sentences.which_ask(sentences, draft.language)
    asking = (one for one, does in enumerate(asks) if does)
    last = max(asking, default=len(sentences) - 1)
    subjects = {one.start for one in draft.mentions if one.facet in STRONG}
    if not at[last] & subjects:
        before = next((one for one in range(last - 1, -1, -1) if at[one] & subjects), None)
        draft.lent = frozenset() if before is None else _without_scene(draft, at[before], classes)
    draft.asking = _without_scene(draft, at[last], classes) | draft.lent
    asks_itself = any(name in ASKS_ITSELF and start in draft.own for name, start, _ in draft.markers) or any(
        one.facet in ("measure", "aspect") and one.start in draft.own for one in draft.mentions
    )
    if asks_itself and len(draft.own) > SHORTEST_QUESTION:
        draft.aside = draft.lent  # "Weet u dat?" asks what the sentence before it says; a whole question does not


def set_contrast_apart(draft: Draft, vocabulary: Vocabulary) -> None:
    """Leave out what is named only to say that it is not meant: "..., dus niet hoeveel bibliotheken"."""
    apart = find_contrast(draft.tokens, draft.text, vocabulary.lexicon, draft.language)
    if apart and any(one.start not in apart and one.narrows for one in draft.mentions):
        draft.apart = apart
        draft.mentions = tuple(one for one in draft.mentions if one.start not in apart)
        draft.markers = tuple(marker for marker in draft.markers if marker[1] not in apart)


def weigh_scene(draft: Draft, vocabulary: Vocabulary) -> None:
    """Set what is named outside the clause that asks apart as the scene; where no clause asks, all of it asks."""
    asks = len(draft.sentences) < 2 or _ends_asking(draft)
    asks = asks or any(one.facet in ("aspect", "measure") and not one.context for one in draft.mentions)
    asks = asks or any(name in ASKING and start in draft.asking for name, start, _ in draft.markers)
    names = any(one.narrows and not one.context for one in draft.mentions)
    draft.heard = draft.asking
    named_here = any(one.narrows and one.start in draft.own for one in draft.mentions)
    if sum(span.claim is not None and span.start in draft.own for span in draft.spans) > 1 and not named_here:
        draft.mentions = ()  # "hoeveel is 84 min 26?" is about nothing that was said before
    if not (asks and names):
        draft.mentions = tuple(replace(one, context=False) for one in draft.mentions)  # "... What does it show?"
        draft.heard = frozenset(range(len(draft.tokens)))


def sentences_with(draft: Draft) -> frozenset[int]:
    """Return the positions of all tokens of the sentences that hold one that asks; a colon ends no sentence here."""
    asking = {draft.sentence_of[at] for at in draft.asking}
    return frozenset(at for at, number in enumerate(draft.sentence_of) if number in asking)


def _places_of(sentences: tuple[str, ...], draft: Draft) -> list[frozenset[int]]:
    """Return the positions of the tokens of each sentence."""
    starts = [0]
    for sentence in sentences:
        begins = draft.text.find(sentence, starts[-1])
        starts.append((begins if begins >= 0 else starts[-1]) + len(sentence))
    return [
        frozenset(at for at, token in enumerate(draft.tokens) if start <= token.start < end)
        for start, end in pairwise(starts)
    ]


def _ends_asking(draft: Draft) -> bool:
    """Tell whether a question mark stands behind the words that ask: keywords may be a question too."""
    last = max(draft.asking, default=-1)
    return last >= 0 and draft.text[draft.tokens[last].end :].lstrip().startswith("?")


# --- the clauses of a sentence


def _without_scene(draft: Draft, sentence: frozenset[int], classes: ClosedClasses) -> frozenset[int]:
    """Return the tokens of a sentence without the clauses that only say who asks, why, or what the answer is for."""
    clauses: list[list[int]] = []
    for at in sorted(sentence):
        between = draft.text[draft.tokens[at - 1].end : draft.tokens[at].start]
        if not clauses or (at - 1 in sentence and _PAUSE.search(between)):
            clauses.append([])
        clauses[-1].append(at)
    tokens = draft.tokens
    kept = [_embedded(tokens, _stated(tokens, one, classes), classes) for one in clauses]
    kept = [one for one in kept if not (_sets_a_scene(tokens, one, classes) or _says_who(tokens, one, classes))]
    asks = [one for one in kept if _asks(tokens, one, classes)]
    kept = [one for one in kept if one in asks or not asks or not _reports(tokens, one, classes)]
    return frozenset(at for one in kept for at in one) if kept else sentence


def _embedded(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> list[int]:
    """Return the question within a clause that reports it: "mijn collega vroeg | hoeveel leden er zijn"."""
    for number, at in enumerate(clause):
        if classes.has(tokens[at].word, *QUESTION_WORDS):
            return clause[number:] if _reports(tokens, clause[:number], classes) else clause
    return clause


def _stated(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> list[int]:
    """Return what somebody states, without who states it: "mijn collega beweert dat | er 3 miljoen leden zijn"."""
    verb = next((number for number, at in enumerate(clause) if classes.has(tokens[at].word, "stating")), None)
    if verb is None or _asks(tokens, clause, classes):
        return clause
    opens = (number for number, at in enumerate(clause) if classes.has(tokens[at].word, "that"))
    start = next((number + 1 for number in opens if number > verb), len(clause))
    return clause[start:] if len(clause) - start >= SHORT_CLAUSE else clause


def _says_who(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> bool:
    """Tell whether a clause only says who states what stands beside it: "..., zegt de wethouder"."""
    stating = classes.has(tokens[clause[0]].word, "stating")
    return stating and len(clause) <= LONGEST_SPEAKER and not any(tokens[at].word[0].isdigit() for at in clause)


def _asks(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> bool:
    return any(classes.has(tokens[at].word, *QUESTION_WORDS) for at in clause)


def _reports(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> bool:
    return any(classes.has(tokens[at].word, "reporting") for at in clause)


def _sets_a_scene(tokens: tuple[Token, ...], clause: list[int], classes: ClosedClasses) -> bool:
    words = [tokens[at].word for at in clause]
    if len(words) <= SHORT_CLAUSE or _asks(tokens, clause, classes):
        return False
    may_i = classes.has(words[0], "modal", "possible") and classes.has(words[1], "person")
    tells = any(classes.has(word, "telling") for word in words)
    return classes.opens_a_scene(words[0]) or (may_i and tells)  # "..., mag ik dat zo in de krant zetten?"
