"""List the facts that are due for a new edition."""

from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, add_language_of_program
from bot.commands.job import DONE, Run, knowledge_folder, load_whole, near

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")
    add_day(command)
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Print which facts are due, longest first."""
    from bot.core.answering.wording import Composer
    from bot.tools.stale import as_json_text, as_plain_text, find_editions
    from bot.tools.workbench_texts import load_texts

    knowledge = load_whole(job, near(knowledge_folder(job)))
    editions = find_editions(knowledge, job.as_of)
    if job.chosen.json:
        print(as_json_text(editions))
    else:
        texts = load_texts(job.language)
        print(as_plain_text(editions, Composer(knowledge, texts.language), texts))
    return DONE
