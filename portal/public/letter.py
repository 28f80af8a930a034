"""A letter came by post: its reference and its code open the request, and the answer with it."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from portal.domain.errors import Invalid, LinkDead
from portal.journey import identity
from portal.public.ask import blamed
from portal.web import guards
from portal.web.forms import Form, UpTo
from portal.web.limits import limit
from portal.web.pages import invalid, page
from portal.words import lazy_gettext as _l

bp = Blueprint("letter", __name__)
LONGEST = 40


class LetterForm(Form):
    """Reference and code, as they are printed."""

    reference = StringField(
        _l("The reference of your request"), validators=[InputRequired(_l("Write the reference")), UpTo(LONGEST)]
    )
    code = StringField(_l("The code in the letter"), validators=[InputRequired(_l("Write the code")), UpTo(LONGEST)])


@bp.get("/<controller>/letter")
@guards.admits("visitor")
def show() -> Response:
    """Reference and code."""
    return page("public/letter.html", form=LetterForm(reference=request.args.get("reference", "")[:LONGEST]))


@bp.post("/<controller>/letter")
@limit("20 per hour")
@guards.admits("visitor")
def open_letter() -> Response:
    """The code opens the request in this browser; one refusal for whatever is wrong."""
    form = LetterForm()
    g.language_path = f"/{guards.controller().slug}/letter"
    if not form.validate_on_submit():
        return invalid("public/letter.html", form=form)
    try:
        reference = identity.open_letter(
            guards.store(), guards.controller().id, form.reference.data or "", form.code.data or "", guards.browser()
        )
    except LinkDead:
        refusal = Invalid("letter_dead", field="code")
        return invalid("public/letter.html", form=blamed(form, refusal, "code"))
    return guards.redirect_to("case.show", reference=reference)
