"""A browser without a script, that asks a site without a network."""

import asyncio
from datetime import date
from typing import Any

import httpx

from bot.surfaces.web.app import make_app
from bot.surfaces.web.site import Site

AS_OF = date(2026, 11, 30)
OTHER_SITE = "https://www.example.org"


class Browser:
    """Asks one site, from one address, and follows no redirection."""

    def __init__(self, site: Site, address: str = "192.0.2.7") -> None:
        self._transport = httpx.ASGITransport(make_app(site), client=(address, 1))

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return asyncio.run(self._send(method, path, given))

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)

    async def _send(self, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://vraagbaak.test") as client:
            return await client.request(method, path, **given)
