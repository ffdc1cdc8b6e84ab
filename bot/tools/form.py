"""A form that is filled in field by field on a line of text each: what is wrong is told at once, and asked again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.core.words.spelling import nearest
from bot.core.words.text import fold

SHOWN = 7  # choices at a time
BACK = ("back", "terug")
STOP = ("stop",)
YES = ("ja", "j", "yes", "y")
NO = ("nee", "n", "no")
NOTHING = "-"  # typed where a default is not wanted, and nothing else either

Answers = dict[str, Any]


class StoppedError(Exception):
    """Whoever fills in the form does not want to go on."""


class RefusedError(Exception):
    """What was typed does not fit; the name of the text that says why, and what it speaks of."""

    def __init__(self, name: str, **fields: object) -> None:
        super().__init__(name)
        self.name = name
        self.fields = fields


class _BackError(Exception):
    pass


class Talk(Protocol):
    """Whoever fills in the form, as far as the form knows."""

    def show(self, text: str) -> None:
        """Show a text of one line or several."""
        ...

    def ask(self, prompt: str) -> str:
        """Return what is typed; raises EOFError where nothing more will come."""
        ...

    def text(self, name: str, **fields: object) -> str:
        """Return one of the form's texts in the language of whoever fills it in."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    id: str
    label: str  # as it is shown
    words: str = ""  # further words by which it is found


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is asked."""

    name: str  # its text is "ask_" and this
    read: Callable[[str, Answers], Any] = lambda typed, _: typed  # raises RefusedError
    default: Callable[[Answers], str | None] = lambda _: None  # as it would be typed
    needed: bool = True
    asked: Callable[[Answers], bool] = lambda _: True
    fields: Callable[[Answers], Mapping[str, object]] = lambda _: {}  # for its text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One thing, or several, of what exists: chosen by number, or searched by part of a name."""

    choices: Callable[[Answers], Sequence[Choice]]
    offered: Callable[[Answers], Sequence[str]] = lambda _: ()  # ids that are shown before anything is typed
    several: bool = False


@dataclass(slots=True)
class Form:
    """Fields, and what was filled in so far."""

    fields: Sequence[Field]
    talk: Talk
    given: dict[str, str] = field(default_factory=dict)  # typed beforehand, by name of the field
    answers: Answers = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    trail: list[int] = field(default_factory=list)  # fields that were asked, in order

    def fill(self) -> Answers:
        """Ask every field that has not been filled in yet, and return the answers. Raises StoppedError."""
        index = self.trail[-1] + 1 if self.trail else 0
        while index < len(self.fields):
            one = self.fields[index]
            if not one.asked(self.answers):
                self.answers.pop(one.name, None)
                index += 1
                continue
            try:
                self.answers[one.name] = self._fill(one)
            except _BackError:
                index = self.back()
                continue
            self.trail.append(index)
            index += 1
        return self.answers

    def back(self) -> int:
        """Return to the field that was filled in last."""
        if not self.trail:
            self.talk.show(self.talk.text("first_field"))
            return 0
        return self.trail.pop()

    def _fill(self, one: Field) -> Any:
        chosen: list[Choice] = []
        shown: Sequence[Choice] = ()
        if isinstance(one, ChoiceField):
            shown = self._offer(one)
        while True:
            default = None if chosen else self.typed.get(one.name, one.default(self.answers))
            typed = self._next(one, default, several=bool(chosen))
            try:
                if not isinstance(one, ChoiceField):
                    return self._read(one, typed)
                if not typed and (chosen or not one.needed):
                    return self._done(one, chosen)
                found, shown = self._choose(one, typed, shown, chosen)
                chosen += found
                if found and not (one.several and typed != default):
                    return self._done(one, chosen)
            except RefusedError as refused:
                chosen = chosen if isinstance(one, ChoiceField) and one.several else []
                self.talk.show(self.talk.text(refused.name, **refused.fields))

    def _next(self, one: Field, default: str | None, *, several: bool) -> str:
        """Return what is typed for a field, what was given beforehand, or what Enter keeps."""
        label = self.talk.text("ask_more") if several else self.talk.text(f"ask_{one.name}", **one.fields(self.answers))
        optional = "" if one.needed or default or several else " " + self.talk.text("optional")
        prompt = f"{label}{optional}{f' [{default}]' if default else ''}: "
        if one.name in self.given:
            typed = self.given.pop(one.name)
            self.talk.show(prompt + typed)
        else:
            typed = listen(self.talk, prompt)
        if typed == NOTHING:
            return ""
        return typed or default or ""

    def _read(self, one: Field, typed: str) -> Any:
        if not typed:
            if one.needed:
                raise RefusedError("needed")
            self.typed.pop(one.name, None)
            return None
        value = one.read(typed, self.answers)
        self.typed[one.name] = typed
        return value

    def _done(self, one: ChoiceField, chosen: Sequence[Choice]) -> Any:
        ids = tuple(dict.fromkeys(choice.id for choice in chosen))
        for id_ in ids:
            one.read(id_, self.answers)
        self.typed[one.name] = ", ".join(ids)
        if one.several:
            return ids
        return ids[0] if ids else None

    def _offer(self, one: ChoiceField) -> Sequence[Choice]:
        """Show what is offered before anything is typed, and return it."""
        choices = {choice.id: choice for choice in one.choices(self.answers)}
        offered = [choices[id_] for id_ in dict.fromkeys(one.offered(self.answers)) if id_ in choices]
        if not offered and len(choices) <= 2 * SHOWN:
            offered = list(choices.values())
        if one.name not in self.given:
            self._list(offered, len(choices) - len(offered))
        return offered

    def _list(self, choices: Sequence[Choice], more: int) -> None:
        lines = [f"  {number}. {choice.label}" for number, choice in enumerate(choices, start=1)]
        if more > 0:
            lines.append("  " + self.talk.text("more_choices" if choices else "search_choices", count=more))
        if lines:
            self.talk.show("\n".join(lines))

    def _choose(
        self, one: ChoiceField, typed: str, shown: Sequence[Choice], chosen: Sequence[Choice]
    ) -> tuple[list[Choice], Sequence[Choice]]:
        """Return what was chosen, and what the numbers stand for now. Raises RefusedError where nothing is found."""
        if not typed:
            raise RefusedError("needed")
        choices = one.choices(self.answers)
        by_id = {choice.id: choice for choice in choices}
        parts = [part for part in typed.replace(",", " ").split() if part]
        picked = [self._picked(part, shown, by_id) for part in parts]
        if typed in by_id:
            picked = [by_id[typed]]
        if all(picked) and (one.several or len(picked) == 1):
            found = [choice for choice in picked if choice is not None]
        else:
            near = search(typed, choices)
            rough = near or search_roughly(typed, choices)
            if not rough:
                raise RefusedError("nothing_found", words=typed)
            if len(near) != 1:
                self._list(rough[:SHOWN], len(rough) - SHOWN)
                return [], rough[:SHOWN]
            found = near
        for choice in found:
            if choice not in chosen:
                self.talk.show(f"  → {choice.label}")
        return found, shown

    @staticmethod
    def _picked(part: str, shown: Sequence[Choice], by_id: Mapping[str, Choice]) -> Choice | None:
        if part in by_id:
            return by_id[part]
        return shown[int(part) - 1] if part.isdecimal() and 1 <= int(part) <= len(shown) else None


