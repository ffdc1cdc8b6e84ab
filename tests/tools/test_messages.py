"""What `check` says of the mistakes that people make, word for word: the right line, plain words, a way to mend it."""

import re
import shutil
from pathlib import Path

import pytest

from bot.kb.problems import as_text
from bot.kb.yaml_faults import WORDS
from bot.tools.check import check
from tests.tools.test_check import BAD, TEXT, assistant

MESSAGES = (BAD / "messages.txt").read_text(encoding="utf-8").splitlines()
FILES = sorted(BAD.rglob("*.yaml"))
OF_PROGRAMMERS = re.compile(
    r"\b(NoneType|null|nil|mapping|scalar|sequence|token|parse[rd]?|parsing|block|flow|stream|anchor|node"
    r"|dict(ionary)?|str(ing)?|int(eger)?|float|bool(ean)?|array|object|type|value error|exception|traceback"
    r"|expected|unexpected|invalid|illegal|syntax|regex|pattern|utf-?16|byte|escape|codec|decode|enum|property"
    r"|instance|attribute|index)\b",
    re.IGNORECASE,
)
OF_THE_FILE = re.compile(r'"[^"]*"')  # what is quoted from the file, or shown as it should be typed


def messages_for(path: Path, folder: Path, languages: Path) -> list[str]:
    """Return what is said of one file, alone in a folder; names of rules need no example questions or source text."""
    shutil.copy(path, folder)
    is_rule = path.parent == BAD
    found = check(str(folder), (str(TEXT),) if is_rule else (), assistant if is_rule else None, str(languages))
    return [as_text(problem).replace(f"{folder}/", "").replace(str(folder), ".") for problem in found.problems]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_mistake_is_told_word_for_word(path: Path, tmp_path: Path) -> None:
    """All that is said of it, and nothing else."""
    for name in ("knowledge", "languages"):
        (tmp_path / name).mkdir()
    at = MESSAGES.index(f"# {path.relative_to(BAD).as_posix()}") + 1
    told = []
    while at < len(MESSAGES) and MESSAGES[at]:
        told.append(MESSAGES[at])
        at += 1
    assert messages_for(path, tmp_path / "knowledge", tmp_path / "languages") == told
    assert told


def test_there_are_at_least_forty_mistakes() -> None:
    """And no message of a file that is gone."""
    assert len(FILES) >= 40
    titles = [line.removeprefix("# ") for line in MESSAGES if line.startswith("# ")]
    assert titles == [path.relative_to(BAD).as_posix() for path in FILES]


@pytest.mark.parametrize("line", [line for line in MESSAGES if line and not line.startswith("# ")])
def test_a_message_has_no_word_of_programmers(line: str) -> None:
    """Whoever keeps the facts is a librarian. What the file itself says may be quoted."""
    _, _, said = line.split(": ", 2)
    assert OF_PROGRAMMERS.findall(OF_THE_FILE.sub("", said)) == []


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_the_words_for_the_faults_of_yaml_are_plain(words: tuple[str, str, str, bool]) -> None:
    """Those that no file in the folder brings out, too."""
    _, what, mend, _ = words
    assert OF_PROGRAMMERS.findall(OF_THE_FILE.sub("", f"{what} {mend}")) == []
