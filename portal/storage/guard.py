"""The door's lock: no session without a viewer, and no statement beyond what the viewer may reach.

The listeners add controller, request and category criteria to every ORM statement, and
refuse rows outside of them before a flush. A change of a case row without an event does
not commit. Reading sessions write nothing.
"""

from typing import Final

from sqlalchemy import event, false
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from portal.domain.roles import Viewer, ViewerKind
from portal.storage import tables as t


class NoViewer(RuntimeError):
    """A session was used without a viewer."""


class NoEvent(RuntimeError):
    """A case row changed and nothing says what happened."""


class Beyond(RuntimeError):
    """A row outside of the viewer's controller, request or categories was written."""


class House:
    """The viewer of house sessions: accounts, sessions, limits and jobs, and no case row."""


HOUSE: Final = House()
VISITOR_READS: Final = (t.Proof, t.Grant)


def watch(session: Session) -> None:
    """Put the listeners on one session; its `info` holds `viewer` and `writes`."""
    event.listen(session, "do_orm_execute", _scope)
    event.listen(session, "before_flush", _check)
    event.listen(session, "before_commit", _spoken)


def viewer_of(session: Session) -> Viewer | House:
    """The session's viewer; `NoViewer` where there is none."""
    viewer = session.info.get("viewer")
    if not isinstance(viewer, (Viewer, House)):
        raise NoViewer("open sessions through Database.reading, Database.working or Database.house")
    return viewer


def _scope(state: ORMExecuteState) -> None:
    viewer = viewer_of(state.session)
    if state.execution_options.get("storage_only"):
        return
    if not state.is_orm_statement or state.is_insert:
        raise Beyond("only ORM selects, updates and deletes pass the door")
    if state.is_update or state.is_delete:
        _note_bulk(state)
    statement = state.statement
    for criterion in _criteria(viewer):
        statement = statement.options(criterion)
    state.statement = statement


def _note_bulk(state: ORMExecuteState) -> None:
    if not state.session.info.get("writes"):
        raise Beyond("a reading session writes nothing")
    if any(getattr(mapper.class_, "is_case_row", False) for mapper in state.all_mappers):
        state.session.info["changed"] = True


def _criteria(viewer: Viewer | House) -> list[ExecutableOption]:
    if isinstance(viewer, House):
        return [with_loader_criteria(t.InController, lambda cls: false(), include_aliases=True)]
    controller = viewer.controller_id
    found: list[ExecutableOption] = [
        with_loader_criteria(t.InController, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(t.Controller, lambda cls: cls.id == controller, include_aliases=True),
    ]
    if viewer.kind is ViewerKind.VISITOR:
        found += _visitor_criteria()
    if viewer.request_id is not None:
        found += _person_criteria(viewer.request_id)
    if viewer.categories is not None:
        keys = sorted(viewer.categories)
        found.append(with_loader_criteria(t.InCategory, lambda cls: cls.category.in_(keys), include_aliases=True))
    return found


def _visitor_criteria() -> list[ExecutableOption]:
    closed: list[type] = [
        table.class_
        for table in t.Base.registry.mappers
        if issubclass(table.class_, t.InRequest) and table.class_ not in VISITOR_READS
    ]
    closed += [t.SubjectRequest, t.Event, t.SearchMark, t.Connection]
    return [with_loader_criteria(table, lambda cls: false(), include_aliases=True) for table in closed]


def _person_criteria(request: str) -> list[ExecutableOption]:
    return [
        with_loader_criteria(t.InRequest, lambda cls: cls.request_id == request, include_aliases=True),
        with_loader_criteria(t.SubjectRequest, lambda cls: cls.id == request, include_aliases=True),
        with_loader_criteria(t.Event, lambda cls: cls.request_id == request, include_aliases=True),
        with_loader_criteria(t.SearchMark, lambda cls: cls.request_id == request, include_aliases=True),
    ]


def _check(session: Session, context: UOWTransaction, instances: object) -> None:
    viewer = viewer_of(session)
    touched = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
    if touched and not session.info.get("writes"):
        raise Beyond("a reading session writes nothing")
    for row in touched:
        if isinstance(row, t.InController):
            _within(row, viewer)
        if getattr(row, "is_case_row", False):
            session.info["changed"] = True
    if any(isinstance(row, t.Event) for row in session.new):
        session.info["spoken"] = True


def _within(row: t.InController, viewer: Viewer | House) -> None:
    if isinstance(viewer, House) or row.controller_id != viewer.controller_id:
        raise Beyond(f"{type(row).__name__} belongs to another controller")
    if isinstance(row, t.InRequest) and viewer.request_id not in (None, row.request_id):
        raise Beyond(f"{type(row).__name__} belongs to another request")
    if viewer.categories is not None and isinstance(row, t.InCategory) and row.category not in viewer.categories:
        raise Beyond(f"{type(row).__name__} is outside of the viewer's categories")


def _spoken(session: Session) -> None:
    session.flush()
    if session.info.get("changed") and not session.info.get("spoken"):
        raise NoEvent("a case row changed; say what happened with work.happened()")
