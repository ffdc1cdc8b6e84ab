"""`vraagbaak new figure`: a row for another period of a fact that is there."""

import os
from collections.abc import Iterator

from bot.core.records.model import Fact, Figure
from bot.kb.insertion import insert_loose_row, insert_row
from bot.kb.nodes import ListNode, Node, RecordNode, TextNode
from bot.kb.rows import ROW_KEYS, UNITS
from bot.tools.changing import Bench, Draft, draft_change
from bot.tools.form import Answers, ChoiceField, Field, Talk
from bot.tools.new_fields import fact_choices, filled, one_of
from bot.tools.new_row import row_fields, row_of

LATER = "later-figures.yaml"  # beside the fact: rows that the document read first does not have


def figure_fields(bench: Bench, talk: Talk, language: str, last_source: str | None) -> list[Field]:
    """Return what is asked: the fact, and its figure for another period."""
    facts = {fact.id: fact for fact in bench.kb.facts.values() if fact.kind == "figure" and fact.figures}

    def newest(answers: Answers) -> Figure:
        return facts[answers["fact"]].figures[0]

    def units(answers: Answers) -> list[str]:
        fact = facts[answers["fact"]]
        return list(dict.fromkeys(unit for unit in (newest(answers).unit, fact.unit) if unit))

    fact_field = ChoiceField(name="fact", choices=lambda _: fact_choices(facts.values(), language))
    unit_field = one_of(
        "unit",
        UNITS,
        talk,
        asked=lambda answers: len(units(answers)) > 1,
        default=lambda answers: units(answers)[0],
    )
    return [
        fact_field,
        unit_field,
        *row_fields(bench, talk, language, facts=facts, last_source=last_source),
    ]


def draft_figure(bench: Bench, answers: Answers) -> Draft:
    """Return the file with the new row: beside the other rows of its fact, or with the later figures."""
    fact = bench.kb.facts[answers["fact"]]
    unit = answers.get("unit") or fact.unit
    like = next((row for row in fact.figures if (row.unit or fact.unit) == unit), None)
    row = row_of(answers, like)
    if unit != fact.unit:
        row = filled({**row, "unit": unit}, ROW_KEYS)
    path = _file_of_loose_rows(bench, fact)
    if path is None:
        return draft_change(fact.position.file, lambda text: insert_row(text, fact.id, row))
    header = next((line for line in _lines(bench, fact.position.file) if line.startswith("# yaml-language-server")), "")
    return draft_change(
        path, lambda text: insert_loose_row(text, {"fact": fact.id, **row}), f"{header}\n" if header else ""
    )


def _file_of_loose_rows(bench: Bench, fact: Fact) -> str | None:
    """Return the file for a row that is not to stand in the fact itself; None where it is.

    A fact that was read in a document which cites others stays as it was read.
    """
    found = dict(_loose_rows(bench))
    own = [path for path, ids in found.items() if fact.id in ids]
    if own:
        return own[0]
    carriers = {source.id for source in bench.kb.sources.values() if source.role == "carrier"}
    if not any(row.via in carriers or carriers & set(row.sources) for row in fact.rows):
        return None
    most = max(found, key=lambda path: len(found[path]), default=None)
    return most or os.path.join(os.path.dirname(fact.position.file), LATER)


def _loose_rows(bench: Bench) -> Iterator[tuple[str, list[str]]]:
    """Yield each file that has rows outside their facts, with the ids of these facts."""
    for path, node in bench.documents:
        entry = node.keys.get("figures") if isinstance(node, RecordNode) else None
        if entry is not None and isinstance(entry.value, ListNode):
            yield path, [_fact_named(item) for item in entry.value.items]


def _fact_named(node: Node) -> str:
    entry = node.keys.get("fact") if isinstance(node, RecordNode) else None
    return entry.value.text if entry is not None and isinstance(entry.value, TextNode) else ""


def _lines(bench: Bench, path: str) -> list[str]:
    return next((file.content.decode().splitlines() for file in bench.files if file.path == path), [])
