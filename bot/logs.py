"""Logs: one line for each thing that happens, as text or as JSON. What may stand in them: `surfaces/log_privacy.py`."""

import logging
import sys

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_logs(form: str, level: str) -> None:
    """Write logs to standard error; `form` is "text" or "json", `level` the least that is written."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_json() if form == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        "{asctime}{levelname}{name}{message}",
        style="{",
        rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
    )
