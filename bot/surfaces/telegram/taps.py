"""What stands in a button: an action, the language, what it is about and a mark, in at most 64 bytes. Pure."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.surfaces.links import short_id

Action = Literal[
    "fact",  # tell a fact in a message of its own
    "source",  # add the full source to the message
    "why",  # add how the question was read
    "chart",  # send the chart of a fact
    "bibtex",  # send the references as a file
    "ris",
    "csl",
    "turn",  # tell the same in another language
    "good",
    "bad",  # ask what is wrong
    "back",  # take that question away again
    "reason",  # say what is wrong
    "attach",  # let the question go with that
    "topics",  # a page of topics
    "topic",  # the questions of a topic
    "sources",  # a page of sources
    "origin",  # a source in full
    "language",  # a setting of the chat
    "style",  # another one
]
ACTIONS: tuple[Action, ...] = get_args(Action)
REASONS = ("wrong", "unclear", "old", "missing")
SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was tapped, or will be."""

    action: Action
    language: str  # of the message below which it stands
    subject: str = ""  # an id (short), or whatever the action is about
    mark: str = ""  # of the figures told

    def data(self) -> str:
        """Return it as callback data."""
        return SEPARATOR.join((self.action, self.language, short_id(self.subject) if self.subject else "", self.mark))


def read_tap(data: str) -> Tap | None:
    """Return what was tapped; None for data that this version does not know."""
    action, _, rest = data.partition(SEPARATOR)
    fields = rest.split(SEPARATOR)
    known = next((name for name in ACTIONS if name == action), None)
    return Tap(known, *fields) if known and len(fields) == 3 else None
