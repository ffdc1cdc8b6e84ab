"""The machine interface: an answer as one JSON object, and a run of questions, one object a line."""

import json
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Question
from bot.core.words.printable import escape_controls
from bot.surfaces.answer_object import JsonObject, answer_object
from bot.surfaces.dialogues import DialogueStore


class Replying(Protocol):
    """Whatever answers questions."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...


class _LineError(ValueError):
    """A line that cannot be a question; the message says why, for the program that wrote it."""


def one_line(message: JsonObject) -> str:
    """Return the object as JSON in letters that can be seen and be written as UTF-8: the rest has JSON's escapes."""
    return escape_controls(json.dumps(message, ensure_ascii=False, allow_nan=False))


class MachineSurface:
    """Answers lines of JSON. Lines of one conversation share a dialogue; the others stand alone."""

    def __init__(
        self,
        assistant: Replying,
        languages: Collection[str],
        *,
        language: str | None = None,
        forced: str | None = None,
        dialogues: DialogueStore | None = None,
        as_of: date | None = None,
    ) -> None:
        """Take what holds for the whole run.

        Args:
            assistant: Answers the questions.
            languages: Those that it speaks. A line that asks for another one is answered in the language it is in.
            language: For a question that shows no language.
            forced: Language of all answers to lines that do not name one themselves; None: that of the question.
            dialogues: Where conversations are kept; None: a store of the usual size.
            as_of: The day that "last year" is counted from, where a line does not name one itself ("as_of").
        """
        self._assistant = assistant
        self._languages = languages
        self._language = language
        self._forced = forced
        self._dialogues = dialogues or DialogueStore()
        self._as_of = as_of

    def run(self, lines: Iterable[bytes], write: Callable[[str], None]) -> None:
        """Write one line for each line read, before the next one is read."""
        for line in lines:
            write(self.answer_line(line))

    def answer_line(self, line: bytes) -> str:
        """Return the JSON object for one line, whatever is in it."""
        echo: JsonObject = {}
        try:
            message = _read_object(line)
            echo = _echo(message)
            return one_line({**echo, **self._answer(message)})
        except _LineError as error:
            return one_line({**echo, **_error(str(error))})
        except Exception as error:  # one bad question must not end the run of all others
            _log(error)
            return one_line({**echo, **_error("This question cannot be answered: an error in the program.")})

    def _answer(self, message: JsonObject) -> JsonObject:
        text, conversation, language = message.get("q"), message.get("conversation"), message.get("lang")
        if not isinstance(text, str):
            raise _LineError('"q" is not text.' if "q" in message else '"q" is missing.')
        if conversation is not None and (isinstance(conversation, bool) or not isinstance(conversation, (str, int))):
            raise _LineError('"conversation" is neither text nor a whole number.')
        if language is not None and not isinstance(language, str):
            raise _LineError('"lang" is not text.')
        question = Question(text, language=self._spoken(language) or self._forced, as_of=self._day(message))
        if conversation is None:
            return answer_object(self._assistant.reply(question, Dialogue(language=self._language))[0])
        before = self._dialogues.get(conversation)
        if before.language is None:
            before = replace(before, language=self._language)
        answer, after = self._assistant.reply(question, before)
        self._dialogues.put(conversation, after)
        return answer_object(answer)

    def _day(self, message: JsonObject) -> date | None:
        """Return the day of asking."""
        given = message.get("as_of")
        if given is None:
            return self._as_of
        try:
            return date.fromisoformat(given if isinstance(given, str) else "")
        except ValueError:
            raise _LineError('"as_of" is no day such as "2026-11-24".') from None

    def _spoken(self, language: str | None) -> str | None:
        """Return the code of a spoken language, also for "nl-NL" or "EN_us"."""
        code = (language or "").replace("_", "-").partition("-")[0].strip().lower()
        return code if code in self._languages else None


def _read_object(line: bytes) -> JsonObject:
    try:
        message = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse_constant, parse_float=_finite)
    except UnicodeDecodeError:
        raise _LineError("The line is not UTF-8.") from None
    except RecursionError:
        raise _LineError("The line is nested too deep.") from None
    except ValueError:
        raise _LineError("The line is no JSON.") from None
    if not isinstance(message, dict):
        raise _LineError("The line is no JSON object.")
    return message


def _refuse_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(digits)  # could not be written back as the "id"
    return value


def _echo(message: JsonObject) -> JsonObject:
    if "id" not in message:
        return {}
    if isinstance(message["id"], (list, dict)):
        raise _LineError('"id" is neither text nor a number.')
    return {"id": message["id"]}


def _error(text: str) -> JsonObject:
    return {"kind": "error", "text": text}


def _log(error: Exception) -> None:
    from bot.surfaces.log_privacy import describe  # no words of the user in a log

    print(f"vraagbaak: {describe(error)}", file=sys.stderr)
