"""What stands beside a request's way: in whose hand it is, more time, and what it froze."""

from typing import Any

from portal.domain.deadlines import may_extend
from portal.domain.fees import BEFORE_IT_IS_DONE, FeeState
from portal.domain.lifecycle import BEFORE_DECISION, Capability, Right, Status
from portal.domain.may import may_handle, may_release
from portal.staff import clock, identity_words, in_hand
from portal.staff.case_view import at, register_of
from portal.storage.door import fees as fee_door
from portal.storage.door import identity as identity_door
from portal.storage.door import restrictions as door
from portal.storage.door.case import CasePage, StepLine
from portal.storage.door.restrictions import Elsewhere
from portal.web import guards, members

_STOPPED = frozenset({Capability.FIND, Capability.RECTIFY, Capability.ERASE})
"""What is done in a system that a restriction bears on."""


def facts(case: CasePage) -> dict[str, Any]:
    """For the request's page: the facts of `in_hand` and `clock`, where more time is asked for, what is `frozen`."""
    handles = may_handle(members.viewer())
    extensible = case.is_open and case.status is not Status.UNCONFIRMED and not case.deadline.extended
    return {
        **in_hand.facts(case),
        "own_target": clock.target_of(case),
        "uncounted": clock.uncounted(case) if handles else [],
        "silent": clock.silent(case) if handles and case.is_open else [],
        "extend_href": at("staff_extension.show", case.reference) if handles and extensible else "",
        "extend_until": case.deadline.first_month_safe if may_extend(case.deadline, guards.store().now()) else None,
        "frozen": door.of_request(guards.store(), members.viewer(), case.reference) if handles else (),
        "gate": () if case.limited else _gate(case),
        "frozen_href": at("staff_restriction.show", case.reference),
        **_burden(case),
    }


def _burden(case: CasePage) -> dict[str, Any]:
    """Where the whole is refused or a fee announced (Art 12(5)), the fee as it stands, and since when it waits."""
    answers = may_release(members.viewer())
    early = case.status in BEFORE_IT_IS_DONE and set(case.rights) != {Right.MARKETING}
    found = fee_door.fee_of(guards.store(), members.viewer(), case.reference)
    fee = found if answers else None
    return {
        "fee": fee,
        "fee_since": found.announced_at if found and found.state is FeeState.ANNOUNCED else None,
        "unfounded_href": at("staff_unfounded.show", case.reference) if answers and (early or fee) else "",
    }


def _gate(case: CasePage) -> list[dict[str, str]]:
    """What is known of who asks, and what is missing; nothing of it once the request is closed."""
    if not case.is_open or case.confirmed_at is None:
        return []
    found = identity_door.identity_page(
        guards.store(), members.viewer(), case.reference, register_of(case.reference)
    )  # fmt: skip
    return identity_words.checks(found, judged=case.status not in BEFORE_DECISION)


def frozen_elsewhere(case: CasePage, line: StepLine) -> tuple[Elsewhere, ...]:
    """The restrictions by other requests that whoever does this step has to respect (Art 18(2))."""
    if line.capability not in _STOPPED:
        return ()
    found = door.restricted_elsewhere(guards.store(), members.viewer(), case.reference)
    return tuple(one for one in found if one.system == line.system)
