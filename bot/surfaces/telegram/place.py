"""Where something is said: a chat, a thread of it, and what is quoted. Pure."""

from dataclasses import dataclass

from bot.surfaces.telegram.incoming import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is said."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None  # quoted above it

    @classmethod
    def of(cls, incoming: Incoming) -> "Place":
        """Return the place of an answer; in a group it quotes the question."""
        return cls(
            chat=incoming.chat,
            thread=incoming.thread,
            reply_to=None if incoming.is_private else incoming.message,
        )
