"""A question and its answer: asked, sent, noted; and asked anew when the question is edited."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from telegram.error import BadRequest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Line, Question, Reading
from bot.store.records import AnswerRecord, Changes, Remembered, Unanswered
from bot.store.scrub import scrub
from bot.surfaces.log_privacy import describe
from bot.surfaces.render import clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.files import Files
from bot.surfaces.telegram.incoming import Incoming
from bot.surfaces.telegram.keyboards import below_answer
from bot.surfaces.telegram.kit import Desk, Kit
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.sender import Keyboard, Outgoing

TYPING_AFTER_SECONDS = 0.4  # an answer that comes sooner needs no announcement
LOGGER = logging.getLogger(__name__)
UNDERSTOOD = frozenset({"exact", "inflected", "repaired", "compound", "period"})


class Answering:
    """Answers questions."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self.files = Files(kit)

    async def on_question(
        self, incoming: Incoming, remembered: Remembered, language: str | None = None, *, wants_chart: bool = False
    ) -> Changes:
        """Answer a question; a reply to an earlier answer goes on from that one. A chart comes after it where asked."""
        before = remembered.dialogue
        if incoming.reply_to is not None:
            record = await self._kit.store.find_answer(incoming.chat, incoming.reply_to)
            before = record.after if record else before
        answer, before, after = self._ask(incoming, remembered, before, language)
        answer = self._with_chart(answer) if wants_chart else answer
        pages = await self._pages(answer, remembered)
        changes = self._noted(Changes(chat=incoming.chat, user=incoming.user, dialogue=after), incoming, answer)
        with self.typing(incoming.chat, incoming.thread):
            sent = await self.send(Place.of(incoming), pages, below_answer(answer, self._kit.desk))
            sent += await self._chart(answer, Place.of(incoming))
        if answer.facts:
            self._kit.keep_question(incoming, sent)
        record = AnswerRecord(question=incoming.message, answers=sent, before=before, after=after)
        return replace(changes, answer=record)

    async def on_edit(
        self, incoming: Incoming, remembered: Remembered, record: AnswerRecord, *, wants_chart: bool = False
    ) -> Changes:
        """Answer an edited question in place of its first answer; a chart is taken away and drawn anew."""
        answer, before, after = self._ask(incoming, remembered, record.before)
        answer = self._with_chart(answer) if wants_chart else answer
        pages = await self._pages(answer, remembered)
        is_last = remembered.dialogue == record.after
        changes = Changes(chat=incoming.chat, user=incoming.user, dialogue=after if is_last else remembered.dialogue)
        changes = self._noted(changes, incoming, answer)
        sent = await self._replace(incoming, record.answers, pages, below_answer(answer, self._kit.desk))
        sent += await self._chart(answer, Place.of(incoming))
        if answer.facts:
            self._kit.keep_question(incoming, sent)
        return replace(
            changes, answer=AnswerRecord(question=incoming.message, answers=sent, before=before, after=after)
        )

    def _ask(
        self, incoming: Incoming, remembered: Remembered, before: Dialogue, language: str | None = None
    ) -> tuple[Answer, Dialogue, Dialogue]:
        """Return the answer, with the conversation before it and after it."""
        if before.language is None:
            before = replace(before, language=self._kit.language_for(remembered, incoming.app_language))
        forced = language or remembered.settings.language
        question = Question(incoming.text, language=forced, asked_at=incoming.at, as_of=date.today())
        answer, after = self._kit.desk.assistant.reply(question, before)
        return answer, before, self._without_names(after, incoming.names)

    def _without_names(self, dialogue: Dialogue, names: tuple[str, ...]) -> Dialogue:
        """Return the conversation without numbers, and with the words that are not known scrubbed: it is kept."""
        query = dialogue.query
        if query is None or not any(reading.how in ("unknown", "number") for reading in query.readings):
            return dialogue
        knows_word = self._kit.desk.assistant.knows_word
        unknown = tuple(replace(one, word=scrub(one.word, names, knows_word)) for one in query.unknown)
        readings = tuple(
            replace(one, words=scrub(one.words, names, knows_word)) if one.how == "unknown" else one
            for one in query.readings
            if one.how != "number"
        )
        return replace(dialogue, query=replace(query, unknown=unknown, readings=readings))

    def _with_chart(self, answer: Answer) -> Answer:
        """Return an answer whose chart was asked for by a command; it says so where there is none."""
        if answer.kind not in ("answer", "nearby") or answer.series:
            return replace(answer, asks_chart=True)
        none = Line("detail", self._kit.desk.say(answer.language, "chart_none"))
        return replace(answer, lines=(*answer.lines, none))

    async def _chart(self, answer: Answer, place: Place) -> tuple[int, ...]:
        """Send the chart that an answer promises; return its message."""
        if not (answer.asks_chart and answer.series):
            return ()
        picture = await self.files.send_chart(place, answer.series, answer.language)
        return () if picture is None else (picture,)

    async def _pages(self, answer: Answer, remembered: Remembered) -> tuple[str, ...]:
        lines = shown_lines(answer)
        if remembered.settings.style == "long" and answer.kind in ("answer", "nearby"):
            lines += tuple(clean_lines(await self.references(answer)))
        return telegram_pages(lines)

    async def references(self, answer: Answer) -> tuple[Line, ...]:
        """Return the sources of an answer in full, a line each in APA, which says where one was read."""
        sources = [citation.source for citation in answer.citations]
        texts = await asyncio.to_thread(_references, tuple(sources), self._kit.desk, answer.language)
        return tuple(Line("detail", text) for text in texts)

    async def send(self, place: Place, pages: tuple[str, ...], keyboard: Keyboard | None = None) -> tuple[int, ...]:
        """Send pages one after another, the buttons below the last; return the ids of the messages."""
        sent: list[int] = []
        for number, page in enumerate(pages, 1):
            message = Outgoing(
                html=page,
                keyboard=keyboard if number == len(pages) else None,
                reply_to=place.reply_to if number == 1 else None,
                thread=place.thread,
            )
            sent.append(await self._kit.sender.send(place.chat, message))
        return tuple(sent)

    async def _replace(
        self, incoming: Incoming, old: tuple[int, ...], pages: tuple[str, ...], keyboard: Keyboard | None
    ) -> tuple[int, ...]:
        """Let the messages of an answer say something else; send what has no message yet, take away what is left."""
        sent: list[int] = []
        for place, page in enumerate(pages):
            below = keyboard if place == len(pages) - 1 else None
            if place < len(old):
                try:
                    await self._kit.sender.edit(incoming.chat, old[place], Outgoing(html=page, keyboard=below))
                    sent.append(old[place])
                    continue
                except BadRequest as refusal:  # it was deleted, is too old or a picture
                    LOGGER.info("An answer could not be edited, it is sent anew: %s", describe(refusal))
                    await self._kit.sender.delete(incoming.chat, old[place])
            sent += await self.send(Place.of(incoming), (page,), below)
        for message in old[len(pages) :]:
            await self._kit.sender.delete(incoming.chat, message)
        return tuple(sent)

    def _noted(self, changes: Changes, incoming: Incoming, answer: Answer) -> Changes:
        """Count an answer and add what was asked in vain, without names and numbers."""
        self._kit.counts.count(answer.kind)
        if answer.kind not in ("abstain", "nearby") or "language" in answer.missing:
            return changes
        knows_word = self._kit.desk.assistant.knows_word
        question = scrub(incoming.text, incoming.names, knows_word)
        vain = Unanswered(
            question=question,
            group=meaning_of(answer.explanation.readings) or " ".join(question.casefold().split()),
            language=answer.language,
            kind=answer.kind,
        )
        return replace(changes, unanswered=(vain,))

    @contextmanager
    def typing(self, chat: int, thread: int | None) -> Iterator[None]:
        """Show that an answer is being written while the body lasts, if it lasts."""
        shown: list[asyncio.Task[None]] = []

        def show() -> None:
            shown.append(asyncio.create_task(self._kit.sender.show_typing(chat, thread)))

        later = asyncio.get_running_loop().call_later(TYPING_AFTER_SECONDS, show)
        try:
            yield
        finally:
            later.cancel()
            for task in shown:
                task.cancel()


def _references(source_ids: tuple[str, ...], desk: Desk, language: str) -> tuple[str, ...]:
    from bot.citing.apa import apa_texts

    return tuple(apa_texts(source_ids, desk.knowledge, language))


def meaning_of(readings: Iterable[Reading]) -> str:
    """Return a text that is the same for questions that were read as the same; empty where nothing was read."""
    meant = {
        reading.read_as if reading.how in UNDERSTOOD else reading.words.casefold() for reading in _telling(readings)
    }
    return " ".join(sorted(meant))


def _telling(readings: Iterable[Reading]) -> Iterable[Reading]:
    return (reading for reading in readings if reading.how in UNDERSTOOD or reading.how == "unknown")
