"""Fields that several kinds of records have, and what they may hold: by the rules of the loader and of `check`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from bot.core.records.model import Concept, Fact, Figure, KnowledgeBase, Position, Source, Texts
from bot.core.values.numbers import show_number
from bot.core.words.text import fold, tokenise
from bot.kb.fields import Fields
from bot.kb.files import RawFile
from bot.kb.nodes import KeyNode, Node, RecordNode, TextNode
from bot.kb.problems import Faults
from bot.texts import notation_of
from bot.tools.form import SHOWN, Answers, Choice, ChoiceField, Field, RefusedError, Talk

Read = TypeVar("Read")

LANGUAGES = ("nl", "en")
SUBJECT = 80  # characters of what a file says that it holds


def sound(read: Callable[[Fields], Read], key: str, node: Node | str, otherwise: str) -> Read:
    """Return what the loader makes of a field, or refuse it with one of the form's texts where it finds a fault."""
    value = TextNode(node, 1) if isinstance(node, str) else node
    faults = Faults("")
    found = read(Fields(RecordNode({key: KeyNode(1, value)}, 1), "", faults))
    if faults.found:
        raise RefusedError(otherwise, typed=node if isinstance(node, str) else "")
    return found


def id_field(known: Callable[[], dict[str, Position]], suggest: Callable[[Answers], str | None]) -> Field:
    """Return the field of the id of a new record; one that is taken is told with its place."""

    def read(typed: str, _: Answers) -> str:
        name = sound(lambda fields: fields.identifier("id"), "id", typed, "bad_id") or ""
        if name in known():
            raise RefusedError("id_taken", id=name, where=str(known()[name]))
        return name

    def free(answers: Answers) -> str | None:
        wanted = suggest(answers)
        if not wanted:
            return None
        numbered = (wanted, *(f"{wanted}-{number}" for number in range(2, 100)))
        return next((name for name in numbered if name not in known()), None)

    return Field(name="id", read=read, default=free)


def text_fields(name: str, *, needed: bool, asked: Callable[[Answers], bool] = lambda _: True) -> list[Field]:
    """Return a field in Dutch and one in English; who fills in the first has to fill in the second."""
    first = Field(name=f"{name}_nl", needed=needed, asked=asked)
    second = Field(name=f"{name}_en", asked=lambda answers: asked(answers) and bool(answers.get(f"{name}_nl")))
    return [first, second]


def list_of(typed: str, _: Answers) -> tuple[str, ...]:
    """Return the texts of a list that was typed with semicolons between them."""
    return tuple(dict.fromkeys(part.strip() for part in typed.split(";") if part.strip()))


def one_of(name: str, ids: Sequence[str], talk: Talk, **more: Any) -> ChoiceField:
    """Return a field with a few fixed choices, whose texts are "name_id"."""
    choices = [Choice(id_, f"{talk.text(f'{name}_{id_}')} ({id_})") for id_ in ids]
    return ChoiceField(name=name, choices=lambda _: choices, offered=lambda _: ids, **more)


def file_field(
    files: Sequence[RawFile], section: str, documents: Iterable[tuple[str, Node]], likely: Callable[[Answers], str]
) -> ChoiceField:
    """Return the field of the file that a new record goes into: one that has records of its kind, if there are any."""
    has = {path for path, node in documents if isinstance(node, RecordNode) and section in node.keys}
    fitting = [file for file in files if file.path in has] or files
    choices = [Choice(file.name, f"{file.name}{_subject(file)}") for file in fitting]

    def best(answers: Answers) -> str | None:
        return likely(answers) or next((choice.id for choice in choices), None)

    def offered(answers: Answers) -> list[str]:
        return [likely(answers), *(choice.id for choice in choices)][: SHOWN + 1]

    return ChoiceField(name="file", choices=lambda _: choices, offered=offered, default=best)


