"""The parts that words play by their place in the sentence, and the words that nothing accounts for."""

from collections.abc import Iterator

from bot.core.reading.draft import Draft, Vocabulary
from bot.core.records.mention import Mention, Part, Unknown
from bot.core.words.compiled import NOUNS, OPEN_CLASSES
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import FINAL_VERB_ENDINGS, Token

SLOTS: dict[str, Part] = {  # the word list before a word → the part that the word plays
    "with": "partner", "in": "place", "of": "population", "quantity": "population", "which": "kind"
}  # fmt: skip
SHORTEST_WORD = 2  # letters
NARROWING = frozenset({"partner", "name"})  # parts in which an ordinary noun narrows what is asked


def find_unknown(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the words that nothing accounts for, each with the part that its place in the sentence gives it."""
    ages = (age for age in draft.ages if age[0] in draft.asking - draft.aside)
    unread_ages = (Unknown(draft.typed(first, end), first, "population") for first, end in ages)
    draft.unknown = (*_unread(draft, vocabulary.lexicon), *unread_ages)


def _unread(draft: Draft, lexicon: Lexicon) -> Iterator[Unknown]:
    tokens, language = draft.tokens, draft.language
    named = last_tokens(draft.mentions)
    covered = {at for mention in draft.mentions for at in range(mention.start, mention.end)}
    terse = not any(word.token not in covered and lexicon.lists(word.word, language) for word in draft.words)
    covered |= {at for name, start, end in draft.markers if name not in OPEN_CLASSES for at in range(start, end + 1)}
    unknown: set[int] = set()
    for word in draft.words:
        if word.token in covered or word.token not in draft.clause or word.token in unknown:
            continue
        if len(word.word) < SHORTEST_WORD:
            continue
        slot = slot_of(tokens, word.token, lexicon, language, named)
        last = word.token == len(tokens) - 1 and not word.word.endswith(FINAL_VERB_ENDINGS)
        if (
            slot == "word"
            and word.word.isalpha()
            and named
            and (terse or last or _stands_for_a_partner(tokens, word.token, lexicon, language))
        ):
            slot = "joined"  # "aandeel bibliotheken kwallenkwekers", "wie helpt de kwal": it narrows
        guessed = word.how != "exact" and slot != "word"  # "hoeveel paarden": no verb form of "paar"
        names = lexicon.lists(word.word, language)
        narrows = slot in NARROWING and set(names) == {NOUNS}  # "met huisartsen": an ordinary word, but not asked for
        if names and not (guessed or narrows):
            continue
        unknown.add(word.token)
        yield Unknown(tokens[word.token].typed, word.token, slot)


def _stands_for_a_partner(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, language: str) -> bool:
    """Tell whether a word says who it is: "heeft kwallenkwekers als partner"."""
    after = [token.word for token in tokens[at + 1 : at + 3]]
    return any("role" in lexicon.lists(" ".join(after[:length]), language) for length in (1, 2))


def slot_of(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, language: str, after_mention: set[int]) -> Part:
    """Return the part that the place of a word in the sentence gives it: after "met" a partner, after "in" a place."""
    begins = at == 0 or tokens[at].start - tokens[at - 1].end > 1  # more than a space: a sentence or a quotation begins
    if tokens[at].typed[:1].isupper() and not begins and 2 * sum(map(_is_small, tokens)) >= len(tokens):
        return "name"
    if tokens[at].word.isdigit():
        return "word"
    for before in range(at - 1, -1, -1):
        word = tokens[before].word
        names = lexicon.lists(word, language)
        if "joining" in names and before - 1 in after_mention:
            return "joined"  # "met bedrijven en kwallenkwekers"
        for name, slot in SLOTS.items():
            if name in names:
                return slot
        if not (OPEN_CLASSES | {"article"}) & set(names):
            break  # another word stands between: "met bedrijven die flonkeren"
    return "word"


def last_tokens(mentions: tuple[Mention, ...]) -> set[int]:
    """Return where the things that are named end: what is joined to one of them is another of its kind."""
    return {mention.end - 1 for mention in mentions if mention.facet not in ("aspect", "qualifier")}


def _is_small(token: Token) -> bool:
    return token.typed.islower()
