"""The server as a process of its own: loaded and read over HTTP."""

import asyncio
import sys
from pathlib import Path

import httpx
import pytest

from tests.fake_telegram.api import TOKEN

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]


async def test_questions_are_asked_and_answers_counted(tmp_path: Path) -> None:
    texts = tmp_path / "questions.txt"
    texts.write_text("hoeveel?\nwaar?\n", encoding="utf-8")
    command = (sys.executable, "-m", "tests.fake_telegram", "--token", TOKEN)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    base_url = (await process.stdout.readline()).decode().strip()
    async with httpx.AsyncClient(base_url=base_url.removesuffix("/bot"), trust_env=False, verify=False) as client:
        load = {"questions": 5, "chats": 2, "texts": str(texts)}
        assert (await client.post("/control/load", json=load)).json() == {"asked": 5}
        updates = (await client.post(f"/bot{TOKEN}/getUpdates")).json()["result"]
        questions = [update["message"] for update in updates]
        assert [question["text"] for question in questions] == ["hoeveel?", "waar?", "hoeveel?", "waar?", "hoeveel?"]
        for question in [*questions[:4], questions[0]]:
            reply = {"message_id": question["message_id"]}
            sent = {"chat_id": question["chat"]["id"], "text": "x", "reply_parameters": reply}
            assert (await client.post(f"/bot{TOKEN}/sendMessage", json=sent)).status_code == 200
        counters = (await client.get("/control/counters")).json()
        assert (await client.get("/control/nothing")).status_code == 404
    process.terminate()
    await process.communicate()
    assert process.returncode == 0
    assert (counters["asked"], counters["answered"], counters["duplicates"]) == (5, 4, 1)
    assert len(counters["latencies"]) == 4
    assert counters["first_question_at"] < counters["first_answer_at"] < counters["last_answer_at"]
