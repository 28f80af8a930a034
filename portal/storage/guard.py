"""The door's lock: no session without a viewer, and no statement beyond what the viewer may reach.

The listeners hear every ORM session of the process. They add controller, request and category
criteria to each statement, and refuse rows outside of them before a flush. A change of a case
row without an event does not commit. Reading sessions write nothing.
"""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Delete, Select, Update, event, false, inspect, or_
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from portal.domain.roles import Role, Viewer, ViewerKind
from portal.storage import tables as t
from portal.storage.scope import IN_SYSTEM, Limit, limit_of, reaches


class NoViewer(RuntimeError):
    """A session was used without a viewer."""


class NoEvent(RuntimeError):
    """A case row changed and nothing says what happened."""


class Beyond(RuntimeError):
    """A row outside of the viewer's controller, request or categories was asked for or written."""


class House:
    """The viewer of house sessions: accounts, sessions, limits and jobs, and no case row."""


HOUSE: Final = House()
OUTSIDERS: Final = frozenset({ViewerKind.VISITOR, ViewerKind.PERSON, ViewerKind.LINK})
VISITOR_READS: Final = (t.Proof, t.Grant, t.ProcessorAsk, t.ProcessorLetter)
ACCOUNTS: Final = (
    t.Staff, t.StaffSession, t.Membership, t.SignOn, t.StaffIdentity, t.SsoSession, t.StaffFactor, t.RecoveryCode,
    t.PendingSignIn,
)  # fmt: skip
OF_THE_CONTROLLER: Final = (
    t.ErasureEntry,
    t.Returned,
    t.ConsentAnew,
    t.ChainSeal,
    t.LetterWording,
    t.RegisterDraft,
    t.Setup,
    t.ProcessorContact,
    t.ProcessorMail,
    t.ConnectionDraft,
    t.Invitation,
    t.ReportScope,
    t.ReportCount,
    t.SavedView,
    t.StaffChoice,
    t.Draft,
    t.DraftFile,
    t.Mention,
    t.Presence,
    t.MessageTemplate,
)
"""What no outsider reads."""
OF_A_REQUEST: Final = (t.SubjectRequest, t.Event, t.SearchMark)
"""What belongs to a request without being `InRequest`."""
OF_NO_REQUEST: Final = (t.Suppression, t.Stream, t.Event)
"""What an outsider may write that belongs to no request."""
OF_A_WHOLE_REQUEST: Final = (t.Mail, t.Proof, t.Grant, t.Event, t.Hold, t.Reminder, t.ReportCase, t.RequestLink)
"""What has no category and speaks of all of them: closed to a viewer with a category limit."""
PLACE: Final = frozenset({"id", "controller_id", "request_id"})


def viewer_of(session: Session) -> Viewer | House:
    """The session's viewer; `NoViewer` where there is none."""
    viewer = session.info.get("viewer")
    if not isinstance(viewer, (Viewer, House)):
        raise NoViewer("open sessions through Database.reading, Database.working or Database.house")
    return viewer


# ---- statements ------------------------------------------------------------------------------------------


def _scope(state: ORMExecuteState) -> None:
    viewer = viewer_of(state.session)
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not state.session.info.get("writes"):
        raise Beyond("a reading session writes nothing")
    if state.execution_options.get("storage_only"):
        return
    if not state.is_orm_statement or not isinstance(state.statement, (Select, Update, Delete)):
        raise Beyond("only ORM selects, updates and deletes pass the door; put a union into a subquery")
    if changes:
        _note_bulk(state)
    scoped = _scoped_once if state.execution_options.get("kept") else _scoped
    state.statement = scoped(state.statement, viewer, changes)


def _scoped(statement: Any, viewer: Viewer | House, changes: bool) -> Any:
    """`statement` with the criteria of this viewer."""
    return statement.options(*_criteria(viewer, changes))


_scoped_once = lru_cache(maxsize=512)(_scoped)
"""For statements that are built once and say so with the option `kept`: one of each viewer's is kept too."""


def _note_bulk(state: ORMExecuteState) -> None:
    if isinstance(state.parameters, (list, tuple)) or "dml_strategy" in state.execution_options:
        raise Beyond("rows are changed by criteria, not by a list of keys")
    if (_changed_columns(state.statement) | set(state.parameters or ())) & {*PLACE, "category"}:
        raise Beyond("a row stays where it is")
    if any(getattr(mapper.class_, "is_case_row", False) for mapper in state.all_mappers):
        state.session.info["changed"] = True


def _changed_columns(statement: Any) -> set[str]:
    """The names of the columns that an update sets."""
    if not isinstance(statement, Update):
        return set()
    return {str(getattr(column, "key", column)) for column in statement._values or ()}


