"""What staff may read of the decision: the proposal, what stands in its way, and what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import review, rights
from portal.domain.errors import NotFound
from portal.domain.lifecycle import Capability, Resolution, Right
from portal.domain.outcomes import Outcome as PurposeOutcome
from portal.domain.plan import HeldRow
from portal.domain.register import Register, Text
from portal.domain.review import Line, Outcome
from portal.domain.roles import Viewer
from portal.domain.rulings import Cell, Reason, Ruling
from portal.domain.wishes import Wishes
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import NO_ANSWERS, Names, request_row
from portal.storage.plans import Proposal, proposal_of, recipient_mark, rulings_of


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What was decided for one category."""

    category: str
    outcome: Outcome
    ground: str | None
    given: int
    withheld: int
    at: datetime
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Made:
    """When a decision was made, by whom, and their note for the record."""

    at: datetime
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """A value that a correction may be about, with what its field and its record are called."""

    cell: Cell
    label: Text | None
    kind_label: Text | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the proposed erasure does in one system.

    `counts` are exact, as the system itself counted them, by `deleted:KIND` and
    `anonymised:KIND`; None while they are being counted, and where a `fault` came between.
    `targets` are the findings that a machine erases; what else goes there a person does.
    """

    system: str
    counts: Mapping[str, int] | None
    fault: str
    targets: tuple[str, ...]
    kinds: Mapping[str, Text]

    @property
    def waits(self) -> bool:
        """Whether a machine still has to count."""
        return bool(self.targets) and self.counts is None and not self.fault


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The proposal over the plan with this digest, what stands in its way, and what was decided.

    `lines` are those of access, empty where no access is asked; `rulings` those of the other
    rights. `rows` are the person's records by finding: where each is, and what it is.
    `machines` are the systems that a machine writes in. `outcomes` are what each purpose says of a
    category, `grounds` those with which a ruling may be refused, by its key.
    """

    digest: str
    lines: tuple[Line, ...]
    resolution: Resolution
    rulings: tuple[Ruling, ...]
    cells: tuple[CellLine, ...]
    previews: tuple[Preview, ...]
    rows: Mapping[str, HeldRow]
    machines: frozenset[str]
    wishes: Wishes
    open: int
    unfinished: tuple[str, ...]
    incomplete: tuple[str, ...]
    decided: tuple[DecidedLine, ...]
    decided_rulings: tuple[Ruling, ...]
    made: Made | None
    answer_digest: str
    outcomes: tuple[PurposeOutcome, ...] = ()
    grounds: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)

    @property
    def counting(self) -> bool:
        """Whether what an erasure does is still being counted."""
        return any(one.waits for one in self.previews)


def decision_page(store: Store, viewer: Viewer, reference: str, register: Register) -> DecisionPage:
    """The proposal, for viewers without a limit; `NotFound` for others.

    `register` is the one that was in force when the request came.
    """
    if viewer.categories is not None:
        raise NotFound("not_found")
    with door(store, viewer) as d:
        row = request_row(d, reference)
        today = d.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
        proposal = proposal_of(d.session, d.unseal, row, register, today)
        plan = proposal.plan
        lines = plan.lines(register) if Right.ACCESS.value in row.rights else ()
        found, machines = _Searched(d, row), _machines(d, register)
        return DecisionPage(
            digest=proposal.digest,
            lines=lines,
            resolution=review.resolution(lines),
            rulings=proposal.rulings,
            cells=tuple(found.cell(one) for one in proposal.cells),
            previews=tuple(_previews(proposal, register, machines, found)),
            rows=proposal.rows,
            machines=machines,
            wishes=proposal.wishes,
            open=plan.open,
            unfinished=plan.unfinished,
            incomplete=tuple(one.system for one in plan.searches if one.finished and not one.complete),
            decided=tuple(_decided(d, row, Names(d))),
            made=_made(d, row),
            decided_rulings=rulings_of(d.session, d.unseal, row),
            answer_digest=_answer_digest(d, row, plan.digest),
            outcomes=proposal.outcomes,
            grounds={one.key: rights.grounds(register, one) for one in proposal.rulings},
        )


