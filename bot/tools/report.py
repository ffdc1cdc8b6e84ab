"""The report of an evaluation, for people and for machines."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields

from bot.core.words.printable import on_one_line
from bot.tools.judging import Judgement, mean_reciprocal_rank, recall_at_1
from bot.tools.risk_coverage import Curve, Point
from bot.tools.tally import Counts, Summary, percent

Object = dict[str, object]

# --- for machines


def as_json_text(summary: Summary, curve: Curve | None = None) -> str:
    """Return the whole report as one JSON object."""
    whole: Object = {
        "right_percent": summary.right_percent,
        "groups": _as_objects(summary.groups),
        "why": _as_objects(summary.why),
        "kinds": _as_objects(summary.kinds),
        "asked_for": _as_objects(summary.asked_for),
        "confusions": [asdict(one) for one in summary.confusions],
        "conversations": {
            "asked": summary.conversations,
            "right": summary.conversations_right,
            "right_percent": percent(summary.conversations_right, summary.conversations),
        },
        "ranking": {
            "ranked": len(summary.ranks),
            "recall_at_1": round(recall_at_1(summary.ranks), 4),
            "mrr": round(mean_reciprocal_rank(summary.ranks), 4),
        },
        "not_right": [_as_object(one) for one in summary.not_right],
        "other_language": [_as_object(one) for one in summary.other_language],
    }
    if curve is not None:
        whole["risk_coverage"] = _curve_object(curve)
    return json.dumps(whole)


def _curve_object(curve: Curve) -> Object:
    return {
        "threshold": curve.name,
        "current": _point_object(curve.current),
        "aurc": round(curve.aurc, 4),
        "points": [_point_object(point) for point in curve.points],
    }


def _point_object(point: Point) -> Object:
    return asdict(point) | {"coverage": round(point.coverage, 4), "risk": round(point.risk, 4)}


def _as_objects(groups: Mapping[str, Counts]) -> Object:
    return {name: as_counts_object(counts) for name, counts in groups.items()}


def as_counts_object(counts: Counts) -> Object:
    """Return how a group of turns was answered, with the shares."""
    numbers: Object = {field.name: getattr(counts, field.name) for field in fields(counts)}
    return numbers | {
        "right_percent": counts.right_percent,
        "answerable_percent": counts.answerable_percent,
        "false_percent": counts.false_percent,
    }


def _as_object(one: Judgement) -> Object:
    return {
        "id": one.case.id,
        "turn": one.number if one.case.is_conversation else None,
        "file": one.case.position.file,
        "line": one.case.position.line,
        "question": one.turn.text,
        "lang": one.turn.language,
        "expected": one.expected,
        "kind": one.kind,
        "facts": one.facts,
        "score": one.score,
        "outcome": one.outcome,
        "reason": one.reason,
        "figure": one.shows_figure,
        "rank": one.rank,
    }


# --- for people

Column = tuple[str, Callable[[Counts], int | float]]

ASKED: Column = ("asked", lambda counts: counts.asked)
RIGHT: tuple[Column, ...] = (("right", lambda counts: counts.right), ("%", lambda counts: counts.right_percent))
ANSWERABLE: tuple[Column, ...] = (
    ("answerable", lambda counts: counts.answerable),
    ("right", lambda counts: counts.answered_right),
    ("wrong", lambda counts: counts.wrong),
    ("missed", lambda counts: counts.missed),
    ("%", lambda counts: counts.answerable_percent),
)
FALSE: tuple[Column, ...] = (
    ("false", lambda counts: counts.false),
    ("with figure", lambda counts: counts.false_figures),
)
UNANSWERABLE: tuple[Column, ...] = (
    ("unanswerable", lambda counts: counts.unanswerable),
    *FALSE,
    ("%", lambda counts: counts.false_percent),
)
TALK: tuple[Column, ...] = (("talk", lambda counts: counts.talk), ("wrong", lambda counts: counts.talk_wrong))
OUTCOMES: tuple[Column, ...] = (
    ("right", lambda counts: counts.right),
    ("wrong", lambda counts: counts.wrong + counts.talk_wrong),
    ("missed", lambda counts: counts.missed),
    FALSE[0],
)


def as_plain_text(summary: Summary, curve: Curve | None = None) -> str:
    """Return the report as tables, with the list of what was not right at the end."""
    blocks = [
        _table("", summary.groups, (ASKED, *RIGHT, *ANSWERABLE, *UNANSWERABLE, *TALK)),
        _table("no answer because", summary.why, UNANSWERABLE),
        _table("kind of answer", summary.kinds, (("given", ASKED[1]), *OUTCOMES)),
        _table("kind of question", summary.asked_for, (ASKED, *OUTCOMES)),
        "\n".join([*_figures(summary), *_curve_lines(curve)]),
        "\n".join(_listing("Not right", summary.not_right)),
        "\n".join(_listing("Answered in another language", summary.other_language)),
    ]
    return "\n\n".join(block for block in blocks if block)


def _figures(summary: Summary) -> list[str]:
    lines = [f"Right: {summary.right_percent} %"]
    if summary.ranks:
        first, reciprocal = recall_at_1(summary.ranks), mean_reciprocal_rank(summary.ranks)
        lines.append(f"Expected fact ranked first (recall@1): {first:.3f} of {len(summary.ranks)} rankings")
        lines.append(f"Mean reciprocal rank (MRR): {reciprocal:.3f}")
    if summary.conversations:
        right, asked = summary.conversations_right, summary.conversations
        lines.append(f"Conversations right from end to end: {right} of {asked}, {percent(right, asked)} %")
    return lines


def _curve_lines(curve: Curve | None) -> list[str]:
    if curve is None:
        return []
    now = curve.current
    return [
        f"Risk-coverage: {100 * now.coverage:.1f} % answered, {100 * now.risk:.1f} % of these wrong, "
        f"at thresholds.{curve.name} {now.threshold:g}; area under the curve (AURC): {curve.aurc:.4f}"
    ]


def _table(title: str, groups: Mapping[str, Counts], columns: Sequence[Column]) -> str:
    if not groups:
        return ""
    heading = (title, *(name for name, _ in columns))
    rows = [heading, *((name, *(str(value(counts)) for _, value in columns)) for name, counts in groups.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return "  ".join((row[0].ljust(widths[0]), *numbers))


def _listing(title: str, judgements: Sequence[Judgement]) -> list[str]:
    if not judgements:
        return []
    lines = [f"{title} ({len(judgements)}):"]
    for one in judgements:
        name = f"{one.case.id}.{one.number}" if one.case.is_conversation else one.case.id
        note = f"{one.outcome}: {one.reason}" if one.reason else one.outcome
        lines.append(f"  {name} [{one.turn.language or '?'}] {on_one_line(one.turn.text)}")
        lines.append(f"      {one.expected} -> {one.got} (score {one.score:g}; {note})")
    return lines
