"""Ranking: how well each candidate accounts for the fields of a question, and which fields it leaves open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.index import Index, Profile, Vector
from bot.core.query import CONTEXT_WEIGHT, PASSING, Mention, Query

# The parts of a score; together 100. Set on the odd half of the development questions (CHANGELOG 0.1.0).
PRECISION, RECALL, MEASURE, WORDS, LETTERS = 27.0, 27.0, 18.0, 9.0, 19.0
LETTERS_SCALE = 3.0  # a cosine of a third is as like as a paraphrase gets
WORDS_SCALE = 1.5
OF_A_SERIES = frozenset(
    {"maximum", "minimum", "ranking", "chart", "chart-data"}
)  # what may be asked of a measure with many periods
OF_A_CHANGE = frozenset({"trend", "difference"})  # what every measure with two periods answers
TOTALS = frozenset({"all-together", "absolute-number"})  # what every number is
PAST = frozenset({"trend", "past", "long-standing", "recent-years", "new"})  # what a question for a change may name
CHANGE = frozenset({"share", "count", "difference", "trend"})  # what a question for a change may name besides
ECHO = 0.5  # a quoted figure says half of what the question is about
CHECKS = frozenset({"yes_no", "claim", "meta_source", "meta_period", "meta_population"})  # a quoted figure is meant
CHANGE_OVER_TIME = "difference"  # stands for "how much more" among the open fields
COUNT = "count"  # stands for "how many" among the open fields
NEUTRAL = 0.5  # the precision of a question that names nothing but libraries and cooperation
NO_SUBJECT = ""  # stands for the subject among the open fields, where the question has none
ON_SUBJECT = frozenset({"partner", "place", "topic", "qualifier"})
MATCHED = 0.85  # a measure fit from here on is one of those that the fact answers
WIDER_SUBJECT = 0.5
UNASKED_COUNT = 0.3  # "helpt de bieb scholen met lezen?" asks for no number of school locations
UNASKED = {"figure": 0.65}  # who asks nothing in particular wants the figure first
UNKNOWN_WEIGHT = 0.5  # an unknown word weighs half as much as a known concept: it may be mere wording


@dataclass(frozen=True, slots=True)
class Candidate:
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks, worked out once for all candidates."""

    query: Query
    vector: Vector
    named: frozenset[str]
    wider: frozenset[str]  # what is broader than the partners and topics that it names
    aspects: frozenset[str]  # with what is broader than these
    measures: frozenset[str]
    difference: bool
    claims_share: bool
    names_subject: bool
    names_relation: bool  # libraries, or working with them, is in the question
    follows: bool  # it takes something over from the conversation

    @classmethod
    def of(cls, index: Index, query: Query) -> "_Asked":
        named = query.named()
        aspects = {*query.ids("aspect"), *(named & {"trend"})}
        claims_share = query.claims_share()
        return cls(
            query=query,
            vector=index.vector(query.keys),
            named=named,
            wider=frozenset(
                broad for id_ in query.ids("partner", "topic") for broad in index.ancestors.of(id_) if broad != id_
            ),
            aspects=frozenset(broad for aspect in aspects for broad in index.ancestors.of(aspect)),
            measures=frozenset(query.ids("measure")) | ({"share"} if claims_share else set()),
            difference=query.asks_difference(),
            claims_share=claims_share,
            names_subject=query.names_subject(),
            names_relation=bool({"library", "cooperation"} & set(query.ids("domain"))) or bool(query.claims),
            follows=any(mention.carried for mention in query.mentions),
        )


def rank(index: Index, query: Query) -> tuple[Candidate, ...]:
    """Return the candidates for a question, best first: those that leave nothing open before the others."""
    likeness = index.likeness(query.text)
    asked = _Asked.of(index, query)
    scored = (_score(asked, profile, likeness) for profile in index.candidates(query, likeness))
    return tuple(sorted(scored, key=lambda candidate: (bool(candidate.missing), -candidate.score, candidate.id)))


