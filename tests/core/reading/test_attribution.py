"""Who says a figure: the source that a question names after "according to"."""

import pytest

from bot.core.reading.attribution import find_speaker, source_words
from bot.core.records.model import Author, Source
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import tokenise
from tests.core.small import HERE, SOURCES

NAMES = frozenset().union(*map(source_words, SOURCES))


@pytest.mark.parametrize(("known", "words"), [
    pytest.param(Source(id="s", cited_as="CBS, 2023a", position=HERE), {"cbs"}, id="short name without its year"),
    pytest.param(Source(id="s", cited_as="KB", publisher="Koninklijke Bibliotheek", position=HERE),
                 {"kb", "koninklijke", "bibliotheek"}, id="publisher"),
    pytest.param(Source(id="s", cited_as="Klaren, 2024", author=(Author(family="Vos", given="D."),), position=HERE),
                 {"klaren", "vos"}, id="author, without an initial"),
    pytest.param(Source(id="s", cited_as="2018 Report", position=HERE), {"report"}, id="no figures"),
])  # fmt: skip
def test_the_words_of_a_source(known: Source, words: set[str]) -> None:
    """By any of these it may be named."""
    assert source_words(known) == words


def test_the_names_of_all_sources() -> None:
    """Of the small base: articles and years aside."""
    assert {"article", "report", "survey", "census"} <= NAMES
    assert "2020" not in NAMES


@pytest.mark.parametrize(("text", "language", "words"), [
    pytest.param("How many according to the survey?", "en", ("survey",), id="after an article"),
    pytest.param("How many according to report?", "en", ("report",), id="right behind"),
    pytest.param("According to Census how many?", "en", ("census",), id="in front"),
    pytest.param("Hoeveel volgens de report?", "nl", ("report",), id="Dutch"),
    pytest.param("How many according to farmers?", "en", (), id="no source"),
    pytest.param("How many in the survey?", "en", (), id="nothing announces it"),
    pytest.param("According to the old survey?", "en", (), id="another word between"),
    pytest.param("according to", "en", (), id="nothing follows"),
])  # fmt: skip
def test_who_says_it(text: str, language: str, words: tuple[str, ...], small_lexicon: Lexicon) -> None:
    """A source that is named so narrows the question: a figure of another one does not answer it."""
    tokens = tokenise(text)
    positions, found = find_speaker(tokens, NAMES, small_lexicon, language)
    assert found == words
    assert tuple(tokens[at].word for at in sorted(positions)) == words
