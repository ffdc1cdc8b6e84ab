"""YAML is read without guesses, and every fault of a file is told in one run."""

from itertools import pairwise

import pytest
import yaml

from bot.kb.nodes import EmptyNode, ListNode, Node, RecordNode, TextNode
from bot.kb.problems import Faults
from bot.kb.yaml_text import parse_yaml

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DOUBLINGS = [f"{new}: &{new} [*{old}, *{old}]\n" for old, new in pairwise(LETTERS)]
BOMB = "a: &a [x, x]\n" + "".join(DOUBLINGS)


@pytest.fixture(params=["compiled", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Try both parsers: not every platform has the compiled one."""
    if request.param == "pure":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this platform has no compiled parser")
    return str(request.param)


def read(content: str | bytes) -> tuple[Node, list[tuple[str, int]], bool]:
    """Return the node, the rule and line of each fault, and whether the file was read to its end."""
    faults = Faults("a.yaml")
    node, whole = parse_yaml(content if isinstance(content, bytes) else content.encode(), faults)
    return node, [(fault.rule, fault.position.line) for fault in faults.found], whole


@pytest.mark.parametrize(
    "typed", ["no", "on", "1.234", "12:30", "2018-05-31", "1e3", "0x1F", "007", "yes", "=", "<<", ".inf", "1_000"]
)
def test_every_value_is_the_text_that_was_typed(typed: str, parser: str) -> None:
    """YAML would make a truth value, a date or another number of each of these."""
    node, faults, _ = read(f"key: {typed}\nlist: [{typed}]\n")
    assert isinstance(node, RecordNode)
    assert not faults
    assert node.keys["key"].value == TextNode(typed, 1)
    assert node.keys["list"].value == ListNode((TextNode(typed, 2),), 2)


@pytest.mark.parametrize(
    ("typed", "empty"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param("~", True, id="tilde"),
        pytest.param("null", True, id="null"),
        pytest.param('"null"', False, id="the word null"),
        pytest.param('""', False, id="quotation marks around nothing"),
    ],
)
def test_nothing_behind_a_key(typed: str, empty: bool, parser: str) -> None:
    """Only what is not in quotation marks can mean that there is no value."""
    node, faults, _ = read(f"key: {typed}\n")
    assert isinstance(node, RecordNode)
    assert not faults
    assert isinstance(node.keys["key"].value, EmptyNode) is empty


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", [("repeated-key", 3)], id="repeated key"),
        pytest.param("a: &x 1\nb: *x\n", [("alias", 1), ("alias", 2)], id="anchor and alias"),
        pytest.param("a: *nowhere\n", [("alias", 1)], id="alias of nothing"),
        pytest.param("a: !!int 5\nb: !own x\n", [("tag", 1), ("tag", 2)], id="tags"),
        pytest.param("facts:\n\t- id: a\n", [("tab", 2)], id="tab"),
        pytest.param("facts:\n  - id: a\n\tkind: b\n", [("tab", 3)], id="tab after a value"),
        pytest.param("a: b: c\n", [("broken-yaml", 1)], id="colon in a value"),
        pytest.param("x: 1\na: [1, 2\nb: 3\n", [("broken-yaml", 2)], id="open list"),
        pytest.param('x: 1\na: "open\nb: 3\n', [("broken-yaml", 2)], id="open quotation mark"),
        pytest.param("a: 1\nword\n", [("broken-yaml", 2)], id="no colon"),
        pytest.param("a: @x\n", [("broken-yaml", 1)], id="kept character"),
        pytest.param("a: 1\n---\nb: 2\n", [("broken-yaml", 2)], id="second document"),
        pytest.param("a: 1\nb: x\x00y\n", [("broken-yaml", 2)], id="control character"),
        pytest.param('a: "x\\0y"\n', [("broken-yaml", 1)], id="control character by escape"),
        pytest.param("? [a]\n: b\n", [("broken-yaml", 1)], id="list as a key"),
        pytest.param("a: " + "[" * 30 + "]" * 30, [("broken-yaml", 1)], id="nested too deep"),
        pytest.param(b"a: 1\nb: caf\xe9\n", [("not-utf8", 2)], id="Windows-1252"),
        pytest.param("a: 1\n".encode("utf-16"), [("not-utf8", 1)], id="UTF-16"),
        pytest.param("\ufeffa: 1\n", [], id="a byte order mark is no fault"),
        pytest.param("", [], id="an empty file is no fault"),
        pytest.param(
            b"a: !x caf\xe9\na: *b\n",
            [("not-utf8", 1), ("tag", 1), ("alias", 2), ("repeated-key", 2)],
            id="all at once",
        ),
    ],
)
def test_faults_are_told_by_rule_and_line(content: str | bytes, expected: list[tuple[str, int]], parser: str) -> None:
    """Both parsers say the same, and reading goes on after every fault but a broken sentence of YAML."""
    _, faults, _ = read(content)
    assert sorted(faults) == sorted(expected)


def test_an_alias_bomb_is_not_set_off(parser: str) -> None:
    """Twenty-five doublings stand for 67 million values; each line is reported, and nothing is repeated."""
    node, faults, _ = read(BOMB)
    assert isinstance(node, RecordNode)
    assert {rule for rule, _ in faults} == {"alias"}
    assert all(len(entry.value.items) == 2 for entry in node.keys.values() if isinstance(entry.value, ListNode))


@pytest.mark.parametrize("depth", [100, 900, 20_000])
def test_deep_nesting_is_a_fault_and_no_crash(depth: int) -> None:
    """Neither the parser's limit nor our stack may end in a traceback."""
    _, faults, _ = read("a: " + "[" * depth)
    assert {rule for rule, _ in faults} == {"broken-yaml"}


def test_a_record_in_which_the_file_breaks_off_is_left_out(parser: str) -> None:
    """What stands before is kept, so that it can be checked in the same run."""
    node, _, whole = read("facts:\n  - id: a\n  - id: b\n    say: [x\n  - id: c\n")
    assert not whole
    assert isinstance(node, RecordNode)
    assert node.keys["facts"].value == ListNode((RecordNode(_keys("a", 2), 2),), 2)


def _keys(name: str, line: int) -> dict[str, object]:
    from bot.kb.nodes import KeyNode

    return {"id": KeyNode(line, TextNode(name, line))}
