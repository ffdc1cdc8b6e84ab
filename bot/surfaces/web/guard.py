"""What stands before every address: headers for the browser, and limits for who asks too much."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 64 * 1024  # bytes: a conversation of thirty long questions takes half of it
MOST_PATH = 4_096  # bytes of path and query
PER_MINUTE = 240  # requests of one address; a room of fifteen behind one router asks some sixty
BURST = 120  # requests that may come at once: a page with its style, script and charts takes five
ADDRESSES = 10_000  # that are counted; the one that has been silent longest is forgotten
HTTPS_SECONDS = 365 * 24 * 3600  # a year, the least that browsers' lists ask for
NETWORK = 64  # bits of an IPv6 address that name a network: whoever has one has all addresses in it
SAFE = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "manifest-src 'self'; base-uri 'none'"
)

PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # a drawn chart has its styles in itself


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Guard:
    """Refuses what is too long or too much, and gives every answer the headers that keep a browser safe."""

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Scope, int], Response],
        *,
        allowed_sites: Collection[str] = (),
        trusted_proxies: Collection[str] = (),
        is_https_only: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what holds for all requests.

        Args:
            app: What answers them.
            refuse: Makes the answer to a request that is refused, of its status.
            allowed_sites: Origins that may show the pages for frames.
            trusted_proxies: Addresses of which the last X-Forwarded-For is believed.
            is_https_only: Whether browsers are told to come by https alone.
            clock: In seconds, only going forward.
        """
        self._app = app
        self._refuse = refuse
        self._frames = " ".join(allowed_sites) or "'none'"
        self._proxies = frozenset(trusted_proxies)
        self._is_https_only = is_https_only
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = self._with_headers(scope, send)
        status = self._find_fault(scope)
        if status:
            await self._refuse(scope, status)(scope, receive, sending)
            return
        body = await _read(receive)
        if body is None:
            await self._refuse(scope, 413)(scope, receive, sending)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_again() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, receive_again, sending)

    def _find_fault(self, scope: Scope) -> int:
        """Return the status with which a request is refused before it is read; 0 if it is not."""
        length = Headers(scope=scope).get("content-length", "0")
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MOST_PATH:
            return 414
        if not length.isdecimal() or int(length[:12]) > MOST_BODY:
            return 413
        return 0 if self._has_room(self._address_of(scope)) else 429

    def _address_of(self, scope: Scope) -> str:
        client = scope.get("client")
        address = client[0] if client else ""
        if address in self._proxies:
            forwarded = Headers(scope=scope).getlist("x-forwarded-for")
            address = forwarded[-1].rpartition(",")[2].strip() if forwarded else address
        return network_of(address)

    def _has_room(self, address: str) -> bool:
        now = self._clock()
        bucket = self._buckets.setdefault(address, _Bucket(BURST, now))
        self._buckets.move_to_end(address)
        if len(self._buckets) > ADDRESSES:
            self._buckets.popitem(last=False)
        bucket.left = min(BURST, bucket.left + (now - bucket.at) * PER_MINUTE / 60)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        frames = "'none'"
        if {"embed", "invoegen"} & set(scope["path"].split("/")[1:3]):
            frames = "*"  # a figure with its source may stand on any page
        elif scope["path"].endswith("/widget"):
            frames = self._frames

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                picture = scope["path"].endswith(".svg")
                policy = PICTURE if picture else SAFE
                headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {frames}"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                if self._is_https_only:
                    headers["Strict-Transport-Security"] = f"max-age={HTTPS_SECONDS}"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
            await send(message)

        return sending


def network_of(address: str) -> str:
    """Return whose requests count together: an IPv4 address, the network of an IPv6 address, any other text itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((found.packed, NETWORK), strict=False))


async def _read(receive: Receive) -> bytes | None:
    """Return the whole body of a request; None if it is too long. A client that goes away leaves an empty one."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BODY:
            return None
        if not message.get("more_body"):
            return bytes(body)
