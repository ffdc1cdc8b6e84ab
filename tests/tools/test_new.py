"""`vraagbaak new`: what is asked, refused, shown and written; without a yes the files stay as they are."""

import os
from pathlib import Path

import pytest

from bot.kb.load import LANGUAGES
from bot.kb.problems import as_text
from bot.kb.writing import ChangedMeanwhileError
from bot.tools.changing import NotWrittenError, draft_change, open_bench, write_draft
from bot.tools.check import check
from bot.tools.form import StoppedError
from bot.tools.new import add_record, wants_another
from tests.tools.talking import Scripted

SOURCES = """\
sources:
  - id: article
    cited_as: The article
    role: carrier
  - id: kb-2018
    cited_as: "KB, 2018"
"""
LATER_SOURCES = """\
sources:
  - id: kb-2023
    cited_as: KB, Report 2023
    url: https://kb.nl/report
"""
CONCEPTS = """\
# Words.
concepts:
  - id: shelf-length
    facet: measure
    pref: {nl: planklengte, en: shelf length}
  # --- Partners
  - id: school
    facet: partner
    pref: {nl: school, en: school}
    alt: {nl: [onderwijs]}
  - id: high-school
    facet: partner
    broader: school
    pref: {nl: middelbare school, en: high school}
  # --- Places
  - id: town
    facet: place
    pref: {nl: stad, en: town}
"""
FACT = """\
  - id: {id}
    kind: figure
    label: {{nl: aandeel met {id}, en: share with {id}}}
    measure: share
    about: [{about}]
    population: {{nl: bibliotheken, en: libraries}}
    unit: {unit}
    figures:
{rows}\
    say: {{nl: "{{value}} telt.", en: "{{value}} counts."}}
    ask: {{nl: ["Hoeveel met {id}?"], en: ["How many with {id}?"]}}
"""
ROW = """\
      - value: {value}
        as_printed: "{value}"
        period: "{period}"
        source: {source}
        {more}evidence: ["{value}", bibliotheken]
"""
SCHOOLS = FACT.format(
    id="schools",
    about="school",
    unit="percent",
    rows=ROW.format(value=92, period="2022-2023", source="kb-2023", more="locator: p. 3\n        ")
    + ROW.format(value=88, period="2021-2022", source="kb-2023", more=""),
)
HIGH = FACT.format(
    id="high",
    about="high-school",
    unit="count",
    rows=ROW.format(value=900, period="2018", source="kb-2018", more="via: article\n        "),
)
ANSWERS = ["94%", "", "", "", "", "", "", "", "yes"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge base with a fact of a later report, and one of an article that cites others."""
    texts = {
        "sources.yaml": SOURCES,
        "sources-later.yaml": LATER_SOURCES,
        "words.yaml": CONCEPTS,
        "facts/new.yaml": f"# New.\nfacts:\n{SCHOOLS}# end\n",
        "facts/old.yaml": f"# yaml-language-server: $schema=x\n# Old.\nfacts:\n{HIGH}",
    }
    (tmp_path / "facts").mkdir()
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert problems_of(tmp_path) == []
    return tmp_path


def problems_of(folder: Path) -> list[str]:
    return [as_text(problem) for problem in check(str(folder), (), None, LANGUAGES).problems]


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


def add(kind: str, folder: Path, typed: list[str], language: str = "en", **more: str) -> Scripted:
    talk = Scripted(typed, language)
    add_record(kind, open_bench(str(folder), LANGUAGES), talk, language, None, **more)
    return talk


def test_a_figure_stands_above_the_one_before(folder: Path) -> None:
    """Enter keeps what is sensible: the next period, the same source and place, the printed words."""
    before = contents(folder)
    talk = add("figure", folder, ["schools", *ANSWERS])
    row = (
        "      - value: 94\n"
        '        as_printed: "94%"\n'
        '        period: "2023-2024"\n'
        "        source: kb-2023\n"
        "        locator: p. 3\n"
        '        evidence: ["94%", bibliotheken]\n'
    )
    new = before["facts/new.yaml"].replace("    figures:\n", "    figures:\n" + row)
    assert contents(folder) == before | {"facts/new.yaml": new}
    assert f"{folder}/facts/new.yaml:11\n{row.rstrip()}" in talk.said
    assert talk.said[-1] == f"Written to {folder}/facts/new.yaml:11."
    assert problems_of(folder) == []


def test_a_figure_of_the_article_goes_to_the_later_figures(folder: Path) -> None:
    """Its own file stays as it was read; the next one stands with the first."""
    before = contents(folder)
    for value, period in (("1,000", "2020"), ("950", "2019"), ("ruim 1,1 thousand", "2021")):
        add("figure", folder, ["high", value, "", period, "kb-2023", "p. 1", f"{value}; a word", "", "", "yes"])
    after = contents(folder)
    later = after.pop("facts/later-figures.yaml")
    assert after == before
    assert later == (
        "# yaml-language-server: $schema=x\n"
        "figures:\n"
        "  - fact: high\n    value: 1100\n    as_printed: \"1,1 thousand\"\n    qualifier: more than\n"
        '    period: "2021"\n    source: kb-2023\n    locator: p. 1\n    evidence: ["ruim 1,1 thousand", a word]\n'
        '  - fact: high\n    value: 1000\n    as_printed: "1,000"\n'
        '    period: "2020"\n    source: kb-2023\n    locator: p. 1\n    evidence: ["1,000", a word]\n'
        '  - fact: high\n    value: 950\n    as_printed: "950"\n'
        '    period: "2019"\n    source: kb-2023\n    locator: p. 1\n    evidence: ["950", a word]\n'
    )  # fmt: skip
    assert problems_of(folder) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(["veel"], 'In "veel" I do not read one number.', id="no number"),
        pytest.param(["120%"], "120 cannot be: the highest is 100 here.", id="beyond 100 percent"),
        pytest.param(["94%", "95%"], '"95%" is another number than 94.', id="another number printed"),
        pytest.param(["94%", "", "2022-2024"], '"2022-2024" is no period.', id="no school year"),
        pytest.param(
            ["94%", "", "2022/2023"],
            "There is a figure for 2022-2023 already: 92, 2022-2023 (kb-2023), in {folder}/facts/new.yaml:11.",
            id="a period that is there",
        ),
        pytest.param(["94%", "", "", "cbs"], 'I find nothing with "cbs".', id="no such source"),
    ],
)
def test_a_wrong_answer_is_told_at_once(folder: Path, typed: list[str], said: str) -> None:
    """And nothing is written when it stays at that."""
    before = contents(folder)
    talk = Scripted(["schools", *typed])
    with pytest.raises(StoppedError):
        add_record("figure", open_bench(str(folder), LANGUAGES), talk, "en", None)
    assert talk.said[-2].startswith(said.format(folder=folder))
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2023/2024", "2023-2024"), ("2023/24", "2023-2024"), ("2023-24", "2023-2024"), ("2023 – 2024", "2023-2024"),
        ("2009/10", "2009-2010"), ("2024", "2024"), ("2024-05", "2024-05"), ("2024-05-31", "2024-05-31"),
    ],
)  # fmt: skip
def test_a_period_may_be_typed_as_people_write_it(folder: Path, typed: str, period: str) -> None:
    """The file has it in one form."""
    add("figure", folder, ["schools", "94%", "", typed, "", "", "", "", "", "yes"])
    assert f'        period: "{period}"\n        source: kb-2023\n' in contents(folder)["facts/new.yaml"]


@pytest.mark.parametrize(
    ("typed", "printed", "qualifier"),
    [
        ("ruim 94%", "94%", "more than"), ("bijna 94 %", "94 %", "almost"), ("94", "94%", None),
        ("ongeveer 94%", "94%", "circa"), ("at least 94%", "94%", "at least"),
    ],
)  # fmt: skip
def test_what_is_typed_before_a_number_is_a_field_of_its_own(
    folder: Path, typed: str, printed: str, qualifier: str | None
) -> None:
    """It is offered, and Enter keeps it."""
    add("figure", folder, ["schools", typed, *ANSWERS[1:]])
    said = f"        qualifier: {qualifier}\n" if qualifier else ""
    row = f'      - value: 94\n        as_printed: "{printed}"\n{said}        period: "2023-2024"\n'
    assert row in contents(folder)["facts/new.yaml"]


@pytest.mark.parametrize("kind", ["fact", "figure", "source", "concept"])
def test_without_a_yes_nothing_is_written(folder: Path, kind: str) -> None:
    """Wherever one stops: at any field, at the question itself, or with a no."""
    before = contents(folder)
    answers = {
        "figure": ["schools", *ANSWERS],
        "source": ["KB, 2024", "", "", "", "", "", "", "", "", "", "", "yes"],
        "concept": ["museum", "museum", "partner", "", "", "", "", "", "", "", "yes"],
        "fact": ["", "Over a", "On a", "share", "school", "", "", "b", "l", "percent", "", "", "", *ANSWERS[:-1],
                 "{value}.", "{value}.", "A?", "A?", "", "", "", "", "yes"],
    }[kind]  # fmt: skip
    for count in range(len(answers)):
        for end in ("stop", "no") if count == len(answers) - 1 else ("stop",):
            with pytest.raises(StoppedError):
                add(kind, folder, [*answers[:count], end])
    assert contents(folder) == before


def test_a_concept_stands_with_its_like(folder: Path) -> None:
    """Behind those below the same one; a word of another concept is told with its place."""
    before = contents(folder)
    typed = ["Onderwijs", "basisschool", "primary school", "partner", "scho", "1", ""]
    talk = add("concept", folder, [*typed, "po, onderwijs, lager onderwijs", "", "bassischool", "", "", "", "yes"])
    taken = f'"onderwijs" belongs to "school" (school), in {folder}/words.yaml:7.'
    taken += " A word can belong to one concept only."
    assert f"  {taken} I leave it out." in talk.said
    assert talk.said.count(taken.replace('"onderwijs"', '"Onderwijs"')) == 1
    record = (
        "  - id: primary-school\n"
        "    facet: partner\n"
        "    broader: school\n"
        "    pref: {nl: basisschool, en: primary school}\n"
        "    alt: {nl: [po, lager onderwijs]}\n"
        "    hidden: {nl: [bassischool]}\n"
    )
    words = before["words.yaml"].replace("  # --- Places\n", record + "  # --- Places\n")
    assert contents(folder) == before | {"words.yaml": words}
    assert problems_of(folder) == []


def test_a_source_is_written_although_no_figure_cites_it_yet(folder: Path) -> None:
    """That is said; what another source has too is said as well."""
    before = contents(folder)
    typed = ["KB, 2024", "report", "Title: yes", "Klaren, Jan; KB", "2024-02-30", "2024-02-29", "KB"]
    typed += ["kb.nl", "https://kb.nl/report", "", "Noot", "", "Note", "kb-2023", "kb-2024", "", "yes"]
    talk = add("source", folder, typed)
    record = (
        "  - id: kb-2024\n"
        "    cited_as: KB, 2024\n"
        "    type: report\n"
        '    title: "Title: yes"\n'
        "    author: [{family: Klaren, given: Jan}, {literal: KB}]\n"
        '    issued: "2024-02-29"\n'
        "    publisher: KB\n"
        "    url: https://kb.nl/report\n"
        "    language: nl\n"
        "    note: {nl: Noot, en: Note}\n"
    )
    assert contents(folder) == before | {"sources-later.yaml": before["sources-later.yaml"] + record}
    assert f"  Note: the source kb-2023 has the same, in {folder}/sources-later.yaml:2." in talk.transcript
    assert f'The id "kb-2023" is taken, in {folder}/sources-later.yaml:2. Choose another.' in talk.said
    assert '"2024-02-30" is no year and no day. Type 2024 or 2024-04-12.' in talk.said
    assert '"kb.nl" is no web address. It begins with https:// and has no blanks.' in talk.said
    assert "No figure comes from this source yet; vraagbaak check says so until you add one." in talk.said
    assert [line.split(": ")[1] for line in problems_of(folder)] == ["unused-source"]


def test_a_fact_is_written_whole(folder: Path) -> None:
    """With its first row; a number that no field has is refused in its sentence."""
    before = contents(folder)
    typed = ["figure", "aandeel stadsscholen", "share of town schools", "share", "school", "1", "town", "", "town"]
    typed += ["bibliotheken", "libraries", "percent", "", "", "1"]
    typed += ["12,5 %", "", "2020", "kb-2023", "p. 1", "12,5; scholen", "", ""]
    typed += ["12 scholen.", "{value} van {jaar}.", "{value}.", "{value}!"]
    typed += ["Hoeveel stadsscholen?; stadsscholen", "How many?", "", "schools", "", "", "facts/new.yaml", "ja"]
    talk = add("fact", folder, typed, "nl")
    record = (
        "  - id: share-of-town-schools\n"
        "    kind: figure\n"
        "    label: {nl: aandeel stadsscholen, en: share of town schools}\n"
        "    measure: share\n"
        "    topic: town\n"
        "    about: [school, town]\n"
        "    counted: [town]\n"
        "    population: {nl: bibliotheken, en: libraries}\n"
        "    unit: percent\n"
        "    rhythm: 1\n"
        "    figures:\n"
        "      - value: 12.5\n"
        '        as_printed: "12,5 %"\n'
        '        period: "2020"\n'
        "        source: kb-2023\n"
        "        locator: p. 1\n"
        '        evidence: ["12,5", scholen]\n'
        "    say:\n"
        '      nl: "{value}."\n'
        '      en: "{value}!"\n'
        "    ask:\n"
        "      nl:\n"
        "        - Hoeveel stadsscholen?\n"
        "        - stadsscholen\n"
        "      en:\n"
        "        - How many?\n"
        "    related: [schools]\n"
    )
    facts = before["facts/new.yaml"].replace("# end\n", record + "# end\n")
    assert contents(folder) == before | {"facts/new.yaml": facts}
    assert "  Ik lees: 12,5 (procent)." in talk.said
    assert "In deze zin staat een getal dat het feit niet heeft. Schrijf {value} of {period}." in talk.said
    assert "Tussen { } kan alleen value of period staan, en het feit moet die hebben." in talk.said
    assert problems_of(folder) == []


def test_a_claim_has_no_figure(folder: Path) -> None:
    """But a source, a place in it, and words that prove it."""
    typed = ["claim", "scholen doen mee", "schools take part", "share", "school", "", "", "kb-2023", "", "scholen; mee"]
    typed += ["Ja.", "Yes.", "Doen scholen mee?", "Do schools?", "", "", "", "", "facts/new.yaml", "yes"]
    add("fact", folder, typed)
    assert (
        "    kind: claim\n"
        "    label: {nl: scholen doen mee, en: schools take part}\n"
        "    measure: share\n"
        "    topic: school\n"
        "    about: [school]\n"
        "    source: kb-2023\n"
        "    evidence: [scholen, mee]\n"
        "    say:\n"
    ) in contents(folder)["facts/new.yaml"]
    assert problems_of(folder) == []


def test_what_would_break_the_knowledge_base_is_not_written(folder: Path) -> None:
    """The rules of `check` see the whole of it before anybody is asked for a yes; then it can be mended."""
    path = folder / "facts" / "new.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{value} telt", "{value} in {period}"), encoding="utf-8")
    before = contents(folder)
    talk = Scripted(["schools", "94%", "", "-", "", "", "", "", "", "stop"])
    with pytest.raises(StoppedError):
        add_record("figure", open_bench(str(folder), LANGUAGES), talk, "en", None)
    assert ': placeholder: "schools", "say" (nl): {period} has nothing to stand for' in talk.transcript
    assert "Write it like this?" not in talk.transcript
    assert contents(folder) == before


def test_problems_that_were_there_before_are_no_hindrance(folder: Path) -> None:
    """What `check` says of another record is not the fault of this one."""
    path = folder / "sources-later.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - id: unused\n    cited_as: Unused\n", encoding="utf-8")
    add("figure", folder, ["schools", *ANSWERS])
    assert "value: 94" in contents(folder)["facts/new.yaml"]


def test_a_file_that_changes_meanwhile_is_left_alone(folder: Path) -> None:
    """What somebody else has saved is not lost."""
    path = folder / "words.yaml"
    draft = draft_change(str(path), lambda text: text + "# ours\n")
    path.write_text(CONCEPTS + "# theirs\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        write_draft(draft)
    assert path.read_text(encoding="utf-8") == CONCEPTS + "# theirs\n"
    assert sorted(os.listdir(folder)) == ["facts", "sources-later.yaml", "sources.yaml", "words.yaml"]


def test_a_file_that_cannot_be_written_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no half of a new one lies about."""
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotWrittenError) as told:
        add("figure", folder, ["schools", *ANSWERS])
    assert told.value.args == (f"{folder}/facts/new.yaml", "No space left on device")
    assert contents(folder) == before
    assert sorted(os.listdir(folder / "facts")) == ["new.yaml", "old.yaml"]


