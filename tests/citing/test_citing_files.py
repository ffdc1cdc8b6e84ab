"""Every source goes out in each form and comes back with all that is known of it."""

import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from bot.citing.files import FORMATS, FileFormat, cite_file, cite_text
from bot.citing.items import year_letter
from bot.core.records.model import Author, KnowledgeBase, Source

Known = tuple[tuple[Author, ...], str | None, str | None, str | None, str | None, str | None]
"""Authors, year or date, letter, title, publisher and address."""


def known(source: Source) -> Known:
    letter = year_letter(source)
    return source.author, source.issued, letter, source.title, source.publisher, source.url


def read_bibtex(text: str) -> dict[str, Known]:
    """Return what each entry holds, by its key."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(keep_braced_groups=True)])
    plain = bibtexparser.parse_string(text).entries_dict
    assert library.failed_blocks == []
    found: dict[str, Known] = {}
    for entry in library.entries:
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        publishers = ("journal", "howpublished", "organization", "school", "institution", "publisher")
        names = fields.get("author", "").split(" and ") if "author" in fields else []
        found[entry.key] = (
            tuple(map(read_bibtex_name, names)),
            fields.get("date") or fields.get("year"),
            fields.get("yearsuffix"),
            fields["title"][1:-1] if "title" in fields else None,
            next((fields[key] for key in publishers if key in fields), None),
            plain[entry.key]["url"] if "url" in fields else None,  # an address is no text for TeX
        )
    return found


def read_bibtex_name(name: str) -> Author:
    """A name in braces is a whole: of an organisation, or of a family whose given names are not known."""
    family, _, given = name.partition(", ")
    whole = family.removeprefix("{").removesuffix("}")
    if given:
        return Author(family=whole, given=given)
    return Author(literal=whole) if whole != family else Author(family=family)


def read_ris(text: str) -> dict[str, Known]:
    """Return what each record holds, by its id."""
    found: dict[str, Known] = {}
    for record in rispy.loads(text):
        names = [name.partition(",") for name in record.get("authors", ())]
        date, *more = record.get("year", "").split("/")
        letter = more.pop() if more else None
        found[record["id"]] = (
            tuple(
                Author(family=family, given=given.strip() or None) if comma else Author(literal=family)
                for family, comma, given in names
            ),
            "-".join(part for part in (date, *more) if part) or None,
            letter or None,
            record.get("title"),
            record.get("secondary_title") or record.get("publisher"),
            ";".join(record["urls"]) if "urls" in record else None,
        )
    return found


def read_csl_json(text: str) -> dict[str, Known]:
    """Return what each item holds, by its id."""
    return {
        item["id"]: (
            tuple(Author(**name) for name in item.get("author", ())),
            "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0]) if "issued" in item else None,
            item.get("year-suffix"),
            item.get("title"),
            item.get("container-title") or item.get("publisher"),
            item.get("URL"),
        )
        for item in json.loads(text)
    }


def as_one_word(found: Known) -> Known:
    """BibTeX does not tell an organisation from a family: both are one word in braces."""
    authors = tuple(Author(literal=author.name) if not author.given else author for author in found[0])
    return authors, *found[1:]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_source_survives_csl_json(knowledge: KnowledgeBase, language: str) -> None:
    """Nothing is added and nothing is lost; every key is there once."""
    read = read_csl_json(cite_text(list(knowledge.sources), knowledge, language, "csl-json"))
    assert read == {id_: known(source) for id_, source in knowledge.sources.items()}


def test_every_source_survives_ris(knowledge: KnowledgeBase) -> None:
    """The year is a year, and its letter stands where RIS has room for it."""
    text = cite_text(list(knowledge.sources), knowledge, "nl", "ris")
    assert read_ris(text) == {id_: known(source) for id_, source in knowledge.sources.items()}
    assert text.count("\nER  - ") == len(knowledge.sources)
    assert text.startswith("TY  - ")


def test_every_source_survives_bibtex(knowledge: KnowledgeBase) -> None:
    """With accents as they are, and signs that mean something to TeX taken back."""
    text = cite_text(list(knowledge.sources), knowledge, "nl", "bibtex")
    read = {id_: as_one_word(found) for id_, found in read_bibtex(text).items()}
    assert read == {id_: as_one_word(known(source)) for id_, source in knowledge.sources.items()}
    assert "Fryslân" in text


def test_no_two_keys_collide(knowledge: KnowledgeBase) -> None:
    """Not even for programs that pay no attention to capitals."""
    assert len({id_.casefold() for id_ in knowledge.sources}) == len(knowledge.sources) >= 74


@pytest.mark.parametrize(
    ("file_format", "parts"),
    [
        pytest.param(
            "bibtex",
            ["@techreport{kb-2018c,", "{{Koninklijke Bibliotheek}}", "year = {2018},", "yearsuffix = {c}"],
            id="BibTeX",
        ),
        pytest.param("ris", ["TY  - RPRT", "AU  - Koninklijke Bibliotheek\n", "PY  - 2018///c\n"], id="RIS"),
        pytest.param("csl-json", ['"literal": "Koninklijke Bibliotheek"', '"year-suffix": "c"'], id="CSL-JSON"),
    ],
)
def test_a_source_without_a_title_gets_none(
    knowledge: KnowledgeBase, file_format: FileFormat, parts: list[str]
) -> None:
    """And where it was read is said in a note."""
    text = cite_text(["kb-2018c"], knowledge, "en", file_format)
    assert [part for part in parts if part not in text] == []
    assert "cited in Bibliotheken en samenwerking" in text
    assert "title" not in text.casefold()
    assert "accessed" not in text


@pytest.mark.parametrize(
    ("cited_as", "issued", "letter"),
    [
        pytest.param("KB, 2018c", "2018", "c", id="letter"),
        pytest.param("KB, 2018", "2018", None, id="none"),
        pytest.param("KB, 2018c", "2019", None, id="of another year"),
        pytest.param("KB, 2018c", None, "c", id="of a year that is not known otherwise"),
        pytest.param("KB, 2018-2019", "2018", None, id="school year"),
        pytest.param("A 12018c", "2018", None, id="part of a number"),
    ],
)
def test_the_letter_is_that_of_the_citation(
    knowledge: KnowledgeBase, cited_as: str, issued: str | None, letter: str | None
) -> None:
    """It is never given anew."""
    position = knowledge.sources["kb-2018c"].position
    assert year_letter(Source(id="a", cited_as=cited_as, issued=issued, position=position)) == letter


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_has_a_name_and_utf_8(knowledge: KnowledgeBase, file_format: FileFormat) -> None:
    """One source gives its name; a source that is asked for twice stands there once."""
    name, content = cite_file(["fd-2025-09", "fd-2025-09"], knowledge, "nl", file_format)
    assert name.startswith("fd-2025-09.")
    assert content.decode().count("Bibliotheek trekt") == 1
    assert "Fryslân" in content.decode()
    several = [cite_file(["kb-2017", "kb-2018a"], knowledge, language, file_format)[0] for language in ("nl", "en")]
    assert [each.partition(".")[0] for each in several] == ["bronnen", "sources"]
    assert cite_text([], knowledge, "nl", file_format).strip() in ("", "[]")
