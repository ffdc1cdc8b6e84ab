"""YAML text to plain nodes with line numbers; the only home of the YAML library.

YAML guesses: `no` becomes False, `1.234` a fraction, `12:30` the number 750, and of a repeated key the last one wins.
So every value is kept as the text that was typed, and what could surprise a reader is refused: repeated keys, tags,
anchors and aliases (a few lines of which can stand for a billion values).
"""

import re
from collections.abc import Iterator
from typing import Any

from bot.kb.nodes import EmptyNode, KeyNode, ListNode, Node, RecordNode, TextNode
from bot.kb.problems import Faults
from bot.kb.yaml_faults import explain

EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
DEEPEST = 20  # levels; the knowledge base needs six, and every reader after this one may rely on it
PARTS = 2  # levels above a record: the file, and its list of sources, concepts or facts
NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def parse_yaml(content: bytes, faults: Faults) -> tuple[Node, bool]:
    """Return the file as a node, and whether it could be read to its end; what was wrong is added to `faults`.

    Where YAML itself breaks off, the node holds the part before it: that much can still be checked.
    """
    text = _clean(_decode(content, faults), faults)
    builder = _Builder(faults)
    whole = True
    try:
        for event in parse_events(text):
            builder.take(event)
    except _broken() as error:
        rule, line, what, mend = explain(error, text)
        faults.add(line, rule, what, mend)
        whole = False
    return builder.finish(), whole


def parse_events(text: str) -> Iterator[Any]:
    """Yield the parser's events; the compiled parser is eight times as fast, but not on every platform."""
    import yaml  # 20 ms: a start from the cache does without

    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def is_guessed(text: str) -> bool:
    """Say whether YAML, as most programs read it, would take an unquoted text for a number, a day, or yes or no."""
    import yaml

    guesses = yaml.SafeLoader.yaml_implicit_resolvers
    return not text or any(shape.match(text) for _, shape in [*guesses.get(text[0], []), *guesses.get(None, [])])


def is_plain(text: str, *, in_brackets: bool) -> bool:
    """Say whether a text reads back as itself without quotation marks, as a value or as an item in brackets."""
    before, after = ("[", "]") if in_brackets else ("- ", "\n")
    try:
        scalars = [event for event in parse_events(f"{before}{text}{after}") if hasattr(event, "value")]
    except _broken():
        return False
    return [(event.value, event.style in (None, "")) for event in scalars] == [(text, True)]


def _broken() -> type[Exception]:
    import yaml

    return yaml.YAMLError


def _decode(content: bytes, faults: Faults) -> str:
    """Return the text; what is no UTF-8 becomes "�", so that the rest is checked in the same run."""
    encoding = "UTF-16" if content.startswith(UTF16_MARKS) else "UTF-8"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = "The file was saved in UTF-16." if encoding == "UTF-16" else "A letter in this line is no UTF-8."
        faults.add(line, "not-utf8", what, "Save the file as UTF-8.")
        text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    return text


def _clean(text: str, faults: Faults) -> str:
    """Return the text without invisible control characters; the first one is reported."""
    found = NO_TEXT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        what = f"An invisible control character (U+{ord(found.group()):04X}) stands in this line."
        faults.add(line, "broken-yaml", what, "Delete it; typing the line anew is the quickest way.")
    return NO_TEXT.sub("\ufffd", text)


class _Open:
    """A list or a group of keys that is still being read."""

    def __init__(self, line: int, is_list: bool) -> None:
        self.line = line
        self.is_list = is_list
        self.items: list[Node] = []
        self.keys: dict[str, KeyNode] = {}
        self.key: tuple[str, int] | None = None  # the key that waits for its value
        self.keeps = True  # False: the value of a repeated or impossible key is read, but not kept


