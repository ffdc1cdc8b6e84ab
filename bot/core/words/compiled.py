"""The look-up tables of a knowledge base as plain texts, numbers and lists, so that they can be kept ready-made.

Working them out takes longer than everything else at the start of the program. Whoever loads the knowledge may keep
them beside it; the lexicon and the index only read them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from bot.core.records.model import Concept, Fact, KnowledgeBase, Language
from bot.core.words.learning import learn
from bot.core.words.text import inflection_key, singular, split_words, tokenise, verb_forms

LONGEST_LABEL = 20  # words; official names of statistics have up to 18
GRAM = 5  # letters; on questions not tuned on, 4 and 5 found the right fact first more often than words or 3
MOST_FACTS_WITH_GRAMS = 500  # beyond these the stretches of letters take more room than they are worth
NOUNS, VERBS, OTHERS = "nouns", "verbs", "others"  # word lists of the open classes of a language, all made by a script
OPEN_CLASSES = frozenset({NOUNS, VERBS, OTHERS})
REQUESTS, QUANTITY = "switch_language", "quantity"  # word lists that are looked through and not only looked up in
PAIR = "+"  # joins a number with the word before it
GAP = " ... "  # parts the halves of a label such as "nam ... toe"


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything is text or maps of text: JSON can hold it, and reading it costs next to nothing."""

    senses: Mapping[str, str]  # inflection keys of a label → a line "id TAB language TAB folded label" for each sense
    strange: str  # words that stand only in labels of concepts without a fact, parted by spaces
    parts: str  # inflection keys of all words in labels, parted by spaces
    spellings: Mapping[str, str]  # language → all its words as spelt, parted by spaces, but for the open classes
    gapped: Mapping[str, str]  # first word of a parted label → a line "id TAB language TAB head TAB tail" for each
    gapped_phrases: Mapping[str, str]  # the same of the phrases of word lists, with the name of the list for the id
    lists: Mapping[str, Mapping[str, str]]  # language → phrase → names of the word lists that it stands in
    requests: Mapping[str, str]  # language → the phrases that ask for an answer in a language, a line each
    quantities: Mapping[str, Mapping[str, str]]  # language → inflection key → word or phrase for "how many"
    grams: Mapping[str, str]  # stretch of letters → "number of a fact:weight" of each fact whose questions have it
    counts: Mapping[str, Mapping[str, int]]  # fact id → inflection key → how often its texts have it
    known: Mapping[
        str, str
    ]  # fact id → inflection keys of the words that it has: in its texts, and in the labels of what it is about
    learnt: Mapping[str, str]  # what the example questions teach, where no fact says what it is about; see `learn`
    frequency: Mapping[str, int]  # inflection key → how many facts have it in their texts


def compile_tables(knowledge: KnowledgeBase) -> Tables:
    """Work out the tables of a knowledge base.

    Raises:
        ValueError: If the knowledge base is slim: its labels are in the tables that were kept with it.
    """
    if knowledge.is_slim:
        raise ValueError("a slim knowledge base comes with its tables")
    senses: dict[str, dict[str, None]] = {}
    gapped: dict[str, dict[str, None]] = {}
    parts: set[str] = set()
    told = _told_concepts(knowledge)
    languages = _without_labels(knowledge)
    familiar = {word for language in languages.values() for word in _list_words(language)}
    spellings = {code: _list_words(language, OPEN_CLASSES) for code, language in languages.items()}
    for id_, code, label in _labels(knowledge):
        words = _words_of(label.replace(GAP, " "))
        if not words:
            continue
        spellings.setdefault(code, set()).update(words)
        if id_ in told:
            familiar.update(words)
        if GAP in label:
            gapped.setdefault(words[0], {})[_parted_line(id_, code, label)] = None
            continue
        parts.update(map(inflection_key, words))
        for keys, exact in _written_as(words):
            parts.add(keys)
            senses.setdefault(keys, {})["\t".join((id_, code, exact))] = None
    counts = {fact.id: _word_counts(fact) for fact in knowledge.facts.values()}
    lists = {code: _phrase_lists(language) for code, language in languages.items()}
    return Tables(
        senses={keys: "\n".join(lines) for keys, lines in senses.items()},
        strange=" ".join(sorted(set().union(*spellings.values()) - familiar)),
        parts=" ".join(sorted(part for part in parts if " " not in part)),
        spellings={code: " ".join(sorted(words)) for code, words in spellings.items()},
        gapped={word: "\n".join(lines) for word, lines in gapped.items()},
        gapped_phrases=_parted_phrases(knowledge),
        lists=lists,
        requests={code: "\n".join(_phrases_of(REQUESTS, phrases)) for code, phrases in lists.items()},
        quantities={code: _quantities_of(phrases) for code, phrases in lists.items()},
        grams=_gram_weights(knowledge),
        counts=counts,
        known={fact.id: " ".join(sorted(_known_words(fact, knowledge))) for fact in knowledge.facts.values()},
        learnt={} if any(fact.about for fact in knowledge.facts.values()) else learn(tuple(knowledge.facts.values())),
        frequency=dict(Counter(key for words in counts.values() for key in words)),
    )


