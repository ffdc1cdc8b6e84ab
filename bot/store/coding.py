"""Records as bytes and back. What cannot be read any more, such as a record of another version, comes back as None."""

from typing import TypeVar

import msgspec

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import AnswerRecord

T = TypeVar("T")

encode = msgspec.json.Encoder(order="deterministic").encode  # so that the same has the same fingerprint
_DIALOGUE = msgspec.json.Decoder(Dialogue)
_ANSWER = msgspec.json.Decoder(tuple[int, tuple[int, ...], Dialogue])
_UPDATE = msgspec.msgpack.Decoder(tuple[str, bytes])
_pack = msgspec.msgpack.Encoder().encode


def decode_dialogue(data: bytes | None) -> Dialogue | None:
    return _decode(_DIALOGUE, data)


def encode_answer(answer: AnswerRecord) -> bytes:
    """Return an answer as bytes, without the conversation before it."""
    return encode((answer.question, answer.answers, answer.after))


def decode_answer(data: bytes | None, before: Dialogue = Dialogue()) -> AnswerRecord | None:  # noqa: B008  # frozen
    """Return an answer with the conversation before it."""
    found = _decode(_ANSWER, data)
    if found is None:
        return None
    question, answers, after = found
    return AnswerRecord(question=question, answers=answers, before=before, after=after)


def encode_update(key: str, update: bytes) -> bytes:
    return _pack((key, update))


def decode_update(data: bytes | None) -> tuple[str, bytes] | None:
    return _decode(_UPDATE, data)


def _decode(decoder: msgspec.json.Decoder[T] | msgspec.msgpack.Decoder[T], data: bytes | None) -> T | None:
    try:
        return None if data is None else decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
