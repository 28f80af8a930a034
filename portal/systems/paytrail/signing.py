"""How Paytrail's requests and answers are signed (Payment API, "Authentication" and "Request and response signing").

All `checkout-` headers in alphabetical order, each `name:value`, and the body as it is sent, joined by line
feeds, under HMAC with the merchant's secret. Answers are signed the same way.
"""

import hashlib
import hmac
from collections.abc import Mapping

ALGORITHM = "sha256"


def signature(secret: str, headers: Mapping[str, str], body: bytes = b"", algorithm: str = ALGORITHM) -> str:
    """The signature of headers and body, in hexadecimal; other headers than Paytrail's own are passed over."""
    named = {name.lower(): value for name, value in headers.items() if name.lower().startswith("checkout-")}
    lines = [f"{name}:{named[name]}" for name in sorted(named)]
    told = "\n".join([*lines, ""]).encode() + body
    return hmac.new(secret.encode(), told, hashlib.sha512 if algorithm == "sha512" else hashlib.sha256).hexdigest()


def is_signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is Paytrail's own."""
    folded = {name.lower(): value for name, value in headers.items()}
    algorithm, given = folded.get("checkout-algorithm", ""), folded.get("signature", "")
    if algorithm not in {"sha256", "sha512"} or not given.isascii():
        return False
    return hmac.compare_digest(signature(secret, folded, body, algorithm), given)
