"""The texts of the tools for maintainers, in the language of whoever runs them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.records.model import DEFAULT_LANGUAGE
from bot.texts import find_texts

GROUP = "workbench"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts in one language."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, name: str, /, **fields: object) -> str:
        """Return a text with its fields filled in."""
        return self.texts[name].format(**fields)

    def find(self, name: str, otherwise: str) -> str:
        """Return a text without fields, or something else where there is none of that name."""
        return self.texts.get(name, otherwise)


def load_texts(language: str) -> Texts:
    """Return the texts in a language; in Dutch for one that is not spoken here."""
    texts = find_texts(GROUP)
    code = language if language in texts else DEFAULT_LANGUAGE
    return Texts(code, texts[code])
