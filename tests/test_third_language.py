"""A third language is added by files alone: German, from tests/data/languages, on a small knowledge base."""

import csv
import io
import json
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.kb.load import load_knowledge
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.profile import MENU
from tests.fake_telegram.api import FakeBotApi
from tests.running import run
from tests.surfaces.telegram.harness import Setup, press_and_see, until

DATA = Path(__file__).parent / "data"
KNOWLEDGE = str(DATA / "german")
MEMBERS = "Wie viele Mitglieder haben Bibliotheken?"
BAKERIES = "Wie viel Prozent der Bibliotheken arbeitet mit Bäckereien zusammen?"

pytestmark = pytest.mark.usefixtures("german")


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Point to the folder with the language, and let the user's environment speak it."""
    monkeypatch.setenv("VRAAGBAAK_LANGUAGES", str(DATA / "languages"))
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(MEMBERS, "2023: Bibliotheken hatten 1.234.567 Mitglieder.", id="the newest figure"),
        pytest.param("Wie viele Mitglider gab es im Jahr 2022?", "1,1 Millionen Mitglieder", id="misspelt, a year"),
        pytest.param("Wie viele Mitglieder gab es 2019?", "Für 2019 habe ich keine Daten.", id="another year"),
        pytest.param("Wie viele Bibliotheken arbeiten mit Krankenhäusern?", "Zu Krankenhäusern habe ich", id="unknown"),
        pytest.param("Sind die Mitglieder gestiegen?", "Ein Anstieg: 234.567 mehr als in 2021", id="a trend"),
        pytest.param("Arbeiten 12,5 Prozent der Bibliotheken mit Bäckereien?", "Ja. Schuljahr 2022", id="a percentage"),
        pytest.param(
            "Arbeiten fünfundzwanzig Prozent der Bibliotheken mit Bäckern?",
            "Nein. Schuljahr",
            id="a number in one word",
        ),
        pytest.param("Wie viele Mitglieder gab es letztes Schuljahr?", "Für Schuljahr 20", id="a moment"),
        pytest.param("auf Deutsch bitte", "wir machen auf Deutsch weiter", id="small talk"),
        pytest.param(
            BAKERIES,
            "Schuljahr 2022-2023: 12,5 % van de bibliotheken werkt samen met bakkers.",
            id="a text that is missing is shown in Dutch",
        ),
    ],
)
def test_it_is_asked_and_answered(question: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The language is found, and numbers, periods and fixed texts are German."""
    for _ in range(2):  # the second time from the compiled copy
        code, output, errors = run("ask", question, "--knowledge", KNOWLEDGE, capsys=capsys)
        assert (code, errors) == (0, "")
        assert told in output


def test_the_other_languages_are_answered_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    """Each in its own."""
    for question, told in (
        ("Hoeveel leden hebben bibliotheken?", "Bibliotheken hadden 1.234.567 leden."),
        ("How many members do libraries have?", "Libraries had 1,234,567 members."),
    ):
        assert told in run("ask", question, "--knowledge", KNOWLEDGE, capsys=capsys)[1]


def test_it_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line, and no language that is not there."""
    code, output, _ = run("ask", "Mitglieder", "--lang", "de", "--json", "--knowledge", KNOWLEDGE, capsys=capsys)
    assert (code, json.loads(output)["lang"]) == (0, "de")
    code, _, errors = run("ask", "Mitglieder", "--lang", "fr", capsys=capsys)
    assert code == 2
    assert "'de'" in errors


def test_a_message_in_no_language_tells_the_three_that_are_spoken(capsys: pytest.CaptureFixture[str]) -> None:
    """Each in its own words."""
    _, output, _ = run("ask", "Combien de bibliothèques avec les écoles ?", "--knowledge", KNOWLEDGE, capsys=capsys)
    assert "Ik spreek Nederlands." in output
    assert "Ich spreche Deutsch." in output


def test_a_conversation(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands are typed in German, and the terminal speaks it."""
    typed = f"/themen\n{MEMBERS}\n/quelle\n/diagramm\n/sprache fr\n/hilfe\n/ende\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
    code, output, errors = run("chat", "--knowledge", KNOWLEDGE, capsys=capsys)
    assert (code, errors) == (0, "")
    for told in (
        "Stell deine Frage",
        "1. Mitglieder",
        "Die Quelle ist Blom, 2024.",
        "2021",
        "Tipp /sprache mit einer dieser Sprachen: en, nl, de.",
        "Auf Wiedersehen!",
    ):
        assert told in output


def test_what_goes_wrong_is_told_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", capsys=capsys)[2].startswith("Stell eine Frage:")
    assert "keine Angabe mit der Id blom" in run("cite", "blom", "--knowledge", KNOWLEDGE, capsys=capsys)[2]


def test_references(capsys: pytest.CaptureFixture[str]) -> None:
    """As the Citation Style Language writes them in German."""
    _, output, _ = run("cite", "blom-2024", "--knowledge", KNOWLEDGE, capsys=capsys)
    assert output == "Blom, A. (2024). Tellen wat telt.\n"


def test_open_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables have a column for each language; what is not said in one is empty there, or tagged with another one."""
    table = run("export", "--format", "csv", "--knowledge", KNOWLEDGE, capsys=capsys)[1]
    rows = {row["fact"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert rows["members"]["label_de"] == "Mitglieder von Bibliotheken"
    assert (rows["bakery-share"]["label_de"], rows["bakery-share"]["population_nl"]) == ("", "bibliotheken")
    run("export", "--format", "datapackage", "--output", "p", "--lang", "de", "--knowledge", KNOWLEDGE, capsys=capsys)
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Zahlen von Vraagbaak"
    titles = [field["title"] for field in package["resources"][0]["schema"]["fields"]]
    assert "Bezeichnung (Deutsch)" in titles
    linked = run("export", "--format", "jsonld", "--lang", "de", "--knowledge", KNOWLEDGE, capsys=capsys)[1]
    names = {node["identifier"]: node["name"] for node in json.loads(linked)["variableMeasured"]}
    assert [name["@language"] for name in names["members"]] == ["de"]
    assert [name["@language"] for name in names["bakery-share"]] == ["nl"]


def test_check_tells_what_is_not_said_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    """As a remark: it stops nothing."""
    code, output, _ = run("check", KNOWLEDGE, capsys=capsys)
    *remarks, summary = output.splitlines()
    assert code == 0
    assert [remark.partition("untranslated: ")[2] for remark in remarks if "all.yaml" in remark] == [
        '"garden" has no "pref" in the language "de"; "nl" is shown. Add "de" there when you can.',
        '"bakery-share" has no "label", "population", "say", "ask" in the language "de"; "nl" is shown. '
        'Add "de" there when you can.',
    ]
    assert summary == f"2 facts, 4 concepts, 1 source: no problem, {len(remarks)} remarks."
    found = json.loads(run("check", KNOWLEDGE, "--json", capsys=capsys)[1])
    assert (found["problems"], len(found["remarks"])) == ([], len(remarks))


@pytest.mark.asyncio
async def test_telegram(tmp_path: Path) -> None:
    """Commands, menu, answers and buttons; the settings offer it."""
    knowledge = load_knowledge(KNOWLEDGE, use_cache=False).knowledge
    assert knowledge is not None
    setup = Setup(Desk(Assistant(knowledge), knowledge), tmp_path)
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        profile = api.profile
        await until(lambda: ("short_description", "de") in profile.texts)
        menu = [row["command"] for row in profile.commands["default", "de"]]
        assert len(menu) == len(MENU)
        assert {"frage", "themen", "vergiss"} <= set(menu)
        chat = api.chat(language="de")
        assert "Ich bin Vraagbaak" in (await chat.ask("/start")).text
        assert "(English, Nederlands, Deutsch)" in (await chat.ask("/help")).text
        assert "Wähl ein Thema" in (await chat.ask("/themen")).text
        answer = await chat.ask(f"/frage {MEMBERS}")
        assert "1.234.567 Mitglieder" in answer.text
        assert {"Quelle", "Warum diese Antwort?", "In het Nederlands", "In English"} <= set(answer.labels)
        await press_and_see(chat, answer, "Warum diese Antwort?")
        assert "So habe ich deine Frage gelesen" in answer.text
        await press_and_see(chat, answer, "In English")
        assert "Libraries had 1,234,567 members." in answer.text
        assert "Auf Deutsch" in answer.labels
        assert "ab jetzt antworte ich auf Deutsch" in (await chat.ask("/sprache deutsch")).text
        assert api.violations == []
