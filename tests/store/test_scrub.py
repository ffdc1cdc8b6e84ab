"""What could tell who asked is taken out of a question, and the question stays."""

from pathlib import Path

import pytest

from bot.store.names import COMMON_WORDS, FIRST_NAMES, PARTICLES, SURNAMES
from bot.store.scrub import scrub
from bot.store.scrub_words import scrub_address_words, scrub_number_words
from bot.tools.questions import read_question_files

KNOWN_WORDS = """
    aantal bakker bakkers basisscholen gemeente gemeenten holland kb partner partners rotterdam ziekenhuizen zuid
    vo hospitals primary municipality cooperate
"""
KNOWN = frozenset(KNOWN_WORDS.split())


def knows(word: str) -> bool:
    return word.casefold() in KNOWN


@pytest.mark.parametrize("text", [
    "hoeveel ziekenhuizen werken samen met bibliotheken?", "Hoeveel ziekenhuizen in 2023?",
    "Bibliotheek Rotterdam", "In 2017-2018, 2017/18 en 2017–2018", "48%", "klopt 17,2 procent of 100 percent?",
    "2015, 2016 en 2017", "Hoe zit het met Zuid-Holland?", "KB en VO", "in het V.O.", "wat doet de bakker?",
    "IN 2018 IS HET AANTAL", "de beste partners", "ik ben benieuwd naar partners", "zijn er ezelhouders?",
    "How many hospitals cooperate?", "I am interested in hospitals", "Dear library, how many hospitals?",
    "Is this the municipality?", "Rotterdam's library", "mag het in mei?", "", "   ", "?!",
])  # fmt: skip
def test_a_question_without_a_person_stays_as_it_is(text: str) -> None:
    """Years, shares and what is known tell nothing of anybody."""
    assert scrub(text, (), knows) == text


@pytest.mark.parametrize(("text", "scrubbed"), [
    pytest.param("mail jan.de-vries+x@mail.example.nl graag", "mail [adres] graag", id="e-mail"),
    pytest.param("zie https://example.com/a?b=1#c", "zie [adres]", id="web address"),
    pytest.param("zie www.example.org of bieb.nl/ik", "zie [adres] of [adres]", id="web addresses without https"),
    pytest.param("t.me/jantje", "[adres]", id="Telegram address"),
    pytest.param("vraag het @jantje_99", "vraag het [naam]", id="handle"),
    pytest.param("bel 06-12345678", "bel [nummer]", id="mobile"),
    pytest.param("bel +31 (0)6 1234 5678 nu", "bel [nummer] nu", id="phone with country"),
    pytest.param("bel 06 12 34 56 78", "bel [nummer]", id="phone in pairs"),
    pytest.param("in 1234 AB en 1234ab", "in [nummer] en [nummer]", id="postcodes"),
    pytest.param("in 2018 XK", "in [nummer]", id="postcode like a year"),
    pytest.param("nl91abna0417164300", "[nummer]", id="IBAN"),
    pytest.param("op NL91 ABNA 0417 1643 00", "op [nummer]", id="IBAN with spaces"),
    pytest.param("bsn is 123456782", "bsn is [nummer]", id="BSN"),
    pytest.param("op 12-05-1980 of 1980/5/12", "op [nummer] of [nummer]", id="dates"),
    pytest.param("op 12 mei 1980 en 3rd of May", "op [nummer] en [nummer]", id="dates in words"),
    pytest.param("op 12 05 1980", "op [nummer]", id="date with spaces"),
    pytest.param("1.200 van 45", "[nummer] van [nummer]", id="counts"),
    pytest.param("150% of 1899", "[nummer]% of [nummer]", id="no share and no year of ours"),
    pytest.param("2018-2020", "[nummer]", id="no school year"),
    pytest.param("in de kerkstraat 12a woon ik", "in de [adres] woon ik", id="street"),
    pytest.param("ik ben kwakkel", "ik ben [naam]", id="cue in small letters"),
    pytest.param("Ik heet Tjalling Kwakkel en zoek partners", "Ik heet [naam] en zoek partners", id="heet"),
    pytest.param("mijn naam is kwakkel van der zee", "mijn naam is [naam]", id="with particles"),
    pytest.param("hoeveel?\nMet vriendelijke groet,\nT. Kwakkel", "hoeveel?\nMet vriendelijke groet,\n[naam]",
                 id="under a letter"),
    pytest.param("groetjes kwak", "groetjes [naam]", id="greetings"),
    pytest.param("mevrouw Kwakkel vraagt het", "mevrouw [naam] vraagt het", id="title"),
    pytest.param("dhr. Bakker wil het weten", "dhr. [naam] wil het weten", id="title before a known word"),
    pytest.param("namens Kwakkel", "namens [naam]", id="on behalf of"),
    pytest.param("My name is Kwakkel, how many?", "My name is [naam], how many?", id="English name"),
    pytest.param("I'm kwakkel", "I'm [naam]", id="I'm"),
    pytest.param("this is Kwakkel Kwik Kwek Kwak", "this is [naam]", id="three words and a capital"),
    pytest.param("Regards, Kwak", "Regards, [naam]", id="regards"),
    pytest.param("Mr. Kwakkel and Ms Kwik", "Mr. [naam] and Ms [naam]", id="English titles"),
    pytest.param("Beste Kwakkel, hoeveel?", "Beste [naam], hoeveel?", id="addressed"),
    pytest.param("hoi jan, hoeveel?", "hoi [naam], hoeveel?", id="first name in small letters"),
    pytest.param("fatima el idrissi en piet jansen", "[naam] en piet [naam]", id="names of the lists"),
    pytest.param("Is Jan Bakker lid? Bakkers wel", "Is [naam] lid? Bakkers wel", id="surname that is a known word"),
    pytest.param("groeten Jan. Hoeveel?", "groeten [naam]. Hoeveel?", id="a name ends with the sentence"),
    pytest.param("werkt Ezelsoor met J.P. van der Kwakkel", "werkt [naam] met [naam]", id="capitals"),
    pytest.param("Noord-Kwakkel en Anne-Marie's boek", "[naam] en [naam] boek", id="hyphens"),
    pytest.param("Yıldız Öztürk, jean-paul", "[naam], [naam]", id="accents"),
    pytest.param("[naam] en Kwakkel", "[naam] en [naam]", id="a mark that was typed"),
])  # fmt: skip
def test_what_tells_of_a_person_is_taken_out(text: str, scrubbed: str) -> None:
    """One mark for each address, number or name; doing it again changes nothing."""
    assert scrub(text, (), knows) == scrubbed
    assert scrub(scrubbed, (), knows) == scrubbed


