"""Reading a question: what it names, what it asks, and the part that unknown words play."""

import pytest

from bot.core.reading.read import Reader
from bot.core.records.query import Query
from bot.core.words.text import tokenise


def ids(query: Query, *, context: bool = False) -> list[str]:
    """Return what a question names, in order, each once."""
    return list(dict.fromkeys(mention.id for mention in query.mentions if mention.context == context))


def unknown(query: Query) -> list[tuple[str, str]]:
    return [(item.word, item.slot) for item in query.unknown]


@pytest.mark.parametrize(("text", "language", "named"), [
    pytest.param("bieb en boekhandel", "nl", ["library", "bookshop"], id="one word each"),
    pytest.param("middelbare scholen", "nl", ["secondary-school"], id="the longest label wins"),
    pytest.param("scholen", "nl", ["school"], id="the broader one by itself"),
    pytest.param("basis scholen", "nl", ["primary-school"], id="split compound"),
    pytest.param("middelbareschool", "nl", ["secondary-school"], id="joined words"),
    pytest.param("kerkscholen", "nl", ["church", "school"], id="a compound of two"),
    pytest.param("p.o. en v.o.", "nl", ["primary-school", "secondary-school"], id="abbreviations"),
    pytest.param("BOEKHANDELS", "nl", ["bookshop"], id="capitals"),
    pytest.param("boekhandle", "nl", ["bookshop"], id="misspelt"),
    pytest.param("boekhandels", "en", ["bookshop"], id="a Dutch word in an English question"),
    pytest.param("high schools", "en", ["secondary-school"], id="English"),
    pytest.param("Survey, 2021a", "nl", ["survey"], id="a source"),
    pytest.param("kwallen", "nl", [], id="nothing known"),
])  # fmt: skip
def test_what_a_question_names(text: str, language: str, named: list[str], small_reader: Reader) -> None:
    """Every known word leads to its concept, however it is inflected, split, joined or misspelt."""
    assert ids(small_reader.read(text, language)) == named


@pytest.mark.parametrize(("text", "how"), [
    ("boekhandel", "exact"), ("boekhandels", "inflected"), ("boekhandle", "repaired"), ("kerkschool", "compound"),
])  # fmt: skip
def test_a_mention_tells_how_it_was_read(text: str, how: str, small_reader: Reader) -> None:
    """The explanation says which words were taken for others."""
    assert {mention.how for mention in small_reader.read(text, "nl").mentions} == {how}


def test_a_mention_quotes_the_question(small_reader: Reader) -> None:
    """The answer can name things as the user did."""
    (mention,) = small_reader.read("Iets over Middelbare  Scholen!", "nl").mentions
    assert (mention.typed, mention.start, mention.end) == ("Middelbare  Scholen", 2, 4)


@pytest.mark.parametrize(("text", "language", "expected"), [
    pytest.param("Werken bibliotheken samen met kwallen?", "nl", [("kwallen", "partner")], id="after with"),
    pytest.param("Werken bibliotheken samen met de kwallen?", "nl", [("kwallen", "partner")], id="an article between"),
    pytest.param("Werken bibliotheken in snorsel samen?", "nl", [("snorsel", "place")], id="after in"),
    pytest.param("Hoeveel kwallen werken samen met scholen?", "nl", [("kwallen", "population")], id="after how many"),
    pytest.param("Welke kwallen doen mee?", "nl", [("kwallen", "kind")], id="after which"),
    pytest.param("Werkt de bieb van snorsel samen?", "nl", [("snorsel", "population")], id="after of"),
    pytest.param("Werken bibliotheken met Snorsel samen?", "nl", [("Snorsel", "name")], id="a name"),
    pytest.param("KWALLEN EN BIEBS", "nl", [("KWALLEN", "word")], id="all in capitals is no name"),
    pytest.param("Kwallen en biebs", "nl", [("Kwallen", "word")], id="the first capital is no name"),
    pytest.param("Bibliotheken flonkeren samen", "nl", [("flonkeren", "word")], id="elsewhere"),
    pytest.param("Werken biebs met scholen en kwallen?", "nl", [("kwallen", "joined")], id="joined to a known partner"),
    pytest.param("aandeel biebs kwallen", "nl", [("kwallen", "joined")], id="no wording around it"),
    pytest.param("Zien de biebs kwallen als partner?", "nl", [("Zien", "word"), ("kwallen", "joined")], id="in a role"),
    pytest.param("Do libraries work with jellyfish?", "en", [("jellyfish", "partner")], id="English with"),
    pytest.param("Do libraries in snorsel cooperate?", "en", [("snorsel", "place")], id="English in"),
    pytest.param("What number of jellyfish cooperates?", "en", [("jellyfish", "population")], id="English number of"),
    pytest.param("Wat is dat voor een bieb?", "nl", [], id="only filler and known words"),
    pytest.param("Hoeveel x biebs", "nl", [], id="one letter is no word"),
])  # fmt: skip
def test_the_slot_of_an_unknown_word(
    text: str, language: str, expected: list[tuple[str, str]], small_reader: Reader
) -> None:
    """The place in the sentence shows what an unknown word would narrow the question to."""
    assert unknown(small_reader.read(text, language)) == expected


