"""What the law kept at the decision, erased when its last day has passed (Art 5(1)(e), 17(3)(b)).

The worker reads the person's records again, for an order made since may keep a name longer. Only
what the decision kept is erased, never what came after it: by steps, as after a decision, so that
a fault or a kill between leaves nothing undone. The person is told when each has its outcome.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import rights
from portal.domain.errors import Conflict, Refused
from portal.domain.kept import let_go
from portal.domain.lifecycle import FINISHED_STEPS, Capability, Resolution, Right, Status, StepState
from portal.domain.plan import PlannedStep, names_of
from portal.domain.register import Register
from portal.domain.roles import UNSORTED, machine
from portal.domain.rulings import Held, Ruling
from portal.domain.wishes import Wishes
from portal.reading.toml import register_from_json
from portal.storage import following, restrictions
from portal.storage import tables as t
from portal.storage.connected import Connected, connection_of
from portal.storage.database import Store
from portal.storage.kept import look_again
from portal.storage.plans import rulings_of
from portal.storage.work import Case, Work, work
from portal.systems.contract import Record, Target


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record that the decision kept: its finding's id and where it is; `dated` and `until` as they were found."""

    id: str
    system: str
    kind: str
    key: str
    owner: str
    category: str
    dated: date | None
    text: str = field(default="", repr=False)
    until: date | None = None
    known_as: tuple[str, ...] = field(default=(), repr=False)

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it is in its system."""
        return (self.kind, self.key, self.category)


@dataclass(frozen=True, slots=True)
class Look:
    """What the worker needs to look again; `connections` by system.

    `known` are the (kind, key, category) by system of all that was found, `staying` those of it that no erasure took.
    """

    controller_id: str
    request_id: str
    reference: str
    today: date
    register: Register = field(repr=False)
    rulings: tuple[Ruling, ...] = field(repr=False)
    rows: tuple[KeptRow, ...] = field(repr=False)
    connections: Mapping[str, Connected] = field(repr=False)
    restricted: bool = False
    known: Mapping[str, frozenset[tuple[str, str, str]]] = field(default_factory=dict, repr=False)
    staying: Mapping[str, frozenset[tuple[str, str, str]]] = field(default_factory=dict, repr=False)

    def missing(self, system: str, records: Sequence[Record]) -> tuple[KeptRow, ...]:
        """What was kept, is not among its owner's `records`, and is none of them under another key.

        Where the owner has a record that nobody knows, that may be it, moved or edited: nothing is missing then.
        """
        there = {(one.kind, one.key, one.category) for one in records}
        known = self.known.get(system, frozenset())
        strange = {one.owner for one in records if (one.kind, one.key, one.category) not in known}
        return tuple(
            row for row in self.rows
            if row.system == system and row.owner and row.owner not in strange and row.place not in there
        )  # fmt: skip

    def targets(self, system: str, rows: Sequence[KeptRow]) -> list[Target]:
        """What the connector is asked about, whether it is gone."""
        going = {row.place[:2] for row in rows}
        staying = {place[:2] for place in self.staying.get(system, ())} - going
        return [
            Target(
                row.kind, row.key, row.owner, (row.category,), row.known_as,
                beside=tuple(sorted(key for kind, key in staying if kind == row.kind)),
            )
            for row in rows
        ]  # fmt: skip

    def owners(self, system: str) -> tuple[str, ...]:
        """Whose records they are in one system."""
        return tuple(dict.fromkeys(row.owner for row in self.rows if row.system == system and row.owner))


@dataclass(frozen=True, slots=True)
class Seen:
    """What hangs on the owners concerned in a connected system now.

    `gone` are the ids of what was kept of which the system says that nothing is left. What is neither there nor
    gone was moved or edited, perhaps: it stays kept until its day, and then a person looks for it.
    """

    system: str
    records: tuple[Record, ...] = field(repr=False)
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Release:
    """What lets go now: the rulings as they will stand, and by system what is erased there.

    `seen` are the (kind, key) of all that was read there: what comes after stops the erasure.
    """

    rulings: tuple[Ruling, ...]
    by_machine: Mapping[str, tuple[KeptRow, ...]] = field(repr=False)
    by_hand: Mapping[str, tuple[KeptRow, ...]] = field(repr=False)
    seen: Mapping[str, frozenset[tuple[str, str]]] = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing lets go."""
        return not self.by_machine and not self.by_hand


