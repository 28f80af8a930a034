"""Who is it? More is asked only on a recorded doubt (Art 12(6)), the least that will do, and what came of it is noted.

While it is awaited the time may be suspended (EDPB Guidelines 01/2022 §159). That is uncertain, so that both
readings are kept and shown and the safe date stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import IO
from zoneinfo import ZoneInfo

from portal import facts
from portal.domain import may
from portal.domain.deadlines import Deadline, Suspension
from portal.domain.errors import Invalid, Refused
from portal.domain.ladder import (
    SHOWN_BY,
    Doubt,
    Means,
    Rung,
    asks_what_is_never_asked,
    holds_identity_code,
)
from portal.domain.lifecycle import OPEN_STATUSES, Resolution, Status
from portal.domain.register import Register
from portal.domain.roles import Viewer, ViewerKind
from portal.keys import links
from portal.papers.letters import ANSWERS, Letter, missing_elements
from portal.papers.mails import MailKind
from portal.storage import attempts, processors, together, wiping
from portal.storage import files as sealed_files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.inquiries import forget_copies, open_inquiry, withhold_location
from portal.storage.letters import release_at_once
from portal.storage.prepared import remove_prepared
from portal.storage.taken import kept_files
from portal.storage.telling import plan_tellings
from portal.storage.work import DAY, Case, Work, soon, work

LEAST_WORDS, LONGEST_WORDS = 10, 2000
LONGEST_CONTACT = 500
POST_CODE_DAYS, PHONE_CODE_DAYS = 30, 7
WRONG_CODES = 5
MOST_COPIES = 2
OUTCOMES = ("enough", "not_enough", "dropped")
_CODES = {Means.POST_CODE: (links.ADDRESS, POST_CODE_DAYS), Means.PHONE_CODE: (links.PHONE, PHONE_CODE_DAYS)}
_BY_WORDS = frozenset({Means.QUESTION, Means.CLARIFICATION})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the person, and why.

    `why` is the doubt in staff's words, `question` what is asked in words, `contact` the phone number or the
    postal address on file, `compared` what there is on file to compare a copy with.
    """

    doubt: Doubt
    means: Means
    why: str = field(repr=False)
    question: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    compared: str = field(default="", repr=False)


def checked(question: Question, register: Register, *, protected: bool = False) -> Question:
    """The question as it may be asked.

    Raises:
        Invalid: `reasons_short`, `too_long`, `identity_code`, `never_asked` (a personal identity code or a
            signature), `means_unfit`, `copies_off`, `premises_none`, `question_missing`, `contact_missing`,
            `compared_missing`, `address_protected`, each with its field.
    """
    plain = Question(
        question.doubt, question.means, _plain(question.why), _plain(question.question), _plain(question.contact),
        _plain(question.compared),
    )  # fmt: skip
    _check_words(plain.why, "why", least=LEAST_WORDS)
    for name in ("question", "contact", "compared"):
        _check_words(getattr(plain, name), name)
    if (plain.doubt is Doubt.MUCH_DATA) is not (plain.means is Means.CLARIFICATION):
        raise Invalid("means_unfit", field="means")
    if plain.means in _BY_WORDS and not plain.question:
        raise Invalid("question_missing", field="question")
    if plain.means in _CODES and not plain.contact:
        raise Invalid("contact_missing", field="contact")
    if plain.means is Means.POST_CODE and protected:
        raise Invalid("address_protected", field="means")
    if plain.means is Means.PREMISES and not register.controller.premises:
        raise Invalid("premises_none", field="means")
    if plain.means is Means.DOCUMENT:
        _check_copy(plain, register)
    return plain


def checked_reasons(reasons: str) -> str:
    """Why it was not enough, as the letter says it.

    Raises:
        Invalid: `reasons_short`, `too_long`, `identity_code` (field `note`).
    """
    plain = _plain(reasons)
    _check_note(plain, least=LEAST_WORDS)
    return plain


