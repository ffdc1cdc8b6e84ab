"""What a question sets itself apart from."""

import pytest

from bot.core.reading.read import Reader


@pytest.mark.parametrize(("text", "apart"), [
    pytest.param("the number of farmers, not bakers", {"baker"}, id="after a comma"),
    pytest.param("do libraries not work with bakers", set(), id="the negation of a verb"),
    pytest.param("how many libraries work with farmers (not bakers)?", {"baker"}, id="in brackets"),
])  # fmt: skip
def test_what_is_set_apart_is_not_asked_about(text: str, apart: set[str], small_reader: Reader) -> None:
    """It is named only to say that something else is meant."""
    named = {mention.id for mention in small_reader.read(text, "en").mentions}
    assert not named & apart
    assert named or not apart
