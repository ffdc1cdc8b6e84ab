"""Text as it is typed, made comparable."""

import pytest

from bot.core.words.text import (
    MAX_CHARACTERS,
    clean,
    fold,
    inflection_key,
    split_sentences,
    split_words,
    tokenise,
    verb_forms,
)


@pytest.mark.parametrize(("typed", "folded"), [
    pytest.param("Café", "cafe", id="accent in one character"),
    pytest.param("Cafe\u0301", "cafe", id="accent in two characters"),
    pytest.param("COÖRDINATIE", "coordinatie", id="diaeresis and capitals"),
    pytest.param("één", "een", id="stressed vowels"),
    pytest.param("baby's", "babys", id="straight apostrophe"),
    pytest.param("baby’s", "babys", id="curly apostrophe"),
    pytest.param("baby‘s", "babys", id="apostrophe the wrong way round"),
    pytest.param("baby´s", "babys", id="loose acute accent"),
    pytest.param("Straße", "strasse", id="letter that has two capitals"),
    pytest.param("'t", "'t", id="apostrophe before a word stays to the tokeniser"),
    pytest.param("", "", id="nothing"),
])  # fmt: skip
def test_folding_leaves_only_letters(typed: str, folded: str) -> None:
    """However an accent or apostrophe is typed, the word compares the same."""
    assert fold(typed) == folded


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param("p.o. en v.o.", ["po", "en", "vo"], id="abbreviations with dots"),
    pytest.param("P.O.", ["po"], id="abbreviation in capitals"),
    pytest.param("foto's", ["fotos"], id="apostrophe inside a word"),
    pytest.param("'s morgens", ["s", "morgens"], id="apostrophe before a word"),
    pytest.param("vo-school", ["vo", "school"], id="hyphen parts words"),
    pytest.param("havo/vwo", ["havo", "vwo"], id="slash parts words"),
    pytest.param("Lezen & Schrijven", ["lezen", "en", "schrijven"], id="ampersand"),
    pytest.param("reading and writing", ["reading", "en", "writing"], id="and is the word en"),
    pytest.param("26%", ["26", "%"], id="percent sign"),
    pytest.param("1.200 of 17,2", ["1.200", "of", "17,2"], id="separators stay in numbers"),
    pytest.param("In 2018.", ["in", "2018"], id="full stop after a year"),
    pytest.param("2017-2018", ["2017", "2018"], id="school year"),
    pytest.param("KB, 2018c", ["kb", "2018c"], id="year of a source"),
    pytest.param("de 19e", ["de", "19e"], id="ordinal of two digits"),
    pytest.param("de 1e", ["de", "1e"], id="ordinal"),
    pytest.param("???", [], id="no words"),
    pytest.param("boek_winkel", ["boek", "winkel"], id="underscore parts words"),
])  # fmt: skip
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    """Words are compared folded; everything between them goes."""
    assert [token.word for token in tokenise(text)] == expected
    assert list(split_words(text)) == expected


def test_a_token_knows_where_it_was_typed() -> None:
    """The words can be quoted as they stand in the text."""
    text = "Hé, 26% van P.O.-scholen!"
    tokens = tokenise(text)
    assert [token.typed for token in tokens] == ["Hé", "26", "%", "van", "P.O.", "scholen"]
    assert [text[token.start : token.end] for token in tokens] == [token.typed for token in tokens]


@pytest.mark.parametrize(("typed", "cleaned"), [
    pytest.param("  hoi \t daar  ", "hoi daar", id="blanks"),
    pytest.param("een\u00a0vraag", "een vraag", id="hard space"),
    pytest.param("bi\u200beb\ufeff", "bieb", id="zero width"),
    pytest.param("bi\x00eb\x1b", "bieb", id="control characters"),
    pytest.param("bieb\ud800", "bieb", id="half a surrogate pair"),
    pytest.param("cafe\u0301", "café", id="composed"),
    pytest.param("ﬁets ２０１８", "fiets 2018", id="compatibility forms"),
    pytest.param("een\ntwee", "een\ntwee", id="lines stay"),
    pytest.param("\n \t", "", id="nothing"),
    pytest.param("ti\u1ebfng Vi\u00ea\u0323t", "tiếng Việt", id="two marks on a letter"),
    pytest.param("x" + "\u0331" * 30 + "y", "x" + "\u0331" * 30 + "y", id="as many marks as may be"),
    pytest.param("x" + "\u0331" * 900 + "y", "x" + "\u0331" * 30 + "y", id="marks without end"),
    pytest.param("x" + "\u0331\u200b" * 900 + "y", "x" + "\u0331" * 30 + "y", id="with something unseen between them"),
])  # fmt: skip
def test_cleaning_keeps_what_can_be_seen(typed: str, cleaned: str) -> None:
    """Characters that nobody sees never make another question."""
    assert clean(typed) == cleaned


