"""The door's lock is tried: every way of asking and writing, by every kind of viewer, on both stores."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import delete, exists, func, insert, literal, select, text, union, union_all, update
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.orm import Session, aliased, make_transient, make_transient_to_detached

from portal.domain.errors import NotFound, Refused
from portal.domain.roles import Role, Viewer, ViewerKind, machine, person, visitor
from portal.storage import guard, house
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.guard import Beyond, NoEvent, NoViewer
from portal.storage.house import ControllerFacts
from portal.storage.sealing import Vault
from portal.storage.work import Work, work
from tests import factories
from tests.factories import MadeRequest


@dataclass
class Rooms:
    """Two requests of a shop and one of its neighbour; each has a message and a finding in two categories."""

    store: Store
    shop: ControllerFacts
    other: ControllerFacts
    mine: MadeRequest
    second: MadeRequest
    theirs: MadeRequest

    @property
    def machine(self) -> Viewer:
        return machine(self.shop.id)

    def rows(self, table: type[Any], request: MadeRequest) -> list[Any]:
        with self.store.database.reading(machine(request.controller_id)) as session:
            return list(session.scalars(select(table).where(table.request_id == request.id)))

    def staff(self, *categories: str) -> Viewer:
        limit = frozenset(categories) if categories else None
        role = Role.SCOPED if categories else Role.OWNER
        return Viewer(ViewerKind.STAFF, self.shop.id, staff_id="s", role=role, categories=limit)


@pytest.fixture(scope="module")
def shops(kept_store: Store) -> tuple[ControllerFacts, ControllerFacts]:
    return factories.make_controller(kept_store), factories.make_controller(kept_store, "thewind")


@pytest.fixture(scope="module")
def rooms(kept_store: Store, shops: tuple[ControllerFacts, ControllerFacts]) -> Rooms:
    """For tests that change nothing."""
    return _make_rooms(kept_store, *shops)


@pytest.fixture
def fresh(store: Store, shop: ControllerFacts, other: ControllerFacts) -> Rooms:
    """For tests that change their rows."""
    return _make_rooms(store, shop, other)


def _make_rooms(store: Store, shop: ControllerFacts, other: ControllerFacts) -> Rooms:
    made = [factories.make_request(store, at, confirmed=False) for at in (shop, shop, other)]
    for request in made:
        with work(store, machine(request.controller_id)) as w:
            case = w.case(request.id)
            case.add(t.Message, {"text": "Hei"}, author="person", kind="person", at=w.now)
            step = case.add(
                t.Step, position=1, system="x", capability="find", right="access", performer="machine", state="done",
                searched=0, count=0,
            )  # fmt: skip
            w.session.flush()
            for number, category in enumerate(("invoices", "orders")):
                case.add(
                    t.Finding, {"key": str(number)}, step_id=step.id, category=category, system="x", kind="k",
                    position=0, match="exact", matched_by=[], owner_mark=b"o" * 16, record_mark=bytes([number]) * 16,
                    verdict="open", found_at=w.now,
                )  # fmt: skip
            w.happened("finding_judged", case)
    return Rooms(store, shop, other, *made)


def _ids(session: Session, statement: Any) -> set[Any]:
    return set(session.scalars(statement))


M = t.Message
KEPT = select(M.controller_id).execution_options(kept=True)
"""Built once, asked by every viewer in turn."""
WAYS: dict[str, Callable[[Session], set[Any]]] = {
    "scalars": lambda s: {row.controller_id for row in s.scalars(select(M))},
    "execute": lambda s: {row[0] for row in s.execute(select(M.controller_id, M.id))},
    "query": lambda s: {row.controller_id for row in s.query(M)},
    "query column": lambda s: {row[0] for row in s.query(M.controller_id)},
    "kept": lambda s: _ids(s, KEPT),
    "aliased": lambda s: _ids(s, select(aliased(M).controller_id)),
    "subquery": lambda s: _ids(s, select(select(M.controller_id).subquery().c.controller_id)),
    "cte": lambda s: _ids(s, select(select(M.controller_id).cte().c.controller_id)),
    "entity of subquery": lambda s: {row.controller_id for row in s.scalars(select(aliased(M, select(M).subquery())))},
    "scalar subquery": lambda s: _ids(s, select(select(func.min(M.controller_id)).scalar_subquery())),
    "greatest": lambda s: _ids(s, select(select(func.max(M.controller_id)).scalar_subquery())),
    "join": lambda s: _ids(s, select(M.controller_id).join(t.SubjectRequest, t.SubjectRequest.id == M.request_id)),
    "joined": lambda s: _ids(s, select(M.controller_id).select_from(t.Proof).join(M, literal(True))),
    "outer": lambda s: _ids(s, select(M.controller_id).select_from(t.Proof).outerjoin(M, literal(True))),
    "two froms": lambda s: _ids(s, select(M.controller_id).where(t.Proof.id != M.id)),
    "union in a subquery": lambda s: _ids(
        s, select(union_all(select(M.controller_id), select(M.controller_id)).subquery().c.controller_id)
    ),
    "entity of union": lambda s: {
        row.controller_id for row in s.scalars(select(aliased(M, union(select(M), select(M)).subquery())))
    },
    "legacy union": lambda s: {row.controller_id for row in s.query(M).union(s.query(M))},
    "in": lambda s: _ids(s, select(M.controller_id).where(M.id.in_(select(M.id)))),
    "refreshed": lambda s: {row.controller_id for row in _refreshed(s)},
    "streamed": lambda s: {row.controller_id for row in s.scalars(select(M).execution_options(yield_per=1))},
}


def _refreshed(session: Session) -> list[t.Message]:
    rows = list(session.scalars(select(M)))
    for row in rows:
        session.refresh(row)
        session.expire(row)
    return rows


@pytest.mark.parametrize("way", WAYS)
def test_it_keeps_every_question_inside_one_controller(rooms: Rooms, way: str) -> None:
    for facts in (rooms.shop, rooms.other):
        with rooms.store.database.reading(machine(facts.id)) as session:
            assert WAYS[way](session) - {None} == {facts.id}


def test_it_counts_and_finds_only_what_the_viewer_reaches(rooms: Rooms) -> None:
    (theirs,) = rooms.rows(M, rooms.theirs)
    (second,) = rooms.rows(M, rooms.second)
    for viewer, reach in ((rooms.machine, 2), (rooms.mine.person, 1), (visitor(rooms.shop.id), 0)):
        with rooms.store.database.reading(viewer) as session:
            assert session.scalar(select(func.count()).select_from(M)) == reach
            assert session.scalar(select(func.count(M.id))) == reach
            assert session.query(M).count() == reach
            assert session.get(M, theirs.id) is None
            assert (session.get(M, second.id) is not None) == (reach == 2)
            there = select(t.RegisterVersion.id).where(exists().where(M.id == theirs.id))
            assert session.scalars(there).first() is None
            assert session.scalars(select(t.RegisterVersion.id).where(exists(select(M.id)))).all() or not reach


def test_it_refuses_what_is_no_orm_select(rooms: Rooms) -> None:
    asked: list[Any] = [
        text("SELECT * FROM message"), select(M.__table__), select(M).from_statement(text("SELECT * FROM message")),
        union_all(select(M.id), select(M.id)), select(literal(1)),
    ]  # fmt: skip
    for viewer in (rooms.machine, rooms.mine.person):
        for statement in asked:
            with rooms.store.database.reading(viewer) as session, pytest.raises(Beyond):
                session.execute(statement)


@pytest.mark.parametrize("info", [{}, {"viewer": None}, {"viewer": "machine"}])
def test_it_refuses_a_session_without_a_viewer(rooms: Rooms, info: dict[str, Any]) -> None:
    new = t.ErasureEntry(controller_id=rooms.shop.id, system="x", mark=b"m" * 16, created_at=rooms.store.now())
    ways: list[Callable[[Session], Any]] = [
        *WAYS.values(),
        lambda s: s.get(M, "x"),
        lambda s: s.query(M).count(),
        lambda s: s.execute(update(M).values(author="x")),
        lambda s: s.execute(delete(M)),
        lambda s: s.execute(insert(M), [{"id": "x"}]),
        lambda s: s.execute(text("SELECT 1")),
        lambda s: (s.add(new), s.flush()),
    ]
    for way in ways:
        with Session(rooms.store.database.engine, info=dict(info)) as session, pytest.raises(NoViewer):
            way(session)


def test_it_shows_a_person_one_request_and_nothing_of_the_house(fresh: Rooms) -> None:
    factories.make_staff(fresh.store, fresh.shop)
    in_request = [one.class_ for one in t.Base.registry.mappers if issubclass(one.class_, t.InRequest)]
    with fresh.store.database.reading(fresh.mine.person) as session:
        for table in (*in_request, t.Event, t.SearchMark, t.Job):
            assert {row.request_id for row in session.scalars(select(table))} <= {fresh.mine.id}, table
        assert [row.id for row in session.scalars(select(t.SubjectRequest))] == [fresh.mine.id]
        for table in (t.Staff, t.Membership, t.StaffSession, t.ChainSeal, t.ErasureEntry):
            assert not session.scalars(select(table)).all()
        with pytest.raises(Exception, match="key_destroyed"):
            Vault(session, fresh.store.ring).of_request(fresh.second.id)


@pytest.mark.parametrize("kind", [ViewerKind.PERSON, ViewerKind.LINK])
def test_it_shows_nothing_to_an_outsider_without_a_request(rooms: Rooms, kind: ViewerKind) -> None:
    with rooms.store.database.reading(Viewer(kind, rooms.shop.id)) as session:
        for table in (M, t.SubjectRequest, t.Event, t.Step, t.Mail, t.SearchMark):
            assert not session.scalars(select(table)).all()


def test_it_shows_a_link_one_step(rooms: Rooms) -> None:
    (step,) = rooms.rows(t.Step, rooms.mine)
    for step_id, seen in ((step.id, 1), ("another", 0)):
        viewer = Viewer(ViewerKind.LINK, rooms.shop.id, request_id=rooms.mine.id, step_id=step_id)
        with rooms.store.database.reading(viewer) as session:
            assert len(session.scalars(select(t.Step)).all()) == seen


def test_it_shows_a_visitor_public_texts_and_links_alone(rooms: Rooms) -> None:
    with rooms.store.database.reading(visitor(rooms.shop.id)) as session:
        assert session.scalars(select(t.RegisterVersion)).all()
        assert session.scalars(select(t.Proof)).all()
        for table in (M, t.SubjectRequest, t.Event, t.Mail, t.SearchMark, t.Connection, t.Suppression, t.Staff):
            assert not session.scalars(select(table)).all(), table


def test_it_keeps_case_rows_from_the_house(rooms: Rooms) -> None:
    with rooms.store.database.looking() as session:
        for table in (M, t.SubjectRequest, t.Event, t.RegisterVersion):
            assert not session.scalars(select(table)).all()


@pytest.mark.parametrize(("categories", "seen"), [(("invoices",), {"invoices"}), (("gone",), set()), ((), None)])
def test_it_holds_a_limited_role_to_its_categories(
    rooms: Rooms, categories: tuple[str, ...], seen: set[str] | None
) -> None:
    with rooms.store.database.reading(rooms.staff(*categories)) as session:
        found = {row.category for row in session.scalars(select(t.Finding))}
        assert found == ({"invoices", "orders"} if seen is None else seen)
        counted = session.scalar(select(func.count(t.Finding.id))) or 0
        assert counted == 2 * len(found)
        for table in (M, t.Mail, t.Proof, t.Event, t.SearchMark):
            assert bool(session.scalars(select(table)).all()) == (seen is None), table


def test_it_gives_a_scoped_role_without_a_list_nothing(rooms: Rooms) -> None:
    viewer = replace(rooms.staff("invoices"), categories=None)
    with rooms.store.database.reading(viewer) as session:
        assert not session.scalars(select(t.Finding)).all()


def test_it_keeps_keys_jobs_and_memberships_with_their_controller(fresh: Rooms) -> None:
    factories.make_staff(fresh.store, fresh.other)
    with fresh.store.database.reading(fresh.machine) as session:
        for table in (t.DataKey, t.Job, t.Membership):
            assert {row.controller_id for row in session.scalars(select(table))} <= {fresh.shop.id, None}
        assert [row.id for row in session.scalars(select(t.Controller))] == [fresh.shop.id]


# ---- writing ---------------------------------------------------------------------------------------------


def _message(request: MadeRequest, **columns: Any) -> t.Message:
    return t.Message(
        **{
            "id": t.new_id(), "controller_id": request.controller_id, "request_id": request.id, "author": "x",
            "kind": "note", "category": "unsorted", "sealed": b"x", "at": factories.MONDAY, **columns,
        }
    )  # fmt: skip


def _staff_row(rooms: Rooms) -> t.Staff:
    return t.Staff(
        id=t.new_id(), email_mark=b"e" * 16, sealed=b"x", password_hash="x", language="fi", created_at=factories.MONDAY
    )


NEW: dict[str, tuple[Callable[[Rooms], Viewer], Callable[[Rooms], Any]]] = {
    "another controller": (lambda r: r.machine, lambda r: _message(r.theirs)),
    "another request": (lambda r: r.mine.person, lambda r: _message(r.second)),
    "another category": (lambda r: r.staff("invoices"), lambda r: _message(r.mine)),
    "a scope without a list": (lambda r: replace(r.staff("a"), categories=None), lambda r: _message(r.mine)),
    "a visitor's message": (lambda r: visitor(r.shop.id), lambda r: _message(r.mine)),
    "a person without a request": (lambda r: Viewer(ViewerKind.PERSON, r.shop.id), lambda r: _message(r.mine)),
    "another's event": (
        lambda r: r.mine.person,
        lambda r: t.Event(controller_id=r.shop.id, chain=r.second.id, request_id=r.second.id),
    ),
    "another's mark": (
        lambda r: r.mine.person,
        lambda r: t.SearchMark(controller_id=r.shop.id, request_id=r.second.id, category="unsorted"),
    ),
    "a request": (lambda r: r.mine.person, lambda r: t.SubjectRequest(id=t.new_id(), controller_id=r.shop.id)),
    "a connection": (lambda r: r.mine.person, lambda r: t.Connection(controller_id=r.shop.id)),
    "an account": (lambda r: r.mine.person, _staff_row),
    "a membership elsewhere": (lambda r: r.machine, lambda r: t.Membership(controller_id=r.other.id)),
    "a key elsewhere": (lambda r: r.machine, lambda r: t.DataKey(controller_id=r.other.id, purpose="x")),
    "a key of the installation": (lambda r: r.mine.person, lambda r: t.DataKey(purpose="x")),
    "a job elsewhere": (lambda r: r.machine, lambda r: t.Job(controller_id=r.other.id)),
    "a controller": (lambda r: r.machine, lambda r: t.Controller(id=t.new_id(), slug="x")),
}


@pytest.mark.parametrize("what", NEW)
def test_it_refuses_a_new_row_beyond_the_viewer(rooms: Rooms, what: str) -> None:
    viewer, row = NEW[what]
    with pytest.raises(Beyond), rooms.store.database.working(viewer(rooms)) as session:
        session.add(row(rooms))


def test_it_keeps_case_rows_out_of_house_sessions(rooms: Rooms) -> None:
    with pytest.raises(Beyond), rooms.store.database.house() as session:
        session.add(_message(rooms.mine))


@pytest.mark.parametrize("column", ["controller_id", "request_id", "id"])
def test_it_refuses_to_move_a_row(rooms: Rooms, column: str) -> None:
    elsewhere = {"controller_id": rooms.other.id, "request_id": rooms.second.id, "id": t.new_id()}[column]
    with pytest.raises(Beyond), work(rooms.store, rooms.machine) as w:
        setattr(w.case(rooms.mine.id).rows(M)[0], column, elsewhere)
    (row,) = rooms.rows(M, rooms.mine)
    assert row.request_id == rooms.mine.id


TRICKS: dict[str, Callable[[Session, t.Message, str], Any]] = {
    "detached": lambda s, row, here: s.add(_detached(row.id, controller_id=here)),
    "detached and deleted": lambda s, row, here: s.delete(_detached(row.id)),
    "from another session": lambda s, row, here: s.add(row),
    "deleted from another session": lambda s, row, here: s.delete(row),
    "merged without loading": lambda s, row, here: s.merge(row, load=False),
    "made new": lambda s, row, here: (make_transient(row), s.add(row), s.flush()),
    "refreshed": lambda s, row, here: s.refresh(_detached(row.id)),
}


def _detached(row_id: str, **columns: Any) -> t.Message:
    row = t.Message(id=row_id)
    make_transient_to_detached(row)
    for name, value in columns.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize("trick", TRICKS)
def test_it_takes_no_row_in_by_the_identity_map(rooms: Rooms, trick: str) -> None:
    (row,) = rooms.rows(M, rooms.theirs)
    refusals = (Beyond, InvalidRequestError) if trick == "refreshed" else Beyond
    with pytest.raises(refusals), rooms.store.database.working(rooms.machine) as session:
        TRICKS[trick](session, row, rooms.shop.id)
    assert rooms.rows(M, rooms.theirs)


BULK: dict[str, Callable[[Session, MadeRequest], Any]] = {
    "moved by values": lambda s, r: s.execute(update(M).values(controller_id=r.controller_id, request_id=r.id)),
    "moved by a column": lambda s, r: s.execute(update(M).values({M.request_id: r.id})),
    "moved in order": lambda s, r: s.execute(update(M).ordered_values((M.request_id, r.id))),
    "moved by query": lambda s, r: s.query(M).update({"controller_id": r.controller_id}),
    "another category": lambda s, r: s.execute(update(M).values(category="invoices")),
    "by keys": lambda s, r: s.execute(update(M), [{"id": "x", "author": "y"}]),
    "by a strategy": lambda s, r: s.execute(
        update(M).values(author="y"), execution_options={"dml_strategy": "core_only"}
    ),
    "inserted": lambda s, r: s.execute(insert(M), [{"id": "x"}]),
    "a core update": lambda s, r: s.execute(update(M.__table__).values(author="y")),  # type: ignore[arg-type]  # a table
    "text": lambda s, r: s.execute(text("DELETE FROM message")),
}


@pytest.mark.parametrize("what", BULK)
def test_it_refuses_bulk_changes_that_pass_by_the_door(rooms: Rooms, what: str) -> None:
    with pytest.raises(Beyond), rooms.store.database.working(rooms.machine) as session:
        BULK[what](session, rooms.theirs)


def test_it_changes_in_bulk_only_what_the_viewer_reaches(fresh: Rooms) -> None:
    with work(fresh.store, fresh.mine.person) as w:
        w.session.execute(update(M).values(author="changed"))
        w.happened("note_written", w.case(fresh.mine.id))
    with work(fresh.store, fresh.machine) as w:
        w.session.execute(delete(M).where(M.request_id != fresh.second.id))
        w.happened("note_written", w.case(fresh.mine.id))
    assert not fresh.rows(M, fresh.mine)
    assert [row.author for row in [*fresh.rows(M, fresh.second), *fresh.rows(M, fresh.theirs)]] == ["person", "person"]


def test_it_lets_a_visitor_change_no_link(fresh: Rooms) -> None:
    with fresh.store.database.working(visitor(fresh.shop.id)) as session:
        session.execute(update(t.Grant).values(level="proven"), execution_options={"synchronize_session": False})
        session.execute(delete(t.Proof), execution_options={"synchronize_session": False})
        session.add(factories_event(fresh))
    assert {row.level for row in fresh.rows(t.Grant, fresh.mine)} == {"start"}
    with pytest.raises(Beyond), fresh.store.database.working(visitor(fresh.shop.id)) as session:
        session.scalars(select(t.Grant)).first().level = "proven"  # type: ignore[union-attr]  # there is one


def factories_event(rooms: Rooms) -> t.Event:
    """An event of the controller's stream, so that a bulk change may commit."""
    return t.Event(
        controller_id=rooms.shop.id, chain=rooms.shop.id, number=99, kind="x", at=factories.MONDAY, actor="visitor",
        body_digest="", previous="", digest="",
    )  # fmt: skip


