"""The way to the Bot API: the token goes to the server that was named, and nowhere else."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.surfaces.telegram.client import (
    NameUnknownError,
    RedirectError,
    ask_name,
    call,
    describe_fault,
    make_bot,
    server_of,
)

TOKEN = "123456789:a-token-of-the-tests"

pytestmark = pytest.mark.asyncio


async def serve(handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]) -> tuple[web.ServerRunner, int]:
    runner = web.ServerRunner(web.Server(handler))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, runner.addresses[0][1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    """It is a fault that is told without the token, which the other address has in it."""
    followed: list[str] = []

    async def other(request: web.BaseRequest) -> web.Response:
        followed.append(request.path)
        return web.json_response({"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "B", "username": "b"}})

    elsewhere, port = await serve(other)

    async def redirect(request: web.BaseRequest) -> web.Response:
        return web.Response(status=status, headers={"Location": f"http://127.0.0.1:{port}{request.path}"})

    server, asked = await serve(redirect)
    base_url = f"http://127.0.0.1:{asked}/bot"
    bot = make_bot(TOKEN, base_url)
    try:
        await bot.request.initialize()
        with pytest.raises(RedirectError) as refused:
            await call(bot, "getMe", {})
        with pytest.raises(NameUnknownError):
            await ask_name(TOKEN, base_url)
    finally:
        await bot.request.shutdown()
        await server.cleanup()
        await elsewhere.cleanup()
    assert followed == []
    assert TOKEN not in repr(refused.value) + describe_fault(refused.value)
    assert str(status) in describe_fault(refused.value)


async def test_no_proxy_leads_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else plain HTTP, which is for this machine alone, would carry the token to another."""
    carried: list[str] = []

    async def proxy(request: web.BaseRequest) -> web.Response:
        carried.append(request.path)
        return web.json_response({"ok": True, "result": True})

    server, port = await serve(proxy)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    bot = make_bot(TOKEN, "http://127.0.0.1:9/bot")
    try:
        await bot.request.initialize()
        with pytest.raises(TelegramError):
            await call(bot, "getMe", {})
    finally:
        await bot.request.shutdown()
        await server.cleanup()
    assert carried == []


@pytest.mark.parametrize(("base_url", "server"), [
    (None, "https://api.telegram.org"),
    ("http://127.0.0.1:8081/bot", "http://127.0.0.1:8081"),
    ("https://u:secret@h/bot", "https://h"),
])  # fmt: skip
async def test_what_is_told_of_a_server(base_url: str | None, server: str) -> None:
    """Its address without a path, and without a password."""
    assert server_of(base_url) == server
