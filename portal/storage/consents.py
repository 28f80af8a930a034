"""The consent of somebody who had forbidden marketing and asks for it again: their marks go, its proof stays.

Art 21(3) holds until the person themself consents anew, and the controller has to be able to show that (Art 7(1)).
"""

from collections.abc import Collection
from datetime import datetime, tzinfo

from sqlalchemy import and_, func, or_, select

from portal.domain.consent import BY_THEMSELVES, Proof
from portal.storage import suppressing
from portal.storage import tables as t
from portal.storage.work import Work


def record(
    work: Work, kind: str, value: str, channels: Collection[str], every: Collection[str], proof: Proof
) -> frozenset[str]:
    """Let an `email` or `phone` (folded) be reached again in those of the channels that are stopped, and give them.

    `every` are the register's channels. Nothing is written where none of the channels is stopped.
    """
    controller = work.viewer.controller_id
    freed = suppressing.lift(work, kind, value, channels, every)
    if not freed:
        return freed
    row = t.ConsentAnew(
        id=t.new_id(), controller_id=controller, mark=suppressing.mark_of(work.vault, controller, kind, value),
        kind=kind, channels=sorted(freed), given_on=proof.given_on, how=proof.how, staff_id=work.viewer.staff_id,
        created_at=work.now,
    )  # fmt: skip
    work.vault.seal(work.vault.of_controller(controller, "controller"), row, {"contact": value, "note": proof.note})
    work.session.add(row)
    work.happened(
        "objection_lifted", consent=row.id, channels=sorted(freed), how=proof.how, given_on=proof.given_on.isoformat()
    )
    return freed


def given_since(work: Work, kind: str, value: str, moment: datetime) -> bool:
    """Whether a contact consented anew after this moment."""
    controller = work.viewer.controller_id
    asked = select(func.max(t.ConsentAnew.created_at)).where(
        t.ConsentAnew.controller_id == controller,
        t.ConsentAnew.mark == suppressing.mark_of(work.vault, controller, kind, value),
    )
    last = work.session.scalars(asked).one_or_none()
    return last is not None and last > moment


def younger(work: Work, kind: str, value: str, moment: datetime, zone: tzinfo) -> frozenset[str]:
    """The channels to which a contact consented anew after an objection that came then; on its own day it holds.

    Only what the person pressed themself says at which moment that was.
    """
    controller = work.viewer.controller_id
    pressed = and_(t.ConsentAnew.how == BY_THEMSELVES, t.ConsentAnew.created_at > moment)
    asked = select(t.ConsentAnew.channels).where(
        t.ConsentAnew.controller_id == controller,
        t.ConsentAnew.mark == suppressing.mark_of(work.vault, controller, kind, value),
        or_(t.ConsentAnew.given_on > moment.astimezone(zone).date(), pressed),
    )
    return frozenset(channel for channels in work.session.scalars(asked) for channel in channels)
