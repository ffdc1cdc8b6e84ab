"""Groups: the bot answers what is addressed to it and nothing else, and quotes what it answers."""

from typing import Any

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.messages import BotMessage, User
from tests.surfaces.telegram.harness import Bot, Setup, silence

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = "Hoeveel bibliotheken werken samen met bedrijven?"
NAME = "@vraagbaak_test_bot"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"/vraag {QUESTION}", id="a command"),
        pytest.param(f"/ask{NAME} How many libraries work with businesses?", id="a command with the name of the bot"),
        pytest.param(f"{NAME} {QUESTION}", id="a mention in front"),
        pytest.param(f"{QUESTION} {NAME.upper()}", id="a mention at the end, in capitals"),
        pytest.param(f"/VRAAG\n{QUESTION}", id="a command in capitals, with the question on the next line"),
    ],
)
@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_what_is_addressed_to_the_bot_is_answered(bot: Bot, kind: str, text: str) -> None:
    ada = bot.api.user("Ada")
    group = bot.api.group("Staff", ada, bot.api.user("Ben"), kind=kind)
    asked = group.say(text, sender=ada)
    answer = await group.answer()
    assert "26%" in answer.text
    assert answer.reply_to is asked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(QUESTION, id="plain talk"),
        pytest.param("/vraag@other_bot iets", id="a command for another bot"),
        pytest.param("/weather Utrecht", id="a command that is not ours"),
        pytest.param("@somebody hallo", id="a mention of somebody else"),
    ],
)
async def test_everything_else_is_left_alone(bot: Bot, text: str) -> None:
    """Even where an administrator lets the bot read all."""
    group = bot.api.group("Staff", bot.api.user("Ada"))
    group.promote()
    group.say(text)
    group.say_media("photo")
    await silence(group)


async def test_a_reply_to_the_bot_goes_on(bot: Bot) -> None:
    """Whoever replies: what they mean is the answer that they reply to."""
    ada, ben = bot.api.user("Ada"), bot.api.user("Ben")
    group = bot.api.group("Staff", ada, ben)
    first = await group.ask(f"/vraag {QUESTION}", sender=ada)
    await group.ask("/vraag Hoeveel bibliotheken werken samen met middelbare scholen?", sender=ada)
    answer = await group.ask("wat is de bron?", sender=ben, reply_to=first)
    assert "2018c" in answer.text


async def test_a_forum_is_answered_in_its_topic(bot: Bot) -> None:
    group = bot.api.group("Staff", bot.api.user("Ada"), kind="supergroup", forum=True)
    topic = group.topic("Cijfers")
    group.say(f"/vraag {QUESTION}", topic=topic)
    assert (await group.answer()).options["message_thread_id"] == topic


async def test_a_question_that_is_gone_is_answered_all_the_same(bot: Bot) -> None:
    group = bot.api.group("Staff", bot.api.user("Ada"))
    group.delete(group.say(f"/vraag {QUESTION}"))
    assert "26%" in (await group.answer()).text


