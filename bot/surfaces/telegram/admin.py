"""What administrators may ask: how the bot is doing, a fresh look at the knowledge, and what was asked in vain."""

import asyncio
import platform
import time
from dataclasses import replace

from bot import __version__
from bot.core.records.ways import own_concepts
from bot.store.records import Changes
from bot.surfaces.ratings import find_rated
from bot.surfaces.reports import Writer
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.commands import Call
from bot.surfaces.telegram.following import LONGEST_REPORT
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.texts import text_pages
from bot.surfaces.unanswered import find_vain

ROWS = 15
MOST_GROUPS = 500  # of questions that are put to the knowledge again


class Admin:
    """Carries out the commands of administrators."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        self._kit = kit
        self._answering = answering

    async def run(self, call: Call) -> Changes:
        """Carry out a command; whoever calls this has made sure that it comes from an administrator."""
        reports = {
            "status": self._status,
            "reload": self._reload,
            "unanswered": self._unanswered,
            "ratings": self._ratings,
        }
        name, hint = self._kit.desk.admin_names[call.incoming.command or ""]
        language = self._kit.language_for(call.remembered, call.incoming.app_language, hint)
        text = await reports[name](replace(call, language=language))
        await self._answering.send(Place.of(call.incoming), text_pages(text))
        return Changes(chat=call.incoming.chat, user=call.incoming.user)

    async def _status(self, call: Call) -> str:
        kit, counts = self._kit, self._kit.counts
        knowledge = kit.desk.knowledge
        answered = counts.answers.get("answer", 0)
        rows = await kit.store.size()
        return kit.desk.say(
            call.language,
            "telegram_status",
            version=__version__,
            python=platform.python_version(),
            facts=len(knowledge.facts),
            concepts=len(own_concepts(knowledge)),
            sources=len(knowledge.sources),
            uptime=_duration(time.time() - kit.started),
            questions=counts.questions,
            answered=answered,
            nearby=counts.answers.get("nearby", 0),
            abstained=counts.answers.get("abstain", 0),
            errors=counts.errors,
            limited=counts.limited,
            inline=counts.inline,
            good=counts.feedback.get("good", 0),
            bad=counts.feedback.get("bad", 0),
            store=", ".join(f"{name} {count}" for name, count in rows.items()) or "-",
        )

    async def _reload(self, call: Call) -> str:
        """Replace the knowledge between two questions; a faulty one never replaces a good one."""
        found = await asyncio.to_thread(self._kit.reload)
        if isinstance(found, str):
            return self._kit.desk.say(call.language, "telegram_reload_failed") + "\n" + found[:LONGEST_REPORT]
        self._kit.replace_desk(found)
        return found.say(call.language, "telegram_reloaded", facts=len(found.knowledge.facts))

    async def _unanswered(self, call: Call) -> str:
        """Put what was asked in vain to the knowledge again, off the event loop, and tell what has still no answer."""
        desk = self._kit.desk
        groups = await self._kit.store.unanswered(MOST_GROUPS)
        found = await asyncio.to_thread(find_vain, groups, desk.assistant)
        shown = [vain for vain in found if not vain.is_answered][:ROWS]
        answered = [vain for vain in found if vain.is_answered][:ROWS]
        return Writer(desk.knowledge, call.language).unanswered_text([*shown, *answered])

    async def _ratings(self, call: Call) -> str:
        """Tell how each fact was rated and why, and what was remarked."""
        desk, store = self._kit.desk, self._kit.store
        found = find_rated(await store.feedback(), await store.rated_questions(), desk.facts)[:ROWS]
        return Writer(desk.knowledge, call.language).ratings_text(found, await store.comments(ROWS))


def _duration(seconds: float) -> str:
    minutes = int(seconds) // 60
    days, minutes = divmod(minutes, 24 * 60)
    return f"{days} d {minutes // 60} h {minutes % 60} min"
