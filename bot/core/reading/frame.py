"""Reading the frame of a question: each word of the clause that asks is taken up by one slot, or it is left over.

The words of the slots are closed classes of a language (its file asking.yaml), so that a verb or noun that nobody wrote
down is left over, and counts against every fact whose own texts do not have it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from bot.core.reading.closed_classes import LONGEST, NOUN, RATE, RELATION, ClosedClasses, Found
from bot.core.reading.draft import Draft, Vocabulary
from bot.core.records.frame import Frame, Leftover, Slot, SlotName
from bot.core.records.mention import Mention
from bot.core.records.ways import Way
from bot.core.words.compiled import OPEN_CLASSES
from bot.core.words.spelling import is_one_slip
from bot.core.words.text import FINAL_VERB_ENDINGS, inflection_key

EXTREMES = frozenset({Way.MAXIMUM, Way.MINIMUM})  # the highest and the lowest of a series
NEAR = 3  # words between a superlative and the noun that it is of
NAMED_AS = {  # answer type → kind of answer
    "which": "list",
    "names": "list",
    "maker": "who",
    "degree": "amount",
    "course": "manner",
    "effect": "reason",
    "price": "amount",
    "included": "yes_no",
}
UNNAMED = frozenset({"year", "thing", "money"})  # answer types of which other words tell the kind of answer better
FIGURE_LISTS = frozenset(
    {
        "difference",
        "trend",
        "comparative",
        "more_or_less",
        "versus",
        "highest",
        "lowest",
        "which_period",
        "top",
        "in_percent",
        "figures",
        "majority",
        "minority",
        "newest",
        "all_periods",
        "each_year",
        "picture",
        "meta_source",
        "meta_period",
        "meta_population",
    }
)  # word lists that ask for a figure, or for something of one, without "how many"
IN_FIGURES = frozenset({Way.DEGREE, Way.TREND})  # aspects that figures may tell
FIGURE_CLASSES = frozenset({"mean", "share", "amount"})  # closed classes that do
SPENDING = frozenset({"relation spend", "relation receive"})  # verbs of which "what" asks for an amount
SET_AGAINST = ("between against", "between comparing", "between contrast")  # classes of words that compare two sides
BEFORE_ASKED = (  # closed classes and word lists of what may stand before the noun that asks
    "what", "which", "being", "person", "listing", "explaining", "telling", "reporting", "possible", "modal", "wording",
)  # fmt: skip
LISTED_BEFORE_ASKED = frozenset(
    {"article", "own", "numbers", "politeness", "follow_up", "scene", "apology", "joining", "wh"}
)
SHORTEST_GUESSED = 5  # letters from which a misspelt word may as well be another one that nobody wrote down
OPENING = 4  # words in which a question word must stand to say what kind of answer is wanted
OF_FIGURES = frozenset({"which", "date", "who"})  # what nouns ask for that may stand beside figures
LEADING = 7  # words before which a noun must stand to be what is asked for: "kun je mij misschien de naam geven van"
BESIDE = 2  # words from a verb within which its subject stands, behind an article
BESIDE_NUMBERS = frozenset({"bounded", "coming", "part_of_year"})  # may be part of a number: "ten minste vier"
SAYING = ("telling", "reporting")  # classes whose words are verbs beside what they do as openers
BEFORE_NOUNS = frozenset({"article", "of", "in", "with"})  # word lists of what a noun follows
PREPOSITIONS = frozenset({"of", "in", "with", "up_to"})
ONE_OF = frozenset({"which_period", "versus"})  # word lists beside which a superlative is of periods or of two sides
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
    ("ended", "polarity", "ended"),
    ("moment", "time", "moment"),
    ("coming", "time", "future"),
    ("part_of_year", "time", "part-of-year"),
)


def read_frame(draft: Draft, vocabulary: Vocabulary) -> None:
    """Fill the slots of a question; in a language without closed classes there are none."""
    classes = vocabulary.closed_classes[draft.language]
    if classes.are_known:
        clause = _Clause(draft, vocabulary, classes)
        filled = sorted(_fill(clause), key=lambda one: one.start)
        slots = tuple(dict.fromkeys(clause.slot(one) for one in filled))
        kind = _kind_of(slots, clause.names, clause.marked, clause.opens)
        nouns = {(one.start, one.end) for one in clause.found if one.name.startswith(NOUN)}
        asked = {at for one in filled if (one.start, one.end) in nouns for at in range(one.start, one.end)}
        draft.frame = Frame(slots=slots, left=tuple(_left_over(clause, asked, draft, vocabulary)), kind=kind)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What fills a slot; `end` is one past the last token."""

    start: int
    end: int
    name: SlotName
    value: str
    of: Mention | None = None
    keys: tuple[frozenset[str], ...] = ()  # empty: those of its words


