"""The closed classes of a language: question words, modals, quantifiers and the like, found in a question as phrases.

They are its file asking.yaml; what stands in none of them is a word that somebody may use and nobody wrote down.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.model import Language
from bot.core.words.text import Token, inflection_key, verb_forms

LONGEST = 5  # words of a phrase of a closed class
GAP = "..."
RATE = "rate "  # begins the name of a class of ways to say "a day", "a week"; the last word of the first is the unit
NOUN = "noun "  # begins the name of a class of nouns that ask for a kind of answer where they lead a question
RELATION = "relation "  # begins the name of a class of verbs that stand for each other
BETWEEN = (
    "between "  # begins the name of a class of words that stand between the sides of a comparison, or compare them
)
QUESTION_WORDS = ("which", "how", "who", "where", "when", "quantity")  # classes of words that begin a question


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a closed class in a question; `end` is one past its last token."""

    name: str  # of the class
    start: int
    end: int


class ClosedClasses:
    """Finds the phrases of the closed classes of one language."""

    def __init__(self, classes: Mapping[str, Sequence[str]], language: str, scene: Sequence[str] = ()) -> None:
        """Make them ready to look up.

        Args:
            classes: Phrases by name of the class; "a ... b" is one that is parted.
            language: Its code.
            scene: Words that open a clause in which nothing is asked: "ik", "omdat".
        """
        self._language = language
        self._names: dict[tuple[str, ...], set[str]] = {}
        self._parted: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        for name, phrases in classes.items():
            for phrase in phrases:
                head, gap, tail = phrase.partition(GAP)
                if gap:
                    self._parted.append((name, tuple(head.split()), tuple(tail.split())))
                else:
                    self._names.setdefault(tuple(phrase.replace("-", " ").split()), set()).add(name)
        self._related: dict[str, set[str]] = {}  # inflection key → those of the verbs of the same relations
        for name, phrases in classes.items():
            if name.startswith(RELATION):
                keys = {inflection_key(word) for word in phrases}
                for key in keys:
                    self._related.setdefault(key, set()).update(keys)
        self._units = {name: several[0].split()[-1] for name, several in classes.items() if name.startswith(RATE)}
        self._scene = frozenset(scene)

    @classmethod
    def of(cls, spoken: Language) -> "ClosedClasses":
        """Return those of a language; one that has none gets no frames, and is answered by its labels alone."""
        classes = {**spoken.asking, "numbers": tuple(spoken.numbers)} if spoken.asking else {}
        slots = {name: phrases for name, phrases in classes.items() if not _is_of_sides(name)}
        return cls(slots, spoken.code, spoken.words.get("scene", ()))

    @classmethod
    def of_sides(cls, spoken: Language) -> "ClosedClasses":
        """Return those of a language that tell the sides of a comparison apart, and fill no slot."""
        return cls({name: spoken.asking[name] for name in filter(_is_of_sides, spoken.asking)}, spoken.code)

    @property
    def are_known(self) -> bool:
        return bool(self._names)

    def has(self, word: str, *names: str) -> bool:
        """Tell whether a folded word, by itself, stands in one of these classes."""
        return not self._names.get((word,), set()).isdisjoint(names)

    def has_phrase(self, words: Sequence[str], name: str) -> bool:
        """Tell whether some folded words together are a phrase of a class."""
        return name in self._names.get(tuple(words), ())

    def opens_a_scene(self, word: str) -> bool:
        return word in self._scene

    def unit_of(self, rate: str) -> str:
        """Return the unit of a class of rates: "day"."""
        return self._units[rate]

    def keys_of(self, word: str) -> frozenset[str]:
        """Return the inflection keys of a folded word, of what it may be a verb form of, and of the verbs like it."""
        if not word:
            return frozenset()
        keys = {inflection_key(form) for form in (word, *verb_forms(word, self._language))}
        return frozenset(keys.union(*(self._related.get(key, ()) for key in keys)))

    def find(self, tokens: tuple[Token, ...], clause: frozenset[int]) -> Iterator[Found]:
        """Yield each phrase in a clause, the longest first, and whatever makes all of the question a supposition."""
        words = [token.word for token in tokens]
        free = min(clause, default=0)  # the first position that no longer phrase before it has taken
        for at in sorted(clause):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                names = self._names.get(tuple(words[at : at + length]), ()) if at >= free else ()
                yield from (Found(name, at, at + length) for name in sorted(names))
                if names:
                    free = at + length
                    break
        for name, head, tail in self._parted:
            for at in sorted(clause):
                after = at + len(head)
                if tuple(words[at:after]) == head and any(
                    tuple(words[end : end + len(tail)]) == tail for end in range(after, len(words))
                ):
                    yield Found(name, at, after)
        yield from self._suppositions(tokens, clause)

    def _suppositions(self, tokens: tuple[Token, ...], clause: frozenset[int]) -> Iterator[Found]:
        """Yield what opens a clause beside the one that asks, and makes all of it a supposition: "stel dat ..."."""
        for at in range(len(tokens)):
            opens = at == 0 or tokens[at].start - tokens[at - 1].end > 1
            for length in (1, 2, 3) if opens and at not in clause else ():
                if self.has_phrase([token.word for token in tokens[at : at + length]], "supposing"):
                    yield Found("supposing", at, at + length)


def _is_of_sides(name: str) -> bool:
    return name.startswith(BETWEEN)
