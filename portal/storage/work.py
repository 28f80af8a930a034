"""Work: one use case is one transaction, and says what happened.

`case` locks and scopes the request, `need` writes steps, `later` writes a job, `happened`
speaks. A case row that changed without an event does not commit. Nothing outside the
database is called here; what has to go outside is a job row, written with its cause.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal import facts
from portal.domain import events, may, persons
from portal.domain.errors import Conflict, NotFound, Refused
from portal.domain.lifecycle import FINISHED_STEPS, Capability, Resolution, Status, StepState
from portal.domain.plan import CHANGING, PlannedStep, awaited
from portal.domain.roles import UNSORTED, Viewer, ViewerKind, machine
from portal.keys import ring as keys
from portal.storage import tables as t
from portal.storage import team
from portal.storage.counters import add_within
from portal.storage.database import Store
from portal.storage.scope import has_part, limit_of
from portal.storage.sealing import Vault

RowOf = TypeVar("RowOf", bound=t.Base)
GROUPS = {Status.UNCONFIRMED: "unconfirmed", Status.CLOSED: "closed", Status.ANSWERED: "closed"}
MAILS_A_DAY = 3
NEVER_POSTED = frozenset({"confirm", "fresh_link", "answer_code", "reminder_unconfirmed", "staff_attention"})
"""Mails that are about the mailbox itself; what the others tell goes by post to whoever has none."""
ANSWER_BY_POST = "answer_ready"
DAY = 86_400


class Case:
    """One locked request inside a piece of work."""

    def __init__(self, work: "Work", row: t.SubjectRequest) -> None:
        self.row = row
        self.moved = False
        self._work = work

    @property
    def id(self) -> str:
        """The request's id."""
        return self.row.id

    @property
    def status(self) -> Status:
        """Where it stands."""
        return Status(self.row.status)

    @property
    def key(self) -> bytes:
        """The request's data key."""
        return self._work.vault.of_request(self.row.id)

    def requester(self) -> dict[str, Any]:
        """The sealed part: `name`, `email`, `emails`, `phones`, `customer_number`, `postal_address`, `scope`.

        `channels` are the prohibitions that were chosen, where not all of them were; `host` is the company's own on
        which it began.
        """
        return self._work.vault.unseal(self.key, self.row)

    def write_requester(self, value: dict[str, Any]) -> None:
        """Seal the requester's part anew and mark it for the search."""
        self._work.vault.seal(self.key, self.row, value)
        self.mark_anew(value)

    def mark_anew(self, requester: dict[str, Any]) -> None:
        """Write every mark by which the request is found without a category: the requester's, and of its messages."""
        found = requester_words(self.row.reference, requester)
        for message in self.rows(t.Message):
            found |= persons.text_marks(str(self.unseal(message).get("text", "")))
        self.mark(found)

    def add(self, table: type[RowOf], value: object = None, **columns: Any) -> RowOf:
        """A new row of this request; `value` is sealed into it, bound to its id and category."""
        columns.setdefault("id", t.new_id())
        if issubclass(table, t.InCategory):
            columns.setdefault("category", UNSORTED)
        row = table(controller_id=self.row.controller_id, request_id=self.row.id, **columns)
        if value is not None:
            self._work.vault.seal(self.key, row, value)  # type: ignore[arg-type]  # a table with a sealed column
        self._work.session.add(row)
        if isinstance(row, t.Message) and isinstance(value, dict):
            self._mark_more(persons.text_marks(str(value.get("text", ""))))
        return row

    def reseal(self, row: t.Base, value: object) -> None:
        """Seal another value into one of this request's rows."""
        self._work.vault.seal(self.key, row, value)  # type: ignore[arg-type]  # a table with a sealed column

    def unseal(self, row: t.Base) -> dict[str, Any]:
        """What one of this request's rows holds."""
        return self._work.vault.unseal(self.key, row)  # type: ignore[arg-type]  # a table with a sealed column

    def rows(self, table: type[RowOf], *criteria: Any) -> Sequence[RowOf]:
        """This request's rows of a table."""
        return self._work.session.scalars(select(table).where(table.request_id == self.row.id, *criteria)).all()  # type: ignore[attr-defined]  # InRequest tables

    def one(self, table: type[RowOf], row_id: str) -> RowOf:
        """One of this request's rows; `NotFound` where it is another's."""
        found = self._work.session.scalars(
            select(table).where(table.request_id == self.row.id, table.id == row_id)  # type: ignore[attr-defined]  # InRequest tables
        ).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return found

    def mail(
        self, kind: str, to: str, values: dict[str, Any], proof_id: str | None = None, state: str = "waiting"
    ) -> t.Mail | None:
        """Write a mail with its cause, and the job that sends it; a `withheld` one is never sent.

        `values` are JSON: dates as YYYY-MM-DD. The link or code is derived from `proof_id` at sending.
        Without an address nothing is written: the news waits to be printed and posted.
        """
        if not to:
            if kind not in NEVER_POSTED:
                self.wait_for_post(kind)
            return None
        row = self.add(
            t.Mail, {"to": to, "values": values}, kind=kind, language=self.row.language, proof_id=proof_id,
            message_id="", state=state, created_at=self._work.now,
        )  # fmt: skip
        row.message_id = f"<{row.id}@portal.invalid>"
        if state == "waiting":
            self._work.later("post", "mail.send", self, mail_id=row.id)
        return row

    def wait_for_post(self, kind: str) -> None:
        """Let the news of this kind of mail wait for the post; the request stays among the open ones until then.

        An answer that waits already takes what comes after it along.
        """
        if self.row.to_post != ANSWER_BY_POST:
            self.row.to_post = kind
        self.stand(self.status)

    def set_going(self, planned: Iterable[PlannedStep]) -> list[t.Step]:
        """Write planned steps and the jobs of those that a machine performs: suppression never waits for a search.

        What waits for something else gets its job once that has happened: see `let_go`. What people do there is
        theirs from then on.
        """
        wanted = list(planned)
        steps = self.write_steps(wanted)
        for step, plan in zip(steps, wanted, strict=True):
            if step.performer == "machine" and not plan.awaits:
                lane = "slow" if step.capability == Capability.FIND else "prompt"
                self._work.later(lane, "step.run", self, step_id=step.id)
        return steps

    def let_go(self, what: str) -> list[t.Step]:
        """Steps wait for `what` no longer, and begin where they wait for nothing else; those that waited for it."""
        waited = []
        for step, kept in self.awaiting(what):
            left = [one for one in awaited(kept) if one != what]
            rest = {name: value for name, value in kept.items() if name != "awaits"}
            self.reseal(step, {**rest, "awaits": left} if left else rest)
            waited.append(step)
            if left:
                continue
            if step.performer == "machine":
                self._work.later("prompt", "step.run", self, step_id=step.id)
            else:
                step.state = StepState.BY_HAND.value
                self.ask_processor(step)
        return waited

    def awaiting(self, *what: str) -> list[tuple[t.Step, dict[str, Any]]]:
        """The steps that wait for one of `what`, with what is sealed in them."""
        changing = self.rows(t.Step, t.Step.capability.in_(sorted(one.value for one in CHANGING)))
        opened = [
            (step, self.unseal(step))
            for step in changing
            if step.sealed is not None and StepState(step.state) not in FINISHED_STEPS
        ]
        return [(step, kept) for step, kept in opened if set(what) & set(awaited(kept))]

    def write_steps(self, planned: Iterable[PlannedStep]) -> list[t.Step]:
        """Write planned steps after those that stand already; a processor who has one is asked, where it can be."""
        steps = self._work.need(self, (_columns(step) for step in planned))
        for step in steps:
            self.ask_processor(step)
        return steps

    def ask_processor(self, step: t.Step) -> None:
        """Let the worker ask the processor behind a step, where it is known how it is reached."""
        if step.performer != "processor" or step.state != StepState.BY_HAND:
            return
        known = (
            select(t.ProcessorContact.id)
            .where(t.ProcessorContact.controller_id == self.row.controller_id)
            .where(t.ProcessorContact.system == step.system)
            .execution_options(storage_only=True)
        )
        if self._work.session.scalars(known).first() is not None:
            self._work.later("prompt", "processor.ask", self)

    def stand(self, status: Status, resolution: Resolution | None = None) -> None:
        """Move the request to `status`; its marks move with it."""
        row = self.row
        row.status, row.resolution = status.value, resolution.value if resolution else row.resolution
        group = GROUPS.get(status, "open")
        asked_unproven = status is Status.UNCONFIRMED and row.asked_at is not None
        over = status in {Status.ANSWERED, Status.CLOSED}
        if asked_unproven or (over and (row.to_post is not None or self._has_open_steps())):
            group = "open"
        if row.group != group:
            row.group = group
            self._move_marks()

    def _has_open_steps(self) -> bool:
        """Whether somebody still has a step to do, in whatever category: neither answer nor withdrawal ends that."""
        states = self._work.session.scalars(
            select(t.Step.state)
            .where(t.Step.controller_id == self.row.controller_id, t.Step.request_id == self.row.id)
            .execution_options(storage_only=True)
        )
        return any(StepState(state) not in FINISHED_STEPS for state in states)

    def settle_deadline(self, deadline: dict[str, Any], due: date, safe: date) -> None:
        """Write the dates; marks are ordered by the safe one."""
        self.row.deadline, self.row.due = deadline, due
        if self.row.safe != safe:
            self.row.safe = safe
            self._move_marks()

    def mark(self, wanted: Iterable[str], category: str = UNSORTED) -> None:
        """Write the search marks of one category anew."""
        row, session = self.row, self._work.session
        session.flush()
        session.execute(
            delete(t.SearchMark).where(t.SearchMark.request_id == row.id, t.SearchMark.category == category)
        )
        key = self._work.vault.of_controller(row.controller_id, "marks")
        for mark in sorted({keys.mark(key, word) for word in wanted}):
            session.add(
                t.SearchMark(
                    controller_id=row.controller_id, mark=mark, group=row.group, safe=row.safe,
                    request_id=row.id, category=category,
                )
            )  # fmt: skip

    def _mark_more(self, wanted: Iterable[str]) -> None:
        """Write those marks of the request that it has not, beside the others."""
        row, session = self.row, self._work.session
        key = self._work.vault.of_controller(row.controller_id, "marks")
        asked = select(t.SearchMark.mark).where(t.SearchMark.request_id == row.id, t.SearchMark.category == UNSORTED)
        for mark in sorted({keys.mark(key, word) for word in wanted} - set(session.scalars(asked))):
            session.add(
                t.SearchMark(
                    controller_id=row.controller_id, mark=mark, group=row.group, safe=row.safe,
                    request_id=row.id, category=UNSORTED,
                )
            )  # fmt: skip

    def _move_marks(self) -> None:
        """All of them, those outside of a viewer's categories too: a request stands in one place."""
        self._work.session.flush()
        self._work.session.execute(
            update(t.SearchMark)
            .where(t.SearchMark.controller_id == self.row.controller_id, t.SearchMark.request_id == self.row.id)
            .values(group=self.row.group, safe=self.row.safe)
            .execution_options(synchronize_session=False, storage_only=True)
        )


