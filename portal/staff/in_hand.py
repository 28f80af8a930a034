"""Who has a request in hand, as its pages show it; nothing of it where one member handles every request."""

from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.validators import Optional

from portal.domain.lifecycle import Status
from portal.domain.may import may_handle
from portal.journey import handling
from portal.staff import queue_words
from portal.staff.case_view import VersionedForm, at, versions
from portal.storage.door import team as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.web.forms import UpTo
from portal.words import gettext
from portal.words import lazy_gettext as _l


class HandForm(VersionedForm):
    """Into whose hand it goes, and what they should know."""

    staff = SelectField(_l("Give it to"), id="hand-staff", validate_choice=False)
    note = TextAreaField(
        _l("Note for your colleague"), id="hand-note", validators=[Optional(), UpTo(handling.LONGEST_NOTE)]
    )


def facts(case: CasePage, form: HandForm | None = None) -> dict[str, Any]:
    """What the block `assignee` of a request's page says: `hand`, `mine`, `may_hand` and its form."""
    viewer = members.viewer()
    hand = door.in_hand(guards.store(), viewer, case.reference)
    mine = hand.assignee is not None and hand.assignee.staff_id == viewer.staff_id
    return {
        "hand": hand,
        "mine": mine,
        "hand_form": _over_colleagues(hand, form or HandForm(formdata=None, data=versions(case))),
        "hand_href": at("staff_assignment.give", case.reference),
        "me": viewer.staff_id,
        "may_hand": hand.several and may_handle(viewer) and case.status is not Status.CLOSED,
    }


def _over_colleagues(hand: door.InHand, form: HandForm) -> HandForm:
    """The form over those who may have it; whoever has it now is no choice."""
    now = hand.assignee.staff_id if hand.assignee else ""
    form.staff.choices = [
        *((one.staff_id, queue_words.say_handler(one)) for one in hand.handlers if one.staff_id != now),
        *([("", gettext("Nobody"))] if now else []),
    ]
    return form
