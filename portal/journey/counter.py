"""Over the counter: staff enter a request that came by phone, letter, mail or in person, and say what they saw.

An address that staff typed is a mailbox only once its link was opened with the code that
staff gave the person: a slip of the pen would hand somebody's data to a stranger. Until
then it is one of the addresses that the search may use, and nothing else is mailed there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal import facts
from portal.domain import may
from portal.domain.errors import Invalid, Refused
from portal.domain.ladder import AT_COUNTER, Rung, holds_identity_code
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.register import Controller, Register
from portal.domain.roles import UNSORTED, Viewer
from portal.domain.wishes import RestrictionGround, Wishes
from portal.journey.intake import Received, mail_link, read_answers, receipt_values, send_link
from portal.papers.mails import MailKind
from portal.storage import beginning
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import id_in_force
from portal.storage.work import Case, Work, work

CHANNELS = tuple(channel for channel in Channel if channel is not Channel.WEB)
OLDEST_DAYS = 365
LONGEST_NOTE = 2000
_NOON = time(12, 0)
_OF_ANOTHER = frozenset({"kind", "other_name", "other_emails"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A request as staff enter it; `phones` and `emails` hold one a line, `at` is empty where nobody knows the hour.

    `seen` is what staff saw of the identity, which they judge to be enough unless it is nothing.
    """

    rights: tuple[Right, ...]
    channel: Channel
    day: date
    language: str
    name: str = field(repr=False)
    seen: Rung
    at: time | None = None
    note: str = field(default="", repr=False)
    wishes: Wishes = field(default=Wishes(), repr=False)
    email: str = field(default="", repr=False)
    postal_address: str = field(default="", repr=False)
    phones: str = field(default="", repr=False)
    emails: str = field(default="", repr=False)
    customer_number: str = field(default="", repr=False)
    scope: str = field(default="", repr=False)
    represents: dict[str, str] = field(default_factory=dict, repr=False)
    """For whom it is asked where for another: `kind`, `name`, `emails`, `phones`, `customer_number` as typed."""


def enter(store: Store, viewer: Viewer, entry: Entry, register: Register) -> Received:
    """Write the request; its clock runs from the day it came (Art 12(3)).

    With evidence the search begins, and marketing is stopped, in this commit. Without it the
    request waits for its mailbox to be shown, or for staff to see more (`vouch`).

    Raises:
        Refused: `may_not`.
        Invalid: `rights_empty`, `name_empty`, `channel_unknown`, `language_unknown`, `day_future`, `time_future`,
            `day_too_old`, `identity_code`, `note_too_long`, `email_needed`, what is wrong with an address, and
            what a right lacks, each with its field.
    """
    controller = register.controller
    received = arrival(entry.day, entry.at, controller.time_zone, store.now())
    _check(entry, register)
    requester = _requester(entry, controller)
    address = requester["email"]
    shown = _is_shown(entry.seen, address)
    deadline = facts.deadline_at_any_rate(received, controller.country, controller.region, controller.time_zone)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.open_case(
            requester if shown or entry.seen is Rung.NONE else _without_mailbox(requester),
            register_version_id=id_in_force(w.session, w.now),
            rights=sorted(right.value for right in set(entry.rights)),
            channel=entry.channel.value, language=entry.language, received_at=received, asked_at=w.now,
            status=Status.UNCONFIRMED.value, deadline=deadline.to_json(), due=deadline.due, safe=deadline.safe,
        )  # fmt: skip
        w.happened("entered", case, rights=case.row.rights, channel=case.row.channel, due=deadline.due.isoformat())
        _judge(w, case, entry.seen, entry.note, register)
        if address and not shown:
            send_link(w, case, controller, address, "")
        else:
            case.mail(MailKind.RECEIPT.value, address, receipt_values(case, controller))
        return Received(case.id, case.row.reference)


def vouch(
    store: Store, viewer: Viewer, reference: str, version: int, seen: Rung, note: str, register: Register
) -> None:
    """Staff saw later who it is: the search begins, and marketing is stopped.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (the mailbox was shown, or nothing was sent).
        Invalid: `seen_nothing`, `identity_code`, `note_too_long`, `email_needed`, with their field.
    """
    if seen is Rung.NONE:
        raise Invalid("seen_nothing", field="rung")
    _check_seen(seen, note)
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.status is not Status.UNCONFIRMED or case.row.asked_at is None:
            raise Refused("order")
        requester = case.requester()
        if not _is_shown(seen, requester["email"]):
            case.write_requester(_without_mailbox(requester))
        _judge(w, case, seen, note, register)


