"""The least bot that python-telegram-bot can make: it sends back what it gets. For `bench.telegram_load` only."""

import os
import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text:
        await update.message.reply_text(update.message.text)


def main(base_url: str) -> None:
    """Poll the Bot API at `base_url`, the address up to the token, which is in the environment."""
    application = ApplicationBuilder().token(os.environ["BENCH_TOKEN"]).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1])
