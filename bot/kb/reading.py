"""All YAML files of a knowledge base to one set of records, with every problem found on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core.records.model import Concept, Fact, Identity, KnowledgeBase, Position, Source
from bot.kb.files import RawFile
from bot.kb.identity import introduce
from bot.kb.languages import read_languages
from bot.kb.nodes import Node
from bot.kb.problems import MOST_PROBLEMS, Faults, Problem, TooManyError, at_most, did_you_mean
from bot.kb.records import Records, parse_records
from bot.kb.rows import MEND_HIGHEST, Row, beyond_highest, in_order
from bot.kb.rules_records import broader_cycle, unknown_concept, unknown_fact, unknown_source
from bot.kb.ways import read_ways
from bot.kb.yaml_text import parse_yaml

Record = TypeVar("Record", Source, Concept, Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read. With problems, the records are those that could be made out: enough to check, not to answer."""

    kb: KnowledgeBase
    problems: tuple[Problem, ...]
    documents: tuple[tuple[str, Node], ...]  # path and content of each knowledge file
    faulty: frozenset[Position]  # records and rows that a problem was already told of
    whole: bool  # False: a file or record could not be read, so an id that seems unknown may be in there


def read_knowledge(files: Sequence[RawFile], language_files: Sequence[RawFile]) -> Reading:
    """Return the records of all files together, and every problem that keeps the knowledge base from being used."""
    problems: list[Problem] = []
    documents: list[tuple[str, Node]] = []
    parsed: list[Records] = []
    whole = True
    for file in files:
        faults = Faults(file.path, MOST_PROBLEMS)
        try:
            node, ended = parse_yaml(file.content, faults)
            records = parse_records(node, faults)
        except TooManyError:
            ended = False
        else:
            documents.append((file.path, node))
            parsed.append(records)
            ended = ended and not records.nameless
        problems.extend(faults.found)
        whole = whole and ended
    languages, other_languages, wrong = read_languages(language_files)
    ways, wrong_ways = read_ways(language_files)
    problems.extend([*wrong, *wrong_ways])
    twins: list[Problem] = []
    identity = _only([one for records in parsed for one in records.identities], twins)
    kb = KnowledgeBase(
        sources=_by_id([record for records in parsed for record in records.sources], twins),
        concepts=ways | _without_ways([record for records in parsed for record in records.concepts], ways, twins),
        facts=_by_id([record for records in parsed for record in records.facts], twins),
        languages=languages,
        identity=identity,
        other_languages=other_languages,
    )
    problems.extend(at_most(twins))
    loose = [row for records in parsed for row in records.figures]
    if whole:
        problems.extend(at_most(_wrong_rows(kb.facts, loose)))
    kb = replace(kb, facts=_with_rows(kb.facts, loose))
    kb = replace(kb, languages=introduce(kb.languages, kb.identity, tuple(kb.facts.values())))
    if whole:
        problems.extend(find_blocking(kb))
    faulty = frozenset(position for records in parsed for position in records.faulty)
    return Reading(kb=kb, problems=tuple(problems), documents=tuple(documents), faulty=faulty, whole=whole)


def find_blocking(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield what no answer can be built on: ids that lead nowhere, or round and round."""
    for find in (unknown_source, unknown_concept, unknown_fact, broader_cycle):
        yield from at_most(find(kb))


def _with_rows(facts: Mapping[str, Fact], rows: list[Row]) -> dict[str, Fact]:
    """Return the facts with the rows that stand outside them."""
    by_fact: dict[str, list[Row]] = {}
    for row in rows:
        if row.fact in facts:
            by_fact.setdefault(row.fact or "", []).append(row)
    return {id_: _extended(fact, by_fact.get(id_, [])) for id_, fact in facts.items()}


def _wrong_rows(facts: Mapping[str, Fact], rows: list[Row]) -> Iterator[Problem]:
    """Yield a problem for each row outside a fact that is of no fact, or more than its fact allows."""
    for row in rows:
        if row.fact not in facts:
            what = f'A figure is given for "{row.fact}", which is no fact.'
            mend = did_you_mean(row.fact or "", facts, "Name the id of a fact.")
            yield Problem(row.figure.position, "unknown-fact", what, mend)
        elif not row.figure.unit:
            what = beyond_highest(row.figure, facts[row.fact or ""].unit)
            if what:
                yield Problem(row.figure.position, "schema", f'"{row.fact}": {what}', MEND_HIGHEST)


def _extended(fact: Fact, rows: list[Row]) -> Fact:
    if not rows:
        return fact
    known = [Row(row, True) for row in fact.figures] + [Row(row, False) for row in fact.superseded]
    figures, superseded = in_order(known + rows)
    return replace(fact, figures=figures, superseded=superseded)


def _without_ways(concepts: list[Concept], ways: Mapping[str, Concept], problems: list[Problem]) -> dict[str, Concept]:
    """Return the concepts of the knowledge base by id; one with the id of a way of asking is a problem."""
    for concept in concepts:
        if concept.id in ways:
            what = f'"{concept.id}" is a way of asking that the program knows by itself ({ways[concept.id].position}).'
            mend = f'Take this record away; a kind of it gets another id and "broader: {concept.id}".'
            problems.append(Problem(concept.position, "duplicate-id", what, mend))
    return _by_id([concept for concept in concepts if concept.id not in ways], problems)


def _only(identities: list[Identity], problems: list[Problem]) -> Identity | None:
    """Return what the bot is; said twice, the first counts, and the second is a problem."""
    for again in identities[1:]:
        what = f'"bot" was already given in {identities[0].position}.'
        problems.append(Problem(again.position, "duplicate-id", what, "Keep one of the two."))
    return identities[0] if identities else None


def _by_id(records: list[Record], problems: list[Problem]) -> dict[str, Record]:
    """Return the records by id; of two with the same id the first counts, and the second is a problem."""
    found: dict[str, Record] = {}
    for record in records:
        first = found.setdefault(record.id, record)
        if first is not record:
            what = f'The id "{record.id}" was already given in {first.position.file}:{first.position.line}.'
            problems.append(Problem(record.position, "duplicate-id", what, "Give this record an id of its own."))
    return found
