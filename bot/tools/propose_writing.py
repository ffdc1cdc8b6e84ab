"""A proposal into its file: worked out, checked with all the rest, and only then written."""

from bot.kb.insertion import insert_example, insert_label
from bot.tools.changing import Bench, Draft, draft_change
from bot.tools.proposals import Example, Label, NewFact


def draft_proposal(proposal: Label | Example, bench: Bench) -> Draft:
    """Return the file as it will be. Raises InsertionError where there is no place for it."""
    if isinstance(proposal, Label):
        concept, language, word = proposal.concept, proposal.language, proposal.word
        path = bench.kb.concepts[concept].position.file
        return draft_change(path, lambda text: insert_label(text, concept, language, word, hidden=proposal.hidden))
    fact = bench.kb.facts[proposal.fact]
    return draft_change(
        fact.position.file, lambda text: insert_example(text, fact.id, proposal.language, proposal.question)
    )


def answers_for_new(draft: NewFact) -> list[tuple[str, list[str]]]:
    """Return what is to be asked with `vraagbaak new`, and what is known of it: (kind, ["name=value", ...])."""
    fact, concept = draft.fact, draft.concept
    given = [
        "kind=figure",
        *([f"measure={fact.measure}"] if draft.is_measure_known else []),
        f"about={', '.join(group[0] for group in fact.about)}",
        *(f"ask_{language}={'; '.join(questions)}" for language, questions in fact.ask.items()),
    ]
    if concept is None:
        return [("fact", given)]
    names = [f"pref_{language}={label}" for language, label in concept.pref.items()]
    return [("concept", [f"id={concept.id}", f"facet={concept.facet}", *names]), ("fact", given)]
