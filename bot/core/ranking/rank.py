"""Ranking: how well each candidate accounts for the fields of a question, and which fields it leaves open."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.core.ranking.asked import Asked
from bot.core.ranking.constraints import MATCHED, find_open_fields
from bot.core.ranking.index import Index, Profile, Vector
from bot.core.records.mention import Mention
from bot.core.records.model import Fact
from bot.core.records.query import Query
from bot.core.records.ways import ASPECTS, Way

# The parts of a score; together 100. Set on the odd half of the development questions (CHANGELOG 0.1.0).
PRECISION, RECALL, MEASURE, WORDS, LETTERS = 27.0, 27.0, 18.0, 9.0, 19.0
LETTERS_SCALE = 3.0  # a cosine of a third is as like as a paraphrase gets
WORDS_SCALE = 1.5
QUESTION_WORDS = ASPECTS | {Way.REASON}  # what a mere question word may ask: it names nothing
OF_A_CHANGE = frozenset({Way.TREND, Way.DIFFERENCE})  # what every measure with two periods answers
ECHO = 0.5  # a quoted figure says half of what the question is about
OTHER_WHOLE = 25.0  # "92% van de scholen": a figure of schools comes before one of libraries that work with schools
NEUTRAL = 0.5  # the precision of a question that names nothing but libraries and cooperation
WIDER_SUBJECT = 0.5
UNASKED_COUNT = 0.3  # "helpt de bieb scholen met lezen?" asks for no number of school locations
UNASKED = {"figure": 0.65}  # who asks nothing in particular wants the figure first


class Candidate(NamedTuple):
    """A fact with its score, and the facets of the question that it does not account for."""

    profile: Profile
    score: float  # 0-100
    missing: tuple[str, ...]  # facets: "period", "place", "partner", "population", "measure", "topic", "word"
    open: tuple[str, ...]  # the concepts or words that are not accounted for
    subject: float  # 0-1: how much of what the fact is about the question names
    precision: float  # 0-1: how much of what the question names the fact accounts for
    by_broader: bool  # its subject is named only by something broader: "scholen" for secondary schools
    on_topic: bool  # the question names more of it than "library" and "cooperation", or asks for its very measure

    @property
    def id(self) -> str:
        return self.profile.fact.id


def rank(index: Index, query: Query) -> tuple[Candidate, ...]:
    """Return the candidates for a question, best first: those that leave nothing open before the others."""
    likeness = index.likeness(query.asked_text or query.text)
    asked = Asked.of(index, query)
    scored = (_score(asked, profile, likeness) for profile in index.candidates(query, likeness))
    return tuple(sorted(scored, key=lambda candidate: (bool(candidate.missing), -candidate.score, candidate.id)))


def weigh(index: Index, query: Query, profile: Profile) -> Candidate:
    """Return one fact as a candidate for a question."""
    return _score(Asked.of(index, query), profile, index.likeness(query.asked_text or query.text))


def _score(asked: Asked, profile: Profile, likeness: Mapping[str, float]) -> Candidate:
    fact = profile.fact
    quotes = bool(asked.quoted) and asked.quotes(profile)
    own_subject = _subject(asked, profile)
    subject = min(1.0, own_subject + ECHO * quotes)
    only_quotes = quotes and not own_subject and not asked.checks_quote
    measure = _measure_fit(asked, profile)
    left, precision = _account(asked, profile, quotes)
    missing = find_open_fields(asked, profile, left, subject, subject >= 1 and measure >= MATCHED, quotes)
    letters = min(1.0, likeness.get(fact.id, 0.0) * LETTERS_SCALE)
    words = min(1.0, WORDS_SCALE * _cosine(asked.vector, profile.vector))
    score = PRECISION * precision + RECALL * subject + MEASURE * measure + WORDS * words + LETTERS * letters
    if asked.query.whole and _is_of_another_whole(asked, fact):
        score -= OTHER_WHOLE
    about = profile.about
    named = not asked.on_fact.isdisjoint(about) or (profile.is_bare and own_subject >= 1)
    by_broader = not named and any(id_ in profile.broad and id_ not in profile.exact for id_ in asked.mentioned)
    if missing and not subject and not asked.wider.isdisjoint(about):
        subject, named = WIDER_SUBJECT, True  # a gymnasium is a secondary school: near, but another question
    return Candidate(
        profile=profile,
        score=round(max(0.0, score), 2),
        missing=tuple(missing),
        open=tuple(missing.values()),
        subject=subject,
        precision=precision,
        by_broader=by_broader,
        on_topic=by_broader or (subject > 0 and not only_quotes and (named or profile.own_measure in asked.named)),
    )


def _cosine(question: Vector, fact: Vector) -> float:
    """Return how many words two vectors of length 1 share, from 0 to 1; a question has fewer of them."""
    total = 0.0
    for key, weight in question.items():
        if key in fact:
            total += weight * fact[key]
    return total


def _is_of_another_whole(asked: Asked, fact: Fact) -> bool:
    """Tell whether a figure in the question is of something else than what the fact counts."""
    return not asked.query.has_whole_of(fact) or (asked.claims_share and fact.unit != "percent")


def _account(asked: Asked, profile: Profile, quotes: bool) -> tuple[list[Mention], float]:
    """Return what narrows the question and the fact does not hold, and how much it accounts for, from 0 to 1."""
    known, unknown, left = float(quotes), asked.lost, []
    for mention, gain, loss in asked.narrowing_for(profile):
        if mention.id in profile.exact or mention.id in profile.broad:
            known += gain
        else:
            unknown += loss
            left.append(mention)
    return left, known / (known + unknown) if known + unknown else NEUTRAL


def _subject(asked: Asked, profile: Profile) -> float:
    """Return how much of what the fact is about is named: the mean over its groups, 1 for one of the group's own."""
    groups = profile.fact.about
    if profile.own_measure in asked.named:
        return 1.0  # "het gemiddelde aantal partners" is what the fact is about
    own = asked.named & profile.about
    if not own or (own <= QUESTION_WORDS and not asked.names_relation):
        return 0.0  # "waarom?" alone names nothing that a fact is about
    weights = asked.weights
    total = 0.0
    for group in groups:
        total += max([weights.get(one, 0.0) for one in group], default=0.0)
    return total / len(groups)