class _Clause:
    """The clause that asks, with all that the rules of the slots ask of it."""

    def __init__(self, draft: Draft, vocabulary: Vocabulary, classes: ClosedClasses) -> None:
        self.draft, self.classes, self.tokens, self.positions = draft, classes, draft.tokens, draft.clause
        self.is_closed = partial(vocabulary.is_in_a_class, language=draft.language)
        self.lists_of = partial(vocabulary.lexicon.lists, language=draft.language)
        self.is_noun = partial(vocabulary.may_be_noun, language=draft.language)
        self.is_verb = partial(vocabulary.is_verb, language=draft.language)
        self.markers = tuple(marker for marker in draft.markers if marker[0] not in OPEN_CLASSES)
        self.found = sorted(classes.find(self.tokens, self.positions), key=lambda one: one.start)
        self.names = {one.name for one in self.found}
        self._places = {(one.name, at) for one in self.found for at in _places(one)}
        self.subject = {
            at for one in draft.mentions for at in range(one.start, one.end) if one.facet not in ("measure", "aspect")
        }
        measured = {at for one in draft.mentions if one.facet == "measure" for at in range(one.start, one.end)}
        self.measured = measured | {at for one in self.found if one.name == "measured" for at in _places(one)}
        labels = (one for one in draft.mentions if 1 < one.end - one.start <= LONGEST)
        self.in_labels = {at for one in labels for at in range(one.start, one.end)} & self.subject
        ages = {at for first, end in draft.ages for at in range(first, end)}
        self.taken = draft.taken | ages
        self.begin, self.last = min(self.positions, default=-1), max(self.positions, default=-1)
        self.opens = {name for name, first, _ in self.markers if first == self.begin}
        self.marked = {name for name, first, _ in self.markers if first in self.positions}
        self.is_polite = "confirming" in self.names or {"telling", "person"} <= self.names
        shares = any(one.id == Way.SHARE and one.start in self.positions for one in draft.mentions)
        self.asks_number = "quantity" in self.marked or shares
        self.holds_figure = any(span.claim and span.start in self.positions for span in draft.spans)
        rated = any(name.startswith(RATE) for name in self.names)
        measures = not self.measured.isdisjoint(self.positions)
        sides = vocabulary.sides[draft.language].find(self.tokens, self.positions)
        compares = any(one.name in SET_AGAINST for one in sides)
        says_so = bool(FIGURE_LISTS & self.marked or FIGURE_CLASSES & self.names)
        self.asks_figure = self.asks_number or rated or self.holds_figure or measures or compares or says_so

    def slot(self, filled: _Filled) -> Slot:
        words = self.tokens[filled.start : filled.end]
        keys = filled.keys or tuple(self.classes.keys_of(token.word) for token in words)
        return Slot(filled.name, filled.value, " ".join(token.typed for token in words), filled.of, keys)

    def stands(self, at: int, name: str) -> bool:
        """Tell whether a phrase of a closed class stands at a position."""
        return (name, at) in self._places

    def head_after(self, being: int) -> int | None:
        """Return where the noun stands that "what is the ..." asks for, with what it is of; None if it is a name."""
        at, has_article = being + 1, False
        while at in self.positions and (self.is_closed(self.word_at(at)) or self.word_at(at) in self.draft.said_by):
            has_article = has_article or "article" in self.lists_of(self.word_at(at))
            at += 1
        while at not in self.subject and self.is_noun(self.word_at(at)) and self.is_noun(self.word_at(at + 1)):
            at += 1  # "de landelijke dekking"
        name = next((one for one in self.draft.mentions if one.start <= at < one.end and at in self.subject), None)
        is_of = name is not None and any(other >= name.end for other in self.subject)
        return at if has_article and at in self.positions and (is_of or name is None) else None

    def word_at(self, at: int) -> str:
        return self.tokens[at].word if at < len(self.tokens) else ""


def _places(found: Found) -> range:
    return range(found.start, found.end)


# --- the slots


