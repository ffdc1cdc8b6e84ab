"""What administrators may ask: how the bot is doing, a fresh look at the knowledge, and what was asked in vain."""

import asyncio
import platform
import time
from dataclasses import replace

from bot import __version__
from bot.store.records import Changes
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.commands import ADMIN_NAMES, Call
from bot.surfaces.telegram.following import LONGEST_REPORT
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.texts import text_pages

ROWS = 15


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
        name, hint = ADMIN_NAMES[call.incoming.command or ""]
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
            concepts=len(knowledge.concepts),
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
        groups = await self._kit.store.unanswered(ROWS)
        if not groups:
            return self._kit.desk.say(call.language, "telegram_unanswered_none")
        rows = [
            self._kit.desk.say(
                call.language,
                "telegram_unanswered_row",
                question=group.question,
                people=group.people,
                times=group.times,
                last=group.last.isoformat(),
            )
            for group in groups
        ]
        return "\n".join([self._kit.desk.say(call.language, "telegram_unanswered"), *rows])

    async def _ratings(self, call: Call) -> str:
        """Tell how each fact was rated and why, and what was remarked."""
        desk, language = self._kit.desk, call.language
        lines = [
            desk.say(
                language,
                "telegram_ratings_row",
                fact=rated.fact,
                good=rated.good,
                bad=rated.bad,
                reasons="".join(
                    f"; {desk.say(language, f'button_{reason}')} ({count})" for reason, count in rated.reasons.items()
                ),
            )
            for rated in (await self._kit.store.feedback())[:ROWS]
        ]
        comments = await self._kit.store.comments(ROWS)
        if comments:
            lines.append(desk.say(language, "telegram_comments"))
        lines += [
            desk.say(language, "telegram_comments_row", day=comment.day.isoformat(), text=comment.text)
            for comment in comments
        ]
        return "\n".join([desk.say(language, "telegram_ratings" if lines else "telegram_ratings_none"), *lines])


def _duration(seconds: float) -> str:
    minutes = int(seconds) // 60
    days, minutes = divmod(minutes, 24 * 60)
    return f"{days} d {minutes // 60} h {minutes % 60} min"
