"""Who may do what: the one file of such rules, pure functions over a viewer.

What a viewer may *see* of a controller's rows is the door's matter; these say what the
viewer's role lets them do. `work` asks again with the viewer as they are then.
"""

from portal.domain.errors import Refused
from portal.domain.roles import UNSORTED, Role, Viewer, ViewerKind

HANDLING = frozenset({Role.OWNER, Role.HANDLER})


def may_see_queue(viewer: Viewer) -> bool:
    """Any member of staff; the door shows a scoped one the requests with a step of theirs."""
    return viewer.kind is ViewerKind.STAFF and viewer.role is not None


def may_see_unsorted(viewer: Viewer) -> bool:
    """Messages, evidence, notes, letters and packages: without a category limit only."""
    return may_see_queue(viewer) and (viewer.categories is None or UNSORTED in viewer.categories)


def may_see_category(viewer: Viewer, category: str) -> bool:
    """The findings of one data category."""
    return may_see_queue(viewer) and (viewer.categories is None or category in viewer.categories)


def may_do_steps(viewer: Viewer) -> bool:
    """Do a step by hand and judge findings, within the viewer's categories."""
    return may_see_queue(viewer)


def may_handle(viewer: Viewer) -> bool:
    """Move a whole request: choose, decide, extend, write to the person, close."""
    return may_see_unsorted(viewer) and viewer.role in HANDLING


def may_release(viewer: Viewer) -> bool:
    """Release an answer: it holds every category, so that a limit excludes it."""
    return may_handle(viewer) and viewer.categories is None


def may_second(viewer: Viewer) -> bool:
    """Approve, as the second person, what is erased and what is given: it takes sight of every category."""
    return may_release(viewer)


def may_make_dossier(viewer: Viewer) -> bool:
    """Take the dossier of a request out for an authority: it tells of every category."""
    return may_release(viewer)


def may_manage(viewer: Viewer) -> bool:
    """Registers, connections and staff: the owner alone."""
    return may_see_queue(viewer) and viewer.role is Role.OWNER


def demand(allowed: bool) -> None:
    """Raise `Refused("may_not")` unless the rule says yes."""
    if not allowed:
        raise Refused("may_not")
