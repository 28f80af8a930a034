"""Whether somebody may be marketed to, and writing down that they asked for it again (Art 21(3), 7(1))."""

from collections.abc import Collection

from flask import Blueprint, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import facts, words
from portal.domain import consent
from portal.domain.errors import Invalid
from portal.domain.may import may_handle
from portal.office import consents
from portal.staff.case_view import blame
from portal.staff.objection_words import HOW, say_how
from portal.storage.door import consents as door
from portal.storage.door.consents import ConsentLine
from portal.web import guards, members
from portal.web.forms import Day, Form, UpTo
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_objections", __name__)
HOME = "/staff/<controller>/objections"
_LIFT = "lift"


class LookForm(Form):
    """Whose objection it is."""

    contact = StringField(
        _l("Email address or telephone number"), validators=[InputRequired(_l("Fill this in")), UpTo(320)]
    )


class LiftForm(Form):
    """What they asked for again, and what shows it."""

    contact = HiddenField()
    channels = SelectMultipleField(
        _l("What do they want again?"), validate_choice=False, validators=[InputRequired(_l("Choose at least one"))]
    )
    given_on = Day(_l("Day of the consent"), validators=[InputRequired(_l("Write the day of the consent"))])
    how = RadioField(
        _l("How did they give it?"), validate_choice=False, validators=[InputRequired(_l("Choose how it was given"))]
    )
    note = TextAreaField(
        _l("What shows it?"),
        validators=[InputRequired(_l("Write what shows the consent")), UpTo(consents.LONGEST_NOTE)],
    )


@bp.get(HOME)
@members.staff_page(may_handle)
def show() -> Response:
    """The question whose it is, and who asked for marketing again."""
    return _shown(LookForm(formdata=None), is_lifted=request.args.get("lifted") == "1")


@bp.post(HOME)
@limit("300 per hour")
@members.staff_page(may_handle)
def press() -> Response:
    """Say what is stopped for a contact; or take it off the list for what they asked for again."""
    if request.form.get("act") == _LIFT:
        return _lift()
    made = LookForm()
    contact = _contact(made) if made.validate() else None
    if contact is None:
        return _shown(made, 422)
    lifting = LiftForm(formdata=None, data={"contact": contact[1]})
    return _shown(made, contact=contact, lifting=lifting)


def _lift() -> Response:
    made, look = LiftForm(), LookForm(formdata=None, data={"contact": request.form.get("contact", "")})
    contact = _contact(look)
    if contact is None:
        return _shown(look, 422)
    if not made.validate():
        return _shown(look, 422, contact=contact, lifting=made)
    proof = consent.Proof(made.given_on.data, made.how.data or "", made.note.data or "")
    try:
        consents.lift(
            guards.store(), members.viewer(), contact, made.channels.data or [], proof, guards.register()
        )  # fmt: skip
    except Invalid as fault:
        blame(made, fault, "channels")
        return _shown(look, 422, contact=contact, lifting=made)
    return redirect(url_for("staff_objections.show", lifted=1), 303)


def _contact(made: LookForm) -> tuple[str, str] | None:
    """The contact as the list keeps it; else what is wrong with it is said at the field."""
    typed = (made.contact.data or "").strip()
    if "@" in typed:
        try:
            return "email", facts.fold_email(typed)
        except Invalid as fault:
            blame(made, fault, "contact")
            return None
    number = facts.e164(typed, guards.controller().country)
    if number is None:
        made.contact.errors = [gettext("This is neither an email address nor a telephone number")]
        return None
    return "phone", number


def _shown(
    made: LookForm, status: int = 200, *, contact: tuple[str, str] | None = None, lifting: LiftForm | None = None,
    is_lifted: bool = False,
) -> Response:  # fmt: skip
    every = {one.key: one.name.in_language(words.language()) for one in guards.register().prohibitions}
    stopped = door.stopped(guards.store(), members.viewer(), contact, every) if contact else frozenset()
    if lifting is not None:
        lifting.channels.choices = [SelectChoice(key, name) for key, name in every.items() if key in stopped]
        lifting.how.choices = [(key, gettext(HOW[key])) for key in consent.HOW]
    return page(
        "staff/objections.html",
        status=status,
        page_error=status >= 400,
        form=made,
        lifting=lifting if stopped else None,
        contact=contact[1] if contact else "",
        stopped=[name for key, name in every.items() if key in stopped],
        is_lifted=is_lifted,
        lift=_LIFT,
        consents=[_row(one, every) for one in door.newest(guards.store(), members.viewer())],
        base=members.queue_path(),
    )


def _row(one: ConsentLine, every: dict[str, str]) -> tuple[str, str, ConsentLine, str]:
    return one.contact, _named(one.channels, every), one, say_how(one.how)


def _named(channels: Collection[str], every: dict[str, str]) -> str:
    return ", ".join(every.get(key, key) for key in channels)
