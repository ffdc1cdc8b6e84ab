"""The addresses for programs: the object of `ask --jsonl`, the facts and the sources, and what describes them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot import __version__
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Question
from bot.surfaces.answer_object import JsonObject, answer_object
from bot.surfaces.dialogues import DialogueStore
from bot.surfaces.web import view
from bot.surfaces.web.caching import headers_of, unchanged
from bot.surfaces.web.site import LONGEST_QUESTION, Site

LONGEST_NAME = 200  # characters of the name that a program gives a conversation
ASKED = {"q": True, "lang": False, "conversation": False, "as_of": False}  # field → must be there


class Api:
    """Answers programs. Conversations that a program names are kept in memory, the last ten thousand."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._dialogues = DialogueStore()

    async def ask(self, request: Request) -> Response:
        """Answer one question: of the address, or of a JSON object that is sent."""
        given: Mapping[str, Any] = dict(request.query_params)
        if request.method == "POST":
            try:
                given = json.loads(await request.body())
            except (ValueError, RecursionError):
                return _fault('The body is no JSON object such as {"q": "..."}.')
            if not isinstance(given, dict):
                return _fault('The body is no JSON object such as {"q": "..."}.')
        for name, needed in ASKED.items():
            if needed and name not in given:
                return _fault(f'"{name}" is missing.')
            if given.get(name) is not None and not isinstance(given[name], str):
                return _fault(f'"{name}" is not text.')
        try:
            day = date.fromisoformat(given["as_of"]) if given.get("as_of") else self._site.today()
        except ValueError:
            return _fault('"as_of" is no day such as "2026-11-24".')
        return _object(self._answer(given["q"][:LONGEST_QUESTION], given.get("lang"), given.get("conversation"), day))

    def _answer(self, text: str, language: str | None, conversation: str | None, day: date) -> JsonObject:
        spoken = (language or "").partition("-")[0].lower()
        question = Question(text, language=spoken if spoken in self._site.languages else None, as_of=day)
        assistant = self._site.live.assistant
        start = Dialogue(language=self._site.language)
        if conversation is None:
            return answer_object(assistant.reply(question, start)[0])
        name = conversation[:LONGEST_NAME]
        before = self._dialogues.get(name)
        answer, after = assistant.reply(question, before if before.language else start)
        self._dialogues.put(name, after)
        return answer_object(answer)

    async def facts(self, request: Request) -> Response:
        """List all facts, each in a few fields."""
        knowledge, language = self._site.live.knowledge, self._language(request)
        found = [view.fact_object(fact, knowledge, language) for fact in knowledge.facts.values()]
        return self._cached(request, {"facts": found})

    async def fact(self, request: Request) -> Response:
        fact = self._site.live.find_fact(request.path_params["id"])
        if fact is None:
            return _fault("There is no such fact.", 404)
        return self._cached(request, view.fact_object(fact, self._site.live.knowledge, self._language(request)))

    async def sources(self, request: Request) -> Response:
        knowledge, language = self._site.live.knowledge, self._language(request)
        found = [view.source_object(source, knowledge, language) for source in knowledge.sources.values()]
        return self._cached(request, {"sources": found})

    async def describe(self, request: Request) -> Response:
        return self._cached(request, description())

    def _language(self, request: Request) -> str:
        asked = request.query_params.get("lang", "").partition("-")[0].lower()
        return asked if asked in self._site.languages else self._site.languages[0]

    def _cached(self, request: Request, found: JsonObject) -> Response:
        """Return an object that changes with the knowledge alone; nothing where the program has it already."""
        version = self._site.live.version
        return unchanged(request, version) or _object(found, headers=headers_of(version))


def _object(found: JsonObject, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    written = json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(written, status, headers, media_type="application/json")


def _fault(text: str, status: int = 400) -> Response:
    return _object({"kind": "error", "text": text}, status)


def description() -> JsonObject:
    """Return the interface as an OpenAPI document."""
    text, nothing = {"type": "string"}, {"type": ["string", "null"]}
    number = {"type": ["number", "null"]}
    row = _shape(
        {"period": nothing, "value": number, "unit": nothing, "as_printed": nothing, "shown": text,
         "sources": _list(text), "via": nothing, "remark": nothing}
    )  # fmt: skip
    fact = _shape(
        {"id": text, "kind": text, "label": text, "text": text, "measure": nothing, "unit": nothing,
         "population": nothing, "topic": text, "question": text, "rows": _list(row), "other_rows": _list(row),
         "breaks": _list({"type": "object"}), "remark": nothing, "related": _list(text)}
    )  # fmt: skip
    source = _shape(
        {"id": text, "cited_as": text, "type": nothing, "title": nothing, "authors": _list(text), "issued": nothing,
         "publisher": nothing, "url": nothing, "facts": _list(text)}
    )  # fmt: skip
    use = _shape(
        {"id": text, "measure": nothing, "value": number, "unit": nothing, "period": nothing, "period_kind": nothing,
         "population": text}
    )  # fmt: skip
    citation = _shape({"key": text, "source": text, "via": nothing, "text": text})
    answer = _shape(
        {"kind": {"enum": ["answer", "nearby", "clarify", "abstain", "smalltalk", "help"]}, "lang": text, "text": text,
         "facts": _list(use), "citations": _list(citation), "missing": _list(text), "suggestions": _list(text),
         "score": {"type": "number"}, "explain": {"type": "object"}}
    )  # fmt: skip
    error = _shape({"kind": {"const": "error"}, "text": text})
    asked = [_parameter(name, needed) for name, needed in ASKED.items()]
    body = {"type": "object", "required": ["q"], "properties": dict.fromkeys(ASKED, text)}
    answers = {"200": _answer("Answer"), "400": _answer("Error"), "429": _answer("Error")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vraagbaak", "version": __version__},
        "paths": {
            "/api/ask": {
                "get": {"parameters": asked, "responses": answers},
                "post": {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": answers},
            },
            "/api/facts": _reading(
                {"200": _answer(of=_shape({"facts": _list({"$ref": "#/components/schemas/Fact"})}))}
            ),
            "/api/facts/{id}": _reading(
                {"200": _answer("Fact"), "404": _answer("Error")}, _parameter("id", True, "path")
            ),
            "/api/sources": _reading(
                {"200": _answer(of=_shape({"sources": _list({"$ref": "#/components/schemas/Source"})}))}
            ),
        },
        "components": {"schemas": {"Answer": answer, "Error": error, "Fact": fact, "Source": source}},
    }


def _shape(properties: JsonObject) -> JsonObject:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: JsonObject) -> JsonObject:
    return {"type": "array", "items": of}


def _parameter(name: str, needed: bool, place: str = "query") -> JsonObject:
    return {"name": name, "in": place, "required": needed, "schema": {"type": "string"}}


def _answer(name: str = "", of: JsonObject | None = None) -> JsonObject:
    schema = of or {"$ref": f"#/components/schemas/{name}"}
    return {"description": name or "OK", "content": {"application/json": {"schema": schema}}}


def _reading(responses: JsonObject, *parameters: JsonObject) -> JsonObject:
    return {"get": {"parameters": [*parameters, _parameter("lang", False)], "responses": responses}}
