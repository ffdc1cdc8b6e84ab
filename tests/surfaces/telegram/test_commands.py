"""The commands and deep links, in both languages, and the menu and texts that the bot sets for itself."""

import pytest

from bot.surfaces.links import find_targets, payload_of
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.profile import MENU
from bot.surfaces.topics import PAGE, find_topics
from tests.fake_telegram.api import FakeBotApi
from tests.surfaces.telegram.harness import Bot, Setup, press_and_see, silence, unlimited, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

QUESTION = {"nl": "Hoeveel bibliotheken werken samen met bedrijven?", "en": "How many libraries work with businesses?"}
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.mark.parametrize(
    ("command", "app", "said"),
    [
        pytest.param("/start", "nl", "Ik ben Vraagbaak", id="start"),
        pytest.param("/start", "en-GB", "I am Vraagbaak", id="start, in the language of the app"),
        pytest.param("/start", "de", "Ik ben Vraagbaak", id="start, in an app of a third language"),
        pytest.param("/START", "en", "I am Vraagbaak", id="in capitals"),
        pytest.param("/start@vraagbaak_test_bot", "en", "I am Vraagbaak", id="with the name of the bot"),
        pytest.param("/help", "nl", "Zo werkt het", id="help"),
        pytest.param("/help", "en", "How it works", id="help in English"),
        pytest.param("/onderwerpen", None, "Kies een onderwerp", id="topics"),
        pytest.param("/onderwerpen boekhandel", None, "Over commerciële partner", id="a topic by a word of it"),
        pytest.param("/onderwerpen xqz", None, "Kies een onderwerp", id="a topic that is not there"),
        pytest.param("/topics", "nl", "Choose a topic", id="topics: an English command is answered in English"),
        pytest.param("/bronnen", "en", "mijn bronnen", id="sources"),
        pytest.param("/sources", None, "my sources", id="sources in English"),
        pytest.param("/bron kb, 2018c", None, "[titel niet bekend]", id="a source by name"),
        pytest.param("/source KB, 2018c", None, "[title not known]", id="a source by name, in English"),
        pytest.param("/bron xyz", None, "Die bron vind ik niet", id="a source that is not there"),
        pytest.param("/source KB", None, "or there are several", id="a name that several sources have"),
        pytest.param("/bron", "nl", "Stel eerst een vraag", id="the source of nothing"),
        pytest.param("/taal Engels", None, "answer in English", id="a language by its name"),
        pytest.param("/language Dutch", "en", "in het Nederlands", id="a language by its English name"),
        pytest.param("/nieuw", None, "opnieuw", id="new"),
        pytest.param("/new", None, "start again", id="new in English"),
        pytest.param("/privacy", "nl", "90 dagen", id="privacy"),
        pytest.param("/privacy", "en", "90 days", id="privacy in English"),
        pytest.param("/vergeet", None, "gewist", id="forget"),
        pytest.param("/forget", None, "deleted", id="forget in English"),
        pytest.param("/feedback", "nl", "/feedback Ik mis", id="feedback without words"),
        pytest.param("/feedback te weinig over musea", "nl", "Dank je wel", id="feedback"),
        pytest.param("/feedback too little", "en", "Thank you", id="feedback in English"),
        pytest.param("/vraag", None, "Wat wil je weten", id="a question without words"),
        pytest.param("/ask", None, "What would you like", id="a question without words, in English"),
        pytest.param("/vraag " + QUESTION["nl"], None, "26%", id="a question"),
        pytest.param("/ask " + QUESTION["en"], None, "26%", id="a question in English"),
        pytest.param("/instellingen", None, "Instellingen", id="settings"),
        pytest.param("/settings", None, "Settings", id="settings in English"),
        pytest.param("/status", "nl", "commando ken ik niet", id="a command for administrators"),
        pytest.param("/herlaad", "en", "do not know that command", id="another one"),
        pytest.param("/onbeantwoord", "nl", "commando ken ik niet", id="and another"),
        pytest.param("/toverstaf", "nl", "commando ken ik niet", id="an unknown command"),
    ],
)
async def test_a_command_is_answered(bot: Bot, command: str, app: str | None, said: str) -> None:
    assert said in (await bot.api.chat(language=app).ask(command)).text


