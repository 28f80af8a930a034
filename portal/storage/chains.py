"""Chains sealed and verified: in the database, and offline on an exported file.

The worker seals the heads of changed chains into a controller's checkpoints, each hashed
with the one before. An edited, deleted or cut row is found; a pruned body or a destroyed
key is no damage, and is counted.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain import events
from portal.domain.events import GENESIS, Link
from portal.domain.roles import machine
from portal.storage import house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import stamp

HEADS_AT_A_TIME = 500
FORMAT = "portal-audit-1"
LONGEST_LINE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends, as its own row says; `sealed` is whether a checkpoint must hold it."""

    chain: str
    number: int
    digest: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One seal of a controller over heads of (chain, number, digest)."""

    number: int
    at: str
    heads: tuple[tuple[str, int, str], ...]
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not verify: a code, the controller, the chain (or `seals`) and the number in it."""

    controller: str
    chain: str
    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was verified. `pruned` counts bodies that were removed or whose key was destroyed: no damage."""

    chains: int
    events: int
    seals: int
    pruned: int
    problems: tuple[Problem, ...]


@dataclass
class _Ledger:
    """Everything of one controller that the verifier looks at."""

    controller: str
    links: dict[str, list[Link]] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    seals: list[Checkpoint] = field(default_factory=list)
    pruned: int = 0
    problems: list[Problem] = field(default_factory=list)

    def problem(self, chain: str, number: int, code: str) -> None:
        self.problems.append(Problem(self.controller, chain, number, code))


def open_chains(store: Store, controller_id: str) -> bool:
    """Whether a chain has moved since the last seal; a read alone."""
    with store.database.reading(machine(controller_id)) as session:
        request = session.scalars(select(t.SubjectRequest.id).where(t.SubjectRequest.chain_open).limit(1)).first()
        stream = session.scalars(select(t.Stream).where(t.Stream.chain_number > t.Stream.sealed_number)).first()
        return request is not None or stream is not None


def seal_heads(store: Store, controller_id: str) -> int:
    """Write one checkpoint over the chains that moved; how many heads it holds (none is written over none)."""
    with store.database.working(machine(controller_id)) as session:
        last = session.scalars(select(t.ChainSeal).order_by(t.ChainSeal.number.desc()).limit(1)).first()
        heads = [*_open_requests(session), *_open_stream(session)]
        if not heads:
            return 0
        number, previous = (last.number + 1, last.digest) if last else (1, GENESIS)
        at = store.now()
        session.add(
            t.ChainSeal(
                controller_id=controller_id, number=number, at=at, heads=heads, previous=previous,
                digest=events.seal_digest(controller_id, number, stamp(at), heads, previous),
            )
        )  # fmt: skip
        for chain, sealed_number, _digest in heads:
            _mark_sealed(session, controller_id, chain, sealed_number)
        return len(heads)


def _open_requests(session: Session) -> list[list[Any]]:
    rows = session.scalars(
        select(t.SubjectRequest)
        .where(t.SubjectRequest.chain_open, t.SubjectRequest.chain_number > 0)
        .order_by(t.SubjectRequest.id)
        .limit(HEADS_AT_A_TIME)
        .with_for_update(skip_locked=True)
    )
    return [[row.id, row.chain_number, row.chain_digest] for row in rows]


def _open_stream(session: Session) -> list[list[Any]]:
    row = session.scalars(
        select(t.Stream).where(t.Stream.chain_number > t.Stream.sealed_number).with_for_update(skip_locked=True)
    ).first()
    return [[row.controller_id, row.chain_number, row.chain_digest]] if row else []


def _mark_sealed(session: Session, controller_id: str, chain: str, number: int) -> None:
    """A mark of the house, and no change of the case: it asks for no event."""
    statement = (
        update(t.Stream).where(t.Stream.controller_id == controller_id).values(sealed_number=number)
        if chain == controller_id
        else update(t.SubjectRequest)
        .where(
            t.SubjectRequest.controller_id == controller_id,
            t.SubjectRequest.id == chain,
            t.SubjectRequest.chain_number == number,
        )
        .values(chain_open=False)
    )
    session.execute(statement.execution_options(storage_only=True, synchronize_session=False))


# ---- verifying -------------------------------------------------------------------------------------------


def verify(store: Store) -> Report:
    """Verify every chain and checkpoint of the installation, and that the bodies are those that were hashed."""
    return _report([_judged(_read(store, one.id)) for one in house.controllers(store)])


def export(store: Store, target: TextIO) -> int:
    """Write links, heads and seals as JSON Lines, without any body; how many lines."""
    digest, count = sha256(), 0
    for line in _lines(store):
        text = json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n"
        digest.update(text.encode())
        target.write(text)
        count += 1
    target.write(json.dumps({"type": "end", "lines": count, "digest": digest.hexdigest()}) + "\n")
    return count + 1


def verify_file(path: Path) -> Report:
    """Verify an exported file: no database and no settings are needed."""
    ledgers: dict[str, _Ledger] = {}
    whole = _Ledger("file")
    digest, count, ended = sha256(), 0, False
    with path.open("rb") as source:
        for number, raw in enumerate(iter(lambda: source.readline(LONGEST_LINE), b""), start=1):
            try:
                line = json.loads(raw)
                if ended:
                    whole.problem("file", number, "line_after_end")
                elif line["type"] == "end":
                    ended = True
                    if line["lines"] != count or line["digest"] != digest.hexdigest():
                        whole.problem("file", number, "file_edited")
                else:
                    _take_line(ledgers, line)
                    count += 1
                    digest.update(raw)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                whole.problem("file", number, "line_unreadable")
    if not ended:
        whole.problem("file", count + 1, "file_cut")
    return _report([*(_judged(ledger) for ledger in ledgers.values()), whole])


def _read(store: Store, controller_id: str) -> _Ledger:
    ledger = _Ledger(controller_id)
    with store.database.reading(machine(controller_id)) as session:
        rows = session.execute(
            select(t.Event).order_by(t.Event.chain, t.Event.number).execution_options(yield_per=1000)
        ).scalars()
        keyless = _keyless(session)
        for row in rows:
            ledger.links.setdefault(row.chain, []).append(_link(row))
            if row.sealed is None or row.chain in keyless:
                ledger.pruned += 1
            if row.sealed is not None and events.body_digest(row.sealed) != row.body_digest:
                ledger.problem(row.chain, row.number, "body_edited")
            if row.request_id not in (None, row.chain):
                ledger.problem(row.chain, row.number, "link_moved")
            session.expunge(row)
        ledger.heads = list(_heads(session))
        ledger.seals = [_checkpoint(row) for row in session.scalars(select(t.ChainSeal).order_by(t.ChainSeal.number))]
    return ledger


def _keyless(session: Session) -> frozenset[str]:
    """The requests whose key was destroyed: their bodies are unreadable, and their chains whole."""
    return frozenset(
        found
        for found in session.scalars(
            select(t.DataKey.request_id).where(t.DataKey.request_id.is_not(None), t.DataKey.wrapped.is_(None))
        )
        if found
    )


def _heads(session: Session) -> Iterator[Head]:
    columns = (t.SubjectRequest.id, t.SubjectRequest.chain_number, t.SubjectRequest.chain_digest)
    for chain, number, digest, is_open in session.execute(select(*columns, t.SubjectRequest.chain_open)):
        yield Head(chain, number, digest, not is_open)
    for row in session.scalars(select(t.Stream)):
        yield Head(row.controller_id, row.chain_number, row.chain_digest, row.sealed_number >= row.chain_number > 0)


def _link(row: t.Event) -> Link:
    return Link(row.chain, row.number, row.kind, stamp(row.at), row.actor, row.body_digest, row.previous, row.digest)


def _checkpoint(row: t.ChainSeal) -> Checkpoint:
    heads = tuple((str(chain), int(number), str(digest)) for chain, number, digest in row.heads)
    return Checkpoint(row.number, stamp(row.at), heads, row.previous, row.digest)


def _judged(ledger: _Ledger) -> _Ledger:
    by_number = {chain: {link.number: link.digest for link in links} for chain, links in ledger.links.items()}
    for chain, links in ledger.links.items():
        for number, code in events.broken_links(links):
            ledger.problem(chain, number, code)
    sealed = _judge_seals(ledger, by_number)
    for head in ledger.heads:
        last = max(by_number.get(head.chain, {0: GENESIS}).items())
        if head.number and last != (head.number, head.digest):
            ledger.problem(head.chain, head.number, "head_differs")
        if head.sealed and (head.number, head.digest) not in sealed.get(head.chain, set()):
            ledger.problem(head.chain, head.number, "head_not_sealed")
    for chain in by_number.keys() - {head.chain for head in ledger.heads} - sealed.keys():
        ledger.problem(chain, 0, "head_missing")
    return ledger


def _judge_seals(ledger: _Ledger, links: dict[str, dict[int, str]]) -> dict[str, set[tuple[int, str]]]:
    """Check the checkpoints' own chain, and that every head they hold is there; gives the heads by chain."""
    sealed: dict[str, set[tuple[int, str]]] = {}
    previous = GENESIS
    for place, seal in enumerate(ledger.seals, start=1):
        if seal.number != place:
            ledger.problem("seals", seal.number, "seal_missing")
            break
        if seal.previous != previous:
            ledger.problem("seals", seal.number, "seal_cut")
        if events.seal_digest(ledger.controller, seal.number, seal.at, seal.heads, seal.previous) != seal.digest:
            ledger.problem("seals", seal.number, "seal_edited")
        for chain in events.missing_heads({chain: (number, digest) for chain, number, digest in seal.heads}, links):
            ledger.problem(chain, seal.number, "sealed_head_missing")
        for chain, number, digest in seal.heads:
            sealed.setdefault(chain, set()).add((number, digest))
        previous = seal.digest
    return sealed


