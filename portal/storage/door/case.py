"""What staff may read of one request: its page, what was found, the decision and the answer that waits.

A viewer with a category limit reads the reference, the requester's name, rights and dates,
and what is of their categories; never the thread, notes, mails, evidence or answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from portal.domain import review
from portal.domain.deadlines import Deadline
from portal.domain.errors import NotFound
from portal.domain.following import AT_WORK
from portal.domain.lifecycle import OPEN_STATUSES, Capability, Match, Resolution, Right, Status, StepState, Verdict
from portal.domain.may import may_see_unsorted
from portal.domain.register import Register, Text
from portal.domain.review import Line, Outcome
from portal.domain.roles import Viewer
from portal.storage import files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.door.opening import Door, door
from portal.storage.door.person import FileLine
from portal.storage.plans import plan_of

PAGE = 50
MOST_OWNERS = 100
MOST_EVENTS = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several customers whom an objection may be of."""

    owner: str
    subject: str
    matched_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step; `note` is what staff wrote to it, `gaps` name what could not be searched."""

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

    @property
    def at_work(self) -> bool:
        """Whether a machine goes on with it by itself."""
        return self.state in AT_WORK


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message or note; `kind` is `person`, `staff` or `note`, `author` a name where staff wrote it."""

    kind: str
    author: str
    text: str
    at: datetime
    files: tuple[FileLine, ...]


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
    deadline: Deadline
    due: date
    safe: date
    limited: bool
    name: str
    requester: Mapping[str, Any]
    evidence: tuple[EvidenceLine, ...]
    steps: tuple[StepLine, ...]
    tallies: tuple[Tally, ...]
    messages: tuple[MessageLine, ...]
    mails: tuple[MailLine, ...]
    events: tuple[EventLine, ...]
    letters: tuple[LetterLine, ...]
    package: PackageLine | None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done before the answer."""
        return self.status in OPEN_STATUSES

    @property
    def prepared(self) -> LetterLine | None:
        """The letter that waits for its release."""
        return next((letter for letter in self.letters if letter.released_at is None), None)

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


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One value of a record; `label` and `meaning` where the system's glossary knows them."""

    place: int
    name: str
    label: Text | None
    value: str | int | float | bool | None
    meaning: Text | None
    masked: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A record found, and what was said of it."""

    id: str
    system: str
    kind: str
    kind_label: Text | None
    category: str
    match: Match
    matched_by: tuple[str, ...]
    differs: tuple[str, ...]
    owner: str
    subject: str
    key: str
    fields: tuple[FieldLine, ...]
    verdict: Verdict
    ground: str | None
    note: str
    found_at: datetime
    judged_at: datetime | None
    judged_by: str


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A customer of a system on whom findings hang; counts are their findings."""

    system: str
    owner: str
    subject: str
    match: Match
    matched_by: tuple[str, ...]
    differs: tuple[str, ...]
    total: int
    open: int
    withheld: int


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one category in one system: a page of them, and the place after it."""

    category: str
    system: str
    total: int
    open: int
    rows: tuple[FindingLine, ...]
    next: str


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What was found, and whose it may be: several customers of one system want a choice."""

    owners: tuple[OwnerLine, ...]
    groups: tuple[FindingGroup, ...]
    total: int
    open: int
    sure: bool
    """Whether one press can take in exact records, none of them in staff's own words."""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What was decided for one category."""

    category: str
    outcome: Outcome
    ground: str | None
    given: int
    withheld: int
    at: datetime
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The proposal over the plan with this digest, what stands in its way, and what was decided."""

    digest: str
    lines: tuple[Line, ...]
    resolution: Resolution
    open: int
    unfinished: tuple[str, ...]
    incomplete: tuple[str, ...]
    decided: tuple[DecidedLine, ...]
    answer_digest: str


