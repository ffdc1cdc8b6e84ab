"""What runs the bot (image, compose file, unit, proxies, alerts) and the guides to it fit the program."""

import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, generate_latest

from bot.cli import build_parser
from bot.config import TOKEN_VARIABLE, Settings
from bot.config_file import SETTINGS, parse_settings
from bot.kb.language_files import read_language_files
from bot.kb.languages import read_languages
from bot.kb.problems import Faults
from bot.secret import FILE_SUFFIX
from bot.surfaces.serving import MOST_CONNECTIONS, PORTS, RESERVED
from bot.surfaces.telegram.client import is_token
from bot.surfaces.telegram.health import CountsCollector
from bot.surfaces.telegram.kit import Counts
from bot.surfaces.telegram.names import ADMIN, command_names

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
TELEGRAM = read_languages(read_language_files()[0])[0]
NAMES, ADMIN_NAMES = command_names(TELEGRAM), command_names(TELEGRAM, ADMIN)
GUIDES = {
    language: (ROOT / "docs" / f"telegram.{language}.md").read_text(encoding="utf-8") for language in ("nl", "en")
}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
UNIT = DEPLOY / "vraagbaak.service"
FILES = [ROOT / "Dockerfile", ROOT / "compose.yaml", ROOT / ".dockerignore", *sorted(DEPLOY.iterdir())]
ALL = [*(path for path in FILES if path.is_file()), *(ROOT / "docs" / f"telegram.{code}.md" for code in GUIDES)]
OF_BOTFATHER = {"newbot", "setinline", "setprivacy", "setjoingroups", "setuserpic", "revoke", "token"}
PATHS = {"healthz", "readyz", "metrics", "telegram"}

Compose = dict[str, Any]


def blocks(guide: str, kind: str = r"\w*") -> list[str]:
    """Return the code blocks of a guide."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)


def outside_blocks(guide: str) -> str:
    return re.sub(r"^```\w*\n.*?^```$", "", guide, flags=re.DOTALL | re.MULTILINE)


def find_source() -> str:
    """Return the text of the whole program."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))


def unit_lines() -> list[tuple[str, str]]:
    """Return the lines of the unit as pairs, in their order: some keys stand there twice, which adds to the first."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    return [
        (key, value) for key, is_pair, value in (line.partition("=") for line in lines if line[:1] != "#") if is_pair
    ]


@pytest.fixture(scope="module")
def compose() -> Compose:
    """Return the compose file as Docker reads it."""
    loaded: Compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


# --- the image


def test_the_image_is_built_in_two_stages() -> None:
    """What builds the program does not go along; of Python it is one image, which its digest names."""
    stages = re.findall(r"^FROM (\S+)(?: AS (\w+))?$", DOCKERFILE, re.MULTILINE)
    assert [stage[1] for stage in stages] == ["base", "build", ""]
    assert re.fullmatch(r"python:3\.12-slim@sha256:[0-9a-f]{64}", stages[0][0])
    assert {stage[0] for stage in stages[1:]} == {"base"}
    assert "# syntax=" not in DOCKERFILE  # would fetch one more image, by its tag
    assert "COPY --from=build /opt/vraagbaak /opt/vraagbaak" in DOCKERFILE


@pytest.mark.parametrize(
    "line",
    [
        "USER 10001:10001",
        'VOLUME ["/var/lib/vraagbaak"]',
        "STOPSIGNAL SIGTERM",
        'ENTRYPOINT ["vraagbaak"]',
        'CMD ["telegram"]',
    ],
)
def test_the_image_says_how_it_runs(line: str) -> None:
    """As a user without rights, stopped in the way that the bot knows."""
    assert line in DOCKERFILE.splitlines()
    assert DOCKERFILE.index("USER ") < DOCKERFILE.index("VOLUME ")


def test_the_image_holds_no_secret() -> None:
    """They come in when a container starts."""
    orders = "\n".join(line for line in DOCKERFILE.splitlines() if not line.startswith("#"))
    assert re.findall(r"TOKEN|PASSWORD|SECRET|^ARG|\.env", orders, re.MULTILINE) == []


def copied_paths() -> list[str]:
    """Return what the Dockerfile copies from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


@pytest.mark.parametrize("path", copied_paths())
def test_what_is_copied_exists_and_is_not_ignored(path: str) -> None:
    """`.dockerignore` leaves everything out but what it names."""
    assert (ROOT / path).exists()
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in kept
    assert f"!{path}" in kept


