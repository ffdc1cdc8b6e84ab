"""Files of a knowledge base: as if they had been changed; and which of them are not read."""

import os
import time
from pathlib import Path

import pytest

from bot.kb.files import LARGEST, RawFile, read_files, with_changes
from bot.kb.load import LANGUAGES
from bot.kb.problems import LONGEST, MOST_PROBLEMS
from bot.tools.check import check, run_check


def test_a_change_takes_the_place_of_a_file(tmp_path: Path) -> None:
    """A new file comes where its name puts it."""
    folder = str(tmp_path)
    for name in ("a.yaml", "c.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    files, _ = read_files(folder)
    changed = with_changes(files, folder, {f"{folder}/c.yaml": b"new", os.path.join(folder, "below", "b.yaml"): b"b"})
    assert [(file.name, file.content) for file in changed] == [
        ("a.yaml", b"a.yaml"), ("below/b.yaml", b"b"), ("c.yaml", b"new"),
    ]  # fmt: skip
    assert with_changes(files, folder, {}) == files
    assert changed[0] == RawFile(f"{folder}/a.yaml", "a.yaml", b"a.yaml")


def rules_and_names(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names of the files that were read, and rule and file of each problem."""
    files, problems = read_files(str(folder))
    return [file.name for file in files], [(each.rule, os.path.basename(each.position.file)) for each in problems]


@pytest.mark.parametrize("target", ["secret", "none", "secret-folder/b.yaml", "knowledge-2/b.yaml"])
def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, target: str) -> None:
    """Whatever is there, and whether anything is: its first words would stand in the messages of `check`."""
    folder = tmp_path / "knowledge"
    for name in ("knowledge", "secret-folder", "knowledge-2"):
        (tmp_path / name).mkdir()
    for name in ("secret", "secret-folder/b.yaml", "knowledge-2/b.yaml"):
        (tmp_path / name).write_text("root:*:20228:0:99999:7::\n", encoding="utf-8")
    (folder / "x.yaml").symlink_to(tmp_path / target)
    (folder / "y.yaml").symlink_to("x.yaml")
    lines, code = run_check(folder)
    assert rules_and_names(folder) == ([], [("link", "x.yaml"), ("link", "y.yaml")])
    assert (code, "20228" in " ".join(lines)) == (1, False)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    """As those of a folder that Kubernetes fills; the folder itself may be one as well."""
    (tmp_path / "real" / "..data").mkdir(parents=True)
    (tmp_path / "real" / "..data" / "a.yaml").write_text("facts:\n", encoding="utf-8")
    (tmp_path / "real" / "a.yaml").symlink_to("..data/a.yaml")
    (tmp_path / "knowledge").symlink_to(tmp_path / "real")
    assert rules_and_names(tmp_path / "knowledge") == (["a.yaml"], [])


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """One that takes no place on the disk, but would fill the memory."""
    (tmp_path / "a.yaml").write_bytes(b"facts:\n")
    with (tmp_path / "b.yaml").open("wb") as file:
        file.truncate(3_000_000_000)
    started = time.process_time()
    assert rules_and_names(tmp_path) == (["a.yaml"], [("too-large", "b.yaml")])
    assert time.process_time() - started < 1


def test_many_large_files_are_not_read_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits is read."""
    monkeypatch.setattr("bot.kb.files.LARGEST_FOLDER", 2 * LARGEST)
    for name in "abc":
        with (tmp_path / f"{name}.yaml").open("wb") as file:
            file.truncate(LARGEST)
    assert rules_and_names(tmp_path) == (["a.yaml", "b.yaml"], [("too-large", "c.yaml")])


@pytest.mark.parametrize("head", ["sources:\n", "facts:\n", "figures:\n", "? a\n: b\n"])
def test_a_file_with_too_many_problems_is_left(tmp_path: Path, head: str) -> None:
    """What is wrong with the rest nobody would read; the last message says so, and short."""
    line = "- {id: x, source: y}\n" if head != "? a\n: b\n" else "a: b\n"
    (tmp_path / "a.yaml").write_text(head + line * 30_000, encoding="utf-8")
    started = time.process_time()
    checked = check(str(tmp_path), (), None, LANGUAGES)
    assert time.process_time() - started < 10
    told = [one for one in checked.problems if one.rule == "too-large"]
    assert len(told) == 1
    assert len(checked.problems) <= MOST_PROBLEMS + 2


def test_a_rule_tells_no_more_than_can_be_read(tmp_path: Path) -> None:
    """Records may be sound one by one, and wrong together."""
    text = "sources: [{id: s, cited_as: S}]\nfacts:\n"
    one = "- {id: a%d, kind: claim, say: {nl: x, en: x}, figures: [{source: t}]}\n"
    (tmp_path / "a.yaml").write_text(text + "".join(one % number for number in range(MOST_PROBLEMS + 50)))
    checked = check(str(tmp_path), (), None, LANGUAGES)
    assert sum(problem.rule == "unknown-source" for problem in checked.problems) == MOST_PROBLEMS
    assert [problem.rule for problem in checked.problems].count("too-large") >= 1


def test_a_word_of_a_million_letters_is_told_short(tmp_path: Path) -> None:
    """And is no misspelt name."""
    (tmp_path / "a.yaml").write_text(f"{'fact' * 250_000}: []\n", encoding="utf-8")
    started = time.process_time()
    lines, _ = run_check(tmp_path)
    assert time.process_time() - started < 5
    assert max(map(len, lines)) <= LONGEST
