"""Write a sheet to hand out about a topic."""

from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_knowledge, add_language_of_program, count
from bot.commands.job import BAD_USE, DONE, Run, StopError, load_whole
from bot.kb.writing import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from bot.core.records.model import Fact, KnowledgeBase
    from bot.tools.handout import Drawn, Links

USUAL_SEED = 1
PDF = ".pdf"
ENDINGS = (".html", PDF)
WHERE = "{id}"


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument(
        "--topic", metavar="ID", required=True, help="what it is about, by id or name; ? names all topics"
    )
    command.add_argument("--output", metavar="FILE", required=True, help=f"an .html or .pdf file; {REPLACES}")
    command.add_argument("--bot", metavar="NAME", help="the bot's user name on Telegram, for the QR codes")
    command.add_argument("--link", metavar="URL", help="address of a fact, with {id} in it, for the QR codes")
    command.add_argument("--cards", type=count, metavar="N", help="also cards for so many tables")
    command.add_argument("--seed", type=count, metavar="S", default=USUAL_SEED, help="other exercises")
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Make the sheet and write it."""
    from bot.commands.quiz import facts_of_topics, find_topics_asked
    from bot.quiz.quiz import QuizMaker
    from bot.tools.handout import KINDS, MOST_CARDS, MOST_EXERCISES, as_page, choose_facts

    chosen = job.chosen
    if not chosen.output.lower().endswith(ENDINGS):
        raise StopError(BAD_USE, _say(job, "ending", path=chosen.output))
    if (chosen.cards or 0) > MOST_CARDS:
        raise StopError(BAD_USE, _say(job, "too_many_cards", most=MOST_CARDS))
    knowledge = load_whole(job)
    ids = facts_of_topics(knowledge, find_topics_asked(job, knowledge, [chosen.topic]))
    facts = choose_facts(knowledge, ids)
    topic = _label(job, knowledge, ids)
    if not facts:
        raise StopError(BAD_USE, _say(job, "no_figures", topic=topic))
    links = _links(job, facts)
    page = as_page(
        knowledge,
        job.language,
        _say(job, "title", topic=topic),
        facts,
        QuizMaker(knowledge).make(MOST_EXERCISES, chosen.seed, facts=ids, kinds=KINDS),
        links=links,
        drawn=_draw(job, knowledge, facts),
        cards=chosen.cards or 0,
    )
    _write(job, page)
    if not links.facts:
        print(_say(job, "no_codes"))
    return DONE


def _say(job: Run, name: str, /, **fields: object) -> str:
    from bot.texts import say

    return say("handout", job.language, name, **fields)


def _label(job: Run, knowledge: "KnowledgeBase", ids: "Sequence[str]") -> str:
    from bot.surfaces.topics import find_topics, topic_of

    wanted = {topic_of(knowledge.facts[id_]) for id_ in ids}
    return next((one.label for one in find_topics(knowledge, job.language) if one.id in wanted), job.chosen.topic)


def _links(job: Run, facts: "Sequence[Fact]") -> "Links":
    from bot.surfaces.links import Target, address_of
    from bot.tools.handout import Links

    chosen = job.chosen
    bot = address_of(chosen.bot, Target("language", job.language)) if chosen.bot else ""
    if chosen.link:
        if WHERE not in chosen.link or not chosen.link.startswith(("https://", "http://")):
            raise StopError(BAD_USE, _say(job, "not_a_link", id=WHERE))
        return Links(bot, {fact.id: chosen.link.replace(WHERE, fact.id) for fact in facts})
    if not bot:
        return Links()
    return Links(bot, {fact.id: address_of(chosen.bot, Target("fact", fact.id, job.language)) for fact in facts})


def _draw(job: Run, knowledge: "KnowledgeBase", facts: "Sequence[Fact]") -> "Drawn | None":
    """Return the chart of the first series among the figures."""
    from bot.core.answering.chart import chart_of
    from bot.core.answering.wording import Composer
    from bot.surfaces.chart_picture import draw_chart
    from bot.tools.handout import Drawn

    composer = Composer(knowledge, job.language)
    chart = next(filter(None, (chart_of(composer, fact) for fact in facts)), None)
    if chart is None:
        return None
    words = "; ".join(f"{point.label or point.period}: {point.shown}" for point in chart.points)
    return Drawn(chart.fact, f"{chart.title}. {words}", draw_chart(chart, "png"))


def _write(job: Run, page: str) -> None:
    from bot.tools.pdf import NoPdfError, as_pdf

    path = job.chosen.output
    try:
        content = as_pdf(page) if path.lower().endswith(PDF) else page.encode()
        write_file(path, content)
    except NoPdfError as error:
        raise StopError(BAD_USE, _say(job, f"no_pdf_{error}")) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise StopError(BAD_USE, job.say("not_written", path=path, reason=reason or error)) from None
    print(_say(job, "written", path=path))
