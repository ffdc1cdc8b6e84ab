"""Settings: defaults, values, and every problem of a file in one run."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings, find_config, find_knowledge, find_store, load_settings
from bot.config_file import SETTINGS, parse_settings
from bot.core.ranking.decide import Thresholds
from bot.kb.problems import Faults, as_text

FILE = "config.yaml"
TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"
NO_TOKEN = "A token does not belong in a file. Take it away; put it in VRAAGBAAK_TELEGRAM_TOKEN."
NO_ID = "Write numbers such as [123456789, -1001234567890]; a bot such as @userinfobot tells them."
NO_STORE = "Write a file such as vraagbaak.sqlite3, or postgresql://user@host/database."
NO_PASSWORD = ("A password does not belong in a file.", "Take the line away; put the address in VRAAGBAAK_STORE.")
NO_SERVER = "Write the address up to the token, such as http://127.0.0.1:8081/bot."
NO_PORT = "Write one such as 127.0.0.1:8080."


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
        pytest.param(
            "telegram: {plain_http: true, base_url: http://bot-api:8081/bot}",
            Settings(telegram_base_url="http://bot-api:8081/bot", telegram_plain_http=True),
            id="another machine without encryption, said explicitly",
        ),
        pytest.param(
            "telegram: {base_url: https://bot-api.example.org/a/bot}",
            Settings(telegram_base_url="https://bot-api.example.org/a/bot"),
            id="another machine with encryption",
        ),
        pytest.param("terminal: {history: true}", Settings(terminal_history=True), id="true"),
        pytest.param("terminal: {history: No}", Settings(terminal_history=False), id="no"),
    ],
)
def test_a_value_is_read(text: str, settings: Settings) -> None:
    """What is not set keeps its default."""
    assert parse(text) == settings


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        pytest.param("store: sqlite:///var/x.db", {"store": "sqlite:///var/x.db"}, id="a file as an address"),
        pytest.param("store: postgresql://u@h/d", {"store": "postgresql://u@h/d"}, id="a PostgreSQL server"),
        pytest.param("keep_days: 1", {"keep_days": 1}, id="one day"),
        pytest.param("keep_days: 3650", {"keep_days": 3650}, id="ten years"),
        pytest.param("telegram: {admins: 12}", {"telegram_admins": frozenset({12})}, id="one admin"),
        pytest.param("telegram: {admins: [12, 34, 12]}", {"telegram_admins": frozenset({12, 34})}, id="some admins"),
        pytest.param("telegram: {admins: []}", {"telegram_admins": frozenset()}, id="no admin"),
        pytest.param(
            "telegram:\n  chats:\n    - 12\n    - -1001234567890\n",
            {"telegram_chats": frozenset({12, -1001234567890})},
            id="chats, a group among them",
        ),
        pytest.param(
            "telegram: {questions_per_minute: 0, messages_per_second: 0, group_messages_per_minute: 0}",
            {
                "telegram_questions_per_minute": 0,
                "telegram_messages_per_second": 0,
                "telegram_group_messages_per_minute": 0,
            },
            id="without limits",
        ),
        pytest.param(
            "telegram: {longest_question: 4096, seconds_between: 0.5}",
            {"telegram_longest_question": 4096, "telegram_seconds_between": 0.5},
            id="other limits",
        ),
        pytest.param(
            "webhook:\n  url: https://bot.example.org:8443/telegram\n  listen: 0.0.0.0:8080\n",
            {"webhook_url": "https://bot.example.org:8443/telegram", "webhook_listen": ("0.0.0.0", 8080)},
            id="webhook",
        ),
        pytest.param("health: {listen: 'localhost:1'}", {"health_listen": ("localhost", 1)}, id="a host by its name"),
        pytest.param("health: {listen: '[::1]:65535'}", {"health_listen": ("::1", 65535)}, id="IPv6"),
        pytest.param("log: {format: JSON, level: Debug}", {"log_format": "json", "log_level": "debug"}, id="capitals"),
    ],
)
def test_a_setting_of_the_bot_is_read(text: str, changed: dict[str, Any]) -> None:
    """Those for running it on Telegram; all others keep their defaults."""
    assert parse(text) == replace(Settings(), **changed)


@pytest.mark.parametrize(
    ("store", "found"),
    [
        pytest.param("mine.sqlite3", "conf/mine.sqlite3", id="beside the file"),
        pytest.param("/srv/x.db", "/srv/x.db", id="absolute"),
        pytest.param("postgresql://u@h:5432/d", "postgresql://u@h:5432/d", id="an address"),
    ],
)
def test_the_store_is_seen_from_the_file(store: str, found: str) -> None:
    """As the knowledge folder is; an address is left as it is."""
    assert parse(f"store: {store}", "conf/config.yaml").store.replace("\\", "/") == found


@pytest.mark.parametrize(
    ("settings", "config", "environ", "found"),
    [
        pytest.param(Settings(store="a.db"), "c/config.yaml", {"VRAAGBAAK_STORE": "b.db"}, "b.db", id="environment"),
        pytest.param(Settings(store="a.db"), "c/config.yaml", {}, "a.db", id="then the settings"),
        pytest.param(Settings(), "c/config.yaml", {}, "c/vraagbaak.sqlite3", id="then beside the settings"),
        pytest.param(
            Settings(), None, {"XDG_STATE_HOME": "/s"}, "/s/vraagbaak/vraagbaak.sqlite3", id="then the user's folder"
        ),
    ],
)
def test_which_store_counts(settings: Settings, config: str | None, environ: dict[str, str], found: str) -> None:
    """The environment comes first: a password has its place there."""
    assert find_store(settings, config, environ).replace("\\", "/") == found


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


def test_the_logo_is_seen_from_the_file() -> None:
    assert Path(parse("web: {logo: mine.svg}", "conf/config.yaml").web_logo or "") == Path("conf/mine.svg")


def test_a_knowledge_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """In the line where it stands; one that is there is not."""
    file = tmp_path / FILE
    (tmp_path / "mine").mkdir()
    file.write_text("language: nl\nknowledge: mine\n", encoding="utf-8")
    assert load_settings(str(file))[1] == ()
    file.write_text("language: nl\nknowledge: yours\n", encoding="utf-8")
    settings, problems = load_settings(str(file))
    assert [as_text(problem) for problem in problems] == [
        f'{file}:2: knowledge: There is no folder "yours". '
        "Write where it is, seen from this file, or take the line away: then the bot's own holds."
    ]
    assert settings == Settings()


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
            "qqqq: red",
            f"config.yaml:1: qqqq: There is no such setting. The settings are: {', '.join(SETTINGS)}.",
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
            "The keys are: answer, precision, lead, broader, stay, open, half, nearby, example_score, example_lead.",
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


@pytest.mark.parametrize(
    ("key", "value", "what", "mend"),
    [
        ("store", "mysql://u:secret@h/d", 'The store cannot be of the kind "mysql".', NO_STORE),
        ("store", "postgres://u@h/d", 'The store cannot be of the kind "postgres".', NO_STORE),
        ("store", "postgresql://u:secret@h/d", *NO_PASSWORD),
        ("store", "postgresql://:secret@h/d", *NO_PASSWORD),
        ("store", "postgresql://u@h/d?sslmode=require&password=secret", *NO_PASSWORD),
        ("telegram.base_url", "http://127.0.0.1:8081", '"http://127.0.0.1:8081" does not end in /bot.', NO_SERVER),
        ("telegram.base_url", "https://h/bot/", '"https://h/bot/" does not end in /bot.', NO_SERVER),
        ("keep_days", "0", "0 is no number of days.", "Write a whole number from 1 to 3650."),
        ("keep_days", "3651", "3651 is no number of days.", "Write a whole number from 1 to 3650."),
        ("keep_days", "90.5", "90.5 is no number of days.", "Write a whole number from 1 to 3650."),
        ("telegram.admins", "'@jan'", '"@jan" is no id of Telegram.', NO_ID),
        ("telegram.admins", "[12, jan]", '"jan" is no id of Telegram.', NO_ID),
        ("telegram.chats", "1.5", '"1.5" is no id of Telegram.', NO_ID),
        (
            "telegram.chats",
            "[[12]]",
            "One value should stand here, and it is a list.",
            "Write one value after the colon.",
        ),
        (
            "telegram.questions_per_minute",
            "-1",
            "-1 is no number of questions.",
            "Write a whole number from 0 to 10000.",
        ),
        (
            "telegram.longest_question",
            "19",
            "19 is no number of characters.",
            "Write a whole number from 20 to 4096.",
        ),
        (
            "telegram.longest_question",
            "4097",
            "4097 is no number of characters.",
            "Write a whole number from 20 to 4096.",
        ),
        (
            "telegram.messages_per_second",
            "1001",
            "1001 is no number of messages.",
            "Write a whole number from 0 to 1000.",
        ),
        (
            "telegram.seconds_between",
            "61",
            "61 is not a number of seconds from 0 to 60.",
            "Write a number such as 1, with a point for decimals.",
        ),
        (
            "telegram.group_messages_per_minute",
            "many",
            "many is no number of messages.",
            "Write a whole number from 0 to 1000.",
        ),
        (
            "webhook.url",
            "bot.example.org",
            '"bot.example.org" is no web address.',
            "Write the address that Telegram can reach, such as https://bot.example.org/telegram.",
        ),
        ("webhook.listen", "8080", '"8080" is no address with a port.', NO_PORT),
        ("webhook.listen", "':8080'", '":8080" is no address with a port.', NO_PORT),
        ("health.listen", "127.0.0.1:0", '"127.0.0.1:0" is no address with a port.', NO_PORT),
        ("health.listen", "127.0.0.1:65536", '"127.0.0.1:65536" is no address with a port.', NO_PORT),
        ("web.colour", "green", '"green" is no colour.', 'Write six hexadecimal digits, such as "#00584f".'),
        ("web.colour", "'#ffcc00'", '"#ffcc00" is too light to be read on white.', "Write a darker one."),
        (
            "web.logo",
            "logo.gif",
            '"logo.gif" is no picture for a page.',
            "Write the path of a file that ends in .svg or .png.",
        ),
        ("log.format", "xml", '"xml" is not known here.', "Write text or json."),
        ("log.level", "loud", '"loud" is not known here.', "Write debug, info, warning or error."),
    ],
)
def test_a_wrong_setting_of_the_bot_is_told(key: str, value: str, what: str, mend: str) -> None:
    """In the line where it stands, and with nothing else of it."""
    group, _, name = key.rpartition(".")
    text = f"\n{group}:\n  {name}: {value}\n" if group else f"\n\n{name}: {value}\n"
    settings, problems = parse_settings(text.encode(), Faults(FILE))
    assert [as_text(problem) for problem in problems] == [f"config.yaml:3: {key}: {what} {mend}"]
    assert settings == Settings()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1:8081", "localhost", "[::1]:8081"])
def test_plain_http_to_this_machine(host: str) -> None:
    """Nobody is on the way."""
    assert parse(f"telegram: {{base_url: 'http://{host}/bot'}}").telegram_base_url == f"http://{host}/bot"


@pytest.mark.parametrize(
    "host", ["203.0.113.9", "192.168.1.5:8081", "bot-api", "localhost.example.org", "127.1", "[::2]"]
)
def test_no_plain_http_to_another_machine(host: str) -> None:
    """Nor to one in the same network, unless that is said: the token is a part of each address."""
    address = f"http://{host}/bot"
    _, problems = parse_settings(f"\ntelegram: {{base_url: '{address}'}}".encode(), Faults(FILE))
    assert [as_text(problem) for problem in problems] == [
        f'config.yaml:2: telegram.base_url: To "{address}" the token would travel unencrypted. Write https://; '
        "or, where you trust every machine on the way, add plain_http: true below telegram:."
    ]
    assert parse(f"telegram: {{base_url: '{address}', plain_http: yes}}").telegram_plain_http


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1@h/bot",
        "https://u:secret@h/bot",
        "http://127.0.0.1\\@h/bot",
        "https://h/?x=/bot",
        "https://h#/bot",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_refused(address: str) -> None:
    """And not repeated: there may be a password in it."""
    _, problems = parse_settings(f"telegram: {{base_url: '{address}'}}".encode(), Faults(FILE))
    assert [as_text(problem) for problem in problems] == [
        f"config.yaml:1: telegram.base_url: This address has more in it than a host, a port and a path. {NO_SERVER}"
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param(f"token: {TOKEN}", "token", id="as a setting of its own"),
        pytest.param(f"telegram: {{token: {TOKEN}}}", "telegram.token", id="in its group"),
        pytest.param(f"telegram: {{Bot_Token: '{TOKEN}'}}", "telegram.Bot_Token", id="by another name"),
        pytest.param("telegram: {token: short}", "telegram.token", id="one that has not its form"),
        pytest.param(f"telegram: {{base_url: 'http://h/bot{TOKEN}'}}", "telegram.base_url", id="in an address"),
        pytest.param(f"webhook: {{url: 'https://h/{TOKEN}'}}", "webhook.url", id="in the path of the webhook"),
        pytest.param(f"telegram: {{admins: [12, '{TOKEN}']}}", "telegram.admins", id="in a list"),
        pytest.param(f"store: '{TOKEN}'", "store", id="where any text may stand"),
    ],
)
def test_a_token_in_the_file_is_refused(text: str, key: str) -> None:
    """Whatever key it stands at."""
    _, problems = parse_settings(text.encode(), Faults(FILE))
    assert [as_text(problem) for problem in problems] == [f"config.yaml:1: {key}: {NO_TOKEN}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"bot: {TOKEN}", id="at an unknown key"),
        pytest.param(f"telegram: {TOKEN}", id="in place of a group"),
        pytest.param(f"telegram: {{admins: {{jan: '{TOKEN}'}}}}", id="deeper than a value stands"),
        pytest.param(TOKEN, id="in place of everything"),
        pytest.param(f"- {TOKEN}", id="in a list in place of everything"),
        pytest.param(f"language: nl\nbot: {TOKEN}: x", id="where the file is no YAML"),
        pytest.param(f"bot: {TOKEN}\n\tlanguage: nl", id="beside a tab"),
        pytest.param(f"store: '{TOKEN}'\nstore: '{TOKEN}'", id="twice"),
    ],
)
def test_a_token_in_the_file_is_never_repeated(text: str) -> None:
    """Messages end up in logs."""
    _, problems = parse_settings(text.encode(), Faults(FILE))
    assert problems
    assert [as_text(problem) for problem in problems if TOKEN[-20:] in as_text(problem)] == []


def test_every_wrong_setting_of_the_bot_is_told_in_one_run() -> None:
    """Whoever starts it mends all of them at once."""
    text = (
        "store: mysql://h/d\nkeep_days: 0\n"
        "telegram:\n  admins: jan\n  chats: [x]\n  questions_per_minute: -1\n  longest_question: 1\n"
        "webhook:\n  url: x\n  listen: y\nhealth:\n  listen: z\nlog:\n  format: xml\n  level: loud\n"
    )
    _, problems = parse_settings(text.encode(), Faults(FILE))
    assert [(problem.position.line, problem.rule) for problem in problems] == [
        (1, "store"),
        (2, "keep_days"),
        (4, "telegram.admins"),
        (5, "telegram.chats"),
        (6, "telegram.questions_per_minute"),
        (7, "telegram.longest_question"),
        (9, "webhook.url"),
        (10, "webhook.listen"),
        (12, "health.listen"),
        (14, "log.format"),
        (15, "log.level"),
    ]


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
