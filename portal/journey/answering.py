"""The answer: prepared by the worker from what was decided, released by a person, seen by the requester.

The worker takes values with `gather`, writes letters and package with no session open, and
hands them to `record_prepared`. Nothing is released that was not seen: the releaser's press
carries the digest of plan, letters and package.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy import select

from portal.domain import may, review
from portal.domain.errors import Conflict, Refused
from portal.domain.gate import Gate, gate_from_json
from portal.domain.lifecycle import (
    LOOKED_FOR,
    Capability,
    Ground,
    Match,
    Resolution,
    Right,
    Status,
    StepState,
    Verdict,
)
from portal.domain.plan import COPY
from portal.domain.redaction import LEFT_OUT, cover, speaks_of
from portal.domain.register import Register, Text
from portal.domain.review import Line
from portal.domain.roles import Viewer, machine
from portal.domain.rulings import Ruling
from portal.domain.rulings import resolution as ruled
from portal.domain.telling import REACHED, News, TellingOutcome, told_day
from portal.domain.wishes import Wishes
from portal.domain.wording import Wording
from portal.papers.answer import SearchedBy, SearchedSystem, SearchOutcome, Withheld
from portal.papers.letter_values import CarriedOutcome, Meanwhile
from portal.papers.letters import ANSWERS, Letter, LetterKind, missing_elements
from portal.papers.mails import MailKind
from portal.reading.toml import register_from_json
from portal.storage import by_hand, files, following, inquiries, safeguards, wiping, wordings
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.letters import release_at_once
from portal.storage.plans import Plan, carries_out, decision_digest, plan_of, recipient_mark, rulings_of
from portal.storage.prepared import remove_prepared
from portal.storage.work import DAY, Case, Work, soon, work

AVAILABLE_DAYS = 30
KINDS = tuple(kind.value for kind in ANSWERS)
SEEN = frozenset({"answer_viewed", "answer_downloaded"})
_PERFORMERS = {"machine": SearchedBy.MACHINE, "staff": SearchedBy.PERSON, "processor": SearchedBy.PROCESSOR}


@dataclass(frozen=True, slots=True)
class GivenField:
    """One value of a record; a `masked` one is left out of the answer."""

    name: str
    column: str
    value: str | int | float | bool | None
    masked: bool


@dataclass(frozen=True, slots=True)
class Original:
    """The sealed mail or file of a record; without a `file_id` it is made anew, for words are left out of it."""

    name: str = field(repr=False)
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class GivenFinding:
    """A record that is given to the person."""

    system: str
    kind: str
    category: str
    match: Match
    fields: tuple[GivenField, ...] = field(repr=False)
    found_at: datetime
    key: str = ""
    original: "Original | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is, and the names of its fields in order."""

    system: str
    kind: str
    category: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What came of a decision in one system.

    `counts` are those of `Effect`; `records` is how many a person was told to see to. `categories`
    are those of the tasks, `note` is why it could not be done. `ends` where a use was to end and the data stays.
    """

    system: str
    capability: Capability
    right: Right
    outcome: CarriedOutcome
    performer: SearchedBy
    ended_at: datetime | None
    changed: int
    counts: Mapping[str, int]
    records: int
    categories: frozenset[str]
    note: str = field(default="", repr=False)
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A recipient of what a right has changed: told on a `day` or to be told by it; `why` where it was not told."""

    right: Right
    recipient: str
    name: Text
    news: News
    outcome: TellingOutcome | None
    day: date | None
    names: str = ""
    why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MadePackage:
    """A package before it is sealed, and the digest of its manifest.

    `gate` is what was found when it was read once more.
    """

    content: BinaryIO
    digest: str
    gate: Gate = Gate()


