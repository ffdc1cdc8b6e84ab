"""Files of a knowledge base: as if they had been changed, and replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from bot.kb.files import RawFile, read_files, with_changes, write_file


def test_a_change_takes_the_place_of_a_file(tmp_path: Path) -> None:
    """A new file comes where its name puts it."""
    folder = str(tmp_path)
    for name in ("a.yaml", "c.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    files, _ = read_files(folder)
    changed = with_changes(files, folder, {f"{folder}/c.yaml": b"new", os.path.join(folder, "below", "b.yaml"): b"b"})
    assert [(file.name, file.content) for file in changed] == [
        ("a.yaml", b"a.yaml"), ("below/b.yaml", b"b"), ("c.yaml", b"new"),
    ]  # fmt: skip
    assert with_changes(files, folder, {}) == files
    assert changed[0] == RawFile(f"{folder}/a.yaml", "a.yaml", b"a.yaml")


@pytest.mark.parametrize("before", [None, b"old"], ids=["a new file", "one that is there"])
def test_a_file_is_written_whole(tmp_path: Path, before: bytes | None) -> None:
    """And nothing else is left in the folder."""
    path = tmp_path / "a.yaml"
    if before is not None:
        path.write_bytes(before)
    write_file(str(path), "één\r\n".encode())
    assert path.read_bytes() == "één\r\n".encode()
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason, even that somebody stops the program."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yaml"]
