"""Signatures that anybody checks offline: ECDSA over P-256 with SHA-256 (FIPS 186-5), a key of each controller.

The private key is derived from the controller's data key and stored nowhere: a new master key, which wraps that
anew, changes no signature. A signature is r and s, 32 bytes each, as browsers take it (W3C Web Cryptography).
"""

import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ALGORITHM = "ECDSA P-256 SHA-256"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_HALF = 32


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature with the key that checks it, both in Base64; `fingerprint` is SHA-256 of the key, as hex."""

    public_key: str
    fingerprint: str
    signature: str


def sign(key: bytes, data: bytes) -> Signature:
    """`data` signed with what is derived from a controller's data key."""
    private = ec.derive_private_key(_scalar(key), ec.SECP256R1())
    r, s = decode_dss_signature(private.sign(data, ec.ECDSA(hashes.SHA256())))
    public = _told(private.public_key())
    signature = r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
    return Signature(b64encode(public).decode(), sha256(public).hexdigest(), b64encode(signature).decode())


def fingerprint(key: bytes) -> str:
    """By which others know the key that checks the signatures made with this data key."""
    return sha256(_told(ec.derive_private_key(_scalar(key), ec.SECP256R1()).public_key())).hexdigest()


def fingerprint_of(public_key: str) -> str:
    """The same of a key that came in Base64; ValueError for what is none."""
    return sha256(b64decode(public_key, validate=True)).hexdigest()


def is_signed(public_key: str, signature: str, data: bytes) -> bool:
    """Whether `data` bears this signature; False for anything that is none."""
    try:
        public = serialization.load_der_public_key(b64decode(public_key, validate=True))
        raw = b64decode(signature, validate=True)
        if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
            return False
        if len(raw) != 2 * _HALF:
            return False
        halves = int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big")
        public.verify(encode_dss_signature(*halves), data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _scalar(key: bytes) -> int:
    """A number between 1 and the order of the curve, with no bias that anybody could measure (FIPS 186-5, A.2.1)."""
    wide = hmac.digest(key, b"dossier-signature-p256", "sha512")
    return int.from_bytes(wide, "big") % (_ORDER - 1) + 1


def _told(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
