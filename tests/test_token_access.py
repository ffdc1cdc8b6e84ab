"""The token goes nowhere because of a `config.yaml` that somebody else may have written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.cli import main
from bot.config import FILE_VARIABLE, TOKEN_VARIABLE
from tests.small_knowledge import commit, git

ROOT = Path(__file__).parents[1]
TOKEN = "123456789:a-token-of-the-tests"
NOBODY = 65534
ME = b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "B", "username": "some_bot"}}'

posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no such owners here")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


class BotApi(BaseHTTPRequestHandler):
    """Answers getMe, and notes what it was asked."""

    seen: list[str]

    def do_POST(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(ME)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a folder whose `config.yaml` sends the token to a server; it notes what it is asked."""
    monkeypatch.setattr(BotApi, "seen", [], raising=False)
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    monkeypatch.setenv("LANG", "en")
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    monkeypatch.chdir(folder)
    with serving(BotApi) as port:
        path = folder / "config.yaml"
        path.write_text(f"telegram: {{base_url: 'http://127.0.0.1:{port}/bot'}}\nstore: theirs.sqlite3\n")
        path.chmod(0o644)
        (folder / "theirs.sqlite3").touch()
        yield path


OPEN = [
    pytest.param("folder", 0o777, None, id="a folder that all may write", marks=posix),
    pytest.param("folder", 0o1777, None, id="a folder such as /tmp", marks=posix),
    pytest.param("config.yaml", 0o666, None, id="a file that all may write", marks=posix),
    pytest.param("config.yaml", 0o664, None, id="a file that a group may write", marks=as_root),
    pytest.param("folder", 0o755, NOBODY, id="somebody else's folder", marks=as_root),
    pytest.param("config.yaml", 0o644, NOBODY, id="somebody else's file", marks=as_root),
]


def open_up(config: Path, what: str, mode: int, owner: int | None) -> None:
    path = config if what == config.name else config.parent
    path.chmod(mode)
    if owner is not None:
        os.chown(path, owner, -1)


@pytest.mark.parametrize(("what", "mode", "owner"), OPEN)
@pytest.mark.parametrize(
    "arguments", [["link", "en"], ["telegram"], ["unanswered"], ["feedback"], ["propose"]], ids=" ".join
)
def test_settings_of_somebody_else_are_not_used_with_the_token(
    what: str, mode: int, owner: int | None, arguments: list[str], config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong and how to mend it is told; nothing was asked and no store was opened."""
    open_up(config, what, mode, owner)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, BotApi.seen, (config.parent / "theirs.sqlite3").read_bytes()) == ("", [], b"")
    assert shown.err.startswith(f"Somebody else may have written {config}: ")
    assert "--config" in shown.err
    assert TOKEN not in shown.err


@pytest.mark.parametrize("name", ["config.yaml", "Config.YAML"])
def test_settings_that_came_with_a_clone_are_not_used_with_the_token(
    name: str, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are the user's own by owner and mode, and somebody else wrote them."""
    git(config.parent, "init", "--quiet")
    config.rename(config.with_name(name))
    commit(config.parent)
    git(tmp_path, "clone", "--quiet", str(config.parent), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    if not Path("config.yaml").exists():  # a disk that tells capitals apart
        Path(name).rename("config.yaml")
    assert main(["link", "en"]) == 2
    assert BotApi.seen == []
    assert capsys.readouterr().err.startswith(f"Somebody else may have written {tmp_path / 'clone' / 'config.yaml'}: ")
    assert main(["link", "en", "--config", "config.yaml"]) == 0


def test_settings_that_were_written_into_a_clone_are_used(config: Path) -> None:
    """As by whoever installs the bot from a checkout."""
    git(config.parent, "init", "--quiet")
    assert main(["link", "en"]) == 0  # before the first commit
    (config.parent / ".gitignore").write_text("/config.yaml\n*.sqlite3\n")
    commit(config.parent)
    assert main(["link", "en"]) == 0
    assert len(BotApi.seen) == 2


def test_settings_in_a_repository_that_cannot_be_read_are_not_used(config: Path) -> None:
    """Who knows what it would say."""
    git(config.parent, "init", "--quiet")
    commit(config.parent)
    for path in (config.parent / ".git" / "objects").glob("??/*"):
        path.chmod(0o600)
        path.write_bytes(b"x")
    assert main(["link", "en"]) == 2
    assert BotApi.seen == []


@pytest.mark.parametrize(("what", "mode", "owner"), OPEN)
@pytest.mark.parametrize("named", ["option", "environment"])
def test_settings_that_were_named_are_used(
    what: str, mode: int, owner: int | None, named: str,
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Whoever names a file has decided."""
    open_up(config, what, mode, owner)
    if named == "environment":
        monkeypatch.setenv(FILE_VARIABLE, "config.yaml")
    assert main(["link", "en", *(["--config", "config.yaml"] if named == "option" else [])]) == 0
    assert BotApi.seen == [f"/bot{TOKEN}/getMe"]
    assert "https://t.me/some_bot" in capsys.readouterr().out


def test_settings_of_the_user_are_used(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And it is told where the token goes, without the token."""
    assert main(["link", "en"]) == 0
    assert BotApi.seen == [f"/bot{TOKEN}/getMe"]
    assert capsys.readouterr().err.startswith("I ask http://127.0.0.1:")


def test_where_files_have_no_owners_settings_are_used(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, each user's folders are closed to others by lists of rights."""
    monkeypatch.delattr(os, "geteuid", raising=False)
    config.chmod(0o666)
    assert main(["link", "en"]) == 0


@posix
def test_without_the_token_such_settings_do(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to give away."""
    config.parent.chmod(0o777)
    assert main(["link", "en", "--bot", "some_bot"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("settings", "server"), [
    pytest.param("", "https://api.telegram.org", id="Telegram"),
    pytest.param("telegram: {base_url: 'http://127.0.0.1:9/bot'}", "http://127.0.0.1:9", id="another server"),
])  # fmt: skip
def test_a_starting_bot_logs_where_the_token_goes(settings: str, server: str, tmp_path: Path) -> None:
    """Before anything is sent; this token is none, so the bot stops there."""
    (tmp_path / "config.yaml").write_text(settings)
    environ = {**os.environ, "PYTHONPATH": str(ROOT), TOKEN_VARIABLE: "wrong-token"}
    command = [sys.executable, "-m", "bot", "telegram", "--config", "config.yaml"]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"The token goes to {server}\n" in done.stderr
    assert "wrong-token" not in done.stderr
