"""A folder of YAML files to a knowledge base, or to the problems that stand in the way."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.records.model import KnowledgeBase, Position
from bot.core.words.compiled import Tables, compile_tables
from bot.kb.cache import load_cached, make_key, store_cached
from bot.kb.files import RawFile, read_files
from bot.kb.language_files import LANGUAGES as LANGUAGES
from bot.kb.language_files import read_language_files
from bot.kb.problems import Problem, in_order

PathText = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A knowledge base without problems, or None and at least one problem.

    From the compiled copy the concepts come with their preferred labels only, and the languages without their longest
    word lists: the tables have these. Who needs them as records loads with `use_cache=False`.
    """

    knowledge: KnowledgeBase | None
    problems: tuple[Problem, ...]
    tables: Tables | None = None  # the look-up tables of this knowledge, for `Assistant`


def load_knowledge(directory: PathText, languages_directory: PathText = LANGUAGES, *, use_cache: bool = True) -> Loaded:
    """Read the YAML files below a folder, or their compiled copy where nothing has changed since it was made."""
    folder, languages_folder = os.fspath(directory), os.fspath(languages_directory)
    files, unread = read_files(folder)
    language_files, more_unread = read_language_files(languages_folder)
    problems = [*unread, *more_unread]
    key = make_key(files, language_files) if use_cache and not problems else ""
    cached = load_cached(folder, key) if key else None
    if cached is not None:
        return Loaded(cached[0], (), cached[1])
    loaded = compile_files(folder, files, language_files, problems)
    if key and loaded.knowledge is not None and loaded.tables is not None:
        store_cached(folder, key, loaded.knowledge, loaded.tables)
    return loaded


def compile_files(
    folder: str, files: Sequence[RawFile], language_files: Sequence[RawFile], unread: Sequence[Problem] = ()
) -> Loaded:
    """Turn files that were read into a knowledge base with its tables; `unread` are the problems of reading them."""
    from bot.kb.reading import read_knowledge  # brings the YAML library along, which a start from the cache spares
    from bot.kb.rules import find_wrong_figures

    reading = read_knowledge(files, language_files)
    problems = [*unread, *reading.problems]
    if not problems:
        problems.extend(find_nothing(folder, files, len(reading.kb.facts)))
    if not problems:
        problems.extend(find_wrong_figures(reading.kb))  # a compiled copy was made of what passed
    if problems:
        return Loaded(None, in_order(problems))
    return Loaded(reading.kb, (), compile_tables(reading.kb))


def find_nothing(folder: str, files: Sequence[RawFile], facts: int) -> list[Problem]:
    """Return the problem that there is nothing to answer from, if that is so."""
    mend = "Give the folder that holds the YAML files of the knowledge base."
    if not os.path.isdir(folder):
        what = "This is no folder." if os.path.exists(folder) else "There is no such folder."
    elif not files:
        what = "There is no YAML file (.yaml or .yml) in this folder or below it."
    elif not facts:
        what, mend = "There is no fact in these files.", 'Add one under "facts:".'
    else:
        return []
    return [Problem(Position(folder, 1), "no-knowledge", what, mend)]
