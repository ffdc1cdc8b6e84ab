"""Questions as people really type them: misspelt, split, joined. The answer stays, and no false one comes.

All damage is done by fixed seeds, so that a failure can be repeated.
"""

import re
import unicodedata
from collections.abc import Callable
from random import Random

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.core.words.text import fold
from bot.tools.damage import misspell_long_words
from tests.asking import Example, ask, examples, unanswerable

SEEDS = (1, 2)
SURVIVE = 0.95  # of the example questions

# How hurried people, and helpful telephones, split compounds at "|" and join words at "_"; one and more of a thing.
COMPOUNDS = {
    "nl": """
        basis|onderwijs basis|school basis|scholen basis|vaardigheden beroeps|onderwijs
        bibliotheek|organisaties boek|handel boek|handels boek|verkopers boek|winkel computer|cursus
        consultatie|bureau geld|verdienen hoge|school informatie|vaardigheden kantoor|ruimte kern|functies
        kinder|opvang lees|tip media|wijsheid middelbare|school|vestigingen muziek|school ondernemer|schap
        publieks|ruimte samen|werken samen|werking samenwerkings|partners school|soorten school|vestigingen
        schrijf|café schrijf|kamer sollicitatie|training taal|aanbieders taal|huis taal|huizen
        taal|ontwikkeling verdien|modellen welzijns|werk
    """,
    "en": """
        book|seller book|sellers book|shop book|shops entrepreneur|ship free|lancers
    """,
}
PAIRS = {
    "nl": """
        commerciële_partners zakelijke_partner middelbare_scholen voortgezet_onderwijs primair_onderwijs
        vaste_partners landelijk_programma gezamenlijke_huisvesting jonge_kinderen eigen_programma's
    """,
    "en": """
        commercial_partners commercial_partner secondary_schools secondary_school primary_schools
        high_schools high_school primary_education secondary_education higher_education vocational_education
        basic_skills media_literacy information_skills music_school language_courses budget_cuts
        business_models writing_cafés writing_café writing_room further_reading welfare_organisations
        early_childhood
    """,
}
NUMBERS = {
    "nl": """
        bibliotheek/bibliotheken bieb/biebs partner/partners school/scholen gebouw/gebouwen pand/panden
        boekhandel/boekhandels boekwinkel/boekwinkels gemeente/gemeenten organisatie/organisaties
        programma/programma's instelling/instellingen basisschool/basisscholen hogeschool/hogescholen
        universiteit/universiteiten schoolvestiging/schoolvestigingen bedrijf/bedrijven
        schrijfcafé/schrijfcafés schrijfkamer/schrijfkamers grafiek/grafieken artikel/artikelen
        theater/theaters muziekschool/muziekscholen baby/baby's ouder/ouders cursus/cursussen
        formulier/formulieren verdienmodel/verdienmodellen boekverkoper/boekverkopers
        consultatiebureau/consultatiebureaus fusie/fusies thema/thema's reden/redenen
    """,
    "en": """
        library/libraries partner/partners school/schools building/buildings bookshop/bookshops
        bookseller/booksellers company/companies business/businesses organisation/organisations
        programme/programmes university/universities municipality/municipalities location/locations
        site/sites café/cafés room/rooms article/articles chart/charts graph/graphs theatre/theatres
        baby/babies parent/parents course/courses form/forms freelancer/freelancers clinic/clinics
        institution/institutions merger/mergers office/offices reason/reasons area/areas
    """,
}

Damage = Callable[[str, str, Random], str]


def misspelt(text: str, _language: str, chance: Random) -> str:
    return misspell_long_words(text, chance)


def split(text: str, language: str, _chance: Random) -> str:
    for compound in COMPOUNDS[language].split():
        text = re.sub(rf"\b{compound.replace('|', '')}\b", compound.replace("|", " "), text, flags=re.IGNORECASE)
    return text


def joined(text: str, language: str, _chance: Random) -> str:
    for pair in PAIRS[language].split():
        text = re.sub(rf"\b{pair.replace('_', ' ')}\b", pair.replace("_", ""), text, flags=re.IGNORECASE)
    return text


def plural(text: str, language: str, _chance: Random) -> str:
    return _swap(text, [pair.split("/") for pair in NUMBERS[language].split()])


def singular(text: str, language: str, _chance: Random) -> str:
    return _swap(text, [pair.split("/")[::-1] for pair in NUMBERS[language].split()])


def _swap(text: str, pairs: list[list[str]]) -> str:
    other = dict(pairs)
    return re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)*", lambda word: other.get(word[0].lower(), word[0]), text)


def without_accents(text: str, _language: str, _chance: Random) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def upper(text: str, _language: str, _chance: Random) -> str:
    return text.upper()


DAMAGES = [
    pytest.param(misspelt, id="a typo in every long word"),
    pytest.param(split, id="compounds split"),
    pytest.param(joined, id="words joined"),
    pytest.param(plural, id="plural for singular"),
    pytest.param(singular, id="singular for plural"),
    pytest.param(without_accents, id="accents dropped"),
    pytest.param(upper, id="upper case"),
]


@pytest.fixture(scope="module")
def sound(article_knowledge: KnowledgeBase, article_assistant: Assistant) -> list[Example]:
    """Return the example questions that get their fact as they stand."""
    return [example for example in examples(article_knowledge) if gets_fact(article_assistant, example, example.text)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_example_questions_get_their_fact(
    damage: Damage, sound: list[Example], article_assistant: Assistant
) -> None:
    """Of the example questions that the damage changes, nearly all still give the fact that they gave before."""
    changed = {
        (example.fact.id, text): example
        for chance in map(Random, SEEDS)
        for example in sound
        if (text := damage(example.text, example.language, chance)) != example.text
    }
    assert len(changed) >= 5
    lost = [
        f"{text} [{id_}]" for (id_, text), example in changed.items() if not gets_fact(article_assistant, example, text)
    ]
    assert len(lost) <= len(changed) * (1 - SURVIVE), f"{len(lost)} of {len(changed)}:\n" + "\n".join(lost)


def test_example_questions_get_their_fact(article_knowledge: KnowledgeBase, sound: list[Example]) -> None:
    """Without any damage, all of them do; else there would be little to survive."""
    lost = [f"{one.text} [{one.fact.id}]" for one in examples(article_knowledge) if one not in sound]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_brings_no_false_answer(damage: Damage, article_assistant: Assistant) -> None:
    """Questions without an answer that are refused when well typed are refused when badly typed."""
    refused = [turn for turn in unanswerable() if ask(article_assistant, turn.text).kind != "answer"]
    damaged = [damage(turn.text, turn.language or "nl", chance) for chance in map(Random, SEEDS) for turn in refused]
    false = sorted({text for text in damaged if ask(article_assistant, text).kind == "answer"})
    assert not false, "\n".join(false)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_to_damage_are_in_the_questions(language: str, article_knowledge: KnowledgeBase) -> None:
    """The tables follow the example questions: most of their words occur there, or they would test nothing."""
    whole = fold(" ".join(example.text for example in examples(article_knowledge) if example.language == language))
    for words in (COMPOUNDS[language].replace("|", "").split(), PAIRS[language].split()):
        assert sum(fold(word.replace("_", " ")) in whole for word in words) >= 0.7 * len(words)


def gets_fact(assistant: Assistant, example: Example, text: str) -> bool:
    """Tell whether a question gets the fact as its answer."""
    answer = ask(assistant, text)
    return answer.kind == "answer" and example.fact.id in {use.id.removesuffix("-growth") for use in answer.facts}
