"""`check` finds each planted fault and no other, and tells all of them in one run."""

import json
import shutil
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase, Weighed
from bot.kb.rule import Reply
from bot.kb.rules import RULES
from bot.tools.check import run_check

BAD = Path(__file__).parents[1] / "data" / "bad"
EXAMPLES = sorted(BAD.glob("*.yaml"))
TEXT = BAD / "source.txt"
NO_EXAMPLE = {
    "link",  # nor can one be a link that leads out of it: see tests/kb/test_knowledge_files.py
    "too-large",  # nor should one be so large: see there
    "unreadable",  # no file in a repository can be one that cannot be opened: see tests/kb/test_load.py
    "language-parity",  # is about the texts of the program: see tests/kb/test_language_parity.py
}


def assistant(_kb: KnowledgeBase) -> Reply:
    """Return a stand-in that tells the two facts of the examples apart by a word."""

    def reply(question: str, _language: str) -> tuple[str, tuple[str, ...], tuple[Weighed, ...]]:
        if any(word in question for word in ("Hoeveel", "How many", "veel")):
            return "answer", ("corner-share",), ()
        purpose = any(word in question for word in ("Waarvoor", "doel", "What"))
        return ("answer", ("corner-purpose",), ()) if purpose else ("abstain", (), ())

    return reply


@pytest.fixture
def languages(tmp_path: Path) -> Path:
    """A folder without words: none of the rules needs them."""
    folder = tmp_path / "languages"
    folder.mkdir()
    return folder


def alone(path: Path, tmp_path: Path) -> Path:
    """Return a folder with only this file in it."""
    folder = tmp_path / "alone"
    folder.mkdir()
    shutil.copy(path, folder)
    return folder


def found(folder: Path, languages: Path, text: Path | None = TEXT) -> tuple[list[str], int]:
    """Return the rules that find something, and the exit code."""
    lines, code = run_check(folder, () if text is None else (text,), True, assistant, languages)
    return sorted({problem["rule"] for problem in json.loads(lines[0])["problems"]}), code


def test_there_is_a_bad_example_for_every_rule() -> None:
    """A new rule needs one, and a rule that is taken away leaves none behind."""
    assert {path.stem for path in EXAMPLES} == {rule.name for rule in RULES} - NO_EXAMPLE


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_bad_example_breaks_its_rule_and_no_other(path: Path, tmp_path: Path, languages: Path) -> None:
    """One mistake gets one kind of message."""
    assert found(alone(path, tmp_path), languages) == ([path.stem], 1)


def test_all_bad_examples_in_one_run(languages: Path) -> None:
    """Together they show at least every fault that can be seen file by file."""
    rules, code = found(BAD, languages)
    by_file = {"not-utf8", "broken-yaml", "tab", "repeated-key", "alias", "tag", "schema", "duplicate-id"}
    assert by_file <= set(rules)
    assert code == 1


