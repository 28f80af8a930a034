"""What comes back after its erasure, from a restored backup or an imported file, and what is done about it.

The worker looks every connected system through (`contract.Census`) against the erasure ledger and the suppression
list. A prohibition is written again without asking; an erasure is not, for the person may have come again of
their own will: the owner of the register presses.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.plan import names_of
from portal.domain.roles import Viewer, machine
from portal.keys import ring as keys
from portal.storage import connected, ledger, restrictions, suppressing
from portal.storage import tables as t
from portal.storage.connected import Connected, connection_of
from portal.storage.database import Store
from portal.storage.ledger import Contact
from portal.storage.work import Work, work
from portal.systems.contract import Owner, Record, Target, targets_kept


@dataclass(frozen=True, slots=True)
class Known:
    """Of whom the ledger or the suppression list knows an address or number, among the owners of a slice.

    `forbidden` gives for each owner the contact and the channels in which it may not be marketed to.
    """

    erased: tuple[Owner, ...] = field(repr=False)
    forbidden: tuple[tuple[Owner, Contact, tuple[str, ...]], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Back:
    """What of somebody is there again: `restored` under its own key, `anew` under another."""

    restored: tuple[Record, ...] = field(repr=False)
    anew: tuple[Record, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakenReturn:
    """What the machine is to erase again."""

    id: str
    controller_id: str
    system: str
    targets: tuple[Target, ...] = field(repr=False)
    seen: frozenset[tuple[str, str]] = field(repr=False)
    is_frozen: bool
    connection: Connected | None


# ---- the look --------------------------------------------------------------------------------------------


def to_look(store: Store, controller_id: str) -> list[str]:
    """The connected systems, where anything was erased or forbidden that could come back."""
    with work(store, machine(controller_id)) as w:
        anything = any(
            w.session.scalars(select(one.controller_id).limit(1)).first() for one in (t.ErasureEntry, t.Suppression)
        )
        systems = select(t.Connection.system).where(t.Connection.paused_at.is_(None)).order_by(t.Connection.system)
        return list(w.session.scalars(systems)) if anything else []


def begin(store: Store, controller_id: str, system: str) -> None:
    """Write the job that looks one system through."""
    with work(store, machine(controller_id)) as w:
        w.later("slow", "ledger.look", system=system, began=w.now.isoformat(), cursor=None)


def go_on(store: Store, controller_id: str, payload: Mapping[str, Any], cursor: str, fault: str) -> None:
    """Write the job that goes on where a slice ended; `fault` is what was met of some people, so far."""
    with work(store, machine(controller_id)) as w:
        w.later("slow", "ledger.look", **{**payload, "cursor": cursor, "fault": fault})


def to_reach(store: Store, controller_id: str, system: str) -> Connected | None:
    """The connection to be looked through."""
    with store.database.reading(machine(controller_id)) as session:
        return connection_of(Work(store, machine(controller_id), session), system)


def known(store: Store, controller_id: str, system: str, owners: Sequence[Owner], channels: Collection[str]) -> Known:
    """Of whom something was erased there, and who may not be marketed to in one of the `channels`."""
    with store.database.reading(machine(controller_id)) as session:
        w = Work(store, machine(controller_id), session)
        marks = {contact: ledger.whose_mark(w, system, contact) for one in owners for contact in one.contacts}
        found = ledger.known(w, marks.values())
        erased = [one for one in owners if any(marks[contact] in found for contact in one.contacts)]
        return Known(tuple(erased), tuple(_forbidden(w, owners, channels)))


def _forbidden(w: Work, owners: Sequence[Owner], channels: Collection[str]) -> Sequence[Any]:
    key = w.vault.of_controller(w.viewer.controller_id, "suppression")
    marks = {keys.mark(key, *contact): contact for one in owners for contact in one.contacts}
    stopped: dict[Contact, set[str]] = {}
    every = sorted(marks) if channels else []
    for start in range(0, len(every), 400):
        asked = select(t.Suppression.mark, t.Suppression.channel).where(
            t.Suppression.controller_id == w.viewer.controller_id,
            t.Suppression.channel.in_(suppressing.asking(channels)),
            t.Suppression.mark.in_(every[start : start + 400]),
        )
        for row in w.session.execute(asked):
            stopped.setdefault(marks[row.mark], set()).add(row.channel)
    closed = {contact: suppressing.closed(listed, channels) for contact, listed in stopped.items()}
    return [
        (one, contact, tuple(sorted(closed[contact])))
        for one in owners
        for contact in one.contacts
        if closed.get(contact)
    ]  # fmt: skip


def sift(store: Store, controller_id: str, system: str, owner: Owner, records: Sequence[Record]) -> Back:
    """What of somebody's records had been erased: by the record's own mark, else by what was left of them."""
    with store.database.reading(machine(controller_id)) as session:
        w = Work(store, machine(controller_id), session)
        rows = {ledger.row_mark(w, system, one.kind, one.key, one.category): one for one in records}
        gone = {
            ledger.gone_mark(w, system, contact, one.subject, one.category): one.category
            for one in records
            for contact in owner.contacts
        }
        found = ledger.known(w, [*rows, *gone])
        categories = {gone[mark] for mark in found if mark in gone}
        restored = [one for mark, one in rows.items() if mark in found]
        anew = [one for mark, one in rows.items() if mark not in found and one.category in categories]
        return Back(tuple(restored), tuple(anew))


def record(
    store: Store,
    controller_id: str,
    system: str,
    owner: Owner,
    records: Sequence[Record],
    held: Sequence[Record],
    *,
    restored: bool,
) -> None:
    """Keep that somebody's records are there again, for the register's owner to decide; `held` is all they have."""
    with work(store, machine(controller_id)) as w:
        mark = restrictions.owner_mark(w, system, owner.owner)
        row = w.session.scalars(
            select(t.Returned).where(t.Returned.system == system, t.Returned.owner_mark == mark)
        ).one_or_none()
        is_new = row is None
        row = row or t.Returned(
            id=t.new_id(), controller_id=controller_id, system=system, owner_mark=mark, state="open", found_at=w.now
        )
        if row.state == "waiting":
            return
        row.restored, row.seen_at = restored, w.now
        w.vault.seal(w.vault.of_controller(controller_id, "controller"), row, _value(owner, records, held))
        if is_new:
            w.session.add(row)
            w.happened("returned_found", system=system, records=len(records), restored=restored)


def _value(owner: Owner, records: Sequence[Record], held: Sequence[Record]) -> dict[str, Any]:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for one in records:
        rows.setdefault((one.kind, one.key, one.owner), []).append(one.category)
    return {
        "owner": owner.owner,
        "contacts": [list(one) for one in owner.contacts],
        "subject": next((one.subject for one in records if one.subject), ""),
        "targets": [[*place, categories] for place, categories in rows.items()],
        "seen": sorted({(one.kind, one.key) for one in held}),
        "known_as": names_of((one.owner, one.known_as) for one in records),
    }


def stopped_again(store: Store, controller_id: str, system: str, changed: int) -> None:
    """Say that prohibitions had to be written anew."""
    with work(store, machine(controller_id)) as w:
        w.happened("suppressed_again", system=system, changed=changed)


def ended(store: Store, controller_id: str, system: str, taken: Connected, began: datetime, fault: str = "") -> None:
    """A look has ended, or could not (`fault`, a code); what it did not see any more is forgotten."""
    with work(store, machine(controller_id)) as w:
        row = connected.row_of(w, system)
        if row is None or row.changed_at != taken.changed_at:
            return
        row.look_fault = fault[:80] or None
        if fault:
            return
        row.looked_at = w.now
        unseen = select(t.Returned).where(
            t.Returned.system == system, t.Returned.seen_at < began, t.Returned.state != "waiting"
        )
        for one in w.session.scalars(unseen):
            w.session.delete(one)


# ---- what is done about it -------------------------------------------------------------------------------


def look_now(store: Store, viewer: Viewer, system: str) -> None:
    """Have the worker look a system through, as after a backup was restored or a file imported.

    Raises:
        NotFound: it is not connected. Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_manage)
        row = connected.row_of(w, system)
        if row is None:
            raise NotFound("not_found")
        row.looked_at = row.look_fault = None
        w.later("slow", "ledger.look", system=system, began=w.now.isoformat(), cursor=None)
        w.happened("ledger_looked", system=system)


