"""What is not tested, not used or not located is found, each with its line; what is, is not."""

import json
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.kb.load import load_knowledge
from bot.tools.coverage import Part, find_parts
from bot.tools.coverage_report import as_json_text, as_plain_text
from bot.tools.questions import Case, read_question_files
from bot.tools.workbench_texts import load_texts
from tests.running import run

KNOWLEDGE = """\
sources:
  - {id: cbs, cited_as: "CBS, 2020"}
  - {id: kb, cited_as: "KB, 2019"}
  - {id: letter, cited_as: A letter}
  - {id: article, cited_as: The article, role: carrier}
concepts:
  - {id: thing, facet: topic, pref: {nl: ding, en: thing}}
  - {id: visit, facet: topic, broader: thing, pref: {nl: bezoek, en: visit}, alt: {nl: [bezoeken], en: [visits]}}
  - {id: loan, facet: topic, pref: {nl: uitlening, en: loan}, alt: {nl: [uitleningen], en: [loans]}}
  - {id: zebra, facet: topic, pref: {nl: zebra, en: zebra}}
  - {id: giraffe, facet: topic, pref: {nl: giraf, en: giraffe}}
  - {id: busy, facet: measure, pref: {nl: drukte, en: bustle}}
  - {id: shelf-length, facet: measure, pref: {nl: planklengte, en: shelf length}}
facts:
  - id: visits
    kind: claim
    measure: busy
    about: [visit]
    source: cbs
    locator: p. 3
    evidence: [bezoek]
    say: {nl: Er is bezoek., en: There are visits.}
    ask: {nl: [Is er bezoek?], en: [Are there visits?]}
  - id: loans
    kind: claim
    measure: busy
    about: [loan]
    source: kb
    evidence: [uitlening]
    say: {nl: Er wordt geleend., en: There are loans.}
    ask: {nl: [Zijn er uitleningen?]}
  - id: read-elsewhere
    kind: claim
    about: [loan]
    source: letter
    via: article
    evidence: [brief]
    say: {nl: Er staat iets., en: It says so.}
"""
QUESTIONS = """\
- {q: "Hoeveel bezoeken zijn er?", lang: nl, fact: visits-growth}
- {q: "Zijn er zebra's?", lang: nl, why: other-partner}
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "all.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    loaded = load_knowledge(folder, use_cache=False)
    assert loaded.knowledge is not None, loaded.problems
    return loaded.knowledge


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    (tmp_path / "mine.yaml").write_text(QUESTIONS, encoding="utf-8")
    return read_question_files([tmp_path / "mine.yaml"])[0]


@pytest.fixture
def parts(kb: KnowledgeBase, cases: tuple[Case, ...]) -> dict[str, Part]:
    return {part.name: part for part in find_parts(kb, cases, Assistant(kb))}


@pytest.mark.parametrize(
    ("name", "gaps", "total"),
    [
        pytest.param("untested", [("loans", 24), ("read-elsewhere", 32)], 3, id="a growth tests its fact"),
        pytest.param("no_example", [("loans", 24), ("read-elsewhere", 32)], 3, id="one language, or both"),
        pytest.param("idle", [("giraffe", 11), ("shelf-length", 13)], 7, id="neither used, nor broader, nor asked for"),
        pytest.param("no_locator", [("kb", 3)], 4, id="read by ourselves, without a place"),
        pytest.param("unused", [], 4, id="all are cited, or were read"),
        pytest.param("no_fact", [("shelf-length", 13)], 2, id="a measure that nothing has"),
    ],
)
def test_each_part(name: str, gaps: list[tuple[str, int]], total: int, parts: dict[str, Part]) -> None:
    """With the line, and among how many."""
    found = parts[name]
    assert ([(gap.id, gap.position.line) for gap in found.gaps], found.total) == (gaps, total)


def test_what_a_gap_says(parts: dict[str, Part]) -> None:
    """Which languages, how many rows."""
    assert [gap.languages for gap in parts["no_example"].gaps] == [("en",), ("en", "nl")]
    assert [gap.rows for gap in parts["no_locator"].gaps] == [1]


def test_without_questions_nothing_is_called_untested(kb: KnowledgeBase) -> None:
    """It cannot be told."""
    found = find_parts(kb, (), Assistant(kb))
    assert "untested" not in [part.name for part in found]
    assert "zebra" in [gap.id for part in found if part.name == "idle" for gap in part.gaps]


def test_a_summary_first_then_the_first_lines_or_all(parts: dict[str, Part]) -> None:
    """The number of what is left out is told."""
    many = Part("untested", parts["untested"].gaps * 4, 20)
    texts = load_texts("nl")
    short = as_plain_text([many], ["mine.yaml"], "x", texts, all_lines=False)
    whole = as_plain_text([many], ["mine.yaml"], "x", texts, all_lines=True)
    assert short.splitlines()[:5] == [
        "Vragenlijsten: mine.yaml.", "", "Wat ontbreekt            Aantal  Van", "-----------------------  ------  ---",
        "Feiten zonder testvraag       8   20",
    ]  # fmt: skip
    assert (short.count("all.yaml:"), whole.count("all.yaml:")) == (5, 8)
    assert "en nog 3;" in short
    assert "en nog" not in whole


def test_with_nothing_lacking_it_says_so() -> None:
    """And that there were no questions."""
    told = as_plain_text([Part("unused", (), 3)], [], "tests/questions", load_texts("en"), all_lines=False)
    assert "No question files found in tests/questions" in told
    assert told.endswith("Nothing is lacking.")


def test_json_holds_every_record(parts: dict[str, Part]) -> None:
    found = json.loads(as_json_text(list(parts.values()), ["mine.yaml"]))
    assert found["questions"] == ["mine.yaml"]
    assert found["no_locator"]["records"][0]["rows"] == 1
    assert [one["id"] for one in found["idle"]["records"]] == ["giraffe", "shelf-length"]
    assert (found["untested"]["count"], found["untested"]["of"]) == (2, 3)


def test_the_command(
    kb: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question files of the checkout that one stands in, or those named; faulty ones are told with their line."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "all.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    given = ("coverage", "--knowledge", str(folder))
    assert json.loads(run(*given, "--json", capsys=capsys)[1])["questions"] == []
    (tmp_path / "tests" / "questions").mkdir(parents=True)
    for name, text in (("mine.yaml", QUESTIONS), ("notes.txt", "no questions")):
        (tmp_path / "tests" / "questions" / name).write_text(text, encoding="utf-8")
    code, output, errors = run(*given, "--lang", "en", capsys=capsys)
    assert (code, errors) == (0, "")
    assert "knowledge/all.yaml:24  loans" in output
    (tmp_path / "bad.yaml").write_text("- {q: x}\n", encoding="utf-8")
    code, output, errors = run(*given, "--questions", "bad.yaml", capsys=capsys)
    assert (code, output) == (2, "")
    assert errors.startswith("bad.yaml:1: ")
