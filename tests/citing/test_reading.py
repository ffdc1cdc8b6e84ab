"""References come out of the files of reference managers with what those say, and damage is told where it is."""

import json
from pathlib import Path

import pytest

from bot.citing.files import cite_text
from bot.citing.items import Item
from bot.citing.reading import FORMS, ReferenceForm, parse_references
from bot.citing.references import Fault, Reference
from bot.core.records.model import KnowledgeBase

EXPORTS = Path(__file__).parents[1] / "data" / "import"
ENDINGS = {"csl-json": "json", "bibtex": "bib", "ris": "ris"}


def read(form: ReferenceForm) -> list[Reference]:
    text = (EXPORTS / f"zotero.{ENDINGS[form]}").read_text(encoding="utf-8")
    references, faults = parse_references(text, form)
    assert faults == []
    return references


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_zotero_is_read_whole(form: ReferenceForm) -> None:
    """Titles without marks of TeX, names in parts with their particles and accents, an institution as a whole."""
    first, second, third, fourth = (one.item for one in read(form))
    assert first["author"] == [{"literal": "Koninklijke Bibliotheek"}]
    assert first["publisher"] == "KB, nationale bibliotheek"
    assert "Cited as: KB, 2026b" in first["note"]
    assert second["title"] == "Eén keten: basisvaardigheden in de bibliotheek"
    assert second["author"] == [
        {"family": "van de Hoek", "given": "Annemiek"},
        {"family": "Çelik", "given": "Zoë"},
        {"family": "O’Neill", "given": "Seán"},
    ]
    assert third["URL"] == "https://www.bibliotheeknetwerk.nl/artikel/wie-werkt-er-samen"
    assert "author" not in third
    assert fourth["DOI"] == "10.1000/lisr.2024.42"
    assert "Library & Information Science Research" in (fourth.get("container-title"), fourth.get("publisher"))


@pytest.mark.parametrize(
    ("form", "dates", "types"),
    [
        pytest.param(
            "csl-json", ["2026-10-01", "2025", "2026-04", "2024-06-15"],
            ["report", "report", "webpage", "article-journal"], id="CSL-JSON",
        ),
        pytest.param(
            "bibtex", ["2026-10", "2025", "2026-04", "2024-06"],
            ["report", "report", None, "article-journal"], id="BibTeX knows no day, and no web page",
        ),
        pytest.param(
            "ris", ["2026-10-01", "2025", "2026-04", "2024-06-15"],
            ["report", "report", "webpage", "article-journal"], id="RIS",
        ),
    ],
)  # fmt: skip
def test_dates_and_types(form: ReferenceForm, dates: list[str], types: list[str | None]) -> None:
    """As exactly as the form has them, and no more."""
    references = read(form)
    assert [one.issued for one in references] == dates
    assert [one.item.get("type") for one in references] == types


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_read_again(knowledge: KnowledgeBase, form: ReferenceForm) -> None:
    """Every source under its own id, in the order of the file, with its date and address."""
    references, faults = parse_references(cite_text(list(knowledge.sources), knowledge, "nl", form), form)
    assert faults == []
    assert [(one.item["id"], one.issued, one.item.get("URL"), one.item.get("title")) for one in references] == [
        (source.id, source.issued or "", source.url, source.title) for source in knowledge.sources.values()
    ]
    assert [one.line for one in references] == sorted({one.line for one in references})