def look(store: Store, controller_id: str, request_id: str) -> Look | None:
    """What is to be looked for; None where the request was withdrawn or nothing is kept.

    Raises:
        Refused: `order`, the request is not answered yet.
    """
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None or row.resolution == Resolution.WITHDRAWN.value:
            return None
        if Status(row.status) not in {Status.ANSWERED, Status.CLOSED}:
            raise Refused("order")
        w = Work(store, machine(controller_id), session)
        case = Case(w, row)
        register = register_from_json(following.document(w, case))
        rulings = rulings_of(session, case.unseal, row)
        rows = tuple(_kept_rows(case, rulings))
        if not rows:
            return None
        found = {system: connection_of(w, system) for system in sorted({one.system for one in rows if one.owner})}
        return Look(
            controller_id=controller_id,
            request_id=request_id,
            reference=row.reference,
            today=w.now.astimezone(ZoneInfo(register.controller.time_zone)).date(),
            register=register,
            rulings=rulings,
            rows=rows,
            connections={system: one for system, one in found.items() if one is not None},
            restricted=_is_restricted(w, rows),
            known=_places(case, ()),
            staying=_places(case, {id_ for one in rulings for id_ in one.erased}),
        )


def release(looked: Look, seen: Sequence[Seen]) -> Release:
    """What lets go today, by the rights table over the records that are there now."""
    there = {(one.system, record.kind, record.key, record.category): record for one in seen for record in one.records}
    ids = {(row.system, row.kind, row.key, row.category): row.id for row in looked.rows}
    searched = {one.system for one in seen}
    gone = {id_ for one in seen for id_ in one.gone}
    there_ids = {ids[place] for place in there if place in ids}
    addressed = {row.id for row in looked.rows if row.system in searched and row.owner and row.id in there_ids | gone}
    held = [
        Held(ids.get(place, "/".join(place)), place[0], place[1], place[3], _day(record.dated), _day(record.until))
        for place, record in there.items()
    ]
    held += [
        Held(row.id, row.system, row.kind, row.category, row.dated, row.until)
        for row in looked.rows
        if row.id not in addressed
    ]
    kept = {one.id for ruling in looked.rulings if ruling.right is Right.ERASURE for one in ruling.kept}
    categories = tuple(dict.fromkeys(row.category for row in looked.rows))
    wishes = Wishes(erase=categories)
    now = rights.propose(looked.register, [Right.ERASURE], wishes, held, (), looked.today)
    gone -= there_ids
    rulings = let_go(looked.rulings, [_only(one, kept) for one in now], gone)
    freed = kept - {one.id for ruling in rulings if ruling.right is Right.ERASURE for one in ruling.kept} - gone
    by_machine: dict[str, list[KeptRow]] = {}
    by_hand: dict[str, list[KeptRow]] = {}
    for row in looked.rows:
        if row.id in freed:
            (by_machine if row.id in addressed else by_hand).setdefault(row.system, []).append(row)
    return Release(
        rulings,
        {system: tuple(rows) for system, rows in by_machine.items()},
        {system: tuple(rows) for system, rows in by_hand.items()},
        {one.system: frozenset((record.kind, record.key) for record in one.records) for one in seen},
    )


def record(store: Store, looked: Look, released: Release) -> None:
    """Write the steps that erase what lets go, and when to look again; one commit, before anything goes.

    Raises:
        Conflict: `plan_changed`, the decision is not the one that was looked at.
    """
    with work(store, machine(looked.controller_id)) as w:
        case = w.case(looked.request_id)
        if rulings_of(w.session, case.unseal, case.row) != looked.rulings:
            raise Conflict("plan_changed", reference=looked.reference)
        case.set_going(
            [*_planned(looked, released, released.by_machine, "machine"), *_planned(looked, released, released.by_hand)]
        )
        _write_rulings(case, released.rulings)
        w.happened("erased_later", case, systems=sorted(released.by_machine), by_hand=sorted(released.by_hand))
        case.stand(case.status)
        look_again(w, case, released.rulings, looked.register.controller.time_zone, looked.today + timedelta(days=1))
        if not released.is_empty:
            w.later("slow", "erasure.kept_letter", case, dedupe=f"erasure.kept_letter:{case.id}:{looked.today}")


