"""Recipients told of a change (Art 19): what came of each telling, and the person's question whom we told.

Who has to be told is planned with the end of the change itself (`storage.telling`). A telling has no term in the law
and holds no answer back: it goes on when the request is answered or closed.
"""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.domain import may
from portal.domain.errors import Invalid, NotFound, Refused
from portal.domain.lifecycle import FINISHED_STEPS, Capability, Right, StepState
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.domain.telling import ASKED, BY_STAFF, How, TellingOutcome, may_ask
from portal.papers.letters import Letter, missing_elements
from portal.papers.mails import MailKind
from portal.storage import following
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.letters import release_at_once
from portal.storage.work import Case, Work, work

LONGEST_NAMES, LONGEST_NOTE = 500, 2000


def record(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    step_id: str,
    outcome: str,
    register: Register,
    *,
    on: date | None = None,
    how: str = "",
    names: str = "",
    note: str = "",
) -> None:
    """Say what came of a telling: told on a day and by which way, or why not.

    `names` are those who really had the data, where the notice names a kind alone. With the outcome goes what the
    telling held of the person. Where it says how a protected person is reached, an owner does it.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `step_finished`.
        Invalid: `outcome_unknown`, `day_missing`, `day_future`, `day_before` (field `on`), `how_missing`,
            `names_missing`, `reason_missing` (field `note`), `too_long`.
    """
    names, note = _plain(names), _plain(note)
    if outcome not in BY_STAFF:
        raise Invalid("outcome_unknown", field="outcome")
    with work(store, viewer) as w:
        may.demand(may.may_do_steps(w.viewer))
        case = w.case(reference=reference, version=version)
        step = _open(case, step_id)
        kept = case.unseal(step)
        locates = kept.get("contact") or any(one["locating"] for one in kept.get("corrections", ()))
        if locates and case.requester().get("protected"):
            may.demand(may.may_manage(w.viewer))
        told = TellingOutcome(outcome) is TellingOutcome.TOLD
        if told:
            day = _checked_day(w, case, on, register)
            _check_told(how, names, named=kept["named"])
            said = {"on": day.isoformat(), "how": how, "names": names}
        elif not note:
            raise Invalid("reason_missing", field="note")
        else:
            said = {}
        if len(note) > LONGEST_NOTE:
            raise Invalid("too_long", field="note", most=LONGEST_NOTE)
        forgotten = {"whom": "", "contact": "", "corrections": []}
        case.reseal(step, {**kept, **said, "note": note, "actor": w.viewer.actor, **forgotten})
        step.state, step.outcome, step.ended_at = StepState.DONE.value, outcome, w.now
        w.happened(
            "recipient_told" if told else "recipient_not_told", case, step=step.id, recipient=step.system,
            right=step.right, news=kept["news"], outcome=outcome, **{key: said[key] for key in ("on", "how") if told},
        )  # fmt: skip
        following.follow(w, case)


def ask(store: Store, viewer: Viewer, reference: str) -> None:
    """The person asks whom we told; the page answers from what stands, from now on (Art 19, second sentence).

    Asked again nothing changes. The request's version stays, for nothing of it changed under anybody's hands.

    Raises:
        NotFound: no such request for this viewer. Refused: `order` (nothing of it is answered yet).
    """
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        _demand_answered(case)
        before = select(t.Event.id).where(t.Event.request_id == case.id, t.Event.kind == ASKED)
        if w.session.scalars(before).first() is None:
            case.row.version -= 1
            w.happened(ASKED, case)


def answer_by_letter(store: Store, viewer: Viewer, reference: str, version: int, letter: Letter) -> None:
    """Staff answer the person's question with a letter; it waits for the post where there is no mailbox.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (as `ask`), `letter_incomplete`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        _demand_answered(case)
        if missing_elements(letter):
            raise Refused("letter_incomplete")
        kept = release_at_once(w, case, letter)
        w.happened(ASKED, case, letter=kept.id, digest=kept.digest)
        case.mail(MailKind.LETTER.value, case.requester()["email"], {})


def _demand_answered(case: Case) -> None:
    rights, tells = [Right(code) for code in case.row.rights], t.Step.capability == Capability.NOTIFY.value
    if not may_ask(case.status, rights, case.row.answered_at is not None, bool(case.rows(t.Step, tells))):
        raise Refused("order")


def _open(case: Case, step_id: str) -> t.Step:
    step = case.one(t.Step, step_id)
    if step.capability != Capability.NOTIFY:
        raise NotFound("not_found")
    if StepState(step.state) in FINISHED_STEPS:
        raise Refused("step_finished")
    return step


def _checked_day(w: Work, case: Case, on: date | None, register: Register) -> date:
    zone = ZoneInfo(register.controller.time_zone)
    if on is None:
        raise Invalid("day_missing", field="on")
    if on > w.now.astimezone(zone).date():
        raise Invalid("day_future", field="on")
    if on < case.row.received_at.astimezone(zone).date():
        raise Invalid("day_before", field="on")
    return on


def _check_told(how: str, names: str, *, named: bool) -> None:
    if how not in frozenset(How):
        raise Invalid("how_missing", field="how")
    if not names and not named:
        raise Invalid("names_missing", field="names")
    if len(names) > LONGEST_NAMES:
        raise Invalid("too_long", field="names", most=LONGEST_NAMES)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
