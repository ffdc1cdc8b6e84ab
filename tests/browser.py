"""A headless Chromium, with a proxy before it that writes down for which hosts it asks."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
OF_THE_BROWSER = (".google.com", ".googleapis.com", ".gvt1.com")  # what Chromium asks for on an empty page as well
PATIENCE = 120  # seconds

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")

MEASURE = """
const frame = document.querySelector("iframe"), inside = frame.contentDocument;
inside.querySelectorAll("details").forEach(one => { one.open = true; });
const width = inside.documentElement.clientWidth, hidden = "caption, thead, thead *";
const shown = [...inside.body.querySelectorAll("*")].filter(one => !one.matches(hidden) && !one.closest("svg"));
const letters = shown.filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
document.querySelector("pre").textContent = JSON.stringify({
  width: width,
  needed: inside.documentElement.scrollWidth,
  outside: shown.filter(one => one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 80)),
  smallest: Math.min(...letters.map(one => parseFloat(frame.contentWindow.getComputedStyle(one).fontSize))),
  fetched: frame.contentWindow.performance.getEntriesByType("resource").map(one => one.name),
});
"""


def run_chromium(folder: Path, *options: str) -> str:
    """Run it once, with a profile of its own, and return what it prints."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout


def measure(page: str, width: int, folder: Path) -> dict[str, Any]:
    """Return how a page is laid out in a window of a width; it is put in a frame, since a window has a least width."""
    around = (
        f'<!DOCTYPE html><meta charset="utf-8"><iframe style="width: {width}px; height: 800px; border: 0" '
        f"srcdoc=\"{escape(page)}\"></iframe><pre></pre><script>addEventListener('load', () => {{{MEASURE}}})</script>"
    )
    path = folder / "around.html"
    path.write_text(around, encoding="utf-8")
    dumped = run_chromium(folder, "--dump-dom", path.as_uri())
    found = dumped.rpartition("<pre>")[2].partition("</pre>")[0]
    measured: dict[str, Any] = json.loads(found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return measured


def find_hosts(page: str, folder: Path) -> set[str]:
    """Return the hosts that are asked for while a page is opened, save those that the browser asks for by itself."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    with _listening() as (port, hosts):
        proxy = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
        run_chromium(folder, *proxy, "--dump-dom", path.as_uri())
    return {host for host in hosts if not f".{host}".endswith(OF_THE_BROWSER)}


@contextmanager
def _listening() -> Iterator[tuple[int, set[str]]]:
    """Run a proxy that answers nothing and notes each host."""
    hosts: set[str] = set()

    class Proxy(BaseHTTPRequestHandler):
        def note(self) -> None:
            is_tunnel = self.command == "CONNECT"
            hosts.add(urlsplit(f"//{self.path}" if is_tunnel else self.path).hostname or "")
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = do_POST = do_CONNECT = note  # noqa: N815 named by http.server

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port, hosts
        finally:
            server.shutdown()
