"""The logo on the company's public pages: the picture as it is shown now, another one, or none."""

from flask import Blueprint, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import FileField

from portal.domain.errors import Invalid
from portal.domain.may import may_manage
from portal.office import logos
from portal.papers import logo
from portal.staff.case_view import blame
from portal.web import guards, members
from portal.web.forms import Form
from portal.web.limits import limit
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_logo", __name__)
HERE = "/staff/<controller>/company/logo"


class LogoForm(Form):
    """The picture."""

    file = FileField(_l("Picture of the logo"))


@bp.get(HERE)
@members.staff_page(may_manage)
@guards.before_opening
def show() -> Response:
    """The logo in its place, on light and on dark paper."""
    return _shown(LogoForm(formdata=None))


@bp.post(HERE)
@limit("60 per hour")
@members.staff_page(may_manage)
@guards.before_opening
def save() -> Response:
    """Show this one from now on, or none."""
    form = LogoForm()
    if not form.validate():
        return _shown(form, 422)
    if request.form.get("act") == "remove":
        logos.remove(guards.store(), members.viewer())
        return _done()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.file.errors = [gettext("Choose the file of the logo")]
        return _shown(form, 422)
    try:
        logos.keep(guards.store(), members.viewer(), sent.stream.read(logo.MOST_BYTES + 1))
    except Invalid as fault:
        blame(form, fault, "file")
        return _shown(form, 422)
    finally:
        sent.close()
    return _done()


def _done() -> Response:
    return redirect(url_for("staff_logo.show", saved="1"), 303)


def _shown(form: LogoForm, status: int = 200) -> Response:
    return page(
        "staff/logo.html", status=status, page_error=status != 200, form=form, back_href=url_for("staff_company.show"),
        look_href="" if guards.is_open() else url_for("staff_setup.look"),
    )  # fmt: skip
