"""Question files are read whole, answers judged by their labels, and the counts add up."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, AnswerKind, Citation, Explanation, FactUse, Line, Position, Question
from bot.tools.evaluate import run
from bot.tools.judging import holds_value, judge, mean_reciprocal_rank, recall_at_1
from bot.tools.questions import Case, Turn, read_question_files

ARTICLE = "The article"
ASKED = Turn(text="q", language="nl", aim="fact", fact="visits", values=(("12",),), cite=("KB, 2018c", "CBS, 2019"))


def make_answer(
    kind: AnswerKind = "answer",
    text: str = "12 bezoeken",
    facts: tuple[str, ...] = ("visits",),
    cite: tuple[str, ...] = ("KB, 2018c",),
    via: str | None = ARTICLE,
    ranking: tuple[str, ...] = ("visits", "loans"),
    language: str = "nl",
) -> Answer:
    uses = (
        FactUse(id=id_, measure=None, value=Decimal(12), unit="count", period=None, period_kind=None, population="all")
        for id_ in facts
    )
    return Answer(
        kind=kind,
        language=language,
        lines=(Line("headline", text), Line("citation", f"({'; '.join(cite)})")),
        facts=tuple(uses),
        citations=tuple(Citation(key=key, source=key, via=via, text=key) for key in cite),
        score=80.0,
        explanation=Explanation(candidates=tuple((id_, 80.0, ()) for id_ in ranking)),
    )


class Scripted:
    """Answers from a table; a question that starts with "and" needs one before it."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str | None]] = []

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        self.asked.append((question.text, question.language))
        if question.text.startswith("and") and not dialogue.facts:
            return make_answer("abstain", facts=()), dialogue
        answer = self.answers.get(question.text, make_answer("abstain", "Geen idee.", (), ()))
        return answer, Dialogue(facts=tuple(use.id for use in answer.facts) or dialogue.facts)


def judged(turn: Turn, answer: Answer) -> tuple[str, str]:
    case = Case(id="q1", is_conversation=False, turns=(turn,), position=Position("f", 1))
    judgement = judge(case, 1, answer)
    return judgement.outcome, judgement.reason


@pytest.mark.parametrize(("answer", "expected"), [
    pytest.param(make_answer(), ("right", ""), id="fact, value and source"),
    pytest.param(make_answer(facts=("loans", "visits")), ("right", ""), id="among others"),
    pytest.param(make_answer(facts=("loans",)), ("wrong", "another fact"), id="another fact"),
    pytest.param(make_answer(facts=("visits-growth",)), ("wrong", "another fact"), id="the growth is another fact"),
    pytest.param(make_answer(text="in 2012"), ("wrong", "value lacking: 12"), id="digits in a longer number"),
    pytest.param(make_answer(cite=()), ("wrong", "source lacking"), id="no source"),
    pytest.param(make_answer(cite=("VOB, 2015",)), ("wrong", "source lacking"), id="another source"),
    pytest.param(make_answer(cite=("KB, 2018c", "VOB")), ("wrong", "source not accepted: VOB"), id="one too many"),
    pytest.param(make_answer(cite=("KB, 2018c", ARTICLE)), ("right", ""), id="the article beside it"),
    pytest.param(make_answer(cite=(ARTICLE,), via=None), ("wrong", "source lacking"), id="only the article"),
    pytest.param(make_answer("nearby"), ("missed", "not answered"), id="only offered"),
    pytest.param(make_answer("clarify"), ("missed", "not answered"), id="asked back"),
    pytest.param(make_answer("abstain"), ("missed", "not answered"), id="refused"),
    pytest.param(make_answer("smalltalk"), ("missed", "not answered"), id="taken for talk"),
])  # fmt: skip
def test_a_question_with_an_answer(answer: Answer, expected: tuple[str, str]) -> None:
    """Right is the fact, every value and an accepted source; refusing is another fault than being wrong."""
    assert judged(ASKED, answer) == expected


def test_the_source_has_to_be_shown() -> None:
    """A source that stands in the record but not in the text does not count."""
    answer = make_answer()
    hidden = Answer(
        kind="answer", language="nl", lines=answer.lines[:1], facts=answer.facts, citations=answer.citations
    )
    assert judged(ASKED, hidden) == ("wrong", "source lacking")