@pytest.mark.parametrize(("text", "scrubbed"), [
    pytest.param("Ik ben Jan Bakker, wat was het in januari?", "Ik ben [naam], wat was het in januari?", id="a month"),
    pytest.param("ik ben jan, en wat was het in jan 2021?", "ik ben [naam], en wat was het in jan 2021?", id="small"),
    pytest.param("Is Anne lid? En Smit?", "Is [naam] lid? En [naam]?", id="names of authors"),
])  # fmt: skip
def test_a_name_that_is_also_a_word_of_the_subject_is_taken_out(text: str, scrubbed: str) -> None:
    """With a capital, or after "ik ben": months and the authors of sources are known words too."""
    assert (
        scrub(text, (), lambda word: knows(word) or word.casefold() in ("jan", "januari", "anne", "smit")) == scrubbed
    )


@pytest.mark.parametrize(("text", "scrubbed"), [
    pytest.param("bel nul zes een twee drie vier vijf zes zeven acht", "bel [nummer]", id="telephone"),
    pytest.param("bel nul zes, twaalf, vierendertig, zesenvijftig graag", "bel [nummer] graag", id="in pairs"),
    pytest.param("bel 06 twaalf vierendertig zesenvijftig achtenzeventig", "bel [nummer]", id="half in figures"),
    pytest.param("call oh six one two three four five", "call [nummer]", id="English telephone"),
    pytest.param("call zero six twelve thirty-four", "call [nummer]", id="English in pairs"),
    pytest.param("bsn een twee drie vier vijf zes zeven acht negen", "bsn [nummer]", id="BSN"),
    pytest.param("geboren drie mei negentienhonderdeenenzestig", "geboren [nummer]", id="date"),
    pytest.param("op drieëntwintig mei tweeduizend twee", "op [nummer]", id="date with a year of two words"),
    pytest.param("3 mei negentienhonderd eenenzestig", "[nummer]", id="day in figures"),
    pytest.param("op de eenentwintigste juni, zei hij", "op de [nummer], zei hij", id="ordinal"),
    pytest.param("third of may nineteen sixty-one", "[nummer]", id="English date"),
    pytest.param("on june third or may second two thousand three", "on [nummer] or [nummer]", id="month first"),
    pytest.param("jan punt kwak apenstaartje gmail punt com", "[adres]", id="e-mail in words"),
    pytest.param("mail kwak(at)bieb.nl of kwak [at] bieb [dot] nl", "mail [adres] of [adres]", id="at in brackets"),
    pytest.param("kwak at gmail dot com, please", "[adres], please", id="English e-mail"),
    pytest.param("kwak apestaartje ziggo", "[adres]", id="half an e-mail"),
    pytest.param("kijk op kwak punt nl", "kijk op [adres]", id="web address in words"),
    pytest.param("kenteken 12-abc-3 of ab-12-cd", "kenteken [nummer] of [nummer]", id="number plates"),
    pytest.param("mijn kenteken is g 123 xy", "mijn kenteken is [nummer]", id="number plate with spaces"),
    pytest.param("wilma_vdberg en _jan_1990 vragen", "[naam] en [naam] vragen", id="handles without @"),
])  # fmt: skip
def test_what_is_written_in_words_is_taken_out_too(text: str, scrubbed: str) -> None:
    """Numbers, dates and addresses; doing it again changes nothing."""
    assert scrub(text, (), knows) == scrubbed
    assert scrub(scrubbed, (), knows) == scrubbed


