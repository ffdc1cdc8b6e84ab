"""The verdict on a ranking, with candidates made by hand."""

from dataclasses import replace

import pytest

from bot.core.ranking.constraints import NO_SUBJECT
from bot.core.ranking.decide import Thresholds, decide
from bot.core.ranking.index import Profile
from bot.core.ranking.rank import Candidate
from tests.core.small import BOOKSHOPS, FARMERS, PRIMARY, REASONS, SECONDARY, SITES

LIMITS = Thresholds(answer=50, precision=0.5, lead=2, broader=10, stay=6, nearby=0.5, choices=3)
ORDER = {"a": PRIMARY, "b": SECONDARY, "c": FARMERS, "d": SITES, "e": REASONS, "f": BOOKSHOPS}


def profile(id_: str, unit: str | None = "percent") -> Profile:
    """Return the profile of a fact of which only the id and the unit matter."""
    none: frozenset[str] = frozenset()
    return Profile(
        about=frozenset(),
        fact=replace(ORDER[id_], id=id_, unit=unit), exact=none, broad=none, measures=none, first_measures=none,
        own_measure=None, periods=none, tells_change=False, is_series=False, wants_asking=False, is_bare=False,
        twin=None, texts="", vector={},
    )  # fmt: skip


def candidate(
    id_: str, score: float, missing: tuple[str, ...] = (), open_: tuple[str, ...] = ("x",), *, precision: float = 1.0,
    subject: float = 1.0, by_broader: bool = False, on_topic: bool = True, unit: str | None = "percent",
) -> Candidate:  # fmt: skip
    return Candidate(
        profile=profile(id_, unit), score=score, missing=missing, open=open_ if missing else (), subject=subject,
        precision=precision, by_broader=by_broader, on_topic=on_topic,
    )  # fmt: skip


