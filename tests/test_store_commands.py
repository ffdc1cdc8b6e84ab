"""`vraagbaak unanswered` and `vraagbaak feedback`: what the bot keeps, read in the terminal."""

import asyncio
import json
from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.job import Run
from bot.commands.store_access import SHORTEST_KEY, secret_of_store
from bot.commands.telegram import _running
from bot.config import STORE_KEY_VARIABLE, STORE_VARIABLE, TOKEN_VARIABLE, Settings
from bot.store.records import Changes, Feedback, Unanswered
from bot.store.store import Store

TOKEN = "123456789:a-token-of-the-tests"
HOSPITALS = "hoeveel bibliotheken werken samen met ziekenhuizen?"
FACT = "commercial-partners-share"
KEPT = (
    Changes(chat=1, user=1, unanswered=(Unanswered(question=HOSPITALS, group="a", language="nl", kind="nearby"),)),
    Changes(chat=2, user=2, unanswered=(Unanswered(question=HOSPITALS, group="a", language="nl", kind="nearby"),)),
    Changes(chat=3, user=3, unanswered=(Unanswered(question="van een", group="b", language="nl", kind="abstain"),)),
    Changes(
        chat=1,
        user=1,
        feedback=Feedback(fact=FACT, rating="bad", reason="old", answer=9, question="bedrijven?"),
        comment="ik mis musea",
    ),
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a store in which the bot has kept something."""
    path = tmp_path / "store.sqlite3"
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    monkeypatch.setenv(STORE_VARIABLE, str(path))

    asyncio.run(keep(path, secret_of_store(TOKEN)))
    return path


async def keep(path: Path, secret: bytes) -> None:
    store = Store(str(path), secret)
    await store.open()
    for changes in KEPT:
        await store.write(changes)
    await store.close()


@pytest.mark.parametrize(("arguments", "words"), [
    pytest.param(["unanswered"], (HOSPITALS, "2 mensen", "Per week", "partner", ".yaml:"), id="unanswered"),
    pytest.param(["unanswered", "--lang", "en"], (HOSPITALS, "2 people", "Nearest"), id="in English"),
    pytest.param(["unanswered", "--markdown", "--weeks", "2"], ("# Vragen", "| vraag |", HOSPITALS), id="Markdown"),
    pytest.param(["feedback"], (FACT, ".yaml:", "0 goed, 1 niet goed", "verouderd (1)", "bedrijven?", "ik mis musea"),
                 id="feedback"),
    pytest.param(["feedback", "--markdown"], ("# Oordelen", f"| {FACT} (", "- 20"), id="feedback as Markdown"),
])  # fmt: skip
def test_reports(kept: Path, arguments: list[str], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """What only one person asked is in none of them."""
    assert main(arguments) == 0
    told = capsys.readouterr().out.replace("\\-", "-").replace("\\_", "_")
    assert [word for word in words if word not in told] == []
    assert "van een" not in told


def test_json(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unanswered", "--json"]) == 0
    (group,) = json.loads(capsys.readouterr().out)["groups"]
    assert (group["question"], group["people"], group["times"], group["answered"]) == (HOSPITALS, 2, 2, False)
    assert main(["feedback", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (fact,) = told["facts"]
    assert (fact["fact"], fact["reasons"], fact["questions"][0]["question"]) == (FACT, {"old": 1}, "bedrijven?")
    assert told["comments"][0]["text"] == "ik mis musea"


def test_to_a_file(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Or a sentence that says why not."""
    path = tmp_path / "report.md"
    assert main(["unanswered", "--markdown", "--output", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith("# Vragen zonder antwoord")
    assert main(["unanswered", "--output", str(tmp_path / "no" / "folder.md")]) == 2
    assert "kan niet worden geschreven" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["unanswered", "feedback"])
@pytest.mark.parametrize(("variable", "value", "words"), [
    pytest.param(TOKEN_VARIABLE, "", "omgevingsvariabele", id="no token"),
    pytest.param(STORE_VARIABLE, "no-such-file.sqlite3", "is niets bewaard", id="no store"),
    pytest.param(TOKEN_VARIABLE, "123456789:another", "", id="another token"),
])  # fmt: skip
def test_what_cannot_be_read(
    kept: Path, command: str, variable: str, value: str, words: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """One sentence; no store is made where there is none, and with another token nothing of it is shown."""
    monkeypatch.setenv(variable, value)
    assert main([command]) == (2 if words else 0)
    said = capsys.readouterr()
    assert words in said.err
    assert not Path("no-such-file.sqlite3").exists()
    assert not [word for word in (HOSPITALS, "bedrijven?", "musea") if word in said.out + said.err]


KEY = "0123456789abcdef" * 4


@pytest.mark.parametrize(("variables", "is_read"), [
    pytest.param({STORE_KEY_VARIABLE: KEY, TOKEN_VARIABLE: TOKEN}, True, id="the key and the token"),
    pytest.param({STORE_KEY_VARIABLE: KEY, TOKEN_VARIABLE: "123456789:another"}, True, id="a new token"),
    pytest.param({STORE_KEY_VARIABLE: f" {KEY}\n"}, True, id="the key alone"),
    pytest.param({TOKEN_VARIABLE: TOKEN}, False, id="the token alone"),
    pytest.param({STORE_KEY_VARIABLE: KEY[::-1], TOKEN_VARIABLE: TOKEN}, False, id="another key"),
])  # fmt: skip
def test_a_store_with_a_key_of_its_own(
    variables: dict[str, str], is_read: bool,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The key opens it, whatever the token is; the token opens nothing, and the key is never shown."""
    asyncio.run(keep(tmp_path / "keyed.sqlite3", secret_of_store(TOKEN, KEY)))
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "keyed.sqlite3"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["feedback"]) == 0
    told = capsys.readouterr()
    assert ("ik mis musea" in told.out) == is_read
    assert KEY not in told.out + told.err


def test_the_key_is_kept_out_of_the_log() -> None:
    """It is one of the secrets of the running bot, as an address with a password is."""
    job = Run(Namespace(webhook=False), Settings(), {STORE_KEY_VARIABLE: KEY})
    assert _running(job, TOKEN, "store.sqlite3").secrets == (KEY,)
    assert _running(job, TOKEN, "postgresql://a:b@c/d").secrets == ("postgresql://a:b@c/d", KEY)


@pytest.mark.parametrize("command", ["unanswered", "feedback", "telegram"])
def test_a_key_that_can_be_guessed_is_refused(
    kept: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a sentence that says how to make one, and without the key."""
    monkeypatch.setenv(STORE_KEY_VARIABLE, "k" * (SHORTEST_KEY - 1))
    assert main([command]) == 2
    said = capsys.readouterr().err
    assert "openssl rand" in said
    assert "kkk" not in said
