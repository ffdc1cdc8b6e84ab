"""Nothing that is shown can steer a terminal or turn the direction of writing."""

import json
import sys
import unicodedata

import pytest

from bot.core.words.printable import (
    escape_controls,
    on_one_line,
    printable,
    printable_line,
    without_controls,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b]0;title\x07\x1b[2J", "�]0;title��[2J", id="escape sequences"),
        pytest.param("\x9b31m\x7f", "�31m�", id="eight-bit sequences"),
        pytest.param("right\rwrong", "right�wrong", id="going back in the line"),
        pytest.param("\u202egnp.exe\u2066\u200f\u061c", "�gnp.exe���", id="direction of writing"),
        pytest.param("a\u2028b", "a�b", id="a line that looks like two"),
        pytest.param("\udcff", "�", id="half a letter"),
        pytest.param(
            "één\n\t1\u00a02 👩\u200d💻 ge\u00addeeld", "één\n\t1\u00a02 👩\u200d💻 ge\u00addeeld", id="ordinary"
        ),
    ],
)
def test_printable(text: str, shown: str) -> None:
    """What only looks odd stays."""
    assert printable(text) == shown


def test_a_line_holds_no_break() -> None:
    """Of one that is laid out, the blanks stay; one that is not is laid out."""
    assert printable_line("a  b\tc\nd\x1b") == "a  b�c�d�"
    assert on_one_line(" a  b\tc\r\nd\u2028e\x1b ") == "a b c d e�"


@pytest.mark.parametrize(("typed", "kept"), [
    pytest.param("hoeveel leden?", "hoeveel leden?", id="nothing to take out"),
    pytest.param("a\x1b]0;PWNED\x07b\x1b[2J", "a ]0;PWNED b [2J", id="commands to a terminal"),
    pytest.param("\x9b31mrood", " 31mrood", id="in one character"),
    pytest.param("\u202egnp.exe\u202c, \u2066a\u2069", "gnp.exe, a", id="marks of direction"),
    pytest.param("biblio\u00adthe\u200bken\ufeff", "bibliotheken", id="unseen within a word"),
    pytest.param("een\r\ntwee\rdrie\u2028vier\tvijf\n", "een\ntwee\ndrie\nvier vijf\n", id="breaks"),
    pytest.param("👩\u200d👧 ❤\ufe0f\u200d🔥", "👩\u200d👧 ❤\ufe0f\u200d🔥", id="emoji"),
    pytest.param("🤷🏽\u200d♀\ufe0f", "🤷🏽\u200d♀\ufe0f", id="an emoji with a colour"),
    pytest.param("ja\u200dn ❤\u200dx", "jan ❤x", id="the joiner elsewhere"),
    pytest.param("café\u00a0één, Yıldız, 中文, कि", "café\u00a0één, Yıldız, 中文, कि", id="letters of all kinds"),
])  # fmt: skip
def test_what_is_kept_steers_no_terminal(typed: str, kept: str) -> None:
    """And turns no words around."""
    assert without_controls(typed) == kept
    assert without_controls(kept) == kept


def test_every_control_and_format_character_is_taken_out() -> None:
    """Of all that this Python knows."""
    unseen = [chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) in ("Cc", "Cf")]
    assert [char for char in unseen if char != "\n" and char in without_controls(f"a{char}b")] == []
    assert [char for char in unseen if char in escape_controls(f"a{char}b")] == []
    assert json.loads(escape_controls(json.dumps("".join(unseen), ensure_ascii=False))) == "".join(unseen)
