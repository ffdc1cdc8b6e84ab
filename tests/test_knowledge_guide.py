"""The guide for maintainers: its examples are a sound part of the real knowledge base, and its commands exist."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import COMMANDS, build_parser
from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import KnowledgeBase, Question, Weighed
from bot.kb.load import load_knowledge
from bot.kb.nodes import RecordNode
from bot.kb.problems import Faults, as_text
from bot.kb.records import CONCEPT_KEYS, FACT_KEYS, SECTIONS
from bot.kb.rows import ROW_KEYS, SHORT_KEYS
from bot.kb.rule import Reply
from bot.kb.rules import RULES
from bot.kb.yaml_text import parse_yaml
from bot.tools.check import check

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
DUTCH, _, ENGLISH = GUIDE.partition("\n# English\n")
LANGUAGES = {"nl": DUTCH, "en": ENGLISH}


def blocks(text: str, kind: str) -> list[str]:
    """Return the blocks that open with this line: "yaml file" for a whole file, "yaml" for a part of one."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


WHOLE, PARTS = blocks(DUTCH, "yaml file"), [block for block in blocks(DUTCH, "yaml") if not block.startswith("repos:")]
CALLS = [line for text in LANGUAGES.values() for block in blocks(text, "sh") for line in block.splitlines()]
CALLS = sorted(
    {line for line in CALLS if line.startswith("vraagbaak ")} | set(re.findall(r"`(vraagbaak [^`]+)`", GUIDE))
)


def assistant_on(kb: KnowledgeBase) -> Reply:
    """Return what answers the example questions."""
    assistant = Assistant(kb)

    def reply(question: str, language: str) -> tuple[str, tuple[str, ...], tuple[Weighed, ...]]:
        answer, _ = assistant.reply(Question(question, language=language), Dialogue())
        return answer.kind, tuple(use.id for use in answer.facts), answer.explanation.weighed

    return reply


def headings(text: str) -> Iterator[tuple[int, str]]:
    for marks, words in re.findall(r"^(#+) (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M), re.MULTILINE):
        yield len(marks), words


def test_both_languages_show_the_same_examples() -> None:
    """In the same order, under as many headings."""
    assert blocks(ENGLISH, "yaml file") == WHOLE
    assert [block for block in blocks(ENGLISH, "yaml") if not block.startswith("repos:")] == PARTS
    nl, en = (
        [level for level, _ in headings(text.partition("# Nederlands")[2] or text)] for text in LANGUAGES.values()
    )
    assert nl == en
    assert len(nl) >= 17


def test_whole_examples_are_a_sound_part_of_the_knowledge_base(tmp_path: Path) -> None:
    """Together with it they break no rule, their example questions are answered, and the guide itself is not read."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    for number, block in enumerate(WHOLE):
        (folder / f"example-{number}.yaml").write_text(block, encoding="utf-8")
    assert (folder / "README.md").exists()
    checked = check(str(folder), (), assistant_on, str(ROOT / "bot" / "languages"))
    assert [as_text(problem) for problem in checked.problems] == []
    added = set(checked.kb.facts) | set(checked.kb.sources) | set(checked.kb.concepts)
    assert {"voorbeeld-2025", "lace-school", "lace-school-share"} <= added
    assert "2023-2024" in {row.period for row in checked.kb.facts["secondary-schools-share"].figures}


@pytest.mark.parametrize("block", PARTS, ids=lambda block: block.partition(":")[0])
def test_parts_are_sound_yaml_with_keys_that_exist(block: str) -> None:
    """They cannot be loaded by themselves."""
    faults = Faults("guide")
    node, whole = parse_yaml(block.encode(), faults)
    assert (whole, faults.found) == (True, [])
    assert isinstance(node, RecordNode)
    assert node.keys.keys() <= {*CONCEPT_KEYS, *FACT_KEYS, *SHORT_KEYS, *ROW_KEYS, *SECTIONS}


def test_the_collision_is_told_as_the_guide_says(tmp_path: Path) -> None:
    """With the concept that has the word already."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    (folder / "example.yaml").write_text(
        WHOLE[2].replace("[kantklosserij", "[bedrijf, kantklosserij"), encoding="utf-8"
    )
    checked = check(str(folder), (), None, str(ROOT / "bot" / "languages"))
    (told,) = [as_text(problem) for problem in checked.problems if problem.rule == "shared-label"]
    shown = next(block for block in blocks(DUTCH, "") if "shared-label" in block).strip()
    where = re.compile(r"[^\s(]*knowledge/[^\s:]+:\d+")
    assert where.sub("", told) == where.sub("", shown)


@pytest.mark.parametrize("line", CALLS)
def test_the_commands_exist(line: str) -> None:
    """With these options."""
    words = shlex.split(line, comments=True)[1:]
    if words[0] not in COMMANDS:
        pytest.skip(f"{words[0]} is not there yet")
    assert build_parser().parse_args(words).command == words[0]


def test_the_contents_lead_to_every_heading() -> None:
    """And nowhere else."""
    slugs = {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for level, words in headings(GUIDE) if level <= 2}
    targets = set(re.findall(r"\]\(#([^)]+)\)", GUIDE))
    assert slugs - targets == {"de-kennisbank--the-knowledge-base"}
    assert targets <= slugs


def test_the_rules_that_are_named_exist() -> None:
    """In the tables of messages."""
    named = set(re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|", GUIDE, re.MULTILINE))
    names = {name for several in named for name in re.findall(r"`([a-z-]+)`", several)}
    assert {"tab", "shared-label"} <= names <= {rule.name for rule in RULES}


def test_the_guide_is_no_part_of_the_knowledge_base() -> None:
    """Only YAML is read."""
    assert load_knowledge(ROOT / "knowledge").knowledge is not None
