"""The report of an evaluation as one HTML page that needs nothing else: no network, no script, no other file."""

from dataclasses import dataclass
from datetime import date

from bot import __version__
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import KnowledgeBase
from bot.tools.pages import render
from bot.tools.report_page import Page
from bot.tools.risk_coverage import Curve
from bot.tools.tally import Summary
from bot.tools.wording import Wording
from bot.tools.workbench_texts import Texts


@dataclass(frozen=True, slots=True)
class Asked:
    """What was put to the bot."""

    files: tuple[str, ...]
    as_of: date | None = None  # the day that was given


def write_html(
    summary: Summary, curve: Curve, knowledge: KnowledgeBase, asked: Asked, thresholds: Thresholds, texts: Texts
) -> str:
    """Return the page in the language of the texts."""
    page = Page(summary, curve, Wording(knowledge, texts), thresholds)
    made = [
        texts(
            "report_made", asked=summary.groups["all"].asked, files=", ".join(asked.files), facts=len(knowledge.facts)
        )
    ]
    made += [texts("report_made_day", day=page.wording.name(asked.as_of.isoformat()))] if asked.as_of else []
    return render("report.html.jinja", **page.content(), made=" ".join(made), version=__version__)
