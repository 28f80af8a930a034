"""What staff may read of one request: its page with steps, thread and history, and the answer that waits.

A viewer with a category limit reads the reference, the requester's name, rights and dates,
and what is of their categories; never the thread, notes, mails, evidence or answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from portal.domain.deadlines import Deadline
from portal.domain.errors import NotFound
from portal.domain.following import AT_WORK
from portal.domain.gate import Gate, gate_from_json
from portal.domain.ladder import visible
from portal.domain.lifecycle import OPEN_STATUSES, Capability, Resolution, Right, Status, StepState, Verdict
from portal.domain.may import may_manage, may_see_unsorted
from portal.domain.plan import COPY, awaited
from portal.domain.register import Text
from portal.domain.roles import Viewer
from portal.domain.wishes import Wishes
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.person import FileLine
from portal.storage.door.processors import AskLine, asks_of
from portal.storage.door.rows import NO_ANSWERS, Names, of_request, request_row
from portal.storage.door.telling import TellingLine, telling_line
from portal.storage.learned import LearnedFrom, of_step

MOST_EVENTS = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several customers whom an objection may be of."""

    owner: str
    subject: str
    matched_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What a person is to do in a system: with which data, and for a correction what stands there and what should."""

    category: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step; `note` is what staff wrote to it, `gaps` name what could not be searched.

    `tasks` say what was decided for a person to do there, `counts` what a machine changed,
    by record kind: `deleted:KIND` and `anonymised:KIND` of an erasure. `kinds` names the kinds.
    """

    id: str
    system: str
    capability: Capability
    right: Right
    performer: str
    state: StepState
    outcome: str | None
    fault: str | None
    due: date | None
    searched: int
    count: int
    ended_at: datetime | None
    verified_at: datetime | None
    note: str
    gaps: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    tasks: tuple[Task, ...] = ()
    beyond: int = 0
    """How many more of them are outside of the viewer's limit."""
    counts: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, Text] = field(default_factory=dict)
    lifts: bool = False
    """Whether it lifts a restriction."""
    awaits: tuple[str, ...] = ()
    """What has to happen before it: see `domain.plan`."""
    purposes: tuple[str, ...] = ()
    """The purposes whose use of the data ends."""
    telling: TellingLine | None = None
    """Whom it tells of what; its system is the recipient's key then."""
    learned: tuple[LearnedFrom, ...] = ()
    """By what else is searched here, for another system knows it of the person."""
    ask: AskLine | None = None
    """What became of asking its processor by letter, where one was written."""
    asked_at: datetime | None = None
    """When the processor was asked: the letter went."""
    done_on: date | None = None
    """The day on which a processor says that it was done."""
    channels: tuple[str, ...] = ()
    """The prohibitions that the person chose; none are every one."""

    @property
    def at_work(self) -> bool:
        """Whether a machine goes on with it by itself, at once."""
        return self.state in AT_WORK and not set(self.awaits) - {COPY}


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message or note; `kind` is `person`, `staff` or `note`, `author` a name where staff wrote it."""

    kind: str
    author: str
    text: str
    at: datetime
    files: tuple[FileLine, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail of this request and what became of it."""

    kind: str
    to: str
    state: str
    fault: str | None
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """What happened; `actor` is a code, `name` that of a member of staff; `body` holds ids and codes."""

    number: int
    kind: str
    actor: str
    name: str
    at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What was shown of the identity."""

    rung: str
    at: datetime
    name: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter; one without `released_at` waits."""

    id: str
    kind: str
    language: str
    title: str
    html: str
    required: tuple[str, ...]
    digest: str
    at: datetime
    released_at: datetime | None
    edited: bool = False
    """Whether staff changed what was composed."""


