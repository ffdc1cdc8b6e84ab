"""Groups, forums and their members: what reaches the bot from there, and where it may write."""

import pytest
from telegram import Message
from telegram.error import BadRequest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.calling import next_message, next_updates, ptb_bot

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("text", "how", "reaches"),
    [
        pytest.param("gewone praat", {}, False, id="plain talk"),
        pytest.param("/bron", {}, True, id="a command"),
        pytest.param("/bron@Vraagbaak_test_bot", {}, True, id="a command for the bot"),
        pytest.param("/bron@other_bot", {}, False, id="a command for another bot"),
        pytest.param("weet @vraagbaak_test_bot dat?", {}, True, id="a mention"),
        pytest.param("weet @vraagbaak_test_bot2 dat?", {}, False, id="a mention of somebody else"),
        pytest.param("en 2018?", {"to_bot": True}, True, id="a reply to the bot"),
        pytest.param("en 2018?", {"to_bot": False}, False, id="a reply to a user"),
    ],
)
async def test_privacy_mode_holds_back_talk_in_groups(text: str, how: dict[str, bool], reaches: bool) -> None:
    """Without it, or as an administrator, the bot gets everything."""
    async with FakeBotApi(same_offset_seconds=0) as api, ptb_bot(api) as bot:
        ada, ben = api.user("Ada"), api.user("Ben")
        group = api.group("Bieb", ada, ben)
        await bot.send_message(group.id, "hallo")
        talk = group.say("hoi")
        reply = {True: group.received[0], False: talk}.get(how.get("to_bot"))  # type: ignore[arg-type]
        group.say(text, sender=ben, reply_to=reply)
        assert [
            update.effective_user and update.effective_user.first_name for update in await next_updates(bot, 0)
        ] == (["Ben"] if reaches else [])
        api.privacy = False
        group.say(text)
        api.privacy = True
        group.promote()
        group.say(text)
        assert len(await next_updates(bot)) == 3


async def test_a_forum_has_topics() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        group = api.group("Bieb", api.user(), forum=True, username="bieb_forum")
        topic = group.topic("Cijfers")
        question = group.say("/bron", topic=topic)
        message = await next_message(bot)
        assert (message.message_thread_id, message.is_topic_message, message.chat.is_forum) == (topic, True, True)
        for thread, replied in ((topic, None), (None, question.message_id)):
            sent = await bot.send_message("@bieb_forum", "x", message_thread_id=thread, reply_to_message_id=replied)
            assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
        with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
            await bot.send_message(group.id, "x", message_thread_id=1)


async def test_a_thread_of_replies_is_no_topic() -> None:
    """A supergroup numbers it, yet nothing can be sent there; the messages of two supergroups may share numbers."""
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        groups = [api.group(title, api.user()) for title in ("A", "B")]
        first = [group.say("/bron") for group in groups]
        assert first[0].message_id == first[1].message_id
        groups[0].say("/nog", reply_to=first[0])
        message = (await next_updates(bot))[-1].effective_message
        assert isinstance(message, Message)
        assert (message.message_thread_id, message.is_topic_message) == (first[0].message_id, None)
        with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
            await bot.send_message(groups[0].id, "x", message_thread_id=message.message_thread_id)


async def test_members_actions_and_reactions_are_seen() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        ada, ben, stranger = (api.user(name) for name in ("Ada", "Ben", "Cor"))
        group = api.group("Bieb", ada, ben)
        members = [await bot.get_chat_member(group.id, user.id) for user in (ada, ben, stranger, api.bot)]
        assert [member.status for member in members] == ["creator", "member", "left", "member"]
        group.admins.add(ben)
        assert (await bot.get_chat_member(group.id, ben.id)).status == "administrator"
        assert (await bot.get_chat(group.id)).title == "Bieb"
        await bot.send_chat_action(group.id, "typing")
        question = group.say("/bron")
        await bot.set_message_reaction(group.id, question.message_id, "👍")
        assert group.actions == ["typing"]
        assert question.reactions == [{"type": "emoji", "emoji": "👍"}]
        with pytest.raises(BadRequest, match=r"(?i)REACTION_INVALID"):
            await bot.set_message_reaction(group.id, question.message_id, "📚")
