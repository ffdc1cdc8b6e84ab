"""A knowledge base small enough to know by heart: four figures, a claim with three sources, a list.

Every figure in it is invented. It names farmers ("boeren"), bookshops and two kinds of school, and it knows hospitals
and churches, about which it has nothing to tell.
"""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.records.model import (
    Break,
    Concept,
    Facet,
    Fact,
    FactKind,
    Figure,
    KnowledgeBase,
    Language,
    Position,
    Qualifier,
    Quantity,
    Role,
    Source,
)
from bot.core.values.periods import period_kind

HERE = Position("small.yaml", 1)
Names = tuple[str, ...]


def concept(id_: str, facet: Facet, nl: Names, en: Names, broader: Names = (), role: Role | None = None) -> Concept:
    """Return a concept; of each language the first name is the preferred one."""
    return Concept(
        id=id_,
        facet=facet,
        role=role,
        broader=broader,
        pref={"nl": nl[0], "en": en[0]},
        alt={"nl": nl[1:], "en": en[1:]},
        position=HERE,
    )


def source(id_: str, cited_as: str, note: str = "") -> Source:
    """Return a source; the article is the one that was read."""
    role = "carrier" if id_ == "article" else None
    return Source(id=id_, cited_as=cited_as, role=role, note={"en": note} if note else {}, position=HERE)


def row(
    value: str | None,
    period: str | None = None,
    *sources: str,
    as_printed: str | None = None,
    qualifier: Qualifier | None = None,
    caveat: str = "",
    unit: str | None = None,
    via: str | None = "article",
) -> Figure:
    """Return one row of a fact, read in the article unless `via` is None."""
    return Figure(
        value=Decimal(value) if value else None,
        as_printed=as_printed,
        qualifier=qualifier,
        period=period,
        period_kind=period_kind(period),
        unit=unit,
        sources=sources or ("report",),
        via=via,
        caveat={"en": caveat} if caveat else {},
        position=HERE,
    )


def new_series(start: str, reason: str = "the count changed") -> Break:
    """Return a break from a period on."""
    return Break(start=start, reason={"en": reason})


def exceptional(*during: str, reason: str = "libraries were closed") -> Break:
    """Return a break that is about a few periods only."""
    return Break(during=during, reason={"en": reason})


def fact(
    id_: str,
    about: Names,
    *figures: Figure,
    nl: Names,
    en: Names,
    kind: FactKind = "figure",
    measure: str = "cooperating-share",
    answers: Names = (),
    covers: Names = ("cooperation",),
    counted: Names = ("library",),
    unit: str | None = "percent",
    say: str = "{value} of libraries.",
    complement: str = "",
    caveat: str = "",
    related: Names = (),
    label: str = "",
    population: str = "",
    quantity: Quantity | None = None,
    rhythm: int | None = None,
    breaks: tuple[Break, ...] = (),
    superseded: tuple[Figure, ...] = (),
    twin: str | None = None,
    continues: str | None = None,
) -> Fact:
    """Return a fact; `nl` and `en` are its example questions."""
    who = {"nl": "bibliotheken", "en": "libraries"} if "library" in counted else {"nl": "locaties", "en": "sites"}
    return Fact(
        id=id_,
        kind=kind,
        label={"en": label} if label else {},
        measure=measure,
        answers=answers,
        about=tuple((name,) for name in about),
        covers=covers,
        counted=counted,
        population={"nl": population, "en": population} if population else who,
        unit=unit,
        quantity=quantity,
        rhythm=rhythm,
        figures=figures,
        superseded=superseded,
        breaks=breaks,
        say={"nl": f"NL {say}", "en": say},
        ask={"nl": nl, "en": en},
        caveat={"en": caveat} if caveat else {},
        complement={"en": complement} if complement else {},
        twin=twin,
        continues=continues,
        related=related,
        position=HERE,
    )


SOURCES = (
    source("article", "The Article"),
    source("report", "Report, 2020", note="No title is known."),
    source("survey", "Survey, 2021a"),
    source("census", "Census, 2021b"),
)