def test_it_writes_nothing_in_a_reading_session(rooms: Rooms) -> None:
    def dirty(session: Session) -> None:
        row = session.scalars(select(M)).first()
        assert row is not None
        row.author = "changed"
        session.flush()

    ways: list[Callable[[Session], Any]] = [
        dirty,
        lambda s: (s.add(_message(rooms.mine)), s.commit()),
        lambda s: (s.delete(s.scalars(select(M)).first()), s.flush()),
        lambda s: s.execute(update(M).values(author="x")),
        lambda s: s.execute(delete(M)),
        lambda s: s.execute(delete(M), execution_options={"storage_only": True}),
        lambda s: s.execute(insert(M).values(id="x"), execution_options={"storage_only": True}),
    ]
    for way in ways:
        with rooms.store.database.reading(rooms.machine) as session, pytest.raises(Beyond):
            way(session)
    with rooms.store.database.reading(rooms.machine) as session, pytest.raises(DBAPIError):
        session.execute(text("DELETE FROM message"), execution_options={"storage_only": True})
    with rooms.store.database.looking() as session, pytest.raises(Beyond):
        session.execute(delete(t.Job))
    assert [row.author for row in rooms.rows(M, rooms.mine)] == ["person"]


# ---- events ----------------------------------------------------------------------------------------------


