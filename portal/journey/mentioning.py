"""Whoever a note speaks to: one mail that says so, and the mark that goes once they have seen it.

The mail names the reference and leads to the request; nothing of the note or of a person is in it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.domain import may
from portal.domain.register import Controller
from portal.domain.roles import Viewer, machine
from portal.reading.toml import register_from_json
from portal.storage import sending, team
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_in_force
from portal.storage.work import Case, Work, work

GIVE_UP_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TakenMention:
    """The mail of a mention in the worker's hands."""

    controller_id: str
    mention_id: str
    attempt: int
    language: str
    to: str = field(repr=False)
    reference: str
    written_at: datetime
    controller: Controller = field(repr=False)


def seen(store: Store, viewer: Viewer, reference: str) -> None:
    """They have seen the notes of this request that speak to them: the mark goes, also for mails that did not go yet.

    Raises:
        NotFound: no such request for this viewer. Refused: `may_not`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_be_spoken_to(w.viewer))
        put_away(w, w.case(reference=reference))


def put_away(w: Work, case: Case) -> None:
    """The same, in the caller's transaction."""
    for row in case.rows(t.Mention, t.Mention.staff_id == w.viewer.staff_id, t.Mention.seen_at.is_(None)):
        row.seen_at = w.now


def take(store: Store, controller_id: str, mention_id: str) -> TakenMention | None:
    """A mention whose mail is to go; None where it went, was seen, or is for nobody who may read it any more."""
    with work(store, machine(controller_id)) as w:
        row = _locked(w, mention_id)
        if row is None or row.state not in sending.TO_SEND:
            return None
        staff = w.session.get(t.Staff, row.staff_id)
        readers = {one.id for one in team.readers(w.session, controller_id)}
        if row.seen_at is not None or staff is None or row.staff_id not in readers:
            row.state, row.fault = "withheld", "too_late"
            return None
        row.state, row.attempts = "sending", row.attempts + 1
        account = w.vault.unseal(w.vault.of_installation("staff"), staff)
        return TakenMention(
            controller_id=controller_id, mention_id=mention_id, attempt=row.attempts, language=staff.language,
            to=str(account["email"]), reference=w.session.get_one(t.SubjectRequest, row.request_id).reference,
            written_at=row.at, controller=register_from_json(document_in_force(w.session, w.now)).controller,
        )  # fmt: skip


def record(store: Store, taken: TakenMention, state: str, fault: str | None = None) -> bool:
    """What became of an attempt: `sent`, `bounced`, `retrying` or `unknown`; whether it is to be tried again.

    Raises:
        Conflict: another worker has it now.
    """
    with work(store, machine(taken.controller_id)) as w:
        row = sending.demand_taken(_locked(w, taken.mention_id), taken.attempt)
        return sending.record(row, state, fault, w.now, taken.written_at + GIVE_UP_AFTER)


def _locked(w: Work, mention_id: str) -> t.Mention | None:
    return w.session.scalars(select(t.Mention).where(t.Mention.id == mention_id).with_for_update()).one_or_none()
