"""Keys made from one secret: ids become hashes, and what people wrote becomes bytes that only the secret opens."""

import os
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NOWHERE = b""  # the place of what was sealed before seals knew their place
_HASH_BYTES = 16
_HASHES_KEPT = 4096
_NONCE_BYTES = 12  # random: safe for 2**32 records under one key (NIST SP 800-38D, 8.3)


class Sealer:
    """Hashes and seals with two keys, both derived from the secret; whoever has the secret can open everything."""

    def __init__(self, secret: bytes) -> None:
        if not secret:
            raise ValueError("An empty secret seals nothing.")
        self._hash_key = _derive(secret, b"vraagbaak hash")
        self._cipher = AESGCM(_derive(secret, b"vraagbaak seal"))
        self.hashed = lru_cache(maxsize=_HASHES_KEPT)(self._hash)  # of one chat, several are needed for each update

    def _hash(self, *parts: str | int) -> str:
        """Return 22 characters that are the same for the same parts and tell nothing of them without the secret."""
        return self.fingerprint(_joined(parts))

    def fingerprint(self, data: bytes) -> str:
        """Return the same of data, which may be long and is not remembered."""
        digest = blake2b(data, key=self._hash_key, digest_size=_HASH_BYTES).digest()
        return urlsafe_b64encode(digest).decode("ascii").rstrip("=")

    def seal(self, data: bytes, place: bytes) -> bytes:
        """Return the data encrypted, each time to other bytes; only in the same place it can be unsealed."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, place)

    def unseal(self, sealed: bytes, place: bytes) -> bytes | None:
        """Return what was sealed; None if it was sealed with another secret or for another place, or is damaged."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place)
        except (InvalidTag, ValueError):  # the second: too short to be a sealed record
            return None


def place_of(*parts: str | int) -> bytes:
    """Return the place that a seal is bound to, such as table, column and primary key: other parts, another place."""
    return _joined(parts)


def _joined(parts: tuple[str | int, ...]) -> bytes:
    """Return the parts as bytes, each with its length before it, so that they do not run into each other."""
    encoded = (str(part).encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(len(data).to_bytes(4, "big") + data for data in encoded)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(secret, digest_size=32, person=purpose).digest()
