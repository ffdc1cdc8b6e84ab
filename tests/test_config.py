"""Settings: defaults, values, and every problem of a file in one run."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.config import Settings, find_config, find_knowledge, load_settings
from bot.config_file import SETTINGS, parse_settings
from bot.core.decide import Thresholds
from bot.kb.problems import Faults, as_text

FILE = "config.yaml"


def parse(text: str, file: str = FILE) -> Settings:
    settings, problems = parse_settings(text.encode(), Faults(file))
    assert [as_text(problem) for problem in problems] == []
    return settings


def test_without_a_file_all_have_their_defaults() -> None:
    """No file is no problem."""
    assert load_settings(None) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        pytest.param("", Settings(), id="empty"),
        pytest.param("# only words\n", Settings(), id="comments only"),
        pytest.param("telegram:\n  # base_url: x\nlanguage: nl\n", Settings(), id="a group with comments only"),
        pytest.param("language: en", Settings(language="en"), id="language"),
        pytest.param("thresholds: {answer: 55.5}", Settings(thresholds=Thresholds(answer=55.5)), id="one threshold"),
        pytest.param(
            "thresholds:\n  answer: 0\n  lead: 100\n  nearby: 1\n",
            Settings(thresholds=Thresholds(answer=0.0, lead=100.0, nearby=1.0)),
            id="the ends of the ranges",
        ),
        pytest.param(
            "telegram:\n  base_url: http://127.0.0.1:8081/bot\n",
            Settings(telegram_base_url="http://127.0.0.1:8081/bot"),
            id="an address with colons",
        ),
        pytest.param("terminal: {history: true}", Settings(terminal_history=True), id="true"),
        pytest.param("terminal: {history: No}", Settings(terminal_history=False), id="no"),
    ],
)
def test_a_value_is_read(text: str, settings: Settings) -> None:
    """What is not set keeps its default."""
    assert parse(text) == settings


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        pytest.param("mine", "conf/mine", id="beside the file"),
        pytest.param("/srv/kb", "/srv/kb", id="absolute"),
    ],
)
def test_the_knowledge_folder_is_seen_from_the_file(folder: str, found: str) -> None:
    """A file with settings means the same from every current folder."""
    assert Path(parse(f"knowledge: {folder}", "conf/config.yaml").knowledge) == Path(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "\n\nthresholds:\n  answer: 140\n",
            "config.yaml:4: thresholds.answer: 140 is not a score from 0 to 100. "
            "Write a number such as 40, with a point for decimals.",
            id="out of range",
        ),
        pytest.param(
            "thresholds: {nearby: nan}",
            "config.yaml:1: thresholds.nearby: nan is not a share from 0 to 1. "
            "Write a number such as 0.5, with a point for decimals.",
            id="not a number",
        ),
        pytest.param(
            "thresholds: {lead: 3,5}",
            'config.yaml:1: thresholds.5: There is no such setting. Did you mean "thresholds"?',
            id="a decimal comma",
        ),
        pytest.param(
            "thresolds:\n  answer: 40\n",
            'config.yaml:1: thresolds: There is no such setting. Did you mean "thresholds"?',
            id="a group misspelt",
        ),
        pytest.param(
            "thresholds:\n  anser: 40\n",
            'config.yaml:2: thresholds.anser: There is no such setting. Did you mean "thresholds.answer"?',
            id="a key misspelt",
        ),
        pytest.param(
            "colour: red",
            f"config.yaml:1: colour: There is no such setting. The settings are: {', '.join(SETTINGS)}.",
            id="an unknown key",
        ),
        pytest.param(
            "language: de",
            'config.yaml:1: language: "de" is no language that is spoken here. Write nl or en.',
            id="a language not spoken",
        ),
        pytest.param(
            "language:",
            "config.yaml:1: language: Nothing stands here. Fill it in, or take the line away: then the default holds.",
            id="no value",
        ),
        pytest.param(
            "language: [nl]",
            "config.yaml:1: language: One value should stand here, and it is a list. Write one value after the colon.",
            id="a list",
        ),
        pytest.param(
            "thresholds: 40",
            "config.yaml:1: thresholds: Keys should stand here, and it is text. "
            "The keys are: answer, precision, lead, broader, stay, nearby, example_score, example_lead.",
            id="a group without keys",
        ),
        pytest.param(
            "- language",
            f"config.yaml:1: settings: Keys should stand here, and it is a list. The keys are: {', '.join(SETTINGS)}.",
            id="no keys at all",
        ),
        pytest.param(
            "telegram: {base_url: 127.0.0.1/bot}",
            'config.yaml:1: telegram.base_url: "127.0.0.1/bot" is no web address. '
            "Write the address up to the token, such as http://127.0.0.1:8081/bot.",
            id="no web address",
        ),
        pytest.param(
            "terminal: {history: sometimes}",
            'config.yaml:1: terminal.history: "sometimes" is neither true nor false. Write true or false.',
            id="neither yes nor no",
        ),
        pytest.param(
            "language: nl\nlanguage: en\n",
            'config.yaml:2: repeated-key: The key "language" stands here a second time (first in line 1). '
            "Keep one of the two.",
            id="a repeated key",
        ),
    ],
)
def test_a_problem_tells_line_key_and_remedy(text: str, told: str) -> None:
    """And with a problem, the defaults hold rather than half of a file."""
    settings, problems = parse_settings(text.encode(), Faults(FILE))
    assert told in [as_text(problem) for problem in problems]
    assert settings == Settings()


def test_every_problem_is_told_in_one_run() -> None:
    """In the order of the lines."""
    text = "langauge: nl\nthresholds: {answer: x, lead: -1}\nterminal: {history: 3}\n"
    _, problems = parse_settings(text.encode(), Faults(FILE))
    assert [(problem.position.line, problem.rule) for problem in problems] == [
        (1, "langauge"),
        (2, "thresholds.answer"),
        (2, "thresholds.lead"),
        (3, "terminal.history"),
    ]


@pytest.mark.parametrize(
    ("chosen", "environ", "there", "found"),
    [
        pytest.param("a.yaml", {"VRAAGBAAK_CONFIG": "b.yaml"}, True, "a.yaml", id="the option comes first"),
        pytest.param(None, {"VRAAGBAAK_CONFIG": "b.yaml"}, True, "b.yaml", id="then the environment"),
        pytest.param(None, {}, True, "config.yaml", id="then the current folder"),
        pytest.param(None, {}, False, None, id="none"),
    ],
)
def test_which_file_counts(
    chosen: str | None,
    environ: dict[str, str],
    there: bool,
    found: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that was named is taken at its word, also when it is not there."""
    monkeypatch.chdir(tmp_path)
    if there:
        (tmp_path / "config.yaml").write_text("language: en\n")
    assert find_config(chosen, environ) == found


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """Whoever names a file wants its settings, not the defaults."""
    _, (problem,) = load_settings(str(tmp_path / "none.yaml"))
    assert "cannot be read" in problem.what
    assert "VRAAGBAAK_CONFIG" in problem.mend


def test_every_threshold_can_be_set() -> None:
    """Whoever has another knowledge base may need other ones."""
    scores = {f"thresholds.{field.name}" for field in fields(Thresholds) if field.type is float}
    assert {name for name in SETTINGS if name.startswith("thresholds.")} == scores


def test_the_own_knowledge_base_is_found() -> None:
    """In a checkout it lies beside the package."""
    assert (Path(find_knowledge()) / "sources.yaml").is_file()
