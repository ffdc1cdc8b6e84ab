"""`vraagbaak chat`: a conversation in the terminal, with line editing there, and just as well on a pipe."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from bot.core.answering.chart import Chart
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import DEFAULT_LANGUAGE, Answer, KnowledgeBase, Line, LineRole, Question
from bot.core.words.printable import printable, printable_line
from bot.surfaces.chart_drawing import draw_lines
from bot.surfaces.render import shown_lines
from bot.surfaces.terminal_texts import command_names, text, words_for_more
from bot.surfaces.topics import Topic, find_topics

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

PROMPT = "> "
SHOWN_TOPICS = 30  # what fits a screen
WIDEST = 100  # characters: longer lines are hard to read
USUAL_WIDTH = 80  # characters, where there is no window
_STYLES: Mapping[LineRole, str] = {"headline": "bold", "citation": "italic"}

Write = Callable[[tuple[Line, ...]], None]


class Replying(Protocol):
    """Whatever answers questions."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...

    def chart(self, fact_id: str, language: str) -> Chart | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What has become of the knowledge base: another one to answer from, faults, or their end."""

    assistant: Replying | None = None
    knowledge: KnowledgeBase | None = None
    problems: tuple[str, ...] = ()
    is_mended: bool = False


class Chat:
    """One conversation. What is typed goes into `take`, and the lines to show come out."""

    def __init__(
        self,
        assistant: Replying,
        knowledge: KnowledgeBase,
        clock: Callable[[], float],
        today: Callable[[], date],
        *,
        language: str,
        forced: str | None = None,
        width: Callable[[], int] = lambda: USUAL_WIDTH,
        renewals: Callable[[], Iterable[Renewal]] = tuple,
    ) -> None:
        """Begin a conversation.

        Args:
            assistant: Answers the questions.
            knowledge: Where topics and the words of each language come from.
            clock: Seconds, only ever going forward; after some minutes of silence the subject fades.
            today: The day that "vorig jaar" is counted from.
            language: Of the program's own words until an answer shows the user's, and for questions that show none.
            forced: Language of all answers; None: that of the question. `/taal` changes it.
            width: Characters in which a chart has to fit.
            renewals: What has become of the knowledge base since it was called last.
        """
        self._assistant = assistant
        self._knowledge = knowledge
        self._clock = clock
        self._today = today
        self._forced = forced
        self._width = width
        self._renewals = renewals
        self._dialogue = Dialogue(language=forced or language)
        self._series: str | None = None  # the fact told last, where a chart of it can be drawn
        self._menu: tuple[str, ...] = ()  # what a number stands for: questions, or topics as "/onderwerpen LABEL"
        self._topic: tuple[Topic, int] | None = None  # whose questions are shown, and the page that comes next
        self.is_over = False

    @property
    def language(self) -> str:
        """The language in which the program's own words are shown now."""
        return self._forced or self._dialogue.language or DEFAULT_LANGUAGE

    @property
    def subject(self) -> str:
        """What can be asked about, amid a sentence."""
        languages = self._knowledge.languages
        return languages.get(self.language, languages[DEFAULT_LANGUAGE]).phrases["bot_subject"]

    def take(self, typed: str) -> tuple[Line, ...]:
        """Return what is said to one typed line; nothing to a blank one."""
        typed = " ".join(typed.split())
        if not typed:
            return ()
        renewed = self._renew()
        return (*renewed, *self._reply(typed))

    def _renew(self) -> tuple[Line, ...]:
        """Use what has become of the knowledge base, between two questions; return what there is to say of it."""
        lines: tuple[Line, ...] = ()
        for renewal in self._renewals():
            if renewal.assistant is not None and renewal.knowledge is not None:
                self._assistant, self._knowledge = renewal.assistant, renewal.knowledge
                self._series = self._series if self._series in renewal.knowledge.facts else None
            if renewal.problems:
                found = (Line("detail", printable_line(problem)) for problem in renewal.problems)
                lines += (*self._say("knowledge_faulty"), *found)
            elif renewal.is_mended:
                lines += self._say("knowledge_mended")
        return lines

    def _reply(self, typed: str) -> tuple[Line, ...]:
        if self._topic is not None and typed.casefold() in words_for_more():
            return self._questions(*self._topic)
        picked = self._pick(typed)
        self._topic = None
        lines = self._command(picked or typed) if (picked or typed).startswith("/") else self._ask(picked or typed)
        return (Line("question", PROMPT + picked), *lines) if picked and not picked.startswith("/") else lines

    def _pick(self, typed: str) -> str:
        """Return what the typed number stands for, "" if it is none of the menu."""
        number = typed.removesuffix(".")
        if not (number.isascii() and number.isdigit()) or len(number) > 3:
            return ""
        return self._menu[int(number) - 1] if 0 < int(number) <= len(self._menu) else ""

    def _ask(self, question: str, language: str | None = None) -> tuple[Line, ...]:
        asked = Question(question, language=language or self._forced, asked_at=self._clock(), as_of=self._today())
        answer, self._dialogue = self._assistant.reply(asked, self._dialogue)
        if answer.facts:
            self._series = answer.series
        shown = shown_lines(answer)
        if any(line.role == "choice" for line in shown):  # numbered already, and the assistant knows the numbers
            self._menu = ()
            return shown
        self._menu = answer.suggestions
        drawn = (Line("detail", ""), *self._drawn(answer.series, answer.language)) if answer.asks_chart else ()
        return (*_without_suggestions(shown), *drawn, *self._listed("suggestions", self._menu))

    def _listed(self, heading: str, entries: tuple[str, ...], **fields: object) -> tuple[Line, ...]:
        if not entries:
            return ()
        shown = enumerate(map(printable_line, entries), 1)
        listed = tuple(Line("suggestion", f"{number}. {entry}") for number, entry in shown)
        return (*self._say(heading, "suggestion", **fields), *listed)

    def _say(self, name: str, role: LineRole = "detail", **fields: object) -> tuple[Line, ...]:
        return tuple(Line(role, line) for line in text(self.language, name, **fields).split("\n"))

    def _command(self, typed: str) -> tuple[Line, ...]:
        name, _, argument = typed.partition(" ")
        actions: Mapping[str, Callable[[str], tuple[Line, ...]]] = {
            "source": self._source,
            "chart": self._chart,
            "topics": self._topics,
            "language": self._switch,
            "new": self._forget,
            "help": lambda _: self._help(),
            "stop": self._stop,
        }
        action = actions.get(command_names().get(name.lower(), ""))
        if action is None:
            return (*self._say("unknown_command", command=name), *self._help())
        return action(argument.strip())

    def _help(self) -> tuple[Line, ...]:
        return self._say("commands", codes=", ".join(self._knowledge.languages))

    def _source(self, _: str) -> tuple[Line, ...]:
        """Ask for the source of the last answer as if the user had typed it."""
        phrases = self._knowledge.languages[self.language].phrases
        return self._ask(phrases["source_question"], self.language)

    def _chart(self, _: str) -> tuple[Line, ...]:
        return self._drawn(self._series, self.language) if self._dialogue.facts else self._say("chart_first")

    def _drawn(self, series: str | None, language: str) -> tuple[Line, ...]:
        """Return a series as a chart; a sentence that there is none, where there is none."""
        chart = self._assistant.chart(series, language) if series else None
        if chart is None:
            return (Line("detail", self._knowledge.languages[language].phrases["chart_none"]),)
        return tuple(Line("detail", printable_line(line)) for line in draw_lines(chart, self._width()))

    def _topics(self, word: str) -> tuple[Line, ...]:
        topics = find_topics(self._knowledge, self.language, word)
        if not topics:
            return self._say("topics_none", word=word)
        chosen = next((topic for topic in topics if topic.label == word), topics[0])
        if chosen.label == word or len(topics) == 1:
            return self._questions(chosen, 0)
        shown = topics[:SHOWN_TOPICS]
        command = next(word for word, does in command_names().items() if does == "topics")
        self._menu = tuple(f"{command} {topic.label}" for topic in shown)
        more = self._say("topics_more", count=len(topics) - len(shown)) if len(topics) > len(shown) else ()
        return (*self._listed("topics", tuple(topic.label for topic in shown)), *more)

    def _questions(self, topic: Topic, page: int) -> tuple[Line, ...]:
        """Return one page of the questions of a topic; the numbers go on, and all of them can be typed."""
        self._menu = topic.questions
        places = topic.page(page)
        left = len(topic.questions) - places.stop
        self._topic = (topic, page + 1) if left else None
        listed = (Line("suggestion", f"{place + 1}. {printable_line(topic.questions[place])}") for place in places)
        more = self._say("questions_more", "suggestion", count=left) if left else ()
        return (*self._say("questions", "suggestion", topic=topic.label), *listed, *more)

    def _switch(self, code: str) -> tuple[Line, ...]:
        if code.lower() not in self._knowledge.languages:
            return self._say("language_unknown", codes=", ".join(self._knowledge.languages))
        self._forced = code.lower()
        self._dialogue = replace(self._dialogue, language=self._forced)
        return self._say("language_set")

    def _forget(self, _: str) -> tuple[Line, ...]:
        self._dialogue, self._menu, self._series = Dialogue(language=self.language), (), None
        return self._say("new")

    def _stop(self, _: str) -> tuple[Line, ...]:
        self.is_over = True
        return self._say("goodbye")


