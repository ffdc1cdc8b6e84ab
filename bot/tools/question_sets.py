"""The file that says of each question file how it is meant: on which facts and which day, and within which limits."""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.records.model import Position
from bot.kb.fact_files import name_of
from bot.kb.fields import Fields
from bot.kb.nodes import RecordNode, called
from bot.kb.problems import Faults, Problem, did_you_mean
from bot.kb.yaml_text import parse_yaml

PathText = str | os.PathLike[str]

RULE = "question-set"
SET_KEYS = ("name", "facts", "as_of", "files")
FILE_KEYS = ("file", "least_right", "most_false")
MEND_SETS = 'Begin with "sets:" and put the sets below it, each with "- name: ..." and "files:".'


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFile:
    """A question file, and the limits that are set to it."""

    name: str  # as the file of sets has it
    path: str  # to open it from here
    least_right: float | None  # percent of all messages
    most_false: float | None  # percent of those that have no answer, answered all the same
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Question files that are meant for the same facts and the same day."""

    name: str
    facts: tuple[str, ...]  # names of files of facts; none: all there are
    as_of: date | None  # the day of asking
    files: tuple[QuestionFile, ...]
    facts_position: Position


def read_question_sets(path: PathText) -> tuple[tuple[QuestionSet, ...], tuple[Problem, ...]]:
    """Return the sets of a file in order, and what is wrong with it; question files are found from where it stands."""
    faults = Faults(os.fspath(path))
    try:
        with open(faults.file, "rb") as file:
            content = file.read()
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or error})."
        faults.add(1, "unreadable", what, "Check that it exists and that you may read it.")
        return (), tuple(faults.found)
    node, _ = parse_yaml(content, faults)
    if not isinstance(node, RecordNode):
        if not faults.found:
            faults.add(node.line, RULE, f"The file is {called(node)}.", MEND_SETS)
        return (), tuple(faults.found)
    return tuple(_read_sets(Fields(node, "The file", faults))), tuple(faults.found)


def find_unknown_facts(sets: Iterable[QuestionSet], known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file of facts that a set names and the knowledge base does not have."""
    for one in sets:
        for name in one.facts:
            if name_of(name) not in known:
                what = f'{one.name}: the knowledge base has no file of facts called "{name}".'
                mend = did_you_mean(name_of(name), known, f"There are: {', '.join(sorted(known))}.")
                yield Problem(one.facts_position, RULE, what, mend)


def _read_sets(fields: Fields) -> Iterator[QuestionSet]:
    fields.refuse_unknown(("sets",))
    fields.require("sets", MEND_SETS)
    lines: dict[str, int] = {}
    for number, record in enumerate(fields.records("sets"), start=1):
        own = Fields(record.node, f"set {number}", fields.faults)
        own.require("name", "Give the set a name: name: everyday.")
        own.name = own.identifier("name") or own.name
        first = lines.setdefault(own.name, own.node.line)
        if first != own.node.line:
            what = f'The name "{own.name}" was already given in line {first}.'
            fields.faults.add(own.node.line, RULE, what, "Give this set a name of its own.")
        yield _read_set(own)


def _read_set(fields: Fields) -> QuestionSet:
    fields.refuse_unknown(SET_KEYS)
    fields.require("files", 'List the question files: files: [{file: "questions.jsonl", least_right: 90}].')
    facts = fields.node.keys.get("facts")
    return QuestionSet(
        name=fields.name,
        facts=fields.list_of_texts("facts"),
        as_of=fields.day("as_of"),
        files=tuple(_read_files(fields)),
        facts_position=Position(fields.faults.file, facts.line) if facts else fields.position,
    )


def _read_files(fields: Fields) -> Iterator[QuestionFile]:
    for number, record in enumerate(fields.records("files"), start=1):
        file = _read_file(Fields(record.node, f"{fields.name}, file {number}", fields.faults))
        if file is not None:
            yield file


def _read_file(fields: Fields) -> QuestionFile | None:
    fields.refuse_unknown(FILE_KEYS)
    fields.require("file", "Name the question file: file: questions.jsonl.")
    least, most = _percentage(fields, "least_right"), _percentage(fields, "most_false")
    name = fields.text("file")
    if name is None:
        return None
    path = os.path.join(os.path.dirname(fields.faults.file), *name.split("/"))
    if not os.path.isfile(path):
        what = f'{fields.name}: there is no file "{name}" ({path}).'
        mend = "Name it from the folder in which this file stands."
        fields.faults.add(fields.node.line, RULE, what, did_you_mean(name, _beside(name, path), mend))
        return None
    return QuestionFile(name=name, path=path, least_right=least, most_false=most, position=fields.position)


def _beside(name: str, path: str) -> list[str]:
    """Return the files of the folder in which a file was looked for, named as that one was."""
    folder, start = os.path.dirname(path) or os.curdir, name[: name.rfind("/") + 1]
    return [start + other for other in sorted(os.listdir(folder))] if os.path.isdir(folder) else []


def _percentage(fields: Fields, key: str) -> float | None:
    value = fields.number(key)
    if value is None or 0 <= value <= 100:
        return None if value is None else float(value)
    line = fields.node.keys[key].line
    fields.wrong(line, f'{key}: "{value}" is no percentage.', "Write a number from 0 to 100, such as 92.5.")
    return None
