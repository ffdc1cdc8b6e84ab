"""Compile a knowledge base in a process of its own, so that whoever answers questions meanwhile is not held up.

Parsing YAML keeps Python busy for most of a second, and threads share one Python. `main` is what
that process does: files in at standard input, the compiled knowledge base or its problems out at standard output.
"""

import gc
import json
import sys
from collections.abc import Sequence
from typing import Any

from bot.core.records.model import Position
from bot.kb.cache import UNUSABLE
from bot.kb.files import RawFile
from bot.kb.language_files import read_language_files
from bot.kb.load import Loaded, compile_files
from bot.kb.own_process import OwnProcessError, own_command, run_own
from bot.kb.packed import pack, pack_tables, unpack, unpack_tables
from bot.kb.problems import Problem, as_json

LONGEST_SECONDS = 600.0  # for a hundred thousand facts on a slow machine
COMMAND = own_command("from bot.kb.aside import main; main()")


def compile_aside(
    folder: str, files: Sequence[RawFile], unread: Sequence[Problem] = (), command: Sequence[str] = COMMAND
) -> Loaded:
    """Return what `compile_files` would; where no process can be started, the work is done here after all."""
    given = [folder, [[file.path, file.name, file.content.decode("latin-1")] for file in files], _packed(unread)]
    try:
        problems, records, tables = json.loads(run_own(command, json.dumps(given).encode(), LONGEST_SECONDS))
        if problems:
            return Loaded(None, _unpacked(problems))
        return Loaded(unpack(records), (), unpack_tables(tables))
    except (OwnProcessError, *UNUSABLE):
        language_files, more_unread = read_language_files()
        return compile_files(folder, files, language_files, [*unread, *more_unread])


def main() -> None:
    """Be the process: compile what comes in."""
    gc.disable()  # all that is made here stays until the end, which is near
    folder, given, unread = json.load(sys.stdin)
    files = [RawFile(path, name, content.encode("latin-1")) for path, name, content in given]
    language_files, more_unread = read_language_files()
    loaded = compile_files(folder, files, language_files, [*_unpacked(unread), *more_unread])
    if loaded.knowledge is None or loaded.tables is None:
        sys.stdout.write(json.dumps([_packed(loaded.problems), None, None]))
        return
    packed = [[], pack(loaded.knowledge), pack_tables(loaded.tables)]
    sys.stdout.write(json.dumps(packed, separators=(",", ":")))  # json.dump would do it in Python, bit by bit


def _packed(problems: Sequence[Problem]) -> list[dict[str, str | int]]:
    return [as_json(problem) for problem in problems]


def _unpacked(packed: Sequence[dict[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(Position(one["file"], one["line"]), one["rule"], one["what"], one["mend"]) for one in packed)
