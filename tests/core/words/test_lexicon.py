"""The known words: found exact or inflected, split or joined, repaired, or left alone."""

from dataclasses import replace

import pytest

from bot.core.words.compiled import Tables
from bot.core.words.lexicon import FREQUENT, Lexicon, Sense
from bot.core.words.text import inflection_key, tokenise

NOTHING: frozenset[int] = frozenset()


def read(lexicon: Lexicon, text: str, language: str = "nl") -> list[tuple[str, str]]:
    """Return the words of a text as they are read, and how."""
    return [(word.word, word.how) for word in lexicon.read(tokenise(text), NOTHING, language)]


@pytest.mark.parametrize(("typed", "word", "how"), [
    pytest.param("bibliotheek", "bibliotheek", "exact", id="label"),
    pytest.param("met", "met", "exact", id="word of a list"),
    pytest.param("bibliotheken", "bibliotheken", "inflected", id="plural of a label"),
    pytest.param("gewerkt", "werken", "inflected", id="form of a verb"),
    pytest.param("biblioteken", "bibliothek", "repaired", id="misspelt plural, by its key"),
    pytest.param("boekhandle", "boekhandel", "repaired", id="misspelt label"),
    pytest.param("hoevele", "hoeveel", "repaired", id="misspelt word of a list"),
    pytest.param("Boekhandel", "boekhandel", "exact", id="capital"),
    pytest.param("boékhandel", "boekhandel", "exact", id="accent"),
    pytest.param("kwallenkwekers", "kwallenkwekers", "unknown", id="unknown"),
    pytest.param("2018", "2018", "unknown", id="number"),
    pytest.param("middelbareschool", "middelbareschool", "inflected", id="label written in one word"),
])  # fmt: skip
def test_a_word_is_read(typed: str, word: str, how: str, small_lexicon: Lexicon) -> None:
    """A word is what is nearest to it: as spelt, as inflected, as a verb, as misspelt, and else itself."""
    assert read(small_lexicon, typed) == [(word, how)]


@pytest.mark.parametrize(("typed", "parts"), [
    pytest.param("kerkschool", ["kerk", "school"], id="two labels"),
    pytest.param("kerkscholen", ["kerk", "scholen"], id="the last one inflected"),
    pytest.param("dorpsbibliotheek", ["dorps", "bibliotheek"], id="joined by s"),
    pytest.param("boerenorganisatie", ["boeren", "organisatie"], id="first part in the plural"),
    pytest.param("dorpsbibliotheeklocatie", ["dorps", "bibliotheek", "locatie"], id="three labels"),
    pytest.param("kwalschool", [], id="first part unknown"),
    pytest.param("kerkkwal", [], id="last part unknown"),
    pytest.param("posschool", [], id="a part of two letters"),
    pytest.param("kerk2school", [], id="a digit"),
])  # fmt: skip
def test_a_compound_is_split_into_labels(typed: str, parts: list[str], small_lexicon: Lexicon) -> None:
    """A compound with an unknown part is another thing than its known part, so it stays whole."""
    assert list(small_lexicon.split_compound(typed)) == parts


def test_a_word_typed_without_its_space(small_lexicon: Lexicon) -> None:
    """A preposition glued to a label is taken off again, and nothing else is."""
    assert read(small_lexicon, "metboeren") == [("met", "repaired"), ("boeren", "repaired")]
    assert read(small_lexicon, "geenboeren") == [("geenboeren", "unknown")]


def test_a_frequent_word_is_likelier_than_a_form_of_another(small_tables: Tables) -> None:
    """What looks like a form of a rare verb ("gesen") may be a frequent word misspelt: "gesten" is "gasten"."""
    spellings = {**small_tables.spellings, "nl": f"{small_tables.spellings['nl']} gesen gasten"}
    rare = Lexicon(replace(small_tables, spellings=spellings))
    assert read(rare, "gesten") == [("gesen", "inflected")]
    frequent = {**small_tables.frequency, inflection_key("gasten"): FREQUENT}
    assert read(Lexicon(replace(small_tables, spellings=spellings, frequency=frequent)), "gesten") == [
        ("gasten", "repaired")
    ]


def test_verbs_and_slips_are_those_of_the_language(small_lexicon: Lexicon) -> None:
    """A Dutch word is never repaired into an English one."""
    assert read(small_lexicon, "hospitl", "en") == [("hospital", "repaired")]
    assert read(small_lexicon, "hospitl", "nl") != [("hospital", "exact")]
    assert read(small_lexicon, "functi", "nl") == read(small_lexicon, "functi", "en") == [("functi", "unknown")]


def test_positions_that_were_read_are_left_out(small_lexicon: Lexicon) -> None:
    """What is a period or figure is no word."""
    tokens = tokenise("scholen in 2018")
    assert [word.token for word in small_lexicon.read(tokens, frozenset({2}), "nl")] == [0, 1]


