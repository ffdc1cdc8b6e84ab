"""Question files are run as they are meant: on the facts and the day of their set, and with its limits."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.kb.fact_files import find_fact_files, with_facts_of
from bot.kb.problems import as_text
from bot.tools.question_sets import read_question_sets
from tests.conftest import ARTICLE, ROOT
from tests.running import run
from tests.small_knowledge import make_knowledge

CORNER = "How many libraries have a reading corner?"
GARDEN = "How many libraries have a garden?"
PLAIN = str(ROOT / "tests" / "questions" / "plain.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a knowledge base in two files of facts, and question files for one and for both."""
    everything = make_knowledge(tmp_path / "knowledge")
    start, corner, garden = re.split(r"(?=^  - id: (?:corner|garden)-share)", everything.read_text("utf-8"), flags=re.M)
    everything.write_text(start.removesuffix("facts:\n"), encoding="utf-8")
    (tmp_path / "knowledge" / "facts").mkdir()
    for name, fact in (("corners", corner), ("gardens", garden)):
        (tmp_path / "knowledge" / "facts" / f"{name}.yaml").write_text(f"facts:\n{fact}", encoding="utf-8")
    (tmp_path / "questions").mkdir()
    for name, garden_is in (("both", {"fact": "garden-share"}), ("corners", {"fact": None, "why": "other-place"})):
        lines = ({"q": CORNER, "fact": "corner-share"}, {"q": GARDEN, **garden_is})
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / "questions" / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def write_sets(folder: Path, text: str) -> str:
    (folder / "sets.yaml").write_text(text, encoding="utf-8")
    return str(folder / "sets.yaml")


SETS = """\
sets:
  - name: all
    files:
      - {file: questions/both.jsonl, least_right: 100}
  - name: before-gardens
    facts: [corners]
    as_of: 2020-01-01
    files:
      - {file: questions/corners.jsonl, least_right: 100, most_false: 0}
"""


def test_each_file_is_run_on_the_facts_of_its_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each, in the language of the user."""
    arguments = ("eval", "--sets", write_sets(folder, SETS), "--knowledge", str(folder / "knowledge"))
    code, output, errors = run(*arguments, "--lang", "en", capsys=capsys)
    lines = [re.sub(" +", " ", line) for line in output.splitlines()]
    assert (code, errors) == (0, "")
    assert lines[2:4] == [
        "all questions/both.jsonl 2 100.0 100.0 2 100.0 0 - - in order",
        "before-gardens questions/corners.jsonl 2 100.0 100.0 1 100.0 1 0.0 0.0 in order",
    ]
    assert output.endswith("\n\nAll files keep their limits: 2 of 2.\n")
    assert "Alle bestanden blijven binnen hun grenzen: 2 van de 2." in run(*arguments, "--lang", "nl", capsys=capsys)[1]


def test_a_file_below_its_limits_gives_exit_code_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With all facts, the question on gardens has an answer after all; the others are run as well."""
    sets = write_sets(folder, SETS.replace("    facts: [corners]\n", ""))
    code, output, _ = run("eval", "--sets", sets, "--knowledge", str(folder / "knowledge"), capsys=capsys)
    assert code == 1
    assert "50,0" in output
    assert "te weinig goed, te veel onterecht" in output
    assert output.endswith("\n\nNiet binnen hun grenzen: 1 van de 2 bestanden.\n")
    code, output, _ = run("eval", "--json", "--sets", sets, "--knowledge", str(folder / "knowledge"), capsys=capsys)
    found = json.loads(output)["files"]
    assert code == 1
    assert [(one["set"], one["keeps_limits"], one["right_percent"]) for one in found] == [
        ("all", True, 100.0),
        ("before-gardens", False, 50.0),
    ]
    assert (found[1]["as_of"], found[1]["false"], found[1]["most_false"]) == ("2020-01-01", 1, 0.0)


