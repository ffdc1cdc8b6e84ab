"""Where the languages come from: the program's own folder, and one for further languages that the environment names.

A language is a folder named by its code. To add one is to add files: nothing in the program names the languages, but
for the one that is shown where a text is missing in another.
"""

import os

from bot.core.records.model import DEFAULT_LANGUAGE, Position
from bot.kb.files import RawFile, read_files
from bot.kb.problems import Problem

FOLDER = "VRAAGBAAK_LANGUAGES"
LANGUAGES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "languages")
MARK = "words.yaml"  # every language has this file


def language_folders(own: str = LANGUAGES) -> tuple[str, ...]:
    """Return the folders that languages are read from; of two files with one name, that of the last folder counts."""
    further = os.environ.get(FOLDER)
    return (own, further) if further else (own,)


def find_codes() -> tuple[str, ...]:
    """Return the codes of the languages that are there, the default one first. Opens no file."""
    codes: dict[str, None] = {}
    for folder in language_folders():
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue  # told by whoever reads the files
        codes.update(dict.fromkeys(name for name in names if os.path.isfile(os.path.join(folder, name, MARK))))
    return tuple(sorted(codes, key=lambda code: code != DEFAULT_LANGUAGE))


def read_language_files(own: str = LANGUAGES) -> tuple[tuple[RawFile, ...], tuple[Problem, ...]]:
    """Return the files of all languages, and what cannot be read."""
    files: dict[str, RawFile] = {}
    problems: list[Problem] = []
    for folder in language_folders(own):
        found, unread = read_files(folder)
        files.update({file.name: file for file in found})
        problems += unread
        if folder != own and not os.path.isdir(folder):
            what = f"The environment names this folder in {FOLDER}, and it is not there."
            problems.append(Problem(Position(folder, 1), "unreadable", what, "Correct the name, or take it away."))
    return tuple(files.values()), tuple(problems)