def case_page(store: Store, viewer: Viewer, reference: str) -> CasePage:
    """One request; `NotFound` for another controller's, and for one without anything of a limited viewer's."""
    with door(store, viewer) as d:
        row = _row(d, reference)
        whole = may_see_unsorted(viewer)
        requester = d.unseal(row)
        events = _events(d, row) if whole else ()
        letters = tuple(_letters(d, row)) if whole else ()
        return CasePage(
            reference=row.reference,
            version=row.version,
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
            deadline=Deadline.from_json(row.deadline),
            due=row.due,
            safe=row.safe,
            limited=not whole,
            name=str(requester.get("name", "")),
            requester=requester if whole else {},
            evidence=tuple(_evidence(d, row)) if whole else (),
            steps=tuple(_steps(d, row)),
            tallies=tuple(_tallies(d, row)),
            messages=tuple(_messages(d, row)) if whole else (),
            mails=tuple(_mails(d, row)) if whole else (),
            events=events,
            letters=letters,
            package=_package(d, row) if whole else None,
        )


def findings_page(
    store: Store,
    viewer: Viewer,
    reference: str,
    category: str = "",
    system: str = "",
    after: str = "",
    *,
    only_open: bool = False,
) -> FindingsPage:
    """What was found, by category and system, fifty records of each; with `category` and `system` that group alone."""
    with door(store, viewer) as d:
        row = _row(d, reference)
        glossary = _glossary(d, row)
        names = _Names(d)
        counted = [one for one in _counts(d, row) if not only_open or one[3]]
        shown = [one for one in counted if not category or (one[0], one[1]) == (category, system)]
        owners = tuple(_owners(d, row))
        return FindingsPage(
            owners=owners if not category else (),
            groups=tuple(_group(d, row, glossary, names, one, after if category else "", only_open) for one in shown),
            total=sum(one[2] for one in counted),
            open=sum(one[3] for one in counted),
            sure=_has_sure(d, row, glossary, _doubtful(owners)),
        )


def finding(store: Store, viewer: Viewer, reference: str, finding_id: str) -> FindingLine:
    """One record as it was found."""
    with door(store, viewer) as d:
        row = _row(d, reference)
        found = d.session.scalars(
            select(t.Finding).where(t.Finding.request_id == row.id, t.Finding.id == finding_id)
        ).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return _finding(d, found, _glossary(d, row), _Names(d))


def decision_page(store: Store, viewer: Viewer, reference: str, register: Register) -> DecisionPage:
    """The proposal, for viewers without a limit; `NotFound` for others."""
    if viewer.categories is not None:
        raise NotFound("not_found")
    with door(store, viewer) as d:
        row = _row(d, reference)
        plan = plan_of(d.session, row)
        lines = plan.lines(register)
        names = _Names(d)
        letter = next((one for one in _letters(d, row) if one.released_at is None), None)
        package = _package(d, row)
        manifest = package.manifest_digest if package and package.released_at is None else ""
        return DecisionPage(
            digest=plan.digest,
            lines=lines,
            resolution=review.resolution(lines),
            open=plan.open,
            unfinished=plan.unfinished,
            incomplete=tuple(one.system for one in plan.searches if one.finished and not one.complete),
            decided=tuple(_decided(d, row, names)),
            answer_digest=review.answer_digest(plan.digest, letter.digest, manifest) if letter else "",
        )


def attachment(store: Store, viewer: Viewer, reference: str, upload_id: str) -> tuple[FileLine, Iterator[bytes]]:
    """A file of the thread; `NotFound` for another request's, for an answer's, and for limited viewers."""
    with door(store, viewer) as d:
        row = _row(d, reference)
        upload = d.session.scalars(
            select(t.Upload).where(
                t.Upload.id == upload_id, t.Upload.request_id == row.id, t.Upload.purpose == "attachment",
                t.Upload.removed_at.is_(None),
            )
        ).one_or_none()  # fmt: skip
        if upload is None:
            raise NotFound("not_found")
        return _file(d, upload), files.read(store.folder, d.vault.of_request(row.id), upload.id)


def prepared_package(store: Store, viewer: Viewer, reference: str) -> tuple[PackageLine, Iterator[bytes]]:
    """The package that waits for its release, for whoever releases it; `NotFound` where there is none."""
    with door(store, viewer) as d:
        row = _row(d, reference)
        line = _package(d, row)
        if line is None or line.released_at is not None:
            raise NotFound("not_found")
        return line, files.read(store.folder, d.vault.of_request(row.id), line.upload_id)


