"""What is wrong in a file of the knowledge base, and how it is told to the maintainer."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.records.model import Position
from bot.core.words.printable import printable

CLOSE_ENOUGH = 0.6  # likeness below which a known name is no useful suggestion


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, which rule found it, what is wrong and how to mend it (both whole sentences)."""

    position: Position
    rule: str
    what: str
    mend: str


class Faults:
    """The problems of one file, collected while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, line: int, rule: str, what: str, mend: str) -> None:
        """Note one problem; reading goes on."""
        self.found.append(Problem(Position(self.file, line), rule, what, mend))


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the suggestion of the known word nearest to `word`, or `otherwise` where none is near."""
    import difflib  # 6 ms, and only needed where something is wrong

    spelt = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), spelt, n=1, cutoff=CLOSE_ENOUGH)
    return f'Did you mean "{spelt[near[0]]}"?' if near else otherwise


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file and line, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.position.file, problem.position.line, problem.rule, problem.what


def as_text(problem: Problem) -> str:
    """Return the problem as one line: `file:line: rule: what is wrong, how to mend it`."""
    where = str(problem.position)
    return printable(" ".join(f"{where}: {problem.rule}: {problem.what} {problem.mend}".split()))


def as_json(problem: Problem) -> dict[str, str | int]:
    """Return the problem as an object for machines."""
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "rule": problem.rule,
        "what": problem.what,
        "mend": problem.mend,
    }
