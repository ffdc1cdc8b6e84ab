"""What was asked in vain, for maintainers: put to the present knowledge base again, grouped, counted per week. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Fact, Question
from bot.core.words.spelling import is_same_word
from bot.core.words.text import fold
from bot.store.records import UnansweredGroup

FEWEST_PEOPLE = 2  # what only one person asked might tell who it was
UNDERSTOOD = frozenset({"exact", "inflected", "repaired", "compound", "period"})


class Replying(Protocol):
    """Whatever answers questions."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Vain:
    """Questions of two people or more that mean the same."""

    question: str  # as it was asked last
    language: str
    askers: frozenset[int]
    weeks: Mapping[date, int]  # Monday → how often
    last: date
    understood: tuple[str, ...]  # ids of concepts, and periods
    unknown: tuple[str, ...]  # words, as typed
    missing: tuple[str, ...]  # fields that no fact accounts for
    nearest: str | None  # id of a fact: the answer, where there is one by now
    is_answered: bool  # by the present knowledge base

    @property
    def people(self) -> int:
        return len(self.askers)

    @property
    def times(self) -> int:
        return sum(self.weeks.values())


def find_vain(groups: Iterable[UnansweredGroup], assistant: Replying, since: date | None = None) -> list[Vain]:
    """Put what was asked in vain to the assistant again, and join what it reads as the same.

    The same is: the same concepts and periods, and unknown words that differ by an inflection or a slip only.

    Args:
        groups: Of the store, those of one person too.
        assistant: On the present knowledge base.
        since: Only what was asked in the week of this day or later.

    Returns:
        What two people or more asked: what has no answer first, then most people, most often, latest.
    """
    by_meaning: dict[tuple[str, ...], list[Vain]] = {}
    for group in groups:
        weeks = {week: times for week, times in group.weeks.items() if since is None or week + timedelta(6) >= since}
        if not weeks:
            continue
        vain = _asked_again(replace(group, weeks=weeks), assistant)
        alike = by_meaning.setdefault(vain.understood, [])
        place = next((place for place, other in enumerate(alike) if _are_same(vain, other)), None)
        if place is None:
            alike.append(vain)
        else:
            alike[place] = _joined(alike[place], vain)
    found = [vain for alike in by_meaning.values() for vain in alike if vain.people >= FEWEST_PEOPLE]
    return sorted(found, key=_order)


def _order(vain: Vain) -> tuple[bool, int, int, int, str]:
    return vain.is_answered, -vain.people, -vain.times, -vain.last.toordinal(), vain.question


def _asked_again(group: UnansweredGroup, assistant: Replying) -> Vain:
    """Return a group as the present knowledge base reads it, on the day on which it was asked last."""
    asked = Question(group.question, as_of=group.last)
    answer, _ = assistant.reply(asked, Dialogue(language=group.language))
    readings = answer.explanation.readings
    return Vain(
        question=group.question,
        language=group.language,
        askers=group.askers,
        weeks=group.weeks,
        last=group.last,
        understood=tuple(sorted({reading.read_as for reading in readings if reading.how in UNDERSTOOD})),
        unknown=tuple(dict.fromkeys(reading.words for reading in readings if reading.how == "unknown")),
        missing=answer.missing,
        nearest=_nearest(answer),
        is_answered=answer.kind == "answer",
    )


def _nearest(answer: Answer) -> str | None:
    told = [use.id for use in answer.facts]
    return next(iter([*told, *(id_ for id_, _, _ in answer.explanation.candidates)]), None)


def _are_same(one: Vain, other: Vain) -> bool:
    """Tell whether the unknown words of two questions with the same meaning match one by one; without any, all do."""
    if not (one.understood or one.unknown):
        return fold(one.question) == fold(other.question)
    left = [fold(word) for word in other.unknown]
    if len(one.unknown) != len(left) or one.is_answered != other.is_answered:
        return False
    for word in map(fold, one.unknown):
        match = next((place for place, known in enumerate(left) if is_same_word(word, known)), None)
        if match is None:
            return False
        del left[match]
    return True


def _joined(one: Vain, other: Vain) -> Vain:
    """Return both as one; the question is that of the larger, which comes first."""
    weeks = Counter(one.weeks)
    weeks.update(other.weeks)
    return replace(one, askers=one.askers | other.askers, weeks=dict(weeks), last=max(one.last, other.last))


def week_name(monday: date) -> str:
    """Return the name of a week by ISO 8601, such as 2026-W48."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def as_json(found: Sequence[Vain], facts: Mapping[str, Fact]) -> list[dict[str, object]]:
    """Return the groups as objects for machines."""
    return [
        {
            "question": vain.question,
            "lang": vain.language,
            "people": vain.people,
            "times": vain.times,
            "weeks": {week_name(week): times for week, times in sorted(vain.weeks.items())},
            "last": vain.last.isoformat(),
            "understood": list(vain.understood),
            "unknown": list(vain.unknown),
            "missing": list(vain.missing),
            "nearest": vain.nearest,
            "position": str(facts[vain.nearest].position) if vain.nearest and vain.nearest in facts else None,
            "answered": vain.is_answered,
        }
        for vain in found
    ]
