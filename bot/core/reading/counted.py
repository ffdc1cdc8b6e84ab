"""What "how many" asks for: the things that are named right after it."""

from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.figures import Span
from bot.core.records.mention import Mention
from bot.core.records.ways import Way
from bot.core.words.compiled import NOUNS, OPEN_CLASSES, VERBS

THINGS = frozenset({"partner", "population", "topic"})  # what a noun may stand before as a part of its name
COUNTABLE = THINGS | {"domain"}
PAUSES = frozenset(".!?;:")
PASSED_OVER = OPEN_CLASSES | {"of", "function"}  # may stand between "how many" and what is counted


def find_counted(draft: Draft, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the concepts that "how many" counts: the run of things named that follows it.

    None where it is not asked how many; empty where nothing follows it that may be counted.
    """
    asked = {one.start for one in draft.mentions if one.facet == "aspect" and one.end - one.start > 1}
    quantities = [(start, end) for name, start, end in draft.markers if name == "quantity" and start not in asked]
    runs = {start: _run_after(end + 1, draft, vocabulary) for start, end in quantities}
    quantity = next((one for one in quantities if runs[one[0]]), quantities[0] if quantities else None)
    shares = {one.start: one.end for one in draft.mentions if one.id == Way.SHARE}
    if quantity:
        start, _ = quantity
        if start in shares and not _follows_at_once(shares[start], draft):
            return ()  # "hoeveel procent krijgt subsidie": what follows the verb is not counted
        if start not in shares and _acts(quantity[1] + 1, draft, vocabulary):
            return ()
        return _named_before(quantity, draft, vocabulary) or runs[start]
    openers = _openers(draft)
    after = [one.end for one in draft.mentions if one.id == Way.SHARE and one.end in openers]
    return (_run_after(after[0], draft, vocabulary) or None) if after else None


def find_whole(draft: Draft, vocabulary: Vocabulary, told: tuple[Span, ...]) -> tuple[str, ...]:
    """Return what a figure in the question counts, or is a share of: "92% van de gemeenten", "52.000 vragen".

    Empty where it names nothing.

    Args:
        draft: The question; what stands in its word list "of" opens the whole.
        vocabulary: Its words.
        told: Its figures that count.
    """
    openers = _openers(draft)
    runs = (
        _run_after(one.end, draft, vocabulary)
        for one in told
        if one.claim and (one.end in openers) == (one.claim.unit == "percent") and not _pauses(one.end, draft)
    )
    return next((run for run in runs if run), ())


def _named_before(quantity: tuple[int, int], draft: Draft, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what "of them" counts: the last of those that are named before it; empty where it points at nothing."""
    start, end = quantity
    classes = vocabulary.closed_classes[draft.language]
    after = [token.word for token in draft.tokens[end + 1 : end + 3]]
    if not any(classes.has_phrase(after[:length], "of_them") for length in (1, 2)):
        return ()
    before = [one for one in draft.mentions if one.end <= start and one.facet in COUNTABLE]
    return (max(before, key=lambda one: one.start).id,) if before else ()


def _acts(position: int, draft: Draft, vocabulary: Vocabulary) -> bool:
    """Tell whether a verb stands here: what follows it does something, and is not counted: "hoeveel haalden bibs op?".

    After "zijn" stands what there is of them: "how many are members?".
    """
    word = draft.tokens[position].word if position < len(draft.tokens) else ""
    is_label = any(mention.start <= position < mention.end for mention in draft.mentions)
    names = set(vocabulary.lexicon.lists(word, draft.language))
    is_verb = not is_label and bool({VERBS, "yes_no"} & names) and NOUNS not in names
    return is_verb and not vocabulary.closed_classes[draft.language].has(word, "being")


def _pauses(position: int, draft: Draft) -> bool:
    """Tell whether a clause ends right before a token: "we hebben er negen. De een vond ..."."""
    before, here = draft.tokens[position - 1 : position], draft.tokens[position : position + 1]
    return not here or bool(PAUSES & set(draft.text[before[0].end : here[0].start]))


def _openers(draft: Draft) -> set[int]:
    return {start for name, start, _ in draft.markers if name == "of"}


def _run_after(position: int, draft: Draft, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the concepts that stand together from a position on, articles and prepositions before them aside.

    Without those that are no things to be counted at its end: "hoeveel scholen | werken samen".
    """
    uncounted, lexicon, language = vocabulary.uncounted, vocabulary.lexicon, draft.language
    at_token = {word.token: word.word for word in draft.words}
    guessed = {word.token for word in draft.words if word.how != "exact"}
    by_start = _by_start(draft.mentions, position)
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
        return (draft.tokens[position].typed,)  # "hoeveel miljoen": no fact counts what nobody knows
    return tuple(id_ for id_ in run if id_ not in uncounted)


def _by_start(mentions: tuple[Mention, ...], position: int) -> dict[int, list[Mention]]:
    """Return the mentions from a position on by where they start; one that began before it starts there."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.end > position:
            found.setdefault(max(mention.start, position), []).append(mention)
    return found


def _follows_at_once(position: int, draft: Draft) -> bool:
    """Tell whether what a share is of comes right after it, or after "of the"."""
    opened = any(name in ("of", "article") and start in (position - 1, position) for name, start, _ in draft.markers)
    return opened or any(mention.start == position for mention in draft.mentions)
