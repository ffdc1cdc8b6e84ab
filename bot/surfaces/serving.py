"""An ASGI application on a port, inside the loop of the bot: who takes long to ask, or to listen, is in nobody's way.

uvicorn waits for a request without end (its own deadline is for a connection between two of them, and any byte puts it
off), and accepts connections until no file can be opened any more. So here every connection has a deadline, and there
are never more than a process has descriptors for: the one that has been waited for longest makes room for the next.
"""

import asyncio
import logging
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

FINISH_SECONDS = 2  # for requests under way: what they wait for is finished before
PATIENCE_SECONDS = 10.0  # for a whole request, and for each 64 KiB of an answer: a slow phone needs one or two
MOST_CONNECTIONS = 100  # to one port: Telegram opens 40, a proxy in front of us no more than it has requests
FEWEST_CONNECTIONS = 8
RESERVED = 128  # descriptors for all else: 64 to Telegram, 20 of the process itself, files that are read meanwhile
PORTS = 2  # that one process listens on: the webhook and health
BACKLOG = 1024  # connections that the system keeps until they are accepted; they cost us no descriptor
ACCEPT_AGAIN_SECONDS = 0.2  # after a connection that could not be accepted
TELL_AGAIN_SECONDS = 60.0  # what an attacker causes is logged no more often

LOGGER = logging.getLogger(__name__)


def make_app(routes: Sequence[Route]) -> Starlette:
    """Return an application that knows these addresses to the letter.

    Starlette would lead from an address with a slash behind it to the one without, on the host that the client named.
    """
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


@asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int) -> AsyncIterator[None]:
    """Serve while the body runs; at its end, finish the requests under way.

    Raises:
        OSError: If the port is taken or may not be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=BACKLOG) as listening:
        listening.setblocking(False)
        server = _Server(_config(app), find_most_connections())
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            while not server.started and not task.done():
                await asyncio.sleep(0.01)
            yield
        finally:
            server.should_exit = True
            await task


def find_most_connections() -> int:
    """Return how many connections a port may have, so that enough descriptors are left for everything else."""
    if sys.platform == "win32":  # where connections are no files
        return MOST_CONNECTIONS
    import resource

    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if descriptors == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min(MOST_CONNECTIONS, max(FEWEST_CONNECTIONS, (descriptors - RESERVED) // PORTS))


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        _without_the_gone(app),
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        proxy_headers=False,  # nobody asks where a request comes from
        server_header=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )


def _without_the_gone(app: ASGIApp) -> ASGIApp:
    """Return the application; that a client goes away in the middle of a request is no fault of it."""

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except ClientDisconnect:
            LOGGER.debug("A client went away before its request was there")

    return run


class _Crowd:
    """The connections to one port."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[_Connection] = set()
        self._waited_for: dict[_Connection, None] = {}  # those whose client has to do something, longest first
        self._has_room = asyncio.Event()  # or may have
        self._told_at = -TELL_AGAIN_SECONDS

    def add(self, connection: "_Connection") -> None:
        self._open.add(connection)

    def wait_for(self, connection: "_Connection") -> None:
        self._waited_for.pop(connection, None)
        self._waited_for[connection] = None
        self._has_room.set()

    def do_not_wait_for(self, connection: "_Connection") -> None:
        self._waited_for.pop(connection, None)

    def remove(self, connection: "_Connection") -> None:
        self._open.discard(connection)
        self._waited_for.pop(connection, None)
        self._has_room.set()

    async def make_room(self) -> None:
        """Let one more in. Requests that are being answered are finished; while there are no others, this waits."""
        while len(self._open) >= self._most:
            if not self._waited_for:
                self._has_room.clear()
                await self._has_room.wait()
                continue
            if time.monotonic() - self._told_at >= TELL_AGAIN_SECONDS:
                self._told_at = time.monotonic()
                LOGGER.warning("All connections of a port are taken (%s); who keeps us waiting is left", self._most)
            next(iter(self._waited_for)).drop()

    def drop_waited_for(self) -> None:
        for connection in list(self._waited_for):
            connection.drop()


class _Connection(H11Protocol):
    """A connection that is closed where its client takes too long: to send a request, all of it, or to read."""

    def __init__(self, config: uvicorn.Config, state: ServerState, app_state: dict[str, Any], crowd: _Crowd) -> None:
        super().__init__(config=config, server_state=state, app_state=app_state)
        self._crowd = crowd
        self._deadline: asyncio.TimerHandle | None = None
        self._is_between = False  # two requests

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._crowd.add(self)
        self._start_the_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_the_clock()
        self._crowd.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_between:
            self._is_between = False
            self._start_the_clock()
        super().data_received(data)
        if self._is_being_answered:
            self._stop_the_clock()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._is_between = not self._is_being_answered  # the next request may have come with the last one
        if self._is_between:
            self._start_the_clock()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._start_the_clock()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._is_being_answered:
            self._stop_the_clock()

    def drop(self) -> None:
        """Close it at once, whatever has not been sent."""
        self._stop_the_clock()
        self._crowd.remove(self)
        self.transport.abort()

    @property
    def _is_being_answered(self) -> bool:
        """Whether all of a request is there, and its answer is not."""
        return self.cycle is not None and not self.cycle.more_body and not self.cycle.response_complete

    def _start_the_clock(self) -> None:
        self._stop_the_clock()
        self._deadline = self.loop.call_later(PATIENCE_SECONDS, self.drop)
        self._crowd.wait_for(self)

    def _stop_the_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._crowd.do_not_wait_for(self)


class _Server(uvicorn.Server):
    """A server that accepts a connection only when there is room for it."""

    def __init__(self, config: uvicorn.Config, most: int) -> None:
        super().__init__(config)
        self._crowd = _Crowd(most)
        self._accepting: list[asyncio.Task[None]] = []

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the bot, which has more to end than this."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=[])
        self._accepting = [asyncio.create_task(self._accept(one)) for one in sockets or ()]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for task in self._accepting:
            task.cancel()
        await asyncio.gather(*self._accepting, return_exceptions=True)
        self._crowd.drop_waited_for()
        await super().shutdown(sockets=sockets)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listening)
            except OSError as error:  # no descriptor is free, or the client has gone
                LOGGER.warning("A connection could not be accepted: %s", type(error).__name__)
                await asyncio.sleep(ACCEPT_AGAIN_SECONDS)
                continue
            with suppress(OSError):  # the client has gone
                await self._take_in(connection)

    async def _take_in(self, connection: socket.socket) -> None:
        try:
            await self._crowd.make_room()
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        except BaseException:
            connection.close()
            raise

    def _protocol(self) -> _Connection:
        return _Connection(self.config, self.server_state, self.lifespan.state, self._crowd)
