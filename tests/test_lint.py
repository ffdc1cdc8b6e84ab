"""Style and types are part of the tests, so that one command tells whether a change is sound."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "check", "."), id="ruff check"),
        pytest.param(("ruff", "format", "--check", "."), id="ruff format"),
        pytest.param(("mypy", "--strict", "bot"), id="mypy"),
    ],
)
def test_the_code_is_clean(command: tuple[str, ...]) -> None:
    """The tool has nothing to say; what it says is shown."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
