"""Every statement that the store runs, compiled once for the database at hand into text and named parameters."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Dialect,
    Table,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from bot.store.schema import answers, chats, comments, metadata, ratings, unanswered, updates, workers

KEYS_AT_ONCE = 32  # in `handled`: parameters key_0 to key_31

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_ONE: ColumnElement[int] = literal_column("1")


class Statements:
    """Of each statement the text; its parameters have the names of columns, or those that stand in the methods."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._chats()
        self._updates()
        self._claims()
        self._feedback()
        self._reports()
        self.forget_person, self.forget_chat = self._forget_person(), self._forget_chat()
        self.purge = self._purge()

    def _text(self, statement: ClauseElement) -> str:
        return str(statement.compile(dialect=self._dialect))

    def _upsert(
        self,
        table: Table,
        names: Sequence[str],
        fixed: Mapping[str, Any] = _NOTHING,
        changed: Mapping[str, Any] = _NOTHING,
        where: ColumnElement[bool] | None = None,
    ) -> str:
        """Insert the columns in `names` and those that are `fixed`; in a row that is there already, set them.

        Args:
            table: The table; its primary key tells whether a row is there.
            names: Columns whose values are parameters.
            fixed: Columns whose values stand in the statement.
            changed: What to set in a row that is there, where that differs from what is inserted.
            where: Rows that are there are changed only if this holds.
        """
        build = postgresql.insert if self._dialect.name == "postgresql" else sqlite.insert
        values = {name: bindparam(name, type_=table.c[name].type) for name in names} | dict(fixed)
        keys = [column.name for column in table.primary_key]
        into = build(table).values(values)
        as_inserted = {name: into.excluded[name] for name in names if name not in keys} | dict(fixed)
        change = as_inserted | dict(changed)
        return self._text(into.on_conflict_do_update(index_elements=keys, set_=change, where=where))

    def _chats(self) -> None:
        of_chat = chats.c.chat == bindparam("chat")
        self.load_chat = self._text(select(chats.c.language, chats.c.style, chats.c.dialogue).where(of_chat))
        settings, dialogue = ("language", "style"), ("dialogue", "dialogue_hour")
        self.keep_settings = self._upsert(chats, ("chat", *settings, "used_day"))
        self.keep_dialogue = self._upsert(
            chats, ("chat", "style", *dialogue, "used_day"), changed={"style": chats.c.style}
        )
        self.keep_both = self._upsert(chats, ("chat", *settings, *dialogue, "used_day"))
        message: BindParameter[int] = bindparam("message", type_=answers.c.question.type)
        around = and_(answers.c.chat == bindparam("chat"), answers.c.first <= message, answers.c.last >= message)
        self.find_answers = self._text(select(answers.c.sealed).where(around).order_by(answers.c.question.desc()))
        self.keep_answer = self._upsert(answers, [column.name for column in answers.columns])

    def _updates(self) -> None:
        emptied: dict[str, Any] = {name: null() for name in ("chat", "worker", "update_id", "sealed")}
        self.handle = self._upsert(updates, ("key", "at_seconds"), fixed=emptied | {"handled": true()})
        keys: list[Any] = [bindparam(f"key_{position}") for position in range(KEYS_AT_ONCE)]
        self.handled = self._text(select(updates.c.key).where(updates.c.handled, updates.c.key.in_(keys)))
        self.put_aside = self._upsert(
            updates,
            ("key", "at_seconds", "update_id", "sealed"),
            fixed={"handled": false()},
            changed={"at_seconds": updates.c.at_seconds},
            where=~updates.c.handled,
        )
        waiting = select(updates.c.sealed).where(updates.c.update_id.is_not(None), updates.c.sealed.is_not(None))
        self.waiting = self._text(waiting.order_by(updates.c.update_id))

    def _claims(self) -> None:
        touching = or_(updates.c.key == bindparam("key"), updates.c.chat == bindparam("chat"))
        alive = updates.outerjoin(workers, updates.c.worker == workers.c.worker)
        told = (updates.c.handled, updates.c.worker, updates.c.at_seconds, workers.c.beat_seconds)
        self.claims = self._text(select(*told).select_from(alive).where(touching))
        self.claim = self._upsert(
            updates, ("key", "at_seconds", "chat", "worker"), fixed={"handled": false()}, where=~updates.c.handled
        )
        open_claim = and_(updates.c.key == bindparam("key"), ~updates.c.handled)
        of_worker = and_(updates.c.worker == bindparam("worker_name"), ~updates.c.handled)
        bare = updates.c.sealed.is_(None)
        free = update(updates).values(chat=null(), worker=null())
        self.release = (
            self._text(delete(updates).where(open_claim, bare)),
            self._text(free.where(open_claim)),
        )
        self.beat = self._upsert(workers, ("worker", "beat_seconds"))
        self.leave = (
            self._text(delete(updates).where(of_worker, bare)),
            self._text(free.where(of_worker)),
            self._text(delete(workers).where(workers.c.worker == bindparam("worker_name"))),
        )

    def _feedback(self) -> None:
        names = [column.name for column in unanswered.columns]
        self.keep_unanswered = self._upsert(
            unanswered,
            [name for name in names if name != "times"],
            fixed={"times": _ONE},
            changed={"times": unanswered.c.times + _ONE},
        )
        self.drop_rating = self._text(
            delete(ratings).where(ratings.c.person == bindparam("person"), ratings.c.fact == bindparam("fact"))
        )
        self.keep_rating = self._upsert(ratings, [column.name for column in ratings.columns])
        columns = [column.name for column in comments.columns if column.name != "id"]
        values = {name: bindparam(name, type_=comments.c[name].type) for name in columns}
        self.keep_comment = self._text(insert(comments).inline().values(values))

    def _reports(self) -> None:
        newest_first = (unanswered.c.last_day.desc(), unanswered.c.times.desc(), unanswered.c.grouping)
        self.asked = self._text(select(*unanswered.columns).order_by(*newest_first, unanswered.c.person))
        said = (ratings.c.fact, ratings.c.rating, ratings.c.reason)
        people = func.count(ratings.c.person.distinct())
        self.ratings = self._text(select(*said, people).group_by(*said).order_by(*said))
        left = select(ratings.c.fact, ratings.c.reason, ratings.c.question, ratings.c.rated_day)
        with_question = left.where(ratings.c.question.is_not(None))
        self.rated_questions = self._text(with_question.order_by(ratings.c.rated_day.desc(), ratings.c.fact))
        newest = select(comments.c.sealed, comments.c.written_day).order_by(comments.c.id.desc())
        self.comments = self._text(newest)
        self.sizes = tuple(
            (table.name, self._text(select(func.count()).select_from(table))) for table in metadata.sorted_tables
        )

    def _forget_person(self) -> tuple[str, ...]:
        """Parameter: person_hash."""
        person: BindParameter[Any] = bindparam("person_hash")
        return tuple(
            self._text(delete(table).where(table.c.person == person)) for table in (unanswered, ratings, comments)
        )

    def _forget_chat(self) -> tuple[str, ...]:
        """Parameter: chat_hash."""
        chat: BindParameter[Any] = bindparam("chat_hash")
        return tuple(self._text(delete(table).where(table.c.chat == chat)) for table in (chats, answers, updates))

    def _purge(self) -> tuple[str, ...]:
        """Parameters: the first moments that are kept, as two_days_seconds, two_days_hour, one_day_hour, keep_day."""
        names = ("two_days_seconds", "two_days_hour", "one_day_hour", "keep_day")
        second, two_days, one_day, kept = (bindparam(name, type_=BigInteger()) for name in names)
        silent = update(chats).values(dialogue=null(), dialogue_hour=null())
        return (
            self._text(delete(updates).where(updates.c.at_seconds < second)),
            self._text(delete(workers).where(workers.c.beat_seconds < second)),
            self._text(delete(answers).where(answers.c.answered_hour < two_days)),
            self._text(silent.where(chats.c.dialogue_hour < one_day)),
            self._text(delete(chats).where(chats.c.used_day < kept)),
            self._text(delete(unanswered).where(unanswered.c.last_day < kept)),
            self._text(delete(ratings).where(ratings.c.rated_day < kept)),
            self._text(delete(comments).where(comments.c.written_day < kept)),
        )