def mail_again(store: Store, viewer: Viewer, reference: str, version: int, register: Register) -> None:
    """Mail the link of a request that staff entered once more; beyond three a day it is withheld.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (no link was mailed, or it was opened).
    """
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        proofs = sorted(case.rows(t.Proof, t.Proof.purpose == "confirm"), key=lambda one: one.created_at)
        if not proofs or proofs[-1].used_at is not None or case.status is Status.CLOSED:
            raise Refused("order")
        last, address = proofs[-1], case.unseal(proofs[-1])["address"]
        if last.ended_at is None and w.now < last.expires_at:
            mail_link(w, case, register.controller, address, last)
            w.happened("link_sent", case, again=True)
        else:
            send_link(w, case, register.controller, address, last.browser)


def arrival(day: date, at: time | None, zone: str, now: datetime) -> datetime:
    """The moment at which a request came, in UTC; noon where only its day is known, for the day alone counts.

    Raises:
        Invalid: `day_future`, `time_future`, `day_too_old` (more than a year ago).
    """
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    if day > today:
        raise Invalid("day_future", field="day")
    if day < today - timedelta(days=OLDEST_DAYS):
        raise Invalid("day_too_old", field="day")
    moment = datetime.combine(day, at or _NOON, place).astimezone(UTC)
    if moment <= now:
        return moment
    if at is not None:
        raise Invalid("time_future", field="at")
    return now


def _judge(w: Work, case: Case, seen: Rung, note: str, register: Register) -> None:
    """Note what was seen; with any evidence, what was asked for begins."""
    case.add(t.Evidence, {"note": note.strip()}, rung=seen.value, at=w.now, actor=w.viewer.actor)
    w.happened("evidence_seen", case, rung=seen.value)
    if seen is Rung.NONE:
        case.stand(Status.UNCONFIRMED)
        return
    requester = case.requester()
    emails = dict.fromkeys([requester["email"], *requester.get("emails", [])])
    contacts = {"email": [one for one in emails if one], "phone": requester.get("phones", [])}
    beginning.begin(w, case, register, contacts)


def _check(entry: Entry, register: Register) -> None:
    if not entry.rights:
        raise Invalid("rights_empty", field="rights")
    if not entry.name.strip():
        raise Invalid("name_empty", field="name")
    if entry.channel not in CHANNELS:
        raise Invalid("channel_unknown", field="channel")
    if entry.language not in register.controller.languages:
        raise Invalid("language_unknown", field="language")
    _check_seen(entry.seen, entry.note)
    _check_wishes(entry.wishes, entry.rights, register)


def _check_seen(seen: Rung, note: str) -> None:
    if seen not in AT_COUNTER:
        raise Invalid("seen_unknown", field="rung")
    if holds_identity_code(note):
        raise Invalid("identity_code", field="note")
    if len(note) > LONGEST_NOTE:
        raise Invalid("note_too_long", field="note", limit=LONGEST_NOTE)


def _check_wishes(wishes: Wishes, rights: Iterable[Right], register: Register) -> None:
    """What a right needs to be looked at; fields carry the place of a correction."""
    asked = set(rights)
    if Right.RECTIFICATION in asked and not wishes.corrections:
        raise Invalid("correction_missing", field="should_0")
    for place, correction in enumerate(wishes.corrections):
        if correction.category != UNSORTED and not register.has(correction.category):
            raise Invalid("category_missing", field=f"category_{place}")
        if not correction.should:
            raise Invalid("correction_missing", field=f"should_{place}")
    if not all(register.has(key) for key in wishes.erase):
        raise Invalid("category_missing", field="erase")
    if set(wishes.purposes) - {purpose.key for purpose in register.purposes}:
        raise Invalid("purpose_unknown", field="purposes")
    if Right.RESTRICTION in asked and wishes.restrict in {None, RestrictionGround.OBJECTION}:
        raise Invalid("ground_missing", field="ground")


def _requester(entry: Entry, controller: Controller) -> dict[str, Any]:
    answers = {
        "name": entry.name, "emails": entry.emails, "phones": entry.phones, "customer_number": entry.customer_number,
        "scope": entry.scope, "wishes": entry.wishes.to_json(),
        "represents": entry.represents,
    }  # fmt: skip
    try:
        read = read_answers(answers, controller.country)
    except Invalid as fault:
        raise Invalid(fault.code, field=fault.field if fault.field in _OF_ANOTHER else "emails") from fault
    lines = [" ".join(line.split()) for line in entry.postal_address.splitlines()]
    return {
        "email": facts.fold_email(entry.email) if entry.email.strip() else "",
        **read,
        "postal_address": "\n".join(line for line in lines if line),
    }


def _is_shown(seen: Rung, address: str) -> bool:
    """Whether what staff saw shows that the mailbox is the person's: an answer came from the address on file."""
    if seen is Rung.CONTACT_ON_FILE and not address:
        raise Invalid("email_needed", field="email")
    return seen is Rung.CONTACT_ON_FILE


def _without_mailbox(requester: dict[str, Any]) -> dict[str, Any]:
    """The address as one of those that the search may use, and that nothing is mailed to."""
    emails = dict.fromkeys([requester["email"], *requester.get("emails", [])])
    return {**requester, "email": "", "emails": [email for email in emails if email]}
