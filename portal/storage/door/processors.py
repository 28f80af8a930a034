"""What staff read of processors who are asked by letter: where they are reached, and what became of each asking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from portal.domain.asking import LIVING, Ending, LetterState, MailStage
from portal.domain.roles import Viewer
from portal.storage import processors
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.rows import of_request
from portal.storage.processors import Contact

_ASKS = of_request(t.ProcessorAsk)


@dataclass(frozen=True, slots=True)
class AskLine:
    """What became of asking the processor for a step: the latest letter.

    `mail` is where its first mail stands (as `Mail.state`), `reminded_at` when the last reminder went. `living`
    where the link can still be answered.
    """

    to: str = field(repr=False)
    language: str
    written_at: datetime
    sent_at: datetime | None
    mail: str
    fault: str | None
    reminded_at: datetime | None
    opened_at: datetime | None
    opens: int
    answered_at: datetime | None
    ending: Ending | None
    due: date
    expires_at: datetime
    living: bool


def contacts(store: Store, viewer: Viewer) -> Mapping[str, Contact]:
    """Where each processor is asked, by its system."""
    with door(store, viewer) as d:
        return processors.contacts(d.session, d.vault, viewer.controller_id)


def asks_of(d: Door, request_id: str) -> dict[str, AskLine]:
    """The latest asking of each step of a request, by step."""
    rows = d.session.scalars(_ASKS, {"request": request_id}).all()
    latest = {row.step_id: row for row in sorted(rows, key=lambda one: (one.created_at, one.ended_at is None))}
    if not latest:
        return {}
    ids = sorted({row.letter_id for row in latest.values()})
    letters = {row.id: row for row in d.session.scalars(select(t.ProcessorLetter).where(t.ProcessorLetter.id.in_(ids)))}
    mails: dict[str, list[t.ProcessorMail]] = {}
    for mail in d.session.scalars(select(t.ProcessorMail).where(t.ProcessorMail.letter_id.in_(ids))):
        mails.setdefault(mail.letter_id, []).append(mail)
    key = d.vault.of_controller(d.viewer.controller_id, "controller")
    return {
        step_id: _line(row, letters[row.letter_id], mails.get(row.letter_id, []), d, key)
        for step_id, row in latest.items()
    }


def _line(row: t.ProcessorAsk, letter: t.ProcessorLetter, mails: list[t.ProcessorMail], d: Door, key: bytes) -> AskLine:
    first = next((one for one in mails if one.stage == MailStage.ASK), None)
    reminders = [one.sent_at for one in mails if one is not first and one.sent_at is not None]
    return AskLine(
        to=d.vault.unseal(key, letter)["to"],
        language=letter.language,
        written_at=row.created_at,
        sent_at=first.sent_at if first else None,
        mail=first.state if first else "waiting",
        fault=first.fault if first else None,
        reminded_at=max(reminders, default=None),
        opened_at=row.opened_at,
        opens=row.opens,
        answered_at=row.answered_at,
        ending=Ending(row.ending) if row.ending else None,
        due=letter.due,
        expires_at=letter.expires_at,
        living=row.ended_at is None and LetterState(letter.state) in LIVING and d.now < letter.expires_at,
    )
