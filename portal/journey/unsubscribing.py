"""A newsletter's link: whoever presses it is not written to any more, in one click and without staff (RFC 8058).

The link came to the mailbox alone, so that it shows the mailbox as far as an objection needs it: a
prohibition too many harms nobody (Art 21(3)). Nothing of anybody is shown or given for it.
"""

from sqlalchemy import select

from portal import facts
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.register import Register
from portal.domain.roles import machine
from portal.keys import ring as keys
from portal.storage import beginning
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Work, work


def unsubscribe(store: Store, controller_id: str, address: str, language: str, register: Register) -> str:
    """Stop marketing to an address, as a request of its own whose reference comes back; empty where it is stopped.

    The address is on the suppression list, and the systems' steps are written, when this returns.
    """
    controller = register.controller
    spoken = language if language in controller.languages else controller.languages[0]
    with work(store, machine(controller_id)) as w:
        if is_stopped(w, controller_id, address, register):
            return ""
        deadline = facts.deadline_at_any_rate(w.now, controller.country, controller.region, controller.time_zone)
        case = w.open_case(
            {"email": address}, register_version_id=_version_in_force(w), rights=[Right.MARKETING.value],
            channel=Channel.WEB.value, language=spoken,
            received_at=w.now, asked_at=w.now, status=Status.UNCONFIRMED.value, deadline=deadline.to_json(),
            due=deadline.due, safe=deadline.safe,
        )  # fmt: skip
        w.happened("unsubscribed", case, rights=case.row.rights, due=deadline.due.isoformat())
        case.add(t.Evidence, {"note": ""}, rung="mailbox_proven", at=w.now, actor=w.viewer.actor)
        beginning.begin(w, case, register, {"email": [address]})
        return case.row.reference


def is_stopped(w: Work, controller_id: str, address: str, register: Register) -> bool:
    """Whether the address is suppressed in every channel that the register names."""
    mark = keys.mark(w.vault.of_controller(controller_id, "suppression"), "email", address)
    channels = [one.key for one in register.prohibitions]
    found = select(t.Suppression.channel).where(
        t.Suppression.controller_id == controller_id, t.Suppression.channel.in_(channels), t.Suppression.mark == mark
    )
    return set(w.session.scalars(found)) >= set(channels)


def _version_in_force(w: Work) -> str:
    return w.session.scalars(
        select(t.RegisterVersion.id)
        .where(t.RegisterVersion.valid_from <= w.now)
        .order_by(t.RegisterVersion.valid_from.desc(), t.RegisterVersion.number.desc())
        .limit(1)
    ).one()
