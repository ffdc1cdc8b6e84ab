"""What each command does: the parts it needs, built and put to work. Imports stand where a command needs them."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.config import Settings, find_config, find_knowledge, load_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from bot.core.assistant import Assistant
    from bot.core.model import Answer, KnowledgeBase
    from bot.kb.problems import Problem
    from bot.kb.rule import Reply
    from bot.surfaces.chart_picture import FileFormat

DONE, FAULTY, BAD_USE = 0, 1, 2


class StopError(Exception):
    """The command cannot go on; the arguments are the exit code and what to tell the user."""


class Run:
    """What every command is given."""

    def __init__(
        self, chosen: "Namespace", settings: Settings, environ: Mapping[str, str], config: str | None = None
    ) -> None:
        self.chosen = chosen
        self.settings = settings
        self.environ = environ
        self.config = config  # the file that the settings were read from

    @property
    def language(self) -> str:
        """The language of the program's own words to the user."""
        from bot.surfaces.terminal_texts import find_language

        return getattr(self.chosen, "lang", None) or find_language(self.environ) or self.settings.language

    @property
    def as_of(self) -> "date":
        """The day that "vorig jaar" is counted from: that of --as-of, else today."""
        from datetime import date

        return getattr(self.chosen, "as_of", None) or date.today()

    def say(self, name: str, **fields: object) -> str:
        """Return one of the program's own texts in the user's language."""
        from bot.surfaces.terminal_texts import text

        return text(self.language, name, **fields)


Command = Callable[[Run], int]


def run(command: Command, chosen: "Namespace", environ: Mapping[str, str]) -> int:
    """Read the settings and run a command. What keeps it from going on is told on standard error."""
    config = find_config(chosen.config, environ)
    settings, problems = load_settings(config)
    job = Run(chosen, settings, environ, config)
    try:
        if problems:
            raise StopError(BAD_USE, with_problems(job.say("settings_errors"), problems))
        return command(job)
    except StopError as stop:
        code, message = stop.args
        print(message, file=sys.stderr)
        return int(code)
    except OSError:
        raise  # of the output; the caller knows what to do
    except Exception as error:
        from bot.surfaces.log_privacy import describe  # no words of the user in a log

        print(f"{job.say('failed')} ({describe(error)})", file=sys.stderr)
        return FAULTY


def ask(job: Run) -> int:
    """Answer the question on the command line, or those on standard input."""
    question = " ".join(job.chosen.question)
    if job.chosen.jsonl:
        if question:
            raise StopError(BAD_USE, job.say("jsonl_question"))
        if job.chosen.chart:
            raise StopError(BAD_USE, job.say("jsonl_chart"))
        return _ask_lines(job)
    if not job.chosen.question:
        raise StopError(BAD_USE, job.say("no_question"))
    chart_format = _chart_format(job)
    from bot.core.dialogue import Dialogue
    from bot.core.model import Question

    assistant, knowledge = build_assistant(job)
    start = Dialogue(language=job.settings.language)
    answer, _ = assistant.reply(Question(question, language=job.chosen.lang, as_of=job.as_of), start)
    of_chart = _write_chart(job, assistant, knowledge, answer, chart_format) if chart_format else ""
    if job.chosen.json:
        from bot.surfaces.machine import answer_object, one_line

        print(one_line(answer_object(answer)))
        if of_chart:
            print(of_chart, file=sys.stderr)
        return DONE
    from bot.surfaces.render import plain_text

    print(plain_text(answer))
    if job.chosen.explain:
        from bot.surfaces.explain import explain_text

        print("\n" + explain_text(answer))
    if of_chart:
        print("\n" + of_chart)
    return DONE


def _chart_format(job: Run) -> "FileFormat | None":
    """Return in what form the chart is asked for, by the ending of its file; None where none is asked for."""
    if job.chosen.chart is None:
        return None
    from bot.surfaces.chart_picture import FORMATS

    ending = os.path.splitext(job.chosen.chart)[1].lower()
    found = next((one for one in FORMATS if ending == f".{one}"), None)
    if found is None:
        raise StopError(BAD_USE, job.say("chart_format", file=job.chosen.chart))
    return found


def _write_chart(
    job: Run, assistant: "Assistant", knowledge: "KnowledgeBase", answer: "Answer", file_format: "FileFormat"
) -> str:
    """Draw the series of an answer in the file that was named; return what to tell of it, or that there is none."""
    from bot.surfaces.chart_picture import draw_chart

    chart = assistant.chart(answer.series, answer.language) if answer.series else None
    if chart is None:
        return knowledge.languages[answer.language].phrases["chart_none"]
    picture = draw_chart(chart, file_format)
    try:
        with open(job.chosen.chart, "wb") as file:
            file.write(picture)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StopError(BAD_USE, job.say("chart_unwritable", file=job.chosen.chart, reason=reason)) from error
    return job.say("chart_written", file=job.chosen.chart)


