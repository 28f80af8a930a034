"""When a request may be handled together with an earlier one of the same mailbox, and how it goes on alone again."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import persons
from portal.domain.lifecycle import Capability, Right, Status, StepState
from portal.domain.roles import machine
from portal.domain.wishes import Wishes
from portal.storage import house
from portal.storage import tables as t
from portal.storage.work import Case, Work

ALIKE = frozenset({Right.ACCESS.value, Right.ERASURE.value, Right.PORTABILITY.value, Right.MARKETING.value})
"""Rights of which two requests ask the same; a correction, an objection or a restriction has words of its own."""
_EARLY = frozenset({Status.SEARCHING, Status.REVIEW, Status.DECISION})
"""Where a request stands whose details are all said, and of which nothing is decided."""
_Asked = Mapping[str, Any]


def refusal(later: t.SubjectRequest, later_asked: _Asked, earlier: t.SubjectRequest, earlier_asked: _Asked) -> str:
    """Why it may not be, as a code; empty where it may.

    `order`: the later one is decided, answered or not confirmed, or the person has not said yet all that either asks.
    `decided`: the earlier one is. `more_time`: the earlier one was extended, and the later one has its own month
    (Art 12(3)). `another`: they name two people; a mailbox may be shared, and one may ask for
    another. `asks_more`: the later one asks for something that the earlier one's answer would not hold, or gives an
    address or a number by which that one did not search.
    """
    if later.status not in _EARLY or earlier.status == Status.CONFIRMED:
        return "order"
    if earlier.status not in _EARLY:
        return "decided"
    if earlier.safe > later.safe:
        return "more_time"
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


def part(w: Work, case: Case, link: t.RequestLink, earlier: Case | None, reference: str) -> None:
    """Let a request go on alone, by its own clock; the person is told of it, in this very commit.

    `earlier` is the one that it was handled with, None once that one's file is gone; `reference` is its name.
    """
    link.ended_at = w.now
    case.row.resolution, case.row.closed_at = None, None
    case.stand(Status(link.before["status"]))
    _go_on(w, case, link.before["steps"])
    w.happened("parted", case, earlier=reference)
    if earlier is not None:
        w.happened("parted_by", earlier, later=case.row.reference)
    today = w.now.astimezone(ZoneInfo(house.controller_by_id(w.store, case.row.controller_id).time_zone)).date()
    in_time = {"due": case.row.due.isoformat()} if case.row.due >= today else {}
    case.mail("parted", str(case.requester().get("email", "")), {"earlier": reference, **in_time})


def joined_into(w: Work, case: Case) -> list[Case]:
    """The requests that are handled with this one, locked; those that came later, so that they are locked after it."""
    standing = select(t.RequestLink).where(t.RequestLink.earlier_id == case.id, t.RequestLink.ended_at.is_(None))
    return [w.case(link.request_id) for link in w.session.scalars(standing.order_by(t.RequestLink.at)).all()]


def let_go_alone(w: Work, case: Case) -> None:
    """The request ends and nothing in it answers another: those that were handled with it go on alone.

    Whoever ends it reaches none of the others: they go on by themselves, past the viewer, and nothing is shown of them.
    """
    with w.past_limit():
        itself = Work(w.store, machine(w.viewer.controller_id), w.session)
        standing = select(t.RequestLink).where(t.RequestLink.earlier_id == case.id, t.RequestLink.ended_at.is_(None))
        for link in w.session.scalars(standing.order_by(t.RequestLink.at)).all():
            part(itself, itself.case(link.request_id), link, case, case.row.reference)


def _go_on(w: Work, case: Case, states: Mapping[str, str]) -> None:
    """What a machine was at begins anew; what waited for a person waits again."""
    waits = {StepState.BY_HAND.value, StepState.CHOICE.value, StepState.FAILED.value}
    for step in case.rows(t.Step):
        if step.id not in states or step.state != StepState.CANCELLED.value:
            continue
        step.state = states[step.id] if states[step.id] in waits else StepState.WAITING.value
        if step.state == StepState.WAITING.value and step.performer == "machine":
            lane = "slow" if step.capability == Capability.FIND else "prompt"
            w.later(lane, "step.run", case, step_id=step.id)
