"""The terminal's own words in each language, from `terminal.yaml` of the language."""

from collections.abc import Mapping

from bot.core.records.model import DEFAULT_LANGUAGE as DEFAULT_LANGUAGE
from bot.texts import find_codes, find_texts, say

GROUP = "terminal"
NAME = "name_"  # begins the texts that name a command


def text(language: str, name: str, **fields: object) -> str:
    """Return one of the texts; see `say`."""
    return say(GROUP, language, name, **fields)


def command_names() -> Mapping[str, str]:
    """Return what can be typed as a command, in any language, with what it does."""
    texts = find_texts(GROUP)
    named = (item for several in texts.values() for item in several.items() if item[0].startswith(NAME))
    return {word: name.removeprefix(NAME) for name, words in named for word in words.split()}


def words_for_more() -> frozenset[str]:
    """Return the words that ask for the next page, in any language."""
    return frozenset(word for several in find_texts(GROUP).values() for word in several["more"].split())


def find_language(environ: Mapping[str, str]) -> str | None:
    """Return the language of the user's environment, if it is one that is spoken here (POSIX order of variables)."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    code = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in find_codes() else None
