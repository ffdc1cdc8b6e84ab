"""The commands, each under a name in every language."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import AnswerRecord, Changes, Remembered
from bot.store.scrub import scrub
from bot.surfaces.links import Target, read_payload
from bot.surfaces.render import clean_lines, shown_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.incoming import Incoming
from bot.surfaces.telegram.keyboards import below_answer, settings_menu, sources_menu, topic_menu, topics_menu
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.members import is_group_admin
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.sender import Keyboard
from bot.surfaces.telegram.texts import source_lines, text_pages, topic_pages
from bot.surfaces.topics import find_topics


@dataclass(frozen=True, slots=True)
class Call:
    """A command with what came with it."""

    incoming: Incoming
    remembered: Remembered
    language: str


Do = Callable[[Call], Awaitable[Changes]]


class Commands:
    """Carries out what a command asks for."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        self._kit = kit
        self._answering = answering
        self._actions: Mapping[str, Do] = {
            "start": self._start,
            "help": self._help,
            "ask": self._ask,
            "topics": self._topics,
            "sources": self._sources,
            "source": self._source,
            "chart": self._chart,
            "new": self._new,
            "language": self._language,
            "settings": self._settings,
            "feedback": self._feedback,
            "privacy": self._privacy,
            "forget": self._forget,
        }

    async def run(self, incoming: Incoming, remembered: Remembered) -> Changes:
        """Carry out a command; in a group, an unknown one is for another bot."""
        name, hint = self._kit.desk.names.get(incoming.command or "", ("", None))
        language = self._kit.language_for(remembered, incoming.app_language, hint)
        call = Call(incoming, remembered, language)
        if name:
            return await self._actions[name](call)
        return await self.unknown(call) if incoming.is_private else _no_changes(call)

    async def unknown(self, call: Call) -> Changes:
        """Say that there is no such command."""
        return await self._say(call, "telegram_unknown_command")

    async def _say(self, call: Call, phrase: str, keyboard: Keyboard | None = None, **fields: object) -> Changes:
        pages = text_pages(self._kit.desk.say(call.language, phrase, **fields))
        await self._answering.send(Place.of(call.incoming), pages, keyboard)
        return _no_changes(call)

    async def _start(self, call: Call) -> Changes:
        """Welcome, or open what a link leads to."""
        payload = call.incoming.text
        target = read_payload(payload, self._kit.desk.knowledge) if payload else None
        if target is None:
            if payload and payload != "inline":
                await self._say(call, "telegram_unknown_link")
            return await self._say(call, "telegram_start", topics_menu(self._kit.desk, call.language))
        opened = replace(call, language=target.language or call.language)
        if target.kind == "language":
            menu = topics_menu(self._kit.desk, target.id)
            return await self._set_language(call, target.id, "telegram_start", menu)
        if target.kind == "topic":
            return await self._open_topic(opened, target.id)
        return await self._open_fact(opened, target)

    async def _open_fact(self, call: Call, target: Target) -> Changes:
        assistant = self._kit.desk.assistant
        answer = assistant.tell(target.id, call.language, as_of=date.today())
        pages = telegram_pages(shown_lines(answer))
        sent = await self._answering.send(Place.of(call.incoming), pages, below_answer(answer, self._kit.desk))
        before = call.remembered.dialogue
        after = assistant.dialogue_after(answer, before, call.incoming.at)
        record = AnswerRecord(question=call.incoming.message, answers=sent, before=before, after=after)
        return replace(_no_changes(call), dialogue=after, answer=record)

    async def _open_topic(self, call: Call, id_: str) -> Changes:
        topic = next(one for one in find_topics(self._kit.desk.knowledge, call.language) if one.id == id_)
        keyboard = topic_menu(topic, self._kit.desk, call.language)
        await self._answering.send(Place.of(call.incoming), topic_pages(topic, self._kit.desk, call.language), keyboard)
        return _no_changes(call)

    async def _help(self, call: Call) -> Changes:
        return await self._say(call, "telegram_help", name=self._kit.me.username)

    async def _ask(self, call: Call) -> Changes:
        """Answer the question behind /vraag; without one, ask for it."""
        if not call.incoming.text:
            return await self._say(call, "telegram_ask")
        return await self._answering.on_question(call.incoming, call.remembered)

    async def _topics(self, call: Call) -> Changes:
        """Show the topics, with a word those that have it; where only one has, its questions."""
        word = call.incoming.text
        found = find_topics(self._kit.desk.knowledge, call.language, word) if word else ()
        if len(found) == 1 or any(topic.label == word for topic in found):
            chosen = next((topic for topic in found if topic.label == word), found[0])
            return await self._open_topic(call, chosen.id)
        return await self._say(call, "telegram_topics", topics_menu(self._kit.desk, call.language, topics=found))

    async def _sources(self, call: Call) -> Changes:
        return await self._say(call, "telegram_sources", sources_menu(self._kit.desk, call.language))

    async def _source(self, call: Call) -> Changes:
        """Give the source of the last answer, as if the user had asked for it; that of a name given with it in full."""
        sources = self._kit.desk.knowledge.sources
        sought = " ".join(call.incoming.text.casefold().split())
        named = [one for one in sources.values() if sought and sought in one.cited_as.casefold()]
        if len(named) == 1:
            lines = clean_lines(source_lines(self._kit.desk, named[0].id, call.language))
            await self._answering.send(Place.of(call.incoming), telegram_pages(tuple(lines)))
            return _no_changes(call)
        if sought or not (call.remembered.dialogue.facts or call.incoming.reply_to):
            phrase = "telegram_source_which" if sought else "telegram_source_none"
            return await self._say(call, phrase, sources_menu(self._kit.desk, call.language))
        question = self._kit.desk.say(call.language, "source_question")
        asked = replace(call.incoming, text=question)
        return await self._answering.on_question(asked, call.remembered, call.language)

    async def _chart(self, call: Call) -> Changes:
        """Send the chart of the last answer, or of the one replied to; with a question given, its answer as well."""
        incoming = call.incoming
        if incoming.text:
            return await self._answering.on_question(incoming, call.remembered, wants_chart=True)
        record = await self._kit.store.find_answer(incoming.chat, incoming.reply_to) if incoming.reply_to else None
        dialogue = record.after if record else call.remembered.dialogue
        if not dialogue.facts or dialogue.facts[0] not in self._kit.desk.facts:
            return await self._say(call, "telegram_chart_none")
        picture = await self._answering.files.send_chart(Place.of(incoming), dialogue.facts[0], call.language)
        if picture is None:
            return await self._say(call, "chart_none")
        record = AnswerRecord(question=incoming.message, answers=(picture,), before=dialogue, after=dialogue)
        return replace(_no_changes(call), answer=record)

    async def _new(self, call: Call) -> Changes:
        """Begin a new conversation; of the old one only the language stays."""
        changes = await self._say(call, "telegram_new")
        return replace(changes, dialogue=Dialogue(language=call.remembered.dialogue.language))

    async def _language(self, call: Call) -> Changes:
        wish = call.incoming.text.casefold()
        for code in self._kit.languages:
            names = (code, *self._kit.desk.say(code, "language_names").casefold().split())
            if wish in names:
                return await self._set_language(call, code, "telegram_language_set")
        keyboard = settings_menu(call.remembered.settings.language, None, self._kit.desk, call.language)
        return await self._say(call, "telegram_language", keyboard)

    async def _set_language(self, call: Call, code: str, phrase: str, keyboard: Keyboard | None = None) -> Changes:
        settings = replace(call.remembered.settings, language=code)
        changes = await self._say(replace(call, language=code), phrase, keyboard)
        return replace(changes, settings=settings)

    async def _settings(self, call: Call) -> Changes:
        settings = call.remembered.settings
        keyboard = settings_menu(settings.language, settings.style, self._kit.desk, call.language)
        return await self._say(call, "telegram_settings", keyboard)

    async def _feedback(self, call: Call) -> Changes:
        """Keep what is said, without names and numbers; without words, ask for them."""
        if not call.incoming.text:
            return await self._say(call, "telegram_feedback")
        comment = scrub(call.incoming.text, call.incoming.names, self._kit.desk.assistant.knows_word)
        changes = await self._say(call, "telegram_feedback_thanks")
        return replace(changes, comment=comment)

    async def _privacy(self, call: Call) -> Changes:
        return await self._say(call, "telegram_privacy", days=self._kit.options.keep_days)

    async def _forget(self, call: Call) -> Changes:
        """Delete first and say so then; where that has to wait, say that.

        In a group that is what the user left; what is the group's, only if an administrator of it asks.
        """
        incoming = call.incoming
        phrase = "telegram_forgotten"
        if not incoming.is_private:
            phrase = (
                "telegram_forgotten_group" if await is_group_admin(self._kit, incoming) else "telegram_forgotten_own"
            )
        keep_chat = phrase == "telegram_forgotten_own"
        self._kit.forget_questions(None if keep_chat else incoming.chat, incoming.user)
        await self._kit.store.write(replace(_no_changes(call), forget=True, keep_chat=keep_chat))
        return await self._say(call, phrase if self._kit.store.is_up else "telegram_forget_later")


def _no_changes(call: Call) -> Changes:
    return Changes(chat=call.incoming.chat, user=call.incoming.user)
