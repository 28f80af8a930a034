"""A request comes in: its first POST writes it and starts its clock; the questions follow."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from portal import facts, words
from portal.deadline_words import explain
from portal.domain.deadlines import Deadline
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.ladder import Representing
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.register import Controller, Register
from portal.domain.roles import Viewer, visitor
from portal.papers.mails import LINK_DAYS, MailKind, letterhead
from portal.storage import beginning
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import DAY, MAILS_A_DAY, Case, Work, soon, work

GRANT_SECONDS = 120 * DAY
__all__ = ["MAILS_A_DAY"]


@dataclass(frozen=True, slots=True)
class Received:
    """A request that exists now."""

    request_id: str
    reference: str


def receive(
    store: Store,
    controller_id: str,
    version_id: str,
    register: Register,
    rights: Collection[Right],
    email: str,
    language: str,
    browser: str,
    host: str = "",
) -> Received:
    """Write a request, its clock, its proof and its first mail (Art 12(3)).

    Where it began on a `host` of the company's own, its mails lead there too.

    Raises:
        Invalid: the address is not one address, or no right is asked for.
    """
    address = facts.fold_email(email)
    if not rights:
        raise Invalid("rights_empty", field="rights")
    controller = register.controller
    with work(store, visitor(controller_id)) as w:
        deadline = facts.deadline_at_any_rate(w.now, controller.country, controller.region, controller.time_zone)
        case = w.open_case(
            {"name": "", "email": address, "emails": [], "phones": [], "phones_typed": [], "customer_number": "",
             "host": host},
            register_version_id=version_id, rights=sorted(right.value for right in rights),
            channel=Channel.WEB.value, language=language, received_at=w.now, status=Status.UNCONFIRMED.value,
            deadline=deadline.to_json(), due=deadline.due, safe=deadline.safe,
        )  # fmt: skip
        w.happened("request_received", case, rights=case.row.rights, channel="web", due=deadline.due.isoformat())
        case.add(
            t.Grant, browser=browser, reference=case.row.reference, level="start", created_at=w.now,
            expires_at=soon(w.now, GRANT_SECONDS),
        )  # fmt: skip
        send_link(w, case, controller, address, browser)
        return Received(case.id, case.row.reference)


def resend(store: Store, viewer: Viewer, reference: str, register: Register) -> None:
    """Mail the same link again; beyond three mails a day it is withheld, and nobody is told apart.

    Raises:
        Refused: the mailbox is proven already, or the request was closed.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        if case.status is not Status.UNCONFIRMED:
            raise Refused("order")
        for proof in case.rows(t.Proof, t.Proof.used_at.is_(None), t.Proof.ended_at.is_(None)):
            if proof.purpose == "confirm" and w.now < proof.expires_at:
                mail_link(w, case, register.controller, case.unseal(proof)["address"], proof)
                w.happened("link_sent", case, again=True)
                return
        address = case.requester()["email"]
        send_link(w, case, register.controller, address, _starting_browser(case))


def change_address(store: Store, viewer: Viewer, reference: str, email: str, browser: str, register: Register) -> None:
    """Another address for a request that is not confirmed: the old link dies, request and clock stay.

    Raises:
        Invalid: not one address. Refused: the mailbox is proven already.
    """
    address = facts.fold_email(email)
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        if case.status is not Status.UNCONFIRMED:
            raise Refused("order")
        for proof in case.rows(t.Proof, t.Proof.used_at.is_(None), t.Proof.ended_at.is_(None)):
            proof.ended_at = w.now
        case.write_requester({**case.requester(), "email": address})
        w.happened("address_changed", case)
        send_link(w, case, register.controller, address, browser)


def keep_answers(store: Store, viewer: Viewer, reference: str, answers: dict[str, Any]) -> None:
    """Keep what is being typed, sealed; not yet a part of the request.

    Raises:
        Conflict: the request was sent already, or closed.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        _check_not_sent(case)
        row = w.session.scalars(select(t.Visit).where(t.Visit.request_id == case.id)).one_or_none()
        if row is None:
            case.add(t.Visit, answers, changed_at=w.now)
            return
        case.reseal(row, {**case.unseal(row), **answers})
        row.changed_at = w.now


def send(store: Store, viewer: Viewer, reference: str, register: Register) -> None:
    """The person pressed "Send request": the answers become the request's, and the search begins.

    Without a proven mailbox nothing is searched; the request leaves the unconfirmed group all the same.

    Raises:
        Conflict: it was sent already.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        _check_not_sent(case)
        answers = _draft(case)
        requester = {**case.requester(), **read_answers(answers, register.controller.country)}
        case.row.asked_at = w.now
        case.write_requester(requester)
        proven = case.status is Status.CONFIRMED
        w.happened("request_sent", case, proven=proven)
        if proven:
            beginning.begin_search(w, case, register)
        else:
            case.stand(Status.UNCONFIRMED)
        state = "waiting" if proven or w.mail_allowed(requester["email"]) else "withheld"
        case.mail(MailKind.RECEIPT.value, requester["email"], receipt_values(case, register.controller), None, state)


