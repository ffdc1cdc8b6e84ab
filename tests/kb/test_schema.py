"""The published schema and the loader ask for the same."""

from dataclasses import fields as fields_of
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.core.records.model import Fact
from bot.kb import records, rows
from bot.kb.problems import Faults, Problem
from bot.kb.records import parse_records
from bot.kb.schema import find_schema_problems, load_schema, plain_data
from bot.kb.yaml_text import parse_yaml

SOURCE = "sources:\n  - id: s\n    cited_as: S\n"
CONCEPT = "concepts:\n  - id: c\n    pref: {nl: c, en: c}\n"
FACT = "facts:\n  - id: f\n    kind: claim\n    say: {nl: x, en: x}\n    source: s\n"
LOOSE = "figures:\n"
FIGURE = "facts:\n  - id: f\n    kind: figure\n    say: {nl: x, en: x}\n    figures:\n"

SOUND = [
    pytest.param(SOURCE + "    author: [A, {literal: B}, {family: C, given: D}]\n    issued: 2018\n", id="source"),
    pytest.param(SOURCE + "    author: A\n    issued: {date-parts: [[2018, 5]]}\n", id="source, other forms"),
    pytest.param(CONCEPT + "    broader: [d, e]\n    facet: place\n    alt: {nl: [a, 112], de: b}\n", id="concept"),
    pytest.param(CONCEPT + "    role: total\n", id="concept with a role"),
    pytest.param(FACT + "    about: [a, [b, c]]\n    ask: {nl: q}\n    period: 2017\n", id="claim"),
    pytest.param(FIGURE + "      - {value: 26, source: [s, t]}\n      - {value: 1.5, source: s}\n", id="figure"),
    pytest.param(LOOSE + "  - {fact: f, value: 1, source: s, preferred: false}\n", id="row outside its fact"),
    pytest.param(
        FACT + "    breaks: [{from: 2018, reason: {nl: x}}, {during: [2020, 2021], reason: {nl: x}}]\n", id="breaks"
    ),
    pytest.param(
        FIGURE + "      - {value: 1, source: s, period: 2021-06-24, qualifier: more than, unit: out-of-10}\n",
        id="figure of a day",
    ),
    pytest.param("facts:\nsources: []\n", id="empty parts"),
    pytest.param("", id="empty file"),
]