class _Builder:
    """Builds nodes from events, without recursion, so that no depth of nesting can exhaust the stack."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.open: list[_Open] = []
        self.top: Node | None = None
        self.documents = 0

    def take(self, event: Any) -> None:
        """Add one event of the parser."""
        kind = type(event).__name__
        line: int = event.start_mark.line + 1
        if kind == "DocumentStartEvent":
            self._start_document(line)
        elif kind == "AliasEvent":
            self._refuse_alias(f"*{event.anchor}", line)
            self._put(EmptyNode(line))
        elif kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            self._refuse_extras(event, line)
            if kind == "ScalarEvent":
                self._put(self._scalar(event, line))
            else:
                self.open.append(_Open(line, kind == "SequenceStartEvent"))
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._close()

    def finish(self) -> Node:
        """Return the file's node. Of a record in which the file breaks off nothing is kept, as the rest is unknown."""
        del self.open[PARTS:]
        while self.open:
            self._close()
        return self.top if self.top is not None else EmptyNode(1)

    def _start_document(self, line: int) -> None:
        self.documents += 1
        if self.documents == 2:
            what = 'A second document begins here ("---"), and a file holds one.'
            self.faults.add(line, "broken-yaml", what, "Take the line away, or move what follows to its own file.")

    def _scalar(self, event: Any, line: int) -> Node:
        plain = event.style in (None, "")
        if plain and event.value in EMPTY:
            return EmptyNode(line)
        if event.style == '"' and NO_TEXT.search(event.value):
            what = "The text has an escape (a backslash code) for an invisible character."
            self.faults.add(line, "broken-yaml", what, "Write visible characters only.")
            return TextNode(NO_TEXT.sub("\ufffd", event.value), line)
        return TextNode(event.value, line)

    def _refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._refuse_alias(f"&{event.anchor}", line)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            mend = "Take the tag away; a text that begins with an exclamation mark needs quotation marks."
            self.faults.add(line, "tag", f'"{tag}" is a YAML tag, which is not used here.', mend)

    def _refuse_alias(self, mark: str, line: int) -> None:
        what = f'"{mark}" points to another place in the file, which is not used here.'
        mend = f'Write the value out; a text that begins with "{mark[0]}" needs quotation marks.'
        self.faults.add(line, "alias", what, mend)

    def _close(self) -> None:
        done = self.open.pop()
        self._put(ListNode(tuple(done.items), done.line) if done.is_list else RecordNode(done.keys, done.line))

    def _put(self, node: Node) -> None:
        if len(self.open) == DEEPEST and isinstance(node, (ListNode, RecordNode)):
            what = f"Lists and keys are nested more than {DEEPEST} levels deep here."
            self.faults.add(node.line, "broken-yaml", what, "Check the indentation and the brackets.")
        if len(self.open) >= DEEPEST and not isinstance(node, TextNode):
            node = EmptyNode(node.line)
        if not self.open:
            self.top = node if self.top is None else self.top
        elif self.open[-1].is_list:
            self.open[-1].items.append(node)
        else:
            self._put_in_record(self.open[-1], node)

    def _put_in_record(self, record: _Open, node: Node) -> None:
        if record.key is None:
            record.key = self._key(record, node)
            return
        name, line = record.key
        record.key = None
        if record.keeps:
            value = EmptyNode(line) if isinstance(node, EmptyNode) else node
            record.keys[name] = KeyNode(line, value)
        record.keeps = True

    def _key(self, record: _Open, node: Node) -> tuple[str, int]:
        name = node.text if isinstance(node, TextNode) else ""
        if not isinstance(node, TextNode):
            mend = "Put quotation marks around a text with brackets or braces, and a word before the colon."
            self.faults.add(node.line, "broken-yaml", "A key has to be a word, and this one is none.", mend)
            record.keeps = False
        elif name in record.keys:
            what = f'The key "{name}" stands here a second time (first in line {record.keys[name].line}).'
            self.faults.add(node.line, "repeated-key", what, "Keep one of the two.")
            record.keeps = False
        return name, node.line
