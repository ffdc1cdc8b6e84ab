"""A change of one knowledge file: worked out, shown, checked with all the rest, and only then written."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.records.model import KnowledgeBase, Position
from bot.kb.files import RawFile, read_files
from bot.kb.language_files import read_language_files
from bot.kb.nodes import Node
from bot.kb.problems import Problem, in_order
from bot.kb.reading import read_knowledge
from bot.kb.writing import write_files
from bot.tools.check import ReplyFactory, check

Edit = Callable[[str], str]
"""The text of a file in, the changed text out; raises InsertionError."""


class NotWrittenError(Exception):
    """The file cannot be written; the arguments are its path and the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The knowledge base as a maintainer has it on the disk."""

    directory: str
    languages: str  # folder with the program's own words
    files: tuple[RawFile, ...]
    documents: tuple[tuple[str, Node], ...]  # path and content of each file
    kb: KnowledgeBase
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file as it will be."""

    path: str
    before: bytes | None  # None: a file that is not there yet
    text: str
    position: Position  # where the new lines begin
    lines: tuple[str, ...]  # those that are new


def open_bench(directory: str, languages: str) -> Bench:
    """Read the whole knowledge base, with every word of it."""
    files, unread = read_files(directory)
    language_files, more_unread = read_language_files(languages)
    reading = read_knowledge(files, language_files)
    problems = in_order([*unread, *more_unread, *reading.problems])
    return Bench(
        directory=directory,
        languages=languages,
        files=files,
        documents=reading.documents,
        kb=reading.kb,
        problems=problems,
    )


def path_of(bench: Bench, name: str) -> str:
    """Return the path of a file by its name below the folder."""
    return os.path.join(bench.directory, *name.split("/"))


def draft_change(path: str, edit: Edit, otherwise: str = "") -> Draft:
    """Return a file with a change; `otherwise` is the text of one that is not there yet. Raises InsertionError."""
    before = _read(path)
    old = otherwise if before is None else before.decode("utf-8")
    text = edit(old)
    start, lines = _new_lines(old.splitlines(), text.splitlines())
    return Draft(path=path, before=before, text=text, position=Position(path, start + 1), lines=lines)


def find_new_problems(bench: Bench, draft: Draft, reply_factory: ReplyFactory | None) -> tuple[Problem, ...]:
    """Return the problems that the knowledge base would have with the change, and does not have without it."""
    changes = {draft.path: draft.text.encode()}
    after = check(bench.directory, (), reply_factory, bench.languages, changes).problems
    if not after:
        return ()
    before = {_told(problem) for problem in check(bench.directory, (), reply_factory, bench.languages).problems}
    return tuple(problem for problem in after if _told(problem) not in before)


def write_draft(draft: Draft) -> None:
    """Write the file, unless it has been changed since it was read: then raise ChangedMeanwhileError."""
    try:
        write_files({draft.path: draft.text.encode()}, {draft.path: draft.before})
    except OSError as error:
        raise NotWrittenError(draft.path, error.strerror or str(error)) from error


def _told(problem: Problem) -> tuple[str, str, str]:
    """Return a problem without its line, which moves when something is added above it."""
    return problem.position.file, problem.rule, problem.what


def _read(path: str) -> bytes | None:
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def _new_lines(old: list[str], new: list[str]) -> tuple[int, tuple[str, ...]]:
    """Return the index of the first line that is new, and the lines from there up to the last new one."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    while start and len(new) > len(old) and not _begins(new[start]) and new[start - 1] == new[len(new) - end - 1]:
        start, end = start - 1, end + 1  # the record below begins with the same lines
    return start, tuple(new[start : len(new) - end])


def _begins(line: str) -> bool:
    return line.lstrip().startswith("- ")
