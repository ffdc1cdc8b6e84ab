"""A folder that changes: which versions are handed over, when, and what is told of the others."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import bot.kb.reload as reload_module
from bot.core.records.model import KnowledgeBase
from bot.kb.aside import compile_aside
from bot.kb.load import load_knowledge
from bot.kb.reload import Follower, Version, take_snapshot
from tests.kb.editions import SUBJECTS, fact_file, replace_file, word, write_edition

PATIENCE_SECONDS = 15.0
QUIET_SECONDS = 2.5  # after which nothing more is handed over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    write_edition(folder, 1)
    return folder


def statement(knowledge: KnowledgeBase | None, subject: str = "theater") -> str:
    assert knowledge is not None
    return knowledge.facts[f"{subject}-count"].say["nl"]


class Taken:
    """What has been handed over."""

    def __init__(self) -> None:
        self.versions: list[Version] = []
        self.warnings: list[str] = []

    def after(self, count: int) -> list[Version]:
        """Return the versions, when there are so many."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while len(self.versions) < count:
            assert time.monotonic() < ends, (self.versions, self.warnings)
            time.sleep(0.01)
        return self.versions


@contextmanager
def followed(folder: Path, *, polling: bool = False) -> Iterator[Taken]:
    follower, taken = Follower(str(folder), polling=polling), Taken()
    live = load_knowledge(folder).knowledge
    assert live is not None
    end = follower.start(live, taken.versions.append, taken.warnings.append)
    time.sleep(0.7)  # a save before the watch begins is found as well, but a little later
    yield taken
    end()


def write(folder: Path, text: str) -> None:
    (folder / "theater.yaml").write_text(text, encoding="utf-8")


def put_in_place(folder: Path, text: str) -> None:
    replace_file(folder / "theater.yaml", text)


def move_away_and_write(folder: Path, text: str) -> None:
    """Do what editors do that keep the old file as a backup."""
    (folder / "theater.yaml").rename(folder / "theater.yaml~")
    time.sleep(0.3)
    write(folder, text)


def write_in_halves(folder: Path, text: str) -> None:
    """Pause in the middle of a record, with the facts that follow still missing."""
    write(folder, text[: text.index("figures:")])
    time.sleep(0.6)
    write(folder, text)


def empty_and_write(folder: Path, text: str) -> None:
    """An empty file is valid, and its fact is gone."""
    write(folder, "")
    time.sleep(0.6)
    write(folder, text)


SAVES = (write, put_in_place, move_away_and_write, write_in_halves, empty_and_write)


@pytest.mark.parametrize("polling", [pytest.param(False, id="told by the system"), pytest.param(True, id="polling")])
def test_a_save_is_one_version(tmp_path: Path, polling: bool) -> None:
    """However an editor does it; what is seen halfway is neither used nor told. All ways at once, to save time."""

    def versions(save: Callable[[Path, str], None]) -> list[Version]:
        folder = tmp_path / save.__name__
        write_edition(folder, 1)
        with followed(folder, polling=polling) as taken:
            save(folder, fact_file("theater", 2))
            taken.after(1)
            time.sleep(QUIET_SECONDS)
            assert taken.warnings == []
            return taken.versions

    with ThreadPoolExecutor() as pool:
        taken = dict(zip(SAVES, pool.map(versions, SAVES), strict=True))
    assert {save.__name__: len(of_save) for save, of_save in taken.items()} == {save.__name__: 1 for save in SAVES}
    assert all(word(2) in statement(of_save[0].knowledge) for of_save in taken.values())


def test_many_files_at_once_are_one_version(folder: Path) -> None:
    """As `git pull` writes them."""
    with followed(folder) as taken:
        write_edition(folder, 2)
        taken.after(1)
        time.sleep(QUIET_SECONDS)
    (version,) = taken.versions
    assert all(word(2) in statement(version.knowledge, subject) for subject in SUBJECTS)


def test_what_changes_nothing_is_no_version(folder: Path) -> None:
    """A save of the same text, an editor's copy, a file of another kind, something hidden."""
    with followed(folder) as taken:
        write(folder, fact_file("theater", 1))
        for name in (".theater.yaml.swp", "notes.txt", "theater.yaml~", ".hidden.yaml"):
            (folder / name).write_text("facts: [", encoding="utf-8")
        time.sleep(QUIET_SECONDS)
    assert taken.versions == []


def test_a_fact_that_is_taken_out_is_gone_when_the_folder_stays_so(folder: Path) -> None:
    """It may be half a save, so it takes a second longer."""
    with followed(folder) as taken:
        (folder / "theater.yaml").unlink()
        (version,) = taken.after(1)
    assert version.knowledge is not None
    assert "theater-count" not in version.knowledge.facts


