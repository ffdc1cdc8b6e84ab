"""Pictures and files: the chart of a series, and references for a reference manager."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence
from html import escape

from telegram.error import Forbidden, TelegramError

from bot.core.answering.chart import Chart
from bot.surfaces.telegram.client import describe_fault
from bot.surfaces.telegram.kit import Desk, Kit
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.sender import Outgoing, Upload

CAPTION_LENGTH = 1024  # Telegram's limit, counted after the tags
KEPT = 32  # pictures drawn last: in a workshop many ask for the same one

LOGGER = logging.getLogger(__name__)


class Files:
    """Makes pictures and files off the event loop, and sends them. Pictures are drawn one at a time."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._drawn: OrderedDict[Chart, bytes] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def send_chart(self, place: Place, fact_id: str, language: str) -> int | None:
        """Send the chart of a fact, in words where no picture may be sent; return its message, None if it has none."""
        chart = self._kit.desk.assistant.chart(fact_id, language)
        if chart is None:
            return None
        caption = caption_of(chart, self._kit.desk)
        picture = Upload(content=await self._picture(chart), name=f"{fact_id}.png", is_picture=True, caption=caption)
        return await self._send(place, picture, caption)

    async def send_references(self, place: Place, source_ids: Sequence[str], language: str, file_format: str) -> int:
        """Send references to sources as a file; return its message."""
        name, content = await asyncio.to_thread(_cite, source_ids, self._kit.desk, language, file_format)
        instead = escape(self._kit.desk.say(language, "telegram_no_files"))
        return await self._send(place, Upload(content=content, name=name), instead)

    async def _picture(self, chart: Chart) -> bytes:
        """Return the picture of a chart; who waits for the same one gets it too."""
        async with self._drawing:
            picture = self._drawn[chart] if chart in self._drawn else await asyncio.to_thread(_draw, chart)
            self._drawn[chart] = picture
            self._drawn.move_to_end(chart)
            if len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return picture

    async def _send(self, place: Place, upload: Upload, instead: str) -> int:
        """Send a file; where that is refused, or does not succeed for long, say something instead."""
        try:
            return await self._kit.sender.send_file(place.chat, upload, reply_to=place.reply_to, thread=place.thread)
        except Forbidden:  # nothing can be said there
            raise
        except TelegramError as fault:  # a group may allow texts and no pictures
            LOGGER.warning("A file could not be sent: %s", describe_fault(fault))
        message = Outgoing(html=instead, reply_to=place.reply_to, thread=place.thread)
        return await self._kit.sender.send(place.chat, message)


def _draw(chart: Chart) -> bytes:
    from bot.surfaces.chart_picture import draw_chart

    return draw_chart(chart)


def _cite(source_ids: Sequence[str], desk: Desk, language: str, file_format: str) -> tuple[str, bytes]:
    from bot.citing.files import FORMATS, cite_file

    chosen = next(one for one in FORMATS if one == file_format)
    return cite_file(source_ids, desk.knowledge, language, chosen)


def caption_of(chart: Chart, desk: Desk) -> str:
    """Return the words below a picture as HTML: what it shows, its figures, who was counted, and the source.

    Where there is no room for all of it, the figures are left out first: they stand in the picture.
    """
    figures = "; ".join(f"{point.label or point.period}: {point.shown}" for point in chart.points)
    told = desk.say(chart.language, "series", series=figures)
    counted = desk.say(chart.language, "counted_both", population=chart.population) if chart.population else ""
    title = chart.title[: CAPTION_LENGTH // 2]
    for texts in ((told, counted, chart.source), (counted, chart.source), (chart.source,), ()):
        lines = [text for text in texts if text]
        if len(title) + sum(len(line) + 1 for line in lines) <= CAPTION_LENGTH:
            break
    return "\n".join([f"<b>{escape(title)}</b>", *map(escape, lines)])
