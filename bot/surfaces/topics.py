"""What can be asked: the subjects of the knowledge base, and an example question for each of their facts."""

from dataclasses import dataclass

from bot.core.model import Fact, KnowledgeBase, Texts


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject, in words of one language, with questions about it."""

    label: str
    questions: tuple[str, ...]


def find_topics(knowledge: KnowledgeBase, language: str, word: str = "") -> tuple[Topic, ...]:
    """Return the topics in the order of the files; with a word, only those with that word in label or question."""
    questions: dict[str, list[str]] = {}
    for fact in knowledge.facts.values():
        question = _question(fact, language)
        if question:
            questions.setdefault(_label(fact, knowledge, language), []).append(question)
    sought = word.casefold()
    topics = (Topic(label, tuple(asked)) for label, asked in questions.items())
    return tuple(topic for topic in topics if sought in " ".join((topic.label, *topic.questions)).casefold())


def _label(fact: Fact, knowledge: KnowledgeBase, language: str) -> str:
    """Return what a fact is about first, else the question itself: a knowledge base may do without concepts."""
    concept = knowledge.concepts.get(fact.about[0][0]) if fact.about else None
    return (_in_language(concept.pref, language) if concept else "") or _question(fact, language)


def _question(fact: Fact, language: str) -> str:
    asked = fact.ask.get(language) or next(iter(fact.ask.values()), ())
    return asked[0] if asked else ""


def _in_language(texts: Texts, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