def ask(
    store: Store, viewer: Viewer, reference: str, version: int, question: Question, letter: Letter, register: Register
) -> None:
    """Ask the person, by a letter on the request's page that is mailed about, or that waits for the post.

    Raises:
        NotFound, Conflict: as `Work.case`. Invalid: as `checked`.
        Refused: `may_not`, `order` (not open, or the mailbox never shown), `asked_already`, `letter_incomplete`.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        _check_open(case)
        requester = case.requester()
        plain = checked(question, register, protected=bool(requester.get("protected")))
        if open_inquiry(case) is not None:
            raise Refused("asked_already")
        if missing_elements(letter):
            raise Refused("letter_incomplete")
        proof = _code_for(w, case, plain.means)
        words = {"why": plain.why, "question": plain.question, "contact": plain.contact, "compared": plain.compared}
        row = case.add(
            t.Inquiry, words, doubt=plain.doubt.value, means=plain.means.value, asked_at=w.now, actor=w.viewer.actor,
            proof_id=proof.id if proof else None,
        )  # fmt: skip
        _suspend(case, register, w.now)
        kept = release_at_once(w, case, letter)
        w.happened(
            "identity_asked", case, inquiry=row.id, doubt=row.doubt, means=row.means, letter=kept.id,
            digest=kept.digest,
        )  # fmt: skip
        case.mail(MailKind.LETTER.value, requester["email"], {})


def posted(store: Store, viewer: Viewer, reference: str, version: int, day: date, register: Register) -> None:
    """The letter with the code went to the address on file on `day`; the code works for thirty days from now.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (no such letter waits), `address_protected`.
        Invalid: `day_future`, `day_before` (before it was asked), field `day`.
    """
    zone = ZoneInfo(register.controller.time_zone)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        row = open_inquiry(case)
        if row is None or row.means != Means.POST_CODE or row.proof_id is None:
            raise Refused("order")
        if case.requester().get("protected"):
            raise Refused("address_protected")
        if day > w.now.astimezone(zone).date():
            raise Invalid("day_future", field="day")
        if day < row.asked_at.astimezone(zone).date():
            raise Invalid("day_before", field="day")
        row.posted_at = w.now
        case.one(t.Proof, row.proof_id).expires_at = soon(w.now, POST_CODE_DAYS * DAY)
        w.happened("code_posted", case, inquiry=row.id, day=day.isoformat())


def type_code(store: Store, viewer: Viewer, reference: str, code: str, register: Register) -> int | None:
    """The person types the code that came by post or was told by phone; None where it fits, else the tries left.

    Five wrong tries end the code.

    Raises:
        NotFound: no such request for this viewer. Refused: `may_not`, `order` (no code is asked for).
        Invalid: `code_old`, it ended (field `code`).
    """
    with work(store, viewer) as w:
        may.demand(w.viewer.kind is ViewerKind.PERSON)
        case = w.case(reference=reference)
        row = open_inquiry(case)
        if row is None or Means(row.means) not in _CODES or row.proof_id is None:
            raise Refused("order")
        proof = case.one(t.Proof, row.proof_id)
        if proof.ended_at is not None or w.now >= proof.expires_at:
            raise Invalid("code_old", field="code")
        if not links.code_fits(store.ring, proof.id, proof.purpose, code):
            return _wrong_code(w, case, proof)
        proof.used_at = w.now
        case.add(
            t.Evidence, {"note": ""}, rung=SHOWN_BY[Means(row.means)].value, at=w.now, actor=w.viewer.actor
        )  # fmt: skip
        row.answered_at = w.now
        _decide(w, case, row, "enough")
        _suspend(case, register, row.asked_at, w.now)
        w.happened("identity_shown", case, inquiry=row.id, means=row.means)
        return None


def answer(
    store: Store,
    viewer: Viewer,
    reference: str,
    text: str,
    copies: Sequence[tuple[str, IO[bytes]]],
    limit: int,
) -> None:
    """The person answers what was asked in words, or sends the masked copy; staff look at it.

    Raises:
        NotFound: no such request for this viewer. Refused: `may_not`, `order` (nothing of the kind is asked).
        Invalid: `empty`, `too_long` (field `text`), `copy_missing`, `too_many_files`, `file_type`, `file_empty`,
            `file_too_large` (field `files`).
    """
    if len(copies) > MOST_COPIES:
        raise Invalid("too_many_files", field="files")
    plain = _plain(text)
    if len(plain) > LONGEST_WORDS:
        raise Invalid("too_long", field="text", most=LONGEST_WORDS)
    with kept_files(store, viewer, reference, copies, limit) as kept, work(store, viewer) as w:
        may.demand(w.viewer.kind is ViewerKind.PERSON)
        case = w.case(reference=reference)
        row = open_inquiry(case)
        if row is None or Means(row.means) in _CODES or (kept and row.means != Means.DOCUMENT):
            raise Refused("order")
        if row.means == Means.DOCUMENT and not kept:
            raise Invalid("copy_missing", field="files")
        if row.means != Means.DOCUMENT and not plain:
            raise Invalid("empty", field="text")
        for one in kept:
            case.add(
                t.Upload, {"name": one.name}, id=one.id, purpose="identity", media_type=one.media_type,
                size=one.size, digest=one.digest, at=w.now,
            )  # fmt: skip
        row.answered_at = w.now
        case.reseal(row, {**case.unseal(row), "answer": plain})
        w.happened("identity_answered", case, inquiry=row.id, copies=len(kept))


def settle(
    store: Store,
    viewer: Viewer,
    reference: str,
    version: int,
    outcome: str,
    note: str,
    register: Register,
    answered: date | None = None,
    letter: Letter | None = None,
) -> None:
    """What came of the question: `enough`, `not_enough` (the request ends with `letter`), or `dropped`.

    A copy that was sent goes with this: what stays is who looked at it and when. `answered` is the day of the
    answer where it came otherwise than through the portal.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (nothing is asked), `letter_incomplete`.
        Invalid: `outcome_unknown`, `reasons_short`, `too_long`, `identity_code` (field `note`), `day_future`,
            `day_before` (field `day`).
    """
    note = _plain(note)
    if outcome not in OUTCOMES:
        raise Invalid("outcome_unknown", field="outcome")
    _check_note(note, least=LEAST_WORDS if outcome != "enough" else 0)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        row = open_inquiry(case)
        if row is None:
            raise Refused("order")
        row.answered_at = _answered(row, answered, register, w.now) if outcome != "dropped" else row.answered_at
        _decide(w, case, row, outcome)
        if outcome == "enough" and Means(row.means) in SHOWN_BY:
            by_staff = SHOWN_BY[Means(row.means)]
            rung = Rung.LETTER_ON_FILE if by_staff is Rung.LETTER_CODE else by_staff
            case.add(t.Evidence, {"note": note}, rung=rung.value, at=w.now, actor=w.viewer.actor)
        if outcome == "dropped":
            _settle(case, None)
        else:
            _suspend(case, register, row.asked_at, row.answered_at)
        gone = forget_copies(w, case)
        w.happened("identity_decided", case, inquiry=row.id, means=row.means, outcome=outcome)
        if outcome == "not_enough":
            gone += _close(w, case, letter)
    for file_id in gone:
        sealed_files.remove(store.folder, file_id)


def judge(store: Store, viewer: Viewer, reference: str, version: int, note: str) -> None:
    """Staff record why what is there is enough, though the register wants more: it has to be in proportion.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (not open), `asked_already` (a question waits).
        Invalid: `reasons_short`, `too_long`, `identity_code` (field `note`).
    """
    note = _plain(note)
    _check_note(note, least=LEAST_WORDS)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        _check_open(case)
        if open_inquiry(case) is not None:
            raise Refused("asked_already")
        case.add(t.Evidence, {"note": note}, rung=Rung.JUDGED.value, at=w.now, actor=w.viewer.actor)
        w.happened("identity_judged", case, rung=Rung.JUDGED.value)


def show_authority(store: Store, viewer: Viewer, reference: str, version: int, note: str) -> None:
    """Staff record by what somebody has shown that they may ask for another person.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (not open, or asked for nobody else).
        Invalid: `reasons_short`, `too_long`, `identity_code` (field `note`).
    """
    note = _plain(note)
    _check_note(note, least=LEAST_WORDS)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        _check_open(case)
        if not case.requester().get("represents"):
            raise Refused("order")
        case.add(t.Evidence, {"note": note}, rung=Rung.AUTHORITY_SHOWN.value, at=w.now, actor=w.viewer.actor)
        w.happened("authority_shown", case, rung=Rung.AUTHORITY_SHOWN.value)


def protect(store: Store, viewer: Viewer, reference: str, version: int, register: Register, *, on: bool) -> None:
    """Mark the person as one whose address is protected by law (turvakielto), or take the mark off again.

    What was found of where they live and answer is left out at once, unless they were seen or called back. After
    the review the release waits until it is taken back and left out. No processor's link tells of it any more.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`; only the register's owner takes the mark off.
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer) if on else may.may_manage(w.viewer))
        case = w.case(reference=reference, version=version)
        case.write_requester({**case.requester(), "protected": on})
        w.happened("protected" if on else "unprotected", case)
        if on:
            processors.end_what_locates(w, case)
        if case.status in {Status.SEARCHING, Status.REVIEW}:
            withhold_location(w, case, [one.key for one in register.categories if one.locating])


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _check_words(text: str, name: str, least: int = 0) -> None:
    if len(text) < least:
        raise Invalid("reasons_short", field=name, least=least)
    most = LONGEST_CONTACT if name in {"contact", "compared"} else LONGEST_WORDS
    if len(text) > most:
        raise Invalid("too_long", field=name, most=most)
    if holds_identity_code(text):
        raise Invalid("identity_code", field=name)
    if asks_what_is_never_asked(text):
        raise Invalid("never_asked", field=name)


