"""`vraagbaak bench`: build time, memory and speed of the assistant with knowledge bases of growing size."""

import gc
import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from time import perf_counter
from typing import TypeVar

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, KnowledgeBase, Language, Question
from bot.kb.environment import child_environment, environment
from bot.kb.files import read_files
from bot.kb.identity import introduce
from bot.kb.language_files import LANGUAGES
from bot.kb.languages import read_languages
from bot.tools.damage import hurry
from bot.tools.generate import generate_knowledge

SIZES = (100, 1_000, 10_000, 100_000)
SEED = 2026
QUESTIONS = 200
WARM_UP = 10  # questions before the clock runs
YARDSTICK_WORK = 500_000  # facts that the yardstick may be run over in all; it takes seconds for a single question
FEWEST_YARDSTICK = 10  # questions, however many facts
MEGABYTE = 1024 * 1024

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured with one knowledge base. Shares are 0 to 1, times of one question in milliseconds."""

    facts: int
    texts: int  # labels and example questions
    build_seconds: float  # of the assistant; the records are there already
    records_megabytes: float | None  # None where the system does not tell
    assistant_megabytes: float | None  # on top of the records
    p50: float
    p99: float
    right: float  # answered with the fact that was meant
    ranked_first: float  # the fact that was meant is the first candidate
    yardstick_p50: float
    yardstick_right: float
    yardstick_questions: int
    times_as_fast: float  # than the yardstick, by the medians


@dataclass(frozen=True, slots=True)
class _Asked:
    """A damaged example question and the fact that it belongs to."""

    text: str
    fact: str


def run(sizes: Sequence[int] = SIZES, seed: int = SEED, as_json: bool = False) -> str:
    """Return the report. Each size is measured in a process of its own, so that none inherits another's memory."""
    results = [_in_own_process(measure, size, seed) for size in sizes]
    if as_json:
        return json.dumps({"seed": seed, "sizes": [asdict(result) for result in results]})
    return "\n".join(_report(results, seed))


def _in_own_process(work: Callable[[int, int], Result], size: int, seed: int) -> Result:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    wanted = child_environment(os.environ)
    with environment(wanted), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, size, seed).result()