def test_generated_questions_come_after_the_sets(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As with question files; in one object for programs."""
    sets = write_sets(folder, SETS)
    code, output, _ = run(
        "eval", "--json", "--twins", "1", "--sets", sets, "--knowledge", str(folder / "knowledge"), capsys=capsys
    )
    assert code == 0
    assert json.loads(output).keys() == {"files", "generated"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "1: question-set: The file is empty. Begin", id="nothing"),
        pytest.param("- a", '1: question-set: The file is a list. Begin with "sets:"', id="a list"),
        pytest.param("seats: []", '1: schema: The file: "seats" is no key that is known here.', id="another key"),
        pytest.param("sets: []", '1: schema: The file: "sets" should be a list of records.', id="no sets"),
        pytest.param(
            SETS.replace("least_right: 100, most", "least_right: 101, most"),
            '9: schema: before-gardens, file 1: least_right: "101" is no percentage. Write a number from 0 to 100',
            id="no percentage",
        ),
        pytest.param(
            SETS.replace("both", "bth"),
            '4: question-set: all, file 1: there is no file "questions/bth.jsonl"',
            id="no such file",
        ),
        pytest.param(
            SETS.replace("both", "bth"), 'Did you mean "questions/both.jsonl"?', id="a file of nearly that name"
        ),
        pytest.param(
            SETS.replace("[corners]", "[corner]"),
            '6: question-set: before-gardens: the knowledge base has no file of facts called "corner". '
            'Did you mean "corners"?',
            id="no such facts",
        ),
        pytest.param(
            SETS.replace("before-gardens", "all"),
            '5: question-set: The name "all" was already given in line 2. Give this set a name of its own.',
            id="one name twice",
        ),
        pytest.param(
            SETS.replace("2020-01-01", "soon"), '7: schema: before-gardens: as_of: "soon" is no day.', id="no day"
        ),
        pytest.param("sets:\n  - name: all\n", '2: schema: all: The key "files" is missing.', id="no files"),
        pytest.param(
            "sets:\n  - files: [{file: sets.yaml}]\n", '2: schema: set 1: The key "name" is missing.', id="name"
        ),
    ],
)
def test_what_is_wrong_with_the_sets_is_told_with_line_and_remedy(
    text: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And no question is asked."""
    sets = write_sets(folder, text)
    code, output, _ = run("eval", "--sets", sets, "--knowledge", str(folder / "knowledge"), capsys=capsys)
    assert code == 2
    assert told in output
    assert all(line.startswith(f"{folder}") for line in output.splitlines())


def test_a_faulty_question_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its own line; so is a file of sets that is not there."""
    (folder / "questions" / "both.jsonl").write_text("{\n", encoding="utf-8")
    knowledge = ("--knowledge", str(folder / "knowledge"))
    code, output, _ = run("eval", "--json", "--sets", write_sets(folder, SETS), *knowledge, capsys=capsys)
    assert (code, json.loads(output)["problems"][0]["line"]) == (2, 1)
    code, output, _ = run("eval", "--sets", "none.yaml", *knowledge, capsys=capsys)
    assert (code, output.startswith("none.yaml:1: unreadable: ")) == (2, True)


def test_facts_takes_only_these_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named with or without folder and ending, and for generated questions too."""
    knowledge = folder / "knowledge"
    corners = str(folder / "questions" / "corners.jsonl")
    always = ("--knowledge", str(knowledge), "--json")
    for names, right in (([], 50.0), (["corners"], 100.0), ([str(knowledge / "facts" / "corners.yaml")], 100.0)):
        facts = ["--facts", *names] if names else []
        code, output, _ = run("eval", corners, *facts, *always, capsys=capsys)
        assert (code, json.loads(output)["right_percent"]) == (0, right)
    output = run("eval", "--collisions", "--facts", "corners", *always, capsys=capsys)[1]
    assert "garden" not in output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param((PLAIN, "--facts", "comercial"), "geen feitenbestand comercial. Wel: activities, ", id="unknown"),
        pytest.param(("--facts", "commercial", PLAIN), "Noem de vragenbestanden vóór --facts", id="facts first"),
        pytest.param(
            (PLAIN, "--sets", "x.yaml", "--fail-under", "0", "--facts", "commercial"),
            "laat FILE, --facts, --fail-under weg",
            id="said twice",
        ),
        pytest.param(("--sets", "x.yaml", "--html", "x.html"), "laat --html weg", id="a page of the sets"),
    ],
)
def test_what_cannot_go_together_is_told(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with exit code 2."""
    code, output, errors = run("eval", *arguments, capsys=capsys)
    assert (code, output) == (2, "")
    assert told in errors


def test_a_part_of_the_facts_is_what_a_folder_without_the_others_holds(
    knowledge: KnowledgeBase, article_knowledge: KnowledgeBase, article_folder: Path
) -> None:
    """To the last row, source and word."""
    taken = with_facts_of(knowledge, ARTICLE)
    assert repr(taken) == repr(article_knowledge).replace(str(article_folder), str(ROOT / "knowledge"))


def test_any_file_of_facts_can_be_taken_alone(knowledge: KnowledgeBase) -> None:
    """Nothing in it points to a fact that is gone, and every fact has a row; figures of other facts stay away."""
    for name in find_fact_files(knowledge):
        facts = with_facts_of(knowledge, [name]).facts
        assert bool(facts) == (name != "later-figures")
        for fact in facts.values():
            assert fact.rows
            assert {*fact.related, fact.twin or fact.id, fact.continues or fact.id} <= facts.keys()


def test_the_sets_of_the_guide_can_be_read(tmp_path: Path) -> None:
    """The example is the same in both languages, and its keys are explained."""
    guide = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^```yaml sets\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert first == second
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "plain.jsonl").touch()
    (only,), problems = read_question_sets(write_sets(tmp_path, first))
    assert [as_text(problem) for problem in problems] == []
    assert (only.facts, only.as_of) == (("commercial", "education"), date(2026, 11, 24))
    assert [(file.least_right, file.most_false) for file in only.files] == [(90.0, 2.0)]
    assert all(guide.count(f"| `{key}:` |") == 2 for key in ("facts", "as_of", "least_right", "most_false"))