def _ask_lines(job: Run) -> int:
    from bot.surfaces.machine import MachineSurface

    assistant, knowledge = build_assistant(job)
    surface = MachineSurface(
        assistant,
        frozenset(knowledge.languages),
        language=job.settings.language,
        forced=job.chosen.lang,
        as_of=job.as_of,
    )
    surface.run(sys.stdin.buffer, lambda line: print(line, flush=True))
    return DONE


def chat(job: Run) -> int:
    """Hold a conversation: with line editing in a terminal, plainly on a pipe."""
    import time

    from bot.surfaces import terminal

    assistant, knowledge = build_assistant(job)
    session = terminal.Chat(
        assistant,
        knowledge,
        time.monotonic,
        lambda: job.as_of,
        language=job.language,
        forced=job.chosen.lang,
        width=terminal.window_width,
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or job.environ.get("TERM") == "dumb":
        prompt = terminal.PROMPT if sys.stdin.isatty() else ""
        terminal.run_chat(session, terminal.piped_lines(prompt), terminal.write_plain)
        return DONE
    history = terminal.history_file(job.environ) if job.settings.terminal_history else None
    write = terminal.write_plain if job.environ.get("NO_COLOR") else terminal.write_styled
    terminal.run_chat(session, terminal.typed_lines(history), write)
    return DONE


def check(job: Run) -> int:
    """Find the problems of a knowledge base; the example questions are put to the bot itself."""
    from bot.tools.check import run_check

    directory = job.chosen.directory or _near(knowledge_folder(job))
    lines, code = run_check(directory, job.chosen.source_text, job.chosen.json, lambda kb: _reply(kb, job.settings))
    output = sys.stderr if code == BAD_USE else sys.stdout
    print("\n".join(lines), file=output)
    return code


def evaluate(job: Run) -> int:
    """Put question files to the bot."""
    from pathlib import Path

    from bot.tools import evaluate as tool

    files = [Path(name) for name in job.chosen.files]
    assistant, _ = build_assistant(job)
    shown, code = tool.run(files, assistant, job.chosen.json, job.chosen.fail_under, sys.stderr.isatty(), job.as_of)
    print(shown)
    return code


def bench(job: Run) -> int:
    """Measure on made-up knowledge bases."""
    from bot.tools import bench as tool

    sizes = tuple(job.chosen.sizes or tool.SIZES)
    print(tool.run(sizes, tool.SEED if job.chosen.seed is None else job.chosen.seed, job.chosen.json))
    return DONE


def build_assistant(job: Run) -> tuple["Assistant", "KnowledgeBase"]:
    """Load the knowledge base and build the assistant on it; with problems, tell all of them and stop."""
    import gc

    from bot.core.assistant import Assistant
    from bot.kb.load import load_knowledge

    gc.disable()  # all that is loaded here stays, so there is no rubbish to look for
    try:
        loaded = load_knowledge(knowledge_folder(job))
        if loaded.knowledge is None:
            raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), loaded.problems))
        return Assistant(loaded.knowledge, job.settings.thresholds, loaded.tables), loaded.knowledge
    finally:
        gc.freeze()
        gc.enable()


def _reply(knowledge: "KnowledgeBase", settings: Settings) -> "Reply":
    """Return the assistant as the rules of `check` need it: a question in, the kind and the facts told out."""
    from bot.core.assistant import Assistant
    from bot.core.dialogue import Dialogue
    from bot.core.model import Question

    assistant = Assistant(knowledge, settings.thresholds)

    def reply(question: str, language: str) -> tuple[str, tuple[str, ...]]:
        answer, _ = assistant.reply(Question(question, language=language), Dialogue())
        return answer.kind, tuple(use.id for use in answer.facts)

    return reply


def knowledge_folder(job: Run) -> str:
    """Return the folder of the knowledge base: that of the command line, of the settings, or the program's own."""
    return getattr(job.chosen, "knowledge", None) or job.settings.knowledge or find_knowledge()


def _near(directory: str) -> str:
    """Return a folder below the current one as it would be typed, for messages that a maintainer clicks on."""
    here = os.getcwd() + os.sep
    return directory.removeprefix(here)


def with_problems(opening: str, problems: Sequence["Problem"]) -> str:
    from bot.kb.problems import as_text

    return "\n".join([opening, *map(as_text, problems)])