@pytest.mark.parametrize(("keys", "ids"), [
    ("schol", ["school"]), ("basisschol", ["primary-school"]), ("middelbar schol", ["secondary-school"]),
    ("kwal", []), ("", []),
])  # fmt: skip
def test_what_a_label_stands_for(keys: str, ids: list[str], small_lexicon: Lexicon) -> None:
    """The senses of a label, none where it is no label."""
    assert list(dict.fromkeys(sense.id for sense in small_lexicon.senses(keys))) == ids


def test_a_sense_knows_its_language_and_spelling(small_lexicon: Lexicon) -> None:
    """An exact match goes before an inflected one, and the language of the question before the other."""
    assert set(small_lexicon.senses("boer")) == {Sense("farmer", "nl", "boer")}


@pytest.mark.parametrize(("text", "reach"), [
    pytest.param("middelbare school", 2, id="all in labels"),
    pytest.param("middelbare school kwal", 2, id="an unknown word ends it"),
    pytest.param("kwal", 1, id="one word is always tried"),
    pytest.param("bieb " * 30, 20, id="no label is longer"),
])  # fmt: skip
def test_how_far_a_label_may_reach(text: str, reach: int, small_lexicon: Lexicon) -> None:
    """Only words that stand in labels can make up one."""
    words = small_lexicon.read(tokenise(text), NOTHING, "nl")
    assert small_lexicon.label_reach(words, 0) == reach


def test_lists_are_those_of_a_language(small_lexicon: Lexicon) -> None:
    """The same letters can be another word in the other language."""
    assert "quantity" in small_lexicon.lists("hoeveel", "nl")
    assert small_lexicon.lists("hoeveel", "en") == ()
    assert small_lexicon.lists("hoeveel", "xx") == ()


def test_requests_are_those_of_a_language(small_lexicon: Lexicon) -> None:
    """Each language has its own words for it, of the other one too."""
    assert small_lexicon.requests("nl") == ("in het nederlands", "dutch please")


def test_spelling_shows_the_language(small_lexicon: Lexicon) -> None:
    """A word belongs to the languages in which it is spelt just so."""
    assert small_lexicon.languages == ("en", "nl")
    assert small_lexicon.spelt_in("school", "nl")
    assert small_lexicon.spelt_in("school", "en")
    assert not small_lexicon.spelt_in("scholen", "nl")
    assert not small_lexicon.spelt_in("boekhandel", "en")


@pytest.mark.parametrize(("typed", "meant", "language"), [
    ("biblioteken", "bibliotheken", "nl"), ("bibliohteken", "bibliotheken", "nl"),
    ("basisscolen", "basisscholen", "nl"),
    ("boekhandl", "boekhandel", "nl"), ("hoeevel", "hoeveel", "nl"), ("leesbevordring", "leesbevordering", "nl"),
    ("samenwrken", "samenwerken", "nl"), ("werkne", "werken", "nl"), ("kinderpvang", "kinderopvang", "nl"),
    ("theather", "theater", "nl"), ("secundary", "secondary", "en"), ("munisipalities", "municipalities", "en"),
])  # fmt: skip
def test_misspelt_words_of_the_real_vocabulary(typed: str, meant: str, language: str, lexicon: Lexicon) -> None:
    """Slips as people make them are read as the word that they meant."""
    assert read(lexicon, typed, language) == [(meant, "repaired")]


@pytest.mark.parametrize(("word", "language"), [
    ("boeren", "nl"), ("boeken", "nl"), ("kerken", "nl"), ("werken", "nl"), ("ziekenhuizen", "nl"),
    ("zwembaden", "nl"), ("kranten", "nl"), ("pastoor", "nl"), ("ouderen", "nl"), ("jongeren", "nl"), ("mbo", "nl"),
    ("farmers", "en"), ("farms", "en"), ("firms", "en"), ("churches", "en"), ("works", "en"), ("books", "en"),
])  # fmt: skip
def test_a_real_word_is_never_repaired_into_another(word: str, language: str, lexicon: Lexicon) -> None:
    """Who asks about farmers is never answered about books."""
    assert [how for _, how in read(lexicon, word, language)] != ["repaired"]


@pytest.mark.parametrize("number", ["2017", "2018", "2071", "695", "659", "17", "1.200", "26", "2017a", "201", "84%"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_is_never_repaired(number: str, language: str, lexicon: Lexicon) -> None:
    """To a fuzzy score 2017 and 2018 are nearly the same; here they never are."""
    typed = [token.word for token in tokenise(number)]
    words = lexicon.read(tokenise(number), NOTHING, language)
    assert [word.word for word in words] == typed
    assert "repaired" not in {word.how for word in words}
