"""What a person may read of their own request: pages as values, never a member of staff's note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from portal.domain.deadlines import Deadline
from portal.domain.errors import NotFound
from portal.domain.lifecycle import (
    CARRYING_OUT,
    OPEN_STATUSES,
    Capability,
    Ground,
    Resolution,
    Right,
    Status,
    StepState,
)
from portal.domain.roles import Viewer
from portal.domain.telling import ASKED, may_ask
from portal.keys import links
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.fees import FeeLine, fee_line
from portal.storage.door.opening import Door, door
from portal.storage.door.outcome import Outcome, outcome_of
from portal.storage.door.public import alive_proof
from portal.storage.door.telling import TellingLine, telling_line

STATEMENT = "statement"
OF_PERSON = frozenset({"person", STATEMENT})
"""The kinds of message that the person wrote."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The check-your-mail page: the address, the code that another browser asks for, whether the mail bounced."""

    reference: str
    address: str
    code: str
    confirmed: bool
    asked: bool
    closed: bool
    rights: tuple[Right, ...]
    due: date
    bounced: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in one system; `doing` says what of a capability that is used for several things."""

    system: str
    capability: str
    doing: str
    right: Right
    performer: str
    state: str
    outcome: str | None
    count: int
    due: date | None
    ended_at: datetime | None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileLine:
    """An attachment."""

    id: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message of the thread; `statement` where it is the person's own account of a refused correction (Art 16)."""

    mine: bool
    statement: bool
    text: str
    at: datetime
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A released letter."""

    id: str
    kind: str
    title: str
    html: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageLine:
    """The answer's package: until when it can be fetched; `removed` after that."""

    id: str
    upload_id: str
    size: int
    expires_at: datetime | None
    removed: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A request as its person sees it."""

    reference: str
    version: int
    rights: tuple[Right, ...]
    status: Status
    resolution: Resolution | None
    received_at: datetime
    confirmed_at: datetime | None
    asked_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    deadline: Deadline
    due: date
    requester: dict[str, Any]
    steps: tuple[StepLine, ...]
    messages: tuple[MessageLine, ...]
    letters: tuple[LetterPage, ...]
    package: PackageLine | None
    outcome: Outcome
    fee: FeeLine | None
    events: tuple[tuple[str, datetime], ...]
    tellings: tuple[TellingLine, ...] = ()

    @property
    def may_ask_whom(self) -> bool:
        """Whether they may ask whom we told of what was changed (Art 19)."""
        answered = self.answered_at is not None
        return not self.asked_whom and may_ask(self.status, self.rights, answered, bool(self.tellings))

    @property
    def asked_whom(self) -> bool:
        """Whether they asked: the answer stays."""
        return any(kind == ASKED for kind, _at in self.events)

    @property
    def searches(self) -> tuple[StepLine, ...]:
        """The search ledger: each system once, whatever was asked."""
        return tuple(step for step in self.steps if step.capability == Capability.FIND)

    @property
    def prohibitions(self) -> tuple[StepLine, ...]:
        """Where marketing is stopped."""
        return tuple(step for step in self.steps if step.capability == Capability.SUPPRESS)

    @property
    def carried_out(self) -> tuple[StepLine, ...]:
        """What the decision does in each system."""
        return tuple(step for step in self.steps if step.capability in CARRYING_OUT)

    @property
    def erased_later(self) -> datetime | None:
        """When what was kept until a day was erased after it; None until it is done in every system."""
        moments = [at for kind, at in self.events if kind == "erased_later"]
        erasures = [step.state for step in self.carried_out if step.capability == Capability.ERASE]
        done = all(state == StepState.DONE for state in erasures if state != StepState.CANCELLED)
        return moments[-1] if moments and done else None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done before the answer."""
        return self.status in OPEN_STATUSES


