"""The bot's token, for a command that sends it to Telegram or opens the store with it."""

import os

from bot.commands.job import BAD_USE, Run, StopError
from bot.config import FILE_VARIABLE, TOKEN_VARIABLE
from bot.kb.ownership import is_ours


def find_token(job: Run) -> str:
    """Return the token from the environment, "" where there is none.

    The settings say where it goes, where the store is and who the admins are. So they have to be those that the user
    named, or the user's own: `config.yaml` counts wherever one happens to stand.

    Raises:
        StopError: If there is a token, and somebody else may have written the settings.
    """
    token = job.environ.get(TOKEN_VARIABLE, "").strip()
    if token and job.config is not None and not job.is_config_named and not _is_own(job.config):
        raise StopError(
            BAD_USE, job.say("foreign_settings", config=os.path.abspath(job.config), variable=FILE_VARIABLE)
        )
    return token


def _is_own(config: str) -> bool:
    """Tell whether nobody else can change the file, nor put another one in its place."""
    try:
        return is_ours(config) and is_ours(os.path.dirname(os.path.abspath(config)))
    except OSError:
        return False
