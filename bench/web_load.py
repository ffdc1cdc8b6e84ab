"""Measure the web page beside the same application with a constant answer: python -m bench.web_load.

Requests are put to the application itself, without sockets, so that both are measured alike. Prints requests a second
of each, their ratio, the time of an answer at 64 conversations in turn, and the memory after the first tenth and at the
end.
"""

import argparse
import asyncio
import random
import resource
import statistics
import time
from datetime import date
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
DAY = date(2026, 11, 30)
MEMORY_UNIT = 1024  # kilobytes, as Linux counts them, to megabytes


class Constant(Assistant):
    """Gives the answer to its first question to all."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if not hasattr(self, "_said"):
            self._said = super().reply(question, dialogue)
        return self._said


def make(knowledge: KnowledgeBase, assistant: Assistant) -> ASGIApp:
    return make_app(Site(live=Live(assistant, knowledge, "bench"), name="Vraagbaak", today=lambda: DAY))


async def post(app: ASGIApp, number: int, before: list[str], text: str) -> float:
    """Ask one question of a conversation; return the seconds that it took."""
    body = urlencode([*(("before", one) for one in before), ("q", text)]).encode()
    scope = {
        "type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b"", "http_version": "1.1",
        "headers": [(b"x-part", b"turn"), (b"host", b"bench")], "client": (f"10.0.0.{number % 250}", 1),
        "scheme": "http", "server": ("bench", 80), "root_path": "",
    }  # fmt: skip
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    start = time.perf_counter()
    await app(scope, receive, send)
    assert status in (200, 429), status
    return time.perf_counter() - start


async def run(app: ASGIApp, questions: list[str], count: int) -> tuple[float, list[float], tuple[int, int]]:
    """Return requests a second, the time of each, and the memory after a tenth and at the end, in megabytes."""
    chance, taken, early = random.Random(1), [], 0
    talks: list[list[str]] = [[] for _ in range(CONVERSATIONS)]
    start = time.perf_counter()
    for number in range(count):
        talk = talks[number % CONVERSATIONS]
        if len(talk) == TURNS:
            talk.clear()
        text = f"{chance.choice(questions)} {chance.choice(('', '?', '!', ' 2019', ' 2020'))}"
        taken.append(await post(app, number * 7 + number // 250, talk, text))
        talk.append(text)
        if number == count // 10:
            early = memory()
    return count / (time.perf_counter() - start), taken, (early, memory())


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEMORY_UNIT


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--count", type=int, default=5_000, help="requests to each")
    count = given.parse_args().count
    knowledge = load_knowledge(find_knowledge()).knowledge
    assert knowledge is not None
    questions = [one for fact in knowledge.facts.values() for asked in fact.ask.values() for one in asked]
    constant, _, _ = asyncio.run(run(make(knowledge, Constant(knowledge)), questions, count))
    real, taken, (early, late) = asyncio.run(run(make(knowledge, Assistant(knowledge)), questions, count))
    ranked = sorted(taken)
    print(f"{real:.0f} requests a second, {constant:.0f} with a constant answer: {real / constant:.2f} of it")
    print(f"median {statistics.median(ranked) * 1000:.1f} ms, p95 {ranked[int(len(ranked) * 0.95)] * 1000:.1f} ms")
    print(f"memory after a tenth {early} MB, at the end {late} MB")


if __name__ == "__main__":
    main()
