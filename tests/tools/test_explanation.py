"""A question is explained in words that a librarian knows, with where they stand and what can be done."""

import json
import re
from datetime import date

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import KnowledgeBase, Question
from bot.tools.explanation import Explained, as_json_text, as_plain_text, explain
from bot.tools.questions import read_question_files
from bot.tools.workbench_texts import load_texts
from tests.asking import QUESTIONS
from tests.running import run

AS_OF = date(2026, 11, 24)
JARGON = re.compile(r"\b(None|True|False|filler|exact|inflected|precision|dict|tuple|[a-z]+_[a-z_]+)\b")


def explained(
    text: str, assistant: Assistant, kb: KnowledgeBase, language: str = "nl", thresholds: Thresholds | None = None
) -> Explained:
    thresholds = thresholds or Thresholds()
    answer, _ = assistant.with_thresholds(thresholds).reply(Question(text, as_of=AS_OF), Dialogue())
    return explain(text, answer, kb, thresholds, load_texts(language))


@pytest.mark.parametrize(
    ("text", "language", "words", "read_as"),
    [
        pytest.param("Hoeveel scholen?", "nl", "Hoeveel", "vraagwoord: Hoeveel", id="question word"),
        pytest.param("How many schools?", "en", "How many", "kind of figure: number", id="English question word"),
        pytest.param(
            "Werken biebs met middelbare scholen?", "nl", "middelbare scholen", "partner: middelbare school",
            id="partner",
        ),
        pytest.param("Hoeveel bedrijven?", "nl", "bedrijven", "partner: commerciële partner (andere vorm)", id="form"),
        pytest.param("Hoeveel leden in 2019?", "nl", "2019", "periode: 2019", id="year"),
        pytest.param("Hoeveel leden in 2019?", "en", "2019", "period: 2019", id="year, told in English"),
        pytest.param(
            "Doet meer dan 50% iets met bedrijven?", "nl", "meer dan 50 %", "getal: meer dan 50%", id="number"
        ),
        pytest.param("Hoeveel leden twee jaar geleden?", "nl", "twee jaar geleden", "periode: 2 jaar terug", id="ago"),
        pytest.param("Leden de afgelopen 5 jaar?", "nl", "de afgelopen 5 jaar", "periode: 5 jaar terug", id="last"),
        pytest.param("Werken biebs samen met gnoefs?", "nl", "gnoefs", "niet bekend", id="unknown"),
        pytest.param("Heeft de bieb met de markt?", "nl", "Heeft de", "niet nodig voor het antwoord", id="together"),
    ],
)  # fmt: skip
def test_how_words_are_read(
    text: str, language: str, words: str, read_as: str, assistant: Assistant, knowledge: KnowledgeBase
) -> None:
    """In the words of whoever asks for the explanation."""
    readings = {row.words: row.read_as for row in explained(text, assistant, knowledge, language).readings}
    assert (words in readings, readings.get(words, readings)) == (True, read_as)


