"""The command that writes the figures of the knowledge base as open data."""

import sys
from typing import TYPE_CHECKING

from bot.commands import BAD_USE, DONE, FAULTY, Run, StopError, knowledge_folder, with_problems

if TYPE_CHECKING:
    from bot.core.model import KnowledgeBase


def export(job: Run) -> int:
    """Write all figures: one table or document to a file or standard output, or a folder with a data package."""
    from bot.tools.export_columns import LANGUAGES

    chosen = job.chosen
    if chosen.format == "datapackage" and not chosen.output:
        raise StopError(BAD_USE, job.say("no_folder"))
    languages = (chosen.lang,) if chosen.lang else LANGUAGES
    knowledge = _load(job)
    if chosen.format == "datapackage":
        _write_package(job, knowledge, languages)
        return DONE
    content = _content(knowledge, chosen.format, languages).encode()
    if not chosen.output:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)  # as it is: no system may change the ends of the lines
        return DONE
    try:
        with open(chosen.output, "wb") as file:
            file.write(content)
    except (OSError, ValueError) as error:
        raise StopError(BAD_USE, _not_written(job, error)) from None
    return DONE


def _load(job: Run) -> "KnowledgeBase":
    from bot.kb.load import load_knowledge

    loaded = load_knowledge(knowledge_folder(job))
    if loaded.knowledge is None:
        raise StopError(FAULTY, with_problems(job.say("knowledge_errors"), loaded.problems))
    return loaded.knowledge


def _content(knowledge: "KnowledgeBase", form: str, languages: tuple[str, ...]) -> str:
    if form == "jsonld":
        from bot.tools.export_jsonld import as_jsonld

        return as_jsonld(knowledge, languages)
    from bot.tools.export_columns import FLAT, choose
    from bot.tools.export_tables import as_csv, find_figures, flat_row

    return as_csv(choose(FLAT, languages), [flat_row(one, knowledge) for one in find_figures(knowledge)])


def _write_package(job: Run, knowledge: "KnowledgeBase", languages: tuple[str, ...]) -> None:
    from bot.tools.export_package import NotOursError, write_package

    try:
        names = write_package(knowledge, job.chosen.output, languages)
    except NotOursError:
        raise StopError(BAD_USE, job.say("not_ours", path=job.chosen.output)) from None
    except (OSError, ValueError) as error:
        raise StopError(BAD_USE, _not_written(job, error)) from None
    print(job.say("written", path=job.chosen.output, names=", ".join(names)))


def _not_written(job: Run, error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return job.say("not_written", path=job.chosen.output, reason=reason or error)