@dataclass(frozen=True, slots=True)
class _KeptPackage:
    """A sealed package: its file's size and digest, and that of its manifest."""

    file_id: str
    size: int
    digest: str
    manifest_digest: str
    gate: Gate


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that an answer is made of; dates are those of the controller's place.

    What is made of it is for the decision with `decision_digest`, and for no other one.
    `glossaries` hold what each system's fields mean, as its search kept it. `places` are all
    records that are the person's, by finding, `erased` those that are gone. `frozen_since` is the day
    from which a restriction holds, `meanwhile` what became of the one that an objection brought. `wordings` are the
    controller's own words by kind of letter.
    """

    controller_id: str
    request_id: str
    reference: str
    language: str
    register: Register = field(repr=False)
    requester_name: str = field(repr=False)
    contacts: tuple[str, ...] = field(repr=False)
    received: date
    written: date
    at: datetime
    plan_digest: str
    decision_digest: str
    lines: tuple[Line, ...]
    findings: tuple[GivenFinding, ...] = field(repr=False)
    withheld: tuple[Withheld, ...] = field(repr=False)
    searched: tuple[SearchedSystem, ...]
    glossaries: dict[str, list[dict[str, Any]]] = field(repr=False)
    key: bytes = field(repr=False)
    rights: tuple[Right, ...] = (Right.ACCESS,)
    wishes: Wishes = field(default=Wishes(), repr=False)
    rulings: tuple[Ruling, ...] = field(default=(), repr=False)
    carried: tuple[CarriedOut, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, repr=False)
    erased: frozenset[str] = frozenset()
    frozen_since: date | None = None
    meanwhile: Meanwhile = Meanwhile.NONE
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    tellings: tuple[Told, ...] = ()

    @property
    def nothing_held(self) -> bool:
        """Whether every search ended and found nothing of this person's."""
        return bool(self.searched) and all(one.outcome is SearchOutcome.NOTHING for one in self.searched)

    hidden: tuple[str, ...] = field(default=(), repr=False)
    """The words that were left out of some record: they may stand nowhere in what is given."""


def gather(store: Store, controller_id: str, request_id: str) -> Gathered | None:
    """The values of the answer, for the worker; None where no answer waits to be written."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None or Status(row.status) is not Status.ANSWERING:
            return None
        w = Work(store, machine(controller_id), session)
        return _gathered(w, Case(w, row))


def gather_answered(store: Store, controller_id: str, request_id: str) -> Gathered | None:
    """The same values of a request that was answered, for the letter that tells what was erased since."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None or Status(row.status) not in {Status.ANSWERED, Status.CLOSED}:
            return None
        w = Work(store, machine(controller_id), session)
        return _gathered(w, Case(w, row))


