"""What administrators may ask, and nobody else."""

from dataclasses import replace

import pytest

from bot.core.assistant import Assistant
from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import FakeBotApi
from tests.surfaces.telegram.harness import Setup, unlimited, until

pytestmark = pytest.mark.asyncio

VAIN = {"nl": "hoeveel bibliotheken werken samen met ziekenhuizen?", "en": "how many libraries work with hospitals?"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("{} gegevens", "1 vragen", "1 beantwoord")), ("en", ("{} facts", "1 questions", "1 answered"))],
)
async def test_status(setup: Setup, language: str, words: tuple[str, ...]) -> None:
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language=language)
        async with setup.running(api, options=unlimited(admins=frozenset({chat.user.id}))):
            await chat.ask(
                {"nl": "Hoeveel bibliotheken werken samen met bedrijven?"}.get(
                    language, "how many partners does a library have?"
                )
            )
            said = (await chat.ask("/status")).text
    assert all(word.format(len(setup.desk.facts)) in said for word in words), said


@pytest.mark.parametrize(
    ("language", "none", "some"), [("nl", "Er is niets", "2 mensen"), ("en", "There is nothing", "2 people")]
)
async def test_what_was_asked_in_vain_is_told_when_two_have_asked_it(
    setup: Setup, language: str, none: str, some: str
) -> None:
    """However often one asks; in whatever words, when they were read as the same; and without names and numbers."""
    command = {"nl": "/onbeantwoord", "en": "/unanswered"}[language]
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin, ada, ben = api.chat(language=language), api.chat("Ada"), api.chat("Ben")
        async with setup.running(api, options=unlimited(admins=frozenset({admin.user.id}))):
            for _ in range(3):
                await ada.ask(VAIN[language])
            assert none in (await admin.ask(command)).text
            await ben.ask(VAIN[language].upper())
            said = (await admin.ask(command)).text
    assert some in said
    assert {"nl": "ziekenhuizen", "en": "hospitals"}[language] in said.casefold()


