"""The site as one ASGI application: its addresses, what stands before them, and what is said of a fault."""

import logging
from collections.abc import Awaitable, Callable

from prometheus_client import CollectorRegistry, Counter, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from bot.surfaces.log_privacy import describe
from bot.surfaces.web.addresses import Page, address
from bot.surfaces.web.api import Api
from bot.surfaces.web.guard import Guard
from bot.surfaces.web.pages import FOLDER, MissingError, Pages
from bot.surfaces.web.quiz_pages import QuizPages
from bot.surfaces.web.site import Site

SMALLEST_ZIPPED = 1_000  # bytes
Endpoint = Callable[[Request], Awaitable[Response]]

LOGGER = logging.getLogger(__name__)


def make_app(site: Site) -> ASGIApp:
    """Return the application. It logs no question and no address that holds one."""
    pages, api, counts = Pages.of(site), Api(site), _Counts()
    app = Starlette(
        routes=[*_page_routes(pages, site, counts), *_program_routes(api, counts), *_service_routes(counts)],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED),
            Middleware(CORSMiddleware, allow_origins=site.allowed_sites, allow_methods=["GET", "POST"]),
        ],
        exception_handlers={
            MissingError: lambda request, _: pages.fault(request, 404),
            HTTPException: lambda request, error: pages.fault(request, error.status_code),
        },
    )
    app.router.redirect_slashes = False

    def refuse(scope: Scope, status: int) -> Response:
        return pages.fault(Request({**scope, "query_string": b"", "path": scope["path"][:200]}), status)

    return Guard(
        app,
        refuse,
        allowed_sites=site.allowed_sites,
        trusted_proxies=site.trusted_proxies,
        is_https_only=site.is_https_only,
    )


class _Counts:
    """How many requests were answered, by kind: no address, no question and nobody who asked."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("vraagbaak_web_requests", "Requests", ["page"], registry=self.registry)

    def counted(self, name: str, endpoint: Endpoint) -> Endpoint:
        """Return an endpoint that is counted, and of which a fault is told by its kind alone."""

        async def run(request: Request) -> Response:
            self._requests.labels(name).inc()
            try:
                return await endpoint(request)
            except (MissingError, HTTPException):
                raise
            except Exception as error:
                LOGGER.error("A page failed: %s", describe(error))
                raise HTTPException(500) from None

        return run


def _page_routes(pages: Pages, site: Site, counts: _Counts) -> list[BaseRoute]:
    quizzes = QuizPages(pages)
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=FOLDER / "static"))]
    if site.colour is not None:
        routes.append(Route("/colour.css", counts.counted("style", pages.colour)))
    if site.logo is not None:
        routes.append(Route(f"/logo.{site.logo_ending}", counts.counted("style", pages.logo)))
    for language in site.languages:

        def path(page: Page, *parts: str) -> str:
            return "/".join([address(page, language).rstrip("/"), *parts])  # noqa: B023 - used at once

        def route(path: str, name: str, endpoint: Endpoint, *methods: str) -> None:
            routes.append(Route(path, counts.counted(name, endpoint), methods=list(methods or ("GET",))))

        route(path("chat") or "/", "chat", pages.chat, "GET", "POST")
        if path("chat"):
            route(path("chat") + "/", "chat", pages.chat, "GET", "POST")
        route(path("chat") + "/widget", "widget", pages.chat, "GET", "POST")
        route(path("chat") + "/opensearch.xml", "opensearch", pages.opensearch)
        route(path("fact", "{id}.{ending}"), "file", pages.fact_file)
        route(path("fact", "{id}"), "fact", pages.fact)
        route(path("embed", "{id}"), "embed", pages.embed)
        route(path("topics"), "topics", pages.topics)
        route(path("topic", "{id}"), "topic", pages.topic)
        route(path("sources"), "sources", pages.sources)
        route(path("source", "{id}"), "source", pages.source)
        route(path("source", "{id}", "{form}"), "reference", pages.source_file)
        route(path("about"), "about", pages.about)
        route(path("quiz"), "quiz", quizzes.start)
        route(path("quiz", "new"), "quiz", quizzes.new)
        route(path("quiz", "{code}"), "quiz", quizzes.play, "GET", "POST")
        route(path("quiz", "{code}", "{number}"), "quiz", quizzes.screen)
        route(path("quiz", "{code}", "{number}", "answer"), "quiz", quizzes.screen)
    return routes


def _program_routes(api: Api, counts: _Counts) -> list[BaseRoute]:
    def route(path: str, endpoint: Endpoint, *methods: str) -> Route:
        return Route(path, counts.counted("api", endpoint), methods=list(methods or ("GET",)))

    return [
        route("/api", api.describe),
        route("/api/ask", api.ask, "GET", "POST"),
        route("/api/facts", api.facts),
        route("/api/facts/{id}", api.fact),
        route("/api/sources", api.sources),
    ]


def _service_routes(counts: _Counts) -> list[BaseRoute]:
    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(counts.registry), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", healthy), Route("/readyz", healthy), Route("/metrics", metrics)]
