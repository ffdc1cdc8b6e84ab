"""`vraagbaak eval --sets`: each question file as it is meant, one line for each, and whether its limits are kept."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.records.model import KnowledgeBase
from bot.kb.fact_files import find_fact_files, with_facts_of
from bot.texts import notation_of
from bot.tools.asking import Replier, ask
from bot.tools.columns import columns
from bot.tools.evaluate import show_problems, with_progress
from bot.tools.question_sets import PathText, QuestionFile, QuestionSet, find_unknown_facts, read_question_sets
from bot.tools.questions import Case, read_question_files
from bot.tools.report import as_counts_object
from bot.tools.tally import Counts, count
from bot.tools.workbench_texts import Texts

Build = Callable[[KnowledgeBase], Replier]
"""Makes the assistant on a knowledge base."""

HEADINGS = (
    "sets_set", "sets_file", "sets_asked", "sets_right", "sets_least", "sets_answerable", "sets_answerable_right",
    "sets_unanswerable", "sets_false", "sets_most", "sets_verdict",
)  # fmt: skip
NUMBERS = range(HEADINGS.index("sets_asked"), HEADINGS.index("sets_verdict"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came out for one question file."""

    of: QuestionSet
    file: QuestionFile
    counts: Counts

    @property
    def has_too_few_right(self) -> bool:
        """Whether less is right than its limit says."""
        return self.file.least_right is not None and self.counts.right_percent < self.file.least_right

    @property
    def has_too_many_false(self) -> bool:
        """Whether more gets an answer that has none than its limit says."""
        return self.file.most_false is not None and self.counts.false_percent > self.file.most_false

    @property
    def keeps_limits(self) -> bool:
        return not (self.has_too_few_right or self.has_too_many_false)


def run_sets(
    path: PathText,
    knowledge: KnowledgeBase,
    build: Build,
    texts: Texts,
    as_of: date,
    *,
    as_json: bool = False,
    show_progress: bool = False,
) -> tuple[str, int]:
    """Return the report and the exit code: 1 where a file does not keep its limits, 2 for faulty files.

    Args:
        path: The file that says how each question file is meant.
        knowledge: The whole knowledge base, with all its labels.
        build: Makes the assistant on it, or on a part of its facts.
        texts: In the language of the reader.
        as_of: The day of asking of sets that name none.
        as_json: Return one JSON object.
        show_progress: Draw on standard error how far each file is.
    """
    sets, faults = read_question_sets(path)
    problems = [*faults, *find_unknown_facts(sets, find_fact_files(knowledge))]
    cases: dict[str, tuple[Case, ...]] = {}
    for file in [file for one in sets for file in one.files]:
        if file.path not in cases:
            cases[file.path], wrong = read_question_files([file.path])
            problems.extend(wrong)
    if problems:
        return show_problems(problems, as_json), 2
    measured = list(_measure(sets, cases, knowledge, build, as_of, show_progress))
    shown = as_json_text(measured) if as_json else as_plain_text(measured, texts)
    return shown, 0 if all(one.keeps_limits for one in measured) else 1


def _measure(
    sets: Iterable[QuestionSet],
    cases: dict[str, tuple[Case, ...]],
    knowledge: KnowledgeBase,
    build: Build,
    as_of: date,
    show_progress: bool,
) -> Iterator[Measured]:
    built: dict[tuple[str, ...], Replier] = {}
    for one in sets:
        if one.facts not in built:
            built[one.facts] = build(with_facts_of(knowledge, one.facts) if one.facts else knowledge)
        for file in one.files:
            own = with_progress(cases[file.path]) if show_progress else cases[file.path]
            judged = (found for case in own for found in ask(case, built[one.facts], one.as_of or as_of))
            yield Measured(of=one, file=file, counts=count(judged))


def as_json_text(measured: Sequence[Measured]) -> str:
    """Return all of it as one JSON object."""
    return json.dumps({"files": [_object(one) for one in measured]}, ensure_ascii=False)


def _object(one: Measured) -> dict[str, object]:
    return {
        "set": one.of.name,
        "file": one.file.path,
        "facts": list(one.of.facts),
        "as_of": one.of.as_of.isoformat() if one.of.as_of else None,
        "least_right": one.file.least_right,
        "most_false": one.file.most_false,
        "keeps_limits": one.keeps_limits,
        **as_counts_object(one.counts),
    }


def as_plain_text(measured: Sequence[Measured], texts: Texts) -> str:
    """Return a table with a line for each file, and in one sentence how many keep their limits."""
    lines = columns([texts(name) for name in HEADINGS], [_row(one, texts) for one in measured], numbers=NUMBERS)
    kept = sum(one.keeps_limits for one in measured)
    closing = "sets_kept" if kept == len(measured) else "sets_not_kept"
    return "\n".join([*lines, "", texts(closing, kept=kept, broken=len(measured) - kept, files=len(measured))])


def _row(one: Measured, texts: Texts) -> list[str]:
    counts, mark = one.counts, notation_of(texts.language)[-2]

    def shown(value: float | None, of: int = 1) -> str:
        """Return a percentage; nothing where there is none, or nothing that it could be of."""
        return "" if value is None or not of else f"{value:.1f}".replace(".", mark)

    found = (("sets_few", one.has_too_few_right), ("sets_many", one.has_too_many_false))
    return [
        one.of.name,
        one.file.name,
        str(counts.asked),
        shown(counts.right_percent),
        shown(one.file.least_right),
        str(counts.answerable),
        shown(counts.answerable_percent, counts.answerable),
        str(counts.unanswerable),
        shown(counts.false_percent, counts.unanswerable),
        shown(one.file.most_false),
        ", ".join(texts(name) for name, holds in found if holds) or texts("sets_good"),
    ]
