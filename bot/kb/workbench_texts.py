"""The texts of the tools for maintainers, in the language of whoever runs them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from bot.kb.fields import Fields
from bot.kb.load import LANGUAGES, PathText
from bot.kb.nodes import RecordNode
from bot.kb.problems import Faults, as_text
from bot.kb.yaml_text import parse_yaml

FILE = "workbench.yaml"
OTHERWISE = "en"  # for a language whose file is not there


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


def load_texts(language: str, directory: PathText = LANGUAGES) -> Texts:
    """Read the texts in a language; in English where there are none in it."""
    for code in (language, OTHERWISE):
        path = os.path.join(os.fspath(directory), code, FILE)
        if os.path.isfile(path):
            return Texts(code, _read(path))
    raise FileNotFoundError(path)


def _read(path: str) -> dict[str, str]:
    faults = Faults(path)
    with open(path, "rb") as file:
        node, _ = parse_yaml(file.read(), faults)
    if not isinstance(node, RecordNode):
        return {}
    fields = Fields(node, FILE, faults)
    texts = {key: text for key in node.keys if (text := fields.text(key)) is not None}
    if faults.found:
        raise ValueError("\n".join(map(as_text, faults.found)))  # the program's own file
    return texts
