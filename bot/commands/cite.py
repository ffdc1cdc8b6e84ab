"""Print references to sources, for a reader or a reference manager."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_knowledge
from bot.commands.job import BAD_USE, DONE, Run, StopError, load_whole
from bot.kb.language_files import find_codes
from bot.kb.writing import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.core.records.model import KnowledgeBase


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("ids", nargs="*", metavar="ID", help="of a source, or of a fact for its sources")
    command.add_argument("--all", action="store_true", help="all sources")
    forms = ("apa", "bibtex", "ris", "csl-json")
    command.add_argument("--format", choices=forms, default="apa", help="of the references (default: apa)")
    command.add_argument("--lang", choices=find_codes(), help="of the references (default: the user's own)")
    command.add_argument("--output", metavar="FILE", help=f"write to this file; {REPLACES}")
    add_knowledge(command)


def run(job: Run) -> int:
    """Print references to sources, or write them to a file."""
    from bot.citing.files import cite_text

    if bool(job.chosen.ids) == job.chosen.all:
        raise StopError(BAD_USE, job.say("cite_what"))
    knowledge = load_whole(job)
    ids = list(knowledge.sources) if job.chosen.all else _find_sources(job, knowledge)
    text = cite_text(ids, knowledge, job.language, job.chosen.format)
    if job.chosen.all and job.chosen.format == "apa":  # a list of references is in the order of the alphabet
        text = "".join(sorted(text.splitlines(keepends=True), key=str.casefold))
    if job.chosen.output:
        _write(job, text)
    else:
        print(text, end="")
    return DONE


def _write(job: Run, text: str) -> None:
    try:
        write_file(job.chosen.output, text.encode())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise StopError(BAD_USE, job.say("not_written", path=job.chosen.output, reason=reason or error)) from None


def _find_sources(job: Run, knowledge: "KnowledgeBase") -> list[str]:
    """Return the ids of the sources that are meant; ids that nothing has are told, with what they resemble."""
    unknown = [id_ for id_ in job.chosen.ids if id_ not in knowledge.sources and id_ not in knowledge.facts]
    if unknown:
        raise StopError(BAD_USE, "\n".join(_not_there(job, id_, knowledge) for id_ in dict.fromkeys(unknown)))
    return [source for id_ in job.chosen.ids for source in _sources_of(id_, knowledge)]


def _sources_of(id_: str, knowledge: "KnowledgeBase") -> Iterator[str]:
    """Yield a source, or those of a fact: of the newest figure first."""
    if id_ in knowledge.sources:
        yield id_
    else:
        yield from (source for row in knowledge.facts[id_].rows for source in row.sources)


def _not_there(job: Run, id_: str, knowledge: "KnowledgeBase") -> str:
    from difflib import get_close_matches

    near = get_close_matches(id_.casefold(), [*knowledge.sources, *knowledge.facts], n=1)
    said = job.say("no_such_source", id=id_)
    return f"{said} {job.say('perhaps', id=near[0])}" if near else said
