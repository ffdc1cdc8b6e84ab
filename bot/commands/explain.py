"""Show in words how a question is read, and what a maintainer can do about it."""

from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, add_language_of_program
from bot.commands.job import BAD_USE, DONE, Run, StopError, knowledge_folder, load_whole, near

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("question", nargs="*", metavar="QUESTION", help="the question; quotation marks are wise")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    add_day(command)
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Ask the question, and explain the answer."""
    from bot.core.assistant import Assistant
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Question
    from bot.tools.explanation import as_json_text, as_plain_text, explain
    from bot.tools.workbench_texts import load_texts

    if not job.chosen.question:
        raise StopError(BAD_USE, job.say("no_question"))
    question = " ".join(job.chosen.question)
    knowledge = load_whole(job, near(knowledge_folder(job)), use_cache=False)
    assistant = Assistant(knowledge, job.settings.thresholds)
    answer, _ = assistant.reply(Question(question, as_of=job.as_of), Dialogue(language=job.settings.language))
    texts = load_texts(job.language)
    explained = explain(question, answer, knowledge, job.settings.thresholds, texts)
    print(as_json_text(explained) if job.chosen.json else as_plain_text(explained, texts))
    return DONE