async def test_an_edit_may_address_the_bot(bot: Bot) -> None:
    """Then it is a question like any other; edited again, its answer is edited."""
    group = bot.api.group("Staff", bot.api.user("Ada"))
    group.promote()
    asked = group.say(QUESTION)
    await silence(group)
    group.edit(asked, f"{NAME} {QUESTION}")
    answer = await group.answer()
    assert "26%" in answer.text
    group.edit(asked, f"{NAME} Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert await group.change() is answer
    assert "84%" in answer.text


async def test_the_name_alone_is_asked_what_it_is_about(bot: Bot) -> None:
    group = bot.api.group("Staff", bot.api.user("Ada", language="nl"))
    assert "Wat wil je weten" in (await group.ask(NAME)).text


async def test_other_bots_and_own_cards_are_left_alone(bot: Bot) -> None:
    """Two bots would go on for ever; and a card that a user posts by inline mode is no question."""
    chat = bot.api.chat()
    robot = {"id": 77, "is_bot": True, "first_name": "Robot"}
    chat.post("message", text=QUESTION, **{"from": robot})
    chat.send(text=QUESTION, via_bot=bot.api.bot.json)
    await silence(chat)


async def test_buttons_work_in_a_group(bot: Bot) -> None:
    """For everyone; a fact that is opened quotes the message with the button."""
    ada, ben = bot.api.user("Ada"), bot.api.user("Ben")
    group = bot.api.group("Staff", ada, ben)
    answer = await group.ask(f"/vraag {QUESTION}", sender=ada)
    await group.press(answer, "OBA", sender=ben)
    opened = await group.answer()
    assert "Nieuwe Boekhandel" in opened.text
    assert opened.reply_to is answer


async def test_a_group_that_becomes_a_supergroup_is_followed(setup: Setup) -> None:
    """Telegram tells by a refusal where the group has gone; the answer goes there."""
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        ada = api.user("Ada")
        group, supergroup = api.group("Staff", ada), api.group("Staff", ada, kind="supergroup")
        group.say(f"/vraag {QUESTION}")
        group.upgrade(supergroup)
        assert "26%" in (await supergroup.answer()).text


LEFT = ("comments", "ratings", "unanswered")
OF_GROUP = ("chats", "answers")


async def leave_something(group: FakeChat, user: User) -> None:
    """Let a member leave a rating, a remark and a question that has no answer."""
    answer = await group.ask(f"/vraag {QUESTION}", sender=user)
    await group.press(answer, "👍", sender=user)
    await group.ask("/feedback mooi", sender=user)
    await group.ask("/vraag Hoeveel ziekenhuizen werken samen met bibliotheken?", sender=user)


async def forget(group: FakeChat, user: User, as_chat: dict[str, Any] | None = None) -> BotMessage:
    """Ask to be forgotten, perhaps in the name of the group or a channel; return what the bot says."""
    marks = [{"type": "bot_command", "offset": 0, "length": len("/vergeet")}]
    group.send(sender=user, text="/vergeet", entities=marks, **({"sender_chat": as_chat} if as_chat else {}))
    return await group.answer()


@pytest.mark.parametrize(
    ("who", "left", "is_of_group_left", "said"),
    [
        pytest.param("member", 2, True, "wat van de groep is", id="a member"),
        pytest.param("stranger", 3, True, "wat van de groep is", id="one who has left nothing"),
        pytest.param("channel", 3, True, "wat van de groep is", id="in the name of a channel"),
        pytest.param("owner", 2, False, "van anderen", id="the owner"),
        pytest.param("admin", 2, False, "van anderen", id="an administrator"),
        pytest.param("anonymous", 3, False, "van anderen", id="an administrator in the name of the group"),
    ],
)
async def test_forgetting_in_a_group(setup: Setup, who: str, left: int, is_of_group_left: bool, said: str) -> None:
    """It deletes what that person left and nothing of the others; what is the group's, for its administrators alone."""
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api) as bot:
        owner, admin, member, stranger = (api.user(name, language="nl") for name in ("Ada", "Ben", "Cor", "Dirk"))
        group = api.group("Staff", owner, admin, member, stranger)
        group.admins.add(admin)
        for user in (owner, admin, member):
            await leave_something(group, user)
        await group.ask("/taal nl", sender=owner)
        names = {"channel": {"id": -1009, "type": "channel", "title": "X"}, "anonymous": group.chat}
        asking = {"owner": owner, "admin": admin, "member": member}.get(who, stranger)
        answer = await forget(group, asking, names.get(who))
        assert said in answer.text
        await group.ask("/help", sender=owner)
        size = await bot.store.size()
        assert {name: size[name] for name in LEFT} == dict.fromkeys(LEFT, left)
        assert [bool(size[name]) for name in OF_GROUP] == [is_of_group_left] * len(OF_GROUP)
        assert api.violations == []


async def test_where_telegram_does_not_say_who_is_an_administrator_nobody_is(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.surfaces.telegram.members.ASK_SECONDS", 0.0)
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api) as bot:
        group = api.group("Staff", api.user("Ada", language="nl"))
        await leave_something(group, group.user)
        api.faults.add("getChatMember", Fault.SERVER_ERROR)
        assert "wat van de groep is" in (await forget(group, group.user)).text
        size = await bot.store.size()
        assert [size[name] for name in LEFT] == [0, 0, 0]
        assert all(size[name] for name in OF_GROUP)