def _check_note(note: str, least: int) -> None:
    if len(note) < least:
        raise Invalid("reasons_short", field="note", least=least)
    if len(note) > LONGEST_WORDS:
        raise Invalid("too_long", field="note", most=LONGEST_WORDS)
    if holds_identity_code(note):
        raise Invalid("identity_code", field="note")


def _check_copy(question: Question, register: Register) -> None:
    """A copy proves nothing unless there is something on file to compare it with, and is off by default."""
    if not register.identity.document_copies:
        raise Invalid("copies_off", field="means")
    if not question.compared:
        raise Invalid("compared_missing", field="compared")


def _check_open(case: Case) -> None:
    if case.status not in OPEN_STATUSES or case.status is Status.UNCONFIRMED:
        raise Refused("order")


def _code_for(w: Work, case: Case, means: Means) -> t.Proof | None:
    """The code that is told by phone or goes by post; None where none is wanted."""
    if means not in _CODES:
        return None
    purpose, days = _CODES[means]
    return case.add(
        t.Proof, {"address": ""}, purpose=purpose, browser="", created_at=w.now, expires_at=soon(w.now, days * DAY),
        wrong_codes=0,
    )  # fmt: skip


def _wrong_code(w: Work, case: Case, proof: t.Proof) -> int:
    proof.wrong_codes += 1
    left = max(WRONG_CODES - proof.wrong_codes, 0)
    w.happened("wrong_code", case, left=left)
    if not left:
        proof.ended_at = w.now
        w.happened("link_ended", case)
    return left


