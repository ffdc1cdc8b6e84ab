"""The texts of `vraagbaak new`: each choice has its name."""

import pytest

from bot.kb.records import FACETS, KINDS, QUANTITIES
from bot.kb.rows import QUALIFIERS, UNITS
from bot.texts import say


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
    assert say("form", "nl", name)


def test_control_characters_do_not_reach_the_terminal() -> None:
    """Whatever was typed or stands in a file."""
    assert "\x1b" not in say("form", "nl", "bad_id", typed="\x1b[31m")
