"""The changes of one update as statements with their values, ready to be run in one transaction."""

from collections.abc import Callable, Iterator, Mapping

from bot.store.coding import encode, encode_answer
from bot.store.limits import UNANSWERED_CHARACTERS
from bot.store.records import AnswerRecord, Changes, Feedback, Unanswered
from bot.store.schema import AnyColumn, answers, chats, comments, place, ratings, unanswered
from bot.store.sealing import Sealer
from bot.store.statements import Statements
from bot.store.transactions import Session, Values

Step = Callable[[Session], None]

HOUR = 3600  # seconds
DAY = 86_400


class ChangeWriter:
    """Turns changes into steps; all that stems from a person is hashed or sealed here."""

    def __init__(self, statements: Statements, sealer: Sealer) -> None:
        self._statements = statements
        self._sealer = sealer

    def job(self, changes: Changes, now: float) -> Callable[[Session], None]:
        """Return the job that writes the changes; `now` is in seconds since 1970."""
        steps = list(self._steps(changes, now))

        def write(session: Session) -> None:
            for step in steps:
                step(session)

        return write

    def chat_hash(self, chat: int) -> str:
        return self._sealer.hashed("chat", chat)

    def key_hash(self, key: str) -> str:
        return self._sealer.hashed("key", key)

    def _steps(self, changes: Changes, now: float) -> Iterator[Step]:
        chat = self.chat_hash(changes.chat)
        guest = self._sealer.hashed("guest", changes.chat)  # for whoever writes without a user id
        person = guest if changes.user is None else self._sealer.hashed("person", changes.user)
        if changes.forget:
            yield from (_running(statement, {"person_hash": person}) for statement in self._statements.forget_person)
        if changes.forget and not changes.keep_chat:
            yield from (_running(statement, {"person_hash": guest}) for statement in self._statements.forget_person)
            yield from (_running(statement, {"chat_hash": chat}) for statement in self._statements.forget_chat)
        yield from self._chat(changes, chat, now)
        if changes.answer is not None:
            yield from self._answer(changes.answer, chat, now)
        for asked in changes.unanswered:
            yield self._unanswered(asked, person, now)
        if changes.feedback is not None:
            yield from self._rating(changes.feedback, person, chat, now)
        if changes.comment is not None:
            yield self._comment(changes.comment, person, chat, now)
        if changes.handled is not None:  # in whole hours: exact times would tell when somebody wrote
            handled = {"key": self.key_hash(changes.handled), "at_seconds": int(now // HOUR) * HOUR}
            yield _running(self._statements.handle, handled)

    def _seal(self, column: AnyColumn, row: Mapping[str, object], data: bytes) -> bytes:
        return self._sealer.seal(data, place(column, row))

    def _chat(self, changes: Changes, chat: str, now: float) -> Iterator[Step]:
        settings, dialogue = changes.settings, changes.dialogue
        values: dict[str, object] = {"chat": chat, "style": "short", "used_day": int(now // DAY)}
        if settings is not None:
            values |= {"language": settings.language, "style": settings.style}
        if dialogue is not None:
            sealed = self._seal(chats.c.dialogue, values, encode(dialogue))
            values |= {"dialogue": sealed, "dialogue_hour": int(now // HOUR)}
        if settings is not None and dialogue is not None:
            yield _running(self._statements.keep_both, values)
        elif settings is not None:
            yield _running(self._statements.keep_settings, values)
        elif dialogue is not None:
            yield _running(self._statements.keep_dialogue, values)

    def _answer(self, answer: AnswerRecord, chat: str, now: float) -> Iterator[Step]:
        """Keep an answer; the conversation before it only where it is not that after an earlier answer of the chat."""
        messages = (answer.question, *answer.answers)
        before = encode(answer.before)
        values: dict[str, object] = {
            "chat": chat,
            "question": answer.question,
            "first": min(messages),
            "last": max(messages),
            "answered_hour": int(now // HOUR),
            "state": self._sealer.fingerprint(encode(answer.after)),
            "state_before": self._sealer.fingerprint(before),
        }
        values["sealed_before"] = self._seal(answers.c.sealed_before, values, before)
        values["sealed"] = self._seal(answers.c.sealed, values, encode_answer(answer))
        yield _running(self._statements.keep_answer, values)
        yield _running(self._statements.drop_old_answers, {"chat": chat})

    def _unanswered(self, asked: Unanswered, person: str, now: float) -> Step:
        values: dict[str, object] = {
            "grouping": self._sealer.hashed("group", asked.group),
            "person": person,
            "language": asked.language,
            "kind": asked.kind,
            "week": week_of(int(now // DAY)),
            "last_day": int(now // DAY),
        }
        question = _as_bytes(_cut(asked.question))
        return _running(
            self._statements.keep_unanswered,
            values | {"question": self._seal(unanswered.c.question, values, question)},
        )

    def _rating(self, feedback: Feedback, person: str, chat: str, now: float) -> Iterator[Step]:
        yield _running(self._statements.drop_rating, {"person": person, "fact": feedback.fact})
        if feedback.rating == "none":
            return
        values: dict[str, object] = {
            "person": person,
            "chat": chat,
            "answer": feedback.answer,
            "fact": feedback.fact,
            "rating": feedback.rating,
            "reason": feedback.reason,
            "rated_day": int(now // DAY),
        }
        question = feedback.question
        sealed = None if question is None else self._seal(ratings.c.question, values, _as_bytes(question))
        yield _running(self._statements.keep_rating, values | {"question": sealed})

    def _comment(self, text: str, person: str, chat: str, now: float) -> Step:
        """Keep a comment; it can be sealed for its row only when the database has given the row its number."""
        values = {"person": person, "chat": chat, "written_day": int(now // DAY)}

        def write(session: Session) -> None:
            ((number,),) = session.rows(self._statements.add_comment, values)
            sealed = self._seal(comments.c.sealed, {"id": number}, _as_bytes(text))
            session.run(self._statements.seal_comment, {"comment": number, "text": sealed})
            session.run(self._statements.drop_old_comments, values)

        return write


def _running(statement: str, values: Values) -> Step:
    return lambda session: session.run(statement, values)


def week_of(day: int) -> int:
    """Return the week of a day since 1970; weeks begin on Monday."""
    return (day + 3) // 7


def _cut(text: str) -> str:
    return text if len(text) <= UNANSWERED_CHARACTERS else text[: UNANSWERED_CHARACTERS - 1] + "…"


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # half a surrogate pair becomes "?"
