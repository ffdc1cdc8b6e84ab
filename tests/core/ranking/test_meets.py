"""What of a question no fact meets, as the real knowledge base answers it."""

from datetime import date

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import Answer
from tests.asking import ask


def answer_to(text: str, language: str, assistant: Assistant) -> Answer:
    return ask(assistant, text, language, as_of=date(2026, 11, 24))


@pytest.mark.parametrize(("text", "missing"), [
    pytest.param("Hoeveel medewerkers werden er in 2022 ontslagen?", "predicate", id="another verb"),
    pytest.param("Hoeveel leden werden in 2022 geroyeerd?", "predicate", id="a rare verb"),
    pytest.param("Ik ben benieuwd hoeveel medewerkers er werden ontslagen.", "predicate", id="reported"),
    pytest.param("Waardoor daalde het aantal leden?", "cause", id="why"),
    pytest.param("Wat is de oorzaak van de daling van het aantal leden?", "cause", id="the cause of"),
    pytest.param("Hoe oud zijn de leden?", "answer_type", id="a degree"),
    pytest.param("Wie bedacht BoekStart?", "answer_type", id="who made it up"),
    pytest.param("Wanneer begon BoekStart?", "answer_type", id="when"),
    pytest.param("In welke gemeente staan de meeste vestigingen?", "answer_type", id="a place"),
    pytest.param("Sinds welk jaar bestaat BoekStart?", "answer_type", id="since which year"),
    pytest.param("Wat is er mis met de servicepunten?", "answer_type", id="what is wrong with"),
    pytest.param("Er waren drie servicepunten in 2018. Welke waren dat?", "answer_type", id="which they were"),
    pytest.param("Is het verstandig om met scholen samen te werken?", "answer_type", id="an opinion"),
    pytest.param("Moet een bibliotheek medewerkers hebben?", "modality", id="a duty"),
    pytest.param("Hoeveel leden wil de bibliotheek in 2030?", "modality", id="a wish"),
    pytest.param("Stel dat er meer leden komen, wat dan?", "modality", id="a supposition"),
    pytest.param("Hoeveel bibliotheken werken met minstens vijf bedrijven?", "restriction", id="at least"),
    pytest.param("Hoeveel leden zijn er uitsluitend digitaal?", "restriction", id="only"),
    pytest.param("Wat is de mediaan van het aantal leden?", "extreme", id="the median"),
    pytest.param("Wie heeft de meeste leden?", "extreme", id="who has the most"),
    pytest.param("Hoeveel bibliotheken werken zonder gemeenten?", "exclusion", id="without"),
    pytest.param("Hoeveel leden zijn er niet meer?", "polarity", id="no longer"),
    pytest.param("Hoeveel leden zijn er volgend jaar?", "period", id="a year to come"),
    pytest.param("Hoeveel bezoekers komen er per dag?", "restriction", id="a day"),
    pytest.param("Hoeveel bezoekers kwamen er gisteren?", "period", id="yesterday"),
])  # fmt: skip
def test_what_a_dutch_question_lacks(text: str, missing: str, assistant: Assistant) -> None:
    """The nearest fact is offered, and what it does not meet is named."""
    answer = answer_to(text, "nl", assistant)
    assert answer.kind == "nearby"
    assert missing in answer.missing


@pytest.mark.parametrize(("text", "missing"), [
    pytest.param("How many employees were fired in 2022?", "predicate", id="another verb"),
    pytest.param("How do libraries recruit members?", "predicate", id="how"),
    pytest.param("How come there are fewer members?", "cause", id="why"),
    pytest.param("Who are the employees?", "answer_type", id="who"),
    pytest.param("How do I organise a language café?", "answer_type", id="a manner"),
    pytest.param("How many employees should a library have?", "modality", id="a duty"),
    pytest.param("How many libraries work with at least five companies?", "restriction", id="at least"),
    pytest.param("What is the maximum number of members?", "extreme", id="the maximum"),
    pytest.param("How many libraries work without municipalities?", "exclusion", id="without"),
    pytest.param("How many members are no longer there?", "polarity", id="no longer"),
    pytest.param("How many members joined last week?", "period", id="a week"),
])  # fmt: skip
def test_what_an_english_question_lacks(text: str, missing: str, assistant: Assistant) -> None:
    answer = answer_to(text, "en", assistant)
    assert answer.kind == "nearby"
    assert missing in answer.missing


@pytest.mark.parametrize(("text", "language", "fact"), [
    pytest.param("Hoeveel leden zijn er?", "nl", "members-count", id="a number"),
    pytest.param("Mijn collega vroeg hoeveel leden er zijn.", "nl", "members-count", id="reported"),
    pytest.param("Zou het kunnen kloppen dat er 3,6 miljoen leden zijn?", "nl", "members-count", id="could it be true"),
    pytest.param("Wanneer was het aantal leden het hoogst?", "nl", "members-count", id="when it was highest"),
    pytest.param("Wie werkt er samen met bibliotheken?", "nl", "partner-kinds", id="a statement tells who"),
    pytest.param("How often do visitors come?", "en", "visits-count", id="how often"),
    pytest.param("Can you tell me how many employees there are?", "en", "employees-count", id="politely"),
    pytest.param("How many libraries offer Klik & Tik?", "en", "klik-tik-libraries-share", id="a light verb"),
])  # fmt: skip
def test_what_is_met_is_answered(text: str, language: str, fact: str, assistant: Assistant) -> None:
    """A frame costs no answer that a fact does give."""
    answer = answer_to(text, language, assistant)
    assert (answer.kind, answer.missing) == ("answer", ())
    assert fact in {use.id for use in answer.facts}


def test_the_words_that_are_not_met_are_told(assistant: Assistant) -> None:
    """So that whoever asked knows why the figure is not the answer."""
    lines = answer_to("Hoeveel medewerkers werden er in 2022 ontslagen?", "nl", assistant).lines
    assert [line.text for line in lines if line.role == "missing"] == [
        'Een cijfer waar ook "ontslagen" in zit, heb ik niet.'
    ]
