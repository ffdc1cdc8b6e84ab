"""The values of settings, each read from its own text; one that does not fit says what is wrong and how to mend it."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.config import STORE_VARIABLE, TOKEN_VARIABLE
from bot.kb.language_files import find_codes
from bot.kb.nodes import EmptyNode, ListNode, Node, TextNode, called
from bot.surfaces.addresses import is_this_machine

BASE_URL_EXAMPLE = "the address up to the token, such as http://127.0.0.1:8081/bot"
SITE_EXAMPLE = "https://vraagbaak.example.org"
COLOUR_EXAMPLE = 'Write six hexadecimal digits, such as "#00584f".'
CONTRAST = 4.5  # of text and its ground (WCAG 2.2, level AA)
LONGEST_SITE_NAME = 40  # characters
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_SITE = re.compile(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")
WEBHOOK_EXAMPLE = "the address that Telegram can reach, such as https://bot.example.org/telegram"
WEBHOOK_PORTS = (443, 80, 88, 8443)  # Telegram's
NO_TOKEN = ("A token does not belong in a file.", f"Take it away; put it in {TOKEN_VARIABLE}.")

NO_PASSWORD = ("A password does not belong in a file.", f"Take the line away; put the address in {STORE_VARIABLE}.")

_PASSWORD = re.compile(r"^[^/?@]*:[^/?]*@|[?&]password=")  # in what stands behind "postgresql://"
_PLAIN_ADDRESS = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(:[0-9]{1,5})?(/[\w.~/-]*)?")
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")


class RefusedError(Exception):
    """A value that does not fit; the arguments are what is wrong and how to mend it."""


def text_of(node: Node) -> str:
    if isinstance(node, TextNode) and node.text.strip():
        return node.text.strip()
    if isinstance(node, (EmptyNode, TextNode)):
        raise RefusedError("Nothing stands here.", "Fill it in, or take the line away: then the default holds.")
    raise RefusedError(f"One value should stand here, and it is {called(node)}.", "Write one value after the colon.")


def refuse_token(node: Node) -> None:
    """Refuse a value that is a bot's token; what it says is not repeated."""
    texts = node.items if isinstance(node, ListNode) else (node,)
    if any(isinstance(item, TextNode) and is_token(item.text) for item in texts):
        raise RefusedError(*NO_TOKEN)


def is_token(text: str) -> bool:
    """Tell whether a bot's token stands in a text."""
    return _TOKEN.search(text) is not None


def language(text: str) -> str:
    codes = find_codes()
    if text not in codes:
        raise RefusedError(f'"{text}" is no language that is spoken here.', f"Write {' or '.join(codes)}.")
    return text


