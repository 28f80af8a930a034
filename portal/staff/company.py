"""The company's own settings: its name and look, its languages, its calendar, and the hosts its pages answer on."""

from flask import Blueprint
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from portal import facts, words
from portal.domain.colour import readable_accent
from portal.domain.errors import Invalid, Refused
from portal.domain.may import may_manage
from portal.office import registers
from portal.office.registers import Company
from portal.staff.case_view import blame
from portal.web import guards, members, stepup
from portal.web.forms import Form, UpTo
from portal.web.pages import page
from portal.words import gettext
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_company", __name__)
HERE = "/staff/<controller>/company"


class CompanyForm(Form):
    """What an owner sets of the company."""

    trade_name = StringField(_l("Name that customers know"), validators=[UpTo(registers.LONGEST_NAME)])
    accent = StringField(_l("Colour"), validators=[UpTo(20)])
    languages = SelectMultipleField(_l("Languages"), validate_choice=False)
    country = SelectField(_l("Country"), validate_choice=False)
    region = StringField(_l("Region"), validators=[Optional(), UpTo(40)])
    time_zone = StringField(_l("Time zone"), validators=[Optional(), UpTo(60)])
    answer_within_days = IntegerField(
        _l("Days in which you want to answer"), validators=[InputRequired(_l("Write a number"))]
    )
    domains = TextAreaField(_l("Host names of your own"), validators=[Optional(), UpTo(2000)])


@bp.get(HERE)
@members.staff_page(may_manage)
@guards.before_opening
def show() -> Response:
    """What is set."""
    held, here = guards.register().controller, guards.controller()
    data = {
        "trade_name": held.trade_name, "accent": held.accent, "languages": list(held.languages),
        "country": held.country, "region": held.region, "time_zone": held.time_zone,
        "answer_within_days": held.answer_within_days, "domains": "\n".join(here.domains),
    }  # fmt: skip
    return _shown(CompanyForm(formdata=None, data=data))


@bp.post(HERE)
@members.staff_page(may_manage)
@stepup.shown_lately()
@guards.before_opening
def save() -> Response:
    """Set it; what the notice tells of it becomes the register's next version."""
    form = CompanyForm()
    if not form.validate():
        return _shown(form, 422)
    trusted = {name.casefold() for name in guards.settings().trusted_hosts}
    own = tuple(line for line in (form.domains.data or "").split() if line)
    try:
        for name in own:
            if name.strip().casefold() in trusted:
                raise Invalid("domain_taken", field="domains", given=name)
        registers.keep_company(guards.store(), members.viewer(), _company(form, own))
    except Invalid as fault:
        blame(form, fault, "trade_name")
        return _shown(form, 422)
    except Refused as fault:
        if fault.code != "version_ahead":
            raise
        form.form_errors.append(
            gettext("A version of the register waits for its day. Publish it or take it back first.")
        )
        return _shown(form, 409)
    return redirect(f"/staff/{guards.controller().slug}/company?saved=1", 303)


def _company(form: CompanyForm, domains: tuple[str, ...]) -> Company:
    return Company(
        trade_name=form.trade_name.data or "", accent=form.accent.data or "",
        languages=tuple(form.languages.data or ()), country=form.country.data or "", region=form.region.data or "",
        time_zone=form.time_zone.data or "", answer_within_days=form.answer_within_days.data or 0, domains=domains,
    )  # fmt: skip


def _shown(form: CompanyForm, status: int = 200) -> Response:
    form.country.choices = sorted(((code, words.territory(code)) for code in facts.COUNTRIES), key=lambda one: one[1])
    form.languages.choices = list(words.LANGUAGE_NAMES.items())
    accent = guards.register().controller.accent.lower()
    accent = accent if registers.COLOUR.fullmatch(accent) else "#1f4f46"
    light, _dark = readable_accent(accent)
    return page(
        "staff/company.html", status=status, page_error=status != 200, form=form, accent=accent, used=light.paper,
        base=f"/staff/{guards.controller().slug}/" + ("requests" if guards.is_open() else "setup"),
        portal=guards.settings().base_url,
    )  # fmt: skip
