"""A quiz in GIFT, the plain text that Moodle and many other learning environments take in.

The form is that of docs.moodle.org/en/GIFT_format: what would steer it is escaped, and the feedback has the source.
"""

import re
from collections.abc import Iterable

from bot.core.records.model import Texts, in_language
from bot.quiz.records import Estimate, QuizQuestion
from bot.tools.quizzes.grades import full_margin, half_margin

_STEERS = re.compile(r"([~=#{}:\\])")
HALF = "%50%"  # of the points, for an estimate that is not quite right


def as_gift(questions: Iterable[QuizQuestion], language: str) -> str:
    """Return the questions in one language, a blank line between them; an order becomes a matching question."""
    return "\n".join(_written(number, one, language) for number, one in enumerate(questions, start=1))


def _written(number: int, question: QuizQuestion, language: str) -> str:
    lines = [f"// {question.id}", f"::{number:02d} {question.kind}::[plain]{_escaped(question.text, language)} {{"]
    if question.estimate is not None:
        lines.append(_number(question.estimate))
    elif question.is_order:
        lines += [
            f"={_escaped(question.options[place], language)} -> {rank}"
            for rank, place in enumerate(question.right, start=1)
        ]
    else:
        for place, option in enumerate(question.options):
            lines.append(f"{'=' if place in question.right else '~'}{_escaped(option, language)}")
    feedback = " ".join(_escaped(text, language) for text in question.explanation)
    source = _escaped(question.source, language)
    if feedback or source:
        lines.append(f"####{feedback}{f' ({source})' if source else ''}")
    return "\n".join([*lines, "}", ""])


def _number(estimate: Estimate) -> str:
    value = format(estimate.value, "f")
    full, half = (format(margin, "f") for margin in (full_margin(estimate), half_margin(estimate)))
    return f"#\n={value}:{full}\n={HALF}{value}:{half}"


def _escaped(texts: Texts, language: str) -> str:
    return _STEERS.sub(r"\\\1", " ".join(in_language(texts, language, "").split()))
