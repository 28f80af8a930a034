"""The mailbox is shown: by the link in the starting browser, or with the code shown there.

Also the fresh link of somebody who comes back, and the code of ten minutes that opens an
answer. Looking at a link changes nothing; one press consumes it, once.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update

from portal import facts
from portal.domain import persons
from portal.domain.errors import Invalid, LinkDead, Refused, TooMany
from portal.domain.lifecycle import Status
from portal.domain.register import Register
from portal.domain.roles import Viewer, machine, person
from portal.keys import links
from portal.keys import ring as keys
from portal.papers.mails import CODE_MINUTES, LINK_DAYS, MailKind, letterhead
from portal.storage import beginning
from portal.storage import tables as t
from portal.storage.counters import add_within
from portal.storage.database import Store
from portal.storage.work import DAY, Case, Work, soon, work

WRONG_CODES = 5
GRANT_SECONDS = 120 * DAY
FRESH_SECONDS = CODE_MINUTES * 60
CODES_AN_HOUR = 6
LINKS = ("confirm", "return")


class Shown(StrEnum):
    """How a try to show the mailbox ended."""

    PROVEN = "proven"
    WRONG_CODE = "wrong_code"
    LINK_ENDED = "link_ended"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, and for which request."""

    shown: Shown
    reference: str
    tries_left: int = 0


def confirm(
    store: Store, controller_id: str, request_id: str, proof_id: str, browser: str, code: str, register: Register
) -> Outcome:
    """The press on a mailed link's page. In another browser than the starting one `code` must fit.

    The first proof of a request with a marketing objection carries it out: the address is
    suppressed in this very commit (Art 21(3)), and the systems' steps are written with it.

    Raises:
        LinkDead: used, expired, replaced, or ended by five wrong codes.
    """
    with work(store, person(controller_id, request_id)) as w:
        case = w.case(request_id=request_id)
        proof = _living_link(w, case, proof_id)
        if proof.browser != browser and not links.code_fits(store.ring, proof.id, proof.purpose, code):
            return _wrong_code(w, case, proof)
        _consume(w, proof, browser)
        _grant(w, case, browser)
        address = case.unseal(proof)["address"]
        _take_mailbox(case, address)
        case.add(t.Evidence, {"note": ""}, rung="mailbox_proven", at=w.now, actor=w.viewer.actor)
        w.happened("mailbox_proven", case, purpose=proof.purpose, elsewhere=proof.browser != browser)
        if case.status is Status.UNCONFIRMED:
            beginning.begin(w, case, register, {"email": [address]})
        return Outcome(Shown.PROVEN, case.row.reference)


def ask_fresh_link(store: Store, controller_id: str, reference: str, email: str, browser: str) -> str:
    """Ask for a fresh link; the browser that asks is its starting browser.

    Nothing is compared here: the same one job is written for every reference and address,
    and `send_fresh_link` compares, so that neither answer nor effort tells a stranger
    whether the two belong together. The job holds a keyed mark of the address.

    Returns the id of the proof to be, whether or not there will be one.

    Raises:
        Invalid: not one address.
    """
    address = facts.fold_email(email)
    proof_id = t.new_id()
    with work(store, machine(controller_id)) as w:
        w.later(
            "post", "link.fresh", proof_id=proof_id, reference=persons.read_reference(reference)[:20],
            address=_address_mark(w, address), browser=browser,
        )  # fmt: skip
    return proof_id


def send_fresh_link(
    store: Store, controller_id: str, proof_id: str, reference: str, address_mark: str, browser: str
) -> None:
    """Mail a fresh link where reference and address belong together, once however often the job is taken."""
    with work(store, machine(controller_id)) as w:
        row = w.session.scalars(
            select(t.SubjectRequest)
            .where(t.SubjectRequest.reference == reference, t.SubjectRequest.purged_at.is_(None))
            .with_for_update()
        ).one_or_none()
        if row is None:
            return
        case = Case(w, row)
        address = case.requester()["email"]
        fits = hmac.compare_digest(_address_mark(w, address), address_mark)
        if not fits or case.rows(t.Proof, t.Proof.id == proof_id) or not w.mail_allowed(address):
            return
        case.add(
            t.Proof, {"address": address}, id=proof_id, purpose="return", browser=browser, created_at=w.now,
            expires_at=soon(w.now, LINK_DAYS * DAY), wrong_codes=0,
        )  # fmt: skip
        case.mail(MailKind.FRESH_LINK.value, address, {"reference": row.reference}, proof_id)
        w.happened("link_sent", case, purpose="return")


def ask_code(store: Store, viewer: Viewer, reference: str, browser: str, register: Register) -> str:
    """Mail a code of ten minutes to the proven address, for viewing or downloading the answer.

    Raises:
        TooMany: six codes were mailed within the hour. Refused: `no_mailbox`, a letter's code opens the answer.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        if not case.requester()["email"]:
            raise Refused("no_mailbox")
        if add_within(w.session, w.now, f"codes:{case.id}", 3600) > CODES_AN_HOUR:
            raise TooMany("too_many_codes")
        for earlier in case.rows(t.Proof, t.Proof.purpose == "answer", t.Proof.used_at.is_(None)):
            earlier.ended_at = earlier.ended_at or w.now
        address = case.requester()["email"]
        proof = case.add(
            t.Proof, {"address": address}, purpose="answer", browser=browser, created_at=w.now,
            expires_at=soon(w.now, FRESH_SECONDS), wrong_codes=0,
        )  # fmt: skip
        case.mail(MailKind.ANSWER_CODE.value, address, letterhead(register.controller), proof.id)
        w.happened("code_asked", case)
        return proof.id


def show_code(store: Store, viewer: Viewer, reference: str, browser: str, code: str) -> Outcome:
    """The mailed code typed in the browser that asked for it: the answer opens there for ten minutes.

    Raises:
        Invalid: no code is waiting, or it grew old.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        waiting = [
            proof
            for proof in case.rows(t.Proof, t.Proof.purpose == "answer", t.Proof.browser == browser)
            if proof.used_at is None and proof.ended_at is None and w.now < proof.expires_at
        ]
        if not waiting:
            raise Invalid("code_old", field="code")
        proof = waiting[-1]
        if not links.code_fits(store.ring, proof.id, "answer", code):
            return _wrong_code(w, case, proof)
        _consume(w, proof, browser)
        grant = _grant(w, case, browser)
        grant.fresh_until = soon(w.now, FRESH_SECONDS)
        w.happened("mailbox_proven", case, purpose="answer")
        return Outcome(Shown.PROVEN, case.row.reference)


