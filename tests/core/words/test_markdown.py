"""Whatever somebody writes, Markdown shows it as text."""

import pytest

from bot.core.words.markdown import WORD_JOINER, code, escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a_b*c*~d~ `e` $f$ [g](h) ![i](j) <b> | &amp; \\", None, id="signs"),
        pytest.param("# t", r"\# t", id="a heading"),
        pytest.param("- x", r"\- x", id="an item"),
        pytest.param("+ x", r"\+ x", id="an item with a plus"),
        pytest.param("12. x", r"12\. x", id="a numbered item"),
        pytest.param("1) x", r"1\) x", id="a numbered item with a bracket"),
        pytest.param("===", r"\===", id="the line below a heading"),
        pytest.param("    a\n\n# b\r\n> c", r"a # b \> c", id="several lines, and one that is set in"),
        pytest.param("zie https://x.nl en HTTP://y.nl", "zie https~://x.nl en HTTP~://y.nl", id="addresses"),
        pytest.param("www.x.nl", "www~.x.nl", id="an address without a scheme"),
        pytest.param("jan@x.nl, @team", "jan@~x.nl, @~team", id="persons"),
        pytest.param("#12, GH-12 en kb#3", r"\#~12, GH~-12 en kb#~3", id="issues"),
        pytest.param(":smile: :+1: 12:30", ":~smile: :~+1: 12:30", id="pictures"),
        pytest.param("\u202egnp\u2066 \x1b[1m", "�gnp� �\\[1m", id="direction of writing"),
        pytest.param("26% in 2018-2019, 1.5 of 3!", "26% in 2018-2019, 1.5 of 3\\!", id="an ordinary sentence"),
    ],
)
def test_escape(text: str, shown: str | None) -> None:
    """With "~" for the invisible sign in what is expected."""
    if shown is None:
        assert escape(text) == "".join(f"\\{char}" if char in "\\`*_{}[]<>|~$&!" else char for char in text)
    else:
        assert escape(text) == shown.replace("~", WORD_JOINER)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a.yaml:3", "`a.yaml:3`", id="a place"),
        pytest.param("a`b``c|d", "``` a`b``c\\|d ```", id="signs that end it"),
        pytest.param("a\n\n\u202eb", "`a �b`", id="lines, and the direction of writing"),
    ],
)
def test_code(text: str, shown: str) -> None:
    """Nothing in it ends it."""
    assert code(text) == shown
