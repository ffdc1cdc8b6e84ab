"""Tell what was asked in vain on Telegram, and what has an answer by now."""

from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge, count
from bot.commands.job import DONE, Run, build_assistant
from bot.commands.store_access import add_form, read_store, write_report
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser


MOST_GROUPS = 2000  # that are put to the knowledge base again


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--weeks", type=count, metavar="N", help="only what was asked in the last N weeks")
    add_form(command)
    command.add_argument("--lang", choices=find_codes(), help="language of the report")
    add_knowledge(command)


def run(job: Run) -> int:
    """Put what was asked in vain to the present knowledge base again, and tell it by group."""
    import json
    from datetime import date, timedelta

    from bot.surfaces.reports import Writer
    from bot.surfaces.unanswered import as_json, find_vain

    groups = read_store(job, lambda store: store.unanswered(MOST_GROUPS))
    assistant, knowledge = build_assistant(job)
    weeks, today = job.chosen.weeks, date.today()
    since = today - timedelta(weeks=weeks - 1) if weeks else None
    found = find_vain(groups, assistant, since)
    writer = Writer(knowledge, job.language)
    if job.chosen.json:
        report = json.dumps({"groups": as_json(found, knowledge.facts)}, ensure_ascii=False)
    elif job.chosen.markdown:
        report = writer.unanswered_markdown(found, today)
    else:
        report = writer.unanswered_text(found)
    write_report(job, report)
    return DONE
