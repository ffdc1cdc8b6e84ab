"""A question while it is read: the working record of the passes, and the vocabulary that they look words up in."""

from dataclasses import dataclass, field

from bot.core.reading.attribution import source_words
from bot.core.reading.closed_classes import ClosedClasses
from bot.core.reading.figures import Span
from bot.core.reading.sentences import Sentences
from bot.core.records.frame import Frame
from bot.core.records.mention import Mention, Unknown
from bot.core.records.model import Facet, KnowledgeBase, Language
from bot.core.words.compiled import NOUNS, OPEN_CLASSES, OTHERS, VERBS
from bot.core.words.lexicon import Half, Lexicon, Word
from bot.core.words.text import Token

PLAIN_CLASSES = OPEN_CLASSES | {"function", "article", "numbers"}  # a guess at one of these is no reading


@dataclass(frozen=True, slots=True)
class SidesTyped:
    """A question about each of the two sides of a comparison, and what the sides are called, as typed."""

    first: str
    second: str
    names: tuple[str, str]
    is_strict: bool  # they are set against each other, and not only named side by side
    are_both: bool  # "zowel A als B": a word says that it is about both


Marker = tuple[str, int, int]
"""Name of a word list, with the first and the last token of the phrase found."""


class Vocabulary:
    """What the words of a question are looked up in: the labels of a knowledge base and the words of its languages."""

    def __init__(self, knowledge: KnowledgeBase, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.facets: dict[str, Facet] = {id_: concept.facet for id_, concept in knowledge.concepts.items()}
        self.facets |= dict.fromkeys(knowledge.sources, "topic")
        self.roles = {id_: one.role for id_, one in knowledge.concepts.items() if one.role}
        counted = {id_ for fact in knowledge.facts.values() for id_ in fact.counted}
        domain = {id_ for id_, concept in knowledge.concepts.items() if concept.facet == "domain"}
        self.uncounted = frozenset(domain - counted)  # "samenwerking": every fact is about it, and none counts it
        self.words_of_sources = {id_: source_words(source) for id_, source in knowledge.sources.items()}
        self.source_names = frozenset().union(*self.words_of_sources.values())
        self.sentences = Sentences(lexicon, self.facets, knowledge.languages)
        self.closed_classes = {code: ClosedClasses.of(spoken) for code, spoken in knowledge.languages.items()}
        self.sides = {code: ClosedClasses.of_sides(spoken) for code, spoken in knowledge.languages.items()}

    def is_in_a_class(self, word: str, language: str) -> bool:
        """Tell whether a word belongs to a closed class: an article, a pronoun, an auxiliary, a question word ..."""
        return not set(self.lexicon.lists(word, language)) <= OPEN_CLASSES

    def is_ordinary(self, word: str, language: str) -> bool:
        """Tell whether a word is one that everybody uses, and no verb."""
        return not {NOUNS, OTHERS}.isdisjoint(self.lexicon.lists(word, language))

    def is_verb(self, word: str, language: str) -> bool:
        return not {VERBS, "modal", "yes_no"}.isdisjoint(self.lexicon.lists(word, language))

    def may_be_noun(self, word: str, language: str) -> bool:
        """Tell whether a word belongs to no closed class and is no verb."""
        return bool(word) and not self.is_in_a_class(word, language) and not self.is_verb(word, language)

    def is_plain(self, word: str, language: str) -> bool:
        """Tell whether a word is one of the many that carry nothing; auxiliaries and question words are not."""
        return set(self.lexicon.lists(word, language)) <= PLAIN_CLASSES

    def is_listed(self, word: str, language: str) -> bool:
        return bool(self.lexicon.lists(word, language))


@dataclass(slots=True, kw_only=True)
class Draft:
    """A question while it is read: each pass fills in what it finds, from what the passes before it found.

    All positions are those of tokens; a set of them says where something stands.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    spoken: Language
    sentence_of: tuple[int, ...]  # the number of the sentence that each token stands in
    # --- figures and names
    spans: tuple[Span, ...] = ()  # periods, stretches of years and figures, left to right
    ages: tuple[tuple[int, int], ...] = ()  # first and one past the last
    said_by: tuple[str, ...] = ()  # words of the source that is named as the one who says it
    sources: frozenset[str] = frozenset()  # those that have these words in their names
    taken: frozenset[int] = frozenset()  # read as one of these
    # --- words
    words: tuple[Word, ...] = ()  # all others, misspelt ones repaired
    markers: tuple[Marker, ...] = ()  # phrases of word lists
    mentions: tuple[Mention, ...] = ()  # concepts and sources
    # --- which of them ask
    sentences: tuple[str, ...] = ()  # of the message, parted at a colon before a question too
    asking: frozenset[int] = frozenset()  # the clause that asks, with `lent`
    lent: frozenset[int] = frozenset()  # of a sentence before it that names the subject
    aside: frozenset[int] = frozenset()  # of these, what the clause that asks does not need
    apart: frozenset[int] = frozenset()  # set apart with a negation: "..., not active borrowers"
    heard: frozenset[int] = frozenset()  # whose words count for the likeness to a fact
    # --- what they ask
    unknown: tuple[Unknown, ...] = ()
    frame: Frame = field(default_factory=Frame)
    sides: tuple[SidesTyped, ...] = ()  # ways in which it compares two things

    @property
    def clause(self) -> frozenset[int]:
        """Return the positions of what asks and counts: without what is lent or set apart."""
        return self.asking - self.aside - self.apart

    @property
    def own(self) -> frozenset[int]:
        """Return the positions of the clause that asks, without what another sentence lends."""
        return self.asking - self.lent

    def in_one_sentence(self, first: Half, second: Half) -> bool:
        """Tell whether no sentence ends between the halves of a parted phrase."""
        return self.sentence_of[first[0]] == self.sentence_of[second[0]]

    def typed(self, start: int, end: int) -> str:
        """Return what stands from one token up to another, as typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]
