"""Take over sources and figures from other programs' files; without --write it only shows what would be done."""

from typing import TYPE_CHECKING

from bot.commands.arguments import add_knowledge
from bot.commands.check import reply_on
from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, knowledge_folder, near
from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.tools.importing.trial import Trial


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="CSL-JSON, BibTeX or RIS; CSV, .xlsx or .ods")
    forms = ("csl-json", "bibtex", "ris", "csv", "xlsx", "ods")
    command.add_argument("--format", choices=forms, help="form of the files (default: found by content and name)")
    command.add_argument("--write", action="store_true", help="write it, if nothing is wrong (default: only show)")
    command.add_argument("--update", action="store_true", help="also take over what differs from what is there")
    command.add_argument("--into", metavar="FILE", help="knowledge file for new sources (default: with most sources)")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--lang", choices=find_codes(), help="of the report (default: the user's own)")
    add_knowledge(command)


def run(job: Run) -> int:
    """Show what an import would add, change or refuse, and with --write do it: all of it, or nothing."""
    from bot.tools.importing.report import as_object, report_lines

    chosen = job.chosen
    trial = _try(job, [(name, _read(job, name)) for name in chosen.files])
    written = _save(job, trial) if chosen.write and not trial.is_refused else []
    if chosen.json:
        print(as_object(trial, job.language, written=written))
    else:
        lines = report_lines(trial, job.language, write=chosen.write, update=chosen.update, written=written)
        print("\n".join(lines))
    return FAULTY if trial.is_refused else DONE


def _try(job: Run, files: list[tuple[str, bytes]]) -> "Trial":
    from bot.tools.importing.report import knowledge_lines
    from bot.tools.importing.texts import text
    from bot.tools.importing.trial import IntoError, KnowledgeError, try_import

    chosen = job.chosen
    try:
        return try_import(
            files,
            near(knowledge_folder(job)),
            form=chosen.format,
            update=chosen.update,
            into=chosen.into,
            reply_factory=lambda knowledge: reply_on(knowledge, job.settings),
        )
    except KnowledgeError as error:
        raise StopError(FAULTY, "\n".join(knowledge_lines(error.problems, job.language))) from None
    except IntoError as error:
        said = text(job.language, "into_unknown", file=chosen.into, files=", ".join(error.files))
        raise StopError(BAD_USE, said) from None


def _read(job: Run, name: str) -> bytes:
    from bot.tools.importing.forms import LARGEST
    from bot.tools.importing.texts import text

    try:
        with open(name, "rb") as file:
            return file.read(LARGEST + 1)  # one more, to be told that it is too large
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise StopError(BAD_USE, text(job.language, "file_missing", file=name, reason=reason)) from None


def _save(job: Run, trial: "Trial") -> list[str]:
    from bot.kb.writing import ChangedMeanwhileError, write_files
    from bot.tools.importing.texts import text

    texts = trial.texts or {}
    try:
        write_files({path: words.encode() for path, words in texts.items()}, trial.before)
    except ChangedMeanwhileError as changed:
        raise StopError(FAULTY, text(job.language, "changed_meanwhile", file=changed)) from None
    except OSError as error:
        said = text(job.language, "not_written", file=error.filename, reason=error.strerror)
        raise StopError(FAULTY, said) from None
    return list(texts)
