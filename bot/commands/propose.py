"""Propose what would answer questions that were asked in vain, and show what else it would change."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, count
from bot.commands.job import BAD_USE, FAULTY, Run, StopError, knowledge_folder, near, with_problems
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.tools.propose import Laboratory
    from bot.tools.questions import Case
    from bot.tools.vain import Vain

MOST_GROUPS = 5  # where no other number is asked for
MOST_READ = 200  # questions of the running bot

Say = Callable[..., str]


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("asked", nargs="*", metavar="QUESTION", help="a question (default: those of the running bot)")
    command.add_argument("--questions", metavar="FILE", help="questions to help: JSON lines, YAML, or one a line")
    command.add_argument(
        "--against", action="append", default=[], metavar="FILE", help="questions that should not change, as for eval"
    )
    command.add_argument("--concept", action="append", default=[], metavar="ID", help="try this concept first")
    command.add_argument("--groups", type=count, default=MOST_GROUPS, metavar="N", help="groups shown (default: 5)")
    command.add_argument("--write", type=count, metavar="N", help="write proposal N into the knowledge base")
    command.add_argument("--lang", choices=find_codes(), help="language of the report (default: your own)")
    add_day(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Group the questions, show what would help each group, and write what is chosen."""
    from bot.commands.propose_session import Session
    from bot.texts import say as say_of

    say = partial(say_of, "changes", job.language)
    questions = find_questions(job, say)
    session = Session(job, say, partial(open_laboratory, job, read_cases(job.chosen.against)))
    return session.run(questions, find_concepts(job, session.laboratory, say))


def find_questions(job: Run, say: Say) -> "list[Vain]":
    """Return the questions that were typed, those of a file, or those that the running bot could not answer."""
    from bot.tools.vain import Vain

    chosen = job.chosen
    if chosen.asked and chosen.questions:
        raise StopError(BAD_USE, say("propose_source"))
    if chosen.asked:
        return [Vain(text) for text in chosen.asked]
    if chosen.questions:
        return [Vain(text) for text in _read_texts(chosen.questions)]
    return _read_store(job)


def _read_store(job: Run) -> "list[Vain]":
    """Return what the running bot could not answer; what only one person asked might tell who it was."""
    from bot.commands.store_access import read_store
    from bot.tools.vain import Vain

    groups = read_store(job, lambda store: store.unanswered(MOST_READ))
    return [Vain(group.question, group.times) for group in groups if group.people > 1]


def _read_texts(file: str) -> list[str]:
    """Return the questions of a file as `eval` reads it, each that stands alone; or else one a line."""
    if file.lower().endswith((".jsonl", ".json", ".yaml", ".yml")):
        return [case.turns[0].text for case in read_cases([file]) if not case.is_conversation]
    from bot.kb.problems import Faults, as_text

    faults, content = Faults(file), b""
    try:
        with open(file, "rb") as opened:
            content = opened.read()
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or error})."
        faults.add(1, "unreadable", what, "Check that it exists and that you may read it.")
    lines = content.decode("utf-8-sig", "replace").splitlines()
    if faults.found:
        raise StopError(BAD_USE, "\n".join(map(as_text, faults.found)))
    return [line.strip() for line in lines if line.strip()]


def read_cases(files: Sequence[str]) -> "tuple[Case, ...]":
    """Return the questions of files; with what is wrong in them, stop."""
    from bot.kb.problems import as_text
    from bot.tools.questions import read_question_files

    cases, problems = read_question_files(files)
    if problems:
        raise StopError(BAD_USE, "\n".join(map(as_text, problems)))
    return cases


def open_laboratory(job: Run, cases: "Sequence[Case]") -> "Laboratory":
    """Return the knowledge base as it is on the disk, ready for trials; with problems, stop."""
    from bot.core.words.compiled import compile_tables
    from bot.kb.load import load_knowledge
    from bot.tools.both import make_version
    from bot.tools.propose import make_laboratory

    loaded = load_knowledge(near(knowledge_folder(job)), use_cache=False)
    if loaded.knowledge is None:
        raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), loaded.problems))
    tables = loaded.tables or compile_tables(loaded.knowledge)
    now = make_version(loaded.knowledge, job.settings.thresholds, tables)
    return make_laboratory(now, tables, job.settings.thresholds, cases, job.as_of)


def find_concepts(job: Run, laboratory: "Laboratory", say: Say) -> tuple[str, ...]:
    """Return the concepts that are named, by id or by a label."""
    from bot.tools.proposals import find_concept

    found = {name: find_concept(name, laboratory.now.kb) for name in job.chosen.concept}
    missing = [name for name, concept in found.items() if concept is None]
    if missing:
        raise StopError(BAD_USE, say("propose_no_concept", name=missing[0]))
    return tuple(concept for concept in found.values() if concept)
