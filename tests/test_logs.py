"""Logs as text and as JSON."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import start_logs


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_json_has_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """With time, level, logger and message; what is less important than the level is left out."""
    start_logs("json", "warning")
    logging.getLogger("some.where").warning("a %s\nof two lines", "message")
    logging.getLogger("some.where").info("nobody reads this")
    (line,) = capsys.readouterr().err.splitlines()
    content = json.loads(line)
    assert content.pop("time")
    assert content == {"level": "WARNING", "logger": "some.where", "message": "a message\nof two lines"}


def test_text_has_one_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    start_logs("text", "info")
    logging.getLogger("some.where").info("hello")
    assert capsys.readouterr().err.endswith(" INFO some.where: hello\n")
