"""`vraagbaak diff` on the command line: where the older version comes from, the three forms, and the exit codes."""

import json
import os
import shutil
from pathlib import Path
from zlib import decompress

import pytest

from bot.cli import main
from tests.small_knowledge import change, commit, git, make_knowledge

CORNER = "Hoeveel bibliotheken hebben een leeshoek?"
VALUE, NEW_VALUE = 'value: 62.5, as_printed: "62,5%"', 'value: 70, as_printed: "70%"'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a knowledge base that is in git, in a folder of a folder of the repository."""
    file = make_knowledge(tmp_path / "repository" / "data" / "kennis bank")
    git(tmp_path / "repository", "init", "--quiet")
    commit(tmp_path / "repository")
    monkeypatch.setenv("LANG", "en")
    monkeypatch.chdir(tmp_path)
    return file


def diff(file: Path, *arguments: str) -> int:
    return main(["diff", "--knowledge", os.path.relpath(file.parent), *arguments])


def test_what_was_changed_since_the_last_commit(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The records in words, then each question with before, after and the line of its fact."""
    change(file, VALUE, NEW_VALUE)
    assert diff(file) == 0
    shown = capsys.readouterr().out.replace("\n  ", "\n")
    assert shown.startswith(
        "Compared with HEAD:\nfacts changed (1): corner-share (figures)\nSomething changes for 2 of 4"
    )
    assert "changed-figure (2)" in shown
    assert "corner-share: 62.5%, 2019 (Blom, 2020) → corner-share: 70%, 2019 (Blom, 2020)" in shown
    assert "repository/data/kennis bank/all.yaml:19\n" in shown
    assert f"- {CORNER}\n" in shown