def listen(talk: Talk, prompt: str) -> str:
    """Return what is typed, without blanks around it. Raises StoppedError, or goes back where that is asked."""
    try:
        typed = " ".join(talk.ask(prompt).split())
    except EOFError:
        raise StoppedError from None
    typed = "".join(char for char in typed if char.isprintable())  # no file may hold the others
    if typed.casefold() in STOP:
        raise StoppedError
    if typed.casefold() in BACK:
        raise _BackError
    return typed


def confirm(talk: Talk, name: str, **fields: object) -> bool | None:
    """Return whether yes is said to a question; None where the answer is to go back. Raises StoppedError."""
    while True:
        try:
            typed = listen(talk, talk.text(name, **fields) + " ").casefold()
        except _BackError:
            return None
        if typed in YES:
            return True
        if typed in NO:
            return False
        talk.show(talk.text("yes_or_no"))


def search(words: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices in which every typed word occurs, the best first: whole words in the label before parts."""
    typed = fold(words).split()
    found = []
    for number, choice in enumerate(choices):
        label, rest = fold(choice.label), fold(f"{choice.id} {choice.words}")
        if all(word in label or word in rest for word in typed):
            in_label = sum(word in label for word in typed)
            whole = sum(f" {word} " in f" {label} " for word in typed)
            starts = sum(f" {word}" in f" {label}" for word in typed)
            found.append(((-in_label, -whole, -starts, len(label), number), choice))
    return [choice for _, choice in sorted(found, key=lambda each: each[0])]


def search_roughly(words: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices in which most of the typed words occur, those with most of them first; slips are mended."""
    known = {word for choice in choices for word in fold(f"{choice.label} {choice.words}").split()}
    typed = [(word, *nearest(word, known)) for word in fold(words).split()]
    found = []
    for number, choice in enumerate(choices):
        text = fold(f"{choice.label} {choice.id} {choice.words}")
        count = sum(any(word in text for word in each) for each in typed)
        if 2 * count > len(typed):
            found.append(((-count, len(choice.label), number), choice))
    return [choice for _, choice in sorted(found, key=lambda each: each[0])]
