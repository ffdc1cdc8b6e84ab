"""What two versions of a knowledge base answer differently, for people, for programs and for a pull request."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.model import Answer
from bot.core.words.markdown import code, escape
from bot.kb.record_changes import RecordChanges
from bot.tools.change_words import Told, group_alike, in_words, shortened
from bot.tools.changes import Change, count_classes, group_changes, lines_told
from bot.tools.markdown import fold, table

Say = Callable[..., str]
"""Returns a text of the program in the user's language, by its name and fields."""

MOST_IDS = 20  # of one kind of change, written out
COUNTED_ONLY = "changed-suggestions"  # a new fact changes these in many answers, and nobody would read them all
LONGEST_COMMENT = 60_000  # characters; GitHub takes 65,536
ROWS_UNFOLDED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All that was found."""

    base: str
    asked: int
    records: tuple[RecordChanges, ...]
    changes: tuple[Change, ...]
    fail_on: frozenset[str] = frozenset()

    @property
    def failed(self) -> dict[str, int]:
        """The classes of change that are not allowed and did happen, with how often."""
        return {name: number for name, number in count_classes(self.changes).items() if name in self.fail_on}


# --- for programs


def as_json_text(compared: Compared) -> str:
    """Return everything as one JSON object."""
    records = {
        one.kind: {"added": one.added, "removed": one.removed, "changed": dict(one.changed)} for one in compared.records
    }
    whole = {
        "base": compared.base,
        "asked": compared.asked,
        "records": records,
        "counts": count_classes(compared.changes),
        "failed": compared.failed,
        "changes": [_change_object(change) for change in compared.changes],
    }
    return json.dumps(whole)


def _change_object(change: Change) -> dict[str, object]:
    pair, place = change.pair, change.place
    return {
        "class": change.name,
        "question": pair.text,
        "lang": pair.language,
        "asked_in": pair.asked_in or None,
        "is_better": change.is_better,
        "before": _answer_object(pair.before),
        "after": _answer_object(pair.after),
        "file": place.file if place else None,
        "line": place.line if place else None,
    }


def _answer_object(answer: Answer) -> dict[str, object]:
    return {
        "kind": answer.kind,
        "facts": [
            {
                "id": use.id,
                "measure": use.measure,
                "value": None if use.value is None else float(use.value),
                "unit": use.unit,
                "period": use.period,
                "population": use.population,
            }
            for use in answer.facts
        ],
        "choices": [choice.fact for choice in answer.choices],
        "citations": [
            {"key": citation.key, "source": citation.source, "text": citation.text} for citation in answer.citations
        ],
        "text": "\n".join(lines_told(answer)),
        "suggestions": list(answer.suggestions),
    }


# --- for people


def as_plain_text(compared: Compared, say: Say) -> str:
    """Return what changed in words, then the questions by class, worst first; alike ones together."""
    lines = [say("diff_compared", base=compared.base), *(f"  {line}" for line in _record_lines(compared, say))]
    lines.append(_summary(compared, say))
    for name, changes in group_changes(compared.changes):
        lines += ["", _heading(name, changes, say)]
        if name != COUNTED_ONLY:
            for told, alike in group_alike(changes):
                lines += _group_lines(told, alike, say)
    if compared.failed:
        lines += ["", say("diff_failed", counts=_counts(compared.failed))]
    return "\n".join(lines)


def _group_lines(told: Told, changes: Sequence[Change], say: Say) -> Iterator[str]:
    yield f"  {told.before} → {told.after}"
    if told.place:
        yield f"  {told.place}"
    yield from (f"    - {_question(change, say)}" for change in changes)


def _question(change: Change, say: Say) -> str:
    note = "" if change.is_better is None else say("diff_better" if change.is_better else "diff_worse")
    told = ", ".join(filter(None, (change.pair.asked_in, note)))
    return shortened(change.pair.text) + (f" ({told})" if told else "")


def _heading(name: str, changes: Sequence[Change], say: Say) -> str:
    return f"{name} ({len(changes)}): {say('diff_' + name.replace('-', '_'))}"


def _summary(compared: Compared, say: Say) -> str:
    if not compared.changes:
        return say("diff_same_answers" if compared.records else "diff_no_change", asked=compared.asked)
    counts = _counts(count_classes(compared.changes))
    return say("diff_summary", changed=len(compared.changes), asked=compared.asked, counts=counts)


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in numbers.items())


def _record_lines(compared: Compared, say: Say, write: Callable[[str], str] = str) -> Iterator[str]:
    """Yield in words which records are new, gone and changed; `write` writes an id."""
    for one in compared.records:
        changed = [f"{write(id_)} ({', '.join(keys)})" for id_, keys in one.changed.items()]
        for name, shown in (
            ("added", list(map(write, one.added))),
            ("removed", list(map(write, one.removed))),
            ("changed", changed),
        ):
            if shown:
                more = say("diff_more", count=len(shown) - MOST_IDS) if len(shown) > MOST_IDS else ""
                ids = ", ".join([*shown[:MOST_IDS], *filter(None, [more])])
                yield f"{say(f'diff_{one.kind}_{name}', count=len(shown))} {ids}"


# --- for a pull request


def as_markdown(compared: Compared, say: Say) -> str:
    """Return a comment that GitHub shows: a summary, the records, and a table for each class; long ones folded."""
    parts = [
        f"### {say('diff_title')}",
        f"**{_summary(compared, say)}** {say('diff_compared_with', base=code(compared.base))}",
        "\n".join(f"- {line}" for line in _record_lines(compared, say, code)),
    ]
    if compared.failed:
        parts.append(f"**{say('diff_failed', counts=_counts(compared.failed))}**")
    room = LONGEST_COMMENT - sum(map(len, parts))
    for name, changes in group_changes(compared.changes):
        parts.append(f"#### {_heading(name, changes, say)}")
        if name != COUNTED_ONLY:
            parts.append(_class_table(changes, say, room))
        room -= sum(map(len, parts[-2:]))
    return "\n\n".join(filter(None, parts))


def _class_table(changes: Sequence[Change], say: Say, room: int) -> str:
    rows = list(_rows_within(changes, say, room))
    heading = [say(f"diff_{name}") for name in ("question", "before", "after", "fact")]
    written = table(heading, rows) if rows else ""
    if len(rows) > ROWS_UNFOLDED:
        written = fold(say("diff_questions", count=len(rows)), written)
    left = len(changes) - len(rows)
    return "\n\n".join(filter(None, (written, say("diff_left_out", count=left) if left else "")))


def _rows_within(changes: Iterable[Change], say: Say, room: int) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each change for as long as there is room for them."""
    for change in changes:
        told = in_words(change)
        where = code(str(told.place)) if told.place else ""
        row = (escape(_question(change, say)), escape(told.before), escape(told.after), where)
        room -= sum(map(len, row)) + len(" |") * len(row)
        if room < 0:
            return
        yield row