def _change(session: Session, request: MadeRequest, how: str) -> None:
    row = session.scalars(select(M).where(M.request_id == request.id)).one()
    if how == "new":
        session.add(_message(request))
    elif how == "dirty":
        row.author = "changed"
    elif how == "deleted":
        session.delete(row)
    elif how == "bulk update":
        session.execute(update(M).where(M.id == row.id).values(author="changed"))
    elif how == "bulk delete":
        session.execute(delete(M).where(M.id == row.id))
    elif how == "flushed":
        row.author = "changed"
        session.flush()
    elif how == "request":
        session.scalars(select(t.SubjectRequest).where(t.SubjectRequest.id == request.id)).one().findings = 7


@pytest.mark.parametrize("how", ["new", "dirty", "deleted", "bulk update", "bulk delete", "flushed", "request"])
def test_it_does_not_commit_a_change_without_an_event(rooms: Rooms, how: str) -> None:
    request = _make_rooms(rooms.store, rooms.shop, rooms.other).mine
    with pytest.raises(NoEvent), work(rooms.store, rooms.machine) as w:
        _change(w.session, request, how)
    assert [row.author for row in rooms.rows(M, request)] == ["person"]
    with work(rooms.store, rooms.machine) as w:
        case = w.case(request.id)
        _change(w.session, request, how)
        w.happened("note_written", case)


