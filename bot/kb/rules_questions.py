"""Rules about the example questions: each is put to the assistant, and has to lead to its own fact."""

from collections.abc import Iterator

from bot.core.records.model import Fact
from bot.kb.problems import Problem
from bot.kb.rule import Material, Reply


def ask_gets_another_fact(material: Material) -> Iterator[Problem]:
    """Every example question is answered with the fact that it is an example for."""
    if material.reply is None:
        return
    for fact in material.kb.facts.values():
        lost = _lost(fact, material.reply)
        if len(lost) < _asked(fact):  # where all are lost, that is one problem: the fact cannot be reached
            for language, question, got in lost:
                what = f'"{fact.id}": the example question "{question}" ({language}) gets {got}.'
                mend = "Say more clearly in the question what is asked, or add the missing words to a concept."
                yield Problem(fact.position, "ask-gets-another-fact", what, mend)


def unreachable_fact(material: Material) -> Iterator[Problem]:
    """At least one example question leads to its fact."""
    if material.reply is None:
        return
    for fact in material.kb.facts.values():
        lost = _lost(fact, material.reply)
        if lost and len(lost) == _asked(fact):
            language, question, got = lost[0]
            what = f'"{fact.id}" is reached by none of its example questions: "{question}" ({language}) gets {got}.'
            mend = 'Check "measure" and "about", and whether the concepts have the words of the questions.'
            yield Problem(fact.position, "unreachable-fact", what, mend)


def _asked(fact: Fact) -> int:
    return sum(len(questions) for questions in fact.ask.values())


def _lost(fact: Fact, reply: Reply) -> list[tuple[str, str, str]]:
    """Return language, question and what it gets, for each example question that does not get its fact."""
    lost: list[tuple[str, str, str]] = []
    for language, questions in fact.ask.items():
        for question in questions:
            kind, facts = reply(question, language)
            if kind != "answer" or fact.id not in facts:
                names = " and ".join(f'"{name}"' for name in facts)
                lost.append((language, question, f"{names} ({kind})" if names else f"no fact ({kind})"))
    return lost
