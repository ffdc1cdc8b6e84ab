"""Questions asked in vain: how they are grouped, which labels are tried first, and what a skeleton of a fact holds."""

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import Tables
from bot.core.words.lexicon import Lexicon
from bot.kb.problems import Faults
from bot.kb.records import parse_records
from bot.kb.yaml_text import parse_yaml
from bot.tools.both import Version
from bot.tools.proposals import Label, find_collisions, find_concept, propose_labels
from bot.tools.skeleton import as_yaml, draft_facts
from bot.tools.vain import Group, Vain, hear

BAKERS = ("Hoeveel bibliotheken werken samen met een grootbakkerij?", "Werken biebs samen met grootbakkerijen?")


@pytest.fixture(scope="module")
def version(knowledge: KnowledgeBase, assistant: Assistant) -> Version:
    return Version(knowledge, assistant.reply)


@pytest.fixture(scope="module")
def lexicon(tables: Tables) -> Lexicon:
    return Lexicon(tables)


def groups(version: Version, *texts: str) -> tuple[Group, ...]:
    return hear([Vain(text) for text in texts], version, None)[0]


def test_questions_with_the_same_unknown_word_belong_together(version: Version) -> None:
    """In any inflection; the group that was asked most comes first, and what is answered is in none."""
    asked = [
        Vain(BAKERS[0], 2),
        Vain("Hoeveel bibliotheken werken samen met bedrijven?", 9),
        Vain("Hoeveel bibliotheken hebben een vlonder?", 4),
        Vain(BAKERS[1], 1),
        Vain(BAKERS[0].upper().rstrip("?"), 3),
    ]
    found, answered = hear(asked, version, None)
    assert [[(heard.vain.text, heard.vain.times) for heard in group.questions] for group in found] == [
        [(BAKERS[0], 5), (BAKERS[1], 1)],
        [("Hoeveel bibliotheken hebben een vlonder?", 4)],
    ]
    assert found[0].times == 6
    assert [vain.text for vain in answered] == ["Hoeveel bibliotheken werken samen met bedrijven?"]


@pytest.mark.parametrize(
    ("question", "word", "concept", "hidden"),
    [
        pytest.param(BAKERS[1], "grootbakkerijen", "bakery", False, id="the last part of a compound"),
        pytest.param("Hoeveel bibliotheken werken samen met een kpsaln?", "kpsaln", "hairdresser", True, id="misspelt"),
    ],
)
def test_the_likeliest_label_comes_first(
    question: str, word: str, concept: str, hidden: bool, version: Version
) -> None:
    """A label that is spelt alike, before what the nearest facts are about."""
    labels = list(propose_labels(groups(version, question)[0], version.kb))
    first = labels[0]
    assert (first.word, first.concept, first.hidden, first.reason) == (word, concept, hidden, "spelling")
    assert {label.reason for label in labels} == {"spelling", "about"}
    assert all(version.kb.concepts[label.concept].facet != "measure" for label in labels)


def test_a_chosen_concept_comes_before_all(version: Version) -> None:
    """Of a group the shortest form of the word is taken."""
    group = groups(version, BAKERS[1], BAKERS[0])[0]
    first = next(propose_labels(group, version.kb, ["commercial-partner"]))
    assert (first.concept, first.word, first.reason) == ("commercial-partner", "grootbakkerij", "chosen")


def test_a_known_word_gets_a_label_only_on_demand(version: Version) -> None:
    """It is a label already: of something that no fact is about."""
    group = groups(version, "hoeveel biebs doen iets met barbers?")[0]
    assert group.first.open[0].concept == "hairdresser"
    assert list(propose_labels(group, version.kb)) == []
    assert [label.word for label in propose_labels(group, version.kb, ["bookshop"])] == ["barbers"]


@pytest.mark.parametrize(
    ("word", "language", "owners"),
    [
        pytest.param("kapsalons", "nl", {"hairdresser": True}, id="inflected"),
        pytest.param("kapsalon", "en", {"hairdresser": False}, id="in the other language"),
        pytest.param("vlonder", "nl", {}, id="free"),
    ],
)
def test_a_label_that_another_has_is_found(
    word: str, language: str, owners: dict[str, bool], version: Version, lexicon: Lexicon
) -> None:
    """With whether it has it in the same language, and where it stands."""
    label = Label(concept="bookshop", language=language, word=word, hidden=False, reason="chosen")
    found = list(find_collisions(label, version.kb, lexicon))
    assert {id_: same for id_, _, same in found} == owners
    assert all(place == version.kb.concepts[id_].position for id_, place, _ in found)


@pytest.mark.parametrize(
    ("name", "concept"),
    [("bookshop", "bookshop"), ("Boekwinkels", "bookshop"), ("book seller", "bookshop"), ("", None), ("vlonder", None)],
)
def test_a_concept_is_found_by_id_or_label(name: str, concept: str | None, version: Version) -> None:
    """In any form and language."""
    assert find_concept(name, version.kb) == concept


def test_a_skeleton_holds_what_the_questions_say(version: Version) -> None:
    """And a question mark for all else, which no check lets pass."""
    share = "Hoeveel procent van de bibliotheken heeft een grootbakkerij als partner?"
    draft = next(draft_facts(groups(version, share, BAKERS[0])[0], version.kb))
    faults = Faults("draft.yaml")
    node, _ = parse_yaml(as_yaml(draft).encode(), faults)
    assert not faults.found
    parse_records(node, faults)
    assert {problem.rule for problem in faults.found} == {"schema"}
    told = as_yaml(draft)
    assert "  - id: grootbakkerij-share\n    kind: figure\n" in told
    assert "    measure: share\n    about: [grootbakkerij" in told
    assert f"      nl:\n        - {share}\n        - {BAKERS[0]}\n" in told
    assert "concepts:\n  - id: grootbakkerij\n" in told
    assert 'value: "?"' in told


def test_of_too_little_no_fact_is_made(version: Version) -> None:
    """A fact is about something."""
    (group,) = groups(version, "hoeveel dan?")
    assert list(draft_facts(group, version.kb)) == []
