"""What can be asked: the subjects of the knowledge base, and an example question for each of their facts."""

from dataclasses import dataclass

from bot.core.model import Fact, KnowledgeBase, Texts


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, in words of one language, with questions about it."""

    label: str
    questions: tuple[str, ...]
    id: str = ""  # of the concept; of the fact, in a knowledge base without concepts
    facts: tuple[str, ...] = ()  # the fact of each question


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
    """Return the id of what a fact is about first, else its own: a knowledge base may do without concepts."""
    return fact.about[0][0] if fact.about else fact.id


def question_of(fact: Fact, language: str) -> str:
    """Return the first example question of a fact, in another language where this one is missing; "" without any."""
    asked = fact.ask.get(language) or next(iter(fact.ask.values()), ())
    return asked[0] if asked else ""


def _topic(id_: str, facts: list[Fact], knowledge: KnowledgeBase, language: str) -> Topic:
    questions = tuple(question_of(fact, language) for fact in facts)
    concept = knowledge.concepts.get(id_)
    label = (_in_language(concept.pref, language) if concept else "") or questions[0]
    return Topic(label, questions, id_, tuple(fact.id for fact in facts))


def _in_language(texts: Texts, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
