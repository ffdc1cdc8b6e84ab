"""The YAML library's own messages in a maintainer's words."""

import re

CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)  # git's marks
NO_SPACE = re.compile(r"\s*(?:- )?([a-zA-Z_]+):(\S.*)")
NO_COLON = re.compile(r"\s*(?:- )?([a-zA-Z_]+) +(\S.*)")
KEY = re.compile(r"\s*(?:- )?[\w-]+:(?: |$)")
INNER_QUOTES = re.compile(r'"[^"]*"[^\W_]')
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


def find_conflict(text: str) -> tuple[int, str, str, str] | None:
    """Return line, rule, what is wrong and how to mend it where git left two versions of some lines in the file."""
    marks = list(CONFLICT.finditer(text))
    if not marks or marks[0][1] != "<" * 7:
        return None
    line = text.count("\n", 0, marks[0].start()) + 1
    what = f"Two versions of these lines stand in the file, since git could not merge them ({marks[0].group()})."
    mend = "Keep what is right of both, and delete the lines with <<<<<<<, ======= and >>>>>>>."
    return line, "broken-yaml", what, mend


def explain(error: Exception, text: str) -> tuple[str, int, str, str]:
    """Return the rule, the line, what is wrong and how to mend it for an error of the YAML library."""
    context, problem = str(getattr(error, "context", None) or ""), str(getattr(error, "problem", None) or "")
    line = _line(getattr(error, "problem_mark", None), text)
    tab = _find_tab(text, line)
    if tab is not None:
        more = len(TAB.findall(text)) - 1
        what = "The line is indented with a tab" + (f", and so are {more} others in this file." if more else ".")
        return "tab", tab, what, "Use spaces: most editors can replace every tab by two spaces at once."
    begun = getattr(error, "context_mark", None)
    closer = _look_closer(text.split("\n"), _line(begun, text) if begun else line, line, f"{context} {problem}")
    if closer is not None:
        return "broken-yaml", *closer
    for part, what, mend, at_start in WORDS:
        if part in problem or part in context:
            return "broken-yaml", _line(begun, text) if at_start and begun else line, what, mend
    what = "The file cannot be read any further from here."
    return "broken-yaml", line, what, "Check brackets, quotation marks and indentation in this line and the one above."


def _look_closer(lines: list[str], begun: int, line: int, said: str) -> tuple[int, str, str] | None:
    """Return line, what is wrong and how to mend it where the lines themselves tell it better than the library does."""
    shown = lines[begun - 1]
    if "could not find expected ':'" in said and (found := NO_SPACE.fullmatch(shown)):
        return begun, "The space after the colon is missing.", f'Did you mean "{found[1]}: {found[2]}"?'
    if "could not find expected ':'" in said and (found := NO_COLON.fullmatch(shown)):
        mend = f'Did you mean "{found[1]}: {found[2]}"? Else indent the line, so that it belongs to the text above.'
        return begun, "This line is no key with a value: the colon is missing.", mend
    if "while parsing a" not in said:
        return None
    if INNER_QUOTES.search(lines[line - 1]):
        mend = "Between double quotation marks, write single ones: \"say 'so'\"."
        return line, "The text goes on after its closing quotation mark.", mend
    odd = [at for at in range(begun, line) if lines[at - 1].count('"') % 2]
    if len(odd) == 1:
        return odd[0], "A quotation mark is opened in this line and not closed.", 'Add the closing quotation mark (").'
    if "parsing a flow" in said and begun < line and _opens_more(shown) and KEY.match(lines[line - 1]):
        return begun, "A bracket is opened in this line and not closed.", "Add the closing ] or }."
    before = next((at for at in range(line - 1, 0, -1) if lines[at - 1].strip()), None)
    if "parsing a block" in said and before and _indent(lines[before - 1]) != _indent(lines[line - 1]):
        here, above = _indent(lines[line - 1]), _indent(lines[before - 1])
        what = f"This line begins with {_spaces(here)}, and the one above it with {_spaces(above)}."
        return line, what, "Let lines that belong together begin at the same place."
    return None


def _opens_more(line: str) -> bool:
    return sum(map(line.count, "[{")) > sum(map(line.count, "]}"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(number: int) -> str:
    return "1 space" if number == 1 else f"{number or 'no'} spaces"


def _line(mark: object, text: str) -> int:
    """Return the line from 1; an error at the very end belongs to the last line that there is."""
    last = text.rstrip().count("\n") + 1
    return min(int(getattr(mark, "line", last - 1)) + 1, last)


def _find_tab(text: str, line: int) -> int | None:
    """Return the line with a tab before its first word: the line of the error or the one before it."""
    lines = text.split("\n")
    near = (number for number in (line, line - 1) if 0 < number <= len(lines) and TAB.match(lines[number - 1]))
    return next(near, None)
