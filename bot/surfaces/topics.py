"""What can be asked: the subjects of the knowledge base, and an example question for each of their facts."""

from dataclasses import dataclass
from itertools import chain

from bot.core.records.model import Fact, KnowledgeBase, in_language

PAGE = 12  # questions shown at once: a screen on a phone


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, in words of one language, with questions about it."""

    label: str
    questions: tuple[str, ...]
    id: str = ""  # of the concept; of the fact, in a knowledge base without concepts
    facts: tuple[str, ...] = ()  # the fact of each question

    @property
    def pages(self) -> int:
        """How many pages its questions take, at least one."""
        return max(1, -(-len(self.questions) // PAGE))

    def page(self, number: int) -> range:
        """Return the places of the questions on a page, counted from 0; of a page that is not there, the nearest."""
        start = min(max(number, 0), self.pages - 1) * PAGE
        return range(start, min(start + PAGE, len(self.questions)))


def find_topics(knowledge: KnowledgeBase, language: str, word: str = "") -> tuple[Topic, ...]:
    """Return the topics in the order of the files; with a word, only those with that word in label or question."""
    facts: dict[str, list[Fact]] = {}
    for fact in knowledge.facts.values():
        if question_of(fact, language):
            facts.setdefault(topic_of(fact), []).append(fact)
    sought = word.casefold()
    topics = (_topic(id_, several, knowledge, language) for id_, several in facts.items())
    return tuple(topic for topic in topics if sought in " ".join((topic.label, *topic.questions)).casefold())


def topic_of(fact: Fact) -> str:
    """Return the topic of a fact, else what it is about first, else its own id: it may do without concepts."""
    return fact.topic or (fact.about[0][0] if fact.about else fact.id)


def find_topic_ids(knowledge: KnowledgeBase) -> dict[str, str]:
    """Return the id of the topic to which each topic and each concept leads.

    A concept leads to the topic of the first fact that is about it, the more so the earlier it is named there: links
    and buttons that were made when it was a topic of its own go on working.
    """
    asked = [fact for fact in knowledge.facts.values() if question_of(fact, "")]
    found = {topic_of(fact): topic_of(fact) for fact in asked}
    named = ((place, fact, id_) for fact in asked for place, id_ in enumerate(chain.from_iterable(fact.about)))
    for _, fact, id_ in sorted(named, key=lambda one: one[0]):
        found.setdefault(id_, topic_of(fact))
    return found


def question_of(fact: Fact, language: str) -> str:
    """Return the first example question of a fact, in another language where this one is missing; "" without any."""
    asked = in_language(fact.ask, language, ())
    return asked[0] if asked else ""


def _topic(id_: str, facts: list[Fact], knowledge: KnowledgeBase, language: str) -> Topic:
    questions = tuple(question_of(fact, language) for fact in facts)
    concept = knowledge.concepts.get(id_)
    label = (in_language(concept.pref, language, "") if concept else "") or questions[0]
    return Topic(label, questions, id_, tuple(fact.id for fact in facts))
