"""The bot as it runs: the parts put together, started in their order, watched, and stopped without losing anything."""

import asyncio
import logging
import os
import socket
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from functools import partial
from math import inf
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from telegram.error import InvalidToken, TelegramError

from bot import __version__
from bot.surfaces.log_privacy import describe, private_logs
from bot.surfaces.telegram.client import describe_fault, fetch_updates, is_token, make_bot
from bot.surfaces.telegram.following import Follow, News, cut, following, is_mine_to_tell, log_news
from bot.surfaces.telegram.health import CountsCollector, health_app
from bot.surfaces.telegram.intake import Intake
from bot.surfaces.telegram.kit import Counts, Desk, Kit, Options
from bot.surfaces.telegram.lanes import Lanes
from bot.surfaces.telegram.loop import run_loop
from bot.surfaces.telegram.pace import Pace
from bot.surfaces.telegram.polling import LONG_POLL_SECONDS, Poller
from bot.surfaces.telegram.profile import set_profile
from bot.surfaces.telegram.running import Running, Store, TelegramStartError, every, listening
from bot.surfaces.telegram.sender import Outgoing, Repeater, Sender
from bot.surfaces.telegram.slots import Slots
from bot.surfaces.telegram.stopping import stop_on_signals, unless
from bot.surfaces.telegram.surface import KINDS, TelegramSurface
from bot.surfaces.telegram.texts import text_pages
from bot.surfaces.telegram.webhook import secret_of, webhook_app

FINISH_SECONDS = 4.5  # for what is under way when the bot stops; it has 10 in all
CLOSE_SECONDS = 2.5  # for a store that does not answer
SILENT_SECONDS = 2 * LONG_POLL_SECONDS + 10  # without a good getUpdates for so long, the bot is not ready
TOKEN_TRIES = 3  # a token that is refused so often at the start is wrong
START_PAUSE_SECONDS = 1.0
LONGEST_START_PAUSE_SECONDS = 15.0
BEAT_SECONDS = 2.0
PURGE_SECONDS = 3600.0

LOGGER = logging.getLogger(__name__)


