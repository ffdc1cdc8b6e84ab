"""`diff` finds each planted change with the right class, and says nothing of comments, layout and order."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.core.ranking.decide import Thresholds
from bot.kb.load import load_knowledge
from bot.tools.both import Version, make_version
from bot.tools.diff import DiffOptions, compare
from bot.tools.diff_report import Compared, as_json_text
from bot.tools.questions import Case, read_question_files

ROOT = Path(__file__).parents[2]
COMMERCIAL, COOPERATION = "facts/commercial.yaml", "facts/cooperation.yaml"
PARTNERS, SOURCES = "vocabulary/partners.yaml", "sources.yaml"
UNTOLD_PARTNERS = "vocabulary/partners-without-facts.yaml"
COMPANIES = "Hoeveel bibliotheken werken samen met bedrijven?"
AVERAGE = "Hoeveel partners heeft een bibliotheek gemiddeld?"
OBA = "Met welke boekhandel werkt de OBA samen?"
BARBERS = "Hoeveel bibliotheken werken samen met kapsalons?"
WORLD_SHOPS = "Hoeveel bibliotheken werken samen met een wereldwinkel?"
CONVERSATION = ("Hoeveel bibliotheken werken samen met het bedrijfsleven?", "en waarom?")
ASKED = [
    {"id": "A-1", "q": BARBERS, "lang": "nl", "fact": None, "why": "other-partner"},
    {"id": "A-2", "q": WORLD_SHOPS, "lang": "nl", "fact": None, "why": "other-partner"},
    {"id": "A-4", "q": CONVERSATION[0] + "?", "lang": "nl", "fact": None, "why": "to be tried"},
    {
        "id": "A-3",
        "lang": "nl",
        "turns": [
            {"q": CONVERSATION[0], "fact": "commercial-partners-share", "values": ["26"]},
            {"q": CONVERSATION[1], "fact": "commercial-motives"},
        ],
    },
]
NO_OPTIONS = DiffOptions(directory="", base="HEAD")


@dataclass(frozen=True)
class Edit:
    """A change in one file: texts that stand there once become other ones."""

    file: str
    texts: dict[str, str]

    def apply(self, folder: Path) -> None:
        path = folder / self.file
        content = path.read_text(encoding="utf-8")
        for old, new in self.texts.items():
            assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {self.file}"
            content = content.replace(old, new)
        path.write_text(content, encoding="utf-8")


def version(folder: Path) -> Version:
    loaded = load_knowledge(folder, use_cache=False)
    assert loaded.knowledge is not None, loaded.problems
    return make_version(loaded.knowledge, Thresholds(), loaded.tables)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real words with the facts of two files, so that each comparison takes a second."""
    folder = tmp_path_factory.mktemp("diff") / "knowledge"
    shutil.copytree(ROOT / "knowledge" / "vocabulary", folder / "vocabulary")
    (folder / "facts").mkdir()
    for name in (COMMERCIAL, COOPERATION, SOURCES, "sources-later.yaml", "facts/shared-building.yaml"):
        shutil.copyfile(ROOT / "knowledge" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def base(small: Path) -> Version:
    return version(small)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, ...]:
    file = tmp_path_factory.mktemp("questions") / "asked.jsonl"
    file.write_text("\n".join(map(json.dumps, ASKED)), encoding="utf-8")
    found, problems = read_question_files([file])
    assert not problems
    return found


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "knowledge"))


def report(compared: Compared) -> dict[str, Any]:
    """Return what programs read, with the class of each question."""
    whole: dict[str, Any] = json.loads(as_json_text(compared))
    whole["classes"] = {change["question"]: change["class"] for change in whole["changes"]}
    return whole


def block(id_: str) -> str:
    """Return the lines of a fact in the commercial file."""
    content = (ROOT / "knowledge" / COMMERCIAL).read_text(encoding="utf-8")
    found = re.search(rf"^  - id: {id_}\n(?:   .*\n)*", content, re.MULTILINE)
    assert found
    return found[0]


