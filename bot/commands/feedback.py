"""Tell what people on Telegram think of the answers, by fact."""

from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge
from bot.commands.job import DONE, Run, build_assistant
from bot.commands.store_access import add_form, read_store, write_report
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.store.records import Comment, FactFeedback, RatedQuestion
    from bot.store.store import Store

MOST = 1000  # remarks, and questions left with a rating


def add_arguments(command: "ArgumentParser") -> None:
    add_form(command)
    command.add_argument("--lang", choices=find_codes(), help="language of the report")
    add_knowledge(command)


def run(job: Run) -> int:
    """Tell the ratings of each fact with their reasons, the questions left with them, and the remarks."""
    import json
    from datetime import date

    from bot.surfaces.ratings import as_json, find_rated
    from bot.surfaces.reports import Writer

    ratings, questions, comments = read_store(job, _read)
    _, knowledge = build_assistant(job)
    found = find_rated(ratings, questions, knowledge.facts)
    writer = Writer(knowledge, job.language)
    if job.chosen.json:
        report = json.dumps(as_json(found, comments), ensure_ascii=False)
    elif job.chosen.markdown:
        report = writer.ratings_markdown(found, comments, date.today())
    else:
        report = writer.ratings_text(found, comments)
    write_report(job, report)
    return DONE


async def _read(store: "Store") -> "tuple[list[FactFeedback], list[RatedQuestion], list[Comment]]":
    return await store.feedback(), await store.rated_questions(MOST), await store.comments(MOST)
