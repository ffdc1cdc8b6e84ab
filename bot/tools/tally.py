"""Counting judgements: over all turns, and over every group of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.tools.judging import Judgement
from bot.tools.questions import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a group of turns was answered."""

    asked: int = 0
    right: int = 0
    answerable: int = 0
    answered_right: int = 0
    wrong: int = 0  # another fact, or a value or source lacking
    missed: int = 0
    unanswerable: int = 0
    false: int = 0  # answered although there is no answer
    false_figures: int = 0  # ... with a figure
    talk: int = 0  # greetings, calls for help
    talk_wrong: int = 0

    @property
    def right_percent(self) -> float:
        """Share of all turns that is right, 0 to 100."""
        return percent(self.right, self.asked)

    @property
    def answerable_percent(self) -> float:
        """Share of the answerable turns that is right, 0 to 100."""
        return percent(self.answered_right, self.answerable)

    @property
    def false_percent(self) -> float:
        """Share of the unanswerable turns that got an answer, 0 to 100."""
        return percent(self.false, self.unanswerable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """One thing given where another was expected, and how often."""

    expected: str  # as in `Judgement.expected`
    given: str  # fact ids, joined
    kind: str  # of the answer
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All that is reported of a run."""

    groups: Mapping[str, Counts]  # "all" first
    why: Mapping[str, Counts]  # by what keeps a question from being answered
    kinds: Mapping[str, Counts]  # by the kind of answer given
    asked_for: Mapping[str, Counts]  # by the kind of question, where the files tell it
    confusions: tuple[Confusion, ...]  # most frequent first
    conversations: int
    conversations_right: int  # every turn of them
    ranks: tuple[int, ...]  # of the expected facts among the candidates; 0: not among them
    not_right: tuple[Judgement, ...]
    other_language: tuple[Judgement, ...]  # answered in another language than expected

    @property
    def right_percent(self) -> float:
        """Share of all turns that is right, 0 to 100."""
        return self.groups["all"].right_percent


def count(judgements: Iterable[Judgement]) -> Counts:
    """Return how these turns were answered."""
    tally: Counter[str] = Counter()
    for one in judgements:
        aim = {"fact": "answerable", "none": "unanswerable"}.get(one.turn.aim, "talk")
        tally.update(("asked", aim))
        if one.outcome == "right":
            tally.update(("right", "answered_right") if aim == "answerable" else ("right",))
        elif aim == "talk":
            tally["talk_wrong"] += 1
        else:
            tally[one.outcome] += 1
        tally["false_figures"] += one.outcome == "false" and one.shows_figure
    return Counts(**tally)


def summarise(judgements: Sequence[Judgement]) -> Summary:
    """Return the counts over all turns and over every group of them; `judgements` in the order of the files."""
    languages = _by(judgements, lambda one: one.turn.language or "unmarked")
    forms = _by(judgements, lambda one: "conversation turns" if one.case.is_conversation else "single questions")
    halves = _by(judgements, lambda one: "odd half" if one.case.is_odd else "even half")
    unanswerable = [one for one in judgements if one.turn.aim == "none"]
    talks = _conversations(judgements)
    return Summary(
        groups={"all": count(judgements), **forms, **halves, **languages},
        why=_by(unanswerable, lambda one: one.turn.why),
        kinds=_by(judgements, lambda one: one.kind),
        asked_for=_by((one for one in judgements if one.turn.kind), lambda one: one.turn.kind),
        confusions=find_confusions(judgements),
        conversations=len(talks),
        conversations_right=sum(talks.values()),
        ranks=tuple(one.rank for one in judgements if one.rank is not None),
        not_right=tuple(one for one in judgements if one.outcome != "right"),
        other_language=tuple(one for one in judgements if not one.in_language),
    )


def find_confusions(judgements: Iterable[Judgement]) -> tuple[Confusion, ...]:
    """Return which facts were told or offered where another one, or none, was expected; most frequent first."""
    pairs = Counter(
        (one.expected, ", ".join(one.facts), one.kind)
        for one in judgements
        if one.outcome != "right" and one.facts and one.turn.fact not in one.facts
    )
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Confusion(expected=expected, given=given, kind=kind, count=number)
        for (expected, given, kind), number in ordered
    )


def _by(judgements: Iterable[Judgement], name: Callable[[Judgement], str]) -> dict[str, Counts]:
    groups: dict[str, list[Judgement]] = {}
    for one in judgements:
        groups.setdefault(name(one), []).append(one)
    return {key: count(groups[key]) for key in sorted(groups)}


def _conversations(judgements: Iterable[Judgement]) -> dict[Case, bool]:
    """Return for each conversation whether every turn of it is right."""
    talks: dict[Case, bool] = {}
    for one in judgements:
        if one.case.is_conversation:
            talks[one.case] = talks.get(one.case, True) and one.outcome == "right"
    return talks


def percent(part: int, whole: int) -> float:
    """Return a share, 0 to 100; 0 where there is nothing to share."""
    return round(100 * part / whole, 1) if whole else 0.0
