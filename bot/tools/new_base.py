"""`vraagbaak new base`: the files of a knowledge base with a worked example of each kind of record, to be replaced."""

import os
from pathlib import Path

from bot.kb.schema import SCHEMA

TEMPLATES = Path(__file__).parent / "templates" / "base"
SCHEMA_LINE = "# yaml-language-server: $schema={schema}\n"  # by which editors complete the keys


class NotEmptyError(Exception):
    """There is something in the folder already, or it is no folder; the argument is its path."""


def languages() -> tuple[str, ...]:
    """Return the languages in which the files explain themselves."""
    return tuple(sorted(folder.name for folder in TEMPLATES.iterdir()))


def write_base(directory: str, language: str) -> tuple[str, ...]:
    """Write the files into a folder that is new or empty, and return their paths.

    Args:
        directory: Of the new knowledge base; folders above it are made too.
        language: One of `languages`, in which the comments are; the texts of the records are in Dutch and English.

    Raises:
        NotEmptyError: Nothing was written.
        OSError: The folder or a file cannot be written.
    """
    if os.path.lexists(directory) and not (os.path.isdir(directory) and not os.listdir(directory)):
        raise NotEmptyError(directory)
    os.makedirs(directory, exist_ok=True)
    written: list[str] = []
    for template in sorted((TEMPLATES / language).iterdir()):
        text = template.read_text(encoding="utf-8")
        path = os.path.join(directory, template.name)
        if template.suffix == ".yaml":
            text = SCHEMA_LINE.format(schema=Path(SCHEMA).as_posix()) + text
        with open(path, "x", encoding="utf-8", newline="\n") as file:  # "x": never over one that came meanwhile
            file.write(text)
        written.append(path)
    return tuple(written)
