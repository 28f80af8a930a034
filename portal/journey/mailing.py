"""Mail: taken by the worker, sent outside, recorded; the same Message-ID and date on every try."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from portal.domain.register import Controller, Register
from portal.domain.roles import machine
from portal.reading.toml import register_from_json
from portal.storage import attempts, following, house, sending
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, work

GIVE_UP_AFTER = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class TakenMail:
    """A mail in the worker's hands; `values` are those of its kind that were written with its cause."""

    controller_id: str
    request_id: str
    mail_id: str
    attempt_id: str
    kind: str
    language: str
    to: str = field(repr=False)
    values: dict[str, Any] = field(repr=False)
    proof_id: str | None
    purpose: str
    message_id: str
    written_at: datetime
    reference: str
    register: Register = field(repr=False)
    faults: int
    host: str = ""
    """The company's own on which the request began, while it still is the company's."""

    @property
    def controller(self) -> Controller:
        """In whose name it goes."""
        return self.register.controller


def take_mail(store: Store, controller_id: str, request_id: str, mail_id: str) -> TakenMail | None:
    """Commit an attempt; None for a mail that is sent, withheld or bounced, or whose link has ended.

    A mail whose last attempt has no outcome may have gone: it goes again under the same
    Message-ID, and staff see that it did.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        row = case.one(t.Mail, mail_id)
        if row.state not in sending.TO_SEND:
            return None
        purpose = _purpose(case, row, w.now)
        if purpose is None:
            row.state, row.fault = "withheld", "too_late"
            w.happened("mail_withheld", case, mail=row.id, mail_kind=row.kind, fault="too_late")
            return None
        begun = attempts.begin(w, case, row.id)
        if begun.interrupted or row.state == "unknown":
            row.state, row.fault = "unknown", "unknown_delivery"
            w.happened("mail_repeated", case, mail=row.id, mail_kind=row.kind)
        sealed = case.unseal(row)
        return TakenMail(
            controller_id=controller_id, request_id=request_id, mail_id=mail_id, attempt_id=begun.id, kind=row.kind,
            language=row.language, to=sealed["to"], values=dict(sealed["values"]), proof_id=row.proof_id,
            purpose=purpose, message_id=row.message_id, written_at=row.created_at, reference=case.row.reference,
            register=register_from_json(following.document(w, case)), faults=begun.faults, host=_host(w, case),
        )  # fmt: skip


def _host(w: Work, case: Case) -> str:
    began = str(case.requester().get("host", ""))
    return began if began in house.domains_of(w.session, case.row.controller_id) else ""


def record_sent(store: Store, taken: TakenMail, reply: str) -> None:
    """The server took the mail; `reply` is its code alone.

    Raises:
        Conflict: another worker has the mail now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, row = _resumed(w, taken, "sent")
        row.state, row.fault, row.sent_at = "sent", None, w.now
        w.happened("mail_sent", case, mail=row.id, mail_kind=row.kind, reply=reply)


def record_bounced(store: Store, taken: TakenMail, code: str, reply: str = "") -> None:
    """The server refused the mail for good, or it cannot be written: staff see it on the case.

    Raises:
        Conflict: another worker has the mail now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, row = _resumed(w, taken, "bounced", code)
        row.state, row.fault = "bounced", code
        w.happened("mail_bounced", case, mail=row.id, mail_kind=row.kind, fault=code, reply=reply)


def record_delay(store: Store, taken: TakenMail, code: str, *, unknown: bool = False) -> bool:
    """The mail did not go, or nobody knows (`unknown`); False when it has been tried for five days in vain.

    Raises:
        Conflict: another worker has the mail now.
    """
    with work(store, machine(taken.controller_id)) as w:
        case, row = _resumed(w, taken, "unknown" if unknown else "delayed", code)
        if w.now - row.created_at > GIVE_UP_AFTER:
            row.state, row.fault = "bounced", "gave_up"
            w.happened("mail_bounced", case, mail=row.id, mail_kind=row.kind, fault="gave_up")
            return False
        state = "unknown" if unknown else "retrying"
        if (row.state, row.fault) != (state, code):
            row.state, row.fault = state, code
            w.happened("mail_waits", case, mail=row.id, mail_kind=row.kind, fault=code)
        return True


def _purpose(case: Case, row: t.Mail, now: datetime) -> str | None:
    """The purpose of the mail's proof; empty without one, None where its link or code has ended."""
    if row.proof_id is None:
        return ""
    proof = case.one(t.Proof, row.proof_id)
    alive = proof.used_at is None and proof.ended_at is None and now < proof.expires_at
    return proof.purpose if alive else None


def _resumed(w: Work, taken: TakenMail, outcome: str, fault: str | None = None) -> tuple[Case, t.Mail]:
    """The mail again, after the errand; the attempt says that it is still ours."""
    case = w.case(taken.request_id)
    attempts.end(w, case, taken.attempt_id, outcome, fault)
    return case, case.one(t.Mail, taken.mail_id)
