"""Text that stands in Markdown, as GitHub and others show it, and cannot turn into anything but itself."""

import re

from bot.core.words.printable import on_one_line

WORD_JOINER = "\u2060"  # invisible
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$&!]")
_AT_THE_START = re.compile(r"^(?:([#=+-])|([0-9]+)([.)]))")  # a heading, or an item of a list
# What is live without any sign around it: @team, #12 and GH-12, the address of a page or of a person, and :smile:.
_LIVE = re.compile(r"@(?=\w)|#(?=\w)|\bGH(?=-[0-9])|\b(?:https?|ftp|mailto|xmpp)(?=:)|\bwww(?=\.)|:(?=[\w+-]+:)", re.I)


def escape(text: str) -> str:
    """Return a text on one line, to be shown as it is wherever it stands: in a line, an item or a cell of a table."""
    line = on_one_line(text)
    line = _AT_THE_START.sub(r"\2\\\1\3", _MARKUP.sub(lambda found: "\\" + found[0], line))
    return _LIVE.sub(lambda found: found[0] + WORD_JOINER, line)


def code(text: str) -> str:
    """Return a name or a place in a file as code; also in a cell of a table."""
    line = on_one_line(text)
    runs = [len(run) for run in re.findall("`+", line)]
    fence, pad = "`" * (max(runs, default=0) + 1), " " if runs else ""
    return f"{fence}{pad}{line.replace('|', chr(92) + '|')}{pad}{fence}"
