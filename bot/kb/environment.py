"""The environment of processes that the program starts: what they need, and no token or password."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.kb.language_files import FOLDER

NEEDED = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"),  # to start Python; the last one on Windows
    *("PYTHONPATH", "PYTHONHOME", "PYTHONUTF8"),  # to start it as this one was
    *("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"),
    *("LANG", "LC_ALL", "LC_CTYPE", "TZ"),
    FOLDER,
)


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what a process of our own may know of the environment, by name: what is not needed may be a secret."""
    return {name: environ[name] for name in NEEDED if name in environ}


@contextmanager
def environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Let this process, and each that it starts meanwhile, have no other environment than the one wanted."""
    before = dict(os.environ)
    try:
        _become(wanted)
        yield
    finally:
        _become(before)


def _become(wanted: Mapping[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)
