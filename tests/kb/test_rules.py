"""Where each rule begins and ends; that it finds its fault at all is shown by tests/data/bad."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase, Weighed
from bot.kb import rules_records, rules_rows, rules_texts
from bot.kb.files import read_files
from bot.kb.problems import Problem, as_text
from bot.kb.reading import read_knowledge
from bot.kb.rule import Material, SourceText
from bot.kb.rules import RULES
from bot.kb.rules_evidence import evidence, split_source
from bot.kb.rules_questions import ask_gets_another_fact, unreachable_fact

Write = Callable[..., Path]

SOURCES = (
    'sources: [{id: s, cited_as: "Blom, 2018", title: 50 libraries in 2016}, {id: r, cited_as: R, role: carrier}]\n'
)


@pytest.fixture
def kb(write: Write) -> Callable[[str], KnowledgeBase]:
    """Return what reads one file."""

    def read(text: str) -> KnowledgeBase:
        folder: Path = write({"a.yaml": text})
        return read_knowledge(read_files(str(folder))[0], ()).kb

    return read


def fact(
    say: str = "x", row: str = "value: 26, as_printed: '26%', period: 2017-2018, source: s", more: str = ""
) -> str:
    """Return a knowledge base of one figure."""
    texts = f"say: {{nl: '{say}', en: x}}, ask: {{nl: q, en: q}}, population: {{nl: p, en: p}}"
    return f"{SOURCES}facts:\n  - {{id: f, kind: figure, unit: percent, {texts}, figures: [{{{row}}}]{more}}}\n"


def found(problems: Iterator[Problem]) -> int:
    """Return the number of problems."""
    return len(list(problems))


@pytest.mark.parametrize(
    ("say", "problems"),
    [
        pytest.param("26 procent", 0, id="value"),
        pytest.param("26,0 procent", 0, id="value, other notation"),
        pytest.param("27 procent", 1, id="another number"),
        pytest.param("in 2017 en 2018", 0, id="years of the period"),
        pytest.param("in 17-18", 0, id="short years of the period"),
        pytest.param("in 2016", 1, id="another year"),
        pytest.param("aldus Blom, 2018", 0, id="name of a source"),
        pytest.param("aldus 50 libraries in 2016", 0, id="title of a source"),
        pytest.param("50 bibliotheken", 1, id="number out of a title"),
        pytest.param("{value} in {period}", 0, id="placeholders"),
        pytest.param("zesentwintig", 0, id="a number in words is not looked at"),
        pytest.param("1 en 2 en 1", 3, id="each number"),
    ],
)
def test_numbers_in_a_statement(say: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Only what the row gives, and what a source is called, may stand in a text."""
    assert found(rules_texts.number_not_in_fields(kb(fact(say)))) == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param('=HYPERLINK("http://x")', 1, id="a formula"),
        pytest.param("@SUM(1)", 1, id="a formula of Lotus"),
        pytest.param("+1+1", 1, id="a sum"),
        pytest.param("-2+3+cmd|' /C calc'!A0", 1, id="another program"),
        pytest.param("-1,2%", 0, id="a number"),
        pytest.param("+3 procent", 0, id="a number with a word"),
        pytest.param("“=1+1”", 0, id="in quotation marks"),
        pytest.param("A = b", 0, id="not at the start"),
    ],
)
def test_a_formula_in_an_exported_text(text: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Of sources, facts and rows."""
    quoted = text.replace("'", "''")
    source = f"sources: [{{id: s, cited_as: S, title: '{quoted}'}}]\n"
    assert found(rules_texts.formula(kb(source))) == problems
    row = f"value: 26, source: s, locator: '{quoted}'"
    assert found(rules_texts.formula(kb(fact("x", row, f", label: {{nl: '{quoted}'}}")))) == 2 * problems


def test_the_year_in_the_name_of_a_source_is_no_year_of_the_figure(kb: Callable[[str], KnowledgeBase]) -> None:
    """Neither where the name is part of the evidence, nor where the source is the one that is cited."""
    row = "value: 26, source: s, evidence: ['26%', 'Blom, 2018']"
    assert found(rules_texts.number_not_in_fields(kb(fact("26% in 2018", row)))) == 1
    assert found(rules_texts.number_not_in_fields(kb(fact("26% (Blom, 2018)", row)))) == 0


def test_a_number_in_the_name_of_the_subject(kb: Callable[[str], KnowledgeBase]) -> None:
    """A programme may have a year in its name."""
    concept = "concepts: [{id: c, pref: {nl: Lezen 2030, en: Reading 2030}}]\n"
    assert found(rules_texts.number_not_in_fields(kb(concept + fact("Lezen 2030")))) == 1
    assert found(rules_texts.number_not_in_fields(kb(concept + fact("Lezen 2030", more=", about: c")))) == 0


@pytest.mark.parametrize(
    ("say", "row", "problems"),
    [
        pytest.param("{value} in {period}", "value: 1, period: 2017, source: s", 0, id="both there"),
        pytest.param("{value} in {period}", "value: 1, source: s", 1, id="no period"),
        pytest.param("{value} in {period}", "period: 2017, source: s", 1, id="no value"),
        pytest.param("{Value} {source} {}", "value: 1, source: s", 3, id="no such field"),
    ],
)
def test_placeholders(say: str, row: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Every row must be able to fill them."""
    assert found(rules_texts.placeholder(kb(fact(say, row)))) == problems


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        pytest.param("value: 26, as_printed: '26%', source: s", 0, id="equal"),
        pytest.param("value: 26.0, as_printed: '26%', source: s", 0, id="equal, another notation"),
        pytest.param("value: 26, as_printed: een kwart, source: s", 0, id="printed in words"),
        pytest.param("value: 26, source: s", 0, id="not printed"),
        pytest.param("value: 62, as_printed: '26%', source: s", 1, id="swapped"),
    ],
)
def test_figures_as_printed(row: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """A slip of the finger in the value shows."""
    assert found(rules_rows.figure_not_printed(kb(fact(row=row)))) == problems


def test_a_number_in_the_words_for_what_was_counted(kb: Callable[[str], KnowledgeBase]) -> None:
    """The age of the members stands in a field: the population of the fact, or of a row."""
    assert found(rules_texts.number_not_in_fields(kb(fact("leden tot 12 jaar")))) == 1
    row = "value: 26, source: s, population: {nl: leden tot 12 jaar, en: members under 12}"
    assert found(rules_texts.number_not_in_fields(kb(fact("leden tot 12 jaar", row)))) == 0


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        pytest.param(["period: 2019", "period: 2020"], 0, id="two periods"),
        pytest.param(["period: 2019", "period: 2019, preferred: false"], 0, id="one is not shown"),
        pytest.param(["period: 2019", "period: 2019-2020", "period: 2019-06"], 0, id="a year, a school year, a month"),
        pytest.param(["period: 2019", "period: 2019"], 1, id="twice"),
        pytest.param(["period: 2019", "period: 2019", "period: 2019"], 2, id="each that is too many"),
        pytest.param(["locator: p. 1", "locator: p. 2"], 1, id="two without a period"),
    ],
)
def test_repeated_periods(rows: list[str], problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Which of two the answer shows must not depend on their order in the file."""
    row = "}, {".join(f"value: {value}, source: s, {each}" for value, each in enumerate(rows))
    assert found(rules_rows.repeated_period(kb(fact(row=row)))) == problems


@pytest.mark.parametrize(
    ("where", "problems"),
    [
        pytest.param("from: 2020", 0, id="at a row"),
        pytest.param("from: 2019-2020", 0, id="between two rows"),
        pytest.param("from: 1990", 0, id="before all rows"),
        pytest.param("from: 2021", 1, id="after all rows"),
        pytest.param("during: 2019", 0, id="during a row"),
        pytest.param("during: [2018, 2019]", 0, id="one of them is a row"),
        pytest.param("during: [1990, 2021]", 1, id="none of them is a row"),
        pytest.param("during: 2022", 1, id="only a row that is not shown"),
    ],
)
def test_breaks_without_rows(where: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """A break that nobody would ever be told of is a slip in its period."""
    rows = "value: 1, period: 2019, source: s}, {value: 2, period: 2020, source: s}"
    rows += ", {value: 2, period: 2022, source: s, preferred: false"
    text = fact(row=rows, more=f", breaks: [{{{where}, reason: {{nl: x, en: x}}}}]")
    assert found(rules_rows.break_without_row(kb(text))) == problems


@pytest.mark.parametrize("key", ["related", "twin", "continues"])
def test_unknown_facts(key: str, kb: Callable[[str], KnowledgeBase]) -> None:
    """Whatever way a fact names another."""
    assert found(rules_records.unknown_fact(kb(fact(more=f", {key}: f")))) == 0
    assert found(rules_records.unknown_fact(kb(fact(more=f", {key}: g")))) == 1


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(fact(), 0, id="all there"),
        pytest.param(fact(more=", label: {en: x}"), 1, id="half a label"),
        pytest.param(fact(more=", breaks: [{from: 2017, reason: {nl: x}}]"), 1, id="half a reason"),
        pytest.param(fact(row="value: 26, source: s, caveat: {nl: x}"), 1, id="half a caveat of a row"),
        pytest.param(fact(row="value: 26, source: s, population: {en: x}"), 1, id="half a population of a row"),
        pytest.param(fact(more=", caveat: {nl: x}"), 1, id="half a caveat"),
        pytest.param("facts: [{id: f, kind: claim, say: {nl: x}, source: s}]", 3, id="no English, no examples"),
        pytest.param("concepts: [{id: c, pref: {de: x}}]", 2, id="name in a third language only"),
        pytest.param("sources: [{id: s, cited_as: S, note: {en: x}}]", 1, id="half a note"),
    ],
)
def test_missing_languages(text: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """What is optional may be left out, but not by halves."""
    assert found(rules_texts.missing_language(kb(text))) == problems


@pytest.mark.parametrize(
    ("labels", "problems"),
    [
        pytest.param("pref: {nl: winkel}, alt: {nl: [Win-Kel]}", 0, id="parted by a hyphen"),
        pytest.param("pref: {nl: Café-Bar}, alt: {nl: [zaak]}", 1, id="case, accent and hyphen"),
        pytest.param("pref: {en: cafe bar}, alt: {nl: [zaak]}", 0, id="another language"),
        pytest.param("pref: {nl: zaak}, hidden: {nl: [cafe bar]}", 1, id="hidden label"),
        pytest.param("pref: {nl: '!'}, alt: {nl: ['?']}", 0, id="no words at all"),
    ],
)
def test_shared_labels(labels: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Labels are compared as questions are read."""
    text = f"concepts:\n  - {{id: a, pref: {{nl: cafe bar}}, alt: {{nl: [café bar]}}}}\n  - {{id: b, {labels}}}\n"
    assert found(rules_records.shared_label(kb(text))) == problems


@pytest.mark.parametrize(
    ("broader", "cycles"),
    [
        pytest.param({"a": "b", "b": "c", "c": ""}, 0, id="a line"),
        pytest.param({"a": "b, c", "b": "d", "c": "d", "d": ""}, 0, id="two ways to the top"),
        pytest.param({"a": "a"}, 1, id="itself"),
        pytest.param({"a": "b", "b": "c", "c": "a"}, 1, id="three"),
        pytest.param({"a": "b", "b": "a", "c": "d", "d": "c"}, 2, id="two circles"),
        pytest.param({"a": "b", "b": "c", "c": "b"}, 1, id="a way into a circle"),
        pytest.param({"a": "gone"}, 0, id="unknown concept"),
        pytest.param({f"c{n}": f"c{n + 1}" for n in range(3000)}, 0, id="a very long line"),
    ],
)
def test_broader_cycles(broader: dict[str, str], cycles: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Each circle is told once."""
    lines = [f"  - {{id: {a}, pref: {{nl: {a}}}{f', broader: [{b}]' if b else ''}}}\n" for a, b in broader.items()]
    assert found(rules_records.broader_cycle(kb("concepts:\n" + "".join(lines)))) == cycles


TEXT = """
Title of it



In 2017-
2018 werkte 26% van de "lees-

cafés" samen (Blom, 2018). O.a. dr. A. Vos
telde er 26. Het waren er 50.
"""


@pytest.mark.parametrize(
    ("words", "carrier", "problems"),
    [
        pytest.param("['26%', leescafés, 'Blom, 2018']", "r", 0, id="over lines and a hyphen"),
        pytest.param("['2017-2018', LEESCAFÉS]", "r", 0, id="period over a line end"),
        pytest.param("[O.a., Vos, telde]", "r", 0, id="abbreviations end no sentence"),
        pytest.param("['26%', telde]", "r", 1, id="two sentences"),
        pytest.param("[Title, '26%']", "r", 1, id="a title is a sentence"),
        pytest.param("['27%']", "r", 1, id="nowhere"),
        pytest.param("['27%']", "s", 1, id="read in the source itself"),
        pytest.param("['27%']", "other", 0, id="read in another document"),
        pytest.param("['27%']", None, 1, id="no carrier"),
        pytest.param("['6%']", "r", 1, id="part of a number"),
        pytest.param("['waren']", "r", 1, id="a sentence without the figure"),
    ],
)
def test_evidence(words: str, carrier: str | None, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Words stand together in one sentence of the document that was read."""
    via = ", via: r" if carrier == "r" else ""
    row = f"value: 26, source: s{via}, evidence: {words}"
    material = Material(kb=kb(fact(row=row)), texts=(SourceText(TEXT, carrier),))
    assert found(evidence(material)) == problems


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        pytest.param("value: 26, as_printed: '26%', evidence: [leescafés]", 0, id="as printed"),
        pytest.param("value: 20, as_printed: '20%', evidence: [leescafés]", 1, id="another number"),
        pytest.param("value: 6, as_printed: '6%', evidence: [leescafés]", 1, id="part of a number"),
        pytest.param("value: 26, as_printed: 26 duizend, evidence: [telde]", 0, id="the number, in other words"),
        pytest.param("value: 25, evidence: [leescafés]", 1, id="another value, not printed"),
        pytest.param("value: 25, as_printed: '26%', evidence: [leescafés]", 0, id="left to figure-not-printed"),
        pytest.param("value: 26, period: '2017', evidence: [leescafés]", 0, id="a year of the text"),
        pytest.param("value: 26, period: '2016', evidence: [leescafés]", 1, id="a year that is not in the text"),
        pytest.param("value: 26, period: '2018', evidence: [leescafés, 2017-2018]", 0, id="a year of the evidence"),
        pytest.param("value: 26, period: '2018', evidence: ['2017', '26%']", 1, id="not the year of the evidence"),
        pytest.param(
            "value: 26, period: '2017', evidence: ['Blom, 2018', '26%']", 0, id="the year of a source is none"
        ),
    ],
)
def test_the_figure_and_its_period_stand_there_too(row: str, problems: int, kb: Callable[[str], KnowledgeBase]) -> None:
    """Numbers are whole, and the years are those of the evidence, or at least of the text."""
    material = Material(kb=kb(fact(row=f"source: s, via: r, {row}")), texts=(SourceText(TEXT, "r"),))
    assert found(evidence(material)) == problems


