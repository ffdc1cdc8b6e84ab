"""A quiz as a table: for any spreadsheet (CSV), and in the form that Kahoot takes in.

Kahoot publishes no description of its template; this is what its copies have in common: the headings in row 8, the
first column for numbers, 120 characters for a question and 75 for each of four options, one of eight times.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.records.model import in_language
from bot.quiz.records import QuizQuestion

KAHOOT_QUESTION, KAHOOT_OPTION, KAHOOT_OPTIONS = 120, 75, 4
KAHOOT_HEAD_ROW = 8
KAHOOT_SECONDS = 60  # of 5, 10, 20, 30, 60, 90, 120 and 240: enough to read and to think
KAHOOT_HEADINGS = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, KAHOOT_OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes a formula by

Reason = Literal["long", "kind"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that does not fit, and why."""

    question: QuizQuestion
    reason: Reason


def as_csv(questions: Sequence[QuizQuestion], language: str) -> str:
    """Return the questions as a table with a line each; lines end in CR LF (RFC 4180)."""
    most = max((len(one.options) for one in questions), default=0)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    options = [f"option_{number}" for number in range(1, most + 1)]
    writer.writerow(["number", "kind", "question", *options, "right", "explanation", "source", "facts", "periods"])
    for number, one in enumerate(questions, start=1):
        shown = [in_language(option, language, "") for option in one.options]
        right = format(one.estimate.value, "f") if one.estimate else " ".join(str(place + 1) for place in one.right)
        explanation = " ".join(in_language(line, language, "") for line in one.explanation)
        cells = [
            *(str(number), one.kind, in_language(one.text, language, "")),
            *(shown + [""] * (most - len(shown))),
            *(right, explanation, in_language(one.source, language, "")),
            *(" ".join(one.facts), " ".join(period or "" for period in one.periods)),
        ]
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return text.getvalue()


def as_kahoot(questions: Iterable[QuizQuestion], language: str) -> tuple[bytes, tuple[LeftOut, ...]]:
    """Return a spreadsheet for Kahoot, and the questions that do not fit into it."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    sheet = book.active
    for column, heading in enumerate(KAHOOT_HEADINGS, start=2):
        sheet.cell(KAHOOT_HEAD_ROW, column, heading)
    left_out: list[LeftOut] = []
    row = KAHOOT_HEAD_ROW
    for question in questions:
        reason = misfit(question, language)
        if reason is not None:
            left_out.append(LeftOut(question, reason))
            continue
        row += 1
        shown = [in_language(option, language, "") for option in question.options]
        cells: list[str | int | None] = [in_language(question.text, language, ""), *shown]
        cells += [None] * (KAHOOT_OPTIONS - len(shown))
        sheet.cell(row, 1, row - KAHOOT_HEAD_ROW)
        for column, cell in enumerate([*cells, KAHOOT_SECONDS, question.right[0] + 1], start=2):
            written = sheet.cell(row, column, cell)
            if isinstance(cell, str):
                written.data_type = "s"  # a text, also where it begins as a formula does
    content = io.BytesIO()
    book.save(content)
    return content.getvalue(), tuple(left_out)


def misfit(question: QuizQuestion, language: str) -> Reason | None:
    """Return why Kahoot cannot have a question; None where it can."""
    if question.estimate is not None or question.is_order or len(question.options) > KAHOOT_OPTIONS:
        return "kind"
    options = [in_language(option, language, "") for option in question.options]
    fits = len(in_language(question.text, language, "")) <= KAHOOT_QUESTION
    return None if fits and all(len(option) <= KAHOOT_OPTION for option in options) else "long"
