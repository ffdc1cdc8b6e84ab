"""`handout` as its users meet it: the page, its PDF, and QR codes that a phone can read."""

import builtins
import re
from pathlib import Path

import pypdfium2
import pytest
import segno
import zxingcpp

from bot.core.records.model import KnowledgeBase
from bot.surfaces.links import read_payload
from bot.tools import pdf
from bot.tools.qr import code_in_page
from tests.running import run

SCALE = 2  # of the pages as pictures: 144 dots an inch, less than any printer


def make(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    code, output, errors = run("handout", *arguments, capsys=capsys)
    assert (code, errors) == (0, "")
    return output


def read_codes(path: Path) -> list[list[str]]:
    """Return what the QR codes of each page of a PDF say, read off its picture as a phone does."""
    document = pypdfium2.PdfDocument(path)
    pictures = [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
    return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]


@pytest.fixture
def needs_pdf() -> None:
    """Skip where the Pango library of the system is missing; it comes with Chromium."""
    try:
        pdf.as_pdf("<p>x</p>")
    except pdf.NoPdfError:
        pytest.skip("WeasyPrint has no Pango: apt-get install libpangoft2-1.0-0")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_has_all_and_fetches_nothing(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exercises before the figures, as many answers as questions, sources in APA, a chart in words."""
    path = tmp_path / "sheet.html"
    make("--topic", "member", "--lang", language, "--output", str(path), "--bot", "some_bot", capsys=capsys)
    page = path.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    front, back = page.split('<section class="back">')
    exercises, _, references = front.partition('class="references"')
    assert exercises.count('<ul class="options">') == back.count("<li><b>") == 5
    assert back.count('class="what"') == 4
    assert re.search(r'<img src="data:image/png;base64,[^"]{1000,}" alt="[^"]*3[.,]996[.,]000[^"]*"', back)
    assert "CBS" in references  # of an older figure in the chart
    assert set(re.findall(r'(?:src|href)="([a-z]+):', page)) == {"data"}


def test_codes_lead_to_facts_and_bot(
    tmp_path: Path, knowledge: KnowledgeBase, needs_pdf: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read by a decoder off the printed pages: the front, the back and the cards."""
    path = tmp_path / "sheet.pdf"
    arguments = ["--topic", "member", "--lang", "nl", "--output", str(path), "--bot", "some_bot", "--cards", "6"]
    make(*arguments, capsys=capsys)
    front, back, cards = read_codes(path)
    assert front == ["https://t.me/some_bot?start=nl"]
    targets = [read_payload(code.rpartition("=")[2], knowledge) for code in back]
    assert [target.id for target in targets if target] == [
        *("members-count", "youth-members-count", "adult-members-count", "online-library-accounts-count")
    ]
    assert cards == ["https://t.me/some_bot?start=nl"] * 6


def test_codes_lead_to_another_address(tmp_path: Path, needs_pdf: None, capsys: pytest.CaptureFixture[str]) -> None:
    """That of a page for each fact."""
    path = tmp_path / "sheet.pdf"
    link = ["--link", "https://example.org/fact/{id}?x=1&y=2"]
    make("--topic", "visit", "--lang", "en", "--output", str(path), *link, capsys=capsys)
    codes = [code for page in read_codes(path) for code in page]
    assert "https://example.org/fact/visits-count?x=1&y=2" in codes


def test_without_an_address_there_are_no_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And it says how to get them."""
    path = tmp_path / "sheet.html"
    assert "--bot" in make("--topic", "mfo", "--lang", "en", "--output", str(path), capsys=capsys)
    assert "QR code" not in path.read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another seed gives other exercises."""
    pages = []
    for seed in ("1", "1", "2"):
        path = tmp_path / "sheet.html"
        make("--topic", "visit", "--seed", seed, "--lang", "nl", "--output", str(path), capsys=capsys)
        pages.append(path.read_bytes())
    assert pages[0] == pages[1] != pages[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--topic", "membr", "--output", "a.html"], "member  (member)", id="unknown topic"),
        pytest.param(["--topic", "mfo", "--output", "a.doc"], ".pdf", id="unknown ending"),
        pytest.param(["--topic", "mfo", "--output", "no/a.html"], "cannot be written", id="no such folder"),
        pytest.param(["--topic", "commercial-motives", "--output", "a.html"], "topic", id="a fact, no topic"),
        pytest.param(
            ["--topic", "mfo", "--output", "a.html", "--link", "https://x.y/"], "{id}", id="no place for the id"
        ),
        pytest.param(["--topic", "mfo", "--output", "a.html", "--link", "x:{id}"], "https://", id="no address"),
        pytest.param(["--topic", "mfo", "--output", "a.html", "--cards", "999"], "At most", id="too many cards"),
    ],
)
def test_bad_use(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    code, output, errors = run("handout", *arguments, "--lang", "en", capsys=capsys)
    assert (code, output) == (2, "")
    assert told in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("error", "told"), [(ImportError, "vraagbaak[pdf]"), (OSError, "Pango")])
def test_pdf_where_something_is_missing(
    error: type[Exception],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says what, and that the browser prints as well."""
    real = builtins.__import__

    def without(name: str, *arguments: object, **options: object) -> object:
        if name == "weasyprint":
            raise error
        return real(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / "a.pdf"
    code, _, errors = run("handout", "--topic", "mfo", "--output", str(path), "--lang", "en", capsys=capsys)
    assert code == 2
    assert told in errors
    assert ".html" in errors
    assert not path.exists()


def test_pdf_fetches_nothing(tmp_path: Path, needs_pdf: None) -> None:
    """Not even a file of this machine, whatever stands in a text; what stands in the page itself is shown."""
    segno.make_qr("secret").save(tmp_path / "code.svg", scale=10)
    path = tmp_path / "page.pdf"
    for address, shown in (((tmp_path / "code.svg").as_uri(), []), (code_in_page("open"), ["open"])):
        path.write_bytes(pdf.as_pdf(f'<img src="{address}">'))
        assert read_codes(path) == [shown]
