"""What all tests share: the real knowledge base, and an environment in which nobody's settings count."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.kb.load import load_knowledge
from bot.kb.problems import as_text
from bot.tools.question_sets import read_question_sets

ROOT = Path(__file__).parents[1]
QUESTION_SETS = ROOT / "tests" / "question-sets.yaml"
SETS = {one.name: one for one in read_question_sets(QUESTION_SETS)[0]}
ARTICLE = SETS["article"].facts  # its files of facts
OF_THE_USER = ("VRAAGBAAK_", "LANG", "LC_", "NO_COLOR", "XDG_")


@pytest.fixture(autouse=True, scope="session")
def neutral_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run without the settings, the language and the cache of whoever runs the tests; processes inherit this."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(OF_THE_USER)]:
            patch.delenv(name)
        patch.setenv("VRAAGBAAK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """Return the knowledge base of this checkout."""
    loaded = load_knowledge(ROOT / "knowledge", use_cache=False)
    assert loaded.knowledge is not None, "\n".join(map(as_text, loaded.problems))
    return loaded.knowledge


@pytest.fixture(scope="session")
def assistant(knowledge: KnowledgeBase) -> Assistant:
    """Return the assistant on the knowledge base of this checkout; it keeps nothing between questions."""
    return Assistant(knowledge)


@pytest.fixture(scope="session")
def article_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the article's facts alone, and all sources and words."""
    folder, real = tmp_path_factory.mktemp("article") / "knowledge", ROOT / "knowledge"
    shutil.copytree(real / "vocabulary", folder / "vocabulary")
    (folder / "facts").mkdir()
    for path in [*real.glob("sources*.yaml"), *(real / "facts" / f"{name}.yaml" for name in ARTICLE)]:
        shutil.copyfile(path, folder / path.relative_to(real))
    return folder


@pytest.fixture(scope="session")
def article_knowledge(article_folder: Path) -> KnowledgeBase:
    """Return the article's facts alone, for what a test says of its figures."""
    loaded = load_knowledge(article_folder, use_cache=False)
    assert loaded.knowledge is not None, "\n".join(map(as_text, loaded.problems))
    return loaded.knowledge


@pytest.fixture(scope="session")
def article_assistant(article_knowledge: KnowledgeBase) -> Assistant:
    """Return the assistant on the article's facts alone."""
    return Assistant(article_knowledge)
