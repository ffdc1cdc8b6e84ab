"""Which fields of a question a fact leaves open: what it does not account for, though the question depends on it."""

from collections.abc import Iterable

from bot.core.ranking.asked import Asked
from bot.core.ranking.index import Profile
from bot.core.ranking.meets import find_unmet
from bot.core.records.mention import Mention
from bot.core.records.query import Query
from bot.core.records.ways import Way
from bot.core.words.text import inflection_key

CHANGE = frozenset({Way.SHARE, Way.COUNT, Way.DIFFERENCE, Way.TREND})  # what a question for a change may name besides
QUOTED_SUBJECT = 0.5  # the most that a quoted figure alone says of the subject
CHANGE_OVER_TIME = Way.DIFFERENCE  # stands for "how much more" among the open fields
COUNT = Way.COUNT  # stands for "how many" among the open fields
NO_SUBJECT = ""  # stands for the subject among the open fields, where the question has none
SUBJECT = frozenset({"partner", "topic", "population"})  # what a cause is the cause of
TOLD_OF = frozenset({"thing", "effect"})  # answer types of which a topic that is named is what they are about
MATCHED = 0.85  # a measure fit from here on is one of those that the fact answers


def find_open_fields(
    asked: Asked, profile: Profile, left: Iterable[Mention], subject: float, certain: bool, quotes: bool
) -> dict[str, str]:
    """Return by facet the first concept, period or word of the question that the fact does not account for.

    Args:
        asked: The question.
        profile: The fact.
        left: What narrows the question and the fact does not hold.
        subject: How much of what the fact is about the question names, from 0 to 1.
        certain: It names all of the subject, and a measure that the fact answers.
        quotes: It names a figure of the fact.
    """
    query, fact = asked.query, profile.fact
    missing: dict[str, str] = {}
    causal = query.frame.answer_type == "reason"  # "Het daalde van 86 naar 62%. Hoe komt dat?"
    for mention in left:
        here = mention.facet == "place" and "here" in query.markers
        is_scene = mention.context or (mention.aside and not causal)
        if (here or not is_scene) and _is_needed(mention, profile, asked, certain):
            missing.setdefault(mention.facet, mention.id)
    if asked.changes and fact.kind == "figure" and not profile.tells_change:
        missing.setdefault("measure", CHANGE_OVER_TIME)
    if _explains_a_term(profile) and asked.measures | asked.aspects and not asked.named & profile.measures:
        missing.setdefault("measure", min(asked.measures | asked.aspects))  # who asks for its cost knows the term
    if fact.unit == "count" and not _is_tied(asked, profile, subject):
        missing.setdefault("topic", NO_SUBJECT)  # how many schools there are is not how many work with libraries
    if query.periods or query.stretch:
        _check_periods(query, profile, missing)
    if query.said_by and not _says_it(query, profile):
        missing.setdefault("source", query.said_by[-1])
    if query.counted is not None:
        _check_counted(asked, profile, query.counted, missing)
    if query.whole and not query.has_whole_of(fact) and not _may_count(query, profile):
        missing.setdefault("population", query.whole[-1])
    if query.unknown:
        _check_words(query, profile, missing, subject, certain)
    if quotes and subject <= QUOTED_SUBJECT and fact.kind == "figure" and not asked.checks_quote:
        missing.setdefault("topic", NO_SUBJECT)  # it has the number that the question holds, and nothing else
    if not subject and not any(profile.accounts_for(mention.id) for mention in asked.on_subject):
        missing.setdefault("topic", NO_SUBJECT)  # it answers that kind of question, but about what?
    if query.frame.slots or query.frame.left:
        for name, words in find_unmet(query, profile).items():
            missing.setdefault(name, words)
    return missing


def _says_it(query: Query, profile: Profile) -> bool:
    """Tell whether a source that is named has a row of the fact: of the period that is asked for, or of any."""
    rows = [row for row in profile.fact.rows if not query.periods or row.period in query.periods]
    return any(not query.sources.isdisjoint((*row.sources, row.via)) for row in rows)


def _may_count(query: Query, profile: Profile) -> bool:
    """Tell whether the words of a fact have what a figure in the question counts, though it counts something else."""
    if profile.fact.kind != "figure":
        return True
    return any(id_ in profile.about or inflection_key(id_.lower()) in profile.known for id_ in query.whole)


