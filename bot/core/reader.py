"""Reading a question: its words against the vocabulary, longest labels first, and what is left over by its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.core.figures import Span, find_figures, shift_period
from bot.core.lexicon import Lexicon, Word
from bot.core.model import Facet, KnowledgeBase
from bot.core.query import PASSING, Mention, Query, Slot, Unknown
from bot.core.readings import list_readings
from bot.core.tables import LONGEST_LABEL
from bot.core.text import Token, inflection_key, split_sentences, tokenise

ASKING = frozenset({"quantity", "which", "wh", "yes_no", "claim"})  # word lists that make a sentence ask
OPENING = 2  # words in which a question must show itself
SPEAKER = 3  # words before whoever is quoted: "klopt het dat onze architect"
RELATIVE_PERIOD = ("period", "")  # what a word belongs to inside "het jaar ervoor"
READINGS_KEPT = 2048  # a workshop asks the same questions
PASSED_OVER = frozenset({"of", "function", "general", "frame"})  # may stand between "how many" and what is counted
ONLY_ALONE = frozenset(
    {"negation", "yes_no", "follow_up", "wh"}
)  # inside a longer phrase these mean nothing: "weet niet"
OPENERS = frozenset({"follow_up", "apology", "greeting", "praise", "politeness", "thanks"})  # "oké, en ..."
SUBJECTS: frozenset[Facet] = frozenset({"partner", "place", "population", "topic", "qualifier", "measure"})
SLOTS: dict[str, Slot] = {  # the word list before a word → the part that the word plays
    "with": "partner", "in": "place", "of": "population", "quantity": "population", "which": "kind"
}  # fmt: skip


class Reader:
    """Reads questions with the words of one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._remembered = lru_cache(maxsize=READINGS_KEPT)(self._read)  # one message is read for several purposes
        self._facets: dict[str, Facet] = {id_: concept.facet for id_, concept in knowledge.concepts.items()}
        self._facets |= dict.fromkeys(knowledge.sources, "topic")

    def read(self, text: str, language: str) -> Query:
        """Read one question, with the sentences before it that set the scene."""
        return self._remembered(text, language)

    def _read(self, text: str, language: str) -> Query:
        tokens = tokenise(text)
        spoken = self._knowledge.languages[language]
        spans = tuple(span for span in find_figures(tokens, text, spoken) if not self._names_a_source(tokens, span))
        spans = tuple(self._counted_back(span, tokens, language) for span in spans)
        taken = frozenset(position for span in spans for position in range(span.start, span.end))
        words = self._lexicon.read(tokens, taken, language)
        asking = self._asking_tokens(text, tokens, language)
        markers = tuple(self._find_markers(words, language))
        spoken_for = {
            at: (name, "partner") if name == "meta_source" else RELATIVE_PERIOD
            for name, start, end in markers
            if name in ("meta_source", "previous_period", "next_period", "same_period")
            for at in range(start, end + 1)
        }
        found = tuple(self._find_mentions(words, language, asking))
        mentions = tuple(self._placed(found, tokens, text, language, spoken_for))
        asked = any(mention.facet in ("aspect", "measure") and not mention.context for mention in mentions)
        asked = asked or any(name in ASKING and start in asking for name, start, _ in markers)
        if not asked or not any(mention.facet in SUBJECTS and not mention.context for mention in mentions):
            mentions = tuple(replace(mention, context=False) for mention in mentions)  # "... What does it show?"
        unknown = tuple(self._find_unknown(words, tokens, mentions, markers, asking, language))
        query = Query(
            text=text,
            language=language,
            mentions=mentions,
            unknown=unknown,
            periods=tuple(dict.fromkeys(span.period for span in spans if span.period))
            + _spoken(("last_year", "now_period"), markers, tokens),
            relative=" ".join(_spoken(("previous_period", "next_period"), markers, tokens)),
            claims=tuple(span.claim for span in spans if span.claim),
            counted=self._counted(words, tokens, mentions, markers, language),
            markers=self._meant(
                markers, words, asking, {at for at, token in enumerate(tokens) if token.typed == "&"}, language
            ),
            keys=tuple(word.key for word in words if not self._is_filler(word.word, language)),
        )
        return replace(
            query, readings=list_readings(tokens, words, spans, mentions, unknown, self._knowledge, language)
        )

    def _names_a_source(self, tokens: tuple[Token, ...], span: Span) -> bool:
        """Tell whether a year is part of the name of a source: "VOB, 2015"."""
        if span.period is None:
            return False
        year = tokens[span.start].word
        for start in range(max(0, span.start - LONGEST_LABEL), span.start):
            keys = [inflection_key(token.word) for token in tokens[start : span.start]]
            if self._lexicon.senses(" ".join([*keys, year])):
                return True
        return False

    def _counted_back(self, span: Span, tokens: tuple[Token, ...], language: str) -> Span:
        """Return the period meant by "het schooljaar voor 2017-2018"; any other span as it is."""
        for length in (2, 3, 4):
            start = span.start - length
            phrase = " ".join(token.word for token in tokens[max(start, 0) : span.start])
            if span.period and start >= 0 and "previous_period" in self._lexicon.lists(phrase, language):
                return Span(start, span.end, period=shift_period(span.period, -1))
        return span

    def _asking_tokens(self, text: str, tokens: tuple[Token, ...], language: str) -> frozenset[int]:
        """Return the positions of the tokens in the sentence that asks: the last with a "?", else the last that may."""
        sentences = split_sentences(text)
        if len(sentences) < 2:
            return frozenset(range(len(tokens)))
        asks = [sentence for sentence in sentences if self.is_asking(sentence, language)] or list(sentences)
        start = text.rfind(asks[-1])
        end = start + len(asks[-1])
        return frozenset(at for at, token in enumerate(tokens) if start <= token.start < end)

    def is_asking(self, sentence: str, language: str) -> bool:
        """Tell whether a sentence asks something: by its question mark, or by a question word."""
        if sentence.rstrip().endswith("?"):
            return True
        words = [token.word for token in tokenise(sentence)]
        return "yes_no" in self._lexicon.lists("".join(words[:1]), language) or (
            any(
                {"quantity", "which"} & set(self._lexicon.lists(" ".join(words[at : at + length]), language))
                for at in range(len(words))
                for length in (1, 2, 3)
            )
        )

    def opens_question(self, text: str, language: str) -> bool:
        """Tell whether a text opens with a question word or the verb of a yes/no question, a preposition before it."""
        query = self.read(text, language)
        opened = any(mention.start < OPENING and mention.facet == "aspect" for mention in query.mentions)
        opening = tokenise(text)[:OPENING]
        return opened or any(ASKING & set(self._lexicon.lists(token.word, language)) for token in opening)

    def _find_markers(self, words: tuple[Word, ...], language: str) -> Iterator[tuple[str, int, int]]:
        """Yield (list name, first token, last token) of every phrase of the language's word lists."""
        for id_, first, last in self._lexicon.gapped(words, language):
            if id_.startswith("*"):
                yield id_[1:], first, last - 1
        inside = -1  # the last token of a longer phrase: "weet niet" denies nothing, "kun je" asks no yes or no
        for at in range(len(words)):
            for length in range(min(LONGEST_LABEL, len(words) - at), 0, -1):
                stretch = words[at : at + length]
                names = self._lexicon.lists(" ".join(word.word for word in stretch), language)
                first, last = stretch[0].token, stretch[-1].token
                for name in names:
                    if first > inside or name not in ONLY_ALONE:
                        yield name, first, last
                if names and length > 1:
                    inside = max(inside, last)

    def _meant(
        self,
        markers: tuple[tuple[str, int, int], ...],
        words: tuple[Word, ...],
        asking: frozenset[int],
        ampersands: set[int],
        language: str,
    ) -> frozenset[str]:
        """Return the lists whose phrases stand where they mean what the list says.

        A follow-up word and the verb of a yes/no question open the sentence; a pronoun for the libraries points at
        nothing that was said.
        """
        they = {start for name, start, _ in markers if name == "they"}
        at_opening: dict[str, set[int]] = {"follow_up": set(), "yes_no": set()}
        for name, sentence in (("follow_up", words), ("yes_no", tuple(w for w in words if w.token in asking))):
            for word in sentence:
                if word.token not in ampersands:
                    at_opening[name].add(word.token)
                if not OPENERS & set(self._lexicon.lists(word.word, language)):
                    break
        return frozenset(
            name
            for name, start, _ in markers
            if start in at_opening.get(name, {start})
            and not (name == "negation" and start not in asking)
            and not (name == "anaphora" and start in they)
        )

    def _find_mentions(self, words: tuple[Word, ...], language: str, asking: frozenset[int]) -> Iterator[Mention]:
        for id_, first, last in self._lexicon.gapped(words, language):
            if id_.startswith("*"):
                continue
            facet = self._facets[id_]
            yield Mention(id=id_, facet=facet, start=first, end=last, how="exact", context=first not in asking)
        at = 0
        while at < len(words):
            for length in range(self._lexicon.label_reach(words, at), 0, -1):
                stretch = words[at : at + length]
                found = self._sense(stretch, language)
                if found:
                    id_, how = found
                    first, last = stretch[0].token, stretch[-1].token
                    facet = self._facets[id_]
                    yield Mention(id=id_, facet=facet, start=first, end=last + 1, how=how, context=first not in asking)
                    at += length
                    break
            else:
                at += 1

    def _sense(self, stretch: tuple[Word, ...], language: str) -> tuple[str, str] | None:
        senses = self._lexicon.senses(" ".join(word.key for word in stretch))
        exact = " ".join(word.word for word in stretch)
        if not senses and 1 < len(stretch) <= 3 and len(exact) > 6 and not self._joins_nothing(stretch, language):
            joined = exact.replace(" ", "")
            senses = tuple(sense for sense in self._lexicon.senses(inflection_key(joined)) if " " not in sense.exact)
            exact = joined
        if not senses:
            return None
        best = min(senses, key=lambda sense: (sense.exact != exact, sense.language != language, sense.id))
        own = best.exact == exact and best.language == language
        if len(stretch) == 1 and not own and self._is_filler(exact, language):
            return None  # "wat" is a question word, no inflected label, nor a label of the other language
        hows = {word.how for word in stretch}
        how = next((name for name in ("repaired", "compound") if name in hows), "exact")
        return best.id, "inflected" if how == "exact" and best.exact != exact else how

    def _joins_nothing(self, stretch: tuple[Word, ...], language: str) -> bool:
        """Tell whether words stand on their own: "deel bibliotheken" is no "deelbibliotheek", "bieb en" no "bieben"."""
        if all(self._lexicon.senses(word.key) for word in stretch):
            joined = "".join(word.word for word in stretch)
            return self._lexicon.is_strange(joined) or not any(self._lexicon.is_strange(word.word) for word in stretch)
        return any(len(word.word) < 4 and self._is_filler(word.word, language) for word in stretch)

    def _placed(
        self,
        mentions: tuple[Mention, ...],
        tokens: tuple[Token, ...],
        text: str,
        language: str,
        spoken_for: Mapping[int, tuple[str, str]],
    ) -> Iterator[Mention]:
        """Yield the mentions with the words as typed and the part that their place in the sentence gives them."""
        named = _last_tokens(mentions)
        for mention in mentions:
            if spoken_for.get(mention.start) in (("meta_source", mention.facet), RELATIVE_PERIOD):
                continue  # "welke krant schreef dat?" asks for the source, "het jaar ervoor" for a period
            before = tokens[mention.start - 1].word if mention.start else ""
            if 0 < mention.start <= SPEAKER and "own" in self._lexicon.lists(before, language):
                mention = replace(mention, context=True)  # "volgens onze architect ...": who says it
            typed = text[tokens[mention.start].start : tokens[mention.end - 1].end]
            slot = self._slot(tokens, mention.start, language, named)
            yield replace(mention, typed=typed, slot="word" if slot == "name" else slot)

    def _find_unknown(
        self,
        words: tuple[Word, ...],
        tokens: tuple[Token, ...],
        mentions: tuple[Mention, ...],
        markers: tuple[tuple[str, int, int], ...],
        asking: frozenset[int],
        language: str,
    ) -> Iterator[Unknown]:
        named = _last_tokens(mentions)
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        covered |= {at for _, start, end in markers for at in range(start, end + 1)}
        unknown: set[int] = set()
        for word in words:
            if word.token in covered or word.token not in asking or word.token in unknown:
                continue
            if len(word.word) < 2:
                continue
            slot = self._slot(tokens, word.token, language, named)
            guessed = word.how != "exact" and slot != "word"  # "hoeveel paarden": no verb form of "paar"
            if self._is_filler(word.word, language) and not guessed:
                continue
            unknown.add(word.token)
            yield Unknown(tokens[word.token].typed, word.token, slot)

    def _is_filler(self, word: str, language: str) -> bool:
        return bool(self._lexicon.lists(word, language))

    def _counted(
        self,
        words: tuple[Word, ...],
        tokens: tuple[Token, ...],
        mentions: tuple[Mention, ...],
        markers: tuple[tuple[str, int, int], ...],
        language: str,
    ) -> tuple[str, ...] | None:
        """Return the concepts that "how many" counts: the run of mentions that follows it."""
        asked = {mention.start for mention in mentions if mention.facet == "aspect" and mention.end - mention.start > 1}
        ends = [end for name, start, end in markers if name == "quantity" and start not in asked]
        if ends:
            return self._run_after(ends[0] + 1, words, tokens, mentions, language)
        openers = {start for name, start, _ in markers if name == "of"}
        after = [mention.end for mention in mentions if mention.id == "share" and mention.end in openers]
        return (self._run_after(after[0], words, tokens, mentions, language) or None) if after else None

    def _run_after(
        self,
        position: int,
        words: tuple[Word, ...],
        tokens: tuple[Token, ...],
        mentions: tuple[Mention, ...],
        language: str,
    ) -> tuple[str, ...]:
        """Return the concepts that stand together from a position on, articles and prepositions before them aside."""
        at_token = {word.token: word.word for word in words}
        guessed = {word.token for word in words if word.how != "exact"}
        by_start: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_start.setdefault(max(mention.start, position) if mention.end > position else -1, []).append(mention)
        run: list[str] = []
        framed = ""
        while position in at_token:
            here = by_start.get(position)
            names = set(self._lexicon.lists(at_token[position], language))
            if here and any(mention.facet == "measure" and mention.id != "share" for mention in here):
                return tuple(run)  # "het aantal schoolvestigingen" is a measure by itself
            if here and any(id_ not in PASSING for id_ in run) and here[0].id in PASSING:
                break  # "hoeveel scholen werken ..."
            if here:
                run += [mention.id for mention in here if mention.facet not in ("measure", "aspect", "qualifier")]
                position = max(max(mention.end for mention in here), position + 1)
            elif not run and position not in guessed and names & PASSED_OVER and not names & {"with", "in"}:
                framed = framed if names & {"of", "function", "general"} else at_token[position]
                position += 1
            else:
                break
        known = position in at_token and position not in guessed and self._lexicon.lists(at_token[position], language)
        if not run and position in at_token and not known:
            return (tokens[position].typed,)  # "hoeveel miljoen": no fact counts what nobody knows
        return tuple(run) or ((framed,) if framed else ())

    def _slot(self, tokens: tuple[Token, ...], at: int, language: str, after_mention: set[int]) -> Slot:
        if tokens[at].typed[:1].isupper() and at > 0 and 2 * sum(map(_is_small, tokens)) > len(tokens):
            return "name"
        if tokens[at].word.isdigit():
            return "word"
        for before in range(at - 1, -1, -1):
            word = tokens[before].word
            names = self._lexicon.lists(word, language)
            if "joining" in names and before - 1 in after_mention:
                return "joined"  # "met bedrijven en kwallenkwekers"
            for name, slot in SLOTS.items():
                if name in names:
                    return slot
            if not {"article", "frame", "general"} & set(names):
                break  # another word stands between: "met bedrijven die flonkeren"
        return "word"


def _is_small(token: Token) -> bool:
    return token.typed.islower()


def _last_tokens(mentions: tuple[Mention, ...]) -> set[int]:
    """Return where the things that are named end: what is joined to one of them is another of its kind."""
    return {mention.end - 1 for mention in mentions if mention.facet not in ("aspect", "qualifier")}


def _spoken(
    lists: tuple[str, ...], markers: tuple[tuple[str, int, int], ...], tokens: tuple[Token, ...]
) -> tuple[str, ...]:
    """Return the first phrase of some word lists as typed: "vorig jaar", a period that no row of a fact has."""
    named = {(start, end) for name, start, end in markers if name in lists}
    return tuple(" ".join(token.typed for token in tokens[start : end + 1]) for start, end in sorted(named)[:1])
