"""What the owner sets against haste: the time in which an erasure can be taken back, and a second person."""

from portal.domain import may
from portal.domain import stood as standing
from portal.domain.errors import Invalid
from portal.domain.roles import Viewer
from portal.domain.safeguards import UNDO_HOURS
from portal.storage import house
from portal.storage import safeguards as rows
from portal.storage.database import Store
from portal.storage.work import work


def keep(store: Store, viewer: Viewer, undo_hours: int, *, second_person: bool, stood: str | None = None) -> None:
    """Set them for what is decided from now on; `stood` is the digest of those that were looked at.

    Raises:
        Refused: `may_not`. Invalid: `unknown_choice` (field `undo_hours`). Conflict: `settings_changed`.
    """
    if undo_hours not in UNDO_HOURS:
        raise Invalid("unknown_choice", field="undo_hours")
    with work(store, viewer) as w:
        may.demand(may.may_manage(w.viewer))
        before = rows.of(w.session, viewer.controller_id, locked=True)
        standing.demand(stood, before)
        if (before.undo_hours, before.second_person) != (undo_hours, second_person):
            house.set_safeguards(w.session, viewer.controller_id, undo_hours, second_person=second_person)
            w.happened("safeguards_changed", undo_hours=undo_hours, second_person=second_person)
