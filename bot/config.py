"""Settings: a default for every key, and the file that may say otherwise. Secrets come from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.decide import Thresholds

if TYPE_CHECKING:
    from bot.kb.problems import Problem

DEFAULT_FILE = "config.yaml"
FILE_VARIABLE = "VRAAGBAAK_CONFIG"
TOKEN_VARIABLE = "VRAAGBAAK_TELEGRAM_TOKEN"
HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that can be set. `config.example.yaml` tells what each key is for."""

    language: str = "nl"  # of an answer to a message that shows none
    knowledge: str = ""  # folder of the knowledge base; "": the one that is shipped with the program
    thresholds: Thresholds = field(default_factory=Thresholds)
    telegram_base_url: str | None = None  # None: Telegram's own server
    terminal_history: bool = False  # keep what is typed in `vraagbaak chat` in a file


Configured = tuple[Settings, "tuple[Problem, ...]"]
"""Settings without problems, or the defaults and at least one problem."""


def find_config(chosen: str | None, environ: Mapping[str, str]) -> str | None:
    """Return the path of the file with settings: the chosen one, that of the environment, or `config.yaml` if any."""
    named = chosen or environ.get(FILE_VARIABLE)
    if named:
        return named
    return DEFAULT_FILE if os.path.isfile(DEFAULT_FILE) else None


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
