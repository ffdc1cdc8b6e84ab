"""Why this answer, as a table for people (`--explain`). In English, like the ids that it names."""

from collections.abc import Sequence

from bot.core.records.model import Answer, Explanation
from bot.core.words.printable import printable_line

NOTHING = "-"


def explain_text(answer: Answer) -> str:
    """Return how the question was read, which facts came into view and what decided."""
    return "\n\n".join(
        [_readings(answer.explanation), _frame(answer.explanation), _candidates(answer.explanation), _verdict(answer)]
    )


def _readings(explanation: Explanation) -> str:
    rows = [(reading.words, reading.read_as, reading.label, reading.how) for reading in explanation.readings]
    return _table(("words", "read as", "known as", "how"), rows) if rows else "No words were read."


def _frame(explanation: Explanation) -> str:
    rows = [(name, ", ".join(values)) for name, values in explanation.frame.items()]
    return _table(("slot", "filled with"), rows) if rows else "No slot of the frame is filled."


def _candidates(explanation: Explanation) -> str:
    rows = [(fact, f"{score:.1f}", ", ".join(missing)) for fact, score, missing in explanation.candidates]
    return _table(("candidate", "score", "left open"), rows) if rows else "No fact was considered."


def _verdict(answer: Answer) -> str:
    decided = printable_line(answer.explanation.decided)
    return f"decided: {answer.kind}" + (f" ({decided})" if decided else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the rows in columns as wide as their longest cell, with a line below the head."""
    cells = [head, *([printable_line(cell) or NOTHING for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
