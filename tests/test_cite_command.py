"""`vraagbaak cite`: references on standard output or in a file."""

import json
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from tests.running import run

KB = "Koninklijke Bibliotheek. (2018c). [titel niet bekend], geciteerd in Bibliotheken en samenwerking.\n"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings lie about."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param(("kb-2018c",), KB, id="a source, in Dutch"),
        pytest.param(("commercial-partners-share",), KB, id="a fact"),
        pytest.param(("kb-2018c", "commercial-partners-share"), KB, id="the same source twice"),
        pytest.param(
            ("kb-2018c", "--lang", "en"),
            "Koninklijke Bibliotheek. (2018c). [title not known], cited in Bibliotheken en samenwerking.\n",
            id="in English",
        ),
    ],
)
def test_apa_is_the_usual_form(arguments: tuple[str, ...], output: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each source."""
    assert run("cite", *arguments, capsys=capsys) == (0, output, "")


def test_a_fact_gives_the_sources_of_its_newest_figure_first(
    capsys: pytest.CaptureFixture[str], knowledge: KnowledgeBase
) -> None:
    """Each source once, also that of a figure that is not shown unless asked for."""
    fact = max(knowledge.facts.values(), key=lambda fact: len({row.sources for row in fact.rows}))
    wanted = list(dict.fromkeys(source for row in fact.rows for source in row.sources))
    assert len(wanted) > 1
    code, output, _ = run("cite", fact.id, "--format", "csl-json", capsys=capsys)
    assert (code, [item["id"] for item in json.loads(output)]) == (0, wanted)


@pytest.mark.parametrize("form", ["apa", "bibtex", "ris", "csl-json"])
def test_all_sources_go_to_a_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], knowledge: KnowledgeBase
) -> None:
    """Every source is there, and nothing is printed."""
    file = tmp_path / "sources"
    assert run("cite", "--all", "--format", form, "--output", str(file), capsys=capsys) == (0, "", "")
    text = file.read_bytes().decode()
    count = {"apa": "\n", "bibtex": "\n}\n", "ris": "\nER  - ", "csl-json": '"id": '}[form]
    assert text.count(count) == len(knowledge.sources)
    assert "\r" not in text


def test_all_references_are_in_the_order_of_the_alphabet(capsys: pytest.CaptureFixture[str]) -> None:
    """As in a list of references."""
    lines = run("cite", "--all", capsys=capsys)[1].splitlines()
    assert lines == sorted(lines, key=str.casefold)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("kb-2018d",), "Bedoel je kb-2018", id="nearly a source"),
        pytest.param(("comercial-partners-share",), "Bedoel je commercial-partners-share?", id="nearly a fact"),
        pytest.param(("kb-2018c", "zzz", "--lang", "en"), "no source and no fact with the id zzz.", id="nothing"),
        pytest.param((), "--all", id="no id"),
        pytest.param(("--all", "kb-2018c"), "--all", id="ids and all"),
        pytest.param(("kb-2018c", "--format", "mla"), "mla", id="a form that is not known"),
    ],
)
def test_bad_use_is_told(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In a kind sentence, with exit code 2, and nothing is printed for the rest."""
    code, output, errors = run("cite", *arguments, capsys=capsys)
    assert (code, output) == (2, "")
    assert told in errors
    assert "Traceback" not in errors


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By what the system says of it."""
    code, output, errors = run("cite", "kb-2018c", "--output", str(tmp_path / "none" / "file"), capsys=capsys)
    assert (code, output) == (2, "")
    assert "kan niet worden geschreven" in errors
