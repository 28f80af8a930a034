"""The ring of keys: a master key from the settings wraps the data keys in the database.

AES-256-GCM throughout (NIST SP 800-38D, 96-bit random nonces; no data key seals more than
2^32 values). Each sealed value is bound to its row and category, so that it opens nowhere
else. Marks are HMAC-SHA-256 cut to 128 bits.
"""

import hmac
import json
import secrets
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.domain.errors import Damaged, Misconfigured

_VERSION = b"\x01"
_NONCE = 12


def seal(key: bytes, plain: bytes, bound: str) -> bytes:
    """`plain` sealed under `key` and bound to the place named by `bound`."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def unseal(key: bytes, sealed: bytes, bound: str) -> bytes:
    """What was sealed; `Damaged` where the key, the bytes or the place is another."""
    if sealed[:1] != _VERSION:
        raise Damaged("seal_version")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], bound.encode())
    except (InvalidTag, ValueError) as fault:  # ValueError: cut short of a whole nonce.
        raise Damaged("seal") from fault


def seal_json(key: bytes, value: object, bound: str) -> bytes:
    """A JSON value, sealed."""
    return seal(key, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), bound)


def unseal_json(key: bytes, sealed: bytes, bound: str) -> object:
    """A JSON value, unsealed."""
    return json.loads(unseal(key, sealed, bound))


def mark(key: bytes, *parts: str) -> bytes:
    """A keyed mark of 16 bytes of `parts`, which never run into each other."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.digest(key, message, "sha256")[:16]


class Ring:
    """Wraps and unwraps data keys; the newest master wraps, retired ones still unwrap."""

    def __init__(self, master: bytes, retired: Sequence[bytes] = ()) -> None:
        if len(master) != 32:
            raise Misconfigured("master_key_length")
        self._masters = (master, *retired)

    def wrap(self, key: bytes, bound: str) -> bytes:
        """A data key as it is stored."""
        return seal(self._masters[0], key, f"key:{bound}")

    def unwrap(self, wrapped: bytes, bound: str) -> bytes:
        """A stored data key in the clear; `Damaged` where no master key fits."""
        for master in self._masters:
            try:
                return unseal(master, wrapped, f"key:{bound}")
            except Damaged:
                continue
        raise Damaged("no_master_key")

    @staticmethod
    def new_key() -> bytes:
        """256 random bits."""
        return secrets.token_bytes(32)

    def derived(self, purpose: str) -> tuple[bytes, ...]:
        """Keys derived from the master keys for `purpose`, newest first; never stored."""
        return tuple(hmac.digest(master, f"derive:{purpose}".encode(), "sha256") for master in self._masters)


def fingerprint(value: str) -> str:
    """SHA-256 of a random secret (never of a guessable value), as hex."""
    return sha256(value.encode()).hexdigest()