WITHOUT_OBA = Edit(
    COMMERCIAL,
    {
        block("oba-bookshop"): "",
        "[commercial-motives, oba-bookshop]": "[commercial-motives]",
        "[oba-bookshop, commercial-partners-share]": "[commercial-partners-share]",
    },
)
BARBER_FACT = """
  - id: barbers-share
    kind: figure
    measure: cooperating-share
    about: [barber]
    counted: [library]
    population: {nl: bibliotheken, en: libraries}
    unit: percent
    figures:
      - {value: 3, as_printed: "3%", source: samenwerking}
    say: {nl: "{value} van de bibliotheken werkt samen met kappers.", en: "{value} of libraries work with barbers."}
    ask: {nl: [Hoeveel bibliotheken werken samen met kappers?], en: [How many libraries work with barbers?]}
concepts:
  - id: barber
    facet: partner
    pref: {nl: kapper, en: barber}
"""
SHARE = 'value: {0}\n        as_printed: "{0}%"'
PRINTED = 'as_printed: "26%"\n        source: '
OF_COMPANIES = "pref: {nl: commerciële partner, en: commercial partner}\n    alt:\n      nl: ["
OF_BOOKSHOPS = "pref: {nl: boekhandel, en: bookshop}\n    alt:\n      nl: ["
OF_A_SHOP = "broader: {}\n    pref: {{nl: wereldwinkel,"
PERIOD = 'as_printed: "15"\n        period: "{}"'
ROW = '    figures:\n      - {value: 16, as_printed: "16", period: "2019", source: samenwerking}\n      - value: 15\n'


@pytest.mark.parametrize(
    ("edit", "question", "change", "record"),
    [
        pytest.param(
            Edit(COMMERCIAL, {SHARE.format(26): SHARE.format(28)}),
            COMPANIES,
            "changed-figure",
            ("facts", "changed", {"commercial-partners-share": ["figures"]}),
            id="a value",
        ),
        pytest.param(
            Edit(COOPERATION, {PERIOD.format(2017): PERIOD.format(2018)}),
            AVERAGE,
            "changed-figure",
            ("facts", "changed", {"partners-average": ["figures"]}),
            id="a period",
        ),
        pytest.param(
            Edit(COOPERATION, {"    unit: mean\n": "    unit: count\n"}),
            AVERAGE,
            "changed-figure",
            ("facts", "changed", {"partners-average": ["unit"]}),
            id="a unit",
        ),
        pytest.param(
            Edit(COOPERATION, {"    figures:\n      - value: 15\n": ROW}),
            AVERAGE,
            "newer-figure",
            ("facts", "changed", {"partners-average": ["figures"]}),
            id="a row for a new period",
        ),
        pytest.param(
            Edit(SOURCES, {'"KB, 2018c"': '"KB, 2018d"'}),
            COMPANIES,
            "changed-citation",
            ("sources", "changed", {"kb-2018c": ["cited_as"]}),
            id="a source key",
        ),
        pytest.param(
            Edit(
                COMMERCIAL,
                {'as_printed: "26%"\n        source: kb-2018c': 'as_printed: "26%"\n        source: kb-2017'},
            ),
            COMPANIES,
            "changed-citation",
            ("facts", "changed", {"commercial-partners-share": ["figures"]}),
            id="another source",
        ),
        pytest.param(
            Edit(PARTNERS, {OF_COMPANIES + "bedrijf, bedrijfsleven, ": OF_COMPANIES + "bedrijf, "}),
            "Hoe gebruikelijk is samenwerken met het bedrijfsleven?",
            "lost-answer",
            ("concepts", "changed", {"commercial-partner": ["alt"]}),
            id="a label removed",
        ),
        pytest.param(
            Edit(PARTNERS, {OF_COMPANIES + "bedrijf, bedrijfsleven, ": OF_COMPANIES + "bedrijf, "}),
            CONVERSATION[0] + "?",
            "removed-false-answer",
            ("concepts", "changed", {"commercial-partner": ["alt"]}),
            id="a label removed that answered what has no answer",
        ),
        pytest.param(
            Edit(PARTNERS, {OF_BOOKSHOPS: OF_BOOKSHOPS + "bedrijf, "}),
            "Werken alle bibliotheken samen met bedrijven?",
            "changed-fact",
            ("concepts", "changed", {"bookshop": ["alt"]}),
            id="a label added that collides",
        ),
        pytest.param(
            Edit(PARTNERS, {OF_COMPANIES: OF_COMPANIES + "kapsalon, "}),
            BARBERS,
            "new-false-answer",
            ("concepts", "changed", {"commercial-partner": ["alt"]}),
            id="a label added that answers what has no answer",
        ),
        pytest.param(
            WITHOUT_OBA,
            OBA,
            "lost-answer",
            ("facts", "removed", ["oba-bookshop"]),
            id="a fact removed",
        ),
        pytest.param(
            Edit(COMMERCIAL, {block("cuts-study-2015"): block("cuts-study-2015") + BARBER_FACT}),
            "Hoeveel bibliotheken werken samen met kappers?",
            "new-answer",
            ("facts", "added", ["barbers-share"]),
            id="a fact added",
        ),
        pytest.param(
            Edit(
                COMMERCIAL,
                {
                    "        - OBA boekhandel\n": "",
                    "        - alliantie boekverkopers noorden\n": "        - OBA boekhandel\n",
                },
            ),
            "OBA boekhandel",
            "moved-example",
            ("facts", "changed", {"oba-bookshop": ["ask"], "northern-booksellers": ["ask"]}),
            id="an example question moved",
        ),
        pytest.param(
            Edit(
                COMMERCIAL,
                {
                    "counted: [library]\n    population: {nl: bibliotheken, en: libraries}": (
                        "counted: [library]\n    population: {nl: openbare bibliotheken, en: public libraries}"
                    )
                },
            ),
            COMPANIES,
            "changed-population",
            ("facts", "changed", {"commercial-partners-share": ["population"]}),
            id="a population text",
        ),
        pytest.param(
            Edit(PARTNERS, {OF_A_SHOP.format("commercial-partner"): OF_A_SHOP.format("partner")}),
            WORLD_SHOPS,
            "changed-fact",
            ("concepts", "changed", {"world-shop": ["broader"]}),
            id="a broader concept",
        ),
        pytest.param(
            Edit(COMMERCIAL, {"[commercial-partners-share, cuts-study-2015]": "[cuts-study-2015]"}),
            "Waarom werken bibliotheken samen met commerciële partners?",
            "changed-suggestions",
            ("facts", "changed", {"commercial-motives": ["related"]}),
            id="a related fact",
        ),
        pytest.param(
            Edit(UNTOLD_PARTNERS, {"[kapsalon, kapster": "[kapster"}),
            BARBERS,
            "changed-kind",
            ("concepts", "changed", {"hairdresser": ["alt"]}),
            id="a word that is no longer known",
        ),
        pytest.param(
            Edit(COMMERCIAL, {"werkt samen met De Nieuwe Boekhandel.": "werkt nauw samen met De Nieuwe Boekhandel."}),
            OBA,
            "changed-text",
            ("facts", "changed", {"oba-bookshop": ["say"]}),
            id="the wording",
        ),
    ],
)
def test_a_planted_change_is_found(
    edit: Edit, question: str, change: str, record: tuple[str, str, object], base: Version, cases: Any, copy: Path
) -> None:
    """With the class of what happens to a question, and with the record by its id."""
    edit.apply(copy)
    found = report(compare(base, version(copy), cases, NO_OPTIONS))
    kind, what, ids = record
    assert found["classes"].get(question) == change
    assert found["records"][kind][what] == ids


