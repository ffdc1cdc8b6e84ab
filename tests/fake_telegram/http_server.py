"""A small, quick HTTP/1.1 server for tests: one function answers every request, on a free local port."""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httptools

_ABORTIVE_CLOSE = struct.pack("ii", 1, 0)  # linger on, for 0 s: closing sends RST


class Ending(Enum):
    """What becomes of the connection after a response."""

    KEEP = "keep"
    CLOSE = "close"
    RESET = "reset"  # nothing is written


@dataclass(slots=True)
class Request:
    """One request, read to its end."""

    method: str
    target: str  # path and query
    content_type: str  # with its parameters: a multipart body needs the boundary
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    ending: Ending = Ending.KEEP
    missing_bytes: int = 0  # so much longer does the header say that the body is

    def head(self) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body) + self.missing_bytes}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        if self.ending is Ending.CLOSE and not self.missing_bytes:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "", ""]).encode()


Answer = Callable[[Request], Response | Awaitable[Response]]
"""Answers at once where it can, so that the common call costs no task."""


class HttpServer:
    """Serves while it is entered; leaving it ends every connection and raises what the function could not handle."""

    def __init__(self, answer: Answer, port: int = 0) -> None:
        self._answer = answer
        self._port = port
        self._server: asyncio.Server | None = None
        self.connections: set[_Connection] = set()
        self.crashes: list[Exception] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        if self.crashes and error is None:
            raise ExceptionGroup("the fake server itself failed", self.crashes)

    async def start(self) -> None:
        """Listen; after a stop on the same port as before."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", self._port, backlog=1024)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Refuse new connections and reset the open ones."""
        if self._server:
            self._server.close()
            self._server = None
        for connection in list(self.connections):
            connection.reset()
        while self.connections:
            await asyncio.sleep(0)

    def safe_answer(self, request: Request) -> Response | Awaitable[Response]:
        try:
            return self._answer(request)
        except Exception as error:
            return self.crashed(error)

    def crashed(self, error: Exception) -> Response:
        self.crashes.append(error)
        return Response(500, b"{}")


@dataclass(slots=True)
class _Reading:
    """A request of which parts have come in."""

    target: bytes = b""
    content_type: str = ""
    body: list[bytes] = field(default_factory=list)


class _Connection(asyncio.Protocol):
    """One kept-alive connection: its requests are answered one after another."""

    def __init__(self, server: HttpServer) -> None:
        self._server = server
        self._parser = httptools.HttpRequestParser(self)
        self._reading = _Reading()
        self._waiting: deque[tuple[Request, bool]] = deque()
        self._task: asyncio.Future[Response] | None = None  # a response that is waited for

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._server.connections.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self._server.connections.discard(self)
        self._waiting.clear()
        if self._task:
            self._task.cancel()  # nobody reads the response

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._transport.close()

    def on_message_begin(self) -> None:
        self._reading = _Reading()

    def on_url(self, url: bytes) -> None:
        self._reading.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"content-type":
            self._reading.content_type = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self._reading.body.append(body)

    def on_message_complete(self) -> None:
        method, read = self._parser.get_method().decode(), self._reading
        request = Request(method, read.target.decode("latin-1"), read.content_type, b"".join(read.body))
        self._waiting.append((request, self._parser.should_keep_alive()))
        self._answer_next()

    def reset(self) -> None:
        """Close so that the client sees "connection reset by peer"."""
        peer: socket.socket | None = self._transport.get_extra_info("socket")
        if peer is not None and not self._transport.is_closing():
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORTIVE_CLOSE)
        self._transport.abort()

    def _answer_next(self) -> None:
        while self._waiting and self._task is None:
            request, keep_alive = self._waiting.popleft()
            response = self._server.safe_answer(request)
            if isinstance(response, Response):
                self._write(response, keep_alive)
            else:
                self._task = asyncio.ensure_future(response)
                self._task.add_done_callback(partial(self._write_later, keep_alive))

    def _write_later(self, keep_alive: bool, task: asyncio.Future[Response]) -> None:
        self._task = None
        if task.cancelled():
            return
        error = task.exception()
        self._write(self._server.crashed(error) if isinstance(error, Exception) else task.result(), keep_alive)
        self._answer_next()

    def _write(self, response: Response, keep_alive: bool) -> None:
        if response.ending is Ending.RESET:
            self.reset()
            return
        self._transport.write(response.head() + response.body)
        if response.ending is Ending.CLOSE or not keep_alive:
            self._transport.close()
