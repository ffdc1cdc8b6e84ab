"""`vraagbaak new concept`: a thing that can be asked about, and the words for it."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.core.records.model import Concept, KnowledgeBase
from bot.core.records.ways import own_concepts
from bot.kb.insertion import insert_record
from bot.kb.records import CONCEPT_KEYS, FACETS
from bot.tools.changing import Bench, Draft, draft_change, path_of
from bot.tools.form import Answers, ChoiceField, Field, RefusedError, Talk
from bot.tools.new_fields import (
    concept_choices,
    file_field,
    filled,
    id_field,
    label_key,
    labels_of,
    one_of,
    slug,
    taken_labels,
    texts_of,
)

Read = Callable[[str, Answers], Any]


def concept_fields(bench: Bench, talk: Talk, language: str, last_source: str | None) -> list[Field]:
    """Return what is asked: its names, its part in a question, further words, and the file."""
    taken = taken_labels(bench.kb)

    def one_label(code: str) -> Read:
        return lambda typed, _: _free_label(typed, code, taken)

    def more_labels(code: str) -> Read:
        def read(typed: str, _: Answers) -> tuple[str, ...]:
            free: list[str] = []
            for label in _parts(typed):
                try:
                    free.append(_free_label(label, code, taken))
                except RefusedError as refused:
                    talk.show(f"  {talk.text(refused.name, **refused.fields)} {talk.text('left_out')}")
            return tuple(dict.fromkeys(free))

        return read

    return [
        Field(name="pref_nl", read=one_label("nl")),
        Field(name="pref_en", read=one_label("en")),
        one_of("facet", FACETS, talk),
        ChoiceField(
            name="broader",
            choices=lambda answers: concept_choices(bench.kb, language),
            several=True,
            needed=False,
        ),
        Field(name="alt_nl", read=more_labels("nl"), needed=False),
        Field(name="alt_en", read=more_labels("en"), needed=False),
        Field(name="hidden_nl", read=more_labels("nl"), needed=False),
        Field(name="hidden_en", read=more_labels("en"), needed=False),
        id_field(
            lambda: {concept.id: concept.position for concept in bench.kb.concepts.values()},
            lambda answers: slug(answers["pref_en"]),
        ),
        file_field(bench.files, "concepts", bench.documents, lambda answers: _likely_file(bench, answers)),
    ]


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]


def _free_label(label: str, code: str, taken: dict[tuple[str, str], Concept]) -> str:
    """Return a label that no other concept has, or say which one has it, and where."""
    key = label_key(label)
    owner = taken.get((code, key))
    if not key:
        raise RefusedError("no_word", typed=label)
    if owner is not None:
        concept = owner.pref.get(code, owner.id)
        raise RefusedError("label_taken", label=label, concept=concept, id=owner.id, where=str(owner.position))
    return label


def _siblings(kb: KnowledgeBase, answers: Answers) -> list[Concept]:
    """Return the concepts that are most like it: below the same one, else that one itself, else of the same facet."""
    broader = set(answers.get("broader") or ())
    own = own_concepts(kb)
    below = [concept for concept in own.values() if broader & set(concept.broader)]
    above = [concept for concept in own.values() if concept.id in broader]
    same = [concept for concept in own.values() if concept.facet == answers["facet"] and not concept.broader]
    return [each for each in below if each.facet == answers["facet"]] or below or above or same


def _likely_file(bench: Bench, answers: Answers) -> str:
    names = {file.path: file.name for file in bench.files}
    found = Counter(names[concept.position.file] for concept in _siblings(bench.kb, answers))
    return found.most_common(1)[0][0] if found else ""


def draft_concept(bench: Bench, answers: Answers) -> Draft:
    """Return the file with the new concept, behind the last of those that are most like it."""
    record = {
        "id": answers["id"],
        "facet": answers["facet"],
        "broader": answers["broader"][0] if len(answers.get("broader") or ()) == 1 else answers.get("broader"),
        "pref": texts_of("pref", answers),
        "alt": labels_of("alt", answers),
        "hidden": labels_of("hidden", answers),
    }
    path = path_of(bench, answers["file"])
    near = [concept for concept in _siblings(bench.kb, answers) if concept.position.file == path]
    last = max(near, key=lambda concept: concept.position.line, default=None)
    after = last.id if last else None
    return draft_change(path, lambda text: insert_record(text, "concepts", filled(record, CONCEPT_KEYS), after=after))
