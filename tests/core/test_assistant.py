"""The assistant: one message and the conversation so far in, one answer and the conversation after it out."""

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, FactUse, KnowledgeBase, Question
from bot.core.words.compiled import compile_tables
from tests.asking import ask
from tests.core.small import FACTS, knowledge_of

FARMERS = "What share of libraries works with farmers?"
SHORT = "The share with farmers?"
MEMBERS = "Hoeveel leden hebben bibliotheken?"


def chat(assistant: Assistant, *texts: str, language: str | None = None) -> list[Answer]:
    """Return the answers to the messages of one conversation."""
    dialogue, answers = Dialogue(), []
    for text in texts:
        answer, dialogue = assistant.reply(Question(text, language), dialogue)
        answers.append(answer)
    return answers


def told(answer: Answer) -> list[str]:
    """Return the ids of the facts of an answer, each once."""
    return list(dict.fromkeys(use.id for use in answer.facts))


# --- kinds of answers


@pytest.mark.parametrize(("text", "kind", "facts", "missing"), [
    pytest.param(FARMERS, "answer", ["farmers-share"], (), id="a figure"),
    pytest.param("Why do libraries cooperate?", "answer", ["reasons"], (), id="a claim"),
    pytest.param("Which bookshops take part?", "answer", ["bookshop-list"], (), id="a list"),
    pytest.param(
        "What share of libraries worked with farmers in 2030?", "nearby", ["farmers-share"], ("period",),
        id="another period",
    ),
    pytest.param(
        "What share of libraries in snorsel works with farmers?", "nearby", ["farmers-share"], ("place",),
        id="another place",
    ),
    pytest.param("What share of libraries works with schools?", "clarify", [], (), id="two facts"),
    pytest.param("What share of libraries works with hospitals?", "abstain", [], ("measure", "partner"), id="nothing"),
    pytest.param("What is the weather?", "abstain", [], ("word",), id="another subject"),
    pytest.param("Hello!", "smalltalk", [], (), id="a greeting"),
    pytest.param("What can you do?", "help", [], (), id="help"),
    pytest.param(" \n", "help", [], (), id="nothing typed"),
    pytest.param("?!", "help", [], (), id="no words"),
])  # fmt: skip
def test_the_kinds_of_answers(
    text: str, kind: str, facts: list[str], missing: tuple[str, ...], small_assistant: Assistant
) -> None:
    """What is known is told, what is near is offered, and the rest is admitted."""
    answer = ask(small_assistant, text, "en")
    assert (answer.kind, told(answer), answer.missing) == (kind, facts, missing)


def test_a_figure_for_machines(small_assistant: Assistant) -> None:
    """Each row that is told, with unit, period and population; the newest first."""
    newest = FactUse(
        id="farmers-share", measure="cooperating-share", value=Decimal(35), unit="percent", period="2018",
        period_kind="year", population="libraries",
    )  # fmt: skip
    assert ask(small_assistant, FARMERS).facts == (newest, replace(newest, value=Decimal(40), period="2017"))


def test_a_claim_for_machines(small_assistant: Assistant) -> None:
    """Without a value there is no unit either."""
    (use,) = ask(small_assistant, "Why do libraries cooperate?").facts
    assert (use.value, use.unit, use.period, use.period_kind) == (None, None, None, None)


def test_only_the_row_that_was_asked_for_is_told(small_assistant: Assistant) -> None:
    """Who names a year gets that of the year."""
    answer = ask(small_assistant, "What share of libraries worked with farmers in 2017?", "en")
    assert [(use.value, use.period) for use in answer.facts] == [(Decimal(40), "2017")]


def test_an_offer_first_says_what_is_missing(small_assistant: Assistant) -> None:
    """Then what is known, with its own period."""
    answer = ask(small_assistant, "What share of libraries worked with farmers in 2030?", "en")
    assert [line.text for line in answer.lines][:3] == [
        "Nothing for 2030.", "I do know:", "2018: 35% of libraries worked with farmers.",
    ]  # fmt: skip


def test_an_abstention_names_what_nobody_knows(small_assistant: Assistant) -> None:
    """And says what can be asked; each of these is answered."""
    answer = ask(small_assistant, "What share of libraries works with jellyfish?", "en")
    assert answer.lines[0].text == "Nothing about jellyfish."
    assert len(answer.suggestions) == 3
    assert {ask(small_assistant, text, "en").kind for text in answer.suggestions} == {"answer"}


def test_help_shows_questions_that_are_answered(small_assistant: Assistant) -> None:
    """Whoever tries one gets a figure."""
    answer = ask(small_assistant, "help", "en")
    assert len(answer.suggestions) == 3
    assert all(ask(small_assistant, text, "en").kind == "answer" for text in answer.suggestions)


def test_related_facts_are_suggested(small_assistant: Assistant) -> None:
    """As questions that can be asked next."""
    answer = ask(small_assistant, "What share of libraries works with primary schools?", "en")
    assert answer.suggestions == ("Why do libraries cooperate?",)


