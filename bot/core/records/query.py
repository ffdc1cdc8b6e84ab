"""A question read into fields: what is asked (measure), about what, with whom, where, when, and what stays unknown."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.records.frame import Frame, SlotName
from bot.core.records.mention import Mention, Unknown
from bot.core.records.model import Facet, Fact, Reading, Role
from bot.core.records.ways import Way
from bot.core.values.numbers import Claim
from bot.core.values.periods import Stretch

ShownSlot = Literal["subject", "counted", "whole", "periods", "claims", "attribution"]  # beside those of a frame
SUBJECTS: tuple[Facet, ...] = ("partner", "place", "topic")
SHORT = 3  # content words of a question that can only be about what was told
MOST = 10  # facts or periods shown in order
META = frozenset({"meta_source", "meta_period", "meta_population", "meta_explain"})  # ask about an answer
SET_AGAINST = frozenset({"comparative", "versus", "difference"})  # only these compare things of two kinds
COMPARING = SET_AGAINST | {"highest", "lowest"}
MEANING = frozenset({"", "definition", "thing"})  # answer types of who asks what a figure means
OF_A_FIGURE = frozenset(
    {"", "place", "who", "definition", "thing", "course", "manner", "degree"}
)  # answer types of what may be asked of a figure by itself: "hoe kom je aan 695?"
CONTEXT_WEIGHT = 0.5  # a concept in a sentence that only sets the scene counts half


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as fields. All of it is in the order of the question."""

    text: str
    language: str
    asked_text: str = ""  # of the text what asks, without the sentences and clauses that set the scene
    mentions: tuple[Mention, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    periods: tuple[str, ...] = ()
    stretch: Stretch | None = None  # a run of years: "sinds 2018"
    ends: tuple[str, ...] = ()  # the periods that the stretch names and includes
    years_back: int | None = None  # "de afgelopen vijf jaar"; the day of asking tells which these are
    years_ago: int | None = None  # "tien jaar geleden"
    years_apart: int | None = None  # "vier jaar eerder": -4, from the period told last, else from the day of asking
    most: int | None = None  # how many are asked for in order: 3 for "top drie"
    moment: tuple[str, str] | None = None  # name of a word list and its phrase as typed: "vorig jaar", "dit jaar"
    as_of: date | None = None  # the day of asking
    relative: str = ""  # "het jaar ervoor", as typed; the conversation tells which period that is
    carries_periods: bool = False  # the periods were taken over from the conversation
    said_by: tuple[str, ...] = ()  # words of the names of sources: "volgens de Leesmonitor"
    sources: frozenset[str] = frozenset()  # that have these words in their names
    claims: tuple[Claim, ...] = ()
    points_at_figure: bool = False  # "die 7.535": a figure is named as known, not as one to check
    counted: tuple[str, ...] | None = None  # what "how many" asks for; () if nothing follows it; None: not asked
    whole: tuple[str, ...] = ()  # what a claimed share is of: "klopt het dat 92% van de gemeenten ...?"
    markers: frozenset[str] = frozenset()  # names of the word lists found: "negation", "meta_source" ...
    keys: tuple[str, ...] = ()  # inflection keys of all content words
    readings: tuple[Reading, ...] = ()
    frame: Frame = field(default_factory=Frame)  # what is asked, apart from what it is about
    sides: tuple["Sides", ...] = ()  # ways in which it may compare two things, the likeliest first

    def slots(self) -> dict[str, tuple[str, ...]]:
        """Return the frame for people and programs: each slot that is filled, with its values or words in order."""
        stretch = self.stretch
        years = (f"{stretch.first or ''}/{stretch.last or ''}",) if stretch else ()
        found: dict[ShownSlot | SlotName, tuple[str, ...]] = {
            "answer_type": (self.frame.kind,) if self.frame.kind else (),
            "subject": tuple(dict.fromkeys(mention.id for mention in self.mentions if mention.facet in SUBJECTS)),
            "counted": self.counted or (),
            "whole": self.whole,
            "periods": self.periods + years,
            "claims": tuple(f"{claim.relation} {claim.value} {claim.unit}" for claim in self.claims),
            "attribution": self.said_by,
            "polarity": ("negative",) if "negation" in self.markers or self.frame.find("polarity") else (),
        }
        for slot in self.frame.slots:
            if slot.name not in ("answer_type", "polarity"):
                found[slot.name] = (*found.get(slot.name, ()), slot.words)
        found["predicate"] = (*found.get("predicate", ()), *(word.typed for word in self.frame.left))
        return {name: values for name, values in found.items() if values}

    def has_whole_of(self, fact: Fact) -> bool:
        """Tell whether a figure that the question holds is of what the fact counts, or of nothing that it names."""
        of_share = any(claim.unit == "percent" for claim in self.claims)
        held = {*fact.counted} if of_share else {*fact.counted, *fact.covers}
        return not self.whole or not fact.counted or not held.isdisjoint(self.whole)

    def facets(self) -> frozenset[Facet]:
        """Return the facets that the question names itself."""
        return frozenset(mention.facet for mention in self.mentions)

    def named(self) -> frozenset[str]:
        """Return what the question names, with the trend that words such as "gestegen" ask for."""
        change = {Way.TREND.value} if "trend" in self.markers or self.asks_difference() else set()
        return frozenset({mention.id for mention in self.mentions} | change)

    def names_subject(self) -> bool:
        """Tell whether the message itself names a partner or topic."""
        return any(mention.facet in ("partner", "topic") and not mention.carried for mention in self.mentions)

    def stands_alone(self) -> bool:
        """Tell whether it may be a question of its own though a pronoun points back: "werken ze ook samen met X?"."""
        whole = "yes_no" in self.markers or self.names("actor")
        return whole and bool(self.ids("partner", "topic")) and "anaphora" not in self.markers

    def asks_number_of(self, fact: Fact) -> bool:
        """Tell whether it asks for a number of what a fact counts, or holds one to be checked."""
        counts = bool(self.counted) and (self.counted or ("",))[0] in fact.counted
        return counts or bool(self.claims) or self.asks_difference()

    def asks_difference(self) -> bool:
        """Tell whether the change between two periods is asked for, as a number."""
        than_then = bool(self.periods) and self.counted is not None and "versus" in self.markers
        other_period = "previous_period" in self.markers or len(self.periods) > 1 or than_then
        two_held = len(self.periods) > 1 and "versus" in self.markers  # "in 2015 vergeleken met 2022"
        compares = ("comparative" in self.markers and other_period) or two_held
        by_how_much = "trend" in self.markers and self.counted is not None
        of_last = {"comparative", "anaphora", "quantity"} <= self.markers and not self.counted  # "hoeveel is dat meer?"
        of_last = of_last and len(self.keys) <= SHORT and Way.MEAN not in self.ids("measure")
        return "difference" in self.markers or compares or by_how_much or of_last

    def asks_extreme(self) -> bool:
        """Tell whether the highest or lowest figure of a series is asked for, rather than who has it."""
        named = bool({Way.MAXIMUM, Way.MINIMUM} & set(self.ids("measure")))
        if not (named or self.markers & {"highest", "lowest"}):
            return False
        return self.is_of_periods() or (named and not {Way.WHICH, Way.WHO, Way.WHERE} & set(self.ids("aspect")))

    def is_of_periods(self) -> bool:
        """Tell whether the periods of a series are held against each other: "in welk jaar", "ooit"."""
        return bool(self.markers & {"which_period", "ever"})

    def asks_highest(self) -> bool:
        """Tell whether of an extreme or an order the highest is asked for; it is unless the lowest is named."""
        return "lowest" not in self.markers and Way.MINIMUM not in self.ids("measure")

    def asks_order(self) -> bool:
        """Tell whether facts in order are asked for: "de top 3", "welke het meest?"."""
        if "top" in self.markers:
            return True
        which = bool({Way.WHICH, Way.WHO} & set(self.ids("aspect"))) or "which" in self.markers
        return which and bool(self.markers & {"highest", "lowest"}) and not self.is_of_periods()

    def limit(self) -> Claim | None:
        """Return the figure above or below which periods are asked for: "in welke jaren meer dan 4 miljoen?"."""
        return self.bound() if self.is_of_periods() else None

    def bound(self) -> Claim | None:
        """Return the figure that the question names as one to be above or below; the first of several."""
        return next((claim for claim in self.claims if claim.relation != "equal"), None)

    def asks_all_periods(self) -> bool:
        """Tell whether the figures of all periods are asked for; "hoeveel per jaar?" asks for that of one."""
        return "all_periods" in self.markers or ("each_year" in self.markers and "quantity" not in self.markers)

    def asks_series(self) -> bool:
        """Tell whether more is asked than one figure: the change, the highest, a picture, all periods."""
        several = bool(self.markers & {"picture", "top"}) or self.asks_all_periods()
        return several or self.asks_extreme() or self.limit() is not None or self.asks_change()

    def asks_change(self) -> bool:
        """Tell whether it is asked how a measure changed, or by how much."""
        return self.asks_difference() or "trend" in self.markers or Way.TREND in self.ids("aspect")

    def hints_change(self) -> bool:
        """Tell whether a comparison with nothing else means one with before: "lenen mensen minder boeken?"."""
        asks_else = self.counted is not None or bool(self.claims)
        asks_else |= bool({Way.WHICH, Way.WHO} & set(self.ids("aspect")))
        asks_else |= "meta_explain" in self.markers  # "vertel meer"
        return "more_or_less" in self.markers and not asks_else and Way.REASON not in self.ids("measure")

    def has_scene(self) -> bool:
        """Tell whether a sentence before the one that asks names something: what is asked need not name it again."""
        return any(mention.context and mention.facet != "domain" for mention in self.mentions)

    def how_many(self) -> int:
        """Return how many are asked for in order: the number in "top 3", else as many as are shown at most."""
        claimed = (int(claim.value) for claim in self.claims if claim.relation == "equal")
        numbers = [number for number in (self.most or 0, *claimed) if 1 < number <= MOST]
        return numbers[0] if "top" in self.markers and numbers else MOST

    def points_back(self) -> bool:
        """Tell whether a figure is named as known, and not to be checked: "die 84%, waar sloeg die op?"."""
        if self.asks_what_is_in():
            return True
        asks_names = self.frame.answer_type == "names" and not self.markers & META
        asks_else = asks_names or self.markers & {"claim", "yes_no"} or self.counted is not None or self.relative
        means = Way.DEFINITION in self.ids("aspect") and self.frame.answer_type in MEANING
        points = self.points_at_figure or self.markers & META or means
        return bool(points and self.claims) and not asks_else

    def asks_what_is_in(self) -> bool:
        """Tell whether it is asked what a figure includes: "zitten de vrijwilligers in die 7.535?"."""
        return self.frame.answer_type == "included" and bool(self.claims)

    def is_bare_figure(self) -> bool:
        """Tell whether a figure is all that is named: "695, wat is dat?"."""
        asks_of_it = self.frame.answer_type in ("", "place") and not self.markers.isdisjoint({"wh", "anaphora"})
        strange = self.frame.left[1:] if asks_of_it else self.frame.left  # "waar sloeg die 84% op?"
        names = any(mention.narrows for mention in self.mentions) or self.unknown or strange
        return bool(self.claims) and not (
            names or self.counted is not None or self.frame.answer_type not in OF_A_FIGURE
        )

    def checks_figure(self) -> bool:
        """Tell whether a figure that it holds is to be checked: it asks yes or no, or states something."""
        asks_else = self.markers & {"quantity", "which", "wh", "which_period"} or self.frame.answer_type
        if {"comparative", "anaphora"} <= self.markers:
            return False  # "wij hebben er 40, is dat meer dan gemiddeld?" holds 40 against the figure
        return bool(self.markers & {"yes_no", "claim"}) or not asks_else

    def claims_share(self) -> bool:
        """Tell whether it holds a share to be checked: "48%", or "alle" and "de meeste" in a yes/no question."""
        checks = bool(self.markers & {"yes_no", "claim"}) and bool(self.markers & {"totality", "majority", "minority"})
        return checks or any(claim.unit == "percent" for claim in self.claims)

    def names(self, role: Role) -> bool:
        """Tell whether a concept with this role is named."""
        return any(mention.role == role for mention in self.mentions)

    def ids(self, *facets: Facet) -> tuple[str, ...]:
        """Return the concepts named in these facets."""
        return tuple(mention.id for mention in self.mentions if mention.facet in facets)


@dataclass(frozen=True, slots=True)
class Sides:
    """A question about each of the two sides of a comparison, and what the sides are called, as typed."""

    questions: tuple[Query, Query]
    names: tuple[str, str]
    is_strict: bool  # they are set against each other, and not only named side by side
    are_both: bool  # "zowel A als B": a word says that it is about both
