"""Take out of a question what could tell who asked it: addresses, numbers and names."""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.core.words.text import fold
from bot.store.names import COMMON_WORDS, FIRST_NAMES, PARTICLES, SURNAMES, TITLES
from bot.store.scrub_numbers import ADDRESS, NAME, scrub_numbers
from bot.store.scrub_words import scrub_address_words, scrub_number_words

_MOST_WORDS = 3  # after a cue
_MARK = re.compile(r"(\[(?:naam|nummer|adres)\])")
_MARKS = re.compile(r"(\[naam\]|\[nummer\])(?:[^\S\n]*\1)+")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’`´-][^\W\d_]+)*")
_PARTED = re.compile(r"['’`´-]")
_IN_NAME = re.compile(r"[^\S\n]+|\.?[^\S\n]*-?")  # between two words of a name; the dot only after an initial or title
_AFTER_CUE = re.compile(r"[.,:;!]*\s*")  # "Groeten,\nJan", "dhr. Jansen"

_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_WEB = re.compile(
    r"(?i:https?://|www\.)\S+"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?:nl|com|org|net|eu|be|info|io|app|uk)\b(?:/\S*)?"
    r"|(?<![\w.@-])(?:[\w-]+\.)+[a-z]{2,}/\S*"
)
_HANDLE = re.compile(r"(?<![\w@])@\w+")
_UNDERSCORED = re.compile(r"(?<!\w)_*[^\W_]+(?:_+[^\W_]+)+_*(?!\w)")  # "wilma_vdberg": a handle without its @
_STREET = re.compile(
    r"(?<![\w-])[^\W\d_][\w'’-]*(?:straat|laan|weg|plein|gracht|kade|singel|steeg|dijk|hof|road|street|lane)"
    r"[^\S\n]+\d+[^\S\n]?(?:[a-zA-Z]\b)?"
)

_CUES = frozenset(
    tuple(cue.split())
    for cue in (
        "ik ben", "ik heet", "naam is", "hier is", "noem me", "groet", "groeten", "groetjes", "namens",
        "i am", "im", "name is", "this is", "call me", "regards", "sincerely", "cheers",
    )
)  # fmt: skip


def knows_nothing(_word: str) -> bool:
    """Stand in for a knowledge base that has no words."""
    return False


def scrub(text: str, names: Iterable[str] = (), is_known: Callable[[str], bool] = knows_nothing) -> str:
    """Return the text with [adres], [nummer] and [naam] for what could tell who wrote it; rather too often than not.

    Years, school years and shares in percent stay, and so does what is known; the rest of the words stays unless it
    looks like a name: it has a capital, follows a cue such as "ik ben", is a common name, or has "_" between its parts.
    Numbers and addresses count in figures and signs and in words.

    Args:
        text: As it was typed.
        names: Those of the sender; each of their words is taken out, an everyday word only where it has a capital.
        is_known: Tells whether a word, as typed, belongs to the subject of the bot or to everyday language.
    """
    text = scrub_address_words(text)
    for pattern, mark in ((_E_MAIL, ADDRESS), (_WEB, ADDRESS), (_HANDLE, NAME), (_STREET, ADDRESS)):
        text = pattern.sub(mark, text)
    text = _between_marks(text, scrub_number_words)
    text = _UNDERSCORED.sub(lambda found: _stands_for(found[0], is_known), text)
    own = frozenset(part for name in names for word in _WORD.findall(name) for part in _parts(word)) - PARTICLES
    text = _between_marks(text, lambda part: scrub_numbers(part, lambda word: _is_known(word, is_known)))
    text = _between_marks(text, lambda part: _scrub_names(part, own, is_known))
    return _MARKS.sub(r"\1", text)


def _stands_for(word: str, is_known: Callable[[str], bool]) -> str:
    """Return what stays of a word with "_" between its parts: all of it where each part is known or a number."""
    parts = filter(None, word.split("_"))
    return word if all(part.isdecimal() or _is_known(part, is_known) for part in parts) else NAME


def _between_marks(text: str, change: Callable[[str], str]) -> str:
    return "".join(part if _MARK.fullmatch(part) else change(part) for part in _MARK.split(text))


