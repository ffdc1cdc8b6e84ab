"""Telegram's limits on polls."""

from collections.abc import Mapping
from typing import Any

from tests.fake_telegram.entities import entities_json
from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.text_rules import Formatted, read_short_text

QUESTION_LENGTH, OPTION_LENGTH, OPTIONS = 300, 100, 12
EXPLANATION_LENGTH, EXPLANATION_LINE_FEEDS, DESCRIPTION_LENGTH = 200, 2, 1024
OPEN_SECONDS = range(5, 2_628_001)


def read_poll(poll_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the Poll object that a message carries, or refuse it."""
    question = _checked(read_short_text(given, "question", "question_"), "poll question", QUESTION_LENGTH)
    options = [
        _checked(read_short_text(option, "text", "text_"), "poll option", OPTION_LENGTH) for option in given["options"]
    ]
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS} options")
    if given.get("open_period", 5) not in OPEN_SECONDS or {"open_period", "close_date"} <= given.keys():
        raise bad_request("invalid open_period or close_date specified")
    description = read_short_text(given, "description", "description_")
    if len(description.text) > DESCRIPTION_LENGTH:
        raise bad_request("poll description is too long")
    kind = given.get("type", "regular")
    poll = {
        "id": poll_id,
        "question": question.text,
        "options": [
            {"persistent_id": str(place), "text": option.text, "voter_count": 0} for place, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": given.get("is_closed", False),
        "is_anonymous": given.get("is_anonymous", True),
        "type": kind,
        "allows_multiple_answers": given.get("allows_multiple_answers", False),
        "allows_revoting": given.get("allows_revoting", kind == "regular"),
        "members_only": given.get("members_only", False),
    }
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    return poll | (_quiz(given, len(options)) if kind == "quiz" else _no_quiz(given))


def _checked(formatted: Formatted, what: str, longest: int) -> Formatted:
    if not formatted.text:
        raise bad_request(f"{what} must be non-empty")
    if len(formatted.text) > longest:
        raise bad_request(f"{what} length must not exceed {longest}")
    return formatted


def _quiz(given: Mapping[str, Any], options: int) -> dict[str, Any]:
    correct = given.get("correct_option_ids", [])
    if not correct or not set(correct) <= set(range(options)) or correct != sorted(set(correct)):
        raise bad_request("wrong correct option ID specified")
    explanation = read_short_text(given, "explanation", "explanation_")
    if len(explanation.text) > EXPLANATION_LENGTH or explanation.text.count("\n") > EXPLANATION_LINE_FEEDS:
        raise bad_request("MESSAGE_TOO_LONG")
    told = {"correct_option_ids": correct}
    if explanation.text:
        told["explanation"] = explanation.text
        told["explanation_entities"] = entities_json(explanation.text, explanation.entities)
    return told


def _no_quiz(given: Mapping[str, Any]) -> dict[str, Any]:
    if given.keys() & {"correct_option_ids", "explanation"}:
        raise bad_request("correct_option_ids and explanation are for quizzes only")
    return {}
