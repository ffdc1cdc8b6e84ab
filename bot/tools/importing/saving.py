"""Several files replaced by new ones: all of them or none."""

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress

NEW = ".new"  # with a dot in front of the name as well, so that nothing takes it for a knowledge file


class SavingError(Exception):
    """Nothing is written; `file` is the one that stood in the way, and `reason` why, or None if it was changed."""

    def __init__(self, file: str, reason: str | None) -> None:
        super().__init__(file)
        self.file = file
        self.reason = reason


def save_files(texts: Mapping[str, str], before: Mapping[str, bytes]) -> None:
    """Write the texts by path. The new files are written beside the old ones before the first of these is replaced.

    Args:
        texts: What is to stand in each file.
        before: What stood there when the texts were made; a file that was changed since is a reason to write none.

    Raises:
        SavingError: Nothing is written.
    """
    ready: list[tuple[str, str]] = []
    try:
        for path, text in texts.items():
            ready.append((path, _write_beside(path, text.encode())))
        for path in texts:
            if _read(path) != before[path]:
                raise SavingError(path, None)
        _replace_all(ready, before)
    finally:
        for _, new in ready:
            with suppress(OSError):
                os.remove(new)


def _replace_all(ready: list[tuple[str, str]], before: Mapping[str, bytes]) -> None:
    """Put every new file in its place; where one cannot be, put back those that were replaced."""
    done: list[str] = []
    for path, new in ready:
        try:
            os.replace(new, os.path.realpath(path))
        except OSError as error:
            _restore(done, before)
            raise SavingError(path, error.strerror or str(error)) from error
        done.append(path)


def _restore(paths: list[str], before: Mapping[str, bytes]) -> None:
    for path in paths:
        os.replace(_write_beside(path, before[path]), os.path.realpath(path))


def _write_beside(path: str, content: bytes) -> str:
    """Return the path of a new file with the content, on the same disk and with the same rights."""
    real = os.path.realpath(path)
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=os.path.dirname(real), prefix=f".{os.path.basename(real)}.", suffix=NEW)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(os.stat(real).st_mode))
        if not os.access(real, os.W_OK):
            raise PermissionError(13, "it may not be written")
    except OSError as error:
        with suppress(OSError):
            os.remove(name)
        raise SavingError(path, error.strerror or str(error)) from error
    return name


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SavingError(path, error.strerror or str(error)) from error
