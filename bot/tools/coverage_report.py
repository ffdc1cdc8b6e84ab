"""What `vraagbaak coverage` tells, for people and for machines."""

import json
from collections.abc import Iterator, Sequence

from bot.core.words.printable import on_one_line
from bot.tools.columns import columns
from bot.tools.coverage import Gap, Part
from bot.tools.workbench_texts import Texts

SHOWN = 5  # records of each part, unless all are asked for


def as_json_text(parts: Sequence[Part], files: Sequence[str]) -> str:
    """Return all of it as one JSON object; a part that could not be looked at is not there."""
    return json.dumps({"questions": list(files), **{part.name: _object(part) for part in parts}}, ensure_ascii=False)


def _object(part: Part) -> dict[str, object]:
    return {"count": len(part.gaps), "of": part.total, "records": [_gap_object(gap) for gap in part.gaps]}


def _gap_object(gap: Gap) -> dict[str, object]:
    found: dict[str, object] = {"id": gap.id, "file": gap.position.file, "line": gap.position.line}
    if gap.languages:
        found["languages"] = gap.languages
    if gap.rows:
        found["rows"] = gap.rows
    return found


def as_plain_text(parts: Sequence[Part], files: Sequence[str], folder: str, texts: Texts, *, all_lines: bool) -> str:
    """Return a summary, and below it the records of each part; the first of them, unless all are asked for.

    Args:
        parts: What is lacking.
        files: The question files, as they were named.
        folder: Where question files were looked for, where none was named.
        texts: In the language of the reader.
        all_lines: Show every record.
    """
    questions = texts("coverage_questions", files=", ".join(files)) if files else ""
    blocks = [[questions or texts("coverage_no_questions", folder=folder)], _summary(parts, texts)]
    blocks += [list(_listing(part, texts, all_lines)) for part in parts if part.gaps]
    if not any(part.gaps for part in parts):
        blocks.append([texts("coverage_clean")])
    return "\n\n".join("\n".join(block) for block in blocks)


def _summary(parts: Sequence[Part], texts: Texts) -> list[str]:
    head = [texts("coverage_part"), texts("coverage_count"), texts("coverage_total")]
    rows = [[texts(f"coverage_{part.name}"), str(len(part.gaps)), str(part.total)] for part in parts]
    return columns(head, rows, numbers=(1, 2))


def _listing(part: Part, texts: Texts, all_lines: bool) -> Iterator[str]:
    yield f"{texts(f'coverage_{part.name}')}: {len(part.gaps)}"
    yield texts(f"coverage_{part.name}_explained")
    shown = part.gaps if all_lines else part.gaps[:SHOWN]
    for gap in shown:
        yield f"  {on_one_line(gap.position.file)}:{gap.position.line}  {on_one_line(_named(part, gap, texts))}"
    if len(part.gaps) > len(shown):
        yield "  " + texts("coverage_more", count=len(part.gaps) - len(shown))


def _named(part: Part, gap: Gap, texts: Texts) -> str:
    if part.name == "no_example":
        return texts("coverage_no_example_row", id=gap.id, languages=", ".join(gap.languages))
    if part.name == "no_locator":
        return texts("coverage_no_locator_row", id=gap.id, count=gap.rows)
    return gap.id
