"""Mailed links and short codes: derived from a proof's id when needed, never stored.

The token is an itsdangerous URLSafeSerializer over the proof's id, its purpose as salt.
Expiry and use stand in the proof's row. The codes have 30 bits and five tries; that of a
posted letter, which lives longer, has 49 bits.
"""

import base64
import hmac
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer

from portal.domain.errors import Damaged, LinkDead
from portal.keys import ring as keys
from portal.keys.ring import Ring

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6
LETTER_CODE_LENGTH = 10
LETTER = "post"
ADDRESS = "address"
"""The code that goes by letter to the postal address on file."""
PHONE = "phone"
"""The code that is told on the phone number on file."""
_PRINTED = frozenset({LETTER, ADDRESS})


def token(ring: Ring, proof_id: str, purpose: str) -> str:
    """The token of a proof, the same each time it is asked for."""
    return _serializer(ring.derived("links")[0], purpose).dumps(proof_id)


def proof_id(ring: Ring, given: str, purpose: str) -> str:
    """The proof that a token names; `LinkDead` for anything tampered with, of another purpose or a retired master."""
    try:
        return str(_serializer(ring.derived("links")[0], purpose).loads(given))
    except (BadSignature, UnicodeError):
        raise LinkDead("link_dead") from None


def code(ring: Ring, proof: str, purpose: str) -> str:
    """Six characters without look-alikes, ten for a letter, the same each time they are asked for."""
    key = ring.derived("codes")[0]
    digest = int.from_bytes(hmac.digest(key, f"{purpose}:{proof}".encode(), "sha256"), "big")
    letters = []
    for _ in range(LETTER_CODE_LENGTH if purpose in _PRINTED else CODE_LENGTH):
        digest, place = divmod(digest, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def code_fits(ring: Ring, proof: str, purpose: str, given: str) -> bool:
    """Whether `given`, as a person typed it, is the code; compared in constant time."""
    typed = "".join(given.split()).replace("-", "").upper().encode(errors="replace")
    return hmac.compare_digest(code(ring, proof, purpose).encode(), typed)


def address_token(ring: Ring, controller_id: str, address: str) -> str:
    """The token of a newsletter's link to stop it: the address is sealed in it, and stands readable nowhere."""
    sealed = keys.seal(ring.derived("unsubscribe")[0], address.encode(), f"unsubscribe:{controller_id}")
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def token_address(ring: Ring, controller_id: str, given: str) -> str:
    """The address in a newsletter's link; one made under a retired master opens too: newsletters are read for years.

    Raises:
        LinkDead: tampered with, or another controller's.
    """
    for key in ring.derived("unsubscribe"):
        try:
            sealed = base64.urlsafe_b64decode(given.encode("ascii") + b"=" * (-len(given) % 4))
            return keys.unseal(key, sealed, f"unsubscribe:{controller_id}").decode()
        except (Damaged, ValueError):
            continue
    raise LinkDead("link_dead")


def letter_proof_id(request_id: str, ended: int) -> str:
    """The id of a request's next letter code, after `ended` ones: it can be printed before it comes alive."""
    return sha256(f"{LETTER}:{request_id}:{ended}".encode()).hexdigest()[:32]


def _serializer(key: bytes, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        key, salt=f"portal.{purpose}", signer_kwargs={"digest_method": "sha256", "key_derivation": "hmac"}
    )