def test_what_the_build_reads_is_copied() -> None:
    """The wheel needs the files that pyproject.toml names."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = {"pyproject.toml", "README.md", "LICENSE", "bot", "knowledge"}
    assert all(f'"{name}"' in project for name in needed - {"pyproject.toml"})
    assert needed <= set(copied_paths())


def test_the_settings_of_the_image_are_sound() -> None:
    """They differ from the defaults in what a container needs only."""
    settings, problems = parse_settings((DEPLOY / "container.yaml").read_bytes(), Faults("container.yaml"))
    assert problems == ()
    assert settings == Settings(webhook_listen=("0.0.0.0", 8080), health_listen=("0.0.0.0", 8081), log_format="json")


class _Health(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.mark.parametrize(
    ("config", "status", "code"),
    [
        pytest.param("health: {{listen: '127.0.0.1:{port}'}}", 200, 0, id="it answers"),
        pytest.param("health: {{listen: '0.0.0.0:{port}'}}", 200, 0, id="it answers, on all addresses"),
        pytest.param("health: {{listen: '127.0.0.1:{port}'}}", 500, 1, id="it fails"),
        pytest.param("health: {{listen: '127.0.0.1:{free}'}}", 200, 1, id="nobody answers"),
        pytest.param("language: nl", 200, 0, id="there is nothing to ask"),
        pytest.param("language: xx", 200, 1, id="the settings are wrong"),
    ],
)
def test_the_check_of_health(config: str, status: int, code: int, tmp_path: Path) -> None:
    """It asks where the settings say."""
    handler = type("Handler", (_Health,), {"status": status})
    with closing(socket.create_server(("127.0.0.1", 0))) as unused, HTTPServer(("127.0.0.1", 0), handler) as server:
        free = unused.getsockname()[1]
        unused.close()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        file = tmp_path / "config.yaml"
        file.write_text(config.format(port=server.server_port, free=free), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(DEPLOY / "healthcheck.py")],
            env={"VRAAGBAAK_CONFIG": str(file), "PYTHONPATH": str(ROOT)},
            check=False,
            capture_output=True,
            text=True,
        )
        server.shutdown()
    assert (done.returncode, done.stderr) == (code, "")


# --- compose


@pytest.mark.parametrize("service", ["bot", "postgres"])
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("read_only", True),
        ("cap_drop", ["ALL"]),
        ("security_opt", ["no-new-privileges:true"]),
        ("restart", "unless-stopped"),
    ],
)
def test_both_services_run_without_rights(compose: Compose, service: str, key: str, value: object) -> None:
    """What they write goes into a volume or into memory, and no port is open to outside."""
    assert compose["services"][service][key] == value
    assert compose["services"][service]["ulimits"]["core"] == 0  # a core dump would hold the token
    assert "/tmp" in compose["services"][service]["tmpfs"]
    assert not {"privileged", "ports", "network_mode", "cap_add"} & compose["services"][service].keys()


def test_the_bot_and_its_database_find_each_other(compose: Compose) -> None:
    """By one name, one password and one network, once the database answers."""
    bot, postgres = compose["services"]["bot"], compose["services"]["postgres"]
    assert re.fullmatch(r"postgres:16-alpine@sha256:[0-9a-f]{64}", postgres["image"])
    assert bot["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "pg_isready" in postgres["healthcheck"]["test"]
    password = postgres["environment"]["POSTGRES_PASSWORD"]
    assert re.fullmatch(r"\$\{POSTGRES_PASSWORD:\?.+\}", password)
    assert bot["environment"]["VRAAGBAAK_STORE"] == f"postgresql://vraagbaak:{password}@postgres/vraagbaak"
    assert {postgres["environment"][f"POSTGRES_{key}"] for key in ("USER", "DB")} == {"vraagbaak"}
    assert set(postgres["networks"]) <= set(bot["networks"])
    assert compose["networks"]["inside"] == {"internal": True}
    assert "store" in compose["volumes"]


def test_the_bot_gets_its_token_from_outside_and_its_time_to_stop(compose: Compose) -> None:
    """The file that holds the token is no part of the repository."""
    bot = compose["services"]["bot"]
    assert bot["stop_grace_period"] == "15s"
    assert re.fullmatch(r"\$\{VRAAGBAAK_TELEGRAM_TOKEN:\?.+\}", bot["environment"]["VRAAGBAAK_TELEGRAM_TOKEN"])
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


# --- systemd


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("StateDirectory", "vraagbaak"),
        ("LoadCredential", "VRAAGBAAK_TELEGRAM_TOKEN:/etc/vraagbaak/token"),
        ("LoadCredential", "config.yaml:/etc/vraagbaak/config.yaml"),
        ("Environment", "VRAAGBAAK_CONFIG=%d/config.yaml"),
        ("LimitCORE", "0"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("MemoryDenyWriteExecute", "yes"),
        ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
        ("SystemCallFilter", "@system-service"),
        ("UMask", "0077"),
        ("KillSignal", "SIGTERM"),
        ("TimeoutStopSec", "15"),
        ("Restart", "on-failure"),
        ("RestartPreventExitStatus", "2"),
        ("Environment", "VRAAGBAAK_STORE=%S/vraagbaak/vraagbaak.sqlite3"),
    ],
)
def test_the_unit_is_hardened(key: str, value: str) -> None:
    """And gives the bot its folder, its token and its time to stop."""
    assert (key, value) in unit_lines()


def test_both_ports_full_of_connections_leave_files_to_open(compose: Compose) -> None:
    """By the unit and in the container."""
    enough = RESERVED + PORTS * MOST_CONNECTIONS
    assert int(dict(unit_lines())["LimitNOFILE"]) > enough
    assert compose["services"]["bot"]["ulimits"]["nofile"] > enough


def test_the_unit_holds_no_secret() -> None:
    """What stands in a unit can be read by everybody on the machine; of the token it only says in which file it is."""
    assert [pair for pair in unit_lines() if re.search(r"TOKEN=|PASSWORD|://", "=".join(pair))] == []
    assert [value for key, value in unit_lines() if key == "EnvironmentFile"] == []  # children would get what it holds
    assert TOKEN_VARIABLE in {value.partition(":")[0] for key, value in unit_lines() if key == "LoadCredential"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    """No unknown key, and an exposure of at most 1.5 of 10 (1.1 with systemd 252)."""
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(re.sub(r"(?<=^ExecStart=)\S+", sys.executable, text, flags=re.MULTILINE), encoding="utf-8")
    for order in (["verify", "--man=no"], ["security", "--offline=true", "--threshold=15", "--no-pager"]):
        done = subprocess.run(["systemd-analyze", *order, str(unit)], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "Unknown" not in done.stderr


# --- what stands in front of it, and what watches it


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_proxies_reach_the_webhook(name: str) -> None:
    """At the default address; the path goes through unchanged, as an address without a path tells nginx."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    host, port = Settings().webhook_listen
    assert f"{host}:{port}" in text
    assert "/telegram" in text
    assert re.findall(r"proxy_pass \S+?//[^/;]+/", text) == []
    assert "strip_prefix" not in text
    assert "handle_path" not in text


