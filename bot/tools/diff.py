"""`vraagbaak diff`: which questions are answered differently than from an older version of the knowledge base."""

import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.ranking.decide import Thresholds
from bot.kb.files import RawFile, read_files
from bot.kb.language_files import read_language_files
from bot.kb.load import Loaded, compile_files
from bot.kb.problems import Problem, as_json, as_text
from bot.kb.record_changes import compare_records
from bot.kb.revision import read_revision
from bot.tools.both import Version, make_version, put_cases, put_examples
from bot.tools.changes import find_changes
from bot.tools.check import run_check
from bot.tools.diff_report import Compared, as_json_text, as_markdown, as_plain_text
from bot.tools.questions import Case, PathText, read_question_files

Format = Literal["text", "json", "markdown"]
DONE, FAULTY, BAD_USE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """What is compared, and how it is told."""

    directory: str  # of the knowledge base as it is now
    base: str  # a folder, or a revision that git knows
    question_files: Sequence[PathText] = ()
    fail_on: Collection[str] = ()  # classes of change
    form: Format = "text"
    as_of: date | None = None


def run(
    options: DiffOptions, thresholds: Thresholds, say: Callable[..., str], environ: Mapping[str, str]
) -> tuple[str, int]:
    """Return the report and the exit code: 1 for faulty knowledge or what `fail_on` names, 2 for faulty questions.

    Raises:
        RevisionError: If the older version cannot be had from git.
    """
    cases, wrong = read_question_files(options.question_files)
    if wrong:
        return _show_problems(wrong, options.form, ""), BAD_USE
    files, unread = read_files(options.directory)
    now = _load(options.directory, files, unread)
    if now.knowledge is None:
        return _show_broken(options, say), FAULTY
    base = _load_base(options, environ)
    if base.knowledge is None:
        return _show_problems(base.problems, options.form, say("diff_base_errors", base=options.base)), FAULTY
    before = make_version(base.knowledge, thresholds, base.tables)
    after = make_version(now.knowledge, thresholds, now.tables)
    compared = compare(before, after, cases, options)
    return _report(compared, options.form, say), FAULTY if compared.failed else DONE


def compare(before: Version, after: Version, cases: Sequence[Case], options: DiffOptions) -> Compared:
    """Put all example questions of both versions and the cases of question files to both."""
    examples, asked = put_examples(before, after, options.as_of), put_cases(cases, before, after, options.as_of)
    pairs = [*examples, *asked]
    return Compared(
        base=options.base,
        asked=len(pairs),
        records=compare_records(before.kb, after.kb),
        changes=find_changes(pairs, before.kb, after.kb),
        fail_on=frozenset(options.fail_on),
    )


def _load_base(options: DiffOptions, environ: Mapping[str, str]) -> Loaded:
    if os.path.isdir(options.base):
        return _load(options.base, *read_files(options.base))
    return _load(options.directory, read_revision(options.directory, options.base, environ), ())


def _load(directory: str, files: Sequence[RawFile], unread: Sequence[Problem]) -> Loaded:
    """Load whole records: a compiled copy has not all labels."""
    language_files, more_unread = read_language_files()
    return compile_files(directory, files, language_files, [*unread, *more_unread])


def _report(compared: Compared, form: Format, say: Callable[..., str]) -> str:
    if form == "json":
        return as_json_text(compared)
    return as_markdown(compared, say) if form == "markdown" else as_plain_text(compared, say)


def _show_broken(options: DiffOptions, say: Callable[..., str]) -> str:
    """Return what `check` says of a knowledge base that cannot be used."""
    lines, _ = run_check(options.directory, as_json_object=options.form == "json")
    shown = "\n".join(lines)
    return f"{say('diff_broken')}\n\n```\n{shown}\n```" if options.form == "markdown" else shown


def _show_problems(problems: Sequence[Problem], form: Format, opening: str) -> str:
    if form == "json":
        return json.dumps({"problems": [as_json(problem) for problem in problems]})
    shown = "\n".join(map(as_text, problems))
    if form == "markdown":
        shown = f"\n```\n{shown}\n```"
    return "\n".join(filter(None, (opening, shown)))