# text, line of the fault, a part of what the loader says
FAULTY = [
    pytest.param("- id: f\n", 1, "without the name of a part", id="no part"),
    pytest.param("fact:\n  - id: f\n", 1, 'Did you mean "facts"?', id="unknown part"),
    pytest.param("facts:\n  id: f\n", 2, "not a list", id="part is no list"),
    pytest.param("facts:\n  - f\n", 2, "where a record should be", id="record is text"),
    pytest.param("sources:\n  - cited_as: S\n", 2, '"id" is missing', id="no id"),
    pytest.param("sources:\n  - id: s\n", 2, '"cited_as" is missing', id="no name"),
    pytest.param("sources:\n  - id: a b\n    cited_as: S\n", 2, "blank in it", id="blank in an id"),
    pytest.param(SOURCE + "    titel: T\n", 4, 'Did you mean "title"?', id="unknown key"),
    pytest.param(SOURCE + "    title: [T]\n", 4, "should be text, and here it is a list", id="list for a text"),
    pytest.param(SOURCE + "    title:\n", 4, '"title" is empty', id="empty key"),
    pytest.param(SOURCE + "    title: '  '\n", 4, '"title" is empty', id="blank text"),
    pytest.param(SOURCE + "    publisher: null\n", 4, '"publisher" is empty', id="null"),
    pytest.param(SOURCE + "    role: carier\n", 4, 'Did you mean "carrier"?', id="unknown role"),
    pytest.param(SOURCE + "    issued: in 2018\n", 4, "no year and no date", id="bad date"),
    pytest.param(SOURCE + "    issued: {year: 2018}\n", 4, "no year and no date", id="bad CSL date"),
    pytest.param(SOURCE + "    author: [{name: A}]\n", 4, '"name" is no key', id="unknown part of a name"),
    pytest.param(SOURCE + "    author: [[A]]\n", 4, "neither a name nor", id="list for a name"),
    pytest.param(SOURCE + "    url: a\n    URL: b\n", 5, 'Both "url" and "URL"', id="two addresses"),
    pytest.param("concepts:\n  - id: c\n", 2, '"pref" is missing', id="no name for a concept"),
    pytest.param(CONCEPT + "    facet: places\n", 4, 'Did you mean "place"?', id="unknown facet"),
    pytest.param(CONCEPT + "    role: actors\n", 4, '"actors" is no role. Did you mean "actor"?', id="unknown role"),
    pytest.param(CONCEPT + "    alt: [a]\n", 4, "needs a language", id="labels without a language"),
    pytest.param(CONCEPT + "    alt:\n      dutch: [a]\n", 5, '"dutch" is no language', id="no language"),
    pytest.param(CONCEPT + "    alt:\n      nl: []\n", 5, "nothing in it", id="empty list"),
    pytest.param(CONCEPT + "    broader: [[a]]\n", 4, "here it is a list", id="list in a list"),
    pytest.param("facts:\n  - id: f\n    kind: claim\n    source: s\n", 2, '"say" is missing', id="no text"),
    pytest.param("facts:\n  - id: f\n    say: {nl: x}\n    source: s\n", 2, '"kind" is missing', id="no kind"),
    pytest.param("facts:\n  - id: f\n    kind: claim\n    say: {nl: x}\n", 2, '"source" is missing', id="no source"),
    pytest.param(FACT.replace("{nl: x, en: x}", "x"), 4, "needs a language", id="text without a language"),
    pytest.param(FACT.replace("claim", "claims"), 3, 'Did you mean "claim"?', id="unknown kind"),
    pytest.param(FACT + "    unit: procent\n", 6, 'Did you mean "percent"?', id="unknown unit"),
    pytest.param(FACT + "    value: 26\n", 6, '"value" is no key', id="value outside a row"),
    pytest.param(FACT + "    period: in 2018\n", 6, "is no period", id="bad period"),
    pytest.param(FACT + "    figures:\n      - {value: 1, source: s}\n", 5, 'beside "figures"', id="both forms"),
    pytest.param(FIGURE.replace("figures:", "figures: 26"), 5, "list of rows", id="figures is no list"),
    pytest.param(FIGURE + "      - 26\n", 6, "A row is text", id="row is text"),
    pytest.param(FIGURE + "      - {value: 26}\n", 6, '"source" is missing', id="row without a source"),
    pytest.param(FIGURE + "      - {value: 26%, source: s}\n", 6, '"26%" is no number', id="sign in a number"),
    pytest.param(FIGURE + "      - {value: '12,5', source: s}\n", 6, "is no number", id="decimal comma"),
    pytest.param(FIGURE + "      - {value: 1, source: s, rhythm: 1}\n", 6, '"rhythm" is no key', id="key of the fact"),
    pytest.param(FIGURE + "      - {value: 1, source: s, unit: stuks}\n", 6, "is no unit", id="unknown unit of a row"),
    pytest.param(FIGURE + "      - {value: 1, source: s, qualifier: ruim}\n", 6, "is no qualifier", id="Dutch word"),
    pytest.param(
        FIGURE + "      - {value: 1, source: s, preferred: nee}\n", 6, "Write preferred: false.", id="no yes or no"
    ),
    pytest.param(LOOSE + "  - {value: 1, source: s}\n", 2, '"fact" is missing', id="row of no fact"),
    pytest.param(LOOSE + "  - {fact: f, value: 1}\n", 2, '"source" is missing', id="row elsewhere without a source"),
    pytest.param(LOOSE + "  - {fact: f, id: r, value: 1, source: s}\n", 2, '"id" is no key', id="row with an id"),
    pytest.param(FACT + "    breaks: [{from: 2018}]\n", 6, '"reason" is missing', id="break without a reason"),
    pytest.param(FACT + "    breaks: 2018\n", 6, "list of records", id="breaks are no list"),
    pytest.param(FACT + "    breaks: [2018]\n", 6, "Write a group of keys", id="break is a year"),
    pytest.param(FACT + "    quantity: liter\n", 6, "is no quantity", id="unknown quantity"),
]

BEYOND_THE_SCHEMA = [
    pytest.param(FACT + "    period: 2016-2018\n", 6, "is no period", id="two years are no school year"),
    pytest.param(FACT + "    period: 2021-13\n", 6, "is no period", id="no thirteenth month"),
    pytest.param(FACT + "    period: 2021-06-32\n", 6, "is no period", id="no such day"),
    pytest.param(FACT + "    rhythm: 0\n", 6, "no whole number from 1 on", id="no years between editions"),
    pytest.param(FACT + "    rhythm: 1.5\n", 6, "no whole number from 1 on", id="a year and a half"),
    pytest.param(
        FACT + "    breaks: [{from: 2018, during: 2020, reason: {nl: x}}]\n",
        6,
        'either "from" or "during"',
        id="two kinds of break",
    ),
    pytest.param(
        FACT + "    breaks: [{reason: {nl: x}}]\n", 6, 'either "from" or "during"', id="break without periods"
    ),
    pytest.param(
        FIGURE.replace("    say", "    unit: percent\n    say") + "      - {value: 11, unit: out-of-10, source: s}\n",
        7,
        "no number out of ten from 0 to 10",
        id="more than ten out of ten",
    ),
    pytest.param(
        FIGURE.replace("    say", "    unit: percent\n    say") + "      - {value: 126, source: s}\n",
        7,
        "no percentage from 0 to 100",
        id="more than all",
    ),
]


