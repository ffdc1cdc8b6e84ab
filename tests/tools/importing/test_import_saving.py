"""All files are replaced, or none is, whatever happens on the way."""

import os
from pathlib import Path

import pytest

from bot.tools.importing.saving import SavingError, save_files

OLD = {"a.yaml": b"a: 1\n", "b.yaml": b"b: 1\r\n", "c.yaml": b"c: 1\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def save(folder: Path, texts: dict[str, str]) -> None:
    before = {str(folder / name): OLD[name] for name in texts}
    save_files({str(folder / name): text for name, text in texts.items()}, before)


def test_files_are_replaced(folder: Path) -> None:
    """Byte for byte, with the rights that they had; no other file is left behind."""
    (folder / "a.yaml").chmod(0o640)
    save(folder, {"a.yaml": "a: é\n", "b.yaml": "b: 2\r\n"})
    assert content_of(folder) == {**OLD, "a.yaml": "a: é\n".encode(), "b.yaml": b"b: 2\r\n"}
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(folder: Path) -> None:
    """What it points to is replaced."""
    (folder / "b.yaml").unlink()
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "b.yaml").write_bytes(OLD["b.yaml"])
    (folder / "b.yaml").symlink_to(folder / "elsewhere" / "b.yaml")
    save(folder, {"b.yaml": "b: 2\n"})
    assert (folder / "b.yaml").is_symlink()
    assert (folder / "elsewhere" / "b.yaml").read_bytes() == b"b: 2\n"


def test_a_file_that_somebody_changed_meanwhile_stops_it(folder: Path) -> None:
    """Nobody's work is overwritten."""
    (folder / "b.yaml").write_bytes(b"b: theirs\n")
    with pytest.raises(SavingError) as caught:
        save(folder, {"a.yaml": "a: 2\n", "b.yaml": "b: 2\n"})
    assert (os.path.basename(caught.value.file), caught.value.reason) == ("b.yaml", None)
    assert content_of(folder) == {**OLD, "b.yaml": b"b: theirs\n"}


@pytest.mark.parametrize("fails_at", [1, 2, 3])
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
    with pytest.raises(SavingError) as caught:
        save(folder, {"a.yaml": "a: 2\n", "b.yaml": "b: 2\n", "c.yaml": "c: 2\n"})
    assert caught.value.reason == "No space left on device"
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
    with pytest.raises(SavingError):
        save(folder, {"a.yaml": "a: 2\n", "b.yaml": "b: 2\n"})
    assert content_of(folder) == OLD
