"""A folder of files becomes one knowledge base, or a list of everything that is wrong."""

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.records.model import Language
from bot.kb.load import load_knowledge

Write = Callable[..., Path]

EXAMPLES_ONLY = """
sources: [{id: site, cited_as: Our site}]
facts:
  - {id: Opening_Hours.1, kind: claim, say: {en: From nine to five.}, ask: {en: [When are you open?]}, source: site}
"""


@pytest.fixture
def languages(write: Write) -> Path:
    """Two languages, one of which has no phrases yet."""
    files = {
        "nl/words.yaml": "numbers: {twaalf: 12}\nfractions: {helft: 50}\nfunction: [de, no]\n"
        "ordinals: {eerste: 1, de eerste: 1}\n",
        "nl/phrases.yaml": "greeting: 'Dag, {name}!'\n",
        "en/words.yaml": "function: the\n",
        "other.yaml": "de: [der, die, das]\n",
    }  # fmt: skip
    return write(files, "languages")


def rules(folder: Path, languages: Path) -> list[tuple[str, str, int]]:
    """Return file name, rule and line of every problem."""
    loaded = load_knowledge(folder, languages)
    assert (loaded.knowledge is None) is bool(loaded.problems)
    return [(os.path.basename(each.position.file), each.rule, each.position.line) for each in loaded.problems]


def test_examples_in_one_language_are_enough(write: Write, languages: Path) -> None:
    """A knowledge base by others has no concepts, and ids of its own kind."""
    loaded = load_knowledge(write({"all.yml": EXAMPLES_ONLY}), languages)
    assert loaded.knowledge is not None
    assert list(loaded.knowledge.facts) == ["Opening_Hours.1"]
    assert loaded.knowledge.facts["Opening_Hours.1"].ask == {"en": ("When are you open?",)}


def test_files_are_found_at_any_depth_and_merged(write: Write, languages: Path) -> None:
    """Hidden files and folders, and files of another kind, are no part of it."""
    folder = write(
        {
            "b/deep/facts.yaml": "facts: [{id: f, kind: claim, say: {en: x}, source: s, related: [g]}]",
            "a.YAML": "facts: [{id: g, kind: claim, say: {en: x}, source: s}]",
            "c.yml": "sources: [{id: s, cited_as: S}]",
            ".hidden.yaml": "- broken",
            ".git/x.yaml": "- broken",
            "notes.txt": "- broken",
        }
    )
    loaded = load_knowledge(folder, languages)
    assert loaded.knowledge is not None
    assert list(loaded.knowledge.facts) == ["g", "f"]
    assert loaded.knowledge.facts["f"].position.file == str(folder / "b" / "deep" / "facts.yaml")


def test_the_words_of_a_language(write: Write, languages: Path) -> None:
    """Numbers and fractions have a value per word; everything else is a list of words."""
    loaded = load_knowledge(write({"all.yaml": EXAMPLES_ONLY}), languages)
    assert loaded.knowledge is not None
    assert loaded.knowledge.languages["nl"] == Language(
        code="nl",
        words={"function": ("de", "no"), "ordinals 1": ("eerste", "de eerste")},
        numbers={"twaalf": Decimal(12)},
        fractions={"helft": Decimal(50)},
        phrases={"greeting": "Dag, {name}!"},
    )
    assert loaded.knowledge.languages["en"].phrases == {"greeting": "Dag, {name}!"}  # for want of its own
    assert loaded.knowledge.other_languages == {"de": ("der", "die", "das")}


def test_every_problem_of_every_file_in_one_run(write: Write, languages: Path) -> None:
    """Sorted by file and line, and each where it stands."""
    folder = write(
        {
            "a.yaml": "facts:\n  - {id: f, kind: claims, say: {en: x}, source: s}\n"
            "  - {id: g, kind: claim, source: t}\n",
            "b.yaml": "sources:\n  - {id: s, cited_as: S}\n  - {id: s, cited_as: T}\nsources: []\n",
            "c.yaml": b"facts:\n  - {id: h, kind: claim, say: {en: caf\xe9}, source: s, related: [i], about: c}\n",
        }
    )
    assert rules(folder, languages) == [
        ("a.yaml", "schema", 2),
        ("a.yaml", "schema", 3),
        ("a.yaml", "unknown-source", 3),
        ("b.yaml", "duplicate-id", 3),
        ("b.yaml", "repeated-key", 4),
        ("c.yaml", "not-utf8", 2),
        ("c.yaml", "unknown-concept", 2),
        ("c.yaml", "unknown-fact", 2),
    ]


def test_an_id_in_a_broken_file_is_not_called_unknown(write: Write, languages: Path) -> None:
    """The source may well stand in the part that could not be read."""
    folder = write(
        {
            "a.yaml": "facts: [{id: f, kind: claim, say: {en: x}, source: s}]",
            "b.yaml": "sources: [{id: s, cited_as: S\n",
        }
    )
    assert rules(folder, languages) == [("b.yaml", "broken-yaml", 1)]


