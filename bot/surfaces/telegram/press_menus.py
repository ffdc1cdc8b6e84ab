"""The buttons of menus: a fact, topics, sources, and the settings of a chat."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.store.records import Changes, ChatSettings, Style
from bot.surfaces.links import find_id
from bot.surfaces.render import clean_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.keyboards import settings_menu, sources_menu, topic_menu, topics_menu
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.press import Press, Pressing
from bot.surfaces.telegram.sender import Keyboard, Outgoing
from bot.surfaces.telegram.texts import source_lines, text_pages, topic_pages
from bot.surfaces.topics import find_topic_ids, find_topics

Do = Callable[[Press], Awaitable[Changes]]


class MenuPresses(Pressing):
    """Carries out what a button of a menu asks for."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        super().__init__(kit, answering)
        self._actions: Mapping[str, Do] = {
            "fact": self._fact,
            "topics": self._topics,
            "topic": self._topic,
            "sources": self._sources,
            "origin": self._origin,
            "language": self._language,
            "style": self._style,
        }

    def knows(self, action: str) -> bool:
        return action in self._actions

    async def run(self, press: Press) -> Changes:
        """Do what the button says."""
        return await self._actions[press.tap.action](press)

    async def _fact(self, press: Press) -> Changes:
        """Tell a fact in a message of its own; the conversation goes on from it."""
        id_ = find_id(press.tap.subject, self._kit.desk.facts)
        if id_ is None:
            return await self.toast(press, "telegram_fact_gone")
        await self.answer(press.query)
        return await self.tell_anew(press, self._kit.desk.assistant.tell(id_, press.tap.language, as_of=date.today()))

    async def _topics(self, press: Press) -> Changes:
        page = int(press.tap.subject) if press.tap.subject.isdecimal() else None
        keyboard = topics_menu(self._kit.desk, press.tap.language, page)
        text = self._kit.desk.say(press.tap.language, "telegram_topics")
        return await self._browse(press, text_pages(text), keyboard)

    async def _topic(self, press: Press) -> Changes:
        desk, language = self._kit.desk, press.tap.language
        ids = find_topic_ids(desk.knowledge)
        id_ = find_id(press.tap.subject, ids)
        if id_ is None:
            return await self.toast(press, "telegram_fact_gone")
        topic = next(one for one in find_topics(desk.knowledge, language) if one.id == ids[id_])
        page = int(press.tap.mark) if press.tap.mark.isdecimal() else 0
        pages = topic_pages(topic, desk, language, page)
        return await self._browse(press, pages, topic_menu(topic, desk, language, page))

    async def _sources(self, press: Press) -> Changes:
        page = int(press.tap.subject) if press.tap.subject.isdecimal() else 0
        keyboard = sources_menu(self._kit.desk, press.tap.language, page)
        text = self._kit.desk.say(press.tap.language, "telegram_sources")
        return await self._browse(press, text_pages(text), keyboard)

    async def _browse(self, press: Press, pages: tuple[str, ...], keyboard: Keyboard) -> Changes:
        """Let the menu show something else."""
        await self.answer(press.query)
        await self._kit.sender.edit(press.chat, press.message, Outgoing(html=pages[0], keyboard=keyboard))
        return press.unchanged()

    async def _origin(self, press: Press) -> Changes:
        id_ = find_id(press.tap.subject, self._kit.desk.knowledge.sources)
        if id_ is None:
            return await self.toast(press, "telegram_fact_gone")
        await self.answer(press.query)
        lines = source_lines(self._kit.desk, id_, press.tap.language)
        await self._answering.send(press.place, telegram_pages(tuple(clean_lines(lines))))
        return press.unchanged()

    async def _language(self, press: Press) -> Changes:
        wish = press.tap.subject
        code = wish if wish in self._kit.languages else None
        settings = replace(press.remembered.settings, language=code)
        return await self._chosen(press, settings, code or press.tap.language)

    async def _style(self, press: Press) -> Changes:
        style: Style = "long" if press.tap.subject == "long" else "short"
        return await self._chosen(press, replace(press.remembered.settings, style=style), press.tap.language)

    async def _chosen(self, press: Press, settings: ChatSettings, language: str) -> Changes:
        """Keep a setting and show in the menu what holds now."""
        await self.answer(press.query, self._kit.desk.say(language, "telegram_setting_kept"))
        keyboard = settings_menu(settings.language, settings.style, self._kit.desk, language)
        page = text_pages(self._kit.desk.say(language, "telegram_settings"))[0]
        await self._kit.sender.edit(press.chat, press.message, Outgoing(html=page, keyboard=keyboard))
        return replace(press.unchanged(), settings=settings)
