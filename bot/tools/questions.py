"""Question files: what is asked, and what a right answer holds. Read from JSON lines or from YAML for maintainers."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.core.records.model import Position
from bot.kb.fields import Fields
from bot.kb.nodes import EmptyNode, KeyNode, ListNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, Problem
from bot.kb.yaml_text import parse_yaml

PathText = str | os.PathLike[str]
Aim = Literal["fact", "none", "smalltalk", "help"]

RULE = "question"
AIMS: dict[str | None, Aim] = {None: "none", "smalltalk": "smalltalk", "help": "help"}
TURN_KEYS = ("q", "ask", "lang", "fact", "values", "cite", "why", "as_of", "kind")
KEYS = ("id", "turns", *TURN_KEYS)
MEND_AIM = 'Give "fact" an id, smalltalk or help; or leave it empty and say in "why" what is not known.'
ALTERNATIVES = "|"
DEEP = "It is nested too deeply."
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message, and what is expected of the answer to it."""

    text: str
    language: str | None  # the language that the answer should be in
    aim: Aim  # "none": the knowledge base holds no answer
    fact: str | None  # with aim "fact": its id
    values: tuple[tuple[str, ...], ...] = ()  # of each group the answer holds at least one
    cite: tuple[str, ...] = ()  # sources accepted, as printed; at least one is shown
    as_of: date | None = None  # the day of asking
    why: str = ""  # with aim "none": what keeps it from being answered, e.g. "other-year"
    kind: str = ""  # what kind of question it is, e.g. "trend"; in the words of whoever wrote the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Messages that belong together: a conversation, or one question that stands alone."""

    id: str
    is_conversation: bool
    turns: tuple[Turn, ...]
    position: Position

    @property
    def is_odd(self) -> bool:
        """Whether the number in the id is odd: the half that the assistant is tuned on."""
        found = _LAST_NUMBER.search(self.id)
        return found is not None and int(found.group()) % 2 == 1