def erase_again(store: Store, viewer: Viewer, system: str, returned_id: str) -> None:
    """Have the machine erase what is back.

    Raises:
        NotFound: it is gone or decided already. Refused: `may_not`, `restricted` (Art 18(2)).
    """
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer))
        row = _one(w, system, returned_id)
        if _is_frozen(w, row):
            raise Refused("restricted")
        row.state, row.fault = "waiting", None
        w.later("prompt", "ledger.erase", returned_id=row.id)
        w.happened("returned_erasing", system=system)


def leave(store: Store, viewer: Viewer, system: str, returned_id: str) -> None:
    """The person came again of their own will: what is there stays, and is not taken for what was erased.

    Raises:
        NotFound: it is gone or decided already. Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer))
        row = _one(w, system, returned_id)
        value = w.vault.unseal(w.vault.of_controller(row.controller_id, "controller"), row)
        targets: Sequence[Sequence[Any]] = value["targets"]
        contacts = [(what, text) for what, text in value["contacts"]]
        categories = {category for *_place, found in targets for category in found}
        marks = [
            ledger.row_mark(w, system, kind, key, category)
            for kind, key, _owner, found in targets
            for category in found
        ]  # fmt: skip
        name = value["subject"]
        marks += [ledger.gone_mark(w, system, one, name, each) for one in contacts for each in categories]
        ledger.strike(w, marks)
        w.session.delete(row)
        w.happened("returned_left", system=system)


def _is_frozen(w: Work, row: t.Returned) -> bool:
    """Whether a request has restricted this owner's data (Art 18(2))."""
    frozen = select(t.Restriction.id).where(
        t.Restriction.owner_mark == row.owner_mark, t.Restriction.lifted_at.is_(None)
    )
    return w.session.scalars(frozen.limit(1)).first() is not None