def test_permissions_of_a_file_stay(folder: Path) -> None:
    """As whoever shares the folder has set them."""
    path = folder / "facts" / "new.yaml"
    path.chmod(0o640)
    add("figure", folder, ["schools", *ANSWERS])
    assert "value: 94" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o640


def test_nothing_is_written_through_a_link(folder: Path) -> None:
    """Neither the file behind it nor the link is another one afterwards."""
    path, real = folder / "facts" / "new.yaml", folder / "facts" / ".new"
    path.rename(real)
    path.symlink_to(real)
    before = real.read_bytes()
    with pytest.raises(NotWrittenError, match="it is a link"):
        add("figure", folder, ["schools", *ANSWERS])
    assert (path.is_symlink(), real.read_bytes()) == (True, before)


def test_the_source_used_last_is_offered_first(folder: Path) -> None:
    """Enter keeps it."""
    add("figure", folder, ["schools", "94%", "", "", "", "p. 9", "", "", "", "yes"], last_source="kb-2018")
    assert "source: kb-2018\n        locator: p. 9" in contents(folder)["facts/new.yaml"]


WANTED = [(["ja"], True), (["yes"], True), ([""], False), (["no"], False), ([], False)]


@pytest.mark.parametrize(("typed", "wanted"), WANTED)
def test_another_figure_is_only_asked_for_with_a_yes(typed: list[str], wanted: bool) -> None:
    """The end of what is typed is none."""
    assert wants_another(Scripted(typed)) is wanted
