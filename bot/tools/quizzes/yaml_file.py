"""A quiz as a YAML file: to edit, to add questions of one's own, and to use again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from bot.core.records.model import KnowledgeBase, Position, Texts
from bot.kb.fields import Fields
from bot.kb.nodes import KeyNode, ListNode, RecordNode, TextNode
from bot.kb.problems import Faults, Problem
from bot.kb.styling import item_lines, key_lines
from bot.kb.yaml_text import parse_yaml
from bot.quiz.check import find_faults
from bot.quiz.records import MADE_KINDS, Estimate, Kind, QuizQuestion

KEYS = (
    "id", "kind", "text", "options", "right", "answer", "least", "most", "step", "share", "shown", "unit",
    "about", "explanation", "source", "chart",
)  # fmt: skip
LISTS = ("options", "explanation")
PLAIN = ("right", "answer", "least", "most", "step", "share")  # numbers, and yes or no, that need no quotation marks
OWN: Kind = "own"
AT = "@"  # between a fact and the period of the figure that is asked for
MOST_BYTES = 2_000_000  # of a file: some thousands of questions
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ReadQuiz:
    """A quiz out of a file, and what is wrong with it."""

    questions: tuple[QuizQuestion, ...]
    problems: tuple[Problem, ...]


def as_yaml(questions: Iterable[QuizQuestion], head: str, code: str) -> str:
    """Return a quiz as the text of a file.

    Args:
        questions: The questions.
        head: A line for whoever opens the file.
        code: From which the same quiz is made again.
    """
    lines = [f"# {head}", *key_lines("code", code, 0), "questions:"]
    for question in questions:
        block = [line for key, value in _record(question).items() for line in _lines(key, value)]
        lines += ["", "  - " + block[0].lstrip(), *block[1:]]
    return "\n".join(lines) + "\n"


def _lines(key: str, value: object) -> list[str]:
    """Return a key of a question with its value; each option and each language stands on a line of its own."""
    if key in LISTS and isinstance(value, list):
        return [f"    {key}:", *(line for each in value for line in item_lines(each, 6, 8))]
    return [f"    {key}: {value}"] if key in PLAIN else key_lines(key, value, 4)


def _record(question: QuizQuestion) -> Mapping[str, object]:
    record: dict[str, object] = {"id": question.id, "kind": question.kind, "text": question.text}
    estimate = question.estimate
    if estimate is None:
        record["options"] = _each_on_its_own(question.options)
        right = ", ".join(str(place + 1) for place in question.right)
        record["right"] = f"[{right}]" if question.is_order else right
    else:
        record |= {
            "answer": format(estimate.value, "f"),
            "least": format(estimate.least, "f"),
            "most": format(estimate.most, "f"),
            "step": format(estimate.step, "f"),
            "share": "true" if estimate.is_share else "false",
            "shown": estimate.shown,
            "unit": estimate.unit,
        }
    if question.facts:
        record["about"] = _about(question)
    for name, value in (("explanation", _each_on_its_own(question.explanation)), ("source", question.source)):
        if value:
            record[name] = value
    return record | ({"chart": question.chart} if question.chart else {})


def _about(question: QuizQuestion) -> list[str]:
    """Return each fact with the period that is asked for: "visits-count@2022"."""
    facts = question.facts * len(question.periods) if len(question.facts) == 1 else question.facts
    return [f"{fact}{AT}{period or ''}" for fact, period in zip(facts, question.periods, strict=True)]


def _each_on_its_own(texts: Iterable[Texts]) -> list[object]:
    """Return options as plain texts where they are the same in every language, as figures often are."""
    return [next(iter(text.values())) if len(set(text.values())) == 1 else dict(text) for text in texts]


def read_yaml(content: bytes, path: str, knowledge: KnowledgeBase) -> ReadQuiz:
    """Return the questions of a file, and every problem: of its form, and of what it says of the facts."""
    faults = Faults(path)
    if len(content) > MOST_BYTES:
        faults.add(1, "too-large", "The file is larger than a quiz can be.", "Divide it into several.")
        return ReadQuiz((), tuple(faults.found))
    node, _ = parse_yaml(content, faults)
    if not isinstance(node, RecordNode) or "questions" not in node.keys:
        faults.add(1, "schema", "There is no list of questions.", 'Begin with "questions:".')
        return ReadQuiz((), tuple(faults.found))
    fields = Fields(node, "quiz", faults)
    fields.refuse_unknown(("code", "questions"))
    found: list[QuizQuestion] = []
    for number, record in enumerate(fields.records("questions"), start=1):
        record.name = f"question {number}"
        question = _Reader(record, tuple(knowledge.languages)).question(number)
        found.append(question)
        for fault in find_faults(question, knowledge):
            what = f"question {number}: {fault.what}"
            faults.found.append(Problem(Position(path, record.node.line), fault.rule, what, fault.mend))
    return ReadQuiz(tuple(found), tuple(faults.found))


class _Reader:
    """Reads one question."""

    def __init__(self, fields: Fields, languages: Sequence[str]) -> None:
        self._fields = fields
        self._languages = languages

    def question(self, number: int) -> QuizQuestion:
        fields = self._fields
        fields.refuse_unknown(KEYS)
        fields.require("text", "Write the question behind text:.")
        kind = cast(Kind, fields.choice("kind", (*MADE_KINDS, OWN)) or OWN) if fields.has("kind") else OWN
        about = [one.partition(AT) for one in (fields.identifiers("about") if fields.has("about") else ())]
        return QuizQuestion(
            id=(fields.text("id") if fields.has("id") else None) or f"own:{number}",
            kind=kind,
            text=self._said("text"),
            options=self._several("options"),
            right=self._right(),
            estimate=self._estimate() if fields.has("answer") else None,
            facts=tuple(dict.fromkeys(fact for fact, _, _ in about)),
            periods=tuple(period or None for _, _, period in about),
            explanation=self._several("explanation"),
            source=self._said("source"),
            chart=fields.identifier("chart") if fields.has("chart") else None,
        )

    def _said(self, key: str) -> Texts:
        """Return a text per language; a plain text is the same in all."""
        node = self._fields.node.keys.get(key)
        if node is None:
            return {}
        if isinstance(node.value, TextNode):
            text = self._fields.text(key)
            return dict.fromkeys(self._languages, text) if text else {}
        return self._fields.texts(key)

    def _several(self, key: str) -> tuple[Texts, ...]:
        node = self._fields.value(key) if self._fields.has(key) else None
        items = node.items if isinstance(node, ListNode) else (node,) if node is not None else ()
        found = []
        for item in items:
            inner = Fields(
                RecordNode({key: KeyNode(item.line, item)}, item.line), self._fields.name, self._fields.faults
            )
            found.append(_Reader(inner, self._languages)._said(key))
        return tuple(found)

    def _right(self) -> tuple[int, ...]:
        given = self._fields.list_of_texts("right") if self._fields.has("right") else ()
        return tuple(int(one) - 1 if one.isascii() and one.isdigit() else -1 for one in given)

    def _estimate(self) -> Estimate | None:
        fields = self._fields
        value = fields.number("answer")
        if value is None:
            return None
        is_share = fields.yes_or_no("share", default=False) if fields.has("share") else False
        least = fields.number("least") if fields.has("least") else None
        most = fields.number("most") if fields.has("most") else None
        step = fields.number("step") if fields.has("step") else None
        plain = dict.fromkeys(self._languages, format(value, "f"))
        return Estimate(
            value=value,
            least=Decimal(0) if least is None else least,
            most=(HUNDRED if is_share else 2 * value) if most is None else most,
            step=Decimal(1) if step is None else step,
            is_share=is_share,
            shown=self._said("shown") or plain,
            unit=self._said("unit") or dict.fromkeys(self._languages, "{value}"),
        )