@pytest.mark.parametrize(("aim", "kind", "outcome"), [
    pytest.param("none", "answer", "false", id="an answer where there is none"),
    pytest.param("none", "nearby", "right", id="something nearby"),
    pytest.param("none", "abstain", "right", id="refused"),
    pytest.param("none", "clarify", "right", id="asked back"),
    pytest.param("smalltalk", "smalltalk", "right", id="talk"),
    pytest.param("smalltalk", "help", "wrong", id="help for talk"),
    pytest.param("help", "help", "right", id="help"),
    pytest.param("help", "abstain", "wrong", id="no help"),
])  # fmt: skip
def test_a_message_without_an_answer(aim: Any, kind: AnswerKind, outcome: str) -> None:
    """What cannot be answered must not be; talk is met by talk."""
    assert judged(Turn(text="q", language="nl", aim=aim, fact=None, why="other-year"), make_answer(kind))[0] == outcome


@pytest.mark.parametrize(("text", "value", "holds"), [
    pytest.param("26% doet mee", "26", True, id="digits before a sign"),
    pytest.param("het zijn er 26.", "26", True, id="digits at the end of a sentence"),
    pytest.param("in 2017, 15 stuks", "15", True, id="digits after a comma and a blank"),
    pytest.param("in 2015", "15", False, id="digits in a year"),
    pytest.param("26,5%", "26", False, id="digits before decimals"),
    pytest.param("1.026", "026", False, id="digits after a thousands point"),
    pytest.param("VRIJWEL ALLE bibliotheken", "vrijwel alle", True, id="words in capitals"),
    pytest.param("17,2% erbij", "17,2", True, id="a decimal number"),
])  # fmt: skip
def test_values(text: str, value: str, holds: bool) -> None:
    """Digits count as a whole number only, words in any case."""
    assert holds_value(text, value) is holds


def test_ranking_figures() -> None:
    """A fact that was not ranked counts as nothing; no rankings at all give nothing."""
    assert (recall_at_1((1, 2, 0, 1)), mean_reciprocal_rank((1, 2, 0, 1))) == (0.5, 0.625)
    assert (recall_at_1(()), mean_reciprocal_rank(())) == (0.0, 0.0)


# --- a whole run

LINES = [
    {"id": "T1", "lang": "nl", "q": "visits?", "fact": "visits", "values": ["12|twaalf"], "cite": ["KB, 2018c"]},
    {"id": "T2", "lang": "en", "q": "loans?", "fact": "loans", "values": [], "cite": []},
    {"id": "T3", "lang": "nl", "q": "in 2031?", "fact": None, "why": "other-year"},
    {"id": "T4", "lang": "en", "q": "on Mars?", "fact": None, "why": "other-place"},
    {"id": "G1", "turns": [
        {"lang": "nl", "q": "hoi", "fact": "smalltalk"},
        {"lang": "nl", "q": "visits?", "fact": "visits", "values": ["12"], "cite": []},
        {"lang": "nl", "q": "and the growth?", "fact": "visits-growth", "values": [], "cite": []},
    ]},
    {"id": "G2", "turns": [{"lang": "nl", "q": "and now?", "fact": "visits"}]},
]  # fmt: skip
ANSWERS = {
    "visits?": make_answer(language="en"),
    "loans?": make_answer(facts=("visits",), language="en"),
    "in 2031?": make_answer(),
    "hoi": make_answer("smalltalk", facts=(), ranking=()),
    "and the growth?": make_answer(facts=("visits-growth",), ranking=()),
}

WriteLines = Callable[..., Path]


