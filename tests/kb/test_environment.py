"""What the program starts knows no secret, whoever starts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.commands.job import DONE, Run
from bot.config import SECRETS, STORE_KEY_VARIABLE, STORE_VARIABLE, TOKEN_VARIABLE
from bot.kb.aside import compile_aside
from bot.kb.environment import NEEDED, environment
from bot.kb.reload import take_snapshot
from bot.secret import CREDENTIALS_VARIABLE, FILE_SUFFIX
from bot.tools import bench
from tests.small_knowledge import make_knowledge

TOLD = {
    TOKEN_VARIABLE: "123456789:a-token-of-the-tests",
    STORE_VARIABLE: "postgresql://u:secret@h/d",
    STORE_KEY_VARIABLE: "secret" * 6,
    STORE_KEY_VARIABLE + FILE_SUFFIX: "/etc/vraagbaak/store-key",
    CREDENTIALS_VARIABLE: "/run/credentials/vraagbaak.service",
    "OTHER": "secret",
}
TELL = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"


@pytest.fixture(autouse=True)
def with_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)


def test_the_process_that_compiles_knows_no_secret(tmp_path: Path) -> None:
    """And it works: with what it is given it starts and compiles."""
    snapshot = take_snapshot(str(make_knowledge(tmp_path / "knowledge").parent))
    told = tmp_path / "told.json"
    compile_aside(str(tmp_path), snapshot.files, snapshot.unread, (sys.executable, "-c", TELL, str(told)))
    found = json.loads(told.read_text())
    assert set(found) <= {*NEEDED}
    assert found["PATH"] == os.environ["PATH"]


def _look(size: int, seed: int) -> dict[str, str]:
    return dict(os.environ)


def test_the_process_that_measures_knows_no_secret() -> None:
    """What it has is what it was started with, so that it stands in no list of processes either."""
    found = bench._in_own_process(_look, 1, 1)
    assert TOLD.keys() & found.keys() == set()
    assert os.environ[TOKEN_VARIABLE] == TOLD[TOKEN_VARIABLE]


def test_what_a_library_starts_knows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command itself still finds them, and so does whoever called it."""
    told = tmp_path / "told.json"

    def command(job: Run) -> int:
        subprocess.run([sys.executable, "-c", TELL, str(told)], check=True)
        print(job.environ[TOKEN_VARIABLE], job.environ[STORE_VARIABLE])
        return DONE

    monkeypatch.setattr("bot.commands.stale.run", command)
    assert cli.main(["stale"]) == 0
    assert capsys.readouterr().out.split() == [TOLD[TOKEN_VARIABLE], TOLD[STORE_VARIABLE]]
    found = json.loads(told.read_text())
    assert {*SECRETS} & found.keys() == set()
    assert not [value for value in found.values() if TOLD[TOKEN_VARIABLE] in value]
    assert os.environ[TOKEN_VARIABLE] == TOLD[TOKEN_VARIABLE]


def test_the_environment_comes_back_after_a_fault() -> None:
    before = dict(os.environ)
    with pytest.raises(KeyError), environment({"PATH": "x"}):
        del os.environ["HOME"]
    assert dict(os.environ) == before
