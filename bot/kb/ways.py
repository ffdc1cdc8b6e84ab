"""The ways of asking as concepts: their labels in each language, from the files ways.yaml of the languages."""

from collections.abc import Iterable, Mapping

from bot.core.records.model import DEFAULT_LANGUAGE, Concept, Position
from bot.core.records.ways import BROADER, Way
from bot.kb.fields import Fields
from bot.kb.files import RawFile
from bot.kb.languages import WAYS, code_and_group, read_keys
from bot.kb.nodes import RecordNode, called
from bot.kb.problems import Faults, Problem, did_you_mean

KEYS = ("pref", "alt", "hidden")
NOWHERE = Position(f"{WAYS}.yaml", 1)  # of a way that no language has labels for


def read_ways(files: Iterable[RawFile]) -> tuple[dict[str, Concept], list[Problem]]:
    """Return all ways of asking by id, with the labels that the languages have for them, and what is wrong."""
    labels: dict[tuple[str, str], Fields] = {}  # way and language → its labels
    opened: list[Faults] = []
    for file in files:
        code, group = code_and_group(file)
        if group == WAYS:
            faults = Faults(file.path)
            opened.append(faults)
            labels |= {(way, code): fields for way, fields in _labels_of(read_keys(file, faults)).items()}
    codes = dict.fromkeys(code for _, code in labels)
    ways = {
        way.value: _concept(way, {code: labels[way, code] for code in codes if (way, code) in labels}) for way in Way
    }
    return ways, [problem for faults in opened for problem in faults.found]


def _labels_of(file: Fields) -> dict[str, Fields]:
    """Return the labels in one language by way of asking."""
    found: dict[str, Fields] = {}
    for name, entry in file.node.keys.items():
        if name not in list(Way):
            mend = did_you_mean(name, list(Way), f"The ways of asking are: {', '.join(Way)}.")
            file.wrong(entry.line, f'"{name}" is no way of asking.', mend)
        elif not isinstance(entry.value, RecordNode):
            file.wrong(entry.line, f'"{name}" is {called(entry.value)}.', "Write its labels: pref, alt, hidden.")
        else:
            fields = Fields(RecordNode(entry.value.keys, entry.line), f'{file.name}, "{name}"', file.faults)
            fields.refuse_unknown(KEYS)
            fields.require("pref", "Write its usual name: pref: ...")
            found[name] = fields
    return found


def _concept(way: Way, by_language: Mapping[str, Fields]) -> Concept:
    first = by_language.get(DEFAULT_LANGUAGE) or next(iter(by_language.values()), None)
    return Concept(
        id=way.value,
        facet=way.facet,
        broader=(BROADER[way].value,) if way in BROADER else (),
        pref={code: text for code, fields in by_language.items() if (text := fields.text("pref"))},
        alt={code: fields.list_of_texts("alt") for code, fields in by_language.items() if fields.has("alt")},
        hidden={code: fields.list_of_texts("hidden") for code, fields in by_language.items() if fields.has("hidden")},
        position=first.position if first else NOWHERE,
    )
