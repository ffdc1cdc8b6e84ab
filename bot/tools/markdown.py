"""Markdown as GitHub shows it: nothing in a question or a text can turn into markup."""

import re
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$&]")
_CALLS = re.compile(r"[@#](?=\w)")  # would call a person, or point to an issue
WORD_JOINER = "\u2060"  # invisible


def escape(text: str) -> str:
    """Return a text of one line, to be shown as it is; also in a cell of a table."""
    return _CALLS.sub(lambda found: found[0] + WORD_JOINER, _MARKUP.sub(lambda found: "\\" + found[0], text))


def code(text: str) -> str:
    """Return a name or a place in a file as code; also in a cell of a table."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text.replace('|', chr(92) + '|')}{pad}{fence}"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def fold(summary: str, content: str) -> str:
    """Return a block that opens when it is clicked on."""
    return f"<details><summary>{summary}</summary>\n\n{content}\n\n</details>"
