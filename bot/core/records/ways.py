"""The ways of asking: which kind of figure or statement a question wants, whatever it is about.

Each is an ordinary concept beside those of a knowledge base. The languages have its labels (their file ways.yaml).
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.core.records.model import Concept, Facet, KnowledgeBase


class Way(StrEnum):
    """A way of asking, by the id of its concept; a fact names it as its measure, or as one that it answers."""

    # --- numbers
    SHARE = "share"
    COUNT = "count"
    MEAN = "mean"
    DIFFERENCE = "difference"
    TREND = "trend"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    MEDIAN = "median"
    RANKING = "ranking"
    BREAKDOWN = "breakdown"
    STANDARD_DEVIATION = "standard-deviation"
    MARGIN_OF_ERROR = "margin-of-error"
    CORRELATION = "correlation"
    FREQUENCY = "frequency"
    FORECAST = "forecast"
    TARGET_NUMBER = "target-number"
    MONEY = "money"
    COST = "cost"
    PRICE = "price"
    DURATION = "duration"
    START_DATE = "start-date"
    # --- names and statements
    WHICH = "which"
    WHO = "who"
    WHERE = "where"
    MANNER = "manner"
    DEGREE = "degree"
    REASON = "reason"
    PURPOSE = "purpose"
    ORIGIN = "origin"
    DEFINITION = "definition"
    TERM_MEANING = "term-meaning"
    CONTENTS = "contents"
    FINDING = "finding"
    OPINION = "opinion"
    # --- publications
    READING = "reading"
    CHART = "chart"
    CHART_DATA = "chart-data"
    RESEARCH_METHOD = "research-method"
    SAMPLE_SIZE = "sample-size"
    RESPONSE_RATE = "response-rate"

    @property
    def facet(self) -> Facet:
        """Whether a fact must measure it ("measure"), or may answer it beside what it measures ("aspect")."""
        return "aspect" if self in ASPECTS else "measure"


OF_A_SERIES = frozenset(
    {Way.MAXIMUM, Way.MINIMUM, Way.RANKING, Way.CHART, Way.CHART_DATA}
)  # what may be asked of a measure with many periods
ASPECTS = frozenset(
    {
        Way.TREND, Way.WHICH, Way.WHO, Way.WHERE, Way.MANNER, Way.DEGREE, Way.PURPOSE, Way.ORIGIN, Way.DEFINITION,
        Way.CONTENTS, Way.FINDING,
    }
)  # fmt: skip
BROADER: Mapping[Way, Way] = {Way.WHO: Way.WHICH, Way.TERM_MEANING: Way.DEFINITION}
WAYS = frozenset(Way)


def own_concepts(knowledge: KnowledgeBase) -> dict[str, Concept]:
    """Return the concepts that stand in a knowledge base itself: all but the ways of asking."""
    return {id_: concept for id_, concept in knowledge.concepts.items() if id_ not in WAYS}
