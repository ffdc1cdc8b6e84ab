"""The buttons below a fact: its source, why it was given, the same in another language, and what one thinks of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.records.model import Line, in_language
from bot.store.memory import REMEMBERED, Recent
from bot.store.records import Changes, Feedback
from bot.surfaces.links import find_id
from bot.surfaces.reasons import reason_lines
from bot.surfaces.render import MESSAGE_LENGTH, clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.keyboards import (
    below_fact,
    copying,
    forms_of,
    label_of,
    tells,
    with_attaching,
    with_rating,
    with_reasons,
    with_row,
    without,
)
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.marks import Told, find_told
from bot.surfaces.telegram.press import Press, Pressing
from bot.surfaces.telegram.sender import Button, Outgoing
from bot.surfaces.telegram.taps import REASONS

RATES = ("good", "bad", "back", "reason", "attach")
"""The actions that change a rating."""

Do = Callable[[Press, Told], Awaitable[Changes]]


class ToldPresses(Pressing):
    """Carries out what a button below a fact asks for."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        super().__init__(kit, answering)
        self._counted: Recent[tuple[int, str], str] = Recent(REMEMBERED)  # by person and fact
        self._actions: Mapping[str, Do] = {
            "source": self._source,
            "why": self._why,
            "chart": self._chart,
            "bibtex": self._file,
            "ris": self._file,
            "csl": self._file,
            "turn": self._turn,
            "good": self._good,
            "bad": self._bad,
            "back": self._back,
            "reason": self._reason,
            "attach": self._attach,
        }

    async def run(self, press: Press) -> Changes:
        """Do something with the figures of a message; where they are others by now, say so and tell these."""
        tap, desk = press.tap, self._kit.desk
        id_ = find_id(tap.subject, desk.facts)
        if id_ is None:
            return await self.toast(press, "telegram_fact_gone")
        told = find_told(desk.facts[id_], tap.mark.partition(".")[0])
        if told is not None and tap.action in RATES and not await self._is_told(press, told):
            return await self.toast(press, "telegram_old_button")
        if told is not None:
            return await self._actions[tap.action](press, told)
        await self.answer(press.query)
        answer = desk.assistant.tell(id_, tap.language, as_of=date.today())
        notice = Line("missing", desk.say(tap.language, "telegram_fact_changed"))
        return await self.tell_anew(press, replace(answer, lines=(notice, *answer.lines)))

    async def _is_told(self, press: Press, told: Told) -> bool:
        """Tell whether the message of a button tells its fact: an app that is not Telegram's may send any data."""
        if tells(press.keyboard, told):
            return True
        record = await self._kit.store.find_answer(press.chat, press.message)
        return record is not None and told.fact.id in record.after.facts

    async def _source(self, press: Press, told: Told) -> Changes:
        """Add the source in full, with a button that copies the statement and its source."""
        desk, language = self._kit.desk, press.tap.language
        answer = desk.assistant.tell(told.fact.id, language, told.rows, calculated=told.calculated, as_of=date.today())
        shown = shown_lines(answer)
        statement, citation = (
            " ".join(line.text for line in shown if line.role == role) for role in ("headline", "citation")
        )
        counted = counted_line(shown, told, language)
        heading = label_of(press.keyboard, press.query.data or "") or desk.say(language, "button_source")
        lines = (Line("headline", heading), *await self._answering.references(answer))
        copy = copying(statement, counted, citation, language, desk)
        number = heading.rpartition(" ")[2]
        forms = forms_of(told, language, desk, number if number.isdecimal() else "")
        await self._add(press, lines, copy, forms)
        return press.unchanged()

    async def _chart(self, press: Press, told: Told) -> Changes:
        """Send the chart of all periods of the fact; who replies to it goes on from the answer above it."""
        chart = self._kit.desk.assistant.chart(told.fact.id, press.tap.language)
        if chart is None:
            return await self.toast(press, "chart_none")
        await self.answer(press.query)
        picture = await self._answering.files.send_chart(press.place, told.fact.id, press.tap.language)
        record = await self._kit.store.find_answer(press.chat, press.message)
        if picture is None or record is None:
            return press.unchanged()
        return replace(press.unchanged(), answer=replace(record, question=picture, answers=(picture,)))

    async def _file(self, press: Press, told: Told) -> Changes:
        """Send the references of the rows told as a file."""
        await self.answer(press.query)
        sources = [id_ for row in told.rows for id_ in row.sources]
        file_format = {"csl": "csl-json"}.get(press.tap.action, press.tap.action)
        await self._answering.files.send_references(press.place, sources, press.tap.language, file_format)
        return press.unchanged()

    async def _why(self, press: Press, told: Told) -> Changes:
        """Add how the question was read, as far as it is still remembered, and what the fact is about."""
        desk, language = self._kit.desk, press.tap.language
        record = await self._kit.store.find_answer(press.chat, press.message)
        query = record.after.query if record and told.fact.id in record.after.facts else None
        lines = reason_lines(told.fact, told.rows, query.readings if query else (), desk.knowledge, language)
        await self._add(press, lines, None)
        return press.unchanged()

    async def _add(
        self, press: Press, lines: tuple[Line, ...], instead: Button | None, more_buttons: Sequence[Button] = ()
    ) -> None:
        """Add lines below a message, a button in place of the tapped one; else say them in a message of their own.

        A row with more buttons comes below the first one.
        """
        await self.answer(press.query)
        data = press.query.data or ""
        if press.html is not None and label_of(press.keyboard, data) is None:
            return  # they were added before
        (added, *more) = telegram_pages(tuple(clean_lines(lines)))
        html = f"{press.html}\n\n{added}"
        if press.html is not None and not more and len(html) <= MESSAGE_LENGTH:
            keyboard = with_row(without(press.keyboard, data, instead), more_buttons)
            await self._kit.sender.edit(press.chat, press.message, Outgoing(html=html, keyboard=keyboard))
        else:
            below = with_row([[instead]] if instead else [], more_buttons)
            await self._answering.send(press.place, (added, *more), below or None)

    async def _turn(self, press: Press, told: Told) -> Changes:
        """Tell the same in the language of the button."""
        await self.answer(press.query)
        desk, language = self._kit.desk, press.tap.language
        answer = desk.assistant.tell(told.fact.id, language, told.rows, calculated=told.calculated, as_of=date.today())
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
        """Keep the reason, and offer whoever asked the question to let it go with that."""
        await self.toast(press, "telegram_rated_reason")
        place = press.tap.mark.rpartition(".")[2]
        if self._kit.question_of(press.chat, press.message, press.query.from_user.id) is None:
            await self._show_rating(press, told)
        else:
            keyboard = with_attaching(press.keyboard, told, press.tap.language, self._kit.desk, place)
            await self._kit.sender.edit_keyboard(press.chat, press.message, keyboard)
        given = Feedback(fact=told.fact.id, rating="bad", reason=_reason_at(place), answer=press.message)
        return replace(press.unchanged(), feedback=given)  # it was counted when it was called bad

    async def _attach(self, press: Press, told: Told) -> Changes:
        """Keep the scrubbed question with the rating: its asker, and nobody else, has just agreed to that."""
        question = self._kit.question_of(press.chat, press.message, press.query.from_user.id)
        if question is None:
            return await self.toast(press, "telegram_attach_not")
        await self.toast(press, "telegram_attached")
        await self._show_rating(press, told)
        reason = _reason_at(press.tap.mark.rpartition(".")[2])
        given = Feedback(fact=told.fact.id, rating="bad", reason=reason, answer=press.message, question=question)
        return replace(press.unchanged(), feedback=given)

    async def _show_rating(self, press: Press, told: Told) -> None:
        keyboard = with_rating(press.keyboard, told, press.tap.language, self._kit.desk)
        await self._kit.sender.edit_keyboard(press.chat, press.message, keyboard)

    def _rated(self, press: Press, feedback: Feedback) -> Changes:
        """Keep a rating, and count it unless the same person said the same of this fact before."""
        key = (press.query.from_user.id, feedback.fact)
        if self._counted.get(key) != feedback.rating:
            self._counted.put(key, feedback.rating)
            self._kit.counts.feedback[feedback.rating] = self._kit.counts.feedback.get(feedback.rating, 0) + 1
        return replace(press.unchanged(), feedback=feedback)


def _reason_at(place: str) -> str | None:
    return REASONS[int(place)] if place in map(str, range(len(REASONS))) else None


def counted_line(lines: Sequence[Line], told: Told, language: str) -> str:
    """Return the line that says who or what was counted, and when; empty where none does."""
    populations = [row.population or told.fact.population for row in told.rows]
    named = {in_language(texts, language, "") for texts in populations} - {""}
    details = (line.text for line in lines if line.role == "detail")
    return next((text for text in details if any(name in text for name in named)), "")
