"""What would answer a group of questions: each proposal tried on the knowledge base in memory before it is shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Concept, Fact, KnowledgeBase, Labels, Position, Question
from bot.core.records.ways import own_concepts
from bot.core.words.lexicon import Lexicon
from bot.tools.both import Version
from bot.tools.change_words import facts_in_words
from bot.tools.changes import Change
from bot.tools.judging import ids_told
from bot.tools.vain import Group, Open, key_of

Reason = Literal["chosen", "spelling", "about", "nearest", "new"]

MOST_TRIED = 6  # concepts for one word
MOST_ALIKE = 3  # concepts whose labels are spelt alike
MOST_WORDS = 2  # open words of a group that are looked at
ALIKE = 0.8  # likeness of spelling from which a word may be a misspelt or narrower label
MISSPELT = 0.85
SLOTS: Mapping[str, tuple[str, ...]] = {
    "partner": ("partner",),
    "place": ("place",),
    "population": ("population",),
    "joined": ("partner", "topic"),
}
ANY_SUBJECT = ("partner", "topic", "population", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word becomes a label of a concept."""

    concept: str
    language: str
    word: str
    hidden: bool  # it is a mistake, so it is matched and never shown
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question becomes an example for a fact."""

    fact: str
    language: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """A fact that somebody has to find the figure for, with what the questions say of it already."""

    fact: Fact
    is_measure_known: bool  # from the words of the questions; else it is a guess, to try the fact with
    concept: Concept | None  # what it is about, where that is not known yet


Proposal = Label | Example | NewFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a proposal does."""

    proposal: Proposal
    version: Version  # the knowledge base with the proposal
    answered: Mapping[str, int]  # answer in a few words → how many of the group's questions would get it
    collisions: tuple[tuple[str, Position, bool], ...] = ()  # record that has the label already; the same language?
    changes: tuple[Change, ...] = ()  # to other questions

    @property
    def count(self) -> int:
        """How many questions of the group would be answered."""
        return sum(self.answered.values())

    @property
    def is_writable(self) -> bool:
        """Whether the files may have it: it helps, and breaks no rule."""
        return self.count > 0 and not any(same_language for _, _, same_language in self.collisions)


# --- proposals


def propose_labels(group: Group, kb: KnowledgeBase, chosen: Iterable[str] = ()) -> Iterator[Label]:
    """Yield labels for the open words of a group, the likeliest first; `chosen` are concepts that were named."""
    for open_ in group.first.open[:MOST_WORDS]:
        language = group.first.language
        word = group.shortest(open_)
        reasons: dict[str, Reason] = dict.fromkeys(chosen, "chosen")
        alike = _alike_in_spelling(word, language, kb) if open_.concept is None else {}
        if open_.concept is None:
            for concept in [*alike, *_about_near_facts(open_, group, kb)]:
                reasons.setdefault(concept, "spelling" if concept in alike else "about")
        for concept, reason in list(reasons.items())[:MOST_TRIED]:
            hidden = alike.get(concept, False)
            yield Label(concept=concept, language=language, word=word, hidden=hidden, reason=reason)


def _alike_in_spelling(word: str, language: str, kb: KnowledgeBase) -> dict[str, bool]:
    """Return concepts with a label like the word, and whether the word seems a misspelt one rather than a narrower."""
    owners: dict[str, str] = {}
    for concept in kb.concepts.values():
        if concept.facet in ANY_SUBJECT:
            for label in _labels(concept, language):
                owners.setdefault(label.casefold(), concept.id)
    found = {owners[label]: True for label in get_close_matches(word, owners, MOST_ALIKE, MISSPELT)}
    tails = [word[cut:] for cut in range(1, len(word) - 4)]  # of a compound the last part says what it is
    keys = {key_of(label): label for label in owners}
    known_tails = [keys[key_of(tail)] for tail in tails if key_of(tail) in keys][:1]
    for label in [*known_tails, *get_close_matches(word, owners, MOST_ALIKE, ALIKE)]:
        found.setdefault(owners[label], False)
    return found


