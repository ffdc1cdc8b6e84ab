"""A small HTTP/1.1 server for tests: one asynchronous function answers every request, on a free local port."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import h11


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read to its end."""

    method: str
    target: str  # path and query
    content_type: str
    body: bytes
    is_gone: Callable[[], bool]  # the client has left, so nobody reads the response


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back; always JSON here."""

    status: int
    body: bytes


class HttpServer:
    """Serves while it is entered; leaving it ends every connection and raises what the function could not handle."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer
        self._connections: set[asyncio.Task[None]] = set()
        self._crashes: list[Exception] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        if self._crashes and error is None:
            raise ExceptionGroup("the fake server itself failed", self._crashes)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = h11.Connection(h11.SERVER)
        try:
            while request := await _read(wire, reader):
                writer.write(_written(wire, await self._safe_answer(request)))
                await writer.drain()
                if wire.our_state is not h11.DONE:
                    return
                wire.start_next_cycle()
        except (ConnectionError, h11.RemoteProtocolError):
            return  # the client went away in the middle, as a stopped bot does
        finally:
            writer.close()

    async def _safe_answer(self, request: Request) -> Response:
        try:
            return await self._answer(request)
        except Exception as error:
            self._crashes.append(error)
            return Response(500, b"{}")


async def _read(wire: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
    """Return the next request of a connection; None when the client has closed it."""
    head: h11.Request | None = None
    body = b""

    def is_gone() -> bool:
        return reader.at_eof() or reader.exception() is not None

    while True:
        event = wire.next_event()
        if event is h11.NEED_DATA:
            wire.receive_data(await reader.read(65_536))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            kind = dict(head.headers).get(b"content-type", b"").decode()
            return Request(head.method.decode(), head.target.decode(), kind.partition(";")[0], body, is_gone)
        else:
            return None


def _written(wire: h11.Connection, response: Response) -> bytes:
    headers = [("content-type", "application/json"), ("content-length", str(len(response.body)))]
    events = (h11.Response(status_code=response.status, headers=headers), h11.Data(response.body), h11.EndOfMessage())
    return b"".join(wire.send(event) or b"" for event in events)
