"""The HTML of the fake server is Telegram's: strict about tags, easy about ampersands."""

import pytest

from tests.fake_telegram.telegram_html import HtmlError, parse_html


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        pytest.param("a &lt;b&gt; &amp; &quot;c&quot; &#39;", 'a <b> & "c" \'', id="the entities that are known"),
        pytest.param("AT&T &eacute;", "AT&T &eacute;", id="a lone ampersand and other entities stay"),
        pytest.param('<b>x <i>y</i></b><a href="https://kb.nl">z</a>', "x yz", id="tags in tags"),
    ],
)
def test_html_is_read(source: str, seen: str) -> None:
    assert parse_html(source)[0] == seen


@pytest.mark.parametrize(
    "source", ["<b>x", "x</b>", "<b><i>x</b></i>", "<p>x</p>", "1 < 2", "<>", "<b", "<span>x</span>"]
)
def test_bad_html_is_refused(source: str) -> None:
    with pytest.raises(HtmlError, match="at byte offset"):
        parse_html(source)


def test_formatting_is_found() -> None:
    _, entities = parse_html("é <b>x <i>y</i></b>")
    assert [(entity.type, entity.start, entity.end) for entity in entities] == [("bold", 2, 5), ("italic", 4, 5)]


@pytest.mark.parametrize(
    ("source", "kind", "details"),
    [
        pytest.param(
            '<a href="https://kb.nl/?a=1&amp;b=2">x</a>', "text_link", {"url": "https://kb.nl/?a=1&b=2"}, id="a"
        ),
        pytest.param("<blockquote expandable>x</blockquote>", "expandable_blockquote", {}, id="a long quotation"),
        pytest.param('<code class="language-py">x</code>', "pre", {"language": "py"}, id="code of a language"),
        pytest.param('<tg-time unix="5">x</tg-time>', "date_time", {"unix_time": 5}, id="a time"),
    ],
)
def test_attributes_are_read(source: str, kind: str, details: dict[str, object]) -> None:
    _, (entity,) = parse_html(source)
    assert (entity.type, entity.details) == (kind, details)


@pytest.mark.parametrize("source", ["<b></b>", '<a href="kb">x</a>', '<a href="javascript:x">x</a>'])
def test_what_telegram_drops_is_dropped(source: str) -> None:
    """Empty formatting and links to nowhere leave no trace; the words stay."""
    assert parse_html(source)[1] == []
