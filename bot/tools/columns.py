"""Tables of plain text."""

from collections.abc import Sequence

from bot.core.words.printable import on_one_line

NOTHING = "-"
GAP = "  "


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> list[str]:
    """Return the lines of a table, each column as wide as its longest cell; columns of numbers end alike.

    Args:
        head: The names of the columns.
        rows: Their cells; an empty one is marked.
        numbers: Which columns hold numbers, from 0.
    """
    cells = [list(map(on_one_line, head)), *([on_one_line(cell) or NOTHING for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = [
        GAP.join(
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return [lines[0], GAP.join("-" * width for width in widths), *lines[1:]]