@dataclass(frozen=True, slots=True)
class PackageLine:
    """The answer's package."""

    upload_id: str
    size: int
    manifest_digest: str
    at: datetime
    released_at: datetime | None
    expires_at: datetime | None
    removed_at: datetime | None
    gate: Gate = Gate()
    """What was found when it was read once more, until it is released."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are of one category, by verdict."""

    category: str
    total: int
    open: int
    given: int
    withheld: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """A request as staff see it. For viewers with a limit what is not theirs is empty."""

    reference: str
    version: int
    register_version_id: str
    status: Status
    resolution: Resolution | None
    rights: tuple[Right, ...]
    channel: str
    language: str
    received_at: datetime
    confirmed_at: datetime | None
    asked_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    to_post: str | None
    deadline: Deadline
    due: date
    safe: date
    limited: bool
    name: str
    requester: Mapping[str, Any]
    wishes: Wishes
    evidence: tuple[EvidenceLine, ...]
    steps: tuple[StepLine, ...]
    tallies: tuple[Tally, ...]
    messages: tuple[MessageLine, ...]
    mails: tuple[MailLine, ...]
    events: tuple[EventLine, ...]
    letters: tuple[LetterLine, ...]
    package: PackageLine | None
    undo_until: datetime | None = None
    """Until when what was decided to be erased can be taken back."""
    second_after: str | None = None
    """Who decided it, where it waits for a second person."""
    beyond: int = 0
    """How many steps of the request lie outside of the viewer's limit."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done before the answer."""
        return self.status in OPEN_STATUSES

    @property
    def prepared(self) -> LetterLine | None:
        """The first letter of the answer that waits for its release."""
        return next(iter(self.prepared_letters), None)

    @property
    def prepared_letters(self) -> tuple[LetterLine, ...]:
        """The letters of the answer that wait for their release, in order of their kinds."""
        waiting = [one for one in self.letters if one.released_at is None and one.kind not in NO_ANSWERS]
        return tuple(sorted(waiting, key=lambda one: one.kind))

    @property
    def copies(self) -> bool:
        """Whether the person gets a copy of what is found (Art 15, 20); else it is only told apart from others'."""
        return bool({Right.ACCESS, Right.PORTABILITY} & set(self.rights))

    @property
    def moves(self) -> bool:
        """Whether a machine is at work, so that the page will change by itself."""
        if self.status in {Status.CLOSED, Status.UNCONFIRMED}:
            return False
        writing = self.status is Status.ANSWERING and self.prepared is None
        return writing or any(step.at_work for step in self.steps)

    @property
    def open_findings(self) -> int:
        """How many findings, of those the viewer may see, nobody has judged."""
        return sum(tally.open for tally in self.tallies)

    def step(self, step_id: str) -> StepLine:
        """A step by its id; `NotFound` where there is none for this viewer."""
        for found in self.steps:
            if found.id == step_id:
                return found
        raise NotFound("not_found")


_STEPS = of_request(t.Step, by=[t.Step.position])
_TALLIES = of_request(t.Finding, t.Finding.category, t.Finding.verdict, func.count()).group_by(
    t.Finding.category, t.Finding.verdict
)
_ATTACHED = of_request(t.Upload).where(t.Upload.purpose == "attachment", t.Upload.removed_at.is_(None))
_MESSAGES = of_request(t.Message, by=[t.Message.at, t.Message.id])
_MAILS = of_request(t.Mail, by=[t.Mail.created_at.desc(), t.Mail.id])
_EVENTS = of_request(t.Event, by=[t.Event.number.desc()]).limit(MOST_EVENTS)
_EVIDENCE = of_request(t.Evidence, by=[t.Evidence.at])
_LETTERS = of_request(t.Letter, by=[t.Letter.at])
_PACKAGE = of_request(t.Package, by=[t.Package.at.desc()]).limit(1)


def case_page(store: Store, viewer: Viewer, reference: str) -> CasePage:
    """One request; `NotFound` for another controller's, and for one without anything of a limited viewer's."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        whole = may_see_unsorted(viewer)
        requester = visible(d.unseal(row), owner=may_manage(viewer))
        events = _events(d, row) if whole else ()
        letters = tuple(_letters(d, row)) if whole else ()
        steps = tuple(_steps(d, row, hidden=bool(requester.get("protected")) and not may_manage(viewer)))
        return CasePage(
            reference=row.reference,
            version=row.version,
            register_version_id=row.register_version_id,
            status=Status(row.status),
            resolution=Resolution(row.resolution) if row.resolution else None,
            rights=tuple(Right(code) for code in row.rights),
            channel=row.channel,
            language=row.language,
            received_at=row.received_at,
            confirmed_at=row.confirmed_at,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            closed_at=row.closed_at,
            to_post=row.to_post,
            deadline=Deadline.from_json(row.deadline),
            due=row.due,
            safe=row.safe,
            limited=not whole,
            name=str(requester.get("name", "")),
            requester=requester if whole else {},
            wishes=Wishes.from_json(requester.get("wishes") if whole else None),
            evidence=tuple(_evidence(d, row)) if whole else (),
            steps=steps,
            tallies=tuple(_tallies(d, row)),
            messages=tuple(_messages(d, row)) if whole else (),
            mails=tuple(_mails(d, row)) if whole else (),
            events=events,
            letters=letters,
            package=_package(d, row) if whole else None,
            undo_until=row.undo_until,
            second_after=row.second_after,
            beyond=0 if viewer.categories is None else _every_step(d, row) - len(steps),
        )


def _every_step(d: Door, row: t.SubjectRequest) -> int:
    """How many steps the request has, those beyond the viewer's limit too: a number, and nothing of them."""
    counted = select(func.count()).select_from(t.Step)
    counted = counted.where(t.Step.controller_id == row.controller_id, t.Step.request_id == row.id)
    return d.session.scalars(counted.execution_options(storage_only=True)).one()