def test_the_explanation_says_why(small_assistant: Assistant) -> None:
    """How each word was read, which facts came near, and what decided."""
    answer = ask(small_assistant, "What share of libraries works with farmers in 2030?", "en")
    reasons = answer.explanation
    assert ("2030", "period") in {(reading.words, reading.how) for reading in reasons.readings}
    assert reasons.candidates[0][0] == "farmers-share"
    assert reasons.candidates[0][2] == ("period",)
    assert "2030" in reasons.decided
    assert answer.score == reasons.candidates[0][1]


# --- conversations


@pytest.mark.parametrize(("texts", "kind", "facts"), [
    pytest.param([FARMERS, "And primary schools?"], "answer", ["primary-share"], id="another partner"),
    pytest.param([SHORT, "And in 2017?"], "answer", ["farmers-share"], id="another period"),
    pytest.param([FARMERS, "And in 2030?"], "nearby", ["farmers-share"], id="a period without figures"),
    pytest.param([FARMERS, "And hospitals?"], "abstain", [], id="a partner without figures"),
    pytest.param(
        [FARMERS, "And in 2030?", "And primary schools in 2018?"], "nearby", ["primary-share"], id="two follow-ups"
    ),
    pytest.param([FARMERS, "What is the source?"], "answer", ["farmers-share"], id="the source"),
    pytest.param([FARMERS, "Which year?"], "answer", ["farmers-share"], id="the year"),
    pytest.param([FARMERS, "Who was counted?"], "answer", ["farmers-share"], id="the population"),
    pytest.param([FARMERS, "Tell me more"], "answer", ["farmers-share"], id="more"),
    pytest.param([FARMERS, "How many more?"], "answer", ["farmers-share-growth", "farmers-share"], id="the difference"),
    pytest.param(
        [FARMERS, "How many more?", "What is the source?"], "answer", ["farmers-share"], id="the source of a difference"
    ),
    pytest.param([FARMERS, "Which bookshops take part?"], "answer", ["bookshop-list"], id="a new question"),
    pytest.param(["And in 2017?"], "abstain", [], id="a follow-up of nothing"),
    pytest.param(["What is the source?"], "abstain", [], id="the source of nothing"),
])  # fmt: skip
def test_conversations(texts: list[str], kind: str, facts: list[str], small_assistant: Assistant) -> None:
    """The last answer of each leans on what was said, and on no more than that."""
    answer = chat(small_assistant, *texts, language="en")[-1]
    assert (answer.kind, told(answer)) == (kind, facts)


def test_what_was_carried_stands_in_front_where_the_answer_does_not_show_it(assistant: Assistant) -> None:
    """The user sees what the answer takes for granted, and nothing that it says itself."""
    plain = chat(assistant, MEMBERS, "en in 2017?", language="nl")[-1].lines
    strange = chat(assistant, MEMBERS, "en imkers?", language="nl")[-1].lines
    assert "carried" not in [line.role for line in plain]
    assert (strange[0].role, strange[0].text) == ("carried", "Nog over leden:")


def test_the_year_of_a_figure_without_one_is_only_nearby(small_assistant: Assistant) -> None:
    """The year in the name of its source is not given instead."""
    answer = chat(small_assistant, "What share of libraries works with primary schools?", "Which year?", language="en")[
        -1
    ]
    assert (answer.kind, answer.missing, answer.lines[0].text) == ("nearby", ("period",), "Period unknown.")


def test_no_difference_from_one_period(small_assistant: Assistant) -> None:
    """The figure that there is, is offered."""
    texts = ("What share of libraries works with secondary schools?", "How many more?")
    answer = chat(small_assistant, *texts, language="en")[-1]
    assert (answer.kind, answer.missing) == ("nearby", ("period",))
    assert [line.text for line in answer.lines][:2] == [
        "One period only.", "School year 2017-2018: 80.0% of libraries worked with secondary schools.",
    ]  # fmt: skip


@pytest.mark.parametrize(("seconds", "kind"), [
    pytest.param(600.0, "answer", id="ten minutes"), pytest.param(601.0, "abstain", id="longer"),
    pytest.param(None, "answer", id="no clock"),
])  # fmt: skip
def test_a_conversation_fades(seconds: float | None, kind: str, small_assistant: Assistant) -> None:
    """After ten minutes nobody remembers what "and in 2017?" was about, but still in which language."""
    _, dialogue = small_assistant.reply(Question(SHORT, asked_at=50.0), Dialogue())
    later = None if seconds is None else 50.0 + seconds
    answer, after = small_assistant.reply(Question("2017?", asked_at=later), dialogue)
    assert (answer.kind, answer.language) == (kind, "en")
    assert after.asked_at == later


def test_an_abstention_keeps_the_fact_told_last(small_assistant: Assistant) -> None:
    """Who mistypes once can go on."""
    answers = chat(
        small_assistant, FARMERS, "What share of libraries works with hospitals?", "What is the source?", language="en"
    )
    assert [answer.kind for answer in answers] == ["answer", "abstain", "answer"]
    assert told(answers[-1]) == ["farmers-share"]


