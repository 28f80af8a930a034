"""The suppression list, mark by mark: which channels are stopped for one address or number (Art 21(2)-(3))."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage.sealing import Vault
from portal.storage.work import Work

DIRECT_MARKETING: Final = "*"
"""Every channel, those that the register names later too: no key of a register can be this."""


def asking(channels: Iterable[str]) -> list[str]:
    """The channels that a reading has to ask for, so that whoever objected to all of them is found."""
    return sorted({*channels, DIRECT_MARKETING})


def stopped(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> frozenset[str]:
    """Those of the channels in which an `email` or `phone` (folded) is not to be reached."""
    found = _found(session, vault, controller_id, kind, value, channels)
    return frozenset(channels) if DIRECT_MARKETING in found else found


def is_stopped(session: Session, vault: Vault, controller_id: str, kind: str, value: str) -> bool:
    """Whether an `email` or `phone` (folded) stands under an objection to all direct marketing."""
    return DIRECT_MARKETING in _found(session, vault, controller_id, kind, value, ())


def add(w: Work, kind: str, value: str, channels: Collection[str]) -> None:
    """Put one contact on the list, once in each of the channels."""
    controller = w.viewer.controller_id
    have = _found(w.session, w.vault, controller, kind, value, channels)
    mark = _mark(w.vault, controller, kind, value)
    for channel in channels:
        if channel not in have:
            w.session.add(
                t.Suppression(controller_id=controller, channel=channel, mark=mark, kind=kind, created_at=w.now)
            )  # fmt: skip


def _found(
    session: Session, vault: Vault, controller_id: str, kind: str, value: str, channels: Collection[str]
) -> frozenset[str]:
    found = select(t.Suppression.channel).where(
        t.Suppression.controller_id == controller_id,
        t.Suppression.channel.in_(asking(channels)),
        t.Suppression.mark == _mark(vault, controller_id, kind, value),
    )
    return frozenset(session.scalars(found))


def _mark(vault: Vault, controller_id: str, kind: str, value: str) -> bytes:
    return keys.mark(vault.of_controller(controller_id, "suppression"), kind, value)