def _report(ledgers: Iterable[_Ledger]) -> Report:
    every = list(ledgers)
    return Report(
        chains=sum(len(one.links) for one in every),
        events=sum(len(links) for one in every for links in one.links.values()),
        seals=sum(len(one.seals) for one in every),
        pruned=sum(one.pruned for one in every),
        problems=tuple(problem for one in every for problem in one.problems),
    )


def _lines(store: Store) -> Iterator[dict[str, Any]]:
    yield {"type": "audit", "format": FORMAT, "at": stamp(store.now())}
    for controller in house.controllers(store):
        ledger = _read(store, controller.id)
        yield {"type": "controller", "controller": controller.id, "slug": controller.slug, "pruned": ledger.pruned}
        for links in ledger.links.values():
            yield from ({"type": "event", "controller": controller.id, **asdict(link)} for link in links)
        yield from ({"type": "head", "controller": controller.id, **asdict(head)} for head in ledger.heads)
        yield from ({"type": "seal", "controller": controller.id, **asdict(seal)} for seal in ledger.seals)


def _take_line(ledgers: dict[str, _Ledger], line: dict[str, Any]) -> None:
    """One line of an exported file into its controller's ledger; KeyError, TypeError, ValueError for no such line."""
    values = dict(line)
    kind = values.pop("type")
    if kind == "audit":
        if values["format"] != FORMAT:
            raise ValueError("another format")
        return
    values = {name: _typed(name, value) for name, value in values.items()}
    controller = values.pop("controller")
    ledger = ledgers.setdefault(controller, _Ledger(controller))
    if kind == "controller":
        ledger.pruned = values["pruned"]
    elif kind == "event":
        ledger.links.setdefault(values["chain"], []).append(Link(**values))
    elif kind == "head":
        ledger.heads.append(Head(**values))
    elif kind == "seal":
        heads = tuple((str(chain), int(number), str(digest)) for chain, number, digest in values.pop("heads"))
        ledger.seals.append(Checkpoint(heads=heads, **values))
    else:
        raise ValueError("another kind of line")


def _typed(name: str, value: object) -> Any:
    """A value of a line, if it is of the kind that its name has; TypeError for another."""
    wanted = {"number": int, "pruned": int, "sealed": bool, "heads": list}.get(name, str)
    if type(value) is not wanted:
        raise TypeError(name)
    return value