def waiting(store: Store, viewer: Viewer) -> Waiting:
    """What the starting browser sees until the mailbox is proven."""
    with door(store, viewer) as opened:
        row = _request(opened)
        proofs = opened.session.scalars(
            select(t.Proof).where(t.Proof.purpose == "confirm").order_by(t.Proof.created_at.desc())
        ).all()
        alive = [proof for proof in proofs if alive_proof(proof, store.now())]
        bounced = opened.session.scalars(
            select(t.Mail.id).where(t.Mail.state == "bounced", t.Mail.proof_id.in_([proof.id for proof in alive]))
        ).first()
        return Waiting(
            reference=row.reference,
            address=opened.unseal(row)["email"] or (opened.unseal(alive[0])["address"] if alive else ""),
            code=links.code(store.ring, alive[0].id, "confirm") if alive else "",
            confirmed=row.confirmed_at is not None,
            asked=row.asked_at is not None,
            closed=row.status == Status.CLOSED,
            rights=_rights(row),
            due=row.due,
            bounced=bounced is not None,
        )


def return_code(store: Store, proof_id: str) -> str:
    """The code that another browser asks for when a fresh link is opened there; nothing tells a real one apart."""
    return links.code(store.ring, proof_id, "return")


def draft(store: Store, viewer: Viewer) -> dict[str, Any]:
    """What was typed so far."""
    with door(store, viewer) as opened:
        row = opened.session.scalars(select(t.Visit)).one_or_none()
        return {} if row is None else opened.unseal(row)


_STEPS = select(t.Step).order_by(t.Step.position).execution_options(kept=True)
_RECORDS = (
    select(t.Finding.step_id, func.count())
    .where(or_(t.Finding.ground.is_(None), t.Finding.ground != Ground.NOT_THIS_PERSON.value))
    .group_by(t.Finding.step_id)
    .execution_options(kept=True)
)
_ATTACHED = select(t.Upload).where(t.Upload.purpose == "attachment").execution_options(kept=True)
_MESSAGES = select(t.Message).where(t.Message.kind != "note").order_by(t.Message.at).execution_options(kept=True)
_LETTERS = (
    select(t.Letter)
    .where(t.Letter.released_at.is_not(None))
    .order_by(t.Letter.at.desc(), t.Letter.kind)
    .execution_options(kept=True)
)
_PACKAGE = (
    select(t.Package)
    .where(t.Package.released_at.is_not(None))
    .order_by(t.Package.at.desc())
    .limit(1)
    .execution_options(kept=True)
)
_EVENTS = select(t.Event.kind, t.Event.at).order_by(t.Event.number).execution_options(kept=True)
_REQUEST = select(t.SubjectRequest).execution_options(kept=True)


def case_page(store: Store, viewer: Viewer) -> CasePage:
    """The whole request for its person."""
    with door(store, viewer) as opened:
        row = _request(opened)
        steps = opened.session.scalars(_STEPS).all()
        return CasePage(
            reference=row.reference,
            version=row.version,
            rights=_rights(row),
            status=Status(row.status),
            resolution=Resolution(row.resolution) if row.resolution else None,
            received_at=row.received_at,
            confirmed_at=row.confirmed_at,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            closed_at=row.closed_at,
            deadline=Deadline.from_json(row.deadline),
            due=row.due,
            requester=opened.unseal(row),
            steps=tuple(_steps(opened, [one for one in steps if one.capability != Capability.NOTIFY])),
            messages=tuple(_messages(opened)),
            letters=tuple(_letters(opened)),
            package=_package(opened),
            outcome=outcome_of(opened, row),
            fee=fee_line(opened, row),
            events=tuple(_events(opened)),
            tellings=tuple(
                telling_line(one, opened.unseal(one)) for one in steps if one.capability == Capability.NOTIFY
            ),
        )


def attachment(store: Store, viewer: Viewer, upload_id: str) -> tuple[FileLine, Iterator[bytes]]:
    """A file of the thread; `NotFound` for another's or the answer's, which wants a fresh code."""
    with door(store, viewer) as opened:
        row = opened.session.scalars(
            select(t.Upload).where(
                t.Upload.id == upload_id, t.Upload.purpose == "attachment", t.Upload.removed_at.is_(None)
            )
        ).one_or_none()
        if row is None or not _in_thread(opened, row):
            raise NotFound("not_found")
        key = opened.vault.of_request(row.request_id)
        return _file(opened, row), files.read(store.folder, key, row.id)