def test_a_fault_is_told_once_until_it_is_mended(folder: Path) -> None:
    """Another one beside it is told alone; told again when it comes back; the last good version put back mends too."""
    good, two = fact_file("theater", 2), "sources: [\n"
    first = fact_file("theater", 1)
    with followed(folder) as taken:
        write(folder, first + two)
        taken.after(1)
        write(folder, "# moved\n" + first + two)
        wrong = fact_file("museum", 2).replace("kind: figure", "kind: figuur")
        (folder / "museum.yaml").write_text(wrong, encoding="utf-8")
        taken.after(2)
        write_edition(folder, 1)
        taken.after(3)
        write(folder, first + two)
        taken.after(4)
        write(folder, good)
        taken.after(5)
    told = [{problem.position.file[-11:] for problem in version.problems} for version in taken.versions]
    assert told == [{"heater.yaml"}, {"museum.yaml"}, set(), {"heater.yaml"}, set()]
    assert [(version.is_mended, version.knowledge is None) for version in taken.versions] == [
        (False, True), (False, True), (True, True), (False, True), (True, False),
    ]  # fmt: skip


def test_what_changed_while_it_was_loaded_is_found(folder: Path) -> None:
    """Between the follower's first look and the watch."""
    follower, taken = Follower(str(folder)), Taken()
    live = load_knowledge(folder).knowledge
    assert live is not None
    write(folder, fact_file("theater", 2))
    end = follower.start(live, taken.versions.append, taken.warnings.append)
    taken.after(1)
    end()
    assert word(2) in statement(taken.versions[0].knowledge)


def test_a_folder_that_comes_and_goes(folder: Path) -> None:
    """Gone, it is a fault; another one in its place is followed as well."""
    with followed(folder) as taken:
        folder.rename(folder.with_name("old"))
        (gone,) = taken.after(1)
        assert [problem.rule for problem in gone.problems] == ["no-knowledge"]
        write_edition(folder, 2)
        assert taken.after(2)[1].is_mended
        time.sleep(1.5)
        write(folder, fact_file("theater", 3))
        taken.after(3)
    assert word(3) in statement(taken.versions[2].knowledge)
    assert len(taken.warnings) <= 2, taken.warnings


@pytest.mark.parametrize("error", [OSError("inotify watch limit reached"), RuntimeError("no")])
def test_a_folder_that_cannot_be_watched_is_looked_at(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told once, and changes are found all the same."""

    def watch(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("bot.kb.watching.watch", watch)
    with followed(folder) as taken:
        write(folder, fact_file("theater", 2))
        taken.after(1)
        time.sleep(1.2)
    assert len(taken.warnings) == 1
    assert "cannot be watched" in taken.warnings[0]


def test_a_network_folder_that_tells_nothing_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its changes are found by looking now and then, without any setting."""
    monkeypatch.setattr("bot.kb.watching.is_of_knowledge", lambda *_: False)
    monkeypatch.setattr("bot.kb.watching.LOOK_SECONDS", 1.0)
    with followed(folder) as taken:
        write(folder, fact_file("theater", 2))
        taken.after(1)
    assert word(2) in statement(taken.versions[0].knowledge)


def test_a_failure_of_the_program_ends_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next change is followed."""
    fails = [True]

    def snapshot(directory: str) -> object:
        if fails and fails.pop():
            raise MemoryError
        return take_snapshot(directory)

    with followed(folder) as taken:
        monkeypatch.setattr(reload_module, "take_snapshot", snapshot)
        write(folder, fact_file("theater", 2))
        time.sleep(1.0)
        write(folder, fact_file("theater", 3))
        while word(3) not in statement(taken.after(1)[-1].knowledge):
            time.sleep(0.1)
    assert taken.warnings == ["A change of the knowledge base could not be followed (MemoryError)."]


def test_a_snapshot_is_of_one_moment(folder: Path) -> None:
    """However fast the files change, they are read as they stood together."""
    goes_on = threading.Event()

    def keep_writing() -> None:
        number = 2
        while not goes_on.is_set():
            write_edition(folder, number)
            number += 1
            time.sleep(0.15)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for _ in range(10):
            files = take_snapshot(str(folder)).files
            words = {file.content.decode().partition("uitgave")[2][:3] for file in files}
            assert len(words) == 1
    finally:
        goes_on.set()
        writer.join()


@pytest.mark.parametrize("command", [
    pytest.param(("/no/such/python",), id="cannot be started"),
    pytest.param(("false",), id="fails"),
    pytest.param(("echo", "no json"), id="says something else"),
])  # fmt: skip
def test_without_a_process_of_its_own_it_is_compiled_here(folder: Path, command: tuple[str, ...]) -> None:
    snapshot = take_snapshot(str(folder))
    loaded = compile_aside(str(folder), snapshot.files, snapshot.unread, command)
    assert word(1) in statement(loaded.knowledge)


def test_compiled_aside_it_is_the_same(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when it is loaded, with the same problems in the same order; in whatever folder we are."""
    (tmp_path / "bot.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.kb.aside.compile_files", None)  # it must not be done here
    snapshot = take_snapshot(str(folder))
    load_knowledge(folder)  # into the cache, whose records are as slim
    aside, here = compile_aside(str(folder), snapshot.files), load_knowledge(folder)
    assert (aside.knowledge, aside.tables) == (here.knowledge, here.tables)
    (folder / "b.yaml").write_bytes(b"\xff\xfe\xe9 facts: [")
    (folder / "a.yaml").write_text("facts:\n  - {id: x}\n", encoding="utf-8")
    snapshot = take_snapshot(str(folder))
    assert compile_aside(str(folder), snapshot.files).problems == load_knowledge(folder, use_cache=False).problems
