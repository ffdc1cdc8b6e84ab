"""A question and its answer: asked, sent, noted; and asked anew when the question is edited."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.core.dialogue import Dialogue
from bot.core.model import Answer, Line, Question, Reading
from bot.store.records import AnswerRecord, Changes, Remembered, Unanswered
from bot.store.scrub import scrub
from bot.surfaces.render import clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.incoming import Incoming
from bot.surfaces.telegram.keyboards import below_answer
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.sender import Keyboard, Outgoing

TYPING_AFTER_SECONDS = 0.4  # an answer that comes sooner needs no announcement
UNDERSTOOD = frozenset({"exact", "inflected", "repaired", "compound", "period"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is said."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None  # quoted above it

    @classmethod
    def of(cls, incoming: Incoming) -> "Place":
        """Return the place of an answer; in a group it quotes the question."""
        return cls(
            chat=incoming.chat,
            thread=incoming.thread,
            reply_to=None if incoming.is_private else incoming.message,
        )


class Answering:
    """Answers questions."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def on_question(self, incoming: Incoming, remembered: Remembered, language: str | None = None) -> Changes:
        """Answer a question; a reply to an earlier answer goes on from that one."""
        before = remembered.dialogue
        if incoming.reply_to is not None:
            record = await self._kit.store.find_answer(incoming.chat, incoming.reply_to)
            before = record.after if record else before
        answer, before, after = self._ask(incoming, remembered, before, language)
        pages = self._pages(answer, remembered)
        with self.typing(incoming.chat, incoming.thread):
            sent = await self.send(Place.of(incoming), pages, below_answer(answer, self._kit.desk))
        record = AnswerRecord(question=incoming.message, answers=sent, before=before, after=after)
        return self._noted(
            Changes(chat=incoming.chat, user=incoming.user, dialogue=after, answer=record), incoming, answer
        )

    async def on_edit(self, incoming: Incoming, remembered: Remembered, record: AnswerRecord) -> Changes:
        """Answer an edited question in place of its first answer."""
        answer, before, after = self._ask(incoming, remembered, record.before)
        pages = self._pages(answer, remembered)
        sent = await self._replace(incoming, record.answers, pages, below_answer(answer, self._kit.desk))
        is_last = remembered.dialogue == record.after
        new = AnswerRecord(question=incoming.message, answers=sent, before=before, after=after)
        changes = Changes(
            chat=incoming.chat, user=incoming.user, dialogue=after if is_last else remembered.dialogue, answer=new
        )
        return self._noted(changes, incoming, answer)

    def _ask(
        self, incoming: Incoming, remembered: Remembered, before: Dialogue, language: str | None = None
    ) -> tuple[Answer, Dialogue, Dialogue]:
        """Return the answer, with the conversation before it and after it."""
        if before.language is None:
            before = replace(before, language=self._kit.language_for(remembered, incoming.app_language))
        forced = language or remembered.settings.language
        question = Question(incoming.text, language=forced, asked_at=incoming.at)
        answer, after = self._kit.desk.assistant.reply(question, before)
        return answer, before, after

    def _pages(self, answer: Answer, remembered: Remembered) -> tuple[str, ...]:
        lines = shown_lines(answer)
        if remembered.settings.style == "long" and answer.kind in ("answer", "nearby"):
            lines += tuple(clean_lines(self.references(answer)))
        return telegram_pages(lines)

    def references(self, answer: Answer) -> Iterable[Line]:
        """Yield all that is known of the sources of an answer, a line each, and where they were read."""
        desk = self._kit.desk
        for citation in answer.citations:
            reference = desk.assistant.reference(citation.source, answer.language)
            yield Line("detail", f"{citation.key}: {reference}")
        for via in dict.fromkeys(citation.via for citation in answer.citations if citation.via):
            yield Line("detail", desk.say(answer.language, "read_in", via=via))

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
        """Let the messages of an answer say something else; send more, or take some away, where it is longer or not."""
        kept = old[: len(pages)]
        for number, (message, page) in enumerate(zip(kept, pages, strict=False), 1):
            is_last = number == len(pages)
            await self._kit.sender.edit(
                incoming.chat, message, Outgoing(html=page, keyboard=keyboard if is_last else None)
            )
        for message in old[len(pages) :]:
            await self._kit.sender.delete(incoming.chat, message)
        more = await self.send(Place.of(incoming), pages[len(old) :], keyboard) if len(pages) > len(old) else ()
        return (*kept, *more)

    def _noted(self, changes: Changes, incoming: Incoming, answer: Answer) -> Changes:
        """Count an answer and add what was asked in vain, without names and numbers."""
        self._kit.counts.count(answer.kind)
        if answer.kind not in ("abstain", "nearby"):
            return changes
        knows_word = self._kit.desk.assistant.knows_word
        vain = Unanswered(
            question=scrub(incoming.text, incoming.names, knows_word),
            group=meaning_of(answer.explanation.readings),
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


def meaning_of(readings: Iterable[Reading]) -> str:
    """Return a text that is the same for questions that were read as the same, whatever their words and order."""
    meant = {
        reading.read_as if reading.how in UNDERSTOOD else reading.words.casefold() for reading in _telling(readings)
    }
    return " ".join(sorted(meant))


def _telling(readings: Iterable[Reading]) -> Iterable[Reading]:
    return (reading for reading in readings if reading.how in UNDERSTOOD or reading.how == "unknown")
