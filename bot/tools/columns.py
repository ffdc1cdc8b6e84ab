"""Tables of plain text."""

from collections.abc import Sequence

NOTHING = "-"
GAP = "  "


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> list[str]:
    """Return the lines of a table, each column as wide as its longest cell; columns of numbers end alike.

    Args:
        head: The names of the columns.
        rows: Their cells; an empty one is marked.
        numbers: Which columns hold numbers, from 0.
    """
    cells = [list(map(printable, head)), *([printable(cell) or NOTHING for cell in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    lines = [
        GAP.join(
            cell.rjust(width) if at in numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return [lines[0], GAP.join("-" * width for width in widths), *lines[1:]]


def printable(text: str, *, indented: bool = False) -> str:
    """Return a text on one line, with a mark for each control character and half letter; a terminal would obey them.

    Blanks in a row become one, unless it is `indented`: laid out already.
    """
    line = text if indented else " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)
