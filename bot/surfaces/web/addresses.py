"""The addresses of the pages, in the words of each language. Dutch has none before them, English "/en"."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

Page = Literal["chat", "fact", "topics", "topic", "sources", "source", "about", "embed", "quiz"]

DEFAULT = "nl"
WORDS: Mapping[Page, Mapping[str, str]] = {
    "chat": {"nl": "", "en": ""},
    "fact": {"nl": "feit", "en": "fact"},
    "topics": {"nl": "onderwerpen", "en": "topics"},
    "topic": {"nl": "onderwerp", "en": "topic"},
    "sources": {"nl": "bronnen", "en": "sources"},
    "source": {"nl": "bron", "en": "source"},
    "about": {"nl": "over", "en": "about"},
    "embed": {"nl": "invoegen", "en": "embed"},
    "quiz": {"nl": "quiz", "en": "quiz"},
}


def address(page: Page, language: str, *parts: str) -> str:
    """Return the path of a page: "/feit/members-count", "/en/fact/members-count"."""
    word = WORDS[page].get(language, WORDS[page]["en"])
    opening = "" if language == DEFAULT else f"/{language}"
    path = "/".join(quote(part, safe="") for part in (word, *parts) if part)
    return f"{opening}/{path}" if path or not opening else f"{opening}/"