def gather_for_copy(store: Store, controller_id: str, request_id: str) -> Gathered | None:
    """The same values before anything is carried out that waits for the copy; None where nothing waits for it."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None or Status(row.status) is not Status.CARRYING_OUT:
            return None
        w = Work(store, machine(controller_id), session)
        case = Case(w, row)
        return _gathered(w, case) if case.awaiting(COPY) else None


def tell(store: Store, gathered: Gathered, letter: Letter) -> None:
    """Give the person one more letter after the answer, once however often its job is taken (Art 12(3))."""
    with work(store, machine(gathered.controller_id)) as w:
        case = w.case(gathered.request_id)
        if case.rows(t.Letter, t.Letter.digest == _digest(letter)):
            return
        row = release_at_once(w, case, letter)
        w.happened("letter_released", case, letter=row.id, letter_kind=row.kind, digest=row.digest)
        case.mail(MailKind.LETTER.value, case.requester()["email"], {})
        wiping.wipe_later(w, case)


def is_written(store: Store, controller_id: str, request_id: str) -> bool:
    """Whether an answer waits for its release already; a reopened review takes it away first.

    A job that is taken again leaves it as it is, and so the digest that staff may be looking at.
    """
    with store.database.reading(machine(controller_id)) as session:
        unreleased = (t.Letter.request_id == request_id, t.Letter.released_at.is_(None))
        return session.scalars(select(t.Letter.id).where(*unreleased, t.Letter.kind.in_(KINDS))).first() is not None


def record_prepared(store: Store, gathered: Gathered, letters: Sequence[Letter], package: MadePackage | None) -> None:
    """Keep the letters and, where there is one, the package; what was prepared before and not released goes.

    Raises:
        Conflict: the decision was changed or released meanwhile.
    """
    kept = _sealed(store, gathered, package) if package else None
    try:
        outdated = _record(store, gathered, letters, kept)
    except BaseException:
        _let_go(store, kept)
        raise
    for earlier in outdated:
        files.remove(store.folder, earlier)


def record_copy(store: Store, gathered: Gathered, package: MadePackage | None) -> None:
    """Keep the person's copy, where there is something to give, and set going what waited for it.

    Raises:
        Conflict: nothing waits for it any more, or another decision stands now than it was made for.
    """
    kept = _sealed(store, gathered, package) if package else None
    try:
        outdated = _record_copy(store, gathered, kept)
    except BaseException:
        _let_go(store, kept)
        raise
    for earlier in outdated:
        files.remove(store.folder, earlier)


def waiting_letters(store: Store, controller_id: str, request_id: str) -> tuple[Letter, ...]:
    """The letters that wait for their release, as they stand now."""
    with store.database.reading(machine(controller_id)) as session:
        row = session.get(t.SubjectRequest, request_id)
        if row is None:
            return ()
        case = Case(Work(store, machine(controller_id), session), row)
        found = case.rows(t.Letter, t.Letter.kind.in_(KINDS), t.Letter.released_at.is_(None))
        return tuple(_written(case, one) for one in found)


def record_package(store: Store, gathered: Gathered, letters: Sequence[Letter], package: MadePackage) -> None:
    """Put a package with these letters in the place of the one that waits.

    Raises:
        Conflict: a letter or the decision was changed, or the answer released, meanwhile.
    """
    kept = _sealed(store, gathered, package)
    try:
        with work(store, machine(gathered.controller_id)) as w:
            case = w.case(gathered.request_id)
            rows = case.rows(t.Letter, t.Letter.kind.in_(KINDS), t.Letter.released_at.is_(None))
            same = sorted(one.digest for one in rows) == sorted(map(_digest, letters))
            if case.status is not Status.ANSWERING or not same or not _still_decided(w, case, gathered):
                raise Conflict("answer_changed", reference=case.row.reference)
            outdated = remove_prepared(w, case, ())
            _keep_package(w, case, kept)
            w.happened("package_renewed", case, package=package.digest)
    except BaseException:
        _let_go(store, kept)
        raise
    for earlier in outdated:
        files.remove(store.folder, earlier)


def release(store: Store, viewer: Viewer, reference: str, version: int, digest: str) -> None:
    """Give the answer to the person: the letters, the package for thirty days, and a mail that they wait.

    Raises:
        NotFound, Conflict: as `Work.case`; `answer_changed` where `digest` is not that of what stands now.
        Refused: `order` (not prepared, or released already), `letter_incomplete`, `search_unfinished`,
            `findings_open`, `identity_open`, `may_not`, `package_outdated` (a letter was edited; the package is
            being made anew), `words_left` (what was to be left out still stands in the package), `not_looked`
            (nobody has looked at what may be such a word, or could not be read), `second_first` (whoever decided
            does not release alone).
    """
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        letters, package = _prepared(case)
        plan = plan_of(w.session, case.row)
        manifest = package.manifest_digest if package else ""
        if package is not None and not manifest:
            raise Refused("package_outdated")
        if package is not None:
            _check_gate(gate_from_json(case.unseal(case.one(t.Upload, package.upload_id))), manifest)
        if digest_of(w, case) != digest:
            raise Conflict("answer_changed", reference=reference)
        if safeguards.is_missing(w, case, digest):
            raise Refused("second_first")
        for letter in letters:
            _check(case, letter, plan.open, plan.unfinished)
        register = _register(w, case)
        _check_identity(w, case, register)
        for letter in letters:
            letter.released_at = w.now
        case.row.answered_at = w.now
        values: dict[str, Any] = {}
        if package is not None:
            package.released_at, package.expires_at = w.now, soon(w.now, AVAILABLE_DAYS * DAY)
            zone = ZoneInfo(register.controller.time_zone)
            values["available_until"] = package.expires_at.astimezone(zone).date().isoformat()
        ending = _resolution(w, case, plan, register)
        case.stand(Status.ANSWERED, ending)
        w.happened(
            "answer_released", case, letters={letter.kind: letter.digest for letter in letters}, package=manifest,
            resolution=ending.value,
        )  # fmt: skip
        if package is None:
            wiping.wipe_later(w, case)
        if case.row.confirmed_at is not None:
            case.mail(MailKind.ANSWER_READY.value, case.requester()["email"], values)


def digest_of(w: Work, case: Case) -> str:
    """The digest of what waits for its release: plan, letters and package, and to whom they go.

    Raises:
        Refused: `order`. Conflict: `answer_changed` where the plan is another than was decided over.
    """
    letters, package = _prepared(case)
    plan = plan_of(w.session, case.row)
    if case.row.plan_digest != plan.digest:
        raise Conflict("answer_changed", reference=case.row.reference)
    digests = " ".join(letter.digest for letter in letters)
    recipient = recipient_mark(w.vault, case.row, case.requester())
    return review.answer_digest(plan.digest, digests, package.manifest_digest if package else "", recipient)


def seen(store: Store, viewer: Viewer, reference: str, kind: str) -> None:
    """The person looked at the answer or downloaded it: `answer_viewed`, `answer_downloaded`.

    The request's version stays, for nothing of it changed under anybody's hands.

    Raises:
        NotFound: no such request for this viewer. Refused: `kind_unknown`.
    """
    if kind not in SEEN:
        raise Refused("kind_unknown")
    with work(store, viewer) as w:
        case = w.case(reference=reference)
        case.row.version -= 1
        w.happened(kind, case)


def _check_gate(gate: Gate, manifest: str) -> None:
    """Nothing goes in which a word that was left out still stands, or may and nobody has looked (Art 15(4))."""
    if gate.exact:
        raise Refused("words_left")
    if gate.awaits(manifest):
        raise Refused("not_looked")


def _check_identity(w: Work, case: Case, register: Register) -> None:
    """Nothing is given to somebody of whom it is not known well enough who it is (Art 12(6))."""
    stake = inquiries.at_stake(w.session, case.row, rulings_of(w.session, case.unseal, case.row))
    if not inquiries.standing_of(w.session, case.row, case.requester(), register, stake).is_enough:
        raise Refused("identity_open")


def _register(w: Work, case: Case) -> Register:
    """The register version in force when the request came."""
    return register_from_json(following.document(w, case))


def _resolution(w: Work, case: Case, plan: Plan, register: Register) -> Resolution:
    """How the request ends: as its access does, and as the rulings on its other rights do."""
    access = [review.resolution(plan.lines(register))] if Right.ACCESS.value in case.row.rights else []
    rulings = rulings_of(w.session, case.unseal, case.row)
    complete = all(one.complete for one in plan.searches)
    return review.combined([*access, *([ruled(rulings)] if rulings else [])], complete=complete)


def _gathered(w: Work, case: Case) -> Gathered:
    register, plan, requester = _register(w, case), plan_of(w.session, case.row), case.requester()
    zone = ZoneInfo(register.controller.time_zone)
    findings = _findings(w, case)
    theirs = [(row, value) for row, value in findings if row.ground != Ground.NOT_THIS_PERSON]
    told = {row.system for row, _value in theirs}
    every = sorted(case.rows(t.Step), key=lambda step: step.position)
    steps = [step for step in every if step.capability == Capability.FIND]
    kept = {step.id: case.unseal(step) if step.sealed is not None else {} for step in every}
    restrictions, done = case.rows(t.Restriction), wiping.erased_by(case, there=True)
    since = [one.since for one in restrictions]
    return Gathered(
        controller_id=case.row.controller_id,
        request_id=case.id,
        reference=case.row.reference,
        language=case.row.language,
        register=register,
        requester_name=requester.get("name", ""),
        contacts=tuple(filter(None, [requester["email"]])),
        received=case.row.received_at.astimezone(zone).date(),
        written=w.now.astimezone(zone).date(),
        at=w.now,
        plan_digest=plan.digest,
        decision_digest=decision_digest(w.session, case.unseal, case.row),
        lines=plan.lines(register),
        findings=tuple(_given(row, value) for row, value in findings if row.verdict != Verdict.WITHHELD),
        withheld=_withheld(register, findings),
        searched=tuple(_searched(register, step, kept[step.id], step.system in told) for step in steps),
        glossaries={step.system: kept[step.id].get("glossary", []) for step in steps},
        key=case.key,
        rights=tuple(right for right in LOOKED_FOR if right.value in case.row.rights),
        wishes=Wishes.from_json(requester.get("wishes")),
        rulings=rulings_of(w.session, case.unseal, case.row),
        carried=tuple(_carried(step, kept[step.id], zone) for step in every if carries_out(step, kept[step.id])),
        places={
            row.id: Place(row.system, row.kind, row.category, tuple(one["name"] for one in value["fields"]))
            for row, value in theirs
        },
        erased=frozenset(row.id for row, value in theirs if done.covers(row, value)),
        frozen_since=min(since).astimezone(zone).date() if since else None,
        meanwhile=_meanwhile(restrictions if Right.OBJECTION.value in case.row.rights else []),
        wordings=wordings.in_force(w.session, case.row.language),
        tellings=tuple(_told(step, kept[step.id], zone) for step in every if _is_told(step)),
        hidden=tuple(
            dict.fromkeys(
                word for row, value in findings if row.verdict == Verdict.MASKED for word in value.get("hidden", ())
            )
        ),
    )


def _is_told(step: t.Step) -> bool:
    return step.capability == Capability.NOTIFY and step.state != StepState.CANCELLED


def _told(step: t.Step, kept: Mapping[str, Any], zone: ZoneInfo) -> Told:
    outcome = TellingOutcome(step.outcome) if step.outcome else None
    on = date.fromisoformat(kept["on"]) if kept.get("on") else None
    day = told_day(outcome, on, step.ended_at, step.due, zone)
    why = "" if outcome in REACHED else kept.get("note", "")
    name, news = Text(**kept["name"]), News(kept["news"])
    return Told(Right(step.right), step.system, name, news, outcome, day, kept.get("names", ""), why)


def _carried(step: t.Step, kept: Mapping[str, Any], zone: ZoneInfo) -> CarriedOut:
    tasks = kept.get("tasks", ())
    if step.state == StepState.DONE:
        outcome = CarriedOutcome.NOT_THERE if step.outcome == "nothing" else CarriedOutcome.DONE
    else:
        outcome = CarriedOutcome.CANNOT if step.state == StepState.INCOMPLETE else CarriedOutcome.ASKED
    return CarriedOut(
        system=step.system,
        capability=Capability(step.capability),
        right=Right(step.right),
        outcome=outcome,
        performer=_PERFORMERS.get(step.performer, SearchedBy.PERSON),
        ended_at=by_hand.done_at(step, kept, zone),
        changed=step.count,
        counts=kept.get("counts", {}),
        records=len(tasks),
        categories=frozenset(one["category"] for one in tasks),
        note=kept.get("note", "") if outcome is CarriedOutcome.CANNOT else "",
        ends="purposes" in kept,
    )


def _meanwhile(restrictions: Sequence[t.Restriction]) -> Meanwhile:
    if not restrictions:
        return Meanwhile.NONE
    return Meanwhile.STAYS if any(one.lifted_at is None for one in restrictions) else Meanwhile.ENDED


def _findings(w: Work, case: Case) -> list[tuple[t.Finding, dict[str, Any]]]:
    rows = w.session.scalars(
        select(t.Finding)
        .where(t.Finding.request_id == case.id)
        .order_by(t.Finding.category, t.Finding.system, t.Finding.position, t.Finding.id)
    )
    return [(row, case.unseal(row)) for row in rows]


def _given(row: t.Finding, value: dict[str, Any]) -> GivenFinding:
    """A record as it is given; a masked value and covered words do not leave the house."""
    covers = row.verdict == Verdict.MASKED
    masked = set(value.get("masked", [])) if covers else set()
    hidden = tuple(value.get("hidden", [])) if covers else ()
    fields = tuple(_given_field(one, hidden, masked=place in masked) for place, one in enumerate(value["fields"]))
    original, whole = None, not any(one.masked for one in fields)
    if value.get("document") and value.get("original"):
        original = Original(cover(value["document"]["name"], hidden), value["original"] if whole else "")
    elif value.get("upload") and whole:
        original = Original(str(value["fields"][0]["value"]), value["upload"])
    return GivenFinding(
        row.system, row.kind, row.category, Match(row.match), fields, row.found_at, value.get("key", ""), original
    )


def _given_field(one: Mapping[str, Any], hidden: Sequence[str], *, masked: bool) -> GivenField:
    value = one["value"]
    if masked:
        value = LEFT_OUT
    elif hidden and value is not None and speaks_of(str(value), hidden):
        value, masked = cover(str(value), hidden), True
    return GivenField(one["name"], one["column"], value, masked)


def _withheld(register: Register, findings: Iterable[tuple[t.Finding, dict[str, Any]]]) -> tuple[Withheld, ...]:
    """What is withheld, whole or in part, added up by system, category, ground and what is said of it."""
    counts: dict[tuple[str, str, Ground, str], int] = {}
    for row, value in findings:
        if row.ground is not None and row.verdict in {Verdict.WITHHELD, Verdict.MASKED}:
            key = (row.system, row.category, Ground(row.ground), value.get("note", ""))
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        Withheld(register.system(system).name, category, ground, count, note)
        for (system, category, ground, note), count in counts.items()
    )


def _searched(register: Register, step: t.Step, kept: dict[str, Any], theirs: bool) -> SearchedSystem:
    """A search as the person is told of it: records of somebody else alone are nothing found."""
    note = ""
    if step.state == StepState.DONE:
        outcome = SearchOutcome.FOUND if theirs else SearchOutcome.NOTHING
    else:
        outcome, note = SearchOutcome.INCOMPLETE, kept.get("note", "")
    performer = _PERFORMERS.get(step.performer, SearchedBy.PERSON)
    return SearchedSystem(step.system, register.system(step.system).name, outcome, performer, step.ended_at, note)


def _sealed(store: Store, gathered: Gathered, package: MadePackage) -> _KeptPackage:
    """Seal a package before the commit that names its file."""
    file_id = t.new_id()
    size, digest = files.write(store.folder, gathered.key, file_id, package.content)
    return _KeptPackage(file_id, size, digest, package.digest, package.gate)


def _let_go(store: Store, kept: _KeptPackage | None) -> None:
    if kept is not None:
        files.remove(store.folder, kept.file_id)


def _record(store: Store, gathered: Gathered, letters: Sequence[Letter], package: _KeptPackage | None) -> Sequence[str]:
    """Write the rows in one commit; the ids of files that nothing names any more."""
    with work(store, machine(gathered.controller_id)) as w:
        case = w.case(gathered.request_id)
        same = plan_of(w.session, case.row).digest == gathered.plan_digest
        if case.status is not Status.ANSWERING or not same or not _still_decided(w, case, gathered):
            raise Conflict("answer_changed", reference=case.row.reference)
        outdated = remove_prepared(w, case, KINDS)
        for letter in letters:
            _keep_letter(w, case, letter)
        if package is not None:
            _keep_package(w, case, package)
        digests = {letter.kind.value: _digest(letter) for letter in letters}
        w.happened("answer_prepared", case, letters=digests, package=package.manifest_digest if package else "")
        return outdated


def _record_copy(store: Store, gathered: Gathered, package: _KeptPackage | None) -> Sequence[str]:
    """Write the copy's rows and the jobs of what waited for it in one commit; the ids of files without a row."""
    with work(store, machine(gathered.controller_id)) as w:
        case = w.case(gathered.request_id)
        waits = case.status is Status.CARRYING_OUT and case.awaiting(COPY)
        if not waits or not _still_decided(w, case, gathered):
            raise Conflict("answer_changed", reference=case.row.reference)
        outdated = remove_prepared(w, case, KINDS)
        if package is not None:
            _keep_package(w, case, package)
        waited = case.let_go(COPY)
        manifest = package.manifest_digest if package else ""
        w.happened("copy_prepared", case, package=manifest, steps=len(waited))
        return outdated