class Work:
    """One transaction of one viewer."""

    def __init__(self, store: Store, viewer: Viewer, session: Session) -> None:
        self.store = store
        self.viewer = viewer
        self.session = session
        self.now: datetime = store.now()
        self.vault = Vault(session, store.ring)

    def case(self, request_id: str = "", reference: str = "", version: int | None = None) -> Case:
        """Lock a request; `NotFound` outside the viewer's reach and once purged, `Conflict` where its version moved on.

        The version moves on with what happens; see `happened`.
        """
        by = t.SubjectRequest.id == request_id if request_id else t.SubjectRequest.reference == reference
        row = self.session.scalars(
            select(t.SubjectRequest)
            .where(by, *has_part(limit_of(self.viewer)))
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
        if row is None or row.purged_at is not None:
            raise NotFound("not_found")
        if version is not None and row.version != version:
            raise Conflict("case_changed", reference=row.reference)
        return Case(self, row)

    def open_case(self, requester: dict[str, Any], **columns: Any) -> Case:
        """A new request with a key of its own."""
        row = t.SubjectRequest(
            id=t.new_id(), controller_id=self.viewer.controller_id, reference=persons.new_reference(),
            group=GROUPS.get(Status(columns["status"]), "open"), version=1, chain_number=0,
            chain_digest=events.GENESIS, chain_open=True, findings=0, **columns,
        )  # fmt: skip
        self.vault.create(self.now, "request", self.viewer.controller_id, row.id)
        self.vault.seal(self.vault.of_request(row.id), row, requester)
        self.session.add(row)
        self.session.flush()
        case = Case(self, row)
        case.mark(requester_words(row.reference, requester))
        return case

    @contextmanager
    def past_limit(self) -> Iterator[None]:
        """What follows by itself reaches past the category limit of whoever made it follow; nothing of it is shown."""
        self.session.flush()
        limited = self.session.info["viewer"]
        self.session.info["viewer"] = machine(self.viewer.controller_id)
        try:
            yield
            self.session.flush()
        finally:
            self.session.info["viewer"] = limited

    def need(self, case: Case, steps: Iterable[dict[str, Any]]) -> list[t.Step]:
        """Write steps after those that stand already; a step is (system, capability, right, performer, state, ...)."""
        place = len(case.rows(t.Step))
        return [case.add(t.Step, position=place + number, **step) for number, step in enumerate(steps, start=1)]

    def later(
        self,
        lane: str,
        kind: str,
        case: Case | None = None,
        due: datetime | None = None,
        dedupe: str | None = None,
        **payload: Any,
    ) -> t.Job:
        """Write a job that follows from this commit; `payload` holds ids and codes only."""
        job = t.Job(
            lane=lane, kind=kind, payload=payload, controller_id=self.viewer.controller_id,
            request_id=case.id if case else None, dedupe=dedupe, created_at=self.now,
            due_at=due or self.now, attempts=0,
        )  # fmt: skip
        self.session.add(job)
        return job

    def happened(self, kind: str, case: Case | None = None, **body: Any) -> t.Event:
        """Say what happened, in the request's chain or in the controller's stream.

        What a person or a member of staff made happen moves the case's version on, once a commit.
        """
        if case is not None and self.viewer.kind is not ViewerKind.MACHINE and not case.moved:
            case.row.version += 1
            case.moved = True
        chain: t.SubjectRequest | t.Stream = case.row if case else self._stream()
        name = case.id if case else self.viewer.controller_id
        key = case.key if case else self.vault.of_controller(self.viewer.controller_id, "controller")
        event = t.Event(
            id=t.new_id(), controller_id=self.viewer.controller_id, chain=name, request_id=case.id if case else None,
            number=chain.chain_number + 1, kind=kind, at=self.now, actor=self.viewer.actor,
            previous=chain.chain_digest or events.GENESIS,
        )  # fmt: skip
        self.vault.seal(key, event, body)
        assert event.sealed is not None
        event.body_digest = events.body_digest(event.sealed)
        event.digest = events.link_digest(
            name, event.number, kind, stamp(self.now), event.actor, event.body_digest, event.previous
        )
        chain.chain_number, chain.chain_digest = event.number, event.digest
        if isinstance(chain, t.SubjectRequest):
            chain.chain_open = chain.to_count = True
        self.session.add(event)
        return event

    def mail_allowed(self, address: str) -> bool:
        """Whether strangers may still cause a mail to this mailbox today: three a day, plus-tags and case folded.

        Nobody may cause one to no mailbox.
        """
        if not address:
            return False
        mark = keys.mark(self.vault.of_installation("limits"), "mailbox", facts.mailbox_identity(address)).hex()
        return add_within(self.session, self.now, f"mailbox:{mark}", DAY) <= MAILS_A_DAY

    def connected(self) -> frozenset[str]:
        """The keys of the systems that have a connection."""
        return frozenset(self.session.scalars(select(t.Connection.system)))

    def lock_stream(self) -> None:
        """Let nobody else speak in the controller's stream before this commit: for what is numbered by what stands."""
        self._stream()

    def _stream(self) -> t.Stream:
        found = self._locked_stream()
        if found is None:
            make_stream(self.session, self.viewer.controller_id)
            found = self._locked_stream()
        assert found is not None
        return found

    def _locked_stream(self) -> t.Stream | None:
        return self.session.scalars(
            select(t.Stream).where(t.Stream.controller_id == self.viewer.controller_id).with_for_update()
        ).one_or_none()


def make_stream(session: Session, controller_id: str) -> None:
    """Begin a controller's stream, whoever else does so at the same moment."""
    insert = (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(t.Stream)
    values = insert.values(controller_id=controller_id, chain_number=0, chain_digest=events.GENESIS, sealed_number=0)
    session.execute(values.on_conflict_do_nothing(), execution_options={"storage_only": True})


def _columns(step: PlannedStep) -> dict[str, Any]:
    return {
        "system": step.system, "capability": step.capability.value, "right": step.right.value,
        "performer": step.performer, "state": step.state.value, "due": step.due, "category": step.category,
        "value": step.value,
    }  # fmt: skip


def stamp(moment: datetime) -> str:
    """A moment as the chain hashes it: ISO 8601 in UTC with microseconds."""
    return t.UTCDateTime().process_bind_param(moment, None).isoformat(timespec="microseconds") + "Z"  # type: ignore[union-attr, arg-type]  # a moment gives a moment


def requester_words(reference: str, requester: dict[str, Any]) -> set[str]:
    """What a search finds a request by: reference, names, addresses, phones, customer number.

    Neither the phone nor the postal address of somebody who is protected is among them.
    """
    found = {persons.fold(reference), *persons.name_marks([requester.get("name", ""), reference])}
    for email in {requester.get("email", ""), *requester.get("emails", [])} - {""}:
        found |= persons.email_marks(email)
    for phone in [] if requester.get("protected") else requester.get("phones", []):
        found |= persons.phone_marks(phone)
    if not requester.get("protected"):
        found |= persons.name_marks([str(requester.get("postal_address", ""))])
    if number := requester.get("customer_number"):
        found.add(persons.fold(number))
    return found


@contextmanager
def work(store: Store, viewer: Viewer, *, trace: bool = False) -> Iterator[Work]:
    """One piece of work; commits when the block ends, changes nothing when it raises.

    With `trace` it says no more than what was read, which whoever changes nothing does too.
    """
    with store.database.working(viewer) as session:
        session.info["viewer"] = viewer = _reloaded(session, viewer, store.now(), trace=trace)
        yield Work(store, viewer, session)


def request_key(store: Store, viewer: Viewer, reference: str) -> bytes:
    """A request's key, read before the transaction, so that no slow upload holds the database.

    Raises:
        NotFound: no such request for this viewer.
    """
    with store.database.reading(viewer) as session:
        named = select(t.SubjectRequest.id).where(t.SubjectRequest.reference == reference)
        asked = named.where(*has_part(limit_of(viewer)))
        found = session.scalars(asked).one_or_none()
        if found is None:
            raise NotFound("not_found")
        return Vault(session, store.ring).of_request(found)


def _reloaded(session: Session, viewer: Viewer, now: datetime, *, trace: bool) -> Viewer:
    """A member of staff as they are now, not as they were when the page was opened; who changes nothing is refused."""
    if viewer.kind is not ViewerKind.STAFF:
        return viewer
    member = session.scalars(
        select(t.Membership)
        .join(t.Staff, t.Staff.id == t.Membership.staff_id)
        .where(
            t.Membership.staff_id == viewer.staff_id,
            t.Membership.controller_id == viewer.controller_id,
            t.Membership.ended_at.is_(None),
            t.Staff.disabled_at.is_(None),
        )
    ).one_or_none()
    if member is None:
        raise Refused("no_longer_staff")
    now_they_are = team.viewer_at(session, viewer.controller_id, member.staff_id, member, now)
    if not (trace or may.may_change(now_they_are)):
        raise Refused("may_not")
    return replace(now_they_are, request_id=viewer.request_id, step_id=viewer.step_id)


def canonical(value: object) -> bytes:
    """JSON with sorted keys, for digests."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def soon(now: datetime, seconds: float) -> datetime:
    """A moment `seconds` from now."""
    return now + timedelta(seconds=seconds)
