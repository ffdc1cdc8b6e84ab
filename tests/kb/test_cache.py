"""The compiled copy is a shortcut that can never change what is read."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.kb import cache, load
from bot.kb.files import RawFile
from bot.kb.packed import IN_TABLES

Write = Callable[..., Path]

ONE = """
sources: [{id: s, cited_as: S, author: [A, {family: B, given: C}], language: nl, labels: {nl: [x]}, note: {nl: n}}]
concepts:
  - {id: m, facet: measure, role: total, pref: {nl: aandeel}, alt: {nl: [deel]}, hidden: {en: [é]}}
  - {id: c, broader: m, pref: {nl: c}}
facts:
  - id: f
    kind: figure
    measure: m
    answers: m
    about: [[c, m], c]
    covers: c
    counted: c
    population: {nl: p}
    unit: percent
    figures:
      - {value: 12.50, as_printed: "12,5%", period: 2017-2018, source: [s, s], via: s, evidence: [a, b]}
    say: {nl: x}
    ask: {nl: [q, r]}
    caveat: {nl: k}
    complement: {nl: l}
    related: f
"""


@pytest.fixture
def folder(write: Write) -> Path:
    """A knowledge base in which every field has a value."""
    write({"nl/words.yaml": "numbers: {een: 1}\nfractions: {half: 50}\nfunction: [de]\n"}, "languages")
    write({"nl/phrases.yaml": "hello: Dag\n", "other.yaml": "de: [der]\n"}, "languages")
    return write({"one.yaml": ONE})


def read(folder: Path) -> KnowledgeBase:
    """Load, and expect it to go well."""
    loaded = load.load_knowledge(folder, folder.parent / "languages")
    assert loaded.knowledge is not None
    return loaded.knowledge


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes reading YAML impossible, so that only the copy is left."""

    def forbid() -> None:
        monkeypatch.setitem(sys.modules, "bot.kb.reading", None)

    return forbid


def copies(cache_folder: Path) -> list[Path]:
    """Return the files in the cache."""
    return sorted(cache_folder.iterdir()) if cache_folder.exists() else []


def as_kept(original: KnowledgeBase) -> KnowledgeBase:
    """Return what a copy holds: all but the labels and the longest word lists, which stand in the tables."""
    concepts = {id_: replace(one, alt={}, hidden={}) for id_, one in original.concepts.items()}
    languages = {
        code: replace(one, words={name: words for name, words in one.words.items() if name not in IN_TABLES})
        for code, one in original.languages.items()
    }
    return replace(original, concepts=concepts, languages=languages, is_slim=True)


def test_the_copy_equals_the_original(folder: Path, cache_folder: Path, no_yaml: Callable[[], None]) -> None:
    """Every field comes back, digits and order included, but for the labels and words that the tables hold."""
    original = read(folder)
    no_yaml()
    copy = read(folder)
    assert copy == as_kept(original)
    assert str(copy.facts["f"].figures[0].value) == "12.50"
    assert [path.suffix for path in copies(cache_folder)] == [".json"]


def test_rows_in_a_file_of_their_own_are_kept(folder: Path, write: Write, no_yaml: Callable[[], None]) -> None:
    """With the place where each stands, although no fact stands there."""
    write({"two.yaml": "figures: [{fact: f, value: 13, as_printed: '13%', period: 2018-2019, source: s}]\n"})
    original = read(folder)
    no_yaml()
    assert read(folder) == as_kept(original)
    assert original.facts["f"].figures[0].position.file.endswith("two.yaml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("one.yaml", ONE.replace("x}", "y}"), id="one letter, same length"),
        pytest.param("two.yaml", "sources: []\n", id="a file more"),
        pytest.param("../languages/nl/phrases.yaml", "hello: Hoi\n", id="a phrase"),
    ],
)
def test_a_change_in_the_same_second_is_seen(
    name: str, content: str, folder: Path, write: Write, no_yaml: Callable[[], None]
) -> None:
    """Contents count, not times: a file that is written back with its old time is read anew."""
    read(folder)
    times = os.stat(folder / "one.yaml")
    write({name: content})
    os.utime(folder / "one.yaml", ns=(times.st_atime_ns, times.st_mtime_ns))
    changed = read(folder)
    no_yaml()
    assert read(folder) == as_kept(changed)


def test_a_file_that_is_taken_away_is_seen(folder: Path, write: Write) -> None:
    """Its facts are gone from the answers at once."""
    write({"two.yaml": "facts: [{id: g, kind: claim, say: {nl: x}, source: s}]"})
    assert set(read(folder).facts) == {"f", "g"}
    (folder / "two.yaml").unlink()
    assert set(read(folder).facts) == {"f"}