def register_document(store: Store, viewer: Viewer, reference: str) -> dict[str, Any]:
    """The register document that was in force when the request came: what is decided rests on it."""
    with door(store, viewer) as d:
        row = request_row(d, reference)
        return d.session.get_one(t.RegisterVersion, row.register_version_id).document


def attachment(store: Store, viewer: Viewer, reference: str, upload_id: str) -> tuple[FileLine, Iterator[bytes]]:
    """A file of the thread, or of what a processor sent.

    Raises:
        NotFound: another request's, an answer's, and any for limited viewers.
    """
    with door(store, viewer) as d:
        row = request_row(d, reference)
        upload = d.session.scalars(
            select(t.Upload).where(
                t.Upload.id == upload_id, t.Upload.request_id == row.id, t.Upload.purpose.in_(["attachment", "found"]),
                t.Upload.removed_at.is_(None),
            )
        ).one_or_none()  # fmt: skip
        if upload is None:
            raise NotFound("not_found")
        return _file(d, upload), files.read(store.folder, d.vault.of_request(row.id), upload.id)


def prepared_package(store: Store, viewer: Viewer, reference: str) -> tuple[PackageLine, Iterator[bytes]]:
    """The package that waits for its release, for whoever releases it; `NotFound` where there is none.

    That of a protected person may tell their address, and is for the register's owner alone.
    """
    with door(store, viewer) as d:
        row = request_row(d, reference)
        line = _package(d, row)
        if d.unseal(row).get("protected") and not may_manage(viewer):
            raise NotFound("not_found")
        if line is None or line.released_at is not None:
            raise NotFound("not_found")
        return line, files.read(store.folder, d.vault.of_request(row.id), line.upload_id)


def _steps(d: Door, row: t.SubjectRequest, *, hidden: bool) -> Iterator[StepLine]:
    """`hidden` where the person is protected, and where they live or answer is not for this viewer."""
    kinds: dict[str, dict[str, Text]] = {}
    asks = asks_of(d, row.id)
    every = [
        (step, d.unseal(step) if step.sealed is not None else {})
        for step in d.session.scalars(_STEPS, {"request": row.id})
    ]
    taught = (
        []
        if hidden or d.viewer.categories is not None
        else [one for step, kept in every for one in of_step(step.system, kept)]
    )
    for step, kept in every:
        for one in kept.get("glossary", []):
            if one["kind_label"]:
                kinds.setdefault(step.system, {})[one["kind"]] = Text(**one["kind_label"])
        yield StepLine(
            id=step.id,
            system=step.system,
            capability=Capability(step.capability),
            right=Right(step.right),
            performer=step.performer,
            state=StepState(step.state),
            outcome=step.outcome,
            fault=step.fault,
            due=step.due,
            searched=step.searched,
            count=step.count,
            ended_at=step.ended_at,
            verified_at=step.verified_at,
            note=kept.get("note", ""),
            gaps=tuple(kept.get("gaps", [])),
            candidates=tuple(
                Candidate(one["owner"], one["subject"], tuple(one["matched_by"])) for one in kept.get("candidates", [])
            ),
            tasks=(tasks := tuple(_tasks(d, step, kept))),
            beyond=len(kept.get("tasks", [])) - len(tasks),
            counts=kept.get("counts", {}),
            kinds=kinds.get(step.system, {}),
            lifts=not kept.get("on", True),
            awaits=awaited(kept),
            purposes=tuple(kept.get("purposes", ())),
            telling=_telling(d, step, kept, hidden) if step.capability == Capability.NOTIFY else None,
            learned=tuple(one for one in taught if one.system != step.system)
            if step.capability == Capability.FIND
            else (),
            ask=asks.get(step.id),
            asked_at=step.asked_at,
            done_on=date.fromisoformat(kept["done_on"]) if kept.get("done_on") else None,
            channels=tuple(kept.get("channels", ())),
        )


