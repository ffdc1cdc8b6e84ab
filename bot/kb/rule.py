"""What a rule is, and what it looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.records.model import KnowledgeBase, Weighed
from bot.kb.problems import Problem

Reply = Callable[[str, str], tuple[str, tuple[str, ...], tuple[Weighed, ...]]]
"""The assistant, as far as a rule needs it: (question, language) → (kind, facts told, candidates)."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a document that one has at hand."""

    text: str
    source: str | None  # id of the document; None: every row was read in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a knowledge base is checked with; a rule whose material is missing finds nothing."""

    kb: KnowledgeBase
    texts: tuple[SourceText, ...] = ()  # of documents that the facts were read in
    reply: Reply | None = None


Find = Callable[[Material], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One demand on a knowledge base."""

    name: str
    demands: str  # one sentence, for the manual
    find: Find | None = None  # None: found while the files are read
    needs_whole: bool = False  # says nothing sensible while a file or record could not be read
    needs_sound: bool = False  # nor while a record has a fault
    blocks: bool = False  # a knowledge base that breaks it would show a wrong figure, so it is not loaded
