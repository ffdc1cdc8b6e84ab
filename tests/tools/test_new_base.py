"""`vraagbaak new base`: files that pass `check` and answer, and nothing that was there is touched."""

from pathlib import Path

import pytest

from bot.tools.new_base import TEMPLATES, NotEmptyError, languages, write_base
from tests.running import run


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_base_passes_check_and_answers_its_questions(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worked example of each kind of record, which answers in both languages."""
    folder = str(tmp_path / "deep" / "base")
    code, output, errors = run("new", "base", folder, "--lang", language, capsys=capsys)
    assert (code, errors) == (0, "")
    assert f"vraagbaak check {folder}" in output
    assert run("check", folder, capsys=capsys)[:2] == (0, "4 facts, 3 concepts, 1 source: no problem.\n")
    questions = str(Path(folder) / "questions.jsonl")
    code, _, _ = run("eval", questions, "--knowledge", folder, "--fail-under", "100", capsys=capsys)
    assert code == 0
    assert "118" in run("ask", "hoeveel speeltuinen waren er in 2022?", "--knowledge", folder, capsys=capsys)[1]
    assert "Playground" not in run("ask", "hoi", "--lang", "nl", "--knowledge", folder, capsys=capsys)[1]


def test_the_files_differ_in_their_comments_alone() -> None:
    """The records are in both languages; only the explanation is in one."""

    def records(language: str, name: str) -> list[str]:
        lines = (TEMPLATES / language / name).read_text(encoding="utf-8").splitlines()
        return [line for line in lines if not line.lstrip().startswith("#")]

    for file in (TEMPLATES / "nl").iterdir():
        assert records("nl", file.name) == records("en", file.name)
    assert languages() == ("en", "nl")


def test_what_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with anything in it is refused, and so is a file or a link that leads nowhere."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for taken in (tmp_path, tmp_path / "mine.txt", tmp_path / "link"):
        with pytest.raises(NotEmptyError):
            write_base(str(taken), "nl")
    code, _, errors = run("new", "base", str(tmp_path), "--lang", "en", capsys=capsys)
    assert (code, "that is empty" in errors) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """Somebody may have made it first."""
    assert [Path(path).name for path in write_base(str(tmp_path), "nl")] == [
        "bot.yaml",
        "concepts.yaml",
        "facts.yaml",
        "questions.jsonl",
        "sources.yaml",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [(("base",), "MAP"), (("fact", "somewhere"), "--knowledge"), (("base", "/dev/null/x"), "/dev/null")],
)
def test_bad_use_is_told(typed: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In a sentence, in the language of the user."""
    code, _, errors = run("new", *typed, "--lang", "nl", capsys=capsys)
    assert code == 2
    assert told in errors
