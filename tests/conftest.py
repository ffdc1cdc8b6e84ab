"""What all tests share: the real knowledge base, and an environment in which nobody's settings count."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.model import KnowledgeBase
from bot.kb.load import load_knowledge
from bot.kb.problems import as_text

ROOT = Path(__file__).parents[1]
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