def _labels(concept: Concept, language: str) -> Iterator[str]:
    yield from filter(None, [concept.pref.get(language)])
    yield from concept.alt.get(language, ())
    yield from concept.hidden.get(language, ())


def _about_near_facts(open_: Open, group: Group, kb: KnowledgeBase) -> Iterator[str]:
    """Yield what the nearest facts are about, where it can play the part of the word."""
    facets = SLOTS.get(open_.slot, ANY_SUBJECT)
    for fact_id in group.near:
        fact = kb.facts[fact_id]
        names = [*(name for about in fact.about for name in about), *fact.counted]
        yield from (name for name in names if kb.concepts[name].facet in facets)


def propose_examples(group: Group) -> Iterator[Example]:
    """Yield the question asked most as an example for the nearest fact."""
    first = group.first
    yield from (Example(fact=fact, language=first.language, question=first.vain.text) for fact in group.near[:1])


def find_concept(name: str, kb: KnowledgeBase) -> str | None:
    """Return the id of the concept of the knowledge base itself with this id or label; None where there is none."""
    own = own_concepts(kb)
    if name in own:
        return name
    key = key_of(name)
    labels = ((concept.id, label) for concept in own.values() for label in _all_labels(concept))
    return next((id_ for id_, label in labels if key and key_of(label) == key), None)


def _all_labels(concept: Concept) -> Iterator[str]:
    for language in dict.fromkeys((*concept.pref, *concept.alt, *concept.hidden)):
        yield from _labels(concept, language)


# --- trying


def with_proposal(kb: KnowledgeBase, proposal: Proposal) -> KnowledgeBase:
    """Return the knowledge base as if a proposal had been written."""
    if isinstance(proposal, Label):
        concept = kb.concepts[proposal.concept]
        key = "hidden" if proposal.hidden else "alt"
        labels = _with(getattr(concept, key), proposal.language, proposal.word)
        changed = replace(concept, hidden=labels) if proposal.hidden else replace(concept, alt=labels)
        return replace(kb, concepts={**kb.concepts, concept.id: changed})
    if isinstance(proposal, Example):
        fact = kb.facts[proposal.fact]
        asking = replace(fact, ask=_with(fact.ask, proposal.language, proposal.question))
        return replace(kb, facts={**kb.facts, fact.id: asking})
    new = {proposal.concept.id: proposal.concept} if proposal.concept else {}
    return replace(kb, concepts={**kb.concepts, **new}, facts={**kb.facts, proposal.fact.id: proposal.fact})


def _with(labels: Labels, language: str, text: str) -> Labels:
    return {**labels, language: (*labels.get(language, ()), text)}


def try_on_group(proposal: Proposal, group: Group, version: Version, as_of: date | None) -> dict[str, int]:
    """Return how many questions of a group get which answer from a version that has the proposal."""
    answers = [version.reply(Question(heard.vain.text, as_of=as_of), Dialogue())[0] for heard in group.questions]
    told = [facts_in_words(answer) for answer in answers if answer.kind == "answer" and _fits(proposal, answer)]
    return dict(Counter(told))


def _fits(proposal: Proposal, answer: Answer) -> bool:
    """Tell whether an answer is the one that is meant: of a new fact or an example, its own."""
    if isinstance(proposal, Label):
        return True
    fact = proposal.fact if isinstance(proposal, Example) else proposal.fact.id
    return fact in ids_told(answer)


def find_collisions(label: Label, kb: KnowledgeBase, lexicon: Lexicon) -> Iterator[tuple[str, Position, bool]]:
    """Yield the other records that a word stands for already, inflected or not, and whether in the same language."""
    senses = lexicon.senses(key_of(label.word))
    found = {sense.id: False for sense in senses if sense.id != label.concept}
    found |= {sense.id: True for sense in senses if sense.id in found and sense.language == label.language}
    for id_, same_language in found.items():
        record = kb.concepts.get(id_) or kb.sources[id_]
        yield id_, record.position, same_language
