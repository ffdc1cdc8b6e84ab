"""Rules about what a record says: in both languages, and with no number that its fields do not give."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bot.core.records.model import DEFAULT_LANGUAGE, Fact, Figure, KnowledgeBase, Position, Texts
from bot.core.records.ways import own_concepts
from bot.kb.printed import find_numbers, readings
from bot.kb.problems import Problem, did_you_mean

LANGUAGES = ("nl", "en")  # the two in which every question can be asked
UNTRANSLATED = "untranslated"  # the name of a remark; what it tells of is no fault
PLACEHOLDERS = ("value", "period")
FORMULA = re.compile(r"(?![+-][0-9][0-9.,]*[\w%€ ]*$)[=+@\t\r-]")  # "-1.2" and "+3 procent" can do nothing
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def missing_language(kb: KnowledgeBase) -> Iterator[Problem]:
    """Names, statements and example questions are there in both languages; other texts in both or in neither."""
    if kb.identity is not None:
        yield from _missing("bot", "subject", kb.identity.subject, kb.identity.position)
    for concept in own_concepts(kb).values():
        yield from _missing(concept.id, "pref", concept.pref, concept.position)
    for source in kb.sources.values():
        yield from _missing(source.id, "note", source.note or LANGUAGES, source.position)
    for fact in kb.facts.values():
        yield from _missing(fact.id, "say", fact.say, fact.position)
        yield from _missing(fact.id, "ask", fact.ask, fact.position)
        for key, texts, position in _optional_texts(fact):
            yield from _missing(fact.id, key, texts or LANGUAGES, position)


def untranslated(kb: KnowledgeBase) -> Iterator[Problem]:
    """Tell of each record what is not said in a further language. No fault: readers see it in the default language."""
    for code in kb.languages:
        if code in LANGUAGES:
            continue
        for id_, position, texts in _said_texts(kb):
            missing = [f'"{key}"' for key, given in texts.items() if given and code not in given]
            if missing:
                what = f'"{id_}" has no {", ".join(missing)} in the language "{code}"; "{DEFAULT_LANGUAGE}" is shown.'
                yield Problem(position, UNTRANSLATED, what, f'Add "{code}" there when you can.')


def _said_texts(kb: KnowledgeBase) -> Iterator[tuple[str, Position, Mapping[str, Iterable[str]]]]:
    """Yield id, place and the texts by key of everything that readers see."""
    for concept in own_concepts(kb).values():
        yield concept.id, concept.position, {"pref": concept.pref}
    for source in kb.sources.values():
        yield source.id, source.position, {"note": source.note}
    for fact in kb.facts.values():
        texts = {"label": fact.label, "population": fact.population, "say": fact.say, "ask": fact.ask}
        more = {"caveat": fact.caveat, "complement": fact.complement}
        reasons = [one.reason for one in fact.breaks if not all(code in one.reason for code in kb.languages)]
        yield fact.id, fact.position, {**texts, **more, "reason": reasons[0] if reasons else {}}
        for row in fact.rows:
            yield fact.id, row.position, {"population": row.population, "caveat": row.caveat}


def formula(kb: KnowledgeBase) -> Iterator[Problem]:
    """No text that is exported begins as a formula does: a spreadsheet would work it out, and may call others."""
    for id_, position, texts in _exported_texts(kb):
        for key, text in texts:
            if text and FORMULA.match(text):
                what = f'"{id_}" has a "{key}" that begins with "{text[0]}", which a spreadsheet takes for a formula.'
                yield Problem(position, "formula", what, "Put a word or a quotation mark before it.")


def _exported_texts(kb: KnowledgeBase) -> Iterator[tuple[str, Position, Iterable[tuple[str, str | None]]]]:
    """Yield id, place, and key and text of everything that `export` writes in a table as it was typed."""
    for source in kb.sources.values():
        own = {"cited_as": source.cited_as, "type": source.type, "title": source.title, "publisher": source.publisher}
        names = [("author", author.name) for author in source.author[:1]]  # the others come behind it, in the same cell
        notes = [("note", text) for text in source.note.values()]
        yield source.id, source.position, [*own.items(), ("url", source.url), *names, *notes]
    for fact in kb.facts.values():
        yield fact.id, fact.position, _of_texts({"label": fact.label, "population": fact.population})
        yield fact.id, fact.position, _of_texts({"caveat": fact.caveat})
        yield fact.id, fact.position, [("reason", text) for one in fact.breaks for text in one.reason.values()]
        for row in fact.rows:
            own = {"as_printed": row.as_printed, "locator": row.locator}
            yield (
                fact.id,
                row.position,
                [*own.items(), *_of_texts({"population": row.population, "caveat": row.caveat})],
            )


def _of_texts(several: Mapping[str, Texts]) -> list[tuple[str, str | None]]:
    return [(key, text) for key, texts in several.items() for text in texts.values()]


def _optional_texts(fact: Fact) -> Iterator[tuple[str, Texts, Position]]:
    """Yield key, texts and place of what a fact and its rows may say besides; the reason of a break is no option."""
    given = {"label": fact.label, "population": fact.population, "caveat": fact.caveat, "complement": fact.complement}
    yield from ((key, texts, fact.position) for key, texts in given.items())
    yield from (("reason", one.reason, fact.position) for one in fact.breaks)
    for row in fact.rows:
        yield "population", row.population, row.position
        yield "caveat", row.caveat, row.position


def _missing(name: str, key: str, given: Iterable[str], position: Position) -> Iterator[Problem]:
    given = set(given)
    for language in LANGUAGES:
        if language not in given:
            what = f'"{name}" has no "{key}" in the language "{language}".'
            yield Problem(position, "missing-language", what, f'Add "{language}" under "{key}".')


def number_not_in_fields(kb: KnowledgeBase) -> Iterator[Problem]:
    """Every number in a statement stands in the fields too, so that no text can contradict its figure."""
    names = _names_of_sources(kb)
    for fact in kb.facts.values():
        allowed = _numbers_in_fields(fact, names) | _numbers_in_labels(fact, kb)
        for key, language, text in _statements(fact):
            plain = _without(PLACEHOLDER.sub(" ", text), names)
            for number in find_numbers(plain):
                if not readings(number) & allowed:
                    what = f'"{fact.id}" says {number} under "{key}" ({language}), and no field gives that number.'
                    mend = "Write {value} or {period} in its place, or correct the field."
                    yield Problem(fact.position, "number-not-in-fields", what, mend)


def _statements(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield key, language and text of everything that is said of a fact."""
    texts: dict[str, Texts] = {"say": fact.say, "caveat": fact.caveat, "complement": fact.complement}
    for key, each in texts.items():
        yield from ((key, language, text) for language, text in each.items())


