"""Which function carries out which method of the Bot API."""

from collections.abc import Callable
from typing import Any

from tests.fake_telegram import methods_chats, methods_edit, methods_queries, methods_send, methods_settings
from tests.fake_telegram.signatures import SIGNATURES
from tests.fake_telegram.world import World

CarryOut = Callable[[World, dict[str, Any]], Any]
"""Takes the parameters with their types, returns the result as JSON, raises RefusedError."""

METHODS: dict[str, CarryOut] = {
    **methods_settings.METHODS,
    **methods_send.METHODS,
    **methods_edit.METHODS,
    **methods_queries.METHODS,
    **methods_chats.METHODS,
}
ELSEWHERE = {"getUpdates", "setWebhook", "deleteWebhook"}  # the server itself: they wait or start something

assert METHODS.keys() | ELSEWHERE == SIGNATURES.keys()
