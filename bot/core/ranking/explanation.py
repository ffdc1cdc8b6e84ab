"""Why a question gets its answer: how it was read, the best candidates, and what decided."""

from bot.core.ranking.rank import Candidate
from bot.core.records.model import Explanation, Reading, Weighed
from bot.core.records.query import Query

BEST = 5  # candidates that are named


def explain(query: Query, ranking: tuple[Candidate, ...], rule: str) -> Explanation:
    """Return why: the reading of the question, the best candidates, what decided."""
    carried = tuple(Reading("", mention.id, "carried") for mention in query.mentions if mention.carried)
    return Explanation(
        readings=query.readings + carried,
        candidates=tuple((candidate.id, candidate.score, candidate.missing) for candidate in ranking[:BEST]),
        weighed=tuple(_weigh(query, candidate) for candidate in ranking[:BEST]),
        decided=rule,
        frame=query.slots(),
    )


def _weigh(query: Query, candidate: Candidate) -> Weighed:
    profile = candidate.profile
    held = [mention.id for mention in query.mentions if profile.accounts_for(mention.id)]
    held += [period for period in query.periods if period in profile.periods]
    return Weighed(
        fact=candidate.id,
        score=candidate.score,
        accounted=tuple(dict.fromkeys(held)),
        missing=candidate.missing,
        open=candidate.open,
    )