def _fill(clause: _Clause) -> Iterator[_Filled]:
    checking = {at for name, start, end in clause.markers if name == "claim" for at in range(start, end + 1)}
    for one in clause.found:
        here = set(_places(one))
        if here <= checking or here <= clause.in_labels or (here & clause.taken and one.name not in BESIDE_NUMBERS):
            continue
        for name, slot, value in PLAIN:
            if one.name == name:
                yield _Filled(one.start, one.end, slot, value)
        if one.name.startswith(RATE):
            unit = frozenset({inflection_key(clause.classes.unit_of(one.name))})
            yield _Filled(one.start, one.end, "rate", one.name.removeprefix(RATE), keys=(unit,))
        elif one.name.startswith(NOUN):
            asked = _noun(clause, one)
            if asked is not None:
                yield asked
        elif one.name in RULES:
            filled = RULES[one.name](clause, one)
            if filled is not None:
                yield filled
    for name, first, last in clause.markers:
        denies = name == "negation" and first in clause.positions and first not in clause.in_labels
        if denies and "except" not in clause.names:
            yield _Filled(first, last + 1, "polarity", "not")


def _except(clause: _Clause, found: Found) -> _Filled:
    return _Filled(found.start, found.end + 1, "exclusion", "except")


def _who(clause: _Clause, found: Found) -> _Filled | None:
    return _opener(clause, found, "who")


def _where(clause: _Clause, found: Found) -> _Filled | None:
    return None if _strands(clause) else _opener(clause, found, "place")  # "waar zou dat op wijzen?"


def _when(clause: _Clause, found: Found) -> _Filled | None:
    wants_more = "what" in clause.names  # "When libraries share a building, what ...?"
    return None if wants_more else _opener(clause, found, "date")


def _opener(clause: _Clause, found: Found, value: str) -> _Filled | None:
    """Return what a question word asks for that opens the clause: elsewhere it may be a relative pronoun."""
    at_opening = sum(at < found.start for at in clause.positions) < OPENING or len(clause.positions) <= OPENING
    opens = at_opening and found.end in clause.positions
    return _Filled(found.start, found.end, "answer_type", value) if opens and not clause.asks_number else None


def _what(clause: _Clause, found: Found) -> _Filled | None:
    """Return what "what" asks for beside a number: one of several things ("what rules"), or what a verb says."""
    if not clause.classes.has(clause.word_at(found.start), "what"):
        return None  # "definitie"
    found = Found("what", found.start, found.start + 1)
    following = clause.word_at(found.end)
    before = clause.word_at(found.start - 1) if found.start - 1 in clause.positions else ""
    if "yes_no" in clause.opens or PREPOSITIONS & set(clause.lists_of(before)):
        return None  # "is it part of what libraries do?", "to what extent"
    if clause.classes.has(clause.word_at(found.start), "determining") and clause.is_noun(following):
        chooses = all(clause.is_closed(clause.word_at(at)) for at in clause.positions if at < found.start)
        return _which(clause, found) if chooses else None
    is_asked = clause.classes.has(following, "being")
    if is_asked and clause.head_after(found.end) is not None:
        return None  # "wat is de dekking van": that noun must be met
    dated = is_asked and any(span.period for span in clause.draft.spans)
    names_nothing = clause.subject.isdisjoint(clause.positions) or clause.classes.has(following, "after_what")
    if clause.asks_figure or dated or names_nothing:
        return None
    if SPENDING & clause.names:
        return _opener(clause, found, "money")
    return _opener(clause, found, "thing")


def _noun(clause: _Clause, found: Found) -> _Filled | None:
    """Return what a noun asks for that leads the clause: "wat is het adres van", "geef de naam van"."""
    value = found.name.removeprefix(NOUN)
    chosen = clause.classes.has(clause.word_at(found.start - 1), "which", "determining")
    may_be_of_figures = value in OF_FIGURES and not chosen  # "een overzicht van de cijfers"
    asks_figure = clause.asks_figure if may_be_of_figures else clause.asks_number
    leads = _leads(clause, found.start) and not asks_figure
    return _Filled(found.start, found.end, "answer_type", value) if leads else None


