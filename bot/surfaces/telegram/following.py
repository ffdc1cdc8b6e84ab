"""What the knowledge base becomes while the bot runs: a good version is used at once, a faulty one told to admins."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from bot.store.records import Changes
from bot.surfaces.telegram.intake import NO_CHAT
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.running import Store

SPAN_SECONDS = 60  # in which several workers see the same fault; one of them tells it
LONGEST_REPORT = 3000  # characters: of what is wrong with a knowledge base, the first part is enough

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a change of the knowledge base has come to."""

    desk: Desk | None = None  # to answer from, from now on
    problems: tuple[str, ...] = ()  # of a version that is not used: `file:line: rule: what, how to mend it`
    is_mended: bool = False  # there were problems, and they are gone
    key: str = ""  # names the state of the files


Follow = Callable[[Callable[[News], None], Callable[[str], None]], Callable[[], None]]
"""Begins to follow: it is given what takes the news and what takes a warning, both called in a thread of its own, and
returns what ends it."""


@contextmanager
def following(follow: Follow | None, take: Callable[[News], None]) -> Iterator[None]:
    """Follow meanwhile; `take` is called in the event loop."""
    if follow is None:
        yield
        return
    loop = asyncio.get_running_loop()

    def hand_over(news: News) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it all who ask
            loop.call_soon_threadsafe(take, news)

    end = follow(hand_over, lambda warning: LOGGER.warning("%s", warning))
    try:
        yield
    finally:
        end()


def log_news(news: News) -> None:
    """Write down what a change has come to."""
    for problem in news.problems:
        LOGGER.error("The knowledge base has a fault, so the last good one stays in use: %s", problem)
    if news.desk is not None:
        LOGGER.info("The knowledge base was read anew: %s facts", len(news.desk.facts))
    if news.is_mended:
        LOGGER.info("The faults of the knowledge base are mended")


def cut(problems: tuple[str, ...], most: int = LONGEST_REPORT) -> tuple[str, ...]:
    """Return the first problems, as many as fit into so many characters, but one at least."""
    length = 0
    shown: list[str] = []
    for problem in problems:
        length += len(problem)
        if shown and length > most:
            break
        shown.append(problem[:most])
    return tuple(shown)


async def is_mine_to_tell(store: Store, news: News, worker: str) -> bool:
    """Tell whether this one of several workers tells the admins; the others see the same change and keep silent."""
    span = int(time.time()) // SPAN_SECONDS
    what = "mended" if news.is_mended else "faulty"
    before, now = (f"knowledge {what} {news.key} {one}" for one in (span - 1, span))
    if len(await store.unhandled([before, now])) < 2 or await store.claim(now, NO_CHAT, worker) != "mine":
        return False
    await store.write(Changes(chat=NO_CHAT, user=None, handled=now))
    return True
