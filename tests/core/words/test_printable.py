"""Nothing that is shown can steer a terminal or turn the direction of writing."""

import pytest

from bot.core.words.printable import printable


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
