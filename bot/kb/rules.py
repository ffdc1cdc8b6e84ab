"""All rules for a knowledge base, and how they are applied."""

from collections.abc import Callable, Iterator

from bot.core.records.model import KnowledgeBase
from bot.kb import rules_evidence, rules_questions, rules_records, rules_rows, rules_texts
from bot.kb.problems import Problem, at_most
from bot.kb.rule import Find, Material, Rule


def _on(find: Callable[[KnowledgeBase], Iterator[Problem]]) -> Find:
    return lambda material: find(material.kb)


RULES = (
    Rule(name="no-knowledge", demands="There is a folder with at least one YAML file and one fact."),
    Rule(name="unreadable", demands="Every file can be opened."),
    Rule(name="link", demands="No link leads out of the folder."),
    Rule(name="too-large", demands="A file has at most 10 MB and 1,000 problems, and all files have at most 50 MB."),
    Rule(name="not-utf8", demands="Every file is saved as UTF-8."),
    Rule(name="broken-yaml", demands="Every file is YAML: brackets, quotation marks and indentation fit."),
    Rule(name="tab", demands="Lines are indented with spaces, not with tabs."),
    Rule(name="repeated-key", demands="A key stands once in a record."),
    Rule(name="alias", demands="Values are written out: no YAML anchors and aliases."),
    Rule(name="tag", demands="Values have no YAML tags."),
    Rule(name="schema", demands="Records have the keys of the schema, with values of the right form."),
    Rule(name="language-parity", demands="Every language of the program has the same texts and lists of words."),
    Rule(name="duplicate-id", demands="An id is given once over all files, and none is that of a way of asking."),
    Rule(
        name="unknown-source",
        demands="Every fact cites a source that exists.",
        find=_on(rules_records.unknown_source),
        needs_whole=True,
    ),
    Rule(
        name="unknown-concept",
        demands="Every concept that is named exists.",
        find=_on(rules_records.unknown_concept),
        needs_whole=True,
    ),
    Rule(
        name="unknown-fact",
        demands="Every fact that another one names exists.",
        find=_on(rules_records.unknown_fact),
        needs_whole=True,
    ),
    Rule(
        name="broader-cycle",
        demands="No concept is broader than itself, not even by a detour.",
        find=_on(rules_records.broader_cycle),
    ),
    Rule(
        name="wrong-facet",
        demands="What a fact measures or answers is a measure or an aspect.",
        find=_on(rules_records.wrong_facet),
    ),
    Rule(
        name="unused-source",
        demands="Every source is used by a fact.",
        find=_on(rules_records.unused_source),
        needs_whole=True,
        needs_sound=True,
    ),
    Rule(
        name="capital-in-id",
        demands="Ids are in small letters.",
        find=_on(rules_records.capital_in_id),
    ),
    Rule(
        name="shared-citation",
        demands="No two sources are cited by the same words.",
        find=_on(rules_records.shared_citation),
    ),
    Rule(
        name="shared-label",
        demands="No two concepts have the same label in one language.",
        find=_on(rules_records.shared_label),
    ),
    Rule(
        name="missing-language",
        demands="Names, statements, example questions, reasons and caveats are there in Dutch and in English.",
        find=_on(rules_texts.missing_language),
    ),
    Rule(
        name="formula",
        demands="No text of an exported table begins with =, +, -, @, a tab or a return, unless it is a number.",
        find=_on(rules_texts.formula),
    ),
    Rule(
        name="number-not-in-fields",
        demands="Every number in a text stands in the fields of the fact too.",
        find=_on(rules_texts.number_not_in_fields),
        blocks=True,
    ),
    Rule(
        name="placeholder",
        demands="What stands in braces in a text is a field that the rows have.",
        find=_on(rules_texts.placeholder),
        blocks=True,
    ),
    Rule(
        name="incomplete-figure",
        demands="A figure has a value, a unit and a population.",
        find=_on(rules_rows.incomplete_figure),
        blocks=True,
    ),
    Rule(
        name="figure-not-printed",
        demands="The value of a row is the number that its source prints.",
        find=_on(rules_rows.figure_not_printed),
        blocks=True,
    ),
    Rule(
        name="repeated-period",
        demands="A fact shows one row for a period.",
        find=_on(rules_rows.repeated_period),
        blocks=True,
    ),
    Rule(
        name="break-without-row",
        demands="Where a series breaks there are figures.",
        find=_on(rules_rows.break_without_row),
    ),
    Rule(
        name="evidence-missing",
        demands="Every row names the words that prove it.",
        find=_on(rules_evidence.evidence_missing),
    ),
    Rule(
        name="evidence",
        demands="The evidence and the figure of a row stand in one sentence of its source text (with --source-text).",
        find=rules_evidence.evidence,
    ),
    Rule(
        name="ask-gets-another-fact",
        demands="Every example question is answered with its own fact.",
        find=rules_questions.ask_gets_another_fact,
    ),
    Rule(
        name="unreachable-fact",
        demands="At least one example question leads to its fact.",
        find=rules_questions.unreachable_fact,
    ),
)


def apply_rules(material: Material, *, whole: bool, sound: bool = True) -> Iterator[Problem]:
    """Yield what every rule finds.

    Args:
        material: The knowledge base, and what it is checked with.
        whole: Whether every file and record could be read; if not, rules that would blame the gap are left out.
        sound: Whether no record has a fault; if one has, so are those that would blame what it may have meant.
    """
    for rule in RULES:
        if rule.find is not None and (whole or not rule.needs_whole) and (sound or not rule.needs_sound):
            yield from at_most(rule.find(material))


def find_wrong_figures(kb: KnowledgeBase) -> Iterator[Problem]:
    """Yield what would make an answer show a wrong figure: no answer may be given while it stands there."""
    for rule in RULES:
        if rule.find is not None and rule.blocks:
            yield from rule.find(Material(kb=kb))
