"""An ASGI application on a port of this machine, inside the loop that the bot runs in."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.applications import Starlette

FINISH_SECONDS = 2  # for requests under way: what they wait for is finished before


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the bot, which has more to end than this."""
        yield


@asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[None]:
    """Serve while the body runs; at its end, finish the requests under way.

    Raises:
        OSError: If the port is taken or may not be used.
    """
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        config = uvicorn.Config(
            app,
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=FINISH_SECONDS,
        )
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            while not server.started and not task.done():
                await asyncio.sleep(0.01)
            yield
        finally:
            server.should_exit = True
            await task
