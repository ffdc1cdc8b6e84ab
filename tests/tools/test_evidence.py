"""A digit that is changed in a figure is found, wherever in the figure, by the text of the document it was read in."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.tools.check import run_check
from tests.conftest import ARTICLE, ROOT

TEXT = ROOT / "tests" / "data" / "texts" / "samenwerking.txt"
KNOWLEDGE = ROOT / "knowledge"
SEED = 20261124
ROW = re.compile(r"^      - value: .*\n(?:        .*\n)+", re.MULTILINE)
KEYS = {
    "value": ("value",),
    "as_printed": ("as_printed",),
    "period": ("period",),
    "evidence": ("evidence",),
    "value and as_printed alike": ("value", "as_printed"),
    "value, as_printed and evidence alike": ("value", "as_printed", "evidence"),
}


@dataclass(frozen=True)
class Row:
    """One figure of the article, as its file writes it."""

    file: str
    line: int
    content: str  # of the whole file
    start: int  # of the row in it
    text: str

    @property
    def lines(self) -> range:
        return range(self.line, self.line + self.text.count("\n"))

    def of(self, key: str) -> re.Match[str] | None:
        return re.search(rf"^[ -]*{key}: *(.*)$", self.text, re.MULTILINE)


def find_rows() -> Iterator[Row]:
    for name in ARTICLE:
        content = (KNOWLEDGE / "facts" / f"{name}.yaml").read_text(encoding="utf-8")
        for found in ROW.finditer(content):
            line = content.count("\n", 0, found.start()) + 1
            yield Row(f"{name}.yaml", line, content, found.start(), found.group())


ROWS = list(find_rows())


def with_other_digits(row: Row, keys: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Yield the file with one digit of the row changed, each in turn; in several keys the same number alike."""
    first = row.of(keys[0])
    for digit in re.finditer(r"\d", first[1]) if first else ():
        other = chance.choice([one for one in "0123456789" if one != digit[0]])
        if len(keys) == 1:
            at = row.start + first.start(1) + digit.start()  # type: ignore[union-attr]
            yield row.content[:at] + other + row.content[at + 1 :]
            continue
        number = first[1].strip()  # type: ignore[index]
        changed = number[: digit.start()] + other + number[digit.start() + 1 :]
        text = row.text
        for found in filter(None, map(row.of, keys)):
            text = text.replace(found.group(), re.sub(rf"(?<!\d){number}(?!\d)", changed, found.group()))
        yield row.content.replace(row.text, text)


def found_in(content: str, row: Row, folder: Path) -> list[int]:
    """Return the lines of the row's file at which `check` finds something with the text at hand."""
    (folder / row.file).write_text(content, encoding="utf-8")
    lines, _ = run_check(folder, (TEXT,), as_json_object=True)
    problems = json.loads(lines[0])["problems"]
    own = [one for one in problems if one["rule"] in ("evidence", "figure-not-printed", "schema")]
    return [one["line"] for one in own if one["file"].endswith(row.file)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the sources alone."""
    (tmp_path / "sources.yaml").write_text((KNOWLEDGE / "sources.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_the_figures_of_the_article_are_looked_at() -> None:
    """All that have a number."""
    assert sorted(row.of("value")[1] for row in ROWS) == ["15", "26", "593", "695", "84", "87"]  # type: ignore[index]


def test_the_text_proves_the_whole_article() -> None:
    """Its claims as well."""
    lines, code = run_check(KNOWLEDGE, (TEXT,))
    assert (code, lines[1:]) == (0, ()), lines


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.file}:{row.line}")
@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
def test_a_changed_digit_is_found_with_its_line(keys: tuple[str, ...], row: Row, folder: Path) -> None:
    """Each digit, also where the number is changed everywhere alike: then only the text can tell."""
    assert found_in(row.content, row, folder) == []
    for content in with_other_digits(row, keys, random.Random(SEED)):
        assert content != row.content
        found = found_in(content, row, folder)
        assert found, content[row.start : row.start + len(row.text)]
        assert set(found) <= set(row.lines)
