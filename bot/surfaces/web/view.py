"""What the pages show, as plain values for the templates. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.answering.wording import Composer
from bot.core.records.model import Answer, Fact, Figure, KnowledgeBase, Line, Source, in_language
from bot.core.records.series import is_series
from bot.surfaces.reasons import reason_lines
from bot.surfaces.render import clean_lines, plain_text
from bot.surfaces.topics import find_topics, question_of, topic_of
from bot.surfaces.web.addresses import address
from bot.surfaces.web.site import Turn, part_of_address

SMALL = frozenset({"caveat", "sum", "citation"})
FIRST_QUESTIONS = 6  # examples above an empty conversation, each of another topic
RELATED = 6
ROWS_FOR_A_CHART = 2  # rows of one fact in an answer from which a chart says more than the lines


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A question and its answer as the page shows them."""

    asked: str
    kind: str
    lines: tuple[Line, ...]
    choices: tuple[tuple[int, str], ...]
    suggestions: tuple[str, ...]
    fact: str  # id of the first fact that was told; "" without one
    period: str
    facts: tuple[Link, ...]
    sources: tuple[Link, ...]
    chart: Link | None
    why: tuple[Line, ...]
    read_as: tuple[tuple[str, str], ...]  # misspelt words, and what they were read as
    copied: str  # the answer as text, with its source
    announced: str  # one sentence for a screen reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One period of a figure."""

    period: str
    value: str
    sources: tuple[Link, ...]
    remark: str
    key: str  # the period as the knowledge base writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact on a page of its own."""

    id: str
    part: str  # in an address
    title: str
    statement: str
    population: str
    rows: tuple[RowView, ...]
    others: tuple[RowView, ...]  # of other sources, for a period that has a preferred one
    breaks: tuple[str, ...]
    caveat: str
    sources: tuple[tuple[Source, str], ...]  # with the reference
    related: tuple[Link, ...]
    questions: tuple[str, ...]
    topic: Link
    has_chart: bool


def turn_view(turn: Turn, knowledge: KnowledgeBase, language: str) -> TurnView:
    """Return a turn for the page in a language; the answer itself may be in another one."""
    answer = turn.answer
    facts = tuple(dict.fromkeys(use.fact for use in answer.facts))
    lines = tuple(line for line in clean_lines(answer.lines) if line.role not in ("choice", "suggestion"))
    chart = _chart(answer, knowledge, language)
    return TurnView(
        asked=turn.asked,
        kind=answer.kind,
        lines=lines,
        choices=tuple(enumerate((choice.label for choice in answer.choices), start=1)),
        suggestions=() if answer.choices else answer.suggestions,
        fact=facts[0] if facts else "",
        period=next((use.period or "" for use in answer.facts), ""),
        facts=tuple(fact_link(knowledge.facts[id_], knowledge, language) for id_ in facts),
        sources=tuple(
            Link(one.text, address("source", language, part_of_address(one.source))) for one in answer.citations
        ),
        chart=chart,
        why=_why(answer, knowledge),
        read_as=tuple(
            (one.words, one.label) for one in answer.explanation.readings if one.how == "repaired" and one.label
        ),
        copied=plain_text(answer),
        announced=next((line.text for line in lines if line.role in ("headline", "missing")), ""),
    )


def _chart(answer: Answer, knowledge: KnowledgeBase, language: str) -> Link | None:
    series = answer.series or next((use.fact for use in answer.facts if is_series(knowledge.facts[use.fact])), None)
    if series is None:
        return None
    several = sum(use.fact == series for use in answer.facts) >= ROWS_FOR_A_CHART
    calculated = any(use.is_calculated for use in answer.facts)
    if not (answer.asks_chart or several or calculated):
        return None
    return fact_link(knowledge.facts[series], knowledge, language)


def _why(answer: Answer, knowledge: KnowledgeBase) -> tuple[Line, ...]:
    if not answer.facts:
        return ()
    fact = knowledge.facts[answer.facts[0].fact]
    told = {use.period for use in answer.facts if use.fact == fact.id}
    rows = [row for row in fact.rows if row.period in told]
    return reason_lines(fact, rows, answer.explanation.readings, knowledge, answer.language)[1:]


def fact_link(fact: Fact, knowledge: KnowledgeBase, language: str) -> Link:
    return Link(Composer(knowledge, language).label(fact), address("fact", language, part_of_address(fact.id)))


def fact_view(fact: Fact, knowledge: KnowledgeBase, language: str) -> FactView:
    """Return a fact for its page."""
    from bot.citing.apa import apa_texts

    composer = Composer(knowledge, language)
    rows = tuple(_row_view(fact, row, composer, knowledge) for row in fact.figures)
    ids = tuple(dict.fromkeys(id_ for row in fact.rows for id_ in (*row.sources, *filter(None, [row.via]))))
    references = apa_texts(ids, knowledge, language)
    related = [knowledge.facts[id_] for id_ in fact.related if id_ in knowledge.facts]
    questions = fact.ask.get(language) or next(iter(fact.ask.values()), ())
    topic = topic_of(fact)
    return FactView(
        id=fact.id,
        part=part_of_address(fact.id),
        title=composer.label(fact),
        statement=composer.statement(fact, fact.figures[0]),
        population=composer.population(fact, fact.figures[0]),
        rows=rows,
        others=tuple(_row_view(fact, row, composer, knowledge) for row in fact.superseded),
        breaks=tuple(composer.text(one.reason) for one in fact.breaks),
        caveat=composer.text(fact.caveat),
        sources=tuple((knowledge.sources[id_], text) for id_, text in zip(ids, references, strict=True)),
        related=tuple(fact_link(one, knowledge, language) for one in related[:RELATED]),
        questions=tuple(questions),
        topic=Link(_topic_label(topic, knowledge, language), address("topic", language, part_of_address(topic))),
        has_chart=is_series(fact),
    )


