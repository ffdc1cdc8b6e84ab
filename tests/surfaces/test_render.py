"""An answer as text: nothing in it is taken for markup, and Telegram takes every page."""

import pytest

from bot.core.records.model import Answer, Line, LineRole
from bot.surfaces.render import MESSAGE_LENGTH, plain_text, shown_lines, telegram_pages, without_tags
from tests.fake_telegram.telegram_html import parse_html

FIGURE: tuple[tuple[LineRole, str], ...] = (
    ("headline", "26 % werkt samen."),
    ("detail", "Geteld: bibliotheken."),
    ("citation", "(KB, 2018c)"),
)


def _answer(*lines: tuple[LineRole, str]) -> Answer:
    return Answer(kind="answer", language="nl", lines=tuple(Line(role, text) for role, text in lines))


@pytest.mark.parametrize(
    ("lines", "plain", "html"),
    [
        pytest.param(
            FIGURE,
            "26 % werkt samen.\nGeteld: bibliotheken.\n(KB, 2018c)",
            "<b>26 % werkt samen.</b>\nGeteld: bibliotheken.\n<i>(KB, 2018c)</i>",
            id="a figure",
        ),
        pytest.param(
            (("missing", "Geen cijfer over 2023."), ("headline", "26 %.")),
            "Geen cijfer over 2023.\n26 %.",
            "Geen cijfer over 2023.\n<b>26 %.</b>",
            id="what is missing stays in front",
        ),
        pytest.param(
            (("detail", "Welke?"), ("choice", "basisscholen"), ("choice", "middelbare scholen")),
            "Welke?\n1. basisscholen\n2. middelbare scholen",
            "Welke?\n1. basisscholen\n2. middelbare scholen",
            id="choices are numbered",
        ),
        pytest.param(
            (("headline", "Nee:"), ("detail", "Vraag ook:"), ("suggestion", "Winkels?"), ("suggestion", "Musea?")),
            "Nee:\n\nVraag ook:\n• Winkels?\n• Musea?",
            "<b>Nee:</b>\n\nVraag ook:\n• Winkels?\n• Musea?",
            id="suggestions stand apart with the line that announces them",
        ),
        pytest.param(
            (("headline", "Nee."), ("suggestion", "Winkels:"), ("suggestion", "Musea?")),
            "Nee.\n\n• Winkels:\n• Musea?",
            "<b>Nee.</b>\n\n• Winkels:\n• Musea?",
            id="suggestions that nothing announces",
        ),
        pytest.param(
            (("question", "Een?"), ("headline", "1."), ("question", "Twee?"), ("headline", "2.")),
            "Een?\n1.\n\nTwee?\n2.",
            "<blockquote>Een?</blockquote>\n<b>1.</b>\n\n<blockquote>Twee?</blockquote>\n<b>2.</b>",
            id="several questions stand apart",
        ),
        pytest.param((), "", "", id="nothing"),
        pytest.param((("detail", " \n "), ("headline", "x")), "x", "<b>x</b>", id="an empty line is left out"),
    ],
)
def test_an_answer_is_rendered(lines: tuple[tuple[LineRole, str], ...], plain: str, html: str) -> None:
    answer = _answer(*lines)
    assert (plain_text(answer), telegram_pages(shown_lines(answer))) == (plain, (html,))
    assert without_tags(html) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<b>1 < 2</b> & &lt; \"q\" 'a'", "<b>1 < 2</b> & &lt; \"q\" 'a'", id="HTML"),
        pytest.param("*a* _b_ `c` [d](e)", "*a* _b_ `c` [d](e)", id="Markdown"),
        pytest.param("a\nb\r\nc\u2028d", "a b c d", id="line breaks"),
        pytest.param("\x1b[31mred\x07\x9b0m", "[31mred 0m", id="terminal controls"),
        pytest.param("a\ud800b", "a\ufffdb", id="a lone surrogate"),
        pytest.param("\u202e%62\u2066x\u200f", "%62x", id="turned writing"),
        pytest.param("26\u00a0% 👩\u200d🏫 é", "26\u00a0% 👩\u200d🏫 é", id="fixed spaces and emoji stay"),
    ],
)
@pytest.mark.parametrize("role", ["headline", "detail", "citation", "question", "missing"])
def test_quoted_words_are_harmless(role: LineRole, text: str, shown: str) -> None:
    """Whatever a user typed is seen as it was typed, in every line and on every surface."""
    answer = _answer((role, text))
    assert plain_text(answer) == shown
    (page,) = telegram_pages(shown_lines(answer))
    assert parse_html(page)[0] == shown
    assert without_tags(page) == shown


def test_a_surface_gets_the_lines_with_their_roles() -> None:
    """A surface with its own colours numbers no choice itself."""
    lines = shown_lines(_answer(("choice", "a"), ("detail", "\n"), ("choice", "b")))
    assert lines == (Line("choice", "1. a"), Line("choice", "2. b"))


LONG = "Een zin van vijf woorden. " * 300
HOSTILE = "<&>" * 3000


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((*FIGURE, ("suggestion", LONG), ("suggestion", LONG)), id="long suggestions"),
        pytest.param((("missing", HOSTILE), *FIGURE), id="escapes, and no place to cut"),
        pytest.param((("headline", f"26 % {LONG}"), *FIGURE[1:]), id="a long headline"),
        pytest.param((*FIGURE[:2], *[("detail", "w" * 99)] * 99, FIGURE[2]), id="many lines"),
        pytest.param([("headline", "👩🏫" * 3000)], id="emoji count double"),
    ],
)
def test_a_long_answer_becomes_several_messages(lines: tuple[tuple[LineRole, str], ...]) -> None:
    """None is too long, each has balanced tags, and together they say all of it."""
    answer = _answer(*lines)
    pages = telegram_pages(shown_lines(answer))
    assert len(pages) > 1
    assert all(0 < len(page.encode("utf-16-le")) // 2 <= MESSAGE_LENGTH for page in pages)
    seen = " ".join(parse_html(page)[0] for page in pages)
    assert "".join(seen.split()) == "".join(plain_text(answer).split())


def test_a_long_line_is_cut_at_the_end_of_a_sentence() -> None:
    """And each part has the look of the line."""
    pages = telegram_pages((Line("headline", LONG.strip()),))
    assert all(page.startswith("<b>Een zin") and page.endswith("woorden.</b>") for page in pages)


def test_a_line_without_sentences_is_cut_between_words() -> None:
    pages = telegram_pages((Line("detail", "woord " * 2000),))
    assert {word for page in pages for word in page.split()} == {"woord"}


@pytest.mark.parametrize("length", range(9, 60, 7))
def test_any_length_gives_balanced_tags(length: int) -> None:
    for page in telegram_pages(shown_lines(_answer(*FIGURE, ("suggestion", "x"))), length):
        parse_html(page)
        assert 0 < len(page) <= length


def test_an_answer_that_fits_is_one_message() -> None:
    exact = "x" * (MESSAGE_LENGTH - len("<b></b>"))
    assert telegram_pages((Line("headline", exact),)) == (f"<b>{exact}</b>",)
