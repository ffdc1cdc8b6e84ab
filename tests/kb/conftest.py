"""Small knowledge bases in a folder of their own, and a cache that is nobody's."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep compiled copies out of the cache of whoever runs the tests."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("VRAAGBAAK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes files (name → text or bytes) into a folder and returns that folder."""

    def write_files(files: dict[str, str | bytes], folder: str = "knowledge") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        for name, content in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / folder

    return write_files
