"""The mailbox is shown: by the link in the starting browser, or with the code shown there.

Also the fresh link of somebody who comes back, and the code of ten minutes that opens an
answer. Looking at a link changes nothing; one press consumes it, once.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from portal import facts
from portal.domain import persons
from portal.domain.errors import Invalid, LinkDead, TooMany
from portal.domain.lifecycle import Right, Status
from portal.domain.plan import steps_for
from portal.domain.register import Register
from portal.domain.roles import Viewer, machine, person
from portal.keys import links
from portal.keys import ring as keys
from portal.papers.mails import CODE_MINUTES, LINK_DAYS, MailKind, letterhead
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
        case.add(t.Evidence, {"note": ""}, rung="mailbox_proven", at=w.now, actor=w.viewer.actor)
        w.happened("mailbox_proven", case, purpose=proof.purpose, elsewhere=proof.browser != browser)
        if case.status is Status.UNCONFIRMED:
            _first_proof(w, case, address, register)
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
            select(t.SubjectRequest).where(t.SubjectRequest.reference == reference).with_for_update()
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
        TooMany: six codes were mailed within the hour.
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
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


def _first_proof(w: Work, case: Case, address: str, register: Register) -> None:
    rights = [Right(code) for code in case.row.rights]
    today = w.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
    case.row.confirmed_at = w.now
    if Right.MARKETING in rights:
        _suppress(w, case, address, register)
        steps = case.set_going(steps_for(register, [Right.MARKETING], today, w.connected()))
        if not any(step.performer == "machine" for step in steps):
            w.later("prompt", "marketing.answer", case)
    if rights == [Right.MARKETING]:
        case.stand(Status.CARRYING_OUT)
    elif case.row.asked_at is None:
        case.stand(Status.CONFIRMED)
    else:
        case.set_going(
            steps_for(register, [right for right in rights if right != Right.MARKETING], today, w.connected())
        )
        case.stand(Status.SEARCHING)


def _suppress(w: Work, case: Case, address: str, register: Register) -> None:
    """The proven address on the keyed suppression list, in every channel the register names (Art 21(2)-(3))."""
    controller = case.row.controller_id
    mark = keys.mark(w.vault.of_controller(controller, "suppression"), "email", address)
    have = set(w.session.scalars(select(t.Suppression.channel).where(t.Suppression.mark == mark)))
    for prohibition in register.prohibitions:
        if prohibition.key not in have:
            w.session.add(
                t.Suppression(
                    controller_id=controller, channel=prohibition.key, mark=mark, kind="email", created_at=w.now
                )
            )
    w.happened("suppressed", case, channels=[prohibition.key for prohibition in register.prohibitions])
