"""What the report of an evaluation shows, in one language; the template sets it out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.core.ranking.decide import Thresholds
from bot.core.records.model import CALCULATED
from bot.core.values.numbers import show_number
from bot.texts import notation_of
from bot.tools.curve_picture import draw_picture
from bot.tools.judging import Judgement, Outcome, mean_reciprocal_rank, recall_at_1
from bot.tools.risk_coverage import Curve, Point
from bot.tools.tally import Confusion, Counts, Summary, percent
from bot.tools.wording import Wording

SEPARATOR = re.compile("[- ]")
WORST_FIRST: tuple[Outcome, ...] = ("false", "wrong", "missed")
REASONS = {  # how `judging` words a fault, up to the colon → text
    "answered": "reason_answered",
    "another kind of reply": "reason_another_kind",
    "not answered": "reason_not_answered",
    "another fact": "reason_another_fact",
    "value lacking": "reason_value_lacking",
    "source lacking": "reason_source_lacking",
    "source not accepted": "reason_source_not_accepted",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something by its name, with its id where it has one."""

    label: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One of the four numbers at the top."""

    outcome: Outcome
    count: int
    of: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One table of counts."""

    anchor: str
    title: str
    explained: str
    rows: tuple[tuple[str, Counts], ...]


class Page:
    """What the template shows, in one language."""

    def __init__(self, summary: Summary, curve: Curve, wording: Wording, thresholds: Thresholds) -> None:
        self.summary = summary
        self.curve = curve
        self.wording = wording
        self.texts = wording.texts
        self.thresholds = thresholds

    def content(self) -> Mapping[str, Any]:
        groups = tuple(group for group in self.groups() if group.rows)
        parts = [("headline", "report_headline"), ("curve", "report_curve")]
        contents = [(anchor, self.texts(title)) for anchor, title in parts]
        contents += [(group.anchor, group.title) for group in groups]
        contents += [(anchor, self.texts(f"report_{anchor}")) for anchor in ("confusions", "listing")]
        return {
            "t": self.texts,
            "number": self.number,
            "language": self.texts.language,
            "contents": contents,
            "tiles": tuple(self.tiles()),
            "figures": tuple(self.figures()),
            "curve": self.curve,
            "curve_now": self.curve_text("report_curve_now"),
            "curve_flat": self.curve_flat(),
            "curve_alt": self.curve_text("report_curve_alt"),
            "picture": draw_picture(self.curve),
            "groups": groups,
            "confusions": tuple(map(self.confusion, self.summary.confusions)),
            "listing": tuple(self.listing()),
        }

    def number(self, value: float, decimals: int = 1) -> str:
        """Return a number in the notation of the language, without a zero behind the mark that says nothing."""
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        whole = rounded == rounded.to_integral_value()
        return show_number(rounded.to_integral_value() if whole else rounded, notation_of(self.texts.language))

    def tiles(self) -> Iterator[Tile]:
        whole = self.summary.groups["all"]
        counts: dict[Outcome, tuple[int, int]] = {
            "right": (whole.right, whole.asked),
            "wrong": (whole.wrong + whole.talk_wrong, whole.answerable + whole.talk),
            "missed": (whole.missed, whole.answerable),
            "false": (whole.false, whole.unanswerable),
        }
        for outcome, (count, of) in counts.items():
            yield Tile(outcome=outcome, count=count, of=of, percent=percent(count, of))

    def figures(self) -> Iterator[str]:
        ranks = self.summary.ranks
        if ranks:
            yield self.texts("report_recall", percent=self.number(100 * recall_at_1(ranks)))
            yield self.texts("report_mrr", value=self.number(mean_reciprocal_rank(ranks), 3))
        if self.summary.conversations:
            asked, right = self.summary.conversations, self.summary.conversations_right
            yield self.texts("report_conversations", asked=asked, right=right)

    def curve_text(self, name: str) -> str:
        answered = [point for point in self.curve.points if point.answered] or [self.curve.current]
        first, last = min(answered, key=_coverage), max(answered, key=_coverage)
        named = {"": self.curve.current, "first_": first, "last_": last}
        fields = {f"{key}coverage": self.number(100 * point.coverage) for key, point in named.items()}
        fields |= {f"{key}risk": self.number(100 * point.risk) for key, point in named.items()}
        return self.texts(name, threshold=self.number(self.curve.current.threshold), **fields)

    def curve_flat(self) -> str:
        """Return in which range the threshold makes no difference; empty where there is no such range."""
        lowest, highest = self.curve.flat
        if lowest == highest:
            return ""
        return self.texts("report_curve_flat", lowest=self.number(lowest), highest=self.number(highest))

    def groups(self) -> Iterator[Group]:
        whole = self.summary.groups
        asked = (name for name in whole if name in self.wording.codes or name == "unmarked")
        languages = ((self.wording.language(name), whole[name]) for name in asked)
        forms = {name: whole[name] for name in whole if name in ("single questions", "conversation turns")}
        yield self._group("languages", languages)
        yield self._group("asked_for", self._named("asked", self.summary.asked_for))
        yield self._group("forms", self._named("group", forms))
        yield self._group("why", self._named("why", self.summary.why))
        yield self._group("kinds", self._named("kind", self.summary.kinds))

    def _group(self, name: str, rows: Iterable[tuple[str, Counts]]) -> Group:
        title, explained = self.texts(f"report_{name}"), self.texts(f"report_{name}_explained")
        return Group(anchor=name.replace("_", "-"), title=title, explained=explained, rows=tuple(rows))

    def _named(self, what: str, groups: Mapping[str, Counts]) -> Iterator[tuple[str, Counts]]:
        for name, counts in groups.items():
            yield self._known(what, name), counts

    def _known(self, what: str, name: str) -> str:
        """Return how a group is called; the name that the question file gives it where it is none of ours."""
        return self.texts.find(f"{what}_{SEPARATOR.sub('_', name)}", name.replace("-", " "))

    def confusion(self, one: Confusion) -> Mapping[str, Any]:
        return {
            "expected": self.expected(one.expected),
            "given": self.facts(one.given.split(", ")),
            "how": self.texts(f"kind_{one.kind}"),
            "count": one.count,
        }

    def expected(self, expected: str) -> Named:
        """Return what was expected: a fact, a kind of talk, or why there is no answer."""
        why = expected.removeprefix("no answer (").removesuffix(")")
        if why != expected:
            return Named(self.texts("expected_none", why=self._known("why", why)))
        kind = self.texts.find(f"kind_{expected}", "")
        return Named(kind) if kind else self.facts([expected])[0]

    def facts(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Return facts by what they measure; a calculated figure by that of its fact."""
        return tuple(Named(self.wording.fact(id_.removesuffix(CALCULATED)), id_) for id_ in ids)

    def listing(self) -> Iterator[Mapping[str, Any]]:
        for outcome in WORST_FIRST:
            rows = [self.row(one) for one in self.summary.not_right if one.outcome == outcome]
            if rows:
                yield {"outcome": outcome, "rows": rows}

    def row(self, one: Judgement) -> Mapping[str, Any]:
        language, explanation = one.turn.language or self.texts.language, one.explanation
        understood: Sequence[str] = self.wording.understood(explanation)
        position = one.case.position
        return {
            "question": one.turn.text,
            "language": language,
            "expected": self.expected(one.expected),
            "how": self.texts(f"kind_{one.kind}"),
            "given": self.facts(one.facts),
            "reason": self._reason(one.reason),
            "understood": understood or (self.texts("nothing_understood"),),
            "decided": self.wording.decided(one.kind, explanation, self.thresholds),
            "candidates": tuple(self._candidates(one)),
            "place": f"{position.file}:{position.line} ({one.case.id}"
            + (f", {one.number})" if one.case.is_conversation else ")"),
        }

    def _reason(self, reason: str) -> str:
        name, _, detail = reason.partition(": ")
        return self.texts(REASONS[name], detail=detail)

    def _candidates(self, one: Judgement) -> Iterator[str]:
        for weighed in one.explanation.weighed:
            name = "label_candidate_open" if weighed.missing else "label_candidate"
            score, left = self.number(weighed.score, 0), self.wording.open_fields(weighed)
            yield self.texts(name, fact=weighed.fact, score=score, open=left)


def _coverage(point: Point) -> float:
    return point.coverage
