"""The YAML files below a folder, read whole."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.model import Position
from bot.kb.problems import Problem

ENDINGS = (".yaml", ".yml")
LARGEST = 10_000_000  # bytes of one file: some 20,000 facts, a hundred times the largest that we have
LARGEST_FOLDER = 50_000_000  # bytes of all files together: with 100,000 facts an answer begins to take its time


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it stands on the disk."""

    path: str  # as shown in messages: the folder as it was given, and what is below it
    name: str  # below the folder, with "/" between folders
    content: bytes


def read_files(directory: str) -> tuple[tuple[RawFile, ...], tuple[Problem, ...]]:
    """Return every YAML file anywhere below the folder, sorted by name, and a problem for each that cannot be read.

    A folder that does not exist holds no files; a folder inside it that may not be entered is a problem.
    """
    files: list[RawFile] = []
    closed: list[OSError] = []
    names = sorted(_find_names(directory, closed)) if os.path.isdir(directory) else []
    problems = [_unreadable(str(error.filename), error) for error in closed]
    left = LARGEST_FOLDER
    for name in names:
        path = os.path.join(directory, *name.split("/"))
        if _leads_out(path, directory):
            problems.append(Problem(Position(path, 1), "link", LEADS_OUT, MEND_LINK))
            continue
        try:
            content = _read(path, min(left, LARGEST) + 1)
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        if len(content) > min(left, LARGEST):
            problems.append(_too_large(path, alone=len(content) > LARGEST))
            continue
        left -= len(content)
        files.append(RawFile(path, name, content))
    return tuple(files), tuple(problems)


def with_changes(files: Sequence[RawFile], directory: str, changes: Mapping[str, bytes]) -> tuple[RawFile, ...]:
    """Return the files with other contents for some paths, which may be new, as if they were on the disk."""
    there = {file.path: file for file in files}
    for path, content in changes.items():
        name = os.path.relpath(path, directory).replace(os.sep, "/")
        there[path] = RawFile(path, name, content)
    return tuple(sorted(there.values(), key=lambda file: file.name))


def _unreadable(path: str, error: OSError) -> Problem:
    what = f"It cannot be read ({error.strerror or error})."
    return Problem(Position(path, 1), "unreadable", what, "Check that it exists and that you may read it.")


LEADS_OUT = "This is a link to a file outside the folder, which is not read."
MEND_LINK = "Put the file itself in the folder, or take the link away."


def _leads_out(path: str, directory: str) -> bool:
    """Tell whether a link leads out of the folder: what is there may be anything, and messages quote what they find."""
    if not os.path.islink(path):
        return False
    inside = os.path.realpath(directory)
    return not os.path.realpath(path).startswith(os.path.join(inside, ""))


def _too_large(path: str, *, alone: bool) -> Problem:
    if alone:
        what, mend = f"The file is larger than {LARGEST // 1_000_000} MB.", "Spread what it holds over several files."
    else:
        what = f"With this file, the folder holds more than {LARGEST_FOLDER // 1_000_000} MB."
        mend = "Take away what is no knowledge."
    return Problem(Position(path, 1), "too-large", what, f"{mend} It is not read.")


def _find_names(directory: str, closed: list[OSError]) -> Iterator[str]:
    """Yield the names of the YAML files; what is hidden (editors' copies, .git) is no part of the knowledge base."""
    for folder, folders, names in os.walk(directory, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = os.path.relpath(folder, directory)
        start = "" if below == os.curdir else below.replace(os.sep, "/") + "/"
        yield from (start + name for name in names if name.lower().endswith(ENDINGS) and not name.startswith("."))


def _read(path: str, most: int) -> bytes:
    """Return the first bytes of a file."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError("it is no ordinary file")  # a pipe or a device would keep us waiting for ever
    with open(path, "rb") as file:
        return file.read(most)
