"""How every stretch of a question was read, for the explanation of an answer."""

from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.figures import Span
from bot.core.records.model import KnowledgeBase, Reading, in_language


def list_readings(draft: Draft, vocabulary: Vocabulary) -> tuple[Reading, ...]:
    """Return how every stretch of the question was read, in order, for the explanation."""
    rows: list[tuple[int, Reading]] = []
    for span in draft.spans:
        typed = " ".join(token.typed for token in draft.tokens[span.start : span.end])
        rows.append((span.start, Reading(typed, _read_as(span), "number" if span.claim else "period")))
    seen = {at for span in draft.spans for at in range(span.start, span.end)}
    for mention in draft.mentions:
        typed = " ".join(token.typed for token in draft.tokens[mention.start : mention.end])
        label = _label(vocabulary.knowledge, mention.id, draft.language)
        rows.append((mention.start, Reading(typed, mention.id, mention.how, label)))
        seen |= set(range(mention.start, mention.end))
    for item in draft.unknown:
        rows.append((item.position, Reading(item.word, item.slot, "unknown")))
        seen.add(item.position)
    repaired = {word.token: word.word for word in draft.words if word.how == "repaired"}
    for at, token in enumerate(draft.tokens):
        if at not in seen:
            rows.append((at, Reading(token.typed, "", "filler", repaired.get(at, ""))))
    return tuple(reading for _, reading in sorted(rows, key=lambda row: row[0]))


def _read_as(span: Span) -> str:
    if span.claim:
        return f"{span.claim.relation} {span.claim.value} {span.claim.unit}"
    if span.stretch:
        return f"{span.stretch.first or ''} – {span.stretch.last or ''}".strip()
    return span.period or f"- {span.years_back or span.years_ago or -(span.years_apart or 0)}"


def _label(knowledge: KnowledgeBase, id_: str, language: str) -> str:
    concept = knowledge.concepts.get(id_)
    if concept is None:
        return knowledge.sources[id_].cited_as
    return in_language(concept.pref, language, id_)