CONCEPTS = (
    concept("library", "domain", ("bibliotheek", "bieb"), ("library", "public library"), role="actor"),
    concept("cooperation", "domain", ("samenwerking", "samenwerken", "werken"), ("cooperation", "cooperate", "work"),
            role="relation"),
    concept("partner", "domain", ("partner", "organisatie"), ("partner", "organisation"), role="counterpart"),
    concept("share", "measure", ("aandeel", "procent", "deel", "hoeveel procent"), ("share", "percent")),
    concept("cooperating-share", "measure", ("aandeel dat samenwerkt",), ("share that cooperates",), ("share",)),
    concept("count", "measure", ("aantal",), ("number",)),
    concept("locations-count", "measure", ("aantal vestigingen",), ("number of sites",), ("count",)),
    concept("reason", "measure", ("reden", "waarom"), ("reason", "why")),
    concept("which", "aspect", ("welke",), ("which",)),
    concept("trend", "aspect", ("ontwikkeling",), ("development",)),
    concept("school", "partner", ("school",), ("school",)),
    concept("primary-school", "partner", ("basisschool", "primair onderwijs", "po"), ("primary school",), ("school",)),
    concept("secondary-school", "partner", ("middelbare school", "vo"), ("secondary school", "high school"),
            ("school",)),
    concept("farmer", "partner", ("boer",), ("farmer",)),
    concept("bookshop", "partner", ("boekhandel", "boekwinkel"), ("bookshop", "book store")),
    concept("hospital", "partner", ("ziekenhuis",), ("hospital",)),
    concept("church", "partner", ("kerk",), ("church",)),
    concept("reading", "topic", ("leesbevordering", "lezen"), ("reading promotion", "reading")),
    concept("site", "population", ("vestiging", "locatie", "schoolvestiging"), ("site", "location")),
    concept("village", "place", ("dorp",), ("village",)),
)  # fmt: skip

PRIMARY = fact(
    "primary-share", ("primary-school",), row("60"),
    nl=("Hoeveel procent van de bibliotheken werkt samen met basisscholen?", "aandeel basisscholen"),
    en=("What share of libraries works with primary schools?", "share primary schools"),
    say="{value} of libraries work with primary schools.", complement="{value} do not.", related=("reasons",),
)  # fmt: skip
SECONDARY = fact(
    "secondary-share", ("secondary-school",), row("80.0", "2017-2018", "survey"),
    nl=("Hoeveel procent van de bibliotheken werkt samen met middelbare scholen?", "aandeel middelbare scholen"),
    en=("What share of libraries works with secondary schools?", "share secondary schools"),
    say="{value} of libraries worked with secondary schools.", caveat="Few libraries answered.",
)  # fmt: skip
SITES = fact(
    "school-sites", ("secondary-school", "site"), row("1250", "2018", "survey"), row("1000", "2017", "census"),
    nl=("Met hoeveel vestigingen van middelbare scholen werken bibliotheken samen?", "aantal vestigingen"),
    en=("How many sites of secondary schools do libraries work with?", "number of sites"),
    measure="locations-count", answers=("trend", "difference"), counted=("site",), unit="count",
    say="Libraries worked with {value} sites in {period}.",
)  # fmt: skip
FARMERS = fact(
    "farmers-share", ("farmer",), row("35", "2018"), row("40", "2017"),
    nl=("Hoeveel procent van de bibliotheken werkt samen met boeren?", "aandeel boeren"),
    en=("What share of libraries works with farmers?", "share farmers"),
    say="{value} of libraries worked with farmers.",
)  # fmt: skip
REASONS = fact(
    "reasons", ("cooperation",), row(None, None, "report", "survey", "census"),
    nl=("Waarom werken bibliotheken samen?", "redenen voor samenwerking"),
    en=("Why do libraries cooperate?", "reasons for cooperation"),
    kind="claim", measure="reason", unit=None, say="They cooperate to reach more people.", covers=("partner",),
)  # fmt: skip
BOOKSHOPS = fact(
    "bookshop-list", ("bookshop",), row(None, None, "report"),
    nl=("Welke boekhandels doen mee?", "voorbeelden van boekhandels"),
    en=("Which bookshops take part?", "examples of bookshops"),
    kind="list", measure="which", unit=None, counted=(), say="Corner Books and Page One.",
    covers=("cooperation", "reading"),
)  # fmt: skip
FACTS = (PRIMARY, SECONDARY, SITES, FARMERS, REASONS, BOOKSHOPS)

