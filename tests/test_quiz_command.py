"""`quiz` and `check --quiz` as their users meet them."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.running import run

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines that are typed, to be filled in; after the last one the input ends."""
    lines: list[str] = []

    def read(prompt: str) -> str:
        print(prompt)
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("builtins.input", read)
    return lines


def play(typed: list[str], replies: Iterable[str], *arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    typed.extend(replies)
    code, output, errors = run("quiz", *arguments, capsys=capsys)
    assert (code, errors) == (0, "")
    return output


@pytest.mark.parametrize(
    ("language", "score", "read_on"), [("nl", "Je hebt", "verder te lezen"), ("en", "You have", "read on")]
)
def test_a_quiz_ends_with_score_sources_and_code(
    language: str, score: str, read_on: str, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """And the code gives the same questions again, in the other language too."""
    output = play(typed, ["-"] * 5, "--seed", "12", "-n", "5", "--lang", language, capsys=capsys)
    assert f"{score} 0" in output
    assert read_on in output
    found = re.search(r"vraagbaak quiz --code (\S+)", output)
    assert found is not None
    again = play(typed, ["-"] * 5, "--code", found[1], "--lang", language, capsys=capsys)
    assert again == output
    stale = play(typed, ["-"] * 5, "--code", found[1][:-4] + "0000", "--lang", language, capsys=capsys)
    assert stale.splitlines()[1:] == output.splitlines()


def test_replies_count(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nonsense is asked again; a right reply earns a point, whatever its case."""
    replies = ["x", "9", "", "b"]
    output = play(typed, replies, "--seed", "4", "-n", "1", "--kind", "true-false", "--lang", "en", capsys=capsys)
    assert output.count("Type the letter of one answer") == 3
    other = play(typed, ["a"], "--seed", "4", "-n", "1", "--kind", "true-false", "--lang", "en", capsys=capsys)
    assert sorted(("You have 1 of 1" in one) for one in (output, other)) == [False, True]


def test_an_estimate_and_an_order(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A number in either notation, and all letters."""
    output = play(
        typed, ["veel", "40,5%"], "--seed", "4", "-n", "1", "--kind", "estimate", "--lang", "nl", capsys=capsys
    )
    assert "Typ een getal" in output
    assert "Je schatting is" in output
    output = play(typed, ["A B", "c b a"], "--seed", "4", "-n", "1", "--kind", "order", "--lang", "nl", capsys=capsys)
    assert "Typ alle letters" in output
    assert "punten" in output


def test_the_end_of_the_input_ends_the_quiz(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With the score of what was answered."""
    assert "of 1 points" in play(typed, ["-"], "--seed", "4", "-n", "9", "--lang", "en", capsys=capsys)


def test_a_topic(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Only its facts; where they give fewer questions it is said. Its name in the language will do too."""
    by_id = play(typed, [], "--topic", "member", "-n", "3", "--seed", "1", "--lang", "nl", capsys=capsys)
    assert play(typed, [], "--topic", "Lid", "-n", "3", "--seed", "1", "--lang", "nl", capsys=capsys) == by_id
    output = play(typed, [], "--topic", "member", "-n", "90", "--seed", "1", "--lang", "en", capsys=capsys)
    assert re.match(r"Only \d+ questions", output)
    output = play(typed, ["-"], "--topic", "digitale vaardigheden", "-n", "1", "--lang", "nl", capsys=capsys)
    assert re.search(r"--code \d+-1:digital-skills\.", output)


@pytest.mark.parametrize("ending", [".yaml", ".gift", ".xml", ".csv", ".xlsx"])
def test_export(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As many as were asked for, for Kahoot too; the same seed gives the same file."""
    path = tmp_path / f"quiz{ending}"
    code, output, errors = run("quiz", "-n", "6", "--seed", "2", "--lang", "nl", "--export", str(path), capsys=capsys)
    assert (code, errors) == (0, "")
    assert "6 vragen geschreven" in output
    assert path.stat().st_size > 500


def test_an_exported_quiz_is_edited_checked_and_played(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """With a question of one's own, and with a fault."""
    path = tmp_path / "quiz.yaml"
    run("quiz", "-n", "2", "--seed", "2", "--lang", "en", "--export", str(path), capsys=capsys)
    own = '\n  - text: "Who?"\n    options: [me, you]\n    right: 1\n'
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    code, output, errors = run("check", "--quiz", str(path), capsys=capsys)
    assert (code, errors) == (0, "")
    assert "3" in output
    output = play(typed, ["-", "-", "a"], str(path), "--lang", "en", capsys=capsys)
    assert "1 of 3" in output
    assert "--code" not in output
    path.write_text(path.read_text(encoding="utf-8").replace("right: 1\n", "right: 5\n"), encoding="utf-8")
    for command in (("check", "--quiz", str(path)), ("quiz", str(path))):
        code, output, errors = run(*command, capsys=capsys)
        assert (code, output) == (1, "")
        assert "quiz-right" in errors


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--topic", "membr"], "member  (member)", id="unknown topic"),
        pytest.param(["--kind", "riddle"], "riddle", id="unknown kind"),
        pytest.param(["--code", "abc"], "no code", id="no code"),
        pytest.param(["--code", "3-5", "--seed", "1"], "not both", id="code and seed"),
        pytest.param(["--export", "quiz.doc"], ".gift", id="unknown ending"),
        pytest.param(["--export", "no/such/folder.csv"], "cannot be written", id="no such folder"),
        pytest.param(["none.yaml"], "cannot be read", id="no such file"),
        pytest.param(["a\0b"], "cannot be read", id="no name for a file"),
        pytest.param(["quiz.yaml", "--seed", "3"], "fixed already", id="file and seed"),
        pytest.param(["--topic", "mfo", "--kind", "order"], "cannot make questions", id="nothing to ask"),
    ],
)
def test_bad_use(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2."""
    code, output, errors = run("quiz", *arguments, "--lang", "en", capsys=capsys)
    assert (code, output) == (2, "")
    assert told in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_document_is_right(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own questions pass the check, and every kind is told."""
    from bot.quiz.records import MADE_KINDS

    text = (DOCS / f"workshop.{language}.md").read_text(encoding="utf-8")
    assert [kind for kind in MADE_KINDS if f"| `{kind}` |" not in text] == []
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "quiz.yaml"
    path.write_text(example, encoding="utf-8")
    code, _, errors = run("check", "--quiz", str(path), capsys=capsys)
    assert (code, errors) == (0, "")
