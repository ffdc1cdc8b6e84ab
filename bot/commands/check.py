"""Find every problem of the knowledge base."""

import sys
from typing import TYPE_CHECKING

from bot.commands.job import BAD_USE, DONE, Run, knowledge_folder, load_whole, near

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.config import Settings
    from bot.core.records.model import KnowledgeBase, Weighed
    from bot.kb.rule import Reply


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("directory", nargs="?", metavar="DIR", help="the knowledge base (default: the settings')")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument(
        "--source-text",
        metavar="[ID=]FILE",
        action="append",
        default=[],
        help="text of a document that facts were read in, to prove them; may be given for each document",
    )
    command.add_argument("--quiz", metavar="FILE", help="check the questions of this file instead")


def run(job: Run) -> int:
    """Find the problems of a knowledge base; the example questions are put to the bot itself."""
    if job.chosen.quiz:
        return _check_quiz(job)
    from bot.tools.check import run_check

    directory = job.chosen.directory or near(knowledge_folder(job))
    lines, code = run_check(directory, job.chosen.source_text, job.chosen.json, lambda kb: reply_on(kb, job.settings))
    output = sys.stderr if code == BAD_USE else sys.stdout
    print("\n".join(lines), file=output)
    return code


def _check_quiz(job: Run) -> int:
    """Find the problems of a quiz file: of its form, and of what it says of the facts."""
    from bot.commands.quiz import read_file, say

    job.chosen.knowledge = job.chosen.directory
    questions = read_file(job, job.chosen.quiz, load_whole(job))
    print(say(job, "sound", count=len(questions)))
    return DONE


def reply_on(knowledge: "KnowledgeBase", settings: "Settings") -> "Reply":
    """Return the assistant as the rules of `check` need it: a question in, the kind and the facts told out."""
    from bot.core.assistant import Assistant
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Question

    assistant = Assistant(knowledge, settings.thresholds)

    def reply(question: str, language: str) -> "tuple[str, tuple[str, ...], tuple[Weighed, ...]]":
        answer, _ = assistant.reply(Question(question, language=language), Dialogue())
        return answer.kind, tuple(use.id for use in answer.facts), answer.explanation.weighed

    return reply
