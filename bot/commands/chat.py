"""Hold a conversation in the terminal."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, add_language
from bot.commands.job import DONE, Run, build_assistant

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    add_day(command)
    add_knowledge(command)
    add_language(command)


def run(job: Run) -> int:
    """Hold a conversation: with line editing in a terminal, plainly on a pipe."""
    import time

    from bot.surfaces import terminal

    assistant, knowledge = build_assistant(job)
    session = terminal.Chat(
        assistant,
        knowledge,
        time.monotonic,
        lambda: job.as_of,
        language=job.language,
        forced=job.chosen.lang,
        width=terminal.window_width,
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or job.environ.get("TERM") == "dumb":
        prompt = terminal.PROMPT if sys.stdin.isatty() else ""
        terminal.run_chat(session, terminal.piped_lines(prompt), terminal.write_plain)
        return DONE
    history = terminal.history_file(job.environ) if job.settings.terminal_history else None
    write = terminal.write_plain if job.environ.get("NO_COLOR") else terminal.write_styled
    terminal.run_chat(session, terminal.typed_lines(history), write)
    return DONE
