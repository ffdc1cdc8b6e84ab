"""Rows of a table are looked up among the figures: new, the same, otherwise, or refused with row, column and reason."""

import json
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.citing.references import MOST_REFERENCES
from bot.core.records.model import KnowledgeBase
from bot.tools.export_columns import FLAT, choose
from bot.tools.export_tables import as_csv, find_figures, flat_row
from bot.tools.importing.planning import MOST_NEW, MOST_REFUSED, plan_import
from tests.tools.importing.sheets import as_ods, as_xlsx
from tests.tools.importing.small import HEAD, codes, plan_rows


def exported(knowledge: KnowledgeBase) -> str:
    columns = choose(FLAT, ("nl", "en"))
    return as_csv(columns, [flat_row(one, knowledge) for one in find_figures(knowledge)])


def test_what_export_writes_is_no_change(knowledge: KnowledgeBase) -> None:
    """Every figure of the real knowledge base, also those that are not shown."""
    (one,) = plan_import([("alles.csv", exported(knowledge).encode())], knowledge)
    assert one.faults == ()
    assert {entry.outcome for entry in one.entries} == {"unchanged"}
    assert len(one.entries) == len(find_figures(knowledge)) > 390
    assert [remark.code for remark in one.remarks] == ["columns_shown_only"], "every column is known"


def test_a_new_row(small_knowledge: KnowledgeBase) -> None:
    """With its keys in the order of the files, and a source named as it is cited."""
    head = f"{HEAD};vindplaats;gelezen in;populatie nl;populatie en;kanttekening nl;kanttekening en"
    row = "schools;ruim 93,5%;2023-2024;KB, 2018c;93,5%|scholen;p. 4;artikel;alle;all;Let op.;Mind."
    (entry,) = plan_rows(small_knowledge, row, head=head)
    assert (entry.outcome, entry.id, entry.period, entry.row) == ("added", "schools", "2023-2024", 2)
    assert list(entry.record.items()) == [
        ("value", Decimal("93.5")),
        ("as_printed", "ruim 93,5%"),
        ("qualifier", "more than"),
        ("period", "2023-2024"),
        ("population", {"nl": "alle", "en": "all"}),
        ("source", "kb-2018c"),
        ("via", "artikel"),
        ("locator", "p. 4"),
        ("evidence", ["93,5%", "scholen"]),
        ("caveat", {"nl": "Let op.", "en": "Mind."}),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param(";", [(None, "population_of_newest")], id="left out"),
        pytest.param("vestigingen;branches", [], id="said"),
    ],
)
def test_a_population_that_the_newest_row_has_is_asked_for(
    small_knowledge: KnowledgeBase, cells: str, said: list[tuple[str | None, str]]
) -> None:
    """Without it the new figure would be told of what the fact counts."""
    fact = small_knowledge.facts["schools"]
    rows = (replace(fact.figures[0], population={"nl": "vestigingen", "en": "branches"}), *fact.figures[1:])
    kb = replace(small_knowledge, facts={**small_knowledge.facts, "schools": replace(fact, figures=rows)})
    head = f"{HEAD};populatie nl;populatie en"
    (entry,) = plan_rows(kb, f"schools;93%;2023-2024;kb-2017;93%;{cells}", head=head)
    assert (entry.outcome, codes(entry)) == ("added", said)


