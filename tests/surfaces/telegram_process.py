"""The Telegram surface as a process of its own: `python -m tests.surfaces.telegram_process TOKEN BASE_URL`.

It logs all that it may to standard error. When it cannot start it prints one sentence, logs its traceback too (which
the command line does not), and ends with 3.
"""

import logging
import sys

from bot.surfaces.telegram import TelegramStartError, build_application, run_polling
from tests.surfaces.scripted import PHRASES, ScriptedAssistant

if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    token, base_url = sys.argv[1:]
    try:
        run_polling(build_application(token, ScriptedAssistant(), PHRASES, base_url=base_url))
    except TelegramStartError as error:
        print(error)
        logging.exception("No start")
        sys.exit(3)
