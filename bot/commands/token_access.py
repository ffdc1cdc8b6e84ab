"""The bot's token and other secrets, for a command that sends them somewhere or opens the store with them."""

import os
from collections.abc import Mapping

from bot.commands.job import BAD_USE, Run, StopError
from bot.config import FILE_VARIABLE, TOKEN_VARIABLE
from bot.kb.ownership import is_ours
from bot.secret import find_secret


def find_token(job: Run) -> str:
    """Return the token of the Telegram bot, as `find_secret_of` does."""
    return find_secret_of(job, TOKEN_VARIABLE)


def find_secret_of(job: Run, variable: str) -> str:
    """Return a secret from the environment or a file, "" where there is none.

    The settings say where the token goes, where the store is and who the admins are. So they have to be those that the
    user named, or the user's own: `config.yaml` counts wherever one happens to stand, also in what somebody else made.

    Raises:
        StopError: If there is one, and somebody else may have written the settings.
        SecretError: If the file with the secret cannot be used.
    """
    secret = find_secret(variable, job.environ)
    if secret and job.config is not None and not job.is_config_named and not _is_own(job.config, job.environ):
        raise StopError(
            BAD_USE, job.say("foreign_settings", config=os.path.abspath(job.config), variable=FILE_VARIABLE)
        )
    return secret


def _is_own(config: str, environ: Mapping[str, str]) -> bool:
    """Tell whether nobody else can change the file or put another in its place, and it did not come with a clone."""
    from bot.kb.revision import is_committed

    try:
        is_private = is_ours(config) and is_ours(os.path.dirname(os.path.abspath(config)))
    except OSError:
        return False
    return is_private and not is_committed(config, environ)
