"""A quiz as Moodle XML (docs.moodle.org/en/Moodle_XML_format): options in their order, the source as feedback."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bot.core.records.model import Texts, in_language
from bot.quiz.records import QuizQuestion
from bot.tools.quizzes.grades import full_margin, half_margin

ALL, HALF, NOTHING = "100", "50", "0"


def as_moodle(questions: Iterable[QuizQuestion], language: str) -> str:
    """Return the questions in one language; an order becomes a matching question."""
    quiz = Element("quiz")
    for number, question in enumerate(questions, start=1):
        _add(quiz, number, question, language)
    indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(quiz, encoding="unicode") + "\n"


def _add(quiz: Element, number: int, question: QuizQuestion, language: str) -> None:
    kind = "numerical" if question.estimate else "matching" if question.is_order else "multichoice"
    node = SubElement(quiz, "question", type=kind)
    _text(SubElement(node, "name"), f"{number:02d} {question.kind}")
    _html(SubElement(node, "questiontext"), in_language(question.text, language, ""))
    source = in_language(question.source, language, "")
    told = [in_language(text, language, "") for text in question.explanation] + ([f"({source})"] if source else [])
    _html(SubElement(node, "generalfeedback"), *told)
    SubElement(node, "defaultgrade").text = "1"
    if question.estimate is not None:
        _answer(node, format(question.estimate.value, "f"), ALL, full_margin(question.estimate))
        _answer(node, format(question.estimate.value, "f"), HALF, half_margin(question.estimate))
        return
    SubElement(node, "shuffleanswers").text = "true" if question.is_order else "false"
    if question.is_order:
        for rank, place in enumerate(question.right, start=1):
            pair = SubElement(node, "subquestion", format="html")
            _text(pair, f"<p>{escape(_said(question.options[place], language))}</p>")
            _text(SubElement(pair, "answer"), str(rank))
        return
    SubElement(node, "single").text = "true"
    SubElement(node, "answernumbering").text = "abc"
    for place, option in enumerate(question.options):
        _answer(node, _said(option, language), ALL if place in question.right else NOTHING)


def _answer(node: Element, text: str, fraction: str, tolerance: Decimal | None = None) -> None:
    answer = SubElement(node, "answer", fraction=fraction, format="plain_text")
    _text(answer, text)
    if tolerance is not None:
        SubElement(answer, "tolerance").text = format(tolerance, "f")


def _html(node: Element, *lines: str) -> None:
    node.set("format", "html")
    _text(node, "".join(f"<p>{escape(line)}</p>" for line in lines))


def _text(node: Element, text: str) -> None:
    SubElement(node, "text").text = text


def _said(texts: Texts, language: str) -> str:
    return in_language(texts, language, "")
