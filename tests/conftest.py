"""What all tests share: the real knowledge base, and an environment in which nobody's settings count."""

import logging
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, KnowledgeBase, Question
from bot.core.words.compiled import Tables
from bot.kb.load import load_knowledge
from bot.kb.nodes import Node
from bot.kb.problems import Faults, as_text
from bot.kb.yaml_text import parse_yaml
from bot.tools.probing import Ask
from bot.tools.question_sets import read_question_sets

ROOT = Path(__file__).parents[1]
QUESTION_SETS = ROOT / "tests" / "question-sets.yaml"
SETS = {one.name: one for one in read_question_sets(QUESTION_SETS)[0]}
ARTICLE = SETS["article"].facts  # its files of facts
# What `pytest -m quick` runs: reading, deciding, answering, the knowledge files, texts and documents; nothing that
# waits, starts processes, or puts thousands of questions.
QUICK = (
    *("citing/", "core/", "kb/", "surfaces/test_"),
    *("tools/test_check", "tools/test_ev", "tools/test_form", "tools/test_messages", "tools/test_damaging"),
    *("test_docs", "test_layers", "test_config", "test_several_facts"),
)
NOT_QUICK = (
    *(
        "core/test_cost",
        "core/reading/test_questions_in",
        "kb/test_insertion",
        "kb/test_reload",
        "kb/test_revision",
        "kb/test_environment",
    ),
    *("surfaces/test_chart_picture", "surfaces/test_serving", "surfaces/test_unanswered", "tools/test_evidence"),
)
GENERATED_ON = date(2026, 11, 24)  # the day on which generated questions are asked
OF_THE_USER = ("VRAAGBAAK_", "LANG", "LC_", "NO_COLOR", "XDG_")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="make all generated questions, and not a part of them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(ROOT / "tests").as_posix()
        if path.startswith(QUICK) and not path.startswith(NOT_QUICK):
            item.add_marker(pytest.mark.quick)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Let `-n auto` start one worker more than there are cores: many tests wait, for a pause or another process."""
    return (yield) + 1


@pytest.fixture(autouse=True, scope="session")
def neutral_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run without the settings, the language and the cache of whoever runs the tests; processes inherit this.

    So they do an ignored SIGINT, which is what a job in the background of a shell gets: here it interrupts.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(OF_THE_USER)]:
            patch.delenv(name)
        patch.setenv("VRAAGBAAK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def logs_of_its_own() -> Iterator[None]:
    """Take away what a test has set for logs: the stream that it writes to is closed after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def is_whole(pytestconfig: pytest.Config) -> bool:
    """Return whether all questions are to be generated; the same bounds hold for the part that usually is."""
    return bool(pytestconfig.getoption("whole"))


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Parse each file of this checkout once in a process, however many tests load it or a copy of it."""
    folders = (ROOT / "knowledge", ROOT / "bot" / "languages")
    ours = {path.read_bytes() for folder in folders for path in folder.rglob("*.yaml")}
    parsed: dict[bytes, tuple[Node, bool]] = {}

    def parse(content: bytes, faults: Faults) -> tuple[Node, bool]:
        if content in parsed:
            return parsed[content]
        before, result = len(faults.found), parse_yaml(content, faults)
        if content in ours and len(faults.found) == before:
            parsed[content] = result
        return result

    with pytest.MonkeyPatch.context() as patch:
        for module in ("reading", "languages"):
            patch.setattr(f"bot.kb.{module}.parse_yaml", parse)
        yield


def load(folder: Path) -> tuple[KnowledgeBase, Tables]:
    loaded = load_knowledge(folder, use_cache=False)
    assert loaded.knowledge is not None, "\n".join(map(as_text, loaded.problems))
    assert loaded.tables is not None
    return loaded.knowledge, loaded.tables


@pytest.fixture(scope="session")
def loaded(parsed_once: None) -> tuple[KnowledgeBase, Tables]:
    return load(ROOT / "knowledge")


@pytest.fixture(scope="session")
def knowledge(loaded: tuple[KnowledgeBase, Tables]) -> KnowledgeBase:
    """Return the knowledge base of this checkout."""
    return loaded[0]


@pytest.fixture(scope="session")
def tables(loaded: tuple[KnowledgeBase, Tables]) -> Tables:
    """Return the tables of the knowledge base of this checkout, which take as long to work out as to read it."""
    return loaded[1]


@pytest.fixture(scope="session")
def assistant(knowledge: KnowledgeBase, tables: Tables) -> Assistant:
    """Return the assistant on the knowledge base of this checkout; it keeps nothing between questions."""
    return Assistant(knowledge, tables=tables)


@pytest.fixture(scope="module")
def ask_once(assistant: Assistant) -> Ask:
    """Return what puts each question to the assistant once: of one text, many are made."""

    @cache
    def reply(text: str, language: str) -> Answer:
        return assistant.reply(Question(text, language=language, as_of=GENERATED_ON), Dialogue())[0]

    return reply


@pytest.fixture(scope="session")
def article_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the article's facts alone, and all sources and words."""
    folder, real = tmp_path_factory.mktemp("article") / "knowledge", ROOT / "knowledge"
    shutil.copytree(real / "vocabulary", folder / "vocabulary")
    (folder / "facts").mkdir()
    for path in [*real.glob("*.yaml"), *(real / "facts" / f"{name}.yaml" for name in ARTICLE)]:
        shutil.copyfile(path, folder / path.relative_to(real))
    return folder


@pytest.fixture(scope="session")
def article_loaded(article_folder: Path) -> tuple[KnowledgeBase, Tables]:
    return load(article_folder)


@pytest.fixture(scope="session")
def article_knowledge(article_loaded: tuple[KnowledgeBase, Tables]) -> KnowledgeBase:
    """Return the article's facts alone, for what a test says of its figures."""
    return article_loaded[0]


@pytest.fixture(scope="session")
def article_assistant(article_loaded: tuple[KnowledgeBase, Tables]) -> Assistant:
    """Return the assistant on the article's facts alone."""
    knowledge, tables = article_loaded
    return Assistant(knowledge, tables=tables)
