"""What `vraagbaak import` says, and calls the columns."""

from bot.texts import say

GROUP = "import"


def text(language: str, name: str, /, **fields: object) -> str:
    """Return one of the texts; see `bot.texts.say`."""
    return say(GROUP, language, name, **fields)
