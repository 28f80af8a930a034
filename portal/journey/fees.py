"""Manifestly unfounded or excessive (Art 12(5)): the whole is refused, or a fee is announced before it is charged.

The controller demonstrates it; the facts stand in the letter. Time limits run on. Whoever is told of a
fee may agree to it, narrow the request or withdraw it; without an agreement nothing is charged.
"""

from portal.domain import may
from portal.domain.errors import Invalid, Refused
from portal.domain.fees import (
    ARTICLES,
    BEFORE_IT_IS_DONE,
    OPEN_FEES,
    Burden,
    Calculation,
    FeeState,
    checked_facts,
    checked_payment,
    currency,
)
from portal.domain.lifecycle import (
    FINISHED_STEPS,
    OPEN_STATUSES,
    Capability,
    Ground,
    Resolution,
    Right,
    Status,
    StepState,
)
from portal.domain.review import Outcome
from portal.domain.rights import ALL
from portal.domain.roles import UNSORTED, Viewer, ViewerKind
from portal.domain.rulings import Answer, Reason, Ruling
from portal.papers.letters import Letter, missing_elements
from portal.papers.mails import MailKind
from portal.reading.toml import register_from_json
from portal.storage import attempts, following, together
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.earlier import earlier_requests, is_further_copy
from portal.storage.fees import fee_of
from portal.storage.letters import release_at_once
from portal.storage.plans import plan_of
from portal.storage.work import Case, Work, work


def announce(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    burden: Burden,
    facts: str,
    calculation: Calculation,
    payment: str,
    letter: Letter,
) -> None:
    """Announce a fee with its letter, once; until it is paid or waived the request is not decided.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: as `checked_facts`, `checked_payment`, `Calculation.check`;
            `no_earlier_copy` (field `burden`), no copy of the same was given before (Art 15(3)).
        Refused: `may_not`, `order`, `fee_announced` (already), `letter_incomplete`.
    """
    facts, payment = checked_facts(facts), checked_payment(payment)
    calculation.check()
    with work(store, viewer) as w:
        case = _opened(w, reference, version, letter)
        if fee_of(case) is not None:
            raise Refused("fee_announced")
        if burden is Burden.FURTHER_COPY:
            earlier = earlier_requests(w, case.row, case.requester()["email"])
            if not is_further_copy(case.row, earlier):
                raise Invalid("no_earlier_copy", field="burden")
        money = currency(register_from_json(following.document(w, case)).controller.country)
        case.add(
            t.Fee,
            {
                "burden": burden.value, "facts": facts, "calculation": calculation.to_json(), "currency": money,
                "payment": payment,
            },
            state=FeeState.ANNOUNCED.value, announced_at=w.now,
        )  # fmt: skip
        kept = release_at_once(w, case, letter)
        w.happened(
            "fee_announced", case, letter=kept.id, digest=kept.digest, burden=burden.value, amount=calculation.total,
            currency=money, article=ARTICLES[burden, True],
        )  # fmt: skip
        case.mail(MailKind.LETTER.value, case.requester()["email"], {})


def agree(store: Store, viewer: Viewer, reference: str) -> None:
    """The person agrees to the fee that was announced.

    Raises:
        NotFound: no such request for this viewer.
        Refused: `may_not`, another than the person; `order`, no fee waits for an agreement.
    """
    with work(store, viewer) as w:
        may.demand(w.viewer.kind is ViewerKind.PERSON)
        case = w.case(reference=reference)
        row = fee_of(case)
        if row is None or row.state != FeeState.ANNOUNCED or case.status not in OPEN_STATUSES:
            raise Refused("order")
        row.state, row.agreed_at = FeeState.AGREED.value, w.now
        w.happened("fee_agreed", case, amount=_amount(case, row))


