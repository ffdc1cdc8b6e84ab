"""What the probes of the reading are made of in any language: its verbs, nouns, sentences and insertions.

Fields of a sentence: {n} several of what a fact counts ("bibliotheken"), {a} what the fact is about ("basisscholen"),
{o} several of another thing, {year}, {value}, {label}, {sentence}; {p}, {past} and {inf} are the forms of a verb.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """An everyday verb."""

    infinitive: str  # after a modal verb: "slopen", "demolish"
    participle: str
    past: str  # plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """The words and sentences of one language. Patterns are regular expressions, whatever the case of letters."""

    library: str  # several of what any fact is about
    plurals: Mapping[str, str]  # preferred label → what stands after "with"; as a counted noun, several. "": nothing
    units: frozenset[str]  # preferred labels of what is no thing that can do or undergo something
    articles: tuple[str, ...]  # before what is one thing and cannot be counted
    ending: str  # of several, where the label is not in `plurals`
    affirmed: str  # how an answer begins that says yes
    verbs: tuple[Verb, ...]
    neighbours: str  # of whom something is asked where a fact is about nothing but what it counts
    verb_sentences: Mapping[str, tuple[str, ...]]  # by form: "participle", "finite", "infinitive"
    word_sentences: Mapping[str, tuple[str, ...]]  # by question word
    word_turns: Mapping[str, tuple[str, ...]]  # the same, from an example question: {n} {v} {rest}
    hours: str  # the question word that a number of hours answers
    others: tuple[str, ...]  # several of something that no fact counts; some are no words at all
    shares: tuple[str, ...]  # of {o}
    checks: tuple[str, ...]  # of {o}, to be answered by yes or no; {amount} is as below
    public: tuple[str, ...]  # what can stand before a thing that is counted: "", "openbare "
    counted_in_questions: tuple[str, ...]  # other words for libraries
    amount: str  # of a share, with {value}
    told: tuple[str, ...]  # a {sentence} to be answered by yes or no
    asks_number: str  # pattern of a question for a number
    names_time: str  # pattern of a question that names a time or compares
    past_tense: str  # pattern of a question that looks back
    subject_verb: str  # pattern of a question for a number, with the groups "n", "v" and "rest"
    particles: tuple[
        str, ...
    ]  # of verbs, with a space: they join the verb at the end ({inner} {joined}, for {rest} {v})
    before_several: str  # pattern of what stands before several things that are not asked for: a number can follow
    before_link: str  # pattern of where "only" can stand
    at_least: tuple[str, ...]  # before several things
    only: tuple[str, ...]
    should: tuple[str, ...]  # of a {label}, or of {n}, {v} and {rest}
    number_label: str  # pattern of labels that name a number
    negations: tuple[str, ...]  # of {n}, {v} and the rest, cut where "only" can stand: {first} and {last}
    without: tuple[str, ...]  # of {n} that have nothing to do with {a}
    exclusions: tuple[str, ...]  # at the end of a question
    future: tuple[str, ...]
    parts_of_year: tuple[str, ...]  # with {year}


def make_verbs(text: str) -> tuple[Verb, ...]:
    """Return the verbs of a text: one a line, infinitive, participle and past."""
    return tuple(Verb(*line.split()) for line in text.strip().splitlines())


def make_plurals(text: str) -> dict[str, str]:
    """Return the plurals of a text: one a line, "label = plural"."""
    pairs = (line.partition(" =") for line in text.strip().splitlines())
    return {label: plural.strip() for label, _, plural in pairs}
