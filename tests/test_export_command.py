"""`export` as its users meet it: what is printed, what is written, and what is refused."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.running import run

ROOT = Path(__file__).parents[1]
FORMS = ("csv", "jsonld")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may depend on the current folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_is_printed(form: str, tmp_path: Path) -> None:
    """Byte for byte, whatever the locale."""
    command = [sys.executable, "-m", "bot", "export", "--format", form]
    place = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"}
    printed = subprocess.run(command, capture_output=True, env=place, check=True)
    assert main(["export", "--format", form, "--output", "figures"]) == 0
    assert printed.stderr == b""
    assert (tmp_path / "figures").read_bytes() == printed.stdout
    assert "é".encode() in printed.stdout


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """A table with a figure a line."""
    code, output, errors = run("export", "--format", "csv", capsys=capsys)
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    assert (code, errors) == (0, "")
    assert [row["value"] for row in rows if row["fact"] == "commercial-partners-share"] == ["26"]


def test_jsonld_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    """A document with the texts in English only."""
    code, output, errors = run("export", "--format", "jsonld", "--lang", "en", capsys=capsys)
    assert (code, errors) == (0, "")
    assert json.loads(output)["inLanguage"] == ["en"]


def test_a_data_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files are named, and a second run renews them."""
    for _ in range(2):
        code, output, errors = run(
            "export", "--format", "datapackage", "--output", "open", "--lang", "en", capsys=capsys
        )
        assert (code, errors) == (0, "")
        assert output == "Written to open: figures.csv, sources.csv, breaks.csv, datapackage.json.\n"
    assert len(list((tmp_path / "open").iterdir())) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "--format", id="no format"),
        pytest.param(["--format", "xls"], "'xls'", id="unknown format"),
        pytest.param(["--format", "datapackage"], "--output", id="no folder"),
        pytest.param(["--format", "datapackage", "--output", "theirs"], "something else", id="folder in use"),
        pytest.param(["--format", "csv", "--output", "theirs"], "theirs cannot be written", id="a folder, not a file"),
        pytest.param(["--format", "jsonld", "--output", "no/file"], "no/file cannot be written", id="no such folder"),
        pytest.param(["--format", "csv", "--output", "a\0b"], "cannot be written", id="no name for a file"),
        pytest.param(["--format", "datapackage", "--output", "a\0b"], "cannot be written", id="no name for a folder"),
    ],
)
def test_bad_use(arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2, and nothing is written."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("dear", encoding="utf-8")
    code, output, errors = run("export", *arguments, "--lang", "en", capsys=capsys)
    assert (code, output) == (2, "")
    assert told in errors
    assert "Traceback" not in errors
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["letter.txt", "theirs"]


def test_a_knowledge_base_with_faults_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problems are told, as in every command."""
    (tmp_path / "facts.yaml").write_text("facts:\n  - id: a\n    knd: figure\n", encoding="utf-8")
    code, output, errors = run("export", "--format", "csv", "--knowledge", str(tmp_path), capsys=capsys)
    assert (code, output) == (1, "")
    assert "facts.yaml:3: schema:" in errors