def test_a_known_concept_has_a_slot_too(small_reader: Reader) -> None:
    """What stands after "with" is the partner, and what "how many" counts the population."""
    query = small_reader.read("Hoeveel bibliotheken werken met boeren in een dorp?", "nl")
    slots = {mention.id: mention.slot for mention in query.mentions}
    assert slots == {"library": "population", "cooperation": "word", "farmer": "partner", "village": "place"}


@pytest.mark.parametrize(("text", "language", "counted"), [
    pytest.param("Hoeveel bibliotheken werken samen met boeren?", "nl", ("library",), id="one"),
    pytest.param("Hoeveel van de bibliotheken doen mee?", "nl", ("library",), id="an article between"),
    pytest.param("Hoeveel middelbare scholen doen mee?", "nl", ("secondary-school",), id="two words"),
    pytest.param("Hoeveel kerk bibliotheken doen mee?", "nl", ("church", "library"), id="a run of two"),
    pytest.param("Met hoeveel vestigingen werken biebs samen?", "nl", ("site",), id="behind a preposition"),
    pytest.param("Hoeveel kwallen doen mee?", "nl", ("kwallen",), id="unknown"),
    pytest.param("Hoeveel?", "nl", (), id="nothing follows"),
    pytest.param("Welke bibliotheken doen mee?", "nl", None, id="no number asked for"),
    pytest.param("How many sites do libraries work with?", "en", ("site",), id="English"),
    pytest.param("What share of libraries works with schools?", "en", ("library",), id="a share of them"),
    pytest.param("What share cooperates?", "en", None, id="a share of nobody"),
])  # fmt: skip
def test_what_is_counted(text: str, language: str, counted: tuple[str, ...] | None, small_reader: Reader) -> None:
    """The words "how many" count the run of mentions that follows, and not what comes after the verb."""
    assert small_reader.read(text, language).counted == counted


@pytest.mark.parametrize(("text", "asked", "scene"), [
    pytest.param(
        "Het dorp heeft een boekhandel. Werkt de bieb met boeren?", ["library", "farmer"], ["village", "bookshop"],
        id="the question last",
    ),
    pytest.param(
        "Werkt de bieb met boeren? Het dorp heeft een boekhandel.", ["library", "farmer"], ["village", "bookshop"],
        id="the question first",
    ),
    pytest.param(
        "Hoeveel biebs werken met boeren. Het dorp vraagt dat", ["library", "cooperation", "farmer"], ["village"],
        id="asking without a question mark",
    ),
    pytest.param("De bieb werkt met boeren. Dat weet ik.", ["library", "farmer"], [], id="no sentence asks"),
    pytest.param("Ik zoek iets over boeren. Wat is er?", ["farmer"], [], id="the question names nothing itself"),
])  # fmt: skip
def test_the_scene_is_no_part_of_the_question(
    text: str, asked: list[str], scene: list[str], small_reader: Reader
) -> None:
    """What stands in other sentences only sets the scene, unless the asking one names nothing."""
    query = small_reader.read(text, "nl")
    assert [id_ for id_ in ids(query) if id_ != "cooperation" or "cooperation" in asked] == asked
    assert ids(query, context=True) == scene