def _names_of_sources(kb: KnowledgeBase) -> list[str]:
    """Return the names that may be quoted with the years in them; the longest first, as one may hold another."""
    names = [name for source in kb.sources.values() for name in (source.cited_as, source.title or "")]
    return sorted((name for name in names if find_numbers(name)), key=len, reverse=True)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def _numbers_in_fields(fact: Fact, names: list[str]) -> set[Decimal]:
    populations = (fact.population, *(row.population for row in fact.rows))  # "leden van 4 t/m 12 jaar"
    counted = [number for texts in populations for text in texts.values() for number in find_numbers(text)]
    found = {value for number in counted for value in readings(number)}
    for row in fact.rows:
        if row.value is not None:
            found.add(row.value)
        words = " ".join((row.as_printed or "", *(_without(word, names) for word in row.evidence)))
        for number in find_numbers(words):
            found |= readings(number)
        for year in find_numbers(row.period or ""):
            found |= {Decimal(year), Decimal(year[-2:])}  # '18 for 2018
    return found


def _numbers_in_labels(fact: Fact, kb: KnowledgeBase) -> set[Decimal]:
    """Return the numbers in the names of what the fact is about, such as a programme with a year in its name."""
    ids = (*(name for group in fact.about for name in group), *fact.covers, *fact.counted)
    labels = [label for name in ids if name in kb.concepts for label in kb.concepts[name].pref.values()]
    return {value for label in labels for number in find_numbers(label) for value in readings(number)}


def placeholder(kb: KnowledgeBase) -> Iterator[Problem]:
    """What stands in braces is a field that the rows of the fact have."""
    for fact in kb.facts.values():
        for key, language, text in _statements(fact):
            where = f'"{fact.id}", "{key}" ({language})'
            for name in dict.fromkeys(PLACEHOLDER.findall(text)):
                if name not in PLACEHOLDERS:
                    mend = did_you_mean(name, PLACEHOLDERS, "Write {value} or {period}.")
                    yield Problem(fact.position, "placeholder", f"{where}: {{{name}}} is no field.", mend)
                elif any(_is_empty(name, row) for row in fact.rows):
                    what = f"{where}: {{{name}}} has nothing to stand for, as a row of this fact has no {name}."
                    yield Problem(fact.position, "placeholder", what, f"Give each row a {name}, or reword the text.")


def _is_empty(name: str, row: Figure) -> bool:
    return (row.value if name == "value" else row.period) is None
