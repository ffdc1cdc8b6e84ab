"""The webhook: one address, to which Telegram brings each update until it hears that it has been answered."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from hashlib import blake2b

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.surfaces.serving import make_app
from bot.surfaces.telegram.client import RawUpdate

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1024 * 1024  # bytes

LOGGER = logging.getLogger(__name__)

Deliver = Callable[[RawUpdate], Awaitable[bool]]


def secret_of(token: str) -> str:
    """Return the secret by which Telegram shows that it is Telegram: the same in every worker, told to nobody else."""
    return blake2b(token.encode(), digest_size=32, person=b"vraagbaak-hook").hexdigest()


def webhook_app(path: str, secret: str, deliver: Deliver) -> Starlette:
    """Return the application.

    It answers 200 when an update has been handled, or cannot be read, since Telegram brings again what gets anything
    else, and holds up those that come after it; 503 when it is still under way after a while, so that it is brought
    again; 403 without the secret; 413 for a body over 1 MiB; 400 for one that is no update, such as Telegram never
    brings; 404 and 405 for anything else.
    """

    async def take(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return PlainTextResponse("Forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too large", 413)
        update = _update(body)
        if update is None:
            LOGGER.warning("What was delivered to the webhook is no update")
            return PlainTextResponse("Not an update", 400)
        return PlainTextResponse("OK" if (done := await deliver(update)) else "Later", 200 if done else 503)

    return make_app([Route(path, take, methods=["POST"])])


async def _body(request: Request) -> bytes | None:
    """Return the body; None when it is too large, without reading more than that."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > LONGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _update(body: bytes) -> RawUpdate | None:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    is_update = isinstance(content, dict) and isinstance(content.get("update_id"), int)
    return content if is_update else None
