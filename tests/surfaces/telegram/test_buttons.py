"""The buttons below answers, in both languages: tapped once or twice, after a restart, and after facts have changed."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.assistant import Assistant
from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.messages import BotMessage
from tests.surfaces.telegram.harness import Bot, Setup, press_and_see, silence, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED = {"nl": "Hoeveel bibliotheken werken samen met bedrijven?", "en": "How many libraries work with businesses?"}
LABELS = {
    "nl": {"source": "Bron", "why": "Waarom dit antwoord?", "copy": "Kopieer", "turn": "In English", "bad": "niet"},
    "en": {
        "source": "Source",
        "why": "Why this answer?",
        "copy": "Copy",
        "turn": "In het Nederlands",
        "bad": "Not correct",
    },
}
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


async def answered(bot: Bot, language: str) -> tuple[FakeChat, BotMessage]:
    chat = bot.api.chat(language=language)
    return chat, await chat.ask(ASKED[language])


@LANGUAGES
async def test_the_source_is_added_with_a_button_that_copies(bot: Bot, language: str) -> None:
    chat, answer = await answered(bot, language)
    labels = LABELS[language]
    await press_and_see(chat, answer, labels["source"])
    assert "Koninklijke Bibliotheek. (2018c)" in answer.text
    assert answer.formatted("bold")[-1] == labels["source"]
    assert labels["source"] not in answer.labels
    copied = answer.button(labels["copy"])["copy_text"]["text"]
    assert "26%" in copied
    assert "KB, 2018c" in copied


@LANGUAGES
async def test_why_shows_how_the_question_was_read(bot: Bot, language: str) -> None:
    chat, answer = await answered(bot, language)
    await press_and_see(chat, answer, LABELS[language]["why"])
    partner = {"nl": "“bedrijven” → commerciële partner", "en": "“businesses” → commercial partner"}[language]
    assert partner in answer.text
    assert len(chat.received) == 1


@LANGUAGES
async def test_the_same_in_the_other_language(bot: Bot, language: str) -> None:
    chat, answer = await answered(bot, language)
    before = answer.text
    await press_and_see(chat, answer, LABELS[language]["turn"])
    assert "26%" in answer.text
    assert answer.text != before
    back = {"nl": "In het Nederlands", "en": "In English"}[language]
    await press_and_see(chat, answer, back)
    assert answer.text == before


@LANGUAGES
async def test_a_related_fact_opens_and_the_conversation_goes_on_from_it(bot: Bot, language: str) -> None:
    chat, answer = await answered(bot, language)
    await chat.press(answer, "OBA")
    assert "Nieuwe Boekhandel" in (await chat.answer()).text
    source = {"nl": "wat is de bron?", "en": "what is the source?"}[language]
    assert "Bibliotheekblad" in (await chat.ask(source)).text


async def test_two_taps_open_it_once(bot: Bot) -> None:
    chat, answer = await answered(bot, "nl")
    await chat.press(answer, "OBA")
    said = await chat.press(answer, "OBA")
    assert said["text"] == "Dat antwoord staat er al."
    await silence(chat) if len(chat.received) == 2 else await chat.answer()
    assert len(chat.received) == 2


@pytest.mark.parametrize("label", ["Bron", "Waarom dit antwoord?", "In English", "niet"])
async def test_two_taps_at_once_do_no_harm(bot: Bot, label: str) -> None:
    """The second one comes from a screen that does not show yet what the first one did."""
    chat, answer = await answered(bot, "nl")
    data = str(answer.button(label)["callback_data"])
    await asyncio.gather(chat.press_data(answer, data), chat.press_data(answer, data))
    await silence(chat) if len(chat.received) == 1 else None
    assert len(chat.received) == 1
    assert answer.text.count("Koninklijke Bibliotheek. (2018c)") <= 1
    assert answer.text.count("Waarom dit antwoord?") <= 1


@LANGUAGES
async def test_a_choice_is_made_by_tapping_it(bot: Bot, language: str) -> None:
    """The choices of a clarifying question stand below it, numbered as in the text."""
    asked = {"nl": "Hoeveel vestigingen?", "en": "How many locations?"}
    desk = bot.service._desk
    chat = bot.api.chat(language=language)
    question = next(
        text for text in (asked[language], *CLARIFIED[language]) if ask_kind(desk, text, language) == "clarify"
    )
    answer = await chat.ask(question)
    assert answer.labels[0].startswith("1. ")
    await chat.press(answer, answer.labels[0])
    assert (await chat.answer()).formatted("italic")


CLARIFIED = {
    "nl": ("met hoeveel scholen werken bibliotheken samen?", "samenwerking met scholen hoeveel", "hoeveel scholen?"),
    "en": ("how many schools do libraries work with?", "cooperation with schools how many", "how many schools?"),
}


def ask_kind(desk: Desk, text: str, language: str) -> str:
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Question

    return desk.assistant.reply(Question(text, language=language), Dialogue())[0].kind


@LANGUAGES
async def test_feedback_asks_for_a_reason(bot: Bot, language: str) -> None:
    chat, answer = await answered(bot, language)
    reasons = {"nl": "verouderd", "en": "out of date"}
    said = await chat.press(answer, LABELS[language]["bad"])
    assert said["text"]
    await until(lambda: any(reasons[language] in label for label in answer.labels))
    await chat.press(answer, reasons[language])
    await until(lambda: not any(reasons[language] in label for label in answer.labels))
    ratings = {row.fact: row for row in await bot.store.feedback()}
    assert ratings["commercial-partners-share"].reasons["old"] >= 1


async def test_praise_is_kept_and_may_be_taken_back(bot: Bot) -> None:
    """Of one person and one fact, the last rating counts."""
    chat, answer = await answered(bot, "nl")
    before = {row.fact: row for row in await bot.store.feedback()}.get("commercial-partners-share")
    for label in ("👍", "👍"):
        assert "dank" in (await chat.press(answer, label))["text"]
    good = {row.fact: row for row in await bot.store.feedback()}["commercial-partners-share"].good
    assert good == (before.good if before else 0) + 1


async def test_one_account_has_one_vote_on_a_fact(setup: Setup) -> None:
    """However often it asks; the last one counts, and another account has its own."""
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api) as bot:
        ada, ben = api.chat("Ada", language="nl"), api.chat("Ben", language="nl")
        for chat, label in ((ada, "👍"), (ada, "👎"), (ada, "👎"), (ben, "👍"), (ada, "👎")):
            await chat.press(await chat.ask(ASKED["nl"]), label)
        await ada.ask("dank je")
        (rated,) = await bot.store.feedback()
        assert (rated.good, rated.bad) == (1, 1)
        assert bot.service._counts.feedback == {"good": 2, "bad": 1}  # as they changed


@pytest.mark.parametrize("action", ["good", "bad", "back", "reason", "attach"])
@pytest.mark.parametrize("inaccessible", [False, True], ids=["with its message", "without"])
async def test_a_fact_that_was_not_told_is_not_rated(setup: Setup, action: str, inaccessible: bool) -> None:
    """Whatever data an app of one's own sends, of a fact that is only offered as well."""
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api) as bot:
        chat, other = api.chat("Ada", language="nl"), api.chat("Ben", language="nl")
        answer = await chat.ask(ASKED["nl"])
        offered = str(answer.button("OBA")["callback_data"]).split(":")[2]
        elsewhere = await other.ask(f"/start {offered}")
        good = str(elsewhere.button("👍")["callback_data"])
        forged = good.replace("good:", f"{action}:") + (".0" if action in ("reason", "attach") else "")
        said = await chat.press_data(answer, forged, inaccessible=inaccessible)
        assert "oudere versie" in said["text"]
        await chat.ask("dank je")
        assert await bot.store.feedback() == []
        assert "oudere versie" not in (await chat.press(answer, "👍"))["text"]