def _without_labels(knowledge: KnowledgeBase) -> dict[str, Language]:
    """Return the languages without the words of open classes that another list or a label has: these say more.

    A verb that is a label with an s behind it is its plural: "trams".
    """
    written: dict[str, list[tuple[str, str]]] = {}
    for _, code, label in _labels(knowledge):
        written.setdefault(code, []).extend(_written_as(_words_of(label)))
    keys = {key for several in written.values() for key, _ in several}
    languages = {}
    for code, language in knowledge.languages.items():
        labels = {label for _, label in written.get(code, ())}
        closed = {word for name, several in language.words.items() if name not in OPEN_CLASSES for word in several}
        free = {name: set(language.words.get(name, ())) - closed for name in OPEN_CLASSES}
        own = {name: tuple(word for word in free[name] if inflection_key(word) not in keys) for name in (NOUNS, OTHERS)}
        own[VERBS] = tuple(
            word for word in free[VERBS] if labels.isdisjoint((word, singular(word), *verb_forms(word, code)))
        )
        languages[code] = replace(language, words={**language.words, **own})
    return languages


def _told_concepts(knowledge: KnowledgeBase) -> set[str]:
    """Return the concepts that any fact names, all sources, and the concepts that narrow nothing."""
    told = {id_ for id_, concept in knowledge.concepts.items() if concept.facet in ("domain", "aspect", "qualifier")}
    told.update(knowledge.sources)
    for fact in knowledge.facts.values():
        told.update(*fact.about, fact.covers, fact.counted, fact.answers, [fact.measure or ""])
    return told


