"""What a way of putting a question makes of it: over the knowledge base of this checkout."""

from datetime import date

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Question
from tests.asking import ask

AS_OF = date(2026, 11, 30)


def answer_to(text: str, assistant: Assistant) -> Answer:
    return ask(assistant, text, as_of=AS_OF)


@pytest.mark.parametrize(("text", "fact", "periods"), [
    pytest.param("Hoeveel haalden alle bibliotheken in 2016 aan inkomsten binnen?", "income-total-eur", ["2016"],
                 id="who does it is not counted"),
    pytest.param("Hoe liepen de gemeentelijke uitgaven aan de bieb per inwoner op tussen 2017 en 2021?",
                 "municipal-spending-per-inhabitant-eur", ["2017 – 2021", "2021", "2017"], id="how it went"),
    pytest.param("Hoeveel bibliotheekorganisaties zijn er nu minder dan in 2000?", "library-organisations-count",
                 ["2023", "2000"], id="fewer than in a year"),
    pytest.param("From how many to how many library organisations since 2010?", "library-organisations-count",
                 ["2010 – 2023", "2023", "2010"], id="from how many to how many"),
    pytest.param("Hoeveel leden zijn er per jaar?", "members-count", ["2024"], id="so many a year"),
    pytest.param("Hoeveel leden hebben bibliotheken volgens het CBS?", "members-count", ["2022"], id="its newest"),
    pytest.param("Lijkt me sterk. Werk bij een wethouder. Hoeveel bibliotheken delen een gebouw?",
                 "shared-building-share", None, id="a verb that opens what is told"),
    pytest.param("We hebben er negen. De een vond dat veel. Hoeveel partners heeft een bibliotheek gemiddeld?",
                 "partners-average", None, id="a figure ends with its sentence"),
])  # fmt: skip
def test_it_is_answered(text: str, fact: str, periods: list[str] | None, assistant: Assistant) -> None:
    answer = answer_to(text, assistant)
    assert (answer.kind, answer.facts[0].fact) == ("answer", fact)
    assert periods is None or [use.period for use in answer.facts] == periods


@pytest.mark.parametrize(("text", "missing"), [
    pytest.param("Hoeveel procent van de bibliotheken werkt jaarlijks met bedrijven samen?", "restriction",
                 id="a share is not of each year"),
    pytest.param("Met hoeveel stijgt het aantal bezoeken per jaar?", "restriction", id="a change a year"),
    pytest.param("Hoeveel bezoeken waren er in de 1e helft van 2020?", "period", id="half a year"),
    pytest.param("Wat is een po-schoollocatie?", "answer_type", id="a definition"),
    pytest.param("Hoeveel leden zijn er anders dan jeugdleden?", "exclusion", id="all but some"),
    pytest.param("How many visits in the first half of 2020?", "period", id="half a year in English"),
    pytest.param("Hoeveel leden hadden bibliotheken in 2024 volgens het CBS?", "source", id="a row of another source"),
])  # fmt: skip
def test_it_is_not_what_is_known(text: str, missing: str, assistant: Assistant) -> None:
    answer = answer_to(text, assistant)
    assert answer.kind == "nearby"
    assert missing in answer.missing


@pytest.mark.parametrize(("text", "opening"), [
    pytest.param("Hoeveel ziekenhuizen werken samen met bibliotheken?", "ziekenhuizen", id="its subject"),
    pytest.param("Hoeveel bibliotheken werken met minstens vijf partners?", "minstens vijf", id="its restriction"),
    pytest.param("Hoeveel partners heeft een bibliotheek hooguit?", "hooguit", id="a bound without a number"),
    pytest.param("Wat is het maximale aantal partners?", "maximale", id="an extreme"),
])  # fmt: skip
def test_what_only_shares_the_library_is_not_offered(text: str, opening: str, assistant: Assistant) -> None:
    """It says what is not known, and what can be asked."""
    answer = answer_to(text, assistant)
    assert (answer.kind, answer.facts) == ("abstain", ())
    assert opening in answer.lines[0].text
    assert answer.suggestions


@pytest.mark.parametrize("text", ["Waarom?", "Waarom heeft Nederland zoveel inwoners?", "Why is that so?"])
def test_a_bare_question_word_names_nothing(text: str, assistant: Assistant) -> None:
    assert answer_to(text, assistant).kind == "abstain"


@pytest.mark.parametrize(("text", "opening"), [
    pytest.param("Dus driekwart van de bibliotheken heeft geen commerciële partners?", "Ja, ongeveer. 26%",
                 id="a fraction of the rest"),
    pytest.param("Klopt het dat er 3,7 miljoen leden zijn?", "Ja. ", id="the very figure"),
    pytest.param("Zijn er 4 miljoen leden?", "Nee. ", id="rounded too far"),
    pytest.param("Klopt het dat bibliotheken geen leden hebben?", "Nee. ", id="none at all"),
    pytest.param("Klopt het dat 26% van de partners commercieel is?", "Dat percentage gaat over bibliotheken",
                 id="of another whole it says neither yes nor no"),
    pytest.param("Onze bibliotheek heeft 40 partners, is dat meer dan gemiddeld?", "", id="held against the figure"),
    pytest.param("Waar komt 48% van de bibliotheken met NT1 vandaan?", "", id="what asks no yes gets no no"),
])  # fmt: skip
def test_what_is_claimed_is_checked(text: str, opening: str, assistant: Assistant) -> None:
    first = answer_to(text, assistant).lines[0].text
    assert first.startswith(opening)
    assert opening or not first.startswith(("Ja", "Nee"))