@pytest.mark.parametrize(
    "head",
    [
        "fact;value;period;source;evidence",
        "Feit;Waarde;Periode;Bron;Bewijs",
        "FACT ID;cijfer;jaar;bron-id;proof",
        "fact;value;Period;source;Bewijswoorden;mijn notities",
    ],
)
def test_columns_may_be_called_otherwise(small_knowledge: KnowledgeBase, head: str) -> None:
    """In Dutch, in English, with or without capitals and hyphens; a column of one's own is left alone."""
    (entry,) = plan_rows(small_knowledge, "schools;93;2023-2024;kb-2017;93%", head=head)
    assert entry.outcome == "added"


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_every_form_of_table(small_knowledge: KnowledgeBase, form: str) -> None:
    """The same rows, typed in a spreadsheet."""
    rows = [["feit", "waarde", "periode", "bron", "bewijs"], ["schools", 0.935, "2023-2024", "kb-2017", "93,5%"],
            ["members", 3800000, 2024, "kb-2017", "leden"]]  # fmt: skip
    content = {
        "csv": "\n".join([HEAD, "schools;93,5%;2023-2024;kb-2017;93,5%", "members;3.800.000;2024;kb-2017;leden"])
        .encode("cp1252"),
        "xlsx": as_xlsx(rows, {"B2": "0.0%"}),
        "ods": as_ods(rows, shares=[0.935]),
    }[form]  # fmt: skip
    (one,) = plan_import([(f"cijfers.{form}", content)], small_knowledge)
    assert [(entry.outcome, entry.record["value"], entry.period) for entry in one.entries] == [
        ("added", Decimal("93.5"), "2023-2024"), ("added", Decimal(3800000), "2024"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("school;93%;2023-2024;kb-2017;93%", [("fact", "fact_unknown")], id="an unknown fact"),
        pytest.param(";93%;2023-2024;kb-2017;93%", [("fact", "fact_missing")], id="no fact"),
        pytest.param("almost-all;93%;2023-2024;kb-2017;93%", [("fact", "fact_no_figure")], id="a claim"),
        pytest.param("schools;840;2023-2024;kb-2017;840", [("value", "beyond_highest")], id="840 percent"),
        pytest.param("members;-1;2024;kb-2017;x", [("value", "below_zero")], id="less than nothing"),
        pytest.param("schools;;2023-2024;kb-2017;93%", [("value", "value_missing")], id="no value"),
        pytest.param("schools;veel;2023-2024;kb-2017;x", [("value", "no_number")], id="a word for a value"),
        pytest.param("members;93%;2024;kb-2017;93%", [("value", "no_share")], id="a share of things"),
        pytest.param("hours;1.234;2024;kb-2017;uur", [("value", "two_numbers")], id="thousands or decimals"),
        pytest.param("schools;93%;23/24;kb-2017;93%", [("period", "no_period")], id="no period"),
        pytest.param("schools;93%;2010-11;kb-2017;93%", [("period", "month_or_years")], id="a month or two years"),
        pytest.param("schools;93%;2023-2024;kb-2071;93%", [("source", "source_unknown")], id="an unknown source"),
        pytest.param("schools;93%;2023-2024;;93%", [("source", "source_missing")], id="no source"),
        pytest.param("schools;93%;2023-2024;kb-2017;", [("evidence", "evidence_missing")], id="no evidence"),
        pytest.param(
            "schools;85%;2016-2017;kb-2017;85%", [("value", "value_differs")], id="another value by the same source",
        ),
        pytest.param(
            "schools;85%;2016-2017;klaren-2023;85%", [("period", "period_taken")], id="another source for the period",
        ),
        pytest.param(
            "schools;veel;ooit;kb-2071;", [("period", "no_period"), ("source", "source_unknown"),
                                           ("value", "no_number")], id="everything at once",
        ),
    ],
)  # fmt: skip
def test_a_row_is_refused(small_knowledge: KnowledgeBase, row: str, said: list[tuple[str, str]]) -> None:
    """With all that is wrong with it."""
    (entry,) = plan_rows(small_knowledge, row)
    assert entry.outcome == "refused"
    assert codes(entry) == said


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        pytest.param("eenheid", "aantal", ("unit", "unit_misfit"), id="a unit that does not fit"),
        pytest.param("eenheid", "dozijn", ("unit", "no_choice"), id="a unit that is none"),
        pytest.param("zoals gedrukt", "92%", ("as_printed", "not_printed"), id="something else is printed"),
        pytest.param("slag om de arm", "misschien", ("qualifier", "no_choice"), id="no qualifier"),
        pytest.param("getoond", "soms", ("preferred", "no_yes_or_no"), id="neither yes nor no"),
        pytest.param("gelezen in", "het artikel", ("via", "source_unknown"), id="read in an unknown document"),
        pytest.param("populatie nl", "alle", ("population_en", "language_missing"), id="in one language"),
        pytest.param("kanttekening en", "Mind.", ("caveat_nl", "language_missing"), id="in the other"),
        pytest.param("andere bronnen", "kb-2018c nergens", ("other_sources", "source_unknown"), id="one of several"),
    ],
)
def test_a_cell_of_another_column_is_refused(
    small_knowledge: KnowledgeBase, column: str, cell: str, said: tuple[str, str]
) -> None:
    """Each by its own name."""
    (entry,) = plan_rows(small_knowledge, f"schools;93;2023-2024;kb-2017;93%;{cell}", head=f"{HEAD};{column}")
    assert (entry.outcome, codes(entry)) == ("refused", [said])


