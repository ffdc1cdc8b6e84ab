"""Numbers: read and written in the notation of a language, and claimed in a question."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Relation = Literal["equal", "more", "less", "at least", "at most"]

_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that stands in the question itself: "meer dan de helft", "48%", "1200 vestigingen"."""

    value: Decimal
    unit: Literal["percent", "number"]
    relation: Relation
    is_rough: bool = field(default=False, compare=False)  # a fraction in words: "driekwart", "een op de vier"


def parse_number(text: str) -> Decimal | None:
    """Read a number in Dutch or English notation: "1.200", "1,200", "17,2", "17.2"; None if it is none."""
    marks = re.sub(r"\d", "", text)
    if _THOUSANDS.match(text):
        plain = re.sub(r"[.,]", "", text)
    elif marks in (".,", ",."):  # both marks: thousands, then decimals
        plain = text.replace(marks[0], "").replace(marks[1], ".")
    else:
        plain = text.replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", plain) else None


def show_number(value: Decimal, notation: str) -> str:
    """Return a number as the example "1.234,5" or "1,234.5" writes it; published zeros stay."""
    thousands, decimals = notation[1], notation[-2]
    whole, _, fraction = f"{value:,f}".partition(".")
    return whole.replace(",", thousands) + (decimals + fraction if fraction else "")


def percentage_change(earlier: Decimal, later: Decimal) -> Decimal:
    """Return (later - earlier) / earlier in percent, rounded to one decimal.

    Raises:
        ZeroDivisionError: If the earlier value is 0: growth from nothing has no percentage.
    """
    return ((later - earlier) * 100 / earlier).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
