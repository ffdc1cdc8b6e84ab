"""The store of the bot, for a command that reads from it while the bot runs or not."""

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from bot.commands.arguments import REPLACES
from bot.commands.job import BAD_USE, FAULTY, Run, StopError
from bot.commands.token_access import find_secret_of, find_token
from bot.config import STORE_KEY_VARIABLE, TOKEN_VARIABLE, find_store
from bot.core.words.printable import printable
from bot.kb.writing import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Awaitable, Callable

    from bot.store.store import Store

T = TypeVar("T")

SHORTEST_KEY = 32  # characters: 128 bits where they are hexadecimal, which nobody can guess


def secret_of_store(token: str, key: str = "") -> bytes:
    """Return the secret that the store is sealed with: made from the key of its own, else from the token."""
    if key:
        return blake2b(key.encode(), digest_size=32, person=b"vraagbaak-key").digest()
    return blake2b(token.encode(), digest_size=32, person=b"vraagbaak-store").digest()


def find_store_key(job: Run) -> str:
    """Return the store's own key as `find_token` does the token. A key that can be guessed is refused."""
    key = find_secret_of(job, STORE_KEY_VARIABLE)
    if key and len(key) < SHORTEST_KEY:
        raise StopError(BAD_USE, job.say("store_key_short", variable=STORE_KEY_VARIABLE, least=SHORTEST_KEY))
    return key


def read_store(job: Run, read: "Callable[[Store], Awaitable[T]]") -> T:
    """Return what is read from the store; without its key it cannot be opened, and an empty one is not made."""
    import asyncio

    from bot.store.records import StoreError
    from bot.store.store import Store

    token, key = find_token(job), find_store_key(job)
    if not token and not key:
        raise StopError(BAD_USE, job.say("no_token_for_store", variable=TOKEN_VARIABLE, key=STORE_KEY_VARIABLE))
    address = find_store(job.settings, job.config, job.environ)
    path = address.removeprefix("sqlite:///")
    if "://" not in path and not os.path.isfile(path):
        raise StopError(BAD_USE, job.say("no_store", path=path))

    async def opened() -> T:
        store = Store(address, secret_of_store(token, key), keep_days=job.settings.keep_days)
        await store.open()
        try:
            return await read(store)
        finally:
            await store.close()

    try:
        return asyncio.run(opened())
    except StoreError as error:
        raise StopError(FAULTY, str(error)) from None


def add_form(command: "ArgumentParser") -> None:
    """Add the forms in which a report is written, and where to."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--markdown", action="store_true", help="write a Markdown document")
    command.add_argument("--output", metavar="FILE", help=f"write to a file; {REPLACES} (default: print)")


def write_report(job: Run, text: str) -> None:
    """Print a report, or write it to the file that was chosen; nothing in it steers the terminal that shows it."""
    text = printable(text).rstrip("\n")
    path = job.chosen.output
    if path is None:
        print(text)
        return
    try:
        write_file(path, f"{text}\n".encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise StopError(BAD_USE, job.say("not_written", path=path, reason=reason)) from None
