"""The files of a small knowledge base, and short ways to import into it."""

from bot.core.records.model import KnowledgeBase
from bot.tools.importing.plan import Entry
from bot.tools.importing.planning import plan_import

SOURCES = """\
# The sources; this line stays.
sources:
  - id: kb-2017
    cited_as: "KB, 2017"
    type: report
    author: [{literal: Koninklijke Bibliotheek}]
    issued: "2017"
    note: {nl: Zonder titel., en: Without a title.}
  - id: kb-2018c
    cited_as: "KB, 2018c"   # as the article prints it
    type: report
    author: [{literal: Koninklijke Bibliotheek}]
    issued: "2018"
    title: Bibliotheekstatistiek 2017
  - id: bnet-2022
    cited_as: Bibliotheeknetwerk, 2022
    type: webpage
    title: Samenwerkingspartners van de bibliotheek
    issued: "2022-09-30"
    publisher: Bibliotheeknetwerk (KB)
    URL: https://www.bibliotheeknetwerk.nl/artikel/partners
    language: nl
  - {id: klaren-2023, cited_as: "Klaren & Schrijen, 2023", author: [{family: Klaren}, {family: Schrijen}],
     issued: "2023", title: Samenwerking met het onderwijs}
  - id: artikel
    cited_as: Bibliotheken en samenwerking
    role: carrier
"""
FACTS = """\
# Facts.
concepts:
  - {id: member, facet: population, pref: {nl: lid, en: member}, alt: {nl: [leden], en: [members]}}
  - {id: members-number, facet: measure, pref: {nl: aantal leden, en: number of members}}
facts:
  - id: members
    kind: figure
    measure: members-number
    about: member
    population: {nl: leden van bibliotheken, en: members of libraries}
    unit: count
    caveat: {nl: Afgerond., en: Rounded.}
    figures:
      - value: 3700000
        as_printed: "3,7 miljoen"
        qualifier: more than
        period: "2022"
        source: bnet-2022
        evidence: ["3,7 miljoen"]
        caveat: {nl: Uit een bericht., en: From a news item.}
      - {value: 3600000, period: "2022", source: kb-2018c, preferred: false, evidence: [leden]}
      - {value: 3500000, as_printed: "3.500.000", period: "2018", source: kb-2018c, via: artikel, evidence: [leden]} #
    say: {nl: "Er waren {value} leden.", en: "There were {value} members."}
    ask: {nl: [Hoeveel leden zijn er?], en: [How many members are there?]}
  - id: schools
    kind: figure
    population: {nl: bibliotheken, en: libraries}
    unit: percent
    figures:
      - value: 84
        as_printed: "84%"
        period: "2016-2017"
        source: [kb-2017, kb-2018c]
        locator: p. 3
        evidence: ["84%"]
    say: {nl: "{value} werkt samen.", en: "{value} cooperate."}
    ask: {nl: [Hoeveel bibliotheken werken samen met scholen?], en: [How many libraries work with schools?]}
  - id: hours
    kind: figure
    population: {nl: bibliotheken, en: libraries}
    unit: mean
    quantity: hour
    figures: [{value: 30, period: "2021-06-24", source: klaren-2023, evidence: [uur]}]
    say: {nl: "Gemiddeld {value} uur.", en: "On average {value} hours."}
    ask: {nl: [Hoe lang zijn bibliotheken open?], en: [How long are libraries open?]}
  - id: almost-all
    kind: claim
    as_printed: vrijwel alle
    source: kb-2017
    evidence: [vrijwel alle]
    say: {nl: Vrijwel alle bibliotheken doen mee., en: Almost all libraries take part.}
    ask: {nl: [Doen alle bibliotheken mee?], en: [Do all libraries take part?]}
"""
LATER = """\
# Later rows.
figures:
  - fact: schools
    value: 92
    as_printed: "92%"
    period: "2022-2023"
    source: klaren-2023
    evidence: ["92%", scholen]
"""
FILES = {"sources.yaml": SOURCES, "facts/facts.yaml": FACTS, "facts/later.yaml": LATER}
HEAD = "feit;waarde;periode;bron;bewijs"


def plan_rows(knowledge: KnowledgeBase, *rows: str, head: str = HEAD, update: bool = False) -> list[Entry]:
    """Return what comes of the rows of a table in CSV."""
    content = "\n".join([head, *rows]).encode()
    (plan,) = plan_import([("cijfers.csv", content)], knowledge, update=update)
    assert plan.faults == ()
    return list(plan.entries)


def codes(entry: Entry) -> list[tuple[str | None, str]]:
    """Return the column and the name of each remark."""
    return [(remark.column, remark.code) for remark in entry.remarks]
