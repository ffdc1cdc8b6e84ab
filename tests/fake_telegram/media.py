"""What users send besides text: one small valid object of each kind."""

from typing import Any

_FILE = {"file_id": "AgACAgQAAx0Cfake", "file_unique_id": "AQADfake", "file_size": 4_321}
_PICTURE = _FILE | {"width": 90, "height": 60}

MEDIA: dict[str, Any] = {
    "photo": [_PICTURE],
    "voice": _FILE | {"duration": 3, "mime_type": "audio/ogg"},
    "audio": _FILE | {"duration": 60, "title": "Lied"},
    "video": _PICTURE | {"duration": 9},
    "video_note": _FILE | {"length": 240, "duration": 9},
    "animation": _PICTURE | {"duration": 2},
    "document": _FILE | {"file_name": "jaarverslag.pdf", "mime_type": "application/pdf"},
    "sticker": _PICTURE | {"type": "regular", "is_animated": False, "is_video": False, "emoji": "📚"},
    "location": {"latitude": 52.08, "longitude": 4.32},
    "venue": {
        "location": {"latitude": 52.08, "longitude": 4.32},
        "title": "KB",
        "address": "Prins Willem-Alexanderhof 5",
    },
    "contact": {"phone_number": "+31700000000", "first_name": "Ada"},
    "dice": {"emoji": "🎲", "value": 3},
    "poll": {
        "id": "1",
        "question": "Bieb?",
        "options": [{"persistent_id": "0", "text": "ja", "voter_count": 0}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    },
}


def media_of(kind: str) -> dict[str, Any]:
    """Return the fields of a Message with this media; an animation also comes as a document."""
    found = {kind: MEDIA[kind]}
    if kind == "animation":
        found["document"] = MEDIA["document"]
    if kind == "venue":
        found["location"] = MEDIA["location"]
    return found