def sound(tmp_path: Path) -> Path:
    """Return a knowledge base without a fault: a bad example, mended."""
    folder = tmp_path / "sound"
    folder.mkdir()
    text = (BAD / "schema.yaml").read_text(encoding="utf-8").replace("percentage", "percent")
    (folder / "all.yaml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_problem(tmp_path: Path, languages: Path) -> None:
    """The last line says how much was looked at."""
    lines, code = run_check(sound(tmp_path), (TEXT,), False, assistant, languages)
    assert (lines, code) == (("2 facts, 3 concepts, 2 sources: no problem.",), 0)


def test_problems_as_text(tmp_path: Path, languages: Path) -> None:
    """File, line, rule, what is wrong and how to mend it, in one line each."""
    folder = alone(BAD / "unknown-fact.yaml", tmp_path)
    lines, code = run_check(folder, languages_directory=languages)
    what = '"corner-share": "corner-purposes" under "related" is no fact. Did you mean "corner-purpose"?'
    assert lines[0] == f"{folder / 'unknown-fact.yaml'}:25: unknown-fact: {what}"
    assert lines[1:] == ("2 facts, 3 concepts, 2 sources: 1 problem.",)
    assert code == 1


def test_problems_as_json(tmp_path: Path, languages: Path) -> None:
    """One object, with the parts of each problem apart."""
    folder = alone(BAD / "unused-source.yaml", tmp_path)
    lines, _ = run_check(folder, (), True, None, languages)
    assert json.loads(lines[0]) == {
        "facts": 2,
        "concepts": 3,
        "sources": 3,
        "problems": [
            {
                "file": str(folder / "unused-source.yaml"),
                "line": 10,
                "rule": "unused-source",
                "what": 'No fact cites "letter" (Vos, 2016).',
                "mend": "Cite it, or take it away.",
            }
        ],
    }


def test_what_is_not_given_is_not_checked(tmp_path: Path, languages: Path) -> None:
    """Without a source text there is no evidence to look up, without an assistant no example to try."""
    for name in ("evidence", "unreachable-fact"):
        shutil.copy(BAD / f"{name}.yaml", tmp_path / f"{name}.yaml")
        lines, code = run_check(alone(tmp_path / f"{name}.yaml", tmp_path / languages.name), (), False, None, languages)
        shutil.rmtree(tmp_path / languages.name / "alone")
        assert code == 0, lines


def test_a_record_with_a_fault_gets_no_echoes(tmp_path: Path, languages: Path) -> None:
    """A text in a misspelt key is not called missing in two languages as well; the other records are still checked."""
    folder = sound(tmp_path)
    text = (folder / "all.yaml").read_text(encoding="utf-8")
    text = text.replace("say: {nl: Een", "says: {nl: Een").replace("en: [book nook]", "en: [window seat]")
    (folder / "all.yaml").write_text(text, encoding="utf-8")
    assert found(folder, languages) == (["schema", "shared-label"], 1)


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_knowledge(name: str, tmp_path: Path, languages: Path) -> None:
    """Missing or empty, it is one problem."""
    (tmp_path / "empty").mkdir()
    assert found(tmp_path / name, languages) == (["no-knowledge"], 1)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        pytest.param(None, "cannot be read", id="missing"),
        pytest.param(b"caf\xe9", "Save it as UTF-8", id="Windows-1252"),
    ],
)
def test_a_source_text_that_cannot_be_used(content: bytes | None, part: str, tmp_path: Path, languages: Path) -> None:
    """One sentence, and the exit code for bad use."""
    text = tmp_path / "text.txt"
    if content is not None:
        text.write_bytes(content)
    lines, code = run_check(sound(tmp_path), (text,), False, None, languages)
    assert (len(lines), code) == (1, 2)
    assert part in lines[0]


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        pytest.param("The Annual-report.txt", 0, "no problem", id="after its title"),
        pytest.param("memo.txt", 1, "evidence", id="after the other document"),
        pytest.param("text.txt", 2, "memo, report", id="after neither"),
    ],
)
def test_which_document_a_text_is_of(name: str, code: int, part: str, tmp_path: Path, languages: Path) -> None:
    """With more than one document, the name of the file decides."""
    folder = sound(tmp_path)
    memo = """
sources: [{id: memo, cited_as: A memo, role: carrier}]
facts:
  - id: memo-claim
    kind: claim
    source: memo
    evidence: [quiet]
    say: {nl: Stil., en: Quiet.}
    ask: {nl: [Is het er stil?], en: [Is it quiet?]}
"""
    (folder / "memo.yaml").write_text(memo, encoding="utf-8")
    shutil.copy(TEXT, tmp_path / name)
    lines, exit_code = run_check(folder, (tmp_path / name,), False, None, languages)
    assert exit_code == code, lines
    assert part in "\n".join(lines)


@pytest.mark.parametrize(
    ("given", "code", "part"),
    [
        pytest.param(["report={0}"], 0, "no problem", id="tied"),
        pytest.param(["survey={0}"], 0, "no problem", id="tied to a source that nothing was read in"),
        pytest.param(["{1}"], 1, "cannot be found", id="alone, of the only carrier"),
        pytest.param(["report={0}", "report={1}"], 0, "no problem", id="two parts of one document"),
        pytest.param(["report={1}", "survey={0}"], 1, "cannot be found", id="two documents"),
        pytest.param(["{0}", "{1}"], 2, "write ID=FILE: report", id="two, and it is not said of what"),
        pytest.param(["reprot={0}"], 2, 'Did you mean "report"?', id="an unknown source"),
        pytest.param(["report={0}none"], 2, "cannot be read", id="a file that is not there"),
    ],
)
def test_several_texts(given: list[str], code: int, part: str, tmp_path: Path, languages: Path) -> None:
    """Each is tied to its source, by its name or by an id before it."""
    (tmp_path / "other.txt").write_text("Nothing of it.", encoding="utf-8")
    texts = [one.format(TEXT, tmp_path / "other.txt") for one in given]
    lines, exit_code = run_check(sound(tmp_path), texts, False, None, languages)
    assert exit_code == code, lines
    assert part in "\n".join(lines)
