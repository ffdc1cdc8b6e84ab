"""The fixed texts that need no knowledge base, from the files of each language: of the terminal and of the open data.

What an answer and the chat on Telegram say stands in the phrases of the languages, which come with the knowledge base.
All of it is in one folder per language, and a language that lacks a text shows that of the default language.
"""

import os
from collections.abc import Mapping
from functools import lru_cache

from bot.core.records.model import DEFAULT_LANGUAGE
from bot.core.words.printable import printable_line
from bot.kb.cache import make_key, read_copy, write_copy
from bot.kb.language_files import FOLDER, find_codes, read_language_files

__all__ = ["find_codes", "find_texts", "notation_of", "say"]

COPY = "texts"

Texts = Mapping[str, Mapping[str, str]]  # language → name → text


def find_texts(group: str) -> Texts:
    """Return the texts of a group, the files of one name ("terminal" for terminal.yaml), in every language."""
    return _load(os.environ.get(FOLDER, ""))[group]


def say(group: str, language: str, name: str, /, **fields: object) -> str:
    """Return a text of a group, in Dutch for a language that is not spoken here. The fields may hold anything."""
    texts = find_texts(group)
    shown = {key: printable_line(str(value)) for key, value in fields.items()}
    return texts.get(language, texts[DEFAULT_LANGUAGE])[name].format(**shown)


def notation_of(language: str) -> str:
    """Return how a language writes numbers, by an example such as "1.234,5"."""
    phrases = find_texts("phrases")
    return phrases.get(language, phrases[DEFAULT_LANGUAGE])["notation"]


@lru_cache(maxsize=1)
def _load(_further: str) -> Mapping[str, Texts]:
    """Return group → language → name → text, from a compiled copy where nothing has changed since it was made."""
    files, _ = read_language_files()
    key = make_key(files)
    copy = read_copy(COPY, key)
    if copy is None:
        from bot.kb.languages import WORDS, code_and_group, completed, read_group  # brings the YAML library along

        copy = {}
        for group in sorted({group for code, group in map(code_and_group, files) if code} - {WORDS}):
            texts = read_group(files, group)
            default = texts.get(DEFAULT_LANGUAGE, {})
            copy[group] = {code: completed(texts.get(code, {}), default) for code in find_codes()}
        write_copy(COPY, key, copy)
    found: Mapping[str, Texts] = copy
    return found
