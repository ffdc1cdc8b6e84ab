"""Text as people type it, made comparable: folding, tokens, sentences, and a light inflection key.

How Dutch and English inflect, join and spell words stands here as rules, and nowhere else in the core: one key serves
both languages at once, before it is known in which of them a word is.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARACTERS = 2000  # a longer message is read up to here; no question of ours needs more
# On one letter: more than any writing has (Stream-Safe Text Format, UAX #15); to order them is quadratic.
MOST_MARKS = 30
TEXTS_KEPT = 1024  # texts split last: the steps of one reading split the same message, sentences and halves again

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’‘`´ʼ][^\W_]+)*|%|&")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_SENTENCE_END = re.compile(r"(?<=[?!;\n])\s*|(?<=[^\W\d_]{4}\.)\s+|(?<=\w\.)\s+(?=[A-Z])")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1")
_VERB_ENDINGS = {"en": ("ing", "ed"), "nl": ("ten", "den", "te", "de", "t", "d")}
FINAL_VERB_ENDINGS = ("en", "t", "d", "s", "ing")  # a sentence may end in a verb that nobody knows
LINKS = ("", "s", "e", "en", "n")  # what Dutch puts between the parts of a compound
_SPACES = re.compile(r"[^\S\n]+")
_SAME_WORD = {"and": "en", "&": "en"}  # "Lezen & Schrijven", "Lezen en Schrijven", "Lezen and Schrijven"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question, as typed and folded."""

    typed: str
    word: str  # lower case, without accents and apostrophes
    start: int  # where it begins in the text, in characters
    end: int


def clean(text: str) -> str:
    """Return the text without control, zero-width and surrogate characters, composed, cut to MAX_CHARACTERS.

    Of a run of combining marks the first MOST_MARKS stay.
    """
    spaced = _SPACES.sub(" ", text.strip()[: MAX_CHARACTERS * 10])[: MAX_CHARACTERS * 2]
    return unicodedata.normalize("NFKC", "".join(_visible(spaced)))[:MAX_CHARACTERS].strip()


def _visible(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category in _UNSEEN and char != "\n":
            continue
        marks = marks + 1 if category in _MARKS else 0
        if marks <= MOST_MARKS:
            yield char


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Mc", "Me"})


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the text in lower case without accents; apostrophes inside words go, so that "baby's" is "babys"."""
    if text.isascii():
        return _APOSTROPHE.sub("", text).lower()
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=TEXTS_KEPT)
def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text into words; hyphens and slashes part words, an ampersand is the word "en"."""
    return tuple(
        Token(match.group(), _folded(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)
    )


def singular(word: str) -> str:
    """Return a word without the ending of a plural that Dutch and English share: "trams", which is also a verb form."""
    return word.removesuffix("s")


def split_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text that is split once, and not kept."""
    return tuple(map(_folded, _TOKEN.findall(text)))


def _folded(typed: str) -> str:
    word = fold(typed).replace(".", "") if typed[0].isalpha() else typed
    return _SAME_WORD.get(word, word)


@lru_cache(maxsize=TEXTS_KEPT)
def split_sentences(text: str) -> tuple[str, ...]:
    """Split a message into sentences; an abbreviation such as "gem." or "o.a." does not end one."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if _TOKEN.search(part))


def capital(text: str) -> str:
    """Return the text as a sentence begins: only its first character changes."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=65536)
def inflection_key(word: str) -> str:
    """Return what the regular Dutch and English inflections of a folded word share.

    Plural and adjective endings (-s, -es, -en, -e, -ies), diminutives (-je, -tje) and the spelling that goes
    with them (scholen/school, bedrijven/bedrijf, bussen/bus) fall away. The key is no word of either language;
    it only serves to compare. Verb forms and derivations (-ing, -er, -ed) stay apart.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    key = _strip_endings(word)
    if key[-1] in "vz":
        key = key[:-1] + ("f" if key[-1] == "v" else "s")
    elif key[-1] == "y":
        key = key[:-1] + "i"
    elif len(key) > 3 and key[-1] == key[-2] and key[-1] not in "aeiou":
        key = key[:-1]
    return _DOUBLE_VOWEL.sub(r"\1", key)


@lru_cache(maxsize=8192)
def verb_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the words that a folded word may be a regular verb form of, most likely first.

    English -ing and -ed; Dutch -t, -te(n), -de(n), ge-...-t/d and the bare stem. The caller keeps those that it knows.
    """
    if len(word) < 5 or not word.isalpha():
        return ()
    stems = [word[: -len(ending)] for ending in _VERB_ENDINGS.get(language, ()) if word.endswith(ending)]
    stems += [stem[2:] for stem in stems if stem.startswith("ge")]
    forms = [stem + ending for stem in [*stems, word] if len(stem) > 2 for ending in ("en", "e", "")]
    return tuple(form for form in dict.fromkeys(forms) if form != word)


def _strip_endings(word: str) -> str:
    key = word
    if key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    if len(key) > 6 and key.endswith("je"):
        key = key[:-3] if key.endswith("tje") and key[-4] in "lnraeiouwy" else key[:-2]
    elif len(key) > 4 and key.endswith("en"):
        key = key[:-2]
        key = key.removesuffix("e") if key.endswith("ie") else key
    elif len(key) > 4 and key.endswith("e"):
        key = key[:-1]
    return key
