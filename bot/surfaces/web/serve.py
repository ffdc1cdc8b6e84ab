"""Serve the pages until the process is told to stop; what is under way is answered first."""

import asyncio
import signal
from collections.abc import Callable

from starlette.types import ASGIApp

from bot.surfaces.serving import serving


async def serve(app: ASGIApp, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        app: What answers.
        host: Address of the machine to listen on.
        port: The port.
        ready: Called when requests are answered.

    Raises:
        OSError: If the port is taken or may not be used.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows: Ctrl-C ends the loop itself
            break
    async with serving(app, host, port):
        ready()
        await stop.wait()
