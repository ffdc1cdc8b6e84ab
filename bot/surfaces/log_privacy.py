"""What a log may hold while the bot runs: no token, no words of a user, no names."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HIDDEN = "[secret]"

# At these levels the libraries write no address (the token is part of it), message or name.
_LEVELS = {
    "aiohttp": logging.WARNING,
    "alembic": logging.WARNING,
    "asyncio": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "telegram": logging.WARNING,
    "uvicorn": logging.WARNING,
    "watchfiles": logging.WARNING,
}


def describe(error: BaseException | None) -> str:
    """Return the type of an error and where it arose; its own message may quote a user or the token."""
    if error is None:
        return "unknown error"
    name, trace = type(error).__name__, error.__traceback__
    if trace is None:
        return name
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{name} at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


@contextmanager
def private_logs(*secrets: str) -> Iterator[None]:
    """Meanwhile, every record of every logger has `HIDDEN` for the secrets and `describe(error)` for a traceback."""
    levels = {name: logging.getLogger(name).level for name in _LEVELS}
    make_record = logging.getLogRecordFactory()

    def make_private(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _private(make_record(*args, **kwargs), secrets)

    for name, least in _LEVELS.items():
        logging.getLogger(name).setLevel(max(least, levels[name]))
    logging.setLogRecordFactory(make_private)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make_record)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _private(record: logging.LogRecord, secrets: Sequence[str]) -> logging.LogRecord:
    try:
        message = record.getMessage()
        for secret in filter(None, secrets):
            message = message.replace(secret, HIDDEN)
    except Exception as error:  # whatever a library's object raises when it is written as text
        message = f"a message that cannot be written: {describe(error)}"
    if record.exc_info:
        message = f"{message} ({describe(record.exc_info[1])})"
    record.msg, record.args, record.exc_info = message, None, None
    return record
