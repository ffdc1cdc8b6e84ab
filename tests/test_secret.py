"""Secrets from the environment, from a file that it names, and from a credential of systemd."""

import os
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.store_access import SHORTEST_KEY
from bot.config import STORE_KEY_VARIABLE, STORE_VARIABLE, TOKEN_VARIABLE, Settings, find_store
from bot.secret import LONGEST_SECRET, SecretError, find_secret

TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    """Return a file as an editor leaves it, by the name that a unit of systemd gives it."""
    path = tmp_path / TOKEN_VARIABLE
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


def test_the_first_that_is_there_counts(token_file: Path) -> None:
    """The variable, the file that one names, the credential; without any of them there is no secret."""
    environ = {"CREDENTIALS_DIRECTORY": str(token_file.parent)}
    assert find_secret(TOKEN_VARIABLE, environ) == TOKEN
    assert find_secret(STORE_VARIABLE, environ) == ""
    environ[f"{TOKEN_VARIABLE}_FILE"] = "no-such-file"
    with pytest.raises(SecretError):
        find_secret(TOKEN_VARIABLE, environ)
    environ[f"{TOKEN_VARIABLE}_FILE"] = str(token_file)
    assert find_secret(TOKEN_VARIABLE, environ) == TOKEN
    assert find_secret(TOKEN_VARIABLE, {**environ, TOKEN_VARIABLE: " other "}) == "other"
    assert find_secret(TOKEN_VARIABLE, {TOKEN_VARIABLE: "  "}) == ""


def test_an_address_of_a_store_with_a_password_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.write_text("postgresql://user:password@host/database", encoding="utf-8")
    found = find_store(Settings(store="other"), None, {f"{STORE_VARIABLE}_FILE": str(path)})
    assert found == "postgresql://user:password@host/database"


@pytest.mark.parametrize("content", [
    pytest.param(b"", id="empty"),
    pytest.param(b" \n", id="only spaces"),
    pytest.param(f"{TOKEN}\n{TOKEN}".encode(), id="two lines"),
    pytest.param(TOKEN.encode() + b"\xff", id="not UTF-8"),
    pytest.param(b"x" * (LONGEST_SECRET + 1), id="too long"),
])  # fmt: skip
def test_what_is_no_secret_is_refused(token_file: Path, content: bytes) -> None:
    """With the path, and nothing of what stands there."""
    token_file.write_bytes(content)
    with pytest.raises(SecretError) as refused:
        find_secret(TOKEN_VARIABLE, {f"{TOKEN_VARIABLE}_FILE": str(token_file)})
    assert refused.value.args == (str(token_file), None)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("command", [["telegram"], ["unanswered"], ["link"]], ids=lambda command: command[0])
@pytest.mark.parametrize(("name", "words"), [
    pytest.param("no-such-file", "no-such-file kan niet worden gelezen (No such file", id="no file"),
    pytest.param("faulty", "Zet in faulty één regel tekst", id="no secret"),
])  # fmt: skip
def test_a_command_says_which_file_it_cannot_use(
    command: list[str], name: str, words: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """In one sentence, and with the exit code of wrong settings, after which systemd does not try again."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty").write_text(f"{TOKEN}\n{TOKEN}\n", encoding="utf-8")
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv(f"{TOKEN_VARIABLE}_FILE", name)
    assert main(command) == 2
    said = capsys.readouterr()
    assert said.err.startswith(words)
    assert TOKEN not in said.out + said.err
    assert len(said.err.splitlines()) == 1


def test_a_report_opens_the_store_with_its_own_key_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a token, as far as the store that is not there; one that can be guessed is refused."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv(f"{STORE_KEY_VARIABLE}_FILE", str(tmp_path / "key"))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "no-such-store.sqlite3"))
    for key, said in (("k" * SHORTEST_KEY, "is niets bewaard"), ("k" * (SHORTEST_KEY - 1), "is te kort")):
        (tmp_path / "key").write_text(f"{key}\n", encoding="utf-8")
        assert main(["unanswered"]) == 2
        assert said in capsys.readouterr().err


def test_the_store_key_goes_by_no_settings_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They say where the store is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv(STORE_KEY_VARIABLE, "k" * SHORTEST_KEY)
    (tmp_path / "config.yaml").write_text("store: other.sqlite3\n", encoding="utf-8")
    (tmp_path / "config.yaml").chmod(0o666)
    assert main(["unanswered"]) == 2
    assert "Iemand anders kan" in capsys.readouterr().err


def test_a_report_opens_the_store_with_the_token_of_a_file(
    token_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes as far as the store, which is not there; the token never gets into the environment."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(token_file.parent))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "no-such-store.sqlite3"))
    assert main(["unanswered"]) == 2
    assert "is niets bewaard" in capsys.readouterr().err
    assert TOKEN not in os.environ.values()


def test_the_bot_starts_with_the_token_of_a_file(
    token_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes as far as looking at it, and does not repeat what is no token."""
    token_file.write_text("no-token-at-all\n", encoding="utf-8")
    monkeypatch.chdir(token_file.parent)
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(token_file.parent))
    monkeypatch.setenv(STORE_VARIABLE, str(token_file.parent / "store.sqlite3"))
    assert main(["telegram"]) == 2
    said = capsys.readouterr().err
    assert said.splitlines()[-1].startswith("The Telegram token does not look like")  # above it: where it would go
    assert "no-token-at-all" not in said