@lru_cache(maxsize=512)
def _criteria(viewer: Viewer | House, changes: bool) -> tuple[ExecutableOption, ...]:
    if isinstance(viewer, House):
        return (_closed(t.InController),)
    found = _of_controller(viewer.controller_id)
    if viewer.kind in OUTSIDERS:
        found += _of_outsider(viewer.request_id or "")
    if viewer.kind is ViewerKind.PERSON:
        found.append(_closed(t.ProcessorLetter))
    if viewer.kind is ViewerKind.VISITOR:
        found += _of_visitor(changes)
    elif viewer.kind in OUTSIDERS or viewer.request_id is not None:
        found += _of_request(viewer.request_id or "")
    if viewer.kind is ViewerKind.LINK:
        step = viewer.step_id or ""
        found.append(with_loader_criteria(t.Step, lambda cls: cls.id == step, include_aliases=True))
        found.append(with_loader_criteria(t.ProcessorAsk, lambda cls: cls.step_id == step, include_aliases=True))
    if (limit := limit_of(viewer)) is not None:
        found += _of_limit(limit)
    if viewer.role is Role.ADMINISTRATOR:
        found += _of_administrator()
    return tuple(found)


def _closed(table: type[Any]) -> ExecutableOption:
    return with_loader_criteria(table, lambda cls: false(), include_aliases=True)


