"""Connecting a system that the register names: its settings are tried, sealed and never shown again."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.domain import may
from portal.domain import stood as standing
from portal.domain.errors import Invalid, NotFound, Refused
from portal.domain.roles import UNSORTED, Viewer, machine
from portal.reading.sorted_text import taken_apart
from portal.reading.toml import register_from_json
from portal.storage import connected
from portal.storage import tables as t
from portal.storage.connected import PAUSED_SECONDS, Connected, connection_of
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.house import ControllerFacts
from portal.storage.work import Work, work
from portal.systems import kinds
from portal.systems.contract import Permanent

Kind = kinds.Kind
DRAFTS_LIVE = timedelta(hours=1)
LONGEST_LINE, LONGEST_TEXT = 1000, 100_000
UNUSABLE = frozenset(
    {
        "bad_url", "bad_mapping", "bad_settings", "database_unknown", "settings_incomplete", "category_unknown",
        "connector_unknown", "address_refused", "place_refused", "not_https", "driver_missing",
    }
)  # fmt: skip
"""What no later day mends: such settings are not saved."""
LOST = frozenset({"access_refused", "scope_missing"})
"""What a check says where the system refuses our credentials."""
PASSING = frozenset(
    {
        "answer_lost", "cut", "locked", "name_unknown", "not_json", "rate_limited", "slow", "system_away",
        "system_fault", "tls_failed", "unreachable",
    }
)  # fmt: skip
"""What may be over in a moment: it is no trouble until it lasts."""
_ADDRESS = re.compile(r"(?:^|_)(?:url|host|server|port|address|site|shop|store|domain|endpoint|base|dc)(?:_|$)")


@dataclass(frozen=True, slots=True)
class Draft:
    """Settings under trial as the worker takes them; `asked` is what it is to do beside."""

    id: str
    system: str
    connector: str
    act: str
    settings: Mapping[str, str] = field(repr=False)
    asked: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """Settings as they would be sealed, and what is wrong with them, field by field."""

    settings: Mapping[str, str] = field(repr=False)
    faults: tuple[Invalid, ...] = ()


# ---- what there is ---------------------------------------------------------------------------------------


def place_of(store: Store, slug: str, system: str) -> tuple[ControllerFacts, frozenset[str]]:
    """The controller whose register in force names the system, and the categories that its mapping may name.

    Raises:
        NotFound: no such controller. Invalid: `system_unknown`.
    """
    controller, published = public.controller_with_register(store, slug)
    register = register_from_json(published.document)
    known = [one.key for one in register.systems]
    if system not in known:
        raise Invalid("system_unknown", field="system", given=system, known=", ".join(known))
    return controller, frozenset(one.key for one in register.categories)


def kinds_on_offer(third_party: tuple[str, ...] = ()) -> dict[str, Kind]:
    """The kinds of connection that are installed, by name."""
    found: dict[str, Kind] = {}
    for name in kinds.names(third_party):
        try:
            found[name] = kinds.kind(name, third_party)
        except Permanent:
            continue
    return found


def secrets_of(kind: Kind) -> frozenset[str]:
    """The keys of the settings that are never shown again."""
    return frozenset(one.key for one in kind.settings if one.is_secret)


def settle(
    kind: Kind, typed: Mapping[str, str], kept: Mapping[str, str], known: Collection[str] | None = None
) -> Settled:
    """What was typed, each empty secret being the one that is kept.

    A kept secret goes to the address that it was given for and to no other: where an address changes, it is given anew.
    `known` are the register's data categories: one that is not among them is blamed at the field, or the part of it
    (`field-part`), that names it.
    """
    settings: dict[str, str] = {}
    faults: list[Invalid] = []
    plain = {one.key for one in kind.settings if not one.is_secret and _ADDRESS.search(one.key)}
    moved = any(typed.get(key, "").strip() != kept.get(key, "") for key in plain)
    for one in kind.settings:
        value = typed.get(one.key, "")
        value = value if one.shape == "text" or one.is_secret else value.strip()
        if one.is_secret and not value and kept.get(one.key):
            if moved:
                faults.append(Invalid("secret_again", field=one.key))
            else:
                value = kept[one.key]
        if value:
            settings[one.key] = value
        faults += [Invalid(code, field=one.key) for code in _faults(one, value)]
        if known is not None:
            faults += [Invalid("category_gone", field=place) for place in unknown_categories(one, value, known)]
    return Settled(settings, tuple(faults))


def unknown_categories(one: kinds.Setting, value: str, known: Collection[str]) -> list[str]:
    """Where a setting names a category that the register does not have: its key, or `key-part` of several."""
    if one.shape == "category":
        return [one.key] if value and value not in {*known, UNSORTED} else []
    if one.shape != "categories" or (apart := taken_apart(value, dict(one.parts), one.under)) is None:
        return []
    return [f"{one.key}-{part}" for part, named in apart.chosen.items() if named not in {*known, UNSORTED, ""}]


def _faults(one: kinds.Setting, value: str) -> Sequence[str]:
    if not value:
        return ["setting_missing"] if one.required else []
    is_text = one.shape in {"text", "categories"}
    if len(value) > (LONGEST_TEXT if is_text else LONGEST_LINE):
        return ["too_long"]
    if "\0" in value or (not is_text and re.search(r"[\r\n]", value)):
        return ["not_a_line"]
    if one.shape == "number" and not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", value):
        return ["not_a_number"]
    if one.shape == "choice" and value not in {key for key, _label in one.choices}:
        return ["not_a_choice"]
    if one.shape == "yes_no" and value not in {"yes", "no"}:
        return ["not_a_choice"]
    return []


# ---- trying ----------------------------------------------------------------------------------------------


def try_out(
    store: Store,
    viewer: Viewer,
    system: str,
    connector: str,
    kind: Kind,
    typed: Mapping[str, str],
    *,
    act: str = "try",
    needed: Collection[str] = (),
    draft_id: str = "",
    asked: Mapping[str, Any] | None = None,
    known: Collection[str] | None = None,
    stood: str = "",
) -> tuple[str, Settled]:
    """Keep what was typed for an hour, sealed, and have the worker try it; gives the draft and what is wrong with it.

    `needed` are the settings that count where not all have to be there yet, `known` the register's categories, `stood`
    the digest of the connection that the settings were made from.
    Each empty secret is that of the draft before, else that of the connection. With faults nothing is tried, and
    the draft only keeps what was typed, so that no secret has to be typed twice.

    Raises:
        Refused: `may_not`; a search for a person is the owner's.
    """
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer) if act == "person" else may.may_configure(w.viewer))
        settled = settle(kind, typed, _kept(w, system, connector, draft_id), known)
        if needed:
            settled = replace(settled, faults=tuple(one for one in settled.faults if one.field in needed))
        key = w.vault.of_controller(viewer.controller_id, "controller")
        row = t.ConnectionDraft(
            id=t.new_id(), controller_id=viewer.controller_id, system=system, connector=connector, act=act,
            state="done" if settled.faults else "waiting", fault="typed" if settled.faults else None,
            staff_id=viewer.staff_id, created_at=w.now, expires_at=w.now + DRAFTS_LIVE,
        )  # fmt: skip
        w.vault.seal(key, row, {"settings": dict(settled.settings), "asked": dict(asked or {}), "stood": stood})
        w.session.add(row)
        w.later("prompt", "connection.forget", due=row.expires_at)
        if not settled.faults:
            w.later("prompt", "connection.try", draft_id=row.id)
            w.happened("connection_tried", system=system, connector=connector, act=act)
        return row.id, settled


def _kept(w: Work, system: str, connector: str, draft_id: str) -> Mapping[str, str]:
    """The settings from which an empty secret is taken: the draft's, else the connection's, of the same kind."""
    row = _draft(w, draft_id) if draft_id else None
    if row is not None and (row.system, row.connector) == (system, connector):
        found: Mapping[str, str] = _unsealed(w, row)["settings"]
        return found
    there = connection_of(w, system)
    return there.settings if there is not None and there.connector == connector else {}


def _draft(w: Work, draft_id: str) -> t.ConnectionDraft | None:
    row = w.session.scalars(select(t.ConnectionDraft).where(t.ConnectionDraft.id == draft_id)).one_or_none()
    return row if row is not None and row.expires_at > w.now else None


def _unsealed(w: Work, row: t.ConnectionDraft) -> dict[str, Any]:
    return w.vault.unseal(w.vault.of_controller(row.controller_id, "controller"), row)


def take_draft(store: Store, controller_id: str, draft_id: str) -> Draft | None:
    """For the worker: a draft that waits; None once it is tried or over."""
    with work(store, machine(controller_id)) as w:
        row = _draft(w, draft_id)
        if row is None or row.state != "waiting":
            return None
        kept = _unsealed(w, row)
        return Draft(row.id, row.system, row.connector, row.act, kept["settings"], kept.get("asked", {}))


def record_draft(
    store: Store, controller_id: str, draft_id: str, result: Mapping[str, Any], fault: str | None = None
) -> None:
    """What came of a trial: its result is sealed beside the settings, a fault is a code."""
    with work(store, machine(controller_id)) as w:
        row = _draft(w, draft_id)
        if row is None or row.state != "waiting":
            return
        key = w.vault.of_controller(controller_id, "controller")
        w.vault.seal(key, row, {**_unsealed(w, row), "result": dict(result)})
        row.state, row.fault = "done", fault[:200] if fault else None


def forget_drafts(store: Store, controller_id: str) -> int:
    """Take away the drafts whose hour is over; how many."""
    with work(store, machine(controller_id)) as w:
        over = w.session.scalars(select(t.ConnectionDraft).where(t.ConnectionDraft.expires_at <= w.now)).all()
        for row in over:
            w.session.delete(row)
        return len(over)


# ---- the connection itself -------------------------------------------------------------------------------


def set_connection(
    store: Store,
    viewer: Viewer,
    system: str,
    connector: str,
    settings: Mapping[str, str],
    found: Sequence[str] | None = None,
) -> None:
    """Write or replace the connection of a system; a paused one runs again, and its steps go on at once.

    `found` are the codes of a check that the caller made just now; without one the timetable looks within the hour.

    Raises:
        Refused: `may_not`, for a member of staff who is no owner.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_configure)
        row = _set(w, system, connector, settings)
        if found is not None:
            row.checked_at, row.troubles = w.now, [code[:200] for code in found if code not in PASSING][:50]
            row.seen_at = w.now if not found else None


