"""Ends with 0 when the bot in this container answers on /healthz, or when `health.listen` is off; else with 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

from bot.config import find_config, load_settings

TIMEOUT_SECONDS = 4
SAME_MACHINE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # all addresses of the container → one of them


def is_healthy() -> bool:
    """Ask on the address that the settings give."""
    settings, problems = load_settings(find_config(None, os.environ))
    if problems:
        return False
    if settings.health_listen is None:
        return True
    host, port = settings.health_listen
    connection = HTTPConnection(SAME_MACHINE.get(host, host), port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_healthy() else 1)