def _written_as(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the ways to write a label: as it is, and in one word ("basis school", "middelbareschoollocatie")."""
    yield " ".join(map(inflection_key, words)), " ".join(words)
    if 1 < len(words) <= 3 and sum(map(len, words)) > 5:
        joined = "".join(words)
        yield inflection_key(joined), joined


# A label stands in many facts, and several commands compile more than once. Words and labels are 74,000 texts: with
# room for fewer than all, each would be gone when it comes again.
@lru_cache(maxsize=131_072)
def _split(text: str) -> tuple[str, ...]:
    return split_words(text)


def _words_of(label: str) -> tuple[str, ...]:
    return _split(label)[:LONGEST_LABEL]


def _labels(knowledge: KnowledgeBase) -> Iterator[tuple[str, str, str]]:
    shortened = Counter(
        name for one in knowledge.concepts.values() for name in {short for _, short, _ in _shortened(one)}
    )
    for concept in knowledge.concepts.values():
        for language, short, label in _shortened(concept):
            if short == label or shortened[short] == 1:
                yield concept.id, language, short
            if short != label:
                yield concept.id, language, label
        for labels in (concept.alt, concept.hidden):
            for language, several in labels.items():
                for label in several:
                    yield concept.id, language, label
    for source in knowledge.sources.values():
        for code in knowledge.languages:
            yield source.id, code, source.cited_as
        for language, several in source.labels.items():
            for label in several:
                yield source.id, language, label


def _shortened(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Yield of each usual name its language, the name without what stands in brackets behind it, and the name itself.

    "Birth rate (aged 15-19 years)" is called by either; where two names differ in the brackets alone, only in full.
    """
    for code, label in concept.pref.items():
        yield code, label.partition(" (")[0], label


def _parted_line(id_: str, code: str, label: str) -> str:
    """Return the line of a label or phrase that has other words between its halves."""
    head, _, tail = label.partition(GAP)
    return "\t".join((id_, code, " ".join(_words_of(head)), " ".join(_words_of(tail))))


def _parted_phrases(knowledge: KnowledgeBase) -> dict[str, str]:
    """Return the parted phrases of the word lists by their first word."""
    found: dict[str, list[str]] = {}
    for code, language in knowledge.languages.items():
        for name, phrases in language.words.items():
            for phrase in (one for one in phrases if GAP in one):
                found.setdefault(_words_of(phrase)[0], []).append(_parted_line(name, code, phrase))
    return {word: "\n".join(lines) for word, lines in found.items()}


def _list_words(language: Language, but: frozenset[str] = frozenset()) -> set[str]:
    lists = (phrases for name, phrases in language.words.items() if name not in but)
    words = {word for phrases in lists for phrase in phrases for word in phrase.replace(GAP, " ").split()}
    for numbers in (language.numbers, language.fractions, language.months):
        words |= {word for phrase in numbers for word in phrase.split()}
    return words


def _phrase_lists(language: Language) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for name, phrases in language.words.items():
        for phrase in phrases:
            if GAP in phrase:
                continue
            names.setdefault(" ".join(_split(phrase)), []).append(name)
    for word in language.numbers:
        names.setdefault(word, []).append("numbers")
    return {phrase: " ".join(several) for phrase, several in names.items()}


def _phrases_of(name: str, phrases: Mapping[str, str]) -> list[str]:
    """Return the phrases of one word list."""
    return [phrase for phrase, names in phrases.items() if name in names.split()]


def _quantities_of(phrases: Mapping[str, str]) -> dict[str, str]:
    """Return the phrases for "how many" by inflection key; of several with one key the first."""
    return {inflection_key(phrase): phrase for phrase in reversed(_phrases_of(QUANTITY, phrases))}


def _word_counts(fact: Fact) -> dict[str, int]:
    texts = [text for questions in fact.ask.values() for text in questions] + list(fact.say.values())
    return dict(Counter(inflection_key(word) for text in texts for word in _split(text)))


def _known_words(fact: Fact, knowledge: KnowledgeBase) -> set[str]:
    """Return the inflection keys of all that a fact says, and of every label of several words of what it is about."""
    texts = [text for questions in fact.ask.values() for text in questions]
    rows = (row.population for row in fact.figures)
    for several in (fact.say, fact.label, fact.population, fact.complement, fact.caveat, *rows):
        texts += several.values()
    for id_ in {*(one for group in fact.about for one in group), *fact.counted, *fact.covers}:
        concept = knowledge.concepts.get(id_)
        if concept is not None:
            labels = (label for several in (concept.alt, concept.hidden) for label in several.values())
            texts += [*concept.pref.values(), *(one for several in labels for one in several if " " in one)]
    numbers = {word for language in knowledge.languages.values() for word in language.numbers}
    keys: set[str] = set()
    for text in texts:
        words = _split(text)
        keys.update(map(inflection_key, words))
        keys.update(
            f"{inflection_key(before)}{PAIR}{inflection_key(word)}"
            for before, word in pairwise(words)
            if word in numbers or word.isdecimal()
        )
    return keys


def letter_grams(text: str) -> list[str]:
    """Return the stretches of GRAM letters of a text, over the bounds of words."""
    padded = f" {' '.join(token.word for token in tokenise(text))} "
    return [padded[at : at + GRAM] for at in range(len(padded) - GRAM + 1)]


def _gram_weights(knowledge: KnowledgeBase) -> dict[str, str]:
    """Return tf-idf weights of the pooled example questions of each fact, in thousandths of a vector of length 1."""
    if len(knowledge.facts) > MOST_FACTS_WITH_GRAMS:
        return {}
    pooled = [
        Counter(
            gram for questions in fact.ask.values() for question in questions for gram in set(letter_grams(question))
        )
        for fact in knowledge.facts.values()
    ]
    frequency = Counter(gram for counts in pooled for gram in counts)
    weights: dict[str, list[str]] = {}
    for number, counts in enumerate(pooled):
        vector = {gram: (1 + log(count)) * log(1 + len(pooled) / frequency[gram]) for gram, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        for gram, weight in vector.items():
            weights.setdefault(gram, []).append(f"{number}:{1000 * weight / length:.0f}")
    return {gram: " ".join(several) for gram, several in weights.items()}
