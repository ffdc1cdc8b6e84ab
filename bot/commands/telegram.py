"""Answer on Telegram; the token comes from VRAAGBAAK_TELEGRAM_TOKEN, or from a file."""

import logging
from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge
from bot.commands.job import BAD_USE, DONE, Run, StopError, build_assistant, knowledge_folder, with_problems
from bot.commands.store_access import find_store_key, secret_of_store
from bot.commands.token_access import find_token
from bot.config import TOKEN_VARIABLE, Settings, find_store

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from bot.core.ranking.decide import Thresholds
    from bot.core.records.model import KnowledgeBase
    from bot.kb.reload import Version
    from bot.surfaces.telegram.following import Follow, News
    from bot.surfaces.telegram.kit import Desk, Options
    from bot.surfaces.telegram.running import Running


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--webhook", action="store_true", help="let Telegram bring the messages to webhook.url")
    add_knowledge(command)


def run(job: Run) -> int:
    """Answer on Telegram until stopped."""
    token = find_token(job)
    problems = [] if token else [job.say("no_token", variable=TOKEN_VARIABLE)]
    if job.chosen.webhook and not job.settings.webhook_url:
        problems.append(job.say("no_webhook_url", config=job.config or "config.yaml"))
    if problems:
        raise StopError(BAD_USE, "\n".join(problems))
    key = find_store_key(job)
    stop_while_starting()
    from bot.logs import start_logs
    from bot.store.fallback import SteadyStore
    from bot.store.store import Store
    from bot.surfaces.telegram.client import server_of
    from bot.surfaces.telegram.kit import Desk
    from bot.surfaces.telegram.running import TelegramStartError
    from bot.surfaces.telegram.service import Service

    start_logs(job.settings.log_format, job.settings.log_level)
    logging.getLogger(__name__).info("The token goes to %s", server_of(job.settings.telegram_base_url))
    address = find_store(job.settings, job.config, job.environ)
    _check_store(job, address)
    store = SteadyStore(
        Store(address, secret_of_store(token, key), keep_days=job.settings.keep_days),
        lambda *change: service.on_store_change(*change),
        is_shared=not _is_alone(job, address),
    )
    follow = _follow(job)
    desk = Desk(*build_assistant(job))
    try:
        running, options = _running(job, token, address), _options(job.settings)
        service = Service(running, desk, store, options, lambda: _reload(job), follow and follow(desk.knowledge))
        service.run()
    except TelegramStartError as error:
        raise StopError(BAD_USE, str(error)) from None
    return DONE


def _check_store(job: Run, address: str) -> None:
    """Stop where the store can never be opened; one that is only away for now does not stop the bot."""
    from bot.store.engine import DriverMissingError, make_engine
    from bot.store.records import StoreError

    try:
        make_engine(address)
    except DriverMissingError:
        raise StopError(BAD_USE, job.say("no_driver")) from None
    except StoreError as error:
        raise StopError(BAD_USE, str(error)) from None


def _is_alone(job: Run, store: str) -> bool:
    """Tell whether one process has the bot for itself: only one may fetch updates, but several have them delivered."""
    return not job.chosen.webhook or not store.startswith("postgresql")


def stop_while_starting() -> None:
    """Let the process end in order when it is told to before it has begun to work: nothing is under way then."""
    import signal

    def stop(*_: object) -> None:
        raise SystemExit(DONE)

    signal.signal(signal.SIGTERM, stop)


def _running(job: Run, token: str, store: str) -> "Running":
    from bot.surfaces.telegram.running import Address, Running

    settings = job.settings
    health = settings.health_listen
    return Running(
        token=token,
        base_url=settings.telegram_base_url,
        webhook_url=settings.webhook_url if job.chosen.webhook else None,
        webhook_listen=Address(*settings.webhook_listen),
        health_listen=Address(*health) if health else None,
        is_alone=_is_alone(job, store),
        secrets=tuple(filter(None, (store if "@" in store else "", find_store_key(job)))),
    )


def _options(settings: Settings) -> "Options":
    from bot.surfaces.telegram.kit import Options
    from bot.surfaces.telegram.pace import Limits

    return Options(
        language=settings.language,
        admins=settings.telegram_admins,
        chats=settings.telegram_chats,
        questions_per_minute=settings.telegram_questions_per_minute,
        longest_question=settings.telegram_longest_question,
        keep_days=settings.keep_days,
        limits=Limits(
            per_second=settings.telegram_messages_per_second,
            chat_seconds=settings.telegram_seconds_between,
            group_per_minute=settings.telegram_group_messages_per_minute,
        ),
    )


def _follow(job: Run) -> "Callable[[KnowledgeBase], Follow] | None":
    """Look at the folder before it is loaded; return what follows it from the knowledge base in use on."""
    from bot.kb.reload import Follower

    if job.settings.reload == "false":
        return None
    follower = Follower(knowledge_folder(job), polling=job.settings.reload == "poll")

    def from_live(live: "KnowledgeBase") -> "Follow":
        thresholds = job.settings.thresholds
        return lambda take, tell: follower.start(live, lambda version: take(news_of(version, thresholds)), tell)

    return from_live


def news_of(version: "Version", thresholds: "Thresholds") -> "News":
    """Turn what was read into what the bot uses or tells."""
    from bot.core.assistant import Assistant
    from bot.kb.problems import as_text
    from bot.surfaces.telegram.following import News
    from bot.surfaces.telegram.kit import Desk

    desk = None
    if version.knowledge is not None:
        desk = Desk(Assistant(version.knowledge, thresholds, version.tables), version.knowledge)
    problems = tuple(map(as_text, version.problems))
    return News(desk=desk, problems=problems, is_mended=version.is_mended, key=version.key)


def _reload(job: Run) -> "Desk | str":
    """Read the knowledge base anew; return it, or what is wrong with it."""
    from bot.core.assistant import Assistant
    from bot.kb.reload import read_now
    from bot.surfaces.telegram.kit import Desk

    loaded = read_now(knowledge_folder(job))
    if loaded.knowledge is None:
        return with_problems(job.say("knowledge_errors"), loaded.problems)
    return Desk(Assistant(loaded.knowledge, job.settings.thresholds, loaded.tables), loaded.knowledge)
