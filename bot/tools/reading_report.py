"""What is told of the questions about the reading, for people and for machines."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.tools.reading_probing import ReadingProbe, SceneProbe

Object = dict[str, object]


def reading_lines(probes: Sequence[ReadingProbe], shown: int) -> Iterator[str]:
    """Yield a table of all kinds and ways, then so many false ones of each kind."""
    yield "Reading                        asked  false      %"
    for one in probes:
        yield f"{one.kind:<29}  {one.number:5}  {len(one.false):5}  {one.false_percent:5.1f}"
        false = Counter(question.way for question, _ in one.false)
        for way, number in one.asked.items():
            yield f"  {way:<27}  {number:5}  {false[way]:5}"
    for one in probes:
        for question, told in one.false[:shown]:
            yield f"  {one.kind}, {question.way}: {question.text}"
            yield f"      made from {question.fact} -> {', '.join(told)}"
        if len(one.false) > shown:
            yield f"  ... and {len(one.false) - shown} more of this kind (--json lists all)"


def reading_object(probe: ReadingProbe) -> Object:
    """Return one kind for JSON."""
    return {
        "asked": dict(probe.asked),
        "false_percent": probe.false_percent,
        "false": [
            {"question": one.text, "lang": one.language, "fact": one.fact, "way": one.way, "got": told}
            for one, told in probe.false
        ],
    }


def scene_lines(probe: SceneProbe, shown: int) -> Iterator[str]:
    """Yield how many answers change in a scene, with so many of them."""
    changed = f"{len(probe.changed)} tell other facts ({probe.changed_percent:g} %)"
    yield (
        f"Scenes: {probe.asked} example questions; {changed}. "
        f"{probe.unanswerable} questions without an answer; {len(probe.answered)} get one."
    )
    for scened, before, after in probe.changed[:shown]:
        yield f"  {scened.text}"
        yield f"      {', '.join(before) or '-'} -> {', '.join(after) or '-'}"
    if len(probe.changed) > shown:
        yield f"  ... and {len(probe.changed) - shown} more (--json lists all)"
    for scened, after in probe.answered[:shown]:
        yield f"  {scened.text}"
        yield f"      has no answer -> {', '.join(after)}"


def scene_object(probe: SceneProbe) -> Object:
    """Return the scenes for JSON."""
    return {
        "asked": probe.asked,
        "changed_percent": probe.changed_percent,
        "changed": [
            {"question": one.question, "lang": one.language, "scened": one.text, "told": before, "got": after}
            for one, before, after in probe.changed
        ],
        "unanswerable": probe.unanswerable,
        "answered": [
            {"question": one.question, "lang": one.language, "scened": one.text, "got": after}
            for one, after in probe.answered
        ],
    }
