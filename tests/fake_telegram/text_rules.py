"""Telegram's limits on texts and captions, as the server holds to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.entities import Entity, find_entities, read_entities
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.telegram_html import HtmlError, is_url, parse_html

TEXT_LENGTH = 4096  # code points, after the markup is read
CAPTION_LENGTH = 1024
TEXT_BYTES = 32_768  # of the text as sent
ENTITIES = 100  # in one message; the rest is dropped


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as the bot sent it and as the reader sees it."""

    raw: str = ""
    text: str = ""
    entities: tuple[Entity, ...] = ()


def read_text(given: Mapping[str, Any], name: str = "text", prefix: str = "") -> Formatted:
    """Return the text of a message, or refuse it; `prefix` stands before "parse_mode" and "entities"."""
    raw = given[name]
    if not raw:
        raise bad_request("message text is empty")
    formatted = _read(raw, given.get(f"{prefix}parse_mode"), given.get(f"{prefix}entities"))
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    _check_preview(given.get("link_preview_options"))
    return formatted


def read_caption(given: Mapping[str, Any]) -> Formatted:
    """Return the caption of a photo or document, which may be empty, or refuse it."""
    formatted = _read(given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities"))
    if len(formatted.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return formatted


def read_short_text(given: Mapping[str, Any], name: str, prefix: str) -> Formatted:
    """Return a text within a poll, with its formatting; its own rules are up to the caller."""
    return _read(given.get(name, ""), given.get(f"{prefix}parse_mode"), given.get(f"{prefix}entities"))


def _read(raw: str, parse_mode: str | None, sent: list[dict[str, Any]] | None) -> Formatted:
    if len(raw.encode()) > TEXT_BYTES:
        raise bad_request("text is too long")
    text, formatting = raw, list[Entity]()
    if parse_mode == "HTML":
        try:
            text, formatting = parse_html(raw)
        except HtmlError as error:
            raise bad_request(str(error)) from error
    elif parse_mode in ("MarkdownV2", "Markdown"):
        raise bad_request(f"parse_mode {parse_mode} is not read here")
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    elif sent:
        try:
            formatting = read_entities(raw, sent)
        except ValueError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    return _trimmed(raw, text, formatting)


def _trimmed(raw: str, text: str, formatting: list[Entity]) -> Formatted:
    seen = text.strip()
    if seen != text:
        lead = len(text) - len(text.lstrip())
        formatting = [entity.shifted(-lead, len(seen)) for entity in formatting]
    shown = [entity for entity in formatting if entity.start < entity.end]
    return Formatted(raw, seen, tuple(find_entities(seen, shown)[:ENTITIES]))


def _check_preview(options: Mapping[str, Any] | None) -> None:
    if options and "url" in options and not is_url(options["url"]):
        raise bad_request("WEBPAGE_URL_INVALID")
