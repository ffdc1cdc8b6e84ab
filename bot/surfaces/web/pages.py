"""The pages: each a function from a request to a response. Everything works as a plain form, without a script."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.citing.files import ENDINGS, FORMATS, FileFormat, cite_file
from bot.core.answering.chart import Chart
from bot.core.records.model import Fact, Source
from bot.core.words.text import capital
from bot.surfaces.chart_picture import draw_chart
from bot.surfaces.topics import find_topic_ids, find_topics
from bot.surfaces.web import view
from bot.surfaces.web.addresses import DEFAULT, address
from bot.surfaces.web.caching import headers_of, unchanged
from bot.surfaces.web.site import LONGEST_QUESTION, MOST_TURNS, Site, part_of_address
from bot.texts import find_texts

FOLDER = Path(__file__).parent
LONGEST_LINK = 2_000  # characters of a conversation in an address; longer ones are cut by mail programs and proxies
CHARTS_KEPT = 64  # pictures; one is some 60 kB
DRAWN: Mapping[str, str] = {"png": "image/png", "svg": "image/svg+xml"}
COLOURS = """:root {{ --accent: {colour}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: color-mix(in srgb, {colour} 45%, white); }} }}
"""  # 45 % of even black has a contrast of 5.3 with the darkest ground of the style
MEDIA: Mapping[FileFormat, str] = {
    "apa": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl-json": "application/vnd.citationstyles.csl+json",
}


class MissingError(Exception):
    """There is nothing at an address."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Writes the pages of a site."""

    site: Site
    environment: Environment

    @classmethod
    def of(cls, site: Site) -> "Pages":
        environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=select_autoescape(["html", "xml"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["address"] = address
        environment.globals["part"] = part_of_address
        environment.globals["longest"] = LONGEST_QUESTION
        environment.globals["longest_link"] = LONGEST_LINK
        environment.filters["capital"] = capital
        return cls(site, environment)

    # --- the chat

    async def chat(self, request: Request) -> Response:
        """Show the conversation of the form, or of the address: "/?q=..." asks at once."""
        language = language_of(request)
        asked = await _asked(request)
        knowledge = self.site.live.knowledge
        turns = self.site.live.converse(asked, language, self.site.today()) if asked else ()
        if request.headers.get("x-part") == "turn":  # the script asks for the last answer alone
            if not turns:
                return Response()
            last = view.turn_view(turns[-1], knowledge, language)
            return self.page(request, "turn.html", turn=last, number=len(turns), asked=asked)
        is_widget = request.url.path.endswith("/widget")
        return self.page(
            request,
            "widget.html" if is_widget else "chat.html",
            other="chat",
            turns=[view.turn_view(turn, knowledge, language) for turn in turns],
            asked=asked,
            examples=() if turns else view.first_questions(knowledge, language),
        )

    # --- figures

    async def fact(self, request: Request) -> Response:
        fact = self._fact(request)
        language = language_of(request)
        shown = await run_in_threadpool(view.fact_view, fact, self.site.live.knowledge, language)
        return self.page(
            request,
            "fact.html",
            other="fact",
            parts=(shown.part,),
            fact=shown,
            schema=Markup(_as_script(self._schema(fact, shown, language))),  # escaped in `_as_script`
        )

    async def embed(self, request: Request) -> Response:
        """Show a figure with its chart and source, for a frame on another page."""
        fact = self._fact(request)
        shown = await run_in_threadpool(view.fact_view, fact, self.site.live.knowledge, language_of(request))
        return self.page(request, "embed.html", fact=shown)

    async def fact_file(self, request: Request) -> Response:
        """Give a fact as a file: csv, json, or its chart as png or svg."""
        fact, language = self._fact(request), language_of(request)
        ending, version = request.path_params["ending"], self.site.live.version
        if (same := unchanged(request, version)) is not None:
            return same
        name = f"{fact.id}.{ending}"
        if ending == "csv":
            written = io.StringIO()
            csv.writer(written).writerows(view.table_of(fact, self.site.live.knowledge, language))
            return _file(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name, version)
        if ending == "json":
            found = view.fact_object(fact, self.site.live.knowledge, language)
            return _file(json.dumps(found, ensure_ascii=False, indent=2).encode(), "application/json", name, version)
        chart = self.site.live.assistant.chart(fact.id, language) if ending in DRAWN else None
        if chart is None:
            raise MissingError
        drawn = await run_in_threadpool(_drawn, chart, ending)
        return Response(drawn, media_type=DRAWN[ending], headers=headers_of(version))

    # --- what there is

    async def topics(self, request: Request) -> Response:
        """List the topics; with a word, those in which it stands."""
        word = request.query_params.get("q", "")[:LONGEST_QUESTION]
        topics = find_topics(self.site.live.knowledge, language_of(request), word)
        return self.page(request, "topics.html", other="topics", topics=topics, word=word)

    async def topic(self, request: Request) -> Response:
        language, knowledge = language_of(request), self.site.live.knowledge
        id_ = find_topic_ids(knowledge).get(request.path_params["id"])
        topic = next((one for one in find_topics(knowledge, language) if one.id == id_), None)
        if topic is None:
            raise MissingError
        facts = [(view.fact_link(knowledge.facts[fact], knowledge, language), fact) for fact in topic.facts]
        return self.page(request, "topic.html", other="topic", parts=(topic.id,), topic=topic, facts=facts)

    async def sources(self, request: Request) -> Response:
        word = request.query_params.get("q", "")[:LONGEST_QUESTION]
        found = view.find_in_sources(self.site.live.knowledge, word)
        return self.page(request, "sources.html", other="sources", sources=found, word=word)

    async def source(self, request: Request) -> Response:
        from bot.citing.apa import apa_text

        source, language = self._source(request), language_of(request)
        reference = await run_in_threadpool(apa_text, source, self.site.live.knowledge, language)
        facts = view.facts_of_source(source, self.site.live.knowledge, language)
        shown = {"source": source, "reference": reference, "facts": facts, "forms": ENDINGS.items()}
        return self.page(request, "source.html", other="source", parts=(part_of_address(source.id),), **shown)

    async def source_file(self, request: Request) -> Response:
        source, form = self._source(request), request.path_params["form"]
        if form not in FORMATS:
            raise MissingError
        name, content = await run_in_threadpool(
            cite_file, [source.id], self.site.live.knowledge, language_of(request), form
        )
        return _file(content, MEDIA[form], name, self.site.live.version)

    async def about(self, request: Request) -> Response:
        knowledge = self.site.live.knowledge
        counts = {
            "facts": len(knowledge.facts),
            "rows": sum(len(fact.rows) for fact in knowledge.facts.values()),
            "sources": len(knowledge.sources),
        }
        return self.page(request, "about.html", other="about", version=self.site.live.version[:12], **counts)

    async def opensearch(self, request: Request) -> Response:
        """Describe the search, so that a browser can ask from its own search box."""
        written = self._render(request, "opensearch.xml")
        return Response(written, media_type="application/opensearchdescription+xml")

    async def colour(self, _: Request) -> Response:
        """Give the colour of the settings as a style; by night so much lighter that it can be read on black."""
        return Response(COLOURS.format(colour=self.site.colour), media_type="text/css")

    async def logo(self, _: Request) -> Response:
        return Response(self.site.logo, media_type=DRAWN[self.site.logo_ending])

    # --- what is wrong

    def fault(self, request: Request, status: int) -> Response:
        """Say kindly what is wrong with a request; what was asked stays in the field."""
        texts = find_texts("web")[language_of(request)]
        text = texts.get(f"fault_{status}", texts["fault_500"])
        if request.url.path.startswith("/api"):
            return Response(
                json.dumps({"kind": "error", "text": text}, ensure_ascii=False), status, media_type="application/json"
            )
        asked = request.query_params.get("q", "")[:LONGEST_QUESTION]
        page = self.page(request, "fault.html", text=text, word=asked)
        page.status_code = status
        return page

    # --- how

    def _fact(self, request: Request) -> Fact:
        fact = self.site.live.find_fact(request.path_params["id"])
        if fact is None:
            raise MissingError
        return fact

    def _source(self, request: Request) -> Source:
        source = self.site.live.find_source(request.path_params["id"])
        if source is None:
            raise MissingError
        return source

    def _root(self, request: Request) -> str:
        return self.site.url or str(request.base_url).rstrip("/")

    def page(self, request: Request, template: str, **shown: Any) -> Response:
        return HTMLResponse(self._render(request, template, **shown))

    def _render(self, request: Request, template: str, **shown: Any) -> str:
        language = language_of(request)
        phrases = self.site.live.knowledge.languages[language].phrases
        other = shown.pop("other", "chat")
        parts = shown.pop("parts", ())
        return self.environment.get_template(template).render(
            t=find_texts("web")[language],
            subject=phrases["bot_subject"],
            example=phrases["bot_example"],
            lang=language,
            name=self.site.name,
            colour=self.site.colour,
            logo=f"/logo.{self.site.logo_ending}" if self.site.logo else None,
            root=self._root(request),
            here=address(other, language, *parts),
            translations=[(code, address(other, code, *parts)) for code in self.site.languages],
            **shown,
        )

    def _schema(self, fact: Fact, shown: view.FactView, language: str) -> Mapping[str, object]:
        """Return a fact as schema.org has a dataset with observations."""
        return {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "identifier": fact.id,
            "name": shown.title,
            "description": shown.statement,
            "inLanguage": language,
            "variableMeasured": shown.title,
            "citation": [text for _, text in shown.sources],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": kind,
                    "contentUrl": f"{self.site.url or ''}{address('fact', language, shown.part)}.{ending}",
                }
                for kind, ending in (("text/csv", "csv"), ("application/json", "json"))
            ],
            "hasPart": [
                {
                    "@type": "Observation",
                    "observationDate": row.key or None,
                    "value": row.value,
                    "description": f"{row.period}: {row.value}",
                }
                for row in shown.rows
            ],
        }


