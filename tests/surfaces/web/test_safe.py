"""Whatever is sent: no fault of the program, nothing reflected as markup, and limits that are said kindly."""

from itertools import product
from urllib.parse import quote

import pytest

from bot.surfaces.web.guard import BURST, MOST_BODY, network_of
from bot.surfaces.web.site import LONGEST_QUESTION, Site
from tests.web_browser import OTHER_SITE, Browser

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
STRANGE = (
    MARKUP, "{{ 7*7 }}", "{% raw %}", "a" * 10_000, "\u202e%62", "\x00\x01", "\U0001f600" * 200, "%00",
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd", "\r\nSet-Cookie: a=b", "' OR 1=1 --", "\uff11\uff12", " ", "?" * 500, "&q=&q=", "\u200b",
)  # fmt: skip
PATHS = (
    "/", "/en/", "/widget", "/feit/{}", "/feit/{}.csv", "/feit/members-count.{}", "/onderwerp/{}", "/bron/{}",
    "/bron/kb-2018c/{}", "/invoegen/{}", "/api/facts/{}", "/static/{}", "/{}", "/onderwerpen", "/bronnen", "/api/ask",
    "/api/facts", "/over",
)  # fmt: skip


def test_hostile_input_breaks_nothing(site: Site) -> None:
    """In the path, the query and a form: over 600 requests, none of them a fault of the program."""
    for number, (path, text) in enumerate(product(PATHS, STRANGE)):
        client = Browser(site, f"10.0.{number // 250}.{number % 250}")
        spelt = path.replace("{}", quote(text[:60], safe=""))
        asked = client.get(spelt, params={"q": text[:2000]})
        sent = client.post(spelt, data={"q": text, "before": [text]})
        for answer in (asked, sent):
            assert answer.status_code < 500, (path, text)
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
            assert "Traceback" not in answer.text
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_kindly(method: str, client: Browser) -> None:
    answer = client.request(method, "/over")
    assert answer.status_code in (200, 405)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"q", b"{", b'{"q": 1}', b"[" * 9000, b'{"q": "a", "as_of": "x"}', b"null"]
)
def test_what_is_no_question_is_said_to_a_program(content: bytes, client: Browser) -> None:
    answer = client.post("/api/ask", content=content)
    assert answer.status_code == 400
    assert answer.json()["kind"] == "error"


def test_a_page_that_is_not_there_keeps_the_question(client: Browser) -> None:
    answer = client.get("/geen-pagina", params={"q": "hoeveel leden"})
    assert answer.status_code == 404
    assert 'value="hoeveel leden"' in answer.text


def test_what_is_too_long_or_too_much_is_refused(client: Browser) -> None:
    assert client.post("/", content=b"q=" + b"a" * MOST_BODY).status_code == 413
    assert client.get("/", params={"q": "a" * 5_000}).status_code == 414
    answers = [client.get("/healthz").status_code for _ in range(BURST + 5)]
    assert answers[:50] == [200] * 50
    assert answers[-1] == 429


def test_a_long_question_is_cut_and_answered(client: Browser) -> None:
    answer = client.post("/", data={"q": "a" * (LONGEST_QUESTION + 500)})
    assert answer.status_code == 200


def test_only_a_trusted_proxy_says_who_asks(site: Site) -> None:
    """Who names another address at each request is still one who asks too much."""
    forged = Browser(site, "192.0.2.1")
    statuses = [
        forged.get("/healthz", headers={"X-Forwarded-For": f"10.1.1.{n}"}).status_code for n in range(BURST + 5)
    ]
    assert statuses[-1] == 429
    behind = Site(live=site.live, name="Vraagbaak", trusted_proxies=("192.0.2.1",))
    trusted = Browser(behind, "192.0.2.1")
    statuses = [
        trusted.get("/healthz", headers={"X-Forwarded-For": f"10.1.1.{n}"}).status_code for n in range(BURST + 5)
    ]
    assert statuses[-1] == 200


@pytest.mark.parametrize(("address", "others"), [
    pytest.param("2001:db8:1:1::{:x}", True, id="whoever has one IPv6 address has the whole network"),
    pytest.param("2001:db8:1:{:x}::1", False, id="other networks"),
    pytest.param("::ffff:192.0.2.{:d}", False, id="IPv4 written as IPv6"),
])  # fmt: skip
def test_the_addresses_of_one_network_count_together(address: str, others: bool) -> None:
    assert (len({network_of(address.format(number)) for number in range(1, 9)}) == 1) is others


def test_the_looks_and_https_of_the_settings(site: Site) -> None:
    """The colour as a style of its own, since none may stand in the page; the logo beside the name."""
    house = Browser(Site(live=site.live, name="B", colour="#7a0019", logo=b"<svg/>", is_https_only=True))
    page = house.get("/")
    assert 'href="/colour.css"' in page.text
    assert 'src="/logo.svg"' in page.text
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "--accent: #7a0019" in house.get("/colour.css").text
    assert "sandbox" in house.get("/logo.svg").headers["content-security-policy"]
    plain = Browser(site).get("/")
    assert "colour.css" not in plain.text
    assert "strict-transport-security" not in plain.headers


@pytest.mark.parametrize(("path", "who"), [
    pytest.param("/", "'none'", id="a page"), pytest.param("/feit/members-count", "'none'", id="a fact"),
    pytest.param("/invoegen/members-count", "*", id="a figure to put on any page"),
    pytest.param("/en/embed/members-count", "*", id="in English"),
    pytest.param("/widget", OTHER_SITE, id="the chat, on the sites of the settings"),
])  # fmt: skip
def test_who_may_show_it_in_a_frame(path: str, who: str, client: Browser) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {who}")
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_answer_has_the_headers_that_keep_a_browser_safe(client: Browser) -> None:
    for path in ("/", "/geen-pagina", "/static/chat.js", "/api/ask?q=hoi", "/feit/members-count.svg"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]


def test_no_question_is_logged(client: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        client.get("/", params={"q": "geheimpje over leden"})
        client.post("/api/ask", json={"q": "geheimpje over leden"})
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not [text for text in ours if "geheimpje" in text]
