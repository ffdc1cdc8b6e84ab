"""`vraagbaak new` as it is typed, on a pipe, in the real knowledge base."""

import io
import shutil
from pathlib import Path

import pytest

from tests.running import run

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
LATER = "facts/later-figures.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy, in an empty folder: no settings lie about."""
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "knowledge"


def type_in(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_new_edition_is_added_and_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a dozen lines; the bot answers with it at once."""
    before = contents(folder)
    type_in("voortgezet onderwijs aandeel\n1\n94%\n\n\n\n\n\n\n\nja\n", monkeypatch)
    code, output, errors = run("new", "figure", "--lang", "nl", "--knowledge", "knowledge", capsys=capsys)
    assert (code, errors) == (0, "")
    assert f"Opgeschreven in knowledge/{LATER}:4." in output
    lines = before[LATER].splitlines(keepends=True)
    after = contents(folder)[LATER].splitlines(keepends=True)
    assert after[:3] == lines[:3]
    assert after[-len(lines) + 3 :] == lines[3:]
    assert {**contents(folder), LATER: before[LATER]} == before
    question = "Welk deel van de bibliotheken werkt samen met het voortgezet onderwijs?"
    _, answer, _ = run("ask", question, "--knowledge", "knowledge", capsys=capsys)
    assert "94%" in answer
    assert "2023-2024" in answer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("ziekenhuis\nstop\n", '"ziekenhuis" hoort al bij "ziekenhuis" (hospital), in', id="stop"),
        pytest.param("", "Gestopt; er is niets geschreven.", id="the end of the pipe"),
    ],
)
def test_nothing_is_written_by_halves(
    folder: Path, typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And that is said."""
    before = contents(folder)
    type_in(typed, monkeypatch)
    code, output, errors = run("new", "concept", "--lang", "nl", "--knowledge", "knowledge", capsys=capsys)
    assert (code, errors) == (1, "")
    assert said in output
    assert output.endswith("Gestopt; er is niets geschreven.\n")
    assert contents(folder) == before


def test_ctrl_c_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exit code that a shell expects."""

    class Interrupted(io.BytesIO):
        def readline(self, *_: object) -> bytes:
            raise KeyboardInterrupt

    before = contents(folder)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupted()))
    code, output, _ = run("new", "source", "--lang", "en", "--knowledge", "knowledge", capsys=capsys)
    assert code == 130
    assert output.endswith("Stopped; nothing has been written.\n")
    assert contents(folder) == before


def test_answers_can_be_given_on_the_command_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the rest is asked; a name that no field has is told with those that there are."""
    type_in("\n" * 4 + "stop\n", monkeypatch)
    settings = [f"--set={text}" for text in ("fact=members-count", "value=3,8 miljoen", "period=2025", "locator=p. 2")]
    code, output, _ = run("new", "figure", *settings, "--lang", "nl", "--knowledge", "knowledge", capsys=capsys)
    assert code == 1
    assert "  Ik lees: 3800000 (een aantal).\n" in output
    assert "Over welke periode? Een jaar, schooljaar (2022-2023) of dag [2025]: 2025\n" in output
    assert "Bladzijde, kop of tabel [eerste alinea]: p. 2\n" in output
    code, _, errors = run("new", "figure", "--set", "colour=red", "--knowledge", "knowledge", capsys=capsys)
    assert code == 2
    assert '"colour=red"' in errors
    assert "as_printed" in errors


def test_a_knowledge_base_with_faults_is_told_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is asked."""
    (folder / "broken.yaml").write_text("facts: [\n", encoding="utf-8")
    type_in("", monkeypatch)
    code, output, errors = run("new", "figure", "--lang", "nl", "--knowledge", "knowledge", capsys=capsys)
    assert (code, output) == (1, "")
    assert "knowledge/broken.yaml:" in errors


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        pytest.param(None, "source", "no-knowledge: There is no YAML file", id="no file"),
        pytest.param("sources:\n", "figure", "no-knowledge: There is no fact in these files.", id="no fact"),
    ],
)
def test_where_nothing_is_yet_it_is_said(
    tmp_path: Path, content: str | None, kind: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the other commands say it."""
    if content is not None:
        (tmp_path / "a.yaml").write_text(content, encoding="utf-8")
    code, output, errors = run("new", kind, "--knowledge", str(tmp_path), capsys=capsys)
    assert (code, output) == (1, "")
    assert said in errors


def test_the_first_source_of_all_can_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a file without any record."""
    (tmp_path / "a.yaml").write_text("# Mine.\n", encoding="utf-8")
    type_in("KB, 2030" + "\n" * 12 + "yes\n", monkeypatch)
    code, output, _ = run("new", "source", "--lang", "en", "--knowledge", str(tmp_path), capsys=capsys)
    assert code == 0, output
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8").startswith("# Mine.\nsources:\n  - id: kb-2030\n")