def nothing_yet(store: Store, looked: Look) -> None:
    """Nothing lets go: look again on the next day that the terms give, tomorrow at the earliest."""
    with work(store, machine(looked.controller_id)) as w:
        case = w.case(looked.request_id)
        zone = looked.register.controller.time_zone
        look_again(w, case, looked.rulings, zone, looked.today + timedelta(days=1))


def waits(store: Store, controller_id: str, request_id: str) -> bool:
    """Whether something is still to be erased: the letter says what was done, so it waits."""
    with store.database.reading(machine(controller_id)) as session:
        states = session.scalars(
            select(t.Step.state).where(t.Step.request_id == request_id, t.Step.capability == Capability.ERASE.value)
        )
        return any(StepState(state) not in FINISHED_STEPS for state in states)


def _only(ruling: Ruling, ids: set[str]) -> Ruling:
    """The ruling for the records that the decision kept, and no younger ones."""
    return replace(
        ruling,
        erased=tuple(id_ for id_ in ruling.erased if id_ in ids),
        kept=tuple(one for one in ruling.kept if one.id in ids),
    )


def _kept_rows(case: Case, rulings: Sequence[Ruling]) -> list[KeptRow]:
    ids = {one.id for ruling in rulings if ruling.right is Right.ERASURE for one in ruling.kept}
    found = []
    for row in case.rows(t.Finding):
        if row.id in ids:
            value = case.unseal(row)
            place = (value.get("key", ""), value.get("owner", ""))
            text = "; ".join(str(one["value"]) for one in value["fields"] if one["value"] not in {None, ""})
            dated, until = _day(value.get("dated", "")), _day(value.get("until", ""))
            found.append(KeptRow(row.id, row.system, row.kind, *place, row.category, dated, text[:500], until,
                                 tuple(value.get("known_as", ()))))  # fmt: skip
    return found


def _places(case: Case, without: Collection[str]) -> dict[str, frozenset[tuple[str, str, str]]]:
    """The (kind, key, category) of what was found, by system."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for row in case.rows(t.Finding):
        if row.id not in without:
            found.setdefault(row.system, set()).add((row.kind, case.unseal(row).get("key", ""), row.category))
    return {system: frozenset(places) for system, places in found.items()}


def _is_restricted(w: Work, rows: Sequence[KeptRow]) -> bool:
    marks = {restrictions.owner_mark(w, row.system, row.owner) for row in rows if row.owner}
    standing = select(t.Restriction.id).where(
        t.Restriction.owner_mark.in_(sorted(marks)), t.Restriction.lifted_at.is_(None)
    )
    return w.session.scalars(standing.limit(1)).first() is not None


def _planned(
    looked: Look, released: Release, rows_of: Mapping[str, Sequence[KeptRow]], performer: str = ""
) -> list[PlannedStep]:
    """A step for each system; where no machine does it, for whoever answers for the system."""
    planned = []
    for key, rows in rows_of.items():
        system = looked.register.system(key)
        tasks = [{"category": row.category, "text": row.text, "before": "", "after": ""} for row in rows]
        planned.append(
            PlannedStep(
                key, Capability.ERASE, Right.ERASURE, performer or system.owner,
                StepState.WAITING if performer else StepState.BY_HAND,
                None if performer else looked.today + timedelta(days=system.days), system.step_category or UNSORTED,
                {
                    "targets": _targets(rows),
                    "known_as": names_of((row.owner, row.known_as) for row in rows),
                    "tasks": tasks,
                    "seen": sorted(released.seen.get(key, ())),
                },
            )
        )  # fmt: skip
    return planned


def _targets(rows: Sequence[KeptRow]) -> list[list[object]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        if row.owner:
            found.setdefault((row.kind, row.key, row.owner), []).append(row.category)
    return [[*place, categories] for place, categories in found.items()]


def _write_rulings(case: Case, rulings: Sequence[Ruling]) -> None:
    for row in case.rows(t.Decision, t.Decision.right == Right.ERASURE.value):
        items = [one for one in rulings if one.right is Right.ERASURE and (one.subject or UNSORTED) == row.category]
        if not items:
            continue
        days = [one.kept_until for one in items if one.kept_until]
        row.outcome, row.kept_until = items[0].answer.value, max(days) if days else None
        case.reseal(row, {**case.unseal(row), "items": [one.to_json() for one in items]})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
