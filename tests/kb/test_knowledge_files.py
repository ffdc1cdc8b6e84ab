"""Files of a knowledge base: as if they had been changed."""

import os
from pathlib import Path

from bot.kb.files import RawFile, read_files, with_changes


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
