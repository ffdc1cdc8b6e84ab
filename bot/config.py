"""Settings: a default for every key, and the file that may say otherwise. Secrets never stand in that file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.ranking.decide import Thresholds
from bot.secret import CREDENTIALS_VARIABLE, FILE_SUFFIX, find_secret

if TYPE_CHECKING:
    from bot.kb.problems import Problem

DEFAULT_FILE = "config.yaml"
FILE_VARIABLE = "VRAAGBAAK_CONFIG"
TOKEN_VARIABLE = "VRAAGBAAK_TELEGRAM_TOKEN"
STORE_VARIABLE = "VRAAGBAAK_STORE"
STORE_KEY_VARIABLE = "VRAAGBAAK_STORE_KEY"
SECRETS = (  # of the environment, and where they are; an address of a store may have a password in it
    *(TOKEN_VARIABLE, STORE_VARIABLE, STORE_KEY_VARIABLE),
    *(TOKEN_VARIABLE + FILE_SUFFIX, STORE_VARIABLE + FILE_SUFFIX, STORE_KEY_VARIABLE + FILE_SUFFIX),
    CREDENTIALS_VARIABLE,
)
STORE_FILE = "vraagbaak.sqlite3"
HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set. `config.example.yaml` tells what each key is for."""

    language: str = "nl"  # of an answer to a message that shows none
    knowledge: str = ""  # folder of the knowledge base; "": the one that is shipped with the program
    reload: str = "true"  # follow changes of that folder; "poll": by comparing the files; "false": not
    thresholds: Thresholds = field(default_factory=Thresholds)
    store: str = ""  # file or PostgreSQL address; "": a file of its own
    keep_days: int = 90  # how long what people leave behind is kept
    telegram_base_url: str | None = None  # None: Telegram's own server
    telegram_plain_http: bool = False  # to a Bot API server on another machine, over which the token travels readable
    telegram_admins: frozenset[int] = frozenset()  # user ids
    telegram_chats: frozenset[int] = frozenset()  # the only chats that are answered; empty: all
    telegram_questions_per_minute: int = 60  # of one user; 0: without limit
    telegram_longest_question: int = 1000  # characters
    telegram_messages_per_second: int = 30  # that the bot sends in all; 0: without limit
    telegram_seconds_between: float = 1.0  # two messages to one chat
    telegram_group_messages_per_minute: int = 20  # 0: without limit
    webhook_url: str | None = None
    webhook_listen: tuple[str, int] = ("127.0.0.1", 8080)
    health_listen: tuple[str, int] | None = None  # None: off
    web_listen: tuple[str, int] = ("127.0.0.1", 8765)
    web_url: str | None = None  # where the pages are found from outside
    web_name: str | None = None  # what stands above every page; None: the name of the bot
    web_colour: str | None = None  # of links and buttons, as "#rrggbb"; None: that of the style
    web_logo: str | None = None  # path of a picture beside the name
    web_hsts: bool = False  # tell browsers to come by https alone
    web_sites: tuple[str, ...] = ()  # origins of the other sites that may show the chat
    web_proxies: tuple[str, ...] = ()  # addresses of the web servers in front
    log_format: str = "text"  # or "json"
    log_level: str = "info"
    terminal_history: bool = False  # keep what is typed in `vraagbaak chat` in a file


Configured = tuple[Settings, "tuple[Problem, ...]"]
"""Settings without problems, or the defaults and at least one problem."""


def find_config(chosen: str | None, environ: Mapping[str, str]) -> str | None:
    """Return the path of the file with settings: the chosen one, that of the environment, or `config.yaml` if any."""
    named = chosen or environ.get(FILE_VARIABLE)
    if named:
        return named
    return DEFAULT_FILE if os.path.isfile(DEFAULT_FILE) else None


def find_store(settings: Settings, config: str | None, environ: Mapping[str, str]) -> str:
    """Return the file or address of the store: that of the environment, of the settings, or a file of its own.

    That file stands in the folder that systemd keeps for a unit, else beside the file with the settings, else in the
    user's folder for such things.

    Raises:
        SecretError: If the environment names a file with the address, and that cannot be used.
    """
    named = find_secret(STORE_VARIABLE, environ) or settings.store
    if named:
        return named
    if environ.get("STATE_DIRECTORY"):  # of a systemd unit
        return os.path.join(environ["STATE_DIRECTORY"].partition(":")[0], STORE_FILE)
    if config is not None:
        return os.path.join(os.path.dirname(config), STORE_FILE)
    base = environ.get("XDG_STATE_HOME", "")
    folder = base if os.path.isabs(base) else os.path.expanduser("~/.local/state")
    return os.path.join(folder, "vraagbaak", STORE_FILE)


def find_knowledge() -> str:
    """Return the folder of the program's own knowledge base: in the package, or beside it in a checkout."""
    shipped = os.path.join(HERE, "knowledge")
    return shipped if os.path.isdir(shipped) else os.path.join(os.path.dirname(HERE), "knowledge")


def load_settings(path: str | None) -> Configured:
    """Read the settings from a file, every problem in one run; without a path, all have their defaults."""
    if path is None:
        return Settings(), ()
    from bot.config_file import read_settings  # brings the YAML library along, which only such a file needs

    return read_settings(path)
