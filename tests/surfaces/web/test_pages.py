"""The pages as a browser without a script gets them."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.kb.load import load_knowledge
from bot.surfaces.topics import find_topics
from bot.surfaces.web.addresses import address
from bot.surfaces.web.pages import FOLDER
from bot.surfaces.web.site import Live, Site, part_of_address
from bot.texts import find_texts
from tests.web_browser import AS_OF, Browser

COMPANIES = "Hoeveel bibliotheken werken samen met bedrijven?"
MEMBERS = "Hoeveel leden hebben bibliotheken?"
MUSEUMS = Path(__file__).parents[2] / "data" / "museums" / "knowledge"
TEMPLATES = FOLDER / "templates"
STRETCH = 9  # every ninth fact has its page looked at: making all references takes long


def words_of(page: str) -> str:
    """Return what a reader sees of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_an_address_with_a_question_is_answered_at_once(client: Browser) -> None:
    """It can be linked, and stand in the search box of a browser."""
    page = client.get("/", params={"q": COMPANIES}).text
    assert "26% van de bibliotheken werkt" in words_of(page)
    assert 'data-fact="commercial-partners-share"' in page
    assert "KB, 2018c" in page
    assert "{searchTerms}" in client.get("/opensearch.xml").text


def test_a_conversation_is_in_the_page(client: Browser) -> None:
    """The form brings its questions along, so nothing is kept on the server that it needs."""
    first = client.post("/", data={"q": MEMBERS}).text
    assert f'<input type="hidden" name="before" value="{MEMBERS}">' in first
    second = client.post("/", data={"before": [MEMBERS], "q": "en in 2019?"}).text
    assert "2019: Openbare bibliotheken hadden 3,62 miljoen leden." in words_of(second)
    assert len(re.findall('class="turn"', second)) == 2


def test_a_conversation_has_an_address(client: Browser) -> None:
    """So what was calculated or compared in it can be linked; a very long one has none."""
    page = client.post("/", data={"before": [MEMBERS], "q": "en in 2019?"}).text
    link = unescape(re.findall(r'<a class="quiet" href="([^"]*)"', page)[-1])
    assert client.get(link).text.count('class="turn"') == 2
    assert 'class="quiet" href' not in client.post("/", data={"q": "é" * 900}).text


def test_another_server_goes_on_with_a_conversation(site: Site, client: Browser) -> None:
    site.live._said.clear()
    page = client.post("/", data={"before": [MEMBERS, "en in 2019?"], "q": "en een jaar eerder?"}).text
    assert "2018: Openbare bibliotheken hadden 3.655.000 leden." in words_of(page)


def test_a_choice_is_a_button_and_is_shown_by_its_name(client: Browser) -> None:
    asked = "How much do schools pay the library?"
    page = client.post("/en/", data={"q": asked}).text
    label = re.findall(r'name="q" value="2"><button type="submit">([^<]*)<', page)[0]
    chosen = client.post("/en/", data={"before": [asked], "q": "2"}).text
    assert f"</span>{label}</h2>" in chosen
    assert 'data-fact="' in chosen


def test_the_script_gets_the_last_answer_alone(client: Browser) -> None:
    part = client.post("/", data={"before": [MEMBERS], "q": "en in 2019?"}, headers={"X-Part": "turn"}).text
    assert part.count('class="turn"') == 1
    assert "<html" not in part


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_fact_is_three_clicks_away(language: str, client: Browser, knowledge: KnowledgeBase) -> None:
    """From the start to the topics, to a topic, to the fact."""
    start = client.get(address("chat", language)).text
    assert f'href="{address("topics", language)}"' in start
    topics = client.get(address("topics", language)).text
    for topic in find_topics(knowledge, language):
        there = address("topic", language, part_of_address(topic.id))
        assert f'href="{there}"' in topics
        page = client.get(there).text
        assert all(f'href="{address("fact", language, part_of_address(fact))}"' in page for fact in topic.facts)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_fact_has_its_figures_as_the_knowledge_base_has_them(
    language: str, client: Browser, knowledge: KnowledgeBase
) -> None:
    """Each row by its fact and period, with every digit."""
    composer = Composer(knowledge, language)
    for fact in list(knowledge.facts.values())[::STRETCH]:
        page = client.get(address("fact", language, part_of_address(fact.id))).text
        for row in fact.figures:
            cells = re.findall(
                rf'<tr data-fact="{fact.id}" data-period="{row.period or ""}">.*?<td class="number">([^<]*)</td>', page
            )
            assert composer.figure(fact, row) in map(unescape, cells)
        schema = json.loads(re.findall(r"ld\+json\">(.*?)</script>", page)[0])
        assert len(schema["hasPart"]) == len(fact.figures)


