"""An answer as one object of plain lists, texts and numbers, for programs. Pure."""

from decimal import Decimal
from typing import Any

from bot.core.records.model import Answer, Explanation
from bot.surfaces.render import plain_text

JsonObject = dict[str, Any]


def answer_object(answer: Answer) -> JsonObject:
    """Return the answer as plain lists, texts and numbers; keys and their meaning are a promise to other programs."""
    return {
        "kind": answer.kind,
        "lang": answer.language,
        "text": plain_text(answer),
        "facts": [
            {
                "id": use.id,
                "measure": use.measure,
                "value": None if use.value is None else _number(use.value),
                "unit": use.unit,
                "period": use.period,
                "period_kind": use.period_kind,
                "population": use.population,
            }
            for use in answer.facts
        ],
        "citations": [
            {"key": citation.key, "source": citation.source, "via": citation.via, "text": citation.text}
            for citation in answer.citations
        ],
        "missing": list(answer.missing),
        "suggestions": list(answer.suggestions),
        "score": round(answer.score, 1),
        "explain": _explain_object(answer.explanation),
    }


def _explain_object(explanation: Explanation) -> JsonObject:
    return {
        "readings": [
            {"words": reading.words, "read_as": reading.read_as, "how": reading.how, "label": reading.label}
            for reading in explanation.readings
        ],
        "candidates": [
            {"fact": fact, "score": round(score, 1), "missing": list(missing)}
            for fact, score, missing in explanation.candidates
        ],
        "frame": {name: list(values) for name, values in explanation.frame.items()},
        "decided": explanation.decided,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
