"""An assistant that needs no knowledge: it repeats what it was asked and counts the turns of each dialogue."""

from dataclasses import dataclass, field

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Line, Question

CITATION = "(KB, 2018c)"
FAULT = "kaput"  # a question with this word cannot be answered

PHRASES = {
    "nl": {
        "telegram_start": "Welkom!",
        "telegram_media": "Ik lees alleen tekst & vragen.",
        "telegram_error": "Er ging iets mis.",
        "telegram_forgotten": "Vergeten.",
        "source_question": "wat is de bron?",
    },
    "en": {
        "telegram_start": "Welcome!",
        "telegram_media": "I only read text & questions.",
        "telegram_error": "Something went wrong.",
        "telegram_forgotten": "Forgotten.",
        "source_question": "what is the source?",
    },
}


@dataclass(frozen=True)
class CountedDialogue(Dialogue):
    """A dialogue that knows how many questions it has had."""

    turns: int = 0


@dataclass
class ScriptedAssistant:
    """Its answer is "TURN. QUESTION" with a citation; a question with "how" in it turns the chat to English."""

    asked: list[Question] = field(default_factory=list)

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        self.asked.append(question)
        if FAULT in question.text:
            raise RuntimeError(f"no answer to {question.text}")
        turn = dialogue.turns + 1 if isinstance(dialogue, CountedDialogue) else 1
        language = "en" if "how" in question.text.lower() else question.language or dialogue.language
        lines = (Line("headline", f"{turn}. {question.text}"), Line("citation", CITATION))
        return Answer(kind="answer", language=language or "nl", lines=lines), CountedDialogue(
            language=language, turns=turn
        )
