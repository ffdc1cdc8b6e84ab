"""Write all figures as open data."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_knowledge
from bot.commands.job import BAD_USE, DONE, Run, StopError, load_whole
from bot.kb.language_files import find_codes
from bot.kb.writing import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.core.records.model import KnowledgeBase


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("--format", choices=("csv", "jsonld", "datapackage"), required=True, help="form of the data")
    command.add_argument(
        "--output", metavar="PATH", help=f"the file, or the folder of a data package; {REPLACES} (default: print)"
    )
    command.add_argument("--lang", choices=find_codes(), help="texts in this language only (default: in all)")
    add_knowledge(command)


def run(job: Run) -> int:
    """Write all figures: one table or document to a file or standard output, or a folder with a data package."""
    chosen = job.chosen
    if chosen.format == "datapackage" and not chosen.output:
        raise StopError(BAD_USE, job.say("no_folder"))
    languages = (chosen.lang,) if chosen.lang else find_codes()
    knowledge = load_whole(job)
    if chosen.format == "datapackage":
        _write_package(job, knowledge, languages)
        return DONE
    content = _content(knowledge, chosen.format, languages).encode()
    if not chosen.output:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)  # as it is: no system may change the ends of the lines
        return DONE
    try:
        write_file(chosen.output, content)
    except (OSError, ValueError) as error:
        raise StopError(BAD_USE, _not_written(job, error)) from None
    return DONE


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
