"""How fast the bot answers on Telegram, beside two bots that only send back what they get.

    python -m bench.telegram_load [--questions 10000] [--chats 500] [--runs 3] [--long] [--json FILE]

All three bots poll the same fake Bot API server (`tests/fake_telegram`, a process of its own) without flood limits,
one after another: our command as it is run (SQLite, limits off), python-telegram-bot and aiogram (`echo_*.py`).
Measured are answers per second when all questions are there at once, the CPU time of the bot for each answer, how long
an answer takes when questions come at half of that rate, and the memory of our bot after 10,000 questions; with --long
only that, after every 10,000 or so of 100,000. The questions are the examples of the knowledge base in turn. For Linux,
because of /proc; aiogram is no dependency of this project: `pip install aiogram` first, or `--bots ours ptb`.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bot.kb.load import load_knowledge
from tests.fake_telegram.api import TOKEN

ROOT = Path(__file__).parents[1]
BOTS = ("ours", "ptb", "aiogram")
WARM_UP = 200  # questions before anything is measured
PATIENCE_SECONDS = 120.0  # without a single answer
LATENCY_SECONDS = 15.0  # for so long, questions come at half of the greatest rate
CHUNK = 10_000  # questions between two looks at the memory
LONG = 100_000
STOP_SECONDS = 15.0
TICKS = os.sysconf("SC_CLK_TCK")

SETTINGS = """\
store: {folder}/store.sqlite3
log: {{level: warning}}
telegram:
  base_url: {base_url}
  questions_per_minute: 0
  messages_per_second: 0
  seconds_between: 0
  group_messages_per_minute: 0