def by_loader(text: str) -> list[Problem]:
    """Return what the loader finds wrong."""
    faults = Faults("a.yaml")
    parse_records(parse_yaml(text.encode(), faults)[0], faults)
    return faults.found


def by_schema(text: str) -> list[Problem]:
    """Return what the schema finds wrong."""
    return list(find_schema_problems([("a.yaml", parse_yaml(text.encode(), Faults("a.yaml"))[0])]))


@pytest.mark.parametrize("text", SOUND)
def test_both_accept_what_is_sound(text: str) -> None:
    """An editor that uses the schema marks nothing that the loader takes."""
    assert not by_loader(text)
    assert not by_schema(text)


@pytest.mark.parametrize(("text", "line", "part"), [*FAULTY, *BEYOND_THE_SCHEMA])
def test_the_loader_says_what_is_wrong(text: str, line: int, part: str) -> None:
    """Each fault has its line, and words that a librarian understands."""
    told = [f"{problem.what} {problem.mend}" for problem in by_loader(text) if problem.position.line == line]
    assert any(part in each for each in told), by_loader(text)


@pytest.mark.parametrize(("text", "line", "part"), FAULTY)
def test_the_schema_finds_the_same(text: str, line: int, part: str) -> None:
    """It blames the same lines, so that `check` can leave the telling to the loader."""
    assert {problem.position.line for problem in by_schema(text)} <= {each.position.line for each in by_loader(text)}
    assert line in {problem.position.line for problem in by_schema(text)}


@pytest.mark.parametrize(("text", "line", "part"), [*FAULTY, *BEYOND_THE_SCHEMA])
def test_no_programmers_words(text: str, line: int, part: str) -> None:
    """A maintainer need not know Python or JSON."""
    told = " ".join(f"{problem.what} {problem.mend}" for problem in (*by_loader(text), *by_schema(text))).lower()
    for word in (
        "nonetype",
        "dict",
        "mapping",
        "scalar",
        "sequence",
        "array",
        "object",
        "string",
        "boolean",
        "is none",
    ):
        assert word not in told


def test_the_schema_is_one() -> None:
    """It is a valid schema of the draft that it names."""
    Draft202012Validator.check_schema(load_schema())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("source", records.SOURCE_KEYS),
        ("concept", records.CONCEPT_KEYS),
        ("fact", records.FACT_KEYS),
        ("row", rows.ROW_KEYS),
        ("loose-row", ("fact", *rows.ROW_KEYS)),
        ("break", rows.BREAK_KEYS),
    ],
)
def test_the_schema_has_the_keys_of_the_loader(name: str, keys: tuple[str, ...]) -> None:
    """None is missing, none is made up, and each explains itself in an editor."""
    properties: dict[str, dict[str, Any]] = load_schema()["$defs"][name]["properties"]
    assert set(properties) == set(keys)
    assert all(key == "id" or entry["description"] for key, entry in properties.items())


def test_every_field_of_a_fact_has_a_key() -> None:
    """The model, the loader and the schema name the same fields."""
    of_rows = {"superseded"}  # rows with "preferred: false"
    assert {field.name for field in fields_of(Fact)} - {"position"} - of_rows <= set(records.FACT_KEYS)


@pytest.mark.parametrize(
    ("name", "key", "choices"),
    [
        ("concept", "facet", records.FACETS),
        ("fact", "kind", records.KINDS),
        ("fact", "unit", records.UNITS),
        ("fact", "quantity", records.QUANTITIES),
        ("row", "qualifier", rows.QUALIFIERS),
        ("row", "period_kind", rows.PERIOD_KINDS),
        ("row", "unit", rows.UNITS),
        ("loose-row", "unit", rows.UNITS),
        ("source", "role", records.SOURCE_ROLES),
        ("concept", "role", records.CONCEPT_ROLES),
    ],
)
def test_the_schema_has_the_choices_of_the_loader(name: str, key: str, choices: tuple[str, ...]) -> None:
    """Editors offer exactly what is accepted."""
    assert tuple(load_schema()["$defs"][name]["properties"][key]["enum"]) == choices


def test_editors_read_numbers_where_we_read_text() -> None:
    """What YAML itself makes of a file (26 as a number) fits the schema as well."""
    sound = {"facts": [{"id": "f", "kind": "figure", "say": {"nl": "x"}, "unit": "percent",
                        "figures": [{"value": 26, "period": 2017, "as_printed": 26, "source": "s"}]}]}  # fmt: skip
    Draft202012Validator(load_schema()).validate(sound)
    assert plain_data(parse_yaml(b"a: 26", Faults("a.yaml"))[0]) == {"a": "26"}
