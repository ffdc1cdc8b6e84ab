"""What commands other than `telegram` read from its store."""

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.commands.job import BAD_USE, Run, StopError
from bot.config import TOKEN_VARIABLE, find_store

if TYPE_CHECKING:
    from bot.store.records import UnansweredGroup

MOST_GROUPS = 200


def read_unanswered(job: Run, say: Callable[..., str]) -> "list[UnansweredGroup]":
    """Return the groups of questions that the running bot could not answer; the store is sealed with its token."""
    token = job.environ.get(TOKEN_VARIABLE, "").strip()
    if not token:
        raise StopError(BAD_USE, say("store_no_token", variable=TOKEN_VARIABLE))
    address = find_store(job.settings, job.config, job.environ)
    if "://" not in address and not os.path.exists(address):
        raise StopError(BAD_USE, say("store_not_there", path=address))  # opening it would make one
    from bot.store.engine import DriverMissingError
    from bot.store.records import StoreError
    from bot.store.sealing import secret_of
    from bot.store.store import Store

    async def read(address: str) -> "list[UnansweredGroup]":
        store = Store(address, secret_of(token), keep_days=job.settings.keep_days)
        await store.open()
        try:
            return await store.unanswered(MOST_GROUPS)
        finally:
            await store.close()

    try:
        return asyncio.run(read(address))
    except DriverMissingError:
        raise StopError(BAD_USE, job.say("no_driver")) from None
    except StoreError as error:
        raise StopError(BAD_USE, str(error)) from None
