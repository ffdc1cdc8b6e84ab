"""Fixed texts and sources as pages for Telegram. Pure."""

from collections.abc import Iterator

from bot.core.records.model import Line, in_language
from bot.surfaces.render import clean_lines, telegram_pages
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.topics import Topic


def text_pages(text: str) -> tuple[str, ...]:
    """Return a text of several lines as messages, its first line in bold where others follow."""
    first, *rest = text.split("\n")
    lines = [Line("headline" if rest else "detail", first), *(Line("detail", line) for line in rest)]
    return telegram_pages(tuple(clean_lines(lines)))


def topic_pages(topic: Topic, desk: Desk, language: str, page: int = 0) -> tuple[str, ...]:
    """Return one page of the questions of a topic, numbered as on the buttons."""
    heading = Line("headline", desk.say(language, "telegram_topic", topic=topic.label))
    lines = [heading, *(Line("detail", f"{place + 1}. {topic.questions[place]}") for place in topic.page(page))]
    return telegram_pages(tuple(clean_lines(lines)))


def source_lines(desk: Desk, id_: str, language: str) -> Iterator[Line]:
    """Yield all that is known of a source, and how many facts come from it."""
    source = desk.knowledge.sources[id_]
    yield Line("headline", source.cited_as)
    yield Line("detail", desk.assistant.reference(id_, language))
    yield Line("detail", in_language(source.note, language, ""))
    told = [fact for fact in desk.facts.values() if any(id_ in (*row.sources, row.via) for row in fact.figures)]
    yield Line("detail", desk.say(language, "telegram_source_facts", count=len(told)))
