"""The YAML library's own messages in a maintainer's words."""

import re

TAB = re.compile(r"^[ -]*\t", re.MULTILINE)

# Part of the library's message (of the compiled and of the pure parser) → what is wrong, how to mend it,
# and whether the fault lies where the part began to be read rather than where it became impossible.
WORDS = (
    (
        "mapping values are not allowed",
        "A colon with a space after it stands in the middle of a value, or the line is indented too far.",
        'Put quotation marks around a text that holds ": ", or align the line with the one above.',
        False,
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Add the closing quotation mark.",
        True,
    ),
    (
        "could not find expected ':'",
        "This line is no key with a value: the colon is missing.",
        'Write "key: value", or indent the line so that it belongs to the text above.',
        True,
    ),
    (
        "while parsing a flow",
        "A list in [ ] or a group of keys in { } goes wrong here: a comma or a closing bracket is missing.",
        "Add the comma or the bracket; a text with a comma, colon or bracket in it needs quotation marks.",
        False,
    ),
    (
        "while parsing a block",
        "This line does not fit the ones above: its indentation differs, or text follows a closing quotation mark.",
        "Align it with the lines that it belongs to; of a text with quotation marks inside, double the inner ones.",
        False,
    ),
    (
        "unknown escape character",
        "A backslash stands in a text between double quotation marks.",
        "Use single quotation marks for this text, or double the backslash.",
        False,
    ),
    (
        "cannot start any token",
        "A value begins with a character that YAML keeps for itself (such as %, @ or `).",
        "Put quotation marks around the value.",
        False,
    ),
    (
        "alphabetic or numeric character",
        "A value begins with * or &, which YAML keeps for itself.",
        "Put quotation marks around the value.",
        False,
    ),
)


def explain(error: Exception, text: str) -> tuple[str, int, str, str]:
    """Return the rule, the line, what is wrong and how to mend it for an error of the YAML library."""
    context, problem = str(getattr(error, "context", None) or ""), str(getattr(error, "problem", None) or "")
    line = _line(getattr(error, "problem_mark", None), text)
    tab = _find_tab(text, line)
    if tab is not None:
        more = len(TAB.findall(text)) - 1
        what = "The line is indented with a tab" + (f", and so are {more} others in this file." if more else ".")
        return "tab", tab, what, "Use spaces: most editors can replace every tab by two spaces at once."
    for part, what, mend, at_start in WORDS:
        if part in problem or part in context:
            begun = getattr(error, "context_mark", None)
            return "broken-yaml", _line(begun, text) if at_start and begun else line, what, mend
    detail = " ".join((problem or str(error).partition("\n")[0]).split())
    what = f'The file cannot be read any further from here ("{detail}").'
    return "broken-yaml", line, what, "Check brackets, quotation marks and indentation in this line and the one above."


def _line(mark: object, text: str) -> int:
    """Return the line from 1; an error at the very end belongs to the last line that there is."""
    last = text.rstrip().count("\n") + 1
    return min(int(getattr(mark, "line", last - 1)) + 1, last)


def _find_tab(text: str, line: int) -> int | None:
    """Return the line with a tab before its first word: the line of the error or the one before it."""
    lines = text.split("\n")
    near = (number for number in (line, line - 1) if 0 < number <= len(lines) and TAB.match(lines[number - 1]))
    return next(near, None)