def _score(asked: _Asked, profile: Profile, likeness: Mapping[str, float]) -> Candidate:
    query = asked.query
    echoed = _echoes(query, profile)
    own_subject = _subject(asked, profile)
    subject = min(1.0, own_subject + ECHO * echoed)
    only_echoes = bool(echoed) and not own_subject and not query.markers & CHECKS
    measure = _measure_fit(asked, profile)
    certain = subject >= 1 and measure >= MATCHED
    missing = _open_fields(asked, profile, subject, certain, echoed)
    precision = _precision(query, profile, echoed)
    letters = min(1.0, likeness.get(profile.fact.id, 0.0) * LETTERS_SCALE)
    words = min(1.0, WORDS_SCALE * sum(weight * profile.vector.get(key, 0.0) for key, weight in asked.vector.items()))
    score = PRECISION * precision + RECALL * subject + MEASURE * measure + WORDS * words + LETTERS * letters
    about = {concept for group in profile.fact.about for concept in group}
    named = any(mention.id in about and mention.facet != "domain" for mention in query.mentions)
    by_broader = not named and any(mention.id in profile.broad - profile.exact for mention in query.mentions)
    if missing and not subject and asked.wider & about:
        subject, named = WIDER_SUBJECT, True  # a gymnasium is a secondary school: near, but another question
    return Candidate(
        profile=profile,
        score=round(max(0.0, score), 2),
        missing=tuple(missing),
        open=tuple(missing.values()),
        subject=subject,
        precision=precision,
        by_broader=by_broader,
        on_topic=by_broader or (subject > 0 and not only_echoes and (named or measure >= 1)),
    )


def _open_fields(asked: _Asked, profile: Profile, subject: float, certain: bool, echoed: int) -> dict[str, str]:
    """Return by facet the first concept, period or word of the question that the fact does not account for."""
    query, missing = asked.query, dict[str, str]()
    for mention in _narrowing(query, profile):
        here = mention.facet == "place" and "here" in query.markers
        if (
            (here or not mention.context)
            and not _accounts(profile, mention)
            and _is_needed(mention, profile, asked, certain)
        ):
            missing.setdefault(mention.facet, mention.id)
    changes = asked.difference or "trend" in asked.named or query.hints_change()
    if changes and profile.fact.kind == "figure" and not profile.tells_change:
        missing.setdefault("measure", CHANGE_OVER_TIME)
    tied = asked.names_relation or asked.follows or changes or query.periods
    own = {profile.own_measure, *profile.fact.counted[:2]}
    settled = subject >= 1 and len(profile.fact.about) > 1
    if profile.fact.unit == "count" and not tied and not settled and not own & asked.named:
        missing.setdefault("topic", NO_SUBJECT)  # how many schools there are is not how many work with libraries
    _check_periods(query, profile, missing)
    strange = next((word for word in query.said_by if word not in profile.source_words), None)
    if strange is not None:
        missing.setdefault("source", strange)
    _check_counted(asked, profile, missing)
    _check_words(query, profile, missing, subject, certain)
    on_subject = [mention for mention in query.mentions if mention.facet in ON_SUBJECT and mention.id not in TOTALS]
    if echoed and subject <= ECHO and profile.fact.kind == "figure" and not query.markers & CHECKS:
        missing.setdefault("topic", NO_SUBJECT)  # it has the number that the question holds, and nothing else
    if not subject and not any(_accounts(profile, mention) for mention in on_subject):
        missing.setdefault("topic", NO_SUBJECT)  # it answers that kind of question, but about what?
    return missing


def _precision(query: Query, profile: Profile, echoed: int) -> float:
    """Return how much of what the question names the fact accounts for, from 0 to 1."""
    known, unknown = float(echoed), UNKNOWN_WEIGHT * len(query.unknown)
    for mention in _narrowing(query, profile):
        weight = CONTEXT_WEIGHT if mention.context or mention.carried or mention.facet == "qualifier" else 1.0
        if _accounts(profile, mention):
            known += weight
        elif not mention.context:
            unknown += weight
    return known / (known + unknown) if known + unknown else NEUTRAL


def _narrowing(query: Query, profile: Profile) -> Iterator[Mention]:
    """Yield what the question names that may narrow it: not the domain, nor the mere way of asking."""
    of_series = OF_A_SERIES if profile.is_series and query.asks_series() else frozenset()
    for mention in query.mentions:
        if mention.id in of_series:
            continue
        if mention.facet not in ("domain", "aspect") and not (
            mention.id == "reason" and _holds_premise(query, profile)
        ):
            yield mention


def _accounts(profile: Profile, mention: Mention) -> bool:
    return mention.id in profile.exact or mention.id in profile.broad


def _echoes(query: Query, profile: Profile) -> int:
    """Return 1 where the question quotes a figure of the fact ("waar komt die 84% vandaan?"), else 0."""
    percent = profile.fact.unit == "percent"
    quoted = {claim.value for claim in query.claims if (claim.unit == "percent") == percent}
    return int(any(row.value in quoted for row in profile.fact.figures if row.value is not None))


def _holds_premise(query: Query, profile: Profile) -> bool:
    """Tell whether a question for a reason rests on a share that the fact can correct: "waarom doet 50% ...?"."""
    is_share = profile.fact.kind == "figure" and profile.fact.unit == "percent"
    return is_share and any(claim.unit == "percent" for claim in query.claims)


