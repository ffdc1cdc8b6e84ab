"""What holds for every answer, whatever it is about: over all example questions, near misses and unanswerable ones."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.records.model import CALCULATED as GROWTH
from bot.core.records.model import Answer, FactUse, KnowledgeBase
from bot.kb.load import load_knowledge
from tests.asking import ask, examples, first_examples, unanswerable

ROOT = Path(__file__).parents[1]
CALCULATED = {"nl": "berekend", "en": "calculated"}
NEAR = {"nl": " in Glimmerdam?", "en": " in Glimmerdam?"}

TALK = (
    "hoi",
    "dank je wel",
    "wat kun je allemaal",
    "hello there",
    "thanks, bye",
    "what can I ask you?",
    "",
    "Wie bist du?",
)

Variant = Callable[[str], str]


@pytest.fixture(scope="module")
def plain(knowledge: KnowledgeBase, assistant: Assistant) -> dict[str, Answer]:
    """Return the answers to every fifth example question and to unanswerable ones, as they stand in the files."""
    texts = [example.text for example in examples(knowledge)][::5] + [turn.text for turn in unanswerable()]
    return {text: ask(assistant, text) for text in texts}


@pytest.mark.parametrize("vary", [
    pytest.param(str.upper, id="upper case"),
    pytest.param(str.lower, id="lower case"),
    pytest.param(str.swapcase, id="caps lock"),
    pytest.param(lambda text: unicodedata.normalize("NFD", text), id="accents in two characters"),
    pytest.param(
        lambda text: "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)),
        id="no accents",
    ),
    pytest.param(lambda text: text.replace(" ", "  "), id="double spaces"),
    pytest.param(lambda text: f"  {text}\n", id="blanks around it"),
    pytest.param(lambda text: text.replace(" ", "\u00a0"), id="hard spaces"),
    pytest.param(lambda text: text.rstrip(" ?"), id="no question mark"),
    pytest.param(lambda text: text.rstrip(" ?") + "?", id="a question mark"),
    pytest.param(lambda text: text.rstrip(" ?") + " ??", id="two question marks"),
])  # fmt: skip
def test_the_writing_never_changes_an_answer(vary: Variant, plain: dict[str, Answer], assistant: Assistant) -> None:
    """Case, accents, spaces and the last question mark say nothing about what is asked."""
    changed = [text for text, answer in plain.items() if content(ask(assistant, vary(text))) != content(answer)]
    assert not changed, "\n".join(changed)


def content(answer: Answer) -> tuple[object, ...]:
    """Return what an answer says, without the words of the question that it may quote."""
    told = tuple(line.text for line in answer.lines if line.role not in ("question", "missing"))
    return answer.kind, answer.language, answer.facts, answer.citations, told if answer.kind == "answer" else ()


def test_every_figure_shown_carries_what_it_means(knowledge: KnowledgeBase, assistant: Assistant) -> None:
    """Whether it answers the question or is offered as something nearby: unit, population, period, source."""
    shown = [(text, answer, use) for text, answer in figures_shown(knowledge, assistant) for use in answer.facts]
    assert {use.id for _, _, use in shown} >= {fact.id for fact in knowledge.facts.values() if fact.kind == "figure"}
    lacking = [f"{text}: {what}" for text, answer, use in shown for what in find_lacking(answer, use, knowledge)]
    assert not lacking, "\n".join(lacking)


def figures_shown(knowledge: KnowledgeBase, assistant: Assistant) -> Iterator[tuple[str, Answer]]:
    """Yield the first example questions, and the same about a place that does not exist, that show a figure."""
    for example in first_examples(knowledge):
        for text in (example.text, example.text.rstrip(" ?") + NEAR[example.language]):
            answer = ask(assistant, text)
            if any(use.value is not None for use in answer.facts):
                yield text, answer


def find_lacking(answer: Answer, use: FactUse, knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield what a figure is shown without."""
    if use.value is None:
        return
    text = "\n".join(line.text for line in answer.lines)
    if use.unit is None:
        yield f"unit of {use.id}"
    fact, composer = knowledge.facts[use.id.removesuffix(GROWTH)], Composer(knowledge, answer.language)
    shown = composer.value(abs(use.value), fact, use.unit)
    if (shown.removesuffix("%") if use.id.endswith(GROWTH) else shown) not in text:
        yield "value as the language writes it"
    if not use.population or use.population not in text:
        yield "population"
    periods = use.period.split(" – ") if use.period else [knowledge.languages[answer.language].phrases["no_period"]]
    if not all(period.casefold() in text.casefold() or composer.period(period) in text for period in periods):
        yield "period, or that there is none"
    sources = {knowledge.sources[id_].cited_as for row in fact.rows for id_ in row.sources}
    keys = {citation.key for citation in answer.citations}
    if not keys & sources or not all(key in text for key in keys):
        yield "source"
    if use.id.endswith(GROWTH) and CALCULATED[answer.language] not in text:
        yield "that it was calculated"