def verdict(*ranking: Candidate, preferred: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the kind of verdict, and the ids of its facts in one word."""
    decided = decide(ranking, LIMITS, preferred)
    return decided.kind, "".join(one.id for one in decided.candidates)


@pytest.mark.parametrize(("ranking", "expected"), [
    pytest.param([candidate("a", 80)], ("answer", "a"), id="one fits"),
    pytest.param([candidate("a", 50, precision=0.5)], ("answer", "a"), id="just good enough"),
    pytest.param([candidate("a", 80), candidate("b", 78)], ("answer", "a"), id="a clear lead"),
    pytest.param(
        [candidate("a", 80), candidate("b", 90, ("period",))], ("answer", "a"), id="a better score leaves a gap"
    ),
    pytest.param(
        [candidate("a", 80), candidate("b", 79.9, precision=0.4)], ("answer", "a"), id="the rival is imprecise"
    ),
    pytest.param([candidate("a", 50), candidate("b", 49.9)], ("answer", "a"), id="the rival is too weak"),
    pytest.param(
        [candidate("a", 80, by_broader=True), candidate("b", 75)], ("answer", "a"), id="one named by something broad"
    ),
    pytest.param(
        [candidate("a", 80, by_broader=True), candidate("b", 75, by_broader=True, unit="count")], ("answer", "a"),
        id="a broad question, but another unit",
    ),
])  # fmt: skip
def test_one_fact_answers(ranking: list[Candidate], expected: tuple[str, str]) -> None:
    """It leaves nothing open, scores well enough and leads clearly."""
    assert verdict(*ranking) == expected


@pytest.mark.parametrize(("ranking", "expected"), [
    pytest.param([candidate("a", 80), candidate("b", 79)], ("clarify", "ab"), id="two"),
    pytest.param([candidate("a", 80), candidate("b", 80), candidate("c", 79)], ("clarify", "abc"), id="three"),
    pytest.param(
        [candidate(id_, 80) for id_ in "abcdef"], ("clarify", "abc"), id="more than can be asked: the best of them"
    ),
    pytest.param(
        [candidate("a", 80, by_broader=True), candidate("b", 71, by_broader=True)], ("clarify", "ab"),
        id="both named by something broader",
    ),
])  # fmt: skip
def test_several_facts_fit_alike(ranking: list[Candidate], expected: tuple[str, str]) -> None:
    """No figure is picked by chance: the user is asked which one."""
    assert verdict(*ranking) == expected


@pytest.mark.parametrize(("ranking", "expected"), [
    pytest.param([candidate("a", 90, ("period",))], ("nearby", "a"), id="one field open"),
    pytest.param(
        [candidate("a", 90, ("period", "place"), ("x", "y")), candidate("b", 60, ("period",))], ("nearby", "b"),
        id="fewest fields open",
    ),
    pytest.param([candidate("a", 60, ("place",)), candidate("b", 70, ("place",))], ("nearby", "b"), id="best score"),
    pytest.param([candidate("b", 70, ("place",)), candidate("a", 70, ("place",))], ("nearby", "a"), id="ties by id"),
    pytest.param([candidate("a", 90, ("place",), subject=0.5)], ("nearby", "a"), id="half of the subject named"),
    pytest.param(
        [candidate("a", 40), candidate("b", 30, ("place",))], ("nearby", "b"), id="beside one that is too weak"
    ),
])  # fmt: skip
def test_the_nearest_fact_is_offered(ranking: list[Candidate], expected: tuple[str, str]) -> None:
    """Where a field stays open, the fact is offered as another one, however well it scores."""
    assert verdict(*ranking) == expected


@pytest.mark.parametrize(("ranking", "expected"), [
    pytest.param([], ("abstain", ""), id="no candidates"),
    pytest.param([candidate("a", 49.9)], ("abstain", "a"), id="score too low"),
    pytest.param([candidate("a", 90, precision=0.49)], ("abstain", "a"), id="too little of the question accounted for"),
    pytest.param(
        [candidate("a", 90, ("partner",), subject=0.4)], ("abstain", "a"), id="too little of its subject named"
    ),
    pytest.param([candidate("a", 90, ("partner",), on_topic=False)], ("abstain", "a"), id="about something else"),
    pytest.param([candidate(id_, 9) for id_ in "abcd"], ("abstain", "abc"), id="the first three for suggestions"),
])  # fmt: skip
def test_nothing_fits(ranking: list[Candidate], expected: tuple[str, str]) -> None:
    """A bad answer is worse than none."""
    assert verdict(*ranking) == expected


def test_a_follow_up_stays_with_the_fact_told_last() -> None:
    """In a near tie it wins; a clearly better fact is answered all the same."""
    assert verdict(candidate("a", 80), candidate("b", 79), preferred=("b",)) == ("answer", "b")
    assert verdict(candidate("a", 80), candidate("b", 75), preferred=("b",)) == ("answer", "b")
    assert verdict(candidate("a", 80), candidate("b", 74), preferred=("b",)) == ("answer", "a")
    assert verdict(candidate("a", 80), candidate("b", 79), preferred=("c",)) == ("clarify", "ab")


def test_only_the_fact_told_last_needs_no_subject() -> None:
    """A follow-up such as "and in 2017?" names none; it is about what was said before, and about nothing else."""
    without = candidate("a", 80, ("topic",), (NO_SUBJECT,), on_topic=False)
    assert verdict(without, preferred=("a",)) == ("answer", "a")
    assert verdict(without, preferred=("b",)) == ("abstain", "a")
    assert verdict(candidate("a", 80, ("topic",), ("kwallen",)), preferred=("a",)) == ("nearby", "a")


def test_the_verdict_says_what_decided() -> None:
    """The explanation names the words that nothing accounts for."""
    decided = decide((candidate("a", 90, ("period", "place"), ("2019", "snorsel")),), LIMITS)
    assert decided.rule.endswith("2019, snorsel")
    rules = {decide(tuple(ranking), LIMITS).rule for ranking in ([], [candidate("a", 80)], [candidate("a", 80)] * 2)}
    assert len(rules) == 3
