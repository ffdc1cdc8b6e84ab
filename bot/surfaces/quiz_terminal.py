"""A quiz in the terminal, for one: a question, a reply, what is so, and at the end the score and what to read."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from textwrap import wrap

from bot.core.answering.chart import Chart
from bot.core.records.model import Texts, in_language
from bot.core.values.numbers import parse_number, show_number
from bot.quiz.records import QuizQuestion, Reply
from bot.quiz.score import score
from bot.surfaces.chart_drawing import draw_lines
from bot.texts import notation_of, say

GROUP = "quiz"
WIDTH = 100  # characters: longer lines are hard to read
SKIP = "-"
CHARTED = frozenset({"change", "comparable"})  # kinds after which the series says more than the figure

DrawChart = Callable[[str], Chart | None]


@dataclass(frozen=True, slots=True)
class Played:
    """A question with the reply to it, and what that was worth; None where it was passed over."""

    question: QuizQuestion
    reply: Reply | None
    points: Decimal


class QuizTerminal:
    """Puts questions one by one; reading and writing lines is done by whoever made it."""

    def __init__(
        self, language: str, read: Callable[[str], str], write: Callable[[str], None], chart: DrawChart
    ) -> None:
        """Make it; `read` shows a prompt and returns a line, or raises EOFError."""
        self._language = language
        self._read = read
        self._write = write
        self._chart = chart

    def play(self, questions: Sequence[QuizQuestion]) -> tuple[Played, ...]:
        """Put all questions, and return how they were answered; the end of the input ends the quiz."""
        played: list[Played] = []
        for number, question in enumerate(questions, start=1):
            self._show(f"{number}/{len(questions)}  {self._text(question.text)}")
            for letter, option in zip(ascii_uppercase, question.options, strict=False):
                self._show(f"   {letter}. {self._text(option)}", indent=6)
            try:
                reply = self._ask(question)
            except EOFError:
                self._write("")
                break
            points = Decimal(0) if reply is None else score(question, reply)
            played.append(Played(question, reply, points))
            self._tell(question, reply, points)
        return tuple(played)

    def _ask(self, question: QuizQuestion) -> Reply | None:
        name = "ask_number" if question.estimate else "ask_order" if question.is_order else "ask_option"
        while True:
            last = ascii_uppercase[max(len(question.options) - 1, 0)]
            typed = self._read(say(GROUP, self._language, name, last=last) + " ")
            if typed.strip() == SKIP:
                return None
            reply = read_reply(question, typed)
            if reply is not None:
                return reply
            self._write(say(GROUP, self._language, f"not_{name}"))

    def _tell(self, question: QuizQuestion, reply: Reply | None, points: Decimal) -> None:
        if question.estimate:
            shown = self._text(question.estimate.shown)
            self._show(say(GROUP, self._language, "estimated", value=shown, points=self._number(points)))
        elif reply is None or points < 1:
            right = [self._text(question.options[place]) for place in question.right]
            name = "partly_right" if points else "wrong"
            self._show(say(GROUP, self._language, name, right=" > ".join(right), points=self._number(points)))
        else:
            self._write(say(GROUP, self._language, "right"))
        for line in question.explanation:
            self._show(self._text(line))
        source = self._text(question.source)
        if source:
            self._show(f"({source})")
        chart = self._chart(question.chart) if question.chart and question.kind in CHARTED else None
        if chart is not None:
            self._write("")
            self._write("\n".join(draw_lines(chart, WIDTH)))
        self._write("")

    def _text(self, texts: Texts) -> str:
        return in_language(texts, self._language, "")

    def _number(self, points: Decimal) -> str:
        return show_number(
            points.normalize() if points % 1 else points.quantize(Decimal(1)), notation_of(self._language)
        )

    def _show(self, text: str, indent: int = 0) -> None:
        self._write("\n".join(wrap(text, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)))

    def end(self, played: Sequence[Played], references: Sequence[str], code: str) -> Iterator[str]:
        """Yield the score, the references of what was not known, and how the same quiz is played again."""
        points = sum((one.points for one in played), Decimal(0))
        yield say(GROUP, self._language, "score", points=self._number(points), questions=len(played))
        if references:
            yield ""
            yield say(GROUP, self._language, "to_read")
            yield from references
        if code:
            yield ""
            yield say(GROUP, self._language, "again", code=code)


def read_reply(question: QuizQuestion, typed: str) -> Reply | None:
    """Return what was typed as a reply; None if it is none. Options go by letter or number, an order by all of them."""
    if question.estimate is not None:
        found = re.search(r"\d[\d.,]*", typed)
        return parse_number(found[0].rstrip(".,")) if found else None
    marks = re.findall(r"[a-z]|\d+", typed.casefold()) if question.is_order else [typed.strip().casefold()]
    places = [_place(mark) for mark in marks]
    chosen = tuple(place for place in places if place is not None and place < len(question.options))
    wanted = len(question.options) if question.is_order else 1
    return chosen if len(chosen) == len(marks) == wanted == len(set(chosen)) else None


def _place(mark: str) -> int | None:
    if mark.isascii() and mark.isdigit() and int(mark) > 0:
        return int(mark) - 1
    return ascii_uppercase.index(mark.upper()) if len(mark) == 1 and mark.upper() in ascii_uppercase else None
