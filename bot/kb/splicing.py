"""An item more in a list of a YAML text, or a key more in a group; nothing else in the text is touched."""

from collections.abc import Sequence

from bot.kb.outline import Part
from bot.kb.styling import WIDTH, Value, in_brackets, item_lines, key_lines, scalar

BOTH_BRACKETS = 2  # characters that close a list within a group
INDENT = 2  # columns


def add_item(text: str, part: Part, index: int, value: Value) -> str:
    """Return the text with a value put before the item with this index of a list, or behind its last item."""
    items = part.items or ()
    if part.in_brackets:
        return _add_in_brackets(text, part, index, in_brackets(value))
    dash, column = _columns(text, items[0])
    near = items[max(index - 1, 0)]
    lines = item_lines(value, dash, column)
    short = " " * dash + "-".ljust(column - dash) + in_brackets(value)
    if near.keys is not None and near.in_brackets and len(short) <= WIDTH:
        lines = [short]
    at = after_line(text, items[index - 1].end, dash) if index else _before_comments(text, items[0].start, dash)
    return insert_lines(text, at, lines)


def add_key(text: str, group: Part, key: str, value: Value, order: Sequence[str], *, sentences: bool = False) -> str:
    """Return the text with a key more in a group, behind the last of the keys that come before it in `order`."""
    keys = group.keys or {}
    earlier = order[: order.index(key)] if key in order else tuple(keys)
    before = max((one.value.end for name, one in keys.items() if name in earlier), default=None)
    if group.in_brackets:
        word = f"{scalar(key, flow=True)}: {in_brackets(value, key)}"
        at = group.start + 1 if before is None else before
        ahead = "" if before is None else ", "
        behind = ", " if before is None and keys else ""
        return text[:at] + ahead + word + behind + text[at:]
    first = next(iter(keys.values())).start
    column = first - line_start(text, first)
    if before is None:  # a dash may stand before the first key, so that nothing can come above it
        before = next(iter(keys.values())).value.end
    return insert_lines(text, after_line(text, before, column), key_lines(key, value, column, sentences=sentences))


def add_to_text(text: str, part: Part, value: Value) -> str:
    """Return the text with a single value turned into a list in brackets, with another behind it."""
    return text[: part.start] + in_brackets([part.text, value]) + text[part.end :]


def insert_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Return the text with lines more at the start of a line, or at its end, with the line ends that it has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if at == len(text) and text and not text.endswith("\n"):
        return text + newline + newline.join(lines)
    return text[:at] + newline.join(lines) + newline + text[at:]


def line_start(text: str, at: int) -> int:
    """Return where the line begins that holds a place."""
    return text.rfind("\n", 0, at) + 1


def after_line(text: str, at: int, column: int) -> int:
    """Return where the next line begins; comments that stand deeper than a column still belong to what is above."""
    start = _line_end(text, at)
    while start < len(text):
        line = text[start : _line_end(text, start)]
        words = line.lstrip(" ")
        if not (words.startswith("#") and len(line) - len(words) > column):
            break
        start += len(line)
    return start


def _line_end(text: str, at: int) -> int:
    """Return where the line after the one that holds a place begins."""
    return text.find("\n", at) + 1 or len(text)


def _before_comments(text: str, at: int, column: int) -> int:
    """Return where the line of an item begins, or the first of the comments right above it."""
    start = line_start(text, at)
    while start:
        above = text[line_start(text, start - 1) : start]
        words = above.lstrip(" ")
        if not (words.startswith("#") and len(above) - len(words) == column):
            break
        start -= len(above)
    return start


def _columns(text: str, item: Part) -> tuple[int, int]:
    """Return the column of the dash of an item, and that of what stands behind it."""
    start = line_start(text, item.start)
    before = text[start : item.start].rstrip()
    if before.endswith("-"):
        return len(before) - 1, item.start - start
    dash = len(text[: item.start].rstrip()) - 1  # alone on the line above
    column = dash - line_start(text, dash)
    return column, column + INDENT


def _add_in_brackets(text: str, part: Part, index: int, word: str) -> str:
    items = part.items or ()
    if not items:
        return text[: part.start + 1] + word + text[part.start + 1 :]
    if index < len(items):
        at = items[index].start
        return f"{text[:at]}{word}, {text[at:]}"
    end = items[-1].end
    rest = text[end : part.end].lstrip()
    if rest.startswith(","):  # a comma behind the last item
        end = text.index(",", end) + 1
        return text[:end] + " " + word + text[end:]
    start = line_start(text, items[-1].start)
    if end - start + len(", ") + len(word) + BOTH_BRACKETS <= WIDTH:
        return f"{text[:end]}, {word}{text[end:]}"
    indent = len(text[start:]) - len(text[start:].lstrip(" ")) + (INDENT if start <= part.start else 0)
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text[:end]},{newline}{' ' * indent}{word}{text[end:]}"