def _leads(clause: _Clause, at: int) -> bool:
    """Tell whether a noun is what is asked for: after "which", or after nothing but an article and words that ask."""
    before = [position for position in sorted(clause.positions) if position < at]
    described = before[:-1] if before and clause.is_noun(clause.word_at(before[-1])) else before
    last = clause.word_at(described[-1]) if described else ""
    if clause.classes.has(last, "which", "determining"):
        return True
    if "article" in clause.lists_of(last):
        before = described  # "het exacte adres"
    if before and "yes_no" in clause.opens:
        before = before[1:]
    words = [clause.word_at(position) for position in before]
    lists_of, has = clause.lists_of, clause.classes.has
    asking = (has(word, *BEFORE_ASKED) or not LISTED_BEFORE_ASKED.isdisjoint(lists_of(word)) for word in words)
    return len(before) < LEADING and all(asking)


def _request(value: str) -> Callable[[_Clause, Found], _Filled | None]:
    """Return the rule of the verbs that ask for something else than a figure, unless one is named with them."""

    def rule(clause: _Clause, found: Found) -> _Filled | None:
        requests = found.start == clause.begin or "possible" in clause.names
        asks = requests and not clause.asks_figure and "names" not in clause.names
        return _Filled(found.start, found.end, "answer_type", value) if asks else None

    return rule


def _effect(clause: _Clause, found: Found) -> _Filled | None:
    """Return that it is asked whether something has an effect: "helpt X?", "leidt X tot Y?", "does X help?"."""
    asks = "yes_no" in clause.opens or found.start == clause.begin or "what" in clause.names
    if not asks or clause.asks_number or clause.holds_figure or _is_done_by_somebody(clause, found):
        return None
    following = clause.word_at(found.end)
    has_object = "article" in clause.lists_of(following) or clause.is_noun(following)
    moves = any(name == "trend" and first == found.start for name, first, _ in clause.markers)
    return None if moves and not has_object else _Filled(found.start, found.end, "answer_type", "effect")


def _is_done_by_somebody(clause: _Clause, found: Found) -> bool:
    """Tell whether those whom the facts are about stand beside a verb: "helpt de bibliotheek scholen met lezen?"."""
    actors = (one for one in clause.draft.mentions if one.role == "actor")
    beside = any(one.end == found.start or 0 <= one.start - found.end < BESIDE for one in actors)
    return beside and "with" in clause.marked


def _functions(clause: _Clause, found: Found) -> _Filled | None:
    """Return that it is asked whether something works at all: nothing stands beside the verb but its subject."""
    closes = found.start == clause.last and "yes_no" in clause.opens
    alone = closes or (found.start == clause.begin and clause.marked.isdisjoint({"with", "in"}))
    return _effect(clause, found) if alone else None


def _included(clause: _Clause, found: Found) -> _Filled | None:
    """Return that it is asked whether a figure that is named includes something."""
    before = (clause.word_at(span.start - 1) for span in clause.draft.spans if span.claim and span.start)
    is_known = any(clause.classes.has(word, "pointing") or "article" in clause.lists_of(word) for word in before)
    asks = "yes_no" in clause.opens and not clause.asks_number
    return _Filled(found.start, found.end, "answer_type", "included") if asks and is_known else None


def _modal(clause: _Clause, found: Found) -> _Filled | None:
    asker = clause.classes.has(clause.word_at(found.end), "person")
    value = "of-asker" if asker else "no-fact"
    return None if clause.is_polite else _Filled(found.start, found.end, "modality", value)


def _possible(clause: _Clause, found: Found) -> _Filled | None:
    asks = found.start == clause.begin and not clause.is_polite
    return _Filled(found.start, found.end, "modality", "possibility") if asks else None


def _superlative(clause: _Clause, found: Found) -> _Filled | None:
    of_things = not clause.marked & ONE_OF and (_is_of_things(clause, found.end) or _is_of_measure(clause, found))
    value = "who-has-most" if found.name == "superlative_of" else "of-entities"
    return _Filled(found.start, found.end, "extreme", value) if of_things else None


def _most(clause: _Clause, found: Found) -> _Filled | None:
    of_things = not clause.marked & ONE_OF and bool({found.end, found.end + 1} & clause.subject)
    return _Filled(found.start, found.end + 1, "extreme", "of-entities") if of_things else None


def _evaluation(clause: _Clause, found: Found) -> _Filled | None:
    asks = found.end == clause.last + 1 and "yes_no" in clause.opens
    return _Filled(found.start, found.end, "answer_type", "opinion") if asks else None


