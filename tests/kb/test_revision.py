"""An older revision is read from whatever git made, and nothing that a folder brings along is ever run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import TOKEN_VARIABLE
from bot.kb import revision
from bot.kb.revision import RevisionError, read_revision
from tests.small_knowledge import SMALL, change, commit, git, make_knowledge

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:a-token-of-the-tests"
OLD, NEW = "# Reading aloud.", "# Reading loud."
posix = pytest.mark.skipif(os.name != "posix", reason="the commands are for a POSIX shell")

HOSTILE: dict[str, str] = {  # {ran}: a command that leaves a mark; each in a repository from which a file is missing
    "ssh": '[core] sshCommand = "{ran};false"\n[remote "origin"] url = ssh://x/y',
    "ext": '[protocol "ext"] allow = always\n[remote "origin"] url = ext::{ran}',
    "proxy": '[core] gitProxy = {ran}\n[remote "origin"] url = git://x/y',
    "upload-pack": '[remote "origin"] url = {origin}\n uploadpack = {ran}',
    "alternates": '[core] alternateRefsCommand = {ran}\n[remote "origin"] url = {origin}',
    "monitor": "[core] fsmonitor = {ran}",
    "hooks": "[core] hooksPath = {hooks}",
    "pager": "[core] pager = {ran}\n[pager] rev-parse = {ran}\n ls-tree = {ran}\n cat-file = {ran}",
    "diff": '[diff] external = {ran}\n[diff "x"] textconv = {ran}',
    "filter": '[filter "x"] process = {ran}\n smudge = {ran}\n clean = {ran}\n required = true',
    "credentials": '[credential] helper = "!{ran}"\n[gpg] program = {ran}\n[remote "origin"] url = https://127.0.0.1:9/x',
    "included": "[include] path = {included}",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a knowledge base that is in git, in a folder of the repository."""
    file = make_knowledge(tmp_path / "repository" / "knowledge")
    git(tmp_path / "repository", "init", "--quiet")
    commit(tmp_path / "repository")
    return file


def read(folder: Path, base: str = "HEAD", environ: dict[str, str] | None = None) -> str:
    """Return the one file of the revision."""
    (found,) = read_revision(str(folder), base, environ or {})
    assert (found.path, found.name) == (os.path.join(f"{base}:{folder}", "all.yaml"), "all.yaml")
    return found.content.decode()


def obstacle(folder: Path, base: str = "HEAD", environ: dict[str, str] | None = None) -> str:
    with pytest.raises(RevisionError) as refused:
        read_revision(str(folder), base, environ or {})
    return refused.value.obstacle


