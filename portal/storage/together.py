"""When a request may be handled together with an earlier one of the same mailbox."""

from collections.abc import Mapping
from typing import Any

from portal.domain.lifecycle import Right, Status
from portal.storage import tables as t

ALIKE = frozenset({Right.ACCESS.value, Right.ERASURE.value, Right.PORTABILITY.value, Right.MARKETING.value})
"""Rights of which two requests ask the same; a correction, an objection or a restriction has words of its own."""
_EARLY = frozenset({Status.CONFIRMED, Status.SEARCHING, Status.REVIEW, Status.DECISION})


def refusal(
    later: t.SubjectRequest, later_asked: Mapping[str, Any], earlier: t.SubjectRequest, earlier_asked: Mapping[str, Any]
) -> str:
    """Why it may not be, as a code; empty where it may.

    `order`: the later one is decided, answered or not confirmed. `decided`: the earlier one is. `asks_more`: the later
    one asks for something that the earlier one's answer would not hold.
    """
    if later.status not in _EARLY:
        return "order"
    if earlier.status not in _EARLY:
        return "decided"
    asked, covered = set(later.rights), set(earlier.rights)
    narrower = earlier_asked.get("scope") and earlier_asked.get("scope") != later_asked.get("scope")
    return "asks_more" if not asked <= (covered & ALIKE) or narrower else ""
