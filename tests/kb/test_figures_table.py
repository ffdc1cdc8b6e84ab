"""The knowledge base loses, changes and misattributes no figure: it holds just those of `tests/data/figures.csv`.

The table was made from what was read, not from the knowledge base; a figure that is added stands in both.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from bot.core.records.model import Fact, Figure, KnowledgeBase

TABLE = Path(__file__).parents[1] / "data" / "figures.csv"

Key = tuple[str, str, str, str]
"""Fact id, period, value and source id, as the table has them."""


@pytest.fixture(scope="module")
def table() -> list[Key]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["measure"], row["period"], row["value"], row["source"]) for row in csv.DictReader(file)]


def is_of_the_article(kb: KnowledgeBase, row: Figure) -> bool:
    """Tell whether a row is the article's own or was read in it; the table holds what was published later."""
    return row.via is not None or any(kb.sources[source].role == "carrier" for source in row.sources)


def keys_of(fact: Fact, row: Figure) -> list[Key]:
    return [(fact.id, row.period or "", format(row.value, "f"), source) for source in row.sources]


def test_the_table_is_whole(table: list[Key]) -> None:
    """Nobody dropped a row from it to please the test below."""
    assert len(table) == 393
    assert len(set(table)) == len(table)


def test_the_knowledge_base_has_each_figure_of_the_table_once_and_no_other(
    table: list[Key], knowledge: KnowledgeBase
) -> None:
    """The same fact, period, value and source; shown or superseded."""
    named = {measure for measure, *_ in table}
    rows = [(fact, row) for fact in knowledge.facts.values() for row in fact.rows if row.value is not None]
    later = [(fact, row) for fact, row in rows if fact.id in named and not is_of_the_article(knowledge, row)]
    held = Counter(key for fact, row in later for key in keys_of(fact, row))
    wanted = Counter(table)
    assert {"lost": sorted(wanted - held), "not in the table": sorted(held - wanted)} == {
        "lost": [],
        "not in the table": [],
    }


def test_of_two_figures_for_one_period_one_is_shown(table: list[Key], knowledge: KnowledgeBase) -> None:
    """Which one is the maintainers' choice; the other is told when it is asked for."""
    counts = Counter((measure, period) for measure, period, *_ in table)
    twice = sorted(key for key, count in counts.items() if count > 1)
    shown = {
        (id_, period): sum((row.period or "") == period for row in knowledge.facts[id_].figures)
        for id_, period in twice
    }
    assert twice
    assert {key: number for key, number in shown.items() if number != 1} == {}
