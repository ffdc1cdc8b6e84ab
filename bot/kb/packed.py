"""A knowledge base as nested lists, and back: every record by position, so that reading it costs next to nothing.

It holds what answering needs. The alternative and hidden labels of the concepts and the longest word lists stand in the
look-up tables already, in the form in which they are looked up, so they are left out here.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.core.model import Concept, Fact, Figure, KnowledgeBase, Language, Position, Source
from bot.core.tables import Tables

Packed = list[Any]

IN_TABLES = frozenset({"function", "frame", "general"})


def pack(kb: KnowledgeBase) -> Packed:
    """Return the knowledge base as lists, texts and numbers that JSON can hold."""
    records: list[Source | Concept | Fact] = [*kb.sources.values(), *kb.concepts.values(), *kb.facts.values()]
    files = {file: number for number, file in enumerate(dict.fromkeys(record.position.file for record in records))}
    return [
        list(files),
        [_pack_source(source, files) for source in kb.sources.values()],
        [_pack_concept(concept, files) for concept in kb.concepts.values()],
        [_pack_fact(fact, files) for fact in kb.facts.values()],
        [_pack_language(language) for language in kb.languages.values()],
        dict(kb.other_languages),
    ]


def pack_tables(tables: Tables) -> Packed:
    """Return the look-up tables as lists, texts and numbers that JSON can hold."""
    return [
        tables.senses,
        tables.strange,
        tables.parts,
        tables.spellings,
        tables.gapped,
        tables.lists,
        tables.grams,
        tables.counts,
    ]


def unpack_tables(packed: Packed) -> Tables:
    """Return the look-up tables that `pack_tables` was given."""
    return Tables(*packed)


def unpack(packed: Packed) -> KnowledgeBase:
    """Return the knowledge base that `pack` was given. Raises whatever a list of another shape leads to."""
    files, sources, concepts, facts, languages, other_languages = packed
    return KnowledgeBase(
        sources={row[0]: _unpack_source(row, files) for row in sources},
        concepts={row[0]: _unpack_concept(row, files) for row in concepts},
        facts={row[0]: _unpack_fact(row, files) for row in facts},
        languages={row[0]: _unpack_language(row) for row in languages},
        is_slim=True,
        other_languages=_labels(other_languages),
    )


def _pack_position(position: Position, files: Mapping[str, int]) -> Packed:
    return [files[position.file], position.line]


def _unpack_position(row: Packed, files: list[str]) -> Position:
    return Position(files[row[0]], row[1])


def _labels(labels: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(words) for code, words in labels.items()}


def _pack_source(source: Source, files: Mapping[str, int]) -> Packed:
    texts = [source.id, source.cited_as, source.type, source.title, source.author, source.issued, source.publisher]
    more = [source.url, source.role, dict(source.labels), dict(source.note), _pack_position(source.position, files)]
    return [*texts, *more]


def _unpack_source(row: Packed, files: list[str]) -> Source:
    name, cited_as, kind, title, author, issued, publisher, url, role, labels, note, position = row
    return Source(
        id=name,
        cited_as=cited_as,
        type=kind,
        title=title,
        author=tuple(author),
        issued=issued,
        publisher=publisher,
        url=url,
        role=role,
        labels=_labels(labels),
        note=note,
        position=_unpack_position(position, files),
    )


def _pack_concept(concept: Concept, files: Mapping[str, int]) -> Packed:
    return [concept.id, concept.facet, concept.broader, dict(concept.pref), _pack_position(concept.position, files)]


def _unpack_concept(row: Packed, files: list[str]) -> Concept:
    name, facet, broader, pref, position = row
    return Concept(
        id=name,
        facet=facet,
        broader=tuple(broader),
        pref=pref,
        position=_unpack_position(position, files),
    )


def _pack_figure(row: Figure, files: Mapping[str, int]) -> Packed:
    value = None if row.value is None else str(row.value)
    texts = [value, row.as_printed, row.period, row.sources, row.via, row.evidence]
    return [*texts, _pack_position(row.position, files)]


def _unpack_figure(row: Packed, files: list[str]) -> Figure:
    value, as_printed, period, sources, via, evidence, position = row
    return Figure(
        value=None if value is None else Decimal(value),
        as_printed=as_printed,
        period=period,
        sources=tuple(sources),
        via=via,
        evidence=tuple(evidence),
        position=_unpack_position(position, files),
    )


def _pack_fact(fact: Fact, files: Mapping[str, int]) -> Packed:
    ids = [fact.id, fact.kind, fact.measure, fact.answers, fact.about, fact.covers, fact.counted]
    figures = [_pack_figure(row, files) for row in fact.figures]
    texts = [dict(fact.say), dict(fact.ask), dict(fact.caveat), dict(fact.complement)]
    position = _pack_position(fact.position, files)
    return [*ids, dict(fact.population), fact.unit, figures, *texts, fact.related, position]


def _unpack_fact(row: Packed, files: list[str]) -> Fact:
    name, kind, measure, answers, about, covers, counted, population, unit, figures, *rest = row
    say, ask, caveat, complement, related, position = rest
    return Fact(
        id=name,
        kind=kind,
        measure=measure,
        answers=tuple(answers),
        about=tuple(tuple(group) for group in about),
        covers=tuple(covers),
        counted=tuple(counted),
        population=population,
        unit=unit,
        figures=tuple(_unpack_figure(figure, files) for figure in figures),
        say=say,
        ask=_labels(ask),
        caveat=caveat,
        complement=complement,
        related=tuple(related),
        position=_unpack_position(position, files),
    )


def _pack_language(language: Language) -> Packed:
    numbers = [{word: str(value) for word, value in each.items()} for each in (language.numbers, language.fractions)]
    words = {name: several for name, several in language.words.items() if name not in IN_TABLES}
    return [language.code, words, *numbers, dict(language.phrases)]


def _unpack_language(row: Packed) -> Language:
    code, words, numbers, fractions, phrases = row
    return Language(
        code=code,
        words=_labels(words),
        numbers={word: Decimal(value) for word, value in numbers.items()},
        fractions={word: Decimal(value) for word, value in fractions.items()},
        phrases=phrases,
    )
