"""A fact is due exactly when an answer says that there may be a newer edition."""

import json
from datetime import date

import pytest

from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.records.model import Fact, Figure, KnowledgeBase, Position, Source
from bot.core.values.periods import period_key
from bot.tools.stale import as_json_text, as_plain_text, find_editions
from bot.tools.workbench_texts import load_texts
from tests.running import run


def made(id_: str, period: str | None, rhythm: int | None, line: int = 7) -> Fact:
    """Return a fact with one row, and an older one."""
    rows = (
        Figure(period=period, sources=("cbs",), position=Position("facts.yaml", line)),
        Figure(period="2001" if period else None, sources=("cbs",), position=Position("facts.yaml", line + 1)),
    )
    return Fact(id=id_, kind="figure", rhythm=rhythm, figures=rows, say={}, position=Position("facts.yaml", 1))


def base(*facts: Fact) -> KnowledgeBase:
    source = Source(id="cbs", cited_as="CBS, 2020", position=Position("sources.yaml", 1))
    return KnowledgeBase(sources={"cbs": source}, concepts={}, facts={fact.id: fact for fact in facts}, languages={})


@pytest.mark.parametrize(
    ("period", "rhythm", "as_of", "due"),
    [
        pytest.param("2019", 1, date(2021, 12, 31), None, id="the last day on which it may still come"),
        pytest.param("2019", 1, date(2022, 1, 1), 2021, id="the first day after"),
        pytest.param("2018-2019", 1, date(2022, 1, 1), 2021, id="a school year counts by its end"),
        pytest.param("2019-06-24", 2, date(2023, 1, 1), 2022, id="a date, every two years"),
        pytest.param("2019", None, date(2030, 1, 1), None, id="no rhythm"),
        pytest.param(None, 1, date(2030, 1, 1), None, id="no period"),
    ],
)
def test_when_a_fact_is_due(period: str | None, rhythm: int | None, as_of: date, due: int | None) -> None:
    """A year after the period of the next edition is over."""
    found = find_editions(base(made("visits", period, rhythm)), as_of)
    assert [one.due for one in found.stale] == ([] if due is None else [due])


def test_longest_due_comes_first_and_no_rhythm_apart() -> None:
    """By the year, then the period, then the id; each with its newest row."""
    facts = (
        made("c", "2019", 1), made("b", "2018", 1, 20), made("a", "2019", 1), made("once", "2010", None),
        made("new", "2024", 2), made("undated", None, None),
    )  # fmt: skip
    found = find_editions(base(*facts), date(2025, 5, 1))
    assert [(one.fact, one.line, one.period, one.source) for one in found.stale] == [
        ("b", 20, "2018", "CBS, 2020"), ("a", 7, "2019", "CBS, 2020"), ("c", 7, "2019", "CBS, 2020"),
    ]  # fmt: skip
    assert ([one.fact for one in found.without_rhythm], found.with_rhythm) == (["once"], 4)


@pytest.mark.parametrize("as_of", [date(2020, 1, 1), date(2024, 7, 1), date(2026, 11, 24)], ids=str)
def test_it_is_what_the_bot_says(as_of: date, assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """Over the whole knowledge base: the line stands in the answer, or the fact is not listed."""
    listed = {one.fact for one in find_editions(knowledge, as_of).stale}
    line = knowledge.languages["nl"].phrases["newer_edition"]
    figures = [fact for fact in knowledge.facts.values() if fact.kind == "figure"]
    told = {fact.id: [one.text for one in assistant.tell(fact.id, "nl", as_of=as_of).lines] for fact in figures}
    assert {id_ for id_, lines in told.items() if line in lines} == listed & set(told)
    if as_of.year == 2026:
        assert len(listed) > 50


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        pytest.param("nl", ["op 1 mei 2025: 1 van 1", "2020", "elk jaar", "CBS, 2020", "facts.yaml:7"], id="Dutch"),
        pytest.param("en", ["on 1 May 2025: 1 of 1", "2020", "every year", "CBS, 2020", "facts.yaml:7"], id="English"),
    ],
)
def test_what_is_told(language: str, parts: list[str], knowledge: KnowledgeBase) -> None:
    found = find_editions(base(made("visits", "2018", 1)), date(2025, 5, 1))
    told = as_plain_text(found, Composer(knowledge, language), load_texts(language))
    assert [part for part in parts if part not in told] == []


def test_without_anything_due_it_says_so(knowledge: KnowledgeBase) -> None:
    """And nothing else."""
    found = find_editions(base(made("visits", "2018", 1)), date(2019, 5, 1))
    told = as_plain_text(found, Composer(knowledge, "en"), load_texts("en"))
    assert told == "No fact is due for a new edition on 1 May 2019 (1 facts with a rhythm)."


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """As a table and as one object, of the same facts."""
    code, output, errors = run("stale", "--as-of", "2026-11-24", "--json", capsys=capsys)
    found = json.loads(output)
    assert (code, errors, found["as_of"]) == (0, "", "2026-11-24")
    assert [one["due"] for one in found["stale"]] == sorted(one["due"] for one in found["stale"])
    periods = [period_key(one["period"]) for one in found["without_rhythm"]]
    assert periods == sorted(periods)
    code, output, errors = run("stale", "--as-of", "2026-11-24", "--lang", "en", capsys=capsys)
    assert (code, errors) == (0, "")
    assert f"{len(found['stale'])} of {found['with_rhythm']} facts" in output
    assert [one["fact"] for one in found["stale"] if one["fact"] not in output] == []


def test_json_holds_what_was_found() -> None:
    """Each with its file and line."""
    found = json.loads(as_json_text(find_editions(base(made("visits", "2018", 1)), date(2025, 5, 1))))
    assert found["stale"] == [
        {
            "fact": "visits",
            "file": "facts.yaml",
            "line": 7,
            "period": "2018",
            "source": "CBS, 2020",
            "rhythm": 1,
            "due": 2020,
        }
    ]
