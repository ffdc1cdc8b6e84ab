"""A knowledge base of one file for tests of commands; its figures are invented."""

import subprocess
from pathlib import Path

SMALL = """\
# Reading aloud. All figures are invented.
sources:
  - id: survey
    cited_as: "Blom, 2020"
  - id: report
    cited_as: The annual report
    role: carrier
concepts:
  # the program knows the measure share by itself: it is a way of asking
  - {id: library, facet: domain, role: actor, pref: {nl: bibliotheek, en: library}}
  - id: reading-corner
    facet: topic
    pref: {nl: leeshoek, en: reading corner}
    alt:
      nl: [leesplek] # not: leeskamer
      en: [book nook]
  - {id: garden, facet: topic, pref: {nl: tuin, en: garden}}
facts:
  - id: corner-share
    kind: figure
    measure: share
    about: [reading-corner]
    counted: [library]
    population: {nl: bibliotheken, en: libraries}
    unit: percent
    figures:
      - {value: 62.5, as_printed: "62,5%", period: "2019", source: survey, via: report, evidence: ["62,5%"]}
    say: {nl: "{value} heeft een leeshoek.", en: "{value} have a reading corner."}
    ask: {nl: [Hoeveel bibliotheken hebben een leeshoek?], en: [How many libraries have a reading corner?]}
  - id: garden-share
    kind: figure
    measure: share
    about: [garden]
    counted: [library]
    population: {nl: bibliotheken, en: libraries}
    unit: percent
    figures:
      - {value: 12, as_printed: "12%", period: "2019", source: survey, via: report, evidence: ["12%"]}
    say: {nl: "{value} heeft een tuin.", en: "{value} have a garden."}
    ask: {nl: [Hoeveel bibliotheken hebben een tuin?], en: [How many libraries have a garden?]}
"""


def make_knowledge(folder: Path) -> Path:
    """Write the small knowledge base into a new folder, and return its file."""
    folder.mkdir(parents=True)
    file = folder / "all.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def change(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1
    file.write_text(content.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody who has not set it up."""
    person = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "State")