def read_answers(answers: dict[str, Any], country: str) -> dict[str, Any]:
    """What was typed, folded for comparing: addresses, phones as E.164; what was typed stays beside.

    `wishes` are those of `domain.wishes`, as JSON; `represents` is as `read_represented` gives it.

    Raises:
        Invalid: an address that is not one, with its field.
    """
    emails = [facts.fold_email(line) for line in answers.get("emails", "").splitlines() if line.strip()]
    typed = [line.strip() for line in answers.get("phones", "").splitlines() if line.strip()]
    return {
        "name": " ".join(answers.get("name", "").split()),
        "emails": emails,
        "phones": [number for number in (facts.e164(line, country) for line in typed) if number],
        "phones_typed": typed,
        "customer_number": answers.get("customer_number", "").strip(),
        "scope": answers.get("scope", "").strip(),
        "wishes": answers.get("wishes") or {},
        "represents": read_represented(answers.get("represents") or {}, country),
    }


def read_represented(typed: dict[str, Any], country: str) -> dict[str, Any]:
    """For whom somebody asks, and as what, folded for comparing; empty where they ask for themself.

    Raises:
        Invalid: `representing_unknown`, `name_empty`, an address that is not one, each with its field.
    """
    if not typed.get("kind"):
        return {}
    if typed["kind"] not in set(Representing):
        raise Invalid("representing_unknown", field="kind")
    name = " ".join(typed.get("name", "").split())
    if not name:
        raise Invalid("name_empty", field="other_name")
    try:
        emails = [facts.fold_email(line) for line in typed.get("emails", "").splitlines() if line.strip()]
    except Invalid as fault:
        raise Invalid(fault.code, field="other_emails") from fault
    phones = [line.strip() for line in typed.get("phones", "").splitlines() if line.strip()]
    return {
        "kind": typed["kind"],
        "name": name,
        "emails": emails,
        "phones": [number for number in (facts.e164(line, country) for line in phones) if number],
        "customer_number": typed.get("customer_number", "").strip(),
    }


def receipt_values(case: Case, controller: Controller) -> dict[str, Any]:
    """The values of the receipt's mail, in the request's language."""
    deadline = Deadline.from_json(case.row.deadline)
    with words.using(case.row.language, controller.time_zone):
        sentences = explain(deadline)
    return {
        **letterhead(controller),
        "reference": case.row.reference,
        "rights": case.row.rights,
        "received": deadline.received_local_date.isoformat(),
        "due": deadline.due.isoformat(),
        "sentences": sentences,
    }


def _check_not_sent(case: Case) -> None:
    if case.row.asked_at is not None or case.status not in {Status.UNCONFIRMED, Status.CONFIRMED}:
        raise Conflict("sent_already", reference=case.row.reference)


def _draft(case: Case) -> dict[str, Any]:
    rows = case.rows(t.Visit)
    return case.unseal(rows[0]) if rows else {}


def _starting_browser(case: Case) -> str:
    return next((grant.browser for grant in case.rows(t.Grant) if grant.level == "start"), "")


def send_link(w: Work, case: Case, controller: Controller, address: str, browser: str) -> None:
    """Mail a new link; a browser of `""` is nobody's, so that the code has to be told to the person."""
    proof = case.add(
        t.Proof, {"address": address}, purpose="confirm", browser=browser, created_at=w.now,
        expires_at=soon(w.now, LINK_DAYS * DAY), wrong_codes=0,
    )  # fmt: skip
    mail_link(w, case, controller, address, proof)
    w.happened("link_sent", case)


def mail_link(w: Work, case: Case, controller: Controller, address: str, proof: t.Proof) -> None:
    """Mail a link that lives; withheld beyond three a day."""
    values = {
        **letterhead(controller), "reference": case.row.reference, "rights": case.row.rights,
        "due": case.row.due.isoformat(),
    }  # fmt: skip
    state = "waiting" if w.mail_allowed(address) else "withheld"
    case.mail(MailKind.CONFIRM.value, address, values, proof.id, state)
