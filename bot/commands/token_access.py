"""The bot's token, for a command that sends it to Telegram or opens the store with it."""

import os
from collections.abc import Mapping

from bot.commands.job import BAD_USE, Run, StopError
from bot.config import FILE_VARIABLE, TOKEN_VARIABLE
from bot.kb.ownership import is_ours
from bot.secret import find_secret


def find_token(job: Run) -> str:
    """Return the token from the environment or a file, "" where there is none.

    The settings say where it goes, where the store is and who the admins are. So they have to be those that the user
    named, or the user's own: `config.yaml` counts wherever one happens to stand, also in what somebody else made.

    Raises:
        StopError: If there is a token, and somebody else may have written the settings.
        SecretError: If the file with the token cannot be used.
    """
    token = find_secret(TOKEN_VARIABLE, job.environ)
    if token and job.config is not None and not job.is_config_named and not _is_own(job.config, job.environ):
        raise StopError(
            BAD_USE, job.say("foreign_settings", config=os.path.abspath(job.config), variable=FILE_VARIABLE)
        )
    return token


def _is_own(config: str, environ: Mapping[str, str]) -> bool:
    """Tell whether nobody else can change the file or put another in its place, and it did not come with a clone."""
    from bot.kb.revision import is_committed

    try:
        is_private = is_ours(config) and is_ours(os.path.dirname(os.path.abspath(config)))
    except OSError:
        return False
    return is_private and not is_committed(config, environ)
