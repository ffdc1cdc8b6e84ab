"""Answer one question, or with --jsonl one question a line."""

import os
import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_day, add_knowledge, add_language
from bot.commands.job import BAD_USE, DONE, Run, StopError, build_assistant

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.core.assistant import Assistant
    from bot.core.records.model import Answer, KnowledgeBase
    from bot.surfaces.chart_picture import FileFormat


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("question", nargs="*", metavar="QUESTION", help="the question; quotation marks are wise")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one JSON object")
    shape.add_argument("--jsonl", action="store_true", help='read one {"q": ...} a line, write one answer a line')
    command.add_argument("--explain", action="store_true", help="show how the question was read and what decided")
    command.add_argument(
        "--chart", metavar="FILE", help=f"also draw all periods in this file: .png, .svg or .pdf; {REPLACES}"
    )
    add_day(command)
    add_knowledge(command)
    add_language(command)


def run(job: Run) -> int:
    """Answer the question on the command line, or those on standard input."""
    question = " ".join(job.chosen.question)
    if job.chosen.jsonl:
        if question:
            raise StopError(BAD_USE, job.say("jsonl_question"))
        if job.chosen.chart:
            raise StopError(BAD_USE, job.say("jsonl_chart"))
        return _ask_lines(job)
    if not job.chosen.question:
        raise StopError(BAD_USE, job.say("no_question"))
    chart_format = _chart_format(job)
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Question

    assistant, knowledge = build_assistant(job)
    start = Dialogue(language=job.settings.language)
    answer, _ = assistant.reply(Question(question, language=job.chosen.lang, as_of=job.as_of), start)
    of_chart = _write_chart(job, assistant, knowledge, answer, chart_format) if chart_format else ""
    if job.chosen.json:
        from bot.surfaces.answer_object import answer_object
        from bot.surfaces.machine import one_line

        print(one_line(answer_object(answer)))
        if of_chart:
            print(of_chart, file=sys.stderr)
        return DONE
    from bot.surfaces.render import plain_text

    print(plain_text(answer))
    if job.chosen.explain:
        from bot.surfaces.explain import explain_text

        print("\n" + explain_text(answer))
    if of_chart:
        print("\n" + of_chart)
    return DONE


def _chart_format(job: Run) -> "FileFormat | None":
    """Return in what form the chart is asked for, by the ending of its file; None where none is asked for."""
    if job.chosen.chart is None:
        return None
    from bot.surfaces.chart_picture import FORMATS

    ending = os.path.splitext(job.chosen.chart)[1].lower()
    found = next((one for one in FORMATS if ending == f".{one}"), None)
    if found is None:
        raise StopError(BAD_USE, job.say("chart_format", file=job.chosen.chart))
    return found


def _write_chart(
    job: Run, assistant: "Assistant", knowledge: "KnowledgeBase", answer: "Answer", file_format: "FileFormat"
) -> str:
    """Draw the series of an answer in the file that was named; return what to tell of it, or that there is none."""
    from bot.kb.writing import write_file
    from bot.surfaces.chart_picture import draw_chart

    chart = assistant.chart(answer.series, answer.language) if answer.series else None
    if chart is None:
        return knowledge.languages[answer.language].phrases["chart_none"]
    picture = draw_chart(chart, file_format)
    try:
        write_file(job.chosen.chart, picture)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StopError(BAD_USE, job.say("chart_unwritable", file=job.chosen.chart, reason=reason)) from error
    return job.say("chart_written", file=job.chosen.chart)


def _ask_lines(job: Run) -> int:
    from bot.surfaces.machine import MachineSurface

    assistant, knowledge = build_assistant(job)
    surface = MachineSurface(
        assistant,
        frozenset(knowledge.languages),
        language=job.settings.language,
        forced=job.chosen.lang,
        as_of=job.as_of,
    )
    surface.run(sys.stdin.buffer, lambda line: print(line, flush=True))
    return DONE