def test_of_them_counts_what_was_named(assistant: Assistant) -> None:
    """Libraries, not whatever else has to do with schools."""
    answer = answer_to("Er zijn 3000 bibliotheken; hoeveel daarvan hebben commerciële partners?", assistant)
    assert (answer.kind, answer.facts[0].fact) == ("answer", "commercial-partners-share")
    assert answer_to("Er zijn 3000 bibliotheken; hoeveel daarvan werken met scholen?", assistant).kind != "answer"


@pytest.mark.parametrize("doubt", ["klopt dat wel?", "Is dat echt waar?", "hoe zeker is dat?"])
def test_a_doubt_is_answered_with_the_source(doubt: str, assistant: Assistant) -> None:
    """Of what was told last; with a figure of its own it is a claim to be checked."""
    _, dialogue = assistant.reply(Question("Hoeveel leden hebben bibliotheken?", "nl", as_of=AS_OF), Dialogue())
    answer, _ = assistant.reply(Question(doubt, "nl", as_of=AS_OF), dialogue)
    assert (answer.kind, answer.facts[0].fact) == ("answer", "members-count")
    assert answer.lines[0].text.startswith("De bron is")
    claim = "26% van de bibliotheken werkt met bedrijven samen, klopt dat?"
    checked, _ = assistant.reply(Question(claim, "nl", as_of=AS_OF), Dialogue())
    assert checked.lines[0].text.startswith("Ja. ")


def test_what_is_remembered_of_a_comparison_is_short(assistant: Assistant) -> None:
    """Neither its sides nor who is quoted goes on to the next message."""
    text = "Werken volgens het CBS meer bibliotheken samen met scholen of met bedrijven?"
    _, dialogue = assistant.reply(Question(text, "nl", as_of=AS_OF), Dialogue())
    assert dialogue.query is not None
    assert (dialogue.query.sides, dialogue.query.sources, dialogue.query.text) == ((), frozenset(), "")


@pytest.mark.parametrize(("text", "missing"), [
    pytest.param("Hoeveel bibliotheken hebben een Taalhuis en een Informatiepunt Digitale Overheid?",
                 "Een cijfer over Taalhuis en Informatiepunt Digitale Overheid samen heb ik niet.", id="each alone"),
    pytest.param("How many libraries have both Klik & Tik and a Taalhuis?",
                 "I have no figure on Klik & Tik and Taalhuis (language house) together.", id="both"),
    pytest.param("Hoeveel bibliotheken waren er voor de oorlog?", 'Over "oorlog" heb ik geen gegevens.',
                 id="called otherwise"),
    pytest.param("Wat is de langste afstand tot een bibliotheek?",
                 'Ik heb alleen cijfers van het geheel, niet van losse gevallen ("langste").', id="the most of a mean"),
])  # fmt: skip
def test_what_lacks_is_named_as_it_was_asked(text: str, missing: str, assistant: Assistant) -> None:
    answer = answer_to(text, assistant)
    assert answer.kind == "nearby"
    assert answer.lines[0].text == missing


@pytest.mark.parametrize(("texts", "fact", "periods"), [
    pytest.param(("Hoeveel jeugdleden waren er in 2022?", "en in totaal?"), "members-count", ["2022"], id="the whole"),
    pytest.param(("wat gaven gemeenten per inwoner uit aan bibliotheken in 2021", "en met z'n allen bij elkaar?"),
                 "municipal-spending-total-eur", ["2021"], id="the total of so much each"),
    pytest.param(("leden 2019", "en drie jaar eerder?", "het jaar erop?"), "members-count", ["2017"],
                 id="from the last"),
    pytest.param(("How many secondary locations worked with libraries in 2020-2021?", "2 school years later?"),
                 "secondary-locations", ["2022-2023"], id="school years later"),
    pytest.param(("Met hoeveel vo-locaties lag er in 2022-2023 een getekende samenwerkingsovereenkomst?",
                  "in procenten graag"), "secondary-agreement-locations-share", ["2022-2023"], id="a unit, politely"),
    pytest.param(("Hoeveel IDO's waren er in 2021?", "en in 2025", "wat is dan het nieuwste dat je hebt"),
                 "ido-library-locations-count", ["2023"], id="the newest there is"),
])  # fmt: skip
def test_a_follow_up_changes_one_thing(
    texts: tuple[str, ...], fact: str, periods: list[str], assistant: Assistant
) -> None:
    dialogue = Dialogue()
    for text in texts:
        answer, dialogue = assistant.reply(Question(text, as_of=AS_OF), dialogue)
    assert (answer.kind, answer.facts[0].fact) == ("answer", fact)
    assert [use.period for use in answer.facts if use.fact == fact] == periods
