"""What a question names, and the words in it that nothing accounts for."""

from dataclasses import dataclass
from typing import Literal

from bot.core.records.model import Facet, How, Role

Part = Literal["partner", "place", "population", "kind", "joined", "name", "word"]
NARROWING: frozenset[Facet] = frozenset({"partner", "place", "population", "topic", "qualifier", "measure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept or source named in the question."""

    id: str
    facet: Facet
    role: Role | None = None  # of the concept
    start: int  # token positions; `end` is one past the last
    end: int
    how: How
    typed: str = ""  # as it stands in the question
    slot: Part = "word"  # the part that its place in the sentence gives it
    context: bool = False  # it stands in a sentence that sets the scene, not in the one that asks
    aside: bool = False  # it stands in a sentence that only names the subject: it may be that, and restricts nothing
    carried: bool = False  # it was taken over from the conversation

    @property
    def narrows(self) -> bool:
        """Tell whether it says what a question is about: it is not of the domain, nor a mere way of asking."""
        return self.facet in NARROWING


@dataclass(frozen=True, slots=True)
class Unknown:
    """A content word that nothing accounts for, with the part that its place in the sentence gives it."""

    word: str  # as typed
    position: int
    slot: Part