@pytest.mark.parametrize("base", ["HEAD", "main", "HEAD~0", "folder"])
def test_without_a_change_there_is_nothing_to_tell(base: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against a revision by any name, or a folder; a comment is no change."""
    change(file, "# Reading aloud", "# Reading loud")
    if base == "folder":
        base = str(shutil.copytree(file.parent, file.parent.parent.parent.parent / "older"))
    assert diff(file, "--base", base) == 0
    assert capsys.readouterr().out == f"Compared with {base}:\nNo change: all 4 questions get the same answer.\n"


def test_a_hook_may_say_where_git_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git calls its hooks with the place of the repository in the environment, seen from another folder."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert diff(file) == 0


def test_older_revisions_and_hidden_files(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy that an editor keeps is no part of the older version either."""
    (file.parent / ".all.yaml").write_text("facts: [", encoding="utf-8")
    change(file, VALUE, NEW_VALUE)
    commit(file.parent)
    assert diff(file) == 0
    assert "No change" in capsys.readouterr().out
    assert diff(file, "--base", "HEAD~1") == 0
    assert "changed-figure (2)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--base", "nowhere"], "Git knows no version nowhere", id="no such revision"),
        pytest.param(["--base", "--help"], "", id="an option for git"),
        pytest.param(["--base=-q"], "Git knows no version -q", id="begins with a dash"),
        pytest.param(["--fail-on", "changed-figures"], "'changed-figures' is none of: new-false-answer", id="class"),
        pytest.param(["--questions", "none.jsonl"], "none.jsonl:1: unreadable", id="questions"),
    ],
)
def test_bad_use_is_told(arguments: list[str], told: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2, on standard error."""
    try:
        code = diff(file, *arguments)
    except SystemExit as stop:  # argparse
        code = int(stop.code or 0)
    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert told in shown.err
    assert "Traceback" not in shown.err


def test_a_folder_outside_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can be compared with another folder only."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    file = make_knowledge(tmp_path / "loose")
    assert diff(file) == 2
    assert "staat niet in een git-repository" in capsys.readouterr().err


def test_a_folder_that_was_not_there_yet(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is in a repository, but no revision has it."""
    other = make_knowledge(file.parent.parent / "other")
    assert diff(other) == 2
    assert "In HEAD there was no knowledge base in" in capsys.readouterr().err


def test_without_git(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The program git is not needed."""
    monkeypatch.setenv("PATH", "")
    assert diff(file) == 0
    assert "No change" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "told"), [
    pytest.param("nl", "De versie HEAD is hier niet compleet", id="in Dutch"),
    pytest.param("en", "The version HEAD is not whole here", id="in English"),
])  # fmt: skip
def test_a_missing_file_of_the_older_version_is_told(
    language: str, told: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit code 2 and a sentence, as of a clone that fetched only a part."""
    monkeypatch.setenv("LANG", language)
    for path in (file.parent.parent.parent / ".git" / "objects").glob("??/*"):
        if b"Reading aloud" in decompress(path.read_bytes()):
            path.unlink()
    assert diff(file) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.startswith(told)) == ("", True)
    assert "Error" not in shown.err


def test_a_broken_knowledge_base_is_told_as_check_tells_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same lines, and exit code 1."""
    change(file, 'source: survey, via: report, evidence: ["12%"]', 'source: nobody, via: report, evidence: ["12%"]')
    assert main(["check", os.path.relpath(file.parent)]) == 1
    told = capsys.readouterr().out
    assert 'all.yaml:38: unknown-source: "garden-share" cites "nobody"' in told
    assert diff(file) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "unknown-source" in line] == [
        line for line in told.splitlines() if "unknown-source" in line
    ]
    assert diff(file, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["rule"] == "unknown-source"
    assert diff(file, "--format", "markdown") == 1
    assert capsys.readouterr().out.startswith("**The knowledge base has errors")


def test_a_broken_older_version_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the revision in front of the file, so that nobody looks for it on the disk."""
    change(file, 'source: survey, via: report, evidence: ["12%"]', 'source: nobody, via: report, evidence: ["12%"]')
    commit(file.parent)
    change(file, "source: nobody", "source: survey")
    assert diff(file) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("The knowledge base in HEAD has errors")
    assert "\nHEAD:" in shown


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("changed-figure,lost-answer", 1), ("lost-answer", 0), ("new-false-answer, changed-figure", 1)],
)
def test_what_may_not_happen_fails(fail_on: str, code: int, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the report says what it was."""
    change(file, VALUE, NEW_VALUE)
    assert diff(file, "--fail-on", fail_on) == code
    assert ("Not allowed by --fail-on: 2 changed-figure." in capsys.readouterr().out) == bool(code)


def test_question_files_and_json(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A question that has no answer by its file is told from a good new answer; turns are asked in a conversation."""
    questions = tmp_path / "asked.yaml"
    questions.write_text(
        "- {ask: Hoeveel bibliotheken hebben een zolder?, why: other-topic}\n"
        "- {ask: Hoeveel bibliotheken hebben een vensterbank?, fact: corner-share}\n"
        "- turns:\n"
        "    - {ask: Hoeveel bibliotheken hebben een tuin?, fact: garden-share}\n"
        "    - {ask: En een vensterbank?, fact: corner-share}\n",
        encoding="utf-8",
    )
    change(file, "nl: [leesplek]", "nl: [leesplek, zolder, vensterbank]")
    assert diff(file, "--questions", str(questions), "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"new-false-answer": 1, "new-answer": 2}
    assert [(one["question"], one["class"], one["is_better"]) for one in found["changes"]] == [
        ("Hoeveel bibliotheken hebben een zolder?", "new-false-answer", False),
        ("Hoeveel bibliotheken hebben een vensterbank?", "new-answer", True),
        ("En een vensterbank?", "new-answer", True),
    ]
    assert found["changes"][1]["asked_in"] == f"{questions}:2"
    assert (found["changes"][1]["file"], found["changes"][1]["line"]) == (os.path.relpath(file), 19)
    assert found["changes"][1]["after"]["facts"][0]["value"] == 62.5
    assert found["records"] == {"concepts": {"added": [], "removed": [], "changed": {"reading-corner": ["alt"]}}}


def test_markdown_for_a_pull_request(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A summary in bold, one table a class, long ones folded; nothing in a question becomes markup."""
    odd = "Hoeveel | bibliotheken hebben <b>een</b> leeshoek, @piet?"
    questions = tmp_path / "asked.jsonl"
    asked = [odd, *(f"Hoeveel bibliotheken hebben een leeshoek{'?' * number}" for number in range(2, 14))]
    lines = [json.dumps({"q": question, "fact": "corner-share"}) for question in asked]
    questions.write_text("\n".join(lines), encoding="utf-8")
    change(file, VALUE, NEW_VALUE)
    assert diff(file, "--questions", str(questions), "--format", "markdown") == 0
    shown = capsys.readouterr().out
    assert "**Something changes for 15 of 17 questions: 15 changed-figure.** Compared with `HEAD`." in shown
    assert "- facts changed (1): `corner-share` (figures)" in shown
    assert "<details><summary>15 questions</summary>\n\n| question | before | now | fact |\n| --- |" in shown
    assert r"Hoeveel \| bibliotheken hebben \<b\>een\</b\> leeshoek, @" + "\u2060piet?" in shown
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert {len(row.replace(r"\|", "").split("|")) for row in rows} == {6}
    assert len(rows) == 2 + 15


def test_a_comment_is_not_longer_than_github_takes(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What does not fit is counted."""
    questions = tmp_path / "asked.jsonl"
    asked = [f"Hoeveel bibliotheken hebben een leeshoek{'?' * number}" for number in range(2, 1002)]
    lines = [json.dumps({"q": question, "fact": "corner-share"}) for question in asked]
    questions.write_text("\n".join(lines), encoding="utf-8")
    change(file, VALUE, NEW_VALUE)
    assert diff(file, "--questions", str(questions), "--format", "markdown") == 0
    shown = capsys.readouterr().out
    assert len(shown) < 65_536
    rows = sum(line.startswith("| ") for line in shown.splitlines()) - 2
    assert f"And {1002 - rows} more, for which there is no room" in shown
