"""How every stretch of a question was read, for the explanation of an answer."""

from bot.core.reading.figures import Span
from bot.core.records.mention import Mention, Unknown
from bot.core.records.model import KnowledgeBase, Reading, in_language
from bot.core.words.lexicon import Word
from bot.core.words.text import Token


def list_readings(
    tokens: tuple[Token, ...],
    words: tuple[Word, ...],
    spans: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    unknown: tuple[Unknown, ...],
    knowledge: KnowledgeBase,
    language: str,
) -> tuple[Reading, ...]:
    """Return how every stretch of the question was read, in order, for the explanation."""
    rows: list[tuple[int, Reading]] = []
    for span in spans:
        typed = " ".join(token.typed for token in tokens[span.start : span.end])
        rows.append((span.start, Reading(typed, _read_as(span), "number" if span.claim else "period")))
    seen = {at for span in spans for at in range(span.start, span.end)}
    for mention in mentions:
        typed = " ".join(token.typed for token in tokens[mention.start : mention.end])
        rows.append((mention.start, Reading(typed, mention.id, mention.how, _label(knowledge, mention.id, language))))
        seen |= set(range(mention.start, mention.end))
    for item in unknown:
        rows.append((item.position, Reading(item.word, item.slot, "unknown")))
        seen.add(item.position)
    repaired = {word.token: word.word for word in words if word.how == "repaired"}
    for at, token in enumerate(tokens):
        if at not in seen:
            rows.append((at, Reading(token.typed, "", "filler", repaired.get(at, ""))))
    return tuple(reading for _, reading in sorted(rows, key=lambda row: row[0]))


def _read_as(span: Span) -> str:
    if span.claim:
        return f"{span.claim.relation} {span.claim.value} {span.claim.unit}"
    if span.stretch:
        return f"{span.stretch.first or ''} – {span.stretch.last or ''}".strip()
    return span.period or f"- {span.years_back or span.years_ago}"


def _label(knowledge: KnowledgeBase, id_: str, language: str) -> str:
    concept = knowledge.concepts.get(id_)
    if concept is None:
        return knowledge.sources[id_].cited_as
    return in_language(concept.pref, language, id_)
