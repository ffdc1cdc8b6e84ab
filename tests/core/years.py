"""Facts with several periods, for what is only said of series. Every figure in them is invented.

Loans have two exceptional years, visits a new count from 2021 on, members a twin, teachers two sources for a period.
"""

from bot.core.records.model import Fact, KnowledgeBase
from tests.core.small import CONCEPTS, FACTS, Names, concept, exceptional, fact, knowledge_of, new_series, row


def series(
    id_: str, about: Names, values: dict[str, str], unit: str = "count", source: str = "survey", **more: object
) -> Fact:
    """Return a fact with a row per period, read in its own source; `values` goes newest first."""
    rows = (row(value, period, source, via=None) for period, value in values.items())
    return fact(
        id_, about, *rows, unit=unit, nl=(f"NL {id_}?",), en=(f"{id_}?",), **more,  # type: ignore[arg-type]
    )  # fmt: skip


LOANS = series(
    "loans", ("loan",), {"2023": "70", "2022": "60", "2021": "30", "2020": "40", "2019": "90", "2018": "100"},
    measure="loans-count", label="loans", counted=("loan",), population="loans", say="{value} loans in {period}.",
    breaks=(exceptional("2020", "2021"),), rhythm=1,
)  # fmt: skip
VISITS = series(
    "visits", ("visit",), {"2023": "50", "2022": "45", "2021": "40", "2020": "80", "2019": "85"},
    measure="visits-count", label="visits", counted=("visit",), population="visits", say="{value} visits.",
    breaks=(new_series("2021"),),
)  # fmt: skip
STAFF = series(
    "staff", ("staff",), {"2022": "36", "2020": "33", "2018": "30"}, "mean", measure="staff-mean", label="staff",
    population="libraries", say="{value} hours.", quantity="hour",
)  # fmt: skip
BAKERS = series(
    "bakers-share", ("baker",), {"2018": "20", "2016": "10"}, "percent", label="bakers", say="{value} with bakers.",
)  # fmt: skip
BUTCHERS = series(
    "butchers-share", ("butcher",), {"2018": "50", "2017": "45"}, "percent", label="butchers",
    say="{value} with butchers.",
)  # fmt: skip
SERIES = (LOANS, VISITS, STAFF, BAKERS, BUTCHERS)

MORE_CONCEPTS = (
    *CONCEPTS,
    concept("difference", "measure", ("verschil",), ("difference",), ("trend",)),
    concept(
        "ranking",
        "measure",
        ("ranglijst", "top 3", "top drie"),
        ("ranking", "top 2", "top two", "top 3", "top three", "top 10"),
    ),
    concept("loan", "topic", ("uitlening",), ("loan",)),
    concept("visit", "topic", ("bezoek",), ("visit",)),
    concept("staff", "topic", ("personeel",), ("staff",)),
    concept("baker", "partner", ("bakker",), ("baker",)),
    concept("butcher", "partner", ("slager",), ("butcher",)),
    concept("loans-count", "measure", ("aantal uitleningen",), ("number of loans",), ("count",)),
    concept("visits-count", "measure", ("aantal bezoeken",), ("number of visits",), ("count",)),
    concept("staff-mean", "measure", ("uren personeel",), ("hours of staff",)),
)


def with_series() -> KnowledgeBase:
    """Return the small knowledge base with these facts added."""
    return knowledge_of((*FACTS, *SERIES), MORE_CONCEPTS)