def settle(store: Store, viewer: Viewer, reference: str, version: int, state: FeeState) -> None:
    """Staff record that a fee was paid, once the person agreed to it, or waive it; the request goes on.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (no such fee, or closed), `fee_not_agreed`.
    """
    if state in OPEN_FEES:
        raise Refused("order")
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        row = fee_of(case)
        if row is None or FeeState(row.state) not in OPEN_FEES or case.status not in OPEN_STATUSES:
            raise Refused("order")
        if state is FeeState.PAID and row.state != FeeState.AGREED:
            raise Refused("fee_not_agreed")
        _settle(w, case, row, state)


def refuse(
    store: Store, viewer: Viewer, reference: str, version: int, burden: Burden, facts: str, letter: Letter
) -> None:
    """Refuse the whole request but for marketing, which is never weighed; the letter goes in the same commit.

    Searches end. What was frozen while an objection was weighed stays so until its end is announced. Others that were
    handled together with it go on alone: each is judged by itself.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: as `checked_facts`; `burden_unknown` (field `burden`).
        Refused: `may_not`, `order` (not open any more, or nothing but marketing is asked), `letter_incomplete`.
    """
    facts = checked_facts(facts)
    if (burden, False) not in ARTICLES:
        raise Invalid("burden_unknown", field="burden")
    with work(store, viewer) as w:
        case = _opened(w, reference, version, letter)
        for step in case.rows(t.Step, t.Step.capability == Capability.FIND.value):
            if StepState(step.state) not in FINISHED_STEPS:
                attempts.stop(w, case, step)
        row = fee_of(case)
        if row is not None and FeeState(row.state) in OPEN_FEES:
            _settle(w, case, row, FeeState.WAIVED)
        _decide(w, case, burden, facts)
        case.row.answered_at = w.now
        case.stand(Status.ANSWERED, Resolution.REFUSED)
        kept = release_at_once(w, case, letter)
        w.happened(
            "refused_whole", case, letter=kept.id, digest=kept.digest, burden=burden.value,
            article=ARTICLES[burden, False],
        )  # fmt: skip
        together.let_go_alone(w, case)
        case.mail(MailKind.ANSWER_READY.value, case.requester()["email"], {})


def _opened(w: Work, reference: str, version: int, letter: Letter) -> Case:
    may.demand(may.may_release(w.viewer))
    case = w.case(reference=reference, version=version)
    if case.status not in BEFORE_IT_IS_DONE or case.row.confirmed_at is None or not _refusable(case):
        raise Refused("order")
    if missing_elements(letter):
        raise Refused("letter_incomplete")
    return case


def _refusable(case: Case) -> list[Right]:
    """The rights that may be refused: an objection to marketing is absolute (Art 21(3))."""
    return [right for right in Right if right.value in case.row.rights and right is not Right.MARKETING]


def _decide(w: Work, case: Case, burden: Burden, facts: str) -> None:
    """A row for each right, so that pages and reports read it as any other decision."""
    digest = plan_of(w.session, case.row).digest
    for right in _refusable(case):
        access = right is Right.ACCESS
        ruling = Ruling(right, ALL, Answer.REFUSED, Reason.UNFOUNDED, category=UNSORTED, told=facts)
        value = {"given": 0, "in_part": 0, "withheld": 0} if access else {"items": [ruling.to_json()]}
        case.add(
            t.Decision, {"note": "", "burden": burden.value, "facts": facts, **value}, right=right.value,
            category=UNSORTED, outcome=Outcome.WITHHELD.value if access else Answer.REFUSED.value,
            ground=Ground.UNFOUNDED.value, plan_digest=digest, at=w.now, actor=w.viewer.actor,
        )  # fmt: skip


def _settle(w: Work, case: Case, row: t.Fee, state: FeeState) -> None:
    row.state, row.settled_at = state.value, w.now
    w.happened(f"fee_{state.value}", case, amount=_amount(case, row))


def _amount(case: Case, row: t.Fee) -> int:
    return Calculation.from_json(case.unseal(row)["calculation"]).total
