"""What staff read at the counter: who asked before, the code of a mailed link, and what is to be posted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from portal.domain import persons
from portal.domain.errors import NotFound
from portal.domain.lifecycle import Right, Status
from portal.domain.roles import Viewer
from portal.keys import links
from portal.keys import ring as keys
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door

MOST_KNOWN = 5
_MOST_LOOKED_AT = 50
_STILL_GOING = ("open", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Known:
    """A request that is still going on, and may be of the same person."""

    reference: str
    name: str = field(repr=False)
    rights: tuple[Right, ...]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class LinkLine:
    """The newest link to confirm a mailbox: `code` is what the person has to be told, empty once it ended."""

    address: str = field(repr=False)
    code: str = field(repr=False)
    expires_at: datetime
    used: bool
    mail_state: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What the sheets are made of beside the case itself.

    `code` is what is printed, empty where there is nothing to open; `alive_until` since it was posted. `since` is
    the last posting: what is younger has not gone.
    """

    code: str = field(repr=False)
    alive_until: datetime | None
    since: datetime | None


def known(store: Store, viewer: Viewer, name: str, emails: Iterable[str]) -> tuple[Known, ...]:
    """Requests of the same address or the same name that are still going on, the newest first."""
    wanted = {email.casefold() for email in emails if email}
    folded = persons.words(name)
    with door(store, viewer) as d:
        rows = {row.id: row for email in sorted(wanted) for row in _marked(d, [email])}
        if len(folded) > 1:
            rows |= {row.id: row for row in _marked(d, sorted(folded, key=len, reverse=True))}
        d.vault.open_requests(list(rows))
        found = []
        for row in sorted(rows.values(), key=lambda one: one.received_at, reverse=True):
            requester = d.unseal(row)
            theirs = {requester.get("email", ""), *requester.get("emails", [])}
            if wanted & theirs or (
                len(folded) > 1 and sorted(persons.words(requester.get("name", ""))) == sorted(folded)
            ):
                rights = tuple(Right(code) for code in row.rights)
                found.append(Known(row.reference, requester.get("name", ""), rights, row.received_at))
        return tuple(found[:MOST_KNOWN])


def link(store: Store, viewer: Viewer, reference: str) -> LinkLine | None:
    """The newest link that was mailed to confirm a mailbox; None where there was none."""
    with door(store, viewer) as d:
        row = _request(d, reference)
        of_request = (t.Proof.request_id == row.id, t.Proof.purpose == "confirm")
        proof = d.session.scalars(select(t.Proof).where(*of_request).order_by(t.Proof.created_at.desc())).first()
        if proof is None:
            return None
        with_link = (t.Mail.request_id == row.id, t.Mail.proof_id == proof.id)
        mail = d.session.scalars(select(t.Mail).where(*with_link).order_by(t.Mail.created_at.desc())).first()
        over = proof.used_at is not None or proof.ended_at is not None or d.now >= proof.expires_at
        return LinkLine(
            address=d.unseal(proof)["address"],
            code="" if over else links.code(store.ring, proof.id, "confirm"),
            expires_at=proof.expires_at,
            used=proof.used_at is not None,
            mail_state=mail.state if mail else "",
        )


def posting(store: Store, viewer: Viewer, reference: str) -> Posting:
    """What is to be printed of a request, and when the last sheets went."""
    with door(store, viewer) as d:
        row = _request(d, reference)
        since = d.session.scalars(
            select(t.Event.at)
            .where(t.Event.request_id == row.id, t.Event.kind == "posted")
            .order_by(t.Event.number.desc())
        ).first()
        if row.answered_at is None or d.unseal(row).get("email"):
            return Posting("", None, since)
        of_request = (t.Proof.request_id == row.id, t.Proof.purpose == links.LETTER)
        proofs = d.session.scalars(select(t.Proof).where(*of_request).order_by(t.Proof.created_at)).all()
        alive = [one for one in proofs if one.ended_at is None and d.now < one.expires_at]
        proof_id = alive[-1].id if alive else links.letter_proof_id(row.id, len(proofs))
        return Posting(links.code(store.ring, proof_id, links.LETTER), alive[-1].expires_at if alive else None, since)


def released_package(store: Store, viewer: Viewer, reference: str) -> BinaryIO | None:
    """The answer's package, to be printed; None where there is none, or its time is over."""
    with door(store, viewer) as d:
        row = _request(d, reference)
        found = d.session.scalars(
            select(t.Package)
            .where(t.Package.request_id == row.id, t.Package.released_at.is_not(None), t.Package.removed_at.is_(None))
            .order_by(t.Package.at.desc())
        ).first()
        if found is None:
            return None
        return BytesIO(b"".join(files.read(store.folder, d.vault.of_request(row.id), found.upload_id)))


def _request(d: Door, reference: str) -> t.SubjectRequest:
    row = d.session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.reference == reference)).one_or_none()
    if row is None or d.viewer.categories is not None:
        raise NotFound("not_found")
    return row


def _marked(d: Door, values: list[str]) -> list[t.SubjectRequest]:
    """The requests that carry the marks of all these values, which are marked whole."""
    key = d.vault.of_controller(d.viewer.controller_id, "marks")
    first, *others = (keys.mark(key, value) for value in values)
    m = t.SearchMark
    going = (m.mark == first, m.group.in_(_STILL_GOING))
    statement = select(m.request_id).where(*going)
    for mark in others:
        other = aliased(t.SearchMark)
        statement = statement.where(exists().where(other.request_id == m.request_id, other.mark == mark))
    ids = d.session.scalars(statement.order_by(m.safe.desc()).limit(_MOST_LOOKED_AT)).all()
    rows = select(t.SubjectRequest).where(t.SubjectRequest.id.in_(ids), t.SubjectRequest.status != Status.CLOSED.value)
    return list(d.session.scalars(rows))
