"""References as files, in each form that can be asked for. Reads and writes nothing; libraries load when used."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from bot.citing.items import items_of
from bot.core.records.model import KnowledgeBase

FileFormat = Literal["apa", "bibtex", "ris", "csl-json"]

FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
ENDINGS: Mapping[FileFormat, str] = {"apa": "txt", "bibtex": "bib", "ris": "ris", "csl-json": "json"}


def cite_text(source_ids: Sequence[str], knowledge: KnowledgeBase, language: str, file_format: FileFormat) -> str:
    """Return references to sources, in the order given and each once; it ends with a line break.

    Args:
        source_ids: Of the knowledge base; with none of them the text holds no reference.
        knowledge: Where they stand.
        language: One that is spoken: of APA, and of the note where a source was read in another document.
        file_format: One of `FORMATS`.

    Raises:
        KeyError: If there is no such source, or the language is not spoken.
    """
    ids = tuple(dict.fromkeys(source_ids))
    if file_format == "apa":
        from bot.citing.apa import apa_texts

        return "".join(f"{text}\n" for text in apa_texts(ids, knowledge, language))
    items = items_of(ids, knowledge, language)
    if file_format == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    if file_format == "bibtex":
        from bot.citing.bibtex import bibtex_text

        return bibtex_text(items)
    from bot.citing.ris import ris_text

    return ris_text(items)


def cite_file(
    source_ids: Sequence[str], knowledge: KnowledgeBase, language: str, file_format: FileFormat
) -> tuple[str, bytes]:
    """Return the name and the content (UTF-8) of a file with references; arguments and errors are those of `cite_text`.

    A file with one source is called after its id.
    """
    ids = tuple(dict.fromkeys(source_ids))
    name = ids[0] if len(ids) == 1 else knowledge.languages[language].phrases["file_of_sources"]
    return f"{name}.{ENDINGS[file_format]}", cite_text(ids, knowledge, language, file_format).encode()
