"""A site on the knowledge base of this checkout, asked without a network."""

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.surfaces.web.site import Live, Site
from tests.web_browser import AS_OF, OTHER_SITE, Browser


@pytest.fixture(scope="session")
def site(assistant: Assistant, knowledge: KnowledgeBase) -> Site:
    live = Live(assistant, knowledge, "version-of-the-knowledge")
    return Site(live=live, name="Vraagbaak", allowed_sites=(OTHER_SITE,), today=lambda: AS_OF)


@pytest.fixture
def client(site: Site) -> Browser:
    """Return a browser without a script, from an address that has asked nothing yet."""
    return Browser(site)
