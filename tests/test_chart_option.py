"""`vraagbaak ask --chart FILE`: the answer, and its periods as a picture beside it."""

import json
from pathlib import Path

import pytest

from bot.cli import main

SERIES = "Hoeveel leden hebben bibliotheken?"
SINGLE = "Hoeveel bibliotheken werken samen met bedrijven?"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures go where they can go away again."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["ask", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("name", "opening"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml"), ("a b.pdf", b"%PDF")], ids=["png", "svg", "pdf"]
)
def test_the_ending_of_the_file_tells_the_form(name: str, opening: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is printed as always, and then where the chart is."""
    plain = run(SERIES, capsys=capsys)[1]
    code, output, errors = run(SERIES, "--chart", name, capsys=capsys)
    assert (code, errors) == (0, "")
    assert output == f"{plain}\nDe grafiek staat in {name}.\n"
    assert Path(name).read_bytes().startswith(opening)


def test_an_answer_without_a_series_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer itself is right all the same; no file is made."""
    plain = run(SINGLE, capsys=capsys)[1]
    code, output, errors = run(SINGLE, "--chart", "a.png", capsys=capsys)
    assert (code, errors) == (0, "")
    assert output == f"{plain}\nVoor een grafiek heb ik te weinig perioden.\n"
    assert not Path("a.png").exists()


def test_the_json_object_stays_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """What is told of the chart goes to standard error."""
    code, output, errors = run(SERIES, "--json", "--chart", "a.png", capsys=capsys)
    assert (code, errors) == (0, "De grafiek staat in a.png.\n")
    assert json.loads(output)["kind"] == "answer"
    assert Path("a.png").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param((SERIES, "--chart", "a.gif"), "eindigen op .png, .svg of .pdf", id="an unknown form"),
        pytest.param((SERIES, "--chart", "png"), "eindigen op .png, .svg of .pdf", id="no ending"),
        pytest.param((SERIES, "--chart", ""), "eindigen op .png, .svg of .pdf", id="no name"),
        pytest.param((SERIES, "--chart", "none/a.png"), "kan niet worden geschreven in none/a.png", id="no folder"),
        pytest.param((SERIES, "--chart", "folder.png"), "kan niet worden geschreven in folder.png", id="a folder"),
        pytest.param(("--jsonl", "--chart", "a.png"), "laat --chart weg", id="many questions"),
    ],
)
def test_a_chart_that_cannot_be_is_bad_use(
    arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told in one sentence on standard error, before anything is printed."""
    Path("folder.png").mkdir()
    code, output, errors = run(*arguments, capsys=capsys)
    assert (code, output, len(errors.splitlines())) == (2, "", 1)
    assert sentence in errors