class _Names:
    """The names of staff, each read once."""

    def __init__(self, d: Door) -> None:
        self._door = d
        self._known: dict[str, str] = {}

    def read(self, actors: Iterable[str]) -> "_Names":
        wanted = {actor.partition(":")[2] for actor in actors if actor.startswith("staff:")} - set(self._known)
        if wanted:
            key = self._door.vault.of_installation("staff")
            for row in self._door.session.scalars(select(t.Staff).where(t.Staff.id.in_(sorted(wanted)))):
                self._known[row.id] = str(self._door.vault.unseal(key, row).get("name", ""))
        return self

    def __call__(self, actor: str | None) -> str:
        if not actor or not actor.startswith("staff:"):
            return ""
        self.read([actor])
        return self._known.get(actor.partition(":")[2], "")


def _row(d: Door, reference: str) -> t.SubjectRequest:
    row = d.session.scalars(
        select(t.SubjectRequest).where(t.SubjectRequest.reference == reference, *_scope(d.viewer))
    ).one_or_none()
    if row is None:
        raise NotFound("not_found")
    return row


def _scope(viewer: Viewer) -> list[ColumnElement[bool]]:
    if viewer.categories is None:
        return []
    mine = sorted(viewer.categories)
    return [
        or_(
            exists().where(t.Step.request_id == t.SubjectRequest.id, t.Step.category.in_(mine)),
            exists().where(t.Finding.request_id == t.SubjectRequest.id, t.Finding.category.in_(mine)),
        )
    ]


def _steps(d: Door, row: t.SubjectRequest) -> Iterator[StepLine]:
    for step in d.session.scalars(select(t.Step).where(t.Step.request_id == row.id).order_by(t.Step.position)):
        kept = d.unseal(step) if step.sealed is not None else {}
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
        )


def _tallies(d: Door, row: t.SubjectRequest) -> Iterator[Tally]:
    counted = d.session.execute(
        select(t.Finding.category, t.Finding.verdict, func.count())
        .where(t.Finding.request_id == row.id)
        .group_by(t.Finding.category, t.Finding.verdict)
    )
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
    uploads = select(t.Upload).where(
        t.Upload.request_id == row.id, t.Upload.purpose == "attachment", t.Upload.removed_at.is_(None)
    )
    for upload in d.session.scalars(uploads):
        attached.setdefault(upload.message_id or "", []).append(_file(d, upload))
    messages = d.session.scalars(
        select(t.Message).where(t.Message.request_id == row.id).order_by(t.Message.at, t.Message.id)
    ).all()
    names = _Names(d).read(message.author for message in messages)
    for message in messages:
        yield MessageLine(
            message.kind, names(message.author), d.unseal(message)["text"], message.at,
            tuple(attached.get(message.id, ())),
        )  # fmt: skip


def _file(d: Door, upload: t.Upload) -> FileLine:
    return FileLine(upload.id, d.unseal(upload)["name"], upload.size, upload.media_type)


def _mails(d: Door, row: t.SubjectRequest) -> Iterator[MailLine]:
    mails = select(t.Mail).where(t.Mail.request_id == row.id).order_by(t.Mail.created_at.desc(), t.Mail.id)
    for mail in d.session.scalars(mails):
        yield MailLine(mail.kind, d.unseal(mail)["to"], mail.state, mail.fault, mail.created_at, mail.sent_at)


def _events(d: Door, row: t.SubjectRequest) -> tuple[EventLine, ...]:
    """The latest first."""
    rows = d.session.scalars(
        select(t.Event).where(t.Event.request_id == row.id).order_by(t.Event.number.desc()).limit(MOST_EVENTS)
    ).all()
    names = _Names(d).read(event.actor for event in rows)
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
    names = _Names(d)
    for one in d.session.scalars(select(t.Evidence).where(t.Evidence.request_id == row.id).order_by(t.Evidence.at)):
        yield EvidenceLine(one.rung, one.at, names(one.actor))


