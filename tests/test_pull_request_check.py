"""The workflow for pull requests and the hooks for commits: they parse, are careful, and their commands are real."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import COMMANDS, build_parser

ROOT = Path(__file__).parents[1]
WORKFLOW_TEXT = (ROOT / ".github" / "workflows" / "knowledge.yml").read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(WORKFLOW_TEXT)
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
EVENTS = True  # YAML 1.1 takes "on" for a truth value


def commands(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of the program in a line of a shell, up to a pipe."""
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["vraagbaak"]:
            end = next((at for at, word in enumerate(words) if word in ("|", ">", ">>")), len(words))
            yield words[1:end]


OF_WORKFLOW = [words for step in STEPS for words in commands(step.get("run", ""))]
OF_HOOKS = {hook["id"]: [*next(commands(hook["entry"])), *hook.get("args", ())] for hook in HOOKS}


def needs(command: str) -> None:
    """Skip where a command is not there yet."""
    if command not in COMMANDS:
        pytest.skip(f"{command} is not there yet")


def test_the_workflow_has_no_more_rights_than_it_needs() -> None:
    """None by default; what runs the code of a pull request cannot write, and what can write runs none of it."""
    assert WORKFLOW["permissions"] == {}
    jobs = WORKFLOW["jobs"]
    assert jobs["check"]["permissions"] == {"contents": "read"}
    assert jobs["comment"]["permissions"] == {"pull-requests": "write"}
    assert not any("checkout" in step.get("uses", "") for step in jobs["comment"]["steps"])
    assert set(WORKFLOW[EVENTS]) == {"pull_request"}  # "pull_request_target" would hand secrets to a fork
    checkout = jobs["check"]["steps"][0]
    assert checkout["with"]["persist-credentials"] is False


@pytest.mark.parametrize("used", [step["uses"] for step in STEPS if "uses" in step])
def test_actions_are_pinned(used: str) -> None:
    """To a commit, with the version beside it: a tag can be moved."""
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", used)
    assert re.search(rf"{re.escape(used)} # v\d+\.\d+\.\d+$", WORKFLOW_TEXT, re.MULTILINE)


def test_nothing_that_a_stranger_may_type_becomes_a_command() -> None:
    """What GitHub fills in stands in the environment, not in the lines of the shell."""
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_the_report_is_shown_and_commented() -> None:
    """As the summary of the run, and below the pull request."""
    runs = "\n".join(step.get("run", "") for step in STEPS)
    assert 'cat diff.md >> "$GITHUB_STEP_SUMMARY"' in runs
    assert "gh pr comment" in runs
    assert WORKFLOW["defaults"]["run"]["shell"] == "bash"  # which stops at a failure before a pipe


@pytest.mark.parametrize("words", [*OF_WORKFLOW, *OF_HOOKS.values()], ids=" ".join)
def test_the_commands_exist(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With these options, as the command line reads them."""
    needs(words[0])
    monkeypatch.chdir(ROOT)
    chosen = build_parser().parse_args(words)
    assert chosen.command == words[0]
    for word in words[1:]:
        if word.startswith("tests/"):
            assert list(ROOT.glob(word))


def test_check_eval_and_diff_are_run() -> None:
    assert [words[0] for words in OF_WORKFLOW] == ["check", "eval", "diff"]
    assert [words[0] for words in OF_HOOKS.values()] == ["check", "eval", "diff"]


def test_the_example_of_the_guide_uses_the_hooks_that_there_are() -> None:
    """Its blocks are the same in both languages."""
    examples = [
        yaml.safe_load(block) for block in re.findall(r"^```yaml\n(repos:.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    ]
    assert len(examples) == 2
    for example in examples:
        (repo,) = example["repos"]
        assert [hook["id"] for hook in repo["hooks"]] == [*OF_HOOKS]
        args = {hook["id"]: hook["args"] for hook in HOOKS if "args" in hook}  # those that are tried below
        assert {hook["id"]: hook["args"] for hook in repo["hooks"] if "args" in hook} == args


@pytest.mark.parametrize("name", ["tests/question-sets.yaml", "tests/questions/plain.jsonl", "knowledge/facts/a.yml"])
def test_the_questions_are_asked_anew_when_they_change(name: str) -> None:
    """As when the knowledge does."""
    (files,) = (hook["files"] for hook in HOOKS if hook["id"] == "vraagbaak-eval")
    assert re.search(files, name)
    assert not re.search(files, "tests/test_questions.py")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with a knowledge base, the first set of questions with one file, and one commit.

    How all of them are answered is another test's subject (test_questions.py).
    """
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    (folder / "tests" / "questions").mkdir(parents=True)
    first = yaml.safe_load((ROOT / "tests" / "question-sets.yaml").read_text(encoding="utf-8"))["sets"][0]
    only = {**first, "files": first["files"][:1]}
    (folder / "tests" / "question-sets.yaml").write_text(yaml.safe_dump({"sets": [only]}), encoding="utf-8")
    shutil.copy(ROOT / "tests" / only["files"][0]["file"], folder / "tests" / "questions")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)
    return folder


def run_hook(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *OF_HOOKS[name]]
    return subprocess.run(
        command,
        cwd=folder,
        env={**_environment(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:

    return dict(os.environ)


def test_the_hooks_pass_where_nothing_is_wrong(clone: Path) -> None:
    """In a repository of its own, with what was committed."""
    for name, words in OF_HOOKS.items():
        needs(words[0])
        done = run_hook(name, clone)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_stop_what_is_wrong(clone: Path) -> None:
    """A figure that its source does not print, and one that changed."""
    facts = clone / "knowledge" / "facts" / "commercial.yaml"
    text = facts.read_text(encoding="utf-8")
    assert "value: 26" in text
    facts.write_text(text.replace("value: 26", "value: 27", 1), encoding="utf-8")
    done = run_hook("vraagbaak-check", clone)
    assert (done.returncode, "figure-not-printed" in done.stdout) == (1, True)
    facts.write_text(text.replace("value: 26", "value: 27", 1).replace("26%", "27%"), encoding="utf-8")
    needs("diff")
    done = run_hook("vraagbaak-diff", clone)
    facts.write_text(text, encoding="utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "27" in done.stdout
