"""Likeness of words: what counts as a slip of the pen, and what is another word."""

import pytest

from bot.core.words.spelling import edits_allowed, is_slip, nearest

KNOWN = ("bibliotheken", "boeken", "kerken", "werken", "samenwerken", "scholen", "school", "partner", "markt", "2017")


@pytest.mark.parametrize(("word", "edits"), [
    ("vo", 0), ("bieb", 0), ("taal", 0), ("krant", 1), ("scholen", 1), ("bedrijf", 1), ("gemeenten", 2),
    ("bibliotheken", 2), ("2017", 0), ("20172018", 0), ("kb2018c", 0),
])  # fmt: skip
def test_longer_words_may_have_more_mistakes(word: str, edits: int) -> None:
    """Short words and whatever holds a digit are never repaired."""
    assert edits_allowed(word) == edits


@pytest.mark.parametrize(("typed", "meant"), [
    pytest.param("biblioteken", "bibliotheken", id="a letter left out"),
    pytest.param("bibliootheken", "bibliotheken", id="a letter added"),
    pytest.param("biblioyheken", "bibliotheken", id="a letter changed"),
    pytest.param("bibliohteken", "bibliotheken", id="two letters swapped"),
    pytest.param("bibliteekn", None, id="three mistakes"),
    pytest.param("biliotehken", "bibliotheken", id="two mistakes"),
    pytest.param("werkne", "werken", id="swapped in a short word"),
    pytest.param("wrken", "werken", id="left out of a short word"),
    pytest.param("partnr", "partner", id="left out at the end"),
])  # fmt: skip
def test_a_misspelt_word(typed: str, meant: str | None) -> None:
    """The known word is found behind one mistake, or two in a long word."""
    assert nearest(typed, KNOWN) == ((meant,) if meant else ())


@pytest.mark.parametrize("typed", ["merken", "hoeken", "berken", "marks", "boetes", "parknee", "markt1", "2018"])
def test_another_word_is_not_a_misspelt_one(typed: str) -> None:
    """One other letter makes another word of a short one; figures are never near each other."""
    assert nearest(typed, KNOWN) == ()


@pytest.mark.parametrize(("typed", "meant"), [
    pytest.param("aantak", "aantal", id="the last letter"),
    pytest.param("santal", None, id="another first letter of six"),
])  # fmt: skip
def test_a_frequent_word_may_end_in_another_letter(typed: str, meant: str | None) -> None:
    """In six letters it counts for the frequent words only: a rare one would swallow words that it knows nothing of."""
    assert nearest(typed, ["aantal"], {"aantal"}.__contains__) == ((meant,) if meant else ())
    assert nearest("aantak", ["aantal"]) == ()


def test_words_at_one_distance_are_all_given() -> None:
    """Which is meant cannot be seen from the letters; a changed letter is the less likely slip."""
    assert nearest("wrkster", ("workster", "wakster", "werkster")) == ("werkster", "workster", "wakster")


def test_only_the_nearest_words_are_given() -> None:
    """A word one mistake away pushes out one that is two away, in any order."""
    near, far = "gemeenten", "gemeentes"
    assert nearest("gementen", (far, near)) == nearest("gementen", (near, far)) == (near,)


@pytest.mark.parametrize(("word", "other", "slip"), [
    pytest.param("bokhandel", "boekhandel", True, id="a letter left out"),
    pytest.param("boekhandle", "boekhandel", True, id="swapped"),
    pytest.param("koekhandel", "boekhandel", False, id="another first letter"),
    pytest.param("bokhande", "boekhandel", False, id="two mistakes"),
    pytest.param("scholn", "scholen", False, id="too short to be sure"),
    pytest.param("boekhandel", "boekhandel", False, id="the same word"),
])  # fmt: skip
def test_a_slip(word: str, other: str, slip: bool) -> None:
    """In a long word one mistake behind the first letter is a slip and no compound of its own."""
    assert is_slip(word, other) is slip
