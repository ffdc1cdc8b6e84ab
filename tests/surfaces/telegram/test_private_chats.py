"""Questions and answers in private chats, in both languages: follow-ups, edits, forwarded and captioned ones, media."""

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.faults import Fault
from tests.surfaces.telegram.harness import Bot, Setup, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED = {
    "nl": ("Hoeveel bibliotheken werken samen met bedrijven?", "en met middelbare scholen?", "hoeveel ziekenhuizen?"),
    "en": ("How many libraries work with businesses?", "and with secondary schools?", "how many hospitals?"),
}
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@LANGUAGES
async def test_a_conversation(bot: Bot, language: str) -> None:
    """A figure with its source, a follow-up, a subject that is not known; no link is ever shown as a preview."""
    chat = bot.api.chat(language="de")
    first, second, third = [await chat.ask(question) for question in ASKED[language]]
    assert "26%" in first.formatted("bold")[0]
    assert "KB, 2018c" in first.formatted("italic")[0]
    assert "92%" in second.formatted("bold")[0]
    assert {"nl": "geen gegevens", "en": "no data"}[language] in third.text
    assert all(answer.options["link_preview_options"] == {"is_disabled": True} for answer in chat.received)
    assert all(answer.reply_to is None for answer in chat.received)


async def test_each_chat_has_its_own_conversation(bot: Bot) -> None:
    ada, ben = bot.api.chat("Ada"), bot.api.chat("Ben")
    await ada.ask("Hoeveel bibliotheken werken samen met bedrijven?")
    await ben.ask("Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert "2018c" in (await ada.ask("wat is de bron?")).text
    assert "2019b" in (await ben.ask("wat is de bron?")).text


async def test_questions_typed_at_once_are_answered_in_order(bot: Bot) -> None:
    chat = bot.api.chat()
    figures = {"Hoeveel bibliotheken werken samen met bedrijven?": "26%", "en met middelbare scholen?": "84%"}
    for question in (*figures, "wat is de bron?"):
        chat.say(question)
    answers = [await chat.answer() for _ in range(3)]
    assert [figure in answer.text for figure, answer in zip([*figures.values(), "2019b"], answers, strict=True)] == [
        True
    ] * 3


async def test_a_reply_goes_on_from_the_answer_that_it_replies_to(bot: Bot) -> None:
    """Also when others came after it."""
    chat = bot.api.chat()
    first = await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")
    await chat.ask("Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert "2018c" in (await chat.ask("wat is de bron?", reply_to=first)).text


@LANGUAGES
async def test_an_edited_question_gets_its_answer_edited(bot: Bot, language: str) -> None:
    """In place, with its buttons; a follow-up after it goes on from what it asks now."""
    chat = bot.api.chat(language=language)
    companies = ASKED[language][0]
    question = chat.say(companies)
    answer = await chat.answer()
    chat.edit(question, companies.replace("bedrijven", "middelbare scholen").replace("businesses", "secondary schools"))
    assert await chat.change() is answer
    assert "84%" in answer.text
    assert answer.buttons
    assert len(chat.received) == 1
    source = {"nl": "wat is de bron?", "en": "what is the source?"}[language]
    assert "2019b" in (await chat.ask(source)).text


async def test_an_edit_of_an_older_question_leaves_the_conversation(bot: Bot) -> None:
    chat = bot.api.chat()
    question = chat.say("Hoeveel bibliotheken werken samen met bedrijven?")
    await chat.answer()
    await chat.ask("Hoeveel bibliotheken werken samen met middelbare scholen?")
    chat.edit(question, "Met welke boekhandel werkt de OBA samen?")
    assert "Nieuwe Boekhandel" in (await chat.change()).text
    assert "2019b" in (await chat.ask("wat is de bron?")).text


async def test_an_edit_that_changes_nothing_does_no_harm(bot: Bot) -> None:
    chat = bot.api.chat()
    question = chat.say("Hoeveel bibliotheken werken samen met bedrijven?")
    answer = await chat.answer()
    chat.edit(question, "Hoeveel bibliotheken werken samen met bedrijven?!")
    await chat.ask("dank je")
    assert len(answer.versions) == 1


async def test_an_edited_question_whose_answer_is_gone_is_answered_anew(setup: Setup) -> None:
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        chat = api.chat(language="nl")
        question = chat.say(ASKED["nl"][0])
        chat.delete(await chat.answer())
        chat.edit(question, "Hoeveel bibliotheken werken samen met middelbare scholen?")
        assert "84%" in (await chat.answer()).text


async def test_a_forwarded_question_is_a_question(bot: Bot) -> None:
    chat = bot.api.chat()
    chat.say("Hoeveel bibliotheken werken samen met bedrijven?", forwarded_from=bot.api.user("Ben"))
    assert "26%" in (await chat.answer()).text


async def test_a_caption_is_a_question(bot: Bot) -> None:
    """Also after an edit."""
    chat = bot.api.chat()
    photo = chat.say_media("photo", "Hoeveel bibliotheken werken samen met bedrijven?")
    assert "26%" in (await chat.answer()).text
    chat.edit(photo, "Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert "84%" in (await chat.change()).text


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location", "document"])
@pytest.mark.parametrize(("language", "said"), [("nl", "alleen tekst"), ("en", "only read text")])
async def test_media_get_one_kind_line(bot: Bot, kind: str, language: str, said: str) -> None:
    """The conversation goes on where it was."""
    chat = bot.api.chat(language=language)
    await chat.ask(ASKED[language][0])
    chat.say_media(kind)
    assert said in (await chat.answer()).text
    assert "84%" in (await chat.ask(ASKED[language][1])).text


async def test_a_kind_of_message_that_is_not_invented_yet_gets_the_same_line(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    chat.post("message", media_of_the_future={})
    assert "alleen tekst" in (await chat.answer()).text


@pytest.mark.parametrize(
    "content", [{"delete_chat_photo": True}, {"pinned_message": {"message_id": 1, "date": 0, "chat": {}}}]
)
async def test_messages_of_the_app_itself_are_left_alone(bot: Bot, content: dict[str, object]) -> None:
    chat = bot.api.chat()
    if "pinned_message" in content:
        content = {"pinned_message": {"message_id": 1, "date": 0, "chat": chat.chat}}
    chat.post("message", **content)
    await chat.ask("hallo")
    assert len(chat.received) == 1


@pytest.mark.parametrize(("language", "said"), [("nl", "erg lang"), ("en", "rather long")])
async def test_a_long_story_is_asked_to_be_shorter(bot: Bot, language: str, said: str) -> None:
    assert said in (await bot.api.chat(language=language).ask("bibliotheek " * 200)).text


@pytest.mark.parametrize("text", ["\u202e", "\x00 \x01", "🙂", "   ", "&lt;b&gt;", "<b>", "*_[]()~`"])
async def test_strange_texts_get_an_answer(bot: Bot, text: str) -> None:
    """Nothing that is typed is markup, and nothing is too strange for a line."""
    chat = bot.api.chat()
    assert (await chat.ask(text)).text


async def test_words_of_the_user_are_never_markup(bot: Bot) -> None:
    chat = bot.api.chat()
    answer = await chat.ask("Hoeveel bibliotheken werken samen met <b>kwallenkwekers</b> & </i>?")
    assert "kwallenkwekers" in answer.text
    assert "kwallenkwekers" not in answer.formatted("bold")


async def test_typing_is_shown_when_an_answer_takes_long(bot: Bot) -> None:
    chat = bot.api.chat()
    bot.api.faults.add("sendMessage", Fault.RETRY_AFTER, chat_id=chat.id, seconds=1)
    assert (await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text
    assert chat.actions == ["typing"]
    await chat.ask("dank je")
    await until(lambda: len(chat.received) == 2)
    assert chat.actions == ["typing"]
