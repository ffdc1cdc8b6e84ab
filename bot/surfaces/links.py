"""Links that open the bot at a fact, a topic or in a language: t.me/NAME?start=PAYLOAD. Pure.

A payload is the id of a fact, "topic-" with the id of a topic, or a language; before the first two may stand a language
and an underscore: "en_commercial-partners-share".
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from bot.core.records.model import KnowledgeBase
from bot.surfaces.topics import find_topic_ids, find_topics, question_of

SHORT_ID_LENGTH = 40  # leaves room in the 64 characters of a payload and the 64 bytes of a button
TOPIC = "topic-"
ADDRESS = "https://t.me/{name}?start={payload}"

_SIMPLE = re.compile(r"[A-Za-z0-9_-]+")

TargetKind = Literal["fact", "topic", "language"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to."""

    kind: TargetKind
    id: str
    language: str | None = None  # in which it is shown; None: that of the user


def short_id(id_: str) -> str:
    """Return an id as it can stand in a link or button: as it is, or in place of a long or strange one its hash."""
    if len(id_) <= SHORT_ID_LENGTH and _SIMPLE.fullmatch(id_):
        return id_
    return "." + urlsafe_b64encode(blake2b(id_.encode(), digest_size=9).digest()).decode()


def find_id(short: str, ids: Iterable[str]) -> str | None:
    """Return the id that a short one stands for; None if it is not there, or no longer."""
    return next((id_ for id_ in ids if id_ == short or short_id(id_) == short), None)


def payload_of(target: Target) -> str:
    """Return what stands behind `?start=`."""
    if target.kind == "language":
        return target.id
    opening = f"{target.language}_" if target.language else ""
    return opening + (TOPIC if target.kind == "topic" else "") + short_id(target.id).replace(".", "-hash-")


def read_payload(payload: str, knowledge: KnowledgeBase) -> Target | None:
    """Return what a payload leads to; None if that is unknown."""
    if payload in knowledge.languages:
        return Target("language", payload)
    code, _, rest = payload.partition("_")
    language = code if rest and code in knowledge.languages else None
    sought = (rest if language else payload).replace("-hash-", ".")
    fact = find_id(sought, knowledge.facts)
    if fact is not None:
        return Target("fact", fact, language)
    topics = find_topic_ids(knowledge) if sought.startswith(TOPIC) else {}
    topic = find_id(sought.removeprefix(TOPIC), topics)
    return Target("topic", topics[topic], language) if topic else None


def find_targets(knowledge: KnowledgeBase, language: str, *, forced: bool) -> Iterator[tuple[Target, str]]:
    """Yield everything that a link can lead to, with what it is in words of a language.

    Where that is forced, the link opens in it; otherwise in the language of whoever opens it.
    """
    shown_in = language if forced else None
    for code in knowledge.languages:
        yield Target("language", code), code
    for topic in find_topics(knowledge, language):
        yield Target("topic", topic.id, shown_in), topic.label
    for fact in knowledge.facts.values():
        yield Target("fact", fact.id, shown_in), question_of(fact, language) or fact.id


def address_of(name: str, target: Target) -> str:
    """Return the link for the bot of this user name."""
    return ADDRESS.format(name=name.removeprefix("@"), payload=payload_of(target))