def save(store: Store, viewer: Viewer, system: str, draft_id: str, stood: str | None = None) -> None:
    """Put a draft in force that was tried; `stood` is the digest of the connection that was looked at.

    Raises:
        NotFound: no such draft, or its hour is over. Refused: `may_not`, `not_tried`, `connection_unusable`.
        Conflict: `settings_changed`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_configure)
        row = _draft(w, draft_id)
        if row is None or row.system != system:
            raise NotFound("not_found")
        if row.state != "done" or row.fault == "typed" or row.act == "tables":
            raise Refused("not_tried")
        if row.fault is not None and row.fault.partition(":")[0] in UNUSABLE:
            raise Refused("connection_unusable")
        standing.demand(stood, _seen(connected.row_of(w, system, locked=True)))
        _set(w, system, row.connector, _unsealed(w, row)["settings"])
        w.later("prompt", "connection.check", system=system)
        w.session.delete(row)


def _seen(row: t.Connection | None) -> tuple[str, datetime | None] | None:
    """As the door's lines say it."""
    return None if row is None else (row.connector, row.changed_at)


def _set(w: Work, system: str, connector: str, settings: Mapping[str, str]) -> t.Connection:
    key = w.vault.of_controller(w.viewer.controller_id, "controller")
    row = connected.row_of(w, system)
    if row is None:
        row = t.Connection(id=t.new_id(), controller_id=w.viewer.controller_id, system=system, created_at=w.now)
        w.session.add(row)
    row.connector, row.changed_at = connector, w.now
    row.paused_at = row.paused_why = row.refused_at = None
    row.fault = row.failing_at = row.waits_until = row.troubles = row.checked_at = row.seen_at = row.revived = None
    w.vault.seal(key, row, dict(settings))
    w.happened("connection_set", system=system, connector=connector)
    connected.wake(w, system)
    return row


