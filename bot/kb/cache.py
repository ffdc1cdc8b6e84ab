"""A compiled copy of the knowledge base in the user's cache folder, because parsing YAML is most of a cold start.

The copy is only ever a shortcut: whatever is wrong with it, the YAML files are read instead and it is written anew.
It is plain JSON, so it can run nothing. It is believed, figures and all, so it counts only where nobody else can write.
"""

import os
import sys
import zlib  # loads in 0.4 ms, hashlib with OpenSSL in 3 ms; whose folder it is keeps others from forging a copy
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import Tables
from bot.kb.files import RawFile
from bot.kb.ownership import is_ours

MARK = "vraagbaak-knowledge"
FOLDER = "VRAAGBAAK_CACHE_DIR"
HERE = os.path.dirname(os.path.abspath(__file__))
UNUSABLE = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, AttributeError)


def make_key(*parts: Iterable[RawFile]) -> str:
    """Return what names this state of the files: their names and contents, not their times.

    The program's own text is part of it: a new version reads the files in its own way, and no version number has to
    be kept by hand. Two checksums of different kinds and the length put a chance agreement out of the question.
    """
    whole = _read_code()
    for files in parts:
        whole.append(b"files")
        for file in files:
            name = file.path.encode("utf-8", "surrogatepass")
            whole += [len(name).to_bytes(8), name, len(file.content).to_bytes(8), file.content]
    return _digest(b"".join(whole))


def load_cached(directory: str, key: str) -> tuple[KnowledgeBase, Tables] | None:
    """Return the compiled copy made from exactly these files, or None where there is no sound one."""
    try:
        copy = read_copy(_name_of(directory), key)
        if copy is None:
            return None
        from bot.kb.packed import unpack, unpack_tables

        records, tables = copy
        return unpack(records), unpack_tables(tables)
    except UNUSABLE:
        return None


def store_cached(directory: str, key: str, kb: KnowledgeBase, tables: Tables) -> None:
    """Write the compiled copy in one step; where that is not possible (no room, no rights), go without."""
    from bot.kb.packed import pack, pack_tables

    write_copy(_name_of(directory), key, [pack(kb), pack_tables(tables)])


def read_copy(name: str, key: str) -> Any:
    """Return what was kept under a name for exactly this key; None where that is not there, not sound or not ours."""
    try:
        path = _find_path(name)
        if path is None or not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            if not (is_ours(os.path.dirname(path)) and is_ours(file.fileno())):
                return None
            head, _, body = file.read().partition(b"\n")
        if head != make_head(key, body):
            return None
        import json

        return json.loads(body)
    except (OSError, *UNUSABLE):
        return None


def write_copy(name: str, key: str, content: Any) -> None:
    """Keep what JSON can hold under a name, in one step; where that is not possible or not ours, go without."""
    import json
    import tempfile

    path = _find_path(name)
    if path is None:
        return
    try:
        # Escaped to plain ASCII: one character beyond Latin-1 makes all of it half as slow again to read.
        body = json.dumps(content, separators=(",", ":")).encode()
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        if not is_ours(os.path.dirname(path)):
            return
        handle, new = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".new")
    except (OSError, *UNUSABLE):
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(make_head(key, body) + b"\n" + body)
        os.replace(new, path)
    except OSError:
        with suppress(OSError):
            os.remove(new)


def find_folder() -> str | None:
    """Return the folder for compiled copies, or None where the user has none.

    Done by hand, since platformdirs costs 20 ms of a cold start of 90.
    """
    chosen = os.environ.get(FOLDER)
    if chosen:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return os.path.join(base, "vraagbaak") if os.path.isabs(base) else None


def _find_path(name: str) -> str | None:
    folder = find_folder()
    return None if folder is None else os.path.join(folder, f"{name}.json")


def _name_of(directory: str) -> str:
    """Return what the copy of this folder is called: one file per folder, so that old states do not pile up."""
    return "knowledge-" + _digest(os.path.abspath(directory).encode("utf-8", "surrogatepass"))


def make_head(key: str, body: bytes) -> bytes:
    """Return the first line of a copy: whose it is, what it was made from, and a checksum against damage."""
    return f"{MARK} {key} {_digest(body)}".encode()


def _digest(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}{zlib.adler32(content):08x}{len(content):x}"


def _read_code() -> list[bytes]:
    """Return the text of the modules that turn files into records; empty where they are installed without it."""
    names = ("records/model.py", "records/ways.py", "words/compiled.py", "words/learning.py", "words/text.py")
    core = [os.path.join(os.path.dirname(HERE), "core", *name.split("/")) for name in names]
    whole: list[bytes] = []
    try:
        for path in (*core, *(os.path.join(HERE, name) for name in sorted(os.listdir(HERE)) if name.endswith(".py"))):
            with open(path, "rb") as file:
                whole.append(file.read())
    except OSError:
        return []
    return whole
