"""Links to facts, topics and languages, and the short ids in them."""

import pytest

from bot.core.records.model import KnowledgeBase
from bot.surfaces.links import Target, address_of, find_id, find_targets, payload_of, read_payload, short_id

STRANGE = "a fact with blanks, and far too long " * 3


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("forced", [False, True])
def test_every_target_is_found_again(knowledge: KnowledgeBase, language: str, forced: bool) -> None:
    """And its payload is one that Telegram takes: at most 64 of A-Z a-z 0-9 _ -."""
    targets = [target for target, _ in find_targets(knowledge, language, forced=forced)]
    assert {target.kind for target in targets} == {"fact", "topic", "language"}
    for target in targets:
        payload = payload_of(target)
        assert read_payload(payload, knowledge) == target
        assert len(payload) <= 64
        assert payload.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("published", "topic"),
    [
        ("topic-commercial-partner", "commercial-partner"),
        ("topic-oba", "commercial-partner"),
        ("topic-bookshop", "commercial-partner"),
        ("topic-taalhuis", "basic-skills"),
        ("topic-budget-cuts", "cultural-entrepreneurship"),
        ("topic-cooperation", "partner"),
        ("topic-recording", "partner"),
        ("topic-core-function", "partner"),
        ("topic-vocational-education", "education"),
        ("topic-early-childhood", "early-childhood"),
        ("topic-integration", "shared-building"),
    ],
)
def test_a_topic_that_was_one_before_leads_to_the_one_that_has_its_facts(
    knowledge: KnowledgeBase, published: str, topic: str
) -> None:
    """Links that hang on a wall go on working."""
    for language in ("nl", "en"):
        assert read_payload(f"{language}_{published}", knowledge) == Target("topic", topic, language)


@pytest.mark.parametrize("payload", ["", "nothing", "fy", "fy_commercial-partners-share", "topic-nothing", "nl_", "_"])
def test_what_is_not_there_is_not_found(knowledge: KnowledgeBase, payload: str) -> None:
    assert read_payload(payload, knowledge) is None


def test_a_strange_id_has_a_short_one_in_its_place() -> None:
    payload = payload_of(Target("fact", STRANGE, "nl"))
    assert len(payload) <= 64
    assert payload.replace("-", "").replace("_", "").isalnum()
    assert find_id(short_id(STRANGE), ["other", STRANGE]) == STRANGE
    assert find_id(short_id(STRANGE), ["other"]) is None


def test_an_address_names_the_bot() -> None:
    assert address_of("@some_bot", Target("language", "en")) == "https://t.me/some_bot?start=en"