def between(least: float, most: float, called_: str, example: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:  # also refuses "nan"
            mend = f"Write a number such as {example}, with a point for decimals."
            raise RefusedError(f"{text} is not {called_} from {least:g} to {most:g}.", mend)
        return value

    return read


def web_address(example: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.startswith(("http://", "https://")) or any(map(str.isspace, text)):
            raise RefusedError(f'"{text}" is no web address.', f"Write {example}.")
        return text

    return read


def base_url(text: str) -> str:
    """Return the address of a Bot API server; the token is put right behind it."""
    address = web_address(BASE_URL_EXAMPLE)(text)
    if not address.endswith("/bot"):
        raise RefusedError(f'"{address}" does not end in /bot.', f"Write {BASE_URL_EXAMPLE}.")
    if not _PLAIN_ADDRESS.fullmatch(address):
        raise RefusedError("This address has more in it than a host, a port and a path.", f"Write {BASE_URL_EXAMPLE}.")
    return address


def refuse_plain_http(address: str) -> None:
    """Refuse an address to which the token would travel where others can read it."""
    parts = urlsplit(address)
    if parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        mend = "Write https://; or, where you trust every machine on the way, add plain_http: true below telegram:."
        raise RefusedError(f'To "{address}" the token would travel unencrypted.', mend)


def whole(least: int, most: int, called_: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            mend = f"Write a whole number from {least} to {most}."
            raise RefusedError(f"{text} is no {called_}.", mend)
        return int(text)

    return read


def ids(node: Node) -> frozenset[int]:
    """Return the ids of users and chats: one, or a list; those of groups are below zero."""
    ids: set[int] = set()
    for item in node.items if isinstance(node, ListNode) else (node,):
        text = text_of(item)
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            mend = "Write numbers such as [123456789, -1001234567890]; a bot such as @userinfobot tells them."
            raise RefusedError(f'"{text}" is no id of Telegram.', mend)
        ids.add(int(text))
    return frozenset(ids)


def several(read: Callable[[str], str]) -> Callable[[Node], tuple[str, ...]]:
    """Return what reads one value, or a list of them."""

    def read_all(node: Node) -> tuple[str, ...]:
        items = node.items if isinstance(node, ListNode) else (node,)
        return tuple(read(text_of(item)) for item in items)

    return read_all


def site_address(text: str) -> str:
    """Return the address of a site as browsers name it: no path, no slash at its end."""
    parts = urlsplit(web_address(SITE_EXAMPLE)(text.rstrip("/")))
    try:
        host = parts.netloc if parts.port is None or parts.port > 0 else ""
    except ValueError:
        host = ""
    if not host or "@" in host or parts.path or parts.query or parts.fragment or not _SITE.fullmatch(host):
        raise RefusedError(f'"{text}" is no address of a site.', f"Write {SITE_EXAMPLE}.")
    return f"{parts.scheme}://{host}"


def network_address(text: str) -> str:
    """Return the address of a machine in numbers: 127.0.0.1 or ::1."""
    try:
        return str(ip_address(text))
    except ValueError:
        raise RefusedError(f'"{text}" is no address of a machine.', "Write one such as 127.0.0.1.") from None


def short_name(text: str) -> str:
    name = " ".join(text.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST_SITE_NAME:
        mend = f"Write a name of at most {LONGEST_SITE_NAME} characters."
        raise RefusedError("This name cannot stand above a page.", mend)
    return name


def colour(text: str) -> str:
    """Return a colour as "#rrggbb", if it can be read on white and white on it: contrast 4.5 (WCAG 2.2, 1.4.3)."""
    if not _COLOUR.fullmatch(text):
        raise RefusedError(f'"{text}" is no colour.', COLOUR_EXAMPLE)
    parts = (int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # WCAG 2.2, relative luminance; white has 1
    if 1.05 / (luminance + 0.05) < CONTRAST:
        raise RefusedError(f'"{text}" is too light to be read on white.', "Write a darker one.")
    return text.lower()


def picture(text: str) -> str:
    """Return the path of a picture that every browser shows, whatever its size."""
    if not text.lower().endswith((".svg", ".png")):
        raise RefusedError(f'"{text}" is no picture for a page.', "Write the path of a file that ends in .svg or .png.")
    return text


def store(text: str) -> str:
    """Return the file or the address of a store; what is refused is not repeated, for a password may be part of it."""
    scheme, mark, rest = text.partition("://")
    mend = "Write a file such as vraagbaak.sqlite3, or postgresql://user@host/database."
    if mark and scheme not in ("sqlite", "postgresql"):
        raise RefusedError(f'The store cannot be of the kind "{scheme}".', mend)
    if mark and not rest.strip("/"):
        raise RefusedError(f'Nothing stands behind "{scheme}://".', mend)
    if mark and _PASSWORD.search(rest):
        raise RefusedError(*NO_PASSWORD)
    return text


def webhook(text: str) -> str:
    """Return the address at which Telegram reaches the bot; without encryption only on this machine, for tests."""
    parts = urlsplit(web_address(WEBHOOK_EXAMPLE)(text))
    is_here = is_this_machine(parts.hostname or "")
    try:
        port = parts.port or 443
    except ValueError:
        port = 0
    if not parts.hostname or not (is_here or (parts.scheme == "https" and port in WEBHOOK_PORTS)):
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        what = f'Telegram brings nothing to "{text}".'
        raise RefusedError(what, f"Write {WEBHOOK_EXAMPLE}: https, on port {ports}.")
    return text


def listening(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or re.search(r"\s", host) or not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
        raise RefusedError(f'"{text}" is no address with a port.', "Write one such as 127.0.0.1:8080.")
    return host.strip("[]"), int(port)


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() not in words:
            raise RefusedError(f'"{text}" is not known here.', f"Write {', '.join(words[:-1])} or {words[-1]}.")
        return text.casefold()

    return read


def yes_or_no(text: str) -> bool:
    answers = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in answers:
        raise RefusedError(f'"{text}" is neither true nor false.', "Write true or false.")
    return answers[text.lower()]
