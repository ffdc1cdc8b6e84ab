"""Put question files and generated questions to the bot and count what is right."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import REPLACES, add_day, add_knowledge, add_language_of_program, count, percentage
from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, build_assistant, load_whole

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

    from bot.core.assistant import Assistant
    from bot.core.records.model import KnowledgeBase
    from bot.tools.evaluate import Draw
    from bot.tools.probe_report import Probes
    from bot.tools.questions import Case
    from bot.tools.risk_coverage import Curve
    from bot.tools.tally import Summary
    from bot.tools.workbench_texts import Texts

SEED = 2026


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="questions and what is expected, JSON lines or YAML")
    command.add_argument(
        "--sets", metavar="FILE", help="run each question file that this file lists, on the facts and day that it names"
    )
    command.add_argument(
        "--facts",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="take only the facts of these files, such as commercial",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--fail-under", type=percentage, metavar="N", help="exit code 1 below N %% right")
    command.add_argument("--twins", type=count, metavar="N", help="also N questions a fact that no figure answers")
    command.add_argument(
        "--damage", type=count, metavar="N", help="also N misspelt or damaged questions a fact and kind"
    )
    command.add_argument(
        "--reading", type=count, metavar="N", help="also N questions a fact and kind that only the reading can refuse"
    )
    command.add_argument(
        "--scenes", type=count, metavar="N", help="also N example questions a fact amid sentences that ask nothing"
    )
    command.add_argument("--collisions", action="store_true", help="also the questions that two facts compete for")
    command.add_argument("--seed", type=int, default=SEED, metavar="N", help="of what is generated")
    command.add_argument(
        "--html",
        metavar="FILE",
        help=f"also write a report that opens in a browser, with the risk-coverage curve; {REPLACES}",
    )
    add_day(command)
    add_language_of_program(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Put question files and generated questions to the bot.

    The files of `--sets` have the limits that it gives, and what is generated those of `bot.tools.probe_report`; beyond
    them the exit code is 1.
    """
    chosen = job.chosen
    generated = any((chosen.twins, chosen.damage, chosen.reading, chosen.scenes, chosen.collisions))
    if chosen.sets is not None:
        shown, code = _run_sets(job)
    elif chosen.files:
        shown, code = _run_files(job)
    elif generated:
        shown, code = "", DONE
    else:
        raise StopError(BAD_USE, _texts(job)("eval_files_first") if chosen.facts else job.say("eval_what"))
    if not generated or code == BAD_USE:
        print(shown)
        return code
    from bot.tools.probe_report import as_object, as_text

    probes = _probe(job)
    if chosen.json:
        import json

        print(json.dumps((json.loads(shown) if shown else {}) | {"generated": as_object(probes)}))
    else:
        print("\n\n".join(filter(None, (shown, as_text(probes)))))
    return code or (DONE if probes.keep_limits() else FAULTY)


def _run_files(job: Run) -> tuple[str, int]:
    from pathlib import Path

    from bot.tools import evaluate as tool

    files = [Path(name) for name in job.chosen.files]
    assistant, knowledge = _build(job)
    draw, written = (None, "") if job.chosen.html is None else _drawing(job, assistant, knowledge)
    shown, code = tool.run(
        files, assistant, job.chosen.json, job.chosen.fail_under, sys.stderr.isatty(), job.as_of, draw
    )
    if written and code != BAD_USE:
        print(written, file=sys.stderr if job.chosen.json else sys.stdout)
    return shown, code


def _run_sets(job: Run) -> tuple[str, int]:
    from bot.core.assistant import Assistant
    from bot.tools.measuring import run_sets

    chosen = job.chosen
    given = {
        "FILE": chosen.files,
        "--facts": chosen.facts,
        "--fail-under": chosen.fail_under is not None,
        "--html": chosen.html is not None,
    }
    if any(given.values()):
        names = ", ".join(name for name, is_given in given.items() if is_given)
        raise StopError(BAD_USE, _texts(job)("eval_sets_alone", names=names))

    def build(knowledge: "KnowledgeBase") -> Assistant:
        return Assistant(knowledge, job.settings.thresholds)

    return run_sets(
        chosen.sets,
        load_whole(job, use_cache=False),
        build,
        _texts(job),
        job.as_of,
        as_json=chosen.json,
        show_progress=sys.stderr.isatty(),
    )


