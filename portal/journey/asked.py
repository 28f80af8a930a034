"""What comes of a letter to a processor: it is opened, answered by the link, sent once more or taken back.

Whoever answers sees one step of one request through the link, and says once what came of it. Only that word, or what
staff write themselves, ends the step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal import facts
from portal.domain import may
from portal.domain.asking import LIVING, MOST_OPENS, Ending, LetterState
from portal.domain.errors import Invalid, LinkDead, Refused
from portal.domain.lifecycle import FINISHED_STEPS, Capability, StepState
from portal.domain.roles import UNSORTED, Viewer, link
from portal.journey import asking
from portal.reading.toml import register_from_json
from portal.storage import by_hand, following, processors
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.taken import kept_files
from portal.storage.work import Case, Work, work

MOST_FILES = 5
LONGEST_NOTE = by_hand.LONGEST_NOTE
DONE, FOUND = "done", "found"


@dataclass(frozen=True, slots=True)
class Place:
    """One asking of a letter: where it is, as its page found it."""

    controller_id: str
    letter_id: str
    ask_id: str
    request_id: str
    step_id: str
    reference: str

    @property
    def viewer(self) -> Viewer:
        """Whoever has the link, at this step alone."""
        return link(self.controller_id, self.request_id, self.step_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a processor says: `found`, `nothing`, `done` (on a day) or `cannot` (with the reason, in `note`).

    `texts` are (category key, text) pairs of what is held; an empty category is not sorted.
    """

    outcome: str
    on: date | None = None
    note: str = field(default="", repr=False)
    texts: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def opened(store: Store, place: Place) -> None:
    """The letter was opened: said a few times, and no more; the request's version stays."""
    with work(store, place.viewer) as w:
        case = w.case(place.request_id)
        row = case.one(t.ProcessorAsk, place.ask_id)
        if row.opens >= MOST_OPENS or row.ended_at is not None:
            return
        row.opens += 1
        row.opened_at = row.opened_at or w.now
        case.row.version -= 1
        w.happened("processor_opened", case, step=row.step_id, letter=row.letter_id)


def answer(store: Store, place: Place, said: Answer, files: Sequence[tuple[str, IO[bytes]]], limit: int) -> None:
    """The processor's word on one step; at most five files of at most `limit` bytes each come with what is held.

    What is held becomes records of the step that staff review. Nothing here is believed for more than it says.

    Raises:
        LinkDead: the letter is over, or asks this no more. Refused: `step_finished` (somebody was first), `order`,
            `copy_first`.
        Invalid: `outcome_unknown`, `reason_missing`, `note_too_long`, `findings_missing` (field `findings`),
            `findings_without_found`, `day_missing_done`, `day_future`, `day_before_asked` (field `on`),
            `too_many_files`, `file_type`, `file_empty`, `file_too_large` (field `files`).
    """
    if len(files) > MOST_FILES:
        raise Invalid("too_many_files", field="files")
    if said.outcome != FOUND and (files or any(text.strip() for _category, text in said.texts)):
        raise Invalid("findings_without_found", field="outcome")
    with kept_files(store, place.viewer, place.reference, files, limit) as kept, work(store, place.viewer) as w:
        case = w.case(place.request_id)
        row = _living(w, case, place)
        step = by_hand.open_step(w, case, row.step_id)
        day = _checked_day(w, case, step, said)
        category = step.category if step.category != UNSORTED else ""
        for one in kept:
            case.add(
                t.Upload, {"name": one.name}, id=one.id, category=category or UNSORTED, purpose="found",
                media_type=one.media_type, size=one.size, digest=one.digest, at=w.now,
            )  # fmt: skip
        found = [*_noted(said), *(by_hand.Noted(category or UNSORTED, one.name, one.id) for one in kept)]
        note = _plain(said.note)
        by_hand.complete(w, case, step, by_hand.Said(said.outcome, note, tuple(found), day, by="processor"))
        row.answered_at = row.ended_at = w.now
        row.ending = Ending.ANSWERED.value
        w.happened(
            "processor_answered", case, step=step.id, system=step.system, capability=step.capability, right=step.right,
            letter=row.letter_id, outcome=said.outcome, found=len(found), files=len(kept),
            on=day.isoformat() if day else None,
        )  # fmt: skip
        following.follow(w, case)


def send_again(store: Store, viewer: Viewer, reference: str, version: int, step_id: str) -> None:
    """Ask the processor once more, with a link of its own; the one before it is dead for this step.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `step_finished`, `order`, `copy_first`, `no_contact`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        step = by_hand.open_step(w, case, step_id)
        contact = processors.contacts(w.session, w.vault, viewer.controller_id).get(step.system)
        if contact is None or not processors.may_ask(w, case, step):
            raise Refused("no_contact")
        asking.write_alone(w, case, step, contact)


def withdraw(store: Store, viewer: Viewer, reference: str, version: int, step_id: str) -> None:
    """Take the letter back: its link is dead for this step, and staff do it.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `step_finished`, `order`, `copy_first`, `not_asked`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        step = by_hand.open_step(w, case, step_id)
        if not processors.living_asks(w.session, case, step):
            raise Refused("not_asked")
        processors.end(w, case, step, Ending.WITHDRAWN)


def _living(w: Work, case: Case, place: Place) -> t.ProcessorAsk:
    """The asking, while its letter lives; one that somebody answered already is `step_finished`."""
    row = case.one(t.ProcessorAsk, place.ask_id)
    asked = select(t.ProcessorLetter).where(t.ProcessorLetter.id == row.letter_id)
    letter = w.session.scalars(asked).one()
    answered = row.ending == Ending.ANSWERED or StepState(case.one(t.Step, row.step_id).state) in FINISHED_STEPS
    if letter.id != place.letter_id or w.now >= letter.expires_at:
        raise LinkDead("link_dead")
    if answered and LetterState(letter.state) is not LetterState.ENDED:
        raise Refused("step_finished")
    if row.ended_at is not None or LetterState(letter.state) not in LIVING:
        raise LinkDead("link_dead")
    return row


def _checked_day(w: Work, case: Case, step: t.Step, said: Answer) -> date | None:
    """The day on which it was done: not before it was first asked, and not still to come. A search has none."""
    if said.outcome != DONE or step.capability == Capability.FIND:
        return None
    if said.on is None:
        raise Invalid("day_missing_done", field="on")
    controller = register_from_json(following.document(w, case)).controller
    zone = ZoneInfo(facts.usable_zone(controller.country, controller.time_zone))
    if said.on > w.now.astimezone(zone).date():
        raise Invalid("day_future", field="on")
    asks = case.rows(t.ProcessorAsk, t.ProcessorAsk.step_id == step.id)
    if said.on < min(one.created_at for one in asks).astimezone(zone).date():
        raise Invalid("day_before_asked", field="on")
    return said.on


def _noted(said: Answer) -> list[by_hand.Noted]:
    texts = [(category or UNSORTED, _plain(text)) for category, text in said.texts]
    return [by_hand.Noted(category, text) for category, text in texts if text] if said.outcome == FOUND else []


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()
