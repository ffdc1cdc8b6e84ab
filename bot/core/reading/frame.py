"""Reading the frame of a question: each word of the clause that asks is taken up by one slot, or it is left over.

The words of the slots are closed classes of a language (its file asking.yaml), so that a verb or noun that nobody wrote
down is left over, and counts against every fact whose own texts do not have it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.core.records.frame import Frame, Leftover, Slot, SlotName
from bot.core.records.mention import Mention
from bot.core.records.ways import Way
from bot.core.words.text import Token, inflection_key, verb_forms

LONGEST = 5  # words of a phrase of a closed class
GAP = "..."
LONGEST_SPEAKER = 6  # words of a clause that says who states something
SHORT_CLAUSE = 3  # words before a comma that name what is asked about: "taalcafés, hoeveel zijn er?"
NEAR = 3  # words between a superlative and the noun that it is of
NAMED_AS = {"which": "list", "names": "list", "maker": "who", "degree": "amount"}  # answer type → kind of answer
ASKING = ("which", "how", "who", "where", "when", "quantity")  # closed classes of words that begin a question
SHORTEST_GUESSED = 5  # letters from which a misspelt word may as well be another one that nobody wrote down
OPENING = 4  # words in which a question word must stand to say what kind of answer is wanted
_PAUSE = re.compile(r"[,;:()–—]|\s-\s")
PLAIN: tuple[tuple[str, SlotName, str], ...] = (  # closed class → slot and value, wherever it stands in the clause
    ("why", "answer_type", "reason"),
    ("names", "answer_type", "names"),
    ("maker", "answer_type", "maker"),
    ("opinion", "answer_type", "opinion"),
    ("which_year", "answer_type", "year"),
    ("supposing", "modality", "supposition"),
    ("called", "answer_type", "which"),
    ("how_it_works", "answer_type", "degree"),
    ("several", "restriction", "several"),
    ("only", "restriction", "only"),
    ("single", "restriction", "single"),
    ("extremes", "extreme", "of-entities"),
    ("except", "exclusion", "except"),
    ("ended", "polarity", "ended"),
    ("moment", "time", "moment"),
    ("coming", "time", "future"),
    ("part_of_year", "time", "part-of-year"),
)
RATE = "rate "  # begins the name of a class of ways to say "a day", "a week"; the last word of the first is the unit
RELATION = "relation "  # begins the name of a class of verbs that stand for each other
BESIDE_NUMBERS = frozenset({"bounded", "coming", "part_of_year"})  # may be part of a number: "ten minste vier"
OPENERS: tuple[tuple[str, str], ...] = (("who", "who"), ("where", "place"), ("when", "date"))


class FrameReader:
    """Reads frames in one language."""

    def __init__(self, classes: Mapping[str, Sequence[str]], scene: Sequence[str]) -> None:
        """Make a reader.

        Args:
            classes: The closed classes of the language.
            scene: Words that open a clause in which nothing is asked: "ik", "omdat".
        """
        self._classes: dict[tuple[str, ...], set[str]] = {}
        self._parted: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        for name, phrases in classes.items():
            for phrase in phrases:
                head, gap, tail = phrase.partition(GAP)
                if gap:
                    self._parted.append((name, tuple(head.split()), tuple(tail.split())))
                else:
                    self._classes.setdefault(tuple(phrase.replace("-", " ").split()), set()).add(name)
        self._related: dict[str, set[str]] = {}  # inflection key → those of the verbs of the same relations
        for name, phrases in classes.items():
            if name.startswith(RELATION):
                keys = {inflection_key(word) for word in phrases}
                for key in keys:
                    self._related.setdefault(key, set()).update(keys)
        self._words_of = {name: several[0].split()[-1] for name, several in classes.items() if name.startswith(RATE)}
        self._scene = frozenset(scene)
        self.is_known = bool(classes)

    def read(
        self,
        tokens: tuple[Token, ...],
        guessed: frozenset[int],
        strange: frozenset[int],
        slips: Mapping[int, str],
        clause: frozenset[int],
        mentions: tuple[Mention, ...],
        taken: frozenset[int],
        markers: tuple[tuple[str, int, int], ...],
        closed: frozenset[int],
        ordinary: frozenset[int],
        closing: frozenset[int],
        checking: frozenset[int],
        language: str,
    ) -> Frame:
        """Return the frame of a question.

        Args:
            tokens: The words of the question.
            guessed: Positions of words that were read as another known word.
            strange: Positions of words that are none of the language as spelt.
            slips: By position the known word that is but one slip away.
            clause: Positions of the words that ask.
            mentions: The concepts that it names.
            taken: Positions that were read as periods, figures, ages or sources.
            markers: The phrases of the word lists, by name of the list, first and last token.
            closed: Positions of articles, prepositions, pronouns, auxiliaries and other words that carry nothing.
            ordinary: Positions of ordinary words that are no verbs.
            closing: Positions of verbs.
            checking: Positions of phrases that ask whether something is so: "is het waar dat".
            language: Its code.
        """
        if not self.is_known:
            return Frame()
        found = sorted((*self._find(tokens, clause), *self._suppositions(tokens, clause)), key=lambda one: one[1])
        names = {name for name, _, _ in found}
        at_names = {(name, at) for name, first, last in found for at in range(first, last)}
        at_names |= {("measured", at) for one in mentions if one.facet == "measure" for at in range(one.start, one.end)}
        subject = {at for one in mentions for at in range(one.start, one.end) if one.facet not in ("measure", "aspect")}
        labels = (one for one in mentions if 1 < one.end - one.start <= LONGEST)
        in_labels = {at for one in labels for at in range(one.start, one.end)} & subject
        slots: list[tuple[int, Slot]] = []
        begin, end_of_clause = min(clause, default=-1), max(clause, default=-1)
        opens = {name for name, first, _ in markers if first == begin}
        polite = "confirming" in names or {"telling", "person"} <= names
        marked = {name for name, first, _ in markers if first in clause}
        asks_number = "quantity" in marked or any(one.id == Way.SHARE and one.start in clause for one in mentions)

        def fill(at: int, end: int, name: SlotName, value: str, of: Mention | None = None) -> None:
            words = tokens[at:end]
            keys = tuple(self._keys_of(token.word, language) for token in words)
            slots.append((at, Slot(name, value, " ".join(token.typed for token in words), of, keys)))

        for class_, first, last in found:
            here = set(range(first, last))
            if here <= checking or here <= in_labels or (here & taken and class_ not in BESIDE_NUMBERS):
                continue
            for known, slot_name, value in PLAIN:
                if class_ == known:
                    fill(first, last + (class_ == "except"), slot_name, value)
            for known, value in OPENERS:
                wants_more = value == "date" and "what" in names  # "When libraries share a building, what ...?"
                if class_ != known or asks_number or wants_more or not self._opens(tokens, first, last, clause):
                    continue
                if value != "place" or not self._strands(tokens, clause, closing):  # "waar zou dat op wijzen?"
                    fill(first, last, "answer_type", value)
            if class_.startswith(RATE):
                fill(first, last, "rate", self._words_of[class_])
            asker = last < len(tokens) and self._has((tokens[last].word,), ("person",))
            if class_ == "modal" and not polite:
                fill(first, last, "modality", "of-asker" if asker else "no-fact")
            if class_ == "possible" and first == begin and not polite:
                fill(first, last, "modality", "possibility")
            extreme = class_ in ("superlative", "superlative_of") and not marked & {"which_period", "versus"}
            if extreme and self._is_of_things(tokens, last, at_names, subject, frozenset(range(len(tokens)))):
                fill(first, last, "extreme", "who-has-most" if class_ == "superlative_of" else "of-entities")
            one_of = class_ == "most" and not marked & {"which_period", "versus"}
            if one_of and {last, last + 1} & subject:
                fill(first, last + 1, "extreme", "of-entities")
            if class_ == "evaluation" and last == end_of_clause + 1 and opens & {"yes_no"}:
                fill(first, last, "answer_type", "opinion")
            if class_ == "which" and not asks_number and self._is_of_things(tokens, last, at_names, subject, closed):
                chosen = (one for one in mentions if one.start in range(last, last + NEAR) and one.start in subject)
                fill(first, last, "answer_type", "which", next(chosen, None))
            if class_ == "how" and (value := self._how(tokens, first, at_names, mentions, asks_number)):
                fill(first, first + 2, "answer_type", value)
            if class_ == "bounded" and "which_period" not in marked and self._bounds_a_number(tokens, last):
                fill(first, last + 1, "restriction", "bounded")
        for name, first, last in markers:
            if name == "negation" and first in clause and first not in in_labels and "except" not in names:
                fill(first, last + 1, "polarity", "not")
        saying = () if polite else ("telling", "reporting")  # "hoeveel subsidie vroegen bibliotheken?" asks for that
        mute = {name for name in names if name.startswith(RELATION) or name in saying}
        used = {at for name, first, last in found for at in range(first, last) if name not in mute}
        covered = {at for one in mentions for at in range(one.start, one.end)}
        doubted = {at for at in guessed if at not in covered and len(tokens[at].word) >= SHORTEST_GUESSED}
        passed = {at for name, first, last in markers for at in range(first, last + 1)} | closed
        taken_up = used | covered | taken | (passed - doubted)
        rest = [at for at in sorted(clause) if at not in taken_up]
        words = ((at, tokens[at]) for at in rest if len(tokens[at].word) > 1 and tokens[at].word.isalpha())
        # An ordinary word is mere wording, unless it qualifies ("christelijke scholen", "het certificaat
        # van Klik & Tik") or must be a verb ("can loot").
        linked = {first - 1 for name, first, last in markers if name == "of" and {last + 1, last + 2} & subject}
        qualifying = {at for at in rest if at + 1 in subject or at in linked}
        qualifying |= {at for at in rest if self._has((tokens[at - 1].word,), ("modal", "possible"))}
        left = tuple(
            Leftover(
                word.typed,
                self._keys_of(word.word, language) | self._keys_of(slips.get(at, ""), language),
                inflection_key(word.word) if at in strange and len(word.word) >= SHORTEST_GUESSED else "",
                bool(subject or marked) and at in ordinary and at not in qualifying,
            )
            for at, word in words
        )
        filled = tuple(dict.fromkeys(slot for _, slot in sorted(slots, key=lambda one: one[0])))
        return Frame(slots=filled, left=left, kind=_kind_of(filled, names, marked, opens))

    def _keys_of(self, word: str, language: str) -> frozenset[str]:
        if not word:
            return frozenset()
        keys = {inflection_key(form) for form in (word, *verb_forms(word, language))}
        return frozenset(keys.union(*(self._related.get(key, ()) for key in keys)))

    def _find(self, tokens: tuple[Token, ...], clause: frozenset[int]) -> Iterator[tuple[str, int, int]]:
        """Yield (closed class, first token, one past the last) of each phrase in the clause, longest first."""
        words = [token.word for token in tokens]
        free = min(clause, default=0)  # the first position that no longer phrase before it has taken
        for at in sorted(clause):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                classes = self._classes.get(tuple(words[at : at + length]), ()) if at >= free else ()
                yield from ((name, at, at + length) for name in sorted(classes))
                if classes:
                    free = at + length
                    break
        for name, head, tail in self._parted:
            for at in sorted(clause):
                after = at + len(head)
                if tuple(words[at:after]) == head and any(
                    tuple(words[end : end + len(tail)]) == tail for end in range(after, len(words))
                ):
                    yield name, at, after

    def _suppositions(self, tokens: tuple[Token, ...], clause: frozenset[int]) -> Iterator[tuple[str, int, int]]:
        """Yield what opens a clause beside the one that asks, and makes all of it a supposition: "stel dat ..."."""
        for at in range(len(tokens)):
            opens = at == 0 or tokens[at].start - tokens[at - 1].end > 1
            for length in (1, 2, 3) if opens and at not in clause else ():
                if self._has(tuple(token.word for token in tokens[at : at + length]), ("supposing",)):
                    yield "supposing", at, at + length

    def without_scene(self, text: str, tokens: tuple[Token, ...], asking: frozenset[int]) -> frozenset[int]:
        """Return the asking tokens without the clauses that only say who asks, why, or what the answer is for."""
        clauses: list[list[int]] = []
        for at in sorted(asking):
            pause = at - 1 in asking and _PAUSE.search(text[tokens[at - 1].end : tokens[at].start])
            if pause or not clauses:
                clauses.append([])
            clauses[-1].append(at)
        kept = [self._embedded(tokens, self._stated(tokens, one)) for one in clauses]
        kept = [one for one in kept if not (self._sets_a_scene(tokens, one) or self._says_who_states(tokens, one))]
        asks = [one for one in kept if self._asks(tokens, one)]
        kept = [one for one in kept if one in asks or not asks or not self._reports(tokens, one)]
        return frozenset(at for one in kept for at in one) if kept else asking

    def _embedded(self, tokens: tuple[Token, ...], clause: list[int]) -> list[int]:
        """Return the question within a clause that reports it: "mijn collega vroeg | hoeveel leden er zijn"."""
        for number, at in enumerate(clause):
            if self._has((tokens[at].word,), ASKING):
                return clause[number:] if self._reports(tokens, clause[:number]) else clause
        return clause

    def _stated(self, tokens: tuple[Token, ...], clause: list[int]) -> list[int]:
        """Return what somebody states, without who states it: "mijn collega beweert dat | er 3 miljoen leden zijn"."""
        verb = next((number for number, at in enumerate(clause) if self._has((tokens[at].word,), ("stating",))), None)
        if verb is None or self._asks(tokens, clause):
            return clause
        opens = (number for number, at in enumerate(clause) if self._has((tokens[at].word,), ("that",)))
        start = next((number + 1 for number in opens if number > verb), len(clause))
        return clause[start:] if len(clause) - start >= SHORT_CLAUSE else clause

    def _says_who_states(self, tokens: tuple[Token, ...], clause: list[int]) -> bool:
        """Tell whether a clause only says who states what stands beside it: "..., zegt de wethouder"."""
        stating = self._has((tokens[clause[0]].word,), ("stating",))
        return stating and len(clause) <= LONGEST_SPEAKER and not any(tokens[at].word[0].isdigit() for at in clause)

    def _asks(self, tokens: tuple[Token, ...], clause: list[int]) -> bool:
        return any(self._has((tokens[at].word,), ASKING) for at in clause)

    def _reports(self, tokens: tuple[Token, ...], clause: list[int]) -> bool:
        return any(self._has((tokens[at].word,), ("reporting",)) for at in clause)

    def _sets_a_scene(self, tokens: tuple[Token, ...], clause: list[int]) -> bool:
        words = [tokens[at].word for at in clause]
        if len(words) <= SHORT_CLAUSE or self._asks(tokens, clause):
            return False
        may_i = self._has((words[0],), ("modal", "possible")) and self._has((words[1],), ("person",))
        tells = any(self._has((word,), ("telling",)) for word in words)
        return words[0] in self._scene or (may_i and tells)  # "..., mag ik dat zo in de krant zetten?"

    def _has(self, words: tuple[str, ...], names: Sequence[str]) -> bool:
        return not self._classes.get(words, set()).isdisjoint(names)

    def _strands(self, tokens: tuple[Token, ...], clause: frozenset[int], closing: frozenset[int]) -> bool:
        """Tell whether a preposition stands without a noun, before the verb at the end: "waar ... op zou duiden"."""
        at = max((one for one in clause if self._has((tokens[one].word,), ("stranded",))), default=-1)
        return at >= 0 and all(one in closing for one in clause if one > at)

    @staticmethod
    def _opens(tokens: tuple[Token, ...], at: int, end: int, clause: frozenset[int]) -> bool:
        """Tell whether a question word opens the clause: elsewhere it may be a relative pronoun."""
        opening = sum(1 for other in clause if other < at) < OPENING or len(clause) <= OPENING
        return opening and end < len(tokens) and end in clause

    @staticmethod
    def _is_of_things(
        tokens: tuple[Token, ...],
        at: int,
        found: set[tuple[str, int]],
        subject: set[int],
        closed: frozenset[int],
    ) -> bool:
        """Tell whether libraries, books or people follow "which" or a superlative, not a percentage or a year."""
        for position in range(at, min(at + NEAR, len(tokens))):
            if ("measured", position) in found:
                return False
            if position in subject or (position == at and position not in closed):
                return True
        return False

    def _how(
        self,
        tokens: tuple[Token, ...],
        at: int,
        found: set[tuple[str, int]],
        mentions: tuple[Mention, ...],
        asks_number: bool,
    ) -> str:
        """Return what "how" asks for beside a number or a trend: a manner, or a degree that nobody measured."""
        if at + 1 >= len(tokens) or asks_number:
            return ""
        if any(one.start <= at < one.end and one.end - one.start > 1 for one in mentions):
            return ""  # "hoe gebruikelijk"
        following = at + 1
        if any(("person", position) in found for position in (at + 1, at + 2)):
            return "manner"
        if ("how_much", following) in found or ("how_else", following) in found:
            return ""
        measured = any(one.start == following and one.facet in ("measure", "aspect") for one in mentions)
        if measured or tokens[following].word[0].isdigit():
            return ""
        return "degree"

    def _bounds_a_number(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Tell whether a number follows, in digits or words; those of the language are in the class "numbers"."""
        return at < len(tokens) and (tokens[at].word.isdecimal() or self._has((tokens[at].word,), ("numbers",)))


def _kind_of(slots: tuple[Slot, ...], classes: set[str], marked: set[str], opens: set[str]) -> str:
    """Return the kind of answer wanted.

    Args:
        slots: Those of the frame.
        classes: The closed classes that have a word in the clause.
        marked: The word lists that have one.
        opens: The word lists that the first word of the clause stands in.
    """
    asked = next((slot.value for slot in slots if slot.name == "answer_type" and slot.value != "year"), "")
    by_class = (name for name in ("mean", "share", "amount") if name in classes)
    rules = (
        (bool(asked), NAMED_AS.get(asked, asked)),
        ("meta_source" in marked, "source"),
        ("difference" in marked, "difference"),
        ("which_period" in marked, "extreme" if marked & {"highest", "lowest"} else "date"),
        (bool({"mean", "share", "amount"} & classes) and "yes_no" not in opens, next(by_class, "")),
        ("quantity" in marked, "count"),
        (bool({"yes_no", "claim"} & opens) or "claim" in marked, "yes_no"),
        ("trend" in marked, "change"),
        ("definition" in classes, "definition"),
        ("more" in classes or "meta_explain" in marked, "more"),
    )
    return next((kind for holds, kind in rules if holds), "")
