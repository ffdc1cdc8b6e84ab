"""What those who run the bot watch: is it alive, is it ready, and what has it done. On a local port, off by default."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.surfaces.serving import make_app
from bot.surfaces.telegram.kit import Counts


class CountsCollector(Collector):
    """Turns what is counted anyway into metrics, when they are asked for."""

    def __init__(self, counts: Counts, silent_seconds: Callable[[], float], is_store_up: Callable[[], bool]) -> None:
        self._counts = counts
        self._silent_seconds = silent_seconds
        self._is_store_up = is_store_up

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; none of them says who asked or what."""
        counts = self._counts
        answers = CounterMetricFamily("vraagbaak_answers", "Questions answered, by kind of answer", labels=["kind"])
        for kind, count in sorted(counts.answers.items()):
            answers.add_metric([kind], count)
        feedback = CounterMetricFamily("vraagbaak_feedback", "Ratings of answers", labels=["rating"])
        for rating, count in sorted(counts.feedback.items()):
            feedback.add_metric([rating], count)
        yield answers
        yield feedback
        yield CounterMetricFamily("vraagbaak_errors", "Updates that failed", value=counts.errors)
        yield CounterMetricFamily("vraagbaak_limited", "Messages over the limit of their user", value=counts.limited)
        yield CounterMetricFamily("vraagbaak_inline_queries", "Inline queries", value=counts.inline)
        yield GaugeMetricFamily(
            "vraagbaak_seconds_since_telegram", "Seconds since Telegram answered last", value=self._silent_seconds()
        )
        yield GaugeMetricFamily("vraagbaak_store_up", "1 while the store works", value=float(self._is_store_up()))


def health_app(is_ready: Callable[[], bool], collector: Collector) -> Starlette:
    """Return /healthz (the process lives), /readyz (it hears from Telegram) and /metrics."""
    registry = CollectorRegistry()
    registry.register(collector)

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        return PlainTextResponse("ready") if is_ready() else PlainTextResponse("not ready", 503)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return make_app([Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)])