def _which(clause: _Clause, found: Found) -> _Filled | None:
    points_at = clause.classes.has(clause.word_at(found.end + 1), "pointing")
    if clause.classes.has(clause.word_at(found.end), "being") and points_at and not clause.asks_figure:
        return _Filled(found.start, found.end + 2, "answer_type", "names")  # "welke waren dat?"
    if any(one.name.startswith(NOUN) and one.start == found.end for one in clause.found):
        return None  # "op welke dag": the noun tells
    opens_a_noun = bool(clause.word_at(found.end)) and not clause.is_closed(clause.word_at(found.end))
    if clause.asks_number or not _is_of_things(clause, found.end, at_once=opens_a_noun):
        return None
    near = range(found.end, found.end + NEAR)
    chosen = (one for one in clause.draft.mentions if one.start in near and one.start in clause.subject)
    return _Filled(found.start, found.end, "answer_type", "which", next(chosen, None))


def _how(clause: _Clause, found: Found) -> _Filled | None:
    """Return what "how" asks for beside a number or a trend: a manner, or a degree that nobody measured."""
    at, following = found.start, found.start + 1
    if following >= len(clause.tokens) or clause.asks_number:
        return None
    labels = [one for one in clause.draft.mentions if one.start <= at < one.end and one.end - one.start > 1]
    if any(one.facet != "aspect" or one.id in IN_FIGURES for one in labels):
        return None  # "hoe gebruikelijk"
    if any(clause.stands(position, "person") for position in (at + 1, at + 2)):
        return _Filled(at, at + 2, "answer_type", "manner")
    if clause.stands(following, "how_much") or clause.stands(following, "how_stands"):
        return None
    if labels or clause.stands(following, "how_else"):
        asks_course = not clause.asks_figure and not clause.subject.isdisjoint(clause.positions)
        return _opener(clause, Found("how", at, at + 2), "course") if asks_course else None
    if "trend" in clause.marked and clause.is_verb(clause.word_at(following)):
        return None  # "hoe liepen de uitgaven op"
    asks_else = any(one.start == following and one.facet in ("measure", "aspect") for one in clause.draft.mentions)
    if asks_else or clause.tokens[following].word[0].isdigit():
        return None
    return _Filled(at, at + 2, "answer_type", "degree")


def _bounded(clause: _Clause, found: Found) -> _Filled | None:
    word = clause.word_at(found.end)
    is_number = word.isdecimal() or clause.classes.has(word, "numbers")
    if is_number and clause.marked.isdisjoint({"which_period", "ever"}):
        return _Filled(found.start, found.end + 1, "restriction", "bounded")
    closes = found.end == clause.last + 1 and "quantity" in clause.marked  # "hoeveel partners hooguit?"
    return _Filled(found.start, found.end, "restriction", "bounded") if closes else None


def _what_is_a(clause: _Clause, found: Found) -> _Filled | None:
    asks = not clause.asks_number and clause.measured.isdisjoint(clause.positions)
    return _Filled(found.start, found.end, "answer_type", "definition") if asks else None


RULES: Mapping[str, Callable[[_Clause, Found], _Filled | None]] = {  # closed class → what fills which slot
    "except": _except,
    "who": _who,
    "where": _where,
    "when": _when,
    "modal": _modal,
    "possible": _possible,
    "superlative": _superlative,
    "superlative_of": _superlative,
    "most": _most,
    "evaluation": _evaluation,
    "which": _which,
    "how": _how,
    "bounded": _bounded,
    "what_is_a": _what_is_a,
    "what": _what,
    "definition": _what,
    "listing": _request("which"),
    "explaining": _request("course"),
    "effect": _effect,
    "working": _functions,
    "containing": _included,
}


def _strands(clause: _Clause) -> bool:
    """Tell whether a preposition stands without a noun, before the verb at the end: "waar ... op zou duiden"."""
    stranded = (at for at in clause.positions if clause.classes.has(clause.tokens[at].word, "stranded"))
    at = max(stranded, default=-1)
    return at >= 0 and all(clause.is_verb(clause.tokens[one].word) for one in clause.positions if one > at)


def _is_of_things(clause: _Clause, at: int, *, at_once: bool = False) -> bool:
    """Tell whether libraries, books or people follow "which" or a superlative, not a percentage or a year.

    Args:
        clause: The question.
        at: Where they would begin.
        at_once: The first word may be a thing that nobody knows.
    """
    for position in range(at, min(at + NEAR, len(clause.tokens))):
        if position in clause.measured:
            return False
        if position in clause.subject or (position == at and at_once):
            return True
    return False