def test_a_label_is_told_with_its_line(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """That of the concept, and of each fact."""
    found = explained("Hoeveel bibliotheken werken samen met bedrijven?", assistant, knowledge)
    concept, fact = knowledge.concepts["commercial-partner"], knowledge.facts["commercial-partners-share"]
    row = next(row for row in found.readings if row.id == concept.id)
    assert row.place == f"{concept.position.file}:{concept.position.line}"
    best = found.facts[0]
    assert (best.fact, best.place) == (fact.id, f"{fact.position.file}:{fact.position.line}")
    assert (best.accounts_for, best.leaves_open) == ("bibliotheek, samenwerking, commerciële partner", "")


@pytest.mark.parametrize(
    ("text", "thresholds", "decided"),
    [
        pytest.param("Hoeveel bibliotheken werken samen met bedrijven?", None, "dekt alles", id="answered"),
        pytest.param("Hoeveel leden in 2005?", None, "openblijft: periode: 2005.", id="nearby"),
        pytest.param("wat kost een robot?", None, "Geen feit gaat hierover", id="nothing"),
        pytest.param("hoeveel doen ze met lezen", None, "iets beperkters", id="narrower"),
        pytest.param("hallo", None, "een praatje", id="small talk"),
        pytest.param("Wie viele Bibliotheken arbeiten mit Unternehmen zusammen?", None, "een taal die", id="German"),
        pytest.param(
            "Hoeveel bibliotheken werken samen met bedrijven?", Thresholds(answer=99, nearby=2),
            "haalt 93 punten, en 99 is nodig", id="too few points",
        ),
    ],
)  # fmt: skip
def test_what_decided(
    text: str, thresholds: Thresholds | None, decided: str, assistant: Assistant, knowledge: KnowledgeBase
) -> None:
    assert decided in explained(text, assistant, knowledge, "nl", thresholds).decided


@pytest.mark.parametrize(
    ("text", "hint", "place"),
    [
        pytest.param("Hoeveel leden in 2005?", "Is er voor 2005 een cijfer?", "members-count", id="a period"),
        pytest.param("Werken bibliotheken met de brandweer?", "Over “brandweer” is er geen feit", "fire-brigade",
                     id="a concept without a fact"),
        pytest.param("hoeveel doen ze met lezen", "Geef de feiten die strijden", "activities-reading-count",
                     id="a choice"),
        pytest.param("Hoeveel bibliotheken werken samen met bedrijven?", "Is dit niet het goede antwoord?",
                     "commercial-partners-share", id="an answer"),
        pytest.param("Hoeveel procent van de biebs werkt samen met gnoefs?", "“gnoefs”", "", id="an unknown word"),
    ],
)  # fmt: skip
def test_what_can_be_done(text: str, hint: str, place: str, assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """With the line where it is to be done."""
    found = next((one for one in explained(text, assistant, knowledge).hints if hint in one), "")
    record = knowledge.facts.get(place) or knowledge.concepts.get(place)
    assert hint in found
    assert record is None or f"{record.position.file}:{record.position.line}" in found


def test_small_talk_needs_nothing(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """No facts, no hints."""
    found = explained("hallo", assistant, knowledge)
    told = as_plain_text(found, load_texts("nl"))
    assert (found.facts, found.hints) == ((), ())
    assert "Er is geen feit bekeken." in told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_is_explained_without_jargon(
    language: str, assistant: Assistant, knowledge: KnowledgeBase
) -> None:
    """All kinds of answers, from the project's own questions; ids and files aside."""
    cases, _ = read_question_files([QUESTIONS / name for name in ("abstain.yaml", "plain_2.jsonl", "figures_2.jsonl")])
    for turn in (turn for case in cases[::3] for turn in case.turns):
        found = explained(turn.text, assistant, knowledge, language)
        told = [row.read_as for row in found.readings] + [fact.leaves_open for fact in found.facts] + [found.decided]
        assert found.decided
        assert found.readings
        assert [words for words in told if JARGON.search(words)] == [], turn.text


def test_odd_letters_do_not_reach_the_terminal(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """They would be obeyed there."""
    found = explained("Hoeveel \x1b[2J leden\x07?", assistant, knowledge)
    assert "\x1b" not in as_plain_text(found, load_texts("nl"))


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """As text and as one object; without a question it says what to type."""
    code, output, errors = run("explain", "Hoeveel", "leden", "in", "2005?", capsys=capsys)
    assert (code, errors) == (0, "")
    headings = ["Zo is de vraag gelezen", "De beste feiten", "Wat besliste", "Wat je kunt doen"]
    assert [heading for heading in headings if heading not in output] == []
    code, output, errors = run("explain", "--json", "--lang", "en", "How many members in 2005?", capsys=capsys)
    found = json.loads(output)
    assert (code, errors, found["kind"], found["language"]) == (0, "", "nearby", "English")
    assert found["facts"][0]["leaves_open"] == "period: 2005"
    code, output, errors = run("explain", capsys=capsys)
    assert (code, output) == (2, "")
    assert errors


def test_json_is_the_same(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """Nothing is left out."""
    found = explained("Hoeveel leden in 2005?", assistant, knowledge)
    shown = json.loads(as_json_text(found))
    assert [row["words"] for row in shown["readings"]] == [row.words for row in found.readings]
    assert shown["hints"] == list(found.hints)
