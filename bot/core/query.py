"""A question read into fields: what is asked (measure), about what, with whom, where, when, and what stays unknown."""

from dataclasses import dataclass
from typing import Literal

from bot.core.figures import Claim
from bot.core.model import Facet, Reading

Slot = Literal["partner", "place", "population", "kind", "joined", "name", "word"]

PASSING = frozenset({"cooperation", "support", "sharing", "different", "netherlands", "study"})  # nothing to count
CONTEXT_WEIGHT = 0.5  # a concept in a sentence that only sets the scene counts half


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept or source named in the question."""

    id: str
    facet: Facet
    start: int  # token positions; `end` is one past the last
    end: int
    how: str
    typed: str = ""  # as it stands in the question
    slot: Slot = "word"  # the part that its place in the sentence gives it
    context: bool = False  # it stands in a sentence that sets the scene, not in the one that asks
    carried: bool = False  # it was taken over from the conversation


@dataclass(frozen=True, slots=True)
class Unknown:
    """A content word that nothing accounts for, with the part that its place in the sentence gives it."""

    word: str  # as typed
    position: int
    slot: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as fields. All of it is in the order of the question."""

    text: str
    language: str
    mentions: tuple[Mention, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    periods: tuple[str, ...] = ()
    relative: str = ""  # "het jaar ervoor", as typed; the conversation tells which period that is
    carries_periods: bool = False  # the periods were taken over from the conversation
    claims: tuple[Claim, ...] = ()
    counted: tuple[str, ...] | None = None  # what "how many" asks for; () if nothing follows it; None: not asked
    markers: frozenset[str] = frozenset()  # names of the word lists found: "negation", "meta_source" ...
    keys: tuple[str, ...] = ()  # inflection keys of all content words
    readings: tuple[Reading, ...] = ()

    def facets(self) -> frozenset[Facet]:
        """Return the facets that the question names itself."""
        return frozenset(mention.facet for mention in self.mentions)

    def named(self) -> frozenset[str]:
        """Return what the question names, with the trend that words such as "gestegen" ask for."""
        change = {"trend"} if "trend" in self.markers or self.asks_difference() else set()
        return frozenset({mention.id for mention in self.mentions} | change)

    def names_subject(self) -> bool:
        """Tell whether the message itself names a partner or topic."""
        return any(mention.facet in ("partner", "topic") and not mention.carried for mention in self.mentions)

    def stands_alone(self) -> bool:
        """Tell whether it may be a question of its own though a pronoun points back: "werken ze ook samen met X?"."""
        whole = "yes_no" in self.markers or "library" in self.ids("domain")
        return whole and bool(self.ids("partner", "topic")) and "anaphora" not in self.markers

    def asks_difference(self) -> bool:
        """Tell whether the change between two periods is asked for, as a number."""
        compares = "comparative" in self.markers and ("previous_period" in self.markers or len(self.periods) > 1)
        by_how_much = "trend" in self.markers and self.counted is not None
        return "difference" in self.markers or compares or by_how_much

    def claims_share(self) -> bool:
        """Tell whether it holds a share to be checked: "48%", or "alle" and "de meeste" in a yes/no question."""
        checks = bool(self.markers & {"yes_no", "claim"}) and bool(self.markers & {"totality", "majority", "minority"})
        return checks or any(claim.unit == "percent" for claim in self.claims)

    def ids(self, *facets: Facet) -> tuple[str, ...]:
        """Return the concepts named in these facets."""
        return tuple(mention.id for mention in self.mentions if mention.facet in facets)