def test_it_asks_for_an_event_in_each_transaction_of_a_session(fresh: Rooms) -> None:
    def speak_and_change_later(w: Work) -> None:
        w.happened("note_written", w.case(fresh.mine.id))
        w.session.commit()
        _change(w.session, fresh.mine, "dirty")

    with pytest.raises(NoEvent), work(fresh.store, fresh.machine) as w:
        speak_and_change_later(w)
    assert [row.author for row in fresh.rows(M, fresh.mine)] == ["person"]


def test_it_commits_marks_attempts_jobs_visits_and_grants_without_an_event(fresh: Rooms) -> None:
    with work(fresh.store, fresh.machine) as w:
        case = w.case(fresh.mine.id)
        case.mark({"virtanen"})
        case.add(t.Attempt, subject_id="s", number=1, started_at=w.now)
        case.add(t.Visit, {}, changed_at=w.now)
        case.add(t.Grant, browser="b", reference="r", level="start", created_at=w.now, expires_at=w.now)
        w.later("post", "mail.send", case)
    assert fresh.rows(t.Attempt, fresh.mine)
    assert len(fresh.rows(t.Grant, fresh.mine)) == 2


def test_it_leaves_nothing_after_an_exception(rooms: Rooms) -> None:
    before = [len(rooms.rows(table, rooms.mine)) for table in (M, t.Event, t.Job)]

    def fail_late(w: Work) -> None:
        case = w.case(rooms.mine.id)
        w.session.add(_message(rooms.mine))
        w.happened("note_written", case)
        w.later("post", "mail.send", case)
        w.session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), work(rooms.store, rooms.machine) as w:
        fail_late(w)
    with rooms.store.database.house() as session:
        jobs = len(session.scalars(select(t.Job).where(t.Job.request_id == rooms.mine.id)).all())
    assert [*(len(rooms.rows(table, rooms.mine)) for table in (M, t.Event)), jobs] == before


