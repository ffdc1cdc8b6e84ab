"""`vraagbaak new source`: a publication that figures can be cited from."""

from datetime import date
from typing import Any

from bot.kb.citations import read_issued
from bot.kb.insertion import insert_record
from bot.kb.records import SOURCE_KEYS
from bot.tools.changing import Bench, Draft, draft_change, path_of
from bot.tools.form import Answers, Field, RefusedError, Talk
from bot.tools.new_fields import file_field, filled, id_field, one_of, slug, sound, text_fields, texts_of

TYPES = ("webpage", "report", "article-magazine", "article-newspaper", "article-journal", "book", "dataset", "thesis")
WEB = ("https://", "http://")


def source_fields(bench: Bench, talk: Talk, language: str, last_source: str | None) -> list[Field]:
    """Return what is asked: what the publication is, where it stands, and the file."""

    def same(key: str, typed: str) -> None:
        """Tell of a source that has the same; two editions may share an address or a title."""
        for source in bench.kb.sources.values():
            if (getattr(source, key) or "").casefold() == typed.casefold():
                talk.show("  " + talk.text("same_source", id=source.id, where=str(source.position)))

    def read_cited(typed: str, _: Answers) -> str:
        same("cited_as", typed)
        return typed

    def read_title(typed: str, _: Answers) -> str:
        same("title", typed)
        return typed

    def read_url(typed: str, _: Answers) -> str:
        if not typed.startswith(WEB) or " " in typed:
            raise RefusedError("bad_url", typed=typed)
        same("url", typed)
        return typed

    return [
        Field(name="cited_as", read=read_cited),
        one_of("type", TYPES, talk, default=lambda _: "webpage"),
        Field(name="title", read=read_title, needed=False),
        Field(name="author", read=lambda typed, _: read_authors(typed), needed=False),
        Field(name="issued", read=_read_issued, needed=False),
        Field(name="publisher", needed=False),
        Field(name="url", read=read_url, needed=False),
        Field(name="language", read=_read_language, default=lambda _: "nl", needed=False),
        *text_fields("note", needed=False),
        id_field(
            lambda: {source.id: source.position for source in bench.kb.sources.values()},
            lambda answers: slug(answers["cited_as"]),
        ),
        file_field(bench.files, "sources", bench.documents, lambda _: _likely_file(bench)),
    ]


def _read_issued(typed: str, _: Answers) -> str | None:
    issued = sound(read_issued, "issued", typed, "bad_issued")
    try:
        date.fromisoformat(f"{issued}-01-01"[:10])  # a month or day that there is
    except ValueError:
        raise RefusedError("bad_issued", typed=typed) from None
    return issued


def _read_language(typed: str, _: Answers) -> str:
    if not (typed.isascii() and typed.isalpha() and typed.islower() and len(typed) in (2, 3)):
        raise RefusedError("bad_language", typed=typed)
    return typed


def read_authors(typed: str) -> list[dict[str, str]]:
    """Return authors typed with semicolons between them: a person as "family, given", an organisation as it is."""
    authors: list[dict[str, str]] = []
    for name in (part.strip() for part in typed.split(";")):
        family, comma, given = (part.strip() for part in name.partition(","))
        if comma and family and given:
            authors.append({"family": family, "given": given})
        elif name.strip(", "):
            authors.append({"literal": name.strip(", ")})
    if not authors:
        raise RefusedError("needed")
    return authors


def _likely_file(bench: Bench) -> str:
    """Return the file with most sources; those of the document that was read first have their own."""
    names = {file.path: file.name for file in bench.files}
    carriers = {source.position.file for source in bench.kb.sources.values() if source.role == "carrier"}
    found = [source.position.file for source in bench.kb.sources.values()]
    best = max(found, key=lambda path: (path not in carriers, found.count(path)), default="")
    return names.get(best, "")


def draft_source(bench: Bench, answers: Answers) -> Draft:
    """Return the file with the new source at the end of its sources."""
    record: dict[str, Any] = {key: answers.get(key) for key in SOURCE_KEYS if key != "note"}
    record["note"] = texts_of("note", answers)
    path = path_of(bench, answers["file"])
    return draft_change(path, lambda text: insert_record(text, "sources", filled(record, SOURCE_KEYS)))
