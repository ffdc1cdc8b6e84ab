"""An import put through the rules of `vraagbaak check` before anything is written."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.records.model import KnowledgeBase, Position
from bot.kb.files import RawFile, read_files
from bot.kb.language_files import read_language_files
from bot.kb.load import LANGUAGES
from bot.kb.problems import Problem
from bot.kb.reading import read_knowledge
from bot.kb.rules import find_wrong_figures
from bot.tools.check import ReplyFactory, check
from bot.tools.importing.apart import read_apart
from bot.tools.importing.editing import Base, edit
from bot.tools.importing.forms import Form
from bot.tools.importing.plan import Entry, FilePlan, Remark
from bot.tools.importing.planning import Files, plan_import


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import comes to."""

    plans: tuple[FilePlan, ...]
    problems: tuple[Problem, ...] = ()  # of the knowledge base as it would be, that belong to no entry
    texts: Mapping[str, str] | None = None  # by path: what is to be written, if nothing is wrong
    before: Mapping[str, bytes] | None = None  # by path: what stands there

    @property
    def is_refused(self) -> bool:
        """Say whether anything is wrong, so that nothing may be written."""
        wrong = any(plan.faults or any(entry.outcome == "refused" for entry in plan.entries) for plan in self.plans)
        return wrong or bool(self.problems)


class KnowledgeError(ValueError):
    """The knowledge base itself cannot be used; `problems` says why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("knowledge")
        self.problems = tuple(problems)


class IntoError(ValueError):
    """The file for new sources is none of the knowledge base; `files` are those that are."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__("into")
        self.files = tuple(files)


def try_import(
    files: Files,
    directory: str,
    *,
    form: Form | None = None,
    update: bool = False,
    into: str | None = None,
    reply_factory: ReplyFactory | None = None,
) -> Trial:
    """Return what an import comes to; nothing is written.

    Args:
        files: Name and content of each file.
        directory: The folder of the knowledge base.
        form: The form of all files, where it is not to be found by their content.
        update: Whether fields that differ are taken over.
        into: The knowledge file for new sources; None: the one that holds most of them.
        reply_factory: Makes the assistant that the example questions are put to; None: they are not tried.

    Raises:
        KnowledgeError: The knowledge base cannot be used as it is.
        IntoError: There is no such knowledge file.
    """
    raw, unread = read_files(directory)
    reading = read_knowledge(raw, read_language_files()[0])
    problems = [*unread, *reading.problems] or [*find_wrong_figures(reading.kb)]
    if problems:
        raise KnowledgeError(problems)
    plans = plan_import(files, reading.kb, form=form, update=update, read=read_apart)
    base = Base(reading.kb, raw, reading.documents, _find_into(into, raw))
    entries = [entry for plan in plans for entry in plan.entries]
    edited = edit(entries, base, update=update)
    entries = [
        entry.refuse(edited.failed[number]) if number in edited.failed else entry
        for number, entry in enumerate(entries)
    ]
    before = {file.path: file.content for file in raw if file.path in edited.texts}
    left: list[Problem] = []
    if edited.texts:
        changes = {path: words.encode() for path, words in edited.texts.items()}
        entries, left = _judge(entries, directory, changes, reply_factory)
    return Trial(_with_entries(plans, entries), tuple(left), edited.texts, before)


def _find_into(into: str | None, raw: Sequence[RawFile]) -> str | None:
    if into is None:
        return None
    for file in raw:
        if into == file.name or os.path.abspath(into) == os.path.abspath(file.path):
            return file.path
    raise IntoError([file.name for file in raw])


def _judge(
    entries: list[Entry],
    directory: str,
    changes: Mapping[str, bytes],
    reply_factory: ReplyFactory | None,
) -> tuple[list[Entry], list[Problem]]:
    """Return the entries, refused where a rule speaks against them, and the new problems that belong to none."""
    after = check(directory, (), reply_factory, LANGUAGES, changes)
    added = {entry.id for entry in entries if entry.kind == "source" and entry.outcome == "added"}
    unused = {problem.position for problem in after.problems if problem.rule == "unused-source"}
    unused &= {source.position for id_, source in after.kb.sources.items() if id_ in added}
    found = [problem for problem in after.problems if problem.position not in unused or problem.rule != "unused-source"]
    if found:
        known = {(one.rule, one.what) for one in check(directory, (), reply_factory, LANGUAGES).problems}
        found = [problem for problem in found if (problem.rule, problem.what) not in known]
    judged = [_say_unused(entry, after.kb, unused) for entry in entries]
    left: list[Problem] = []
    for problem in found:
        culprits = [number for number, entry in enumerate(judged) if problem.position in _positions(entry, after.kb)]
        for number in culprits:
            judged[number] = judged[number].refuse(Remark("rule", {"what": problem.what, "mend": problem.mend}))
        left += [] if culprits else [problem]
    return judged, left


def _say_unused(entry: Entry, kb: KnowledgeBase, unused: set[Position]) -> Entry:
    source = kb.sources.get(entry.id) if entry.kind == "source" and entry.outcome == "added" else None
    if source is None or source.position not in unused:
        return entry
    return replace(entry, remarks=(*entry.remarks, Remark("source_unused")))


def _positions(entry: Entry, kb: KnowledgeBase) -> set[Position]:
    """Return where a rule may point that speaks of an entry: its record, its row, or its fact."""
    if entry.outcome not in ("added", "changed"):
        return set()
    if entry.kind == "source":
        return {kb.sources[entry.id].position} if entry.id in kb.sources else set()
    fact = kb.facts[entry.id]
    rows = {row.position for row in (*fact.figures, *fact.superseded) if row.period == entry.period}
    return rows | {fact.position}


def _with_entries(plans: Sequence[FilePlan], entries: Sequence[Entry]) -> tuple[FilePlan, ...]:
    """Return the plans with their entries as they were judged."""
    start, result = 0, list[FilePlan]()
    for plan in plans:
        end = start + len(plan.entries)
        result.append(replace(plan, entries=tuple(entries[start:end])))
        start = end
    return tuple(result)
