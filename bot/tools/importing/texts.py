"""What `vraagbaak import` says, from `import.yaml` of each language."""

import os
from collections.abc import Mapping
from functools import lru_cache

from bot.kb.files import read_files
from bot.kb.load import LANGUAGES
from bot.kb.problems import Faults
from bot.kb.schema import plain_data
from bot.kb.yaml_text import parse_yaml

DEFAULT_LANGUAGE = "nl"
FILE = "import.yaml"


@lru_cache(maxsize=1)
def find_texts() -> Mapping[str, Mapping[str, str]]:
    """Return language → name → text."""
    texts: dict[str, Mapping[str, str]] = {}
    for file in read_files(LANGUAGES)[0]:
        code, name = os.path.split(file.name)
        if name == FILE:
            texts[code] = plain_data(parse_yaml(file.content, Faults(file.path))[0])
    return texts


def text(language: str, name: str, **fields: object) -> str:
    """Return one of the texts, in Dutch for a language that is not spoken here; control characters become "�"."""
    texts = find_texts()
    shown = {key: "".join(char if char.isprintable() else "\ufffd" for char in str(one)) for key, one in fields.items()}
    return texts.get(language, texts[DEFAULT_LANGUAGE])[name].format(**shown)
