"""List what is not tested, not used or not located in the knowledge base."""

import os
from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge, add_language_of_program
from bot.commands.job import BAD_USE, DONE, Run, StopError, knowledge_folder, load_whole, near, with_problems

if TYPE_CHECKING:
    from argparse import ArgumentParser

FOLDER = os.path.join("tests", "questions")  # of a checkout
ENDINGS = (".jsonl", ".yaml", ".yml")


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument(
        "--questions",
        action="append",
        default=[],
        metavar="FILE",
        help=f"test questions, JSON lines or YAML; may be given more than once (default: those in {FOLDER})",
    )
    command.add_argument("--all", action="store_true", help="show every line")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Print the summary and the lists."""
    from bot.core.assistant import Assistant
    from bot.tools.coverage import find_parts
    from bot.tools.coverage_report import as_json_text, as_plain_text
    from bot.tools.questions import read_question_files
    from bot.tools.workbench_texts import load_texts

    knowledge = load_whole(job, near(knowledge_folder(job)), use_cache=False)
    files = job.chosen.questions or _find_question_files()
    cases, problems = read_question_files(files)
    if problems:
        raise StopError(BAD_USE, with_problems("", problems).lstrip())
    parts = find_parts(knowledge, cases, Assistant(knowledge, job.settings.thresholds))
    if job.chosen.json:
        print(as_json_text(parts, files))
    else:
        texts = load_texts(job.language)
        print(as_plain_text(parts, files, FOLDER, texts, all_lines=job.chosen.all))
    return DONE


def _find_question_files() -> list[str]:
    """Return the question files of the checkout that one stands in; none where it is none."""
    names = sorted(os.listdir(FOLDER)) if os.path.isdir(FOLDER) else []
    return [os.path.join(FOLDER, name) for name in names if name.endswith(ENDINGS)]