def _build(job: Run) -> "tuple[Assistant, KnowledgeBase]":
    from bot.core.assistant import Assistant

    if not job.chosen.facts:
        return build_assistant(job)
    knowledge = _load(job)
    return Assistant(knowledge, job.settings.thresholds), knowledge


def _load(job: Run) -> "KnowledgeBase":
    """Load the knowledge base with all its labels, and of its facts those that were asked for."""
    from bot.kb.fact_files import find_fact_files, name_of, with_facts_of

    knowledge, wanted = load_whole(job, use_cache=False), job.chosen.facts
    if not wanted:
        return knowledge
    known = find_fact_files(knowledge)
    unknown = [name for name in wanted if name_of(name) not in known]
    if unknown:
        raise StopError(BAD_USE, _texts(job)("eval_no_facts", names=", ".join(unknown), known=", ".join(known)))
    return with_facts_of(knowledge, wanted)


def _probe(job: Run) -> "Probes":
    from bot.core.assistant import Assistant
    from bot.core.conversation.dialogue import Dialogue
    from bot.core.records.model import Answer, Question
    from bot.tools.collisions import find_collisions, find_shared_labels
    from bot.tools.probe_report import Probes
    from bot.tools.probing import probe_damage, probe_twins
    from bot.tools.reading_probing import probe_reading, probe_scenes

    chosen, knowledge = job.chosen, _load(job)
    assistant = Assistant(knowledge, job.settings.thresholds)

    def ask(text: str, language: str) -> Answer:
        return assistant.reply(Question(text, language=language, as_of=job.as_of), Dialogue())[0]

    return Probes(
        twins=probe_twins(knowledge, ask, chosen.twins, chosen.seed) if chosen.twins else None,
        damage=tuple(probe_damage(knowledge, ask, chosen.damage, chosen.seed)) if chosen.damage else None,
        reading=probe_reading(knowledge, ask, chosen.reading, chosen.seed) if chosen.reading else None,
        scenes=probe_scenes(knowledge, ask, _unanswerable(job), chosen.scenes, chosen.seed) if chosen.scenes else None,
        collisions=tuple(find_collisions(knowledge, ask)) if chosen.collisions else None,
        shared_labels=tuple(find_shared_labels(knowledge)) if chosen.collisions else (),
    )


def _unanswerable(job: Run) -> "Iterator[tuple[str, str]]":
    """Yield the single questions of the files that have no answer, each with the language that it is said to be in."""
    from pathlib import Path

    from bot.tools.questions import read_question_files

    for case in read_question_files([Path(name) for name in job.chosen.files])[0]:
        turn = case.turns[0]
        if not case.is_conversation and turn.aim == "none" and turn.language:
            yield turn.text, turn.language


def _drawing(job: Run, assistant: "Assistant", knowledge: "KnowledgeBase") -> "tuple[Draw, str]":
    """Return what draws the curve and writes the report, and what to say when that is done."""
    from bot.kb.writing import check_writable, write_file
    from bot.tools.html_report import Asked, write_html
    from bot.tools.risk_coverage import trace_curve, varied_threshold

    path, texts, thresholds = job.chosen.html, _texts(job), job.settings.thresholds
    try:
        check_writable(path)  # told before a minute of work
    except OSError as error:
        raise _unwritable(texts, path, error.strerror or str(error)) from error

    def draw(summary: "Summary", cases: "Iterable[Case]") -> "Curve":
        curve = trace_curve(cases, assistant.with_thresholds, thresholds, varied_threshold(knowledge), job.as_of)
        page = write_html(
            summary, curve, knowledge, Asked(tuple(job.chosen.files), job.chosen.as_of), thresholds, texts
        )
        try:
            write_file(path, page.encode(errors="replace"))
        except OSError as error:
            raise _unwritable(texts, path, error.strerror or str(error)) from error
        return curve

    return draw, texts("html_written", file=path)


def _texts(job: Run) -> "Texts":
    from bot.tools.workbench_texts import load_texts

    return load_texts(job.language)


def _unwritable(texts: "Texts", path: str, reason: str) -> StopError:
    return StopError(BAD_USE, texts("html_unwritable", file=path, reason=reason))