def test_what_is_near_is_offered(small_knowledge: KnowledgeBase) -> None:
    """A fact and a source."""
    one, two = plan_rows(small_knowledge, "member;1;2024;kb-2017;x", "members;1;2024;kb2017;x")
    assert (one.remarks[0].fields["near"], two.remarks[0].fields["near"]) == ("members", "kb-2017")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        pytest.param("nee", "added", id="not shown"),
        pytest.param("ja", "refused", id="shown"),
        pytest.param("", "refused", id="not said"),
    ],
)
def test_two_sources_for_one_period(small_knowledge: KnowledgeBase, cell: str, said: str) -> None:
    """One of them is to show."""
    row = f"schools;85%;2016-2017;klaren-2023;85%;{cell}"
    (entry,) = plan_rows(small_knowledge, row, head=f"{HEAD};getoond")
    assert entry.outcome == said
    assert entry.record.get("preferred") == (False if said == "added" else None)


@pytest.mark.parametrize(
    ("row", "head", "differences"),
    [
        pytest.param("schools;84;2016-2017;kb-2017;", HEAD, [], id="the same, without evidence"),
        pytest.param("schools;84%;2016-2017;kb-2017;84%", HEAD, [], id="the same"),
        pytest.param("members;ruim 3,7 miljoen;2022;bnet-2022;", HEAD, [
            ("as_printed", "3,7 miljoen", "ruim 3,7 miljoen")], id="more of what is printed"),
        pytest.param("schools;84;2016-2017;kb-2017;84%|scholen;p. 5", f"{HEAD};vindplaats", [
            ("locator", "p. 3", "p. 5"), ("evidence", "84%", "84%; scholen")], id="another place"),
        pytest.param("members;3600000;2022;kb-2018c;;ja", f"{HEAD};getoond", [("preferred", "false", "true")],
                     id="to be shown"),
        pytest.param("members;3700000;2022;bnet-2022;;Afgerond. Nieuw.", f"{HEAD};kanttekening nl", [
            ("caveat", "Afgerond. Uit een bericht.", "Afgerond. Nieuw.")], id="another caveat"),
    ],
)  # fmt: skip
def test_a_figure_that_is_there(
    small_knowledge: KnowledgeBase, row: str, head: str, differences: list[tuple[str, str, str]]
) -> None:
    """Is compared field by field; an empty cell says nothing."""
    (entry,) = plan_rows(small_knowledge, row, head=head)
    assert [(one.key, one.old, one.new) for one in entry.differences] == differences
    assert entry.outcome == ("changed" if differences else "unchanged")


def test_a_caveat_of_the_fact_is_not_said_twice(small_knowledge: KnowledgeBase) -> None:
    """An exported table has both in one cell; the row gets its own alone."""
    (entry,) = plan_rows(
        small_knowledge, "members;3700000;2022;bnet-2022;;Afgerond. Nieuw.", head=f"{HEAD};kanttekening nl"
    )
    assert entry.differences[0].value == {"nl": "Nieuw.", "en": "From a news item."}


def test_another_value_is_taken_over_where_that_is_asked_for(small_knowledge: KnowledgeBase) -> None:
    """And only then."""
    (entry,) = plan_rows(small_knowledge, "hours;31,5;2021-06-24;klaren-2023;", update=True)
    assert (entry.outcome, [(one.key, one.old, one.new) for one in entry.differences]) == (
        "changed", [("value", "30", "31.5")],
    )  # fmt: skip


def test_a_figure_stands_in_the_files_once(small_knowledge: KnowledgeBase) -> None:
    """Also in two files."""
    first, second = plan_rows(
        small_knowledge, "schools;93%;2023-2024;kb-2017;93%", "schools;94%;2023-2024;kb-2018c;94%"
    )
    assert (first.outcome, second.outcome, codes(second)) == ("added", "refused", [(None, "row_twice")])
    assert second.remarks[0].fields == {"file": "cijfers.csv", "row": 2}


