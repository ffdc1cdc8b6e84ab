"""A knowledge base of example questions alone: no concepts, nothing to read a question with."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.ranking.by_examples import ExampleRanker
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import Fact, KnowledgeBase, Language, Question
from bot.core.words.compiled import compile_tables
from bot.core.words.learning import learn
from tests.asking import ask
from tests.core.small import fact, knowledge_of, row


def plain(id_: str, *questions: str) -> Fact:
    """Return a fact that is about nothing, and is known by its questions."""
    return fact(id_, (), row("5"), nl=(), en=questions, say=f"Told of {id_}.", counted=(), covers=(), measure="count")


OPENING = plain(
    "opening", "When does the library open?", "What are the opening hours?", "Is the library open on Sunday?"
)
FINE = plain("fine", "What does a late book cost?", "How high is the fine for a late book?", "Do I pay a fine?")
CARD = plain("card", "How do I get a library card?", "What does a card cost?", "Where do I apply for a card?")
FACTS = (OPENING, FINE, CARD)


@pytest.fixture(scope="module")
def by_examples() -> KnowledgeBase:
    return knowledge_of(FACTS, concepts=())


@pytest.fixture(scope="module")
def examples_only(by_examples: KnowledgeBase) -> Assistant:
    return Assistant(by_examples)


def ranker_of(*facts: Fact) -> ExampleRanker:
    return ExampleRanker(learn(facts), [one.id for one in facts])


@pytest.fixture(scope="module")
def ranker() -> ExampleRanker:
    return ranker_of(*FACTS)


@pytest.mark.parametrize(("text", "best"), [
    pytest.param("opening hours please", "opening", id="in other words"),
    pytest.param("fine for late books", "fine", id="plural"),
    pytest.param("apply for card", "card", id="fewer words"), pytest.param("openign hours", "opening", id="misspelt"),
    pytest.param("OPEN ON SUNDAY", "opening", id="capitals"), pytest.param("library cárd", "card", id="accent"),
])  # fmt: skip
def test_the_most_alike_fact_is_first(text: str, best: str, ranker: ExampleRanker) -> None:
    """Words, pairs of words and letters all count."""
    assert ranker.rank(text)[0][0] == best


def test_every_example_leads_to_its_own_fact(ranker: ExampleRanker) -> None:
    """That is what the vectors were pushed apart for."""
    questions = [(one.id, question) for one in FACTS for question in one.ask["en"]]
    assert [ranker.rank(question)[0][0] for _, question in questions] == [id_ for id_, _ in questions]


def test_scores_are_best_first_and_ties_by_id(ranker: ExampleRanker) -> None:
    """Two runs agree, whatever the order of the letters."""
    ranking = ranker.rank("what does it cost")
    assert list(ranking) == sorted(ranking, key=lambda item: (-item[1], item[0]))
    twins = ranker_of(replace(OPENING, id="b"), replace(OPENING, id="a"))
    assert {id_ for id_, _ in twins.rank("opening hours")} == {"a", "b"}


def test_two_rankers_of_the_same_facts_agree(ranker: ExampleRanker) -> None:
    """Nothing is left to chance in learning."""
    for text in ("opening", "late card", "what does it cost", "xyzzy"):
        assert ranker_of(*FACTS).rank(text) == ranker.rank(text)


@pytest.mark.parametrize("text", ["", "?", "ζζζ", "12345 67890"])
def test_what_shares_nothing_has_no_ranking(text: str, ranker: ExampleRanker) -> None:
    """An unknown word is like no fact."""
    assert ranker.rank(text) == ()


def test_one_fact_by_itself() -> None:
    """With no rival there is nothing to learn."""
    assert [id_ for id_, _ in ranker_of(CARD).rank("a card")] == ["card"]
    assert ranker_of().rank("a card") == ()


def test_a_clear_likeness_answers(examples_only: Assistant) -> None:
    """With all that a figure needs, and the likeness as its score."""
    answer = ask(examples_only, "what are the opening hours", "en")
    assert (answer.kind, answer.facts[0].id, answer.citations[0].key) == ("answer", "opening", "Report, 2020")
    assert answer.lines[0].text == "Told of opening."
    assert answer.score == answer.explanation.candidates[0][1] > 0


@pytest.mark.parametrize("text", ["Where can I buy a trampoline?", "xyzzy", "12345", "Combien coûte un vélo?"])
def test_little_likeness_abstains(text: str, examples_only: Assistant) -> None:
    """Nothing is told, and three questions can be asked instead."""
    answer = ask(examples_only, text, "en")
    assert (answer.kind, answer.facts) == ("abstain", ())
    assert len(answer.suggestions) == 3


def test_two_facts_alike_are_both_offered(by_examples: KnowledgeBase) -> None:
    """Where the lead is small the user chooses, and the choice is told."""
    assistant = Assistant(by_examples, Thresholds(example_score=10, example_lead=101))
    answer, dialogue = assistant.reply(Question("what does a card or a late book cost", "en"), Dialogue())
    assert answer.kind == "clarify"
    assert {choice.fact for choice in answer.choices} >= {"card", "fine"}
    assert dialogue.choices == tuple(choice.fact for choice in answer.choices)
    answer, dialogue = assistant.reply(Question("2", "en"), dialogue)
    assert [use.id for use in answer.facts] == [dialogue.facts[0]]


@pytest.mark.parametrize(("limits", "kind"), [
    pytest.param(Thresholds(example_score=0, example_lead=0), "answer", id="anything is good enough"),
    pytest.param(Thresholds(example_score=0, example_lead=101), "clarify", id="no lead is enough"),
    pytest.param(Thresholds(example_score=101), "abstain", id="nothing is alike enough"),
])  # fmt: skip
def test_the_thresholds_decide(limits: Thresholds, kind: str, by_examples: KnowledgeBase) -> None:
    """Whoever keeps the knowledge can set them."""
    assert ask(Assistant(by_examples, limits), "opening hours", "en").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"), [("hello", "smalltalk"), ("thanks", "smalltalk"), ("help", "help"), ("", "help")]
)
def test_small_talk_without_concepts(text: str, kind: str, examples_only: Assistant) -> None:
    """A greeting is no question here either."""
    assert ask(examples_only, text, "en").kind == kind


def test_the_fact_told_last_is_remembered(examples_only: Assistant) -> None:
    """For a wish to hear it in the other language."""
    _, dialogue = examples_only.reply(Question("opening hours"), Dialogue())
    assert dialogue.facts == ("opening",)
    answer, _ = examples_only.reply(Question("dutch please"), dialogue)
    assert answer.lines[0].text == "NL Told of opening."


def test_a_fact_with_a_subject_ends_it(small: KnowledgeBase) -> None:
    """One fact that says what it is about is enough to read questions."""
    mixed = replace(small, facts={**small.facts, "opening": OPENING})
    answer = ask(Assistant(mixed), "What share of libraries works with jellyfish?", "en")
    assert answer.kind == "abstain"
    assert "partner" in answer.missing


MUSEUMS = fact(
    "museums",
    (),
    row("647", "2021"),
    nl=("hoeveel musea zijn er", "aantal musea", "hoeveel musea telt het land", "welke musea waren er in 1999"),
    en=("how many museums are there", "number of museums"),
    say="Told of museums.",
    counted=(),
    covers=(),
    measure="count",
)


@pytest.fixture(scope="module")
def museums(languages: Mapping[str, Language]) -> Assistant:
    return Assistant(replace(knowledge_of((MUSEUMS, OPENING), concepts=()), languages=languages))


@pytest.mark.parametrize(("text", "kind", "missing"), [
    pytest.param("hoeveel musea zijn er", "answer", (), id="as it is"),
    pytest.param("hoeveel muesa zijn er nou eigenlijk", "answer", (), id="misspelt, with filler words"),
    pytest.param("hoeveel musea waren er in 2021", "answer", (), id="a period of the fact"),
    pytest.param("hoeveel musea waren er in 1999", "answer", (), id="a year of an example question"),
    pytest.param("hoeveel musea waren er in 2020", "nearby", ("period",), id="a year that nothing has"),
    pytest.param("how many museums were there in 2030", "nearby", ("period",), id="a year to come"),
    pytest.param("hoeveel bibliotheken zijn er", "nearby", ("topic",), id="another thing counted"),
    pytest.param("hoeveel dierentuinen zijn er", "nearby", ("topic",), id="and another"),
    pytest.param("hoeveel musea zijn er in Duitsland", "nearby", ("topic",), id="another country"),
    pytest.param("number of castles", "nearby", ("topic",), id="another thing, without a question word"),
])  # fmt: skip
def test_a_year_or_noun_that_no_example_has_is_not_answered(
    text: str, kind: str, missing: tuple[str, ...], museums: Assistant
) -> None:
    """It is said what there is no figure for; the nearest one is only offered."""
    answer = ask(museums, text)
    assert (answer.kind, answer.missing) == (kind, missing)


def test_the_lead_counts_beyond_the_highest_score() -> None:
    """Two facts that are both as like as can be are told apart by how much more than that they are."""

    class Ranker(ExampleRanker):
        def rank(self, text: str) -> tuple[tuple[str, float], ...]:
            return (("card", 1.4), ("fine", 1.1))

    assistant = Assistant(knowledge_of(FACTS, concepts=()))
    assistant._examples = Ranker({}, ())
    answer = ask(assistant, "anything", "en")
    assert (answer.kind, answer.facts[0].id, answer.score) == ("answer", "card", 100)


@pytest.mark.parametrize(("text", "kind"), [
    ("can you help me", "help"), ("please help", "help"), ("help", "help"), ("help me reset my password", "abstain"),
    ("kun je me helpen", "help"), ("kun je me helpen een trampoline te vinden", "abstain"),
])  # fmt: skip
def test_help_inside_a_question_asks_for_no_help(
    text: str, kind: str, by_examples: KnowledgeBase, languages: Mapping[str, Language]
) -> None:
    """Whoever asks to be helped with something wants that, not to hear what can be asked."""
    assert ask(Assistant(replace(by_examples, languages=languages)), text).kind == kind


def test_what_was_learnt_is_kept(by_examples: KnowledgeBase) -> None:
    """Weights as whole numbers, with which the ranking is the same to the fourth decimal."""
    tables = compile_tables(by_examples)
    assert set(tables.learnt) >= {"open", "#ope", "a card"}
    assert Assistant(by_examples, tables=tables)._examples is not None
    with_subjects = replace(by_examples, facts={"one": replace(CARD, id="one", about=(("farmer",),))})
    assert compile_tables(with_subjects).learnt == {}