PHRASES = {
    "notation": "1,234.5",
    "and": "and", "yes": "Yes.", "no": "No.", "school_year": "school year {period}",
    "cited_in": "{key}; cited in {via}", "no_period": "no period",
    "counted": "Counted: {population}. Period: {period}.",
    "counted_both": "Counted: {population}.", "about_period": "Period: {period}.",
    "other_period": "{period}: {value} ({source}).",
    "no_exact_figure": "No exact number.", "difference_up": "Up {change} since {earlier_period}, {percent}.",
    "difference_down": "Down {change} since {earlier_period}, {percent}.", "difference_same": "Still {later}.",
    "difference_up_points": "Up {change} points.", "difference_down_points": "Down {change} points.",
    "difference_up_from_nothing": "Up {change} since {earlier_period}.",
    "difference_down_from_nothing": "Down {change} since {earlier_period}.",
    "difference_sum": "{later} ({later_period}) − {earlier} ({earlier_period}) = {signed}; {sign}{percent}.",
    "difference_sum_points": "{later} − {earlier} = {signed} points.",
    "difference_sum_from_nothing": "{later} ({later_period}) − {earlier} ({earlier_period}) = {signed}.",
    "calculated": "Calculated.",
    "change_broken": "{label}: {earlier} in {earlier_period}, {later} in {later_period}.",
    "no_difference": "No difference: {reason}.",
    "within_series": "Fit to compare, {earlier_period} with {later_period}: {earlier} to {later}. {difference}",
    "not_comparable": "Not comparable: {reason}.", "exceptional_between": "Note: {reason}.",
    "turns": "Turned at {turns}.", "turn": "{value} in {period}", "series": "All: {series}.",
    "in_period": "{period}: {statement}", "in_course_of": "in the course of {year}",
    "months": "January February March April May June July August September October November December",
    "million": "{value} million", "unit_percent": "{value}%", "unit_out_of_10": "{value} out of 10",
    "unit_euro": "€{value}", "unit_kilometre": "{value} km", "unit_hour": "{value} hours", "unit_fte": "{value} fte",
    "about": "about {value}", "more_than": "more than {value}", "almost": "almost {value}",
    "less_than": "less than {value}", "at_least": "at least {value}", "twin": "{label}: {value} ({source}).",
    "other_figure": "Another source differs for {period}.", "newer_edition": "There may be a newer edition.",
    "shown_figure": "{period}: {value} ({source}).", "other_gives": "{source}: {value}.",
    "other_more": "That is {change} more.", "other_less": "That is {change} less.",
    "no_other_source": "One source only.", "locator": "Place: {locator}.",
    "earlier_words": "Earlier: {statement} ({source})", "compared": "{label}: {value} ({period}; {source}).",
    "more_by": "More: {first}, by {change}.", "points": "{value} points", "as_much": "As much.",
    "not_same": "Not the same: {reason}.", "other_unit": "{first} against {second}",
    "other_population": "{first} against {second}", "other_measure": "different measurements",
    "other_years": "{first} against {second}", "unit_name_percent": "a share", "unit_name_count": "a number",
    "unit_name_mean": "a mean", "unit_name_out-of-10": "a number out of ten",
    "highest_was": "Highest: {rows}.", "lowest_was": "Lowest: {rows}.", "of_which": "Of {count}, {first} to {last}.",
    "rows_where": "{condition}: {rows}.", "condition_more": "More than {value}",
    "condition_less": "Less than {value}", "condition_at_least": "At least {value}",
    "condition_at_most": "At most {value}", "no_row_where": "In none.", "ranked": "{rank}. {label}: {value}",
    "ranked_heading": "High to low, {period}:", "ranked_heading_low": "Low to high, {period}:",
    "ranked_only": "Only what was measured.", "no_end": "No figure for {period}.", "chart_source": "Source: {source}",
    "chart_break": "break", "chart_exceptional": "exceptional year", "difference_same_points": "Still {later}.",
    "missing_measure": "No such figure: {subject}.", "missing_population": "No count of {subject}.",
    "missing_difference": "One period, so no change.", "unknown_title": "[no title]", "unknown_date": "no year",
    "no_second_period": "One period only.", "source_is": "Source: {sources}.", "read_in": "Read in {via}.",
    "it_says": "It says: {statement}", "period_is": "About {period}.", "period_unknown": "Period unknown.",
    "population_is": "Counted were: {population}.", "carried": "Still about {fields}.",
    "missing_period": "Nothing for {period}.", "missing_subject": "Nothing on {subject}.",
    "missing_count": "No number.", "complement": "The rest: {value}.",
    "nearby": "I do know:", "abstain": "No answer.", "abstain_about": "Nothing about {subject}.", "suggest": "Ask me:",
    "clarify": "Which?", "clarify_hint": "Give the number.", "none_of_these": "Name the partner.", "greeting": "Hello!",
    "thanks": "Welcome!", "farewell": "Bye!", "praise": "Good.", "apology": "Fine.", "language_switched": "Switched.",
    "help": "I know libraries.", "help_how": "Ask for instance:", "empty": "No question.",
    "spoken": "I speak this.",
}  # fmt: skip

