"""`vraagbaak check`: every problem of a knowledge base in one run."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.core.model import KnowledgeBase
from bot.core.text import fold
from bot.kb.files import read_files, with_changes
from bot.kb.load import LANGUAGES, PathText, find_nothing
from bot.kb.problems import Problem, as_json, as_text, in_order
from bot.kb.reading import Reading, read_knowledge
from bot.kb.rule import Material, Reply
from bot.kb.rules import apply_rules
from bot.kb.schema import find_schema_problems

ReplyFactory = Callable[[KnowledgeBase], Reply]


@dataclass(frozen=True, slots=True)
class Checked:
    """All problems in order of file and line, and how much was looked at."""

    problems: tuple[Problem, ...]
    kb: KnowledgeBase


class SourceTextError(ValueError):
    """The source text cannot be used; the message says why, in one sentence for the maintainer."""


def run_check(
    directory: PathText,
    source_text: PathText | None = None,
    as_json_object: bool = False,
    reply_factory: ReplyFactory | None = None,
    languages_directory: PathText = LANGUAGES,
) -> tuple[tuple[str, ...], int]:
    """Return the lines to print and the exit code: 0 without problems, 1 with, 2 where the source text is of no use.

    Args:
        directory: The folder of the knowledge base.
        source_text: The text of the document that the facts were read in; with it, the evidence is looked up there.
        as_json_object: Whether the lines are one JSON object for machines.
        reply_factory: Makes the assistant that the example questions are put to; None: they are not tried.
        languages_directory: The folder with the program's own words and phrases.
    """
    try:
        text = None if source_text is None else _read_text(os.fspath(source_text))
        name = "" if source_text is None else os.path.splitext(os.path.basename(os.fspath(source_text)))[0]
        checked = check(os.fspath(directory), text, name, reply_factory, os.fspath(languages_directory))
    except SourceTextError as error:
        return (str(error),), 2
    lines = (_as_object(checked),) if as_json_object else (*map(as_text, checked.problems), _summary(checked))
    return lines, 1 if checked.problems else 0


def check(
    directory: str,
    source_text: str | None,
    source_name: str,
    reply_factory: ReplyFactory | None,
    languages: str,
    changes: Mapping[str, bytes] | None = None,
) -> Checked:
    """Return every problem. Raises SourceTextError where it is unclear which document the text is of.

    With `changes`, contents by path, the files are checked as if these had been written already.
    """
    files, unread = read_files(directory)
    files = with_changes(files, directory, changes or {})
    language_files, more_unread = read_files(languages)
    reading = read_knowledge(files, language_files)
    problems = [*unread, *more_unread, *reading.problems]
    problems += _beyond(find_schema_problems(reading.documents), reading.problems)
    if not problems:
        problems += find_nothing(directory, files, len(reading.kb.facts))
    material = Material(
        kb=reading.kb,
        source_text=source_text,
        carrier=None if source_text is None else find_carrier(source_name, reading.kb),
        reply=reply_factory(reading.kb) if reply_factory and not problems else None,
    )
    problems += _find_with_rules(material, reading, whole=reading.whole and not unread)
    return Checked(in_order(problems), reading.kb)


def _beyond(found: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Return what the schema finds beyond the loader, which tells of the same lines in fitter words."""
    known = {problem.position for problem in told}
    return [problem for problem in found if problem.position not in known]


def _find_with_rules(material: Material, reading: Reading, *, whole: bool) -> list[Problem]:
    """Return what the rules find in sound records; of a faulty one, more would only be echoes."""
    return [problem for problem in apply_rules(material, whole=whole) if problem.position not in reading.faulty]


def find_carrier(name: str, kb: KnowledgeBase) -> str | None:
    """Return the id of the document that a text is of: the only one, or the one that the file is named after.

    None where no source is marked as a carrier: then every fact was read in this text.
    """
    carriers = [source for source in kb.sources.values() if source.role == "carrier"]
    if len(carriers) <= 1:
        return carriers[0].id if carriers else None
    for source in carriers:
        if _slug(name) in {_slug(title) for title in (source.id, source.cited_as, source.title or "")}:
            return source.id
    names = ", ".join(sorted(source.id for source in carriers))
    raise SourceTextError(f'The file "{name}" is named after none of the documents. Name it after its id: {names}.')


def _slug(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _read_text(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise SourceTextError(f'The source text "{path}" cannot be read ({error.strerror}).') from error
    except ValueError as error:
        raise SourceTextError(f'The source text "{path}" is not saved as UTF-8. Save it as UTF-8.') from error


def _summary(checked: Checked) -> str:
    found = len(checked.problems)
    problems = "no problem" if not found else "1 problem" if found == 1 else f"{found} problems"
    return f"{_count(checked.kb)}: {problems}."


def _count(kb: KnowledgeBase) -> str:
    counts = {"fact": len(kb.facts), "concept": len(kb.concepts), "source": len(kb.sources)}
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in counts.items())


def _as_object(checked: Checked) -> str:
    counts = {"facts": len(checked.kb.facts), "concepts": len(checked.kb.concepts), "sources": len(checked.kb.sources)}
    return json.dumps({**counts, "problems": [as_json(problem) for problem in checked.problems]}, ensure_ascii=False)