async def test_an_answer_is_rated_though_its_message_is_not_shown(setup: Setup) -> None:
    """By another process than the one that sent it, which knows what it told."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api):
            answer = await chat.ask(ASKED["nl"])
        async with setup.running(api) as bot:
            await chat.press_data(answer, str(answer.button("👍")["callback_data"]), inaccessible=True)
            await chat.ask("dank je")
            assert [one.good for one in await bot.store.feedback()] == [1]


async def test_every_button_says_in_words_what_it_does(bot: Bot) -> None:
    """In at most 40 characters, in every message of the whole module."""
    await answered(bot, "nl")
    labels = [label for chat in bot.api.chats.values() for message in chat.received for label in message.labels]
    assert len(labels) > 20
    assert [label for label in labels if len(label) > 40 or not any(map(str.isalpha, label))] == []


async def test_a_button_of_a_message_that_is_too_old_sends_a_new_message(setup: Setup) -> None:
    """Telegram does not say what it was, and this process has not sent it."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api):
            answer = await chat.ask(ASKED["nl"])
        async with setup.running(api):
            await chat.press_data(answer, str(answer.button("Bron")["callback_data"]), inaccessible=True)
            said = await chat.answer()
            assert "Koninklijke Bibliotheek. (2018c)" in said.text
            assert said.labels == ["Kopieer met bron", "BibTeX", "RIS", "CSL-JSON"]
        assert api.violations == []


