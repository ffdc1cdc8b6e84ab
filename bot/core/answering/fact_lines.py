"""The lines that tell a fact: its statement, what was counted and when, what must be said with it, its sources."""

from dataclasses import replace
from decimal import Decimal

from bot.core.answering.wording import Composer
from bot.core.records.model import Fact, Figure, Line
from bot.core.records.query import Query
from bot.core.records.series import (
    breaks_between,
    earlier_reading,
    holds,
    may_be_dated,
    nearly_holds,
    others_for,
    rows_asked,
)
from bot.core.values.numbers import Claim
from bot.core.words.text import capital

HALF = Decimal(50)


def rows_for(fact: Fact, query: Query) -> tuple[Figure, ...]:
    """Return the rows to tell: those that are asked for or quoted, else the newest and the one of the base article."""
    asked = rows_asked(fact, query)
    if asked:
        return asked if query.periods or query.stretch else asked[:1]  # of a source that is named, the newest
    if fact.kind != "figure":
        return fact.figures
    quoted = {claim.value for claim in query.claims}
    echoed = () if query.asks_difference() else tuple(row for row in fact.figures if row.value in quoted)
    earlier = earlier_reading(fact)
    newest = (fact.figures[0], earlier) if earlier else fact.figures[:1]
    return tuple(dict.fromkeys((*echoed, *newest))) if echoed else newest


def tell(composer: Composer, fact: Fact, rows: tuple[Figure, ...], query: Query) -> tuple[Line, ...]:
    """Return the lines of a fact, for the rows that are told."""
    first = rows[0]
    statement = composer.statement(fact, first)
    verdict = _verdict_word(composer, fact, first, query)
    if fact.kind != "figure":
        return _tell_statement(composer, fact, rows, query, verdict + statement)
    dated = first.period is not None
    headline = (
        composer.phrase("in_period", period=capital(composer.when(first)), statement=statement) if dated else statement
    )
    counted = "counted_both" if dated else "counted"
    population = composer.population(fact, first)
    lines = [
        Line("headline", verdict + headline),
        composer.line("detail", counted, population=population, period=composer.when(first)),
    ]
    if not query.has_whole_of(fact):
        typed = {one.id: one.typed for one in query.mentions if one.typed}
        whole = typed.get(query.whole[0], composer.name(query.whole[0]))
        lines.insert(0, composer.line("detail", "other_whole", population=population, whole=whole))
    lines += [_other_row(composer, fact, row, population) for row in rows[1:] if row.value is not None]
    lines += _complement_line(composer, fact, first, query)
    lines += [Line("caveat", text) for text in _caveats(composer, fact, rows)]
    if any(other.value != first.value for other in others_for(fact, first)):
        lines.append(composer.line("caveat", "other_figure", period=composer.when(first)))
    if may_be_dated(fact, first, query.as_of):
        lines.append(composer.line("caveat", "newer_edition"))
    lines.append(composer.citation_line(rows))
    return tuple(lines)


def _tell_statement(
    composer: Composer, fact: Fact, rows: tuple[Figure, ...], query: Query, headline: str
) -> tuple[Line, ...]:
    lines = [Line("headline", headline)]
    if rows[0].period:
        lines.append(composer.line("detail", "about_period", period=composer.period(rows[0].period)))
    caveat = composer.text(fact.caveat) if fact.caveat else ""
    if caveat:
        lines.append(Line("caveat", caveat))
    elif query.counted is not None:
        lines.append(composer.line("caveat", "no_exact_figure"))
    return (*lines, composer.citation_line(rows))


def _other_row(composer: Composer, fact: Fact, row: Figure, population: str) -> Line:
    """Return another row with its own source, and what was counted where that is not said above."""
    period, value = capital(composer.when(row)), composer.figure(fact, row)
    line = composer.line("detail", "other_period", period=period, value=value, source=composer.cited((row,)))
    counted = composer.population(fact, row)
    if counted in population:
        return line
    return Line(line.role, f"{line.text} {composer.phrase('counted_both', population=counted)}")


