"""All files are replaced, or none is, whatever happens on the way; and never one that only a link leads to."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from bot.kb.writing import ChangedMeanwhileError, check_writable, write_file, write_files

OLD = {"a.yaml": b"a: 1\n", "b.yaml": b"b: 1\r\n", "c.yaml": b"c: 1\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def save(folder: Path, contents: dict[str, bytes]) -> None:
    before = {str(folder / name): OLD.get(name) for name in contents}
    write_files({str(folder / name): content for name, content in contents.items()}, before)


def test_files_are_replaced(folder: Path) -> None:
    """Byte for byte, with the rights that they had; no other file is left behind."""
    (folder / "a.yaml").chmod(0o640)
    save(folder, {"a.yaml": "a: é\n".encode(), "b.yaml": b"b: 2\r\n", "d.yaml": b"d: 1\n"})
    assert content_of(folder) == {**OLD, "a.yaml": "a: é\n".encode(), "b.yaml": b"b: 2\r\n", "d.yaml": b"d: 1\n"}
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_of_every_new_file(tmp_path: Path) -> None:
    """As the user's `umask` has them."""
    (tmp_path / "usual").touch()
    write_file(str(tmp_path / "a.csv"), b"x")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("target", ["precious", "nothing"])
def test_no_link_is_followed(tmp_path: Path, target: str) -> None:
    """Whether it leads somewhere or not; the other files are not written either."""
    (tmp_path / "precious").write_bytes(b"mine")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "figures.csv").symlink_to(tmp_path / target)
    places = [str(tmp_path / "inside" / name) for name in ("a.csv", "figures.csv")]
    with pytest.raises(OSError, match="it is a link") as caught:
        write_files(dict.fromkeys(places, b"new"))
    assert (caught.value.errno, caught.value.filename) == (errno.ELOOP, places[1])
    assert (tmp_path / "precious").read_bytes() == b"mine"
    assert not (tmp_path / "nothing").exists()
    assert os.listdir(tmp_path / "inside") == ["figures.csv"]


def test_a_link_that_comes_meanwhile_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the place and the writing."""
    (tmp_path / "precious").write_bytes(b"mine")
    place = tmp_path / "a.csv"
    fsync = os.fsync

    def late(handle: int) -> None:
        fsync(handle)
        place.symlink_to(tmp_path / "precious")

    monkeypatch.setattr(os, "fsync", late)
    write_file(str(place), b"new")
    assert (tmp_path / "precious").read_bytes() == b"mine"
    assert (place.is_symlink(), place.read_bytes()) == (False, b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """It cannot be replaced, and somebody waits at its other end."""
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(str(pipe), b"x")
    reader.join(timeout=10)
    assert read == [b"x"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param("none/a.csv", errno.ENOENT, id="no such folder"),
        pytest.param("folder", errno.EISDIR, id="a folder"),
    ],
)
def test_what_cannot_be_written_is_known_before(tmp_path: Path, name: str, number: int) -> None:
    """So that nobody waits for nothing."""
    (tmp_path / "folder").mkdir()
    for refuse in (check_writable, lambda path: write_file(path, b"x")):
        with pytest.raises(OSError, match=name) as caught:
            refuse(str(tmp_path / name))
        assert caught.value.errno == number


def test_a_file_that_may_not_be_written_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it could be replaced, if the folder may be written."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        save(folder, {"a.yaml": b"a: 2\n"})
    assert content_of(folder) == OLD


@pytest.mark.parametrize("name", ["b.yaml", "d.yaml"])
def test_a_file_that_somebody_changed_meanwhile_stops_it(folder: Path, name: str) -> None:
    """Nobody's work is overwritten, nor a file that was not there before."""
    (folder / name).write_bytes(b"b: theirs\n")
    with pytest.raises(ChangedMeanwhileError) as caught:
        save(folder, {"a.yaml": b"a: 2\n", name: b"b: 2\n"})
    assert os.path.basename(str(caught.value)) == name
    assert content_of(folder) == {**OLD, name: b"b: theirs\n"}


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_fault_while_files_are_replaced_puts_all_back(
    folder: Path, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it happens."""
    replace, calls = os.replace, list[str]()

    def failing(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space left on device"):
        save(folder, {"d.yaml": b"d: 2\n", "a.yaml": b"a: 2\n", "b.yaml": b"b: 2\n", "c.yaml": b"c: 2\n"})
    assert content_of(folder) == OLD


def test_a_full_disk_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file cannot be written beside the old one."""
    fsync, calls = os.fsync, list[int]()

    def failing(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="No space left on device"):
        save(folder, {"a.yaml": b"a: 2\n", "b.yaml": b"b: 2\n"})
    assert content_of(folder) == OLD


def test_whoever_stops_the_program_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no OSError."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        save(folder, {"a.yaml": b"a: 2\n"})
    assert content_of(folder) == OLD
