"""Inline mode: what is typed behind the bot's name in any chat becomes cards with figure and source."""

from collections.abc import Iterator
from datetime import date

from telegram.error import BadRequest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Line, Question
from bot.core.words.text import capital
from bot.surfaces.links import Target, short_id
from bot.surfaces.render import clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.client import call
from bot.surfaces.telegram.incoming import Typed
from bot.surfaces.telegram.keyboards import more_in_bot
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.sender import NO_PREVIEW, Keyboard
from bot.surfaces.topics import Topic, find_topics

CARDS = 10
NEAR_BEST = 0.6  # share of the best score that a further card has at least
TOPIC_CARDS = 50  # Telegram's limit
QUESTIONS = 10  # on the card of a topic
CACHE_SECONDS = 300
REFUSED_CACHE_SECONDS = 30  # in which Telegram itself answers the same words of somebody who typed too much
ANSWER_SECONDS = 15.0  # by then, the user has typed on
LONGEST_QUESTION = 256
TITLE_LENGTH = 100
START_PARAMETER = "inline"

Card = dict[str, object]
"""One result, as the Bot API has it."""


class InlineMode:
    """Answers inline queries. It remembers nothing of who asks: they need not have met the bot."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def on_query(self, query: Typed, *, is_allowed: bool = True, is_too_much: bool = False) -> None:
        """Give the cards, none to who is not allowed to ask or has typed too much.

        They depend on the language of the user's app, so Telegram keeps them for each user apart.
        """
        self._kit.counts.inline += 1
        app = (query.app_language or "").partition("-")[0]
        language = app if app in self._kit.languages else self._kit.languages[0]
        text = query.text[:LONGEST_QUESTION]
        found = self._found(text, language) if text else self._topics(language)
        cards = list(found) if is_allowed and not is_too_much else []
        given = {
            "inline_query_id": query.id,
            "results": cards,
            "cache_time": REFUSED_CACHE_SECONDS if is_too_much else CACHE_SECONDS,
            "is_personal": True,
            "button": {"text": self._kit.desk.say(language, "button_inline"), "start_parameter": START_PARAMETER},
        }
        bot = self._kit.sender.bot
        try:
            await self._kit.repeat(lambda: call(bot, "answerInlineQuery", given), seconds=ANSWER_SECONDS)
        except BadRequest:
            return  # too late: the user has typed on

    def _found(self, text: str, language: str) -> Iterator[Card]:
        """Yield the answer and what else the question may mean; a card that says so where there is nothing."""
        desk = self._kit.desk
        answer, _ = desk.assistant.reply(Question(text, as_of=date.today()), Dialogue(language=language))
        cards: dict[str, Card] = {}
        if answer.facts and answer.kind in ("answer", "nearby"):
            fact_id = next((use.id for use in answer.facts if use.id in desk.facts), None)
            if fact_id is not None:
                cards[fact_id] = self._fact_card(fact_id, answer)
        others = [choice.fact for choice in answer.choices]
        ranked = answer.explanation.candidates
        others += [id_ for id_, score, missing in ranked if not missing and score >= NEAR_BEST * ranked[0][1]]
        for fact_id in others:
            if fact_id not in cards and fact_id in desk.facts:
                cards[fact_id] = self._fact_card(
                    fact_id, desk.assistant.tell(fact_id, answer.language, as_of=date.today())
                )
        yield from list(cards.values())[:CARDS] or [self._nothing_card(text, answer)]

    def _fact_card(self, fact_id: str, answer: Answer) -> Card:
        lines = shown_lines(answer)
        headline = next((line.text for line in lines if line.role == "headline"), lines[0].text)
        opening = " ".join(line.text for line in lines if line.role in ("carried", "missing"))
        cited = " ".join(line.text for line in lines if line.role == "citation")
        return self._card(
            short_id(fact_id),
            title=opening or headline,
            description=" ".join(filter(None, (headline if opening else "", cited))),
            lines=tuple(line for line in lines if line.role != "suggestion"),
            keyboard=more_in_bot(self._name, Target("fact", fact_id, answer.language), answer.language, self._kit.desk),
        )

    def _nothing_card(self, text: str, answer: Answer) -> Card:
        desk = self._kit.desk
        return self._card(
            "nothing",
            title=desk.say(answer.language, "telegram_inline_nothing"),
            description=desk.say(answer.language, "telegram_inline_hint"),
            lines=(Line("question", text), *shown_lines(answer)),
        )

    def _topics(self, language: str) -> Iterator[Card]:
        for topic in find_topics(self._kit.desk.knowledge, language)[:TOPIC_CARDS]:
            yield self._topic_card(topic, language)

    def _topic_card(self, topic: Topic, language: str) -> Card:
        desk = self._kit.desk
        heading = Line("headline", desk.say(language, "telegram_about", topic=topic.label))
        return self._card(
            "t" + short_id(topic.id),
            title=capital(topic.label),
            description=" ".join(topic.questions),
            lines=(heading, *(Line("suggestion", question) for question in topic.questions[:QUESTIONS])),
            keyboard=more_in_bot(self._name, Target("topic", topic.id, language), language, desk),
        )

    @property
    def _name(self) -> str:
        return self._kit.me.username or ""

    def _card(
        self,
        id_: str,
        *,
        title: str,
        description: str,
        lines: tuple[Line, ...],
        keyboard: Keyboard | None = None,
    ) -> Card:
        card: dict[str, object] = {
            "type": "article",
            "id": id_,
            "title": title[:TITLE_LENGTH],
            "description": description[: 2 * TITLE_LENGTH],
            "input_message_content": {
                "message_text": telegram_pages(tuple(clean_lines(lines)))[0],
                "parse_mode": "HTML",
                "link_preview_options": NO_PREVIEW,
            },
        }
        return card | ({"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {})