def test_a_fault_of_the_spreadsheet_is_refused(small_knowledge: KnowledgeBase) -> None:
    """In whatever column that is read."""
    content = as_xlsx([HEAD.split(";"), ["schools", "#N/A", "2023-2024", "kb-2017", "x"]])
    (one,) = plan_import([("a.xlsx", content)], small_knowledge)
    assert ("value", "cell_fault") in codes(one.entries[0])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param("feit;waarde\n", "table_empty", id="nothing below the heading"),
        pytest.param("feit;waarde;bewijs\na;1;x", "column_missing", id="no source"),
        pytest.param("feit;waarde;waarde;bron\na;1;1;x", "column_twice", id="two of one name"),
        pytest.param("feit;waarde;bron;peridoe\na;1;x;2020", "column_nearest", id="a misspelt name"),
        pytest.param("schools;93%;kb-2017\nschools;94%;kb-2017", "column_missing", id="no heading"),
    ],
)
def test_a_heading_is_refused(small_knowledge: KnowledgeBase, content: str, code: str) -> None:
    """A column that would be left out unseen is a fault."""
    (one,) = plan_import([("a.csv", content.encode())], small_knowledge)
    assert one.entries == ()
    assert code in [remark.code for _, remark in one.faults]


def test_columns_in_a_further_language_are_left_alone(small_knowledge: KnowledgeBase) -> None:
    """An exported table has texts in every language that is spoken; a row takes Dutch and English."""
    head = f"{HEAD};label_de;population_de"
    content = f"{head}\nschools;93%;2023-2024;kb-2017;93%;Schulen;Bibliotheken".encode()
    (one,) = plan_import([("a.csv", content)], small_knowledge)
    assert (one.faults, [entry.outcome for entry in one.entries]) == ((), ["added"])
    assert [remark.fields for remark in one.remarks] == [{"columns": "label_de, population_de"}]


def test_a_table_of_excel_on_windows_is_read_and_that_is_said(small_knowledge: KnowledgeBase) -> None:
    """So that somebody looks at the accents."""
    content = f"{HEAD}\nschools;93%;2023-2024;kb-2017;93%|geïnd".encode("cp1252")
    (one,) = plan_import([("a.csv", content)], small_knowledge)
    assert one.entries[0].record["evidence"] == ["93%", "geïnd"]
    assert [remark.code for remark in one.remarks] == ["read_as_windows"]


def test_figures_may_cite_sources_of_the_same_run(small_knowledge: KnowledgeBase) -> None:
    """By id or by citation, in whatever order the files are given."""
    sources = b'[{"title": "Abc", "note": "Cited as: Abc, 2024", "issued": {"date-parts": [[2024]]}}]'
    table = f"{HEAD}\nschools;93%;2023-2024;Abc, 2024;93%\nmembers;5;2023;abc-2024;x".encode()
    plans = plan_import([("a.csv", table), ("b.json", sources)], small_knowledge)
    assert [entry.outcome for plan in plans for entry in plan.entries] == ["added"] * 3


def test_what_is_wrong_is_told_as_often_as_somebody_mends_it(small_knowledge: KnowledgeBase) -> None:
    """The rest of such a file is not looked at."""
    rows = "".join(f"schols{number};93%;2023-2024;kb-2017;93%\n" for number in range(MOST_REFUSED + 300))
    (one,) = plan_import([("a.csv", f"{HEAD}\n{rows}".encode())], small_knowledge)
    assert len(one.entries) == MOST_REFUSED
    assert [(remark.code, remark.fields["row"]) for _, remark in one.faults] == [("more_refused", MOST_REFUSED + 1)]


def test_more_than_can_be_put_in_its_place_is_refused(small_knowledge: KnowledgeBase) -> None:
    """In no time: sources are looked up, not compared one by one."""
    items = [{"id": f"x-{number}", "title": f"Titel {number}", "URL": f"https://a.nl/{number}"}
             for number in range(MOST_REFERENCES)]  # fmt: skip
    started = time.process_time()
    (one,) = plan_import([("a.json", json.dumps(items).encode())], small_knowledge)
    assert [remark.fields for _, remark in one.faults] == [{"count": MOST_REFERENCES, "most": MOST_NEW}]
    assert time.process_time() - started < 5