def as_windows(folder: Path) -> None:
    """Other ends of lines, and the mark that Windows puts before a text."""
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def with_comments(folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        content = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r"^  - id", "\n  # Looked at in March.\n  - id", content, flags=re.MULTILINE) + "# End.\n"
        )


def in_reverse(folder: Path) -> None:
    """The facts of a file from the last to the first."""
    for name in (COMMERCIAL, COOPERATION):
        head, *facts = re.split(r"^(?=  - id: )", (folder / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        (folder / name).write_text(head + "".join(reversed(facts)), encoding="utf-8")


def in_other_files(folder: Path) -> None:
    (folder / COMMERCIAL).rename(folder / "a-first.yml")
    (folder / PARTNERS).rename(folder / "vocabulary" / "zz-last.yaml")


def in_other_layout(folder: Path) -> None:
    """Lists in lines become lists below each other, and keys change places."""
    path = folder / COMMERCIAL
    content = path.read_text(encoding="utf-8")
    content = re.sub(r"^(    covers): \[(.*)\]$", lambda found: f"{found[1]}:\n" + below(found[2]), content, flags=re.M)
    content = re.sub(r"^(    measure: .*\n)((?:    answers: .*\n)?    topic: .*\n)", r"\2\1", content, flags=re.M)
    path.write_text(content, encoding="utf-8")


def below(items: str) -> str:
    return "\n".join(f"      - {item}" for item in items.split(", "))


@pytest.mark.parametrize("rewrite", [as_windows, with_comments, in_reverse, in_other_files, in_other_layout])
def test_comments_layout_and_order_are_no_change(
    rewrite: Any, small: Path, base: Version, cases: Any, copy: Path
) -> None:
    """What the files say is the same."""
    rewrite(copy)
    assert {path.name: path.read_bytes() for path in copy.rglob("*.yaml")} != {
        path.name: path.read_bytes() for path in small.rglob("*.yaml")
    }
    found = report(compare(base, version(copy), cases, NO_OPTIONS))
    assert (found["records"], found["changes"]) == ({}, [])
    assert found["asked"] > 100
