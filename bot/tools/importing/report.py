"""What an import comes to, as text for people and as an object for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.records.model import DEFAULT_LANGUAGE
from bot.core.words.printable import on_one_line
from bot.kb.problems import Problem, as_json, as_text
from bot.kb.styling import plain_text
from bot.texts import find_texts
from bot.tools.importing.contents import TABLES
from bot.tools.importing.plan import Difference, Entry, FilePlan, Outcome, Remark
from bot.tools.importing.texts import GROUP, text
from bot.tools.importing.trial import Trial

OUTCOMES: tuple[Outcome, ...] = ("added", "changed", "unchanged", "refused")
LONGEST = 80  # characters of a value that is shown


def report_lines(trial: Trial, language: str, *, write: bool, update: bool, written: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the report for people.

    Args:
        trial: What the import comes to.
        language: Of the reader.
        write: Whether it was asked for to write.
        update: Whether it was asked for to take over what differs.
        written: The files that were written.
    """
    for plan in trial.plans:
        yield from _file_lines(plan, language)
        yield ""
    if trial.problems:
        yield text(language, "rules")
        yield from map(as_text, trial.problems)
        yield ""
    counts = count(trial)
    yield text(language, "counts", **counts)
    if trial.is_refused:
        yield text(language, "refused_all")
        return
    if counts["changed"] and not update:
        yield text(language, "dry_run_update")
    if written:
        yield text(language, "written", files=", ".join(written))
    elif not trial.texts:
        yield text(language, "dry_run_nothing")
    elif not write:
        yield text(language, "dry_run")


def count(trial: Trial) -> dict[str, int]:
    """Return how many entries have each outcome; a fault of a file counts as refused."""
    found = Counter(entry.outcome for plan in trial.plans for entry in plan.entries)
    counts: dict[str, int] = {outcome: found[outcome] for outcome in OUTCOMES}
    counts["refused"] += sum(len(plan.faults) for plan in trial.plans)
    return counts


def _file_lines(plan: FilePlan, language: str) -> Iterator[str]:
    yield text(language, "file_head", file=plan.file, form=plan.form) if plan.form else f"{plan.file}"
    for remark in plan.remarks:
        yield f"  {say(remark, language)}"
    for row, remark in plan.faults:
        where = f"{_where(plan, row, language)}: " if row else ""
        yield f"  {where}{text(language, 'refused')}: {say(remark, language)}"
    for entry in plan.entries:
        if entry.outcome != "unchanged" or entry.remarks:
            yield from _entry_lines(plan, entry, language)
    unchanged = sum(entry.outcome == "unchanged" for entry in plan.entries)
    if unchanged:
        yield f"  {text(language, 'unchanged_count', count=unchanged)}"


def _entry_lines(plan: FilePlan, entry: Entry, language: str) -> Iterator[str]:
    head = f"  {_where(plan, entry.row, language)}: {text(language, entry.outcome)}: {_name(entry, language)}"
    yield head.rstrip(": ")
    for one in entry.differences:
        yield f"      {_difference(one, language)}"
    if entry.outcome == "added":
        for key, value in entry.record.items():
            if key not in ("id", "period"):
                yield f"      {key}: {_shown(_flat(value))}"
    for remark in entry.remarks:
        yield f"      {say(remark, language)}"


def _where(plan: FilePlan, row: int, language: str) -> str:
    word = "row" if plan.form in TABLES else "item" if plan.form == "csl-json" else "line"
    return text(language, word, row=row)


def _name(entry: Entry, language: str) -> str:
    if entry.kind == "source" or not entry.id:
        return entry.id
    return f"{entry.id}, {entry.period or text(language, 'no_period_word')}"


def _difference(one: Difference, language: str) -> str:
    old = _shown(one.old) if one.old else text(language, "nothing_yet")
    return text(language, "difference", key=one.key, old=old, new=_shown(one.new))


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return " / ".join(map(_flat, value.values()))
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return plain_text(value)


def _shown(words: str) -> str:
    line = on_one_line(words)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def say(remark: Remark, language: str) -> str:
    """Return a remark as a sentence, with the column that it is about."""
    near = f"{remark.code}_near"
    code = near if "near" in remark.fields and near in find_texts(GROUP)[DEFAULT_LANGUAGE] else remark.code
    fields = dict(remark.fields)
    if remark.code == "column_missing":
        fields["column"] = text(language, f"name_{fields['column']}")
    said = text(language, code, **fields)
    if remark.column is None:
        return said
    column = remark.called or text(language, f"name_{remark.column}")
    return text(language, "column", column=column, text=said)


def as_object(trial: Trial, language: str, *, written: Sequence[str]) -> str:
    """Return the report as one JSON object on one line."""
    whole = {
        "written": list(written),
        "refused": trial.is_refused,
        "counts": count(trial),
        "files": [_plan_object(plan, language) for plan in trial.plans],
        "problems": [as_json(problem) for problem in trial.problems],
    }
    return json.dumps(whole, ensure_ascii=False)


def _plan_object(plan: FilePlan, language: str) -> dict[str, object]:
    return {
        "file": plan.file,
        "form": plan.form,
        "remarks": [_remark_object(remark, language) for remark in plan.remarks],
        "faults": [{"row": row, **_remark_object(remark, language)} for row, remark in plan.faults],
        "entries": [_entry_object(entry, language) for entry in plan.entries],
    }


def _entry_object(entry: Entry, language: str) -> dict[str, object]:
    return {
        "row": entry.row,
        "kind": entry.kind,
        "id": entry.id,
        "period": entry.period,
        "outcome": entry.outcome,
        "record": {key: _plain(value) for key, value in entry.record.items()},
        "differences": [{"field": one.key, "old": one.old, "new": one.new} for one in entry.differences],
        "remarks": [_remark_object(remark, language) for remark in entry.remarks],
    }


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, list, dict)) else plain_text(value)


def _remark_object(remark: Remark, language: str) -> dict[str, object]:
    return {"code": remark.code, "column": remark.column, "called": remark.called, "text": say(remark, language)}


def knowledge_lines(problems: Sequence[Problem], language: str) -> list[str]:
    """Return what keeps the knowledge base itself from being used."""
    return [text(language, "knowledge_first"), *map(as_text, problems)]