def language_of(request: Request) -> str:
    """Return the language of an address."""
    first = request.url.path.split("/")[1]
    texts = find_texts("web")
    return first if first in texts and first != DEFAULT else DEFAULT


async def _asked(request: Request) -> list[str]:
    """Return the questions of a conversation, oldest first, without empty ones.

    Raises:
        HTTPException: 400, if the form has more fields than a page of ours.
    """
    texts = request.query_params.getlist("q")
    if request.method == "POST":
        sent = (await request.body()).decode("utf-8", "replace")
        try:
            fields = parse_qsl(sent, errors="replace", max_num_fields=MOST_TURNS * 3)
        except ValueError:
            raise HTTPException(400) from None
        texts = [value for name, value in fields if name == "before"] + [value for name, value in fields if name == "q"]
    return [text for text in texts if text.strip()][-MOST_TURNS:]


def _file(content: bytes, kind: str, name: str, version: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers | headers_of(version))


def _as_script(found: Mapping[str, object]) -> str:
    """Return JSON that ends no script element, whatever is in it."""
    written = json.dumps(found, ensure_ascii=False)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@lru_cache(maxsize=CHARTS_KEPT)
def _drawn(chart: Chart, ending: str) -> bytes:
    return draw_chart(chart, "svg" if ending == "svg" else "png")
