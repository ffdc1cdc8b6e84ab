"""The report of an evaluation: whole, safe, readable by everybody, and by itself."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import KnowledgeBase
from bot.tools.asking import ask
from bot.tools.html_report import Asked, write_html
from bot.tools.pages import TEMPLATES
from bot.tools.questions import read_question_files
from bot.tools.risk_coverage import trace_curve
from bot.tools.tally import summarise
from bot.tools.workbench_texts import load_texts
from tests.browser import find_hosts, measure, needs_chromium
from tests.running import run

ODD = "<script>alert(1)</script> & \"quoted\" 'too' {{ t }} http://outside.example/x.png"
LONG = "bibliotheek" * 30
QUESTIONS = f"""\
- {{q: "Hoeveel bibliotheken werken samen met bedrijven?", lang: nl, fact: commercial-partners-share, kind: newest}}
- {{q: "Hoeveel bibliotheken werken samen met bedrijven?", lang: nl, fact: oba-bookshop, kind: newest}}
- {{q: "Hoeveel bibliotheken werken samen met bedrijven?", lang: nl, why: other-year}}
- {{q: "How many libraries work with hairdressers?", lang: en, fact: commercial-partners-share, kind: trend}}
- {{q: "What share of libraries works with businesses?", lang: en, fact: commercial-partners-share}}
- {{q: "Hoeveel bibliotheken hebben een robot?", lang: nl, why: a-reason-of-my-own}}
- {{q: '{ODD.replace("'", "''")}', fact: oba-bookshop}}
- {{q: {LONG}, fact: oba-bookshop}}
- {{q: hallo, lang: nl, fact: help}}
- id: talk
  lang: nl
  turns:
    - {{q: "Hoeveel leden hebben bibliotheken?", fact: members-count, values: [nothing]}}
    - {{q: "en in 2019?", fact: members-count}}
"""
OUTSIDE = {"src", "srcset", "href", "action", "data", "poster", "background", "xlink:href"}


@pytest.fixture(scope="module")
def pages(assistant: Assistant, knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the page in each language, of questions with every outcome."""
    path = tmp_path_factory.mktemp("questions") / "mine.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    cases, problems = read_question_files([path])
    assert not problems
    summary = summarise([one for case in cases for one in ask(case, assistant)])
    assert {one.outcome for one in summary.not_right} == {"wrong", "missed", "false"}
    curve = trace_curve(cases, assistant.with_thresholds, Thresholds(), "answer")
    asked = Asked(("mine.yaml",), date(2026, 11, 24))
    return {code: write_html(summary, curve, knowledge, asked, Thresholds(), load_texts(code)) for code in ("nl", "en")}


@pytest.fixture(params=["nl", "en"])
def page(request: pytest.FixtureRequest, pages: dict[str, str]) -> str:
    return pages[str(request.param)]


class Elements(HTMLParser):
    """All elements of a page in order, with the text directly in them."""

    VOID = frozenset({"meta", "link", "img", "br", "hr", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.text.append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.text.append("")

    def handle_data(self, data: str) -> None:
        if self.text:
            self.text[-1] += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]


def test_nothing_comes_from_outside(page: str) -> None:
    """No element points outside the page, no style fetches anything, there is no script, and the browser is told so."""
    elements = Elements(page)
    assert not elements.open
    pointing = [value for _, each in elements.found for name, value in each.items() if name in OUTSIDE]
    assert pointing
    assert [value for value in pointing if not (value or "").startswith("#")] == []
    assert elements.all("script", "iframe", "object", "embed", "link", "img", "base", "form") == []
    assert not re.search(r"url\(|@import|@font-face", page)
    assert [name for _, each in elements.found for name in each if name.startswith("on")] == []
    policies = [each["content"] for each in elements.all("meta") if each.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


def test_a_question_is_shown_as_it_was_typed(page: str) -> None:
    """Whatever is in it."""
    assert any(text.strip() == ODD for text in Elements(page).text)
    assert "<script" not in page


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        pytest.param(
            "nl",
            [
                "aandeel bibliotheken dat met commerciële partners samenwerkt", "“bedrijven” → partner: ",
                "een andere periode", "a reason of my own", "24 november 2026", "de waarde ontbreekt: nothing",
                "members-count", "(talk, 1)", "het nieuwste cijfer", "Tussen 0 en",
            ],
            id="Dutch",
        ),
        pytest.param(
            "en",
            [
                "share of libraries that work with commercial partners",
                "another period", "24 November 2026", "the value is lacking: nothing", "the newest figure",
                "Between 0 and",
            ],
            id="English",
        ),
    ],
)  # fmt: skip
def test_what_is_told(language: str, parts: list[str], pages: dict[str, str]) -> None:
    """Names rather than ids, and what was understood."""
    assert [part for part in parts if part not in pages[language]] == []


def test_the_headline_counts_every_outcome(pages: dict[str, str]) -> None:
    """Of those that could have it."""
    found = re.findall(r'class="word">(.*?)</span> <span class="of">(.*?)</span>', pages["nl"])
    assert found == [("goed", "4 / 11"), ("fout", "3 / 9"), ("gemist", "3 / 8"), ("onterecht", "1 / 2")]


def test_who_cannot_see_it_can_read_it(page: str) -> None:
    """Language, one main heading and no level skipped, tables with headers, and words for the picture."""
    elements = Elements(page)
    assert elements.all("html")[0]["lang"] in ("nl", "en")
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert [after for before, after in pairwise(levels) if after > before + 1] == []
    tables = page.split("<table")[1:]
    assert len(tables) >= 6
    assert all("<caption>" in one and 'scope="col"' in one and 'scope="row"' in one for one in tables)
    drawing = elements.all("svg")
    assert [each["role"] for each in drawing] == ["img"]
    assert f'<title id="{drawing[0]["aria-labelledby"]}">' in page
    ids = [each["id"] for _, each in elements.found if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = [(each.get("href") or "#")[1:] for each in elements.all("a")]
    targets += [each["aria-labelledby"] or "" for _, each in elements.found if "aria-labelledby" in each]
    assert set(targets) <= set(ids)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "right", "wrong", "missed", "false"])
def test_letters_stand_out(ink: str, paper: str, scheme: int) -> None:
    """Every colour of letters against what it stands on: at least 4.5 to 1 (WCAG 2.2, AA)."""
    css = (Path(TEMPLATES) / "report.css").read_text(encoding="utf-8")
    colours = [dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)]
    lighter, darker = sorted((luminance(colours[scheme][name]) for name in (ink, paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_without_mistakes_it_says_so(assistant: Assistant, knowledge: KnowledgeBase, tmp_path: Path) -> None:
    """Nothing confused, nothing to list, and only the groups that there are."""
    (tmp_path / "one.yaml").write_text(QUESTIONS.splitlines()[0].replace(", kind: newest", ""), encoding="utf-8")
    cases, _ = read_question_files([tmp_path / "one.yaml"])
    summary = summarise([one for case in cases for one in ask(case, assistant)])
    curve = trace_curve(cases, assistant.with_thresholds, Thresholds(), "answer")
    texts = load_texts("en")
    page = write_html(summary, curve, knowledge, Asked(("one.yaml",)), Thresholds(), texts)
    assert texts("report_confusions_none") in page
    assert texts("report_listing_none") in page
    assert texts("report_asked_for") not in page
    assert texts("report_why") not in page


# --- as a command


@pytest.fixture
def few(tmp_path: Path) -> str:
    """Return a question file of one right and one wrong question."""
    path = tmp_path / "few.yaml"
    path.write_text("\n".join(QUESTIONS.splitlines()[:2]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("language", "told"),
    [pytest.param("nl", "Het verslag staat in", id="Dutch"), pytest.param("en", "The report is in", id="English")],
)
def test_eval_writes_it(language: str, told: str, few: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so; the curve is told in the terminal too."""
    path = tmp_path / "report.html"
    code, output, errors = run("eval", few, "--html", str(path), "--lang", language, capsys=capsys)
    assert (code, errors) == (0, "")
    assert f"{told} {path}." in output
    assert "area under the curve (AURC)" in output
    assert f'<html lang="{language}">' in path.read_text(encoding="utf-8")


def test_eval_gives_the_curve_as_json(few: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the report; what was written is told beside it."""
    given = ("eval", few, "--json", "--fail-under", "90")
    code, output, errors = run(*given, "--html", str(tmp_path / "report.html"), capsys=capsys)
    found = json.loads(output)
    curve = found["risk_coverage"]
    assert (code, "report.html" in errors) == (1, True)
    assert (curve["threshold"], curve["current"]["answered"], curve["current"]["wrong"]) == ("answer", 2, 1)
    assert len(curve["points"]) > 50
    assert found["confusions"] == [
        {"expected": "oba-bookshop", "given": "commercial-partners-share", "kind": "answer", "count": 1}
    ]
    assert found["asked_for"]["newest"]["asked"] == 2
    assert "risk_coverage" not in json.loads(run(*given, capsys=capsys)[1])


@pytest.mark.parametrize("name", ["", "none/report.html"], ids=["a folder", "in a folder that is not there"])
def test_a_place_that_cannot_be_written_is_told_at_once(
    name: str, few: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the questions are asked."""
    code, output, errors = run("eval", few, "--html", str(tmp_path / name), capsys=capsys)
    assert (code, output) == (2, "")
    assert errors.startswith("Het verslag kan niet worden geschreven")


def test_of_faulty_questions_there_is_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is wrong with them."""
    (tmp_path / "bad.yaml").write_text("- {q: x}", encoding="utf-8")
    code, output, _ = run("eval", str(tmp_path / "bad.yaml"), "--html", str(tmp_path / "r.html"), capsys=capsys)
    assert (code, "r.html" in output, (tmp_path / "r.html").exists()) == (2, False, False)


# --- in a browser


def unguarded(page: str) -> str:
    """Return the page without the order to fetch nothing, so that what it would fetch shows."""
    found = re.subn(r"<meta http-equiv=.*?>\n", "", page)
    assert found[1] == 1
    return found[0]


@needs_chromium
def test_a_browser_asks_nobody_for_anything(pages: dict[str, str], tmp_path: Path) -> None:
    """Chromium, behind a proxy that writes down every host: with a picture from outside it asks, with the page not."""
    page = unguarded(pages["nl"])
    picture = '<img src="http://outside.example/x.png"><link rel="stylesheet" href="https://outside.example/y.css">'
    assert find_hosts(page.replace("<main>", f"<main>{picture}"), tmp_path) == {"outside.example"}
    assert find_hosts(page, tmp_path) == set()


@needs_chromium
def test_the_browser_is_kept_from_asking(pages: dict[str, str], tmp_path: Path) -> None:
    """Were a picture ever to get in, the page itself forbids fetching it."""
    page = pages["nl"].replace("<main>", '<main><img src="http://outside.example/x.png">')
    assert find_hosts(page, tmp_path) == set()


@needs_chromium
@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_the_window(language: str, width: int, pages: dict[str, str], tmp_path: Path) -> None:
    """On a phone too nothing has to be shifted sideways, with all of it opened, and no letter is too small."""
    measured = measure(pages[language], width, tmp_path)
    assert measured["width"] == width
    assert (measured["needed"], measured["outside"], measured["fetched"]) == (width, [], [])
    assert measured["smallest"] >= 14


@needs_chromium
def test_what_does_not_fit_is_noticed(pages: dict[str, str], tmp_path: Path) -> None:
    """A table that is too wide shows in the measure."""
    wide = '<main><p style="width: 30rem; font-size: 9px">wide</p>'
    measured = measure(pages["nl"].replace("<main>", wide), 360, tmp_path)
    assert measured["needed"] > 360
    assert measured["smallest"] == 9
