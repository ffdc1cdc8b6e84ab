"""Questions made from the parts of each fact that no figure answers, because of one thing that has to be read.

A verb that nobody knows, a question word that asks for no number, another thing that is counted, or a word that makes
it another question. Everything is drawn by a seed: the same knowledge base, number and seed give the same questions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.core.records.model import Answer, KnowledgeBase
from bot.tools.judging import facts_told
from bot.tools.reading_parts import WORDS, Parts, PartsMaker
from bot.tools.reading_words import Verb

TRIES = 8  # for each question wanted, until the fact has no more to make one from
WAYS: Mapping[str, tuple[str, ...]] = {
    "verb": ("participle", "finite", "infinitive"),
    "question word": ("who", "when", "where", "how old", "how long", "by name", "why", "how", "effect"),
    "whole": ("share", "share", "check", "check"),
    "insertion": ("at least", "only", "should", "negation", "exclusion", "future", "part of year"),
}
KINDS = tuple(WAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingQuestion:
    """A question that no figure answers."""

    text: str
    language: str
    fact: str  # id of the fact that it was made from
    kind: str  # one of KINDS
    way: str  # one of WAYS
    anybody: bool  # any figure is false; else only that of the fact


def is_false(answer: Answer, question: ReadingQuestion) -> bool:
    """Tell whether a question is answered with a figure that is none of its own, or with a yes."""
    if answer.kind != "answer":
        return False
    figures = replace(answer, facts=tuple(use for use in answer.facts if use.value is not None))
    told = bool(figures.facts) if question.anybody else question.fact in facts_told(figures)
    yes = WORDS[question.language].affirmed
    return told or (question.way == "check" and any(re.match(rf"{yes}\b", line.text) for line in answer.lines))


def make_reading_questions(knowledge: KnowledgeBase, each: int, seed: int) -> Iterator[ReadingQuestion]:
    """Yield so many questions of every fact and kind, in all languages there are words of; fewer where it has no more.

    Raises:
        ValueError: If the knowledge base is slim: the labels to make questions of are not in it.
    """
    if knowledge.is_slim:
        raise ValueError("a slim knowledge base has no labels to make questions of")
    maker = PartsMaker(knowledge)
    languages = [code for code in WORDS if code in knowledge.languages]
    verbs = {code: maker.unknown_verbs(code) for code in languages}
    for fact in knowledge.facts.values():
        several = [maker.parts(fact, code) for code in languages]
        for kind in KINDS if several else ():
            yield from _of_kind(kind, several, verbs, each, Random(f"{seed} {kind} {fact.id}"))


def _of_kind(
    kind: str, several: Sequence[Parts], verbs: Mapping[str, Sequence[Verb]], each: int, chance: Random
) -> Iterator[ReadingQuestion]:
    """Yield different questions of one fact and kind, its ways and the languages in turn."""
    ways, first, made = WAYS[kind], chance.randrange(100), set[str]()
    for turn in range(first, first + TRIES * each):
        parts, way = several[turn % len(several)], ways[turn // len(several) % len(ways)]
        if kind == "verb":
            texts = _with_verb(parts, way, verbs[parts.language], chance)
        else:
            texts = _MAKERS[kind](parts, way, chance)
        for text in texts:
            if text not in made and len(made) < each:
                made.add(text)
                anybody = kind != "whole" and way != "negation"
                yield ReadingQuestion(
                    text=text, language=parts.language, fact=parts.fact.id, kind=kind, way=way, anybody=anybody
                )


# --- a verb that nobody knows


def _with_verb(parts: Parts, way: str, verbs: Sequence[Verb], chance: Random) -> Iterator[str]:
    if verbs:
        verb, words = chance.choice(verbs), parts.words
        instead = "" if way == "participle" else words.neighbours
        forms = {"p": verb.participle, "past": verb.past, "inf": verb.infinitive}
        yield from _fill(_draw(words.verb_sentences[way], parts, chance, instead), parts, chance, forms, instead)


# --- a question word that asks for no number


def _with_word(parts: Parts, way: str, chance: Random) -> Iterator[str]:
    words = parts.words
    if way == words.hours and parts.fact.quantity == "hour":
        return
    turns = list(_turned(parts)) if way in words.word_turns else []
    if turns and chance.random() < 0.5:
        yield _tidy(chance.choice(words.word_turns[way]).format(**chance.choice(turns)))
    else:
        yield from _fill(_draw(words.word_sentences[way], parts, chance), parts, chance, {})


def _turned(parts: Parts) -> Iterator[dict[str, str]]:
    """Yield who, what they do and the rest of each example question of which the first can be told."""
    for text in parts.numbers:
        found = re.fullmatch(parts.words.subject_verb, text.rstrip(" ?"), re.IGNORECASE)
        if found and not re.search(parts.words.names_time, text, re.IGNORECASE):
            yield found.groupdict() | _joined(found["rest"], found["v"], parts.words.particles)


def _joined(rest: str, verb: str, particles: Iterable[str]) -> dict[str, str]:
    """Return the rest and the verb as they stand at the end of a sentence, the verb with its particle."""
    particle = next((one for one in particles if rest.startswith(one)), "")
    return {"inner": rest.removeprefix(particle), "joined": particle.rstrip() + verb}


# --- another thing that is counted


def _of_another(parts: Parts, way: str, chance: Random) -> Iterator[str]:
    words = parts.words
    several = parts.others if parts.others and chance.random() < 0.5 else words.others
    forms = {"o": chance.choice(several), "amount": words.amount.format(value=parts.share)}
    known = [f"{adjective}{parts.counted}" for adjective in words.public]
    if way == "check":
        told = _exchange(parts.statement or "", known, forms["o"])
        if told and chance.random() < 0.5:
            yield chance.choice(words.told).format(sentence=told)
        else:
            yield from _fill(chance.choice(words.checks), parts, chance, forms, instead=words.library)
        return
    changed = [_exchange(text, [*known, *words.counted_in_questions], forms["o"]) for text in parts.numbers]
    asked = [text for text in changed if text]
    if asked and chance.random() < 0.5:
        yield chance.choice(asked)
    else:
        yield from _fill(chance.choice(words.shares), parts, chance, forms, instead=words.library)


def _exchange(text: str, known: Iterable[str], other: str) -> str | None:
    """Return a text with the thing that it counts, which stands first in it, exchanged for another."""
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    found = re.search(rf"(?<![\w-])(?:{names})(?![\w-])", text)
    return text[: found.start()] + other + text[found.end() :] if found else None


# --- a word that makes it another question


def _with_insertion(parts: Parts, way: str, chance: Random) -> Iterator[str]:
    words = parts.words
    if way == "should":
        yield from _asked_of_norm(parts, chance)
    elif way == "negation":
        if parts.fact.unit == "count" and not parts.has_twin:
            yield from _negated(parts, chance)
    elif way in ("at least", "only"):
        yield from _narrowed(parts, way, chance)
    else:
        timeless = [one for one in parts.numbers if not re.search(words.names_time, one, re.IGNORECASE)]
        if way == "future":
            timeless = [one for one in timeless if not re.search(words.past_tense, one, re.IGNORECASE)]
        added = {"exclusion": words.exclusions, "future": words.future, "part of year": words.parts_of_year}[way]
        if timeless and (way != "part of year" or all(row.period_kind != "reference-date" for row in parts.fact.rows)):
            addition = chance.choice(added).format(year=chance.choice(parts.years))
            yield f"{chance.choice(timeless).rstrip(' ?')} {addition}?"


def _asked_of_norm(parts: Parts, chance: Random) -> Iterator[str]:
    words, turns = parts.words, list(_turned(parts))
    of_label = re.match(words.number_label, parts.label) is not None
    templates = [one for one in words.should if (of_label if "{label}" in one else turns)]
    if templates:
        fields = chance.choice(turns) if turns else {}
        yield _tidy(chance.choice(templates).format(label=parts.label, **fields))


def _negated(parts: Parts, chance: Random) -> Iterator[str]:
    turns = list(_turned(parts))
    if not turns or chance.random() < 0.5:
        yield from _fill(chance.choice(parts.words.without), parts, chance, {})
        return
    fields = chance.choice(turns)
    found = re.search(parts.words.before_link, f" {fields['rest']}", re.IGNORECASE)
    if found:
        at = found.start() - 1
        cut = {"first": fields["rest"][:at], "last": fields["rest"][at:]}
        yield _tidy(chance.choice(parts.words.negations).format(**fields, **cut))


def _narrowed(parts: Parts, way: str, chance: Random) -> Iterator[str]:
    words = parts.words
    pattern = words.before_several if way == "at least" else words.before_link
    places = [
        (text, found.end() if way == "at least" else found.start())
        for text in parts.numbers
        for found in re.finditer(pattern, text)
    ]
    if places:
        text, at = chance.choice(places)
        yield f"{text[:at]}{chance.choice(words.at_least if way == 'at least' else words.only)} {text[at:]}"


_MAKERS: Mapping[str, Callable[[Parts, str, Random], Iterator[str]]] = {
    "question word": _with_word,
    "whole": _of_another,
    "insertion": _with_insertion,
}


# --- sentences


def _draw(templates: Sequence[str], parts: Parts, chance: Random, instead: str = "") -> str:
    """Return one of the sentences that the fact can fill."""
    return chance.choice([one for one in templates if parts.about or instead or "{a}" not in one] or templates)


def _fill(template: str, parts: Parts, chance: Random, forms: Mapping[str, str], instead: str = "") -> Iterator[str]:
    """Yield the sentence; nothing where it is about something, and the fact is not."""
    about = chance.choice(parts.about) if parts.about else instead
    if about or "{a}" not in template:
        text = template.format(n=parts.counted, a=about, year=chance.choice(parts.years), **forms)
        yield _tidy(text)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace(" ?", "?")