def _decide(w: Work, case: Case, row: t.Inquiry, outcome: str) -> None:
    row.outcome, row.decided_at, row.decided_by = outcome, w.now, w.viewer.actor
    if row.proof_id is not None:
        proof = case.one(t.Proof, row.proof_id)
        proof.ended_at = proof.ended_at or w.now


def _answered(row: t.Inquiry, day: date | None, register: Register, now: datetime) -> datetime:
    """When the answer came: the day that staff say, else when the portal took it, else now."""
    zone = ZoneInfo(register.controller.time_zone)
    if day is None:
        return row.answered_at or now
    if day > now.astimezone(zone).date():
        raise Invalid("day_future", field="day")
    if day < row.asked_at.astimezone(zone).date():
        raise Invalid("day_before", field="day")
    return min(datetime.combine(day, time(12, 0), zone), now)


def _suspend(case: Case, register: Register, asked: datetime, answered: datetime | None = None) -> None:
    """Keep both readings of the suspension beside the dates, which stay as they are."""
    zone = ZoneInfo(register.controller.time_zone)
    until = answered.astimezone(zone).date() if answered else None
    _settle(case, Suspension(asked.astimezone(zone).date(), until))


def _settle(case: Case, suspension: Suspension | None) -> None:
    old = Deadline.from_json(case.row.deadline)
    new = facts.deadline_for(
        old.received, old.country, old.region, old.zone, extended=old.extended, suspension=suspension
    )
    case.settle_deadline(new.to_json(), new.due, new.safe)


def _close(w: Work, case: Case, letter: Letter | None) -> list[str]:
    """End a request whose person cannot be told from others, with its letter; the ids of files without a row now."""
    if letter is None or missing_elements(letter):
        raise Refused("letter_incomplete")
    attempts.stop_open(w, case)
    freed = remove_prepared(w, case, tuple(kind.value for kind in ANSWERS))
    plan_tellings(w, case)
    case.stand(Status.CLOSED, Resolution.REFUSED)
    case.row.closed_at = w.now
    kept = release_at_once(w, case, letter)
    w.happened("closed", case, resolution=Resolution.REFUSED.value, letter=kept.id, digest=kept.digest)
    together.let_go_alone(w, case)
    wiping.wipe_later(w, case)
    case.mail(MailKind.LETTER.value, case.requester()["email"], {})
    return freed
