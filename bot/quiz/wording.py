"""The words of questions, in every language at once: the same figures, in the same order of options."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from bot.core.answering.wording import Composer
from bot.core.records.model import DEFAULT_LANGUAGE, Fact, KnowledgeBase, Texts
from bot.core.records.series import breaks_between
from bot.core.words.text import capital
from bot.quiz.rows import Asked

GAP = "…"

Write = Callable[[Composer], str]


class Wording:
    """Writes in every language of a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        codes = sorted(knowledge.languages, key=lambda code: (code != DEFAULT_LANGUAGE, code))
        self.composers = {code: Composer(knowledge, code) for code in codes}

    def texts(self, write: Write) -> Texts:
        """Return what is written with the composer of each language."""
        return {code: write(composer) for code, composer in self.composers.items()}

    def phrase(self, id_: str, **fields: Write) -> Texts:
        """Return a phrase of the quiz in each language, each of its fields written in it."""
        return self.texts(
            lambda composer: composer.phrase(f"quiz_{id_}", **{name: write(composer) for name, write in fields.items()})
        )

    def value(self, value: Decimal, asked: Asked) -> Texts:
        """Return a figure as the row has its own: with its unit, and with what its source says of it."""
        return self.texts(lambda composer: shown(composer, value, asked))

    def explained(self, told: Iterable[Asked], first: Texts, also: Iterable[Texts] = ()) -> tuple[Texts, ...]:
        """Return two lines: what is so, and what must be said with it, or else who was counted."""
        rows = tuple(told)
        return first, self.texts(lambda composer: _caveat(composer, rows, tuple(also)))

    def source(self, told: Iterable[Asked]) -> Texts:
        """Return the sources of some rows."""
        rows = [one.row for one in told]
        return self.texts(lambda composer: composer.cited(rows))


def shown(composer: Composer, value: Decimal, asked: Asked) -> str:
    """Return a figure as if it stood in a row: "circa 48.000"."""
    return composer.figure(asked.fact, replace(asked.row, value=value))


def label(fact: Fact) -> Write:
    """Return what writes in a few words what a fact measures, with a capital; for want of a label, what it answers."""
    return lambda composer: capital(composer.label(fact).rstrip("?"))


def when(asked: Asked) -> Write:
    """Return what writes the period of a row."""
    return lambda composer: composer.when(asked.row)


def figure(asked: Asked) -> Write:
    """Return what writes the figure of a row."""
    return lambda composer: composer.figure(asked.fact, asked.row)


def statement(asked: Asked, value: Decimal | None = None) -> Write:
    """Return what writes the statement of a row, with another value in place of its own where one is given."""

    def write(composer: Composer) -> str:
        said = composer.text(asked.fact.say).replace("{period}", asked.row.period or "")
        said = said.replace("{value}", shown(composer, asked.value if value is None else value, asked))
        return capital(said)

    return write


def with_gap(asked: Asked) -> Write:
    """Return what writes the statement of a row without its figure."""
    return lambda composer: (
        composer.text(asked.fact.say).replace("{value}", GAP).replace("{period}", asked.row.period or "")
    )


def dated(asked: Asked, value: Decimal | None = None) -> Write:
    """Return what writes the statement of a row behind its period, where the source names one."""

    def write(composer: Composer) -> str:
        said = statement(asked, value)(composer)
        if not asked.row.period:
            return said
        return composer.phrase("in_period", period=capital(composer.when(asked.row)), statement=said)

    return write


def break_reason(earlier: Asked, later: Asked) -> Write:
    """Return what writes why a series breaks between two rows."""
    broken = [one.reason for one in breaks_between(later.fact, earlier.row, later.row)]
    return lambda composer: capital("; ".join(dict.fromkeys(composer.text(reason) for reason in broken))) + "."


def _caveat(composer: Composer, told: tuple[Asked, ...], also: tuple[Texts, ...]) -> str:
    caveats = [composer.text(texts) for texts in also]
    caveats += [composer.text(each.caveat) for one in told for each in (one.fact, one.row) if each.caveat]
    said = " ".join(capital(text) + ("" if text.endswith((".", "?", "!")) else ".") for text in dict.fromkeys(caveats))
    if said:
        return said
    counted = dict.fromkeys(filter(None, (composer.population(one.fact, one.row) for one in told)))
    return composer.phrase("counted_both", population=composer.join(counted)) if counted else ""