def package(store: Store, viewer: Viewer) -> tuple[PackageLine, Iterator[bytes]]:
    """The answer's package; `NotFound` where none was released or it was removed."""
    with door(store, viewer) as opened:
        line = _package(opened)
        if line is None or line.removed or viewer.request_id is None:
            raise NotFound("not_found")
        return line, files.read(store.folder, opened.vault.of_request(viewer.request_id), line.upload_id)


def _rights(row: t.SubjectRequest) -> tuple[Right, ...]:
    """What was asked, in the order of the start page."""
    return tuple(right for right in Right if right in row.rights)


def _request(opened: Door) -> t.SubjectRequest:
    row = opened.session.scalars(_REQUEST).one_or_none()
    if row is None or row.purged_at is not None:
        raise NotFound("not_found")
    return row


def _steps(opened: Door, rows: Iterable[t.Step]) -> Iterator[StepLine]:
    theirs = _records_of_theirs(opened)
    for row in rows:
        outcome, count = row.outcome, row.count
        if outcome == "found":
            count = theirs.get(row.id, 0)
            outcome = "found" if count else "nothing"
        yield StepLine(
            row.system,
            row.capability,
            _doing(opened, row),
            Right(row.right),
            row.performer,
            row.state,
            outcome,
            count,
            row.due,
            row.ended_at,
            row.asked_at,
        )


def _doing(opened: Door, row: t.Step) -> str:
    """The capability; `stop` where the use for a purpose ends, `lift` where a restriction does."""
    if row.capability != Capability.RESTRICT:
        return row.capability
    kept = opened.unseal(row) if row.sealed is not None else {}
    if "on" not in kept and row.right == Right.OBJECTION:
        return "stop"
    return row.capability if kept.get("on", True) else "lift"


def _records_of_theirs(opened: Door) -> dict[str, int]:
    """How many records each search found, without those of somebody else: they are not told of, as in the letter."""
    return {str(row[0]): int(row[1]) for row in opened.session.execute(_RECORDS)}


def _messages(opened: Door) -> Iterator[MessageLine]:
    attached: dict[str, list[FileLine]] = {}
    for upload in opened.session.scalars(_ATTACHED):
        attached.setdefault(upload.message_id or "", []).append(_file(opened, upload))
    for row in opened.session.scalars(_MESSAGES):
        files_of = tuple(attached.get(row.id, ()))
        yield MessageLine(row.kind in OF_PERSON, row.kind == STATEMENT, opened.unseal(row)["text"], row.at, files_of)


def _in_thread(opened: Door, upload: t.Upload) -> bool:
    message = opened.session.get(t.Message, upload.message_id) if upload.message_id else None
    return message is not None and message.kind != "note"


def _file(opened: Door, row: t.Upload) -> FileLine:
    return FileLine(row.id, opened.unseal(row)["name"], row.size, row.media_type)


def _letters(opened: Door) -> Iterator[LetterPage]:
    for row in opened.session.scalars(_LETTERS):
        value = opened.unseal(row)
        yield LetterPage(row.id, row.kind, value["title"], value["html"], row.at)


def _package(opened: Door) -> PackageLine | None:
    row = opened.session.scalars(_PACKAGE).one_or_none()
    if row is None:
        return None
    upload = opened.session.get(t.Upload, row.upload_id)
    size = upload.size if upload else 0
    expired = row.expires_at is not None and row.expires_at <= opened.now
    return PackageLine(row.id, row.upload_id, size, row.expires_at, row.removed_at is not None or expired)


def _events(opened: Door) -> Iterator[tuple[str, datetime]]:
    for row in opened.session.execute(_EVENTS):
        yield row.kind, row.at