def _one(w: Work, system: str, returned_id: str) -> t.Returned:
    row = w.session.scalars(
        select(t.Returned).where(t.Returned.id == returned_id, t.Returned.system == system)
    ).one_or_none()
    if row is None or row.state == "waiting":
        raise NotFound("not_found")
    return row


def take(store: Store, controller_id: str, returned_id: str) -> TakenReturn | None:
    """For the worker: what is to be erased again; None once it is."""
    with store.database.reading(machine(controller_id)) as session:
        w = Work(store, machine(controller_id), session)
        row = session.get(t.Returned, returned_id)
        if row is None or row.state != "waiting":
            return None
        value = w.vault.unseal(w.vault.of_controller(controller_id, "controller"), row)
        seen = frozenset((kind, key) for kind, key in value["seen"])
        found = connection_of(w, row.system)
        return TakenReturn(row.id, controller_id, row.system, targets_kept(value), seen, _is_frozen(w, row), found)


def erased(store: Store, taken: TakenReturn, counts: Mapping[str, int]) -> None:
    """It is gone again, and was seen to be; its marks stand for the next time."""
    with work(store, machine(taken.controller_id)) as w:
        row = _waiting(w, taken)
        marks = [
            ledger.row_mark(w, taken.system, one.kind, one.key, category)
            for one in taken.targets
            for category in one.categories
        ]  # fmt: skip
        ledger.add(w, taken.system, marks)
        w.session.delete(row)
        w.happened("erased_again", system=taken.system, counts=dict(counts))


def failed(store: Store, taken: TakenReturn, code: str) -> None:
    """It could not be erased: a person has to look; `code` says why."""
    with work(store, machine(taken.controller_id)) as w:
        row = _waiting(w, taken)
        row.state, row.fault = "failed", code[:80]
        w.happened("returned_failed", system=taken.system, fault=code)


def _waiting(w: Work, taken: TakenReturn) -> t.Returned:
    row = w.session.get(t.Returned, taken.id)
    if row is None or row.state != "waiting":
        raise Conflict("overtaken")
    return row
