"""The suppression list, mark by mark: which channels are stopped for one address or number (Art 21(2)-(3))."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.sealing import Vault
from portal.storage.work import Work

DIRECT_MARKETING: Final = "*"
"""Every channel, those that the register names later too: no key of a register can be this."""


_AGAIN: Final = "+"
"""Before a channel: reached again by a consent that is younger than the objection to every channel."""


def asking(channels: Iterable[str]) -> list[str]:
    """The channels that a reading has to ask for, so that whoever objected to all of them is found."""
    listed = set(channels)
    return sorted({*listed, *(_AGAIN + one for one in listed), DIRECT_MARKETING})


def closed(found: Collection[str], channels: Iterable[str]) -> frozenset[str]:
    """Those of the channels that are stopped, where `found` is what a reading brought of what it was `asking`."""
    everywhere = DIRECT_MARKETING in found
    return frozenset(one for one in channels if one in found or (everywhere and _AGAIN + one not in found))


def stopped(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> frozenset[str]:
    """Those of the channels in which an `email` or `phone` (folded) is not to be reached."""
    return closed(_found(session, vault, controller_id, kind, value, channels), channels)


def is_stopped(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str] = ()
) -> bool:
    """Whether an `email` or `phone` (folded) stands under an objection to all direct marketing.

    `channels` are those of the register: none of them may be reached again by a younger consent.
    """
    found = _found(session, vault, controller_id, kind, value, channels)
    return DIRECT_MARKETING in found and not any(_AGAIN + one in found for one in channels)


def since(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> datetime | None:
    """When a contact last objected to one of the channels; None where it never did."""
    listed = [one for one in asking(channels) if not one.startswith(_AGAIN)]
    return session.scalars(
        select(func.max(t.Suppression.created_at)).where(
            t.Suppression.controller_id == controller_id,
            t.Suppression.channel.in_(listed),
            t.Suppression.mark == mark_of(vault, controller_id, kind, value),
        )
    ).one_or_none()


def add(w: Work, kind: str, value: str, channels: Collection[str], at: datetime, younger: Collection[str] = ()) -> None:
    """Put one contact on the list in each of the channels, as of when the objection came: an older consent is over.

    Where every channel is among them, so are the consents to those that the register names no longer. `younger` are
    the channels to which the contact consented after that: they stay open.
    """
    standing = _standing(w, kind, value)
    everywhere = DIRECT_MARKETING in channels
    named = set(channels) - {DIRECT_MARKETING}
    if named and named <= set(younger):
        return
    over = {one for one in standing if one.startswith(_AGAIN) and (everywhere or one.removeprefix(_AGAIN) in channels)}
    _strike(w, kind, value, over - {_AGAIN + one for one in younger})
    wanted = [one for one in channels if one not in younger]
    for one in standing.keys() & set(wanted):
        standing[one].created_at = max(standing[one].created_at, at)
    if everywhere and DIRECT_MARKETING not in standing:
        wanted += [_AGAIN + one for one in sorted(named & set(younger))]
    _write(w, kind, value, [one for one in wanted if one not in standing], at)


def lift(w: Work, kind: str, value: str, channels: Collection[str], every: Collection[str]) -> frozenset[str]:
    """Let one contact be reached again in those of the channels that are stopped, and give them (Art 7(1), 21(3)).

    `every` are the register's channels. Where all of them are lifted, the objection is over, in channels too that
    the register names later; where some are, it goes on in every other.
    """
    found = _found(w.session, w.vault, w.viewer.controller_id, kind, value, every)
    freed = closed(found, channels)
    if set(every) <= set(channels):
        _strike(w, kind, value, found)
        return freed
    _strike(w, kind, value, [one for one in freed if one in found])
    if DIRECT_MARKETING in found:
        _write(w, kind, value, [_AGAIN + one for one in freed if _AGAIN + one not in found], w.now)
    return freed


def _write(w: Work, kind: str, value: str, channels: Iterable[str], at: datetime) -> None:
    controller = w.viewer.controller_id
    mark = mark_of(w.vault, controller, kind, value)
    for channel in channels:
        w.session.add(
            t.Suppression(controller_id=controller, channel=channel, mark=mark, kind=kind, created_at=at)
        )  # fmt: skip


def _strike(w: Work, kind: str, value: str, channels: Collection[str]) -> None:
    mark = mark_of(w.vault, w.viewer.controller_id, kind, value)
    for channel in sorted(channels):
        row = w.session.get(t.Suppression, (w.viewer.controller_id, channel, mark))
        if row is not None:
            w.session.delete(row)
    w.session.flush()


def _standing(w: Work, kind: str, value: str) -> dict[str, t.Suppression]:
    """Every mark of a contact, by its channel."""
    controller = w.viewer.controller_id
    found = select(t.Suppression).where(
        t.Suppression.controller_id == controller, t.Suppression.mark == mark_of(w.vault, controller, kind, value)
    )
    return {row.channel: row for row in w.session.scalars(found)}


def _found(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> frozenset[str]:
    found = select(t.Suppression.channel).where(
        t.Suppression.controller_id == controller_id,
        t.Suppression.channel.in_(asking(channels)),
        t.Suppression.mark == mark_of(vault, controller_id, kind, value),
    )
    return frozenset(session.scalars(found))


def mark_of(vault: Vault, controller_id: str, kind: str, value: str) -> bytes:
    """The keyed mark of a contact on the list."""
    return keys.mark(vault.of_controller(controller_id, "suppression"), kind, value)
