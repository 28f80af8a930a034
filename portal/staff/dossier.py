"""The dossier of a request for the supervisory authority, made by one press."""

from flask import Blueprint
from flask import Response as FileResponse
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from portal.domain.may import may_make_dossier
from portal.journey import dossier
from portal.papers.register_texts import authority_fact
from portal.staff.case_view import context, load
from portal.staff.request import HOME
from portal.storage.door import dossier as door
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import Form
from portal.web.pages import page
from portal.words import LANGUAGE_NAMES, LANGUAGES, language
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_dossier", __name__)


class DossierForm(Form):
    """In which language, and whether the letters' words go along."""

    language = SelectField(_l("Language"))
    letters = BooleanField(_l("Take the letters along that were sent"))


@bp.get(f"{HOME}/dossier")
@members.staff_page(may_make_dossier)
def show(reference: str) -> Response:
    """What is in it and what is not, before it is made."""
    return _shown(reference, _form(DossierForm(formdata=None, data={"language": language(), "letters": True})))


@bp.post(f"{HOME}/dossier")
@members.staff_page(may_make_dossier)
def make(reference: str) -> Response | FileResponse:
    """Make it; the file comes."""
    form = _form(DossierForm())
    if not form.validate():
        return _shown(reference, form, 422)
    made = dossier.make(
        guards.store(), members.viewer(), reference, form.language.data or "", letters=bool(form.letters.data)
    )
    return attached(iter((made.content,)), f"{guards.controller().slug}-{reference}-dossier.zip", len(made.content))


def _form(form: DossierForm) -> DossierForm:
    form.language.choices = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
    return form


def _shown(reference: str, form: DossierForm, status: int = 200) -> Response:
    case = load(reference)
    return page(
        "staff/dossier.html", status=status, page_error=status == 422, form=form,
        fingerprint=door.key_fingerprint(guards.store(), members.viewer()),
        authority=authority_fact(guards.register().controller, language()), **context(case),
    )  # fmt: skip
