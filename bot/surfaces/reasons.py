"""Why a fact was the answer, in words of the user: how the question was read, and what the fact is about. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.answering.wording import Composer
from bot.core.records.model import Fact, Figure, KnowledgeBase, Line, Reading

SHOWN = 8


def reason_lines(
    fact: Fact, rows: Sequence[Figure], readings: Iterable[Reading], knowledge: KnowledgeBase, language: str
) -> tuple[Line, ...]:
    """Return the reasons; without readings (no question, or one that is forgotten) only what the fact is about."""
    composer, phrases = Composer(knowledge, language), knowledge.languages[language].phrases
    lines = [composer.line("headline", "why_heading")]
    read = list(dict.fromkeys(_read(readings, phrases)))[:SHOWN]
    if read:
        lines.append(composer.line("detail", "why_read", read="; ".join(read)))
    if fact.about:
        about = composer.join(composer.name(group[0]) for group in fact.about)
        lines.append(composer.line("detail", "why_about", about=about))
    population = composer.text(fact.population)
    if population:
        lines.append(composer.line("detail", "why_counted", population=population))
    periods = [row.period for row in rows if row.period]
    lines.append(composer.line("detail", "why_period", period=composer.join(periods) or phrases["no_period"]))
    return tuple(lines)


def _read(readings: Iterable[Reading], phrases: Mapping[str, str]) -> Iterator[str]:
    for reading in readings:
        if not reading.words or reading.how == "filler":
            continue
        if reading.how == "unknown":
            yield phrases["why_unknown"].format(words=reading.words)
        else:
            yield f"“{reading.words}” → {reading.label or reading.read_as}"