def test_a_document_may_be_given_in_parts(kb: Callable[[str], KnowledgeBase]) -> None:
    """What one part does not say may stand in another; another document does not count."""
    known = kb(fact(row="source: s, via: r, value: 26, as_printed: '26%', evidence: [leescafés]"))
    parts = (SourceText("Niets.", "r"), SourceText(TEXT, "r"))
    others = (SourceText("Niets.", "r"), SourceText(TEXT, "s"))
    assert [found(evidence(Material(kb=known, texts=texts))) for texts in (parts, others)] == [0, 1]


def test_without_a_text_there_is_nothing_to_prove(kb: Callable[[str], KnowledgeBase]) -> None:
    """The rule waits for --source-text."""
    assert found(evidence(Material(kb=kb(fact(row="value: 26, source: s, evidence: [nowhere]"))))) == 0


def test_sentences_keep_their_end() -> None:
    """Nothing of the text gets lost, also not the citation after the last word."""
    assert "".join(split_source(TEXT)) == TEXT
    assert len(split_source(TEXT)) == 4


@pytest.mark.parametrize(
    ("replies", "astray", "unreachable"),
    [
        pytest.param({"q": ("answer", ("f",)), "r": ("answer", ("f",))}, 0, 0, id="all right"),
        pytest.param({"q": ("answer", ("f",)), "r": ("answer", ("g",))}, 1, 0, id="one gets another"),
        pytest.param({"q": ("answer", ("f",)), "r": ("nearby", ("f",))}, 1, 0, id="one is not answered with it"),
        pytest.param({"q": ("abstain", ()), "r": ("clarify", ("f", "g"))}, 0, 1, id="none gets there"),
    ],
)
def test_example_questions(
    replies: dict[str, tuple[str, tuple[str, ...]]], astray: int, unreachable: int, kb: Callable[[str], KnowledgeBase]
) -> None:
    """A fact that no example reaches is one problem; otherwise each stray example is."""
    text = "facts: [{id: f, kind: claim, say: {nl: x}, ask: {nl: q, en: r}, source: s}]"
    material = Material(kb=kb(text), reply=lambda question, _language: (*replies[question], ()))
    assert found(ask_gets_another_fact(material)) == astray
    assert found(unreachable_fact(material)) == unreachable


