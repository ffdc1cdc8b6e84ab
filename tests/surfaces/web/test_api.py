"""The addresses for programs: the same answers as the machine interface, described by their own document."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.core.assistant import Assistant
from bot.surfaces.machine import MachineSurface
from bot.surfaces.web.site import Site
from tests.web_browser import AS_OF, OTHER_SITE, Browser

QUESTIONS = (
    "Hoeveel bibliotheken werken samen met bedrijven?", "hoeveel leden in 2019", "Hoeveel bibliotheken in Utrecht?",
    "How many youth members are there?", "hoi", "help", "Hoeveel scholen doen mee met dBos?", "qwertz", "cheers",
)  # fmt: skip


@pytest.fixture
def described(client: Browser) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api").json()
    return document


def assert_described(found: object, name: str, described: dict[str, Any]) -> None:
    """A response is as the document says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_answers_are_those_of_the_machine_interface(
    text: str, client: Browser, assistant: Assistant, described: dict[str, Any]
) -> None:
    machine = MachineSurface(assistant, ("nl", "en"), language="nl", as_of=AS_OF)
    expected = json.loads(machine.answer_line(json.dumps({"q": text}).encode()))
    asked, sent = client.get("/api/ask", params={"q": text}).json(), client.post("/api/ask", json={"q": text}).json()
    assert asked == sent == expected
    assert_described(asked, "Answer", described)


def test_a_conversation_has_a_name(client: Browser) -> None:
    client.get("/api/ask", params={"q": "hoeveel leden", "conversation": "c1"})
    follow = client.get("/api/ask", params={"q": "en in 2019?", "conversation": "c1"}).json()
    assert follow["facts"][0]["period"] == "2019"
    assert client.get("/api/ask", params={"q": "en in 2019?", "conversation": "c2"}).json()["facts"] == []


def test_facts_and_sources_are_as_described(client: Browser, described: dict[str, Any]) -> None:
    facts, sources = client.get("/api/facts").json()["facts"], client.get("/api/sources").json()["sources"]
    for fact in facts[::20]:
        assert_described(fact, "Fact", described)
    for source in sources[::10]:
        assert_described(source, "Source", described)
    assert client.get("/api/facts/members-count", params={"lang": "en"}).json()["label"].startswith("number of")
    assert_described(client.get("/api/facts/none").json(), "Error", described)


@pytest.mark.parametrize("path", ["/api/facts", "/api", "/feit/members-count.csv", "/feit/members-count.svg"])
def test_what_has_not_changed_is_not_sent_again(path: str, client: Browser, site: Site) -> None:
    """Not to who names the tag among others, or as a proxy that packs has weakened it; to all others it is."""
    tag = client.get(path).headers["etag"]
    assert site.live.version in tag
    for known in (tag, f'"other", W/{tag}'):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("origin", "may"), [(OTHER_SITE, True), ("https://elsewhere.example", False)])
def test_only_sites_of_the_settings_may_read_it(origin: str, may: bool, client: Browser) -> None:
    headers = client.get("/api/ask", params={"q": "hoi"}, headers={"Origin": origin}).headers
    assert (headers.get("access-control-allow-origin") == origin) is may
