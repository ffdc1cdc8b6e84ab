"""The texts of `vraagbaak new` are there in each language, with the same fields."""

import string

import pytest

from bot.kb.records import FACETS, KINDS, QUANTITIES
from bot.kb.rows import QUALIFIERS, UNITS
from bot.surfaces.form_texts import TEXTS, form_text


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", sorted(TEXTS["nl"].keys() | TEXTS["en"].keys()))
def test_a_text_speaks_of_the_same_in_each_language(name: str) -> None:
    """So that none can fail in one of them only."""
    assert fields_of(TEXTS["nl"][name]) == fields_of(TEXTS["en"][name])


@pytest.mark.parametrize(
    "name",
    [
        f"{kind}_{value}"
        for kind, values in {
            "facet": FACETS, "kind": KINDS, "quantity": QUANTITIES, "qualifier": QUALIFIERS, "unit": UNITS
        }.items()
        for value in values
    ],
)  # fmt: skip
def test_every_choice_has_a_name(name: str) -> None:
    """Also one that the knowledge files came to have later."""
    assert form_text("nl", name)


def test_control_characters_do_not_reach_the_terminal() -> None:
    """Whatever was typed or stands in a file."""
    assert "\x1b" not in form_text("nl", "bad_id", typed="\x1b[31m")
