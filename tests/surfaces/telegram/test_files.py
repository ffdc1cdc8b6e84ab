"""Charts and references as files: by question, by command and by button, in both languages, and where none may be."""

import asyncio
import json
import re
from typing import Any

import bibtexparser
import pytest
import rispy

from bot.core.records.series import comparable_rows, is_series
from bot.surfaces.telegram.files import CAPTION_LENGTH, caption_of
from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.bodies import Upload
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.messages import BotMessage
from tests.surfaces.telegram.harness import Bot, Setup, press_and_see, silence, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERIES = "members-count"
ASKED = {"nl": "Hoeveel leden hebben de bibliotheken?", "en": "How many members do libraries have?"}
DRAWN = {"nl": "Hoeveel leden hebben de bibliotheken, in een grafiek?", "en": "Number of library members in a chart"}
ALONE = {"nl": "Hoeveel bibliotheken werken samen met bedrijven?", "en": "How many libraries work with businesses?"}
COMMAND = {"nl": "/grafiek", "en": "/chart"}
CHART = {"nl": "📈 Grafiek", "en": "📈 Chart"}
SOURCE = {"nl": "Bron", "en": "Source"}
TOO_FEW = {"nl": "te weinig perioden", "en": "too few periods"}
PNG = b"\x89PNG\r\n\x1a\n"
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def sent_file(api: FakeBotApi, chat: FakeChat, kind: str) -> Upload:
    """Return the last picture or document that was sent to a chat."""
    method = {"photo": "sendPhoto", "document": "sendDocument"}[kind]
    calls = [call for call in api.calls if call.method == method and call.given.get("chat_id") == chat.id]
    upload = calls[-1].given[kind]
    assert isinstance(upload, Upload)
    return upload


def is_chart_of(message: BotMessage, desk: Desk, language: str) -> bool:
    """Tell whether a message is the picture of the series, with all its figures and its source below it."""
    chart = desk.assistant.chart(SERIES, language)
    assert chart is not None
    assert len(message.text.encode("utf-16-le")) // 2 <= CAPTION_LENGTH
    shown = all(f"{point.period}: {point.shown}" in message.text for point in chart.points)
    return "photo" in message.media and shown and chart.source in message.text and chart.population in message.text


# --- charts


@LANGUAGES
async def test_the_chart_button_sends_a_picture_with_its_figures(bot: Bot, desk: Desk, language: str) -> None:
    chat = bot.api.chat(language=language)
    answer = await chat.ask(ASKED[language])
    await chat.press(answer, CHART[language])
    assert is_chart_of(await chat.answer(), desk, language)
    upload = sent_file(bot.api, chat, "photo")
    assert upload.content.startswith(PNG)
    assert upload.file_name == f"{SERIES}.png"
    assert CHART[language] in answer.labels
    assert (await chat.press(answer, CHART[language]))["text"]
    await silence(chat)


@LANGUAGES
async def test_a_question_for_a_chart_gets_text_and_picture(bot: Bot, desk: Desk, language: str) -> None:
    chat = bot.api.chat(language=language)
    answer = await chat.ask(DRAWN[language])
    assert "2024" in answer.text
    assert answer.buttons
    assert is_chart_of(await chat.answer(), desk, language)
    await silence(chat)


@LANGUAGES
async def test_the_command_draws_the_last_answer(bot: Bot, desk: Desk, language: str) -> None:
    """After nothing, it asks for a question; of a fact without a series, it says that there is none."""
    chat = bot.api.chat(language=language)
    assert {"nl": "eerst een vraag", "en": "question first"}[language] in (await chat.ask(COMMAND[language])).text
    answer = await chat.ask(ASKED[language])
    assert is_chart_of(await chat.ask(COMMAND[language]), desk, language)
    await chat.ask(ALONE[language])
    assert TOO_FEW[language] in (await chat.ask(COMMAND[language])).text
    assert is_chart_of(await chat.ask(COMMAND[language], reply_to=answer), desk, language)


@LANGUAGES
async def test_the_command_takes_a_question(bot: Bot, desk: Desk, language: str) -> None:
    """In whatever language that is; of a fact without a series, it says so below the answer."""
    chat, other = bot.api.chat(language=language), {"nl": "en", "en": "nl"}[language]
    assert "3,7" in (await chat.ask(f"{COMMAND[language]} {ASKED['nl']}")).text
    assert is_chart_of(await chat.answer(), desk, "nl")
    alone = await bot.api.chat(language=other).ask(f"{COMMAND[language]} {ALONE[language]}")
    assert "26%" in alone.text
    assert TOO_FEW[language] in alone.text