def _letters(d: Door, row: t.SubjectRequest) -> Iterator[LetterLine]:
    for one in d.session.scalars(select(t.Letter).where(t.Letter.request_id == row.id).order_by(t.Letter.at)):
        value = d.unseal(one)
        yield LetterLine(
            one.id, one.kind, one.language, value["title"], value["html"], tuple(value.get("required", [])),
            one.digest, one.at, one.released_at,
        )  # fmt: skip


def _package(d: Door, row: t.SubjectRequest) -> PackageLine | None:
    found = d.session.scalars(
        select(t.Package).where(t.Package.request_id == row.id).order_by(t.Package.at.desc()).limit(1)
    ).one_or_none()
    if found is None:
        return None
    upload = d.session.get(t.Upload, found.upload_id)
    return PackageLine(
        found.upload_id, upload.size if upload else 0, found.manifest_digest, found.at, found.released_at,
        found.expires_at, found.removed_at,
    )  # fmt: skip


def _decided(d: Door, row: t.SubjectRequest, names: _Names) -> Iterator[DecidedLine]:
    for one in d.session.scalars(select(t.Decision).where(t.Decision.request_id == row.id)):
        value = d.unseal(one) if one.sealed is not None else {}
        yield DecidedLine(
            one.category, Outcome(one.outcome), one.ground, value.get("given", 0) + value.get("in_part", 0),
            value.get("withheld", 0), one.at, names(one.actor), value.get("note", ""),
        )  # fmt: skip


# ---- findings --------------------------------------------------------------------------------------------

_Glossary = Mapping[tuple[str, str, str], Mapping[str, Any]]
_Counted = tuple[str, str, int, int]
_RANKS = {Match.EXACT: 3, Match.PROBABLE: 2, Match.MENTION: 1}
_MATCHES = {rank: match for match, rank in _RANKS.items()}


def _glossary(d: Door, row: t.SubjectRequest) -> _Glossary:
    """What fields mean, by system, kind and name, as the searches kept it."""
    found: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for step in d.session.scalars(
        select(t.Step)
        .where(t.Step.request_id == row.id, t.Step.controller_id == row.controller_id, t.Step.sealed.is_not(None))
        .execution_options(storage_only=True)
    ):
        for one in d.unseal(step).get("glossary", []):
            found[(step.system, one["kind"], one["name"])] = one
    return found


def _is(verdict: Verdict) -> ColumnElement[int]:
    return func.sum(case((t.Finding.verdict == verdict.value, 1), else_=0))


def _counts(d: Door, row: t.SubjectRequest) -> list[_Counted]:
    """(category, system, findings, open ones)."""
    counted = d.session.execute(
        select(t.Finding.category, t.Finding.system, func.count(), _is(Verdict.OPEN))
        .where(t.Finding.request_id == row.id)
        .group_by(t.Finding.category, t.Finding.system)
        .order_by(t.Finding.category, t.Finding.system)
    )
    return [(category, system, int(total), int(opened)) for category, system, total, opened in counted]


def _doubtful(owners: Sequence[OwnerLine]) -> set[str]:
    """The systems in which the address names several customers, or one of another name."""
    exact = [one for one in owners if one.match is Match.EXACT]
    several = {one.system for one in exact if sum(other.system == one.system for other in exact) > 1}
    return several | {one.system for one in exact if one.differs}


def _has_sure(d: Door, row: t.SubjectRequest, glossary: _Glossary, doubtful: set[str]) -> bool:
    free = {(system, kind) for (system, kind, _), one in glossary.items() if one["free_text"]}
    kinds = d.session.execute(
        select(t.Finding.system, t.Finding.kind)
        .where(
            t.Finding.request_id == row.id,
            t.Finding.verdict == Verdict.OPEN.value,
            t.Finding.match == Match.EXACT.value,
        )
        .distinct()
    )
    return any((system, kind) not in free and system not in doubtful for system, kind in kinds)