def test_every_metric_that_is_named_exists() -> None:
    """In the alerts and in both guides; and the guides name all."""
    counts = Counts(answers={"answer": 1}, feedback={"good": 1})
    registry = CollectorRegistry()
    registry.register(CountsCollector(counts, lambda: 0.0, lambda: True))
    exposed = set(re.findall(r"^(vraagbaak_\w+)", generate_latest(registry).decode(), re.MULTILINE))
    alerts = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    named = {name for rule in alerts["groups"][0]["rules"] for name in re.findall(r"vraagbaak_\w+", rule["expr"])}
    assert "vraagbaak_seconds_since_telegram" in named
    assert named <= exposed
    for guide in GUIDES.values():
        assert set(re.findall(r"vraagbaak_\w+", guide)) == exposed


# --- names and guides


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_variable_that_is_named_exists(path: Path) -> None:
    """It stands in the source of the program; a secret may also be in a file, which a name of its own gives."""
    source = find_source()
    named = set(re.findall(r"VRAAGBAAK_\w+", path.read_text(encoding="utf-8")))
    assert [name for name in named if f'"{name.removesuffix(FILE_SUFFIX)}"' not in source] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    """`webhook.listen` and its like."""
    groups = "|".join(sorted({name.partition(".")[0] for name in SETTINGS if "." in name}))
    named = re.findall(rf"(?<![\w/.@-])(?:{groups})\.[a-z_]+\b(?!\.)", path.read_text(encoding="utf-8"))
    assert set(named) <= set(SETTINGS)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_nothing_holds_a_real_token(path: Path) -> None:
    """The one that is shown is plainly made up."""
    found = re.findall(r"\b\d{6,}:[A-Za-z0-9_-]+", path.read_text(encoding="utf-8"))
    assert all(is_token(token) and token == "123456789:AbC-dEf" for token in found)


