"""docs/own-knowledge-base.md: what it shows works as it stands there."""

import json
import re
from pathlib import Path

import pytest

from bot.kb.records import CONCEPT_KEYS, CONCEPT_ROLES, FACETS, FACT_KEYS, IDENTITY_KEYS, SOURCE_KEYS
from bot.kb.rows import SHORT_KEYS
from tests.running import run

GUIDE = (Path(__file__).parents[1] / "docs" / "own-knowledge-base.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The records of the guide as one base; a block without a heading goes on with the one before it."""
    files: list[str] = []
    for block in BLOCKS:
        if block.startswith(" "):
            files[-1] += block
        else:
            files.append(block)
    for number, text in enumerate(files):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_records_of_the_guide_pass_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Their example questions reach them too, "trams" as well, which English has as a verb."""
    code, output, _ = run("check", str(folder), capsys=capsys)
    assert (code, output) == (0, "2 facts, 2 concepts, 1 source: no problem.\n")


@pytest.mark.parametrize(
    ("question", "kind", "told"),
    [
        ("hoeveel trams waren er in 2022?", "answer", "208"),
        ("what share of streetcars is step-free?", "answer", "64%"),
        ("hoeveel trams waren er in 1850?", "nearby", "Voor 1850"),
        ("how many trams caught fire?", "nearby", "caught"),
    ],
)
def test_a_bot_made_by_the_guide_answers(
    folder: Path, question: str, kind: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says what it has no figure of."""
    answer = json.loads(run("ask", question, "--knowledge", str(folder), "--json", capsys=capsys)[1])
    assert answer["kind"] == kind
    assert told in answer["text"]


def test_every_key_is_explained() -> None:
    """In the tables at the end, with every facet and role."""
    keys = {*SOURCE_KEYS, *CONCEPT_KEYS, *FACT_KEYS, *IDENTITY_KEYS, *FACETS, *CONCEPT_ROLES} - {"URL", *SHORT_KEYS}
    assert {key for key in keys if f"`{key}`" not in GUIDE} == set()
