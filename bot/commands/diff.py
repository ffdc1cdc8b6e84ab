"""Tell which questions are answered differently than from an older version of the knowledge base."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge
from bot.commands.job import BAD_USE, Run, StopError, knowledge_folder, near

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument(
        "--base",
        metavar="REV|DIR",
        default="HEAD",
        help="older version: a git revision or a folder (default: HEAD)",
    )
    command.add_argument(
        "--questions", action="append", default=[], metavar="FILE", help="ask these too, JSON lines or YAML"
    )
    command.add_argument(
        "--fail-on", type=classes, default=(), metavar="CLASS,...", help="exit code 1 where such a change happened"
    )
    command.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="form of the report")
    add_day(command)
    add_knowledge(command)


def classes(text: str) -> tuple[str, ...]:
    """Return the classes of change that are named, between commas."""
    from argparse import ArgumentTypeError

    from bot.tools.changes import CLASSES

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in CLASSES]
    if unknown or not names:
        raise ArgumentTypeError(f"{', '.join(unknown) or text!r} is none of: {', '.join(CLASSES)}")
    return names


def run(job: Run) -> int:
    """Compare the knowledge base as it is with an older one, and print the report."""
    from functools import partial

    from bot.kb.revision import RevisionError
    from bot.texts import say as say_of
    from bot.tools import diff as tool

    chosen = job.chosen
    options = tool.DiffOptions(
        directory=near(knowledge_folder(job)),
        base=chosen.base,
        question_files=chosen.questions,
        fail_on=chosen.fail_on,
        form=chosen.format,
        as_of=job.as_of,
    )
    say = partial(say_of, "changes", job.language)
    if sys.stderr.isatty():
        print(say("asking"), file=sys.stderr)
    try:
        report, code = tool.run(options, job.settings.thresholds, say, job.environ)
    except RevisionError as error:
        fields = {"base": chosen.base, "folder": options.directory, "said": error.said}
        raise StopError(BAD_USE, say(f"diff_{error.obstacle}", **fields)) from None
    print(report, file=sys.stderr if code == BAD_USE else sys.stdout)
    return code