def test_unknown_words_of_the_scene_do_not_count(small_reader: Reader) -> None:
    """Who tells where they work is not asking about it."""
    query = small_reader.read("Ik flonker bij Snorsel. Hoeveel bibliotheken werken samen met boeren?", "nl")
    assert unknown(query) == []


@pytest.mark.parametrize(("sentence", "language", "asks"), [
    pytest.param("Boeren?", "nl", True, id="question mark"),
    pytest.param("Hoeveel boeren", "nl", True, id="how many"),
    pytest.param("zeg eens met hoeveel boeren", "nl", True, id="how many, later on"),
    pytest.param("welke boeren", "nl", True, id="which"),
    pytest.param("werkt de bieb samen", "nl", True, id="verb first"),
    pytest.param("de bieb werkt samen", "nl", False, id="verb second"),
    pytest.param("Dank!", "nl", False, id="no question"),
    pytest.param("how many farmers", "en", True, id="English"),
    pytest.param("hoeveel boeren", "en", False, id="the words of the language only"),
])  # fmt: skip
def test_a_sentence_that_asks(sentence: str, language: str, asks: bool, small_reader: Reader) -> None:
    """A question shows by its mark, by a question word or by the verb in front."""
    assert small_reader.sentences.which_ask((sentence,), language) == (asks,)


def test_beside_a_question_mark_a_verb_in_front_does_not_ask(small_reader: Reader) -> None:
    """Who tells something may leave "ik" out."""
    told = ("Werkt bij de bieb.", "Hoeveel boeren werken mee?", "Welke boeren.")
    assert small_reader.sentences.which_ask(told, "nl") == (False, True, True)
    assert small_reader.sentences.which_ask(told[:1], "nl") == (True,)


@pytest.mark.parametrize(("text", "language", "opens"), [
    pytest.param("hoeveel boeren", "nl", True, id="how many"),
    pytest.param("met hoeveel boeren", "nl", True, id="second word"),
    pytest.param("werkt de bieb", "nl", True, id="verb"),
    pytest.param("de bieb en welke boeren", "nl", False, id="later"),
    pytest.param("which farmers", "en", True, id="English"), pytest.param("boeren", "nl", False, id="no question word"),
])  # fmt: skip
def test_the_opening_of_a_question(text: str, language: str, opens: bool, small_reader: Reader) -> None:
    """A half sentence is a question of its own only where it opens as one."""
    assert small_reader.opens_question(text, language) is opens


@pytest.mark.parametrize(("text", "marker", "found"), [
    pytest.param("Hoeveel biebs werken niet met boeren?", "negation", True, id="negation in the question"),
    pytest.param("Ik weet het niet. Hoeveel biebs werken met boeren?", "negation", False, id="negation in the scene"),
    pytest.param("En boeren?", "follow_up", True, id="follow-up word in front"),
    pytest.param("Boeren en kerken?", "follow_up", False, id="the same word between two"),
    pytest.param("Werken biebs met boeren?", "yes_no", True, id="verb in front"),
    pytest.param("Hoeveel biebs werken met boeren?", "yes_no", False, id="verb behind"),
    pytest.param("Is dat meer dan boeren?", "anaphora", True, id="pointing back"),
    pytest.param("Werken ze met boeren?", "anaphora", False, id="a pronoun for the libraries"),
    pytest.param("Hallo, werken biebs met boeren?", "yes_no", True, id="behind a greeting"),
    pytest.param("& boeren", "follow_up", False, id="an ampersand opens nothing"),
])  # fmt: skip
def test_phrases_count_where_they_mean_what_they_say(text: str, marker: str, found: bool, small_reader: Reader) -> None:
    """The same word opens a follow-up or joins two partners, by where it stands."""
    assert (marker in small_reader.read(text, "nl").markers) is found


def test_periods_and_claims_are_read_apart(small_reader: Reader) -> None:
    """Figures are no words: they are neither unknown nor mentions."""
    query = small_reader.read("Werkte in 2017-2018 of 2016 meer dan de helft van de biebs met boeren?", "nl")
    assert query.periods == ("2017-2018", "2016")
    assert [(str(claim.value), claim.relation) for claim in query.claims] == [("50", "more")]
    assert unknown(query) == []


