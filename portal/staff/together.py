"""Other requests of the same mailbox: shown beside a request, handled together with an earlier one, or let go alone."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from portal.domain.errors import Conflict
from portal.domain.may import may_release
from portal.journey import together
from portal.staff.case_files import HOME
from portal.staff.case_view import VersionedForm, at, back_to, changed, versions
from portal.storage.door import together as door
from portal.storage.door.case import CasePage
from portal.web import guards, members
from portal.words import marked as _

bp = Blueprint("staff_together", __name__)
REFUSALS = {
    "order": "",
    "later": "",
    "decided": _("It is decided already: answer this one on its own."),
    "another": _("This one names somebody else than that one: answer it on its own."),
    "more_time": _("That one has more time than this one, whose own month holds (Art 12(3))."),
    "asks_more": _("This one asks for more than that one: answer it on its own."),
}


class TogetherForm(VersionedForm):
    """With which earlier one it is handled."""

    earlier = StringField(validators=[InputRequired()])


def facts(case: CasePage) -> dict[str, Any]:
    """What the request's page says of the others: `others`, `together_form`, and where its forms lead."""
    found = () if case.limited else door.others(guards.store(), members.viewer(), case.reference)
    return {
        "others": found,
        "other_refusals": REFUSALS,
        "together_form": TogetherForm(formdata=None, data=versions(case)),
        "may_join": may_release(members.viewer()),
        "join_href": at("staff_together.join", case.reference),
        "part_href": at("staff_together.part", case.reference),
    }


@bp.post(f"{HOME}/together")
@members.staff_page(may_release)
def join(reference: str) -> Response:
    """Close it into an earlier one of the same mailbox."""
    form = TogetherForm()
    try:
        together.join(
            guards.store(), members.viewer(), reference, form.version.data or 0, (form.earlier.data or "").strip()
        )
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference, _anchor="others")


@bp.post(f"{HOME}/alone")
@members.staff_page(may_release)
def part(reference: str) -> Response:
    """Let it go on alone again."""
    form = TogetherForm()
    try:
        together.part(guards.store(), members.viewer(), reference, form.version.data or 0)
    except Conflict as fault:
        return changed(reference, form, fault)
    return back_to("staff_request.show", reference, _anchor="others")
