"""`import` as a maintainer meets it: shown first, written whole or not at all, and told in their language."""

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.kb.rule import Reply
from bot.texts import find_texts
from bot.tools.importing.trial import try_import
from tests.running import run
from tests.tools.importing.small import FACTS, FILES, HEAD, LATER, SOURCES

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "tests" / "data" / "import"
Import = Callable[..., tuple[int, str, str]]
NEW_SOURCE = {
    "title": "Jaarcijfers 2024",
    "type": "report",
    "note": "Cited as: KB, 2024a",
    "author": [{"literal": "Koninklijke Bibliotheek"}],
    "issued": {"date-parts": [[2024]]},
}
NEW_ROWS = "members;circa 3,8 miljoen;2024;KB, 2024a;3,8 miljoen|leden\nschools;94%;2023-2024;kb-2024a;94%\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small knowledge base in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        path = tmp_path / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    (tmp_path / "bronnen.json").write_text(json.dumps([NEW_SOURCE]), encoding="utf-8")
    (tmp_path / "cijfers.csv").write_text(f"{HEAD}\n{NEW_ROWS}", encoding="utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
def importing(folder: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Return what runs the command on that folder."""
    return lambda *typed: run("import", *typed, "--knowledge", str(folder), capsys=capsys)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_write_nothing_is_written(folder: Path, importing: Import) -> None:
    """What would be done is shown, with its values."""
    before = content_of(folder)
    code, output, errors = importing("bronnen.json", "cijfers.csv")
    assert (code, errors) == (0, "")
    assert content_of(folder) == before
    for words in ("nummer 1: erbij: kb-2024a", "cited_as: KB, 2024a", "rij 2: erbij: members, 2024", "value: 3800000\n",
                  "3 erbij, 0 anders, 0 al aanwezig, 0 geweigerd.", "--write"):  # fmt: skip
        assert words in output


def test_with_write_it_stands_in_its_places(folder: Path, importing: Import) -> None:
    """Each row where the newest row of its fact stands; every line that was there is there still."""
    code, output, _ = importing("bronnen.json", "cijfers.csv", "--write")
    assert code == 0
    after = {name: content.decode() for name, content in content_of(folder).items()}
    assert after["sources.yaml"] == SOURCES + (
        "  - id: kb-2024a\n    cited_as: KB, 2024a\n    type: report\n    title: Jaarcijfers 2024\n"
        '    author: [{literal: Koninklijke Bibliotheek}]\n    issued: "2024"\n'
    )
    assert after["facts/facts.yaml"] == FACTS.replace(
        "    figures:\n      - value: 3700000",
        '    figures:\n      - value: 3800000\n        as_printed: "circa 3,8 miljoen"\n        qualifier: circa\n'
        '        period: "2024"\n        source: kb-2024a\n        evidence: ["3,8 miljoen", leden]\n'
        "      - value: 3700000",
    )
    assert after["facts/later.yaml"] == LATER.replace(
        "figures:\n",
        'figures:\n  - fact: schools\n    value: 94\n    as_printed: "94%"\n    period: "2023-2024"\n'
        '    source: kb-2024a\n    evidence: ["94%"]\n',
    )
    assert all(name in output for name in after)


def test_what_was_written_is_no_change(folder: Path, importing: Import) -> None:
    """The same command again does nothing."""
    importing("bronnen.json", "cijfers.csv", "--write")
    before = content_of(folder)
    code, output, _ = importing("bronnen.json", "cijfers.csv", "--write")
    assert code == 0
    assert "0 erbij, 0 anders, 3 al aanwezig, 0 geweigerd." in output
    assert content_of(folder) == before


def test_a_proposed_citation_is_marked_in_the_file(folder: Path, importing: Import) -> None:
    """Whoever opens the file sees that it has to be looked at."""
    (folder.parent / "b.json").write_text('[{"title": "Abc"}]', encoding="utf-8")
    code, output, _ = importing("b.json", "--write", "--lang", "en")
    assert code == 0
    assert "that is a proposal" in output
    assert "cited_as: Abc  # proposed: check it against the document that cites it\n" in (
        folder / "sources.yaml"
    ).read_text(encoding="utf-8")


def test_what_differs_is_written_with_update_alone(folder: Path, importing: Import) -> None:
    """Field by field; the comment behind a value stays."""
    item = {"id": "kb-2018c", "title": "Nieuwe titel", "language": "nl"}
    (folder.parent / "b.json").write_text(json.dumps([item]), encoding="utf-8")
    (folder.parent / "c.csv").write_text(f"{HEAD}\nmembers;3.510.000;2018;kb-2018c;leden|3.510.000\n"
                                         "hours;32;2021-06-24;klaren-2023;\n", encoding="utf-8")  # fmt: skip
    before = content_of(folder)
    code, output, _ = importing("b.json", "--write")
    assert (code, content_of(folder)) == (0, before)
    assert "title: Bibliotheekstatistiek 2017 → Nieuwe titel" in output
    assert "--update" in output
    code, output, _ = importing("b.json", "c.csv", "--write", "--update")
    assert code == 1, "the value is no longer what is printed"
    assert content_of(folder) == before
    (folder.parent / "c.csv").write_text(f"{HEAD};zoals gedrukt\nmembers;3.510.000;2018;kb-2018c;;3.510.000\n"
                                         "hours;32;2021-06-24;klaren-2023;;\n", encoding="utf-8")  # fmt: skip
    code, output, _ = importing("b.json", "c.csv", "--write", "--update")
    assert code == 0
    after = {name: content.decode() for name, content in content_of(folder).items()}
    assert after["sources.yaml"] == SOURCES.replace(
        "    title: Bibliotheekstatistiek 2017\n", "    title: Nieuwe titel\n    language: nl\n"
    )
    assert after["facts/facts.yaml"] == FACTS.replace("{value: 30,", "{value: 32,").replace(
        '{value: 3500000, as_printed: "3.500.000"', '{value: 3510000, as_printed: "3.510.000"'
    )


def test_a_url_is_replaced_under_the_name_that_it_has(folder: Path, importing: Import) -> None:
    """A record has `url` or `URL`, never both."""
    (folder.parent / "b.json").write_text('[{"id": "bnet-2022", "URL": "https://nieuw.nl"}]', encoding="utf-8")
    assert importing("b.json", "--write", "--update")[0] == 0
    assert "    URL: https://nieuw.nl\n" in (folder / "sources.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param("school;1;2024;kb-2017;x", "kolom “feit”: “school” is geen feit. Bedoel je “schools”?", id="fact"),
        pytest.param("schools;840%;2024;kb-2017;x", "kolom “waarde”: 840 is meer dan kan", id="840 percent"),
        pytest.param("schools;94%;2024;kb-2017;", "kolom “bewijs”: Het bewijs ontbreekt.", id="evidence"),
    ],
)
def test_one_row_that_is_wrong_stops_all(folder: Path, importing: Import, row: str, words: str) -> None:
    """It is told by its row and column, in Dutch."""
    with (folder.parent / "cijfers.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    before = content_of(folder)
    code, output, _ = importing("bronnen.json", "cijfers.csv", "--write")
    assert code == 1
    assert content_of(folder) == before
    assert "rij 4: GEWEIGERD" in output
    assert words in output
    assert "Er is niets geschreven" in output


def test_the_rules_of_check_are_kept(folder: Path, importing: Import) -> None:
    """A row may be sound by itself, and leave its fact without something that its statement tells."""
    facts = folder / "facts" / "facts.yaml"
    facts.write_text(FACTS.replace("{value} uur.", "{value} uur in {period}."), encoding="utf-8")
    (folder.parent / "c.csv").write_text(f"{HEAD}\nhours;33;;kb-2017;uur\n", encoding="utf-8")
    before = content_of(folder)
    code, output, _ = importing("c.csv", "--write")
    assert (code, content_of(folder)) == (1, before)
    assert "rij 2: GEWEIGERD: hours, zonder periode" in output
    assert "{period} has nothing to stand for" in output


def test_a_formula_in_a_title_is_refused(folder: Path, importing: Import) -> None:
    """Whoever opens the exported table would have it worked out."""
    item = {**NEW_SOURCE, "title": '=HYPERLINK("http://a.nl")'}
    (folder.parent / "b.json").write_text(json.dumps([item]), encoding="utf-8")
    before = content_of(folder)
    code, output, _ = importing("b.json", "--write")
    assert (code, content_of(folder)) == (1, before)
    assert "takes for a formula" in output


def test_a_problem_that_belongs_to_no_row_is_told_too(folder: Path) -> None:
    """A new row may take a question away from another fact; what was wrong before is not counted."""

    def make_reply(knowledge: KnowledgeBase) -> Reply:
        is_new = any(row.period == "2024" for row in knowledge.facts["members"].figures)
        taken = "members" if is_new else "schools"
        owner = {"Hoe": "hours", "How": "hours", "Doe": "almost-all", "Do ": "almost-all"}
        return lambda question, _: (
            "answer",
            (taken if "scho" in question else owner.get(question[:3], "members"),),
            (),
        )

    files = [("c.csv", f"{HEAD}\nmembers;38;2024;kb-2017;leden\n".encode())]
    trial = try_import(files, str(folder), reply_factory=make_reply)
    assert trial.is_refused
    assert [entry.outcome for plan in trial.plans for entry in plan.entries] == ["added"]
    assert {problem.rule for problem in trial.problems} == {"unreachable-fact"}
    assert all('"schools"' in problem.what for problem in trial.problems)


def test_problems_that_were_there_stop_nothing(folder: Path, importing: Import) -> None:
    """A source that nobody uses yet, and a question that gets no answer, are for another day."""
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: later, cited_as: Later}\n")
    code, output, _ = importing("bronnen.json", "cijfers.csv", "--write")
    assert (code, "regels van vraagbaak check" in output) == (0, False)


def test_a_knowledge_base_with_errors_is_told_first(folder: Path, importing: Import) -> None:
    """By file and line."""
    (folder / "facts" / "facts.yaml").write_text(FACTS + "  - id: [\n", encoding="utf-8")
    code, output, errors = importing("bronnen.json")
    assert (code, output) == (1, "")
    assert re.search(r"facts\.yaml:\d+: broken-yaml: ", errors)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param(["nergens.csv"], "nergens.csv is er niet", id="no such file"),
        pytest.param(["knowledge"], "knowledge is er niet, of is niet te lezen", id="a folder"),
        pytest.param(
            ["bronnen.json", "--into", "mijn.yaml"], "Kies uit: facts/facts.yaml", id="no such knowledge file"
        ),
    ],
)
def test_bad_use(importing: Import, typed: list[str], words: str) -> None:
    """Exit code 2, and one sentence."""
    code, output, errors = importing(*typed)
    assert (code, output) == (2, "")
    assert words in errors


def test_sources_go_into_the_file_that_is_named(folder: Path, importing: Import) -> None:
    """By its name below the folder."""
    assert importing("bronnen.json", "--write", "--into", "facts/later.yaml")[0] == 0
    assert (folder / "facts" / "later.yaml").read_text(encoding="utf-8").startswith(LATER + "sources:\n")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("name", "content", "form", "code"),
    [
        pytest.param("a.json", b'[{"title": "A"', None, "json_broken", id="CSL-JSON"),
        pytest.param("a.bib", b"@book{a,\n title = {A", None, "bibtex_broken", id="BibTeX"),
        pytest.param("a.ris", b"TY  - BOOK\nTI  - A\n", None, "ris_open", id="RIS"),
        pytest.param("a.csv", b'feit;"waarde\n', None, "csv_broken", id="CSV"),
        pytest.param("a.xlsx", b"PK\x03\x04 rubbish", None, "no_spreadsheet", id="xlsx"),
        pytest.param("a.ods", b"PK\x03\x04 rubbish opendocument.spreadsheet", None, "no_spreadsheet", id="ods"),
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0", None, "old_excel", id="xls"),
        pytest.param("a.pdf", b"%PDF\x00", None, "no_text", id="PDF"),
        pytest.param("a.md", b"Hallo", None, "form_unknown", id="no form"),
        pytest.param("a.csv", b"feit;waarde;bron\nx;1;y", "xlsx", "form_misfit", id="another form than was said"),
        pytest.param("a.txt", b"% nothing", "bibtex", "nothing_found", id="a form that was said, and nothing in it"),
    ],
)
def test_a_damaged_file_gets_a_kind_sentence(
    folder: Path, importing: Import, name: str, content: bytes, form: str | None, code: str, language: str
) -> None:
    """In the language of the user, without a word of a programmer; exit code 1."""
    (folder.parent / name).write_bytes(content)
    typed = [name, "--lang", language, *(["--format", form] if form else [])]
    exit_code, output, errors = importing(*typed)
    assert (exit_code, errors) == (1, "")
    report = json.loads(importing(*typed, "--json")[1])
    (fault,) = report["files"][0]["faults"]
    assert fault["code"] == code
    assert fault["text"] in output
    assert not re.search(r"Error|None|Traceback|Exception|mapping|scalar|object", output)


def test_json_tells_all(importing: Import) -> None:
    """What people read, for programs."""
    code, output, _ = importing("bronnen.json", "cijfers.csv", "--json", "--write")
    report = json.loads(output)
    assert code == 0
    assert report["counts"] == {"added": 3, "changed": 0, "unchanged": 0, "refused": 0}
    assert len(report["written"]) == 3
    row = report["files"][1]["entries"][0]
    assert (row["row"], row["kind"], row["id"], row["period"], row["outcome"]) == (
        2,
        "figure",
        "members",
        "2024",
        "added",
    )
    assert row["record"]["value"] == "3800000"


def test_a_file_that_may_not_be_written_is_told(
    folder: Path, importing: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is."""
    before = content_of(folder)
    monkeypatch.setattr(os, "access", lambda *_: False)
    code, _, errors = importing("bronnen.json", "cijfers.csv", "--write")
    assert code == 1
    assert "kan niet worden geschreven" in errors
    assert content_of(folder) == before


def _spoil(rows: list[str], chance: random.Random) -> list[str]:
    """Return the rows with one of them made wrong."""
    at = chance.randrange(len(rows))
    cells = rows[at].split(";")
    column, cell = chance.choice([(0, "onzin"), (1, "veel"), (1, ""), (2, "2010-11"), (3, "niemand"), (4, "")])
    cells[column] = cell
    return [*rows[:at], ";".join(cells), *rows[at + 1 :]]


@pytest.mark.parametrize("seed", range(8))
def test_a_refused_import_changes_no_byte(folder: Path, importing: Import, seed: int) -> None:
    """Whatever else is in the files: new sources, rows that are right, changes, other ends of lines."""
    chance = random.Random(seed)
    for path in [folder / name for name in FILES]:
        if chance.random() < 0.5:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    rows = [f"members;{chance.randrange(10**6)};{year};kb-2017;leden" for year in chance.sample(range(1950, 2000), 5)]
    rows += [f"schools;{chance.randrange(100)}%;{year}-{year + 1};kb-2018c;scholen" for year in (2001, 2002, 2003)]
    chance.shuffle(rows)
    (folder.parent / "c.csv").write_text("\n".join([HEAD, *_spoil(rows, chance)]), encoding="utf-8")
    before = content_of(folder)
    options = chance.choice([[], ["--update"], ["--json"]])
    assert importing("bronnen.json", "c.csv", "--write", *options)[0] == 1
    assert content_of(folder) == before
    (folder.parent / "c.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    assert importing("bronnen.json", "c.csv", "--write", *options)[0] == 0, "it was the one row"
    assert content_of(folder) != before


def test_an_exported_table_is_edited_and_read_back(
    folder: Path, importing: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row more and one cell changed; all the rest is no change."""
    run("export", "--format", "csv", "--output", "alles.csv", "--knowledge", str(folder), capsys=capsys)
    table = Path("alles.csv").read_text(encoding="utf-8").splitlines()
    columns = table[0].split(",")
    cells = {"fact": "schools", "value": "95", "period": "2024-2025", "source": "kb-2017"}
    table = [line.replace("p. 3", "p. 5") for line in table]
    table[0] += ",evidence"
    table.append(",".join([*(cells.get(column, "") for column in columns), "95%"]))
    Path("alles.csv").write_text("\r\n".join(table), encoding="utf-8")
    code, output, _ = importing("alles.csv", "--write", "--update")
    assert code == 0
    assert "1 erbij, 1 anders, 5 al aanwezig, 0 geweigerd." in output
    assert "locator: p. 5" in (folder / "facts" / "facts.yaml").read_text(encoding="utf-8")


def test_every_text_is_there_in_each_language() -> None:
    """With the same blanks to fill in, and none that is never used."""
    blanks = {
        language: {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in texts.items()}
        for language, texts in find_texts("import").items()
    }
    assert blanks["nl"] == blanks["en"]
    code = "".join(path.read_text(encoding="utf-8") for room in ("tools/importing", "citing", "commands")
                   for path in (ROOT / "bot" / room).glob("*.py") if path.name != "texts.py")  # fmt: skip
    unused = [
        name for name in find_texts("import")["nl"] if not re.search(rf"""["']{name.removesuffix("_near")}["']""", code)
    ]
    assert [name for name in unused if not name.startswith("name_")] == []


def test_zotero_into_the_real_sources(article_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three forms one after the other: the second and third bring nothing new."""
    shutil.copytree(article_folder, tmp_path / "knowledge")
    for name, counts in (("zotero.json", "4 new, 0 changed, 0 no change"), ("zotero.ris", "0 new, 0 changed, 4 no"),
                         ("zotero.bib", "0 new, 0 changed, 4 no")):  # fmt: skip
        code, output, _ = run("import", str(EXPORTS / name), "--knowledge", str(tmp_path / "knowledge"), "--write",
                              "--lang", "en", capsys=capsys)  # fmt: skip
        assert (code, counts in output) == (0, True), output
