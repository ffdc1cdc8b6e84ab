"""The files of an import to what would come of each: sources first, so that figures in the same run may cite them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from bot.citing.references import Reference
from bot.core.records.model import KnowledgeBase
from bot.tools.importing.cells import Line
from bot.tools.importing.columns import NAMES, Heading, all_names, plain, read_heading
from bot.tools.importing.contents import TABLES, Read, read_contents
from bot.tools.importing.figures import FigurePlanner
from bot.tools.importing.forms import FileError, Form, find_form
from bot.tools.importing.plan import Entry, FilePlan, Remark
from bot.tools.importing.sources import SourcePlanner

Files = Sequence[tuple[str, bytes]]
CLOSE = 0.75  # likeness from which on an unknown column is a misspelt one
MOST_NEW = 1_000  # entries of one run: each is put in its place and read back, which takes 0.1 seconds
MOST_REFUSED = 200  # entries of one file, after which the rest is not looked at: nobody mends more by hand


def plan_import(
    files: Files, kb: KnowledgeBase, *, form: Form | None = None, update: bool = False, read: Read = read_contents
) -> list[FilePlan]:
    """Return what would come of each file, in the order given; nothing is read from a disk or written.

    Args:
        files: Name and content of each.
        kb: What is there already.
        form: The form of all files, where it is not to be found by their content.
        update: Whether another value for a period that is there already is a change, and no fault.
        read: Reads what is in a file; see `bot.tools.importing.apart` for files that may be anybody's.
    """
    sources = SourcePlanner(kb.sources.values(), update=update)
    forms = [_form_of(name, content, form) for name, content in files]
    plans: dict[int, FilePlan] = {}
    for number, (name, content) in enumerate(files):
        found = forms[number]
        if isinstance(found, Remark):
            plans[number] = FilePlan(name, None, faults=((0, found),))
        elif found not in TABLES:
            plans[number] = _plan_references(name, content, found, sources, read)
    new = {id_: source.cited_as for id_, (source, _) in sources.added.items()}
    figures = FigurePlanner(kb, new, update=update)
    for number, (name, content) in enumerate(files):
        found = forms[number]
        if number not in plans and not isinstance(found, Remark):
            plans[number] = _plan_table(name, content, found, figures, read)
    return _within_bounds([plans[number] for number in range(len(files))])


def _within_bounds(plans: list[FilePlan]) -> list[FilePlan]:
    """Return the plans; with more new entries than can be put in their places, none of them is one."""
    count = sum(entry.outcome == "added" for plan in plans for entry in plan.entries)
    if count <= MOST_NEW:
        return plans
    fault = (0, Remark("too_many_new", {"count": count, "most": MOST_NEW}))
    return [replace(plan, entries=(), faults=(*plan.faults, fault)) for plan in plans]


def _form_of(name: str, content: bytes, form: Form | None) -> Form | Remark:
    """Return the form of a file, or why it cannot be read."""
    try:
        found = find_form(os.path.basename(name), content)
    except FileError as error:
        if form is None or error.code != "form_unknown":
            return Remark(error.code, error.fields)
        return form
    is_zip, wants_zip = found in ("xlsx", "ods"), form in ("xlsx", "ods")
    if form is not None and is_zip != wants_zip:
        return Remark("form_misfit", {"form": form})
    return form or found


def _plan_references(name: str, content: bytes, form: Form, planner: SourcePlanner, read: Read) -> FilePlan:
    try:
        contents = read(content, form)
    except FileError as error:
        return FilePlan(name, form, faults=((0, Remark(error.code, error.fields)),))
    told = [(fault.line, Remark(fault.code, fault.fields)) for fault in contents.faults]
    if not contents.references and not told:
        told = [(0, Remark("nothing_found"))]
    planned = (planner.plan(name, reference) for reference in _without_notes(contents.references))
    entries, more = _until_too_many(planned)
    return FilePlan(name, form, entries, (*told, *more), _remarks_on(contents.encoding))


def _until_too_many(planned: Iterable[Entry]) -> tuple[tuple[Entry, ...], list[tuple[int, Remark]]]:
    """Return the entries up to the last refused one that is worth telling, and the fault that there are more."""
    entries: list[Entry] = []
    refused = 0
    for entry in planned:
        entries.append(entry)
        refused += entry.outcome == "refused"
        if refused == MOST_REFUSED:
            return tuple(entries), [(0, Remark("more_refused", {"most": MOST_REFUSED, "row": entry.row}))]
    return tuple(entries), []


def _without_notes(references: Sequence[Reference]) -> list[Reference]:
    """Return the references without what Zotero exports beside them: notes and files that stand by themselves."""
    return [one for one in references if one.item.get("type") not in ("note", "attachment")]


def _remarks_on(encoding: str) -> tuple[Remark, ...]:
    return (Remark("read_as_windows"),) if encoding == "cp1252" else ()


def _plan_table(name: str, content: bytes, form: Form, planner: FigurePlanner, read: Read) -> FilePlan:
    try:
        contents = read(content, form)
    except FileError as error:
        return FilePlan(name, form, faults=((0, Remark(error.code, error.fields)),))
    lines = contents.lines
    if len(lines) < 2:
        return FilePlan(name, form, faults=((0, Remark("table_empty")),))
    heading = read_heading(lines[0])
    faults = tuple((lines[0].number, remark) for remark in _wrong_heading(heading))
    if faults:
        return FilePlan(name, form, faults=faults)
    entries, more = _until_too_many(planner.plan(name, heading, line) for line in lines[1:])
    return FilePlan(name, form, entries, tuple(more), (*_remarks_on(contents.encoding), *_not_read(heading, lines)))


def _wrong_heading(heading: Heading) -> list[Remark]:
    """Return what keeps a table from being read; a column that is misspelt would be left out unseen."""
    wrong = [Remark("column_twice", {"column": column}) for column in heading.twice]
    wrong += [Remark("column_missing", {"column": key}) for key in heading.missing]
    for column in heading.unknown:
        near = _near_column(column)
        if near:
            wrong.append(Remark("column_nearest", {"column": column, "near": near}))
    return wrong


def _near_column(column: str) -> str | None:
    names = [name for each in all_names().values() for name in each]
    return next(iter(get_close_matches(plain(column), names, n=1, cutoff=CLOSE)), None)


def _not_read(heading: Heading, lines: Sequence[Line]) -> list[Remark]:
    remarks = [Remark("column_unknown", {"column": column}) for column in heading.unknown]
    shown = [heading.called[key] for key in heading.at if key not in NAMES]
    return [*remarks, Remark("columns_shown_only", {"columns": ", ".join(shown)})] if shown else remarks
