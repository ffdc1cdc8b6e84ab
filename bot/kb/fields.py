"""The fields of one record, each read from its own text; what does not fit becomes a problem and is left out."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from bot.core.records.model import Labels, Position, Texts
from bot.kb.meant import ANSWERS, LANGUAGE_NAMES, meant_id, meant_number, meant_period
from bot.kb.nodes import EmptyNode, KeyNode, ListNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, did_you_mean

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
DATE = re.compile(r"[0-9]{2}([0-9]{2})-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")
CURLY_OPEN, CURLY_CLOSE = "“„‟", "”“"
LANGUAGE = re.compile(r"[a-z]{2,3}")

Reader = Callable[[str, Node], str | None]


class Fields:
    """The keys of one record. Reading one never fails: a fault is noted, and the field counts as not given."""

    def __init__(self, node: RecordNode, name: str, faults: Faults) -> None:
        self.node = node
        self.name = name  # as messages call the record
        self.faults = faults
        self.position = Position(faults.file, node.line)

    def wrong(self, line: int, what: str, mend: str) -> None:
        """Note that the record has another shape than it should have."""
        self.faults.add(line, "schema", f"{self.name}: {what}", mend)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Note every key that records of this kind do not have."""
        for key, entry in self.node.keys.items():
            if key not in known:
                mend = did_you_mean(key, known, f"The keys are: {', '.join(known)}.")
                self.wrong(entry.line, f'"{key}" is no key that is known here.', mend)

    def has(self, key: str) -> bool:
        """Say whether the key stands there, with or without a value."""
        return key in self.node.keys

    def require(self, key: str, mend: str) -> None:
        """Note that a key is missing."""
        if not self.has(key):
            self.wrong(self.node.line, f'The key "{key}" is missing.', mend)

    def value(self, key: str) -> Node | None:
        """Return what stands behind the key; None where the key is absent, or (a fault) has nothing behind it."""
        entry = self.node.keys.get(key)
        return None if entry is None else self._filled(key, entry)

    def _filled(self, key: str, entry: KeyNode) -> Node | None:
        empty = isinstance(entry.value, EmptyNode) or (
            isinstance(entry.value, TextNode) and not entry.value.text.strip()
        )
        if not empty:
            return entry.value
        self.wrong(entry.value.line, f'"{key}" is empty.', "Fill it in; if it is not known, take the key away.")
        return None

    def text(self, key: str) -> str | None:
        """Return a text without blanks around it."""
        node = self.value(key)
        return None if node is None else self._text(key, node)

    def _text(self, key: str, node: Node) -> str | None:
        if isinstance(node, TextNode) and node.text.strip():
            text = node.text.strip()
            if text[0] in CURLY_OPEN and (text[-1] in CURLY_CLOSE or not any(mark in text[1:] for mark in CURLY_CLOSE)):
                plain = text.strip(CURLY_OPEN + CURLY_CLOSE)
                what = f"{key}: {text} stands in curly quotation marks, which would become part of it."
                self.wrong(node.line, what, f'Write straight ones: "{plain}".')
                return None
            if text.endswith('"') and text.count('"') == 1:
                what = f"{key}: {text} ends in a quotation mark that is not opened, which would become part of it."
                self.wrong(node.line, what, f'Write it in front too: "{text}')
                return None
            return text
        only = node.items[0] if isinstance(node, ListNode) and len(node.items) == 1 else None
        mend = f"Write it without brackets: {key}: {only.text}." if isinstance(only, TextNode) else "Write one text."
        self.wrong(node.line, f'"{key}" should be text, and here it is {called(node)}.', mend)
        return None

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """Return a text that is one of a few."""
        node = self.value(key)
        text = None if node is None else self._text(key, node)
        if node is None or text is None or text in allowed:
            return text
        mend = did_you_mean(text, allowed, f"Choose from: {', '.join(allowed)}.")
        self.wrong(node.line, f'"{text}" is no {key}.', mend)
        return None

    def number(self, key: str) -> Decimal | None:
        """Return a number with a point for decimals, as it was typed."""
        node = self.value(key)
        text = None if node is None else self._text(key, node)
        if node is None or text is None:
            return None
        if NUMBER.fullmatch(text):
            return Decimal(text)
        number = meant_number(text)
        meant = f"Did you mean {number}? " if number else ""
        mend = "Write digits only, with a point for decimals: 26 or 12.5. The sign or word belongs in as_printed."
        self.wrong(node.line, f'{key}: "{text}" is no number.', meant + mend)
        return None

    def period(self, key: str) -> str | None:
        """Return a year, a school year such as "2017-2018", or a month or day such as "2021-06-24"."""
        node = self.value(key)
        text = None if node is None else self._text(key, node)
        return None if node is None or text is None else self._period(key, node)

    def periods(self, key: str) -> tuple[str, ...]:
        """Return one period or a list of them, each once."""
        return self._each(key, self._period)

    def _period(self, key: str, node: Node) -> str | None:
        text = self._text(key, node)
        if text is None:
            return None
        found, dated = PERIOD.fullmatch(text), DATE.fullmatch(text)
        if found and (found[2] is None or int(found[2]) == int(found[1]) + 1):
            return text
        if dated and (dated[3] or int(dated[2]) != int(dated[1]) + 1):
            return text
        mend = (
            "Write a year (2017), a school year (2017-2018) or a date (2021-06-24). "
            "If the source names no period, take the key away."
        )
        near = meant_period(text)
        meant = f'Did you mean "{near}"? ' if near and near != text else ""
        self.wrong(node.line, f'"{text}" is no period.', meant + mend)
        return None

    def identifier(self, key: str) -> str | None:
        """Return an id: any text without blanks."""
        node = self.value(key)
        return None if node is None else self._identifier(key, node)

    def _identifier(self, key: str, node: Node) -> str | None:
        text = self._text(key, node)
        if text is None or not any(map(str.isspace, text)):
            return text
        mend = f'Use hyphens between the words of an id: "{meant_id(text)}".'
        self.wrong(node.line, f'{key}: "{text}" has a blank in it.', mend)
        return None

    def identifiers(self, key: str) -> tuple[str, ...]:
        """Return one id or a list of them, each once."""
        return self._each(key, self._identifier)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return one id or a list of them, where a list in the place of an id is a choice: any one of those."""
        node = self.value(key)
        if node is None:
            return ()
        if not isinstance(node, ListNode) or not node.items:
            return tuple((name,) for name in self._items(key, node, self._identifier))
        groups = (self._items(key, item, self._identifier) for item in node.items)
        return tuple(dict.fromkeys(group for group in groups if group))

    def records(self, key: str) -> Iterator["Fields"]:
        """Yield the records of a list; anything else in it is noted."""
        node = self.value(key)
        if node is not None and not (isinstance(node, ListNode) and node.items):
            self.wrong(node.line, f'"{key}" should be a list of records.', 'Begin each one with "- ".')
        for item in node.items if isinstance(node, ListNode) else ():
            if isinstance(item, RecordNode):
                yield Fields(item, self.name, self.faults)
            else:
                self.wrong(item.line, f'In "{key}" stands {called(item)}.', "Write a group of keys.")

    def yes_or_no(self, key: str, *, default: bool) -> bool:
        """Return whether a key says yes."""
        node = self.value(key)
        if isinstance(node, TextNode) and node.text.casefold() in ANSWERS:
            what = f'{key}: "{node.text}" is not how it is said here.'
            self.wrong(node.line, what, f"Write {key}: {ANSWERS[node.text.casefold()]}.")
            return default
        answer = self.choice(key, ("true", "false"))
        return default if answer is None else answer == "true"

    def day(self, key: str) -> date | None:
        """Return a day such as "2026-11-24"."""
        node = self.value(key)
        text = None if node is None else self._text(key, node)
        if node is None or text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.wrong(node.line, f'{key}: "{text}" is no day.', "Write year, month and day: 2026-11-24.")
            return None

    def whole_number(self, key: str) -> int | None:
        """Return a number from 1 on without decimals."""
        value = self.number(key)
        if value is None or (value >= 1 and value == int(value)):
            return None if value is None else int(value)
        self.wrong(
            self.node.keys[key].line, f'{key}: "{value}" is no whole number from 1 on.', "Write a number such as 1."
        )
        return None

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of them, each once."""
        return self._each(key, self._text)

    def _each(self, key: str, read: Reader) -> tuple[str, ...]:
        node = self.value(key)
        return () if node is None else self._items(key, node, read)

    def _items(self, key: str, node: Node, read: Reader) -> tuple[str, ...]:
        if not isinstance(node, ListNode):
            node = ListNode((node,), node.line)
        if not node.items:
            self.wrong(node.line, f'"{key}" is a list with nothing in it.', "Fill it in, or take the key away.")
        texts = (read(key, item) for item in node.items)
        return tuple(dict.fromkeys(text for text in texts if text is not None))

    def texts(self, key: str) -> Texts:
        """Return one text per language."""
        texts = {code: self._text(f"{key}, {code}", node) for code, node in self._languages(key)}
        return {code: text for code, text in texts.items() if text is not None}

    def labels(self, key: str) -> Labels:
        """Return any number of labels per language."""
        return {code: self._items(f"{key}, {code}", node, self._text) for code, node in self._languages(key)}

    def _languages(self, key: str) -> list[tuple[str, Node]]:
        node = self.value(key)
        if node is None:
            return []
        if not isinstance(node, RecordNode):
            text = node.text if isinstance(node, TextNode) else "..."
            mend = f"Write {key}: {{nl: {text}, en: ...}}."
            self.wrong(node.line, f'"{key}" needs a language with each text, and here it is {called(node)}.', mend)
            return []
        found: list[tuple[str, Node]] = []
        for code, entry in node.keys.items():
            if not LANGUAGE.fullmatch(code):
                near = LANGUAGE_NAMES.get(code.casefold())
                mend = f'Did you mean "{near}"?' if near else 'Use a code such as "nl" or "en".'
                self.wrong(entry.line, f'{key}: "{code}" is no language.', mend)
            elif (filled := self._filled(f"{key}, {code}", entry)) is not None:
                found.append((code, filled))
        return found
