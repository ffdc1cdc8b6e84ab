"""`vraagbaak propose` on the command line: where the questions come from, what is shown, and what is written."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.store_access import secret_of_store
from bot.store.records import Changes, Unanswered
from bot.store.store import Store
from tests.small_knowledge import SMALL, change, make_knowledge

TOKEN = "123456789:AbC-dEf"
BEANBAGS = ("Hoeveel bibliotheken hebben een zitzak?", "hoeveel procent van de bibliotheken heeft zitzakken")
CORNER = '"zitzak" becomes another word for reading-corner (reading corner), {}:11'
ANSWERED = "{} of the {} questions of the group would be answered: corner-share: 62,5%, 2019 (Blom, 2020)."


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the small knowledge base, which is in the current folder."""
    make_knowledge(tmp_path / "kb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VRAAGBAAK_STORE", str(tmp_path / "store.sqlite3"))
    return Path("kb") / "all.yaml"


def propose(*arguments: str) -> int:
    return main(["propose", "--knowledge", "kb", "--lang", "en", *arguments])


def typed(answers: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run with answers on a pipe."""
    command = [sys.executable, "-m", "bot", "propose", "--knowledge", "kb", "--lang", "en", *arguments]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(command, input=answers, capture_output=True, text=True, env=environ, check=False)


def test_a_group_is_shown_with_what_would_help(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was understood, what was not, and each proposal with its effect; nothing is written."""
    assert propose(*BEANBAGS) == 0
    shown = capsys.readouterr().out
    assert 'Group 1: "Hoeveel bibliotheken hebben een zitzak?"' in shown
    assert f'Also: "{BEANBAGS[1]}"' in shown
    assert "Understood: bibliotheken = bibliotheek" in shown
    assert 'Unknown word: "zitzak"' in shown
    label = shown.partition(CORNER.format(file))[2]
    assert label.splitlines()[1].strip() == "Then " + ANSWERED.format(2, 2)
    assert label.splitlines()[2].strip() == "Other questions that would change: 0."
    assert "3. A new fact, zitzak-share." in shown
    assert "Group 2" not in shown
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_concept_may_be_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its id or any label; it comes first, and what does not help is said to do nothing."""
    assert propose(BEANBAGS[0], "--concept", "book nook") == 0
    assert f"1. {CORNER.format(file)}\n     Then {ANSWERED.format(1, 1)}" in capsys.readouterr().out
    assert propose(BEANBAGS[0], "--concept", "library") == 0
    shown = capsys.readouterr().out
    assert '1. "zitzak" becomes another word for library' in shown
    assert "none of the 1 questions" in shown.partition("2.")[0]
    for name in ("bench", "share"):  # the words for a way of asking stand in no knowledge base
        assert propose(BEANBAGS[0], "--concept", name) == 2
        assert f'There is no concept "{name}".' in capsys.readouterr().err


def test_what_else_changes_is_told(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A question that has no answer, by a file that was named, would be answered too."""
    against = tmp_path / "against.yaml"
    against.write_text("- {ask: Hoeveel bibliotheken hebben zitzakken in 2019?, why: other-topic}\n", encoding="utf-8")
    assert propose(BEANBAGS[0], "--concept", "reading-corner", "--against", str(against)) == 0
    shown = capsys.readouterr().out.partition("2.")[0]
    assert "Other questions that would change: 1 (1 new-false-answer)." in shown
    assert "- new-false-answer: Hoeveel bibliotheken hebben zitzakken in 2019? | " in shown


def test_a_proposal_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One label more, and every other letter as it was; after that the question is answered."""
    assert propose(BEANBAGS[0], "--concept", "reading-corner", "--write", "1") == 0
    assert f"Written into {file}:15." in capsys.readouterr().out
    there = SMALL.replace("nl: [leesplek] # not", "nl: [leesplek, zitzak] # not")
    assert file.read_text(encoding="utf-8") == there
    assert propose(BEANBAGS[0]) == 0
    assert f'These are answered already: "{BEANBAGS[0]}".' in capsys.readouterr().out


def test_a_word_of_another_concept_is_not_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told where that one stands."""
    change(file, "facts:\n", "  - {id: attic, facet: topic, pref: {nl: zolder, en: attic}}\nfacts:\n")
    before = file.read_text(encoding="utf-8")
    question = "Hoeveel bibliotheken hebben een zolder?"
    assert propose(question, "--concept", "reading-corner", "--write", "1") == 1
    shown = capsys.readouterr()
    assert '"zolder" is known (attic: attic), but no fact nearby is about it' in shown.out
    assert f'Mind: in nl, "zolder" already belongs to attic ({file}:18).' in shown.out
    assert "Proposal 1 was not written" in shown.err
    assert file.read_text(encoding="utf-8") == before


def test_what_breaks_a_rule_is_not_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example question of another fact would get this one."""
    change(
        file, "ask: {nl: [Hoeveel bibliotheken hebben een tuin?]", "ask: {nl: [Hoe groot is een zitzak in een tuin?]"
    )
    before = file.read_text(encoding="utf-8")
    assert propose(BEANBAGS[0], "--concept", "reading-corner", "--write", "1") == 1
    shown = capsys.readouterr()
    assert "Nothing was written, because this would no longer be right:" in shown.err
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("answers", "written"),
    [
        pytest.param("1\nyes\n", True, id="yes"),
        pytest.param("1\nno\n", False, id="no"),
        pytest.param("\n", False, id="nothing"),
        pytest.param("99\nbench\n", False, id="no such number, no such concept"),
        pytest.param("garden\n4\nja\n", True, id="a concept to try"),
        pytest.param("", False, id="an empty pipe"),
    ],
)
def test_the_choice_is_asked_for(answers: str, written: bool, file: Path) -> None:
    """On a pipe as in the terminal."""
    done = typed(answers, BEANBAGS[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert ("Written into" in done.stdout) == written
    assert (file.read_text(encoding="utf-8") != SMALL) == written
    assert ("To write one:" in done.stdout) == (not answers)


def test_a_new_fact_goes_on_as_new_does(file: Path) -> None:
    """With what is known filled in; it asks for the rest, and writes nothing when it is stopped."""
    done = typed("3\nbean bag\nstop\n", BEANBAGS[0])
    assert "vraagbaak new concept" in done.stdout
    assert "zitzak" in done.stdout.partition("vraagbaak new concept")[2]
    assert done.returncode == 1
    assert file.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("asked.txt", "\n".join(BEANBAGS) + "\n", id="lines"),
        pytest.param("asked.jsonl", "\n".join(json.dumps({"q": q, "fact": "x"}) for q in BEANBAGS), id="JSON lines"),
        pytest.param("asked.yaml", "".join(f"- {{ask: '{q}', why: x}}\n" for q in BEANBAGS), id="YAML"),
    ],
)
def test_questions_of_a_file(name: str, content: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the forms of eval, or one a line."""
    Path(name).write_text(content, encoding="utf-8")
    assert propose("--questions", name) == 0
    assert "Then " + ANSWERED.format(2, 2) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--questions", "none.txt"], "none.txt:1: unreadable", id="no file"),
        pytest.param(["Hoeveel?", "--questions", "none.txt"], "but not both", id="two sources"),
        pytest.param([BEANBAGS[0], "--write", "9"], "There is no proposal 9.", id="no such number"),
        pytest.param([BEANBAGS[0], "--against", "none.jsonl"], "none.jsonl:1: unreadable", id="against nothing"),
        pytest.param([], "VRAAGBAAK_TELEGRAM_TOKEN", id="no token"),
    ],
)
def test_bad_use_is_told(arguments: list[str], told: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2."""
    assert propose(*arguments) == 2
    assert told in capsys.readouterr().err


def test_questions_of_the_running_bot(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that two people asked, from its store; a store that is not there is not made."""
    monkeypatch.setenv("VRAAGBAAK_TELEGRAM_TOKEN", TOKEN)
    assert propose() == 2
    assert "Nothing is kept in" in capsys.readouterr().err
    assert not (tmp_path / "store.sqlite3").exists()
    asyncio.run(_ask_in_vain(str(tmp_path / "store.sqlite3")))
    assert propose() == 0
    shown = capsys.readouterr().out
    assert f'Group 1: "{BEANBAGS[0]}" (asked 3 times)' in shown
    assert ANSWERED.format(1, 1) in shown


async def _ask_in_vain(path: str) -> None:
    store = Store(path, secret_of_store(TOKEN))
    await store.open()
    for user in (1, 2, 2):
        vain = Unanswered(question=BEANBAGS[0], group="zitzak", language="nl", kind="abstain")
        await store.write(Changes(chat=user, user=user, unanswered=(vain,)))
    await store.close()


def test_a_broken_knowledge_base_stops_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told as other commands tell it."""
    change(file, "topic, pref: {nl: tuin", "topics, pref: {nl: tuin")
    assert propose(BEANBAGS[0]) == 1
    assert f"{file}:17: schema" in capsys.readouterr().err