SHORT_PHRASES = ("unit_", "in_period", "months", "million")  # parts of sentences; Dutch and English are alike here


def words(*lines: str) -> dict[str, Names]:
    """Return word lists, written as "name: word, short phrase"."""
    parted = (line.partition(": ") for line in lines)
    return {name: tuple(several.split(", ")) for name, _, several in parted}


def numbers(names: str) -> dict[str, Decimal]:
    """Return number words with their values, counted from 0."""
    return {name: Decimal(value) for value, name in enumerate(names.split(", "))}


DUTCH = Language(
    code="nl",
    words=words(
        "function: de, het, een, is, zijn, dat, die, er, met, in, van, en, of, hoe, wat, voor, samen, ook, aan, "
        "doen, mee, niet, ze",
        "frame: vraag, weet, ik, wil, zoek, graag",
        "with: met, samen met", "in: in, binnen", "of: van, van de, voor", "quantity: hoeveel, aantal, met hoeveel",
        "which: welke, welk", "wh: wat, hoe, wanneer", "yes_no: werkt, werken, is, zijn, klopt", "claim: klopt het dat",
        "negation: niet, geen", "more_than: meer dan, ruim", "less_than: minder dan", "follow_up: en, hoe zit het met",
        "anaphora: dat, die, daarvan, ze", "they: ze, zij", "previous_period: het jaar ervoor, jaar ervoor",
        "next_period: het jaar erna", "same_period: dat jaar", "last_year: vorig jaar",
        "last_school_year: vorig schooljaar",
        "difference: verschil, hoeveel meer", "now_period: dit jaar", "this_school_year: dit schooljaar",
        "since: sinds, vanaf", "after: na", "until: tot, tot en met", "before: eerder dan", "between: tussen",
        "up_to: tot, tot en met, naar", "past: afgelopen, de afgelopen", "years: jaar, jaren", "ago: geleden",
        "age: jarigen, plussers", "newest: nu", "corona_period: coronatijd", "highest: hoogste, meeste",
        "lowest: laagste, minste", "which_period: wanneer, in welk jaar, in welke jaren",
        "top: top 3, top drie, ranglijst",
        "other_source: andere bron", "all_periods: alle jaren", "picture: grafiek", "versus: vergeleken met, vergelijk",
        "according_to: volgens", "at_least: minstens", "at_most: hooguit",
        "trend: gestegen, gedaald", "in_percent: in procenten", "meta_source: bron, wat is de bron",
        "meta_period: welk jaar, over welk jaar gaat dat", "meta_population: wie zijn geteld",
        "meta_explain: vertel meer",
        "comparative: meer, minder", "totality: alle", "majority: de meeste, meerderheid", "minority: minderheid",
        "article: de, het, een", "joining: en, of",
        "between_questions: en, maar, of", "role: als", "greeting: hallo, hoi", "thanks: bedankt, dank je",
        "farewell: doei",
        "praise: mooi", "apology: sorry", "politeness: graag, alsjeblieft", "help: help, wat kun je",
        "switch_language: in het nederlands, dutch please", "none_of_these: geen van deze, iets anders",
        "ordinals 1: eerste, de eerste", "ordinals 2: tweede, de tweede", "ordinals -1: laatste, de laatste",
    ),
    numbers=numbers("nul, een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf")
    | {"twintig": Decimal(20), "tachtig": Decimal(80), "honderd": Decimal(100)},
    fractions={"helft": Decimal(50), "de helft": Decimal(50), "een kwart": Decimal(25)},
    months={"april": 4, "juni": 6, "december": 12},
    numerals={"percent": ("%", "procent"), "out_of": ("op de", "van de"), "school_year": ("schooljaar",)},
    phrases={id_: text if id_.startswith(SHORT_PHRASES) else f"NL {text}" for id_, text in PHRASES.items()}
    | {"and": "en", "cited_in": "{key}; geciteerd in {via}", "school_year": "schooljaar {period}"}
    | {"notation": "1.234,5"},
)  # fmt: skip

