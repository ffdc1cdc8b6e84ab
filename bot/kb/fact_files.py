"""Some of the files of facts by themselves: what the bot would know if the others were not there."""

import os
from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.core.records.model import Fact, Figure, KnowledgeBase
from bot.kb.files import ENDINGS


def name_of(path: str) -> str:
    """Return what a file of facts is called, with or without folder and ending: "commercial"."""
    name = os.path.basename(path)
    stem, ending = os.path.splitext(name)
    return stem if ending.lower() in ENDINGS else name


def find_fact_files(kb: KnowledgeBase) -> tuple[str, ...]:
    """Return the names of the files that hold facts or figures."""
    facts = kb.facts.values()
    paths = {fact.position.file for fact in facts} | {row.position.file for fact in facts for row in fact.rows}
    return tuple(sorted(set(map(name_of, paths))))


def with_facts_of(kb: KnowledgeBase, files: Iterable[str]) -> KnowledgeBase:
    """Return the knowledge base with the facts and figures of these files alone, and all its sources and concepts.

    A fact that is left without any row says nothing and goes too; so does what points to a fact that is gone.
    """
    names = frozenset(map(name_of, files))
    kept = {id_: _with_rows_of(fact, names) for id_, fact in kb.facts.items() if _is_of(fact, names)}
    kept = {id_: fact for id_, fact in kept.items() if fact.rows}
    return replace(kb, facts={id_: _pointing_to(fact, kept) for id_, fact in kept.items()})


def _is_of(record: Fact | Figure, names: Collection[str]) -> bool:
    return name_of(record.position.file) in names


def _with_rows_of(fact: Fact, names: Collection[str]) -> Fact:
    return replace(
        fact,
        figures=tuple(row for row in fact.figures if _is_of(row, names)),
        superseded=tuple(row for row in fact.superseded if _is_of(row, names)),
    )


def _pointing_to(fact: Fact, kept: Collection[str]) -> Fact:
    return replace(
        fact,
        related=tuple(name for name in fact.related if name in kept),
        twin=fact.twin if fact.twin in kept else None,
        continues=fact.continues if fact.continues in kept else None,
    )
