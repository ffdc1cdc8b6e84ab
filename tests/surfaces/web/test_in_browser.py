"""The pages in a real browser: asking, choosing, going back, without a script, by keyboard, and for a screen reader."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.surfaces.serving import serving
from bot.surfaces.web.app import make_app
from bot.surfaces.web.site import Site
from tests.browser import CHROMIUM, needs_chromium

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = needs_chromium
MEMBERS = "Hoeveel leden hebben bibliotheken?"
PAGES = (
    "/", f"/?q={MEMBERS}", "/feit/members-count", "/onderwerpen", "/bronnen", "/bron/kb-2018c", "/over", "/niets",
    "/widget", "/en/fact/members-count", "/invoegen/members-count", "/quiz", "/quiz/7-10", "/quiz/7-10/3/answer",
)  # fmt: skip
PHONE, SMALL, DESKTOP = {"width": 360, "height": 740}, {"width": 320, "height": 640}, {"width": 1280, "height": 900}


class _OtherSite(BaseHTTPRequestHandler):
    """A page of somebody else, with our chat on it; behind the question mark stands where that is."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        script = self.path.partition("?")[2] + "/static/widget.js"
        self.wfile.write(f'<!doctype html><title>Other</title><body><script src="{script}"></script>'.encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _OtherSite) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def address(site: Site, other_site: str) -> Iterator[str]:
    """Serve the site on a free port."""
    site = Site(live=site.live, name=site.name, allowed_sites=(other_site,), today=site.today)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started, loop, stop = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with serving(make_app(site), "127.0.0.1", port):
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(10)
    yield f"http://127.0.0.1:{port}"
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "playwright.Browser", address: str) -> Iterator["playwright.Page"]:
    context = chromium.new_context(viewport=PHONE, base_url=address, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def ask(page: "playwright.Page", text: str) -> None:
    turns = page.locator(".turn").count()
    page.fill("#q", text)
    page.press("#q", "Enter")
    page.locator(".turn").nth(turns).wait_for()


def test_a_conversation(page: "playwright.Page") -> None:
    """Asked, followed up, copied, reloaded: all of it is still there."""
    page.goto("/")
    ask(page, MEMBERS)
    ask(page, "en in 2019?")
    assert "3,62 miljoen" in page.locator(".turn").last.inner_text()
    assert page.locator("#status").inner_text() or "3,62 miljoen" in page.locator("#status").text_content()
    page.locator(".copy").last.click()
    assert "CBS StatLine, 2022" in page.evaluate("navigator.clipboard.readText()")
    for _ in range(2):
        page.reload()
        page.locator(".turn").nth(1).wait_for()
        assert "3,62 miljoen" in page.locator(".turn").last.inner_text()
    page.click(".restart a")
    assert page.locator(".turn").count() == 0


def test_a_linked_question_is_gone_on_with_in_a_tab_of_its_own(page: "playwright.Page") -> None:
    """What was asked after it is there after a reload too; another tab has nothing of it."""
    page.goto(f"/?q={MEMBERS}")
    ask(page, "en in 2019?")
    page.reload()
    page.locator(".turn").nth(1).wait_for()
    other = page.context.new_page()
    other.goto(page.locator(".actions a").last.get_attribute("href"))
    assert [other.locator(".turn").count(), page.locator(".turn").count()] == [2, 2]
    other.goto("/")
    assert other.locator(".turn").count() == 0


def test_without_a_connection_the_question_stays_in_the_field(page: "playwright.Page") -> None:
    page.goto("/")
    page.context.set_offline(True)
    page.fill("#q", MEMBERS)
    page.press("#q", "Enter")
    page.locator("#status:not(.hidden)").wait_for()
    assert page.input_value("#q") == MEMBERS
    page.context.set_offline(False)
    ask(page, MEMBERS)
    assert page.locator("#status.hidden").count() == 1


def test_buttons_ask_on_and_choose(page: "playwright.Page") -> None:
    page.goto("/en/")
    page.locator(".examples button").first.click()
    page.locator(".turn").first.wait_for()
    ask(page, "How much do schools pay the library?")
    page.locator(".turn").last.locator(".buttons button").nth(1).click()
    page.locator(".turn").nth(2).wait_for()
    assert page.locator(".turn").last.locator("[data-fact]").count() == 1


def test_it_works_without_a_script(chromium: "playwright.Browser", address: str) -> None:
    context = chromium.new_context(viewport=PHONE, base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", MEMBERS)
    page.click(".ask button")
    page.fill("#q", "en in 2019?")
    page.click(".ask button")
    assert "3,62 miljoen" in page.locator(".turn").last.inner_text()
    page.go_back()
    assert page.locator(".turn").count() == 1
    context.close()


def test_nothing_comes_from_elsewhere_and_nothing_is_wider_than_the_window(
    chromium: "playwright.Browser", address: str
) -> None:
    """On the smallest phone, and at twice the size on a desktop (so 640 pixels)."""
    context = chromium.new_context(viewport=SMALL, base_url=address)
    page, asked, errors = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], path
    assert not [url for url in asked if not url.startswith(address)]
    assert not [text for text in errors if "404" not in text]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_finds_nothing_amiss(scheme: str, chromium: "playwright.Browser", address: str) -> None:
    """By the rules of axe, contrast included, on every kind of page."""
    context = chromium.new_context(viewport=DESKTOP, base_url=address, color_scheme=scheme)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        found = axe.Axe().run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    context.close()


def test_all_of_it_can_be_done_by_keyboard(page: "playwright.Page") -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(MEMBERS)
    page.keyboard.press("Enter")
    page.locator(".turn").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_chat_stands_on_another_site(chromium: "playwright.Browser", address: str, other_site: str) -> None:
    """As a button; the frame opens, answers, and closes at Escape."""
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{other_site}/?{address}")
    page.get_by_role("button", name="Stel een vraag").click()
    frame = page.frame_locator("iframe")
    frame.locator("#q").fill(MEMBERS)
    frame.locator("#q").press("Enter")
    frame.locator(".turn").wait_for()
    page.keyboard.press("Escape")
    context.close()


@pytest.mark.parametrize("fact", ["members-count", "activities-count"])
def test_a_fact_prints_on_one_sheet(fact: str, page: "playwright.Page") -> None:
    """Also the one with the most to tell."""
    page.goto(f"/feit/{fact}")
    written = page.pdf(format="A4")
    assert written.count(b"/Type /Page\n") + written.count(b"/Type /Page ") == 1
