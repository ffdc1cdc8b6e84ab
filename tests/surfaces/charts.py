"""Made-up charts, to draw."""

from decimal import Decimal
from typing import Any

from bot.core.answering.chart import Chart, ChartPoint

ROWS = {"2010": 400, "2015": 380, "2019": 360, "2020": 200, "2021": 180, "2022": 300}


def chart(rows: dict[str, int] | None = None, **changed: Any) -> Chart:
    """Return a chart of a count by period, with whatever is to be different."""
    fields: dict[str, Any] = {
        "fact": "loans",
        "language": "nl",
        "title": "Aantal uitleningen",
        "points": tuple(
            ChartPoint(period, Decimal(value), str(value)) for period, value in (ROWS if rows is None else rows).items()
        ),
        "is_share": False,
        "breaks": (),
        "exceptional": (),
        "exceptional_label": "bijzonder jaar",
        "break_label": "breuk in de reeks",
        "notes": (),
        "population": "uitleningen van bibliotheken",
        "source": "Bron: Verzonnen, 2023",
        "million": "{value} miljoen",
        "notation": "1.234,5",
    }
    return Chart(**(fields | changed))
