"""Somebody who fills in a form from a list of answers, and remembers what was said."""

from collections.abc import Iterable

from bot.texts import say


class Scripted:
    """Types one answer after another; when there are no more, it is gone."""

    def __init__(self, answers: Iterable[str], language: str = "en") -> None:
        self._answers = iter(answers)
        self._language = language
        self.said: list[str] = []

    def show(self, text: str) -> None:
        self.said.append(text)

    def ask(self, prompt: str) -> str:
        self.said.append(prompt)
        try:
            return next(self._answers)
        except StopIteration:
            raise EOFError from None

    def text(self, name: str, **fields: object) -> str:
        return say("form", self._language, name, **fields)

    @property
    def transcript(self) -> str:
        return "\n".join(self.said)
