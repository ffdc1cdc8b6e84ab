"""What stands in the files of a database, byte by byte."""

import random
from pathlib import Path

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import AnswerRecord, Changes, Feedback, StoreError, Unanswered
from bot.store.store import Store
from tests.store.conftest import SECRET
from tests.store.samples import CHAT, USER, dialogue

pytestmark = pytest.mark.asyncio

QUESTION = "Werkt bibliotheek Ezelsoor samen met mevrouw Kwakkelstein?"
GROUP, COMMENT, KEY = "ezelsoor kwakkelstein", "Groeten van Kwakkelstein", f"message {CHAT} 17"
UPDATE = b'{"message": {"from": {"first_name": "Kwakkelstein", "id": 6987654321}}}'


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def pieces(sealed: bytes) -> list[bytes]:
    """Return what to look for: a long record lies in pieces on several pages."""
    return [sealed[start : start + 16] for start in range(0, len(sealed) - 16, 200)]


async def write_all(store: Store) -> None:
    """Write something into every column that there is."""
    await store.put_aside(KEY, 17, UPDATE)
    await store.claim(KEY, CHAT, "worker")
    await store.write(
        Changes(
            chat=CHAT,
            user=USER,
            dialogue=dialogue(QUESTION),
            answer=AnswerRecord(question=17, answers=(18,), before=dialogue(QUESTION), after=dialogue(QUESTION)),
            unanswered=(Unanswered(question=QUESTION, group=GROUP, language="nl", kind="unknown"),),
            feedback=Feedback(fact="visits-2019", rating="bad", reason="wrong", answer=18),
            comment=COMMENT,
        )
    )


def assert_nothing_in_clear(found: bytes) -> None:
    for text in (QUESTION, GROUP, COMMENT, KEY, "Ezelsoor", "Kwakkelstein", "kwakkelstein", str(CHAT), str(USER)):
        assert text.encode() not in found
        assert text.encode("utf-16-le") not in found
    for number in (CHAT, USER):
        assert number.to_bytes(5, "big") not in found
        assert number.to_bytes(5, "little") not in found


async def test_no_file_holds_an_id_or_a_word_in_clear(tmp_path: Path) -> None:
    """Neither while the store is open nor afterwards."""
    store = Store(str(tmp_path / "store.db"), SECRET)
    await store.open()
    await write_all(store)
    open_files = bytes_in(tmp_path)
    await store.close()
    assert b"visits-2019" in open_files
    assert_nothing_in_clear(open_files)
    assert_nothing_in_clear(bytes_in(tmp_path))
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0]


async def test_no_column_holds_an_id_or_a_word_in_clear(store: Store) -> None:
    """The same in the rows of both databases."""
    await write_all(store)
    tables = await store.size()
    assert all(number or table == "workers" for table, number in tables.items())
    for table in tables:
        rows = await store._database.run(lambda session, name=table: session.rows(f"SELECT * FROM {name}", {}))
        cells = [cell for row in rows for cell in row]
        assert_nothing_in_clear(b" ".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells))


async def test_what_is_forgotten_has_left_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was ever kept of a chat, on whatever page it lay, in the file and in its log."""
    store = Store(str(tmp_path / "store.db"), SECRET)
    await store.open()
    sealed: dict[int, list[bytes]] = {}
    seal, writing, chance = store._sealer.seal, 0, random.Random(1)

    def noted(data: bytes, place: bytes) -> bytes:
        sealed.setdefault(writing, []).append(seal(data, place))
        return sealed[writing][-1]

    monkeypatch.setattr(store._sealer, "seal", noted)
    chats = [CHAT + number for number in range(12)]
    for turn in range(500):
        writing = chance.choice(chats)
        after = dialogue("woord " * chance.randrange(400))
        record = AnswerRecord(question=turn, answers=(turn + 1,), before=Dialogue(), after=after)
        asked = (Unanswered(question="waarom?", group=str(turn % 7), language="nl", kind="unknown"),)
        await store.write(
            Changes(
                chat=writing, user=writing + 1000, handled=str(turn), dialogue=after,
                answer=record if turn % 3 else None, unanswered=asked, comment="mooi" if turn % 5 == 0 else None,
            )
        )  # fmt: skip
    for gone in chats[:5]:
        hashes = [store._sealer.hashed("chat", gone).encode(), store._sealer.hashed("person", gone + 1000).encode()]
        before = bytes_in(tmp_path)
        assert any(piece in before for piece in pieces(sealed[gone][-1]))
        assert all(found in before for found in hashes)
        await store.write(Changes(chat=gone, user=gone + 1000, handled=f"forget {gone}", forget=True))
        after_bytes = bytes_in(tmp_path)
        assert [found for found in hashes if found in after_bytes] == []
        assert [piece for record_bytes in sealed[gone] for piece in pieces(record_bytes) if piece in after_bytes] == []
    assert (await store.load(chats[9])).dialogue.language == "nl"
    await store.close()


async def test_an_error_tells_no_password(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither in its message nor on the screen."""
    for address in (
        "postgresql://someone:hunter2@127.0.0.1:1/db",
        "postgresql://me:hunter2@[::1",
        "mysql://a:hunter2@b/c",
    ):
        with pytest.raises(StoreError) as raised:
            await Store(address, SECRET).open()
        assert "hunter2" not in str(raised.value) + repr(raised.value.__cause__)
    assert "hunter2" not in "".join(capfd.readouterr())