def remove(store: Store, viewer: Viewer, system: str, stood: str | None = None) -> None:
    """Take a connection away with its secrets; what the machine had to do there goes to people at once.

    Raises:
        NotFound: there is none. Refused, Conflict: as `save`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_configure)
        row = connected.row_of(w, system, locked=True)
        if row is None:
            raise NotFound("not_found")
        standing.demand(stood, _seen(row))
        w.session.delete(row)
        for draft in w.session.scalars(select(t.ConnectionDraft).where(t.ConnectionDraft.system == system)):
            w.session.delete(draft)
        w.happened("connection_removed", system=system, connector=row.connector)
        connected.wake(w, system)


def check_now(store: Store, viewer: Viewer, system: str) -> None:
    """Have the worker look whether a connection is well.

    Raises:
        NotFound: there is none. Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand_unless_machine(w.viewer, may.may_configure)
        row = connected.row_of(w, system)
        if row is None:
            raise NotFound("not_found")
        row.checked_at = None
        w.later("prompt", "connection.check", system=system)
        w.happened("connection_checked", system=system)


def to_check(store: Store, controller_id: str) -> dict[str, Connected]:
    """For the worker: every connection of a controller, by system."""
    with work(store, machine(controller_id)) as w:
        systems = w.session.scalars(select(t.Connection.system).order_by(t.Connection.system)).all()
        return {system: found for system in systems if (found := connection_of(w, system)) is not None}


def record_check(store: Store, controller_id: str, system: str, taken: Connected, codes: Sequence[str]) -> float | None:
    """What a check found, as `code` of the connection or `code:place` of a part of it.

    Gives the seconds after which to look again, None where nothing is to be waited for. A system that refused to be
    written to is let in by what it writes, not by what it lets us read.
    """
    whole = [code for code in codes if ":" not in code]
    with work(store, machine(controller_id)) as w:
        row = connected.row_of(w, system)
        if row is None or row.changed_at != taken.changed_at:
            return None
        row.checked_at, row.troubles = w.now, [code[:200] for code in codes if code not in PASSING][:50]
        if whole:
            connected.failed(w, system, taken, whole[0], lost=whole[0] in LOST)
        elif row.paused_why != "write_refused":
            connected.answered(w, system, taken)
        return PAUSED_SECONDS if row.paused_at is not None and row.paused_why != "write_refused" else None
