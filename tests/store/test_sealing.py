"""Nothing opens without the secret, and nothing of an id is left in its hash."""

import pytest

from bot.store.sealing import NOWHERE, Sealer, place_of

SEALER = Sealer(b"secret")
PLACE = place_of("comments", "sealed", 7)


@pytest.mark.parametrize("data", [b"", b"hoeveel?", b"\x00" * 5000])
def test_what_is_sealed_can_be_unsealed(data: bytes) -> None:
    """Each time it looks different, and another sealer with the same secret can read it."""
    sealed = SEALER.seal(data, PLACE)
    assert sealed != SEALER.seal(data, PLACE)
    assert not data or data not in sealed
    assert Sealer(b"secret").unseal(sealed, PLACE) == data


@pytest.mark.parametrize("damaged", [
    pytest.param(b"", id="nothing"), pytest.param(b"short", id="too short"),
    pytest.param(SEALER.seal(b"data", PLACE)[:-1], id="cut"),
    pytest.param(SEALER.seal(b"data", PLACE) + b"x", id="longer"),
    pytest.param(b"x" + SEALER.seal(b"data", PLACE)[1:], id="another nonce"),
    pytest.param(Sealer(b"other").seal(b"data", PLACE), id="another secret"),
    pytest.param(b"\x00" * 40, id="zeros"),
])  # fmt: skip
def test_what_is_damaged_or_foreign_is_not_read(damaged: bytes) -> None:
    """Rather nothing than something else."""
    assert SEALER.unseal(damaged, PLACE) is None


@pytest.mark.parametrize("place", [
    pytest.param(place_of("unanswered", "sealed", 7), id="another table"),
    pytest.param(place_of("comments", "question", 7), id="another column"),
    pytest.param(place_of("comments", "sealed", 8), id="another row"),
    pytest.param(place_of("comments", "sealed7"), id="parts that run into each other"),
    pytest.param(NOWHERE, id="nowhere"),
])  # fmt: skip
def test_what_is_sealed_opens_only_in_its_place(place: bytes) -> None:
    """Whoever may write to the database, without the secret, can move nothing to where it is shown."""
    assert SEALER.unseal(SEALER.seal(b"data", PLACE), place) is None
    assert SEALER.unseal(SEALER.seal(b"data", place), PLACE) is None


def test_a_hash_is_the_same_for_the_same_parts_only() -> None:
    """Parts do not run into each other, and another secret gives other hashes."""
    hashes = [
        SEALER.hashed("chat", 123), SEALER.hashed("chat", 124), SEALER.hashed("user", 123), SEALER.hashed("chat1", 23),
        SEALER.hashed("chat", "12", "3"), SEALER.hashed(), SEALER.hashed("\ud800"), Sealer(b"x").hashed("chat", 123),
    ]  # fmt: skip
    assert len(set(hashes)) == len(hashes)
    assert {len(found) for found in hashes} == {22}
    assert SEALER.hashed("chat", 123) == Sealer(b"secret").hashed("chat", "123")
