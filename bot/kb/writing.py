"""Files that are written: whole or not at all, and never through a link.

Whoever can put a link where a file is to be written would otherwise choose which file is overwritten. An ordinary file
that is there already is replaced, as `git archive --output` and `curl --output` do.
"""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress

NEW = ".new"  # with a dot in front of the name as well, so that nothing takes a draft for a knowledge file


class ChangedMeanwhileError(Exception):
    """A file is another one than the one that its new content was made from; the argument is its path."""


def write_file(path: str, content: bytes) -> None:
    """Replace a file by another content, or make it; see `write_files`."""
    write_files({path: content})


def write_files(contents: Mapping[str, bytes], before: Mapping[str, bytes | None] | None = None) -> None:
    """Write all files or none, also when the power fails meanwhile: that of one file is never seen half.

    The new ones are written beside the old ones, with the same rights, before the first of these is replaced. A device
    or a pipe is no file that could be replaced; it is written to.

    Args:
        contents: By path, in the order in which they are put in their places.
        before: By path, what stood there when the new contents were made (None: nothing); what is not in it may be
            anything.

    Raises:
        OSError: Nothing is written, and `filename` is the path that stood in the way.
        ChangedMeanwhileError: Nothing is written, as somebody else wrote there.
    """
    drafts: dict[str, str] = {}
    try:
        for path, content in contents.items():
            try:
                check_writable(path)
                if _is_replaceable(path):
                    drafts[path] = _write_beside(path, content)
            except OSError as error:
                raise _at(path, error) from error
        for path, expected in (before or {}).items():
            if _read(path) != expected:
                raise ChangedMeanwhileError(path)
        _put_in_place(contents, drafts)
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                os.remove(draft)


def check_writable(path: str) -> None:
    """Raise OSError where a file cannot be written, as far as that can be told without writing it."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        if not os.path.isdir(os.path.dirname(path) or os.curdir):
            raise
        return
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "it is a link to another file, and is not followed", path)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def _is_replaceable(path: str) -> bool:
    return not os.path.lexists(path) or stat.S_ISREG(os.lstat(path).st_mode)


def _write_beside(path: str, content: bytes) -> str:
    """Return the path of a new file with the content, on the same disk and with the rights of the old one."""
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.{os.urandom(8).hex()}{NEW}")
    try:
        with open(draft, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if os.path.lexists(path):
            os.chmod(draft, stat.S_IMODE(os.lstat(path).st_mode))
    except BaseException:
        with suppress(OSError):
            os.remove(draft)
        raise
    return draft


def _put_in_place(contents: Mapping[str, bytes], drafts: Mapping[str, str]) -> None:
    """Put every file in its place; where one cannot be, put back those that were replaced."""
    old = {path: _read(path) for path in drafts}
    done: list[str] = []
    for path, content in contents.items():
        try:
            if path in drafts:
                os.replace(drafts[path], path)
                done.append(path)
            else:
                _write_into(path, content)
        except OSError as error:
            for written in done:
                _put_back(written, old[written])
            raise _at(path, error) from error


def _put_back(path: str, content: bytes | None) -> None:
    if content is None:
        os.remove(path)
    else:
        os.replace(_write_beside(path, content), path)


def _write_into(path: str, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))  # Windows has no such flag
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _at(path, error) from error


def _at(path: str, error: OSError) -> OSError:
    """Return the error with the path that was asked for, not that of a draft."""
    return OSError(error.errno or errno.EIO, error.strerror or str(error), path)
