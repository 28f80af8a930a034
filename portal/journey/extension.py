"""Extension: two further months, told with their reasons within the first one (Art 12(3)).

Each request has its own month: what was closed into one that is extended is extended too, and its person told.
"""

from portal import facts
from portal.domain import may
from portal.domain.deadlines import Deadline, may_extend
from portal.domain.errors import Invalid, Refused
from portal.domain.lifecycle import OPEN_STATUSES, Status
from portal.domain.roles import Viewer
from portal.papers.letters import Letter, missing_elements
from portal.papers.mails import MailKind
from portal.storage.database import Store
from portal.storage.letters import release_at_once
from portal.storage.together import joined_into
from portal.storage.work import Case, Work, work

LEAST_REASONS, LONGEST_REASONS = 10, 2000


def extend(store: Store, viewer: Viewer, reference: str, version: int, reasons: str, letter: Letter) -> None:
    """Extend the time of an open request, once; the letter with the reasons goes in the same commit.

    `letter` was composed from the dates that `facts.extended` gives, which are written here.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: as `checked_reasons`.
        Refused: `may_not`, `order` (not open, or the mailbox never shown), `extended_already`,
            `extension_late` (after the first month it does not count), `letter_incomplete`.
    """
    checked_reasons(reasons)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        former = _extensible(w, case)
        if missing_elements(letter):
            raise Refused("letter_incomplete")
        due = facts.extended(former).due.isoformat()
        _extend(w, case, former, letter, due)
        for later in joined_into(w, case):
            own = Deadline.from_json(later.row.deadline)
            if not own.extended:
                _extend(w, later, own, letter, due, earlier=reference)


def _extend(w: Work, case: Case, former: Deadline, letter: Letter, told: str, **of: str) -> None:
    """Two further months from the request's own receipt; the letter tells the day by which the answer comes."""
    new = facts.extended(former)
    case.settle_deadline(new.to_json(), new.due, new.safe)
    case.row.extended_at = w.now
    kept = release_at_once(w, case, letter)
    w.happened(
        "extended", case, letter=kept.id, digest=kept.digest, former=former.due.isoformat(), due=new.due.isoformat(),
        safe=new.safe.isoformat(), **of,
    )  # fmt: skip
    case.mail(MailKind.EXTENDED.value, str(case.requester().get("email", "")), {"due": told})


def checked_reasons(reasons: str) -> str:
    """The reasons as the letter says them.

    Raises:
        Invalid: `reasons_short`, `too_long` (field `reasons`).
    """
    plain = reasons.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(plain) < LEAST_REASONS:
        raise Invalid("reasons_short", field="reasons", least=LEAST_REASONS)
    if len(plain) > LONGEST_REASONS:
        raise Invalid("too_long", field="reasons", most=LONGEST_REASONS)
    return plain


def _extensible(w: Work, case: Case) -> Deadline:
    """The dates that may still be extended. Nobody reads a letter before the mailbox is shown."""
    deadline = Deadline.from_json(case.row.deadline)
    if case.status not in OPEN_STATUSES or case.status is Status.UNCONFIRMED:
        raise Refused("order")
    if case.row.extended_at is not None or deadline.extended:
        raise Refused("extended_already")
    if not may_extend(deadline, w.now):
        raise Refused("extension_late")
    return deadline