@pytest.mark.parametrize("command", ["/herlaad", "/reload"])
async def test_a_reload_answers_from_the_new_knowledge(setup: Setup, desk: Desk, command: str) -> None:
    fact = desk.facts["commercial-partners-share"]
    changed = replace(fact, say={"nl": "Nu anders: {value}.", "en": "Now different: {value}."})
    knowledge = replace(desk.knowledge, facts={**desk.facts, fact.id: changed})
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        new = Desk(Assistant(knowledge), knowledge)
        async with setup.running(api, options=unlimited(admins=frozenset({chat.user.id})), reload=lambda: new):
            said = (await chat.ask(command)).text
            assert {"/herlaad": "opnieuw gelezen", "/reload": "reloaded"}[command] in said
            assert "Nu anders: 26%" in (await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text


async def test_a_faulty_knowledge_base_never_replaces_a_good_one(setup: Setup) -> None:
    """The administrator reads which line is wrong."""
    wrong = "facts.yaml:3: schema: <b>What is wrong</b>, and how to mend it."
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api, options=unlimited(admins=frozenset({chat.user.id})), reload=lambda: wrong):
            assert wrong in (await chat.ask("/herlaad")).text
            assert "26%" in (await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text


@pytest.mark.parametrize(
    ("command", "reason"), [("/oordelen", "Het cijfer is verouderd (1)"), ("/ratings", "The figure is out of date (1)")]
)
async def test_feedback_reaches_the_administrators(setup: Setup, command: str, reason: str) -> None:
    """Ratings with their reasons by fact, and remarks without names."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin, chat = api.chat(), api.chat("Lovelace", language="nl")
        async with setup.running(api, options=unlimited(admins=frozenset({admin.user.id}))):
            assert len((await admin.ask(command)).text.splitlines()) == 1
            answer = await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")
            await chat.press(answer, "👎 Klopt niet")
            await until(lambda: "Het cijfer is verouderd" in answer.labels)
            await chat.press(answer, "Het cijfer is verouderd")
            await chat.ask("/feedback ik mis musea, groeten van Lovelace")
            said = (await admin.ask(command)).text
            status = (await admin.ask("/status")).text
    assert "Oordelen: 0 goed, 1 niet goed" in status  # the reason is no second rating
    position = setup.desk.facts["commercial-partners-share"].position
    assert f"commercial-partners-share ({position.file}:{position.line}): 0" in said
    assert reason in said
    assert "ik mis musea" in said
    assert "Lovelace" not in said


async def test_a_question_goes_with_a_rating_only_when_its_asker_sends_it(setup: Setup) -> None:
    """Scrubbed; nobody else can send it, and after /forget it is gone."""
    asked = "Ik ben Jan Jansen: hoeveel bibliotheken werken samen met bedrijven?"
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin, ada, ben = api.chat(language="nl"), api.user("Ada", language="nl"), api.user("Ben", language="nl")
        group = api.group("Staff", ada, ben)
        async with setup.running(api, options=unlimited(admins=frozenset({admin.user.id}))):
            answer = await group.ask(f"/vraag {asked}", sender=ada)
            for user in (ben, ada):
                await group.press(answer, "👎 Klopt niet", sender=user)
                await until(lambda: "Het cijfer is verouderd" in answer.labels)
                assert not [label for label in answer.labels if "meesturen" in label]
                await group.press(answer, "Het cijfer is verouderd", sender=user)
                await until(lambda: "Het cijfer is verouderd" not in answer.labels)
                assert any("meesturen" in label for label in answer.labels) == (user is ada)
            assert "Vraag die werd meegestuurd" not in (await admin.ask("/oordelen")).text
            assert "alleen je eigen vraag" in (await group.press(answer, "meesturen", sender=ben))["text"]
            assert "gaat mee" in (await group.press(answer, "meesturen", sender=ada))["text"]
            await until(lambda: not [label for label in answer.labels if "meesturen" in label])
            said = (await admin.ask("/oordelen")).text
            status = (await admin.ask("/status")).text
            await api.chat(ada).ask("/vergeet")
            assert "Vraag die werd meegestuurd" not in (await admin.ask("/oordelen")).text
    assert "Oordelen: 0 goed, 2 niet goed" in status  # two people; a reason and a question are no more ratings
    assert "verouderd (2)" in said
    assert "hoeveel bibliotheken werken samen met bedrijven?” (Het cijfer is verouderd)" in said
    assert "Jansen" not in said


async def test_the_same_rating_again_is_no_second_one(setup: Setup) -> None:
    """Below an answer that was called bad with a reason, the rating stands again."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with setup.running(api, options=unlimited(admins=frozenset({chat.user.id}))):
            answer = await chat.ask("Hoeveel bibliotheken werken samen met bedrijven?")
            for reason in ("Het cijfer is verouderd", "Het is onjuist"):
                await chat.press(answer, "👎 Klopt niet")
                await until(lambda wanted=reason: wanted in answer.labels)
                await chat.press(answer, reason)
                await until(lambda wanted=reason: wanted not in answer.labels)
            assert "Oordelen: 0 goed, 1 niet goed" in (await chat.ask("/status")).text
            said = (await chat.ask("/oordelen")).text
    assert "0 goed, 1 niet goed; Het is onjuist (1)" in said


async def test_an_administrator_is_known_by_id_only(setup: Setup) -> None:
    """And is told in private: in a group others would read it too. There, no such command seems to exist."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        ada, ben = api.user("Ada", username="boss", language="nl"), api.user("Ben", username="boss", language="nl")
        group = api.group("Staff", ada, ben)
        async with setup.running(api, options=unlimited(admins=frozenset({ada.id}))):
            for user in (ada, ben):
                group.say("/status", sender=user)
            assert "Kennisbank" in (await api.chat(ada).ask("/status")).text
            assert "commando ken ik niet" in (await api.chat(ben).ask("/status")).text
            assert group.received == []