class _Searched:
    """What the searches kept of their systems: the meaning of the fields, and what an erasure would do."""

    def __init__(self, d: Door, row: t.SubjectRequest) -> None:
        self.previews: dict[str, Mapping[str, Any]] = {}
        self._labels: dict[tuple[str, str, str], Text] = {}
        self._kinds: dict[tuple[str, str], Text] = {}
        steps = select(t.Step).where(
            t.Step.request_id == row.id, t.Step.capability == Capability.FIND.value, t.Step.sealed.is_not(None)
        )
        for step in d.session.scalars(steps):
            kept = d.unseal(step)
            self.previews[step.system] = kept.get("preview") or {}
            for one in kept.get("glossary", []):
                self._labels[(step.system, one["kind"], one["name"])] = Text(**one["label"])
                if one["kind_label"]:
                    self._kinds[(step.system, one["kind"])] = Text(**one["kind_label"])

    def cell(self, cell: Cell) -> CellLine:
        """A cell with its names."""
        label = self._labels.get((cell.system, cell.kind, cell.name))
        return CellLine(cell, label, self._kinds.get((cell.system, cell.kind)))

    def kinds(self, system: str) -> dict[str, Text]:
        """What the record kinds of a system are called."""
        return {kind: text for (place, kind), text in self._kinds.items() if place == system}


def _machines(d: Door, register: Register) -> frozenset[str]:
    connected = set(d.session.scalars(select(t.Connection.system)))
    return frozenset(one.key for one in register.systems if one.key in connected)


def _previews(proposal: Proposal, register: Register, machines: frozenset[str], found: _Searched) -> Iterator[Preview]:
    """What the proposed erasure does, system by system, in the register's order."""
    erasures = [one for one in proposal.rulings if one.right is Right.ERASURE]
    gone = [proposal.rows[id_] for one in erasures for id_ in one.erased]
    for system in register.systems:
        here = [row for row in gone if row.system == system.key]
        if here:
            targets = [row.id for row in here if system.key in machines and row.owner]
            yield _preview(system.key, targets, found, proposal.digest)


def _preview(system: str, targets: Sequence[str], found: _Searched, digest: str) -> Preview:
    kept = found.previews.get(system, {})
    current = kept.get("digest") == digest
    return Preview(
        system=system,
        counts=kept.get("counts") if current else None,
        fault=str(kept.get("fault", "")) if current else "",
        targets=tuple(targets),
        kinds=found.kinds(system),
    )


def _answer_digest(d: Door, row: t.SubjectRequest, plan_digest: str) -> str:
    """The digest of the answer that waits for its release: letters in order of their kinds, package, and to whom."""
    waiting = select(t.Letter.digest).where(
        t.Letter.request_id == row.id, t.Letter.released_at.is_(None), t.Letter.kind.not_in(NO_ANSWERS)
    )
    letters = d.session.scalars(waiting.order_by(t.Letter.kind)).all()
    if not letters:
        return ""
    package = d.session.scalars(
        select(t.Package).where(t.Package.request_id == row.id).order_by(t.Package.at.desc()).limit(1)
    ).one_or_none()
    manifest = package.manifest_digest if package and package.released_at is None else ""
    recipient = recipient_mark(d.vault, row, d.unseal(row))
    return review.answer_digest(plan_digest, " ".join(letters), manifest, recipient)


def _made(d: Door, row: t.SubjectRequest) -> Made | None:
    one = d.session.scalars(select(t.Decision).where(t.Decision.request_id == row.id).limit(1)).one_or_none()
    if one is None:
        return None
    return Made(one.at, Names(d)(one.actor), d.unseal(one).get("note", "") if one.sealed is not None else "")


def _decided(d: Door, row: t.SubjectRequest, names: Names) -> Iterator[DecidedLine]:
    for one in d.session.scalars(
        select(t.Decision).where(t.Decision.request_id == row.id, t.Decision.right == Right.ACCESS.value)
    ):
        value = d.unseal(one) if one.sealed is not None else {}
        yield DecidedLine(
            one.category, Outcome(one.outcome), one.ground, value.get("given", 0) + value.get("in_part", 0),
            value.get("withheld", 0), one.at, names(one.actor), value.get("note", ""),
        )  # fmt: skip