@pytest.mark.parametrize(
    ("text", "form", "faults", "left"),
    [
        pytest.param('[{"id": "a", "title": "A"},\n{"id": ', "csl-json", [(2, "json_broken")], 0, id="JSON, cut off"),
        pytest.param("[" * 100_000, "csl-json", [(0, "json_broken")], 0, id="JSON, nested without end"),
        pytest.param('"a"', "csl-json", [(0, "json_no_items")], 0, id="JSON, no list"),
        pytest.param('["a", {"id": "b"}]', "csl-json", [(1, "json_no_item")], 1, id="JSON, an item that is none"),
        pytest.param('[{"title": ["a"]}]', "csl-json", [(1, "json_no_text")], 0, id="JSON, a title that is a list"),
        pytest.param('[{"author": "Jan"}]', "csl-json", [(1, "json_no_names")], 0, id="JSON, authors in a row"),
        pytest.param('[{"author": ["Jan"]}]', "csl-json", [(1, "json_no_names")], 0, id="JSON, a name without parts"),
        pytest.param(
            "@book{a,\n  title = {A},\n  year = {2020}\n\n@book{b,\n  title = {B}\n}\n", "bibtex",
            [(1, "bibtex_broken")], 1, id="BibTeX, a brace too few",
        ),
        pytest.param("@book{a, title = {A}, title = {B}}", "bibtex", [(1, "bibtex_broken")], 0, id="BibTeX, twice"),
        pytest.param(
            "@book{a, title = {A}}\n@book{a, title = {B}}", "bibtex", [(2, "key_twice")], 1, id="BibTeX, one key",
        ),
        pytest.param("TY  - BOOK\nTI  - A\n", "ris", [(1, "ris_open")], 0, id="RIS, without an end"),
        pytest.param(
            "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n", "ris", [(1, "ris_open")], 1, id="RIS, one open",
        ),
        pytest.param("Hallo\nTY  - BOOK\nER  - \n", "ris", [(1, "ris_stray")], 0, id="RIS, something before it"),
    ],
)  # fmt: skip
def test_damage_is_told_where_it_is(text: str, form: ReferenceForm, faults: list[tuple[int, str]], left: int) -> None:
    """What is sound beside it is read all the same."""
    references, found = parse_references(text, form)
    assert [(fault.line, fault.code) for fault in found] == faults
    assert len(references) == left


@pytest.mark.parametrize(
    ("text", "form", "item"),
    [
        pytest.param(
            '{"items": [{"title": "A", "issued": {"raw": "najaar 2019"}}]}', "csl-json",
            ("najaar 2019", {"id": "", "title": "A"}), id="CSL-JSON, a date in words",
        ),
        pytest.param(
            "@online{a, author = {Jansen}, date = {2020-03-02}, url = {https://x.nl/a_b%20c}}", "bibtex",
            ("2020-03-02", {"id": "a", "type": "webpage", "author": [{"family": "Jansen"}],
                            "URL": "https://x.nl/a_b%20c"}), id="BibTeX, an address as it is",
        ),
        pytest.param(
            "@book{a, author = {Jansen, Piet and others}, year = 2020}", "bibtex",
            ("2020", {"id": "a", "type": "book", "author": [{"family": "Jansen", "given": "Piet"}]}),
            id="BibTeX, and others",
        ),
        pytest.param(
            "@book{a, author = {Jansen, Piet,,, x}}", "bibtex",
            ("", {"id": "a", "type": "book", "author": [{"literal": "Jansen, Piet,,, x"}]}), id="BibTeX, an odd name",
        ),
        pytest.param(
            "1.\nTY  - NEWS\nA1  - Vries, de,\nPY  - 2018///c\nER  -", "ris",
            ("2018", {"id": "", "type": "article-newspaper", "author": [{"family": "Vries", "given": "de,"}],
                      "year-suffix": "c"}), id="RIS, a letter behind the year",
        ),
        pytest.param(
            "TY - BOOK\nTI - A long\ntitle\nDA - voorjaar\nPY - 2019\nER - \n", "ris",
            ("2019", {"id": "", "type": "book", "title": "A long title"}), id="RIS, one blank and two lines",
        ),
    ],
)  # fmt: skip
def test_less_common_forms(text: str, form: ReferenceForm, item: tuple[str, Item]) -> None:
    """As other programs write them."""
    references, faults = parse_references(text, form)
    assert faults == []
    assert [(one.issued, one.item) for one in references] == [item]


def test_a_fault_knows_what_it_is_about() -> None:
    """The key that stands there twice."""
    _, faults = parse_references("@book{a, title = {A}}\n@book{a, title = {B}}", "bibtex")
    assert faults == [Fault(2, "key_twice", {"key": "a"})]


def test_no_form_minds_an_empty_list() -> None:
    """There is nothing in it, and nothing wrong with it."""
    assert [parse_references(text, form) for form, text in (("csl-json", json.dumps([])), ("ris", ""))] == [
        ([], []), ([], []),
    ]  # fmt: skip