def _caveats(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[str, ...]:
    """Return what must be said with the fact and its rows, and why the rows that are told cannot be compared."""
    caveats = (fact.caveat, *(row.caveat for row in rows))
    texts = [composer.text(each) for each in caveats if each]
    if len(rows) > 1:
        reasons = [one.reason for row in rows[1:] for one in breaks_between(fact, row, rows[0])]
        said = dict.fromkeys(composer.text(reason) for reason in reasons)
        texts += [composer.phrase("not_comparable", reason=reason) for reason in said]
    return tuple(dict.fromkeys(texts))


def _complement_line(composer: Composer, fact: Fact, row: Figure, query: Query) -> list[Line]:
    if "negation" not in query.markers or fact.unit != "percent" or row.value is None:
        return []
    rest = composer.value(Decimal(100) - row.value, fact)
    said = composer.text(fact.complement).replace("{value}", rest) if fact.complement else ""
    return [Line("sum", said or composer.phrase("complement", value=rest))]


def _verdict_word(composer: Composer, fact: Fact, row: Figure, query: Query) -> str:
    """Return "Ja. " or "Nee. " where the question holds a figure that can be checked against the row."""
    claim = claim_about(fact, query)
    if claim is None and fact.unit == "count" and {"claim", "negation"} <= query.markers:
        return composer.phrase("no") + " "  # "klopt het dat bibliotheken geen leden hebben?"
    if claim is None or row.value is None:
        return ""
    if not query.has_whole_of(fact) or not query.checks_figure():
        return ""  # "waar komt die 84% vandaan?" asks nothing that "yes" or "no" would answer
    denied = "negation" in query.markers and fact.unit == "percent"  # "driekwart heeft geen ..." is about the rest
    held = replace(row, value=Decimal(100) - row.value) if denied else row
    if holds(claim, held):
        return composer.phrase("yes") + " " if query.markers & {"yes_no", "claim"} else ""
    return composer.phrase("yes_about" if nearly_holds(claim, held) else "no") + " "


def claim_about(fact: Fact, query: Query) -> Claim | None:
    """Return the figure in the question that can be held against the fact; None if there is none.

    "Alle" is a claim of 100%, "de meeste" of more than 50%.
    """
    unit = "percent" if fact.unit == "percent" else "number"
    for claim in query.claims:
        if claim.unit == unit and (unit == "percent" or claim.value > 3):
            return claim
    if unit == "percent" and not query.claims and query.claims_share():
        if "totality" in query.markers:
            return Claim(Decimal(100), "percent", "equal")
        if "minority" in query.markers:
            return Claim(HALF, "percent", "less")
        if "majority" in query.markers:
            return Claim(HALF, "percent", "more")
    return None


# --- questions about the answer itself


def tell_source(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
    """Return where a fact comes from, with what is known of each source."""
    cited = composer.citations(rows)
    lines = [composer.line("headline", "source_is", sources=composer.join(citation.key for citation in cited))]
    via = next((citation.via for citation in cited if citation.via), None)
    if via:
        lines.append(composer.line("detail", "read_in", via=via))
    locators = dict.fromkeys(row.locator for row in rows if row.locator)
    lines += [composer.line("detail", "locator", locator=locator) for locator in locators]
    lines += [Line("caveat", note) for note in composer.notes(rows)]
    return (*lines, *_it_says(composer, fact, rows))


def tell_period(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
    """Return for which period a fact holds; the year in the name of a source is none."""
    periods = [composer.when(row) for row in rows if row.period]
    told = composer.line("headline", "period_is", period=composer.join(periods)) if periods else None
    return (told or composer.line("headline", "period_unknown"), *_it_says(composer, fact, rows))


def tell_population(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
    """Return who or what was counted."""
    statement, citation = _it_says(composer, fact, rows)
    return (
        composer.line("headline", "population_is", population=composer.population(fact, rows[0])),
        statement,
        composer.line("detail", "about_period", period=composer.when(rows[0])),
        citation,
    )


def _it_says(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, Line]:
    said = composer.line("detail", "it_says", statement=composer.statement(fact, rows[0]))
    return said, composer.citation_line(rows)


def tell_others(composer: Composer, fact: Fact, row: Figure) -> tuple[Line, ...]:
    """Return what other sources give for the period of a row, and how much that differs."""
    lines = [
        composer.line(
            "headline",
            "shown_figure",
            period=capital(composer.when(row)),
            value=composer.figure(fact, row),
            source=composer.cited((row,)),
        ),
        composer.line("detail", "counted_both", population=composer.population(fact, row)),
    ]
    others = others_for(fact, row)
    for other in others:
        source = composer.cited((other,))
        lines.append(composer.line("detail", "other_gives", source=source, value=composer.figure(fact, other)))
        if other.value is not None and row.value is not None and other.value != row.value:
            gap = composer.gap(abs(other.value - row.value), fact)
            lines.append(composer.line("sum", "other_more" if other.value > row.value else "other_less", change=gap))
    lines += [Line("caveat", composer.text(each.caveat)) for each in (row, *others) if each.caveat]
    return (*lines, composer.citation_line((row, *others)))
