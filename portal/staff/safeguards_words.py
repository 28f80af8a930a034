"""What the second person and the time to take back say to staff: where an answer is released, and before an erasure."""

from dataclasses import dataclass

from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal.domain.may import may_release, may_review
from portal.domain.safeguards import RELEASE, undo_until
from portal.journey import safeguards
from portal.staff.case_view import VersionedForm
from portal.storage.door import safeguards as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.forms import UpTo
from portal.words import gettext, say, say_time
from portal.words import lazy_gettext as _l


class ApproveForm(VersionedForm):
    """The press of the second person."""

    digest = HiddenField(validators=[InputRequired()])
    note = TextAreaField(
        _l("What you looked at"), id="approve_note", validators=[Optional(), UpTo(safeguards.LONGEST_NOTE)]
    )


@dataclass(frozen=True, slots=True)
class Second:
    """The second person's item of the release gate, and whether this viewer may be that person."""

    check: dict[str, str]
    decided_by: str
    may_approve: bool


def of_release(reference: str, digest: str) -> Second | None:
    """None where the controller wants none, or nobody else could be it."""
    viewer = members.viewer()
    found = door.standing(guards.store(), viewer, reference)
    if not found.wanted:
        return None
    label, given = gettext("A second person has looked"), found.approval(RELEASE, digest)
    itself = viewer.actor != found.decider
    if given is not None:
        note = say("%(name)s approved it.", name=given.name)
        check = {"label": label, "tone": "good", "state": gettext("Yes"), "note": note}
    elif itself and may_release(viewer):
        note = say("%(name)s decided; you release, and so are the second person.", name=found.decided_by)
        check = {"label": label, "tone": "good", "state": gettext("You"), "note": note}
    else:
        note = gettext("Whoever decided does not release alone. Ask a colleague to open this page and approve it.")
        check = {"label": label, "tone": "bad", "state": gettext("Not yet"), "note": note}
    return Second(check, found.decided_by, itself and given is None and may_review(viewer))


def say_wait(case: CasePage) -> str:
    """Until when what is decided now to be erased could be taken back; empty where it begins at once."""
    facts, kept = guards.controller(), door.settings(guards.store(), members.viewer())
    until = undo_until(guards.store().now(), kept.undo_hours, case.safe, facts.time_zone)
    return (
        say("The erasure begins %(moment)s; until then it can be taken back.", moment=say_time(until)) if until else ""
    )