async def test_the_language_of_the_conversation_goes_before_that_of_the_app(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    await chat.ask(QUESTION["en"])
    assert "How it works" in (await chat.ask("/help")).text


@LANGUAGES
async def test_the_source_of_the_last_answer(bot: Bot, language: str) -> None:
    chat = bot.api.chat()
    await chat.ask(QUESTION[language])
    assert "KB, 2018c" in (await chat.ask({"nl": "/bron", "en": "/source"}[language])).text


@LANGUAGES
async def test_a_new_conversation_knows_nothing_of_the_old_one(bot: Bot, language: str) -> None:
    chat = bot.api.chat()
    await chat.ask(QUESTION[language])
    await chat.ask({"nl": "/nieuw", "en": "/new"}[language])
    answer = await chat.ask({"nl": "wat is de bron?", "en": "what is the source?"}[language])
    assert "2018c" not in answer.text


@LANGUAGES
async def test_from_topic_to_fact_in_three_taps(bot: Bot, language: str) -> None:
    chat = bot.api.chat(language=language)
    menu = await chat.ask({"nl": "/onderwerpen", "en": "/topics"}[language])
    await press_and_see(chat, menu, {"nl": "middelbare school", "en": "secondary school"}[language])
    assert len(menu.labels) > 2
    assert menu.labels[0].startswith("1. ")
    assert menu.text.splitlines()[1].startswith("1. ")
    await chat.press(menu, menu.labels[0])
    assert (await chat.answer()).formatted("italic")
    await press_and_see(chat, menu, {"nl": "Alle onderwerpen", "en": "All topics"}[language])
    assert len(menu.labels) > 10


@LANGUAGES
async def test_many_questions_of_a_topic_come_in_pages(bot: Bot, desk: Desk, language: str) -> None:
    """Numbered on, the same in the text as on the buttons; an old button of the topic opens the first page."""
    topic = max(find_topics(desk.knowledge, language), key=lambda one: len(one.questions))
    assert topic.pages == 2
    turn = {"nl": ("Volgende", "Vorige"), "en": ("Next", "Previous")}[language]
    chat = bot.api.chat(language=language)
    menu = await chat.ask(f"/start {language}_topic-{topic.id}")
    first = (menu.text, menu.labels)
    assert len(menu.labels) == PAGE + 2
    assert turn[1] not in menu.labels
    await press_and_see(chat, menu, turn[0])
    assert menu.text.splitlines()[1] == f"{PAGE + 1}. {topic.questions[PAGE]}"
    assert menu.labels[0].startswith(f"{PAGE + 1}. ")
    assert turn[0] not in menu.labels
    await press_and_see(chat, menu, turn[1])
    assert (menu.text, menu.labels) == first
    await press_and_see(chat, menu, turn[0])
    await chat.press_data(menu, f"topic:{language}:{topic.id}:")
    await until(lambda: (menu.text, menu.labels) == first)


async def test_a_button_of_a_topic_that_is_none_any_more_opens_the_one_that_has_its_facts(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    menu = await chat.ask("/onderwerpen")
    await chat.press_data(menu, "topic:nl:oba:")
    await until(lambda: menu.text.startswith("Over commerciële partner"))


async def test_a_word_shows_the_topics_that_have_it(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    every, some = await chat.ask("/onderwerpen"), await chat.ask("/onderwerpen leden")
    assert 1 < len(some.labels) < len(every.labels)
    assert set(some.labels) < set(every.labels)


@LANGUAGES
async def test_the_sources_can_be_looked_through(bot: Bot, language: str) -> None:
    chat = bot.api.chat()
    menu = await chat.ask({"nl": "/bronnen", "en": "/sources"}[language])
    first = menu.labels[0]
    await press_and_see(chat, menu, {"nl": "Volgende", "en": "Next"}[language])
    await press_and_see(chat, menu, {"nl": "Vorige", "en": "Previous"}[language])
    assert menu.labels[0] == first
    await press_and_see(chat, menu, {"nl": "Volgende", "en": "Next"}[language])
    await chat.press(menu, "KB, 2019b")
    assert "Koninklijke Bibliotheek (2019)" in (await chat.answer()).text


@pytest.mark.parametrize(("command", "said"), [("/taal en", "I answer in English"), ("/language nl", "in het Neder")])
async def test_a_language_that_is_chosen_holds_for_every_question(bot: Bot, command: str, said: str) -> None:
    chat = bot.api.chat()
    assert said in (await chat.ask(command)).text
    for question in QUESTION.values():
        assert {"e": "Counted", "n": "Geteld"}[command[-2]] in (await chat.ask(question)).text


@LANGUAGES
async def test_language_and_length_are_chosen_by_buttons(bot: Bot, language: str) -> None:
    chat = bot.api.chat(language=language)
    menu = await chat.ask({"nl": "/instellingen", "en": "/settings"}[language])
    await press_and_see(chat, menu, {"nl": "Uitgebreid", "en": "Detailed"}[language])
    assert {"nl": "✓ Uitgebreid", "en": "✓ Detailed"}[language] in menu.labels
    assert "Koninklijke Bibliotheek. (2018c)" in (await chat.ask(QUESTION[language])).text
    await press_and_see(chat, menu, "English")
    assert "Counted" in (await chat.ask(QUESTION["nl"])).text
    await press_and_see(chat, menu, "Language of my question")
    assert "Geteld" in (await chat.ask(QUESTION["nl"])).text


async def test_an_edited_command_is_carried_out_anew(bot: Bot) -> None:
    """And an edited question behind a command is answered in place."""
    chat = bot.api.chat()
    asked = chat.say("/vraag " + QUESTION["nl"])
    answer = await chat.answer()
    chat.edit(asked, "/vraag Hoeveel bibliotheken werken samen met middelbare scholen?")
    assert await chat.change() is answer
    assert "84%" in answer.text


# --- deep links


async def test_every_link_leads_somewhere(bot: Bot) -> None:
    """To every fact, topic and language, in the user's language and in each."""
    desk = bot.service._desk
    chat = bot.api.chat(language="en")
    targets = [target for code in ("nl", "en") for target, _ in find_targets(desk.knowledge, code, forced=code == "nl")]
    assert len(targets) > 2 * len(desk.facts)
    for target in dict.fromkeys(targets):
        payload = payload_of(target)
        assert len(payload) <= 64
        answer = await chat.ask(f"/start {payload}")
        if target.kind == "fact":
            named = [desk.knowledge.sources[id_].cited_as for id_ in desk.facts[target.id].figures[0].sources]
            assert all(name in answer.formatted("italic")[0] for name in named)
            assert target.language is None or "cited in" not in answer.text
        else:
            assert target.kind == "topic" or answer.text.startswith(("Hoi!", "Hello!"))
        if target.kind == "language":
            await chat.ask("/forget")


async def test_a_follow_up_goes_on_from_a_linked_fact(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    assert "26%" in (await chat.ask("/start commercial-partners-share")).text
    assert "2018c" in (await chat.ask("wat is de bron?")).text


@pytest.mark.parametrize("payload", ["no-such-fact", "fy", "topic-nothing", "nl_", "_", "x" * 64])
async def test_an_unknown_link_is_welcomed_too(bot: Bot, payload: str) -> None:
    chat = bot.api.chat(language="nl")
    assert "niet (meer) weet" in (await chat.ask(f"/start {payload}")).text
    assert "Ik ben Vraagbaak" in (await chat.answer()).text


# --- menu and profile


async def test_menu_and_profile_are_set_for_both_languages(bot: Bot, desk: Desk) -> None:
    """And for everybody else in that of the settings."""
    profile = bot.api.profile
    await until(lambda: ("default", "en") in profile.commands and ("short_description", "en") in profile.texts)
    for code in ("", "nl", "en"):
        menu = {row["command"]: row["description"] for row in profile.commands["default", code]}
        language = code or "nl"
        assert len(menu) == len(MENU)
        assert all(desk.names[name][1] in (None, language) for name in menu)
        assert profile.texts["description", code] == desk.say(language, "bot_description")
        assert profile.texts["short_description", code] == desk.say(language, "bot_short_description")


# --- limits


async def test_too_many_questions_get_one_notice(setup: Setup) -> None:
    """By the clock of the messages: a minute later, questions are answered again."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        api.now = 1_790_000_000
        async with setup.running(api, options=unlimited(questions_per_minute=3)):
            chat, other = api.chat(language="en"), api.chat(language="en")
            answers = [(await chat.ask(QUESTION["en"])).text for _ in range(4)]
            assert ["26%" in text for text in answers] == [True, True, True, False]
            assert "lot of questions" in answers[3]
            chat.say(QUESTION["en"])
            await silence(chat)
            assert "26%" in (await other.ask(QUESTION["en"])).text
            api.now += 61
            assert "26%" in (await chat.ask(QUESTION["en"])).text


async def test_only_the_chats_that_are_allowed_are_answered(setup: Setup) -> None:
    async with FakeBotApi(same_offset_seconds=0) as api:
        welcome, stranger = api.chat("Ada"), api.chat("Ben", language="en")
        group = api.group("Staff", api.user("Cor"))
        async with setup.running(api, options=unlimited(chats=frozenset({welcome.id}))):
            assert "26%" in (await welcome.ask(QUESTION["nl"])).text
            refusal = (await stranger.ask(QUESTION["en"])).text
            assert "set group of people" in refusal
            assert str(stranger.id) in refusal
            group.say("/weather Utrecht")
            assert "vaste groep" in (await group.ask("/vraag iets")).text
            assert len(group.received) == 1
            assert (await api.inline(stranger.user, "bedrijven"))["results"] == []
            assert (await api.inline(welcome.user, "bedrijven"))["results"]
