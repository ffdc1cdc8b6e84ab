"""What is wrong in a file of the knowledge base, and how it is told to the maintainer."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.core.records.model import Position
from bot.core.words.printable import on_one_line

CLOSE_ENOUGH = 0.6  # likeness below which a known name is no useful suggestion
MOST_PROBLEMS = 1_000  # of one file or rule: nobody reads more, and to word each of them takes its time
MOST_NAMES = 5_000  # that a word is compared with: 15 ms
LONGEST_NAME = 100  # characters of a word that may be a misspelt name; to compare takes their square
LONGEST = 2_000  # characters of a problem as it is shown: a file may have a word of millions


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands, which rule found it, what is wrong and how to mend it (both whole sentences)."""

    position: Position
    rule: str
    what: str
    mend: str


class TooManyError(Exception):
    """A file has so many problems that the rest of it is not worth reading."""


class Faults:
    """The problems of one file, collected while it is read."""

    def __init__(self, file: str, most: int | None = None) -> None:
        self.file = file
        self.most = most  # None: as many as there are
        self.found: list[Problem] = []

    def add(self, line: int, rule: str, what: str, mend: str) -> None:
        """Note one problem; reading goes on, unless there are too many: then raise TooManyError."""
        self.found.append(Problem(Position(self.file, line), rule, what, mend))
        if self.most is not None and len(self.found) >= self.most:
            self.found.append(no_more(self.found[-1]))
            raise TooManyError(self.file)


def no_more(last: Problem) -> Problem:
    """Return the problem that there are more than can be told, in the place of the last one that is."""
    what = f"There are more than {MOST_PROBLEMS:,} problems of this kind or in this file; the rest is not told."
    return Problem(last.position, "too-large", what, "Mend these first.")


def at_most(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems as long as they can be told, and then the one that there are more."""
    for number, problem in enumerate(problems, start=1):
        yield problem
        if number == MOST_PROBLEMS:
            yield no_more(problem)
            return


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return the suggestion of the known word nearest to `word`, or `otherwise` where none is near."""
    import difflib  # 6 ms, and only needed where something is wrong

    if len(word) > LONGEST_NAME or len(known) > MOST_NAMES:
        return otherwise
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
    line = on_one_line(f"{where}: {problem.rule}: {problem.what} {problem.mend}")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def as_json(problem: Problem) -> dict[str, str | int]:
    """Return the problem as an object for machines."""
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "rule": problem.rule,
        "what": problem.what,
        "mend": problem.mend,
    }
