"""One bot for all tests of a module, with the real knowledge base; each test opens chats of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import FakeBotApi
from tests.surfaces.telegram.harness import ADMIN, Bot, Setup, unlimited


@pytest.fixture(autouse=True, scope="session")
def no_proxy() -> None:
    """The server is on this machine, whatever proxy the machine uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(scope="session")
def desk(assistant: Assistant, knowledge: KnowledgeBase) -> Desk:
    return Desk(assistant, knowledge)


@pytest.fixture
def setup(desk: Desk, tmp_path: Path) -> Setup:
    """Return what a test makes a bot of its own of."""
    return Setup(desk, tmp_path)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    """Return the bot of the module; whatever it does, the strict server must have had nothing to complain of."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        setup = Setup(desk, tmp_path_factory.mktemp("bot"))
        async with setup.running(api, options=unlimited(admins=frozenset({ADMIN}))) as bot:
            yield bot
        assert [(call.method, call.description) for call in api.violations] == []
