"""A quiz in the browser: alone on one page, or question by question on a big screen. Its code stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import SystemRandom
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.core.records.model import in_language
from bot.core.values.numbers import parse_number, show_number
from bot.quiz.code import LARGEST_SEED, MOST_QUESTIONS, Plan, code_of, read_code
from bot.quiz.quiz import mark_of
from bot.quiz.records import QuizQuestion, Reply
from bot.quiz.score import score
from bot.surfaces.topics import find_topic_ids, find_topics
from bot.surfaces.web.addresses import address
from bot.surfaces.web.pages import MissingError, Pages, language_of
from bot.surfaces.web.view import Link, fact_link
from bot.texts import notation_of

USUAL, NUMBERS = 10, (5, 10, 20)
MOST_FIELDS = MOST_QUESTIONS * 4  # an order has three


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as the page shows it; after a reply with what is so."""

    number: int
    text: str
    options: tuple[str, ...]
    is_order: bool
    is_estimate: bool
    unit: str
    replied: tuple[str, ...]  # as the fields of the form had it
    points: Decimal | None  # from 0 to 1; None: not replied to
    right: str
    explanation: tuple[str, ...]
    source: str
    facts: tuple[Link, ...]
    chart: Link | None


@dataclass(frozen=True, slots=True)
class QuizPages:
    """Writes the pages of quizzes."""

    pages: Pages

    async def start(self, request: Request) -> Response:
        """Offer a choice of topics and numbers."""
        knowledge, language = self.pages.site.live.knowledge, language_of(request)
        topics = find_topics(knowledge, language)
        return self.pages.page(request, "quiz_start.html", other="quiz", topics=topics, numbers=NUMBERS, usual=USUAL)

    async def new(self, request: Request) -> Response:
        """Make a quiz and lead to its address, which gives the same questions to everybody."""
        given, language = request.query_params, language_of(request)
        known = find_topic_ids(self.pages.site.live.knowledge)
        topics = tuple(dict.fromkeys(known[id_] for id_ in given.getlist("topic") if id_ in known))
        number = int(given["n"][:3]) if given.get("n", "").isdecimal() else USUAL
        plan = Plan(SystemRandom().randint(1, LARGEST_SEED), max(1, min(number, MOST_QUESTIONS)), topics)
        questions = self.pages.site.live.make_quiz(plan)
        if not questions:
            raise MissingError
        shown = ("1",) if given.get("how") == "screen" else ()
        return RedirectResponse(address("quiz", language, code_of(plan, questions), *shown), status_code=303)

    async def play(self, request: Request) -> Response:
        """Show all questions on one page; after they were sent, the score and what is so."""
        code, questions = self._read(request)
        replied = await _replied(request) if request.method == "POST" else {}
        shown = [self._view(one, number, replied, request) for number, one in enumerate(questions, start=1)]
        points = sum((one.points for one in shown if one.points is not None), Decimal(0))
        points = points.to_integral_value() if points == points.to_integral_value() else points
        return self.pages.page(
            request,
            "quiz.html",
            other="quiz",
            parts=(code,),
            code=code,
            questions=shown,
            is_done=request.method == "POST",
            points=show_number(points, notation_of(language_of(request))),
        )

    async def screen(self, request: Request) -> Response:
        """Show one question for a room; behind it, at "/answer", what is so with its chart."""
        code, questions = self._read(request)
        given = request.path_params["number"]
        number = int(given[:3]) if given.isdecimal() else 0
        if not 1 <= number <= len(questions):
            raise MissingError
        is_answer = request.url.path.endswith("/answer")
        shown = self._view(questions[number - 1], number, {}, request)
        here = address("quiz", language_of(request), code, str(number))
        last = number == len(questions)
        after = address("quiz", language_of(request), code, *(() if last else (str(number + 1),)))
        return self.pages.page(
            request,
            "quiz_screen.html",
            other="quiz",
            parts=(code, str(number)),
            question=shown,
            count=len(questions),
            is_answer=is_answer,
            before=here if is_answer else address("quiz", language_of(request), code, str(max(1, number - 1))),
            after=after if is_answer else f"{here}/answer",
        )

    def _read(self, request: Request) -> tuple[str, tuple[QuizQuestion, ...]]:
        """Return the code of an address with its questions; a changed knowledge base gives others, under its code."""
        plan = read_code(request.path_params["code"])
        questions = self.pages.site.live.make_quiz(plan) if plan else ()
        if plan is None or not questions or (plan.mark and plan.mark != mark_of(questions)):
            raise MissingError
        return code_of(plan, questions), questions

    def _view(
        self, question: QuizQuestion, number: int, replied: Mapping[str, Sequence[str]], request: Request
    ) -> QuestionView:
        language, knowledge = language_of(request), self.pages.site.live.knowledge

        def text(texts: Mapping[str, str]) -> str:
            return in_language(texts, language, "")

        given = tuple(replied.get(f"q{number}", ()))
        reply = _as_reply(question, given)
        ranked = [text(question.options[place]) for place in question.right]
        links = tuple(fact_link(knowledge.facts[id_], knowledge, language) for id_ in question.facts)
        estimate = question.estimate
        return QuestionView(
            number=number,
            text=text(question.text),
            options=tuple(map(text, question.options)),
            is_order=question.is_order,
            is_estimate=estimate is not None,
            unit=text(estimate.unit).replace("{value}", "").strip() if estimate else "",
            replied=given,
            points=None if reply is None else score(question, reply),
            right=text(estimate.shown) if estimate else " > ".join(ranked),
            explanation=tuple(map(text, question.explanation)),
            source=text(question.source),
            facts=links,
            chart=fact_link(knowledge.facts[question.chart], knowledge, language) if question.chart else None,
        )


def _as_reply(question: QuizQuestion, given: Sequence[str]) -> Reply | None:
    if question.estimate is not None:
        return parse_number(given[0].strip(" %€")) if given else None
    places = tuple(int(place) for place in given if place.isdecimal() and int(place[:3]) < len(question.options))
    return places or None


async def _replied(request: Request) -> dict[str, list[str]]:
    """Return the fields of the form by question."""
    found: dict[str, list[str]] = {}
    sent = (await request.body()).decode("utf-8", "replace")
    for name, value in parse_qsl(sent, errors="replace", max_num_fields=MOST_FIELDS):
        found.setdefault(name, []).append(value[:40])
    return found
