"""Records as bytes and back. What cannot be read any more, such as a record of another version, comes back as None."""

from typing import TypeVar

import msgspec

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import AnswerRecord

T = TypeVar("T")

encode = msgspec.json.Encoder().encode
_DIALOGUE = msgspec.json.Decoder(Dialogue)
_ANSWER = msgspec.json.Decoder(AnswerRecord)
_UPDATE = msgspec.msgpack.Decoder(tuple[str, bytes])
_pack = msgspec.msgpack.Encoder().encode


def decode_dialogue(data: bytes | None) -> Dialogue | None:
    return _decode(_DIALOGUE, data)


def decode_answer(data: bytes | None) -> AnswerRecord | None:
    return _decode(_ANSWER, data)


def encode_update(key: str, update: bytes) -> bytes:
    return _pack((key, update))


def decode_update(data: bytes | None) -> tuple[str, bytes] | None:
    return _decode(_UPDATE, data)


def _decode(decoder: msgspec.json.Decoder[T] | msgspec.msgpack.Decoder[T], data: bytes | None) -> T | None:
    try:
        return None if data is None else decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