def _without_suggestions(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines without the suggestions and the line that announces them: here they are listed with numbers."""
    first = next((place for place, line in enumerate(lines) if line.role == "suggestion"), None)
    if first and lines[first - 1].text.endswith(":"):
        lines = (*lines[: first - 1], *lines[first:])
    return tuple(line for line in lines if line.role != "suggestion")


def run_chat(chat: Chat, typed: Iterator[str], write: Write) -> None:
    """Answer line after line, until the user or the input ends."""
    write(tuple(Line("detail", line) for line in text(chat.language, "welcome", subject=chat.subject).split("\n")))
    while not chat.is_over:
        line = next(typed, None)
        if line is None:
            return
        try:
            shown = chat.take(line)
        except Exception as error:  # a conversation outlives one question that cannot be answered
            _log(error)
            shown = (Line("detail", text(chat.language, "failed")),)
        if shown:
            write(shown)


def _log(error: Exception) -> None:
    from bot.surfaces.log_privacy import describe  # no words of the user in a log

    print(f"vraagbaak: {describe(error)}", file=sys.stderr)


def piped_lines(prompt: str = "") -> Iterator[str]:
    """Yield what comes in on standard input, each after a prompt; bytes that are no UTF-8 are read as "�"."""
    while True:
        print(prompt, end="", flush=True)
        line = sys.stdin.buffer.readline()
        if not line:
            return
        yield line.decode("utf-8", errors="replace")


def typed_lines(history_file: str | None) -> Iterator[str]:
    """Yield what the user types, with line editing, earlier lines at hand and commands completed by the tab key.

    Ctrl-C empties the line or, on an empty one, ends as Ctrl-D does.
    """
    session = _session(history_file)
    while True:
        try:
            yield session.prompt(PROMPT)
        except EOFError:
            return
        except KeyboardInterrupt:
            if not session.default_buffer.text:
                return


def _session(history_file: str | None) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    return PromptSession(
        history=FileHistory(history_file) if history_file else InMemoryHistory(),
        completer=WordCompleter(list(command_names()), sentence=True),
        complete_while_typing=False,
    )


def write_plain(lines: tuple[Line, ...]) -> None:
    """Print lines without any codes, an empty line after them, and pass them on at once."""
    print(page(lines), end="\n\n", flush=True)


def write_styled(lines: tuple[Line, ...]) -> None:
    """Print lines fitted to the window, the headline bold and the citation in italics."""
    from prompt_toolkit import print_formatted_text
    from prompt_toolkit.formatted_text import FormattedText

    print_formatted_text(FormattedText([(style, shown + "\n") for style, shown in styled(lines, window_width())]))


def window_width() -> int:
    """Return how many characters a line has: those of the window, but no more than can be read well."""
    import shutil

    return min(shutil.get_terminal_size((USUAL_WIDTH, 24)).columns, WIDEST)


def page(lines: tuple[Line, ...]) -> str:
    """Return lines as plain text, with an empty line above each block."""
    blocks = ("\n" * opens_block(lines, place) + line.text for place, line in enumerate(lines))
    return printable("\n".join(blocks))


def opens_block(lines: tuple[Line, ...], place: int) -> bool:
    """Tell whether an empty line comes first: above each answered question, and above what can be asked next."""
    role = lines[place].role
    return place > 0 and (role == "question" or (role == "suggestion" and lines[place - 1].role != "suggestion"))


def styled(lines: tuple[Line, ...], width: int) -> Iterator[tuple[str, str]]:
    """Yield the style and the text of each line, broken between words at `width` characters."""
    import textwrap

    for place, line in enumerate(lines):
        if opens_block(lines, place):
            yield "", ""
        indent = "   " if line.role in ("suggestion", "choice") else ""
        for part in textwrap.wrap(printable(line.text), max(width, 20), subsequent_indent=indent) or [""]:
            yield _STYLES.get(line.role, ""), part


def history_file(environ: Mapping[str, str]) -> str | None:
    """Return the file for what was typed, readable for its user only; None where there is no place for it."""
    import os

    base = environ.get("XDG_STATE_HOME", "")
    folder = os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.local/state"), "vraagbaak")
    path = os.path.join(folder, "history")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:
        return None
    return path
