"""`vraagbaak propose`: from questions that were asked in vain to what would answer them, with all that it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.ranking.decide import Thresholds
from bot.core.records.model import Concept, Fact
from bot.core.words.compiled import Tables
from bot.core.words.lexicon import Lexicon
from bot.tools.both import Version, make_version, put_cases, put_examples
from bot.tools.changes import Change, find_changes
from bot.tools.proposals import (
    Example,
    Label,
    Proposal,
    Trial,
    find_collisions,
    propose_examples,
    propose_labels,
    try_on_group,
    with_proposal,
)
from bot.tools.questions import Case
from bot.tools.skeleton import draft_facts
from bot.tools.vain import Group

MOST_SHOWN = 3  # labels for one group
HARMLESS = frozenset({"new-answer", "removed-false-answer", "changed-suggestions", "moved-example"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A group with what would help it, the likeliest first; and the concepts that were tried without success."""

    group: Group
    trials: tuple[Trial, ...]
    in_vain: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laboratory:
    """The knowledge base as it is, and what its versions are compared with."""

    now: Version
    lexicon: Lexicon
    thresholds: Thresholds
    cases: Sequence[Case] = ()  # further questions, of which should change as few as possible
    as_of: date | None = None

    def examine(self, group: Group, chosen: Iterable[str] = ()) -> Examined:
        """Try everything that may help a group; what helps is tried on all other questions as well."""
        named = tuple(chosen)
        labels = [self._try(label, group) for label in propose_labels(group, self.now.kb, named)]
        helpful = [trial for trial in labels if trial.count or _is_chosen(trial.proposal)]
        helpful = sorted(helpful, key=lambda trial: (not _is_chosen(trial.proposal), -trial.count))[:MOST_SHOWN]
        examples = [self._try(example, group) for example in propose_examples(group)]
        helpful += [trial for trial in examples if trial.count]
        facts = [self._try(draft, group) for draft in draft_facts(group, self.now.kb)]
        helpful += sorted(facts, key=lambda trial: -trial.count)[:1]
        in_vain = [trial.proposal.concept for trial in labels if not trial.count and isinstance(trial.proposal, Label)]
        return Examined(
            group=group,
            trials=tuple(self.with_impact(trial, group) for trial in helpful),
            in_vain=tuple(dict.fromkeys(in_vain)),
        )

    def try_concept(self, group: Group, concept: str) -> Trial | None:
        """Return the trial of a concept that somebody named; None where the group has no open word."""
        label = next((label for label in propose_labels(group, self.now.kb, [concept])), None)
        return self.with_impact(self._try(label, group), group) if label else None

    def record(self, proposal: Label | Example) -> Concept | Fact:
        """Return the record that a proposal adds to."""
        kb = self.now.kb
        return kb.concepts[proposal.concept] if isinstance(proposal, Label) else kb.facts[proposal.fact]

    def _try(self, proposal: Proposal, group: Group) -> Trial:
        version = make_version(with_proposal(self.now.kb, proposal), self.thresholds)
        answered = try_on_group(proposal, group, version, self.as_of)
        found = find_collisions(proposal, self.now.kb, self.lexicon) if isinstance(proposal, Label) else ()
        collisions = tuple(found)
        return Trial(proposal=proposal, version=version, answered=answered, collisions=collisions)

    def with_impact(self, trial: Trial, group: Group) -> Trial:
        """Return a trial with what it changes for the questions that are not of the group."""
        own = {heard.vain.text for heard in group.questions}
        examples = put_examples(self.now, trial.version, self.as_of)
        cases = put_cases(self.cases, self.now, trial.version, self.as_of)
        others = (pair for pairs in (examples, cases) for pair in pairs if pair.text not in own)
        return replace(trial, changes=find_changes(others, self.now.kb, trial.version.kb))


def make_laboratory(
    now: Version, tables: Tables, thresholds: Thresholds, cases: Sequence[Case], as_of: date | None
) -> Laboratory:
    """Return what is needed to try proposals."""
    return Laboratory(now=now, lexicon=Lexicon(tables), thresholds=thresholds, cases=cases, as_of=as_of)


def _is_chosen(proposal: Proposal) -> bool:
    return isinstance(proposal, Label) and proposal.reason == "chosen"


def harmful(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that somebody should look at before the proposal is written."""
    return [change for change in changes if change.name not in HARMLESS]