async def test_a_command_with_no_question_in_it_is_answered(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    assert (await chat.ask("/grafiek xqzw vlorp")).text
    await silence(chat)


async def test_an_edited_question_gets_its_chart_anew(bot: Bot, desk: Desk) -> None:
    """One that was sent before is taken away, in whatever order chart and no chart were asked for."""
    chat = bot.api.chat(language="nl")
    question = chat.say(DRAWN["nl"])
    answer, picture = await chat.answer(), await chat.answer()
    chat.edit(question, ALONE["nl"])
    assert await chat.change() is answer
    await until(lambda: picture.deleted)
    chat.edit(question, f"/grafiek {ASKED['nl']}")
    assert is_chart_of(await chat.answer(), desk, "nl")
    assert "3,7" in answer.text


async def test_a_reply_to_a_chart_goes_on_from_it(bot: Bot) -> None:
    """However it was asked for."""
    chat = bot.api.chat(language="nl")
    answer = await chat.ask(DRAWN["nl"])
    charts = [await chat.answer()]
    await chat.press(answer, CHART["nl"])
    charts += [await chat.answer(), await chat.ask("/grafiek")]
    for chart in charts:
        await chat.ask(ALONE["nl"])
        assert "3.784.000" in (await chat.ask("en in 2015?", reply_to=chart)).text


async def test_in_a_group_a_chart_quotes_what_asked_for_it(bot: Bot) -> None:
    group = bot.api.group("Bieb", bot.api.user("Ada", language="nl"))
    asked = group.say(f"/grafiek {ASKED['nl']}")
    answer, picture = await group.answer(), await group.answer()
    assert (answer.reply_to, picture.reply_to) == (asked, asked)
    await group.press(answer, CHART["nl"])
    assert (await group.answer()).reply_to is answer


async def test_a_forum_gets_its_charts_and_files_in_the_topic(bot: Bot) -> None:
    group = bot.api.group("Forum", bot.api.user("Ada", language="nl"), forum=True)
    topic = group.topic("Cijfers")
    group.say(f"/grafiek {ASKED['nl']}", topic=topic)
    answer, picture = await group.answer(), await group.answer()
    await group.press(answer, "Bron")
    await until(lambda: "BibTeX" in answer.labels)
    await group.press(answer, "BibTeX")
    document = await group.answer()
    assert [one.json["message_thread_id"] for one in (answer, picture, document)] == [topic] * 3


@pytest.mark.parametrize("fault", [Fault.RETRY_AFTER, Fault.BAD_GATEWAY, Fault.RESET])
async def test_an_upload_is_repeated_after_a_fault(setup: Setup, desk: Desk, fault: Fault) -> None:
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api):
            api.faults.add("sendPhoto", fault)
            await chat.ask(DRAWN["nl"])
            assert is_chart_of(await chat.answer(), desk, "nl")
            await silence(chat)
        assert api.violations == []


