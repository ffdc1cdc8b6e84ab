"""Ranking: how well a fact accounts for a question, and which fields it leaves open."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.ranking.constraints import COUNT, NO_SUBJECT
from bot.core.ranking.index import Index
from bot.core.ranking.rank import Candidate, rank
from bot.core.reading.read import Reader
from bot.core.reading.relative_dates import at_moment
from bot.core.records.query import Query

Ranked = Callable[..., dict[str, Candidate]]


@pytest.fixture
def ranked(small_index: Index, small_reader: Reader) -> Ranked:
    """Return what ranks the facts for a question: the candidates by id, best first."""

    def rank_text(text: str, language: str = "en") -> dict[str, Candidate]:
        query = at_moment(small_reader.read(text, language), None)
        return {one.id: one for one in rank(small_index, query)}

    return rank_text


@pytest.mark.parametrize(("text", "language", "best"), [
    pytest.param("What share of libraries works with farmers?", "en", "farmers-share", id="partner and measure"),
    pytest.param("How many sites of secondary schools are there?", "en", "school-sites", id="what is counted"),
    pytest.param(
        "What share of libraries works with secondary schools?", "en", "secondary-share", id="the share, not the sites"
    ),
    pytest.param("Why do libraries work with partners?", "en", "reasons", id="reason"),
    pytest.param("Which bookshops do libraries work with?", "en", "bookshop-list", id="list"),
    pytest.param("Welk deel van de biebs werkt met het p.o.?", "nl", "primary-share", id="Dutch, in other words"),
])  # fmt: skip
def test_the_fact_that_accounts_for_everything_is_first(text: str, language: str, best: str, ranked: Ranked) -> None:
    """It leaves no field open."""
    first = next(iter(ranked(text, language).values()))
    assert (first.id, first.missing) == (best, ())


@pytest.mark.parametrize(("text", "id_", "missing", "open_"), [
    pytest.param("share farmers", "farmers-share", (), (), id="nothing"),
    pytest.param("share farmers in 2019", "farmers-share", ("period",), ("2019",), id="a period it lacks"),
    pytest.param("share farmers in 2017", "farmers-share", (), (), id="a period it has"),
    pytest.param(
        "share farmers in 2017-2018", "farmers-share", ("period",), ("2017-2018",), id="a school year is no year"
    ),
    pytest.param("share farmers last year", "farmers-share", ("period",), ("last year",), id="a period in words"),
    pytest.param("share farmers since 2018", "farmers-share", (), (), id="a stretch of years that it has a row in"),
    pytest.param("share farmers since 2019", "farmers-share", ("period",), ("2019 – …",),
                 id="a stretch after all rows"),
    pytest.param("share farmers aged 18", "farmers-share", ("population",), ("18",), id="an age"),
    pytest.param("share farmers according to the report", "farmers-share", (), (), id="its source"),
    pytest.param("share farmers according to the census", "farmers-share", ("source",), ("census",),
                 id="another source"),
    pytest.param("share farmers in the village", "farmers-share", ("place",), ("village",), id="a known place"),
    pytest.param("share farmers in snorsel", "farmers-share", ("place",), ("snorsel",), id="an unknown place"),
    pytest.param("share farmers Snorsel", "farmers-share", ("name",), ("Snorsel",), id="a name"),
    pytest.param(
        "share of libraries with hospitals", "farmers-share", ("partner", "topic"), ("hospital", NO_SUBJECT),
        id="another partner",
    ),
    pytest.param("share farmers and hospitals", "farmers-share", ("partner",), ("hospital",), id="one more partner"),
    pytest.param(
        "share of libraries with jellyfish", "farmers-share", ("partner", "topic"), ("jellyfish", NO_SUBJECT),
        id="an unknown partner",
    ),
    pytest.param("why farmers", "farmers-share", ("measure",), ("reason",), id="another measure"),
    pytest.param("how many farmers", "farmers-share", ("population",), ("farmer",), id="another population"),
    pytest.param("how many bookshops", "bookshop-list", ("measure",), (COUNT,), id="a list counts nothing"),
    pytest.param("share farmers with reading", "farmers-share", ("topic",), ("reading",), id="a topic"),
])  # fmt: skip
def test_the_fields_that_a_fact_leaves_open(
    text: str, id_: str, missing: tuple[str, ...], open_: tuple[str, ...], ranked: Ranked
) -> None:
    """Every constraint that the fact does not account for is named, with its facet."""
    candidate = ranked(text)[id_]
    assert (candidate.missing, candidate.open) == (missing, open_)


def test_what_leaves_nothing_open_goes_first(ranked: Ranked) -> None:
    """However well another one scores."""
    order = list(ranked("What share of libraries works with schools and farmers in 2018?").values())
    assert [bool(one.missing) for one in order] == sorted(bool(one.missing) for one in order)


def test_a_statement_may_pass_over_wording_that_a_figure_may_not(ranked: Ranked) -> None:
    """Several unknown words beside a figure may narrow it; beside a claim they are mere wording."""
    assert ranked("why do libraries work and glitter and wobble and flicker")["reasons"].missing == ()
    assert ranked("what share glitters, wobbles and flickers with farmers")["farmers-share"].missing == ("word",)


def test_the_scene_leaves_nothing_open(ranked: Ranked) -> None:
    """A place in another sentence narrows nothing."""
    assert (
        ranked("The village has a hospital. What share of libraries works with farmers?")["farmers-share"].missing == ()
    )


def test_the_scene_names_a_subject_by_half(ranked: Ranked) -> None:
    """What stands in another sentence may still be what the question is about."""
    scene = ranked("A farmer told me. What share of libraries works with primary schools?")["farmers-share"].subject
    assert 0 < scene < ranked("What share of libraries works with farmers?")["farmers-share"].subject


def test_a_carried_period_is_no_constraint_to_a_statement(small_index: Index, small_reader: Reader) -> None:
    """A reason without a year still answers after a figure of a year; another figure does not."""
    read = small_reader.read("why do libraries cooperate with farmers", "en")
    query = replace(read, periods=("2019",), carries_periods=True)
    missing = {one.id: one.missing for one in rank(small_index, query)}
    assert "period" not in missing["reasons"]
    assert "period" in missing["farmers-share"]


def test_a_quoted_figure_says_what_is_meant(ranked: Ranked) -> None:
    """Who asks where 35% comes from has read the answer."""
    assert ranked("share 35%")["farmers-share"].subject > ranked("share 36%")["farmers-share"].subject


def test_a_broader_word_names_less(ranked: Ranked) -> None:
    """The word "school" may mean either kind, so it is worth less than naming the kind."""
    broad, named = (ranked(f"share {school} schools")["primary-share"] for school in ("", "primary"))
    assert broad.by_broader
    assert not named.by_broader
    assert broad.subject < named.subject
    assert broad.score < named.score


def test_a_question_that_names_only_the_domain_is_on_no_topic(ranked: Ranked) -> None:
    """Naming libraries and cooperation is no reason to offer a figure about farmers."""
    assert not any(one.on_topic for id_, one in ranked("which libraries cooperate").items() if id_ != "reasons")


def test_unknown_words_cost_precision(ranked: Ranked) -> None:
    """What nothing accounts for counts against every fact."""
    precise = [
        ranked(f"share farmers {words}")["farmers-share"].precision for words in ("", "wobble", "wobble glitter")
    ]
    assert precise == sorted(precise, reverse=True)
    assert len(set(precise)) == 3


def test_scores_are_from_zero_to_a_hundred(ranked: Ranked) -> None:
    """A question just like the example is as good as it gets."""
    scores = [one.score for one in ranked("What share of libraries works with farmers?").values()]
    assert max(scores) <= 100


def test_an_empty_question_has_no_candidates(small_index: Index) -> None:
    """Nothing is like nothing."""
    assert rank(small_index, Query(text="", language="en")) == ()
