"""The least bot that aiogram can make: it sends back what it gets. For `bench.telegram_load` only."""

import asyncio
import os
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text)


async def main(base_url: str) -> None:
    """Poll the Bot API at `base_url`, the address up to the token, which is in the environment."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(base_url.removesuffix("/bot")))
    await dispatcher.start_polling(Bot(os.environ["BENCH_TOKEN"], session=session))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
