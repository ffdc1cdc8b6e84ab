"""What a command prints cannot steer the terminal, whoever named the files or wrote what is in them."""

import json
import sys
from pathlib import Path

import pytest

from bot.output import printable_output
from tests.running import run

NAME = "\x1b]0;title\x07\x1b[31m\u202ered.yaml"
CANNOT_STEER = "\x1b\x07\u202e"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a knowledge base with a file that has an odd name, and odd words in it."""
    (tmp_path / NAME).write_text("facts:\n  - {id: a, \u202eknd: figure}\n", encoding="utf-8")
    return tmp_path


def test_streams_are_printable(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard output and standard error; bytes pass, as those of a table do."""
    with printable_output():
        print("a\x1b[1m")
        sys.stdout.writelines(["b\r", "c\n"])
        sys.stdout.flush()
        sys.stdout.buffer.write(b"d\x1b\n")
        print("e\x07", file=sys.stderr)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("a�[1m\nb�c\nd\x1b\n", "e�\n")
    assert "PrintableOutput" not in repr(type(sys.stdout))


@pytest.mark.parametrize(
    "typed", [["check"], ["check", "--json"], ["stale", "--knowledge"], ["ask", "x", "--knowledge"]]
)
def test_names_and_words_of_files(folder: Path, typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """They are shown with a mark in place of what cannot be shown."""
    _, output, errors = run(*typed, str(folder), capsys=capsys)
    assert "red.yaml" in output + errors
    assert not set(CANNOT_STEER) & set(output + errors)
    if "--json" in typed:
        assert json.loads(output)["problems"]


def test_the_names_of_files_that_are_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And of those that are not there."""
    (tmp_path / NAME).write_bytes(b"rubbish")
    for name in (NAME, f"no{NAME}"):
        _, output, errors = run("import", str(tmp_path / name), capsys=capsys)
        assert "red.yaml" in output + errors
        assert not set(CANNOT_STEER) & set(output + errors)