def test_both_guides_have_the_same_form() -> None:
    """The same headings by level, code blocks to the letter, rows of tables, items of lists, and links."""
    for form in (
        lambda guide: re.findall(r"^#+(?= )", outside_blocks(guide), re.MULTILINE),
        blocks,
        lambda guide: [line.count("|") for line in guide.splitlines() if line.startswith("|")],
        lambda guide: re.findall(r"^\d\. `?\S+", guide, re.MULTILINE),
        lambda guide: re.findall(r"\]\(([^)]+)\)", guide)[1:],  # the first one leads to the other guide
    ):
        assert form(GUIDES["nl"]) == form(GUIDES["en"])


@pytest.mark.parametrize("language", GUIDES)
def test_the_links_of_a_guide_lead_somewhere(language: str) -> None:
    """To files of the repository, or to Telegram."""
    for target in re.findall(r"\]\(([^)]+)\)", GUIDES[language]):
        assert target.startswith(("https://t.me/", "https://web.telegram.org/")) or (ROOT / "docs" / target).is_file()


@pytest.mark.parametrize("language", GUIDES)
def test_the_commands_of_telegram_in_a_guide_exist(language: str) -> None:
    """They are the bot's, or BotFather's."""
    named = set(re.findall(r"`/(\w+)`", outside_blocks(GUIDES[language])))
    assert named <= {*NAMES, *ADMIN_NAMES} | OF_BOTFATHER | PATHS
    assert named >= ADMIN_NAMES.keys()


@pytest.mark.parametrize("line", sorted({line for block in blocks(GUIDES["en"], "sh") for line in block.splitlines()}))
def test_the_shell_commands_of_a_guide_are_sound(line: str) -> None:
    """Those of the program are understood by it; the files that others name exist."""
    words = shlex.split(line)
    name = Path(words[0]).name
    if name == "vraagbaak":
        build_parser().parse_args(words[1:])
    assert all((ROOT / word).exists() for word in words if word.startswith("deploy/"))


def test_what_the_guides_write_is_for_one_user_only() -> None:
    """The settings, the token and every copy of the store: by its mode, or by `umask`."""
    for block in blocks(GUIDES["en"], "sh"):
        for line in block.splitlines():
            words = shlex.split(line)
            if "install" in words[:2] and words[-1].startswith(("/etc/vraagbaak/", ".env")):
                assert "--mode=0600" in words
            if "backup" in line:
                assert block.startswith("umask 077\n")


@pytest.mark.parametrize("block", blocks(GUIDES["en"], "yaml"))
def test_the_settings_of_a_guide_are_sound(block: str) -> None:
    """What is no setting belongs to Prometheus, and agrees with the file of alerts."""
    content = yaml.safe_load(block)
    if "groups" in content:
        shown = content["groups"][0]["rules"][0]
        alerts = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
        kept = next(rule for rule in alerts["groups"][0]["rules"] if rule["alert"] == shown["alert"])
        assert shown.items() <= kept.items()
    elif "scrape_configs" not in content:
        assert parse_settings(block.encode(), Faults("guide"))[1] == ()


def test_the_messages_in_the_guides_are_the_programs() -> None:
    """Whoever looks for what the log says finds it."""
    source = find_source()
    for guide in GUIDES.values():
        shown = re.findall(r"^\| `([A-Z][^`]+)` \|", guide, re.MULTILINE)
        assert len(shown) == 10
        assert [message for message in [*shown, "Fetching updates"] if message not in source] == []


def test_the_links_of_the_workshop_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """The ids in the guides are of the knowledge base that comes with the program."""
    from bot.cli import main

    line = next(line for line in "".join(blocks(GUIDES["en"], "sh")).splitlines() if "basic-skills" in line)
    assert main(["link", "--bot", "name", *line.split()[-2:]]) == 0
    assert "https://t.me/name?start=commercial-partners-share" in capsys.readouterr().out
