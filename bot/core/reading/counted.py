"""What "how many" asks for: the things that are named right after it."""

from bot.core.records.mention import Mention
from bot.core.records.ways import Way
from bot.core.words.compiled import NOUNS, OPEN_CLASSES, VERBS
from bot.core.words.lexicon import Lexicon, Word
from bot.core.words.text import Token

THINGS = frozenset({"partner", "population", "topic"})  # what a noun may stand before as a part of its name
PASSED_OVER = OPEN_CLASSES | {"of", "function"}  # may stand between "how many" and what is counted


def find_counted(
    words: tuple[Word, ...],
    tokens: tuple[Token, ...],
    mentions: tuple[Mention, ...],
    markers: tuple[tuple[str, int, int], ...],
    uncounted: frozenset[str],
    lexicon: Lexicon,
    language: str,
) -> tuple[str, ...] | None:
    """Return the concepts that "how many" counts: the run of mentions that follows it, without the `uncounted`."""
    asked = {mention.start for mention in mentions if mention.facet == "aspect" and mention.end - mention.start > 1}
    quantities = [(start, end) for name, start, end in markers if name == "quantity" and start not in asked]
    runs = {
        start: _run_after(end + 1, words, tokens, mentions, uncounted, lexicon, language) for start, end in quantities
    }
    quantity = next((one for one in quantities if runs[one[0]]), quantities[0] if quantities else None)
    shares = {mention.start: mention.end for mention in mentions if mention.id == Way.SHARE}
    if quantity:
        start, _ = quantity
        if start in shares and not _follows_at_once(shares[start], mentions, markers):
            return ()  # "hoeveel procent krijgt subsidie": what follows the verb is not counted
        return runs[start]
    openers = {start for name, start, _ in markers if name == "of"}
    after = [mention.end for mention in mentions if mention.id == Way.SHARE and mention.end in openers]
    return (_run_after(after[0], words, tokens, mentions, uncounted, lexicon, language) or None) if after else None


def find_whole(
    ends: tuple[tuple[int, bool], ...],
    words: tuple[Word, ...],
    tokens: tuple[Token, ...],
    mentions: tuple[Mention, ...],
    markers: tuple[tuple[str, int, int], ...],
    uncounted: frozenset[str],
    lexicon: Lexicon,
    language: str,
) -> tuple[str, ...]:
    """Return what a figure in the question counts, or is a share of: "92% van de gemeenten", "52.000 vragen".

    Empty where it names nothing.

    Args:
        ends: The position after each figure that the question holds, and whether it is a percentage.
        words: The words of the question.
        tokens: The question.
        mentions: The concepts that it names.
        markers: The phrases of the word lists; what stands in "of" opens the whole.
        uncounted: Concepts that are no things to be counted: "hoeveel scholen | werken samen".
        lexicon: The word lists.
        language: Of the question.
    """
    openers = {start for name, start, _ in markers if name == "of"}
    opened = (at for at, is_share in ends if (at in openers) == is_share)
    runs = (_run_after(at, words, tokens, mentions, uncounted, lexicon, language) for at in opened)
    return next((run for run in runs if run), ())


def _run_after(
    position: int,
    words: tuple[Word, ...],
    tokens: tuple[Token, ...],
    mentions: tuple[Mention, ...],
    uncounted: frozenset[str],
    lexicon: Lexicon,
    language: str,
) -> tuple[str, ...]:
    """Return the concepts that stand together from a position on, articles and prepositions before them aside."""
    at_token = {word.token: word.word for word in words}
    guessed = {word.token for word in words if word.how != "exact"}
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_start.setdefault(max(mention.start, position) if mention.end > position else -1, []).append(mention)
    run: list[str] = []
    while position in at_token:
        here = by_start.get(position)
        names = set(lexicon.lists(at_token[position], language))
        if here and any(mention.facet == "measure" and mention.id != Way.SHARE for mention in here):
            return tuple(run)  # "het aantal schoolvestigingen" is a measure by itself
        if here and any(id_ not in uncounted for id_ in run) and here[0].id in uncounted:
            break  # "hoeveel scholen werken ..."
        if here:
            run += [mention.id for mention in here if mention.facet not in ("measure", "aspect", "qualifier")]
            position = max(max(mention.end for mention in here), position + 1)
        elif not run and position not in guessed and names & PASSED_OVER and not names & {"with", "in"}:
            after_article = VERBS in names and "article" in lexicon.lists(at_token.get(position - 1, ""), language)
            qualifies = any(mention.facet in THINGS for mention in by_start.get(position + 1, ()))
            if (NOUNS in names or after_article) and not qualifies:
                return (at_token[position],)  # "hoeveel directeuren", "van de vragen": ordinary things are counted too
            position += 1
        else:
            break
    known = position in at_token and position not in guessed and lexicon.lists(at_token[position], language)
    if not run and position in at_token and not known:
        return (tokens[position].typed,)  # "hoeveel miljoen": no fact counts what nobody knows
    return tuple(id_ for id_ in run if id_ not in uncounted)


def _follows_at_once(position: int, mentions: tuple[Mention, ...], markers: tuple[tuple[str, int, int], ...]) -> bool:
    """Tell whether what a share is of comes right after it, or after "of the"."""
    opened = any(name in ("of", "article") and start in (position - 1, position) for name, start, _ in markers)
    return opened or any(mention.start == position for mention in mentions)
