"""What is written is there again, on both kinds of database."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import (
    Changes,
    ChatSettings,
    Comment,
    FactFeedback,
    Feedback,
    RatedQuestion,
    Remembered,
    StoreError,
    Unanswered,
    UnansweredGroup,
)
from bot.store.schema import chats, place
from bot.store.store import Store
from tests.store.conftest import SECRET, Clock
from tests.store.samples import CHAT, USER, answer, dialogue

pytestmark = pytest.mark.asyncio

DAY = 86_400
ENGLISH = ChatSettings(language="en", style="long")
ASKED = Changes(chat=CHAT, user=USER, handled="1", settings=ENGLISH, dialogue=dialogue(), answer=answer())


def unanswered(question: str = "hoeveel ezels?", group: str = "ezel") -> tuple[Unanswered, ...]:
    return (Unanswered(question=question, group=group, language="nl", kind="unknown"),)


def rated(message: int, rating: str, reason: str | None = None, fact: str = "visits-2019") -> Feedback:
    assert rating in ("good", "bad")
    return Feedback(fact=fact, rating="good" if rating == "good" else "bad", reason=reason, answer=message)


async def test_an_unknown_chat_has_the_defaults(store: Store) -> None:
    """Nobody has to say hello first."""
    assert await store.load(CHAT) == Remembered(settings=ChatSettings(), dialogue=Dialogue())
    assert await store.find_answer(CHAT, 10) is None


@pytest.mark.parametrize(("first", "second"), [
    pytest.param(Changes(chat=CHAT, user=USER, settings=ENGLISH, dialogue=dialogue()), None, id="together"),
    pytest.param(Changes(chat=CHAT, user=USER, settings=ENGLISH),
                 Changes(chat=CHAT, user=USER, dialogue=dialogue()), id="settings first"),
    pytest.param(Changes(chat=CHAT, user=USER, dialogue=dialogue()),
                 Changes(chat=CHAT, user=None, settings=ENGLISH), id="dialogue first"),
    pytest.param(Changes(chat=CHAT, user=USER, settings=ChatSettings(), dialogue=Dialogue()),
                 Changes(chat=CHAT, user=USER, settings=ENGLISH, dialogue=dialogue()), id="instead of others"),
])  # fmt: skip
async def test_settings_and_dialogue_come_back(store: Store, first: Changes, second: Changes | None) -> None:
    """One does not touch the other, and of each the last counts."""
    await store.write(first)
    if second is not None:
        await store.write(second)
    assert await store.load(CHAT) == Remembered(settings=ENGLISH, dialogue=dialogue())
    assert await store.load(CHAT + 1) == Remembered()


async def test_a_closed_store_opens_where_it_ended(store: Store, url: str) -> None:
    """That is what it is for."""
    await store.write(ASKED)
    await store.close()
    await store.open()
    assert (await store.load(CHAT)).dialogue == dialogue()
    await store.close()
    with pytest.raises(StoreError, match="not open"):
        await store.load(CHAT)
    other = Store(url, b"another secret")
    await other.open()
    assert await other.load(CHAT) == Remembered()
    await other.close()


@pytest.mark.parametrize(("message", "question"), [
    pytest.param(10, 10, id="the question"), pytest.param(11, 10, id="its answer"),
    pytest.param(14, 10, id="its second answer"), pytest.param(12, 12, id="a question in between"),
    pytest.param(13, 12, id="an answer in between"), pytest.param(15, None, id="no part of any"),
    pytest.param(9, None, id="before all"),
])  # fmt: skip
async def test_an_answer_is_found_by_each_of_its_messages(store: Store, message: int, question: int | None) -> None:
    """A question that is edited and an answer that is rated lead to the same record."""
    for record in (answer(10, 11, 14), answer(12, 13)):
        await store.write(Changes(chat=CHAT, user=USER, answer=record))
    found = await store.find_answer(CHAT, message)
    assert (found.question if found else None) == question
    assert await store.find_answer(CHAT + 1, message) is None


async def test_an_answer_given_anew_takes_the_place_of_the_first(store: Store) -> None:
    """A message that no longer answers it does not lead to it."""
    await store.write(Changes(chat=CHAT, user=USER, answer=answer(10, 11, 12)))
    again = replace(answer(10, 11), before=dialogue("eerder"), after=dialogue("daarna"))
    await store.write(Changes(chat=CHAT, user=USER, answer=again))
    assert await store.find_answer(CHAT, 11) == again
    assert await store.find_answer(CHAT, 12) is None


async def test_handled_updates_are_known(store: Store) -> None:
    """Any number can be asked for at once."""
    for number in range(0, 100, 3):
        await store.write(Changes(chat=CHAT, user=USER, handled=str(number)))
    keys = [str(number) for number in range(100)]
    assert await store.unhandled(keys) == {str(number) for number in range(100) if number % 3}
    assert await store.unhandled([]) == set()


async def test_updates_put_aside_wait_in_their_order(store: Store) -> None:
    """Until they are handled; one that was handled before is not kept."""
    await store.write(Changes(chat=CHAT, user=USER, handled="k4"))
    for number in (3, 1, 2, 1, 4):
        await store.put_aside(f"k{number}", 900_000_000_000 + number, b"\x00update %d" % number)
    assert await store.waiting() == [(f"k{number}", b"\x00update %d" % number) for number in (1, 2, 3)]
    await store.write(Changes(chat=CHAT, user=USER, handled="k2"))
    assert [key for key, _ in await store.waiting()] == ["k1", "k3"]


async def test_questions_in_vain_are_counted_by_person_and_week(store: Store, clock: Clock) -> None:
    """Most people first; who asked is a number that holds within one list only."""
    await store.write(Changes(chat=CHAT, user=USER, unanswered=unanswered()))
    await store.write(Changes(chat=CHAT + 1, user=USER, unanswered=unanswered("hoeveel ezels in 2018?")))
    assert [(group.people, group.times) for group in await store.unanswered()] == [(1, 2)]
    clock.seconds += 7 * DAY
    await store.write(Changes(chat=CHAT, user=USER, unanswered=unanswered()))
    clock.seconds += DAY
    await store.write(Changes(chat=CHAT, user=USER + 1, unanswered=unanswered("zijn er ezels?")))
    for user in range(3):
        await store.write(Changes(chat=CHAT, user=user, unanswered=unanswered("waarom?", "waarom")))
    waarom, ezel = await store.unanswered()
    assert ezel == UnansweredGroup(
        question="zijn er ezels?",
        language="nl",
        kind="unknown",
        askers=ezel.askers,
        weeks={date(2023, 11, 13): 2, date(2023, 11, 20): 2},
        last=date(2023, 11, 22),
    )
    assert (waarom.question, waarom.people, waarom.weeks) == ("waarom?", 3, {date(2023, 11, 20): 3})
    assert ezel.people == 2
    assert not ezel.askers & waarom.askers
    assert await store.unanswered(limit=1) == [waarom]


async def test_a_question_is_left_with_a_rating_or_not(store: Store) -> None:
    """Only those that were left are listed; taking the rating back, or another reason, takes it away."""
    left = replace(rated(11, "bad", "wrong"), question="hoeveel ezels?")
    for user, feedback in [(1, left), (2, rated(11, "bad", "old")), (3, replace(left, question="zijn er ezels?"))]:
        await store.write(Changes(chat=CHAT, user=user, feedback=feedback))
    day = date(2023, 11, 14)
    one = RatedQuestion(fact="visits-2019", reason="wrong", question="hoeveel ezels?", day=day)
    assert sorted(found.question for found in await store.rated_questions()) == ["hoeveel ezels?", "zijn er ezels?"]
    assert one in await store.rated_questions()
    assert len(await store.rated_questions(1)) == 1
    await store.write(Changes(chat=CHAT, user=1, feedback=rated(11, "bad", "unclear")))
    await store.write(Changes(chat=CHAT, user=3, feedback=Feedback(fact="visits-2019", rating="none", answer=11)))
    assert await store.rated_questions() == []


async def test_people_without_an_id_count_by_their_chat(store: Store) -> None:
    """A channel writes in its own name."""
    for chat in (CHAT, CHAT, CHAT + 1):
        await store.write(Changes(chat=chat, user=None, unanswered=unanswered()))
    assert [(group.people, group.times) for group in await store.unanswered()] == [(2, 3)]


async def test_ratings_are_counted_per_fact(store: Store) -> None:
    """Of one person, the last rating of a fact counts, in whatever message and chat; none, if it was taken back."""
    for user, feedback in [
        (1, rated(11, "bad", "wrong")), (1, rated(11, "good")), (1, rated(12, "bad", "unclear")),
        (2, rated(11, "bad", "unclear")), (2, rated(13, "good", None, "loans-2018")),
    ]:  # fmt: skip
        await store.write(Changes(chat=CHAT, user=user, feedback=feedback))
    assert await store.feedback() == [
        FactFeedback(fact="loans-2018", good=1, bad=0, reasons={}),
        FactFeedback(fact="visits-2019", good=0, bad=2, reasons={"unclear": 2}),
    ]
    await store.write(Changes(chat=CHAT + 1, user=2, feedback=rated(77, "good")))
    assert [(one.good, one.bad) for one in await store.feedback()] == [(1, 0), (1, 1)]
    await store.write(Changes(chat=CHAT, user=2, feedback=Feedback(fact="visits-2019", rating="none", answer=11)))
    assert [(one.good, one.bad) for one in await store.feedback()] == [(1, 0), (0, 1)]


async def test_of_several_rows_of_one_person_the_last_counts(store: Store) -> None:
    """An earlier version kept a rating for each message."""
    rows = [
        ("ada", 11, "bad", "wrong"),
        ("ada", 12, "bad", "unclear"),
        ("ada", 13, "good", None),
        ("ben", 11, "bad", "wrong"),
    ]
    for person, message, rating, reason in rows:
        said: dict[str, object] = {"fact": "visits-2019", "rating": rating, "reason": reason, "question": None}
        values = {"person": person, "chat": "c", "answer": message, **said, "rated_day": 19_000}
        await store._database.run(
            lambda session, values=values: session.run(store._statements.keep_rating, values)  # type: ignore[misc]
        )
    assert await store.feedback() == [FactFeedback(fact="visits-2019", good=1, bad=1, reasons={"wrong": 1})]


async def test_comments_come_back_newest_first(store: Store) -> None:
    """Whatever characters they are made of; what steers a terminal has not been kept since, and is not read either."""
    for text in ("eerste", "tweede \x00 ☺", "derde \ud800"):
        await store.write(Changes(chat=CHAT, user=USER, comment=text))
    day = date(2023, 11, 14)
    assert await store.comments(2) == [Comment(text="derde ?", day=day), Comment(text="tweede   ☺", day=day)]


async def test_changes_are_made_as_a_whole_or_not_at_all(store: Store) -> None:
    """A number that no database column holds fails the last statement, and nothing of the rest is left."""
    with pytest.raises((StoreError, OverflowError)):
        await store.write(replace(ASKED, feedback=rated(2**70, "good")))
    assert await store.load(CHAT) == Remembered()
    assert await store.unhandled(["1"]) == {"1"}


async def everything(store: Store, chat: int, user: int | None) -> None:
    """Write one of all that there is."""
    await store.beat("worker")
    assert await store.claim(f"open {chat}", chat, "worker") == "mine"
    feedback, comment = rated(11, "bad", "wrong"), "mooi"
    changes = replace(ASKED, chat=chat, user=user, handled=f"done {chat}", feedback=feedback, comment=comment)
    await store.write(replace(changes, unanswered=unanswered()))


async def test_forgetting_leaves_nothing_of_a_chat_and_its_user(store: Store) -> None:
    """And all of the others."""
    await everything(store, CHAT, USER)
    before = await store.size()
    await everything(store, CHAT + 1, USER + 1)
    await store.write(Changes(chat=CHAT + 1, user=USER + 1, handled="forget", forget=True))
    assert await store.size() == before | {"updates": before["updates"] + 2}  # two that are handled
    assert await store.load(CHAT + 1) == Remembered()
    assert await store.find_answer(CHAT + 1, 10) is None
    assert (await store.load(CHAT)).dialogue == dialogue()
    assert await store.unhandled(["forget", f"done {CHAT + 1}"]) == set()


@pytest.mark.parametrize(("forgetting", "left"), [
    pytest.param(Changes(chat=CHAT, user=USER, keep_chat=True), {2, None, "chat"}, id="a member"),
    pytest.param(Changes(chat=CHAT, user=USER), {2}, id="an administrator"),
    pytest.param(Changes(chat=CHAT, user=None), {USER, 2}, id="one in the name of the group"),
])  # fmt: skip
async def test_in_a_group_nobody_deletes_what_others_left(store: Store, forgetting: Changes, left: set[object]) -> None:
    """Of ratings, remarks and questions only those of who asks; and what is the group's where that is meant."""
    for user in (USER, 2, None):
        await everything(store, CHAT, user)
    await store.write(replace(forgetting, forget=True))
    size = await store.size()
    people = len(left - {"chat"})
    assert [size[name] for name in ("unanswered", "ratings", "comments")] == [people] * 3
    assert [size[name] for name in ("chats", "answers")] == [int("chat" in left)] * 2
    assert (await store.load(CHAT) == Remembered()) == ("chat" not in left)