def _scrub_names(text: str, own: frozenset[str], is_known: Callable[[str], bool]) -> str:
    words = [_Word(match, own, is_known) for match in _WORD.finditer(text)]
    for position, word in enumerate(words):
        if word.folded in TITLES or any(_ends_cue(words, position, length) for length in (1, 2)):
            _take_after(words, position + 1, text)
        if word.is_first_name and position + 1 < len(words) and _joins(words, position + 1, text):
            following = words[position + 1]
            following.is_taken |= following.has_capital  # a surname that is also an everyday word
    return _written(words, text)


class _Word:
    """A word of the text, and whether it is taken for a name."""

    def __init__(self, match: re.Match[str], own: frozenset[str], is_known: Callable[[str], bool]) -> None:
        self.start, self.end = match.span()
        self.folded = fold(match[0]).rstrip(".")
        self.has_capital = match[0][0].isupper()
        is_initial = self.has_capital and len(match[0]) == 1 and match.string[self.end : self.end + 1] == "."
        parts = _parts(match[0])
        self.is_name = bool(parts) and parts <= (FIRST_NAMES | SURNAMES) - COMMON_WORDS  # of a user, or of an author
        is_of_subject = not is_initial and _is_known(match[0], is_known)
        self.is_known = is_of_subject and not (self.is_name and self.has_capital)  # "Jan" is no January
        is_own = bool(own & parts) and (self.has_capital or not parts <= COMMON_WORDS)  # "will" is no Will
        listed = not self.is_known and bool(parts - PARTICLES) and parts <= FIRST_NAMES | SURNAMES | PARTICLES
        self.is_first_name = is_own or (listed and not parts.isdisjoint(FIRST_NAMES))
        self.is_taken = is_own or listed or (self.has_capital and not self.is_known)


def _ends_cue(words: Sequence[_Word], position: int, length: int) -> bool:
    first = position + 1 - length
    return first >= 0 and tuple(word.folded for word in words[first : position + 1]) in _CUES


def _take_after(words: Sequence[_Word], first: int, text: str) -> None:
    """Take up to three words after a cue for a name, to the first that is known; after a title one may be."""
    is_title = words[first - 1].folded in TITLES
    taken, has_capital = 0, False
    for position in range(first, len(words)):
        word = words[position]
        apart = text[words[position - 1].end : word.start]
        if not (_AFTER_CUE.fullmatch(apart) if position == first else _joins(words, position, text)):
            return
        if word.folded in PARTICLES and not word.is_taken:
            continue
        is_known = word.is_known and not word.is_name
        if taken == _MOST_WORDS or (is_known and not (is_title and not taken and word.has_capital)):
            return
        if has_capital and not word.has_capital:
            return  # "dhr. Jansen vraagt"
        has_capital = word.has_capital
        word.is_taken, taken = True, taken + 1


def _joins(words: Sequence[_Word], position: int, text: str) -> bool:
    """Tell whether a word may go on the name that the word before it is part of."""
    before = words[position - 1]
    apart = text[before.end : words[position].start]
    return _IN_NAME.fullmatch(apart) is not None and ("." not in apart or len(before.folded) <= 2)


def _written(words: Sequence[_Word], text: str) -> str:
    """Write the text with one mark for each name; particles between two of its words belong to it."""
    written, end, open_until = [], 0, -1
    for position, word in enumerate(words):
        if not word.is_taken:
            if word.folded not in PARTICLES or not _joins(words, position, text):
                open_until = -1
            continue
        if open_until < 0 or not _joins(words, position, text):
            written += [text[end : word.start], NAME]
        end, open_until = word.end, position
    return "".join([*written, text[end:]])


def _is_known(word: str, is_known: Callable[[str], bool]) -> bool:
    """Tell whether a word is known: as it is, without its dots or "'s", or by all its parts."""
    if fold(word) in COMMON_WORDS or is_known(word) or ("." in word and is_known(word.replace(".", ""))):
        return True
    parts = _PARTED.split(word)
    if len(parts) == 2 and parts[1] == "s":
        return _is_known(parts[0], is_known)
    return len(parts) > 1 and all(fold(part) in COMMON_WORDS or is_known(part) for part in parts)


def _parts(word: str) -> frozenset[str]:
    """Return the folded words that a name is made of: "Anne-Marie's" has two."""
    parts = _PARTED.split(word)
    return frozenset(fold(part) for part in parts if len(part) > 1)