def _is_of_measure(clause: _Clause, found: Found) -> bool:
    """Tell whether a superlative stands at once before a measure: "de langste afstand", not "het hoogste aantal"."""
    of_series = any(one.id in EXTREMES and one.start <= found.start < one.end for one in clause.draft.mentions)
    return found.name == "superlative" and found.end in clause.measured and not of_series


# --- what no slot takes up


def _left_over(clause: _Clause, asked: set[int], draft: Draft, vocabulary: Vocabulary) -> Iterator[Leftover]:
    """Yield the words that no slot, label or word list takes up; `asked` are the positions of the nouns that ask.

    An ordinary one is mere wording, unless it qualifies ("christelijke scholen", "het certificaat van Klik & Tik") or
    must be a verb ("can loot").
    """
    tokens, language, classes = clause.tokens, draft.language, clause.classes
    spelt = {word.token: word.word for word in draft.words if word.word != tokens[word.token].word}
    slips = {at: word for at, word in spelt.items() if is_one_slip(tokens[at].word, word)}
    saying = () if clause.is_polite else SAYING  # "hoeveel subsidie vroegen bibliotheken?" asks for that
    mute = {name for name in clause.names if name.startswith((RELATION, NOUN)) or name in saying}
    used = asked | {at for one in clause.found for at in _places(one) if one.name not in mute}
    covered = {at for one in draft.mentions for at in range(one.start, one.end)}
    doubted = {
        at
        for at, word in spelt.items()
        if (at not in slips or vocabulary.is_plain(word, language))
        and at not in covered
        and len(tokens[at].word) >= SHORTEST_GUESSED
    }
    passed = {at for name, first, last in clause.markers for at in range(first, last + 1)}
    passed |= {at for at in clause.positions if clause.is_closed(tokens[at].word)}
    taken_up = used | covered | clause.taken | (passed - doubted)
    rest = [at for at in sorted(clause.positions) if at not in taken_up]
    subject = clause.subject
    heads = {clause.head_after(one.start + 1) for one in clause.found if classes.has(clause.word_at(one.start), "what")}
    linked = {first - 1 for name, first, last in clause.markers if name == "of" and {last + 1, last + 2} & subject}
    names_something = bool(subject or clause.marked)
    for at in rest:
        word = tokens[at].word
        if len(word) < 2 or not word.isalpha():
            continue
        qualifies = at + 1 in subject or at in linked or at in heads or _must_be_verb(at, clause)
        stem = inflection_key(word)
        is_strange = len(stem) >= SHORTEST_GUESSED and not vocabulary.lexicon.spelt_in(word, language)
        keys = classes.keys_of(word) | classes.keys_of(slips.get(at, ""))
        yield Leftover(
            tokens[at].typed,
            frozenset(key for key in keys if key == word or not clause.is_closed(key)),  # "wasten" is no form of "was"
            stem if is_strange else "",
            names_something and vocabulary.is_ordinary(word, language) and not qualifies,
        )


def _must_be_verb(at: int, clause: _Clause) -> bool:
    """Tell whether the place of a word leaves it no choice: after "can", after what is counted, or last after "zijn".

    So "how many libraries coast?" asks for no number of libraries, though a coast is an ordinary thing.
    """
    word, before = clause.tokens[at].word, clause.tokens[at - 1].word if at else ""
    if clause.classes.has(before, "modal", "possible"):
        return True
    if at == clause.last and "yes_no" in clause.opens and clause.classes.has(clause.word_at(clause.begin), "being"):
        return not clause.classes.has(word, "how_much")  # "is it effective?"
    may_be_name = any(one.end == at and one.how == "repaired" for one in clause.draft.mentions)  # "miiddelbare schoen"
    if may_be_name or not word.endswith(FINAL_VERB_ENDINGS) or "quantity" not in clause.marked:
        return False
    auxiliary = any(clause.is_verb(clause.tokens[one].word) for one in clause.positions if one < at)
    closes = at == clause.last and auxiliary and BEFORE_NOUNS.isdisjoint(clause.lists_of(before))
    return closes or at - 1 in clause.subject


def _kind_of(slots: tuple[Slot, ...], classes: set[str], marked: set[str], opens: set[str]) -> str:
    """Return the kind of answer wanted.

    Args:
        slots: Those of the frame.
        classes: The closed classes that have a word in the clause.
        marked: The word lists that have one.
        opens: The word lists that the first word of the clause stands in.
    """
    asked = next((slot.value for slot in slots if slot.name == "answer_type" and slot.value not in UNNAMED), "")
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