@pytest.mark.parametrize(
    ("weighed", "told"),
    [
        ((), "(abstain). Check"),
        ((Weighed(fact="g", score=9),), 'names nothing of its "about" (c: ding)'),
        ((Weighed(fact="f", score=9, missing=("topic",), open=("",)),), 'names nothing of its "about" (c: ding)'),
        ((Weighed(fact="f", score=9, missing=("period",), open=("1999",)),), "no figure for 1999"),
        ((Weighed(fact="f", score=9, missing=("measure",), open=("c",)),), '"measure" and "answers" do not have'),
        ((Weighed(fact="f", score=9, missing=("population",), open=("c",)),), '"counted" do not have'),
        ((Weighed(fact="f", score=9, missing=("place",), open=("c",)),), 'names "c" too'),
        ((Weighed(fact="f", score=9, missing=("word",), open=("glim",)),), 'no label has "glim"'),
        ((Weighed(fact="f", score=9),), "another fits the question as well"),
    ],
)
def test_a_fact_that_no_question_reaches_is_told_with_the_reason(
    weighed: tuple[Weighed, ...], told: str, kb: Callable[[str], KnowledgeBase]
) -> None:
    """What the question names and the fact does not have, or the other way round."""
    concept = "concepts: [{id: c, facet: topic, pref: {nl: ding}}]"
    text = f"{concept}\nfacts: [{{id: f, kind: claim, about: [c], say: {{nl: x}}, ask: {{nl: q}}, source: s}}]"
    material = Material(kb=kb(text), reply=lambda question, language: ("abstain", (), weighed))
    (problem,) = unreachable_fact(material)
    assert told in as_text(problem)


def test_rules_have_names_of_their_own_and_say_what_they_ask() -> None:
    """The manual lists them."""
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.demands.endswith((".", ".)")) for rule in RULES)
