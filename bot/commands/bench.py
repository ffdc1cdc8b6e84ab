"""Measure speed and memory on made-up knowledge bases."""

from typing import TYPE_CHECKING

from bot.commands.arguments import count
from bot.commands.job import DONE, Run

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--sizes", nargs="+", type=count, metavar="N", help="numbers of facts")
    command.add_argument("--seed", type=int, metavar="N", help="of the made-up facts")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def run(job: Run) -> int:
    """Measure on made-up knowledge bases."""
    from bot.tools import bench as tool

    sizes = tuple(job.chosen.sizes or tool.SIZES)
    print(tool.run(sizes, tool.SEED if job.chosen.seed is None else job.chosen.seed, job.chosen.json))
    return DONE