def _living_link(w: Work, case: Case, proof_id: str) -> t.Proof:
    """The request's own proof behind a mailed link; the code of an answer is none."""
    for proof in case.rows(t.Proof, t.Proof.id == proof_id, t.Proof.purpose.in_(LINKS)):
        if proof.used_at is None and proof.ended_at is None and w.now < proof.expires_at:
            return proof
    raise LinkDead("link_dead")


def open_letter(store: Store, controller_id: str, reference: str, code: str, browser: str) -> str:
    """The code printed in a posted letter, with the reference: this browser gets the case, and the answer is fresh.

    Whoever has no mailbox can be sent no other code, so that this one works again within its
    sixty days. Five wrong tries in a row end it, and the letter waits to be posted anew.

    Returns the reference as it is written.

    Raises:
        LinkDead: no such request, no letter, another code, or one that ended: the same refusal.
    """
    reference = persons.read_reference(reference)[:20]
    with work(store, machine(controller_id)) as w:
        named = t.SubjectRequest.reference == reference
        row = w.session.scalars(
            select(t.SubjectRequest).where(named, t.SubjectRequest.purged_at.is_(None))
        ).one_or_none()
        request_id = row.id if row else ""
    links.code_fits(store.ring, request_id, links.LETTER, code)  # as much work for a reference that nobody has
    if not request_id or not _letter_fits(store, controller_id, request_id, code, browser):
        raise LinkDead("letter_dead")
    return reference


def _letter_fits(store: Store, controller_id: str, request_id: str, code: str, browser: str) -> bool:
    with work(store, person(controller_id, request_id)) as w:
        case = w.case(request_id=request_id)
        of_letter = t.Proof.purpose == links.LETTER
        proofs = case.rows(t.Proof, of_letter, t.Proof.ended_at.is_(None), t.Proof.expires_at > w.now)
        if not proofs:
            return False
        proof = proofs[-1]
        if not links.code_fits(store.ring, proof.id, links.LETTER, code):
            if _wrong_code(w, case, proof).shown is Shown.LINK_ENDED:
                case.wait_for_post(MailKind.ANSWER_READY.value)
            return False
        proof.wrong_codes = 0
        if not case.rows(t.Evidence, t.Evidence.rung == "letter_code"):
            case.add(t.Evidence, {"note": ""}, rung="letter_code", at=w.now, actor=w.viewer.actor)
        _grant(w, case, browser).fresh_until = soon(w.now, FRESH_SECONDS)
        w.happened("letter_opened", case)
        return True


def leave(store: Store, viewer: Viewer, reference: str, browser: str) -> None:
    """Forget a request in this browser, as on a shared computer; a fresh link opens it again."""
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        for grant in case.rows(t.Grant, t.Grant.browser == browser):
            w.session.delete(grant)
        w.happened("browser_left", case)


def _address_mark(w: Work, address: str) -> str:
    return keys.mark(w.vault.of_installation("limits"), "address", address).hex()


def _wrong_code(w: Work, case: Case, proof: t.Proof) -> Outcome:
    proof.wrong_codes += 1
    left = WRONG_CODES - proof.wrong_codes
    w.happened("wrong_code", case, left=left)
    if left <= 0:
        proof.ended_at = w.now
        w.happened("link_ended", case)
        return Outcome(Shown.LINK_ENDED, case.row.reference)
    return Outcome(Shown.WRONG_CODE, case.row.reference, left)


def _consume(w: Work, proof: t.Proof, browser: str) -> None:
    """Once, whoever presses at the same moment."""
    w.session.flush()
    done = w.session.execute(
        update(t.Proof)
        .where(t.Proof.id == proof.id, t.Proof.used_at.is_(None), t.Proof.ended_at.is_(None))
        .values(used_at=w.now, used_by=browser)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an update's result counts rows
        raise LinkDead("link_dead")


def _take_mailbox(case: Case, address: str) -> None:
    """A mailbox that is shown after staff knew the person otherwise becomes the one that mail goes to."""
    requester = case.requester()
    if not requester["email"]:
        others = [email for email in requester.get("emails", []) if email != address]
        case.write_requester({**requester, "email": address, "emails": others})


def _grant(w: Work, case: Case, browser: str) -> t.Grant:
    """This browser gets the case; one that only began it moves on."""
    mine: t.Grant | None = None
    for grant in case.rows(t.Grant):
        if grant.browser == browser:
            mine = grant
        elif grant.level == "start":
            w.session.delete(grant)
    if mine is None:
        mine = case.add(t.Grant, browser=browser, reference=case.row.reference, level="proven", created_at=w.now)
    mine.level, mine.expires_at = "proven", soon(w.now, GRANT_SECONDS)
    return mine
