"""QR codes as files that a browser and a printer can read."""

from pathlib import Path

import pytest

from bot.tools.qr import draw_codes

ADDRESS = "https://t.me/some_bot?start=commercial-partners-share"


@pytest.mark.parametrize(("form", "opening"), [("svg", b"<?xml"), ("png", b"\x89PNG\r\n")])
def test_each_link_gets_a_file(form: str, opening: bytes, tmp_path: Path) -> None:
    """In a folder that is made; drawn again, it is the same."""
    folder = tmp_path / "new" / "codes"
    for _ in range(2):
        draw_codes({"one": ADDRESS, "two": ADDRESS}, str(folder), form)  # type: ignore[arg-type]
    assert sorted(path.name for path in folder.iterdir()) == [f"one.{form}", f"two.{form}"]
    assert (folder / f"one.{form}").read_bytes().startswith(opening)
    assert (folder / f"one.{form}").read_bytes() == (folder / f"two.{form}").read_bytes()
