"""The command `web` as a process: it says where it is, takes over what is saved, and stops when told."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.running import run
from tests.small_knowledge import SMALL, make_knowledge

PATIENCE = 20  # seconds
QUESTION = "Hoeveel bibliotheken hebben een leeshoek?"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make_knowledge(tmp_path / "knowledge")


@pytest.fixture
def address() -> str:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def started(file: Path, address: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bot", "web", "--listen", address, "--no-open", "--knowledge", str(file.parent)]
    with (
        (file.parents[1] / "log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        yield process
        process.kill()


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_follows_the_knowledge_and_stops_when_told(
    started: "subprocess.Popen[str]", file: Path, address: str
) -> None:
    """A bad save changes nothing, a good one is told at once; SIGTERM ends it with nothing but success."""
    assert started.stdout is not None
    assert address in started.stdout.readline()

    log = file.parents[1] / "log"

    def told() -> str:
        return httpx.get(f"http://{address}/", params={"q": QUESTION}).text

    assert "62,5%" in told()
    file.write_text(SMALL.replace("survey, via", "nothing, via"), encoding="utf-8")
    wait_until(lambda: "unknown-source" in log.read_text())
    assert "62,5%" in told()
    file.write_text(SMALL.replace("62.5", "63.5").replace("62,5%", "63,5%"), encoding="utf-8")
    wait_until(lambda: "63,5%" in told())
    started.send_signal(signal.SIGTERM)
    assert started.wait(PATIENCE) == 0
    assert "Traceback" not in log.read_text()
    assert "leeshoek" not in log.read_text()


def test_a_port_that_is_taken_is_said(file: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    host, _, port = address.partition(":")
    with socket.create_server((host, int(port))):
        code, out, err = run("web", "--listen", address, "--knowledge", str(file.parent), capsys=capsys)
    assert code == 2
    assert out == ""
    assert address in err


@pytest.mark.parametrize("listen", ["nowhere", "127.0.0.1:99999", ""])
def test_an_address_that_is_none_is_said(listen: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("web", f"--listen={listen or ':'}", "--knowledge", str(file.parent), capsys=capsys)
    assert code == 2
    assert "Traceback" not in err
