"""The changes of one update as statements with their values, ready to be run in one transaction."""

from collections.abc import Callable, Iterator

from bot.store.coding import encode
from bot.store.records import AnswerRecord, Changes, Feedback, Unanswered
from bot.store.sealing import Sealer
from bot.store.statements import Statements
from bot.store.transactions import Session, Values

Step = tuple[str, Values]

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
            for statement, values in steps:
                session.run(statement, values)

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
            yield from ((statement, {"person_hash": person}) for statement in self._statements.forget_person)
        if changes.forget and not changes.keep_chat:
            yield from ((statement, {"person_hash": guest}) for statement in self._statements.forget_person)
            yield from ((statement, {"chat_hash": chat}) for statement in self._statements.forget_chat)
        yield from self._chat(changes, chat, now)
        if changes.answer is not None:
            yield self._answer(changes.answer, chat, now)
        for unanswered in changes.unanswered:
            yield self._unanswered(unanswered, person, now)
        if changes.feedback is not None:
            yield from self._rating(changes.feedback, person, chat, now)
        if changes.comment is not None:
            yield self._comment(changes.comment, person, chat, now)
        if changes.handled is not None:  # in whole hours: exact times would tell when somebody wrote
            yield (
                self._statements.handle,
                {"key": self.key_hash(changes.handled), "at_seconds": int(now // HOUR) * HOUR},
            )

    def _chat(self, changes: Changes, chat: str, now: float) -> Iterator[Step]:
        settings, dialogue = changes.settings, changes.dialogue
        values: dict[str, object] = {"chat": chat, "style": "short", "used_day": int(now // DAY)}
        if settings is not None:
            values |= {"language": settings.language, "style": settings.style}
        if dialogue is not None:
            values |= {"dialogue": self._sealer.seal(encode(dialogue)), "dialogue_hour": int(now // HOUR)}
        if settings is not None and dialogue is not None:
            yield self._statements.keep_both, values
        elif settings is not None:
            yield self._statements.keep_settings, values
        elif dialogue is not None:
            yield self._statements.keep_dialogue, values

    def _answer(self, answer: AnswerRecord, chat: str, now: float) -> Step:
        messages = (answer.question, *answer.answers)
        return self._statements.keep_answer, {
            "chat": chat,
            "question": answer.question,
            "first": min(messages),
            "last": max(messages),
            "sealed": self._sealer.seal(encode(answer)),
            "answered_hour": int(now // HOUR),
        }

    def _unanswered(self, unanswered: Unanswered, person: str, now: float) -> Step:
        return self._statements.keep_unanswered, {
            "grouping": self._sealer.hashed("group", unanswered.group),
            "person": person,
            "question": self._sealer.seal(_as_bytes(unanswered.question)),
            "language": unanswered.language,
            "kind": unanswered.kind,
            "week": week_of(int(now // DAY)),
            "last_day": int(now // DAY),
        }

    def _rating(self, feedback: Feedback, person: str, chat: str, now: float) -> Iterator[Step]:
        yield self._statements.drop_rating, {"person": person, "fact": feedback.fact}
        if feedback.rating == "none":
            return
        yield (
            self._statements.keep_rating,
            {
                "person": person,
                "chat": chat,
                "answer": feedback.answer,
                "fact": feedback.fact,
                "rating": feedback.rating,
                "reason": feedback.reason,
                "question": None if feedback.question is None else self._sealer.seal(_as_bytes(feedback.question)),
                "rated_day": int(now // DAY),
            },
        )

    def _comment(self, text: str, person: str, chat: str, now: float) -> Step:
        values = {"person": person, "chat": chat, "written_day": int(now // DAY)}
        return self._statements.keep_comment, {**values, "sealed": self._sealer.seal(_as_bytes(text))}


def week_of(day: int) -> int:
    """Return the week of a day since 1970; weeks begin on Monday."""
    return (day + 3) // 7


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # half a surrogate pair becomes "?"
