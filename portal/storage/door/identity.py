"""What may be read of who asks: what was shown, what is missing, and what was asked of the person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.domain.errors import NotFound
from portal.domain.ladder import Doubt, Means, Standing
from portal.domain.lifecycle import Capability, Right, Status
from portal.domain.may import may_manage
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.keys import links
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.person import FileLine
from portal.storage.door.rows import Names, request_row
from portal.storage.inquiries import at_stake, standing_of
from portal.storage.plans import rulings_of

_RELEASING = frozenset({Status.CARRYING_OUT, Status.ANSWERING})
_BEFORE_REVIEW = frozenset({Status.UNCONFIRMED, Status.CONFIRMED, Status.SEARCHING})


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """What was asked. `code` is that of the phone or of the letter, empty once it ended."""

    doubt: Doubt
    means: Means
    why: str = field(repr=False)
    question: str = field(repr=False)
    contact: str = field(repr=False)
    compared: str = field(repr=False)
    answer: str = field(repr=False)
    code: str = field(repr=False)
    asked_at: datetime
    name: str
    posted_at: datetime | None
    answered_at: datetime | None
    outcome: str | None
    decided_at: datetime | None
    decided_by: str
    waits_for_post: bool

    @property
    def is_open(self) -> bool:
        """Whether the person or staff still have to do something."""
        return self.outcome is None


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """Where the identity stands for what is at stake, and what was asked; `copies` are those that wait for a look.

    `represents` says for whom somebody asks, and as what; empty where they ask for themself.
    """

    standing: Standing
    represents: Mapping[str, Any]
    protected: bool
    inquiries: tuple[InquiryLine, ...]
    copies: tuple[FileLine, ...]

    @property
    def open(self) -> InquiryLine | None:
        """The question that is not settled."""
        return next((one for one in self.inquiries if one.is_open), None)


@dataclass(frozen=True, slots=True)
class AskedOfPerson:
    """What the person is asked on their own page; `answered` once they did, `ended` where the code has."""

    doubt: Doubt
    means: Means
    why: str = field(repr=False)
    question: str = field(repr=False)
    compared: str = field(repr=False)
    asked_at: datetime
    answered: bool
    ended: bool


def identity_page(store: Store, viewer: Viewer, reference: str, register: Register) -> IdentityPage:
    """For viewers without a category limit; `NotFound` for others. `register` is that of the request."""
    if viewer.categories is not None:
        raise NotFound("not_found")
    with door(store, viewer) as d:
        row = request_row(d, reference)
        requester = d.unseal(row)
        return IdentityPage(
            standing=standing_of(d.session, row, requester, register, _stake(d, row)),
            represents=requester.get("represents") or {},
            protected=bool(requester.get("protected")),
            inquiries=tuple(_inquiries(d, row, hidden=bool(requester.get("protected")) and not may_manage(viewer))),
            copies=tuple(_copies(d, row)),
        )


def copy(store: Store, viewer: Viewer, reference: str, upload_id: str) -> tuple[FileLine, Iterator[bytes]]:
    """A copy that was sent to show who it is; `NotFound` for anything else, and once it was decided."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        if viewer.categories is not None:
            raise NotFound("not_found")
        for line in _copies(d, row):
            if line.id == upload_id:
                return line, files.read(store.folder, d.vault.of_request(row.id), line.id)
    raise NotFound("not_found")


def asked_of(store: Store, viewer: Viewer) -> AskedOfPerson | None:
    """What the person of this request is asked; None where nothing is."""
    with door(store, viewer) as d:
        row = d.session.scalars(select(t.Inquiry).where(t.Inquiry.outcome.is_(None))).one_or_none()
        if row is None:
            return None
        kept = d.unseal(row)
        proof = d.session.get(t.Proof, row.proof_id) if row.proof_id else None
        return AskedOfPerson(
            doubt=Doubt(row.doubt),
            means=Means(row.means),
            why=kept["why"],
            question=kept["question"],
            compared=kept["compared"],
            asked_at=row.asked_at,
            answered=row.answered_at is not None,
            ended=proof is not None and (proof.ended_at is not None or d.now >= proof.expires_at),
        )


def _stake(d: Door, row: t.SubjectRequest) -> frozenset[Right]:
    """What is at stake as far as is known: what was decided, else what was asked unless nothing was found."""
    status = Status(row.status)
    if status in _RELEASING:
        return at_stake(d.session, row, rulings_of(d.session, d.unseal, row))
    if status not in _BEFORE_REVIEW and not row.findings and _searched(d, row):
        return frozenset()
    return frozenset(Right(code) for code in row.rights) - {Right.MARKETING}


def _searched(d: Door, row: t.SubjectRequest) -> bool:
    finds = (t.Step.request_id == row.id, t.Step.capability == Capability.FIND.value)
    return d.session.scalars(select(t.Step.id).where(*finds).limit(1)).first() is not None


def _inquiries(d: Door, row: t.SubjectRequest, *, hidden: bool) -> Iterator[InquiryLine]:
    """What was asked, the latest first; `hidden` without where a protected person is reached."""
    names = Names(d)
    asked = select(t.Inquiry).where(t.Inquiry.request_id == row.id).order_by(t.Inquiry.asked_at.desc())
    for one in d.session.scalars(asked):
        kept = d.unseal(one)
        proof = d.session.get(t.Proof, one.proof_id) if one.proof_id else None
        lives = proof is not None and proof.ended_at is None and d.now < proof.expires_at
        yield InquiryLine(
            doubt=Doubt(one.doubt),
            means=Means(one.means),
            why=kept["why"],
            question=kept["question"],
            contact="" if hidden else kept["contact"],
            compared=kept["compared"],
            answer=kept.get("answer", ""),
            code=links.code(d.store.ring, proof.id, proof.purpose) if proof is not None and lives else "",
            asked_at=one.asked_at,
            name=names(one.actor),
            posted_at=one.posted_at,
            answered_at=one.answered_at,
            outcome=one.outcome,
            decided_at=one.decided_at,
            decided_by=names(one.decided_by),
            waits_for_post=one.means == Means.POST_CODE and one.outcome is None and one.posted_at is None,
        )


def _copies(d: Door, row: t.SubjectRequest) -> Iterator[FileLine]:
    uploads = select(t.Upload).where(t.Upload.request_id == row.id, t.Upload.purpose == "identity")
    for upload in d.session.scalars(uploads.order_by(t.Upload.at, t.Upload.id)):
        yield FileLine(upload.id, d.unseal(upload)["name"], upload.size, upload.media_type)
