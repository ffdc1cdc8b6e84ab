"""The documents say what the program does, and nothing is left out."""

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import build_parser
from bot.config import FILE_VARIABLE, STORE_KEY_VARIABLE, STORE_VARIABLE, TOKEN_VARIABLE, Settings
from bot.config_file import SETTINGS, parse_settings
from bot.kb.cache import FOLDER
from bot.kb.language_files import FOLDER as LANGUAGES_FOLDER
from bot.kb.language_files import read_language_files
from bot.kb.languages import read_languages
from bot.kb.problems import Faults
from bot.kb.rules import RULES
from bot.secret import FILE_SUFFIX
from bot.surfaces import terminal_texts
from bot.surfaces.machine import answer_object
from bot.surfaces.telegram.names import ADMIN, command_names
from tests.surfaces.scripted import ScriptedAssistant

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DUTCH = (ROOT / "README.nl.md").read_text(encoding="utf-8")
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
MANUAL = "\n".join(DOCUMENTS.values())
LONGEST_README = 9_000  # characters: what is read before one knows whether to go on
TELEGRAM = read_languages(read_language_files()[0])[0]
NAMES, ADMIN_NAMES = command_names(TELEGRAM), command_names(TELEGRAM, ADMIN)
EXAMPLE = (ROOT / "config.example.yaml").read_text(encoding="utf-8")


def find_parsers() -> dict[str, ArgumentParser]:
    actions = build_parser()._actions
    return dict(next(action for action in actions if isinstance(action, _SubParsersAction)).choices)


def find_options() -> Iterator[tuple[str, str]]:
    """Yield each command with each of its options."""
    for name, parser in find_parsers().items():
        for action in parser._actions:
            yield from ((name, option) for option in action.option_strings if option.startswith("--"))


def find_example(name: str) -> re.Match[str] | None:
    """Find the line of a setting in the example, within its group; also where it stands there as a comment."""
    group, _, key = name.rpartition(".")
    text = EXAMPLE
    if group:
        opened = re.search(rf"^{group}:\n((?: +.*\n|\n)*)", EXAMPLE, re.MULTILINE)
        text = opened[1] if opened else ""
    indent = "  " if group else ""
    return re.search(rf"^{indent}(?P<off># )?{key}: (?P<value>\S+)$", text, re.MULTILINE)


def assert_leads_somewhere(page: Path, target: str) -> None:
    """A link in a document leads to a file that is there, and to a heading in it."""
    path, _, heading = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    assert there.is_file(), f"{page.name}: {target}"
    headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
    slugs = {re.sub(r"[^\w\- ]", "", one).lower().replace(" ", "-") for one in headings}
    assert not heading or heading in slugs, f"{page.name}: {target}"


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "README.nl.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert_leads_somewhere(page, target)


def test_the_front_page_is_short_and_leads_to_everything() -> None:
    """In Dutch and in English: the same commands, and a link to every document."""
    assert max(len(README), len(DUTCH)) <= LONGEST_README
    assert re.findall(r"```sh\n(.*?)```", README, re.DOTALL) == re.findall(r"```sh\n(.*?)```", DUTCH, re.DOTALL)
    for name in DOCUMENTS:
        translated = {
            f"docs/{name}",
            f"docs/{name.replace('.nl.md', '.en.md')}",
            f"docs/{name.replace('.en.md', '.nl.md')}",
        }
        assert any(f"]({path})" in README for path in translated), name
        assert any(f"]({path})" in DUTCH for path in translated), name


def find_shell_commands() -> list[str]:
    """Return the lines of README's shell blocks."""
    return "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).splitlines()


@pytest.mark.parametrize("command", find_parsers())
def test_the_readme_names_every_command(command: str) -> None:
    """In the table of commands."""
    assert re.search(rf"^\| `vraagbaak {command}\b.*` \|", MANUAL, re.MULTILINE)


@pytest.mark.parametrize(("command", "option"), sorted(find_options()), ids=" ".join)
def test_the_readme_names_every_option(command: str, option: str) -> None:
    """With the command that it belongs to."""
    rows = [line for line in MANUAL.splitlines() if line.startswith("|") and re.search(rf"`{option}\b", line)]
    assert any(f"`{command}`" in row or "| all |" in row or option == "--help" for row in rows)


@pytest.mark.parametrize(
    "name",
    [
        *SETTINGS,
        *(TOKEN_VARIABLE, STORE_VARIABLE, STORE_KEY_VARIABLE),
        *(name + FILE_SUFFIX for name in (TOKEN_VARIABLE, STORE_VARIABLE, STORE_KEY_VARIABLE)),
        *(FILE_VARIABLE, FOLDER, LANGUAGES_FOLDER, "NO_COLOR"),
    ],
)
def test_the_readme_names_every_setting(name: str) -> None:
    """Of the file and of the environment."""
    assert f"| `{name}` |" in MANUAL


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_readme_names_every_rule(rule: object) -> None:
    """With what it demands."""
    assert f"| `{rule.name}` | {rule.demands} |" in MANUAL  # type: ignore[attr-defined]