def _row_view(fact: Fact, row: Figure, composer: Composer, knowledge: KnowledgeBase) -> RowView:
    language = composer.language
    return RowView(
        period=composer.when(row),
        value=composer.figure(fact, row),
        sources=tuple(
            Link(knowledge.sources[id_].cited_as, address("source", language, part_of_address(id_)))
            for id_ in row.sources
        ),
        remark=composer.text(row.caveat),
        key=row.period or "",
    )


def _topic_label(id_: str, knowledge: KnowledgeBase, language: str) -> str:
    return next((topic.label for topic in find_topics(knowledge, language) if topic.id == id_), id_)


def first_questions(knowledge: KnowledgeBase, language: str) -> tuple[str, ...]:
    """Return questions that show the range of what is known, each of another topic."""
    identity = knowledge.identity
    chosen = in_language(identity.examples, language, ()) if identity else ()
    topics = sorted(find_topics(knowledge, language), key=lambda topic: -len(topic.facts))
    figures = ([one for one in topic.facts if knowledge.facts[one].kind == "figure"] for topic in topics)
    first = (knowledge.facts[several[0]] for several in figures if several)
    return tuple(dict.fromkeys((*chosen, *(question_of(fact, language) for fact in first))))[:FIRST_QUESTIONS]


def find_in_sources(knowledge: KnowledgeBase, word: str) -> tuple[Source, ...]:
    """Return the sources with a word in their name, title or publisher, by name."""
    sought = word.casefold()
    found = (one for one in knowledge.sources.values() if sought in _words_of(one).casefold())
    return tuple(sorted(found, key=lambda source: source.cited_as.casefold()))


def _words_of(source: Source) -> str:
    names = (author.name for author in source.author)
    return " ".join(filter(None, (source.cited_as, source.title, source.publisher, source.issued, *names)))


def facts_of_source(source: Source, knowledge: KnowledgeBase, language: str) -> tuple[Link, ...]:
    """Return the facts that were read in a source, or that a document read cites it for."""
    found = (
        fact
        for fact in knowledge.facts.values()
        if any(source.id in row.sources or source.id == row.via for row in fact.rows)
    )
    return tuple(fact_link(fact, knowledge, language) for fact in found)


def table_of(fact: Fact, knowledge: KnowledgeBase, language: str) -> Iterable[Sequence[str]]:
    """Yield the head and the rows of a fact as they stand in its CSV file."""
    composer = Composer(knowledge, language)
    yield ("fact", "period", "value", "unit", "as_printed", "population", "preferred", "source")
    for preferred, rows in ((True, fact.figures), (False, fact.superseded)):
        for row in rows:
            yield (
                fact.id,
                row.period or "",
                "" if row.value is None else format(row.value, "f"),
                row.unit or fact.unit or "",
                row.as_printed or "",
                composer.population(fact, row),
                "true" if preferred else "false",
                "; ".join(knowledge.sources[id_].cited_as for id_ in row.sources),
            )


def fact_object(fact: Fact, knowledge: KnowledgeBase, language: str) -> dict[str, object]:
    """Return a fact as the interface for programs gives it."""
    composer = Composer(knowledge, language)

    def row_object(row: Figure) -> dict[str, object]:
        value = row.value
        return {
            "period": row.period,
            "value": None if value is None else int(value) if value == value.to_integral_value() else float(value),
            "unit": row.unit or fact.unit,
            "as_printed": row.as_printed,
            "shown": composer.figure(fact, row),
            "sources": list(row.sources),
            "via": row.via,
            "remark": composer.text(row.caveat) or None,
        }

    return {
        "id": fact.id,
        "kind": fact.kind,
        "label": composer.label(fact),
        "text": composer.statement(fact, fact.figures[0]),
        "measure": fact.measure,
        "unit": fact.unit,
        "population": composer.population(fact, fact.figures[0]) or None,
        "topic": topic_of(fact),
        "question": question_of(fact, language),
        "rows": [row_object(row) for row in fact.figures],
        "other_rows": [row_object(row) for row in fact.superseded],
        "breaks": [
            {"from": one.start, "during": list(one.during), "reason": composer.text(one.reason)} for one in fact.breaks
        ],
        "remark": composer.text(fact.caveat) or None,
        "related": list(fact.related),
    }


def source_object(source: Source, knowledge: KnowledgeBase, language: str) -> dict[str, object]:
    """Return a source as the interface for programs gives it."""
    return {
        "id": source.id,
        "cited_as": source.cited_as,
        "type": source.type,
        "title": source.title,
        "authors": [author.name for author in source.author],
        "issued": source.issued,
        "publisher": source.publisher,
        "url": source.url,
        "facts": [
            fact.id
            for fact in knowledge.facts.values()
            if any(source.id in row.sources or source.id == row.via for row in fact.rows)
        ],
    }
