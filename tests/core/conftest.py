"""The small knowledge base, and the parts of the core that are made of it."""

import pytest

from bot.core.assistant import Assistant
from bot.core.index import Index
from bot.core.lexicon import Lexicon
from bot.core.model import KnowledgeBase
from bot.core.reader import Reader
from bot.core.tables import Tables, compile_tables
from tests.core.small import FACTS, knowledge_of


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
def lexicon(knowledge: KnowledgeBase) -> Lexicon:
    """Return the words of the knowledge base of this checkout."""
    return Lexicon(compile_tables(knowledge))


@pytest.fixture(scope="session")
def reader(knowledge: KnowledgeBase, lexicon: Lexicon) -> Reader:
    """Return the reader of the knowledge base of this checkout."""
    return Reader(knowledge, lexicon)
