"""Rules about the example questions: each is put to the assistant, and has to lead to its own fact."""

from collections.abc import Iterator

from bot.core.records.model import DEFAULT_LANGUAGE, Fact, KnowledgeBase, Weighed, in_language
from bot.kb.problems import Problem
from bot.kb.rule import Material, Reply


def ask_gets_another_fact(material: Material) -> Iterator[Problem]:
    """Every example question is answered with the fact that it is an example for."""
    if material.reply is None:
        return
    for fact in material.kb.facts.values():
        lost = _lost(fact, material.kb, material.reply)
        if len(lost) < _asked(fact):  # where all are lost, that is one problem: the fact cannot be reached
            for language, question, got, why in lost:
                what = f'"{fact.id}": the example question "{question}" ({language}) gets {got}{why}.'
                mend = "Say more clearly in the question what is asked, or add the missing words to a concept."
                yield Problem(fact.position, "ask-gets-another-fact", what, mend)


def unreachable_fact(material: Material) -> Iterator[Problem]:
    """At least one example question leads to its fact."""
    if material.reply is None:
        return
    for fact in material.kb.facts.values():
        lost = _lost(fact, material.kb, material.reply)
        if lost and len(lost) == _asked(fact):
            language, question, got, why = lost[0]
            what = (
                f'"{fact.id}" is reached by none of its example questions: "{question}" ({language}) gets {got}{why}.'
            )
            mend = 'Check "measure" and "about", and whether the concepts have the words of the questions.'
            yield Problem(fact.position, "unreachable-fact", what, mend)


def _asked(fact: Fact) -> int:
    return sum(len(questions) for questions in fact.ask.values())


def _lost(fact: Fact, kb: KnowledgeBase, reply: Reply) -> list[tuple[str, str, str, str]]:
    """Return language, question, what it gets and why, for each example question that does not get its fact."""
    lost: list[tuple[str, str, str, str]] = []
    for language, questions in fact.ask.items():
        for question in questions:
            kind, facts, weighed = reply(question, language)
            if kind != "answer" or fact.id not in facts:
                names = " and ".join(f'"{name}"' for name in facts)
                why = "; ".join(_reasons(fact, kb, weighed))
                got = f"{names} ({kind})" if names else f"no fact ({kind})"
                lost.append((language, question, got, f": {why}" if why else ""))
    return lost


def _reasons(fact: Fact, kb: KnowledgeBase, weighed: tuple[Weighed, ...]) -> Iterator[str]:
    """Yield what keeps a fact from answering a question, of which `weighed` are the best candidates."""
    if not weighed:
        return  # it was not compared field by field
    own = next((one for one in weighed if one.fact == fact.id), None)
    if own is None:
        yield f'the question names nothing of its "about" ({_names(fact, kb)})'
        return
    for field, item in zip(own.missing, own.open, strict=True):
        if not item:
            yield f'the question names nothing of its "about" ({_names(fact, kb)})'
        elif field == "period":
            yield f"it has no figure for {item}"
        elif field in ("measure", "population") and item in kb.concepts:
            keys = '"measure" and "answers"' if field == "measure" else '"counted"'
            yield f'it asks for "{item}", which {keys} do not have'
        elif item in kb.concepts:
            yield f'the question names "{item}" too, which "about" and "covers" do not have'
        else:
            yield f'no label has "{item}", which narrows the question'
    if not own.missing:
        yield 'another fits the question as well, or the question names too little of its "about"'


def _names(fact: Fact, kb: KnowledgeBase) -> str:
    """Return the concepts that a fact is about with their names in the default language."""
    ids = (id_ for group in fact.about for id_ in group if id_ in kb.concepts)
    return ", ".join(f"{id_}: {in_language(kb.concepts[id_].pref, DEFAULT_LANGUAGE, id_)}" for id_ in ids) or "empty"
