"""A sheet to hand out: exercises on the front; the figures, their sources and the answers on the back."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from bot.citing.apa import apa_texts
from bot.core.answering.wording import Composer
from bot.core.records.model import Fact, Figure, KnowledgeBase, Texts, in_language
from bot.core.records.series import comparable_rows
from bot.core.words.text import capital
from bot.quiz.records import Kind, QuizQuestion
from bot.texts import find_texts
from bot.tools.pages import render
from bot.tools.qr import code_in_page

MOST_FIGURES = 4  # with a chart, the answers and the sources they fill the back of a sheet of A4
MOST_EXERCISES = 5  # what its front holds
MOST_CARDS = 40  # tables
KINDS: tuple[Kind, ...] = ("figure", "true-false", "threshold", "change", "larger", "order", "comparable")
"""The kinds of questions that can be answered on paper with a circle or a few letters."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the QR codes lead to."""

    bot: str = ""  # the bot; empty: no codes of it
    facts: Mapping[str, str] | None = None  # by fact id


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of a fact."""

    fact: str  # id
    words: str  # what it shows, for who cannot see it
    picture: bytes  # PNG: WeasyPrint puts the letters of an SVG by matplotlib askew


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of the sheet."""

    statement: str
    counted: str
    caveats: tuple[str, ...]
    source: str
    code: str  # the QR code as the address of a picture; empty without


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question on the front, and its answer on the back."""

    text: str
    options: tuple[tuple[str, str], ...]  # letter and text
    is_order: bool
    answer: str
    explanation: str


def choose_facts(knowledge: KnowledgeBase, ids: Sequence[str], number: int = MOST_FIGURES) -> tuple[Fact, ...]:
    """Return the first figures among some facts: those with the most periods first, then in their own order."""
    figures = [knowledge.facts[id_] for id_ in ids if knowledge.facts[id_].kind == "figure"]
    return tuple(sorted(figures, key=lambda fact: -len(fact.figures))[:number])


def as_page(
    knowledge: KnowledgeBase,
    language: str,
    title: str,
    facts: Sequence[Fact],
    questions: Sequence[QuizQuestion],
    *,
    links: Links,
    drawn: Drawn | None = None,
    cards: int = 0,
) -> str:
    """Return the sheet as a page that prints on A4.

    Args:
        knowledge: The knowledge base.
        language: Of the sheet.
        title: What it is about.
        facts: The figures to be shown; of each its newest row.
        questions: The exercises.
        links: Where the QR codes lead to.
        drawn: A chart.
        cards: How many cards for tables are added.
    """
    composer = Composer(knowledge, language)
    texts = find_texts("handout")[language]
    charted = comparable_rows(knowledge.facts[drawn.fact]) if drawn else ()
    rows = [*(fact.figures[0] for fact in facts), *_rows_asked(knowledge, questions), *charted]
    sources = dict.fromkeys(source for row in rows for source in row.sources)
    return render(
        "handout.html.jinja",
        language=language,
        texts=texts,
        title=title,
        exercises=[_exercise(question, language) for question in questions],
        figures=[_shown(composer, fact, links) for fact in facts],
        references=sorted(apa_texts(sources, knowledge, language), key=str.casefold),
        chart=f"data:image/png;base64,{b64encode(drawn.picture).decode()}" if drawn else "",
        chart_words=drawn.words if drawn else "",
        bot=links.bot,
        bot_code=code_in_page(links.bot) if links.bot else "",
        cards=list(range(1, cards + 1)),
    )


def _rows_asked(knowledge: KnowledgeBase, questions: Sequence[QuizQuestion]) -> Iterator[Figure]:
    for question in questions:
        for id_ in question.facts:
            yield from (row for row in knowledge.facts[id_].figures if row.period in question.periods)


def _shown(composer: Composer, fact: Fact, links: Links) -> Shown:
    row = fact.figures[0]
    statement = composer.statement(fact, row)
    if row.period:
        statement = composer.phrase("in_period", period=capital(composer.when(row)), statement=statement)
    address = (links.facts or {}).get(fact.id, "")
    return Shown(
        statement=statement,
        counted=composer.phrase("counted_both", population=composer.population(fact, row)),
        caveats=tuple(capital(composer.text(each.caveat)) for each in (fact, row) if each.caveat),
        source=composer.cited((row,)),
        code=code_in_page(address) if address else "",
    )


def _exercise(question: QuizQuestion, language: str) -> Exercise:
    def said(texts: Texts) -> str:
        return in_language(texts, language, "")

    return Exercise(
        text=said(question.text),
        options=tuple(zip(ascii_uppercase, map(said, question.options), strict=False)),
        is_order=question.is_order,
        answer=" ".join(ascii_uppercase[place] for place in question.right),
        explanation=f"{said(question.explanation[0])} ({said(question.source)})",
    )
