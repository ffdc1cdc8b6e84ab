"""How the bot read a question and what it decided, in words that a librarian knows."""

from collections.abc import Iterator, Sequence

from bot.core.answering.wording import Composer
from bot.core.ranking.constraints import CHANGE_OVER_TIME, COUNT, NO_SUBJECT
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import AnswerKind, Explanation, KnowledgeBase, Reading, Weighed
from bot.core.words.text import fold
from bot.tools.workbench_texts import Texts

QUESTION_WORDS = ("quantity", "which", "wh")  # word lists of the words that ask
NAMELESS = {COUNT: "open_count", CHANGE_OVER_TIME: "open_difference", NO_SUBJECT: "open_subject"}
SLIGHTLY_OTHER = ("inflected", "repaired", "compound")  # ways of reading that show the label as well
DECIDED = {  # what `decide` and the writers of answers call their reasons → text
    "covers every field": "decided_covers",
    "several facts fit equally well": "decided_several",
    "many facts fit": "decided_many",
    "each figure is narrower than the question": "decided_each_narrower",
    "the figure is narrower than the question": "decided_narrower",
    "two facts compared": "decided_compared",
    "facts of one measure in order": "decided_ordered",
    "asks about the answer itself": "decided_meta",
}


class Wording:
    """Names what an explanation holds, in one language."""

    def __init__(self, knowledge: KnowledgeBase, texts: Texts) -> None:
        self.texts = texts
        self.codes = tuple(knowledge.languages)
        self._knowledge = knowledge
        known = knowledge.languages
        self._composer = Composer(knowledge, texts.language if texts.language in known else next(iter(known)))
        self._question_words = frozenset(
            word for language in known.values() for name in QUESTION_WORDS for word in language.words.get(name, ())
        )

    def name(self, id_: str) -> str:
        """Return how a concept, a source, a period or a word is called."""
        return self._composer.name(id_)

    def language(self, code: str) -> str:
        """Return how a language is called: in the language of the texts, else in its own."""
        known = self._knowledge.languages.get(code)
        return self.texts.find(f"group_{code}", known.phrases.get("language_name", code) if known else code)

    def fact(self, id_: str) -> str:
        """Return in a few words what a fact measures; the id where there is no such fact."""
        fact = self._knowledge.facts.get(id_)
        return self._composer.label(fact) if fact else id_

    def reading(self, reading: Reading) -> str:
        """Return what a stretch of a question was read as: "partner: middelbare school"."""
        if reading.how == "unknown":
            return self.texts("read_unknown")
        if reading.how == "filler":
            known = fold(reading.label or reading.words) in self._question_words
            return self.texts("read_question_word", word=reading.words) if known else self.texts("read_filler")
        if reading.how == "number":
            return self._number(reading.read_as)
        if reading.how == "period":
            back = reading.read_as.removeprefix("- ")
            if back != reading.read_as:
                return self.texts("read_period_back", value=back)
            return self.texts("read_period", value=self._period(reading.read_as))
        label = self.name(reading.read_as)
        if reading.how == "carried":
            return self.texts("read_carried", label=label)
        shown = self.texts(f"how_{reading.how}", label=label) if reading.how in SLIGHTLY_OTHER else label
        return f"{self.facet_of(reading.read_as)}: {shown}"

    def _number(self, read_as: str) -> str:
        relation, value, unit = read_as.rsplit(" ", 2)
        name = "read_number" if relation == "equal" else f"read_number_{relation.replace(' ', '_')}"
        return self.texts(name, value=f"{value}%" if unit == "percent" else value)

    def _period(self, read_as: str) -> str:
        return self.name(read_as) if "–" not in read_as else read_as.replace(" – ", "–")

    def facet_of(self, id_: str) -> str:
        """Return in words which part a concept plays in a question."""
        if id_ in self._knowledge.sources:
            return self.texts("facet_source")
        return self.texts(f"facet_{self._knowledge.concepts[id_].facet}")

    def understood(self, explanation: Explanation) -> tuple[str, ...]:
        """Return what was read in a question, without the words that the answer does not depend on."""
        telling = [one for one in explanation.readings if one.how != "filler"]
        shown = (f"“{one.words}” → {self.reading(one)}" for one in telling if one.words)
        return tuple(dict.fromkeys(shown))

    def open_fields(self, weighed: Weighed) -> str:
        """Return what a candidate leaves open: "periode 2023, partner: brandweer"."""
        return ", ".join(dict.fromkeys(self._open(weighed)))

    def _open(self, weighed: Weighed) -> Iterator[str]:
        for field, item in zip(weighed.missing, weighed.open, strict=True):
            if item in NAMELESS:
                yield self.texts(NAMELESS[item])
            else:
                yield f"{self.texts.find(f'facet_{field}', field)}: {self.name(item)}"

    def accounted(self, weighed: Weighed) -> str:
        """Return what a candidate accounts for."""
        return ", ".join(dict.fromkeys(map(self.name, weighed.accounted)))

    def decided(self, kind: AnswerKind, explanation: Explanation, thresholds: Thresholds) -> str:
        """Return in a sentence what decided."""
        rule, weighed = explanation.decided, explanation.weighed
        if rule in DECIDED:
            return self.texts(DECIDED[rule])
        if rule.startswith("like the example questions"):
            return self.texts("decided_examples")
        if rule.startswith("no fact accounts for"):
            return self.texts("decided_open", open=self._left_open(rule, weighed))
        if kind == "abstain":
            return self._why_not(weighed, thresholds)
        return self.texts("decided_series" if kind == "answer" else "decided_talk")

    def _left_open(self, rule: str, weighed: Sequence[Weighed]) -> str:
        named = rule.partition(": ")[2]
        best = next((one for one in weighed if ", ".join(one.open) == named), None)
        return self.open_fields(best) if best else named

    def _why_not(self, weighed: Sequence[Weighed], thresholds: Thresholds) -> str:
        """Return why nothing was answered: a fact that leaves nothing open may have been too weak."""
        whole = next((one for one in weighed if not one.missing), None)
        if whole is None:
            return self.texts("decided_nothing")
        if whole.score < thresholds.answer:
            score, threshold = f"{whole.score:.0f}", f"{thresholds.answer:g}"
            return self.texts("decided_low", score=score, threshold=threshold)
        return self.texts("decided_imprecise")
