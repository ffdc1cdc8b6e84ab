"""Faults on request: what a bot meets when the network or Telegram itself has a bad day."""

import asyncio
import json
import random
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tests.fake_telegram.http_server import Ending, Response


class Fault(Enum):
    """What goes wrong with a call."""

    RETRY_AFTER = "429, with the seconds to wait"
    SERVER_ERROR = "500 as JSON"
    BAD_GATEWAY = "502 as HTML"
    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    CONFLICT = "409"
    RESET = "the connection is reset before the call is carried out"
    STALL = "no answer for so many seconds, then a reset; the call is not carried out"
    RESET_AFTER = "the call is carried out, its answer is lost by a reset"
    TRUNCATED = "the call is carried out, its answer breaks off before Content-Length"
    CUT_JSON = "the call is carried out, its answer is half a JSON text"


AFTERWARDS = {Fault.RESET_AFTER, Fault.TRUNCATED, Fault.CUT_JSON}
PASSING = (  # those that a bot survives by asking again
    *(Fault.RETRY_AFTER, Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.RESET),
    *(Fault.RESET_AFTER, Fault.TRUNCATED, Fault.CUT_JSON),
)
_ERRORS = {
    Fault.SERVER_ERROR: (500, "Internal Server Error"),
    Fault.UNAUTHORIZED: (401, "Unauthorized"),
    Fault.NOT_FOUND: (404, "Not Found"),
    Fault.CONFLICT: (409, "Conflict: terminated by other getUpdates request"),
}
_GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class GivenFault:
    """A fault that a call met."""

    fault: Fault
    method: str
    chat_id: object
    seconds: float  # of RETRY_AFTER and STALL


@dataclass(slots=True)
class _Plan:
    faults: Sequence[Fault]  # one of them, by chance
    methods: frozenset[str]  # empty: every method
    chat_id: int | None
    times: int | None
    rate: float
    seconds: float
    chance: random.Random

    def meets(self, method: str, chat_id: object) -> bool:
        if (self.methods and method not in self.methods) or self.chat_id not in (None, chat_id) or self.times == 0:
            return False
        return self.rate >= 1 or self.chance.random() < self.rate


class Faults:
    """The faults that are planned, and those that were given."""

    def __init__(self) -> None:
        self._plans: list[_Plan] = []
        self.given: list[GivenFault] = []

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        times: int | None = 1,
        chat_id: int | None = None,
        seconds: float = 1,
        rate: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Plan a fault for the next calls of a method ("*": of any), so many times (None: for ever)."""
        methods = frozenset() if method == "*" else frozenset((method,))
        self._plans.append(_Plan((fault,), methods, chat_id, times, rate, seconds, random.Random(seed)))

    def sometimes(
        self,
        rate: float,
        seed: int,
        *,
        faults: Sequence[Fault] = PASSING,
        methods: Sequence[str] = (),
        seconds: float = 1,
    ) -> None:
        """Let this share of the calls (0 to 1) meet one of the faults; the same seed makes the same choices."""
        self._plans.append(_Plan(faults, frozenset(methods), None, None, rate, seconds, random.Random(seed)))

    def clear(self) -> None:
        """Plan nothing any more; those that were given stay on record."""
        self._plans.clear()

    def pick(self, method: str, chat_id: object) -> GivenFault | None:
        """Return the fault that this call meets, by the first plan that fits."""
        for plan in self._plans:
            if plan.meets(method, chat_id):
                if plan.times is not None:
                    plan.times -= 1
                fault = plan.faults[0] if len(plan.faults) == 1 else plan.chance.choice(plan.faults)
                self.given.append(GivenFault(fault, method, chat_id, plan.seconds))
                return self.given[-1]
        return None


def error_response(status: int, description: str, parameters: dict[str, int] | None = None) -> Response:
    """Return an error as the Bot API writes it."""
    content: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    headers: tuple[tuple[str, str], ...] = ()
    if parameters:
        content["parameters"] = parameters
        if "retry_after" in parameters:
            headers = (("Retry-After", str(parameters["retry_after"])),)
    return Response(status, json.dumps(content).encode(), headers=headers)


def response_instead(given: GivenFault) -> Response | Awaitable[Response]:
    """Return what comes back for a call that is not carried out."""
    if given.fault is Fault.RETRY_AFTER:
        seconds = max(1, round(given.seconds))
        return error_response(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
    if given.fault is Fault.BAD_GATEWAY:
        return Response(502, _GATEWAY_PAGE, "text/html")
    if given.fault is Fault.RESET:
        return Response(500, b"", ending=Ending.RESET)
    if given.fault is Fault.STALL:
        return _stalled(given.seconds)
    return error_response(*_ERRORS[given.fault])


def damaged(response: Response, fault: Fault) -> Response:
    """Return what is left of the response to a call that was carried out."""
    half = response.body[: len(response.body) // 2]
    if fault is Fault.RESET_AFTER:
        return replace(response, ending=Ending.RESET)
    if fault is Fault.TRUNCATED:
        return replace(response, body=half, missing_bytes=len(response.body) - len(half), ending=Ending.CLOSE)
    return replace(response, body=half)


async def _stalled(seconds: float) -> Response:
    await asyncio.sleep(seconds)
    return Response(500, b"", ending=Ending.RESET)
