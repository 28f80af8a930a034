"""Keeping: packages are removed when they expire, and an unconfirmed request is reminded of once."""

from datetime import timedelta

from sqlalchemy import select

from portal.domain.errors import Conflict
from portal.domain.lifecycle import Status
from portal.domain.roles import machine
from portal.papers.mails import LINK_DAYS, MailKind
from portal.storage import files, house, wiping
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import DAY, Case, Work, soon, work

REMIND_AFTER = timedelta(days=3)
AT_A_TIME = 200


def expired_packages(store: Store, controller_id: str) -> list[tuple[str, str]]:
    """(request id, package id) of packages whose time is over."""
    with store.database.reading(machine(controller_id)) as session:
        rows = session.execute(
            select(t.Package.request_id, t.Package.id)
            .where(t.Package.removed_at.is_(None), t.Package.expires_at <= store.now())
            .limit(AT_A_TIME)
        ).all()
    return [(str(request_id), str(package_id)) for request_id, package_id in rows]


def expire_package(store: Store, controller_id: str, request_id: str, package_id: str) -> None:
    """Take an answer's package away, 30 days after its release; that it was there stays on the case.

    The file goes after the commit: one that stays behind is named by no row and is swept.

    Raises:
        Conflict: it is gone already, or has time left.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        package = case.one(t.Package, package_id)
        if package.removed_at is not None or package.expires_at is None or w.now < package.expires_at:
            raise Conflict("package_not_due")
        upload = case.one(t.Upload, package.upload_id)
        package.removed_at = upload.removed_at = w.now
        w.happened("package_removed", case, package=package.id)
        wiping.wipe_later(w, case)
        file_id = upload.id
    files.remove(store.folder, file_id)


def named_files(store: Store) -> frozenset[str]:
    """The ids of the sealed files that a row names, at every controller."""
    found: set[str] = set()
    for controller in house.controllers(store):
        with store.database.reading(machine(controller.id)) as session:
            found.update(session.scalars(select(t.Upload.id).where(t.Upload.removed_at.is_(None))))
            found.update(session.scalars(select(t.DraftFile.id)))
    return frozenset(found)


def unconfirmed(store: Store, controller_id: str) -> list[str]:
    """The ids of requests that wait for their mailbox since three days and were not reminded of.

    One that has no mailbox was never mailed a link, and waits for staff.
    """
    reminded = select(t.Mail.id).where(
        t.Mail.request_id == t.SubjectRequest.id, t.Mail.kind == MailKind.REMINDER_UNCONFIRMED.value
    )
    linked = select(t.Proof.id).where(
        t.Proof.request_id == t.SubjectRequest.id,
        t.Proof.purpose == "confirm",
        t.Proof.created_at <= store.now() - REMIND_AFTER,
    )
    with store.database.reading(machine(controller_id)) as session:
        return [
            str(found)
            for found in session.scalars(
                select(t.SubjectRequest.id)
                .where(
                    t.SubjectRequest.status == Status.UNCONFIRMED.value,
                    t.SubjectRequest.received_at <= store.now() - REMIND_AFTER,
                    linked.exists(),
                    ~reminded.exists(),
                )
                .order_by(t.SubjectRequest.received_at)
                .limit(AT_A_TIME)
            )
        ]


def remind(store: Store, controller_id: str, request_id: str) -> None:
    """Remind of an unconfirmed request, once; the answer can only be shown after the mailbox is.

    A mailbox that took no mail, or that was mailed too often that day, is not mailed: then
    the reminder stands as withheld, so that it is not tried again.

    Raises:
        Conflict: the request is confirmed by now, or was reminded of.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        if case.status is not Status.UNCONFIRMED or case.rows(
            t.Mail, t.Mail.kind == MailKind.REMINDER_UNCONFIRMED.value
        ):
            raise Conflict("reminded_already")
        address = case.requester()["email"]
        proof = _living_proof(w, case, address)
        values = {"reference": case.row.reference, "due": case.row.due.isoformat()}
        state = "waiting" if _reaches(case) and w.mail_allowed(address) else "withheld"
        case.mail(MailKind.REMINDER_UNCONFIRMED.value, address, values, proof.id, state)
        w.happened("reminded", case)


def _living_proof(w: Work, case: Case, address: str) -> t.Proof:
    """The link that the first mail carried, or one like it when that has ended."""
    proofs = sorted(case.rows(t.Proof, t.Proof.purpose == "confirm"), key=lambda one: one.created_at)
    for proof in reversed(proofs):
        if proof.used_at is None and proof.ended_at is None and w.now < proof.expires_at - timedelta(days=1):
            return proof
    return case.add(
        t.Proof, {"address": address}, purpose="confirm", browser=proofs[-1].browser if proofs else "",
        created_at=w.now, expires_at=soon(w.now, LINK_DAYS * DAY), wrong_codes=0,
    )  # fmt: skip


def _reaches(case: Case) -> bool:
    """Whether the latest link's mail went out, rather than being refused or withheld."""
    sent = sorted(case.rows(t.Mail, t.Mail.kind == MailKind.CONFIRM.value), key=lambda one: one.created_at)
    return not sent or sent[-1].state not in {"bounced", "withheld"}
