"""`vraagbaak new fact`: a statement that answers a question, with its first figure or its source."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.core.records.model import Fact, KnowledgeBase
from bot.kb.insertion import insert_record
from bot.kb.problems import Faults
from bot.kb.records import FACT_KEYS, KINDS, QUANTITIES, parse_records
from bot.kb.rows import UNITS
from bot.kb.rules_texts import number_not_in_fields, placeholder
from bot.kb.yaml_text import parse_yaml
from bot.tools.changing import Bench, Draft, draft_change, path_of
from bot.tools.form import Answers, ChoiceField, Field, RefusedError, Talk
from bot.tools.new_fields import (
    concept_choices,
    fact_choices,
    file_field,
    filled,
    id_field,
    labels_of,
    list_of,
    one_of,
    slug,
    sound,
    text_fields,
    texts_of,
)
from bot.tools.new_row import row_fields, row_of

ASKED_FOR = ("measure", "aspect")
SUBJECTS = ("domain", "partner", "place", "population", "topic", "qualifier")


def fact_fields(bench: Bench, talk: Talk, language: str, last_source: str | None) -> list[Field]:
    """Return what is asked: what is measured and of whom, the first row, the words, and the file."""

    def is_figure(answers: Answers) -> bool:
        return bool(answers["kind"] == "figure")

    def concepts(name: str, *facets: str, **more: Any) -> ChoiceField:
        return ChoiceField(name=name, choices=lambda _: concept_choices(bench.kb, language, facets), **more)

    rows = row_fields(bench, talk, language, facts={}, last_source=last_source)
    statement = ("source", "locator", "evidence")
    return [
        one_of("kind", KINDS, talk, default=lambda _: "figure"),
        Field(name="label_nl"),
        Field(name="label_en"),
        concepts("measure", *ASKED_FOR),
        concepts("about", *SUBJECTS, several=True),
        concepts(
            "topic",
            needed=False,
            offered=lambda answers: answers["about"],
            default=lambda answers: answers["about"][0],
        ),
        Field(name="population_nl", needed=True, asked=is_figure),
        Field(name="population_en", needed=True, asked=is_figure),
        one_of("unit", UNITS, talk, asked=is_figure),
        one_of("quantity", QUANTITIES, talk, asked=is_figure, needed=False),
        concepts(
            "counted",
            *SUBJECTS,
            several=True,
            needed=False,
            asked=is_figure,
            offered=lambda answers: _counted(bench.kb, answers),
            default=lambda answers: ", ".join(_counted(bench.kb, answers)[:1]),
        ),
        Field(name="rhythm", read=_read_rhythm, needed=False, asked=is_figure),
        *(each if each.name in statement else replace(each, asked=_both(is_figure, each.asked)) for each in rows),
        *(Field(name=f"say_{code}", read=_read_text(bench, "say", code)) for code in ("nl", "en")),
        Field(name="ask_nl", read=list_of),
        Field(name="ask_en", read=list_of),
        *text_fields("caveat", needed=False),
        ChoiceField(
            name="related",
            choices=lambda _: fact_choices(bench.kb.facts.values(), language),
            offered=lambda answers: _neighbours(bench.kb, answers),
            several=True,
            needed=False,
        ),
        id_field(
            lambda: {fact.id: fact.position for fact in bench.kb.facts.values()},
            lambda answers: slug(answers["label_en"]),
        ),
        file_field(bench.files, "facts", bench.documents, lambda answers: _likely_file(bench, answers)),
    ]


def _both(one: Callable[[Answers], bool], other: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
    return lambda answers: one(answers) and other(answers)


def _read_rhythm(typed: str, _: Answers) -> int | None:
    return sound(lambda fields: fields.whole_number("rhythm"), "rhythm", typed, "bad_rhythm")


def _read_text(bench: Bench, key: str, code: str) -> Callable[[str, Answers], str]:
    """Return what refuses a statement with a number or a name in braces that the fields do not have."""

    def read(typed: str, answers: Answers) -> str:
        trial = {**fact_record({**answers, "id": "new"}), key: {code: typed}}
        kb = replace(bench.kb, facts={"new": _as_fact(trial)})
        if any(placeholder(kb)):
            raise RefusedError("bad_braces", typed=typed)
        if any(number_not_in_fields(kb)):
            raise RefusedError("number_in_text", typed=typed)
        return typed

    return read


def _as_fact(record: dict[str, Any]) -> Fact:
    """Return a record as the loader reads it."""
    faults = Faults("")
    node, _ = parse_yaml(insert_record("", "facts", record).encode(), faults)
    return parse_records(node, faults).facts[0]


def fact_record(answers: Answers) -> dict[str, Any]:
    """Return the fact as it is to be written, as far as it was filled in."""
    about = answers.get("about") or ()
    record: dict[str, Any] = {key: answers.get(key) for key in ("id", "kind", "measure", "unit", "quantity", "rhythm")}
    record |= {key: list(answers.get(key) or ()) for key in ("counted", "related")}
    record |= {key: texts_of(key, answers) for key in ("label", "population", "say", "caveat")}
    record |= {"about": list(about), "topic": answers.get("topic"), "ask": labels_of("ask", answers)}
    if answers["kind"] == "figure":
        record["figures"] = [row_of(answers)] if "value" in answers else []
    else:
        record |= {"source": answers.get("source"), "locator": answers.get("locator")}
        record["evidence"] = list(answers.get("evidence") or ())
    return filled(record, FACT_KEYS)


def _counted(kb: KnowledgeBase, answers: Answers) -> list[str]:
    """Return what is likely to be counted: of a share mostly what all facts count, of a number what it is about."""
    usual = Counter(name for fact in kb.facts.values() for name in fact.counted).most_common(1)
    found = [*answers["about"], *(name for name, _ in usual)]
    return list(dict.fromkeys(found[::-1] if answers["unit"] == "percent" else found))


def _neighbours(kb: KnowledgeBase, answers: Answers) -> list[str]:
    """Return the facts on the same subject: those that share most concepts first."""
    about = set(answers.get("about") or ())
    shared = {fact.id: len(about & {name for group in fact.about for name in group}) for fact in kb.facts.values()}
    near = sorted((id_ for id_, count in shared.items() if count), key=lambda id_: -shared[id_])
    return near[:7]


def _likely_file(bench: Bench, answers: Answers) -> str:
    """Return the file with most facts on the same subject."""
    names = {file.path: file.name for file in bench.files}
    topic, about = answers.get("topic"), set(answers.get("about") or ())
    found: Counter[str] = Counter()
    for fact in bench.kb.facts.values():
        near = about & {name for group in fact.about for name in group}
        found[names[fact.position.file]] += len(near) + (fact.topic == topic)
    return found.most_common(1)[0][0] if found else ""


def draft_fact(bench: Bench, answers: Answers) -> Draft:
    """Return the file with the new fact at the end of its facts."""
    path = path_of(bench, answers["file"])
    return draft_change(path, lambda text: insert_record(text, "facts", fact_record(answers)))
