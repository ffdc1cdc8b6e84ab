"""Files are read in a process of their own, which has bounds and knows no secret; hostile ones end in a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.tools.importing import apart
from bot.tools.importing.apart import read_apart
from bot.tools.importing.contents import read_contents
from bot.tools.importing.forms import FileError, Form, find_form
from tests.tools.importing.hostile import hostile_files
from tests.tools.importing.sheets import as_ods, as_xlsx
from tests.tools.importing.test_import_damage import EXPORTS
from tests.tools.importing.test_import_tables import TYPED

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_KILOBYTES = 5, 300_000
MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)  # of the largest process, and without that of the tests
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
CODES = {
    "far.xlsx": "table_empty",
    "further.xlsx": "too_many_rows",
    "wide.xlsx": "table_empty",
    "shared.xlsx": "too_many_cells",
    "big.xlsx": "unpacks_too_large",
    "cells.xlsx": "too_many_cells",
    "spaces.ods": "cell_too_long",
    "repcol.ods": "table_empty",
    "reprow.ods": "too_many_rows",
    "reprow2.ods": "too_many_cells",
    "digits.ods": "sheet_broken",
    "entities.ods": "sheet_broken",
    "wide.csv": "table_empty",
    "long.csv": "too_many_rows",
    "latex.bib": "too_many_authors",
    "ats.bib": "too_many_references",
    "braces.bib": "bibtex_broken",
    "many.json": "too_many_references",
    "many.ris": "too_many_references",
    "bigint.json": "json_broken",
    "deep.json": "json_broken",
}


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    """Return the files by name."""
    return hostile_files(scale=10)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell otherwise what a process took")
@pytest.mark.parametrize("name", CODES)
def test_a_hostile_file_ends_in_a_sentence(
    hostile: dict[str, bytes], small_folder: Path, tmp_path: Path, name: str
) -> None:
    """In seconds, in little memory, and in few words."""
    (tmp_path / name).write_bytes(hostile[name])
    command = [sys.executable, "-m", "bot", "import", name, "--json", "--knowledge", str(small_folder)]
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", MEASURE, *command], capture_output=True, cwd=tmp_path, env=place)
    seconds, kilobytes = map(float, done.stderr.split())
    report = json.loads(done.stdout)
    assert CODES[name] in [fault["code"] for fault in report["files"][0]["faults"]]
    assert (done.returncode, report["files"][0]["entries"]) == (1, [])
    assert len(done.stdout) < 50_000
    assert seconds < MOST_SECONDS
    assert kilobytes < MOST_KILOBYTES


@pytest.mark.parametrize(
    ("content", "form"),
    [
        pytest.param(as_xlsx([TYPED], {"B1": "0%"}), "xlsx", id="xlsx"),
        pytest.param(as_ods([TYPED], shares=[0.26]), "ods", id="ods"),
        pytest.param("feit;waarde\né\ud83d\ude00;1\n".encode("utf-16", "surrogatepass"), "csv", id="csv"),
        *(pytest.param((EXPORTS / f"zotero.{end}").read_bytes(), form, id=end)
          for end, form in (("json", "csl-json"), ("bib", "bibtex"), ("ris", "ris"))),
        pytest.param(b"@book{a,", "bibtex", id="a fault"),
        pytest.param(b'[{"id": "a", "title": "\\ud800"}]', "csl-json", id="half a letter"),
    ],
)  # fmt: skip
def test_what_is_read_apart_is_what_is_read(content: bytes, form: Form) -> None:
    """The same cells, references and faults."""
    assert read_apart(content, form) == read_contents(content, form)


def test_a_refusal_comes_over() -> None:
    """With what fills its sentence."""
    for read in (read_contents, read_apart):
        with pytest.raises(FileError) as caught:
            read(b"x" * 40_000, "csv")
        assert (caught.value.code, caught.value.fields) == ("cell_too_long", {"row": 1, "most": 32_767})


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param("x = bytearray(2_000_000_000)", id="memory"),
        pytest.param("while True: pass", id="time"),
        pytest.param("import os; os.abort()", id="a fault in a library"),
        pytest.param("raise RuntimeError('what it holds')", id="a fault that nobody foresaw"),
        pytest.param("print('no JSON')", id="rubbish"),
        pytest.param("import time; time.sleep(60)", id="nothing"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="bounds of memory are not kept everywhere")
def test_what_a_file_does_to_its_process_stays_there(
    harm: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is refused with a sentence, and nothing of it is told."""
    bounds = "import sys; from bot.tools.importing import apart; apart.SECONDS = 1; apart._set_bounds()\n"
    monkeypatch.setattr(apart, "CALL", bounds + harm)
    monkeypatch.setattr(apart, "PATIENCE", 5)
    with pytest.raises(FileError, match="too_heavy"):
        read_apart(b"a;b", "csv")
    assert capfd.readouterr() == ("", "")


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what Python needs to start."""
    monkeypatch.setenv("VRAAGBAAK_TELEGRAM_TOKEN", "123456789:secret")
    monkeypatch.setenv("VRAAGBAAK_STORE", "postgresql://a:secret@b/c")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    show = "import json, os; print(json.dumps(dict(code='x', fields=dict(os.environ))))"
    monkeypatch.setattr(apart, "CALL", show)
    with pytest.raises(FileError) as caught:
        read_apart(b"a;b", "csv")
    seen = caught.value.fields
    assert "PATH" in seen
    assert "secret" not in str(seen)
    assert not [name for name in seen if name.startswith("VRAAGBAAK")]


def test_no_module_of_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with files of others may hold a csv.py."""
    for name in ("csv.py", "json.py", "sitecustomize.py"):
        (tmp_path / name).write_text("open('run', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(read_apart(b"a;b\n1;2\n", "csv").lines) == 2
    assert not (tmp_path / "run").exists()


def test_the_process_runs_the_same_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though another version is found first."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert len(read_apart(b"a;b\n1;2\n", "csv").lines) == 2


def test_the_form_is_found_in_no_time() -> None:
    """Also in a file of empty lines, which is looked at before it is read."""
    assert find_form("a.csv", b"a" + b"\n" * 1_000_000) == "csv"