def _is_tied(asked: Asked, profile: Profile, subject: float) -> bool:
    """Tell whether a question for a number names enough to mean this one: libraries, a change, all of its subject."""
    if asked.names_relation or asked.follows or asked.changes or asked.query.periods:
        return True
    settled = subject >= 1 and len(profile.fact.about) > 1
    return settled or not asked.named.isdisjoint({profile.own_measure, *profile.fact.counted[:2]})


def _explains_a_term(profile: Profile) -> bool:
    """Tell whether a fact says what a term means and no more; a definition that says more answers more."""
    return profile.fact.kind == "definition" and profile.wants_asking


def _is_needed(mention: Mention, profile: Profile, asked: Asked, certain: bool) -> bool:
    """Tell whether a concept narrows the question: a fact that does not account for it answers another one.

    A figure must account for everything, and so must the meaning of a term. A statement may pass over a topic or people
    that are named in passing, and, where the question names all of its subject and its measure, over a partner or
    measure that is not asked about.
    """
    statement = profile.fact.kind != "figure" and not profile.fact.counted and not _explains_a_term(profile)
    if (
        (mention.role == "past" or mention.id == Way.TREND)
        and profile.tells_change
        and (asked.query.asks_change() or asked.query.hints_change())
    ):
        return False
    if mention.role == "total" and profile.fact.unit == "count":
        return False
    if mention.id == Way.COUNT and asked.query.counted is not None and profile.fact.counted:
        return False  # "how many" is checked by what is counted
    if asked.query.frame.answer_type == "reason" and mention.facet in SUBJECT:
        return True  # the cause of one thing is not that of another
    if mention.facet == "qualifier" or (mention.id in asked.series and profile.is_series):
        return False
    if mention.facet == "topic":
        tells_of = asked.query.frame.answer_type in TOLD_OF and mention.slot != "word"
        asked_for = tells_of or mention.slot == "kind" or (mention.carried and not asked.names_subject)
        return not statement or asked_for
    if mention.facet == "population":
        return not statement or mention.id in (asked.query.counted or ())
    if mention.id in CHANGE and asked.difference:
        return not profile.tells_change
    passing = statement and certain and mention.slot == "word" and not asked.follows and mention.id not in CHANGE
    if not passing or mention.facet not in ("partner", "measure"):
        return True
    return mention.facet == "partner" and len(asked.query.ids("partner")) > 1  # of two partners named, both matter


def _check_words(query: Query, profile: Profile, missing: dict[str, str], subject: float, certain: bool) -> None:
    """Note the unknown words that may narrow the question, by the part that their place in the sentence gives them.

    After "met" or with a capital they always may. After "in", "van" or "welke" they may as well, unless the fact is a
    statement and all of its subject is named. Elsewhere they are mere wording to a statement; a figure, or the meaning
    of a term, is given past one such word only where all of its subject is named, past two where its measure is too.
    """
    strict = profile.fact.kind == "figure" or _explains_a_term(profile)
    loose = [item for item in query.unknown if item.slot == "word"]
    for item in query.unknown:
        if item.slot in ("partner", "name") or (item.slot != "word" and (strict or subject < 1)):
            missing.setdefault("partner" if item.slot in ("kind", "joined") else item.slot, item.word)
    if strict and len(loose) > (2 if certain else 1 if subject >= 1 else 0):
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


def _wider(query: Query, profile: Profile) -> set[str]:
    """Return what is named and is wider than what a fact counts, whatever that is: "hoeveel mensen", of members."""
    return {mention.id for mention in query.mentions if mention.facet == "domain" and mention.id in profile.broad}


def _check_counted(asked: Asked, profile: Profile, asked_for: tuple[str, ...], missing: dict[str, str]) -> None:
    """Only a fact that counts what is asked for answers "how many"."""
    counted = profile.fact.counted
    if asked.difference and profile.tells_change and profile.fact.kind == "figure" and not (asked_for and counted):
        return
    if not counted:
        missing.setdefault("measure", COUNT)
    elif asked_for and not set(asked_for) & {*counted, *_wider(asked.query, profile)}:
        missing.setdefault("population", asked_for[-1])
