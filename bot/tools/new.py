"""`vraagbaak new`: a record is asked for, shown, checked with all the rest, and written."""

from collections.abc import Callable
from typing import NamedTuple

from bot.kb.insertion import InsertionError
from bot.kb.problems import as_text
from bot.tools.changing import Bench, Draft, find_new_problems, write_draft
from bot.tools.check import ReplyFactory
from bot.tools.form import YES, Answers, Field, Form, StoppedError, Talk, confirm
from bot.tools.new_concept import concept_fields, draft_concept
from bot.tools.new_fact import draft_fact, fact_fields
from bot.tools.new_figure import draft_figure, figure_fields
from bot.tools.new_source import draft_source, source_fields


class _Kind(NamedTuple):
    fields: Callable[[Bench, Talk, str, str | None], list[Field]]
    draft: Callable[[Bench, Answers], Draft]
    allowed: frozenset[str] = frozenset()  # rules that the new record may break for now


KINDS = {
    "fact": _Kind(fact_fields, draft_fact),
    "figure": _Kind(figure_fields, draft_figure),
    "source": _Kind(source_fields, draft_source, frozenset({"unused-source"})),
    "concept": _Kind(concept_fields, draft_concept),
}


def add_record(
    kind: str,
    bench: Bench,
    talk: Talk,
    language: str,
    reply_factory: ReplyFactory | None,
    given: dict[str, str] | None = None,
    last_source: str | None = None,
) -> Answers:
    """Ask for a record and write it; return what was filled in.

    Args:
        kind: One of `KINDS`.
        bench: The knowledge base as it is; without problems.
        talk: Whoever is asked.
        language: In which they read.
        reply_factory: Makes the assistant that all example questions are put to before anything is written.
        given: Answers given beforehand, by name of the field.
        last_source: Id of the source that the figure before this one came from.

    Raises:
        StoppedError: They do not want to go on; nothing was written.
        ChangedMeanwhileError: The file was changed by somebody else meanwhile; nothing was written.
        NotWrittenError: The file cannot be written.
    """
    chosen = KINDS[kind]
    form = Form(chosen.fields(bench, talk, language, last_source), talk, given or {})
    talk.show(talk.text("how"))
    while True:
        answers = form.fill()
        draft = _sound_draft(chosen, bench, talk, answers, reply_factory)
        said = confirm(talk, "write") if draft is not None else None
        if draft is not None and said:
            write_draft(draft)
            talk.show(talk.text("added", where=str(draft.position)))
            return answers
        if said is False:
            raise StoppedError
        form.back()


def _sound_draft(
    chosen: _Kind, bench: Bench, talk: Talk, answers: Answers, reply_factory: ReplyFactory | None
) -> Draft | None:
    """Show the file as it will be, and return it; where it would not be sound, tell why and return None."""
    try:
        draft = chosen.draft(bench, answers)
    except InsertionError as error:
        talk.show(talk.text("no_place", reason=error))
        return None
    talk.show("\n".join([str(draft.position), *draft.lines]))
    talk.show(talk.text("checking"))
    problems = find_new_problems(bench, draft, reply_factory)
    broken = [problem for problem in problems if problem.rule not in chosen.allowed]
    if broken:
        talk.show("\n".join([talk.text("would_break"), *map(as_text, broken)]))
        return None
    for problem in problems:
        talk.show(talk.text(f"allowed_{problem.rule}"))
    return draft


def wants_another(talk: Talk) -> bool:
    """Return whether another figure is to be added; where nothing more is typed, none is."""
    try:
        return talk.ask(talk.text("another") + " ").strip().casefold() in YES
    except (EOFError, KeyboardInterrupt):
        return False