def _measure_fit(asked: Asked, profile: Profile) -> float:
    """Return how well the fact answers the kind of question: 1 for its own measure, less than 0 for another's."""
    query, fact = asked.query, profile.fact
    if asked.difference and profile.tells_change:
        return 1.0
    if query.counted is not None and fact.counted:
        asks_share = not query.counted or Way.SHARE in asked.measures or profile.twin is not None
        by_share = fact.unit == "percent" and not asks_share
        return 1.0 if fact.kind == "figure" and not by_share else 0.9
    if asked.claims_share and fact.unit != "percent" and fact.kind != "figure":
        return 0.3
    measures = asked.measures - asked.series if profile.is_series else asked.measures
    wanted = measures or asked.aspects
    if profile.tells_change and fact.kind == "figure" and wanted and wanted <= OF_A_CHANGE:
        return MATCHED
    relates = query.names("relation") and "yes_no" in query.markers  # "werken bibliotheken samen met ...?"
    if not wanted and relates and fact.counted and fact.unit == "percent":
        return 0.9
    if not wanted and "figures" in query.markers:
        return 0.9 if fact.kind == "figure" else 0.3
    if not wanted:
        plain_count = fact.kind == "figure" and fact.unit == "count" and "yes_no" in query.markers
        return -0.3 if profile.wants_asking else UNASKED_COUNT if plain_count else UNASKED.get(fact.kind, 0.6)
    if wanted & profile.first_measures:
        return 1.0
    if wanted & profile.measures:
        return MATCHED
    return -0.5 if profile.wants_asking or fact.kind == "figure" else 0.3
