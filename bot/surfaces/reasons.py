"""Why a fact was the answer, in words of the user: how the question was read, and what the fact is about. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.model import Fact, Figure, KnowledgeBase, Line, Reading

SHOWN = 8


def reason_lines(
    fact: Fact, rows: Sequence[Figure], readings: Iterable[Reading], knowledge: KnowledgeBase, language: str
) -> tuple[Line, ...]:
    """Return the reasons; without readings (no question, or one that is forgotten) only what the fact is about."""
    phrases = knowledge.languages[language].phrases
    lines = [Line("headline", phrases["why_heading"])]
    read = list(dict.fromkeys(_read(readings, phrases)))[:SHOWN]
    if read:
        lines.append(Line("detail", phrases["why_read"].format(read="; ".join(read))))
    about = [_name(group[0], knowledge, language) for group in fact.about]
    if about:
        lines.append(Line("detail", phrases["why_about"].format(about=_joined(about, phrases["and"]))))
    population = fact.population.get(language) or next(iter(fact.population.values()), "")
    if population:
        lines.append(Line("detail", phrases["why_counted"].format(population=population)))
    periods = [row.period for row in rows if row.period]
    when = _joined(periods, phrases["and"]) if periods else phrases["no_period"]
    lines.append(Line("detail", phrases["why_period"].format(period=when)))
    return tuple(lines)


def _read(readings: Iterable[Reading], phrases: Mapping[str, str]) -> Iterator[str]:
    for reading in readings:
        if not reading.words or reading.how == "filler":
            continue
        if reading.how == "unknown":
            yield phrases["why_unknown"].format(words=reading.words)
        else:
            yield f"“{reading.words}” → {reading.label or reading.read_as}"


def _name(id_: str, knowledge: KnowledgeBase, language: str) -> str:
    concept = knowledge.concepts.get(id_)
    return (concept.pref.get(language) or next(iter(concept.pref.values()), id_)) if concept else id_


def _joined(parts: Sequence[str], and_: str) -> str:
    return ", ".join(parts[:-1]) + f" {and_} " + parts[-1] if len(parts) > 1 else "".join(parts)
