"""Larger parts of a Markdown document, as GitHub shows it; what stands in them is Markdown already."""

from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fold(summary: str, content: str) -> str:
    """Return a block that opens when it is clicked on."""
    return f"<details><summary>{summary}</summary>\n\n{content}\n\n</details>"
