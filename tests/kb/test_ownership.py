"""Whose a file is, by its owner and its mode."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.kb.ownership import is_ours

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no such owners here")

ME, OTHER, ROOT = 1000, 1001, 0
MINE, STAFF = 1000, 50
GROUPS = {MINE: ("ann", []), STAFF: ("staff", ["ann", "ben"]), OTHER: ("ben", []), ROOT: ("root", [])}
USERS = {ME: "ann", OTHER: "ben", ROOT: "root"}


@pytest.mark.parametrize(("owner", "group", "mode", "is_safe"), [
    pytest.param(ME, MINE, 0o644, True, id="mine"),
    pytest.param(ME, STAFF, 0o644, True, id="mine, and a group may read it"),
    pytest.param(ME, MINE, 0o664, True, id="open to the group that is mine alone, as on Ubuntu"),
    pytest.param(ME, STAFF, 0o664, False, id="open to a group with others in it"),
    pytest.param(ME, 77, 0o664, False, id="open to a group that nobody knows"),
    pytest.param(ME, MINE, 0o646, False, id="open to all"),
    pytest.param(ME, MINE, 0o1777, False, id="open to all but to take away"),
    pytest.param(ROOT, ROOT, 0o644, True, id="of root"),
    pytest.param(ROOT, ROOT, 0o664, False, id="of root, open to its group"),
    pytest.param(OTHER, OTHER, 0o600, False, id="of somebody else"),
    pytest.param(OTHER, OTHER, 0o664, False, id="of somebody else with a group alone"),
])  # fmt: skip
def test_whose_it_is(owner: int, group: int, mode: int, is_safe: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else but root may be able to change it."""
    monkeypatch.setattr(os, "geteuid", lambda: ME)
    monkeypatch.setattr(os, "stat", lambda _: SimpleNamespace(st_uid=owner, st_gid=group, st_mode=mode))
    monkeypatch.setattr("pwd.getpwuid", lambda user: SimpleNamespace(pw_name=USERS[user]))
    monkeypatch.setattr(
        "grp.getgrgid", lambda group: SimpleNamespace(gr_name=GROUPS[group][0], gr_mem=GROUPS[group][1])
    )
    assert is_ours("x") is is_safe


def test_paths_descriptors_and_what_is_not_there(tmp_path: Path) -> None:
    """A link is as safe as what it leads to."""
    file = tmp_path / "file"
    file.touch(0o600)
    link = tmp_path / "link"
    link.symlink_to(file)
    with file.open("rb") as opened:
        places = (str(file), str(link), opened.fileno())
        assert [*map(is_ours, places)] == [True] * 3
        file.chmod(0o666)
        assert [*map(is_ours, places)] == [False] * 3
    with pytest.raises(FileNotFoundError):
        is_ours(str(tmp_path / "none"))