def _group(
    d: Door, row: t.SubjectRequest, glossary: _Glossary, names: _Names, counted: _Counted, after: str, only_open: bool
) -> FindingGroup:
    category, system, total, opened = counted
    query = select(t.Finding).where(
        t.Finding.request_id == row.id, t.Finding.category == category, t.Finding.system == system
    )
    if only_open:
        query = query.where(t.Finding.verdict == Verdict.OPEN.value)
    place, _tilde, last = after.partition("~")
    if place.isdecimal() and len(place) < 10:
        at = int(place)
        query = query.where(or_(t.Finding.position > at, and_(t.Finding.position == at, t.Finding.id > last)))
    rows = d.session.scalars(query.order_by(t.Finding.position, t.Finding.id).limit(PAGE + 1)).all()
    shown: Sequence[t.Finding] = rows[:PAGE]
    names.read(one.judged_by or "" for one in shown)
    following = f"{shown[-1].position}~{shown[-1].id}" if len(rows) > PAGE else ""
    lines = tuple(_finding(d, one, glossary, names) for one in shown)
    return FindingGroup(category, system, total, opened, lines, following)


def _finding(d: Door, row: t.Finding, glossary: _Glossary, names: _Names) -> FindingLine:
    value = d.unseal(row)
    masked = set(value.get("masked", []))
    known = [glossary.get((row.system, row.kind, one["name"])) for one in value["fields"]]
    kind = next((one["kind_label"] for one in known if one and one["kind_label"]), None)
    return FindingLine(
        id=row.id,
        system=row.system,
        kind=row.kind,
        kind_label=_text(kind),
        category=row.category,
        match=Match(row.match),
        matched_by=tuple(row.matched_by),
        differs=tuple(value.get("differs", [])),
        owner=row.owner_mark.hex(),
        subject=value.get("subject", ""),
        key=value.get("key", ""),
        fields=tuple(
            _field(place, one, meaning, place in masked)
            for place, (one, meaning) in enumerate(zip(value["fields"], known, strict=True))
        ),
        verdict=Verdict(row.verdict),
        ground=row.ground,
        note=value.get("note", ""),
        found_at=row.found_at,
        judged_at=row.judged_at,
        judged_by=names(row.judged_by),
    )


def _field(place: int, one: Mapping[str, Any], known: Mapping[str, Any] | None, masked: bool) -> FieldLine:
    if known is None:
        return FieldLine(place, one["name"], None, one["value"], None, masked)
    meaning = known["values"].get(str(one["value"]))
    return FieldLine(place, one["name"], _text(known["label"]), one["value"], _text(meaning), masked)


def _text(stored: Mapping[str, str] | None) -> Text | None:
    return Text(stored["fi"], stored["sv"], stored["en"]) if stored else None


def _owners(d: Door, row: t.SubjectRequest) -> Iterator[OwnerLine]:
    """Whom findings hang on, in systems where that wants a choice: several customers, or a name that differs."""
    counted = d.session.execute(
        select(
            t.Finding.system, t.Finding.owner_mark, func.count(), _is(Verdict.OPEN), _is(Verdict.WITHHELD),
            func.min(t.Finding.id),
            func.max(case(*((t.Finding.match == match.value, rank) for match, rank in _RANKS.items()), else_=0)),
        )
        .where(t.Finding.request_id == row.id, t.Finding.kind != "by_hand")
        .group_by(t.Finding.system, t.Finding.owner_mark)
        .order_by(t.Finding.system, func.min(t.Finding.position))
        .limit(MOST_OWNERS)
    ).all()  # fmt: skip
    lines = []
    for system, mark, total, opened, withheld, example, rank in counted:
        found = d.session.get_one(t.Finding, example)
        value = d.unseal(found)
        lines.append(
            OwnerLine(
                system, mark.hex(), value.get("subject", ""), _MATCHES[rank], tuple(found.matched_by),
                tuple(value.get("differs", [])), int(total), int(opened), int(withheld),
            )
        )  # fmt: skip
    for line in lines:
        alone = sum(other.system == line.system for other in lines) == 1
        if not alone or line.differs or line.match is not Match.EXACT:
            yield line
