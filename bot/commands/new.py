"""Start a knowledge base, or add a fact, figure, source or concept to one, asked for field by field."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge
from bot.commands.check import reply_on
from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, knowledge_folder, near, with_problems
from bot.core.records.model import DEFAULT_LANGUAGE
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.tools.changing import Bench

BASE = "base"
INTERRUPTED = 130  # as a shell counts SIGINT


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("kind", choices=("fact", "figure", "source", "concept", BASE), help="what to add")
    command.add_argument("directory", nargs="?", metavar="DIR", help="the folder of a new base")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an answer beforehand, such as value=26%%",
    )
    command.add_argument("--lang", choices=find_codes(), help="language of the questions (default: your own)")
    add_knowledge(command)


def run(job: Run) -> int:
    """Ask for a record, and write it where its like stands; without a yes nothing is written."""
    if job.chosen.kind == BASE:
        return _start_base(job)
    if job.chosen.directory is not None:
        raise StopError(BAD_USE, job.say("new_only_base", kind=job.chosen.kind))
    from bot.kb.writing import ChangedMeanwhileError
    from bot.texts import say
    from bot.tools.changing import NotWrittenError
    from bot.tools.form import StoppedError
    from bot.tools.new import add_record, wants_another

    talk = _Terminal(job.language)
    given, source = _given(job), None
    try:
        while True:
            bench = _open(job)
            answers = add_record(
                job.chosen.kind, bench, talk, job.language, lambda kb: reply_on(kb, job.settings), given, source
            )
            if job.chosen.kind != "figure" or not wants_another(talk):
                return DONE
            given, source = {}, answers["source"]
    except (StoppedError, KeyboardInterrupt) as stop:
        print("\n" + say("form", job.language, "nothing_written"))
        return FAULTY if isinstance(stop, StoppedError) else INTERRUPTED
    except ChangedMeanwhileError as changed:
        raise StopError(FAULTY, say("form", job.language, "changed_meanwhile", path=changed)) from None
    except NotWrittenError as error:
        path, reason = error.args
        raise StopError(BAD_USE, job.say("not_written", path=path, reason=reason)) from None


def _start_base(job: Run) -> int:
    """Write the files of a new knowledge base, and tell how to go on."""
    from bot.texts import say
    from bot.tools.new_base import NotEmptyError, languages, write_base

    if job.chosen.directory is None:
        raise StopError(BAD_USE, job.say("new_base_where"))
    directory = job.chosen.directory
    language = job.language if job.language in languages() else DEFAULT_LANGUAGE
    try:
        written = write_base(directory, language)
    except NotEmptyError:
        raise StopError(BAD_USE, job.say("new_base_taken", path=directory)) from None
    except OSError as error:
        raise StopError(BAD_USE, job.say("not_written", path=directory, reason=error.strerror or error)) from None
    print("\n".join([*written, "", say("form", job.language, "base_next", path=directory)]))
    return DONE


def _open(job: Run) -> "Bench":
    """Return the knowledge base, if it is sound: into one that is not, nothing can be added safely."""
    from bot.kb.load import LANGUAGES, find_nothing
    from bot.tools.changing import open_bench

    bench = open_bench(near(knowledge_folder(job)), LANGUAGES)
    facts = len(bench.kb.facts) or job.chosen.kind != "figure"  # only a figure needs a fact that is there
    problems = bench.problems or find_nothing(bench.directory, bench.files, facts)
    if problems:
        raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), problems))
    return bench


def _given(job: Run) -> dict[str, str]:
    from bot.texts import find_texts, say

    names = [name.removeprefix("ask_") for name in find_texts("form")["en"] if name.startswith("ask_")]
    given: dict[str, str] = {}
    for typed in job.chosen.set:
        name, equals, value = typed.partition("=")
        if not equals or name not in names:
            raise StopError(BAD_USE, say("form", job.language, "bad_set", typed=typed, names=", ".join(names)))
        given[name] = value
    return given


class _Terminal:
    """The terminal, or a pipe: what comes from there is shown, so that a transcript can be read."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._is_pipe = not sys.stdin.isatty()
        if not self._is_pipe:
            import contextlib

            with contextlib.suppress(ImportError):  # not on Windows
                import readline  # noqa: F401  arrow keys, in `input`

    def show(self, text: str) -> None:
        print(text, flush=True)

    def ask(self, prompt: str) -> str:
        if not self._is_pipe:
            return input(prompt)
        print(prompt, end="", flush=True)
        line = sys.stdin.buffer.readline()  # UTF-8 whatever the locale
        if not line:
            raise EOFError
        typed = line.decode("utf-8", errors="replace").rstrip("\r\n")
        print(typed, flush=True)
        return typed

    def text(self, name: str, **fields: object) -> str:
        from bot.texts import say

        return say("form", self._language, name, **fields)
