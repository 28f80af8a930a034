"""A passkey's authenticator in software, for tests without a browser: ES256, no attestation (WebAuthn Level 3)."""

import base64
import json
import secrets
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def text(value: bytes) -> str:
    """Base64 as browsers write it."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


class Authenticator:
    """One passkey. `origin` is what the browser says it is on; `verifies` whether it looked who is there."""

    def __init__(self, origin: str, rp_id: str, *, verifies: bool = True) -> None:
        self.origin, self.rp_id, self.verifies = origin, rp_id, verifies
        self.id, self.count = secrets.token_bytes(32), 0
        self.user = ""
        self._key = ec.generate_private_key(ec.SECP256R1())

    def makes(self, asked: dict[str, Any]) -> str:
        """The answer to a challenge for a new passkey."""
        self.user = asked["user"]["id"]
        numbers = self._key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": text(said), "attestationObject": text(made)})

    def shows(self, asked: dict[str, Any], **changed: str) -> str:
        """The answer to a challenge; `changed` tampers with its parts."""
        self.count += 1
        data, said = self._data(0), self._client("webauthn.get", asked["challenge"])
        signature = self._key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {
            "clientDataJSON": text(said), "authenticatorData": text(data), "signature": text(signature),
            "userHandle": self.user,
        }  # fmt: skip
        return self._answer({**parts, **changed})

    def _data(self, flags: int) -> bytes:
        seen = PRESENT | (VERIFIED if self.verifies else 0) | flags
        return sha256(self.rp_id.encode()).digest() + bytes([seen]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, str]) -> str:
        named = text(self.id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})
