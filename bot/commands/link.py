"""Print links that open the bot on Telegram at a fact, a topic or in a language."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_knowledge
from bot.commands.job import BAD_USE, DONE, Run, StopError, build_assistant
from bot.commands.token_access import find_token
from bot.config import TOKEN_VARIABLE
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="of a fact, a topic or a language (default: all)")
    command.add_argument("--bot", metavar="NAME", help="the bot's user name (default: Telegram is asked)")
    command.add_argument("--qr", metavar="DIR", help=f"also draw a QR code of each link in this folder; {REPLACES}")
    command.add_argument("--format", choices=("svg", "png"), default="svg", help="of the QR codes (default: svg)")
    command.add_argument("--lang", choices=find_codes(), help="open in this language (default: the user's own)")
    add_knowledge(command)


def run(job: Run) -> int:
    """Print the links that open the bot at a fact, a topic or in a language; draw them as QR codes on request."""
    from bot.surfaces.links import TOPIC, address_of, find_targets, payload_of
    from bot.tools.qr import draw_codes

    _, knowledge = build_assistant(job)
    name = job.chosen.bot or _ask_name(job)
    wanted = {id_.removeprefix(TOPIC) for id_ in job.chosen.ids}
    targets = find_targets(knowledge, job.language, forced=job.chosen.lang is not None)
    found = [(target, words) for target, words in targets if not wanted or target.id in wanted]
    missing = wanted - {target.id for target, _ in found}
    if missing:
        raise StopError(BAD_USE, job.say("no_such_link", ids=", ".join(sorted(missing))))
    for target, words in found:
        print(f"{address_of(name, target)}  {words}")
    if job.chosen.qr:
        codes = {payload_of(target): address_of(name, target) for target, _ in found}
        try:
            draw_codes(codes, job.chosen.qr, job.chosen.format)
        except OSError as error:
            where = error.filename or job.chosen.qr
            raise StopError(BAD_USE, job.say("not_written", path=where, reason=error.strerror or error)) from None
        print(job.say("qr_written", count=len(codes), folder=job.chosen.qr))
    return DONE


def _ask_name(job: Run) -> str:
    """Ask Telegram for the name of the bot whose token is at hand."""
    import asyncio

    from bot.surfaces.telegram.client import NameUnknownError, ask_name, server_of

    token = find_token(job)
    if not token:
        raise StopError(BAD_USE, job.say("no_bot_name", variable=TOKEN_VARIABLE))
    if job.settings.telegram_base_url:
        print(job.say("token_goes_to", server=server_of(job.settings.telegram_base_url)), file=sys.stderr)
    try:
        return asyncio.run(ask_name(token, job.settings.telegram_base_url))
    except NameUnknownError:
        raise StopError(BAD_USE, job.say("no_bot_name", variable=TOKEN_VARIABLE)) from None