def read_question_files(files: Iterable[PathText]) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """Return the cases of all files in order, and what is wrong; a file ending in .yaml or .yml is YAML."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in files:
        faults = Faults(os.fspath(file))
        cases.extend(_read_file(faults))
        problems.extend(faults.found)
    return tuple(cases), tuple(problems)


def _read_file(faults: Faults) -> tuple[Case, ...]:
    try:
        with open(faults.file, "rb") as opened:
            content = opened.read()
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or error})."
        faults.add(1, "unreadable", what, "Check that it exists and that you may read it.")
        return ()
    is_yaml = faults.file.lower().endswith((".yaml", ".yml"))
    nodes = list(_yaml_items(content, faults) if is_yaml else _json_items(content, faults))
    if not nodes and not faults.found:
        faults.add(1, RULE, "There is no question in this file.", 'Write one, such as: {q: "...", fact: an-id}.')
    stem = os.path.splitext(os.path.basename(faults.file))[0]
    read = (_read_case(node, f"{stem}-{number}", faults) for number, node in enumerate(nodes, start=1))
    return tuple(case for case in read if case is not None)


# --- from text to nodes


def _yaml_items(content: bytes, faults: Faults) -> Iterator[Node]:
    node, _ = parse_yaml(content, faults)
    if isinstance(node, RecordNode) and list(node.keys) == ["questions"]:
        node = node.keys["questions"].value
    if isinstance(node, ListNode):
        yield from node.items
    elif not isinstance(node, EmptyNode):
        faults.add(node.line, RULE, f"The file is {called(node)}.", 'Write a list: each question begins with "- ".')


def _json_items(content: bytes, faults: Faults) -> Iterator[Node]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            text = line.decode("utf-8-sig").strip()
            if text:
                yield _as_node(json.loads(text), number)
        except UnicodeDecodeError:
            faults.add(number, "not-utf8", "A letter in this line is no UTF-8.", "Save the file as UTF-8.")
        except RecursionError:
            faults.add(number, RULE, DEEP, "Write one flat object on a line.")
        except ValueError as error:
            faults.add(number, RULE, f"The line is no JSON ({error}).", "Write one JSON object on a line.")


def _as_node(value: object, line: int) -> Node:
    """Return a JSON value as the node that the same text in YAML gives."""
    if value is None:
        return EmptyNode(line)
    if isinstance(value, list):
        return ListNode(tuple(_as_node(item, line) for item in value), line)
    if isinstance(value, dict):
        return RecordNode({key: KeyNode(line, _as_node(item, line)) for key, item in value.items()}, line)
    return TextNode(value if isinstance(value, str) else json.dumps(value), line)


# --- from nodes to cases


def _read_case(node: Node, name: str, faults: Faults) -> Case | None:
    if not isinstance(node, RecordNode):
        mend = "Write a group of keys, with at least a question and a fact."
        faults.add(node.line, RULE, f"A question is {called(node)}.", mend)
        return None
    fields = Fields(node, name, faults)
    id_ = fields.identifier("id") or name
    is_conversation = fields.has("turns")
    turns = _read_turns(fields, id_) if is_conversation else _one(_read_turn(fields, KEYS))
    if not turns:
        return None
    return Case(id=id_, is_conversation=is_conversation, turns=turns, position=fields.position)


def _read_turns(fields: Fields, id_: str) -> tuple[Turn, ...]:
    """Return the turns of a conversation; none where one is faulty, since the rest would hang in the air."""
    fields.refuse_unknown(("id", "lang", "turns"))
    node = fields.value("turns")
    nodes = node.items if isinstance(node, ListNode) else ()
    turns: list[Turn] = []
    for number, item in enumerate(nodes, start=1):
        if not isinstance(item, RecordNode):
            fields.wrong(item.line, f"turn {number} is {called(item)}.", "Write a group of keys.")
            continue
        turn = _read_turn(Fields(item, f"{id_}, turn {number}", fields.faults), TURN_KEYS)
        turns.extend(_one(turn))
    if not nodes and node is not None:
        fields.wrong(node.line, '"turns" is no list of messages.', "Write each message as an item of the list.")
    language = fields.text("lang") if fields.has("lang") else None
    if len(turns) < len(nodes):
        return ()
    return tuple(replace(turn, language=turn.language or language) for turn in turns)


def _one(turn: Turn | None) -> tuple[Turn, ...]:
    return () if turn is None else (turn,)


def _read_turn(fields: Fields, known: tuple[str, ...]) -> Turn | None:
    fields.refuse_unknown(known)
    key = "ask" if fields.has("ask") else "q"
    fields.require(key, 'Write what is asked: q: "..."')
    text = fields.text(key)
    fact = _text_or_none(fields, "fact")
    why = _text_or_none(fields, "why") or ""
    if fact is None and not why:
        fields.wrong(fields.node.line, "it does not say what is expected.", MEND_AIM)
        return None
    if fact is not None and why:
        fields.wrong(fields.node.line, 'it has both a "fact" and a "why".', MEND_AIM)
    if text is None:
        return None
    aim = AIMS.get(fact, "fact")
    return Turn(
        text=text,
        language=fields.text("lang"),
        aim=aim,
        fact=fact if aim == "fact" else None,
        values=tuple(tuple(value.split(ALTERNATIVES)) for value in _texts(fields, "values")),
        cite=_texts(fields, "cite"),
        as_of=fields.day("as_of"),
        why=why,
        kind=_text_or_none(fields, "kind") or "",
    )


def _text_or_none(fields: Fields, key: str) -> str | None:
    """Return a text; None where the key is absent or deliberately left empty."""
    entry = fields.node.keys.get(key)
    return None if entry is None or isinstance(entry.value, EmptyNode) else fields.text(key)


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    """Return one text or a list of them; an empty list is a list of none."""
    entry = fields.node.keys.get(key)
    if entry is None or (isinstance(entry.value, ListNode) and not entry.value.items):
        return ()
    return fields.list_of_texts(key)
