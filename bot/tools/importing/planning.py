"""The files of an import to what would come of each: sources first, so that figures in the same run may cite them."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import get_args

from bot.citing.reading import ReferenceForm, parse_references
from bot.citing.references import Reference
from bot.core.records.model import KnowledgeBase
from bot.tools.importing.columns import NAMES, Heading, all_names, plain, read_heading
from bot.tools.importing.figures import FigurePlanner
from bot.tools.importing.forms import FileError, Form, decode, find_form
from bot.tools.importing.plan import Entry, FilePlan, Remark
from bot.tools.importing.sources import SourcePlanner
from bot.tools.importing.tables import Line, read_table

REFERENCE_FORMS: tuple[ReferenceForm, ...] = get_args(ReferenceForm)
TABLES: tuple[Form, ...] = ("csv", "xlsx", "ods")
Files = Sequence[tuple[str, bytes]]
CLOSE = 0.75  # likeness from which on an unknown column is a misspelt one


def plan_import(files: Files, kb: KnowledgeBase, *, form: Form | None = None, update: bool = False) -> list[FilePlan]:
    """Return what would come of each file, in the order given; nothing is read from a disk or written.

    Args:
        files: Name and content of each.
        kb: What is there already.
        form: The form of all files, where it is not to be found by their content.
        update: Whether another value for a period that is there already is a change, and no fault.
    """
    sources = SourcePlanner(kb.sources.values(), update=update)
    forms = [_form_of(name, content, form) for name, content in files]
    plans: dict[int, FilePlan] = {}
    for number, (name, content) in enumerate(files):
        found = forms[number]
        if isinstance(found, Remark):
            plans[number] = FilePlan(name, None, faults=((0, found),))
        elif found not in TABLES:
            plans[number] = _plan_references(name, content, found, sources)
    new = {id_: source.cited_as for id_, (source, _) in sources.added.items()}
    figures = FigurePlanner(kb, new, update=update)
    for number, (name, content) in enumerate(files):
        found = forms[number]
        if number not in plans and not isinstance(found, Remark):
            plans[number] = _plan_table(name, content, found, figures)
    return [plans[number] for number in range(len(files))]


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


def _plan_references(name: str, content: bytes, form: Form, planner: SourcePlanner) -> FilePlan:
    try:
        text, encoding = decode(content)
    except FileError as error:
        return FilePlan(name, form, faults=((0, Remark(error.code, error.fields)),))
    references, faults = parse_references(text, _reference_form(form))
    told = tuple((fault.line, Remark(fault.code, fault.fields)) for fault in faults)
    if not references and not told:
        told = ((0, Remark("nothing_found")),)
    entries = tuple(planner.plan(name, reference) for reference in _without_notes(references))
    return FilePlan(name, form, entries, told, _remarks_on(encoding))


def _reference_form(form: Form) -> ReferenceForm:
    return next(one for one in REFERENCE_FORMS if one == form)


def _without_notes(references: list[Reference]) -> list[Reference]:
    """Return the references without what Zotero exports beside them: notes and files that stand by themselves."""
    return [one for one in references if one.item.get("type") not in ("note", "attachment")]


def _remarks_on(encoding: str) -> tuple[Remark, ...]:
    return (Remark("read_as_windows"),) if encoding == "cp1252" else ()


def _plan_table(name: str, content: bytes, form: Form, planner: FigurePlanner) -> FilePlan:
    try:
        lines = read_table(content, form)
        encoding = decode(content)[1] if form == "csv" else ""
    except FileError as error:
        return FilePlan(name, form, faults=((0, Remark(error.code, error.fields)),))
    if len(lines) < 2:
        return FilePlan(name, form, faults=((0, Remark("table_empty")),))
    heading = read_heading(lines[0])
    faults = tuple((lines[0].number, remark) for remark in _wrong_heading(heading))
    if faults:
        return FilePlan(name, form, faults=faults)
    entries: tuple[Entry, ...] = tuple(planner.plan(name, heading, line) for line in lines[1:])
    return FilePlan(name, form, entries, (), (*_remarks_on(encoding), *_not_read(heading, lines)))


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
