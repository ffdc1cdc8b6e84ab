"""Keys made from one secret: ids become hashes, and what people wrote becomes bytes that only the secret opens."""

import os
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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
        digest = blake2b(key=self._hash_key, digest_size=_HASH_BYTES)
        for part in parts:
            data = str(part).encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(4, "big") + data)
        return urlsafe_b64encode(digest.digest()).decode("ascii").rstrip("=")

    def seal(self, data: bytes) -> bytes:
        """Return the data encrypted; each time to other bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, None)

    def unseal(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None if it was sealed with another secret, or is damaged."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError):  # the second: too short to be a sealed record
            return None


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return blake2b(secret, digest_size=32, person=purpose).digest()
