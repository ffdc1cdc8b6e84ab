"""What is not a question for the facts: greetings, thanks, a call for help, and the choice of an offered fact."""

from bot.core.records.model import Fact, KnowledgeBase, Language
from bot.core.records.query import Query
from bot.core.words.compiled import OTHERS, VERBS
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import fold, inflection_key, tokenise

_TALK = ("greeting", "thanks", "farewell", "praise", "apology", "politeness", "switch_language")
_ORDER = ("thanks", "farewell", "greeting", "language_switched", "praise", "apology")
ORDINALS = (1, 2, 3, 4, 5, 6, -1)  # -1 is the last
WORDLESS = frozenset({"claim", "function", VERBS, OTHERS, "follow_up", "anaphora"})
PLAIN_WORDS = WORDLESS - {VERBS, OTHERS} | {"yes_no", "frame"}
MOST_BESIDE_HELP = 2  # words that nothing is known of: "help me met dit ding"
LONGEST_CHOICE = 6  # words by which a choice is picked, unless they are its very label
SHORT_WORD = 3  # letters of words that tell nothing apart
ASKING = frozenset({"doubt", "in_percent", "in_number"})  # with these a message asks of the last answer: "in % graag"
LONGEST_TALK = 12  # words; a longer message is not small talk only


def small_talk(query: Query, lexicon: Lexicon, *, knows_subjects: bool = True) -> str | None:
    """Return the phrase id that answers small talk or a call for help; None if the message asks something else.

    Where no concept tells what a message is about, a call for help is one only without any other word: "kun je me
    helpen mijn pas te vinden?" asks for something.
    """
    if query.markers & ASKING or not query.markers & {*_TALK, "help"} or {"yes_no", "anaphora"} <= query.markers:
        return None
    words = [token.word for token in tokenise(query.text)]
    found, rest = _take_phrases(words, lexicon, query.language)
    if not found or len(words) > LONGEST_TALK:
        return None
    left = [word for word in rest if not WORDLESS & set(lexicon.lists(word, query.language))]
    if "help" in found:
        subject = [mention for mention in query.mentions if mention.facet in ("partner", "topic", "place")]
        if not knows_subjects:
            lists = (set().union(*(lexicon.lists(word, code) for code in lexicon.languages)) for word in rest)
            return "help" if all(PLAIN_WORDS & names for names in lists) else None
        return "help" if not subject and len(left) <= MOST_BESIDE_HELP else None
    if left:
        return None
    names = {"switch_language": "language_switched", "politeness": "apology"}
    said = {names.get(name, name) for name in found}
    return next((name for name in _ORDER if name in said), None)


def _take_phrases(words: list[str], lexicon: Lexicon, language: str) -> tuple[set[str], list[str]]:
    """Return which lists of small talk the message has phrases of, and the words outside all these phrases."""
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            names = {*_TALK, "help"} & set(lexicon.lists(" ".join(words[at : at + length]), language))
            if names:
                found |= names
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return found, rest


def chosen(text: str, choices: tuple[str, ...], knowledge: KnowledgeBase, language: str) -> str | None:
    """Return the fact id that a reply to a clarifying question takes.

    By number, by ordinal ("de eerste") or by words that only one of the choices has. "" means none of these;
    None means that the message is not a choice.
    """
    spoken = knowledge.languages[language]
    words = [token.word for token in tokenise(text)]
    plain = " ".join(words)
    if plain in {fold(phrase) for phrase in spoken.words.get("none_of_these", ())}:
        return ""
    number = _ordinal(plain, words, spoken)
    if number is not None:
        return choices[number] if -len(choices) <= number < len(choices) else None
    return _by_words(words, choices, knowledge, language)


def _ordinal(plain: str, words: list[str], language: Language) -> int | None:
    if len(words) > 4:
        return None
    for candidate in (plain, *words):
        if candidate.isdigit() and len(words) <= 2:
            return int(candidate) - 1 if int(candidate) > 0 else None
        for place in ORDINALS:
            if candidate in language.words.get(f"ordinals {place}", ()):
                return place - 1 if place > 0 else -1
    return None


def _by_words(words: list[str], choices: tuple[str, ...], knowledge: KnowledgeBase, language: str) -> str | None:
    """Return the choice that some words of the message single out; a year or number asks for something else."""
    labels = [_label_keys(knowledge.facts[id_], language) for id_ in choices]
    asked = {inflection_key(word) for word in words}
    whole = [len(asked & label) == len(asked) for label in labels]
    if len(words) > LONGEST_CHOICE and whole.count(True) != 1:
        return None
    if any(word[0].isdigit() for word in words) and True not in whole:
        return None
    own = [label - frozenset().union(*(other for other in labels if other is not label)) for label in labels]
    overlaps = [len(asked & (one if len(labels) > 1 else label)) for one, label in zip(own, labels, strict=True)]
    best = max(overlaps, default=0)
    return choices[overlaps.index(best)] if best and overlaps.count(best) == 1 else None


def _label_keys(fact: Fact, language: str) -> frozenset[str]:
    """Return the inflection keys of the longer words by which a fact is offered as a choice."""
    text = fact.label.get(language) or " ".join(fact.ask.get(language, ())[:1])
    return frozenset(inflection_key(token.word) for token in tokenise(text) if len(token.word) > SHORT_WORD)