@pytest.mark.parametrize(("text", "moment"), [
    pytest.param("Hoeveel biebs werkten vorig jaar met boeren?", ("last_year", "vorig jaar"), id="last year"),
    pytest.param("Hoeveel biebs werkten dit schooljaar met boeren?", ("this_school_year", "dit schooljaar"), id="this"),
    pytest.param("Hoeveel biebs werken met boeren?", None, id="none"),
])  # fmt: skip
def test_a_moment_is_read_as_typed(text: str, moment: tuple[str, str] | None, small_reader: Reader) -> None:
    """Which year it is only the day of asking tells."""
    query = small_reader.read(text, "nl")
    assert (query.moment, query.periods, unknown(query)) == (moment, (), [])


def test_the_year_of_a_source_is_no_period(small_reader: Reader) -> None:
    """A name such as "Report, 2020" is that of a publication; the figure in it need not be of that year."""
    query = small_reader.read("Wat zegt Report, 2020 over boeren?", "nl")
    assert query.periods == ()
    assert ids(query) == ["report", "farmer"]


def test_parted_labels_are_found(reader: Reader) -> None:
    """The verb "nam ... toe" is one thing, whatever stands between."""
    query = reader.read("Nam de samenwerking met scholen toe?", "nl")
    assert "trend" in query.named()


@pytest.mark.parametrize(("text", "language", "id_"), [
    pytest.param("Met hoeveel middelbareschoollocaties?", "nl", "secondary-school", id="joined"),
    pytest.param("samen met basis scholen", "nl", "primary-school", id="split"),
    pytest.param("in het v.o.", "nl", "secondary-school", id="dots"),
    pytest.param("commerciele partners", "nl", "commercial-partner", id="without the accent"),
    pytest.param("comerciele partners", "nl", "commercial-partner", id="misspelt"),
    pytest.param("secundary schools", "en", "secondary-school", id="English misspelt"),
    pytest.param("ziekenhuizen", "nl", "hospital", id="a partner without facts"),
    pytest.param("VOB, 2015", "nl", "vob-2015", id="a source with its year"),
    pytest.param("KB, 2018c", "nl", "kb-2018c", id="a source with its year and letter"),
])  # fmt: skip
def test_the_real_vocabulary(text: str, language: str, id_: str, reader: Reader) -> None:
    """The ways in which people write the real partners lead to them."""
    assert id_ in ids(reader.read(text, language))


def test_reading_twice_gives_the_same(small_reader: Reader) -> None:
    """A question that was read before is remembered, in its own language only."""
    text = "school in 2018"
    assert small_reader.read(text, "nl") is small_reader.read(text, "nl")
    assert small_reader.read(text, "en").language == "en"


def test_every_stretch_is_explained(small_reader: Reader) -> None:
    """Whoever asks why sees each word of the question once, in order."""
    readings = small_reader.read("Deed in 2018 26% van de boekhandle met kwallen?", "nl").readings
    assert [(one.words, one.read_as, one.how) for one in readings] == [
        ("Deed", "word", "unknown"), ("in", "", "filler"), ("2018", "2018", "period"),
        ("26 %", "equal 26 percent", "number"), ("van", "", "filler"), ("de", "", "filler"),
        ("boekhandle", "bookshop", "repaired"), ("met", "", "filler"), ("kwallen", "partner", "unknown"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), [
    pytest.param("Wij zijn met acht man en een kat. aantal boeren", [0] * 8 + [1] * 2, id="a short word ends one"),
    pytest.param("Ik begon in 2015. aantal boeren", [0] * 4 + [1] * 2, id="so does a year"),
    pytest.param("gem. aantal boeren", [0] * 3, id="an abbreviation does not"),
    pytest.param("Voor mijn nota: hoeveel boeren?", [0] * 5, id="nor a colon"),
])  # fmt: skip
def test_where_a_sentence_ends(text: str, sentences: list[int], reader: Reader) -> None:
    assert list(reader.sentences.number(text, tokenise(text), "nl")) == sentences


def test_the_halves_of_a_phrase_stand_in_one_sentence(reader: Reader) -> None:
    """Only within one is "liep ... op" a rise."""
    assert "trend" in reader.read("Hoe liep het aantal leden op?", "nl").markers
    assert "trend" not in reader.read("Ik liep door het park. Op hoeveel locaties is er een leesplan?", "nl").markers
