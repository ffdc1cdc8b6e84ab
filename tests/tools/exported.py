"""A small knowledge base for the tests of the export: what seldom happens happens here. All of it is invented."""

from pathlib import Path

from bot.core.records.model import KnowledgeBase
from bot.kb.files import read_files
from bot.kb.reading import read_knowledge

LANGUAGES = ("nl", "en")
TEXT = """
sources:
  - id: letter
    cited_as: "Vos, 2016"
    author: [{family: Vos, given: A.}, {literal: The Club}]
    title: 'Reading "aloud", a letter'
    url: https://example.org/letter?a=1&b=2
    issued: "2016"
  - {id: survey, cited_as: "Blom, 2020"}
  - {id: report, cited_as: The report, role: carrier}
  - {id: unused, cited_as: Nobody}
concepts:
  - {id: mean-hours, facet: measure, pref: {nl: uren, en: hours}}
facts:
  - id: opening/hours
    kind: figure
    label: {nl: uren open, en: hours open}
    measure: mean-hours
    population: {nl: "bibliotheken, alle", en: "libraries, all"}
    unit: mean
    quantity: hour
    figures:
      - {value: 40.50, as_printed: "40,50", period: "2019", source: [survey, letter], via: report, locator: p. 3}
      - {value: 41, qualifier: circa, period: 2020-2021, source: survey, caveat: {nl: Geschat., en: Estimated.}}
      - {value: 39, period: "2019", source: letter, preferred: false}
      - {value: 38, period: "2019", source: letter, preferred: false}
      - {value: 7, unit: out-of-10, source: survey, population: {nl: leden, en: members}}
    breaks:
      - {from: 2020-2021, reason: {nl: anders gevraagd, en: asked differently}}
      - {during: ["2019", "2018"], reason: {nl: verbouwing, en: rebuilding}}
    caveat: {nl: Let op., en: Beware.}
    say: {nl: "{value}", en: "{value}"}
  - {id: claim, kind: claim, say: {nl: x, en: x}, source: unused}
"""


def make_small(folder: Path) -> KnowledgeBase:
    """Return the knowledge base, read from a file in this folder."""
    (folder / "all.yaml").write_text(TEXT, encoding="utf-8")
    reading = read_knowledge(read_files(str(folder))[0], ())
    assert reading.problems == ()
    return reading.kb
