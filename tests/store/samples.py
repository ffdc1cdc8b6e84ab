"""Records as a bot would keep them."""

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.mention import Mention
from bot.core.records.model import Reading
from bot.core.records.query import Query
from bot.store.records import AnswerRecord

CHAT = 5_123_456_789
USER = 6_987_654_321


def dialogue(text: str = "hoeveel bibliotheken werken samen met basisscholen") -> Dialogue:
    query = Query(
        text=text,
        language="nl",
        mentions=(Mention(id="primary-school", facet="partner", start=5, end=6, how="exact"),),
        periods=("2018",),
        counted=(),
        markers=frozenset({"wh", "figures"}),
        readings=(Reading("basisscholen", "primary-school", "exact", "basisschool"),),
    )
    return Dialogue(language="nl", query=query, period="2018", facts=("schools-2018",), asked_at=1_700_000_000.25)


def answer(question: int = 10, *answers: int) -> AnswerRecord:
    return AnswerRecord(question=question, answers=answers or (question + 1,), before=Dialogue(), after=dialogue())
