"""A small knowledge base whose edition shows in every part of an answer: figure, period, statement and source."""

import os
import re
from pathlib import Path

SUBJECTS = ("boekwinkel", "theater", "museum", "sportclub")
SERIES = "dorpshuis"  # with three periods, so that there is a chart
SHARED = "buurthuis"  # its source stands in a file of its own
LIBRARY = "concepts:\n  - {id: library, facet: domain, role: actor, pref: {nl: bibliotheek, en: library}}\n"
FIRST_VALUE, FIRST_YEAR = 1000, 1900


def word(edition: int) -> str:
    """Return an edition as a word; a number in a statement would have to be one of its fields."""
    return "uitgave" + "".join("abcdefghij"[int(digit)] for digit in f"{edition:03}")


def fact_file(subject: str, edition: int) -> str:
    """Return a file with one concept, one fact and its source, all of one edition."""
    rows = 3 if subject == SERIES else 1
    figures = "".join(
        f"      - {{value: {FIRST_VALUE + edition}, as_printed: '{FIRST_VALUE + edition}', "
        f"period: '{FIRST_YEAR + edition - 10 * row}', source: {subject}-report}}\n"
        for row in range(rows)
    )
    source = "" if subject == SHARED else f"sources:\n{source_line(subject, edition)}"
    return (
        f"{source}"
        f"concepts:\n  - {{id: {subject}, facet: partner, pref: {{nl: {subject}, en: {subject}}}, "
        f"alt: {{nl: [{subject}s]}}}}\n"
        f"facts:\n  - id: {subject}-count\n    kind: figure\n    about: [{subject}]\n    counted: [library]\n"
        f"    unit: count\n"
        f"    population: {{nl: bibliotheken, en: libraries}}\n    figures:\n{figures}"
        f"    say:\n      nl: 'Volgens {word(edition)} werken {{value}} bibliotheken samen met een {subject}.'\n"
        f"      en: 'By {word(edition)}, {{value}} libraries work with a {subject}.'\n"
        f"    ask: {{nl: ['{question(subject)}'], en: ['How many libraries work with a {subject}?']}}\n"
    )


def source_line(subject: str, edition: int) -> str:
    return f"  - {{id: {subject}-report, cited_as: 'Rapport {word(edition)}'}}\n"


def question(subject: str) -> str:
    return f"Hoeveel bibliotheken werken samen met een {subject}?"


def write_edition(folder: Path, edition: int) -> None:
    """Write all files, as a `git pull` does."""
    folder.mkdir(exist_ok=True)
    for subject in (*SUBJECTS, SERIES, SHARED):
        (folder / f"{subject}.yaml").write_text(fact_file(subject, edition), encoding="utf-8")
    shared = f"sources:\n{source_line(SHARED, edition)}{LIBRARY}"
    (folder / "sources.yaml").write_text(shared, encoding="utf-8")


def replace_file(path: Path, text: str) -> None:
    """Save as many editors do: beside the file, and then in its place."""
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def editions_in(text: str) -> set[int]:
    """Return the editions that anything in an answer stems from."""
    letters = (found.group(1) for found in re.finditer(r"uitgave([a-j]{3})", text))
    editions = {int("".join(str("abcdefghij".index(letter)) for letter in three)) for three in letters}
    numbers = {int(number.replace(".", "")) for number in re.findall(r"\b\d\.?\d{3}\b", text)}
    editions |= {number - FIRST_VALUE for number in numbers if FIRST_VALUE <= number < FIRST_YEAR - 100}
    return editions | {max(years) - FIRST_YEAR for years in [{n for n in numbers if n >= FIRST_YEAR - 100}] if years}
