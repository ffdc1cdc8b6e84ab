"""Arguments that several commands take, and what may be typed for them."""

from typing import TYPE_CHECKING

from bot.kb.language_files import find_codes

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date


REPLACES = "a file that is there is replaced, a link is not followed"  # of each option that a file is written for


def add_knowledge(command: "ArgumentParser") -> None:
    command.add_argument("--knowledge", metavar="DIR", help="another knowledge base")


def add_day(command: "ArgumentParser") -> None:
    command.add_argument(
        "--as-of", type=day, metavar="DATE", help='the day that "last year" is counted from (default: today)'
    )


def add_language(command: "ArgumentParser") -> None:
    command.add_argument("--lang", choices=find_codes(), help="language of the answer (default: that of the question)")


def add_language_of_program(command: "ArgumentParser") -> None:
    command.add_argument("--lang", choices=find_codes(), help="language of what is told (default: yours)")


def day(text: str) -> "date":
    from argparse import ArgumentTypeError
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2026-11-24") from None


def percentage(text: str) -> float:
    from argparse import ArgumentTypeError

    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise ArgumentTypeError(f"{text!r} is no percentage from 0 to 100")
    return value


def count(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)