@pytest.mark.parametrize(("first", "second"), [
    ("Hoeveel bibliotheken werken samen met bedrijven?", "Waarom werken bibliotheken samen?"),
    ("Hoeveel bibliotheken werken samen met bedrijven?", "Hoeveel partners heeft een bibliotheek gemiddeld?"),
    ("Met hoeveel vo-vestigingen werken bibliotheken samen?", "Hoeveel bibliotheken delen een gebouw?"),
    ("How many libraries work with primary schools?", "What share of libraries works with secondary schools?"),
])  # fmt: skip
def test_a_complete_real_question_inherits_nothing(first: str, second: str, article_assistant: Assistant) -> None:
    """It is answered as if nothing had been said before."""
    assert chat(article_assistant, first, second)[-1].lines == ask(article_assistant, second).lines


# --- pure


CONVERSATION = (
    FARMERS,
    "And in 2017?",
    "How many more?",
    "What share of libraries works with schools?",
    "1",
    "thanks",
    "?",
)


def test_the_same_question_gives_the_same_answer(small_assistant: Assistant, small: KnowledgeBase) -> None:
    """Twice from one assistant, and from another one with the same knowledge."""
    first = chat(small_assistant, *CONVERSATION)
    assert chat(small_assistant, *CONVERSATION) == first
    assert chat(Assistant(small, tables=compile_tables(small)), *CONVERSATION) == first


def test_the_dialogue_that_was_passed_in_stays_as_it_was(small_assistant: Assistant) -> None:
    """Whoever keeps it may use it again: two follow-ups of one answer do not meet."""
    _, before = small_assistant.reply(Question(FARMERS), Dialogue())
    kept = replace(before)
    one, _ = small_assistant.reply(Question("And in 2017?"), before)
    other, _ = small_assistant.reply(Question("And primary schools?"), before)
    assert before == kept
    assert (told(one), told(other)) == (["farmers-share"], ["primary-share"])
    with pytest.raises(FrozenInstanceError):
        before.facts = ()  # type: ignore[misc]


@pytest.mark.parametrize("text", ["Aa-" * 660, "farmers " * 250, "hoeveel 2018 " * 150, "q" * 2000, "26% " * 500])
def test_a_conversation_stays_small(text: str, small_assistant: Assistant) -> None:
    """However long its messages are and however many there were; what counts is what was said last."""
    dialogue = Dialogue()
    for turn in range(6):
        _, dialogue = small_assistant.reply(Question(text if turn % 2 else f"en {text}"), dialogue)
    assert len(repr(dialogue)) < 20_000
    answer, _ = small_assistant.reply(Question("Hoeveel procent van de bibliotheken werkt met boeren?"), dialogue)
    assert answer.kind == "answer"


def test_conversations_are_not_shared(small_assistant: Assistant) -> None:
    """Turn by turn, two chats get what each would get by itself."""
    mine, yours = Dialogue(), Dialogue()
    answers: list[tuple[Answer, Answer]] = []
    others = ("Hoeveel procent van de bibliotheken werkt samen met middelbare scholen?", "wat is de bron", "bedankt")
    for my_text, your_text in zip(CONVERSATION, others, strict=False):
        my_answer, mine = small_assistant.reply(Question(my_text), mine)
        your_answer, yours = small_assistant.reply(Question(your_text), yours)
        answers.append((my_answer, your_answer))
    assert [mine for mine, _ in answers] == chat(small_assistant, *CONVERSATION)[: len(others)]
    assert [yours for _, yours in answers] == chat(small_assistant, *others)


def test_the_order_of_the_facts_does_not_matter(small: KnowledgeBase) -> None:
    """Files may be read in any order; only what fills up suggestions goes by it."""
    other = Assistant(knowledge_of(reversed(FACTS)))
    for text in (*CONVERSATION, "Why do libraries cooperate?"):
        one, another = ask(Assistant(small), text, "en"), ask(other, text, "en")
        assert (one.kind, one.facts, one.choices, one.score) == (
            another.kind,
            another.facts,
            another.choices,
            another.score,
        )


@pytest.mark.parametrize("text", [
    pytest.param("bieb " * 3000, id="long"),
    pytest.param("?" * 3000, id="marks"),
    pytest.param("a" * 3000, id="one word"),
    pytest.param("17/18 " * 500, id="periods"), pytest.param("\ud800\x00\u202e", id="broken characters"),
    pytest.param("{value} {0} %s", id="fields"), pytest.param("<b>&amp;</b>", id="markup"),
    pytest.param("9" * 500, id="digits"), pytest.param("{", id="half a field"), pytest.param("1. 2. 3.", id="a list"),
])  # fmt: skip
def test_any_message_is_answered(text: str, small_assistant: Assistant) -> None:
    """Whatever is typed, there is an answer with at least one line, and no claim to know."""
    answer = ask(small_assistant, text)
    assert answer.kind in ("abstain", "help", "clarify", "nearby")
    assert answer.lines


def test_an_empty_knowledge_base_abstains() -> None:
    """Whoever starts one gets an answer before there are facts."""
    answer = ask(Assistant(knowledge_of(())), FARMERS, "en")
    assert (answer.kind, answer.suggestions) == ("abstain", ())
