"""The machine interface: the object of one answer, and a run in which any line gives exactly one line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Citation, Explanation, FactUse, Line, Question, Reading
from bot.surfaces.dialogues import DialogueStore
from bot.surfaces.machine import MachineSurface, answer_object, one_line

LANGUAGES = ("nl", "en")


@dataclass
class Recorder:
    """Answers with the question, and keeps what it was asked; each dialogue counts its turns in `facts`."""

    asked: list[tuple[Question, Dialogue]] = field(default_factory=list)

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        self.asked.append((question, dialogue))
        if question.text == "fail":
            raise RuntimeError("secret words")
        turn = len(dialogue.facts) + 1
        language = question.language or dialogue.language or "nl"
        answer = Answer(kind="answer", language=language, lines=(Line("headline", f"{turn}: {question.text}"),))
        return answer, replace(dialogue, language=language, facts=(*dialogue.facts, "f"))


def run(*lines: str | bytes | Mapping[str, Any], forced: str | None = None) -> list[dict[str, Any]]:
    """Return the parsed output for each line; there is exactly one, whoever counts the lines."""
    surface = MachineSurface(Recorder(), LANGUAGES, language="nl", forced=forced)
    written: list[str] = []
    surface.run(map(as_bytes, lines), written.append)
    assert len(written) == len(lines)
    assert all(len(line.splitlines()) == 1 for line in written)
    return [json.loads(line.encode("utf-8")) for line in written]


def as_bytes(line: str | bytes | Mapping[str, Any]) -> bytes:
    if isinstance(line, bytes):
        return line
    return line.encode() if isinstance(line, str) else json.dumps(line).encode()


def test_the_object_of_an_answer_has_the_promised_shape() -> None:
    """Every key, in order; other programs rely on it."""
    answer = Answer(
        kind="answer",
        language="nl",
        lines=(Line("headline", "26%"), Line("citation", "(KB, 2018c)")),
        facts=(
            FactUse(
                id="commercial-partners-share",
                measure="cooperating-share",
                value=Decimal("26"),
                unit="percent",
                period=None,
                period_kind=None,
                population="bibliotheken",
            ),
        ),
        citations=(Citation(key="KB, 2018c", source="kb-2018c", via="Artikel", text="KB, 2018c; in Artikel"),),
        missing=("period",),
        suggestions=("En scholen?",),
        score=91.4567,
        explanation=Explanation(
            readings=(Reading("bedrijfen", "commercial-partner", "repaired", "bedrijf"),),
            candidates=(("commercial-partners-share", 91.4567, ("period",)),),
            decided="covers every field",
        ),
    )
    shown = answer_object(answer)
    assert list(shown) == [
        "kind", "lang", "text", "facts", "citations", "missing", "suggestions", "score", "explain",
    ]  # fmt: skip
    assert shown == {
        "kind": "answer",
        "lang": "nl",
        "text": "26%\n(KB, 2018c)",
        "facts": [
            {
                "id": "commercial-partners-share",
                "measure": "cooperating-share",
                "value": 26,
                "unit": "percent",
                "period": None,
                "period_kind": None,
                "population": "bibliotheken",
            }
        ],
        "citations": [{"key": "KB, 2018c", "source": "kb-2018c", "via": "Artikel", "text": "KB, 2018c; in Artikel"}],
        "missing": ["period"],
        "suggestions": ["En scholen?"],
        "score": 91.5,
        "explain": {
            "readings": [
                {"words": "bedrijfen", "read_as": "commercial-partner", "how": "repaired", "label": "bedrijf"}
            ],
            "candidates": [{"fact": "commercial-partners-share", "score": 91.5, "missing": ["period"]}],
            "frame": {},
            "decided": "covers every field",
        },
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(Decimal("26"), "26", id="whole"),
        pytest.param(Decimal("1E+3"), "1000", id="whole, written with an exponent"),
        pytest.param(Decimal("17.2"), "17.2", id="with decimals"),
        pytest.param(Decimal("-4"), "-4", id="negative"),
        pytest.param(None, "null", id="a claim without a number"),
    ],
)
def test_a_value_is_a_number(value: Decimal | None, shown: str) -> None:
    """Not a text, and whole numbers without a point."""
    use = FactUse(id="f", measure=None, value=value, unit=None, period=None, period_kind=None, population="")
    answer = Answer(kind="answer", language="nl", lines=(), facts=(use,))
    assert f'"value": {shown},' in one_line(answer_object(answer))


def test_an_id_comes_back_as_it_was() -> None:
    """Text, number or null; without one there is none."""
    shown = run({"id": "q1", "q": "a"}, {"id": 7, "q": "a"}, {"id": 1.5, "q": "a"}, {"id": None, "q": "a"}, {"q": "a"})
    assert [line.get("id", "none") for line in shown] == ["q1", 7, 1.5, None, "none"]
    assert {line["kind"] for line in shown} == {"answer"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("", "no JSON", id="empty"),
        pytest.param("  \r\n", "no JSON", id="blank"),
        pytest.param("hoeveel?", "no JSON", id="bare words"),
        pytest.param('{"q": "a"', "no JSON", id="broken off"),
        pytest.param('{"q": "a"} {"q": "b"}', "no JSON", id="two objects"),
        pytest.param('{"id": NaN, "q": "a"}', "no JSON", id="NaN"),
        pytest.param('{"id": 1e999, "q": "a"}', "no JSON", id="a number without end"),
        pytest.param(f'{{"id": {"1" * 5000}, "q": "a"}}', "no JSON", id="a number of 5,000 digits"),
        pytest.param("[1]", "no JSON object", id="a list"),
        pytest.param('"hoeveel?"', "no JSON object", id="a text"),
        pytest.param("null", "no JSON object", id="null"),
        pytest.param(b'{"q": "\xff"}', "not UTF-8", id="no UTF-8"),
        pytest.param('{"q": "a"}'.encode("utf-16"), "not UTF-8", id="UTF-16"),
        pytest.param("[" * 100_000, "nested too deep", id="nested 100,000 deep"),
        pytest.param("\0", "no JSON", id="a null byte"),
        pytest.param({"id": [1], "q": "a"}, '"id" is neither', id="id is a list"),
    ],
)
def test_a_line_that_cannot_be_read_gives_an_error_and_the_run_goes_on(line: str | bytes, told: str) -> None:
    """It has kind and text only."""
    error, after = run(line, {"q": "a"})
    assert sorted(error) == ["kind", "text"]
    assert error["kind"] == "error"
    assert told in error["text"]
    assert after["kind"] == "answer"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param({}, '"q" is missing', id="q is missing"),
        pytest.param({"q": None}, '"q" is not text', id="q is null"),
        pytest.param({"q": 5}, '"q" is not text', id="q is a number"),
        pytest.param({"q": ["a"]}, '"q" is not text', id="q is a list"),
        pytest.param({"q": "a", "conversation": {}}, '"conversation" is neither', id="conversation is an object"),
        pytest.param({"q": "a", "conversation": True}, '"conversation" is neither', id="conversation is true"),
        pytest.param({"q": "a", "lang": 1}, '"lang" is not text', id="lang is a number"),
    ],
)
def test_an_object_that_is_no_question_gives_an_error_with_its_id(message: dict[str, Any], told: str) -> None:
    """So that the other program knows which one it was."""
    (error,) = run({"id": "q9", **message})
    assert error["id"] == "q9"
    assert error["kind"] == "error"
    assert told in error["text"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param("\ud800", id="half a letter"),
        pytest.param("a\u2028b\u2029c\u0085d", id="line breaks of Unicode"),
        pytest.param("a\r\nb\x0bc\x0cd\x1ce", id="line breaks of ASCII"),
        pytest.param("\x1b[31mrood\x00", id="control characters"),
        pytest.param("\u202eabc", id="right to left"),
        pytest.param("a" * 10_000, id="10,000 letters"),
    ],
)
def test_any_question_gives_one_line(question: str) -> None:
    """Also with the question in the id."""
    (shown,) = run({"id": question, "q": question})
    assert shown["id"] == question
    assert shown["kind"] == "answer"


def test_nothing_that_steers_a_terminal_is_printed() -> None:
    """Neither of the question nor of the id: they come back as escapes, which mean the same to a program."""
    typed = "\x1b]0;a\x07\x9b31m\u202eb\u200b\U000e0041"
    line = one_line({"id": typed, "text": typed})
    assert line.isprintable()
    assert json.loads(line) == {"id": typed, "text": typed}


def test_a_mark_of_order_and_windows_line_ends_do_no_harm() -> None:
    """Editors add them."""
    assert [line["kind"] for line in run(b'\xef\xbb\xbf{"q": "a"}\r\n', b'{"q": "b"}\r\n')] == ["answer", "answer"]


def test_lines_of_one_conversation_share_their_dialogue() -> None:
    """Others stand alone, also among them."""
    shown = run(
        {"q": "a", "conversation": "c1"},
        {"q": "b"},
        {"q": "c", "conversation": "c2"},
        {"q": "d", "conversation": "c1"},
        {"q": "e", "conversation": None},
        {"q": "f", "conversation": 1},
        {"q": "g", "conversation": 1},
    )
    assert [line["text"] for line in shown] == ["1: a", "1: b", "1: c", "2: d", "1: e", "1: f", "2: g"]


def test_the_oldest_conversations_are_forgotten() -> None:
    """So that a long run does not fill the memory."""
    surface = MachineSurface(Recorder(), LANGUAGES, dialogues=DialogueStore(2))
    order = ("c1", "c2", "c1", "c3", "c2", "c3")
    texts = [json.loads(surface.answer_line(as_bytes({"q": "a", "conversation": name})))["text"] for name in order]
    assert texts == ["1: a", "1: a", "2: a", "1: a", "1: a", "2: a"]


@pytest.mark.parametrize(
    ("named", "forced", "asked"),
    [
        pytest.param("en", None, "en", id="named"),
        pytest.param("EN_us", None, "en", id="named with a country"),
        pytest.param("en", "nl", "en", id="the line comes before the option"),
        pytest.param(None, "en", "en", id="the option"),
        pytest.param("fr", None, None, id="one that is not spoken is found instead"),
        pytest.param("", None, None, id="empty"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_the_language_of_a_line(named: str | None, forced: str | None, asked: str | None) -> None:
    """The line decides, then the option; else the assistant finds it."""
    recorder = Recorder()
    MachineSurface(recorder, LANGUAGES, forced=forced).answer_line(as_bytes({"q": "a", "lang": named}))
    assert recorder.asked[0][0].language == asked


def test_a_run_has_no_clock() -> None:
    """The same lines always give the same answers."""
    recorder = Recorder()
    MachineSurface(recorder, LANGUAGES).answer_line(b'{"q": "a"}')
    assert recorder.asked[0][0].asked_at is None


def test_an_error_in_the_program_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    """The log tells where it arose, and nothing of what was asked."""
    error, after = run({"id": 1, "q": "fail", "conversation": "c"}, {"id": 2, "q": "a", "conversation": "c"})
    assert (error["id"], error["kind"]) == (1, "error")
    assert after["kind"] == "answer"
    logged = capsys.readouterr().err
    assert "RuntimeError at test_machine.py:" in logged
    assert "secret" not in logged