def _of_controller(controller: str) -> list[ExecutableOption]:
    return [
        with_loader_criteria(t.InController, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(t.Controller, lambda cls: cls.id == controller, include_aliases=True),
        with_loader_criteria(t.Membership, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(t.SignOn, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(t.StaffIdentity, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(t.SsoSession, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(
            t.StaffSession,
            lambda cls: or_(cls.controller_id == controller, cls.controller_id.is_(None)),
            include_aliases=True,
        ),
        with_loader_criteria(t.Job, lambda cls: cls.controller_id == controller, include_aliases=True),
        with_loader_criteria(
            t.DataKey,
            lambda cls: or_(cls.controller_id == controller, cls.controller_id.is_(None)),
            include_aliases=True,
        ),
    ]


def _of_outsider(request: str) -> list[ExecutableOption]:
    """Neither accounts nor what is the controller's own; of the requests' keys and jobs, one request's."""
    return [
        *(_closed(table) for table in (*ACCOUNTS, *OF_THE_CONTROLLER)),
        with_loader_criteria(t.Job, lambda cls: cls.request_id == request, include_aliases=True),
        with_loader_criteria(
            t.DataKey, lambda cls: or_(cls.request_id == request, cls.request_id.is_(None)), include_aliases=True
        ),
    ]


def _of_visitor(changes: bool) -> list[ExecutableOption]:
    in_request = [one.class_ for one in t.Base.registry.mappers if issubclass(one.class_, t.InRequest)]
    reads = () if changes else VISITOR_READS
    closed: list[type[Any]] = [*in_request, *OF_A_REQUEST, t.Connection, t.Suppression, t.Stream, t.ProcessorLetter]
    return [_closed(table) for table in closed if table not in reads]


def _of_request(request: str) -> list[ExecutableOption]:
    return [
        with_loader_criteria(t.InRequest, lambda cls: cls.request_id == request, include_aliases=True),
        with_loader_criteria(t.SubjectRequest, lambda cls: cls.id == request, include_aliases=True),
        with_loader_criteria(t.Event, lambda cls: cls.request_id == request, include_aliases=True),
        with_loader_criteria(t.SearchMark, lambda cls: cls.request_id == request, include_aliases=True),
    ]


def _of_limit(limit: Limit) -> list[ExecutableOption]:
    """What has a category by it, what lies in a system by that too; what speaks of a whole request not at all."""
    closed = [_closed(table) for table in (*OF_A_WHOLE_REQUEST, t.Returned)]
    closed.append(with_loader_criteria(t.ReportCount, lambda cls: cls.scope != "", include_aliases=True))
    if limit.systems is None:
        keys = list(limit.categories)
        return [with_loader_criteria(t.InCategory, lambda cls: cls.category.in_(keys), include_aliases=True), *closed]
    tables = [one.class_ for one in t.Base.registry.mappers if issubclass(one.class_, t.InCategory)]
    found = [with_loader_criteria(table, limit.theirs(table), include_aliases=True) for table in tables]
    return [*found, *closed]


def _of_administrator() -> list[ExecutableOption]:
    """The house, and nothing of a request or of a person."""
    return [
        *(_closed(table) for table in (t.InRequest, *OF_A_REQUEST, t.Returned, t.ReportScope, t.ReportCount)),
        with_loader_criteria(t.ConnectionDraft, lambda cls: cls.act != "person", include_aliases=True),
        with_loader_criteria(t.Job, lambda cls: cls.request_id.is_(None), include_aliases=True),
        with_loader_criteria(t.DataKey, lambda cls: cls.request_id.is_(None), include_aliases=True),
    ]


# ---- rows ------------------------------------------------------------------------------------------------


def _refuse_strays(session: Session, instance: object) -> None:
    """A row comes in by a statement that the door let through, or is new: never from another session."""
    if inspect(instance).key is not None:
        raise Beyond("a row of another session is not taken in; read it here")


def _check(session: Session, context: UOWTransaction, instances: object) -> None:
    viewer = viewer_of(session)
    changed = [row for row in session.dirty if session.is_modified(row)]
    touched = [*session.new, *session.deleted, *changed]
    if touched and not session.info.get("writes"):
        raise Beyond("a reading session writes nothing")
    opened: set[str] = session.info.setdefault("opened", set())
    opened.update(row.id for row in session.new if isinstance(row, t.SubjectRequest))
    for row in [*session.deleted, *changed]:
        _stays(row)
    for row in touched:
        _within(row, viewer, opened)
        if getattr(row, "is_case_row", False):
            session.info["changed"] = True
    if any(isinstance(row, t.Event) for row in session.new):
        session.info["spoken"] = True


def _stays(row: object) -> None:
    for attribute in inspect(row).attrs:
        if attribute.key in PLACE and attribute.history.has_changes():
            raise Beyond(f"{type(row).__name__} stays where it is")


def _within(row: object, viewer: Viewer | House, opened: set[str]) -> None:
    name, controller = type(row).__name__, getattr(row, "controller_id", None)
    if isinstance(viewer, House):
        if isinstance(row, t.InController):
            raise Beyond(f"{name} is no row of the house")
        return
    if isinstance(row, t.Controller):
        controller = row.id
    if controller != viewer.controller_id and not _of_the_house(row, viewer):
        raise Beyond(f"{name} belongs to another controller")
    if viewer.kind in OUTSIDERS:
        _within_request(row, {viewer.request_id} if viewer.kind is not ViewerKind.VISITOR else opened)
    elif isinstance(row, (t.InRequest, *OF_A_REQUEST)) and viewer.request_id not in (None, _request_of(row)):
        raise Beyond(f"{name} belongs to another request")
    if viewer.role is Role.ADMINISTRATOR and (isinstance(row, t.InRequest) or _request_of(row) is not None):
        raise Beyond(f"{name} is of a request, and an administrator has none")
    limit = limit_of(viewer)
    if limit is not None and isinstance(row, t.InCategory) and not _is_theirs(row, viewer, limit):
        raise Beyond(f"{name} is outside of the viewer's categories")


def _is_theirs(row: Any, viewer: Viewer, limit: Limit) -> bool:
    if isinstance(row, t.Step):
        return reaches(viewer, row.system, row.capability, row.category)
    if limit.systems is not None and isinstance(row, IN_SYSTEM):
        return viewer.reaches(row.system, row.category)
    return row.category in limit.categories


def _of_the_house(row: object, viewer: Viewer) -> bool:
    """Rows without a controller: counters for everyone, accounts and the installation's jobs for those inside."""
    if isinstance(row, (t.InController, t.Controller, t.Membership)) or getattr(row, "controller_id", None) is not None:
        return False
    return isinstance(row, t.LimitCount) or viewer.kind not in OUTSIDERS


def _within_request(row: object, requests: set[Any]) -> None:
    request = _request_of(row)
    if request is None and isinstance(row, (*OF_NO_REQUEST, t.LimitCount)):
        return
    if request is None or request not in requests:
        raise Beyond(f"{type(row).__name__} belongs to another request")


def _request_of(row: object) -> str | None:
    return row.id if isinstance(row, t.SubjectRequest) else getattr(row, "request_id", None)


# ---- commits ---------------------------------------------------------------------------------------------


def _spoken(session: Session) -> None:
    session.flush()
    if session.info.get("changed") and not session.info.get("spoken"):
        raise NoEvent("a case row changed; say what happened with work.happened()")


def _begin_anew(session: Session) -> None:
    for said in ("changed", "spoken", "opened"):
        session.info.pop(said, None)


event.listen(Session, "do_orm_execute", _scope)
event.listen(Session, "before_attach", _refuse_strays)
event.listen(Session, "before_flush", _check)
event.listen(Session, "before_commit", _spoken)
event.listen(Session, "after_commit", _begin_anew)
event.listen(Session, "after_rollback", _begin_anew)
