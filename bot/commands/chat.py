"""Hold a conversation in the terminal."""

import sys
from collections import deque
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, add_language
from bot.commands.job import DONE, Run, build_assistant, knowledge_folder

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator

    from bot.core.records.model import KnowledgeBase
    from bot.kb.reload import Version
    from bot.surfaces.terminal import Renewal


def add_arguments(command: "ArgumentParser") -> None:
    add_day(command)
    add_knowledge(command)
    add_language(command)


def run(job: Run) -> int:
    """Hold a conversation: with line editing in a terminal, plainly on a pipe."""
    import time

    from bot.surfaces import terminal

    is_typed = sys.stdin.isatty() and sys.stdout.isatty()
    follow = _follow(job) if is_typed else None
    assistant, knowledge = build_assistant(job)
    session = terminal.Chat(
        assistant,
        knowledge,
        time.monotonic,
        lambda: job.as_of,
        language=job.language,
        forced=job.chosen.lang,
        width=terminal.window_width,
        renewals=follow(knowledge) if follow else tuple,
    )
    if not is_typed or job.environ.get("TERM") == "dumb":
        prompt = terminal.PROMPT if sys.stdin.isatty() else ""
        terminal.run_chat(session, terminal.piped_lines(prompt), terminal.write_plain)
        return DONE
    history = terminal.history_file(job.environ) if job.settings.terminal_history else None
    write = terminal.write_plain if job.environ.get("NO_COLOR") else terminal.write_styled
    terminal.run_chat(session, terminal.typed_lines(history), write)
    return DONE


def _follow(job: Run) -> "Callable[[KnowledgeBase], Callable[[], Iterator[Renewal]]] | None":
    """Look at the folder before it is loaded; return what follows it from the knowledge base in use on."""
    from bot.kb.reload import Follower

    if job.settings.reload == "false":
        return None
    follower = Follower(knowledge_folder(job), polling=job.settings.reload == "poll")
    versions: deque[Version] = deque()

    def from_live(live: "KnowledgeBase") -> "Callable[[], Iterator[Renewal]]":
        follower.start(live, versions.append, lambda warning: None)  # it ends with the program
        return lambda: _taken(job, versions)

    return from_live


def _taken(job: Run, versions: "deque[Version]") -> "Iterator[Renewal]":
    """Yield what has come since the last question, and forget it."""
    from bot.core.assistant import Assistant
    from bot.kb.problems import as_text
    from bot.surfaces.terminal import Renewal

    while versions:
        version = versions.popleft()
        knowledge, assistant = version.knowledge, None
        if knowledge is not None:
            assistant = Assistant(knowledge, job.settings.thresholds, version.tables)
        problems = tuple(map(as_text, version.problems))
        yield Renewal(assistant=assistant, knowledge=knowledge, problems=problems, is_mended=version.is_mended)
