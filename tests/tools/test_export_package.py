"""The data package is one by the standard, says frictionless, which reads such packages; its tables hold together."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from bot.core.records.model import KnowledgeBase
from bot.tools.export_package import NotOursError, make_package, write_package
from tests.tools.exported import LANGUAGES, make_small

FILES = {"figures.csv", "sources.csv", "breaks.csv", "datapackage.json"}


def faults(folder: Path) -> list[str]:
    """Return the kinds of fault that frictionless finds."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    return sorted({kind for (kind,) in report.flatten(["type"])})


@pytest.fixture(scope="module")
def package(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the package of the real knowledge base."""
    folder = tmp_path_factory.mktemp("package")
    write_package(knowledge, str(folder), LANGUAGES)
    return folder


def test_the_package_is_valid(package: Path) -> None:
    """Types, constraints, primary and foreign keys of every row."""
    assert {path.name for path in package.iterdir()} == FILES
    assert faults(package) == []


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        pytest.param("sources.csv", lambda text: text.replace("kb-2018c,", "kb-2018x,"), "foreign-key", id="source"),
        pytest.param("figures.csv", lambda text: text.replace(",26,percent", ",?,percent"), "type-error", id="value"),
        pytest.param("figures.csv", lambda text: text.replace(",percent,", ",%,"), "constraint-error", id="unit"),
        pytest.param("figures.csv", lambda text: text + text.splitlines(True)[1], "primary-key", id="twice"),
        pytest.param("breaks.csv", lambda text: text.replace("\r\n", "\r\nx-", 1), "foreign-key", id="fact"),
    ],
)
def test_damage_is_found(file: str, change: Callable[[str], str], fault: str, package: Path, tmp_path: Path) -> None:
    """So the description says enough to tell a whole package from a broken one."""
    shutil.copytree(package, tmp_path / "broken")
    path = tmp_path / "broken" / file
    before = path.read_bytes().decode()
    assert change(before) != before
    path.write_bytes(change(before).encode())
    assert fault in faults(tmp_path / "broken")


def test_the_description_speaks_both_languages_or_one(tmp_path: Path) -> None:
    """In the fields of the standard, which hold one text."""
    kb = make_small(tmp_path)
    titles = {}
    for languages in (LANGUAGES, ("en",)):
        described = json.loads(make_package(kb, languages)["datapackage.json"])
        assert all(field["title"] and field["description"] for field in described["resources"][0]["schema"]["fields"])
        titles[languages] = (described["title"], described["resources"][0]["title"])
    assert titles == {
        LANGUAGES: ("Cijfers van Vraagbaak / Figures of Vraagbaak", "Cijfers / Figures"),
        ("en",): ("Figures of Vraagbaak", "Figures"),
    }


def test_no_licence_is_made_up(package: Path) -> None:
    """The figures are those of their sources."""
    assert "licenses" not in json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_in_one_language_is_valid(tmp_path: Path) -> None:
    """The columns that are left out are left out of the description as well."""
    write_package(make_small(tmp_path), str(tmp_path / "new" / "folder"), ("nl",))
    assert faults(tmp_path / "new" / "folder") == []


def test_an_earlier_package_is_renewed_and_what_else_is_there_stays(tmp_path: Path) -> None:
    """The same figures give the same files."""
    kb, folder = make_small(tmp_path), tmp_path / "package"
    folder.mkdir()
    write_package(kb, str(folder), LANGUAGES)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "figures.csv").write_text("old", encoding="utf-8")
    write_package(kb, str(folder), LANGUAGES)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**first, "notes.txt": b"mine"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("letter.txt", "dear", id="another file"),
        pytest.param("figures.csv", "mine", id="a table of somebody else"),
        pytest.param("datapackage.json", '{"name": "budget"}', id="another package"),
        pytest.param("datapackage.json", "[]", id="no package"),
        pytest.param("datapackage.json", "{", id="no JSON"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(name: str, content: str, tmp_path: Path) -> None:
    """Nothing is written, and nothing lost."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / name).write_text(content, encoding="utf-8")
    kb = make_small(tmp_path)
    with pytest.raises(NotOursError):
        write_package(kb, str(folder), LANGUAGES)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {name: content}
    with pytest.raises(NotOursError):
        write_package(kb, str(folder / name), LANGUAGES)