def head_of(content: bytes) -> bytes:
    """Return the first line, which says what the copy was made from."""
    return content.partition(b"\n")[0]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="truncated"),
        pytest.param(lambda content: head_of(content), id="head only"),
        pytest.param(lambda content: content[:-40] + b"!" + content[-39:], id="one letter changed"),
        pytest.param(lambda content: b"[1, 2, 3]", id="foreign JSON"),
        pytest.param(lambda content: b"\x00\xff" * 500, id="foreign bytes"),
        pytest.param(
            lambda content: cache.make_head(head_of(content).split()[1].decode(), b"[]") + b"\n[]", id="other shape"
        ),
        pytest.param(
            lambda content: cache.make_head(head_of(content).split()[1].decode(), b"[" * 10**5) + b"\n" + b"[" * 10**5,
            id="too deep",
        ),
        pytest.param(lambda content: content.replace(b"vraagbaak", b"vraagbaas"), id="another program"),
    ],
)
def test_a_damaged_copy_is_replaced_in_silence(
    damage: Callable[[bytes], bytes], folder: Path, cache_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The answer comes from the YAML files, and the next start finds a sound copy."""
    original = read(folder)
    (copy,) = copies(cache_folder)
    sound = copy.read_bytes()
    copy.write_bytes(damage(sound))
    assert copy.read_bytes() != sound
    assert read(folder) == original
    assert copy.read_bytes() == sound
    assert capfd.readouterr() == ("", "")


def test_the_cache_folder_is_a_file(folder: Path, cache_folder: Path) -> None:
    """What stands in the way stays as it is, and nothing fails."""
    cache_folder.write_text("mine")
    assert read(folder) == read(folder)
    assert cache_folder.read_text() == "mine"


def test_a_folder_in_the_place_of_the_copy(folder: Path, cache_folder: Path) -> None:
    """The copy cannot be written, and no half-written file is left behind."""
    read(folder)
    (copy,) = copies(cache_folder)
    copy.unlink()
    (copy / "full").mkdir(parents=True)
    read(folder)
    assert copies(cache_folder) == [copy]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_folder_without_rights(folder: Path, cache_folder: Path) -> None:
    """Reading goes on without a copy."""
    cache_folder.mkdir(mode=0o500)
    assert read(folder) == read(folder)
    assert copies(cache_folder) == []


def forge(copy: Path) -> None:
    """Write another figure into a copy, with a head that fits: it needs no secret."""
    head, _, body = copy.read_bytes().partition(b"\n")
    forged = body.replace(b"12.50", b"99.50")
    assert forged != body
    copy.write_bytes(cache.make_head(head.split()[1].decode(), forged) + b"\n" + forged)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no such owners here")
@pytest.mark.parametrize(("what", "mode", "owner"), [
    pytest.param("folder", 0o1777, None, id="a folder such as /tmp"),
    pytest.param("folder", 0o777, None, id="a folder that all may write"),
    pytest.param("folder", 0o770, None, id="a folder that a group may write"),
    pytest.param("folder", 0o700, 65534, id="somebody else's folder"),
    pytest.param("file", 0o666, None, id="a file that all may write"),
    pytest.param("file", 0o620, None, id="a file that a group may write"),
    pytest.param("file", 0o644, 65534, id="somebody else's file"),
])  # fmt: skip
def test_a_copy_that_somebody_else_may_have_written_is_not_believed(
    what: str, mode: int, owner: int | None, folder: Path, cache_folder: Path
) -> None:
    """The figure is that of the YAML files, and where the folder is not ours nothing is written into it."""
    if os.geteuid() != 0 and (owner is not None or mode in (0o770, 0o620)):
        pytest.skip("only root gives files away, and has no group for itself alone")
    original = read(folder)
    (copy,) = copies(cache_folder)
    sound = copy.read_bytes()
    forge(copy)
    path = copy if what == "file" else cache_folder
    path.chmod(mode)
    if owner is not None:
        os.chown(path, owner, -1)
    forged = copy.read_bytes()
    assert str(read(folder).facts["f"].figures[0].value) == "12.50"
    assert read(folder).facts == original.facts
    assert copy.read_bytes() == (forged if what == "folder" else sound)  # one's own folder gets a copy of one's own
    assert copies(cache_folder) == [copy]


def test_a_folder_of_our_own_is_for_nobody_else(folder: Path, cache_folder: Path) -> None:
    """Whatever the mask that new files are made with, and a copy in it is read again."""
    before = os.umask(0)
    try:
        read(folder)
    finally:
        os.umask(before)
    (copy,) = copies(cache_folder)
    if hasattr(os, "geteuid"):
        assert (cache_folder.stat().st_mode & 0o777, copy.stat().st_mode & 0o777) == (0o700, 0o600)
    forge(copy)
    assert str(read(folder).facts["f"].figures[0].value) == "99.50"  # so it is the copy that is read


def test_a_knowledge_base_with_problems_is_not_kept(folder: Path, write: Write, cache_folder: Path) -> None:
    """Its problems have to be told each time."""
    write({"two.yaml": "facts: [{id: g}]"})
    for _ in range(2):
        assert load.load_knowledge(folder, folder.parent / "languages").knowledge is None
    assert copies(cache_folder) == []


def test_one_copy_per_folder(folder: Path, write: Write, cache_folder: Path) -> None:
    """Old states do not pile up."""
    read(folder)
    write({"one.yaml": ONE + "# later\n"})
    read(folder)
    assert len(copies(cache_folder)) == 1


def test_without_the_cache(folder: Path, cache_folder: Path) -> None:
    """Whoever asks for it gets the YAML files, and leaves nothing behind."""
    load.load_knowledge(folder, folder.parent / "languages", use_cache=False)
    assert copies(cache_folder) == []


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        pytest.param("linux", {"VRAAGBAAK_CACHE_DIR": "/own", "XDG_CACHE_HOME": "/xdg"}, "/own", id="chosen"),
        pytest.param("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/vraagbaak", id="XDG"),
        pytest.param("linux", {"XDG_CACHE_HOME": "here", "HOME": "/me"}, "/me/.cache/vraagbaak", id="relative XDG"),
        pytest.param("linux", {"HOME": "/me"}, "/me/.cache/vraagbaak", id="Linux"),
        pytest.param("darwin", {"HOME": "/me"}, "/me/Library/Caches/vraagbaak", id="macOS"),
        pytest.param("win32", {"LOCALAPPDATA": "/local"}, "/local/vraagbaak", id="Windows"),
        pytest.param("win32", {}, None, id="Windows without a profile"),
        pytest.param("linux", {"HOME": "nowhere"}, None, id="no home"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths are written with slashes")
def test_where_copies_are_kept(
    platform: str, environment: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each platform has its own folder for what can be made again."""
    for name in ("VRAAGBAAK_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache.find_folder() == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param([("a", b"x"), ("b", b"")], [("a", b""), ("b", b"x")], id="text moved to another file"),
        pytest.param([("a", b"x")], [("b", b"x")], id="renamed"),
        pytest.param([("a", b"xy")], [("a", b"x"), ("", b"y")], id="split"),
    ],
)
def test_states_have_keys_of_their_own(first: list[tuple[str, bytes]], second: list[tuple[str, bytes]]) -> None:
    """No two states of a folder share a key, even where the same letters stand in it."""
    keys = {cache.make_key([RawFile(path, path, content) for path, content in each]) for each in (first, second)}
    assert len(keys) == 2


