"""The parts of facts that questions are made from: what is counted, what it is about, years, values and examples."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.records.model import Concept, Fact, KnowledgeBase
from bot.core.words.compiled import OPEN_CLASSES
from bot.tools.reading_words import ReadingWords, Verb
from bot.tools.reading_words_en import ENGLISH
from bot.tools.reading_words_nl import DUTCH

WORDS: Mapping[str, ReadingWords] = {"nl": DUTCH, "en": ENGLISH}
YEAR = "2022"  # of facts whose rows have none
SHARE = "92"  # of facts that are no shares
SUBJECTS = frozenset({"partner", "topic", "population", "domain"})  # facets of what a question can be about


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What one language has of a fact."""

    fact: Fact
    has_twin: bool  # the same is measured as a number and as a share
    language: str
    words: ReadingWords
    counted: str  # several: "bibliotheken"
    about: tuple[str, ...]  # "basisscholen"; empty where the fact is about nothing but what it counts
    years: tuple[str, ...]
    share: str
    label: str
    statement: str | None  # with the value of the newest row; None: it tells no single number
    numbers: tuple[str, ...]  # example questions for a number, in whole sentences
    others: tuple[str, ...]  # several of what other facts count, and none that is about the same


class PartsMaker:
    """Takes the facts of one knowledge base apart."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._concepts = knowledge.concepts
        self._accounted = {fact.id: self._with_broader(_accounted(fact)) for fact in knowledge.facts.values()}
        self._twins = knowledge.twins()
        self._known = frozenset(_known_words(knowledge))

    def parts(self, fact: Fact, language: str) -> Parts:
        """Return the parts of a fact in one of the languages of WORDS."""
        words = WORDS[language]
        counted = self._counted(fact, language, words)
        abouts = (self._concepts[one] for group in fact.about for one in group[:1])
        about = (_several(one, language, words) for one in abouts if one.facet in SUBJECTS)
        return Parts(
            fact=fact,
            has_twin=fact.id in self._twins,
            language=language,
            words=words,
            counted=counted,
            about=tuple(dict.fromkeys(one for one in about if one and not counted.endswith(one))),
            years=tuple(dict.fromkeys(_years(fact))) or (YEAR,),
            share=_plain(fact) if fact.unit == "percent" and _plain(fact) else SHARE,
            label=fact.label.get(language, ""),
            statement=_statement(fact, language),
            numbers=tuple(text for text in fact.ask.get(language, ()) if _asks_number(text, words)),
            others=tuple(self._others(fact, language, words)),
        )

    def unknown_verbs(self, language: str) -> list[Verb]:
        """Return the verbs that stand in no label and no word list."""
        verbs = WORDS[language].verbs
        return [one for one in verbs if not self._knows(one.infinitive, one.participle, one.past)]

    def _knows(self, *words: str) -> bool:
        return not self._known.isdisjoint(words)

    def _counted(self, fact: Fact, language: str, words: ReadingWords) -> str:
        """Return what is counted, else who was asked; units and whole sentences are neither."""
        for id_ in fact.counted:
            concept = self._concepts[id_]
            label = concept.pref.get(language, "")
            several = _several(concept, language, words)
            is_thing = label not in words.units and not several.startswith(words.articles)
            if several and is_thing and (label in words.plurals or several != label):
                return several
        population = re.split(r" ?[(,]", fact.population.get(language, ""))[0].strip()
        return population if re.fullmatch(r"\w*(?:en|s)", population) else words.library

    def _others(self, fact: Fact, language: str, words: ReadingWords) -> Iterator[str]:
        """Yield several of what is counted, but never together with anything that this fact is about."""
        subjects = {one for group in fact.about for one in group} | set(fact.counted)
        together = frozenset().union(*(all_ for all_ in self._accounted.values() if all_ & subjects))
        for id_ in dict.fromkeys(one for other in self._knowledge.facts.values() for one in other.counted[:1]):
            concept = self._concepts[id_]
            label = concept.pref.get(language, "")
            if concept.facet == "population" and label in words.plurals and id_ not in together:
                yield words.plurals[label]

    def _with_broader(self, ids: Iterable[str]) -> frozenset[str]:
        found, waiting = set[str](), list(ids)
        while waiting:
            if (id_ := waiting.pop()) not in found and id_ in self._concepts:
                found.add(id_)
                waiting += self._concepts[id_].broader
        return frozenset(found)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents."""
    plain = "".join(one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one))
    return re.findall(r"\w+", plain)


def _known_words(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield the words of all labels and lists; that a word is a verb or a noun says nothing of what it means."""
    for language in knowledge.languages.values():
        lists = (several for name, several in language.words.items() if name not in OPEN_CLASSES)
        yield from (word for several in lists for text in several for word in words_of(text))
    for concept in knowledge.concepts.values():
        labels = [*concept.pref.values()]
        labels += [text for names in (concept.alt, concept.hidden) for several in names.values() for text in several]
        yield from (word for text in labels for word in words_of(text))


def _accounted(fact: Fact) -> set[str]:
    return {one for group in fact.about for one in group} | {*fact.covers, *fact.counted, *fact.answers}


def _several(concept: Concept, language: str, words: ReadingWords) -> str:
    """Return what stands for several of a concept, or for the thing itself; empty: nothing can."""
    label = concept.pref.get(language, "")
    if label in words.plurals:
        return words.plurals[label]
    plain = label.partition(" (")[0]
    is_one = concept.facet == "population" and re.fullmatch("[a-z]+", plain) and not plain.endswith(("en", "s"))
    return plain + words.ending if is_one else plain


def _years(fact: Fact) -> Iterator[str]:
    for row in fact.rows:
        if row.period_kind in ("year", "school-year") and row.period:
            yield row.period[:4]


def _plain(fact: Fact) -> str:
    value = fact.figures[0].value
    return "" if value is None else f"{value.normalize():f}"


def _statement(fact: Fact, language: str) -> str | None:
    text, value = fact.say.get(language, ""), _plain(fact)
    if not value or set(re.findall(r"\{(\w+)\}", text)) != {"value"}:
        return None
    return text.replace("{value}", f"{value}%" if fact.unit == "percent" else value)


def _asks_number(text: str, words: ReadingWords) -> bool:
    return text.endswith("?") and re.match(words.asks_number, text, re.IGNORECASE) is not None
