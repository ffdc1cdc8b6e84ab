"""References are looked up among the sources: new, the same, otherwise, or one of several."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.citing.files import cite_text
from bot.citing.reading import FORMS, ReferenceForm
from bot.core.records.model import KnowledgeBase
from bot.tools.importing.plan import Entry
from bot.tools.importing.planning import plan_import
from tests.tools.importing.small import codes

EXPORTS = Path(__file__).parents[2] / "data" / "import"
KB = [{"literal": "Koninklijke Bibliotheek"}]
PARTNERS = "https://www.bibliotheeknetwerk.nl/artikel/partners"


def plan(knowledge: KnowledgeBase, *items: Mapping[str, object]) -> list[Entry]:
    (one,) = plan_import([("bronnen.json", json.dumps(items).encode())], knowledge)
    assert one.faults == ()
    return list(one.entries)


def issued(*parts: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]}


@pytest.mark.parametrize("form", FORMS)
def test_what_cite_writes_is_no_change(knowledge: KnowledgeBase, form: ReferenceForm) -> None:
    """Every source of the real knowledge base, in every form."""
    content = cite_text(list(knowledge.sources), knowledge, "nl", form).encode()
    (one,) = plan_import([(f"alle.{form}", content)], knowledge)
    assert [(entry.id, entry.outcome, entry.differences, entry.remarks) for entry in one.entries] == [
        (id_, "unchanged", (), ()) for id_ in knowledge.sources
    ]


@pytest.mark.parametrize("ending", ["json", "bib", "ris"])
def test_an_export_of_zotero_is_the_same_in_every_form(small_knowledge: KnowledgeBase, ending: str) -> None:
    """As far as the form knows: BibTeX has no day, and no web pages."""
    path = EXPORTS / f"zotero.{ending}"
    (one,) = plan_import([(path.name, path.read_bytes())], small_knowledge)
    assert [entry.outcome for entry in one.entries] == ["added"] * 4
    records = {entry.id: dict(entry.record) for entry in one.entries}
    assert list(records) == ["kb-2026b", "van-de-hoek-2025", "bibliotheeknetwerk-2026", "de-vries-2024"]
    assert records["kb-2026b"] == {
        "id": "kb-2026b",
        "cited_as": "KB, 2026b",
        "type": "report",
        "title": "Dossier Bibliotheekstatistiek 2025",
        "author": KB,
        "issued": "2026-10" if ending == "bib" else "2026-10-01",
        "publisher": "KB, nationale bibliotheek",
        "url": "https://www.bibliotheeknetwerk.nl/dossier/bibliotheekstatistiek-2025",
        "language": "nl",
    }
    assert records["van-de-hoek-2025"]["cited_as"] == "Van de Hoek et al., 2025"
    assert records["bibliotheeknetwerk-2026"]["publisher"] == "Bibliotheeknetwerk"
    assert records["de-vries-2024"]["url"] == "https://doi.org/10.1000/lisr.2024.42"
    proposed = [entry.id for entry in one.entries if (None, "cited_as_proposed") in codes(entry)]
    assert proposed == ["van-de-hoek-2025", "bibliotheeknetwerk-2026", "de-vries-2024"]


@pytest.mark.parametrize(
    ("item", "id_", "outcome", "differences"),
    [
        pytest.param({"id": "kb-2018c"}, "kb-2018c", "unchanged", [], id="its id, and nothing else"),
        pytest.param(
            {"id": "kb-2018c", "title": "Bibliotheekstatistiek 2018"}, "kb-2018c", "changed",
            [("title", "Bibliotheekstatistiek 2017", "Bibliotheekstatistiek 2018")], id="another title",
        ),
        pytest.param(
            {"id": "kb-2017", "title": "Nieuw", "language": "nl"}, "kb-2017", "changed",
            [("title", "", "Nieuw"), ("language", "", "nl")], id="more than was known",
        ),
        pytest.param(
            {"id": "kb-2018c", "note": "cited_as: KB, 2018d"}, "kb-2018c", "changed",
            [("cited_as", "KB, 2018c", "KB, 2018d")], id="another citation, that the file says",
        ),
        pytest.param(
            {"URL": PARTNERS.replace("https://www.", "http://") + "/", "issued": issued(2022)},
            "bnet-2022", "unchanged", [], id="its address, written otherwise, and a date less exact",
        ),
        pytest.param({"URL": PARTNERS}, "bnet-2022", "unchanged", [], id="its address without a year"),
        pytest.param(
            {"URL": PARTNERS, "issued": issued(2022, 10, 1)}, "bnet-2022", "changed",
            [("issued", "2022-09-30", "2022-10-01")], id="its address, another day of that year",
        ),
        pytest.param(
            {"title": "Samenwerking met het onderwijs", "author": [{"family": "Klaren"}, {"family": "Schrijen"}],
             "issued": issued(2023)}, "klaren-2023", "unchanged", [], id="author, year and title",
        ),
        pytest.param(
            {"title": "SAMENWERKING met het Onderwijs!",
             "author": [{"family": "Klaren", "given": "Mieke"}, {"family": "Schrijen"}]},
            "klaren-2023", "changed",
            [("title", "Samenwerking met het onderwijs", "SAMENWERKING met het Onderwijs!"),
             ("author", "Klaren; Schrijen", "Mieke Klaren; Schrijen")], id="capitals, and a first name more",
        ),
    ],
)  # fmt: skip
def test_a_source_that_is_there_is_found(
    small_knowledge: KnowledgeBase,
    item: Mapping[str, object],
    id_: str,
    outcome: str,
    differences: list[tuple[str, str, str]],
) -> None:
    """And compared field by field; what the file leaves out stays."""
    (entry,) = plan(small_knowledge, item)
    assert (entry.id, entry.outcome) == (id_, outcome)
    assert [(one.key, one.old, one.new) for one in entry.differences] == differences


@pytest.mark.parametrize(
    ("item", "id_", "said"),
    [
        pytest.param(
            {"URL": PARTNERS, "title": "Partners", "issued": issued(2024)}, "partners-2024", "other_edition",
            id="the same address in another year",
        ),
        pytest.param(
            {"author": KB, "issued": issued(2017), "title": "Jaarcijfers"}, "kb-2017-jaarcijfers", "perhaps_untitled",
            id="one without a title of that year",
        ),
        pytest.param(
            {"author": KB, "issued": issued(2018), "title": "Iets anders"}, "kb-2018", "cited_as_proposed",
            id="author and year of one with another title",
        ),
        pytest.param(
            {"id": "klaren-2023-b", "title": "Een ander boek", "author": [{"family": "Klaren"}]}, "klaren-2023-b",
            "cited_as_proposed", id="an id that looks like ours is kept",
        ),
        pytest.param(
            {"title": "Rapport", "author": [{"family": "Klaren"}, {"family": "De Wit"}], "issued": issued(2023)},
            "klaren-2023-rapport", "cited_as_proposed", id="an id that is taken gets a word of the title",
        ),
        pytest.param({"title": "Wat een titel"}, "wat-een-titel", "cited_as_proposed", id="nothing but a title"),
        pytest.param(
            {"title": "A", "issued": {"literal": "najaar 2019"}}, "a-2019", "date_as_year", id="a date in words",
        ),
        pytest.param({"title": "Abc", "issued": {"literal": "z.d."}}, "abc", "date_unknown", id="no date"),
        pytest.param({"title": "Abc", "language": "Klingon"}, "abc", "language_unknown", id="a language nobody knows"),
    ],
)  # fmt: skip
def test_a_new_source(small_knowledge: KnowledgeBase, item: Mapping[str, object], id_: str, said: str) -> None:
    """Gets an id as ours look, and what is to be looked at is said."""
    (entry,) = plan(small_knowledge, item)
    assert (entry.id, entry.outcome) == (id_, "added")
    assert (None, said) in codes(entry)


@pytest.mark.parametrize(
    ("item", "cited_as"),
    [
        pytest.param({"title": "A", "author": KB, "issued": issued(2020)}, "KB, 2020", id="as others by that author"),
        pytest.param(
            {"title": "A", "author": KB, "issued": issued(2020), "year-suffix": "b"}, "KB, 2020b", id="with its letter",
        ),
        pytest.param(
            {"title": "A", "author": [{"family": "de Wit"}, {"family": "Vos"}], "issued": issued(2020)},
            "De Wit & Vos, 2020", id="two authors",
        ),
        pytest.param({"title": "A", "publisher": "Stichting Lezen"}, "Stichting Lezen", id="no author and no year"),
        pytest.param({"title": "Een titel", "issued": issued(2020)}, "Een titel, 2020", id="a title"),
    ],
)  # fmt: skip
def test_a_citation_is_proposed(small_knowledge: KnowledgeBase, item: Mapping[str, object], cited_as: str) -> None:
    """No letter is ever made up."""
    (entry,) = plan(small_knowledge, item)
    assert entry.record["cited_as"] == cited_as


@pytest.mark.parametrize(
    ("items", "code"),
    [
        pytest.param([{"issued": issued(2020)}], "source_nameless", id="nothing to know it by"),
        pytest.param([{"title": "A", "URL": "www.x.nl"}], "no_address", id="half an address"),
        pytest.param([{"title": "A", "URL": "https://x.nl/\n#b: c"}], "no_address", id="an address in two lines"),
        pytest.param([{"title": "A", "URL": "javascript:alert(1)"}], "no_address", id="no address"),
        pytest.param([{"title": "Abc"}, {"title": "Abc", "language": "nl"}], "source_twice", id="twice, and otherwise"),
    ],
)
def test_a_source_is_refused(small_knowledge: KnowledgeBase, items: list[Mapping[str, object]], code: str) -> None:
    """With the reason."""
    entry = plan(small_knowledge, *items)[-1]
    assert (entry.outcome, entry.remarks[0].code) == ("refused", code)


def test_a_source_that_is_there_twice_in_the_file_is_added_once(small_knowledge: KnowledgeBase) -> None:
    """Zotero keeps duplicates, and exports them."""
    first, second = plan(small_knowledge, {"title": "Abc"}, {"title": "Abc"})
    assert (first.outcome, second.outcome, codes(second)) == ("added", "unchanged", [(None, "source_twice")])


def test_one_of_several_is_not_guessed(knowledge: KnowledgeBase) -> None:
    """Two editions stand at one address: the day tells which, and without a date nobody knows."""
    address = knowledge.sources["bnet-partners-2022"].url
    found, open_ = plan(knowledge, {"URL": address, "issued": issued(2022, 9, 30)}, {"URL": address, "title": "Abc"})
    assert (found.id, found.outcome) == ("bnet-partners-2022", "changed" if found.differences else "unchanged")
    assert (open_.outcome, open_.remarks[0].code) == ("refused", "source_several")
    assert open_.remarks[0].fields["ids"] == "bnet-partners-2024, bnet-partners-2022"


def test_what_no_file_may_hold_is_left_out(small_knowledge: KnowledgeBase) -> None:
    """Control characters and half letters, which JSON can hold."""
    author = [{"family": "De\ud800 Wit\x1b"}, {"family": "\x00"}]
    (entry,) = plan(small_knowledge, {"id": "\x00", "title": "A\x00b\x1b[31m", "author": author, "type": "book\x07"})
    assert entry.record == {
        "id": "de-wit", "cited_as": "De Wit", "type": "book", "title": "Ab[31m", "author": [{"family": "De Wit"}],
    }  # fmt: skip


def test_notes_and_files_by_themselves_are_left_alone(small_knowledge: KnowledgeBase) -> None:
    """Zotero exports them beside the sources."""
    assert plan(small_knowledge, {"type": "note", "title": "Lezen!"}) == []
