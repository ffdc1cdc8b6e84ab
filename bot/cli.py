"""The command line: builds the objects, hands them over, and turns what comes of it into an exit code.

Whatever a command needs is imported inside it: a single question has to be answered before the user looks up.
"""

import gc
import os
import sys
from typing import TYPE_CHECKING, Protocol, cast

from bot import __version__
from bot.output import printable_output

if TYPE_CHECKING:
    from argparse import ArgumentParser, HelpFormatter, Namespace
    from collections.abc import Mapping

    from bot.commands.job import Run

    class CommandModule(Protocol):
        """What a module in `bot.commands` is for the command line."""

        def add_arguments(self, command: ArgumentParser, /) -> None:
            """Add what can be typed behind the command."""
            ...

        def run(self, job: Run, /) -> int:
            """Do it, and return the exit code."""
            ...


NOT_WRITTEN, INTERRUPTED, PIPE_CLOSED = 1, 130, 141  # the last two as a shell counts SIGINT and SIGPIPE


def entry() -> None:
    """Run as a program of its own, which answers one question and is gone.

    So it looks for no rubbish while it loads (5 ms), and at the end it does not take everything apart again (15 ms).
    """
    gc.disable()
    code = main()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 faults in data, 2 bad use."""
    _speak_utf8()
    try:
        typed = sys.argv[1:] if arguments is None else arguments
        with printable_output():
            code = run(build_parser(only=typed[0] if typed else None).parse_args(typed))
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        _close_output()
        code = PIPE_CLOSED
    except OSError as error:  # a full disk, a vanished terminal
        _close_output()
        print(f"vraagbaak: {error.strerror or error}", file=sys.stderr)
        code = NOT_WRITTEN
    return code


def run(chosen: "Namespace") -> int:
    """Read the settings and run the command that was chosen."""
    from bot.commands import job
    from bot.config import SECRETS
    from bot.kb.environment import environment

    if chosen.command != "ask":
        gc.enable()
    environ = dict(os.environ)
    known_to_all = {name: value for name, value in environ.items() if name not in SECRETS}
    with environment(known_to_all):  # libraries start processes too, matplotlib to look for fonts
        return job.run(_module_of(chosen.command).run, chosen, environ)


def build_parser(only: str | None = None) -> "ArgumentParser":
    """Return the parser with every command and option, or with a single command: a question should not wait for all."""
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="vraagbaak",
        description="Answers questions from a knowledge base, with figures and their sources.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"vraagbaak {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="vraagbaak")
    for name, (_, does) in COMMANDS.items():
        if only not in COMMANDS or only == name:
            command = commands.add_parser(
                name, help=does, description=f"{does}.", allow_abbrev=False, formatter_class=_formatter
            )
            _module_of(name).add_arguments(command)
            command.add_argument(
                "--config", metavar="FILE", help="settings (default: $VRAAGBAAK_CONFIG or ./config.yaml)"
            )
    return parser


def _formatter(prog: str) -> "HelpFormatter":
    """Return the formatter as wide as the window; finding that out itself, argparse would load much more."""
    from argparse import HelpFormatter

    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 80
    return HelpFormatter(prog, width=max(columns, 40) - 2)


COMMANDS: "Mapping[str, tuple[str, str]]" = {
    "ask": ("ask", "Answer one question, or with --jsonl one question a line"),
    "chat": ("chat", "Hold a conversation in the terminal"),
    "web": ("web", "Answer in the browser, on pages of your own"),
    "check": ("check", "Find every problem of the knowledge base"),
    "new": ("new", "Add a fact, figure, source or concept, asked for field by field, or start a knowledge base"),
    "eval": ("evaluate", "Put question files to the bot and count what is right"),
    "diff": ("diff", "Tell which questions are answered differently than from an older knowledge base"),
    "propose": ("propose", "Propose what would answer questions that were asked in vain"),
    "explain": ("explain", "Show in words how a question is read, and what a maintainer can do about it"),
    "stale": ("stale", "List the facts that are due for a new edition"),
    "coverage": ("coverage", "List what is not tested, not used or not located in the knowledge base"),
    "bench": ("bench", "Measure speed and memory on made-up knowledge bases"),
    "telegram": ("telegram", "Answer on Telegram; the token comes from VRAAGBAAK_TELEGRAM_TOKEN"),
    "unanswered": ("unanswered", "Tell what was asked in vain on Telegram, and what has an answer by now"),
    "feedback": ("feedback", "Tell what people on Telegram think of the answers, by fact"),
    "link": ("link", "Print links that open the bot on Telegram at a fact, a topic or in a language"),
    "quiz": ("quiz", "Put a quiz made of the facts, or write it to a file"),
    "handout": ("handout", "Write a sheet to hand out: figures, charts, sources, exercises and QR codes"),
    "cite": ("cite", "Print references to sources, for a reader or a reference manager"),
    "export": ("export", "Write all figures as open data"),
    "import": ("importing", "Take over sources and figures from files of other programs"),
}
"""Each command with its module in `bot.commands`, and what it does."""


def _module_of(name: str) -> "CommandModule":
    from importlib import import_module

    return cast("CommandModule", import_module(f"bot.commands.{COMMANDS[name][0]}"))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale; half letters, which no encoding can write, become escapes."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_output() -> None:
    """Let the rest of the output go nowhere, so that Python does not complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
