"""`vraagbaak eval`: question files through the assistant, and how often it was right."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bot.kb.problems import Problem, as_text
from bot.kb.problems import as_json as as_object
from bot.tools.asking import Replier, ask
from bot.tools.questions import Case, PathText, read_question_files
from bot.tools.report import as_json_text, as_plain_text
from bot.tools.risk_coverage import Curve
from bot.tools.tally import Summary, summarise

BAR = 30  # characters

Draw = Callable[[Summary, Iterable[Case]], Curve]
"""Traces the risk-coverage curve over the cases and writes the report for people."""


def run(
    files: Sequence[PathText],
    assistant: Replier,
    as_json: bool = False,
    fail_under: float | None = None,
    show_progress: bool = False,
    as_of: date | None = None,
    draw: Draw | None = None,
) -> tuple[str, int]:
    """Return the report and the exit code: 1 where less than `fail_under` percent is right, 2 for faulty files.

    Questions are put as on the day `as_of`, save those that name a day of their own.
    """
    cases, problems = read_question_files(files)
    if problems:
        return show_problems(problems, as_json), 2
    on_terminal = show_progress and sys.stderr.isatty()

    def followed() -> Iterable[Case]:
        return with_progress(cases) if on_terminal else cases

    summary = summarise([judgement for case in followed() for judgement in ask(case, assistant, as_of)])
    curve = draw(summary, followed()) if draw else None
    text = as_json_text(summary, curve) if as_json else as_plain_text(summary, curve)
    return text, 1 if fail_under is not None and summary.right_percent < fail_under else 0


def show_problems(problems: Iterable[Problem], as_json: bool) -> str:
    """Return what is wrong with question files, for people or as one JSON object."""
    if as_json:
        return json.dumps({"problems": [as_object(problem) for problem in problems]})
    return "\n".join(map(as_text, problems))


def with_progress(cases: Sequence[Case]) -> Iterable[Case]:
    """Yield the cases, and draw how far they are in one line on standard error; the line is wiped at the end."""
    shown = -1
    for done, case in enumerate(cases):
        filled = BAR * done // len(cases)
        if filled != shown:
            _draw(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{len(cases)}")
            shown = filled
        yield case
    _draw("\r\x1b[K")


def _draw(line: str) -> None:
    """Write what moves the cursor, which a text that is printed may not do."""
    sys.stderr.buffer.write(line.encode("ascii"))
    sys.stderr.buffer.flush()
