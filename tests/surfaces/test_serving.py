"""Whatever is served: a client that takes too long is left, one that waits for us is not, and there is always room."""

import asyncio
import errno
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.surfaces import serving
from tests.surfaces.telegram.harness import free_port

pytestmark = pytest.mark.asyncio

PATIENCE_SECONDS = 0.3
MOST = 3
LARGE = 20_000_000  # bytes; more than the buffers of a connection hold


async def slow(_: Request) -> Response:
    await asyncio.sleep(2 * PATIENCE_SECONDS)
    return PlainTextResponse("slow")


async def echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


async def large(_: Request) -> Response:
    return PlainTextResponse("x" * LARGE)


ROUTES = [Route("/slow", slow), Route("/large", large), Route("/echo", echo, methods=["POST"])]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", MOST)


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """Serve the routes meanwhile; return the port."""
    port = free_port()
    async with serving.serving(serving.make_app(ROUTES), "127.0.0.1", port):
        yield port


class Client:
    """A connection to the server, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def response(self) -> tuple[int, bytes]:
        """Return status and body of the next response."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length:"))
        return int(head.split()[1]), await self.reader.readexactly(int(length.partition(b":")[2]))

    async def is_closed(self, seconds: float = 3 * PATIENCE_SECONDS) -> bool:
        """Tell whether the server closes the connection within so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while await self.reader.read(65_536):
                    pass
        except TimeoutError:
            return False
        except OSError:
            return True
        return True


@asynccontextmanager
async def client(port: int) -> AsyncIterator[Client]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Client(reader, writer)
    finally:
        writer.transport.abort()


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def post(body: bytes, length: int | None = None) -> bytes:
    """Return a request, with more of a body announced than there is where a length is given."""
    return b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (length or len(body)) + body


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"POST /echo HTTP/1.1\r\nHost: x\r\n", id="headers without an end"),
        pytest.param(post(b"x", 1000), id="a body without an end"),
        pytest.param(post(b"x") + post(b"x", 1000), id="a second body without an end"),
        pytest.param(get("/echo").replace(b"\r\n\r\n", b"\r\nContent-Length: 1000\r\n\r\n"), id="a body nobody wants"),
    ],
)
async def test_who_does_not_finish_a_request_is_left(beginning: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """However often a byte of it comes; and that is no error of ours."""
    async with served() as port, client(port) as one:
        one.send(beginning)
        for _ in range(10):
            await asyncio.sleep(PATIENCE_SECONDS / 5)
            one.send(b"x")
        assert await one.is_closed(PATIENCE_SECONDS / 5)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_who_waits_for_an_answer_gets_it() -> None:
    """However long it takes; and may ask on with the same connection, also ahead."""
    async with served() as port, client(port) as one:
        one.send(get("/slow"))
        assert await one.response() == (200, b"slow")
        await asyncio.sleep(PATIENCE_SECONDS / 2)
        one.send(post(b"again") + get("/slow") + post(b"ahead"))
        assert [await one.response() for _ in range(3)] == [(200, b"again"), (200, b"slow"), (200, b"ahead")]
        assert await one.is_closed()  # idle


async def test_who_does_not_read_is_left() -> None:
    """One that reads gets all of it."""
    async with served() as port:
        async with client(port) as one:
            one.send(get("/large"))
            status, body = await one.response()
            assert (status, len(body)) == (200, LARGE)
        async with client(port) as one:
            one.send(get("/large"))
            await asyncio.sleep(3 * PATIENCE_SECONDS)
            with pytest.raises((asyncio.IncompleteReadError, OSError)):
                await one.response()


async def test_whoever_is_waited_for_longest_makes_room() -> None:
    """Not one that is being answered."""
    async with served() as port, client(port) as asking, client(port) as first, client(port) as second:
        asking.send(get("/slow"))
        await asyncio.sleep(0.1)
        async with client(port) as newest:
            newest.send(post(b"new"))
            assert await newest.response() == (200, b"new")
            assert await first.is_closed(0.1)
            assert not await second.is_closed(0.05)
        assert await asking.response() == (200, b"slow")


async def test_where_all_are_being_answered_the_next_one_waits() -> None:
    async with served() as port, client(port) as one, client(port) as two, client(port) as three:
        for asking in (one, two, three):
            asking.send(get("/slow"))
        await asyncio.sleep(0.1)
        async with client(port) as late:
            late.send(post(b"late"))
            assert await asyncio.gather(*(asking.response() for asking in (one, two, three))) == [(200, b"slow")] * 3
            assert await late.response() == (200, b"late")


async def test_without_a_descriptor_it_tries_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loop = asyncio.get_running_loop()
    accept, fails = loop.sock_accept, [OSError(errno.EMFILE, "Too many open files")] * 2

    async def fail_first(listening: object) -> object:
        if fails:
            raise fails.pop()
        return await accept(listening)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "sock_accept", fail_first)
    async with served() as port, client(port) as one:
        one.send(post(b"x"))
        assert await one.response() == (200, b"x")
    assert caplog.text.count("A connection could not be accepted") == 2


async def test_an_address_is_known_to_the_letter() -> None:
    """A client cannot have itself led to a host of its own choice."""
    async with served() as port, client(port) as one:
        one.send(get("/slow/").replace(b"Host: x", b"Host: evil.example"))
        assert (await one.response())[0] == 404


async def test_stopping_waits_for_no_half_request() -> None:
    """Nor for an idle client; an answer on its way is finished."""
    async with AsyncExitStack() as clients, asyncio.timeout(2 * PATIENCE_SECONDS + 1.0):
        async with served() as port:
            asking, half = [await clients.enter_async_context(client(port)) for _ in range(2)]
            asking.send(get("/slow"))
            await asyncio.sleep(0.1)
        assert await asking.response() == (200, b"slow")
        assert await half.is_closed(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="connections are no files there")
@pytest.mark.parametrize(
    ("descriptors", "most"),
    [
        pytest.param(1024, 100, id="of systemd"),
        pytest.param(256, 64, id="of macOS"),
        pytest.param(64, 8, id="very few"),
        pytest.param(-1, 100, id="without limit"),
    ],
)
async def test_enough_descriptors_are_left(monkeypatch: pytest.MonkeyPatch, descriptors: int, most: int) -> None:
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 100)
    monkeypatch.setattr("resource.getrlimit", lambda _: (descriptors, descriptors))
    assert serving.find_most_connections() == most
