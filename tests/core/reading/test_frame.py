"""The frame of a question: which slots it fills, and which words nothing takes up. Over the real words and labels."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.core.reading.read import Reader
from bot.core.records.frame import KINDS, Frame, Slot
from bot.core.records.model import Language
from bot.core.words.compiled import compile_tables
from bot.core.words.lexicon import Lexicon
from tests.core.small import FACTS, knowledge_of

Slots = list[tuple[str, str]]


def slots_of(frame: Frame) -> Slots:
    """Return name and value of each slot, each pair once."""
    return list(dict.fromkeys((slot.name, slot.value) for slot in frame.slots))


def left_of(frame: Frame) -> list[str]:
    return [word.typed for word in frame.left]


REASON, WHO, PLACE, DATE = (("answer_type", value) for value in ("reason", "who", "place", "date"))
WHICH, DEGREE, MANNER = (("answer_type", value) for value in ("which", "degree", "manner"))
COURSE, THING, MONEY, EFFECT = (("answer_type", value) for value in ("course", "thing", "money", "effect"))
NAMES, MAKER, OPINION = (("answer_type", value) for value in ("names", "maker", "opinion"))
WISH, POSSIBLE, SUPPOSED = (("modality", value) for value in ("no-fact", "possibility", "supposition"))
ONLY, BOUNDED, EXCEPT = ("restriction", "only"), ("restriction", "bounded"), ("exclusion", "except")
ENDED, NOT = ("polarity", "ended"), ("polarity", "not")
MEDIAN, HAS_MOST = ("extreme", "of-entities"), ("extreme", "who-has-most")
MOMENT, FUTURE, PART = ("time", "moment"), ("time", "future"), ("time", "part-of-year")


@pytest.mark.parametrize(("text", "slots"), [
    pytest.param("Waarom werken bibliotheken samen met scholen?", [REASON], id="why"),
    pytest.param("Hoe komt het dat er minder leden zijn?", [REASON], id="how come"),
    pytest.param("Wat is de oorzaak van de daling van het aantal leden?", [REASON], id="the cause of"),
    pytest.param("Wie werkt er samen met bibliotheken?", [WHO], id="who"),
    pytest.param("Van wie krijgen bibliotheken geld?", [WHO], id="from whom"),
    pytest.param("Wie bedacht BoekStart?", [WHO, MAKER], id="who made it up"),
    pytest.param("Waar staan de bibliotheken?", [PLACE], id="where"),
    pytest.param("In welke gemeente staan de meeste vestigingen?", [PLACE], id="in which municipality"),
    pytest.param("Hoe oud zijn de leden?", [DEGREE], id="how old"),
    pytest.param("Welke bibliotheken werken samen met gemeenten?", [WHICH], id="which"),
    pytest.param("Noem de namen van de partners.", [NAMES], id="by name"),
    pytest.param("Is het verstandig om met scholen samen te werken?", [OPINION], id="what is wise"),
    pytest.param("Op welke manier werken bibliotheken samen met scholen?", [COURSE], id="in which way"),
    pytest.param("Hoe werken scholen samen met bibliotheken?", [COURSE], id="how, of what happens"),
    pytest.param("Wat is het adres van het taalcafé?", [PLACE], id="the address of"),
    pytest.param("Geef de naam van de partner.", [WHO], id="the name of"),
    pytest.param("Op welke dag komen de bezoekers?", [DATE], id="on which day"),
    pytest.param("Wat is het effect van BoekStart?", [EFFECT], id="the effect of"),
    pytest.param("Leidt samenwerking met scholen tot meer leden?", [EFFECT], id="whether it leads to"),
    pytest.param("Werkt BoekStart?", [EFFECT], id="whether it works"),
    pytest.param("Wat doen bibliotheken met scholen?", [THING], id="what they do"),
    pytest.param("Wat krijgen bibliotheken van gemeenten?", [MONEY], id="what they receive"),
    pytest.param("Noem bibliotheken met scholen.", [WHICH], id="mention them"),
    pytest.param("Moeten bibliotheken samenwerken met scholen?", [WISH], id="must"),
    pytest.param("Mogen bibliotheken boeken verkopen?", [WISH], id="may"),
    pytest.param("Hoeveel medewerkers zou een bibliotheek moeten hebben?", [WISH], id="should have"),
    pytest.param("Kunnen bibliotheken samenwerken met scholen?", [POSSIBLE], id="can"),
    pytest.param("Stel dat alle scholen meedoen, hoeveel leden zijn er dan?", [SUPPOSED], id="suppose"),
    pytest.param("Hoeveel bibliotheken werken alleen met scholen?", [ONLY], id="only"),
    pytest.param("Hoeveel bibliotheken werken met minstens vijf partners?", [BOUNDED], id="at least"),
    pytest.param("Hoeveel bibliotheken werken zonder gemeenten?", [EXCEPT], id="without"),
    pytest.param("Hoeveel bibliotheken werken niet meer samen met scholen?", [ENDED, NOT], id="no longer"),
    pytest.param("Hoeveel scholen zijn gestopt?", [ENDED], id="stopped"),
    pytest.param("Hoeveel bibliotheken werken niet samen met scholen?", [NOT], id="not"),
    pytest.param("Hoeveel leden zijn er volgend jaar?", [FUTURE], id="next year"),
    pytest.param("Hoeveel leden waren er in het eerste kwartaal?", [PART], id="a quarter"),
    pytest.param("Hoeveel bezoekers kwamen er gisteren?", [MOMENT], id="yesterday"),
    pytest.param("Hoeveel bezoekers komen er per dag?", [("rate", "day")], id="a day"),
    pytest.param("Wat is de mediaan van het aantal leden?", [MEDIAN], id="the median"),
    pytest.param("Wie heeft de meeste leden?", [WHO, HAS_MOST], id="who has the most"),
])  # fmt: skip
def test_what_a_dutch_question_asks(text: str, slots: Slots, reader: Reader) -> None:
    """Each word of a closed class fills its slot, and leaves nothing over."""
    frame = reader.read(text, "nl").frame
    assert (slots_of(frame), left_of(frame)) == (slots, [])


@pytest.mark.parametrize(("text", "slots"), [
    pytest.param("Why do libraries work with schools?", [REASON], id="why"),
    pytest.param("What is the cause of the fall in members?", [REASON], id="the cause of"),
    pytest.param("Who works with libraries?", [WHO], id="who"),
    pytest.param("Who invented BoekStart?", [WHO, MAKER], id="who made it up"),
    pytest.param("Where are the libraries?", [PLACE], id="where"),
    pytest.param("How old are the members?", [DEGREE], id="how old"),
    pytest.param("How do I organise a language café?", [MANNER], id="how do I"),
    pytest.param("Which libraries work with municipalities?", [WHICH], id="which"),
    pytest.param("Give me a list of the partners.", [NAMES], id="a list"),
    pytest.param("In what way do libraries work with schools?", [COURSE], id="in what way"),
    pytest.param("How do libraries lend books?", [COURSE], id="how, of what happens"),
    pytest.param("What is the address of BoekStart?", [PLACE], id="the address of"),
    pytest.param("On what days do visitors come?", [DATE], id="on what days"),
    pytest.param("What is the impact of BoekStart?", [EFFECT], id="the impact of"),
    pytest.param("Does BoekStart work?", [EFFECT], id="whether it works"),
    pytest.param("What do libraries do with schools?", [THING], id="what they do"),
    pytest.param("What libraries work with schools?", [WHICH], id="what, of several"),
    pytest.param("Should libraries work with schools?", [WISH], id="should"),
    pytest.param("Can libraries work with schools?", [POSSIBLE], id="can"),
    pytest.param("How many libraries work only with schools?", [ONLY], id="only"),
    pytest.param("How many libraries work with at least five partners?", [BOUNDED], id="at least"),
    pytest.param("How many libraries work without municipalities?", [EXCEPT], id="without"),
    pytest.param("How many members are no longer there?", [ENDED, NOT], id="no longer"),
    pytest.param("How many members will there be next year?", [WISH, FUTURE], id="next year"),
    pytest.param("How many branches are there this autumn?", [PART], id="a part of a year"),
    pytest.param("How many members did libraries have per quarter?", [PART], id="a quarter"),
    pytest.param("How many visitors come per day?", [("rate", "day")], id="a day"),
    pytest.param("What is the median number of members?", [MEDIAN], id="the median"),
    pytest.param("Who has the most members?", [WHO, HAS_MOST], id="who has the most"),
])  # fmt: skip
def test_what_an_english_question_asks(text: str, slots: Slots, reader: Reader) -> None:
    """In the same slots as the Dutch ones."""
    frame = reader.read(text, "en").frame
    assert (slots_of(frame), left_of(frame)) == (slots, [])


@pytest.mark.parametrize(("text", "language", "slots", "left"), [
    pytest.param("Hoeveel medewerkers werden er in 2022 ontslagen?", "nl", [], ["ontslagen"], id="a participle"),
    pytest.param("Wanneer begon BoekStart?", "nl", [DATE], ["begon"], id="beside a slot"),
    pytest.param("Hoe ontruim je een taalcafé?", "nl", [MANNER], ["ontruim"], id="a verb nobody wrote down"),
    pytest.param("How many employees were fired in 2022?", "en", [], ["fired"], id="in English"),
    pytest.param("When did BoekStart begin?", "en", [DATE], ["begin"], id="in English, beside a slot"),
    pytest.param("How many bookshops marry libraries?", "en", [], ["marry"], id="a finite verb"),
    pytest.param("Ik ben benieuwd hoeveel medewerkers er werden ontslagen.", "nl", [], ["ontslagen"], id="reported"),
])  # fmt: skip
def test_what_no_slot_takes_up_is_left_over(
    text: str, language: str, slots: Slots, left: list[str], reader: Reader
) -> None:
    """As typed; a fact must have it in its texts."""
    frame = reader.read(text, language).frame
    assert (slots_of(frame), left_of(frame)) == (slots, left)


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("Hoeveel leden zijn er?", "nl", id="a number"),
    pytest.param("Hoe vaak komen bezoekers?", "nl", id="how often"),
    pytest.param("Hoe zit het met de leden?", "nl", id="how is it with"),
    pytest.param("Hoe gebruikelijk is samenwerking met scholen?", "nl", id="how common"),
    pytest.param("Welk percentage van de bibliotheken werkt samen met scholen?", "nl", id="which percentage"),
    pytest.param("Wat was het aantal leden?", "nl", id="what was the number"),
    pytest.param("Zou je kunnen zeggen hoeveel leden er zijn?", "nl", id="politely: could you"),
    pytest.param("Mag ik weten hoeveel leden er zijn?", "nl", id="politely: may I"),
    pytest.param("Zou het kunnen kloppen dat er 3,6 miljoen leden zijn?", "nl", id="could it be true"),
    pytest.param("Hoeveel leden zijn er, mag ik dat zo in de krant zetten?", "nl", id="what the answer is for"),
    pytest.param("Ik werk in Deventer, hoeveel leden zijn er?", "nl", id="who asks"),
    pytest.param("Omdat mijn baas het wil weten, hoeveel leden zijn er?", "nl", id="why it is asked"),
    pytest.param("Mijn collega vroeg hoeveel leden er zijn.", "nl", id="a reported question"),
    pytest.param("Mijn buurvrouw wil weten hoeveel leden er zijn.", "nl", id="who wants to know"),
    pytest.param("Could you tell me how many members there are?", "en", id="English: could you"),
    pytest.param("My colleague asked how many members there are.", "en", id="English: a reported question"),
    pytest.param("Because my boss wants to know, how many members are there?", "en", id="English: why it is asked"),
    pytest.param("How many libraries offer Klik & Tik?", "en", id="English: a light verb"),
])  # fmt: skip
def test_nothing_more_than_a_figure_is_asked(text: str, language: str, reader: Reader) -> None:
    """Politeness, stories and whoever asked it fill no slot."""
    frame = reader.read(text, language).frame
    assert (frame.slots, frame.left) == ((), ())


@pytest.mark.parametrize(("text", "language", "concept"), [
    pytest.param("Hoeveel leden hebben hun lidmaatschap opgezegd?", "nl", "membership-cancelled", id="cancelled"),
    pytest.param("Hoeveel gemeenten hebben een officiële doelstelling?", "nl", "formal-goal", id="a goal"),
])  # fmt: skip
def test_a_word_in_a_label_is_no_operator(text: str, language: str, concept: str, reader: Reader) -> None:
    """The label says what the question is about."""
    query = reader.read(text, language)
    assert concept in {mention.id for mention in query.mentions}
    assert slots_of(query.frame) == []


@pytest.mark.parametrize(("text", "language", "kind"), [
    pytest.param("Hoeveel leden zijn er?", "nl", "count", id="a count"),
    pytest.param("Welk percentage van de bibliotheken werkt samen met scholen?", "nl", "share", id="a share"),
    pytest.param("In welk jaar waren er de meeste leden?", "nl", "extreme", id="the year of the most"),
    pytest.param("Welke bibliotheken werken samen met gemeenten?", "nl", "list", id="a list"),
    pytest.param("Waarom werken bibliotheken samen met scholen?", "nl", "reason", id="a reason"),
    pytest.param("Werken bibliotheken samen met scholen?", "nl", "yes_no", id="yes or no"),
    pytest.param("How many members are there?", "en", "count", id="English: a count"),
    pytest.param("What share of libraries works with schools?", "en", "share", id="English: a share"),
    pytest.param("Where are the libraries?", "en", "place", id="English: a place"),
])  # fmt: skip
def test_the_kind_of_answer_that_is_wanted(text: str, language: str, kind: str, reader: Reader) -> None:
    """One of those that the explanation names."""
    assert kind in KINDS
    assert reader.read(text, language).frame.kind == kind


def test_a_slot_quotes_the_question(reader: Reader) -> None:
    """The answer can say which words it does not meet."""
    slot = reader.read("Hoeveel bibliotheken werken NIET meer samen met scholen?", "nl").frame.find("polarity")
    assert slot is not None
    assert slot.words == "NIET meer"


def test_a_frame_is_asked_for_its_slots() -> None:
    """The first of a name; and it can be put without one."""
    frame = Frame(slots=(Slot("answer_type", "who", "Wie"), Slot("answer_type", "maker", "bedacht")))
    assert frame.answer_type == "who"
    assert frame.without("answer_type") == Frame()
    assert (Frame().answer_type, Frame().find("rate")) == ("", None)


def test_which_year_is_asked_for(reader: Reader) -> None:
    """A figure answers it for the highest or lowest of a series, or for a figure that is named; nothing else does."""
    for text, language in (("In welk jaar waren er de meeste leden?", "nl"), ("In what year did it start?", "en")):
        assert [slot.value for slot in reader.read(text, language).frame.slots] == ["year"]


def test_a_language_without_closed_classes_has_no_frames(languages: Mapping[str, Language]) -> None:
    """Its questions are answered by their labels alone."""
    plain = {code: replace(one, asking={}) for code, one in languages.items()}
    knowledge = replace(knowledge_of(FACTS), languages=plain)
    reader = Reader(knowledge, Lexicon(compile_tables(knowledge)))
    assert reader.read("Why do 12 libraries never work with farmers?", "en").frame == Frame()


@pytest.mark.parametrize(("text", "language", "left"), [
    pytest.param("Hoeveel bibliotheken kusten hun leden?", "nl", ["kusten"], id="after what is counted"),
    pytest.param("Hoeveel bibliotheken zijn er beboet?", "nl", ["beboet"], id="last after an auxiliary"),
    pytest.param("Hoeveel bibliotheken hebben leden met kusten?", "nl", [], id="after a preposition it is a noun"),
    pytest.param("Hoeveel leden zijn er op miiddelbare schoen?", "nl", [],
                 id="after a misspelt name it may be part of it"),
])  # fmt: skip
def test_a_noun_that_must_be_a_verb_counts(text: str, language: str, left: list[str], reader: Reader) -> None:
    """A coast is an ordinary thing, and kissing is not."""
    assert [word.typed for word in reader.read(text, language).frame.left if not word.is_loose] == left