def test_the_readme_tells_which_rules_stop_answering() -> None:
    """Whoever reloads a knowledge base knows what is refused."""
    told = re.search(r"would show a wrong figure \((.*?)\)", MANUAL, re.DOTALL)
    assert told is not None
    assert re.findall(r"`(.+?)`", told[1]) == [rule.name for rule in RULES if rule.blocks]


@pytest.mark.parametrize("command", terminal_texts.command_names())
def test_the_readme_names_every_word_of_the_chat(command: str) -> None:
    """In both languages."""
    assert f"`{command}`" in MANUAL


def test_the_readme_names_every_key_of_an_answer() -> None:
    """Other programs rely on them."""
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Question

    answer, _ = ScriptedAssistant().reply(Question("?"), Dialogue())
    assert [key for key in answer_object(answer) if f"`{key}`" not in DOCUMENTS["json-lines.md"]] == []


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    """Who follows the README sees what the checks see."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == find_shell_commands()[1]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_first_answer_in_the_readme_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer shown is what the first command prints."""
    from bot.cli import main

    shown = re.search(r'^\$ vraagbaak ask "([^"\n]*)"\n(.*?)```', README, re.DOTALL | re.MULTILINE)
    assert shown is not None
    assert f'vraagbaak ask "{shown[1]}"' in find_shell_commands()[0]
    assert main(["ask", shown[1]]) == 0
    assert capsys.readouterr().out == shown[2]


def test_the_example_settings_load_and_are_the_defaults() -> None:
    """Copying the file changes nothing."""
    assert parse_settings(EXAMPLE.encode(), Faults("config.example.yaml")) == (Settings(), ())


@pytest.mark.parametrize("name", SETTINGS)
def test_the_example_settings_have_every_key(name: str) -> None:
    """Also those that are left out by default, as a comment; each in its own group."""
    assert find_example(name)


def test_the_example_settings_with_every_key_load() -> None:
    """The values in the comments are sound too."""
    text = re.sub(r"^( *)# ([a-z_]+: \S+)$", r"\1\2", EXAMPLE, flags=re.MULTILINE)
    settings, problems = parse_settings(text.encode(), Faults("config.example.yaml"))
    assert problems == ()
    assert settings.telegram_base_url is not None
    assert settings.knowledge == "knowledge"
    assert settings.health_listen is not None
    assert settings.telegram_chats


@pytest.mark.parametrize("name", SETTINGS)
def test_the_readme_has_the_defaults_of_the_example(name: str) -> None:
    """One default, told twice, is the same."""
    found = find_example(name)
    if found and not found["off"]:
        assert f"| `{name}` | `{found['value']}` |" in MANUAL


@pytest.mark.parametrize("command", [*NAMES, *ADMIN_NAMES])
def test_the_readme_names_every_command_of_telegram(command: str) -> None:
    """In both languages, in its table."""
    rows = [line for line in MANUAL.splitlines() if line.startswith("| `/")]
    assert any(re.search(rf"`/{command}[ `]", row) for row in rows)


def test_the_readme_tells_the_days_that_privacy_tells() -> None:
    """What the bot says about itself and what the README says agree with the settings."""
    assert f"| `keep_days` | `{Settings().keep_days}` |" in MANUAL
    for language, day, two_days in (("nl", "een dag lang", "Twee dagen"), ("en", "for one day", "For two days")):
        phrases = (ROOT / "bot" / "languages" / language / "telegram.yaml").read_text(encoding="utf-8")
        told = phrases.partition("telegram_privacy: |-")[2].partition("telegram_forgotten")[0]
        assert [words for words in (day, two_days, "{days}", "/vergeet|/forget") if not re.search(words, told)] == []
    kept = DOCUMENTS["privacy.md"].replace("\n  ", " ")
    words = ("for one day", "for two days", "`keep_days`", "/vergeet", "/forget", "two different people", "token")
    assert [word for word in words if word not in kept] == []


def test_the_changelog_knows_this_version() -> None:
    """The newest entry is the version of the program."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert first is not None
    assert first[1] == __version__


def test_security_says_how_to_report() -> None:
    """By the private reporting of the host, to no address that nobody reads; README leads there."""
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "(SECURITY.md)" in README
    assert "Report a vulnerability" in security
    assert "@" not in security
    for target in re.findall(r"\]\(([^)]+)\)", security):
        assert_leads_somewhere(ROOT / "SECURITY.md", target)


@pytest.mark.parametrize("guide", ["docs/telegram.nl.md", "docs/telegram.en.md"])
def test_a_backup_is_for_its_owner_only(guide: str) -> None:
    """Whoever copies the lines of a guide makes no copy of the store that others can read."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / guide).read_text(encoding="utf-8"), re.DOTALL)
    backups = [block for block in blocks if ".backup" in block or "pg_dump" in block]
    assert len(backups) == 2
    assert [block for block in backups if not re.search(r"^umask 077$(?s:.*)(\.backup|pg_dump)", block, re.M)] == []
