"""Conversation: what a follow-up takes over, and what it leaves behind."""

import pytest

from bot.core.conversation.dialogue import FADES_AFTER_SECONDS, Dialogue, asks_anew, complete, leans_on_before
from bot.core.reading.read import Reader
from bot.core.records.query import Query

FIRST = {"nl": "Hoeveel procent van de bibliotheken werkt in 2018 samen met boeren?",
         "en": "What share of libraries worked with farmers in 2018?"}  # fmt: skip


def after(reader: Reader, first: str, language: str = "nl", period: str | None = None) -> Dialogue:
    """Return a conversation in which one question was asked."""
    return Dialogue(language=language, query=reader.read(first, language), period=period, facts=("farmers-share",))


def carried(query: Query) -> set[str]:
    return {mention.id for mention in query.mentions if mention.carried}


@pytest.mark.parametrize(("text", "language", "taken"), [
    pytest.param("En in 2017?", "nl", {"farmer", "share"}, id="another period keeps partner and measure"),
    pytest.param("En basisscholen?", "nl", {"share"}, id="another partner keeps the measure"),
    pytest.param("En met basisscholen?", "nl", {"share"}, id="another partner after with"),
    pytest.param("Waarom?", "nl", {"farmer"}, id="another measure keeps the partner"),
    pytest.param("En in het dorp?", "nl", {"farmer", "share"}, id="a place is added"),
    pytest.param("In 2017?", "nl", {"farmer", "share"}, id="only a period"),
    pytest.param("And in 2017?", "en", {"farmer", "share"}, id="English period"),
    pytest.param("And primary schools?", "en", {"share"}, id="English partner"),
    pytest.param("Why?", "en", {"farmer"}, id="English measure"),
])  # fmt: skip
def test_a_follow_up_takes_over_what_it_leaves_open(
    text: str, language: str, taken: set[str], small_reader: Reader
) -> None:
    """Of every field the last one said counts; domain concepts need no carrying."""
    follow_up = complete(small_reader.read(text, language), after(small_reader, FIRST[language], language))
    assert follow_up.leans
    assert carried(follow_up.query) == taken


@pytest.mark.parametrize("text", [
    "Hoeveel procent van de bibliotheken werkt samen met basisscholen?",
    "Met hoeveel vestigingen van middelbare scholen werken bibliotheken samen?",
    "Waarom werken bibliotheken met boeren?",
    "Welke boekhandels doen mee?", "Hoeveel partners heeft een bibliotheek?",
])  # fmt: skip
def test_a_complete_question_takes_nothing(text: str, small_reader: Reader) -> None:
    """A new question is about what it says, not about what was said before."""
    query = small_reader.read(text, "nl")
    follow_up = complete(query, after(small_reader, FIRST["nl"]))
    assert (follow_up.query, follow_up.carried, follow_up.leans) == (query, (), False)


def test_nothing_was_said_before(small_reader: Reader) -> None:
    """The first message of a conversation takes over nothing, even if it opens as a follow-up."""
    query = small_reader.read("En boeren?", "nl")
    assert complete(query, Dialogue()).query == query


def test_what_was_carried_is_told(small_reader: Reader) -> None:
    """The answer says what it still takes for granted: the subject and the period, not the measure."""
    follow_up = complete(small_reader.read("En in het dorp?", "nl"), after(small_reader, FIRST["nl"]))
    assert follow_up.carried == ("farmer", "2018")


@pytest.mark.parametrize(("text", "periods"), [
    pytest.param("En basisscholen?", ("2018",), id="kept with another partner"),
    pytest.param("En in 2017?", ("2017",), id="replaced"),
    pytest.param("En het jaar ervoor?", ("2017",), id="the year before"),
    pytest.param("En het jaar erna?", ("2019",), id="the year after"),
    pytest.param("En kerken in dat jaar?", ("2018",), id="the same year"),
    pytest.param("En het aandeel basisscholen?", (), id="another figure has its own period"),
])  # fmt: skip
def test_the_period_of_a_follow_up(text: str, periods: tuple[str, ...], small_reader: Reader) -> None:
    """A period stays until another one is named, and relative ones count from it."""
    assert complete(small_reader.read(text, "nl"), after(small_reader, FIRST["nl"])).query.periods == periods


def test_the_year_before_a_school_year(small_reader: Reader) -> None:
    """It is a school year again."""
    before = after(small_reader, "Hoeveel biebs werkten in 2017/18 met boeren?")
    assert complete(small_reader.read("En het jaar ervoor?", "nl"), before).query.periods == ("2016-2017",)


def test_relative_to_a_period_of_the_question_itself(small_reader: Reader) -> None:
    """Who names "2018 and the year before" asks for both."""
    query = small_reader.read("Hoeveel biebs werkten in 2018 en het jaar ervoor met boeren?", "nl")
    assert complete(query, Dialogue()).query.periods == ("2018", "2017")


