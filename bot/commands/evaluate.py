"""Put question files to the bot and count what is right."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, percentage
from bot.commands.job import Run, build_assistant

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="questions and what is expected, JSON lines or YAML")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--fail-under", type=percentage, metavar="N", help="exit code 1 below N %% right")
    add_day(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Put question files to the bot."""
    from pathlib import Path

    from bot.tools import evaluate as tool

    files = [Path(name) for name in job.chosen.files]
    assistant, _ = build_assistant(job)
    shown, code = tool.run(files, assistant, job.chosen.json, job.chosen.fail_under, sys.stderr.isatty(), job.as_of)
    print(shown)
    return code
