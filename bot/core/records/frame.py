"""The frame of a question: what is asked, apart from what it is about. A fact must meet every slot that is filled."""

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.core.records.mention import Mention

SlotName = Literal[
    "answer_type", "modality", "restriction", "extreme", "exclusion", "polarity", "time", "rate", "predicate"
]
SlotValue = Literal[
    "who", "place", "date", "manner", "reason", "names", "maker", "which", "degree", "opinion", "year", "definition",
    "thing", "course", "effect", "price", "money", "included",
    "no-fact", "of-asker", "possibility", "supposition", "only", "single", "bounded", "several", "of-entities",
    "who-has-most", "except", "not", "ended", "moment", "future", "part-of-year",
]  # fmt: skip

KINDS = (
    "share", "count", "amount", "mean", "difference", "change", "extreme", "list", "yes_no", "date", "place", "who",
    "definition", "reason", "manner", "source", "opinion", "more",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that the question asks for, with the words that say so."""

    name: SlotName
    value: SlotValue | str  # of a rate its unit: "day"
    words: str  # as typed
    of: Mention | None = None  # what "which" asks to choose from
    keys: tuple[frozenset[str], ...] = ()  # of each of the words: inflection keys of it and of its like


@dataclass(frozen=True, slots=True)
class Leftover:
    """A word of the asking clause that no slot and no label takes up; the texts of a fact may have it."""

    typed: str
    keys: frozenset[str]  # inflection keys of the word and of what it may be a verb form of
    misspelt: str = ""  # its own key, where it is no word of the language as spelt: it may be a slip of another
    is_loose: bool = False  # an ordinary word that is no verb and qualifies nothing that is named: mere wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The slots that a question fills, in its order, and the words that are left over."""

    slots: tuple[Slot, ...] = ()
    left: tuple[Leftover, ...] = ()
    kind: str = ""  # the kind of answer wanted, for the explanation: one of KINDS; empty where nothing tells
    answer_type: str = field(init=False, default="")  # that a question word asks for; empty: a figure, or yes or no

    def __post_init__(self) -> None:
        """Look the kind of answer up once: it is asked for at every fact."""
        slot = self.find("answer_type")
        object.__setattr__(self, "answer_type", slot.value if slot else "")

    def find(self, name: SlotName) -> Slot | None:
        """Return the first slot of a name; None if the question does not fill it."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def without(self, name: SlotName) -> "Frame":
        """Return the frame with a slot of this name left empty."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.name != name))
