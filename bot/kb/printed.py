"""Numbers as documents print them, in Dutch or English notation."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.core.words.text import fold

NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])")  # "1 270"
BIG = {
    "duizend": 10**3, "thousand": 10**3, "tausend": 10**3, "miljoen": 10**6, "million": 10**6, "millionen": 10**6,
    "mln": 10**6, "mio": 10**6, "miljard": 10**9, "milliarde": 10**9, "milliarden": 10**9, "billion": 10**9,
    "mld": 10**9, "mrd": 10**9,
}  # fmt: skip


def find_numbers(text: str) -> list[str]:
    """Return the numbers in a text as they are written, in order: "1.234", "12,5"."""
    return NUMBER.findall(text)


def readings(number: str) -> set[Decimal]:
    """Return what a written number may mean: "1.234" is 1234 in Dutch and 1.234 in English; "1.234,5" is one number."""
    marks = [char for char in number if char in ".,"]
    plain = number.replace(".", "").replace(",", "")
    if not marks:
        return {Decimal(plain)}
    whole, _, decimals = number.replace(",", ".").rpartition(".")
    as_decimal = Decimal(f"{whole.replace('.', '')}.{decimals}")
    if marks[-1] in marks[:-1]:  # the same mark twice parts thousands
        return {Decimal(plain)}
    if len(marks) == 1 and len(decimals) == 3:
        return {as_decimal, Decimal(plain)}
    return {as_decimal}


def likely_value(text: str, language: str, highest: int | None = None, *, whole: bool = False) -> Decimal | None:
    """Return the number that somebody most likely means by printed words; None where there is none, or several.

    Args:
        text: Such as "26%", "1.234", "12,5", "1 270", "3,7 miljoen" or "1 op de 4".
        language: That the words are in: "1.234" is 1234 in Dutch, and a fraction in English.
        highest: The highest value that the unit allows, if there is one.
        whole: Whether it is a number of things, so that a fraction is less likely.
    """
    spaced = SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    numbers = find_numbers(spaced)
    factor = next((BIG[word] for word in re.findall(r"[^\W\d_]+", fold(text)) if word in BIG), 1)
    if len(numbers) == 2 and highest == 100:  # "1 op de 4", as a percentage
        part, total = (max(readings(number)) for number in numbers)
        share = 100 * part / total if total >= part > 0 else None
        return share if share is not None and share == round(share, 1) else None
    if len(numbers) != 1:
        return None
    thousands = "." if language == "nl" else ","
    likely = sorted(readings(numbers[0]), reverse=thousands in numbers[0] or (whole and factor == 1))
    values = [_scaled(value, factor) for value in likely]
    return next((value for value in values if highest is None or value <= highest), values[0])


def _scaled(value: Decimal, factor: int) -> Decimal:
    """Return the product, without the decimals that a whole number of thousands or millions does not need."""
    product = value * factor
    return product.to_integral_value() if factor > 1 and product == product.to_integral_value() else product


def printed_values(text: str) -> set[Decimal]:
    """Return every value that the printed words may stand for: "26%", "1,2 miljoen", "1 op de 4" (25 percent).

    A space before three digits may part thousands ("1 270"), or the numbers of a row in a chart.
    """
    together = SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    return {*_printed_values(text), *_printed_values(together)}


def _printed_values(text: str) -> Iterator[Decimal]:
    numbers = [readings(number) for number in find_numbers(text)]
    factors = [BIG[word] for word in re.findall(r"[^\W\d_]+", fold(text)) if word in BIG]
    for number in numbers:
        yield from number
        yield from (value * factor for value in number for factor in factors)
    if len(numbers) == 2:
        yield from (100 * part / whole for part in numbers[0] for whole in numbers[1] if whole)
