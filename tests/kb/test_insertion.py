"""One thing more in a knowledge file: everything else stays as it was typed, byte for byte."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.kb.insertion import (
    InsertionError,
    insert_example,
    insert_label,
    insert_loose_row,
    insert_record,
    insert_row,
)
from bot.kb.problems import Faults
from bot.kb.schema import plain_data
from bot.kb.yaml_text import parse_yaml

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
FILES = sorted(KNOWLEDGE.rglob("*.yaml"))
STEP = 40  # every so many records of a real file: all of them would take minutes
SOURCE = {"id": "new-2030", "cited_as": "KB, 2030", "issued": "2030", "note": {"nl": "Nieuw.", "en": "New."}}
ROW = {
    "fact": "new-fact",
    "value": "94.5",
    "as_printed": "94,5%",
    "period": "2029-2030",
    "source": "kb-2030",
    "evidence": ["94,5%", "voortgezet", "KB, 2030"],
}
RECORDS = {"sources": SOURCE, "concepts": {"id": "new-2030", "pref": {"nl": "nieuw", "en": "new"}}, "figures": ROW}


def read(text: str) -> Any:
    faults = Faults("file.yaml")
    node, _ = parse_yaml(text.encode(), faults)
    assert faults.found == []
    return plain_data(node)


def as_it_is(text: str) -> str:
    return text


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def without_end(text: str) -> str:
    return text.rstrip("\n")


def with_mark(text: str) -> str:
    return "\ufeff" + text


def with_end_comment(text: str) -> str:
    return text + "    # of the last record\n\n# of the file\n"


FORMS = (as_it_is, with_crlf, without_end, with_mark, with_end_comment)


def touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came, between the lines that both texts have at start and end.

    The last line of a text without an end may get one, because another line follows.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if old and not old[-1].endswith("\n") and len(new) > len(old) - 1 and new[len(old) - 1].rstrip("\r\n") == old[-1]:
        old[-1] = new[len(old) - 1]
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_record_more_leaves_a_real_file_as_it_was(path: Path, form: Callable[[str], str]) -> None:
    """Whatever the line ends; also where the section has to be made."""
    before = form(path.read_text(encoding="utf-8"))
    section = {"facts": "figures", "vocabulary": "concepts"}.get(path.parent.name, "sources")
    after = insert_record(before, section, RECORDS[section])
    expected = read(before)
    expected.setdefault(section, []).append(RECORDS[section])
    assert read(after) == expected
    gone, came = touched(before, after)
    assert gone == []
    assert all(line.endswith("\r\n") == (form is with_crlf) for line in came[:-1])
    assert after.endswith("\n") == before.endswith("\n")
    assert after.startswith("\ufeff") == before.startswith("\ufeff")


@pytest.mark.parametrize("form", [as_it_is, with_crlf, without_end])
@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "facts"], ids=lambda path: path.stem)
def test_a_row_more_leaves_a_real_file_as_it_was(path: Path, form: Callable[[str], str]) -> None:
    """In facts with one row and with many: the newest comes first, and the oldest last of those with a period."""
    before = form(path.read_text(encoding="utf-8"))
    data = read(before)
    facts = [fact for fact in data.get("facts", []) if "figures" in fact]
    for fact in facts[:: STEP // 5]:
        for period, index in (("2090", 0), ("1890", sum("period" in row for row in fact["figures"]))):
            row = {key: value for key, value in ROW.items() if key != "fact"} | {"period": period}
            after = insert_row(before, fact["id"], row)
            assert touched(before, after)[0] == []
            expected = copy.deepcopy(data)
            next(each for each in expected["facts"] if each["id"] == fact["id"])["figures"].insert(index, row)
            assert read(after) == expected


@pytest.mark.parametrize("form", [as_it_is, with_crlf])
@pytest.mark.parametrize("hidden", [False, True], ids=["alt", "hidden"])
@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name == "vocabulary"], ids=lambda path: path.stem
)
def test_a_label_more_changes_one_line_of_a_real_file(path: Path, hidden: bool, form: Callable[[str], str]) -> None:
    """Whether the words stand in brackets, in several lines, or nowhere yet."""
    before = form(path.read_text(encoding="utf-8"))
    data = read(before)
    for concept in data["concepts"][::STEP]:
        for language in ("nl", "en"):
            after = insert_label(before, concept["id"], language, "a new: word", hidden=hidden)
            assert len(touched(before, after)[0]) <= 1
            expected = copy.deepcopy(data)
            there = next(each for each in expected["concepts"] if each["id"] == concept["id"])
            there.setdefault("hidden" if hidden else "alt", {}).setdefault(language, []).append("a new: word")
            assert read(after) == expected


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "facts"], ids=lambda path: path.stem)
def test_an_example_more_leaves_a_real_file_as_it_was(path: Path) -> None:
    """In both languages."""
    before = path.read_text(encoding="utf-8")
    data = read(before)
    for fact in data.get("facts", [])[:: STEP // 5]:
        for language in ("nl", "en"):
            after = insert_example(before, fact["id"], language, "Hoeveel: 12?")
            assert touched(before, after)[0] == []
            expected = copy.deepcopy(data)
            next(each for each in expected["facts"] if each["id"] == fact["id"])["ask"][language].append("Hoeveel: 12?")
            assert read(after) == expected


@pytest.mark.parametrize(
    ("before", "section", "after"),
    [
        pytest.param("", "sources", "sources:\n  - id: a\n", id="an empty file"),
        pytest.param("# Sources.\n", "sources", "# Sources.\nsources:\n  - id: a\n", id="only a comment"),
        pytest.param("sources:\n", "sources", "sources:\n  - id: a\n", id="a part without records"),
        pytest.param("sources:", "sources", "sources:\n  - id: a", id="the same without a line end"),
        pytest.param("sources: []\n", "sources", "sources: [{id: a}]\n", id="an empty list"),
        pytest.param("sources: ~ # none\n", "sources", "sources: # none\n  - id: a\n", id="a part that says nothing"),
        pytest.param("sources: [{id: b}]\n", "sources", "sources: [{id: b}, {id: a}]\n", id="records in brackets"),
        pytest.param("sources:\n- id: b\n", "sources", "sources:\n- id: b\n- id: a\n", id="dashes below the key"),
        pytest.param(
            "sources:\n    -   id: b\n", "sources", "sources:\n    -   id: b\n    -   id: a\n", id="wide indentation"
        ),
        pytest.param(
            "sources:\n  -\n    id: b\n",
            "sources",
            "sources:\n  -\n    id: b\n  - id: a\n",
            id="a dash on its own line",
        ),
        pytest.param("sources:\n  - {id: b}\n", "sources", "sources:\n  - {id: b}\n  - {id: a}\n", id="braces"),
        pytest.param(
            "sources:\n  - id: b\n    # of b\n  # of nobody\nfacts:\n  - id: c\n",
            "sources",
            "sources:\n  - id: b\n    # of b\n  - id: a\n  # of nobody\nfacts:\n  - id: c\n",
            id="comments, and another part below",
        ),
        pytest.param(
            "sources:\n  - id: b # the last\n\n\nfacts:\n",
            "sources",
            "sources:\n  - id: b # the last\n  - id: a\n\n\nfacts:\n",
            id="blank lines stay below",
        ),
        pytest.param(
            "sources:\n  - id: |\n      b\n\n# end\n",
            "sources",
            "sources:\n  - id: |\n      b\n  - id: a\n\n# end\n",
            id="behind a text of several lines",
        ),
    ],
)
def test_a_record_stands_where_its_like_stand(before: str, section: str, after: str) -> None:
    """In the style of its neighbours."""
    assert insert_record(before, section, {"id": "a"}) == after


def test_a_record_can_stand_behind_another() -> None:
    """So that concepts of a kind stay together."""
    before = "concepts:\n  - id: b\n  # --- Places\n  - id: c\n"
    assert insert_record(before, "concepts", {"id": "a"}, after="b") == (
        "concepts:\n  - id: b\n  - id: a\n  # --- Places\n  - id: c\n"
    )


def test_a_whole_fact_looks_like_the_others() -> None:
    """Short groups in braces, sentences on lines of their own, quotation marks where YAML guesses."""
    fact = {
        "id": "a",
        "kind": "figure",
        "label": {"nl": "aandeel", "en": "share"},
        "about": [["b", "c"], "no"],
        "population": {"nl": "bibliotheken, ook kleine", "en": "libraries"},
        "rhythm": "1",
        "figures": [{"value": "26.0", "as_printed": "26%", "period": "2017", "evidence": ["26%", "KB, 2017", "26 x"]}],
        "breaks": [{"from": "2019", "reason": {"nl": "anders: geteld", "en": "counted otherwise"}}],
        "say": {"nl": "{value} telt.", "en": 'It says "so" and \\.'},
        "ask": {"nl": ["Hoeveel?", "- wat"], "en": ["How many?"]},
        "caveat": {"nl": "x" * 60, "en": "y" * 60},
        "related": ["r" * 30, "s" * 30, "t" * 30, "u" * 30],
    }
    assert insert_record("", "facts", fact) == (
        "facts:\n"
        "  - id: a\n"
        "    kind: figure\n"
        "    label: {nl: aandeel, en: share}\n"
        '    about: [[b, c], "no"]\n'
        "    population:\n"
        "      nl: bibliotheken, ook kleine\n"
        "      en: libraries\n"
        "    rhythm: 1\n"
        "    figures:\n"
        "      - value: 26.0\n"
        '        as_printed: "26%"\n'
        '        period: "2017"\n'
        '        evidence: ["26%", "KB, 2017", 26 x]\n'
        "    breaks:\n"
        '      - from: "2019"\n'
        '        reason: {nl: "anders: geteld", en: counted otherwise}\n'
        "    say:\n"
        '      nl: "{value} telt."\n'
        '      en: It says "so" and \\.\n'
        "    ask:\n"
        "      nl:\n"
        "        - Hoeveel?\n"
        '        - "- wat"\n'
        "      en:\n"
        "        - How many?\n"
        "    caveat:\n"
        f"      nl: {'x' * 60}\n"
        f"      en: {'y' * 60}\n"
        f"    related: [{'r' * 30}, {'s' * 30}, {'t' * 30},\n"
        f"      {'u' * 30}]\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "Yes",
            "~",
            "null",
            "1.234",
            "12:30",
            "2017",
            "2017-12-31",
            "1e5",
            "0x1f",
            "26%",
            "-",
            "- a",
            "?",
            ": ",
        ),
        *(
            "a: b",
            "a #b",
            "#a",
            "a,b",
            "a, b",
            "[a]",
            "{a}",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a'",
            '"a"',
            "%a",
            "@a",
            "`a",
        ),
        *(
            " a",
            "a ",
            "a\nb",
            "a\tb",
            "a\\b",
            "a'b\"c",
            "“a”",
            "é",
            "😀",
            "\u2028",
            "a:",
            ":a",
            "=",
            "<<",
            "---",
            "...",
        ),
    ],
)
def test_a_text_reads_back_as_itself(text: str) -> None:
    """Whatever YAML would make of it, behind a key, in a list and in braces."""
    record = {"id": "a", "note": {"nl": text}, "say": {"nl": text}, "labels": [text, [text]], text: "key"}
    assert read(insert_record("", "sources", record)) == {"sources": [record]}


ROWS = "facts:\n  - id: a\n    figures:\n{}    say: x\n"


@pytest.mark.parametrize(
    ("rows", "period", "index"),
    [
        pytest.param(["2020", "2018"], "2021", 0, id="newest first: a newer one"),
        pytest.param(["2020", "2018"], "2019", 1, id="newest first: one in between"),
        pytest.param(["2020", "2018"], "2017", 2, id="newest first: an older one"),
        pytest.param(["2018", "2020"], "2021", 2, id="oldest first: a newer one"),
        pytest.param(["2018", "2020"], "2019", 1, id="oldest first: one in between"),
        pytest.param(["2018", "2020"], "2017", 0, id="oldest first: an older one"),
        pytest.param(["2018"], "2019", 0, id="one row: a newer one"),
        pytest.param(["2018", "2018"], "2018", 2, id="the same period stays together"),
        pytest.param(["2018-2019"], "2018", 1, id="a school year ends after the year that it begins in"),
        pytest.param([None], "2018", 0, id="a row without a period"),
        pytest.param(["2018"], None, 1, id="none for the new row"),
        pytest.param(["soon", "2018"], "2019", 2, id="a period that is wrongly written"),
    ],
)
def test_a_row_stands_among_its_periods(rows: list[str | None], period: str | None, index: int) -> None:
    """In the order that the rows have."""
    lines = [f'      - {{value: 1, period: "{row}"}}\n' if row else "      - {value: 1}\n" for row in rows]
    new = {"value": "2"} | ({"period": period} if period else {})
    lines_after = list(lines)
    lines_after.insert(index, f'      - {{value: 2, period: "{period}"}}\n' if period else "      - {value: 2}\n")
    assert insert_row(ROWS.format("".join(lines)), "a", new) == ROWS.format("".join(lines_after))


def test_comments_stay_with_the_row_below_them() -> None:
    """Above the first row as above the others; deeper ones belong to the row above."""
    first, second = (
        '      # by CBS\n      - period: "2020"\n',
        '        # provisional\n      # by KB\n      - period: "2018"\n',
    )
    before = ROWS.format(first + second)
    assert insert_row(before, "a", {"period": "2021"}) == ROWS.format('      - period: "2021"\n' + first + second)
    middle = first + '        # provisional\n      - period: "2019"\n      # by KB\n      - period: "2018"\n'
    assert insert_row(before, "a", {"period": "2019"}) == ROWS.format(middle)


def test_a_loose_row_stands_with_those_of_its_fact() -> None:
    """And at the end where there are none."""
    before = (
        'figures:\n  - fact: a\n    period: "2020"\n  - fact: a\n    period: "2018"\n  - fact: b\n    period: "2020"\n'
    )
    assert [row["period"] for row in read(insert_loose_row(before, {"fact": "a", "period": "2019"}))["figures"]] == [
        "2020", "2019", "2018", "2020",
    ]  # fmt: skip
    added = insert_loose_row(before, {"fact": "c", "period": "2019"})
    assert added == before + '  - fact: c\n    period: "2019"\n'
    assert insert_loose_row("", {"fact": "c"}) == "figures:\n  - fact: c\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("alt: {nl: [x], en: [y]}", "alt: {nl: [x, new], en: [y]}", id="in brackets"),
        pytest.param("alt: {en: [y]}", "alt: {nl: [new], en: [y]}", id="another language only"),
        pytest.param("alt: {}", "alt: {nl: [new]}", id="empty braces"),
        pytest.param("alt: {nl: []}", "alt: {nl: [new]}", id="empty brackets"),
        pytest.param("alt: {nl: x}", "alt: {nl: [x, new]}", id="a single word"),
        pytest.param('alt:\n      nl: "x, y" # two', 'alt:\n      nl: ["x, y", new] # two', id="a quoted word"),
        pytest.param("alt:\n      nl:\n        - x", "alt:\n      nl:\n        - x\n        - new", id="dashes"),
        pytest.param("alt:\n      nl: [x]", "alt:\n      nl: [x, new]", id="a language on its own line"),
        pytest.param("alt:\n      en: [y]", "alt:\n      en: [y]\n      nl: [new]", id="a line for another language"),
        pytest.param("alt: {nl: [x,]}", "alt: {nl: [x, new]}", id="a comma at the end"),
        pytest.param("alt: {nl: [x # why\n      ]}", "alt: {nl: [x, new # why\n      ]}", id="a comment within"),
        pytest.param("hidden: {nl: [z]}", "alt: {nl: [new]}\n    hidden: {nl: [z]}", id="no words yet"),
        pytest.param(
            f"alt:\n      nl: [{'x' * 105}]",
            f"alt:\n      nl: [{'x' * 105},\n        new]",
            id="a line that would be too long",
        ),
        pytest.param(
            f"alt:\n      nl: [\n          {'x' * 110}\n      ]",
            f"alt:\n      nl: [\n          {'x' * 110},\n          new\n      ]",
            id="the next line begins as the last one",
        ),
    ],
)
def test_a_label_stands_with_the_others(before: str, after: str) -> None:
    """However they are written."""
    file = "concepts:\n  - id: a\n    pref: {{nl: a}}\n    {}\n  - id: b\n"
    assert insert_label(file.format(before), "a", "nl", "new") == file.format(after)


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        pytest.param(lambda: insert_record("a: [", "facts", {"id": "a"}), "The file has a fault in line", id="broken"),
        pytest.param(lambda: insert_record("- a\n", "facts", {"id": "a"}), "The file has no parts.", id="a list"),
        pytest.param(lambda: insert_record("a: 1\na: 2\n", "facts", {}), "stands here a second time", id="a key twice"),
        pytest.param(lambda: insert_record("facts: 3\n", "facts", {}), "is no list of records", id="a number"),
        pytest.param(lambda: insert_record("", "fact", {}), '"fact" is no part', id="no such part"),
        pytest.param(
            lambda: insert_record("", "facts", {}, after="x"), 'There is no "x" under "facts"', id="no such id"
        ),
        pytest.param(lambda: insert_row("facts:\n  - id: a\n", "b", {}), 'There is no "b"', id="no such fact"),
        pytest.param(lambda: insert_row("facts:\n  - id: a\n", "a", {}), "has no list of figures", id="no rows"),
        pytest.param(
            lambda: insert_label("", "a", "nl", "x"), 'There is no "a" under "concepts"', id="no such concept"
        ),
        pytest.param(
            lambda: insert_label("concepts:\n  - id: a\n    alt: [x]\n", "a", "nl", "x"),
            "has no languages",
            id="no languages",
        ),
        pytest.param(
            lambda: insert_label("concepts:\n  - id: a\n    alt:\n", "a", "nl", "x"),
            "has no languages",
            id="an empty key",
        ),
        pytest.param(lambda: insert_record("a: 1\n...\n", "facts", {"id": "a"}), "Add it by hand", id="an end mark"),
    ],
)
def test_where_there_is_no_place_it_is_said(attempt: Callable[[], str], said: str) -> None:
    """In words for a maintainer."""
    with pytest.raises(InsertionError, match=said.replace("(", r"\(")):
        attempt()