@pytest.mark.parametrize(("path", "kind", "holds"), [
    pytest.param("/feit/members-count.csv", "text/csv; charset=utf-8", b"members-count,2019,3620000,count", id="csv"),
    pytest.param("/feit/members-count.json", "application/json", b'"period": "2019"', id="json"),
    pytest.param("/feit/members-count.png", "image/png", b"PNG", id="png"),
    pytest.param("/en/fact/members-count.svg", "image/svg+xml", b"<svg", id="svg"),
    pytest.param("/bron/kb-2018c/bibtex", "application/x-bibtex; charset=utf-8", b"kb-2018c", id="bibtex"),
    pytest.param("/bron/kb-2018c/ris", "application/x-research-info-systems; charset=utf-8", b"TY  - ", id="ris"),
])  # fmt: skip
def test_files(path: str, kind: str, holds: bytes, client: Browser) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert holds in answer.content


def test_a_source_lists_what_was_read_in_it(client: Browser) -> None:
    page = client.get("/bron/kb-2018c").text
    assert 'href="/feit/commercial-partners-share"' in page
    assert "kb-2018c" in client.get("/bronnen", params={"q": "2018c"}).text
    assert "kb-2018c" not in client.get("/bronnen", params={"q": "friesch"}).text


def test_a_misspelt_word_is_said_as_it_was_read(client: Browser) -> None:
    page = words_of(client.get("/", params={"q": "Hoeveel bibliotheken werken samen met bedrijvven?"}).text)
    assert re.search("Ik lees “[^”]*bedrijvven” als “[^”]+”", page)
    assert "26% van de bibliotheken werkt" in page


def test_both_languages_have_the_same_texts() -> None:
    """All that the templates name, as it is loaded: a text that the loader refuses would be missing on the page."""
    texts = find_texts("web")
    named = {name for path in TEMPLATES.glob("*") for name in re.findall(r"\bt\.(\w+)", path.read_text("utf-8"))}
    assert named
    assert named <= set(texts["nl"])
    assert set(texts["nl"]) == set(texts["en"])
    fields = {code: {name: set(re.findall(r"\{\w*\}", text)) for name, text in texts[code].items()} for code in texts}
    assert fields["nl"] == fields["en"]


@pytest.mark.parametrize("path", ["/", "/feit/members-count", "/onderwerpen", "/bronnen", "/over", "/bron/kb-2018c"])
def test_a_page_leads_to_itself_in_the_other_language(path: str, client: Browser) -> None:
    page = client.get(path).text
    (there,) = set(re.findall(r'<a href="([^"]*)" hreflang="en"', page))
    other = client.get(there)
    assert other.status_code == 200
    assert '<html lang="en">' in other.text
    assert f'<a href="{path}" hreflang="nl"' in other.text


def test_another_knowledge_base_has_pages_of_its_own() -> None:
    """Its name, its subject and its examples; nothing of ours."""
    found = load_knowledge(MUSEUMS, use_cache=False).knowledge
    assert found is not None
    museums = Browser(Site(live=Live(Assistant(found), found, "museums"), name="Museumbaak", today=lambda: AS_OF))
    for path in ("/", "/en/", "/over", "/onderwerpen", "/bronnen", "/niets"):
        page = words_of(museums.get(path).text).casefold()
        assert "museumbaak" in page
        assert not re.search("bibliothe|librar", page), path
