"""Propose what would answer questions that were asked in vain, and show what else it would change."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, count
from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, knowledge_folder, near, with_problems
from bot.config import TOKEN_VARIABLE, find_store

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.tools.both import Version
    from bot.tools.proposals import Trial
    from bot.tools.propose import Examined, Laboratory
    from bot.tools.questions import Case
    from bot.tools.vain import Group, Vain

MOST_GROUPS = 5  # of the store, where no other number is asked for
FROM_STORE = 100  # groups that are read


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("asked", nargs="*", metavar="QUESTION", help="a question (default: those of the running bot)")
    command.add_argument("--questions", metavar="FILE", help="questions to help: JSON lines, YAML, or one a line")
    command.add_argument(
        "--against", action="append", default=[], metavar="FILE", help="questions that should not change"
    )
    command.add_argument("--concept", action="append", default=[], metavar="ID", help="try this concept first")
    command.add_argument("--groups", type=count, default=MOST_GROUPS, metavar="N", help="groups shown (default: 5)")
    command.add_argument("--write", type=count, metavar="N", help="write proposal N into the knowledge base")
    command.add_argument("--lang", choices=("nl", "en"), help="language of the report (default: your own)")
    add_day(command)
    add_knowledge(command)