def _subject(file: RawFile) -> str:
    """Return what the comment at the top of a file says that it holds."""
    lines = file.content.decode(errors="replace").splitlines()[:3]
    said = next((line[2:] for line in lines if line.startswith("# ") and "language-server" not in line), "")
    short = said if len(said) <= SUBJECT else said[:SUBJECT].rpartition(" ")[0] + " ..."
    return f": {short}" if said else ""


def texts_of(name: str, answers: Answers) -> dict[str, str]:
    """Return a text in the languages in which it was given."""
    return {code: answers[f"{name}_{code}"] for code in LANGUAGES if answers.get(f"{name}_{code}")}


def labels_of(name: str, answers: Answers) -> dict[str, list[str]]:
    """Return lists of texts in the languages in which they were given."""
    return {code: list(answers[f"{name}_{code}"]) for code in LANGUAGES if answers.get(f"{name}_{code}")}


def filled(record: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Return the keys of a record that hold something, in the order of the files."""
    return {key: record[key] for key in order if record.get(key) not in (None, "", (), [], {})}


def in_language(texts: Texts, language: str) -> str:
    """Return a text in a language, or in any other where it has none in this one."""
    return texts.get(language) or next(iter(texts.values()), "")


def source_choices(kb: KnowledgeBase) -> list[Choice]:
    return [Choice(source.id, _source_label(source), _source_words(source)) for source in kb.sources.values()]


def _source_label(source: Source) -> str:
    return f"{source.cited_as} ({source.id})"


def _source_words(source: Source) -> str:
    names = (author.name for author in source.author)
    labels = (label for each in source.labels.values() for label in each)
    return " ".join((source.title or "", source.publisher or "", source.issued or "", *names, *labels))


def concept_choices(kb: KnowledgeBase, language: str, facets: Iterable[str] = ()) -> list[Choice]:
    wanted = set(facets)
    return [
        Choice(concept.id, f"{in_language(concept.pref, language)} ({concept.id})", _concept_words(concept))
        for concept in kb.concepts.values()
        if not wanted or concept.facet in wanted
    ]


def _concept_words(concept: Concept) -> str:
    labels = (label for labels in (concept.alt, concept.hidden) for each in labels.values() for label in each)
    return " ".join((*concept.pref.values(), *labels))


def fact_choices(facts: Iterable[Fact], language: str) -> list[Choice]:
    return [Choice(fact.id, fact_label(fact, language), _fact_words(fact)) for fact in facts]


def fact_label(fact: Fact, language: str) -> str:
    """Return how a fact is offered: what is measured, its id, and what it said last."""
    name = in_language(fact.label or fact.say, language)
    row = fact.figures[0] if fact.figures else None
    last = f"; {printed(row, language)}" if row is not None and row.value is not None else ""
    return f"{name} ({fact.id}{last})"


def printed(row: Figure, language: str) -> str:
    """Return a figure in a few words: as it is printed, and its period."""
    value = row.as_printed or (show_number(row.value, notation_of(language)) if row.value is not None else "")
    return f"{value}, {row.period}" if row.period else value


def _fact_words(fact: Fact) -> str:
    questions = (question for each in fact.ask.values() for question in each)
    return " ".join((*fact.label.values(), *fact.say.values(), *questions, fact.topic or ""))


def slug(text: str) -> str:
    """Return a text as an id: "Share of libraries" → "share-of-libraries"."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    return "-".join(words)[:60].rstrip("-")


def taken_labels(kb: KnowledgeBase) -> dict[tuple[str, str], Concept]:
    """Return which concept has a label in a language, the label as `check` compares it."""
    found: dict[tuple[str, str], Concept] = {}
    for concept in kb.concepts.values():
        pairs = [*concept.pref.items()]
        pairs += [
            (code, label) for labels in (concept.alt, concept.hidden) for code, all_ in labels.items() for label in all_
        ]
        for language, label in pairs:
            found.setdefault((language, label_key(label)), concept)
    return found


def label_key(label: str) -> str:
    """Return a label without what makes no difference: case, accents and hyphens."""
    return " ".join(token.word for token in tokenise(label))
