"""Who may do what: the one file of such rules, pure functions over a viewer.

What a viewer may *see* of a controller's rows is the door's matter; these say what the
viewer's role lets them do. `work` asks again with the viewer as they are then.
"""

from collections.abc import Callable

from portal.domain.errors import Refused
from portal.domain.roles import UNSORTED, Role, Viewer, ViewerKind

HANDLING = frozenset({Role.OWNER, Role.HANDLER})
DOING = frozenset({*HANDLING, Role.SCOPED})
JUDGING = frozenset({*DOING, Role.REVIEWER})
REVIEWING = frozenset({*HANDLING, Role.REVIEWER})


def may_enter(viewer: Viewer) -> bool:
    """Any member of staff, whatever their role shows them."""
    return viewer.kind is ViewerKind.STAFF and viewer.role is not None


def may_change(viewer: Viewer) -> bool:
    """Press anything that changes something; an auditor may not, whatever it is."""
    return may_enter(viewer) and viewer.role is not Role.AUDITOR


# ---- requests --------------------------------------------------------------------------------------------


def may_see_queue(viewer: Viewer) -> bool:
    """Requests at all; the door shows a limited one those with a part of theirs, and an administrator sees none."""
    return may_enter(viewer) and viewer.role is not Role.ADMINISTRATOR


def may_choose(viewer: Viewer) -> bool:
    """Set what is for oneself beside the queue: mails, days away, keys and views."""
    return may_see_queue(viewer) and may_change(viewer)


def may_read_all(viewer: Viewer) -> bool:
    """Whole requests, with every category and all that is said in them: for whoever has no limit."""
    return may_see_queue(viewer) and viewer.categories is None


def may_see_unsorted(viewer: Viewer) -> bool:
    """Messages, evidence, notes, letters and packages: without a category limit only."""
    return may_see_queue(viewer) and (viewer.categories is None or UNSORTED in viewer.categories)


def may_be_spoken_to(viewer: Viewer) -> bool:
    """Be spoken to in a note: whoever sees it, and may put the mark away once it is read."""
    return may_see_unsorted(viewer) and may_change(viewer)


def may_do_steps(viewer: Viewer) -> bool:
    """Say what came of a step by hand, within the viewer's limit."""
    return may_see_queue(viewer) and viewer.role in DOING


def may_judge(viewer: Viewer) -> bool:
    """Judge findings, within the viewer's limit; the second person may."""
    return may_see_queue(viewer) and viewer.role in JUDGING


def may_handle(viewer: Viewer) -> bool:
    """Move a whole request: choose, decide, extend, write to the person, close."""
    return may_see_unsorted(viewer) and viewer.role in HANDLING


def may_release(viewer: Viewer) -> bool:
    """Release an answer: it holds every category, so that a limit excludes it."""
    return may_handle(viewer) and viewer.categories is None


def may_make_dossier(viewer: Viewer) -> bool:
    """Take the dossier of a request out for an authority: it tells of every category."""
    return may_release(viewer)


def may_review(viewer: Viewer) -> bool:
    """Be the second person who approves what is erased and what is released: with all categories before them."""
    return may_read_all(viewer) and viewer.role in REVIEWING


# ---- the house -------------------------------------------------------------------------------------------


def may_manage(viewer: Viewer) -> bool:
    """What is the register owner's alone, without a limit: protected addresses, holds, who came back, safeguards."""
    return may_read_all(viewer) and viewer.role is Role.OWNER


def may_configure(viewer: Viewer) -> bool:
    """Connections, processors and the words of letters."""
    return may_manage(viewer) or (may_enter(viewer) and viewer.role is Role.ADMINISTRATOR)


def may_manage_staff(viewer: Viewer) -> bool:
    """Invite, change and end members of staff: the owner, for whoever gives roles could give themselves one."""
    return may_manage(viewer)


def may_read_settings(viewer: Viewer) -> bool:
    """See how the house is set up, without a secret: whoever sets it up, and the auditor."""
    return may_configure(viewer) or (may_read_all(viewer) and viewer.role is Role.AUDITOR)


def may_read_registers(viewer: Viewer) -> bool:
    """The registers, their drafts and versions, in which is nothing of a person; not for whoever does parts alone."""
    return may_enter(viewer) and viewer.role is not Role.SCOPED


def may_edit_registers(viewer: Viewer) -> bool:
    """Write the draft of a register."""
    return may_configure(viewer)


def may_publish_registers(viewer: Viewer) -> bool:
    """Put a register in force: rights, terms of keeping and everybody's limits rest on it, so it is the owner's."""
    return may_manage(viewer)


def may_see_reports(viewer: Viewer) -> bool:
    """The figures of the reports; those of a viewer with a category limit are of that alone.

    Figures are kept by category and not by register: whoever is limited to registers sees none.
    """
    return may_see_queue(viewer) and viewer.systems is None


def may_account(viewer: Viewer) -> bool:
    """The report of a year: it speaks of every request."""
    return may_see_reports(viewer) and viewer.categories is None


def demand(allowed: bool) -> None:
    """Raise `Refused("may_not")` unless the rule says yes."""
    if not allowed:
        raise Refused("may_not")


def demand_unless_machine(viewer: Viewer, rule: Callable[[Viewer], bool]) -> None:
    """The same for what a command or the worker does too: the rule is asked of people alone."""
    demand(viewer.kind is ViewerKind.MACHINE or rule(viewer))