def test_what_is_nearby_comes_after_what_is_missing(knowledge: KnowledgeBase, assistant: Assistant) -> None:
    """An offer never looks like the answer: it first says what there is no figure for, and machines are told it too."""
    asked = [turn.text for turn in unanswerable()]
    asked += [example.text.rstrip(" ?") + NEAR[example.language] for example in first_examples(knowledge)]
    nearby = [(text, answer) for text in asked if (answer := ask(assistant, text)).kind == "nearby"]
    assert len(nearby) > 50
    wrong = [text for text, answer in nearby if not answer.missing or not opens_with_missing(answer)]
    assert not wrong, "\n".join(wrong)


def opens_with_missing(answer: Answer) -> bool:
    roles = [line.role for line in answer.lines if line.role not in ("question", "carried")]
    return roles[:1] == ["missing"]


def test_each_abstention_says_what_can_be_asked(assistant: Assistant) -> None:
    """Nobody is left with a bare no: there are suggestions, they are shown, and each of them gets an answer."""
    answers = [(turn.text, ask(assistant, turn.text)) for turn in unanswerable()]
    abstained = [(text, answer) for text, answer in answers if answer.kind == "abstain"]
    assert abstained
    for text, answer in abstained:
        shown = {line.text for line in answer.lines}
        assert 1 <= len(answer.suggestions) <= 3, text
        assert shown.issuperset(answer.suggestions), text
        assert {ask(assistant, suggestion).kind for suggestion in answer.suggestions} == {"answer"}, text


def test_a_second_time_gives_the_same(plain: dict[str, Answer], assistant: Assistant) -> None:
    """Nothing is kept between questions: asked once more, and in another order, every answer is the same."""
    assert {text: ask(assistant, text) for text in reversed(plain)} == plain


def test_the_compiled_copy_gives_the_same(
    plain: dict[str, Answer], assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first start reads the YAML files; every later one answers from the copy."""
    monkeypatch.setenv("VRAAGBAAK_CACHE_DIR", str(tmp_path))
    load_knowledge(ROOT / "knowledge")
    copied = load_knowledge(ROOT / "knowledge")
    assert copied.knowledge is not None
    other = Assistant(copied.knowledge, tables=copied.tables)
    expected = plain | {text: ask(assistant, text) for text in TALK}
    different = [text for text, answer in expected.items() if ask(other, text) != answer]
    assert not different, "\n".join(different)


SCRIPT = """
import sys
from bot.core.assistant import Assistant
from bot.kb.load import load_knowledge
from tests.asking import ask, examples, unanswerable
knowledge = load_knowledge("knowledge", use_cache=False).knowledge
assistant = Assistant(knowledge)
texts = [example.text for example in examples(knowledge)] + [turn.text for turn in unanswerable()]
sys.stdout.buffer.write("\\n".join(repr(ask(assistant, text)) for text in texts).encode())
"""


def test_another_process_gives_the_same() -> None:
    """The order in which Python happens to keep its sets differs per process, and must not show in an answer."""
    first, second = (run_with_hash_seed(seed) for seed in ("1", "2"))
    assert len(first) > 100
    different = [f"{one}\n{two}" for one, two in zip(first, second, strict=True) if one != two]
    assert not different, different[0]


def run_with_hash_seed(seed: str) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode().split("\n")
