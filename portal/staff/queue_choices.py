"""What a member of staff chooses for themselves: how often a digest comes, and who stands in while they are away."""

from datetime import date
from typing import Any

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField
from wtforms.validators import Optional

from portal.domain.errors import Invalid
from portal.domain.may import may_choose
from portal.office import queues
from portal.staff.queue_filters import base
from portal.storage.door import queue_views as door
from portal.storage.door import team as team_door
from portal.web import guards, members
from portal.web.forms import Day, Form
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l
from portal.words import marked as _

bp = Blueprint("queue_choices", __name__)
_OFTEN = {"daily": _("Every morning"), "weekly": _("On Mondays"), "off": _("Never")}
_FAULTS = {
    "away_order": _("The last day comes after the first, and at most a year later"),
    "stand_in_unknown": _("Choose a colleague who handles requests"),
    "unknown_frequency": _("Choose how often"),
}


class ChoicesForm(Form):
    """How often, from when until when, and who."""

    digest = RadioField(_l("Mail with what is new, due and overdue"), validate_choice=False)
    away_from = Day(_l("First day away"), validators=[Optional()])
    away_to = Day(_l("Last day away"), validators=[Optional()])
    stand_in = SelectField(_l("Who stands in"), validate_choice=False)


@bp.get("/staff/<controller>/requests/choices")
@members.staff_page(may_choose)
def show() -> Response:
    """What they chose."""
    chosen = door.chosen(guards.store(), members.viewer())
    data: dict[str, Any] = {
        "digest": chosen.digest, "away_from": chosen.away_from, "away_to": chosen.away_to,
        "stand_in": chosen.stand_in_id or "",
    }  # fmt: skip
    return _page(ChoicesForm(formdata=None, data=data))


@bp.post("/staff/<controller>/requests/choices")
@members.staff_page(may_choose)
def choose() -> Response:
    """Choose anew."""
    form = ChoicesForm()
    if not form.validate():
        return _page(form, 422)
    if bool(form.away_from.data) != bool(form.away_to.data):
        missing = form.away_from if form.away_to.data else form.away_to
        missing.errors = [gettext("Write both days, or neither")]
        return _page(form, 422)
    try:
        queues.choose(guards.store(), members.viewer(), form.digest.data or "", _away(form), form.stand_in.data or None)
    except Invalid as fault:
        form[fault.field].errors = [gettext(_FAULTS[fault.code])]
        return _page(form, 422)
    return redirect(f"{base()}/choices?saved=1", 303)


def _away(form: ChoicesForm) -> tuple[date, date] | None:
    first, last = form.away_from.data, form.away_to.data
    return (first, last) if first and last else None


def _page(form: ChoicesForm, status: int = 200) -> Response:
    me = members.viewer().staff_id
    handlers = team_door.handlers(guards.store(), members.viewer())
    others = [one for one in handlers if one.staff_id != me]
    form.digest.choices = [(often, gettext(said)) for often, said in _OFTEN.items()]
    form.stand_in.choices = [("", gettext("Nobody")), *((one.staff_id, one.name) for one in others)]
    return page(
        "staff/queue_choices.html", status=status, page_error=status == 422, base=base(), form=form, others=others
    )
