"""What a message wants, decided once, before anything is looked for: each intent has one function that answers it."""

from collections.abc import Callable
from typing import Literal

from bot.core.conversation.dialogue import Dialogue, FollowUp, asks_anew
from bot.core.records.mention import Mention
from bot.core.records.query import COMPARING, META, Query
from bot.core.records.ways import OF_A_SERIES, Way

Intent = Literal["about last", "look-up", "order", "comparison", "fact"]
IN_A_DIFFERENCE = frozenset({Way.SHARE, Way.COUNT, Way.DIFFERENCE})  # what "how much more, in percent?" may name


def classify(follow_up: FollowUp, dialogue: Dialogue, is_about_last: Callable[[Mention], bool]) -> Intent:
    """Return what a question wants.

    Args:
        follow_up: The question, completed from the conversation.
        dialogue: The conversation.
        is_about_last: Whether naming this leaves the question with the fact told last.
    """
    query = follow_up.query
    wants_cause = query.frame.answer_type == "reason" and "comparative" in query.markers  # "hoezo was dat minder?"
    changes_unit = "in_number" in query.markers and not dialogue.calculated
    if dialogue.facts and not (changes_unit or wants_cause) and (follow_up.leans or query.markers & (META | {"doubt"})):
        own = [mention for mention in query.mentions if not is_about_last(mention)]
        if wants_difference_of_last(query, dialogue):
            own = [mention for mention in own if mention.id not in IN_A_DIFFERENCE]
        if (says_nothing_new(follow_up) or _asks_more(query)) and not _names_more(query, own):
            return "about last"
    if query.points_back() or query.is_bare_figure():
        return "look-up"
    if query.asks_order():
        return "order"
    return "comparison" if _compares(query) else "fact"


def wants_difference_of_last(query: Query, dialogue: Dialogue) -> bool:
    """Tell whether the change of what was told last is asked for: "hoeveel scheelt dat?", then "en in procenten?"."""
    return query.asks_difference() or ("in_percent" in query.markers and dialogue.calculated)


def says_nothing_new(follow_up: FollowUp) -> bool:
    """Tell whether a message that leans on the last answer asks nothing, so that the fact is told again."""
    query = follow_up.query
    unread = any(not word.is_loose for word in query.frame.left)
    return follow_up.leans and not asks_anew(query) and not query.periods and not unread


def _asks_more(query: Query) -> bool:
    """Tell whether something is asked that may be asked of any figure: its source, its change, another source."""
    more = query.markers & (META | {"quantity", "other_source", "in_percent"})
    # "Klopt dat wel?" and "hoe zeker is dat?", where no figure is to be checked.
    doubts = "doubt" in query.markers and not query.claims and query.frame.answer_type in ("", "degree")
    return doubts or bool(more) or query.asks_series() or query.hints_change()


def _names_more(query: Query, own: list[Mention]) -> bool:
    """Tell whether something is named that the fact told last is not about."""
    if query.asks_series():
        own = [mention for mention in own if mention.id not in OF_A_SERIES]
    if "meta_population" in query.markers:
        own = [mention for mention in own if mention.facet != "population"]  # "is that libraries or locations?"
    return bool(own or query.unknown)


def _compares(query: Query) -> bool:
    """Tell whether two things are held against each other, or named side by side."""
    joined = any(mention.slot == "joined" for mention in query.mentions)
    return joined or bool(query.sides or query.markers & COMPARING) or Way.DIFFERENCE in query.ids("measure")
