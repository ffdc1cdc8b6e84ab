"""What every command is given, and what several of them need."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.config import FILE_VARIABLE, Settings, find_config, find_knowledge, load_settings
from bot.secret import SecretError

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from bot.core.assistant import Assistant
    from bot.core.records.model import KnowledgeBase
    from bot.kb.problems import Problem

DONE, FAULTY, BAD_USE = 0, 1, 2


class StopError(Exception):
    """The command cannot go on; the arguments are the exit code and what to tell the user."""


class Run:
    """What every command is given."""

    def __init__(
        self, chosen: "Namespace", settings: Settings, environ: Mapping[str, str], config: str | None = None
    ) -> None:
        self.chosen = chosen
        self.settings = settings
        self.environ = environ
        self.config = config  # the file that the settings were read from

    @property
    def is_config_named(self) -> bool:
        """Whether the user said which file the settings are in; else it is the one of the current folder."""
        return bool(getattr(self.chosen, "config", None) or self.environ.get(FILE_VARIABLE))

    @property
    def language(self) -> str:
        """The language of the program's own words to the user."""
        from bot.surfaces.terminal_texts import find_language

        return getattr(self.chosen, "lang", None) or find_language(self.environ) or self.settings.language

    @property
    def as_of(self) -> "date":
        """The day that "vorig jaar" is counted from: that of --as-of, else today."""
        from datetime import date

        return getattr(self.chosen, "as_of", None) or date.today()

    def say(self, name: str, **fields: object) -> str:
        """Return one of the program's own texts in the user's language."""
        from bot.surfaces.terminal_texts import text

        return text(self.language, name, **fields)


Command = Callable[[Run], int]


def run(command: Command, chosen: "Namespace", environ: Mapping[str, str]) -> int:
    """Read the settings and run a command. What keeps it from going on is told on standard error."""
    config = find_config(chosen.config, environ)
    settings, problems = load_settings(config)
    job = Run(chosen, settings, environ, config)
    try:
        if problems:
            raise StopError(BAD_USE, with_problems(job.say("settings_errors"), problems))
        return command(job)
    except StopError as stop:
        code, message = stop.args
        print(message, file=sys.stderr)
        return int(code)
    except SecretError as error:
        path, reason = error.args
        name = "secret_unreadable" if reason else "secret_faulty"
        print(job.say(name, path=path, reason=reason), file=sys.stderr)
        return BAD_USE
    except OSError:
        raise  # of the output; the caller knows what to do
    except Exception as error:
        from bot.surfaces.log_privacy import describe  # no words of the user in a log

        print(f"{job.say('failed')} ({describe(error)})", file=sys.stderr)
        return FAULTY


def build_assistant(job: Run) -> tuple["Assistant", "KnowledgeBase"]:
    """Load the knowledge base and build the assistant on it; with problems, tell all of them and stop."""
    import gc

    from bot.core.assistant import Assistant
    from bot.kb.load import load_knowledge

    gc.disable()  # all that is loaded here stays, so there is no rubbish to look for
    try:
        loaded = load_knowledge(knowledge_folder(job))
        if loaded.knowledge is None:
            raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), loaded.problems))
        return Assistant(loaded.knowledge, job.settings.thresholds, loaded.tables), loaded.knowledge
    finally:
        gc.freeze()
        gc.enable()


def load_whole(job: Run, folder: str | None = None, *, use_cache: bool = True) -> "KnowledgeBase":
    """Load the knowledge base for a command that tells about it; with problems, tell all of them and stop.

    Args:
        job: What every command is given.
        folder: As its files are named in what is told; None: as the settings have it.
        use_cache: Whether the compiled copy will do, which lacks most labels.
    """
    from bot.kb.load import load_knowledge

    loaded = load_knowledge(folder or knowledge_folder(job), use_cache=use_cache)
    if loaded.knowledge is None:
        raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), loaded.problems))
    return loaded.knowledge


def knowledge_folder(job: Run) -> str:
    """Return the folder of the knowledge base: that of the command line, of the settings, or the program's own."""
    return getattr(job.chosen, "knowledge", None) or job.settings.knowledge or find_knowledge()


def near(directory: str) -> str:
    """Return a folder below the current one as it would be typed, for messages that a maintainer clicks on."""
    here = os.getcwd() + os.sep
    return directory.removeprefix(here)


def with_problems(opening: str, problems: Sequence["Problem"]) -> str:
    from bot.kb.problems import as_text

    return "\n".join([opening, *map(as_text, problems)])
