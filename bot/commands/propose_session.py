"""The showing, choosing and writing of proposals, in the terminal or on a pipe."""

import select
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BufferedReader
from typing import TYPE_CHECKING

from bot.commands.job import BAD_USE, DONE, FAULTY, Run, StopError, knowledge_folder, near

if TYPE_CHECKING:
    from bot.tools.changing import Bench, Draft
    from bot.tools.proposals import NewFact, Trial
    from bot.tools.propose import Laboratory
    from bot.tools.vain import Group, Vain

Say = Callable[..., str]


@dataclass(slots=True)
class Session:
    """All groups in turn; proposals are numbered through."""

    job: Run
    say: Say
    open_laboratory: "Callable[[], Laboratory]"
    trials: "list[tuple[Trial, Group]]" = field(default_factory=list)
    laboratory: "Laboratory" = field(init=False)

    def __post_init__(self) -> None:
        self.laboratory = self.open_laboratory()

    def run(self, questions: "Iterable[Vain]", concepts: Sequence[str]) -> int:
        """Show each group; write what is chosen, with --write or when asked. Returns the exit code."""
        from bot.tools.vain import hear

        chosen = self.job.chosen
        groups, answered = hear(questions, self.laboratory.now, self.job.as_of)
        if answered:
            self._show(self.say("propose_answered_already", questions=_quoted(answered)))
        if not groups:
            self._show(self.say("propose_none"))
        code, asks = DONE, chosen.write is None and _can_answer()
        for number, group in enumerate(groups[: chosen.groups], start=1):
            self._show_group(number, group, concepts)
            if asks and self.trials:
                code = max(code, self._ask(group))
            elif chosen.write is not None and chosen.write <= len(self.trials):
                return self._write(chosen.write)
        if chosen.write is not None:
            raise StopError(BAD_USE, self.say("propose_no_number", number=chosen.write))
        if self.trials and not asks:
            self._show(self.say("propose_how"))
        return code

    def _show_group(self, number: int, group: "Group", concepts: Sequence[str]) -> None:
        from bot.tools.propose_report import closing_lines, group_lines, trial_lines

        kb, language = self.laboratory.now.kb, self.job.language
        self._show("\n".join(group_lines(number, group, kb, language, self.say)))
        if sys.stderr.isatty():
            print(self.say("asking"), file=sys.stderr)
        examined = self.laboratory.examine(group, concepts)
        for trial in examined.trials:
            self.trials.append((trial, group))
            self._show("\n".join(trial_lines(len(self.trials), trial, group, kb, language, self.say)))
        self._show("\n".join([*closing_lines(examined, self.say), ""]))

    def _ask(self, group: "Group") -> int:
        """Ask which proposal to write, until there is an answer; another concept may be named to be tried."""
        from bot.tools.proposals import find_concept
        from bot.tools.propose_report import trial_lines

        while typed := _typed(self.say("propose_ask") + " "):
            if typed.isdecimal() and 1 <= int(typed) <= len(self.trials):
                return self._write_if_sure(int(typed))
            concept = find_concept(typed, self.laboratory.now.kb)
            trial = self.laboratory.try_concept(group, concept) if concept else None
            if trial is None:
                name = "propose_no_number" if typed.isdecimal() else "propose_no_concept"
                self._show(self.say(name, number=typed, name=typed))
                continue
            self.trials.append((trial, group))
            kb, language = self.laboratory.now.kb, self.job.language
            self._show("\n".join(trial_lines(len(self.trials), trial, group, kb, language, self.say)))
        self._show(self.say("propose_not_written"))
        return DONE

    def _write_if_sure(self, number: int) -> int:
        from bot.tools.proposals import NewFact

        trial, _ = self.trials[number - 1]
        if isinstance(trial.proposal, NewFact):  # which asks by itself
            return self._write(number)
        record = self.laboratory.record(trial.proposal)
        place = str(record.position)
        if _typed(self.say("propose_sure", place=place) + " ").casefold() not in self.say("propose_yes").split():
            self._show(self.say("propose_not_written"))
            return DONE
        code = self._write(number)
        self.laboratory = self.open_laboratory()  # the next group is tried on what is there now
        return code

    def _write(self, number: int) -> int:
        """Write one proposal, if no rule is broken by it."""
        from bot.kb.insertion import InsertionError
        from bot.kb.load import LANGUAGES
        from bot.kb.writing import ChangedMeanwhileError
        from bot.tools.changing import open_bench
        from bot.tools.proposals import NewFact
        from bot.tools.propose_writing import draft_proposal

        trial, _ = self.trials[number - 1]
        if isinstance(trial.proposal, NewFact):
            return self._write_new(trial.proposal)
        if not trial.is_writable:
            raise StopError(FAULTY, self.say("propose_refused", number=number))
        bench = open_bench(near(knowledge_folder(self.job)), LANGUAGES)
        try:
            draft = draft_proposal(trial.proposal, bench)
            self._check_and_write(draft, bench)
        except InsertionError as error:
            raise StopError(FAULTY, self.say("propose_cannot", reason=error)) from None
        except ChangedMeanwhileError as changed:
            raise StopError(FAULTY, self.say("propose_changed", path=changed)) from None
        except OSError as error:
            where = {"path": error.filename or near(knowledge_folder(self.job)), "reason": error.strerror or error}
            raise StopError(BAD_USE, self.job.say("not_written", **where)) from None
        self._show("\n".join(draft.lines))
        self._show(self.say("propose_written", place=str(draft.position)))
        return DONE

    def _check_and_write(self, draft: "Draft", bench: "Bench") -> None:
        from bot.commands.check import reply_on
        from bot.kb.problems import as_text
        from bot.tools.changing import find_new_problems, write_draft

        self._show(self.say("propose_checking"))
        faults = find_new_problems(bench, draft, lambda kb: reply_on(kb, self.job.settings))
        if faults:
            told = "\n".join(map(as_text, faults))
            raise StopError(FAULTY, f"{self.say('propose_would_break')}\n{told}")
        write_draft(draft)

    def _write_new(self, proposal: "NewFact") -> int:
        """Go on as `vraagbaak new` with what is known already, which asks for the rest and whether to write it."""
        from argparse import Namespace

        from bot.commands import new
        from bot.tools.propose_writing import answers_for_new

        chosen = self.job.chosen
        for kind, given in answers_for_new(proposal):
            self._show(f"vraagbaak new {kind}")
            asked = Namespace(kind=kind, directory=None, set=given, lang=chosen.lang, knowledge=chosen.knowledge)
            code = new.run(Run(asked, self.job.settings, self.job.environ, self.job.config))
            if code != DONE:
                return code
        return DONE

    def _show(self, text: str) -> None:
        print(text, flush=True)


def _quoted(questions: "Iterable[Vain]") -> str:
    return ", ".join(f'"{vain.text}"' for vain in questions)


def _can_answer() -> bool:
    """Tell whether somebody is there to answer, or answers wait on the pipe; an open pipe may stay silent for ever."""
    if sys.stdin.isatty():
        return True
    try:
        is_ready = bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):  # no pipe that can be looked at, as on Windows
        return False
    waiting = sys.stdin.buffer
    return is_ready and isinstance(waiting, BufferedReader) and bool(waiting.peek(1))


def _typed(prompt: str) -> str:
    """Return what is typed, "" where nothing more will come; on a pipe it is shown, for whoever reads the output."""
    if sys.stdin.isatty():
        try:
            return input(prompt).strip()
        except EOFError:
            return ""
    print(prompt, end="", flush=True)
    line = sys.stdin.readline().strip()
    print(line, flush=True)
    return line
