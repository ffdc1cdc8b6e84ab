"""Put question files and generated questions to the bot and count what is right."""

import sys
from typing import TYPE_CHECKING

from bot.commands.arguments import add_day, add_knowledge, count, percentage
from bot.commands.job import BAD_USE, FAULTY, Run, StopError, build_assistant, load_records

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from bot.tools.probe_report import Probes

SEED = 2026


def add_arguments(command: "ArgumentParser") -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="questions and what is expected, JSON lines or YAML")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--fail-under", type=percentage, metavar="N", help="exit code 1 below N %% right")
    command.add_argument("--twins", type=count, metavar="N", help="also N questions a fact that no figure answers")
    command.add_argument(
        "--damage", type=count, metavar="N", help="also N misspelt or damaged questions a fact and kind"
    )
    command.add_argument("--collisions", action="store_true", help="also the questions that two facts compete for")
    command.add_argument("--seed", type=int, default=SEED, metavar="N", help="of what is generated")
    add_day(command)
    add_knowledge(command)


def run(job: Run) -> int:
    """Put question files and generated questions to the bot.

    Twins and damage have limits (see `bot.tools.probe_report`); beyond them the exit code is 1.
    """
    chosen = job.chosen
    generated = bool(chosen.twins or chosen.damage or chosen.collisions)
    if not chosen.files and not generated:
        raise StopError(BAD_USE, job.say("eval_what"))
    shown, code = _run_files(job) if chosen.files else ("", 0)
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
    return code or (0 if probes.keep_limits() else FAULTY)


def _run_files(job: Run) -> tuple[str, int]:
    from pathlib import Path

    from bot.tools import evaluate as tool

    files = [Path(name) for name in job.chosen.files]
    assistant, _ = build_assistant(job)
    return tool.run(files, assistant, job.chosen.json, job.chosen.fail_under, sys.stderr.isatty(), job.as_of)


def _probe(job: Run) -> "Probes":
    from bot.core.assistant import Assistant
    from bot.core.dialogue import Dialogue
    from bot.core.model import Answer, Question
    from bot.tools.collisions import find_collisions, find_shared_labels
    from bot.tools.probe_report import Probes
    from bot.tools.probing import probe_damage, probe_twins

    chosen, knowledge = job.chosen, load_records(job, with_labels=True)
    assistant = Assistant(knowledge, job.settings.thresholds)

    def ask(text: str, language: str) -> Answer:
        return assistant.reply(Question(text, language=language, as_of=job.as_of), Dialogue())[0]

    return Probes(
        twins=probe_twins(knowledge, ask, chosen.twins, chosen.seed) if chosen.twins else None,
        damage=tuple(probe_damage(knowledge, ask, chosen.damage, chosen.seed)) if chosen.damage else None,
        collisions=tuple(find_collisions(knowledge, ask)) if chosen.collisions else None,
        shared_labels=tuple(find_shared_labels(knowledge)) if chosen.collisions else (),
    )