"""


@dataclass(slots=True)
class Figures:
    """What was measured of a bot."""

    bot: str
    answers_per_second: list[float] = field(default_factory=list)  # of each run
    cpu_ms: list[float] = field(default_factory=list)  # of the bot's process, for each answer, of each run
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    rate: float = 0.0  # questions a second at which p50 and p99 were measured
    rss_mb: dict[int, float] = field(default_factory=dict)  # by questions answered

    @property
    def speed(self) -> float:
        return median(self.answers_per_second)


class Server:
    """The fake Bot API server: asks the questions and counts the answers."""

    def __init__(self, base_url: str, texts: Path) -> None:
        self.base_url = base_url
        self._texts = str(texts)
        self._control = base_url.removesuffix("bot") + "control/"

    def ask(
        self, questions: int, chats: int, rate: float = 0.0, watch: Callable[[int], None] = lambda _: None
    ) -> dict[str, Any]:
        """Ask, wait for all answers and return the counters; then forget them. `watch` is told how many have come."""
        self._call("load", {"questions": questions, "chats": chats, "texts": self._texts, "rate": rate})
        if rate:
            time.sleep(questions / rate)
        before, since = -1, time.monotonic()
        while True:
            began = time.monotonic()
            counters = self._call("counters")
            cost = time.monotonic() - began
            watch(counters["answered"])
            if counters["asked"] == questions and not counters["lost_or_waiting"]:
                self._call("clear", {})
                if counters["violations"]:
                    raise SystemExit(f"refused: {counters['violations'][:3]}")
                return counters
            if counters["answered"] > before:
                before, since = counters["answered"], time.monotonic()
            elif time.monotonic() > since + PATIENCE_SECONDS:
                raise SystemExit(f"{counters['lost_or_waiting']} of {questions} questions have no answer")
            time.sleep(max(0.25, 20 * cost))  # counting takes the server's time, which is the bot's as well

    def _call(self, name: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        body = None if content is None else json.dumps(content).encode()
        with urllib.request.urlopen(self._control + name, body, timeout=120) as response:
            answer: dict[str, Any] = json.load(response)
        return answer


@contextmanager
def running(command: Sequence[str], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a process meanwhile."""
    environ = os.environ | {"VRAAGBAAK_TELEGRAM_TOKEN": TOKEN, "BENCH_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environ, text=True, **how)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def at_work(bot: str, folder: Path) -> Iterator[tuple[Server, int]]:
    """Run a server and a bot that has answered already; yield the server, and the process id of the bot."""
    texts = folder / "questions.txt"
    with running(["-m", "tests.fake_telegram"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        server = Server(process.stdout.readline().strip(), texts)
        errors = None if bot == "ours" else subprocess.DEVNULL
        with running(_command(bot, server.base_url, folder), stderr=errors) as asked:
            server.ask(WARM_UP, 20)
            yield server, asked.pid


def _command(bot: str, base_url: str, folder: Path) -> list[str]:
    if bot != "ours":
        return ["-m", f"bench.echo_{bot}", base_url]
    own = Path(tempfile.mkdtemp(dir=folder))
    config = own / "config.yaml"
    config.write_text(SETTINGS.format(folder=own, base_url=base_url), encoding="utf-8")
    return ["-m", "bot", "telegram", "--config", str(config)]


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has taken, in all of its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_mb(pid: int) -> float:
    """Return the memory of a process that is resident, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def measure_speed(figures: Figures, folder: Path, questions: int, chats: int) -> None:
    """Let a bot answer everything at once."""
    with at_work(figures.bot, folder) as (server, pid):
        before = cpu_seconds(pid)
        counters = server.ask(questions, chats)
        figures.cpu_ms.append(1000 * (cpu_seconds(pid) - before) / questions)
        seconds = counters["last_answer_at"] - counters["first_answer_at"]
        figures.answers_per_second.append((questions - 1) / seconds)
        figures.rss_mb[questions + WARM_UP] = round(rss_mb(pid), 1)


def measure_latency(figures: Figures, folder: Path, chats: int) -> None:
    """Let a bot answer what comes at half of the rate that it has shown to be able to keep."""
    figures.rate = figures.speed / 2
    with at_work(figures.bot, folder) as (server, _):
        latencies = sorted(server.ask(int(figures.rate * LATENCY_SECONDS), chats, figures.rate)["latencies"])
        figures.p50_ms = 1000 * latencies[len(latencies) // 2]
        figures.p99_ms = 1000 * latencies[int(len(latencies) * 0.99)]


def measure_memory(folder: Path, chats: int, questions: int = LONG) -> dict[int, float]:
    """Return the memory of our bot by the number of questions that it has answered, some 10,000 apart, in MB."""
    found: dict[int, float] = {}
    with at_work("ours", folder) as (server, pid):

        def watch(answered: int) -> None:
            if answered >= (len(found) + 1) * CHUNK:
                found[answered] = round(rss_mb(pid), 1)
                print(f"{answered:>9,} questions: {found[answered]:.1f} MB", flush=True)

        server.ask(questions, chats, watch=watch)
    return found


def write_questions(path: Path) -> None:
    """Write every example question of the knowledge base, a line each."""
    knowledge = load_knowledge(ROOT / "knowledge", use_cache=False).knowledge
    assert knowledge is not None
    asked = [text for fact in knowledge.facts.values() for texts in fact.ask.values() for text in texts]
    path.write_text("\n".join(asked), encoding="utf-8")


def table(measured: Sequence[Figures]) -> str:
    """Return the figures as a table."""
    heads = (
        ("answers/s", 11),
        ("(runs)", 24),
        ("CPU ms", 9),
        ("at /s", 8),
        ("p50 ms", 9),
        ("p99 ms", 9),
        ("RSS MB", 9),
    )
    lines = [f"{'bot':<10}" + "".join(f"{name:>{width}}" for name, width in heads)]
    for one in measured:
        runs = " ".join(f"{speed:.0f}" for speed in one.answers_per_second)
        lines.append(
            f"{one.bot:<10}{one.speed:>11.0f}{runs:>24}{median(one.cpu_ms):>9.2f}{one.rate:>8.0f}"
            f"{one.p50_ms:>9.1f}{one.p99_ms:>9.1f}{max(one.rss_mb.values()):>9.1f}"
        )
    others = [one.speed for one in measured if one.bot != "ours"]
    ours = next((one.speed for one in measured if one.bot == "ours"), None)
    if ours and others:
        lines.append(f"ours is {ours / max(others):.2f} of the faster of the others")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.telegram_load", description="Load the bot with questions.")
    parser.add_argument("--bots", nargs="+", choices=BOTS, default=list(BOTS))
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="only the memory of our bot, over 100,000 questions")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        write_questions(folder / "questions.txt")
        if chosen.long:
            content: object = {"rss_mb": measure_memory(folder, chosen.chats)}
        else:
            measured = [Figures(bot) for bot in chosen.bots]
            for _ in range(chosen.runs):
                for figures in measured:
                    measure_speed(figures, folder, chosen.questions, chosen.chats)
                    print(f"{figures.bot}: {figures.answers_per_second[-1]:.0f} answers/s", flush=True)
            for figures in measured:
                measure_latency(figures, folder, chosen.chats)
            print(table(measured))
            content = [asdict(figures) for figures in measured]
    text = json.dumps(content, indent=2)
    print(text)
    if chosen.json:
        chosen.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