def _still_decided(w: Work, case: Case, gathered: Gathered) -> bool:
    """Whether the decision is the one over which the values were gathered: one made anew is another."""
    return decision_digest(w.session, case.unseal, case.row) == gathered.decision_digest


def _keep_package(w: Work, case: Case, package: _KeptPackage) -> None:
    case.add(
        t.Upload, {"name": f"{case.row.reference}.zip", **package.gate.to_json()},
        id=package.file_id, purpose="package", media_type="application/zip", size=package.size,
        digest=package.digest, at=w.now,
    )  # fmt: skip
    w.session.flush()
    case.add(t.Package, upload_id=package.file_id, manifest_digest=package.manifest_digest, at=w.now)


def _keep_letter(w: Work, case: Case, letter: Letter) -> None:
    case.add(
        t.Letter,
        {
            "title": letter.title, "html": str(letter.html), "required": list(letter.required),
            "wording": letter.wording,
        },
        kind=letter.kind.value, language=letter.language, digest=_digest(letter), at=w.now,
    )  # fmt: skip


def _digest(letter: Letter) -> str:
    return sha256(str(letter.html).encode()).hexdigest()


def _prepared(case: Case) -> tuple[list[t.Letter], t.Package | None]:
    """The letters in order of their kinds, as their digests stand in the answer's."""
    letters = case.rows(t.Letter, t.Letter.kind.in_(KINDS), t.Letter.released_at.is_(None))
    if case.status is not Status.ANSWERING or not letters:
        raise Refused("order")
    packages = case.rows(t.Package, t.Package.released_at.is_(None))
    return sorted(letters, key=lambda one: one.kind), packages[0] if packages else None


def _check(case: Case, letter: t.Letter, opened: int, unfinished: Sequence[str]) -> None:
    """The gate: nothing goes that is open, unsearched, or lacks what the law wants in it."""
    if opened:
        raise Refused("findings_open")
    if unfinished:
        raise Refused("search_unfinished")
    if missing_elements(_written(case, letter)):
        raise Refused("letter_incomplete")


def _written(case: Case, letter: t.Letter) -> Letter:
    value = case.unseal(letter)
    return Letter(
        LetterKind(letter.kind),
        letter.language,
        value["title"],
        Markup(value["html"]),  # noqa: S704  # composed by our own templates, what staff typed escaped
        tuple(value["required"]),
        value.get("wording", 0),
    )