def test_a_circle_of_broader_concepts_does_not_load(write: Write, languages: Path) -> None:
    """Whoever climbs to broader concepts can rely on an end."""
    circle = "concepts:\n" + "".join(
        f"  - {{id: {a}, broader: {b}, pref: {{en: {a}}}}}\n" for a, b in ("ab", "bc", "cb")
    )
    folder = write({"a.yaml": EXAMPLES_ONLY, "b.yaml": circle})
    assert rules(folder, languages) == [("b.yaml", "broader-cycle", 3)]


FIGURE = """
sources: [{id: s, cited_as: S}]
facts:
  - {id: f, kind: figure, unit: percent, population: {en: p}, say: {en: "{value} of all"}, figures: [
    {value: 26, as_printed: "26%", period: "2019", source: s}]}
"""


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        pytest.param("value: 26", "value: 62", "figure-not-printed", id="digits swapped"),
        pytest.param("unit: percent, ", "", "incomplete-figure", id="no unit"),
        pytest.param("{value} of", "{values} of", "placeholder", id="no such field"),
        pytest.param("{value} of", "62% of", "number-not-in-fields", id="another number in the text"),
        pytest.param("source: s}]", "source: s}, {value: 27, period: 2019, source: s}]", "repeated-period", id="two"),
    ],
)
def test_what_would_show_a_wrong_figure_does_not_load(
    good: str, bad: str, rule: str, write: Write, languages: Path
) -> None:
    """Not at the start, and not where the files change while their compiled copy is at hand."""
    assert rules(write({"a.yaml": FIGURE}), languages) == []
    folder = write({"a.yaml": FIGURE.replace(good, bad)})
    assert {found for _, found, _ in rules(folder, languages)} == {rule}
    assert load_knowledge(folder, languages).knowledge is None  # nothing was compiled in the meantime


def test_what_a_maintainer_should_mend_still_loads(write: Write, languages: Path) -> None:
    """A figure without an example question or evidence is no wrong figure."""
    assert rules(write({"a.yaml": FIGURE}), languages) == []


@pytest.mark.parametrize(
    ("files", "part"),
    [
        pytest.param(None, "no such folder", id="missing"),
        pytest.param({}, "no YAML file", id="empty"),
        pytest.param({"a.txt": "x"}, "no YAML file", id="other files"),
        pytest.param({"a.yaml": "facts:\n"}, "no fact", id="no fact"),
    ],
)
def test_nothing_to_answer_from(
    files: dict[str, str | bytes] | None, part: str, tmp_path: Path, write: Write, languages: Path
) -> None:
    """Each kind of nothing is told for what it is."""
    folder = tmp_path / "missing" if files is None else write(files)
    loaded = load_knowledge(folder, languages)
    assert loaded.knowledge is None
    assert [(problem.rule, part in problem.what) for problem in loaded.problems] == [("no-knowledge", True)]


def test_a_file_in_the_place_of_the_folder(write: Write, languages: Path) -> None:
    """A slip of the hand gets a sentence, not a traceback."""
    loaded = load_knowledge(write({"a.yaml": EXAMPLES_ONLY}) / "a.yaml", languages)
    assert [(problem.rule, problem.what) for problem in loaded.problems] == [("no-knowledge", "This is no folder.")]


def test_a_file_that_cannot_be_opened(write: Write, languages: Path) -> None:
    """A link that leads nowhere is told like any other fault."""
    folder = write({"a.yaml": EXAMPLES_ONLY})
    (folder / "b.yaml").symlink_to(folder / "gone.yaml")
    assert rules(folder, languages) == [("b.yaml", "unreadable", 1)]


@pytest.mark.parametrize("name", ["", "a\0b", "a" * 5000])
def test_names_that_no_folder_can_have(name: str, languages: Path) -> None:
    """Whatever is typed after --knowledge, the outcome is a sentence."""
    assert [problem.rule for problem in load_knowledge(name, languages).problems] == ["no-knowledge"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may enter any folder")
def test_a_folder_that_may_not_be_entered(write: Write, languages: Path) -> None:
    """Facts must not disappear in silence."""
    folder = write({"a.yaml": EXAMPLES_ONLY})
    (folder / "closed").mkdir(mode=0o000)
    assert rules(folder, languages) == [("closed", "unreadable", 1)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_keep_us_waiting(write: Write, languages: Path) -> None:
    """Opening a pipe that nobody writes to would never end."""
    folder = write({"a.yaml": EXAMPLES_ONLY})
    os.mkfifo(folder / "b.yaml")
    assert rules(folder, languages) == [("b.yaml", "unreadable", 1)]


def test_faults_in_the_programs_own_words(write: Write, languages: Path) -> None:
    """Who writes a language file gets the same kind of message."""
    write({"nl/words.yaml": "numbers: {twaalf: many}\nfunction: [[de]]\nfractions: [helft]\n"}, "languages")
    folder = write({"a.yaml": EXAMPLES_ONLY})
    assert rules(folder, languages) == [
        ("words.yaml", "schema", 1),
        ("words.yaml", "schema", 2),
        ("words.yaml", "schema", 3),
    ]