async def test_where_no_picture_may_be_sent_the_figures_are_told(setup: Setup, desk: Desk) -> None:
    """And of a file, where it can be had."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api):
            api.faults.add("sendPhoto", Fault.CONFLICT, times=None)
            api.faults.add("sendDocument", Fault.CONFLICT, times=None)
            answer = await chat.ask(DRAWN["nl"])
            told = await chat.answer()
            assert "2015: 3.784.000" in told.text
            assert told.media == {}
            assert "3.784.000" in (await chat.ask("en in 2015?", reply_to=told)).text
            await press_and_see(chat, answer, "Bron")
            await chat.press(answer, "RIS")
            assert "niet sturen" in (await chat.answer()).text


async def test_many_who_ask_at_once_get_one_drawing(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """And none waits for another to be drawn twice."""
    drawn: list[str] = []

    def draw(chart: Any) -> bytes:
        drawn.append(chart.fact)
        return PNG

    monkeypatch.setattr("bot.surfaces.telegram.files._draw", draw)
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api):
        chats = [api.chat(language="nl") for _ in range(10)]
        await asyncio.gather(*(chat.ask(DRAWN["nl"]) for chat in chats))
        await asyncio.gather(*(chat.answer() for chat in chats))
    assert drawn == [SERIES]


@LANGUAGES
async def test_every_caption_fits_and_has_its_source(desk: Desk, language: str) -> None:
    """With all figures, of every series of the knowledge base."""
    series = [fact for fact in desk.facts.values() if is_series(fact)]
    assert len(series) > 10
    for fact in series:
        chart = desk.assistant.chart(fact.id, language)
        assert chart is not None
        caption = caption_of(chart, desk)
        assert len(re.sub(r"<[^>]*>", "", caption)) <= CAPTION_LENGTH
        assert all(point.shown in caption for point in chart.points)


@LANGUAGES
async def test_a_chart_button_stands_below_series_only(bot: Bot, desk: Desk, language: str) -> None:
    with_series = next(fact for fact in desk.facts.values() if is_series(fact))
    without = next(fact for fact in desk.facts.values() if 0 < len(comparable_rows(fact)) < 3)
    chat = bot.api.chat(language=language)
    assert CHART[language] in (await chat.ask(f"/start {with_series.id}")).labels
    assert CHART[language] not in (await chat.ask(f"/start {without.id}")).labels


async def test_an_old_chart_button_of_a_fact_without_a_series_says_so(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    answer = await chat.ask(ALONE["nl"])
    data = str(answer.button("Waarom dit antwoord?")["callback_data"]).replace("why:", "chart:")
    assert TOO_FEW["nl"] in (await chat.press_data(answer, data))["text"]


# --- references


@LANGUAGES
async def test_the_source_button_gives_apa_and_files_that_parse(bot: Bot, language: str) -> None:
    chat = bot.api.chat(language=language)
    answer = await chat.ask(ASKED[language])
    await press_and_see(chat, answer, SOURCE[language])
    assert {"nl": "(2025, 12 september). Friesch", "en": "(2025, September 12). Friesch"}[language] in answer.text
    copied = answer.button({"nl": "Kopieer", "en": "Copy"}[language])["copy_text"]["text"]
    assert {"nl": ("2024", "leden van"), "en": ("2024", "members of")}[language][1] in copied
    assert "2024" in copied
    assert "Friesch Dagblad, 2025" in copied
    files: dict[str, str] = {}
    for form in ("BibTeX", "RIS", "CSL-JSON"):
        await chat.press(answer, form)
        assert "document" in (await chat.answer()).media
        upload = sent_file(bot.api, chat, "document")
        files[upload.file_name.rpartition(".")[2]] = upload.content.decode()
    assert [entry.key for entry in bibtexparser.parse_string(files["bib"]).entries] == ["fd-2025-09"]
    assert [record["id"] for record in rispy.loads(files["ris"])] == ["fd-2025-09"]
    assert [item["id"] for item in json.loads(files["json"])] == ["fd-2025-09"]


async def test_the_references_of_a_series_are_those_of_all_its_figures(bot: Bot, desk: Desk) -> None:
    chat = bot.api.chat(language="nl")
    answer = await chat.ask("Hoe ontwikkelde het aantal leden zich?")
    await press_and_see(chat, answer, "Bron")
    await chat.press(answer, "CSL-JSON")
    await chat.answer()
    given = {item["id"] for item in json.loads(sent_file(bot.api, chat, "document").content)}
    assert given == {id_ for row in comparable_rows(desk.facts[SERIES]) for id_ in row.sources}


async def test_a_series_is_told_again_in_the_other_language(bot: Bot) -> None:
    chat = bot.api.chat(language="nl")
    answer = await chat.ask("Hoe ontwikkelde het aantal leden zich?")
    before = answer.text
    await press_and_see(chat, answer, "In English")
    assert "All periods: 2010: 3,996,000; 2015: 3,784,000" in answer.text
    await press_and_see(chat, answer, "In het Nederlands")
    assert answer.text == before


async def test_an_answer_with_a_twin_has_the_buttons_of_its_first_fact(bot: Bot, desk: Desk) -> None:
    chat = bot.api.chat(language="nl")
    answer = await chat.ask("Hoeveel bibliotheken werken samen met middelbare scholen?")
    twin = desk.facts["secondary-libraries-count"]
    assert "122" in answer.text  # the twin's
    subjects = {str(one.get("callback_data")).split(":")[2] for row in answer.buttons for one in row}
    assert "secondary-schools-share" in subjects
    assert answer.labels[0] == "Bron"
    source = answer.button("Bron")["callback_data"].split(":")[2]
    assert source != twin.id
    await press_and_see(chat, answer, "Bron")
    assert "Klaren" in answer.text
