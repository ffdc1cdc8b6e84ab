"""The server's side door for benchmarks: ask questions in many chats, and read how they were answered."""

import asyncio
import json
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.http_server import Request, Response


class Control:
    """Answers POST /control/load, GET /control/counters and POST /control/clear."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._chats: list[FakeChat] = []
        self._loading: asyncio.Task[None] | None = None

    def answer(self, request: Request) -> Response:
        name = request.target.partition("?")[0].rpartition("/")[2]
        given = json.loads(request.body) if request.body else {}
        if name == "load":
            return _json(self._load(**given))
        if name == "counters":
            return _json(self._counters())
        if name == "clear":
            self._chats.clear()
            self._api.calls.clear()
            return _json({})
        return Response(404, b"{}")

    def _load(self, questions: int, chats: int, texts: str, rate: float = 0) -> dict[str, Any]:
        """Ask so many questions in so many new chats in turn, each text of the file (one a line) in its turn.

        At once, or with `rate` so many a second.
        """
        lines = [line for line in Path(texts).read_text(encoding="utf-8").splitlines() if line.strip()]
        opened = [self._api.chat(f"User {number}", language="nl") for number in range(chats)]
        self._chats += opened
        planned = [(chat, text) for _, chat, text in zip(range(questions), cycle(opened), cycle(lines), strict=False)]
        if rate:
            self._loading = asyncio.create_task(_ask_slowly(planned, rate))
        else:
            for chat, text in planned:
                chat.say(text)
        return {"asked": questions}

    def _counters(self) -> dict[str, Any]:
        """Count the answers; the first one of a question also gives its latency, in seconds from when it was asked.

        An answer that replies to a question belongs to it; any other one to the first question of its chat that has
        none yet, so a bot that answers in several messages must be counted by its replies.
        """
        latencies, times, duplicates = [], [], 0
        for chat in self._chats:
            unanswered = {question.message_id: question for question in chat.asked}
            for message in chat.received:
                target = message.reply_to.message_id if message.reply_to else next(iter(unanswered), 0)
                question = unanswered.pop(target, None)
                if question is None:
                    duplicates += 1
                else:
                    latencies.append(message.at - question.at)
                times.append(message.at)
        asked = sum(len(chat.asked) for chat in self._chats)
        return {
            "asked": asked,
            "answered": len(latencies),
            "lost_or_waiting": asked - len(latencies),
            "duplicates": duplicates,
            "first_answer_at": min(times, default=None),  # by time.monotonic() of the server
            "last_answer_at": max(times, default=None),
            "first_question_at": min((chat.asked[0].at for chat in self._chats if chat.asked), default=None),
            "latencies": latencies,
            "calls": len(self._api.calls),
            "violations": [[call.method, call.description] for call in self._api.violations],
            "flood_refusals": self._api.flood_refusals,
            "faults": len(self._api.faults.given),
        }


async def _ask_slowly(planned: list[tuple[FakeChat, str]], rate: float) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number, (chat, text) in enumerate(planned):
        await asyncio.sleep(max(0.0, start + number / rate - loop.time()))
        chat.say(text)


def _json(content: dict[str, Any]) -> Response:
    return Response(200, json.dumps(content).encode())