def output(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def take_away(repository: Path, name: str = "HEAD:knowledge/all.yaml") -> None:
    """Take an object out of a repository, as if it had never been fetched."""
    hash_ = output(repository, "rev-parse", name)
    common = Path(repository, output(repository, "rev-parse", "--git-common-dir"))
    (common / "objects" / hash_[:2] / hash_[2:]).unlink()


# --- what may be read


@pytest.mark.parametrize(
    "base",
    ["HEAD", "@", "main", "HEAD~0", "later~1", "later^", "later^^~0", "v1", "v2", "refs/heads/main", "hash", "short"],
)
def test_ways_to_name_a_revision(base: str, file: Path) -> None:
    """By branch, tag with or without a message, hash or its begin, and steps back."""
    top = file.parent.parent
    git(top, "tag", "v1")
    git(top, "tag", "--annotate", "--message", "Second", "v2")
    git(top, "checkout", "--quiet", "-b", "later")
    for text in (NEW, OLD) if base == "later^^~0" else (NEW,):
        file.write_text(SMALL.replace(OLD, text), encoding="utf-8")
        commit(top)
    git(top, "checkout", "--quiet", "main")
    hash_ = output(top, "rev-parse", "main")
    assert read(file.parent, {"hash": hash_, "short": hash_[:8]}.get(base, base)).startswith(OLD)


@pytest.mark.parametrize(
    "base",
    [
        "nowhere",
        "HEAD~1",
        "HEAD^2",
        "-q",
        "--help",
        "HEAD:knowledge",
        "a b",
        "x\0y",
        "é",
        "../HEAD",
        "",
        "HEAD~9999999999",
    ],
)
def test_what_names_no_revision(base: str, file: Path) -> None:
    assert obstacle(file.parent, base) == "no_revision"


def _packed(repository: Path, place: Path) -> Path:
    git(repository, "gc", "--quiet")
    git(repository, "pack-refs", "--all")
    return repository


def _worktree(repository: Path, place: Path) -> Path:
    git(repository, "worktree", "add", "--quiet", str(place))
    return place


def _clone(*options: str) -> Callable[[Path, Path], Path]:
    def clone(repository: Path, place: Path) -> Path:
        git(repository, "config", "uploadpack.allowFilter", "true")
        git(repository.parent, "clone", "--quiet", *options, repository.as_uri(), str(place))
        return place

    return clone


def _separate(repository: Path, place: Path) -> Path:
    git(repository, "init", "--quiet", "--separate-git-dir", str(place))
    return repository


def _submodule(repository: Path, place: Path) -> Path:
    place.mkdir()
    git(place, "init", "--quiet")
    git(place, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "part")
    return place / "part"


def _sha256(repository: Path, place: Path) -> Path:
    make_knowledge(place / "knowledge")
    git(place, "init", "--quiet", "--object-format=sha256")
    commit(place)
    return place


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(_packed, id="packed"),
        pytest.param(_worktree, id="linked worktree"),
        pytest.param(_clone(), id="clone"),
        pytest.param(_clone("--depth=1"), id="shallow clone"),
        pytest.param(_clone("--filter=blob:none"), id="partial clone with what HEAD needs"),
        pytest.param(_separate, id="git directory elsewhere"),
        pytest.param(_submodule, id="submodule"),
        pytest.param(_sha256, id="SHA-256"),
    ],
)
def test_every_kind_of_checkout_can_be_read(
    made: Callable[[Path, Path], Path], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the program git."""
    checkout = made(file.parent.parent, tmp_path / "other")
    monkeypatch.setenv("PATH", "")
    assert read(checkout / "knowledge") == SMALL


def test_objects_of_another_repository_are_found(file: Path, tmp_path: Path) -> None:
    """A clone that shares them (`git clone --shared`) names where they are."""
    git(tmp_path, "clone", "--quiet", "--shared", str(file.parent.parent), "other")
    assert read(tmp_path / "other" / "knowledge") == SMALL


def test_only_the_yaml_files_of_the_folder_are_read(file: Path) -> None:
    """No hidden ones, no links, nothing beside the folder, and the folder may be the whole repository."""
    folder = file.parent
    for name in (".hidden.yaml", ".git-like/a.yaml", "deep/b.YML", "note.txt", "../c.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "link.yaml").symlink_to("note.txt")
    commit(folder)
    assert [one.name for one in read_revision(str(folder), "HEAD", {})] == ["all.yaml", "deep/b.YML"]
    top = read_revision(str(folder.parent), "HEAD", {})
    assert [one.name for one in top] == ["c.yaml", "knowledge/all.yaml", "knowledge/deep/b.YML"]


def test_a_folder_that_is_in_no_revision(file: Path, tmp_path: Path) -> None:
    """Or in no repository, as far up as may be looked."""
    other = make_knowledge(file.parent.parent / "other")
    assert obstacle(other.parent) == "not_there"
    loose = make_knowledge(tmp_path / "loose")
    assert obstacle(loose.parent, environ={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}) == "no_repository"
    (loose.parent / ".git").mkdir()
    assert obstacle(loose.parent) == "no_repository"


# --- what may not


@pytest.mark.parametrize("name", ["HEAD:knowledge/all.yaml", "HEAD:knowledge", "HEAD^{tree}"])
def test_what_is_missing_is_told(name: str, file: Path) -> None:
    """A blob or a tree that was never fetched: there is no figure to make up for it."""
    top = file.parent.parent
    take_away(top, name)
    assert obstacle(file.parent) == "missing"


def test_a_partial_clone_is_not_completed(file: Path, tmp_path: Path) -> None:
    """What it lacks is told; nothing is fetched for it."""
    change(file, OLD, NEW)
    commit(file.parent)
    clone = _clone("--filter=blob:none")(file.parent.parent, tmp_path / "other")
    assert read(clone / "knowledge").startswith(NEW)
    assert obstacle(clone / "knowledge", "HEAD~1") == "missing"


@pytest.mark.parametrize("damage", [b"", b"x", b"\x78\x9c" + b"\xff" * 40])
def test_damage_is_told(damage: bytes, file: Path) -> None:
    """Whatever it is that cannot be read."""
    top = file.parent.parent
    hash_ = output(top, "rev-parse", "HEAD:knowledge/all.yaml")
    path = top / ".git" / "objects" / hash_[:2] / hash_[2:]
    path.chmod(0o600)
    path.write_bytes(damage)
    assert obstacle(file.parent) == "unreadable"


def test_a_tree_that_unfolds_without_end_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that hold the same folder ten times over, ten deep, are ten objects and ten thousand million files."""
    monkeypatch.setattr(revision, "MOST_ENTRIES", 1000)
    top = file.parent.parent
    tree = output(top, "rev-parse", "HEAD:knowledge")
    for _ in range(10):
        lines = "".join(f"040000 tree {tree}\t{number}\n" for number in range(10))
        tree = subprocess.run(
            ["git", "mktree"], cwd=top, input=lines, check=True, capture_output=True, text=True
        ).stdout.strip()
    knowledge = f"040000 tree {tree}\tknowledge\n"
    done = subprocess.run(["git", "mktree"], cwd=top, input=knowledge, check=True, capture_output=True, text=True)
    person = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    folded = output(top, *person, "commit-tree", "-m", "Folded", done.stdout.strip())
    assert obstacle(file.parent, folded) == "unreadable"


# --- what a folder brings along


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """Return a program that notes its environment in a file beside it, with ".ran" behind its name."""
    program = tmp_path / "run-me"
    program.write_text(f'#!/bin/sh\nenv >> "{program}.ran"\n', encoding="utf-8")
    program.chmod(0o700)
    return program


def was_run(program: Path) -> bool:
    return program.with_name(program.name + ".ran").exists()


def hostile_config(kind: str, ran: Path, origin: Path, place: Path) -> str:
    """Return a configuration of git that names a program, for a repository that pretends to be a partial clone."""
    hooks, included = place / "hooks", place / "included"
    hooks.mkdir()
    for name in ("pre-commit", "post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(ran, hooks / name)
    included.write_text(f'[core]\n sshCommand = "{ran};false"\n', encoding="utf-8")
    known = HOSTILE[kind].format(ran=ran, origin=origin, hooks=hooks, included=included)
    promise = '[extensions]\n partialClone = origin\n[remote "origin"]\n promisor = true\n'
    promise += "" if "url =" in known else " url = ssh://x/y\n"
    return f"[core]\n repositoryformatversion = 1\n{promise}{known}\n"


def run_watched(folder: Path, *arguments: str, **further: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder as somebody who has the token of a bot at hand; tell each process that it starts."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en", TOKEN_VARIABLE: TOKEN, **further}
    command = [sys.executable, "-c", WATCHED, *arguments]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def run_diff(folder: Path, *, hook: bool = False) -> subprocess.CompletedProcess[str]:
    arguments = ["--fail-on", "changed-figure,new-false-answer,lost-answer"] if hook else []
    of_a_hook = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"} if hook else {}
    return run_watched(folder, "diff", "--knowledge", "knowledge", *arguments, **of_a_hook)


WATCHED = """
import sys
STARTS = ("subprocess.", "socket.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.startfile", "pty.")
def watch(event, arguments):
    if event.startswith(STARTS):
        print("EVENT", event, file=sys.stderr)
sys.addaudithook(watch)
from bot.cli import main
sys.exit(main(sys.argv[1:]))
"""


@posix
@pytest.mark.parametrize(("kind", "hook"), [*((kind, False) for kind in HOSTILE), ("ssh", True)])
def test_nothing_of_the_configuration_is_run(kind: str, hook: bool, file: Path, tmp_path: Path, ran: Path) -> None:
    """As in a zip file that holds a `.git`: a file that is missing is told, and not fetched by a command."""
    top = file.parent.parent
    (top / ".gitattributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    commit(top)
    shutil.copytree(top, tmp_path / "origin")
    take_away(top)
    (top / ".git" / "config").write_text(hostile_config(kind, ran, tmp_path / "origin", tmp_path), encoding="utf-8")
    (top / ".git" / "objects" / "info").mkdir(exist_ok=True)
    if kind == "alternates":
        empty = tmp_path / "empty"
        git(tmp_path, "init", "--quiet", "--bare", str(empty))
        (top / ".git" / "objects" / "info" / "alternates").write_text(f"{empty}/objects\n", encoding="utf-8")
    done = run_diff(top, hook=hook)
    assert not was_run(ran)
    assert (done.returncode, "EVENT" in done.stderr) == (2, False), done.stderr
    assert "a file of it is missing" in done.stderr


@posix
@pytest.mark.parametrize(("kind", "hook"), [*((kind, False) for kind in HOSTILE), ("ssh", True)])
def test_a_repository_inside_the_folder_is_no_repository(
    kind: str, hook: bool, file: Path, tmp_path: Path, ran: Path
) -> None:
    """One whose parts lie bare among the files can be committed, so a plain `git clone` brings it along."""
    top, inner = file.parent.parent, tmp_path / "inner"
    git(tmp_path, "clone", "--quiet", "--bare", "--no-hardlinks", str(top), str(inner))
    shutil.copytree(top, tmp_path / "origin")
    take_away(inner)
    shutil.copytree(inner / "objects", file.parent / "objects")
    (file.parent / "refs").mkdir()
    (file.parent / "refs" / ".keep").touch()
    shutil.copy(inner / "packed-refs", file.parent)
    shutil.copy(inner / "HEAD", file.parent)
    (file.parent / "config").write_text(
        hostile_config(kind, ran, tmp_path / "origin", tmp_path) + "[core]\n bare = true\n"
    )
    git(top, "add", "--all", "--force", ":/")
    git(top, "commit", "--quiet", "--message", "Evil")
    git(tmp_path, "clone", "--quiet", str(top), "victim")
    done = run_diff(tmp_path / "victim", hook=hook)
    assert not was_run(ran)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No change: all 4 questions get the same answer." in done.stdout


@posix
@pytest.mark.parametrize(("arguments", "code"), [
    (["check", "knowledge"], 0),
    (["ask", "Hoeveel bibliotheken hebben een leeshoek?", "--knowledge", "knowledge"], 0),
    (["stale", "--knowledge", "knowledge"], 0),
    (["export", "--format", "csv", "--knowledge", "knowledge"], 0),
    (["link", "--knowledge", "knowledge"], 2),  # looks whether the settings came with the clone
    (["unanswered", "--knowledge", "knowledge"], 2),  # the same
], ids=lambda value: value[0] if isinstance(value, list) else "")  # fmt: skip
def test_no_other_command_runs_anything(arguments: list[str], code: int, file: Path, tmp_path: Path, ran: Path) -> None:
    """In a folder with settings of its own and a hostile configuration of git, with the token at hand."""
    top = file.parent.parent
    (top / "config.yaml").write_text("telegram: {base_url: 'http://127.0.0.1:9/bot'}\n", encoding="utf-8")
    commit(top)
    take_away(top)
    take_away(top, "HEAD:config.yaml")
    (top / ".git" / "config").write_text(hostile_config("ssh", ran, tmp_path / "origin", tmp_path), encoding="utf-8")
    done = run_watched(top, *arguments)
    assert not was_run(ran)
    assert (done.returncode, "EVENT" in done.stderr) == (code, False), done.stderr
    assert TOKEN not in done.stdout + done.stderr