def test_a_start_from_the_copy_is_light(folder: Path) -> None:
    """None of the libraries that only reading or checking needs is loaded."""
    read(folder)
    code = (
        "import sys; from bot.kb.load import load_knowledge;"
        f"assert load_knowledge({str(folder)!r}, {str(folder.parent / 'languages')!r}).knowledge;"
        "print(sorted({'yaml', 'jsonschema', 'difflib', 'hashlib', 'tempfile', 'platformdirs'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_nothing_is_learnt_again_from_the_same_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What example questions teach is kept with the compiled copy, and ranks alike."""
    monkeypatch.setenv("VRAAGBAAK_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "base").mkdir()
    facts = "".join(
        f"""
  - id: fact-{number}
    kind: claim
    figures: [{{source: s, evidence: [x]}}]
    say: {{nl: Antwoord., en: Answer.}}
    ask: {{nl: [wat is {word}], en: [what is {word}, tell me of the {word}]}}"""
        for number, word in enumerate(("opal", "basalt", "granite"))
    )
    text = f"sources:\n  - {{id: s, cited_as: Invented}}\nfacts:{facts}\n"
    (tmp_path / "base" / "all.yaml").write_text(text, encoding="utf-8")
    first = load.load_knowledge(tmp_path / "base")
    monkeypatch.setattr("bot.core.words.compiled.learn", None)  # calling it would fail
    second = load.load_knowledge(tmp_path / "base")
    assert first.tables is not None
    assert second.tables is not None
    assert dict(second.tables.learnt) == first.tables.learnt
    assert second.tables.learnt["basalt"].count(":") == 3
