"""A knowledge base as nested lists, and back: every record by position, so that reading it costs next to nothing.

It holds what answering needs. The alternative and hidden labels of the concepts and the longest word lists stand in the
look-up tables already, in the form in which they are looked up, so they are left out here.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.core.records.model import (
    Author,
    Break,
    Concept,
    Fact,
    Figure,
    Identity,
    KnowledgeBase,
    Language,
    Position,
    Source,
)
from bot.core.words.compiled import OPEN_CLASSES, Tables
from bot.kb.buckets import Buckets, fill_buckets

Packed = list[Any]

IN_TABLES = OPEN_CLASSES | {"function"}


def pack(kb: KnowledgeBase) -> Packed:
    """Return the knowledge base as lists, texts and numbers that JSON can hold."""
    records: list[Source | Concept | Fact] = [*kb.sources.values(), *kb.concepts.values(), *kb.facts.values()]
    positions = [record.position for record in records]
    positions += [row.position for fact in kb.facts.values() for row in fact.rows]  # may stand in a file of their own
    positions += [kb.identity.position] if kb.identity else []
    files = {file: number for number, file in enumerate(dict.fromkeys(position.file for position in positions))}
    return [
        list(files),
        [_pack_source(source, files) for source in kb.sources.values()],
        [_pack_concept(concept, files) for concept in kb.concepts.values()],
        [_pack_fact(fact, files) for fact in kb.facts.values()],
        [_pack_language(language) for language in kb.languages.values()],
        dict(kb.other_languages),
        _pack_identity(kb.identity, files) if kb.identity else None,
    ]


def pack_tables(tables: Tables) -> Packed:
    """Return the look-up tables as lists, texts and numbers that JSON can hold."""
    return [
        fill_buckets(tables.senses),
        tables.strange,
        tables.parts,
        tables.spellings,
        tables.gapped,
        tables.gapped_phrases,
        {code: fill_buckets(phrases) for code, phrases in tables.lists.items()},
        tables.requests,
        tables.quantities,
        fill_buckets(tables.grams),
        tables.counts,
        tables.known,
        fill_buckets(tables.learnt),
        tables.frequency,
    ]


def unpack_tables(packed: Packed) -> Tables:
    """Return the look-up tables that `pack_tables` was given."""
    senses, strange, parts, spellings, gapped, gapped_phrases, lists, requests, *others = packed
    quantities, grams, counts, known, learnt, frequency = others
    return Tables(
        senses=Buckets(senses),
        strange=strange,
        parts=parts,
        spellings=spellings,
        gapped=gapped,
        gapped_phrases=gapped_phrases,
        lists={code: Buckets(phrases) for code, phrases in lists.items()},
        requests=requests,
        quantities=quantities,
        grams=Buckets(grams),
        counts=counts,
        known=known,
        learnt=Buckets(learnt),
        frequency=frequency,
    )


def unpack(packed: Packed) -> KnowledgeBase:
    """Return the knowledge base that `pack` was given. Raises whatever a list of another shape leads to."""
    files, sources, concepts, facts, languages, other_languages, identity = packed
    return KnowledgeBase(
        sources={row[0]: _unpack_source(row, files) for row in sources},
        concepts={row[0]: _unpack_concept(row, files) for row in concepts},
        facts={row[0]: _unpack_fact(row, files) for row in facts},
        languages={row[0]: _unpack_language(row) for row in languages},
        identity=_unpack_identity(identity, files) if identity else None,
        is_slim=True,
        other_languages=_labels(other_languages),
    )


def _pack_identity(identity: Identity, files: Mapping[str, int]) -> Packed:
    texts = [identity.name, identity.subject, identity.examples, identity.one, identity.many]
    return [*map(dict, texts), _pack_position(identity.position, files)]


def _unpack_identity(row: Packed, files: list[str]) -> Identity:
    name, subject, examples, one, many, position = row
    return Identity(
        name=name,
        subject=subject,
        examples=_labels(examples),
        one=_labels(one),
        many=_labels(many),
        position=_unpack_position(position, files),
    )


def _pack_position(position: Position, files: Mapping[str, int]) -> Packed:
    return [files[position.file], position.line]


def _unpack_position(row: Packed, files: list[str]) -> Position:
    return Position(files[row[0]], row[1])


def _labels(labels: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(words) for code, words in labels.items()}


def _pack_source(source: Source, files: Mapping[str, int]) -> Packed:
    authors = [[author.family, author.given, author.literal] for author in source.author]
    texts = [source.id, source.cited_as, source.type, source.title, authors, source.issued, source.publisher]
    more = [source.url, source.language, source.role, dict(source.labels), dict(source.note)]
    return [*texts, *more, _pack_position(source.position, files)]


def _unpack_source(row: Packed, files: list[str]) -> Source:
    name, cited_as, kind, title, authors, issued, publisher, url, language, role, labels, note, position = row
    return Source(
        id=name,
        cited_as=cited_as,
        type=kind,
        title=title,
        author=tuple(Author(family=family, given=given, literal=literal) for family, given, literal in authors),
        issued=issued,
        publisher=publisher,
        url=url,
        language=language,
        role=role,
        labels=_labels(labels),
        note=note,
        position=_unpack_position(position, files),
    )


def _pack_concept(concept: Concept, files: Mapping[str, int]) -> Packed:
    texts = [concept.id, concept.facet, concept.role, concept.broader, dict(concept.pref)]
    return [*texts, _pack_position(concept.position, files)]


def _unpack_concept(row: Packed, files: list[str]) -> Concept:
    name, facet, role, broader, pref, position = row
    return Concept(
        id=name,
        facet=facet,
        role=role,
        broader=tuple(broader),
        pref=pref,
        position=_unpack_position(position, files),
    )


def _pack_figure(row: Figure, files: Mapping[str, int]) -> Packed:
    value = None if row.value is None else str(row.value)
    texts = [value, row.as_printed, row.qualifier, row.period, row.period_kind, row.unit, dict(row.population)]
    more = [row.sources, row.via, row.locator, row.evidence, dict(row.caveat), _pack_position(row.position, files)]
    return [*texts, *more]


def _unpack_figure(row: Packed, files: list[str]) -> Figure:
    value, as_printed, qualifier, period, kind, unit, population, sources, *rest = row
    via, locator, evidence, caveat, position = rest
    return Figure(
        value=None if value is None else Decimal(value),
        as_printed=as_printed,
        qualifier=qualifier,
        period=period,
        period_kind=kind,
        unit=unit,
        population=population,
        sources=tuple(sources),
        via=via,
        locator=locator,
        evidence=tuple(evidence),
        caveat=caveat,
        position=_unpack_position(position, files),
    )


def _pack_fact(fact: Fact, files: Mapping[str, int]) -> Packed:
    ids = [fact.id, fact.kind, fact.measure, fact.answers, fact.topic, fact.about, fact.covers, fact.counted]
    rows = [[_pack_figure(row, files) for row in several] for several in (fact.figures, fact.superseded)]
    breaks = [[each.start, each.during, dict(each.reason)] for each in fact.breaks]
    texts = [dict(each) for each in (fact.label, fact.population, fact.say, fact.ask, fact.caveat, fact.complement)]
    more = [fact.unit, fact.quantity, fact.rhythm, fact.twin, fact.continues, fact.related]
    return [*ids, *rows, breaks, *texts, *more, _pack_position(fact.position, files)]


def _unpack_fact(row: Packed, files: list[str]) -> Fact:
    name, kind, measure, answers, topic, about, covers, counted, figures, superseded, breaks, *rest = row
    label, population, say, ask, caveat, complement, unit, quantity, rhythm, twin, continues, related, position = rest
    return Fact(
        id=name,
        kind=kind,
        label=label,
        measure=measure,
        answers=tuple(answers),
        topic=topic,
        about=tuple(tuple(group) for group in about),
        covers=tuple(covers),
        counted=tuple(counted),
        population=population,
        unit=unit,
        quantity=quantity,
        rhythm=rhythm,
        figures=tuple(_unpack_figure(figure, files) for figure in figures),
        superseded=tuple(_unpack_figure(figure, files) for figure in superseded),
        breaks=tuple(Break(start=start, during=tuple(during), reason=reason) for start, during, reason in breaks),
        say=say,
        ask=_labels(ask),
        caveat=caveat,
        complement=complement,
        twin=twin,
        continues=continues,
        related=tuple(related),
        position=_unpack_position(position, files),
    )


def _pack_language(language: Language) -> Packed:
    numbers = [{word: str(value) for word, value in each.items()} for each in (language.numbers, language.fractions)]
    words = {name: several for name, several in language.words.items() if name not in IN_TABLES}
    more = [dict(language.phrases), dict(language.months), dict(language.numerals), dict(language.asking)]
    return [language.code, words, *numbers, *more]


def _unpack_language(row: Packed) -> Language:
    code, words, numbers, fractions, phrases, months, numerals, asking = row
    return Language(
        code=code,
        words=_labels(words),
        numbers={word: Decimal(value) for word, value in numbers.items()},
        fractions={word: Decimal(value) for word, value in fractions.items()},
        phrases=phrases,
        months=months,
        numerals=_labels(numerals),
        asking=_labels(asking),
    )