def measure(size: int, seed: int) -> Measured:
    """Measure one size in this process."""
    before = _resident_bytes()
    knowledge = generate_knowledge(size, seed, read_own_languages())
    with_records = _resident_bytes()
    start = perf_counter()
    assistant = Assistant(knowledge)
    build_seconds = perf_counter() - start
    with_assistant = _resident_bytes()
    asked = _make_questions(knowledge, QUESTIONS, seed)
    answers, times = _time_replies(assistant, asked)
    texts = _collect_texts(knowledge)
    found, yardstick_times = _time_yardstick(list(texts), asked[: max(FEWEST_YARDSTICK, YARDSTICK_WORK // size)])
    return Measured(
        facts=size,
        texts=len(texts),
        build_seconds=build_seconds,
        records_megabytes=_megabytes(before, with_records),
        assistant_megabytes=_megabytes(with_records, with_assistant),
        p50=percentile(times, 50),
        p99=percentile(times, 99),
        right=_share(_is_right(answer, one) for answer, one in zip(answers, asked, strict=True)),
        ranked_first=_share(_is_first(answer, one) for answer, one in zip(answers, asked, strict=True)),
        yardstick_p50=percentile(yardstick_times, 50),
        yardstick_right=_share(one.fact in texts[text] for text, one in zip(found, asked, strict=False)),
        yardstick_questions=len(found),
        times_as_fast=percentile(yardstick_times, 50) / percentile(times, 50),
    )


def read_own_languages() -> Mapping[str, Language]:
    files, _ = read_files(LANGUAGES)
    return introduce(read_languages(files)[0], None, ())


def _make_questions(knowledge: KnowledgeBase, number: int, seed: int) -> list[_Asked]:
    chance = Random(f"{seed} questions")
    facts = chance.choices(list(knowledge.facts.values()), k=number)
    return [_Asked(hurry(chance.choice(fact.ask[chance.choice(list(fact.ask))]), chance), fact.id) for fact in facts]


def _time_replies(assistant: Assistant, asked: Sequence[_Asked]) -> tuple[list[Answer], list[float]]:
    for one in asked[:WARM_UP]:
        assistant.reply(Question(one.text.upper()), Dialogue())
    answers, times = [], []
    for one in asked:
        start = perf_counter()
        answer, _ = assistant.reply(Question(one.text), Dialogue())
        times.append((perf_counter() - start) * 1000)
        answers.append(answer)
    return answers, times


def _time_yardstick(texts: Sequence[str], asked: Sequence[_Asked]) -> tuple[list[str], list[float]]:
    """Return the text that comparing whole sentences finds for each question, and the times."""
    from rapidfuzz.fuzz import (
        WRatio,  # only to compare with; the assistant knows it through bot.core.words.spelling alone
    )
    from rapidfuzz.process import extractOne

    found, times = [], []
    for one in asked:
        start = perf_counter()
        best = extractOne(one.text, texts, scorer=WRatio)
        times.append((perf_counter() - start) * 1000)
        found.append(best[0])
    return found, times


def _collect_texts(knowledge: KnowledgeBase) -> dict[str, set[str]]:
    """Return every label and example question, with the facts that it is a question for."""
    texts: dict[str, set[str]] = {}
    for concept in knowledge.concepts.values():
        for label in (*concept.pref.values(), *(label for several in concept.alt.values() for label in several)):
            texts.setdefault(label, set())
    for fact in knowledge.facts.values():
        for question in (question for several in fact.ask.values() for question in several):
            texts.setdefault(question, set()).add(fact.id)
    return texts


def _is_right(answer: Answer, asked: _Asked) -> bool:
    return answer.kind == "answer" and asked.fact in {use.id for use in answer.facts}


def _is_first(answer: Answer, asked: _Asked) -> bool:
    return [id_ for id_, _, _ in answer.explanation.candidates[:1]] == [asked.fact]


def _share(results: Iterable[bool]) -> float:
    counted = list(results)
    return sum(counted) / len(counted)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent do not exceed (nearest rank); `values` has at least one."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def _resident_bytes() -> int | None:
    """Return the memory in use; None where the system does not tell. The peak will do where there is nothing better."""
    gc.collect()
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _megabytes(before: int | None, after: int | None) -> float | None:
    return None if before is None or after is None else (after - before) / MEGABYTE


# --- the report

HEADING = ("facts", "build s", "records MB", "assistant MB", "p50 ms", "p99 ms", "right", "first", "WRatio ms", "right")


def _report(results: Sequence[Measured], seed: int) -> Iterator[str]:
    yield f"Knowledge bases by seed {seed}; {QUESTIONS} damaged questions each (lower case, a word dropped, two typos)"
    rows = [(*HEADING, "times as fast"), *map(_row, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    yield "right: answered with the fact that was meant; first: it leads the candidates; WRatio: median time and share"
    yield "found of rapidfuzz.process.extractOne(scorer=WRatio) over the same labels and questions"
    if len(results) > 1:
        first, last = results[0], results[-1]
        yield from _growth(next((one for one in results if one.facts == 1_000), first), last)


def _row(one: Measured) -> tuple[str, ...]:
    memory = ("?" if size is None else f"{size:.1f}" for size in (one.records_megabytes, one.assistant_megabytes))
    return (
        *(f"{one.facts:,}", f"{one.build_seconds:.2f}", *memory, f"{one.p50:.2f}", f"{one.p99:.2f}"),
        *(f"{one.right:.0%}", f"{one.ranked_first:.0%}"),
        *(f"{one.yardstick_p50:.2f}", f"{one.yardstick_right:.0%}", f"{one.times_as_fast:.1f}"),
    )


def _growth(first: Measured, last: Measured) -> Iterator[str]:
    if first is not last:
        yield f"p50 at {last.facts:,} facts is {last.p50 / first.p50:.1f} times that at {first.facts:,}"
