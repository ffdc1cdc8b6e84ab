"""An answer as text: nothing in it is taken for markup, and Telegram takes every page."""

import pytest

from bot.core.model import Answer, Line, LineRole
from bot.surfaces.render import MESSAGE_LENGTH, plain_text, shown_lines, telegram_html
from tests.surfaces.fake_telegram_html import parse_html

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
    assert (plain_text(_answer(*lines)), telegram_html(_answer(*lines))) == (plain, html)


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
    assert parse_html(telegram_html(answer))[0] == shown


def test_a_surface_gets_the_lines_with_their_roles() -> None:
    """A surface with its own colours numbers no choice itself."""
    lines = shown_lines(_answer(("choice", "a"), ("detail", "\n"), ("choice", "b")))
    assert lines == (Line("choice", "1. a"), Line("choice", "2. b"))


LONG = "woord " * 1000
HOSTILE = "<&>" * 3000


@pytest.mark.parametrize(
    ("lines", "kept", "gone"),
    [
        pytest.param(
            (*FIGURE, ("suggestion", LONG), ("suggestion", LONG)),
            ["26 %", "(KB, 2018c)"],
            "woord",
            id="suggestions go first",
        ),
        pytest.param(
            (*FIGURE, ("suggestion", "x" * 3900), ("suggestion", "y" * 3900)),
            ["26 %", "(KB, 2018c)", "xxx"],
            "yyy",
            id="the last suggestion goes before the first",
        ),
        pytest.param(
            (*FIGURE, ("detail", "Vraag ook:"), ("suggestion", LONG)),
            ["26 %", "(KB, 2018c)"],
            "Vraag ook",
            id="the line that announces suggestions goes with them",
        ),
        pytest.param(
            (("missing", HOSTILE), *FIGURE),
            ["<&><&>", "…", "26 %", "bibliotheken", "(KB, 2018c)"],
            "",
            id="a long quotation is cut",
        ),
        pytest.param(
            (("headline", f"26 % {LONG}"), *FIGURE[1:]),
            ["26 % woord", "woord…", "(KB, 2018c)"],
            "",
            id="a long headline is cut between words",
        ),
        pytest.param(
            (*FIGURE[:2], *[("detail", "w" * 99)] * 99, FIGURE[2]),
            ["26 %", "(KB, 2018c)", "w"],
            "…",
            id="of many lines the last ones go, but not the citation",
        ),
        pytest.param([("citation", "c" * 99)] * 99, ["ccc"], "…", id="citations alone"),
        pytest.param([("headline", HOSTILE)] * 9, ["<&>"], "", id="escapes count"),
    ],
)
def test_a_page_is_never_too_long(lines: tuple[tuple[LineRole, str], ...], kept: list[str], gone: str) -> None:
    """A cut page has balanced tags, and keeps the figure together with its source."""
    page = telegram_html(_answer(*lines))
    seen, _ = parse_html(page)
    assert len(page) <= MESSAGE_LENGTH
    assert all(words in seen for words in kept)
    assert not gone or gone not in seen


@pytest.mark.parametrize("length", range(0, 60, 7))
def test_any_length_gives_balanced_tags(length: int) -> None:
    page = telegram_html(_answer(*FIGURE, ("suggestion", "x")), length)
    parse_html(page)
    assert len(page) <= length


def test_a_page_that_fits_is_not_cut() -> None:
    exact = "x" * (MESSAGE_LENGTH - len("<b></b>"))
    assert telegram_html(_answer(("headline", exact))) == f"<b>{exact}</b>"
