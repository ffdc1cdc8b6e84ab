"""Questions that only the reading can refuse, and scenes around questions: what they are made of, and what is false."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.core.records.model import Answer, AnswerKind, FactUse, KnowledgeBase, Line
from bot.tools.probe_report import Probes, as_object, as_text
from bot.tools.reading_parts import WORDS, PartsMaker
from bot.tools.reading_probes import KINDS, WAYS, ReadingQuestion, is_false, make_reading_questions
from bot.tools.reading_probing import probe_reading, probe_scenes
from bot.tools.scenes import SCENES
from tests.running import run

OWN = "secondary-schools-share"


def told(kind: AnswerKind, *facts: tuple[str, int | None], says: str = "x") -> Answer:
    uses = tuple(
        FactUse(
            id=id_, measure=None, value=None if value is None else Decimal(value), unit="count", period=None,
            period_kind=None, population="",
        )
        for id_, value in facts
    )  # fmt: skip
    return Answer(kind=kind, language="nl", lines=(Line("headline", says),), facts=uses, score=50.0)


def question(way: str, anybody: bool) -> ReadingQuestion:
    return ReadingQuestion(text="q", language="nl", fact="own", kind="whole", way=way, anybody=anybody)


@pytest.mark.parametrize(("answer", "way", "anybody", "false"), [
    pytest.param(told("answer", ("other", 5)), "who", True, True, id="any figure"),
    pytest.param(told("answer", ("own", None)), "who", True, False, id="a statement is no figure"),
    pytest.param(told("nearby", ("own", 5)), "why", True, False, id="offered as near"),
    pytest.param(told("answer", ("other", 5)), "share", False, False, id="the figure of the other thing"),
    pytest.param(told("answer", ("own-growth", 5)), "share", False, True, id="its own figure"),
    pytest.param(told("answer", ("other", 5), says="Ja. 5"), "check", False, True, id="a yes"),
    pytest.param(told("answer", ("other", 5), says="Jaarlijks 5"), "check", False, False, id="no yes"),
    pytest.param(told("answer", ("other", 5), says="Nee. 5"), "check", False, False, id="a no of another"),
])  # fmt: skip
def test_what_is_false(answer: Answer, way: str, anybody: bool, false: bool) -> None:
    """A figure given as the answer, and a yes to what nobody said."""
    assert is_false(answer, question(way, anybody)) is false


@pytest.fixture(scope="module")
def made(article_knowledge: KnowledgeBase) -> list[ReadingQuestion]:
    return list(make_reading_questions(article_knowledge, 8, 5))


def test_every_fact_has_questions_of_every_kind_in_both_languages(
    made: list[ReadingQuestion], article_knowledge: KnowledgeBase
) -> None:
    """No text comes twice for a fact, and all that can be told in whole sentences are full in number."""
    assert len({(one.fact, one.kind, one.text) for one in made}) == len(made)
    number = Counter((one.fact, one.kind) for one in made)
    for kind in ("verb", "question word", "whole"):
        short = [id_ for id_ in article_knowledge.facts if number[id_, kind] < 6]
        assert short == []
    assert {(one.kind, one.way) for one in made} == {(kind, way) for kind in KINDS for way in WAYS[kind]}
    assert {one.language for one in made} == set(WORDS)


def test_no_field_stays_open(made: list[ReadingQuestion]) -> None:
    assert not [one.text for one in made if "{" in one.text or "  " in one.text or one.text[-1] not in "?."]


def test_the_same_seed_gives_the_same_questions(made: list[ReadingQuestion], article_knowledge: KnowledgeBase) -> None:
    """And another seed others."""
    assert list(make_reading_questions(article_knowledge, 8, 5)) == made
    assert list(make_reading_questions(article_knowledge, 8, 6)) != made


@pytest.mark.parametrize("language", WORDS)
def test_no_list_and_no_label_holds_the_verbs(language: str, knowledge: KnowledgeBase) -> None:
    """Else they would be no test of what is not known."""
    known = set(WORDS[language].verbs) - set(PartsMaker(knowledge).unknown_verbs(language))
    assert (len(WORDS[language].verbs), known) == (40, set())


@pytest.mark.parametrize("language", SCENES)
def test_there_are_sixty_sentences_that_ask_nothing(language: str) -> None:
    assert len(set(SCENES[language])) == 60
    assert [one for one in SCENES[language] if not one.endswith(".")] == []


def test_a_slim_knowledge_base_has_no_labels_to_make_questions_of(article_knowledge: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="slim"):
        list(make_reading_questions(replace(article_knowledge, is_slim=True), 1, 1))


def test_a_bot_that_answers_everything_fails(article_knowledge: KnowledgeBase) -> None:
    """With its own figure every time."""
    probes = probe_reading(article_knowledge, lambda text, language: told("answer", (OWN, 92)), 2, 1)
    assert [probe.kind for probe in probes] == list(KINDS)
    assert probes[0].false_percent == 100
    assert not Probes(reading=probes).keep_limits()
    assert f"-> {OWN}" in as_text(Probes(reading=probes))


def test_a_bot_that_hears_the_stories_fails(article_knowledge: KnowledgeBase) -> None:
    """It answers whatever is longer than the question, and nothing else."""
    questions = {text for fact in article_knowledge.facts.values() for several in fact.ask.values() for text in several}
    probe = probe_scenes(
        article_knowledge,
        lambda text, language: told("abstain") if text in {*questions, "Huh?"} else told("answer", (OWN, 92)),
        [("Huh?", "nl"), ("Was?", "de")],
        2,
        1,
    )
    assert (probe.asked, probe.changed_percent) == (2 * len(article_knowledge.facts), 100)
    assert (probe.unanswerable, len(probe.answered)) == (2, 2)
    assert not Probes(scenes=probe).keep_limits()
    assert "Huh?" in as_text(Probes(scenes=probe))
    assert as_object(Probes(scenes=probe))["within_limits"] is False


def test_a_bot_that_answers_nothing_keeps_the_limits(article_knowledge: KnowledgeBase) -> None:
    probes = Probes(
        reading=probe_reading(article_knowledge, lambda text, language: told("abstain"), 2, 1),
        scenes=probe_scenes(article_knowledge, lambda text, language: told("abstain"), (), 2, 1),
    )
    assert probes.keep_limits()


def test_the_command(capsys: pytest.CaptureFixture[str], article_folder: object) -> None:
    """It tells each kind and the scenes, with the questions of the files that have no answer."""
    day = date(2026, 11, 24).isoformat()
    _, out, _ = run(
        "eval", "tests/questions/abstain.yaml", "--reading", "1", "--scenes", "1", "--as-of", day,
        "--knowledge", str(article_folder), capsys=capsys,
    )  # fmt: skip
    assert [kind for kind in KINDS if kind not in out] == []
    assert "62 questions without an answer" in out
