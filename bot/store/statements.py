"""Every statement that the store runs, compiled once for the database at hand into text and named parameters."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Dialect,
    LargeBinary,
    Table,
    and_,
    bindparam,
    case,
    delete,
    distinct,
    false,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from bot.store.limits import (
    ANSWERS,
    ANSWERS_OF_CHAT,
    COMMENTS,
    COMMENTS_OF_PERSON,
    GROUPS_OF_PERSON,
    RANKED,
    RATINGS,
    UNANSWERED,
    UNANSWERED_OF_PERSON,
)
from bot.store.schema import answers, chats, comments, metadata, ratings, unanswered, updates, workers

KEYS_AT_ONCE = 32  # in `handled` and `asked`: parameters key_0 to key_31

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOUGHT: ColumnElement[int] = literal_column("0")
_ONE: ColumnElement[int] = literal_column("1")
_ALL: ColumnElement[int] = literal_column(str(2**62))  # as a limit


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
        only_if: ColumnElement[bool] | None = None,
    ) -> str:
        """Insert the columns in `names` and those that are `fixed`; in a row that is there already, set them.

        Args:
            table: The table; its primary key tells whether a row is there.
            names: Columns whose values are parameters.
            fixed: Columns whose values stand in the statement.
            changed: What to set in a row that is there, where that differs from what is inserted.
            where: Rows that are there are changed only if this holds.
            only_if: Nothing is inserted or changed unless this holds.
        """
        build = postgresql.insert if self._dialect.name == "postgresql" else sqlite.insert
        values = {name: bindparam(name, type_=table.c[name].type) for name in names} | dict(fixed)
        keys = [column.name for column in table.primary_key]
        into = build(table)
        if only_if is None:
            into = into.values(values)
        else:
            into = into.from_select(list(values), select(*values.values()).where(only_if))
        change = {name: into.excluded[name] for name in values if name not in keys} | dict(changed)
        return self._text(into.on_conflict_do_update(index_elements=keys, set_=change, where=where))

    def _beyond(self, column: Column[Any], most: int, *of: Column[Any]) -> str:
        """Delete the rows with the lowest values of a column beyond so many, among those that agree in other columns.

        Parameters: the columns in which they agree.
        """
        alike = [one == bindparam(one.name, type_=one.type) for one in of]
        newest_first = select(column).where(*alike).order_by(column.desc())
        first_gone = newest_first.limit(_ONE).offset(_number(most)).scalar_subquery()
        return self._text(delete(column.table).where(*alike, column <= first_gone))

    def _oldest_beyond(self, table: Table, age: Column[Any], most: int) -> str:
        """Delete the oldest rows of a whole table beyond so many."""
        keys = list(table.primary_key)
        gone = select(*keys).order_by(age.desc(), *keys).limit(_ALL).offset(_number(most))
        return self._text(delete(table).where(tuple_(*keys).in_(gone)))

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
        earlier = answers.alias("earlier")
        both = answers.outerjoin(
            earlier, and_(earlier.c.chat == answers.c.chat, earlier.c.question == answers.c.before)
        )
        of_earlier = (earlier.c.question, earlier.c.sealed)
        found = select(answers.c.question, answers.c.sealed, answers.c.sealed_before, *of_earlier).select_from(both)
        self.find_answers = self._text(found.where(around).order_by(answers.c.question.desc()))
        known = select(func.max(earlier.c.question)).where(
            earlier.c.chat == bindparam("chat"),
            earlier.c.state == bindparam("state_before"),
            earlier.c.question < bindparam("question", type_=answers.c.question.type),
        )
        before = known.scalar_subquery()
        whole = bindparam("sealed_before", type_=LargeBinary())
        told = ("before", "sealed_before")
        self.keep_answer = self._upsert(
            answers,
            [column.name for column in answers.columns if column.name not in told],
            fixed={"before": before, "sealed_before": case((before.is_(null()), whole), else_=null())},
        )
        self.drop_old_answers = self._beyond(answers.c.question, ANSWERS_OF_CHAT, answers.c.chat)

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
        waiting = select(updates.c.key, updates.c.sealed).where(
            updates.c.update_id.is_not(None), updates.c.sealed.is_not(None)
        )
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
        other = unanswered.alias("other")
        theirs = other.c.person == bindparam("person")
        again = and_(theirs, other.c.grouping == bindparam("grouping"), other.c.week == bindparam("week"))
        today = and_(theirs, other.c.last_day == bindparam("last_day"))
        of_today = select(func.count()).select_from(other).where(today).scalar_subquery()
        self.keep_unanswered = self._upsert(
            unanswered,
            [name for name in names if name != "times"],
            fixed={"times": _ONE},
            changed={"times": unanswered.c.times + _ONE},
            only_if=or_(
                select(_ONE).select_from(other).where(again).exists(), of_today < _number(UNANSWERED_OF_PERSON)
            ),
        )
        self.drop_rating = self._text(
            delete(ratings).where(ratings.c.person == bindparam("person"), ratings.c.fact == bindparam("fact"))
        )
        self.keep_rating = self._upsert(ratings, [column.name for column in ratings.columns])
        values = {name: bindparam(name, type_=comments.c[name].type) for name in ("person", "chat", "written_day")}
        unsealed = literal_column("''", LargeBinary())  # for a moment, within the transaction
        self.add_comment = self._text(insert(comments).values(sealed=unsealed, **values).returning(comments.c.id))
        number: BindParameter[Any] = bindparam("comment")
        text = bindparam("text", type_=LargeBinary())
        self.seal_comment = self._text(update(comments).where(comments.c.id == number).values(sealed=text))
        self.drop_old_comments = self._beyond(
            comments.c.id, COMMENTS_OF_PERSON, comments.c.person, comments.c.written_day
        )

    def _reports(self) -> None:
        self.ranked = self._ranked()
        keys: list[Any] = [bindparam(f"key_{position}") for position in range(KEYS_AT_ONCE)]
        asked = select(*unanswered.columns).where(unanswered.c.grouping.in_(keys))
        latest = (unanswered.c.last_day.desc(), unanswered.c.times.desc(), unanswered.c.person)
        self.asked = self._text(asked.order_by(*latest))
        said = (ratings.c.fact, ratings.c.rating, ratings.c.reason)
        of_one = (ratings.c.person, ratings.c.fact)
        last_first = (ratings.c.rated_day.desc(), ratings.c.answer.desc(), ratings.c.chat)
        turn = func.row_number().over(partition_by=of_one, order_by=last_first).label("turn")
        last = select(*said, turn).subquery()  # rows of an earlier version: several of one person for one fact
        of_last = [last.c[column.name] for column in said]
        people = select(*of_last, func.count()).where(last.c.turn == _ONE)
        self.ratings = self._text(people.group_by(*of_last).order_by(*of_last))
        most: BindParameter[int] = bindparam("most", type_=BigInteger())
        left = select(*ratings.columns).where(ratings.c.question.is_not(None))
        newest_first = (ratings.c.rated_day.desc(), ratings.c.fact)
        self.rated_questions = self._text(left.order_by(*newest_first).limit(most).offset(_NOUGHT))
        of_day = (comments.c.person, comments.c.written_day)
        turn = func.row_number().over(partition_by=of_day, order_by=comments.c.id.desc()).label("turn")
        turns = select(comments.c.id, turn).subquery()
        by_turns = (comments.c.written_day.desc(), turns.c.turn, comments.c.id.desc())
        newest = select(*comments.columns).join_from(comments, turns, comments.c.id == turns.c.id)
        self.comments = self._text(newest.order_by(*by_turns).limit(most).offset(_NOUGHT))
        self.sizes = tuple(
            (table.name, self._text(select(func.count()).select_from(table))) for table in metadata.sorted_tables
        )

    def _ranked(self) -> str:
        """Return the groups of unanswered questions: most people first, then most often, then newest.

        Those of one person take turns with those of the next, and come so many at most: nobody fills a report alone.
        """
        people = func.count(distinct(unanswered.c.person))
        counted = (
            select(
                unanswered.c.grouping,
                people.label("people"),
                func.sum(unanswered.c.times).label("times"),
                func.max(unanswered.c.last_day).label("last_day"),
                func.min(unanswered.c.person).label("person"),
            )
            .group_by(unanswered.c.grouping)
            .subquery()
        )
        is_lone = case((counted.c.people == _ONE, _ONE), else_=_NOUGHT)
        best = (counted.c.times.desc(), counted.c.last_day.desc(), counted.c.grouping)
        place = func.row_number().over(partition_by=(is_lone, counted.c.person), order_by=best)
        turn = case((counted.c.people == _ONE, place), else_=_NOUGHT).label("turn")
        taken = select(*counted.columns, turn).subquery()
        order = (taken.c.people.desc(), taken.c.turn, taken.c.times.desc(), taken.c.last_day.desc(), taken.c.grouping)
        few = select(taken.c.grouping).where(taken.c.turn <= _number(GROUPS_OF_PERSON))
        return self._text(few.order_by(*order).limit(_number(RANKED)).offset(_NOUGHT))

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
            self._oldest_beyond(answers, answers.c.answered_hour, ANSWERS),
            self._oldest_beyond(unanswered, unanswered.c.last_day, UNANSWERED),
            self._oldest_beyond(ratings, ratings.c.rated_day, RATINGS),
            self._oldest_beyond(comments, comments.c.id, COMMENTS),
        )


def padded_keys(keys: Sequence[str]) -> Mapping[str, str]:
    """Return at most KEYS_AT_ONCE keys as parameters; in the places that are left, none that a row has."""
    return {f"key_{place}": keys[place] if place < len(keys) else "" for place in range(KEYS_AT_ONCE)}


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number))
