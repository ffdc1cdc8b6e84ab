"""What a question asks, worked out once for all candidates that are scored for it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.core.ranking.index import Index, Profile, Vector
from bot.core.records.mention import Mention
from bot.core.records.query import CONTEXT_WEIGHT, Query
from bot.core.records.ways import OF_A_SERIES, Way

CHECKS = frozenset({"yes_no", "claim", "meta_source", "meta_period", "meta_population"})  # a quoted figure is meant
UNKNOWN_WEIGHT = 0.5  # an unknown word weighs half as much as a known concept: it may be mere wording
NOTHING: frozenset[str] = frozenset()
ON_SUBJECT = frozenset({"partner", "place", "topic", "qualifier"})


class Narrowing(NamedTuple):
    """What may narrow a question, with its part in the precision of a fact."""

    mention: Mention
    gain: float  # for a fact that accounts for it
    loss: float  # for one that does not

    @classmethod
    def of(cls, mention: Mention) -> "Narrowing":
        """Weigh a mention: what was said before, or only qualifies, counts half; left open, a scene takes nothing."""
        weight = CONTEXT_WEIGHT if mention.context or mention.carried or mention.facet == "qualifier" else 1.0
        return cls(mention, weight, 0.0 if mention.context or mention.aside else weight)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that comparing it to one fact needs."""

    query: Query
    vector: Vector
    named: frozenset[str]
    mentioned: frozenset[str]  # as `named`, without what follows from the way of asking
    on_fact: frozenset[str]  # those of them that are not of the domain
    weights: dict[str, float]  # how much naming a concept counts for the subject of a fact
    narrowing: tuple[Narrowing, ...]  # what may narrow it: not the domain, nor the mere way of asking
    lost: float  # what the words that nothing accounts for take from the precision of every fact
    on_subject: tuple[Mention, ...]
    series: frozenset[str]  # what a fact with many periods answers by itself, if more is asked than one figure
    quoted: frozenset[tuple[bool, Decimal]]  # (is a percentage, value) of the figures that it names
    wider: frozenset[str]  # what is broader than the partners and topics that it names
    aspects: frozenset[str]  # with what is broader than these
    measures: frozenset[str]
    difference: bool
    changes: bool  # it asks for a change over time
    claims_share: bool
    checks_quote: bool
    names_subject: bool
    names_relation: bool  # libraries, or working with them, is in the question
    follows: bool  # it takes something over from the conversation

    @classmethod
    def of(cls, index: Index, query: Query) -> "Asked":
        """Work out what a question asks."""
        named = query.named()
        aspects = {*query.ids("aspect"), *(named & {Way.TREND})}
        claims_share = query.claims_share()
        difference = query.asks_difference()
        weights = dict.fromkeys(named, 1.0)
        asking = {mention.id for mention in query.mentions if not mention.context}
        weights |= {one.id: CONTEXT_WEIGHT for one in query.mentions if one.context and one.id not in asking}
        return cls(
            query=query,
            vector=index.vector(query.keys),
            named=named,
            mentioned=frozenset(mention.id for mention in query.mentions),
            on_fact=frozenset(mention.id for mention in query.mentions if mention.facet != "domain"),
            weights=weights,
            narrowing=tuple(Narrowing.of(one) for one in query.mentions if one.facet not in ("domain", "aspect")),
            lost=UNKNOWN_WEIGHT * len(query.unknown),
            on_subject=tuple(one for one in query.mentions if one.facet in ON_SUBJECT and one.role != "total"),
            series=OF_A_SERIES if query.asks_series() else frozenset(),
            quoted=frozenset((claim.unit == "percent", claim.value) for claim in query.claims),
            wider=frozenset(
                broad for id_ in query.ids("partner", "topic") for broad in index.ancestors.of(id_) if broad != id_
            ),
            aspects=frozenset(broad for aspect in aspects for broad in index.ancestors.of(aspect)),
            measures=frozenset(query.ids("measure")) | ({Way.SHARE} if claims_share else set()),
            difference=difference,
            changes=difference or Way.TREND in named or query.hints_change(),
            claims_share=claims_share,
            checks_quote=bool(query.markers & CHECKS),
            names_subject=query.names_subject(),
            names_relation=query.names("actor") or query.names("relation") or bool(query.claims),
            follows=any(mention.carried for mention in query.mentions),
        )

    def narrowing_for(self, profile: Profile) -> tuple[Narrowing, ...]:
        """Return what of the question may narrow it for one fact."""
        passed = self.series if profile.is_series else NOTHING
        if Way.REASON in self.named and self.holds_premise(profile):
            passed |= {Way.REASON}
        return tuple(one for one in self.narrowing if one.mention.id not in passed) if passed else self.narrowing

    def holds_premise(self, profile: Profile) -> bool:
        """Tell whether a question for a reason rests on a share that the fact can correct: "waarom doet 50% ...?"."""
        is_share = profile.fact.kind == "figure" and profile.fact.unit == "percent"
        return is_share and any(percent for percent, _ in self.quoted)

    def quotes(self, profile: Profile) -> bool:
        """Tell whether it names a figure of the fact: "waar komt die 84% vandaan?"."""
        percent = profile.fact.unit == "percent"
        return bool(self.quoted) and any((percent, row.value) in self.quoted for row in profile.fact.figures)
