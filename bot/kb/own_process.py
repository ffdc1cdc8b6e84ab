"""A process of our own, which runs a part of this same program: it knows no secret, and gets and says only bytes."""

import os
import subprocess
import sys
from collections.abc import Sequence

from bot.kb.environment import child_environment

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
START = """
import os, sys
from importlib.util import find_spec
found = find_spec("bot")
if not (found and found.origin and found.origin.startswith(os.path.join(sys.argv[1], ""))):
    sys.path.insert(0, sys.argv[1])  # it is not installed, or another version is
"""


class OwnProcessError(Exception):
    """A process could not be started, took too long, or failed."""


def own_command(call: str) -> tuple[str, ...]:
    """Return the command that runs some Python with the modules of this program."""
    return (sys.executable, "-P", "-c", START + call, ROOT)  # -P: no module from the folder that the user stands in


def run_own(command: Sequence[str], given: bytes, seconds: float) -> bytes:
    """Return what a command writes to standard output, once it has been given its standard input.

    Args:
        command: See `own_command`.
        given: Its standard input.
        seconds: How long it may take.

    Raises:
        OwnProcessError: If it cannot be started, takes longer, or does not end with exit code 0.
    """
    try:
        done = subprocess.run(
            command,
            env=child_environment(os.environ),
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OwnProcessError from error
    return done.stdout
