"""Reading a question: its words against the vocabulary, longest labels first, and what is left over by its place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.core.reading.ages import find_ages
from bot.core.reading.attribution import all_names, find_speaker
from bot.core.reading.counted import find_counted, find_whole
from bot.core.reading.excluded import find_contrast
from bot.core.reading.figures import Span, find_figures
from bot.core.reading.frame import FrameReader
from bot.core.reading.phrases import find_markers, is_part_of_a_label, meant
from bot.core.reading.roles import find_unknown, last_tokens, slot_of
from bot.core.reading.sentences import Sentences
from bot.core.reading.trace import list_readings
from bot.core.reading.year_ranges import find_stretches
from bot.core.records.mention import Mention, Unknown
from bot.core.records.model import Facet, How, KnowledgeBase, Language
from bot.core.records.query import Query
from bot.core.records.ways import Way
from bot.core.values.periods import shift_period
from bot.core.words.compiled import LONGEST_LABEL, NOUNS, OPEN_CLASSES, OTHERS, VERBS
from bot.core.words.lexicon import Lexicon, Word
from bot.core.words.spelling import is_one_slip
from bot.core.words.text import Token, inflection_key, split_sentences, tokenise

ASKING = frozenset({"quantity", "which", "wh", "yes_no", "claim"})  # word lists that make a sentence ask
OPENING = 2  # words in which a question must show itself
SPEAKER = 3  # words before whoever is quoted: "klopt het dat onze architect"
RELATIVE_PERIOD = ("period", "")  # what a word belongs to inside "het jaar ervoor"
MOMENTS = (  # word lists of periods that depend on the day of asking
    "last_year", "last_school_year", "now_period", "this_school_year", "other_time",
)  # fmt: skip
PERIOD_LISTS = (
    "previous_period", "next_period", "same_period", "corona_period", "before_corona", "after_corona", *MOMENTS,
)  # fmt: skip
SHORTEST_QUESTION = 3  # words; "Percentage?" alone asks for that of the sentence before it
ASKS_ITSELF = frozenset({"quantity", "which", "wh"})
POINTING = frozenset({"same_period", "claim"})  # "ging het dat jaar om ...?": what was said before counts
PLAIN_CLASSES = OPEN_CLASSES | {"function", "article", "numbers"}  # a guess at one of these is no reading
READINGS_KEPT = 2048  # a workshop asks the same questions
STRONG: frozenset[Facet] = frozenset({"partner", "population", "topic"})  # what a question may be about by itself
SUBJECTS: frozenset[Facet] = frozenset({"partner", "place", "population", "topic", "qualifier", "measure"})
COUNTING = frozenset({Way.SHARE, Way.COUNT, Way.MEAN})  # "deel bibliotheken" asks for a share, of no kind of library


class Reader:
    """Reads questions with the words of one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, lexicon: Lexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._remembered = lru_cache(maxsize=READINGS_KEPT)(self._read)  # one message is read for several purposes
        self._facets: dict[str, Facet] = {id_: concept.facet for id_, concept in knowledge.concepts.items()}
        self._roles = {id_: concept.role for id_, concept in knowledge.concepts.items() if concept.role}
        counted = {id_ for fact in knowledge.facts.values() for id_ in fact.counted}
        domain = {id_ for id_, facet in self._facets.items() if facet == "domain"}
        self._uncounted = frozenset(domain - counted)  # "samenwerking": every fact is about it, and none counts it
        self._names = all_names(knowledge.sources.values())
        self._facets |= dict.fromkeys(knowledge.sources, "topic")
        self.sentences = Sentences(lexicon, self._facets)
        self._frames = {
            code: FrameReader(
                {**spoken.asking, "numbers": tuple(spoken.numbers)} if spoken.asking else {},
                spoken.words.get("scene", ()),
            )
            for code, spoken in knowledge.languages.items()
        }

    def read(self, text: str, language: str) -> Query:
        """Read one question, with the sentences before it that set the scene."""
        return self._remembered(text, language)

    def _read(self, text: str, language: str) -> Query:
        tokens = tokenise(text)
        spoken = self._knowledge.languages[language]
        spans = tuple(
            span
            for span in find_figures(tokens, text, spoken)
            if not self._names_a_source(tokens, span) and not self._is_in_a_label(tokens, span, language)
        )
        spans = tuple(self._counted_back(span, tokens, language) for span in spans)
        ages = find_ages(tokens, spans, spoken)
        spans = tuple(span for span in spans if not any(first <= span.start < end for first, end in ages))
        spans = find_stretches(tokens, spans, text, spoken)
        taken = frozenset(position for span in spans for position in range(span.start, span.end))
        speaker, said_by = find_speaker(tokens, self._names, self._lexicon, language)
        words = self._lexicon.read(tokens, taken | speaker, language)
        markers = tuple(
            marker
            for marker in find_markers(words, self._lexicon, language)
            if not _dangles(marker, tokens, spans, spoken)
        )
        spoken_for = {
            at: (name, "partner") if name == "meta_source" else RELATIVE_PERIOD
            for name, start, end in markers
            if name in ("meta_source", *PERIOD_LISTS)
            for at in range(start, end + 1)
        }
        spoken_for |= {start: ("which_period", "aspect") for name, start, _ in markers if name == "which_period"}
        found = tuple(self._find_mentions(words, language))
        asking, added = self._asking_tokens(text, tokens, found, language)
        asks_itself = any(name in ASKS_ITSELF and start in asking - added for name, start, _ in markers) or any(
            one.facet in ("measure", "aspect") and one.start in asking - added for one in found
        )
        asks_itself = asks_itself and len(asking - added) > SHORTEST_QUESTION
        aside = added if asks_itself else frozenset[int]()  # "Weet u dat?" asks what the sentence before it says
        found = tuple(replace(one, context=one.start not in asking, aside=one.start in aside) for one in found)
        apart = find_contrast(tokens, text, self._lexicon, language)
        if apart and any(one.start not in apart and one.facet in SUBJECTS for one in found):
            found = tuple(one for one in found if one.start not in apart)
            markers = tuple(marker for marker in markers if marker[1] not in apart)
        else:
            apart = frozenset()
        markers = tuple(marker for marker in markers if not is_part_of_a_label(marker, found))
        mentions = tuple(self._placed(found, tokens, text, language, spoken_for))
        asked = any(one.facet in ("aspect", "measure") and not one.context for one in mentions)
        asked = asked or any(name in ASKING and start in asking for name, start, _ in markers)
        asked = asked or _ends_asking(text, tokens, asking) or len(self.sentences.split(text, language)) < 2
        heard = asking
        names = any(mention.facet in SUBJECTS and not mention.context for mention in mentions)
        own = asking - added
        figures = sum(span.claim is not None and span.start in own for span in spans)
        if figures > 1 and not any(mention.facet in SUBJECTS and mention.start in own for mention in mentions):
            mentions = ()  # "hoeveel is 84 min 26?" is about nothing that was said before
        if not asked or not names:
            mentions = tuple(replace(mention, context=False) for mention in mentions)  # "... What does it show?"
            heard = frozenset(range(len(tokens)))
        unknown = tuple(find_unknown(words, tokens, mentions, markers, asking - aside - apart, self._lexicon, language))
        asked_ages = (age for age in ages if age[0] in asking - aside)
        unknown += tuple(Unknown(_typed(text, tokens, first, end), first, "population") for first, end in asked_ages)
        asked_markers = tuple(marker for marker in markers if marker[1] in asking)
        points = any(name in POINTING for name, _, _ in asked_markers)
        points = points or bool(added) or not any(one.facet in STRONG for one in mentions)
        whole = _sentences_with(asking, text, tokens)  # a colon ends none: "In 2018: hoeveel ...?"
        told = tuple(span for span in spans if points or span.start in whole)
        spelt = {word.token: word.word for word in words if word.word != tokens[word.token].word}
        slips = {at: word for at, word in spelt.items() if is_one_slip(tokens[at].word, word)}
        frame = self._frames[language].read(
            tokens,
            frozenset(at for at, word in spelt.items() if at not in slips or self._is_plain(word, language)),
            frozenset(at for at, token in enumerate(tokens) if not self._lexicon.spelt_in(token.word, language)),
            slips,
            (asking - aside) - apart,
            mentions,
            taken | speaker | {at for first, end in ages for at in range(first, end)},
            tuple(marker for marker in markers if marker[0] not in OPEN_CLASSES),
            frozenset(at for at, token in enumerate(tokens) if self._is_closed(token.word, language)),
            frozenset(at for at, token in enumerate(tokens) if self._is_ordinary(token.word, language)),
            frozenset(at for at, token in enumerate(tokens) if self._is_verb(token.word, language)),
            frozenset(start for name, start, end in markers for start in range(start, end + 1) if name == "claim"),
            language,
        )
        query = Query(
            text=text,
            language=language,
            frame=frame,
            mentions=mentions,
            unknown=unknown,
            periods=tuple(dict.fromkeys(span.period for span in told if span.period)),
            stretch=next((span.stretch for span in spans if span.stretch and span.start in asking), None),
            ends=next((span.ends for span in spans if span.stretch and span.start in asking), ()),
            years_back=next((span.years_back for span in spans if span.years_back), None),
            years_ago=next((span.years_ago for span in spans if span.years_ago), None),
            most=_number_in("top", markers, tokens, spoken),
            moment=next(((name, typed) for name in MOMENTS for typed in _spoken((name,), asked_markers, tokens)), None),
            relative=" ".join(_spoken(("previous_period", "next_period"), markers, tokens)),
            said_by=said_by,
            claims=tuple(span.claim for span in told if span.claim),
            points_at_figure=any(span.claim and _is_pointed_at(tokens, span.start, spoken) for span in told),
            whole=find_whole(
                tuple((span.end, span.claim.unit == "percent") for span in told if span.claim),
                words,
                tokens,
                mentions,
                markers,
                self._uncounted,
                self._lexicon,
                language,
            ),
            counted=find_counted(words, tokens, mentions, markers, self._uncounted, self._lexicon, language),
            markers=meant(
                markers,
                words,
                asking,
                {at for at, token in enumerate(tokens) if token.typed == "&"},
                self._lexicon,
                language,
            ),
            keys=tuple(word.key for word in words if word.token in heard and not self._is_filler(word.word, language)),
            asked_text=text if len(heard) == len(tokens) else " ".join(tokens[at].typed for at in sorted(heard)),
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

    def _is_in_a_label(self, tokens: tuple[Token, ...], span: Span, language: str) -> bool:
        """Tell whether a number is part of a label, such as that of an age group: "4 tot en met 12 jaar"."""
        if span.claim is None or span.claim.unit != "number":
            return False
        for start in range(max(0, span.start - LONGEST_LABEL + 1), span.start + 1):
            for end in range(max(start + 2, span.end), min(len(tokens), start + LONGEST_LABEL) + 1):
                if self._lexicon.senses(" ".join(inflection_key(token.word) for token in tokens[start:end])):
                    return True
                if "other_time" in self._lexicon.lists(" ".join(token.word for token in tokens[start:end]), language):
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

    def _asking_tokens(
        self, text: str, tokens: tuple[Token, ...], mentions: tuple[Mention, ...], language: str
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Return the positions of the tokens that ask, and which of them are in a sentence that only names the subject.

        The last sentence with a "?" asks, else the last that may. Where it names nothing ("Weet u dat?"), so does the
        nearest sentence before it that does. Clauses that only say who asks, or why, are left out.
        """
        everything = frozenset(range(len(tokens)))
        sentences = self.sentences.split(text, language)
        at: list[frozenset[int]] = []
        end = 0
        for sentence in sentences:
            start = text.find(sentence, end)
            end = start + len(sentence) if start >= 0 else end
            at.append(frozenset(one for one, token in enumerate(tokens) if start <= token.start < end))
        if len(sentences) < 2:
            return self._frames[language].without_scene(text, tokens, everything), frozenset()
        last = max(
            (one for one, sentence in enumerate(sentences) if self.sentences.is_asking(sentence, language)),
            default=len(sentences) - 1,
        )
        asking, added = at[last], frozenset[int]()
        subjects = {one.start for one in mentions if one.facet in STRONG}
        if not asking & subjects:
            before = next((one for one in range(last - 1, -1, -1) if at[one] & subjects), None)
            added = self._frames[language].without_scene(text, tokens, at[before]) if before is not None else added
        return self._frames[language].without_scene(text, tokens, asking) | added, added

    def opens_question(self, text: str, language: str) -> bool:
        """Tell whether a text opens with a question word or the verb of a yes/no question, a preposition before it."""
        query = self.read(text, language)
        opened = any(mention.start < OPENING and mention.facet == "aspect" for mention in query.mentions)
        opening = tokenise(text)[:OPENING]
        return opened or any(ASKING & set(self._lexicon.lists(token.word, language)) for token in opening)

    def _find_mentions(self, words: tuple[Word, ...], language: str) -> Iterator[Mention]:
        for id_, first, last in self._lexicon.gapped(words):
            facet = self._facets[id_]
            yield Mention(id=id_, facet=facet, role=self._roles.get(id_), start=first, end=last, how="exact")
        at = 0
        while at < len(words):
            for length in range(self._lexicon.label_reach(words, at), 0, -1):
                stretch = words[at : at + length]
                found = self._sense(stretch, language)
                if found:
                    id_, how = found
                    first, last = stretch[0].token, stretch[-1].token
                    facet = self._facets[id_]
                    yield Mention(id=id_, facet=facet, role=self._roles.get(id_), start=first, end=last + 1, how=how)
                    at += length
                    break
            else:
                at += 1

    def _sense(self, stretch: tuple[Word, ...], language: str) -> tuple[str, How] | None:
        senses = self._lexicon.senses(" ".join(word.key for word in stretch))
        exact = " ".join(word.word for word in stretch)
        if not senses and 1 < len(stretch) <= 3 and len(exact) > 6:
            exact = exact.replace(" ", "")
            senses = tuple(sense for sense in self._lexicon.senses(inflection_key(exact)) if " " not in sense.exact)
            if senses and self._joins_nothing(stretch, language):
                return None
        if not senses:
            return None
        best = min(senses, key=lambda sense: (sense.exact != exact, sense.language != language, sense.id))
        own = best.exact == exact and best.language == language
        if len(stretch) == 1 and not own and self._is_filler(exact, language):
            return None  # "wat" is a question word, no inflected label, nor a label of the other language
        hows = {word.how for word in stretch}
        plain: How = "exact" if best.exact == exact else "inflected"
        guessed: tuple[How, ...] = ("repaired", "compound")
        return best.id, next((how for how in guessed if how in hows), plain)

    def _joins_nothing(self, stretch: tuple[Word, ...], language: str) -> bool:
        """Tell whether words stand on their own: "deel bibliotheken" is no "deelbibliotheek", "bieb en" no "bieben"."""
        if inflection_key("".join(word.word for word in stretch)) in {word.key for word in stretch}:
            return True  # "borrow e books"
        senses = [self._lexicon.senses(word.key) for word in stretch]
        if all(senses):
            joined = "".join(word.word for word in stretch)
            asks = any(sense.id in COUNTING for several in senses for sense in several)
            return asks or self._lexicon.is_strange(joined)
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
        named = last_tokens(mentions)
        for mention in mentions:
            if spoken_for.get(mention.start) in (
                ("meta_source", mention.facet),
                ("which_period", mention.facet),
                RELATIVE_PERIOD,
            ):
                continue  # "welke krant schreef dat?" asks for the source, "het jaar ervoor" for a period
            before = tokens[mention.start - 1].word if mention.start else ""
            if mention.facet == "measure" and "negation" in self._lexicon.lists(before, language):
                continue  # "het aantal, geen percentage"
            if 0 < mention.start <= SPEAKER and "own" in self._lexicon.lists(before, language):
                mention = replace(mention, context=True)  # "volgens onze architect ...": who says it
            typed = _typed(text, tokens, mention.start, mention.end)
            slot = slot_of(tokens, mention.start, self._lexicon, language, named)
            yield replace(mention, typed=typed, slot="word" if slot == "name" else slot)

    def _is_closed(self, word: str, language: str) -> bool:
        """Tell whether a word belongs to a closed class: an article, a pronoun, an auxiliary, a question word ..."""
        return not set(self._lexicon.lists(word, language)) <= OPEN_CLASSES

    def _is_ordinary(self, word: str, language: str) -> bool:
        """Tell whether a word is one that everybody uses, and no verb."""
        return not {NOUNS, OTHERS}.isdisjoint(self._lexicon.lists(word, language))

    def _is_verb(self, word: str, language: str) -> bool:
        return not {VERBS, "modal", "yes_no"}.isdisjoint(self._lexicon.lists(word, language))

    def _is_plain(self, word: str, language: str) -> bool:
        """Tell whether a word is one of the many that carry nothing; auxiliaries and question words are not."""
        return set(self._lexicon.lists(word, language)) <= PLAIN_CLASSES

    def _is_filler(self, word: str, language: str) -> bool:
        return bool(self._lexicon.lists(word, language))


def _dangles(
    marker: tuple[str, int, int], tokens: tuple[Token, ...], spans: tuple[Span, ...], spoken: Language
) -> bool:
    """Tell whether "het jaar voor" is followed by no year: "het slechtste jaar voor bezoeken" counts back from none."""
    name, _, last = marker
    ends_open = name in ("previous_period", "next_period") and tokens[last].word in spoken.asking.get(
        "counting_from", ()
    )
    return ends_open and not any(span.start == last + 1 for span in spans)


def _sentences_with(asking: frozenset[int], text: str, tokens: tuple[Token, ...]) -> frozenset[int]:
    """Return the positions of all tokens of the sentences that hold a word that asks."""
    found: set[int] = set()
    end = 0
    for sentence in split_sentences(text):
        start = max(text.find(sentence, end), 0)
        end = start + len(sentence)
        here = {at for at, token in enumerate(tokens) if start <= token.start < end}
        if here & asking:
            found |= here
    return frozenset(found)


def _ends_asking(text: str, tokens: tuple[Token, ...], asking: frozenset[int]) -> bool:
    """Tell whether a question mark stands behind the words that ask: keywords may be a question too."""
    last = max(asking, default=-1)
    return last >= 0 and text[tokens[last].end :].lstrip().startswith("?")


def _is_pointed_at(tokens: tuple[Token, ...], at: int, spoken: Language) -> bool:
    """Tell whether a figure opens the message ("695, wat is dat?") or stands behind a word that points ("die 695")."""
    return at == 0 or tokens[at - 1].word in spoken.asking.get("pointing", ())


def _typed(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end]


def _spoken(
    lists: tuple[str, ...], markers: tuple[tuple[str, int, int], ...], tokens: tuple[Token, ...]
) -> tuple[str, ...]:
    """Return the first phrase of some word lists as typed: "vorig jaar", a period that no row of a fact has."""
    named = {(start, end) for name, start, end in markers if name in lists}
    return tuple(" ".join(token.typed for token in tokens[start : end + 1]) for start, end in sorted(named)[:1])


def _number_in(
    name: str, markers: tuple[tuple[str, int, int], ...], tokens: tuple[Token, ...], language: Language
) -> int | None:
    """Return the number in a phrase of a word list: 3 in "top 3" and in "top drie"; None if there is none."""
    words = [tokens[at].word for list_, start, end in markers if list_ == name for at in range(start, end + 1)]
    numbers = (int(word) if word.isdecimal() else language.numbers.get(word) for word in words)
    return next((int(number) for number in numbers if number is not None), None)
