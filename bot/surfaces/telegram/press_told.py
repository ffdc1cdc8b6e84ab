"""The buttons below a fact: its source, why it was given, the same in another language, and what one thinks of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.core.model import Line
from bot.store.records import Changes, Feedback
from bot.surfaces.links import find_id
from bot.surfaces.reasons import reason_lines
from bot.surfaces.render import MESSAGE_LENGTH, clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.keyboards import below_fact, copying, label_of, with_rating, with_reasons, without
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.marks import Told, find_told
from bot.surfaces.telegram.press import Press, Pressing
from bot.surfaces.telegram.sender import Button, Outgoing
from bot.surfaces.telegram.taps import REASONS

Do = Callable[[Press, Told], Awaitable[Changes]]


class ToldPresses(Pressing):
    """Carries out what a button below a fact asks for."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        super().__init__(kit, answering)
        self._actions: Mapping[str, Do] = {
            "source": self._source,
            "why": self._why,
            "turn": self._turn,
            "good": self._good,
            "bad": self._bad,
            "back": self._back,
            "reason": self._reason,
        }

    async def run(self, press: Press) -> Changes:
        """Do something with the figures of a message; where they are others by now, say so and tell these."""
        tap, desk = press.tap, self._kit.desk
        id_ = find_id(tap.subject, desk.facts)
        if id_ is None:
            return await self.toast(press, "telegram_fact_gone")
        told = find_told(desk.facts[id_], tap.mark.partition(".")[0])
        if told is not None:
            return await self._actions[tap.action](press, told)
        await self.answer(press.query)
        answer = desk.assistant.tell(id_, tap.language)
        notice = Line("missing", desk.say(tap.language, "telegram_fact_changed"))
        return await self.tell_anew(press, replace(answer, lines=(notice, *answer.lines)))

    async def _source(self, press: Press, told: Told) -> Changes:
        """Add the source in full, with a button that copies the statement and its source."""
        desk, language = self._kit.desk, press.tap.language
        answer = desk.assistant.tell(told.fact.id, language, told.rows, calculated=told.calculated)
        statement, citation = (
            " ".join(line.text for line in shown_lines(answer) if line.role == role)
            for role in ("headline", "citation")
        )
        heading = label_of(press.keyboard, press.query.data or "") or desk.say(language, "button_source")
        lines = (Line("headline", heading), *self._answering.references(answer))
        await self._add(press, lines, copying(statement, citation, language, desk))
        return press.unchanged()

    async def _why(self, press: Press, told: Told) -> Changes:
        """Add how the question was read, as far as it is still remembered, and what the fact is about."""
        desk, language = self._kit.desk, press.tap.language
        record = await self._kit.store.find_answer(press.chat, press.message)
        query = record.after.query if record and told.fact.id in record.after.facts else None
        lines = reason_lines(told.fact, told.rows, query.readings if query else (), desk.knowledge, language)
        await self._add(press, lines, None)
        return press.unchanged()

    async def _add(self, press: Press, lines: tuple[Line, ...], instead: Button | None) -> None:
        """Add lines below a message, a button in place of the tapped one; else say them in a message of their own."""
        await self.answer(press.query)
        data = press.query.data or ""
        if press.html is not None and label_of(press.keyboard, data) is None:
            return  # they were added before
        (added, *more) = telegram_pages(tuple(clean_lines(lines)))
        html = f"{press.html}\n\n{added}"
        if press.html is not None and not more and len(html) <= MESSAGE_LENGTH:
            keyboard = without(press.keyboard, data, instead)
            await self._kit.sender.edit(press.chat, press.message, Outgoing(html=html, keyboard=keyboard))
        else:
            await self._answering.send(press.place, (added, *more), [[instead]] if instead else None)

    async def _turn(self, press: Press, told: Told) -> Changes:
        """Tell the same in the language of the button."""
        await self.answer(press.query)
        desk, language = self._kit.desk, press.tap.language
        answer = desk.assistant.tell(told.fact.id, language, told.rows, calculated=told.calculated)
        pages = telegram_pages(shown_lines(answer))
        keyboard = below_fact(told, language, desk)
        if len(pages) == 1:
            await self._kit.sender.edit(press.chat, press.message, Outgoing(html=pages[0], keyboard=keyboard))
        else:
            await self._answering.send(press.place, pages, keyboard)
        return press.unchanged()

    # --- feedback

    async def _good(self, press: Press, told: Told) -> Changes:
        await self.toast(press, "telegram_rated_good")
        return self._rated(press, Feedback(fact=told.fact.id, rating="good", reason=None, answer=press.message))

    async def _bad(self, press: Press, told: Told) -> Changes:
        """Keep that it is bad, and ask why."""
        await self.toast(press, "telegram_rated_bad")
        keyboard = with_reasons(press.keyboard, told, press.tap.language, self._kit.desk)
        await self._kit.sender.edit_keyboard(press.chat, press.message, keyboard)
        return self._rated(press, Feedback(fact=told.fact.id, rating="bad", reason=None, answer=press.message))

    async def _back(self, press: Press, told: Told) -> Changes:
        """Take the rating back."""
        await self.answer(press.query)
        await self._show_rating(press, told)
        return replace(press.unchanged(), feedback=Feedback(fact=told.fact.id, rating="none", answer=press.message))

    async def _reason(self, press: Press, told: Told) -> Changes:
        await self.toast(press, "telegram_rated_reason")
        await self._show_rating(press, told)
        place = press.tap.mark.rpartition(".")[2]
        reason = REASONS[int(place)] if place in map(str, range(len(REASONS))) else None
        return self._rated(press, Feedback(fact=told.fact.id, rating="bad", reason=reason, answer=press.message))

    async def _show_rating(self, press: Press, told: Told) -> None:
        keyboard = with_rating(press.keyboard, told, press.tap.language, self._kit.desk)
        await self._kit.sender.edit_keyboard(press.chat, press.message, keyboard)

    def _rated(self, press: Press, feedback: Feedback) -> Changes:
        self._kit.counts.feedback[feedback.rating] = self._kit.counts.feedback.get(feedback.rating, 0) + 1
        return replace(press.unchanged(), feedback=feedback)