async def test_after_forgetting_the_rest_is_written(store: Store) -> None:
    """Such as the language in which the bot says that it has forgotten."""
    await store.write(ASKED)
    await store.write(Changes(chat=CHAT, user=USER, forget=True, settings=ChatSettings(language="nl")))
    assert await store.load(CHAT) == Remembered(settings=ChatSettings(language="nl"))


@pytest.mark.parametrize(("days", "left"), [
    pytest.param(0.9, {"chats": 1, "answers": 1, "updates": 2, "workers": 1, "unanswered": 1, "ratings": 1,
                       "comments": 1}, id="the same day"),
    pytest.param(2.1, {"chats": 1, "answers": 0, "updates": 0, "workers": 0, "unanswered": 1, "ratings": 1,
                       "comments": 1}, id="two days"),
    pytest.param(91, {"chats": 0, "answers": 0, "updates": 0, "workers": 0, "unanswered": 0, "ratings": 0,
                      "comments": 0}, id="three months"),
])  # fmt: skip
async def test_what_is_old_goes(store: Store, clock: Clock, days: float, left: dict[str, int]) -> None:
    """Each kind after its own time."""
    await everything(store, CHAT, USER)
    clock.seconds += days * DAY
    await store.purge()
    assert await store.size() == left
    assert ((await store.load(CHAT)).dialogue == dialogue()) == (days < 1)


@pytest.mark.parametrize("text", ["", "geen json", '{"asked_at": "gisteren"}', '{"query": {"text": 1}}'])
async def test_a_dialogue_of_another_version_counts_as_empty(store: Store, text: str) -> None:
    """What this program cannot read, it does not guess at; the settings stay."""
    await store.write(ASKED)
    chat = store._sealer.hashed("chat", CHAT)
    sealed = store._sealer.seal(text.encode(), place(chats.c.dialogue, {"chat": chat}))
    values = {"dialogue": sealed, "chat": chat, "style": "?", "used_day": 0}
    keep, language = store._statements.keep_both, {"language": "en", "dialogue_hour": 0}
    await store._database.run(lambda session: session.run(keep, values | language))
    assert await store.load(CHAT) == Remembered(settings=ChatSettings(language="en"))


async def test_a_secret_has_to_be_given() -> None:
    """Keys made from nothing would open to anybody."""
    with pytest.raises(ValueError, match="secret"):
        Store("store.db", b"")
    assert SECRET