def _tasks(d: Door, step: t.Step, kept: Mapping[str, Any]) -> Iterator[Task]:
    return (Task(**one) for one in kept.get("tasks", []) if d.viewer.reaches(step.system, one["category"]))


def _telling(d: Door, step: t.Step, kept: Mapping[str, Any], hidden: bool) -> TellingLine:
    line = telling_line(step, kept)
    shown = tuple(one for one in line.corrections if not (hidden and one.locating))
    contact = "" if hidden else line.contact
    hides = len(shown) < len(line.corrections) or contact != line.contact
    return replace(line, corrections=shown, contact=contact, hides=hides, actor=Names(d)(line.actor))


def _tallies(d: Door, row: t.SubjectRequest) -> Iterator[Tally]:
    counted = d.session.execute(_TALLIES, {"request": row.id})
    by_category: dict[str, dict[str, int]] = {}
    for category, verdict, count in counted:
        by_category.setdefault(category, {})[verdict] = count
    for category, verdicts in sorted(by_category.items()):
        yield Tally(
            category,
            sum(verdicts.values()),
            verdicts.get(Verdict.OPEN.value, 0),
            verdicts.get(Verdict.INCLUDED.value, 0) + verdicts.get(Verdict.MASKED.value, 0),
            verdicts.get(Verdict.WITHHELD.value, 0),
        )


def _messages(d: Door, row: t.SubjectRequest) -> Iterator[MessageLine]:
    attached: dict[str, list[FileLine]] = {}
    for upload in d.session.scalars(_ATTACHED, {"request": row.id}):
        attached.setdefault(upload.message_id or "", []).append(_file(d, upload))
    messages = d.session.scalars(_MESSAGES, {"request": row.id}).all()
    names = Names(d).read(message.author for message in messages)
    for message in messages:
        yield MessageLine(
            message.kind, names(message.author), d.unseal(message)["text"], message.at,
            tuple(attached.get(message.id, ())), message.id,
        )  # fmt: skip


def _file(d: Door, upload: t.Upload) -> FileLine:
    return FileLine(upload.id, d.unseal(upload)["name"], upload.size, upload.media_type)


def _mails(d: Door, row: t.SubjectRequest) -> Iterator[MailLine]:
    for mail in d.session.scalars(_MAILS, {"request": row.id}):
        yield MailLine(mail.kind, d.unseal(mail)["to"], mail.state, mail.fault, mail.created_at, mail.sent_at)


def _events(d: Door, row: t.SubjectRequest) -> tuple[EventLine, ...]:
    """The latest first."""
    rows = d.session.scalars(_EVENTS, {"request": row.id}).all()
    names = Names(d).read(event.actor for event in rows)
    return tuple(
        EventLine(
            event.number,
            event.kind,
            event.actor,
            names(event.actor),
            event.at,
            d.unseal(event) if event.sealed is not None else {},
        )
        for event in rows
    )


def _evidence(d: Door, row: t.SubjectRequest) -> Iterator[EvidenceLine]:
    names = Names(d)
    for one in d.session.scalars(_EVIDENCE, {"request": row.id}):
        yield EvidenceLine(one.rung, one.at, names(one.actor), str(d.unseal(one).get("note", "")))


def _letters(d: Door, row: t.SubjectRequest) -> Iterator[LetterLine]:
    for one in d.session.scalars(_LETTERS, {"request": row.id}):
        value = d.unseal(one)
        yield LetterLine(
            one.id, one.kind, one.language, value["title"], value["html"], tuple(value.get("required", [])),
            one.digest, one.at, one.released_at, "composed" in value,
        )  # fmt: skip


def _package(d: Door, row: t.SubjectRequest) -> PackageLine | None:
    found = d.session.scalars(_PACKAGE, {"request": row.id}).one_or_none()
    if found is None:
        return None
    upload = d.session.get(t.Upload, found.upload_id)
    gate = gate_from_json(d.unseal(upload)) if upload and found.released_at is None else Gate()
    return PackageLine(
        found.upload_id, upload.size if upload else 0, found.manifest_digest, found.at, found.released_at,
        found.expires_at, found.removed_at, gate,
    )  # fmt: skip
