"""Settings that two may change at once: a form carries the digest of what stood when its page was made.

Where something else stands by now, the press changes nothing: nobody undoes what they have not seen.
"""

import json
from dataclasses import asdict, is_dataclass
from hashlib import sha256

from portal.domain.errors import Conflict


def digest(*values: object) -> str:
    """The digest of settings; a list and a tuple of the same are the same, and so are an enum and its value."""
    plain = [asdict(one) if is_dataclass(one) and not isinstance(one, type) else one for one in values]
    return sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def demand(stood: str | None, *values: object) -> None:
    """Let a change begin that was made from just these settings, or, with None, from no page.

    Raises:
        Conflict: `settings_changed`.
    """
    if stood is not None and stood != digest(*values):
        raise Conflict("settings_changed")