@pytest.mark.parametrize("text", [
    "zes van de tien partners", "een op de drie", "een, twee of drie keer", "een twee drie", "top drie",
    "in tweeduizend twintig", "in negentienhonderdnegenennegentig", "twintig achttien", "drieduizend vijfhonderd",
    "tweeduizend achttien, tweeduizend negentien, tweeduizend twintig en tweeduizend eenentwintig",
    "mei tweeduizend twintig", "mag het in mei?", "in een mei als deze", "zes. mei was goed", "zes en acht",
    "six of ten partners", "one in three", "in two thousand and twenty three", "nineteen ninety nine",
    "twenty eighteen, twenty nineteen, twenty twenty and twenty twenty one", "one may ask", "we may first ask",
    "the second may have more", "three hundred and five", "op dat punt", "the dot com bubble", "look at the partners",
    "aantal_partners", "_aantal_ partners", "kenteken van de partners", "zuid-holland",
])  # fmt: skip
def test_numbers_that_count_and_years_in_words_stay(text: str) -> None:
    """As they do in figures; no question of tests/questions loses a word by what is looked for in words."""
    words = frozenset(text.replace(",", " ").replace(".", " ").split())
    assert scrub(text, (), lambda word: word in words or knows(word)) == text


def test_no_question_of_ours_loses_a_word() -> None:
    """To what looks for numbers, dates and addresses in words."""
    files = sorted(map(str, (Path(__file__).parents[1] / "questions").glob("*.*")))
    cases, problems = read_question_files(files)
    asked = [turn.text for case in cases for turn in case.turns]
    assert len(asked) > 3000
    assert problems == ()
    assert [text for text in asked if scrub_number_words(scrub_address_words(text)) != text] == []


@pytest.mark.parametrize(("text", "names", "scrubbed"), [
    pytest.param("rotterdam vraagt: hoeveel?", ("Rotterdam",), "[naam] vraagt: hoeveel?", id="though it is known"),
    pytest.param("DE KWAKKEL en kwakkel's", ("Kwakkel de Zee",), "DE [naam] en [naam]", id="in any case"),
    pytest.param("wil Wil dat?", ("Wil", "van"), "wil [naam] dat?", id="an everyday word"),
    pytest.param("qx en kwak vragen", ("Qx", "kwak_99"), "[naam] en [naam] vragen", id="short, and a user name"),
])  # fmt: skip
def test_the_names_of_the_sender_are_taken_out(text: str, names: tuple[str, ...], scrubbed: str) -> None:
    """They are known for certain, so nothing else has to tell."""
    assert scrub(text, names, knows) == scrubbed


def test_without_a_knowledge_base_everyday_words_stay() -> None:
    """Only capitals of words that nobody knows are names."""
    assert scrub("Hoeveel scholen in Rotterdam?") == "Hoeveel scholen in [naam]?"


def test_the_lists_do_not_contradict_each_other() -> None:
    """A word is a name or an everyday word."""
    assert not FIRST_NAMES & COMMON_WORDS
    assert not SURNAMES & COMMON_WORDS
    assert not (FIRST_NAMES | SURNAMES) & PARTICLES


@pytest.mark.parametrize("text", ["a" * 20_000, "1" * 20_000, "a." * 9000, "1 " * 9000, "Jan " * 5000, "a-" * 9000,
                                  "@" * 9000, "1-" * 9000, "een " * 5000, "honderd" * 2500, "a punt " * 2500,
                                  "a [at] " * 2500, "may " * 5000, "_a" * 9000, "kenteken " * 2000, "van " * 5000,
                                  "a1" * 9000])  # fmt: skip
def test_a_long_message_takes_no_long_time(text: str) -> None:
    """Whatever it is made of; the limit is that of the test run."""
    assert len(scrub(text, ("Jan",), knows)) <= len(text) + len("[nummer]")