@pytest.mark.parametrize("filler", [
    pytest.param("x", id="letters"), pytest.param(" ", id="spaces"), pytest.param("\u200b", id="unseen"),
    pytest.param("e\u0301", id="composed on the way"), pytest.param("ﷺ", id="one character that becomes many"),
])  # fmt: skip
def test_a_long_message_is_cut(filler: str) -> None:
    """No message costs more than a long one, whatever it is made of."""
    assert len(clean("bieb" + filler * 50_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize(("text", "sentences"), [
    pytest.param("Hoeveel? Welke!", ["Hoeveel?", "Welke!"], id="marks"),
    pytest.param("Dit is zo. Hoeveel scholen", ["Dit is zo.", "Hoeveel scholen"], id="short word before a capital"),
    pytest.param("Ik zoek cijfers. hoeveel?", ["Ik zoek cijfers.", "hoeveel?"], id="long word before a small letter"),
    pytest.param("Het gem. aantal, o.a. scholen", ["Het gem. aantal, o.a. scholen"], id="abbreviations"),
    pytest.param("Eerst dit\nDan dat", ["Eerst dit", "Dan dat"], id="lines"),
    pytest.param("Een; twee", ["Een;", "twee"], id="semicolon"),
    pytest.param("Het is 17.2 procent", ["Het is 17.2 procent"], id="decimal point"),
    pytest.param("Echt?!", ["Echt?"], id="marks in a row make one sentence"),
    pytest.param("?!", [], id="no words"),
])  # fmt: skip
def test_sentences_of_a_message(text: str, sentences: list[str]) -> None:
    """A dot ends a sentence only where it is no part of an abbreviation."""
    assert list(split_sentences(text)) == sentences


@pytest.mark.parametrize(("one", "other"), [
    ("scholen", "school"), ("bibliotheken", "bibliotheek"), ("bedrijven", "bedrijf"), ("brieven", "brief"),
    ("huizen", "huis"), ("mannen", "man"), ("boeren", "boer"), ("winkels", "winkel"), ("gemeenten", "gemeente"),
    ("vestigingen", "vestiging"), ("leraren", "leraar"), ("winkeltje", "winkel"), ("winkeltjes", "winkels"),
    ("grote", "groot"), ("categorieen", "categorie"), ("partijen", "partij"), ("talen", "taal"), ("babys", "baby"),
    ("libraries", "library"), ("companies", "company"), ("schools", "school"), ("churches", "church"),
    ("businesses", "business"), ("branches", "branch"), ("works", "work"),
])  # fmt: skip
def test_inflections_meet(one: str, other: str) -> None:
    """Singular and plural, and the forms of an adjective, are one word."""
    assert inflection_key(one) == inflection_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("boeken", "boeren"), ("kerken", "werken"), ("bibliotheek", "bibliothecaris"), ("lezen", "lezer"),
    ("bakker", "bakken"), ("school", "scholing"), ("farm", "farmer"), ("read", "reading"), ("lezer", "lezing"),
    ("primair", "primaat"), ("taal", "taak"), ("bos", "bus"), ("2017", "2018"), ("17", "17s"), ("school", "schol1"),
])  # fmt: skip
def test_other_words_stay_apart(one: str, other: str) -> None:
    """A derived word, a word with another letter and a number are never taken for an inflection."""
    assert inflection_key(one) != inflection_key(other)


@pytest.mark.parametrize("word", ["vo", "bus", "2018", "17-18", "1e", ""])
def test_short_words_and_numbers_are_their_own_key(word: str) -> None:
    """Nothing can be cut from these without making another word of them."""
    assert inflection_key(word) == word


@pytest.mark.parametrize(("word", "language", "form"), [
    pytest.param("gewerkt", "nl", "werken", id="participle"),
    pytest.param("werkte", "nl", "werken", id="past"),
    pytest.param("werkten", "nl", "werken", id="past plural"),
    pytest.param("deelt", "nl", "deel", id="third person"),
    pytest.param("working", "en", "work", id="ing"),
    pytest.param("shared", "en", "share", id="ed after e"),
])  # fmt: skip
def test_a_verb_leads_to_its_stem(word: str, language: str, form: str) -> None:
    """The known form is among those that a verb may be a form of."""
    assert form in verb_forms(word, language)


@pytest.mark.parametrize(("word", "language"), [
    pytest.param("bed", "en", id="too short"), pytest.param("201ed", "en", id="not only letters"),
])  # fmt: skip
def test_what_is_no_verb_has_no_forms(word: str, language: str) -> None:
    """Short words and what holds a digit are left as they are."""
    assert verb_forms(word, language) == ()


@pytest.mark.parametrize("word", ["gewerkt", "werkte", "working", "shared"])
def test_a_word_is_no_form_of_itself(word: str) -> None:
    """Whoever looks these up has looked the word itself up before."""
    assert all(word not in verb_forms(word, language) for language in ("nl", "en"))
