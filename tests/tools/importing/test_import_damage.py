"""Whatever happened to a file on its way, it gets a report and nothing breaks."""

import random
from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.tools.importing.planning import plan_import
from bot.tools.importing.report import say
from tests.tools.importing.sheets import as_ods, as_xlsx
from tests.tools.importing.small import HEAD

EXPORTS = Path(__file__).parents[2] / "data" / "import"
ROWS = [HEAD.split(";"), ["schools", 0.93, "2023-2024", "kb-2017", "x"]]
FILES = {
    "a.json": (EXPORTS / "zotero.json").read_bytes(),
    "a.bib": (EXPORTS / "zotero.bib").read_bytes(),
    "a.ris": (EXPORTS / "zotero.ris").read_bytes(),
    "a.csv": f"{HEAD}\nschools;93%;2023-2024;kb-2017;x\nmembers;3.800.000;2024;kb-2017;y".encode(),
    "a.xlsx": as_xlsx(ROWS),
    "a.ods": as_ods(ROWS),
}
SIGNS = (b"{", b"}", b'"', b",", b"[", b"\n", b"\\", b"null", b"1e999", b"TY  - ", b"@", b"%", b";", b"\xff", b"\x00")


def damage(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a few bytes changed, lost or doubled."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        end = at + chance.choice([0, 0, 1, 30])
        changed[at:end] = chance.choice(SIGNS) if chance.random() < 0.7 else changed[at // 2 : at // 2 + 40]
    return bytes(changed)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_gets_a_report(small_knowledge: KnowledgeBase, name: str) -> None:
    """Every remark can be said in each language."""
    chance = random.Random(name)
    for _ in range(60):
        (plan,) = plan_import([(name, damage(FILES[name], chance))], small_knowledge)
        remarks = [*plan.remarks, *(remark for _, remark in plan.faults)]
        remarks += [remark for entry in plan.entries for remark in entry.remarks]
        assert all(say(remark, language) for remark in remarks for language in ("nl", "en"))
        assert plan.entries or plan.faults


def test_a_zip_file_of_another_time_is_told(small_knowledge: KnowledgeBase) -> None:
    """One that says it needs a version of unpacking that nobody has."""
    content = bytearray(FILES["a.xlsx"])
    at = content.index(b"PK\x01\x02")
    content[at + 6] = 255
    (plan,) = plan_import([("a.xlsx", bytes(content))], small_knowledge)
    assert [remark.code for _, remark in plan.faults] == ["no_spreadsheet"]
