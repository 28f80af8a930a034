"""Case files end: some years after a request closed nothing is left of it but its facts, unless it is held back."""

from zoneinfo import ZoneInfo

from portal.domain import may
from portal.domain.case_files import LEAST_REASON, LONGEST_REASON
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.roles import Viewer, machine
from portal.reading.toml import register_from_json
from portal.storage import files, purging
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import document_in_force
from portal.storage.work import Case, Work, work


def due(store: Store, controller_id: str) -> tuple[str, ...]:
    """The ids of requests whose file goes today, or should have gone; none that waits for something."""
    with store.database.reading(machine(controller_id)) as session:
        now = store.now()
        controller = register_from_json(document_in_force(session, now)).controller
        today = now.astimezone(ZoneInfo(controller.time_zone)).date()
        found = purging.case_files(session, controller.time_zone, controller.case_years, today, ready=True)
        return tuple(one.request_id for one in found)


def purge(store: Store, controller_id: str, request_id: str) -> None:
    """Take one file away: key, rows, marks and bodies in one commit, its sealed files after it.

    What is left of the request are reference, rights, dates and resolution; the purge is told in the
    controller's stream. A file that stays behind is named by no row, cannot be opened, and is swept.

    Raises:
        NotFound: it went already. Conflict: it is not due, or is held back.
    """
    with work(store, machine(controller_id)) as w:
        case = w.case(request_id)
        if not _is_due(w, case):
            raise Conflict("not_due")
        file_ids = purging.purge(w, case)
        w.happened("case_purged", request=request_id, files=len(file_ids))
    for file_id in file_ids:
        files.remove(store.folder, file_id)


def hold(store: Store, viewer: Viewer, reference: str, version: int, reason: str) -> None:
    """The owner holds the file of a request that ended back, such as for a legal claim (Art 17(3)(e)).

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (not ended, or held already).
        Invalid: `reasons_short`, `too_long` (field `reason`).
    """
    plain = reason.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(plain) < LEAST_REASON:
        raise Invalid("reasons_short", field="reason", least=LEAST_REASON)
    if len(plain) > LONGEST_REASON:
        raise Invalid("too_long", field="reason", most=LONGEST_REASON)
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer) and may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        if case.row.group != "closed" or purging.standing_hold(case) is not None:
            raise Refused("order")
        case.add(t.Hold, {"reason": plain}, since=w.now, actor=w.viewer.actor)
        w.happened("hold_placed", case, reason=plain)


def release_hold(store: Store, viewer: Viewer, reference: str, version: int) -> None:
    """The owner lets the file go on its day again.

    Raises:
        NotFound, Conflict: as `Work.case`. Refused: `may_not`, `order` (it is not held).
    """
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer) and may.may_handle(w.viewer))
        case = w.case(reference=reference, version=version)
        standing = purging.standing_hold(case)
        if standing is None:
            raise Refused("order")
        standing.released_at, standing.released_by = w.now, w.viewer.actor
        w.happened("hold_released", case)


def _is_due(w: Work, case: Case) -> bool:
    """Asked once more under the lock: the owner may have held it back meanwhile."""
    controller = register_from_json(document_in_force(w.session, w.now)).controller
    today = w.now.astimezone(ZoneInfo(controller.time_zone)).date()
    found = purging.case_files(w.session, controller.time_zone, controller.case_years, today, only=case.id)
    return bool(found) and found[0].wait is None and found[0].day <= today
