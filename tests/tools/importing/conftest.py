"""A knowledge base of a few records, small enough to be seen whole, in the forms that the real one has."""

from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.kb.load import load_knowledge
from tests.tools.importing.small import FILES


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """Return a folder with a small knowledge base."""
    folder = tmp_path / "knowledge"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def small_knowledge(small_folder: Path) -> KnowledgeBase:
    """Return the small knowledge base."""
    loaded = load_knowledge(small_folder, use_cache=False)
    assert loaded.knowledge is not None, loaded.problems
    return loaded.knowledge
