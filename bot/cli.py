"""The command line: builds the objects, hands them over, and turns what comes of it into an exit code.

Whatever a command needs is imported inside it: a single question has to be answered before the user looks up.
"""

import gc
import os
import sys
from typing import TYPE_CHECKING

from bot import __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser, HelpFormatter, Namespace
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.commands import Command, Run

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
    from bot import commands

    if chosen.command != "ask":
        gc.enable()
    named: dict[str, commands.Command] = {
        "ask": commands.ask,
        "chat": commands.chat,
        "check": commands.check,
        "eval": commands.evaluate,
        "bench": commands.bench,
        "telegram": lambda job: _of_telegram("telegram", job),
        "link": lambda job: _of_telegram("link", job),
        "cite": _cite,
        "export": _export,
    }
    return commands.run(named[chosen.command], chosen, os.environ)


def _export(job: "Run") -> int:
    from bot.export_command import export

    return export(job)


def _of_telegram(name: str, job: "Run") -> int:
    from bot import telegram_commands

    commands: dict[str, Command] = {"telegram": telegram_commands.telegram, "link": telegram_commands.link}
    return commands[name](job)


def _cite(job: "Run") -> int:
    from bot import source_commands

    return source_commands.cite(job)


def build_parser(only: str | None = None) -> "ArgumentParser":
    """Return the parser with every command and option, or with a single command: a question should not wait for all."""
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="vraagbaak",
        description="Answers questions about Dutch public libraries with figures and their sources.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"vraagbaak {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="vraagbaak")
    for name, (does, add_arguments) in COMMANDS.items():
        if only not in COMMANDS or only == name:
            command = commands.add_parser(
                name, help=does, description=f"{does}.", allow_abbrev=False, formatter_class=_formatter
            )
            add_arguments(command)
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


def _add_ask(command: "ArgumentParser") -> None:
    command.add_argument("question", nargs="*", metavar="QUESTION", help="the question; quotation marks are wise")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one JSON object")
    shape.add_argument("--jsonl", action="store_true", help='read one {"q": ...} a line, write one answer a line')
    command.add_argument("--explain", action="store_true", help="show how the question was read and what decided")
    command.add_argument("--chart", metavar="FILE", help="also draw all periods in this file: .png, .svg or .pdf")
    _add_day(command)
    _add_knowledge(command)
    _add_language(command)


def _add_chat(command: "ArgumentParser") -> None:
    _add_day(command)
    _add_knowledge(command)
    _add_language(command)


def _add_check(command: "ArgumentParser") -> None:
    command.add_argument("directory", nargs="?", metavar="DIR", help="the knowledge base (default: the settings')")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--source-text", metavar="FILE", help="text of the document read, to prove the evidence")


def _add_eval(command: "ArgumentParser") -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="questions and what is expected, JSON lines or YAML")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--fail-under", type=_percentage, metavar="N", help="exit code 1 below N %% right")
    _add_day(command)
    _add_knowledge(command)


def _add_bench(command: "ArgumentParser") -> None:
    command.add_argument("--sizes", nargs="+", type=_count, metavar="N", help="numbers of facts")
    command.add_argument("--seed", type=int, metavar="N", help="of the made-up facts")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _add_telegram(command: "ArgumentParser") -> None:
    command.add_argument("--webhook", action="store_true", help="let Telegram bring the messages to webhook.url")
    _add_knowledge(command)


def _add_link(command: "ArgumentParser") -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="of a fact, a topic or a language (default: all)")
    command.add_argument("--bot", metavar="NAME", help="the bot's user name (default: Telegram is asked)")
    command.add_argument("--qr", metavar="DIR", help="also draw a QR code of each link in this folder")
    command.add_argument("--format", choices=("svg", "png"), default="svg", help="of the QR codes (default: svg)")
    command.add_argument("--lang", choices=("nl", "en"), help="open in this language (default: the user's own)")
    _add_knowledge(command)


def _add_cite(command: "ArgumentParser") -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="of a source, or of a fact for its sources")
    command.add_argument("--all", action="store_true", help="all sources")
    forms = ("apa", "bibtex", "ris", "csl-json")
    command.add_argument("--format", choices=forms, default="apa", help="of the references (default: apa)")
    command.add_argument("--lang", choices=("nl", "en"), help="of the references (default: the user's own)")
    command.add_argument("--output", metavar="FILE", help="write to this file")
    _add_knowledge(command)


def _add_export(command: "ArgumentParser") -> None:
    command.add_argument("--format", choices=("csv", "jsonld", "datapackage"), required=True, help="form of the data")
    command.add_argument("--output", metavar="PATH", help="the file, or the folder of a data package (default: print)")
    command.add_argument("--lang", choices=("nl", "en"), help="texts in this language only (default: in both)")
    _add_knowledge(command)


def _add_knowledge(command: "ArgumentParser") -> None:
    command.add_argument("--knowledge", metavar="DIR", help="another knowledge base")


def _add_day(command: "ArgumentParser") -> None:
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help='the day that "last year" is counted from (default: today)'
    )


def _day(text: str) -> "date":
    from argparse import ArgumentTypeError
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2026-11-24") from None


def _add_language(command: "ArgumentParser") -> None:
    command.add_argument("--lang", choices=("nl", "en"), help="language of the answer (default: that of the question)")


def _percentage(text: str) -> float:
    from argparse import ArgumentTypeError

    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise ArgumentTypeError(f"{text!r} is no percentage from 0 to 100")
    return value


def _count(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


COMMANDS: "Mapping[str, tuple[str, Callable[[ArgumentParser], None]]]" = {
    "ask": ("Answer one question, or with --jsonl one question a line", _add_ask),
    "chat": ("Hold a conversation in the terminal", _add_chat),
    "check": ("Find every problem of the knowledge base", _add_check),
    "eval": ("Put question files to the bot and count what is right", _add_eval),
    "bench": ("Measure speed and memory on made-up knowledge bases", _add_bench),
    "telegram": ("Answer on Telegram; the token comes from VRAAGBAAK_TELEGRAM_TOKEN", _add_telegram),
    "link": ("Print links that open the bot on Telegram at a fact, a topic or in a language", _add_link),
    "cite": ("Print references to sources, for a reader or a reference manager", _add_cite),
    "export": ("Write all figures as open data", _add_export),
}
"""Each command with what it does, and what adds its arguments."""


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