def _is_needed(mention: Mention, profile: Profile, asked: _Asked, certain: bool) -> bool:
    """Tell whether a concept narrows the question: a fact that does not account for it answers another one.

    A figure must account for everything. A statement may pass over a topic or people that are named in passing, and,
    where the question names all of its subject and its measure, over a partner or measure that is not asked about.
    """
    statement = profile.fact.kind != "figure" and not profile.fact.counted
    if mention.id in PAST and profile.tells_change and (asked.query.asks_change() or asked.query.hints_change()):
        return False
    if mention.id in TOTALS and profile.fact.unit == "count":
        return False
    if mention.facet == "qualifier" or (mention.id in OF_A_SERIES and profile.is_series and asked.query.asks_series()):
        return False
    if mention.facet == "topic":
        asked_for = mention.slot == "kind" or (mention.carried and not asked.names_subject)
        return not statement or asked_for
    if mention.facet == "population":
        return not statement or mention.id in (asked.query.counted or ())
    if mention.id in CHANGE and asked.difference:
        return not profile.tells_change
    passing = statement and certain and mention.slot == "word" and not asked.follows and mention.id not in CHANGE
    alone = len(asked.query.ids(mention.facet)) == 1  # of two partners named, both matter
    return not (passing and mention.facet in ("partner", "measure") and (alone or mention.facet == "measure"))


def _check_words(query: Query, profile: Profile, missing: dict[str, str], subject: float, certain: bool) -> None:
    """Note the unknown words that may narrow the question, by the part that their place in the sentence gives them.

    After "met" or with a capital they always may. After "in", "van" or "welke" they may as well, unless the fact is a
    statement and all of its subject is named. Elsewhere they are mere wording to a statement; a figure is given past
    one such word only where all of its subject is named, past two where its measure is named as well.
    """
    figure = profile.fact.kind == "figure"
    loose = [item for item in query.unknown if item.slot == "word"]
    for item in query.unknown:
        if item.slot in ("partner", "name") or (item.slot != "word" and (figure or subject < 1)):
            missing.setdefault("partner" if item.slot in ("kind", "joined") else item.slot, item.word)
    if figure and len(loose) > (2 if certain else 1 if subject >= 1 else 0):
        missing.setdefault("word", loose[0].word)


def _check_periods(query: Query, profile: Profile, missing: dict[str, str]) -> None:
    if query.carries_periods and profile.fact.kind != "figure":
        return  # "en basisscholen?" after a figure of a year: a statement without a year still answers
    for period in query.periods:
        if period not in profile.periods:
            missing.setdefault("period", period)
    stretch = query.stretch
    if stretch is not None and not any(row.period and stretch.holds(row.period) for row in profile.fact.figures):
        missing.setdefault("period", f"{stretch.first or '…'} – {stretch.last or '…'}")


def _check_counted(asked: _Asked, profile: Profile, missing: dict[str, str]) -> None:
    """Only a fact that counts what is asked for answers "how many"."""
    query = asked.query
    if query.counted is None:
        return
    counted = profile.fact.counted
    named = [id_ for id_ in query.counted if id_ not in PASSING]
    if asked.difference and profile.tells_change and profile.fact.kind == "figure" and not (named and counted):
        return
    if not counted:
        missing.setdefault("measure", COUNT)
    elif named and not set(query.counted) & set(counted):
        missing.setdefault("population", named[-1])


def _subject(asked: _Asked, profile: Profile) -> float:
    """Return how much of what the fact is about is named: the mean over its groups, 1 for one of the group's own."""
    groups = profile.fact.about
    if profile.own_measure in asked.named:
        return 1.0  # "het gemiddelde aantal partners" is what the fact is about
    if not groups:
        return 0.0
    weights = dict.fromkeys(asked.named, 1.0)
    weights |= {mention.id: CONTEXT_WEIGHT for mention in asked.query.mentions if mention.context}
    return sum(max((weights.get(one, 0.0) for one in group), default=0.0) for group in groups) / len(groups)


def _measure_fit(asked: _Asked, profile: Profile) -> float:
    """Return how well the fact answers the kind of question: 1 for its own measure, less than 0 for another's."""
    query, fact = asked.query, profile.fact
    if asked.difference and profile.tells_change:
        return 1.0
    if query.counted is not None and fact.counted:
        return 1.0 if fact.kind == "figure" else 0.9
    if asked.claims_share and fact.unit != "percent" and fact.kind != "figure":
        return 0.3
    measures = asked.measures - OF_A_SERIES if profile.is_series and query.asks_series() else asked.measures
    wanted = measures or asked.aspects
    if profile.tells_change and fact.kind == "figure" and wanted and wanted <= OF_A_CHANGE:
        return MATCHED
    cooperates = {"cooperation", "yes_no"} <= asked.named | query.markers  # "werken bibliotheken samen met ...?"
    if not wanted and cooperates and fact.counted and fact.unit == "percent":
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