ENGLISH = Language(
    code="en",
    words=words(
        "function: the, a, an, is, are, were, did, has, do, does, that, those, there, with, in, of, and, or, how, "
        "what, for, also, they, not, together, take, say, than",
        "frame: question, know, i, want, look, wonder, me, tell",
        "with: with, together with", "in: in, at", "of: of, of the, for",
        "quantity: how many, number of, with how many",
        "which: which, what kind of", "wh: what, how, when", "yes_no: do, does, is, are", "claim: is it true that",
        "negation: not, no", "more_than: more than", "less_than: less than, fewer than",
        "follow_up: and, what about", "anaphora: that, those, they", "they: they, them",
        "previous_period: the year before, year before", "next_period: the year after", "same_period: that year",
        "last_year: last year", "difference: difference, how many more", "trend: risen, fallen",
        "now_period: this year", "this_school_year: this school year", "since: since", "after: after", "until: until",
        "before: earlier than", "between: between", "up_to: to, until", "past: past, the past", "years: year, years",
        "ago: ago", "age: year olds, aged", "newest: now", "corona_period: the covid years", "highest: highest, most",
        "lowest: lowest, fewest", "which_period: when, in which year, in which years",
        "top: top 2, top two, top 3, top three, top 10",
        "other_source: other source", "all_periods: all years", "picture: chart", "versus: compared to, compare",
        "according_to: according to", "at_least: at least", "at_most: at most",
        "in_percent: in percent",
        "meta_source: source, what is the source", "meta_period: which year, in which year",
        "meta_population: who was counted", "meta_explain: tell me more", "comparative: more, fewer", "totality: all",
        "majority: most", "minority: minority", "article: the, a, an", "joining: en, or",
        "between_questions: and, but, or", "greeting: hello, hi",
        "thanks: thanks, thank you", "farewell: bye", "praise: great", "apology: sorry", "politeness: please",
        "help: help, what can you do", "switch_language: in english, english please",
        "none_of_these: none of these, something else",
        "ordinals 1: first, the first, first one", "ordinals 2: second, the second", "ordinals -1: last, the last one",
    ),
    numbers=numbers("zero, one, two, three, four, five, six, seven, eight, nine, ten")
    | {"twenty": Decimal(20), "hundred": Decimal(100)},
    fractions={"half": Decimal(50), "a quarter": Decimal(25), "two thirds": Decimal("66.7")},
    months={"april": 4, "june": 6, "december": 12},
    numerals={"percent": ("%", "percent"), "out_of": ("out of",), "school_year": ("school year",)},
    phrases=PHRASES,
)  # fmt: skip


def knowledge_of(facts: Iterable[Fact], concepts: Iterable[Concept] = CONCEPTS) -> KnowledgeBase:
    """Return a knowledge base of these facts, with the sources and languages of this file."""
    return KnowledgeBase(
        sources={one.id: one for one in SOURCES},
        concepts={one.id: one for one in concepts},
        facts={one.id: one for one in facts},
        languages={"en": ENGLISH, "nl": DUTCH},
        other_languages={"de": ("und", "nicht", "welche", "mit", "bücherei")},
    )