def test_only_kept_periods_are_marked(small_reader: Reader) -> None:
    """A statement without a year still answers where a figure of the year was told, and it was not asked for again."""
    before = after(small_reader, FIRST["nl"], period="2018")
    assert complete(small_reader.read("En basisscholen?", "nl"), before).query.carries_periods
    untold = after(small_reader, FIRST["nl"])
    assert not complete(small_reader.read("En basisscholen?", "nl"), untold).query.carries_periods
    assert not complete(small_reader.read("En basisscholen in 2018?", "nl"), before).query.carries_periods


def test_a_named_unknown_partner_replaces_the_last_one(small_reader: Reader) -> None:
    """Who asks "and with jellyfish keepers?" means them, though nobody knows them."""
    query = complete(small_reader.read("En met kwallenkwekers?", "nl"), after(small_reader, FIRST["nl"])).query
    assert [(item.word, item.slot) for item in query.unknown] == [("kwallenkwekers", "partner")]
    assert "farmer" not in {mention.id for mention in query.mentions}


def test_unknown_words_are_kept_until_replaced(small_reader: Reader) -> None:
    """What no fact accounted for is still asked for when only the period changes."""
    before = after(small_reader, "Hoeveel biebs werken met kwallen?")
    assert [item.word for item in complete(small_reader.read("En in 2017?", "nl"), before).query.unknown] == ["kwallen"]
    assert complete(small_reader.read("En met boeren?", "nl"), before).query.unknown == ()


def test_what_is_counted_is_kept(small_reader: Reader) -> None:
    """A follow-up such as "and in 2017?" still asks how many."""
    before = after(small_reader, "Hoeveel biebs werken met boeren?")
    assert complete(small_reader.read("En in 2017?", "nl"), before).query.counted == ("library",)
    assert complete(small_reader.read("En hoeveel vestigingen?", "nl"), before).query.counted == ("site",)


@pytest.mark.parametrize(("text", "leans"), [
    pytest.param("en boeren?", True, id="opens with and"), pytest.param("boeren?", True, id="a bare partner"),
    pytest.param("2017?", True, id="a bare period"), pytest.param("waarom?", True, id="a bare question word"),
    pytest.param("waarvoor is dat?", True, id="points back"), pytest.param("het jaar ervoor?", True, id="relative"),
    pytest.param("kwallenkwekers", False, id="an unknown word by itself"),
    pytest.param("hoeveel bibliotheken werken samen met boeren?", False, id="a whole question"),
    pytest.param("welke boekhandels doen mee?", False, id="asks and names its subject"),
])  # fmt: skip
def test_a_message_that_leans_on_what_was_said(text: str, leans: bool, small_reader: Reader) -> None:
    """It opens as a follow-up, points back, or names no subject; a whole question does not."""
    assert leans_on_before(small_reader.read(text, "nl")) is leans


@pytest.mark.parametrize(("text", "anew"), [
    pytest.param("aandeel boeren", True, id="measure"), pytest.param("welke boeren", True, id="aspect"),
    pytest.param("hoeveel boeren", True, id="how many"), pytest.param("werken biebs met boeren", True, id="yes or no"),
    pytest.param("wat is de bron", True, id="about the answer"), pytest.param("en boeren", False, id="a partner only"),
    pytest.param("in 2017", False, id="a period only"),
])  # fmt: skip
def test_a_message_that_says_what_it_asks(text: str, anew: bool, small_reader: Reader) -> None:
    """Only where it does not, the measure is taken over."""
    assert asks_anew(small_reader.read(text, "nl")) is anew


@pytest.mark.parametrize(("seconds", "remembered"), [
    pytest.param(0.0, True, id="at once"), pytest.param(FADES_AFTER_SECONDS, True, id="at the last moment"),
    pytest.param(FADES_AFTER_SECONDS + 0.5, False, id="too late"), pytest.param(86_400.0, False, id="the next day"),
    pytest.param(None, True, id="no clock"),
])  # fmt: skip
def test_a_conversation_fades(seconds: float | None, remembered: bool, small_reader: Reader) -> None:
    """After ten minutes of silence only the language is left."""
    dialogue = Dialogue(
        language="nl", query=small_reader.read("boeren", "nl"), facts=("farmers-share",), choices=("a", "b"),
        calculated=True, asked_at=1000.0,
    )  # fmt: skip
    later = dialogue.at(None if seconds is None else 1000.0 + seconds)
    assert later == (dialogue if remembered else Dialogue(language="nl"))


def test_a_conversation_without_a_time_never_fades() -> None:
    """A surface that has no clock keeps its conversations."""
    dialogue = Dialogue(language="en", facts=("a",))
    assert dialogue.at(10**9) == dialogue
