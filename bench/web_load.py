"""Measure the web page beside the same application with a constant answer: python -m bench.web_load.

Requests are put to the application itself, without sockets, so that both are measured alike. Prints requests a second
of each, their ratio, the time of an answer where 64 conversations ask at half of the greatest rate (from the moment it
was due, so that waiting for another answer counts), and the memory after the first tenth and at the end.
"""

import argparse
import asyncio
import random
import re
import statistics
import time
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

from bot.config import find_knowledge
from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, KnowledgeBase, Question
from bot.kb.load import load_knowledge
from bot.surfaces.web.app import make_app
from bot.surfaces.web.site import Live, Site

CONVERSATIONS = 64
TURNS = 4  # of a conversation; then the next one begins
PACED = 5_000  # requests at half of the rate: some twenty seconds
DAY = date(2026, 11, 30)
MEMORY_UNIT = 1024  # kilobytes in a megabyte
STATUS = Path("/proc/self/status")  # what Linux tells of this process
ADDRESS = 256  # numbers in a part of an address


class Constant(Assistant):
    """Gives the answer to its first question to all."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if not hasattr(self, "_said"):
            self._said = super().reply(question, dialogue)
        return self._said


def make(knowledge: KnowledgeBase, assistant: Assistant) -> ASGIApp:
    return make_app(Site(live=Live(assistant, knowledge, "bench"), name="Vraagbaak", today=lambda: DAY))


async def post(app: ASGIApp, number: int, before: list[str], text: str) -> None:
    """Ask one question of a conversation."""
    body = urlencode([*(("before", one) for one in before), ("q", text)]).encode()
    scope = {
        "type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b"", "http_version": "1.1",
        "headers": [(b"x-part", b"turn"), (b"host", b"bench")], "client": (address_of(number), 1),
        "scheme": "http", "server": ("bench", 80), "root_path": "",
    }  # fmt: skip
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(scope, receive, send)
    assert status == 200, status


def address_of(number: int) -> str:
    """Return the address of who asks: another one for each request, so that nobody asks too much."""
    return f"10.{number // ADDRESS**2 % ADDRESS}.{number // ADDRESS % ADDRESS}.{number % ADDRESS}"


class Talks:
    """What the conversations ask, each in its turn; the same seed asks the same."""

    def __init__(self, questions: list[str], seed: int) -> None:
        self._questions = questions
        self._chance = random.Random(seed)
        self._talks: list[list[str]] = [[] for _ in range(CONVERSATIONS)]

    def next(self, number: int) -> tuple[list[str], str]:
        """Return what a conversation has asked, and what it asks now."""
        talk = self._talks[number % CONVERSATIONS]
        if len(talk) == TURNS:
            talk.clear()
        text = f"{self._chance.choice(self._questions)} {self._chance.choice(('', '?', '!', ' 2019', ' 2020'))}"
        before = list(talk)
        talk.append(text)
        return before, text


async def run(app: ASGIApp, questions: list[str], count: int) -> tuple[float, tuple[int, int]]:
    """Return requests a second, and the memory after a tenth and at the end, in megabytes."""
    talks, early = Talks(questions, 1), 0
    start = time.perf_counter()
    for number in range(count):
        await post(app, number, *talks.next(number))
        if number == count // 10:
            early = memory()
    return count / (time.perf_counter() - start), (early, memory())


async def run_paced(app: ASGIApp, questions: list[str], count: int, rate: float) -> list[float]:
    """Return the seconds to each answer where so many are asked a second, counted from when it was due."""
    talks = Talks(questions, 2)
    start = time.perf_counter()

    async def ask(number: int) -> float:
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await post(app, number, *talks.next(number))
        return time.perf_counter() - due

    return list(await asyncio.gather(*map(ask, range(count))))


def memory() -> int:
    """Return the memory that is in use now, in megabytes."""
    found = re.search(r"VmRSS:\s*(\d+)", STATUS.read_text())
    assert found is not None
    return int(found[1]) // MEMORY_UNIT


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--count", type=int, default=5_000, help="requests to each")
    count = given.parse_args().count
    knowledge = load_knowledge(find_knowledge(), use_cache=False).knowledge
    assert knowledge is not None
    questions = [one for fact in knowledge.facts.values() for asked in fact.ask.values() for one in asked]
    constant, _ = asyncio.run(run(make(knowledge, Constant(knowledge)), questions, count))
    app = make(knowledge, Assistant(knowledge))
    real, (early, late) = asyncio.run(run(app, questions, count))
    ranked = sorted(asyncio.run(run_paced(app, questions, min(count, PACED), real / 2)))
    print(f"{real:.0f} requests a second, {constant:.0f} with a constant answer: {real / constant:.2f} of it")
    print(f"at {real / 2:.0f} a second: median {statistics.median(ranked) * 1000:.1f} ms, ", end="")
    print(f"p95 {ranked[int(len(ranked) * 0.95)] * 1000:.1f} ms")
    print(f"memory after {count // 10} requests {early} MB, after {count} {late} MB")


if __name__ == "__main__":
    main()