class Service:
    """One bot."""

    def __init__(
        self,
        running: Running,
        desk: Desk,
        store: Store,
        options: Options,
        reload: Callable[[], Desk | str],
        follow: Follow | None = None,
    ) -> None:
        """Take the parts; nothing begins before `run`. Without `follow`, only an admin's command reads anew.

        Raises:
            TelegramStartError: If the token cannot be one.
        """
        if not is_token(running.token):
            raise TelegramStartError("The Telegram token does not look like 123456789:AbC-dEf.")
        self._running = running
        self._desk = desk
        self._store = store
        self._options = options
        self._reload = reload
        self._follow = follow
        self._bot = make_bot(running.token, running.base_url)
        self._pace = Pace(options.limits, time.monotonic)
        self._repeat = Repeater(self._pace, Slots(0), time.monotonic)  # for what no update waits for
        self._counts = Counts()
        self._worker = f"{socket.gethostname()}-{os.getpid()}-{time.time_ns()}"
        self._poller: Poller | None = None
        self._is_delivered_to = False
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self) -> None:
        """Answer until the process is told to stop (SIGINT, SIGTERM).

        Raises:
            TelegramStartError: If the token is refused, or a port is taken.
        """
        run_loop(self.serve())

    async def serve(self, stop: asyncio.Event | None = None) -> None:
        """Do the same in a loop that runs already; the event stops it, and so do the signals."""
        stop = stop or asyncio.Event()
        token = self._running.token
        with private_logs(token, secret_of(token), *self._running.secrets), stop_on_signals(stop):
            async with AsyncExitStack() as ending:  # closes everything in the opposite order
                if self._running.health_listen is not None:
                    await ending.enter_async_context(listening(self._health(), self._running.health_listen))
                ending.push_async_callback(self._bot.request.shutdown)  # its own does nothing before it knows who it is
                await self._greet(stop)
                ending.push_async_callback(self._close_store)
                await self._store.open()
                ending.push_async_callback(self._end_tasks)
                if not stop.is_set():
                    await self._work(stop)
        LOGGER.info("Stopped")

    def on_store_change(self, is_up: bool, reason: str) -> None:
        """Log that the store fails or works again, and tell the administrators once."""
        if is_up:
            LOGGER.warning("The store works again")
        else:
            LOGGER.error("The store fails; the bot goes on without memory: %s", reason)
        self._begin(self._tell_admins("telegram_store_up" if is_up else "telegram_store_down"))

    # --- the parts at work

    async def _work(self, stop: asyncio.Event) -> None:
        slots = Slots()
        repeat = Repeater(self._pace, slots, time.monotonic)
        kit = Kit(
            desk=self._desk,
            store=self._store,
            sender=Sender(self._bot, repeat, is_alone=self._running.is_alone),
            repeat=repeat,
            me=self._bot.bot,
            options=self._options,
            counts=self._counts,
            reload=self._reload,
        )
        surface = TelegramSurface(kit)
        lanes = Lanes(surface.handle, surface.give_up, slots)
        intake = Intake(lanes, self._store, self._running.base_url or "", self._worker)
        LOGGER.info("Vraagbaak %s is @%s, with %s facts", __version__, kit.me.username, len(kit.desk.facts))
        self._begin(set_profile(kit, self._repeat))
        self._begin(every(PURGE_SECONDS, self._store.purge))
        with following(self._follow, partial(self._on_news, kit)):
            if self._running.webhook_url is None:
                await self._poll(intake, lanes, stop)
            else:
                await self._be_delivered_to(self._running.webhook_url, intake, lanes, stop)

    async def _poll(self, intake: Intake, lanes: Lanes, stop: asyncio.Event) -> None:
        await unless(stop, self._delete_webhook())
        for work in await intake.kept():
            intake.put(work)
        self._poller = Poller(partial(fetch_updates, self._bot, kinds=KINDS), intake, time.monotonic)
        LOGGER.info("Fetching updates")
        await self._poller.run(stop)
        LOGGER.info("Stopping; what is under way is finished")
        await lanes.close(FINISH_SECONDS)
        await self._poller.confirm()

    async def _be_delivered_to(self, url: str, intake: Intake, lanes: Lanes, stop: asyncio.Event) -> None:
        secret = secret_of(self._running.token)
        app = webhook_app(urlsplit(url).path or "/", secret, intake.deliver)
        await self._store.beat(self._worker)
        self._begin(every(BEAT_SECONDS, partial(self._store.beat, self._worker)))
        self._begin(intake.take_up(await intake.kept()))
        async with listening(app, self._running.webhook_listen):
            await unless(stop, self._set_webhook(url, secret))
            if not stop.is_set():
                self._is_delivered_to = True
                LOGGER.info("Waiting for updates at %s", url)
                await stop.wait()
            self._is_delivered_to = False
            LOGGER.info("Stopping; what is under way is finished")
            intake.is_open = False
            await lanes.close(FINISH_SECONDS)
        await self._store.leave(self._worker)

    async def _delete_webhook(self) -> None:
        """Let Telegram keep the updates to be fetched; what it refuses, getUpdates tells too."""
        try:
            await self._repeat(self._bot.delete_webhook)
        except TelegramError as refusal:
            LOGGER.warning("The webhook could not be taken away: %s", describe_fault(refusal))

    async def _set_webhook(self, url: str, secret: str) -> None:
        try:
            await self._repeat(lambda: self._bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS))
        except TelegramError as refusal:
            raise TelegramStartError(f"Telegram does not accept the webhook: {refusal.message}") from None

    async def _greet(self, stop: asyncio.Event) -> None:
        """Find out who the bot is; wait for Telegram where it is out of reach."""
        refused, pause = 0, START_PAUSE_SECONDS
        while not stop.is_set():
            try:
                await unless(stop, self._bot.initialize())
                return
            except InvalidToken:
                refused += 1
                if refused >= TOKEN_TRIES:
                    raise TelegramStartError("Telegram does not accept the token.") from None
            except TelegramError as fault:
                LOGGER.warning("Telegram is out of reach (%s); it is tried again", describe_fault(fault))
            await unless(stop, asyncio.sleep(pause))
            pause = min(2 * pause, LONGEST_START_PAUSE_SECONDS)

    # --- beside the work

    def _on_news(self, kit: Kit, news: News) -> None:
        """Use a good version of the knowledge base; tell the administrators of faults, and when they are mended."""
        log_news(news)
        if news.desk is not None:
            self._desk = news.desk
            kit.replace_desk(news.desk)
        if news.problems or news.is_mended:
            self._begin(self._tell_news(news))

    async def _tell_news(self, news: News) -> None:
        if not self._running.is_alone and not await is_mine_to_tell(self._store, news, self._worker):
            return
        shown = cut(news.problems)
        if shown:
            problems = "\n".join(shown)
            await self._tell_admins("telegram_knowledge_faulty", problems=problems, count=len(news.problems))
        else:
            await self._tell_admins("telegram_knowledge_mended", facts=len(self._desk.facts))

    def _health(self) -> Starlette:
        return health_app(
            self._is_ready, CountsCollector(self._counts, self._silent_seconds, lambda: self._store.is_up)
        )

    def _silent_seconds(self) -> float:
        """Return how long Telegram has not answered a getUpdates; 0.0 with a webhook, where it is not asked."""
        if self._is_delivered_to:
            return 0.0
        last = self._poller.last_good if self._poller else None
        return inf if last is None else time.monotonic() - last

    def _is_ready(self) -> bool:
        return self._silent_seconds() < SILENT_SECONDS

    def _begin(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end_tasks(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _close_store(self) -> None:
        """Close the store; one that hangs must not keep the process from ending in time."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._store.close(), CLOSE_SECONDS)

    async def _tell_admins(self, phrase: str, **fields: object) -> None:
        sender = Sender(self._bot, self._repeat)
        for admin in sorted(self._options.admins):
            try:
                for page in text_pages(self._desk.say(self._options.language, phrase, **fields)):
                    await sender.send(admin, Outgoing(html=page))
            except TelegramError as refusal:
                LOGGER.warning("An administrator could not be told: %s", describe(refusal))
