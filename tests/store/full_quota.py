"""One account at its full quota for days, by a clock of its own: what it leaves in the store, and what a report costs.

    python -m tests.store.full_quota fill DATABASE [DAYS]
    python -m tests.store.full_quota read DATABASE

`fill` writes 60 messages a minute (20 remarks, 40 questions without an answer, each of 1,000 characters) for 7 days,
which takes some minutes; `read` reads the reports of the admins in a process of its own, and prints seconds and memory.
"""

import asyncio
import random
import resource
import sys
import time
from pathlib import Path

from bot.config import find_knowledge
from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Question
from bot.kb.load import load_knowledge
from bot.store.records import AnswerRecord, Changes, Unanswered
from bot.store.store import Store
from tests.store.conftest import SECRET, Clock
from tests.store.samples import CHAT, USER

MESSAGES = 60  # a minute: the quota
REMARKS = 20  # of these
CHARACTERS = 1000  # of each: the longest that is answered
VARIETY = 40  # different conversations


def hostile_text(chance: random.Random) -> str:
    """Return a text of words that nobody knows, as many as fit."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(f"{chance.choice(letters).upper()}{chance.choice(letters)}-" for _ in range(CHARACTERS // 3))


class Sender:
    """The account: makes the changes that its messages bring about."""

    def __init__(self, assistant: Assistant, chance: random.Random) -> None:
        self._chance = chance
        self._message = 0
        texts = [hostile_text(chance), *(f"leden bedrijven {hostile_text(chance)}" for _ in range(VARIETY - 1))]
        self._dialogues = [assistant.reply(Question(text[:CHARACTERS]), Dialogue())[1] for text in texts]

    def changes(self) -> Changes:
        """Return the changes of the next message."""
        self._message += 1
        number, text = self._message, hostile_text(self._chance)
        if number % MESSAGES < REMARKS:
            return Changes(chat=CHAT, user=USER, handled=str(number), comment=text)
        before, after = (self._dialogues[place % VARIETY] for place in (number - 1, number))
        return Changes(
            chat=CHAT,
            user=USER,
            handled=str(number),
            dialogue=after,
            answer=AnswerRecord(question=2 * number, answers=(2 * number + 1,), before=before, after=after),
            unanswered=(Unanswered(question=text, group=text, language="nl", kind="abstain"),),
        )


async def fill(store: Store, clock: Clock, sender: Sender, minutes: int) -> None:
    """Send at full quota for so many minutes."""
    for _ in range(minutes):
        await asyncio.gather(*(store.write(sender.changes()) for _ in range(MESSAGES)))
        clock.seconds += 60


async def read_reports(store: Store) -> None:
    """Read all that admins read."""
    await store.unanswered()
    await store.feedback()
    await store.rated_questions()
    await store.comments()
    await store.size()


def bytes_of(path: Path) -> int:
    """Return what an SQLite database takes on the disk."""
    return sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))


async def _fill(path: Path, days: int) -> None:
    clock = Clock()
    store = Store(str(path), SECRET, clock=clock)
    await store.open()
    loaded = load_knowledge(find_knowledge())
    assert loaded.knowledge is not None
    sender = Sender(Assistant(loaded.knowledge, None, loaded.tables), random.Random(7))
    most = 0
    for hour in range(24 * days):
        await fill(store, clock, sender, 60)
        await store.purge()
        most = max(most, bytes_of(path))
        if hour % 24 == 23:
            print(f"day {hour // 24 + 1}: at most {most / 1e6:.1f} MB, {await store.size()}", flush=True)
    await store.close()


async def _read(path: Path) -> None:
    store = Store(str(path), SECRET)
    await store.open()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    await read_reports(store)
    seconds = time.perf_counter() - begun
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{seconds:.3f} s, {more / 1024:.1f} MB more; {await store.size()}")
    await store.close()


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        asyncio.run(_fill(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 7))
    else:
        asyncio.run(_read(Path(sys.argv[2])))
