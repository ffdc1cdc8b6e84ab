"""Follow a knowledge base while it is in use: each good version is handed over whole, a faulty one is only told of."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.records.model import Fact, KnowledgeBase
from bot.core.words.compiled import Tables
from bot.kb.aside import compile_aside
from bot.kb.cache import make_key
from bot.kb.files import RawFile, read_files
from bot.kb.load import Loaded
from bot.kb.problems import Problem
from bot.kb.watching import watch_folder

SETTLED_SECONDS = 1.0  # that a version which may be half written has to stay as it is
READINGS = 20  # of the folder, until two agree
BETWEEN_SECONDS = 0.05  # two readings: a pull that is under way changes something meanwhile

_LINE = re.compile(r"(line |:)[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What has come of a change: a knowledge base to use from now on, or problems, or the one in use again."""

    knowledge: KnowledgeBase | None = None
    tables: Tables | None = None
    problems: tuple[Problem, ...] = ()  # without those that were told of before
    is_mended: bool = False  # there were problems, and they are gone
    key: str = ""  # names the state of the files


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All files at one moment."""

    files: tuple[RawFile, ...]
    unread: tuple[Problem, ...]
    key: str


Compile = Callable[[str, Sequence[RawFile], Sequence[Problem]], Loaded]


class Follower:
    """Follows one folder. A version that is broken or has lost something may be half written, so it has to stay.

    All of it happens in one thread, and a version is handed over when it has been read as a whole.
    """

    def __init__(self, folder: str, *, polling: bool = False, compile_files: Compile = compile_aside) -> None:
        """Look at the folder as it is now; what is loaded after this is never older.

        Args:
            folder: Of the knowledge base.
            polling: Compare the files instead of asking the system for changes.
            compile_files: Turns files into a knowledge base.
        """
        self._folder = folder
        self._polling = polling
        self._compile = compile_files
        self._key = self._live_key = take_snapshot(folder).key
        self._live: KnowledgeBase | None = None
        self._take: Callable[[Version], None] = lambda version: None
        self._tell: Callable[[str], None] = lambda warning: None
        self._pending: Version | None = None
        self._changed_at = 0.0
        self._told: set[tuple[str, str, str]] = set()

    def start(
        self, live: KnowledgeBase, take: Callable[[Version], None], tell: Callable[[str], None]
    ) -> Callable[[], None]:
        """Follow in a thread of its own; return what ends it.

        Args:
            live: The knowledge base in use.
            take: Is given each version, in that thread.
            tell: Is told in a sentence what keeps the folder from being followed.
        """
        self._live, self._take, self._tell = live, take, tell
        stop = threading.Event()
        thread = threading.Thread(target=self._follow, args=(stop,), name="vraagbaak-knowledge", daemon=True)
        thread.start()

        def end() -> None:
            stop.set()
            thread.join(timeout=1.0)

        return end

    def _follow(self, stop: threading.Event) -> None:
        self._safely(self._look)  # it may have changed since it was loaded
        for has_changed in watch_folder(self._folder, stop, self._tell, polling=self._polling):
            if has_changed:
                self._changed_at = time.monotonic()
                self._safely(self._look)
            if self._pending is not None and time.monotonic() - self._changed_at >= SETTLED_SECONDS:
                self._safely(self._settle)

    def _safely(self, do: Callable[[], None]) -> None:
        """Do it; whatever goes wrong, the next change is followed all the same."""
        try:
            do()
        except Exception as error:
            self._tell(f"A change of the knowledge base could not be followed ({type(error).__name__}).")

    def _look(self) -> None:
        """Read what stands there now, if it is something else than was read last."""
        snapshot = take_snapshot(self._folder)
        if snapshot.key == self._key:
            return
        self._key, self._pending = snapshot.key, None
        if snapshot.key == self._live_key:  # as it was
            self._hand_over(Version(key=snapshot.key))
            return
        loaded = self._compile(self._folder, snapshot.files, snapshot.unread)
        version = Version(knowledge=loaded.knowledge, tables=loaded.tables, problems=loaded.problems, key=snapshot.key)
        if loaded.knowledge is None or is_unfinished(self._live, loaded.knowledge, snapshot.files):
            self._pending = version
        else:
            self._hand_over(version)

    def _settle(self) -> None:
        """Hand over what has stayed as it was; what has changed again is read first."""
        version, self._pending = self._pending, None
        if version is None:
            return
        if take_snapshot(self._folder).key != version.key:
            self._changed_at = time.monotonic()
            self._look()
        else:
            self._hand_over(version)

    def _hand_over(self, version: Version) -> None:
        if version.problems:
            found = {_identity(problem): problem for problem in version.problems}
            new = tuple(problem for identity, problem in found.items() if identity not in self._told)
            self._told = set(found)
            if new:
                self._take(replace(version, problems=new))
            return
        is_mended, self._told = bool(self._told), set()
        if version.knowledge is not None:
            self._live, self._live_key = version.knowledge, version.key
        if version.knowledge is not None or is_mended:
            self._take(replace(version, is_mended=is_mended))


def read_now(folder: str) -> Loaded:
    """Return the knowledge base as it stands now, read in a process of its own."""
    snapshot = take_snapshot(folder)
    return compile_aside(folder, snapshot.files, snapshot.unread)


def take_snapshot(folder: str) -> Snapshot:
    """Return all files as they stood at one moment: read until two readings agree."""
    files, unread = read_files(folder)
    key = make_key(files)
    for _ in range(READINGS):
        time.sleep(BETWEEN_SECONDS)
        files, unread = read_files(folder)
        before, key = key, make_key(files)
        if key == before:
            break
    return Snapshot(files, unread, key + "".join(problem.position.file for problem in unread))


def is_unfinished(live: KnowledgeBase | None, new: KnowledgeBase, files: Sequence[RawFile]) -> bool:
    """Tell whether a version may be half written: something is gone, or the last line of a file has no end."""
    if any(not file.content.endswith(b"\n") for file in files):
        return True
    if live is None:
        return False
    gone = live.sources.keys() - new.sources.keys() or live.concepts.keys() - new.concepts.keys()
    return bool(gone) or any(_is_less(fact, new.facts.get(id_)) for id_, fact in live.facts.items())


def _is_less(old: Fact, new: Fact | None) -> bool:
    return new is None or len(new.rows) < len(old.rows)


def _identity(problem: Problem) -> tuple[str, str, str]:
    """Return what is the same for a fault whose line has moved."""
    return problem.position.file, problem.rule, _LINE.sub(r"\1", problem.what)
