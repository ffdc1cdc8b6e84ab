"""`vraagbaak check`: every problem of a knowledge base in one run."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.model import KnowledgeBase
from bot.core.records.ways import own_concepts
from bot.core.words.text import fold
from bot.kb.files import read_files, with_changes
from bot.kb.language_files import LANGUAGES, read_language_files
from bot.kb.language_parity import PARITY, find_disparity
from bot.kb.load import PathText, find_nothing
from bot.kb.problems import Problem, as_json, as_text, at_most, did_you_mean, in_order
from bot.kb.reading import Reading, read_knowledge
from bot.kb.rule import Material, Reply, SourceText
from bot.kb.rules import apply_rules
from bot.kb.rules_texts import UNTRANSLATED, untranslated
from bot.kb.schema import find_schema_problems

ReplyFactory = Callable[[KnowledgeBase], Reply]


@dataclass(frozen=True, slots=True)
class Checked:
    """All problems in order of file and line, and how much was looked at."""

    problems: tuple[Problem, ...]
    kb: KnowledgeBase
    remarks: tuple[Problem, ...] = ()  # what could be better, and keeps nothing from being right


class SourceTextError(ValueError):
    """The source text cannot be used; the message says why, in one sentence for the maintainer."""


def run_check(
    directory: PathText,
    source_texts: Sequence[PathText] = (),
    as_json_object: bool = False,
    reply_factory: ReplyFactory | None = None,
    languages_directory: PathText = LANGUAGES,
) -> tuple[tuple[str, ...], int]:
    """Return the lines to print and the exit code: 0 without problems, 1 with, 2 where the source text is of no use.

    Args:
        directory: The folder of the knowledge base.
        source_texts: Files with the texts of documents that the facts were read in; there, each figure is looked up. A
            file is named after its source, or written as "ID=FILE"; a single one may be of the only carrier.
        as_json_object: Whether the lines are one JSON object for machines.
        reply_factory: Makes the assistant that the example questions are put to; None: they are not tried.
        languages_directory: The folder with the program's own words and phrases.
    """
    try:
        given = [os.fspath(text) for text in source_texts]
        checked = check(os.fspath(directory), given, reply_factory, os.fspath(languages_directory))
    except SourceTextError as error:
        return (str(error),), 2
    lines = (
        (_as_object(checked),)
        if as_json_object
        else (*map(as_text, checked.problems + checked.remarks), _summary(checked))
    )
    return lines, 1 if checked.problems else 0


def check(
    directory: str,
    source_texts: Sequence[str],
    reply_factory: ReplyFactory | None,
    languages: str,
    changes: Mapping[str, bytes] | None = None,
) -> Checked:
    """Return every problem. Raises SourceTextError where a text cannot be read, or of which document it is.

    With `changes`, contents by path, the files are checked as if these had been written already.
    """
    files, unread = read_files(directory)
    files = with_changes(files, directory, changes or {})
    language_files, more_unread = read_language_files(languages)
    reading = read_knowledge(files, language_files)
    disparity = list(find_disparity(language_files))
    problems = [*unread, *more_unread, *reading.problems, *(one for one in disparity if one.rule == PARITY)]
    problems += at_most(_beyond(find_schema_problems(reading.documents), reading.problems))
    if not problems:
        problems += find_nothing(directory, files, len(reading.kb.facts))
    material = Material(
        kb=reading.kb,
        texts=tuple(_load_text(given, reading.kb, alone=len(source_texts) == 1) for given in source_texts),
        reply=reply_factory(reading.kb) if reply_factory and not problems else None,
    )
    problems += _find_with_rules(material, reading, whole=reading.whole and not unread)
    remarks = [*untranslated(reading.kb), *(one for one in disparity if one.rule == UNTRANSLATED)]
    return Checked(in_order(problems), reading.kb, in_order(remarks))


def _beyond(found: Iterable[Problem], told: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what the schema finds beyond the loader, which tells of the same lines in fitter words."""
    known = {problem.position for problem in told}
    return (problem for problem in found if problem.position not in known)


def _find_with_rules(material: Material, reading: Reading, *, whole: bool) -> list[Problem]:
    """Return what the rules find in sound records; of a faulty one, more would only be echoes."""
    found = apply_rules(material, whole=whole, sound=not reading.faulty)
    return [problem for problem in found if problem.position not in reading.faulty]


def _load_text(given: str, kb: KnowledgeBase, *, alone: bool) -> SourceText:
    """Read a text, given as "FILE" or as "ID=FILE"."""
    id_, tied, path = given.partition("=")
    if tied and not os.path.exists(given):
        if id_ not in kb.sources:
            mend = did_you_mean(id_, kb.sources, "Write the id of the source, an equals sign and the file.")
            raise SourceTextError(f'"{given}": there is no source "{id_}". {mend}')
        return SourceText(_read_text(path), id_)
    text = _read_text(given)
    return SourceText(text, find_document(os.path.splitext(os.path.basename(given))[0], kb, alone=alone))


def find_document(name: str, kb: KnowledgeBase, *, alone: bool) -> str | None:
    """Return the id of the document that a text is of: the one that the file is named after.

    A text that is alone and named after none is of the only document that is marked as a carrier; where none is, every
    fact was read in it (None).
    """
    slug = _slug(name)
    carriers = [source for source in kb.sources.values() if source.role == "carrier"]
    for source in (*carriers, *kb.sources.values()):
        if slug in {_slug(title) for title in (source.id, source.cited_as, source.title or "")}:
            return source.id
    if alone and len(carriers) <= 1:
        return carriers[0].id if carriers else None
    names = ", ".join(sorted(source.id for source in carriers or kb.sources.values()))
    raise SourceTextError(
        f'The file "{name}" is named after none of the documents. Name it after its id, or write ID=FILE: {names}.'
    )


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
    problems = _plural(found, "problem") if found else "no problem"
    remarks = _plural(len(checked.remarks), "remark")
    return f"{_count(checked.kb)}: {problems}{f', {remarks}' if checked.remarks else ''}."


def _count(kb: KnowledgeBase) -> str:
    counts = {"fact": len(kb.facts), "concept": len(own_concepts(kb)), "source": len(kb.sources)}
    return ", ".join(_plural(number, name) for name, number in counts.items())


def _plural(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _as_object(checked: Checked) -> str:
    counts = {
        "facts": len(checked.kb.facts),
        "concepts": len(own_concepts(checked.kb)),
        "sources": len(checked.kb.sources),
    }
    told = {"problems": [as_json(problem) for problem in checked.problems]}
    remarks = {"remarks": [as_json(remark) for remark in checked.remarks]} if checked.remarks else {}
    return json.dumps({**counts, **told, **remarks}, ensure_ascii=False)
