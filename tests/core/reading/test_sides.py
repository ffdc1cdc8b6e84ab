"""The two sides of a comparison, each put as a question of its own. Over the real words and labels."""

import pytest

from bot.core.reading.read import Reader


@pytest.mark.parametrize(("text", "language", "first", "second"), [
    pytest.param("Hoeveel leden of bezoekers, wat is meer?", "nl", "Hoeveel leden, wat is?",
                 "Hoeveel bezoekers, wat is?", id="or"),
    pytest.param("Werken er meer biebs met basisscholen of met gemeenten?", "nl", "Werken er biebs met basisscholen?",
                 "Werken er biebs met gemeenten?", id="a preposition on both sides"),
    pytest.param("Komen er meer kinderen dan volwassenen in 2022?", "nl", "Komen er kinderen in 2022?",
                 "Komen er volwassenen in 2022?", id="than"),
    pytest.param("Leden versus bezoekers in 2022", "nl", "Leden in 2022", "bezoekers in 2022", id="against"),
    pytest.param("Wat is het verschil tussen leden en bezoekers?", "nl", "leden?", "bezoekers?", id="a difference"),
    pytest.param("Are there more youth members than adult ones?", "en", "Are there youth members?",
                 "Are there adult members?", id="the second side takes over the noun"),
    pytest.param("Zijn er meer jeugdleden dan kwallen?", "nl", "Zijn er jeugdleden?", "Zijn er kwallen?",
                 id="a side that nobody knows"),
])  # fmt: skip
def test_each_side_is_a_question(text: str, language: str, first: str, second: str, reader: Reader) -> None:
    """What both share stays in both; what compares them is in neither."""
    assert [side.text for side in reader.read(text, language).sides[0].questions] == [first, second]


@pytest.mark.parametrize("text", [
    pytest.param("Hoeveel leden hadden bibliotheken in 2022?", id="one thing"),
    pytest.param("Hoeveel leden en bezoekers waren er?", id="named side by side, not compared"),
    pytest.param("Zijn er meer leden dan vroeger?", id="held against itself, in the past"),
    pytest.param("Zijn er meer leden dan in 2015?", id="held against itself, in a year"),
    pytest.param("Zijn er meer of minder leden?", id="'of' between two words that compare"),
])  # fmt: skip
def test_no_sides(text: str, reader: Reader) -> None:
    """Most questions are about one thing."""
    assert not reader.read(text, "nl").sides


@pytest.mark.parametrize(("text", "names"), [
    pytest.param("Werken er meer biebs met basisscholen of met gemeenten?", ("basisscholen", "gemeenten"), id="or"),
    pytest.param("Zijn er meer jeugdleden dan rode kwallen?", ("jeugdleden", "rode kwallen"), id="unknown"),
])  # fmt: skip
def test_what_the_sides_are_called(text: str, names: tuple[str, str], reader: Reader) -> None:
    """As typed, without the small words before them."""
    assert reader.read(text, "nl").sides[0].names == names


@pytest.mark.parametrize(("text", "is_strict", "are_both"), [
    pytest.param("Zijn er meer leden of bezoekers?", True, False, id="set against each other"),
    pytest.param("Vergelijk leden en bezoekers", False, False, id="joined"),
    pytest.param("Graag twee aantallen, de leden en de bezoekers", False, True, id="both of them"),
])  # fmt: skip
def test_how_the_sides_stand(text: str, is_strict: bool, are_both: bool, reader: Reader) -> None:
    """A side that lacks a figure is told only where the two are set against each other."""
    sides = reader.read(text, "nl").sides[0]
    assert (sides.is_strict, sides.are_both) == (is_strict, are_both)
