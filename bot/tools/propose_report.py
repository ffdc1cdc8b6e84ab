"""Groups of unanswered questions and what would help them, in words."""

from collections.abc import Callable, Iterator, Sequence

from bot.core.records.model import Fact, KnowledgeBase, Texts
from bot.kb.rules_texts import LANGUAGES
from bot.tools.change_words import in_words, shortened
from bot.tools.changes import Change, count_classes, group_changes
from bot.tools.proposals import Example, Label, NewFact, Trial
from bot.tools.propose import Examined, harmful
from bot.tools.skeleton import as_yaml
from bot.tools.vain import Group, Heard

Say = Callable[..., str]

MOST_QUESTIONS = 5  # of a group, beside the first
MOST_CHANGES = 5  # of one class, written out


def group_lines(number: int, group: Group, kb: KnowledgeBase, language: str, say: Say) -> Iterator[str]:
    """Yield what was asked, what was understood of it, what was not, and the nearest fact."""
    first = group.first
    times = f" ({say('propose_times', count=group.times)})" if group.times > len(group.questions) else ""
    yield say("propose_group", number=number, question=shortened(first.vain.text)) + times
    others = [f'"{shortened(heard.vain.text)}"' for heard in group.questions if heard is not first]
    if others:
        more = [say("diff_more", count=len(others) - MOST_QUESTIONS)] if len(others) > MOST_QUESTIONS else []
        yield f"  {say('propose_also', questions=', '.join([*others[:MOST_QUESTIONS], *more]))}"
    yield from (f"  {line}" for line in _reading_lines(first, kb, language, say))
    for fact in group.near[:1]:
        label, place = _label_of(kb.facts[fact], language), str(kb.facts[fact].position)
        yield f"  {say('propose_near', fact=fact, label=label, place=place)}"


def _reading_lines(heard: Heard, kb: KnowledgeBase, language: str, say: Say) -> Iterator[str]:
    understood = [f"{one.words} = {one.label or one.read_as}" for one in heard.understood]
    if understood:
        yield say("propose_understood", words="; ".join(understood))
    for open_ in heard.open:
        if open_.concept is None:
            yield say("propose_unknown", word=open_.word)
        else:
            concept = _named(kb.concepts[open_.concept].pref, language)
            yield say("propose_untold", word=open_.word, concept=f"{open_.concept}: {concept}")


def trial_lines(number: int, trial: Trial, group: Group, kb: KnowledgeBase, language: str, say: Say) -> Iterator[str]:
    """Yield a proposal, how many questions of the group it answers with what, and what else it changes."""
    proposal = trial.proposal
    yield f"  {number}. {_title(trial, kb, language, say)}"
    if isinstance(proposal, Label):
        yield from (f"     {line}" for line in _collision_lines(proposal, trial, say))
    counts = {"count": trial.count, "all": len(group.questions)}
    if isinstance(proposal, NewFact):
        yield f"     {say('propose_would_fact', **counts)}"
    elif trial.count:
        several = trial.answered.items()
        told = " | ".join(f"{words} ({times})" if len(several) > 1 else words for words, times in several)
        yield f"     {say('propose_would', told=told, **counts)}"
    else:
        yield f"     {say('propose_would_not', **counts)}"
    yield from (f"     {line}" for line in _change_lines(trial.changes, say))
    if isinstance(proposal, NewFact):
        yield from (f"       {line}" for line in as_yaml(proposal).splitlines())


def _collision_lines(label: Label, trial: Trial, say: Say) -> Iterator[str]:
    for id_, position, same_language in trial.collisions:
        spoken = label.language if same_language else "/".join(code for code in LANGUAGES if code != label.language)
        told = say("propose_collision", word=label.word, language=spoken, other=id_, place=str(position))
        yield told + (f" {say('propose_move')}" if same_language else "")


def _title(trial: Trial, kb: KnowledgeBase, language: str, say: Say) -> str:
    proposal = trial.proposal
    if isinstance(proposal, Label):
        concept = kb.concepts[proposal.concept]
        return say(
            "propose_hidden" if proposal.hidden else "propose_label",
            word=proposal.word,
            concept=concept.id,
            label=_named(concept.pref, language),
            place=str(concept.position),
        )
    if isinstance(proposal, Example):
        fact = kb.facts[proposal.fact]
        named = {"fact": fact.id, "label": _label_of(fact, language), "place": str(fact.position)}
        return say("propose_example", question=shortened(proposal.question), **named)
    return say("propose_fact", fact=proposal.fact.id)


def _change_lines(changes: Sequence[Change], say: Say) -> Iterator[str]:
    """Yield how many other questions change, and of those that somebody should look at the first few."""
    if not changes:
        yield say("propose_others_none")
        return
    counts = ", ".join(f"{count} {name}" for name, count in count_classes(changes).items())
    yield say("propose_others", count=len(changes), counts=counts)
    for name, of_class in group_changes(harmful(changes)):
        for change in of_class[:MOST_CHANGES]:
            told = in_words(change)
            yield f"- {name}: {shortened(change.pair.text)} | {told.before} → {told.after}"
        if len(of_class) > MOST_CHANGES:
            yield f"- {name}: {say('diff_more', count=len(of_class) - MOST_CHANGES)}"


def closing_lines(examined: Examined, say: Say) -> Iterator[str]:
    """Yield what was tried in vain, and what to mind when choosing."""
    if examined.in_vain:
        yield f"  {say('propose_in_vain', names=', '.join(examined.in_vain))}"
    if not examined.trials:
        yield f"  {say('propose_nothing')}"
    if any(isinstance(trial.proposal, Label) for trial in examined.trials):
        yield f"  {say('propose_caution')}"


def _label_of(fact: Fact, language: str) -> str:
    """Return in a few words what a fact says: by its label, else by the first question that it is an answer to."""
    asked = fact.ask.get(language) or next(iter(fact.ask.values()), ())
    return _named(fact.label, language) or next(iter(asked), "")


def _named(texts: Texts, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