async def test_each_part_of_an_answer_has_its_source(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    answer = await chat.ask(
        "Hoeveel bibliotheken werken samen met bedrijven? En met welke boekhandel werkt de OBA samen?"
    )
    assert answer.labels == ["Bron 1", "Bron 2"]
    await press_and_see(chat, answer, "Bron 1")
    await press_and_see(chat, answer, "Bron 2")
    assert "Bibliotheekblad. (2016)" in answer.text
    assert answer.formatted("bold")[-2:] == ["Bron 1", "Bron 2"]
    forms = [f"{form} {number}" for number in (1, 2) for form in ("BibTeX", "RIS", "CSL-JSON")]
    assert answer.labels == ["Kopieer met bron", "Kopieer met bron", *forms]


async def test_two_buttons_tapped_at_once_both_do_their_work(bot: Bot) -> None:
    """Though the second tap comes from the message as it was before the first."""
    chat, answer = await answered(bot, "nl")
    taps = [str(answer.button(label)["callback_data"]) for label in ("Bron", "Waarom dit antwoord?")]
    await asyncio.gather(*(chat.press_data(answer, data) for data in taps))
    await until(lambda: len(answer.versions) == 3)
    assert "Koninklijke Bibliotheek. (2018c)" in answer.text
    assert "commerciële partner" in answer.text
    assert not {"Bron", "Waarom dit antwoord?"} & set(answer.labels)


async def test_a_tap_does_its_work_though_telegram_does_not_take_the_answer_to_it(bot: Bot) -> None:
    chat, answer = await answered(bot, "nl")
    bot.api.faults.add("answerCallbackQuery", Fault.RETRY_AFTER, seconds=300)
    with pytest.raises(TimeoutError):
        await chat.press_data(answer, str(answer.button("OBA")["callback_data"]), patience=0.3)
    assert "Nieuwe Boekhandel" in (await chat.answer()).text
    bot.api.faults.clear()


async def test_a_rating_may_be_taken_back(bot: Bot) -> None:
    chat, answer = await answered(bot, "nl")
    before = {row.fact: row.bad for row in await bot.store.feedback()}.get("commercial-partners-share", 0)
    await chat.press(answer, "👎")
    await until(lambda: "Laat maar" in answer.labels)
    await press_and_see(chat, answer, "Laat maar")
    await chat.ask("dank je")
    assert {row.fact: row.bad for row in await bot.store.feedback()}.get("commercial-partners-share", 0) == before


async def test_a_reply_to_a_fact_that_was_opened_goes_on_from_it(bot: Bot) -> None:
    chat, answer = await answered(bot, "nl")
    await chat.press(answer, "OBA")
    opened = await chat.answer()
    await chat.ask("Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert "Bibliotheekblad" in (await chat.ask("wat is de bron?", reply_to=opened)).text


@LANGUAGES
async def test_every_fact_can_be_copied_with_its_source(bot: Bot, desk: Desk, language: str) -> None:
    """Of a long one a part, of at most 256 characters, but never without its source."""
    for fact in list(desk.facts.values())[::4]:
        chat = bot.api.chat(language=language)
        answer = await chat.ask(f"/start {fact.id}")
        await press_and_see(chat, answer, LABELS[language]["source"])
        copied = answer.button(LABELS[language]["copy"])["copy_text"]["text"]
        assert len(copied) <= 256
        assert copied.endswith(")")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param("source:nl:no-such-fact:abcdef", "niet meer", id="a fact that is gone"),
        pytest.param("fact:nl:no-such-fact:", "niet meer", id="a fact that is gone, to be opened"),
        pytest.param("topic:nl:no-such-topic:", "niet meer", id="a topic that is gone"),
        pytest.param("origin:nl:no-such-source:", "niet meer", id="a source that is gone"),
        pytest.param("dance:nl:x:y", "oudere versie", id="an action that is gone"),
        pytest.param("source:fy:commercial-partners-share:x", "oudere versie", id="a language that is gone"),
        pytest.param("rubbish", "oudere versie", id="of another program"),
    ],
)
async def test_old_buttons_say_kindly_that_things_have_changed(bot: Bot, data: str, said: str) -> None:
    chat, answer = await answered(bot, "nl")
    assert said in (await chat.press_data(answer, data))["text"]
    assert len(chat.received) == 1


async def test_buttons_live_on_after_a_restart_and_a_change_of_the_facts(setup: Setup, desk: Desk) -> None:
    """The same bot again does what the button says; with another figure, it says so and tells the new one."""
    fact = desk.facts["commercial-partners-share"]
    row = replace(fact.figures[0], value=Decimal(31), as_printed="31%")
    knowledge = replace(desk.knowledge, facts={**desk.facts, fact.id: replace(fact, figures=(row,))}, is_slim=False)
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api):
            answer = await chat.ask(ASKED["nl"])
            old = str(answer.button("Bron")["callback_data"])
        async with setup.running(api):
            await press_and_see(chat, answer, "Waarom dit antwoord?")
            assert "“bedrijven” → commerciële partner" in answer.text
        async with setup.running(api, desk=Desk(Assistant(knowledge), knowledge)):
            await chat.press_data(answer, old)
            said = await chat.answer()
            assert "intussen gewijzigd" in said.text
            assert "31%" in said.text
        assert api.violations == []
