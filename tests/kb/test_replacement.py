"""Another value behind a key of a record or row; every other character of the file stays."""

import pytest

from bot.kb.insertion import InsertionError
from bot.kb.records import SOURCE_KEYS
from bot.kb.replacement import replace_field
from bot.kb.rows import ROW_KEYS

TEXT = """\
# A comment.
sources:
  - id: a          # stays
    cited_as: "A, 2018"   # as printed
    author:
      - literal: Somebody
      - literal: Another
    title: 'Old' # and this
    note: {nl: Iets., en: Something.}
  - {id: b, cited_as: B, issued: "2019"} # in braces
facts:
  - id: f
    figures:
      - value: 26
        period: "2017"
        source: a
      - {value: 25, period: "2016", source: [a, b]}
"""


@pytest.mark.parametrize(
    ("line", "key", "value", "old", "new"),
    [
        pytest.param(3, "title", "New: title", "'Old'", '"New: title"', id="a text"),
        pytest.param(3, "cited_as", "A, 2018c", '"A, 2018"', "A, 2018c", id="a text before a comment"),
        pytest.param(
            3, "author", [{"literal": "One"}],
            "author:\n      - literal: Somebody\n      - literal: Another", "author: [{literal: One}]", id="a list",
        ),
        pytest.param(
            3, "issued", "2018-05-31", "# and this\n", '# and this\n    issued: "2018-05-31"\n', id="a key more",
        ),
        pytest.param(3, "note", {"nl": "A.", "en": "B."}, "{nl: Iets., en: Something.}", "{nl: A., en: B.}", id="two"),
        pytest.param(10, "issued", "2020", '"2019"', '"2020"', id="in braces"),
        pytest.param(10, "title", "T", "cited_as: B,", "cited_as: B, title: T,", id="a key more in braces"),
        pytest.param(14, "value", 28, "value: 26", "value: 28", id="the first key of a row"),
        pytest.param(
            14, "evidence", ["28%", "b"], "source: a\n", 'source: a\n        evidence: ["28%", b]\n', id="a row",
        ),
        pytest.param(17, "source", "b", "[a, b]", "b", id="a row in braces"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a mark"])
def test_one_value_is_replaced(line: int, key: str, value: object, old: str, new: str, ends: str, mark: str) -> None:
    """And nothing else, whatever the ends of the lines."""
    order = SOURCE_KEYS if line < 14 else ROW_KEYS
    text, expected = mark + TEXT, mark + TEXT.replace(old, new, 1)
    assert replace_field(text.replace("\n", ends), line, key, value, order) == expected.replace("\n", ends)


@pytest.mark.parametrize("line", [1, 2, 4, 99])
def test_where_no_record_begins_nothing_is_replaced(line: int) -> None:
    """And that is said."""
    with pytest.raises(InsertionError, match="No record begins"):
        replace_field(TEXT, line, "title", "x", SOURCE_KEYS)
