"""When a request may be handled together with an earlier one of the same mailbox."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from portal.domain import persons
from portal.domain.lifecycle import Right, Status
from portal.domain.wishes import Wishes
from portal.storage import tables as t

ALIKE = frozenset({Right.ACCESS.value, Right.ERASURE.value, Right.PORTABILITY.value, Right.MARKETING.value})
"""Rights of which two requests ask the same; a correction, an objection or a restriction has words of its own."""
_EARLY = frozenset({Status.SEARCHING, Status.REVIEW, Status.DECISION})
"""Where a request stands whose details are all said, and of which nothing is decided."""
_Asked = Mapping[str, Any]


def refusal(later: t.SubjectRequest, later_asked: _Asked, earlier: t.SubjectRequest, earlier_asked: _Asked) -> str:
    """Why it may not be, as a code; empty where it may.

    `order`: the later one is decided, answered or not confirmed, or the person has not said yet all that either asks.
    `decided`: the earlier one is. `another`: they name two people; a mailbox may be shared, and one may ask for
    another. `asks_more`: the later one asks for something that the earlier one's answer would not hold, or gives an
    address or a number by which that one did not search.
    """
    if later.status not in _EARLY or earlier.status == Status.CONFIRMED:
        return "order"
    if earlier.status not in _EARLY:
        return "decided"
    if not _of_one_person(later_asked, earlier_asked):
        return "another"
    return "" if _answers(later, later_asked, earlier, earlier_asked) else "asks_more"


def _of_one_person(later: _Asked, earlier: _Asked) -> bool:
    other, earlier_other = later.get("represents") or {}, earlier.get("represents") or {}
    if bool(other) != bool(earlier_other):
        return False
    names = [{_name(one) for one in pair} - {""} for pair in ((later, earlier), (other, earlier_other))]
    return all(len(found) < 2 for found in names)


def _answers(later: t.SubjectRequest, later_asked: _Asked, earlier: t.SubjectRequest, earlier_asked: _Asked) -> bool:
    """Whether the earlier one's answer holds all that the later one asks, of whom it asks it."""
    asked = set(later.rights)
    scope = earlier_asked.get("scope")
    return (
        asked <= set(earlier.rights) & ALIKE
        and (not scope or scope == later_asked.get("scope"))
        and (Right.ERASURE.value not in asked or _holds(_erased(earlier_asked), _erased(later_asked)))
        and (
            Right.MARKETING.value not in asked
            or _holds(earlier_asked.get("channels", ()), later_asked.get("channels", ()))
        )
        and set(_named_by(later_asked)) <= set(_named_by(earlier_asked))
    )


def _holds(whole: Collection[str], part: Collection[str]) -> bool:
    """Whether a choice holds another one; nothing chosen is everything."""
    return not whole or (bool(part) and set(part) <= set(whole))


def _erased(asked: _Asked) -> Collection[str]:
    return Wishes.from_json(asked.get("wishes")).erase


def _named_by(asked: _Asked, who: str = "") -> Iterator[tuple[str, str]]:
    """All by which a request is searched: of the one who asks, and of whom they ask for."""
    yield from ((f"{who}email", one.casefold()) for one in (asked.get("email", ""), *asked.get("emails", ())) if one)
    yield from ((f"{who}phone", one) for one in asked.get("phones", ()))
    single = (("number", persons.fold(asked.get("customer_number", ""))), ("name", _name(asked)))
    address = " ".join(persons.words(asked.get("postal_address", "")))
    yield from ((f"{who}{what}", value) for what, value in (*single, ("address", address)) if value)
    if other := asked.get("represents"):
        yield from _named_by(other, "other_")


def _name(asked: _Asked) -> str:
    """A name as it is compared, whichever part of it was written first."""
    return " ".join(sorted(persons.words(str(asked.get("name", "")))))