# ---- the viewer inside work ------------------------------------------------------------------------------


def test_it_reads_a_member_of_staff_as_they_are_now(fresh: Rooms) -> None:
    viewer = factories.make_staff(fresh.store, fresh.shop)
    with fresh.store.database.house() as session:
        member = session.scalars(select(t.Membership).where(t.Membership.staff_id == viewer.staff_id)).one()
        member.role, member.categories = "scoped", ["orders"]
    with work(fresh.store, viewer) as w:
        assert {row.category for row in w.session.scalars(select(t.Finding))} == {"orders"}
    for change in ({"ended_at": factories.MONDAY}, {}):
        with fresh.store.database.house() as session:
            session.execute(
                update(t.Membership)
                .where(t.Membership.staff_id == viewer.staff_id)
                .values(**change or {"ended_at": None})
            )
            if not change:
                session.execute(
                    update(t.Staff).where(t.Staff.id == viewer.staff_id).values(disabled_at=factories.MONDAY)
                )
        with pytest.raises(Refused), work(fresh.store, viewer):
            pass


def test_it_finds_no_case_beyond_the_viewer(rooms: Rooms) -> None:
    for viewer in (rooms.machine, rooms.mine.person, visitor(rooms.shop.id), person(rooms.shop.id, rooms.theirs.id)):
        for found in (
            {"request_id": rooms.theirs.id},
            {"reference": rooms.theirs.reference},
            {"request_id": "", "reference": ""},
        ):
            with pytest.raises(NotFound), work(rooms.store, viewer) as w:
                w.case(**found)
    with pytest.raises(NotFound):
        house.controller(rooms.store, "nobody")