@pytest.fixture
def write_lines(tmp_path: Path) -> WriteLines:
    def write(*lines: object, name: str = "test.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(map(json.dumps, lines)) + "\n\n", encoding="utf-8")
        return path

    return write


def report_on(*files: Path) -> dict[str, Any]:
    text, code = run(files, Scripted(ANSWERS), as_json=True)
    assert code == 0
    report: dict[str, Any] = json.loads(text)
    return report


def test_the_counts_add_up(write_lines: WriteLines) -> None:
    """Totals, languages, reasons, kinds and halves are counts of the same turns."""
    report = report_on(write_lines(*LINES))
    groups = report["groups"]
    assert groups["all"] | {} == groups["all"] | {
        "asked": 8, "right": 5, "right_percent": 62.5,
        "answerable": 5, "answered_right": 3, "wrong": 1, "missed": 1, "answerable_percent": 60.0,
        "unanswerable": 2, "false": 1, "false_figures": 1, "false_percent": 50.0, "talk": 1, "talk_wrong": 0,
    }  # fmt: skip
    for several in (("nl", "en"), ("odd half", "even half"), ("single questions", "conversation turns")):
        assert sum(groups[name]["asked"] for name in several) == 8
    assert (groups["odd half"]["asked"], groups["even half"]["right"]) == (5, 1)
    assert {why: counts["false"] for why, counts in report["why"].items()} == {"other-year": 1, "other-place": 0}
    kinds = {kind: counts["asked"] for kind, counts in report["kinds"].items()}
    assert kinds == {"answer": 5, "abstain": 2, "smalltalk": 1}
    assert report["conversations"] == {"asked": 2, "right": 1, "right_percent": 50.0}


def test_the_report_names_what_was_not_right(write_lines: WriteLines) -> None:
    """Each with what was expected, what came, and where it stands in the file."""
    listed = {one["id"]: one for one in report_on(write_lines(*LINES))["not_right"]}
    assert set(listed) == {"T2", "T3", "G2"}
    assert listed["T2"] | {} == listed["T2"] | {
        "question": "loans?", "expected": "loans", "facts": ["visits"], "outcome": "wrong", "reason": "another fact",
        "line": 2, "rank": 2, "score": 80.0, "turn": None,
    }  # fmt: skip
    assert (listed["T3"]["expected"], listed["T3"]["figure"]) == ("no answer (other-year)", True)
    assert (listed["G2"]["outcome"], listed["G2"]["turn"]) == ("missed", 1)


def test_ranks_are_counted_where_there_was_a_ranking(write_lines: WriteLines) -> None:
    """A question about the figure told last is answered without one."""
    ranking = report_on(write_lines(*LINES))["ranking"]
    assert ranking == {"ranked": 4, "recall_at_1": 0.75, "mrr": 0.875}


def test_an_answer_in_another_language_is_listed(write_lines: WriteLines) -> None:
    """It is not wrong for that, but the reader asked in another one."""
    listed = report_on(write_lines(*LINES))["other_language"]
    assert [(one["id"], one["turn"]) for one in listed] == [("T1", None), ("T4", None), ("G1", 2)]


def test_turns_share_their_conversation_and_questions_do_not(write_lines: WriteLines) -> None:
    """No language is forced: the assistant has to find it, as it does for users."""
    assistant = Scripted(ANSWERS)
    run([write_lines(*LINES)], assistant)
    assert [text for text, _ in assistant.asked][-4:] == ["hoi", "visits?", "and the growth?", "and now?"]
    assert {language for _, language in assistant.asked} == {None}


def test_the_report_for_people(write_lines: WriteLines) -> None:
    """Tables, the shares, and every question that was not right, with its id and turn."""
    text, _ = run([write_lines(*LINES)], Scripted(ANSWERS))
    assert "Right: 62.5 %" in text
    assert "Conversations right from end to end: 1 of 2, 50.0 %" in text
    assert "T2 [en] loans?\n      loans -> answer visits (score 80; wrong: another fact)" in text
    assert "G2.1 [nl] and now?" in text
    rows = [line.split()[0] for line in text.split("\n\n")[0].splitlines()]
    assert rows == ["asked", "all", "conversation", "single", "even", "odd", "en", "nl"]


@pytest.mark.parametrize(("fail_under", "code"), [
    pytest.param(None, 0, id="no demand"),
    pytest.param(62.5, 0, id="met"),
    pytest.param(62.6, 1, id="not met"),
])  # fmt: skip
def test_the_exit_code_tells_whether_it_is_enough(write_lines: WriteLines, fail_under: float | None, code: int) -> None:
    assert run([write_lines(*LINES)], Scripted(ANSWERS), fail_under=fail_under)[1] == code


def test_a_progress_bar_is_drawn_on_a_terminal_only(
    write_lines: WriteLines, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a pipe it would spoil the output; on a terminal the last thing it does is wipe itself."""
    file = write_lines(*LINES)
    run([file], Scripted(ANSWERS), show_progress=True)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    run([file], Scripted(ANSWERS), show_progress=True)
    drawn = capsys.readouterr().err
    assert "[#####" in drawn
    assert drawn.endswith("\r\x1b[K")
    run([file], Scripted(ANSWERS), show_progress=False)
    assert capsys.readouterr().err == ""


# --- reading question files

YAML = """\
# for maintainers
- {ask: "Hoeveel?", lang: nl, fact: visits, values: 12, cite: [KB]}
- q: And in 2031?
  fact:
  why: other-year
- ask: "12:30"
  fact: help
- id: chat-7
  lang: en
  turns:
    - {q: hello, fact: smalltalk}
    - {q: visits, fact: visits, values: [], lang: nl}
"""


def test_yaml_holds_the_same_fields(tmp_path: Path) -> None:
    """With a name from the file where there is no id, and every value as the text that was typed."""
    path = tmp_path / "mine.yaml"
    path.write_text(YAML, encoding="utf-8")
    cases, problems = read_question_files([path])
    assert not problems
    assert [(case.id, case.is_conversation, case.is_odd) for case in cases] == [
        ("mine-1", False, True),
        ("mine-2", False, False),
        ("mine-3", False, True),
        ("chat-7", True, True),
    ]
    turns = [turn for case in cases for turn in case.turns]
    assert turns[0] == Turn(text="Hoeveel?", language="nl", aim="fact", fact="visits", values=(("12",),), cite=("KB",))
    assert (turns[1].aim, turns[1].why, turns[1].language) == ("none", "other-year", None)
    assert (turns[2].text, turns[2].aim) == ("12:30", "help")
    assert [turn.language for turn in turns[3:]] == ["en", "nl"]
    assert cases[3].position == Position(str(path), 8)


@pytest.mark.parametrize(("name", "content", "line", "says"), [
    pytest.param("a.jsonl", b'{"q": "x", "fact": "y"}\n{"q": ', 2, "no JSON", id="broken JSON"),
    pytest.param("a.jsonl", b"[" * 100_000, 1, "nested", id="JSON nested without end"),
    pytest.param("a.jsonl", b'"text"', 1, "A question is text", id="no object"),
    pytest.param("a.jsonl", b'\n{"q": "caf\xe9", "fact": "y"}', 2, "UTF-8", id="no UTF-8"),
    pytest.param("a.jsonl", b"", 1, "no question", id="an empty file"),
    pytest.param("a.jsonl", b'{"q": "x"}', 1, "does not say what is expected", id="nothing expected"),
    pytest.param("a.jsonl", b'{"q": "x", "fact": "y", "why": "z"}', 1, 'both a "fact" and a "why"', id="both"),
    pytest.param("a.jsonl", b'{"fact": "y"}', 1, '"q" is missing', id="no question text"),
    pytest.param("a.jsonl", b'{"q": " ", "fact": "y"}', 1, '"q" is empty', id="a blank question"),
    pytest.param("a.jsonl", b'{"q": "x", "fact": "y", "vales": []}', 1, 'Did you mean "values"', id="an unknown key"),
    pytest.param("a.jsonl", b'{"q": "x", "fact": ["y"]}', 1, '"fact" should be text', id="a list for a text"),
    pytest.param("a.jsonl", b'{"id": "g", "turns": []}', 1, "no list of messages", id="no turns"),
    pytest.param("a.jsonl", b'{"id": "g", "turns": ["x"]}', 1, "turn 1 is text", id="a turn that is no object"),
    pytest.param("a.yaml", b"- {q: x, fact: y}\n- {q: x, q: z, fact: y}\n", 2, "second time", id="a repeated YAML key"),
    pytest.param("a.yaml", b"q: x\nfact: y\n", 1, "a group of keys", id="YAML without a list"),
    pytest.param("a.yaml", b"- q: x\n  fact: *y\n", 2, "points to another place", id="a YAML alias"),
    pytest.param("a.yaml", b"- q: 'x\n", 1, "quotation mark", id="broken YAML"),
])  # fmt: skip
def test_a_faulty_file_is_told_with_its_line(tmp_path: Path, name: str, content: bytes, line: int, says: str) -> None:
    """Nothing is asked then: half a measurement would look like a whole one."""
    path = tmp_path / name
    path.write_bytes(content)
    assistant = Scripted({})
    text, code = run([path], assistant)
    assert code == 2
    assert says in text
    assert text.startswith(f"{path}:{line}: ")
    assert not assistant.asked


def test_every_fault_of_every_file_is_told(tmp_path: Path, write_lines: WriteLines) -> None:
    one = write_lines({"q": "x"}, {"fact": "y"}, name="one.jsonl")
    bad = [one, write_lines("x", name="two.jsonl"), tmp_path / "none"]
    text, code = run(bad, Scripted({}))
    assert code == 2
    assert [line.partition(": ")[0] for line in text.splitlines()] == [
        f"{bad[0]}:1", f"{bad[0]}:2", f"{bad[1]}:1", f"{bad[2]}:1",
    ]  # fmt: skip
    told, code = run(bad, Scripted({}), as_json=True)
    assert (code, len(json.loads(told)["problems"])) == (2, 4)
