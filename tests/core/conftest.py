"""The small knowledge base, and the parts of the core that are made of it."""

from collections.abc import Mapping

import pytest

from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.ranking.index import Index
from bot.core.reading.read import Reader
from bot.core.records.model import KnowledgeBase, Language
from bot.core.words.compiled import Tables, compile_tables
from bot.core.words.lexicon import Lexicon
from bot.kb.files import read_files
from bot.kb.identity import introduce
from bot.kb.languages import read_languages
from bot.kb.load import LANGUAGES
from tests.core.small import FACTS, knowledge_of
from tests.core.years import with_series


@pytest.fixture(scope="session")
def small() -> KnowledgeBase:
    """Return the small knowledge base."""
    return knowledge_of(FACTS)


@pytest.fixture(scope="session")
def small_tables(small: KnowledgeBase) -> Tables:
    return compile_tables(small)


@pytest.fixture(scope="session")
def small_lexicon(small_tables: Tables) -> Lexicon:
    return Lexicon(small_tables)


@pytest.fixture(scope="session")
def small_reader(small: KnowledgeBase, small_lexicon: Lexicon) -> Reader:
    return Reader(small, small_lexicon)


@pytest.fixture(scope="session")
def small_index(small: KnowledgeBase, small_tables: Tables) -> Index:
    return Index(small, small_tables)


@pytest.fixture(scope="session")
def small_assistant(small: KnowledgeBase) -> Assistant:
    return Assistant(small)


@pytest.fixture(scope="session")
def english(small: KnowledgeBase) -> Composer:
    return Composer(small, "en")


@pytest.fixture(scope="session")
def dutch(small: KnowledgeBase) -> Composer:
    return Composer(small, "nl")


@pytest.fixture(scope="session")
def languages() -> Mapping[str, Language]:
    """Return the real languages, without the knowledge: the point is their real words."""
    files, problems = read_files(LANGUAGES)
    assert not problems
    return introduce(read_languages(files)[0], None, ())


@pytest.fixture(scope="session")
def lexicon(tables: Tables) -> Lexicon:
    """Return the words of the knowledge base of this checkout."""
    return Lexicon(tables)


@pytest.fixture(scope="session")
def reader(knowledge: KnowledgeBase, lexicon: Lexicon) -> Reader:
    """Return the reader of the knowledge base of this checkout."""
    return Reader(knowledge, lexicon)


@pytest.fixture(scope="session")
def series_assistant() -> Assistant:
    """Return the assistant on the small knowledge base with series."""
    return Assistant(with_series())


@pytest.fixture(scope="session")
def series_reader() -> Reader:
    knowledge = with_series()
    return Reader(knowledge, Lexicon(compile_tables(knowledge)))


@pytest.fixture(scope="session")
def series_composer() -> Composer:
    return Composer(with_series(), "en")