# ---- kept statements ---------------------------------------------------------------------------------------


_KEPT = select(t.SubjectRequest.controller_id, t.SubjectRequest.id).execution_options(kept=True)


def test_a_kept_statement_is_each_viewers_own_whoever_asks_at_the_same_moment(fresh: Rooms) -> None:
    store, shop, other = fresh.store, fresh.shop, fresh.other
    mine, second, theirs = ((one.controller_id, one.id) for one in (fresh.mine, fresh.second, fresh.theirs))
    viewers: list[tuple[Viewer, set[tuple[str, str]]]] = [
        (machine(shop.id), {mine, second}),
        (machine(other.id), {theirs}),
        (person(shop.id, fresh.mine.id), {mine}),
        (person(shop.id, fresh.second.id), {second}),
        (person(shop.id, fresh.theirs.id), set()),
        (Viewer(ViewerKind.STAFF, shop.id, staff_id="x", role=Role.ADMINISTRATOR), set()),
        (visitor(shop.id), set()),
    ]

    def look(number: int) -> str:
        viewer, wanted = viewers[number % len(viewers)]
        if number % 7 == 0:
            guard._scoped_once.cache_clear()
            guard._criteria.cache_clear()
        with store.database.reading(viewer) as session:
            found = {(row[0], row[1]) for row in session.execute(_KEPT)}
        return "" if found == wanted else f"{viewer}: {found}"

    with ThreadPoolExecutor(8) as pool:
        wrong = [one for one in pool.map(look, range(400)) if one]
    assert not wrong
