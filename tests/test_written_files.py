"""No file that is asked for is written through a link, whichever command writes it; one that is there is replaced."""

import os
import re
from pathlib import Path

import pytest

from bot.cli import build_parser
from tests.running import run

SERIES = "Hoeveel leden hebben bibliotheken?"
PAGE = ("eval", "few.jsonl", "--html")
COMMANDS = (
    pytest.param(("export", "--format", "csv", "--output", "out.csv"), "out.csv", id="export"),
    pytest.param(("export", "--format", "datapackage", "--output", "package"), "package/figures.csv", id="a package"),
    pytest.param(("cite", "kb-2018c", "--output", "out.txt"), "out.txt", id="cite"),
    pytest.param(("ask", SERIES, "--chart", "out.svg"), "out.svg", id="a chart"),
    pytest.param(("link", "nl", "--bot", "b_bot", "--qr", "codes"), "codes/nl.svg", id="a QR code"),
    pytest.param((*PAGE, "out.html"), "out.html", id="a report"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with what the commands need, and a file that belongs to somebody."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.jsonl").write_text('{"q": "Hoi", "fact": "smalltalk", "lang": "nl"}\n', encoding="utf-8")
    (tmp_path / "precious").write_bytes(b"mine")
    return tmp_path


@pytest.mark.parametrize(("typed", "written"), COMMANDS)
def test_no_file_is_written_through_a_link(
    folder: Path, typed: tuple[str, ...], written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told, and a package that is there already is left as it is."""
    assert run(*typed, capsys=capsys)[0] == 0
    (folder / written).unlink()
    (folder / written).symlink_to(folder / "precious")
    others = {path: path.read_bytes() for path in folder.glob("package/*") if not path.is_symlink()}
    code, _, errors = run(*typed, capsys=capsys)
    assert code == 2
    assert "it is a link" in errors
    assert os.path.basename(written) in errors or "package" in errors
    assert (folder / "precious").read_bytes() == b"mine"
    assert {path: path.read_bytes() for path in others} == others


@pytest.mark.parametrize(("typed", "written"), COMMANDS)
def test_a_file_that_is_there_is_replaced(
    folder: Path, typed: tuple[str, ...], written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a question, as the help says."""
    assert run(*typed, capsys=capsys)[0] == 0
    (folder / written).write_bytes(b"old")
    assert run(*typed, capsys=capsys)[0] == 0
    assert (folder / written).read_bytes() != b"old"


@pytest.mark.parametrize("command", ["export", "cite", "ask", "link", "eval", "unanswered", "feedback"])
def test_the_help_says_so(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every command that writes a file on request."""
    with pytest.raises(SystemExit):
        build_parser().parse_args([command, "--help"])
    assert "a file that is there is replaced, a link is not followed" in re.sub(r"\s+", " ", capsys.readouterr().out)
