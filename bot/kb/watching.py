"""Wait for changes of a folder: at once where the system tells of them, and by looking now and then in any case."""

import os
import time
from collections.abc import Callable, Iterator
from threading import Event

from watchfiles import Change, watch

from bot.kb.files import ENDINGS

QUIET_SECONDS = 0.2  # without a change, until a save or a `git pull` counts as finished
LONGEST_SECONDS = 1.5  # that a folder which never gets quiet is waited for
TICK_SECONDS = 0.5
LOOK_SECONDS = 10.0  # between two looks of our own: network folders and replaced folders tell of no change

Mark = tuple[tuple[str, int, int, int], ...]


def watch_folder(
    folder: str, stop: Event, tell: Callable[[str], None], *, polling: bool = False, look_seconds: float = LOOK_SECONDS
) -> Iterator[bool]:
    """Yield until `stop` is set, at least every `TICK_SECONDS`: whether the folder may have changed, and is quiet.

    It never fails. Where the folder cannot be watched, `tell` gets one sentence, and our own looks find what changes.

    Args:
        folder: With YAML files in it or below it.
        stop: Ends it.
        tell: Is told why the folder cannot be watched, once until it can.
        polling: Compare the files several times a second instead of asking the system.
        look_seconds: Between two looks of our own.
    """
    before, looked, is_told = mark(folder), time.monotonic(), False
    while not stop.is_set():
        try:
            is_new = True  # what came just before the watch began
            for changed in _ticks(folder, stop, polling=polling):
                is_told = False
                is_new = is_new or bool(changed)
                if time.monotonic() - looked >= look_seconds:
                    now, looked = mark(folder), time.monotonic()
                    is_new, before = is_new or now != before, now
                yield is_new
                is_new = False
        except (OSError, RuntimeError) as error:  # no such folder (now), no right, or too many watches
            if not is_told:
                tell(f"The folder cannot be watched ({type(error).__name__}); it is looked at now and then instead.")
                is_told = True
        if stop.wait(TICK_SECONDS):
            return
        now = mark(folder)
        is_new, before, looked = now != before, now, time.monotonic()
        yield is_new


def _ticks(folder: str, stop: Event, *, polling: bool) -> Iterator[set[tuple[Change, str]]]:
    """Yield changes when the folder is quiet again, and nothing now and then; end where it is another folder by now."""
    real, own = os.path.realpath(folder), os.stat(folder)
    for changed in watch(
        real,
        watch_filter=lambda _, path: is_of_knowledge(path, real),
        debounce=int(LONGEST_SECONDS * 1000),
        step=int(QUIET_SECONDS * 1000),
        rust_timeout=int(TICK_SECONDS * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=True if polling else None,  # None: WATCHFILES_FORCE_POLLING tells
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        yield changed
        if not os.path.samestat(own, os.stat(folder)):
            return


def is_of_knowledge(path: str, folder: str) -> bool:
    """Tell whether a path may be a file or a folder of the knowledge base, and no editor's copy."""
    parts = os.path.relpath(path, folder).split(os.sep)
    is_hidden = any(part.startswith(".") and part not in (os.curdir, os.pardir) for part in parts)
    return not is_hidden and (path.lower().endswith(ENDINGS) or not os.path.splitext(path)[1])


def mark(folder: str) -> Mark:
    """Return what is another when a file was added, changed, replaced or taken away; empty without such a folder."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(place, name)
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                try:
                    about = os.stat(path)
                except OSError:
                    continue
                found.append((path, about.st_mtime_ns, about.st_size, about.st_ino))
    return tuple(sorted(found))
