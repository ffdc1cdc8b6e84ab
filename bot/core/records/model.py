"""The records that flow through Vraagbaak: what the knowledge base holds, what is asked and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from bot.core.values.periods import PeriodKind

DEFAULT_LANGUAGE = "nl"
"""The language of what nobody has put into the language asked for: all texts are there in it."""

Texts = Mapping[str, str]
"""One text per language code ("nl", "en"); a language may be absent."""

Labels = Mapping[str, tuple[str, ...]]
"""Any number of labels per language code."""

Words = TypeVar("Words", str, tuple[str, ...])


def in_language(texts: Mapping[str, Words], language: str, nothing: Words) -> Words:
    """Return what is said in a language, else in the default one, else in any; `nothing` where there is none."""
    return texts.get(language) or texts.get(DEFAULT_LANGUAGE) or next(iter(texts.values()), nothing)


Facet = Literal["domain", "partner", "place", "population", "topic", "qualifier", "measure", "aspect"]
Role = Literal["actor", "relation", "counterpart", "past", "total"]
"""What a concept is to all facts: who ("bibliotheek"), does what ("samenwerken"), with whom, formerly, all in all."""

FactKind = Literal["figure", "claim", "definition", "example", "list"]
Quantity = Literal["euro", "kilometre", "hour", "fte"]
Qualifier = Literal["circa", "more than", "almost", "less than", "at least"]
AnswerKind = Literal["answer", "nearby", "clarify", "abstain", "smalltalk", "help"]
How = Literal[
    "exact", "inflected", "repaired", "compound", "period", "number", "filler", "unknown", "carried"
]  # a word was read
LineRole = Literal[
    "question", "carried", "missing", "headline", "detail", "sum", "caveat", "citation", "choice", "suggestion"
]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record was read from, for messages to maintainers."""

    file: str
    line: int  # from 1

    def __str__(self) -> str:
        """Return the place as editors and terminals open it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a source: a person in parts, or an organisation (or a name that is known only as a whole)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    @property
    def name(self) -> str:
        """Return the name as it is written in a sentence."""
        return " ".join(part for part in (self.literal, self.given, self.family) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication. What is not known of it stays None or empty; nothing is guessed."""

    id: str
    cited_as: str  # as printed in the document we read, e.g. "KB, 2018c"; never re-lettered
    type: str | None = None  # a CSL-JSON type: "report", "article-newspaper", "webpage" ...
    title: str | None = None
    author: tuple[Author, ...] = ()
    issued: str | None = None  # year, or year-month-day
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  # code of the language that it is written in
    role: Literal["carrier"] | None = None  # the document that was really read
    labels: Labels = field(default_factory=dict)  # other names by which people ask for it
    note: Texts = field(default_factory=dict)
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing that can be asked about, with the words for it (SKOS: preferred, alternative and hidden labels)."""

    id: str
    facet: Facet  # the part that it plays in a question
    role: Role | None = None  # what it is to all facts, where the program must know
    broader: tuple[str, ...] = ()
    pref: Texts
    alt: Labels = field(default_factory=dict)
    hidden: Labels = field(default_factory=dict)  # matched, never shown
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of a fact: a statement for one period, with its sources. A claim has one row without a value."""

    value: Decimal | None = None  # as published; percent is 0 to 100
    as_printed: str | None = None  # as the source writes it: "26%", "vrijwel alle"
    qualifier: Qualifier | None = None  # what the source says of the number: "circa", "ruim"
    period: str | None = None  # "2017", "2017-2018" (a school year), "2022-04" or a date; None: the source names none
    period_kind: PeriodKind | None = None
    unit: str | None = None  # where it is another than that of the fact
    population: Texts = field(default_factory=dict, hash=False)  # where it is another than that of the fact
    sources: tuple[str, ...]  # source ids, in the order in which the document prints them
    via: str | None = None  # id of the carrier, where the source was read in another document
    locator: str | None = None  # page, chapter or table
    evidence: tuple[str, ...] = ()  # words that stand together in one sentence of the document read
    caveat: Texts = field(default_factory=dict, hash=False)  # what must be said with this row
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where the rows of a fact cannot be compared: from a period on, or in exceptional years; with the reason."""

    start: str | None = None  # the first period of the new series
    during: tuple[str, ...] = ()  # exceptional periods
    reason: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A published statement about a measure of a population; `figures` has at least one row, newest first."""

    id: str
    kind: FactKind
    label: Texts = field(
        default_factory=dict
    )  # in a few words what is measured, and how it differs from its neighbours
    measure: str | None = None  # a concept of the facet "measure": the question that this fact answers first
    answers: tuple[str, ...] = ()  # further measures that it answers
    topic: str | None = None  # concept under which it is found when browsing; None: the first that it is about
    about: tuple[tuple[str, ...], ...] = ()  # what a question for this fact is about; of each group one concept
    covers: tuple[str, ...] = ()  # concepts that the statement also accounts for
    counted: tuple[str, ...] = ()  # concepts of what the figure counts: libraries, school locations, partners
    population: Texts = field(default_factory=dict)  # who or what was counted, in words
    unit: str | None = None  # "percent" (0 to 100), "count", "mean", "out-of-10"
    quantity: Quantity | None = None  # what the number is a number of, where it is no number of things
    rhythm: int | None = None  # years between two editions
    figures: tuple[Figure, ...]  # one per period
    superseded: tuple[
        Figure, ...
    ] = ()  # rows of other sources for the same periods, that are not shown unless asked for
    breaks: tuple[Break, ...] = ()
    say: Texts  # the statement; {value} and {period} stand for the fields of the row that is told
    ask: Labels = field(default_factory=dict)  # a few example questions
    caveat: Texts = field(default_factory=dict)
    complement: Texts = field(default_factory=dict)  # what the rest (100 minus the share) is, with {value}
    twin: str | None = None  # fact id: the same measurement in another unit, share or number
    continues: str | None = None  # fact id: what an earlier source says of the same without a figure
    related: tuple[str, ...] = ()  # fact ids
    position: Position

    @property
    def rows(self) -> tuple[Figure, ...]:
        """Return all rows, those that are not shown unless asked for as well."""
        return self.figures + self.superseded

    @property
    def concepts(self) -> frozenset[str]:
        """Return the ids of the concepts that it is about, also accounts for or counts."""
        return frozenset().union(*self.about, self.covers, self.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the bot is that answers from a knowledge base, and what it is for."""

    name: Texts = field(default_factory=dict)  # by which it introduces itself; none: that of the program
    subject: Texts  # what can be asked about, as in "I answer questions about ..."
    examples: Labels = field(default_factory=dict)  # questions that show the range of what can be asked
    one: Labels = field(default_factory=dict)  # what the facts are about, in the singular: "museum"
    many: Labels = field(default_factory=dict)  # the same in the plural: "museums", as in "of which museums?"
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the program itself knows of a language: the words around a question, and its own phrases."""

    code: str
    words: Mapping[str, tuple[str, ...]]  # list name → words or short phrases, e.g. "function", "negation"
    numbers: Mapping[str, Decimal]  # "vijftien" → 15
    fractions: Mapping[str, Decimal]  # "helft" → 50 (percent)
    phrases: Mapping[str, str]  # phrase id → text with {fields}
    months: Mapping[str, int] = field(default_factory=dict)  # "januari" → 1
    numerals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "percent", "school_year" → phrases in these
    asking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # closed class → its phrases, for the frame


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeBase:
    """All that is known; ids are unique over all records of a kind."""

    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    facts: Mapping[str, Fact]
    languages: Mapping[str, Language]
    identity: Identity | None = None  # None: the general words of the languages
    is_slim: bool = False  # its labels and word lists stand only in the look-up tables that were kept with it
    other_languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # not spoken, but to be recognised

    def twins(self) -> dict[str, str]:
        """Return for each fact that has one the same measurement in another unit; one of the two names the other."""
        named = {fact.id: fact.twin for fact in self.facts.values() if fact.twin in self.facts and fact.twin}
        return {twin: id_ for id_, twin in named.items()} | named


@dataclass(frozen=True, slots=True)
class Question:
    """What a user typed. The time is passed in, because the core has no clock."""

    text: str
    language: str | None = None  # forces the language; None: find it
    asked_at: float | None = None  # seconds on any clock that only goes forward; None: no fading
    as_of: date | None = None  # the day that "vorig jaar" and "nu" are counted from; None: they say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A pointer from an answer to a source."""

    key: str  # as printed: "KB, 2018c"
    source: str  # source id
    via: str | None  # how the carrier is cited, where the source was read in another document
    text: str  # key and carrier in the language of the answer


CALCULATED = "-growth"  # ends the id of a figure that was calculated from two rows of a fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUse:
    """A fact as it was told: one row of it, or a figure calculated from two rows."""

    id: str
    measure: str | None
    value: Decimal | None
    unit: str | None
    period: str | None
    period_kind: PeriodKind | None
    population: str

    @property
    def fact(self) -> str:
        """The id of the fact that it is a row of, or calculated from."""
        return self.id.removesuffix(CALCULATED)

    @property
    def is_calculated(self) -> bool:
        """Whether no source prints it: it was calculated from two rows."""
        return self.id.endswith(CALCULATED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; its role tells a surface how to show it."""

    role: LineRole
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the facts that a clarifying question offers."""

    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How one stretch of the question was understood, for `--explain`."""

    words: str  # as typed
    read_as: str  # concept id, period, number, or why it was passed over
    how: How
    label: str = ""  # the known word or preferred label that it stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate, with what of the question it accounts for and what it leaves open: ids, periods or words."""

    fact: str
    score: float  # 0-100
    accounted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # the fields it leaves open, and in the same order ...
    open: tuple[str, ...] = ()  # ... what stands in them; see `ranking.constraints` for what is no name


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why this answer: the reading of the question, the best candidates, and what decided."""

    readings: tuple[Reading, ...] = ()
    candidates: tuple[tuple[str, float, tuple[str, ...]], ...] = ()  # fact id, score 0-100, fields it leaves open
    weighed: tuple[Weighed, ...] = ()  # the same candidates, for people
    decided: str = ""  # the rule that decided, in one word or short phrase
    frame: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # slot → what fills it, if anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the bot says. Surfaces render `lines`; machines read the rest."""

    kind: AnswerKind
    language: str
    lines: tuple[Line, ...]
    facts: tuple[FactUse, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()  # facets of the question that no fact accounts for
    suggestions: tuple[str, ...] = ()  # questions that can be asked
    choices: tuple[Choice, ...] = ()
    series: str | None = None  # id of the fact told, where it has enough periods for a chart
    asks_chart: bool = False  # a chart of it was asked for
    score: float = 0.0  # 0-100
    explanation: Explanation = field(default_factory=Explanation)
