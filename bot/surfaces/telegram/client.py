"""The way to the Bot API: python-telegram-bot's `Bot` over aiohttp, calls with plain values, and updates as sent.

aiohttp takes less than half the time of python-telegram-bot's own transport (0.65 ms of CPU a message, not 1.65), and
half of the rest goes into objects for what is sent and echoed; so messages are sent as plain values.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.surfaces.addresses import is_this_machine
from bot.surfaces.log_privacy import describe, private_logs

RawUpdate = dict[str, Any]

READ_SECONDS = 5.0  # Telegram answers in well under one
CONNECT_SECONDS = 5.0
CONNECTIONS = 64
MOST_UPDATES = 100  # of one getUpdates
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TELEGRAM = "https://api.telegram.org/bot"
REDIRECTS = range(300, 400)

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class UnreachableError(NetworkError):
    """Telegram cannot be reached; the message is the name of what went wrong on the way, and nothing more."""


class RedirectError(UnreachableError):
    """The server sends to another address. It is not followed: the token, a part of the address, would go along."""


class FloodError(TelegramError):
    """Telegram says: not so fast (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds  # how long to wait


class AiohttpRequest(BaseRequest):
    """One pool of connections. What goes wrong on the way is raised without addresses: the token is part of them."""

    def __init__(self, server: str) -> None:
        """Take the address of the server, to find out once which proxy leads to it; aiohttp would ask every time."""
        self._proxy = _find_proxy(server)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("The connections have not been opened.")
        seconds = READ_SECONDS if not isinstance(read_timeout, (int, float)) else float(read_timeout)
        patience = aiohttp.ClientTimeout(
            sock_connect=CONNECT_SECONDS, sock_read=seconds, total=seconds + CONNECT_SECONDS
        )
        address, _, form = url.partition("?")  # see `call`
        body: bytes | aiohttp.FormData = form.encode()
        if request_data is not None and request_data.contains_files:
            body = _multipart(request_data)
        elif request_data is not None:
            body = _form(request_data.json_parameters).encode()
        headers = FORM if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method,
                address,
                data=body,
                headers=headers,
                timeout=patience,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                status, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise UnreachableError(type(error).__name__) from None
        if status in REDIRECTS:
            raise RedirectError(f"Redirect with status {status}")
        if status == 429:
            raise FloodError(_retry_after(payload))
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read a response; unlike the library's own, this writes what it cannot read to no log."""
        try:
            content = json.loads(payload)
        except ValueError:
            content = None
        if not isinstance(content, dict) or not ({"result", "description"} & content.keys()):
            raise TelegramError("Invalid server response")
        return content


def _form(parameters: Mapping[str, object]) -> str:
    """Return parameters as a form, as the Bot API reads it: what is no text, as JSON; what is None, not at all."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parameters.items()
        if value is not None
    }
    return URL.build(query=texts).raw_query_string  # six times as fast as urllib's


def _multipart(request_data: RequestData) -> aiohttp.FormData:
    """Return parameters and files as the parts of a form."""
    body = aiohttp.FormData(default_to_multipart=True)
    for name, value in request_data.json_parameters.items():
        body.add_field(name, value)
    for name, (file_name, content, content_type) in request_data.multipart_data.items():
        body.add_field(name, content, filename=file_name, content_type=content_type)
    return body


def _find_proxy(server: str) -> str | None:
    """Return the proxy that the environment names for a server (HTTPS_PROXY, NO_PROXY); none for this machine."""
    parts = urlsplit(server)
    host = parts.hostname or ""
    return None if is_this_machine(host) or proxy_bypass(host) else getproxies().get(parts.scheme)


def _retry_after(payload: bytes) -> float:
    try:
        return max(1.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, TypeError, LookupError):
        return 1.0


def describe_fault(fault: TelegramError) -> str:
    """Return a fault for the log: its type and place, and for one on the way what it was (DNS, TLS, refused)."""
    return f"{fault.message} on the way" if isinstance(fault, UnreachableError) else describe(fault)


def is_token(text: str) -> bool:
    """Tell whether a text has the form of a bot's token: 123456789:AbC-dEf."""
    return _TOKEN.fullmatch(text) is not None


def server_of(base_url: str | None) -> str:
    """Return what may be told of the address of a Bot API server: scheme, host and port."""
    parts = urlsplit(base_url or TELEGRAM)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def make_bot(token: str, base_url: str | None = None) -> Bot:
    """Return the bot; it opens no connection before it is entered.

    Args:
        token: As given by BotFather.
        base_url: Address of a Bot API server up to the token, e.g. "http://127.0.0.1:8081/bot"; None: Telegram's own.
    """
    server = base_url or TELEGRAM
    request = AiohttpRequest(server)
    with private_logs(token):  # the library logs the address, of which the token is part
        return Bot(token, base_url=server, request=request, get_updates_request=request)


class NameUnknownError(Exception):
    """Telegram does not say who the bot is."""


async def ask_name(token: str, base_url: str | None) -> str:
    """Return the user name of a bot.

    Raises:
        NameUnknownError: If the token is refused or Telegram cannot be reached.
    """
    try:
        async with make_bot(token, base_url) as bot:
            return bot.username
    except TelegramError:
        raise NameUnknownError from None


async def call(bot: Bot, method: str, parameters: Mapping[str, object], *, seconds: float = READ_SECONDS) -> Any:
    """Call a method of the Bot API and return its result, both as plain values; wait so long for the response.

    Raises:
        TelegramError: Whatever is wrong with the call, the server or the way to it.
    """
    # The library's own class for parameters takes its objects only; so these travel behind the address as far as
    # `AiohttpRequest`, which sends them as a form.
    return await bot.request.post(f"{bot.base_url}/{method}?{_form(parameters)}", read_timeout=seconds)


async def fetch_updates(
    bot: Bot, *, offset: int | None, seconds: int, kinds: Sequence[str], limit: int = MOST_UPDATES
) -> list[RawUpdate]:
    """Return the updates from `offset` on, which confirms those before it; wait `seconds` for one where there is none.

    They come as they were sent, so that one that cannot be read does not hold up the others.

    Raises:
        TelegramError: Whatever is wrong with the server or the way to it.
    """
    asked = {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": kinds}
    found = await call(bot, "getUpdates", asked, seconds=seconds + READ_SECONDS)
    if not isinstance(found, list):
        raise TelegramError("Invalid server response")
    return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]
