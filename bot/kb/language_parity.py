"""Every language says the same: the same texts with the same fields, and the same lists of words.

The default language is the measure. What a further language lacks is shown in the default one: a remark. In the
languages that everything is said in, and where a text could not be filled in, it is a problem.
"""

from collections.abc import Iterable, Iterator

from bot.core.records.model import DEFAULT_LANGUAGE, Position
from bot.kb.files import RawFile
from bot.kb.languages import ASKING, FREE_FIELDS, ORDINARY, OTHER, WAYS, WORDS, code_and_group, fields_of
from bot.kb.nodes import Node, RecordNode, TextNode
from bot.kb.problems import Faults, Problem, did_you_mean
from bot.kb.rules_texts import LANGUAGES, UNTRANSLATED
from bot.kb.yaml_text import parse_yaml

PARITY = "language-parity"
LISTS = dict.fromkeys((WORDS, ASKING, ORDINARY), "list of words")
CALLED = {**LISTS, WAYS: "way of asking"}  # what files hold that have no texts
Keys = dict[str, tuple[int, Node]]


def find_disparity(files: Iterable[RawFile]) -> Iterator[Problem]:
    """Yield each text and each list of words that a language lacks, has too many, or fills in otherwise."""
    read = {code_and_group(file): (file, _keys(file)) for file in files if file.name != OTHER}
    measure = {group: keys for (code, group), (_, keys) in read.items() if code == DEFAULT_LANGUAGE}
    codes = dict.fromkeys(code for code, _ in read if code and code != DEFAULT_LANGUAGE)
    for code in codes:
        for group, wanted in measure.items():
            file, keys = read.get((code, group), (None, {}))
            if file is None:
                yield _no_file(code, group, read)
            else:
                yield from _compare(file.path, code, group, keys, wanted)


def _keys(file: RawFile) -> Keys:
    node, _ = parse_yaml(file.content, Faults(file.path))  # what is wrong in it is told by whoever reads it
    keys = node.keys if isinstance(node, RecordNode) else {}
    return {name: (entry.line, entry.value) for name, entry in keys.items()}


def _no_file(
    code: str, group: str, read: dict[tuple[str, str], tuple[RawFile, dict[str, tuple[int, Node]]]]
) -> Problem:
    beside = next(file for (its_code, _), (file, _) in read.items() if its_code == code)
    what = f'The language "{code}" has no file {group}.yaml.'
    mend = f"Copy that of {DEFAULT_LANGUAGE}, and put it into this language."
    return Problem(Position(beside.path, 1), _rule_for_lack(code), what, mend)


def _rule_for_lack(code: str) -> str:
    return PARITY if code in LANGUAGES else UNTRANSLATED


def _compare(path: str, code: str, group: str, keys: Keys, wanted: Keys) -> Iterator[Problem]:
    kind = CALLED.get(group, "text")
    for name, (_, node) in wanted.items():
        if name not in keys:
            what = f'The {kind} "{name}" is missing in this language.'
            yield Problem(Position(path, 1), _rule_for_lack(code), what, f"In {DEFAULT_LANGUAGE} it is: {_shown(node)}")
    for name, (line, node) in keys.items():
        if name not in wanted:
            mend = did_you_mean(name, wanted, "Take it away: nothing asks for it.")
            yield Problem(Position(path, line), PARITY, f'There is no {kind} called "{name}".', mend)
        elif group not in CALLED:
            yield from _other_fields(Position(path, line), name, node, wanted[name][1])


def _other_fields(position: Position, name: str, node: Node, wanted: Node) -> Iterator[Problem]:
    has, should = (fields_of(each.text) if isinstance(each, TextNode) else set() for each in (node, wanted))
    if has is None or should is None:
        what = f'In the text "{name}" a brace stands alone.'
        yield Problem(position, PARITY, what, "Write {name} with both, or the brace twice.")
        return
    for field in sorted(has - should - FREE_FIELDS):
        mend = did_you_mean(field, should, "Take it out: nothing fills it in.")
        yield Problem(position, PARITY, f'The text "{name}" has no field {{{field}}}.', mend)
    for field in sorted(should - has - FREE_FIELDS):
        what = f'The text "{name}" leaves out {{{field}}}.'
        yield Problem(position, PARITY, what, "Add it where this language wants it.")


def _shown(node: Node) -> str:
    if isinstance(node, TextNode):
        first = node.text.split("\n", 1)[0]
        return first if first == node.text else f"{first} …"
    return "a list."
