"""The server as a process of its own, for benchmarks: `python -m tests.fake_telegram --port N --token T`.

It prints the base URL when it listens, and ends on SIGTERM or Ctrl-C. `control` tells how to use it.
"""

import argparse
import asyncio
import gc
import signal

from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.control import Control
from tests.fake_telegram.flood import FloodLimits


async def serve(arguments: argparse.Namespace) -> None:
    flood = FloodLimits(burst=arguments.burst) if arguments.flood else False
    async with FakeBotApi(arguments.token, port=arguments.port, flood=flood) as api:
        api.control = Control(api).answer
        if arguments.faults:
            api.faults.sometimes(arguments.faults, arguments.seed)
        print(api.base_url, flush=True)
        stopped = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        await stopped.wait()


if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 100)  # all calls and messages are kept: a sixth of the time went into looking at them
    parser = argparse.ArgumentParser(prog="python -m tests.fake_telegram", description="A fake Bot API server.")
    parser.add_argument("--port", type=int, default=0, help="0, the default: any that is free")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--flood", action="store_true", help="hold the bot to Telegram's limits on sending")
    parser.add_argument("--burst", type=int, default=1, help="so many may go to a private chat at once (with --flood)")
    parser.add_argument("--faults", type=float, default=0, help="the share of calls (0 to 1) that meets a fault")
    parser.add_argument("--seed", type=int, default=0, help="the same seed makes the same choices of faults")
    asyncio.run(serve(parser.parse_args()))
