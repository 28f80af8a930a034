"""Reports: plots with their tables over any period, the same as CSV and XLSX, and the year's report as PDF."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import ValidationError

from portal import words
from portal.domain import reports
from portal.domain.errors import NotFound
from portal.domain.may import may_account, may_see_reports
from portal.domain.reports import FIRST_DAY, LONGEST, Figures, Period, Preset
from portal.papers import accountability, pdf, plots, report_sheets, workbook
from portal.papers.report_sheets import Sheet
from portal.papers.sheets import write_csv
from portal.storage.door import reports as door
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.forms import Day
from portal.web.pages import page
from portal.words import gettext, say, say_date
from portal.words import lazy_gettext as _l
from portal.words import marked as _

bp = Blueprint("staff_reports", __name__)
HOME = "/staff/<controller>/reports"
PRESETS = {
    Preset.LAST_12_MONTHS: _("Last 12 months"),
    Preset.THIS_YEAR: _("This year"),
    Preset.LAST_YEAR: _("Last year"),
    Preset.THIS_QUARTER: _("This quarter"),
    Preset.LAST_QUARTER: _("Last quarter"),
}


class PeriodForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF carries no types
    """A period from one day to another; it comes with the address, and changes nothing."""

    class Meta:
        """No token: the form is a GET."""

        csrf = False

    first = Day(_l("First day"))
    last = Day(_l("Last day"))

    def validate_first(self, field: Day) -> None:
        """Not before there was such a law."""
        if field.data is None:
            raise ValidationError(gettext("Choose the first day"))
        if field.data < FIRST_DAY:
            raise ValidationError(say("Choose a day from %(day)s on", day=say_date(FIRST_DAY, "long")))

    def validate_last(self, field: Day) -> None:
        """Not before the first, and not years after it."""
        if field.data is None:
            raise ValidationError(gettext("Choose the last day"))
        first = self.first.data
        if first is not None and field.data < first:
            raise ValidationError(gettext("The last day is before the first one"))
        if first is not None and field.data - first > LONGEST:
            raise ValidationError(gettext("Choose at most ten years"))


@bp.get(HOME)
@members.staff_page(may_see_reports)
def show() -> Response:
    """The plots with their tables."""
    form, preset = _form(), _preset()
    invalid = preset is None and not form.validate()
    period, compared = _periods(None if invalid else form, Preset.LAST_12_MONTHS if invalid else preset)
    figures = _figures(period, compared)
    drawn = [replace(one, picture=plots.draw(one.plot)) if one.plot else one for one in _sheets(figures)]
    query = "" if preset is None and not invalid else (preset or Preset.LAST_12_MONTHS).value
    kept = {"preset": query} if query else {"first": period.first.isoformat(), "last": period.last.isoformat()}
    home = f"/staff/{guards.controller().slug}/reports"
    return page(
        "staff/reports.html",
        status=422 if invalid else 200,
        page_error=invalid,
        form=form if invalid else PeriodForm(formdata=None, data={"first": period.first, "last": period.last}),
        presets=[(gettext(said), f"{home}?preset={one.value}", one.value == query) for one, said in PRESETS.items()],
        sheets=drawn,
        figures=figures,
        any=bool(figures.now),
        said=report_sheets.say_period(period),
        compared=report_sheets.say_period(compared),
        say_value=report_sheets.say_value,
        home=home,
        query=urlencode(kept),
        years=_years() if may_account(members.viewer()) else [],
        most=door.MOST_LIVE,
    )


@bp.get(f"{HOME}/<name>.csv")
@members.staff_page(may_see_reports)
def table(name: str) -> Response:
    """One table as CSV."""
    period, compared = _periods(_form(), _preset())
    found = next((one for one in _sheets(_figures(period, compared)) if one.key == name), None)
    if found is None:
        raise NotFound("not_found")
    rows = [[one.isoformat() if isinstance(one, date) else one for one in row] for row in found.rows]
    content = b"".join(write_csv([one.label for one in found.columns], rows))
    return attached(iter((content,)), _name(period, name, "csv"), len(content))


@bp.get(f"{HOME}/report.xlsx")
@members.staff_page(may_see_reports)
def book() -> Response:
    """Every table, each on a sheet of its own."""
    period, compared = _periods(_form(), _preset())
    made = _sheets(_figures(period, compared))
    about = [
        (gettext("Company"), guards.register().controller.trade_name),
        (gettext("This period"), report_sheets.say_period(period)),
        (gettext("Period before"), report_sheets.say_period(compared)),
        (gettext("Made on"), say_date(guards.today(), "long")),
        *((one.title, " ".join(one.said)) for one in made),
    ]
    content = workbook.write(gettext("Reports"), about, made, guards.today())
    return attached(iter((content,)), _name(period, "report", "xlsx"), len(content))


@bp.get(f"{HOME}/accountability.pdf")
@members.staff_page(may_account)
def year_report() -> Response:
    """The report of a year (Art 5(2), 24 GDPR): what came, how it was answered, and by which dates."""
    asked = request.args.get("year", "")
    if asked not in map(str, _years()):
        raise NotFound("not_found")
    number = int(asked)
    figures = _figures(reports.year(number, guards.today()), Period(date(number - 1, 1, 1), date(number - 1, 12, 31)))
    if figures.period.last < date(number, 12, 31):
        figures = _figures(figures.period, figures.period.before(Preset.THIS_YEAR))
    controller = guards.register().controller
    html, drawings = accountability.article(controller, figures, _sheets(figures), guards.today(), words.language())
    content = pdf.make(html, controller.trade_name or controller.legal_name, drawings=drawings)
    return attached(iter((content,)), f"{guards.controller().slug}-{number}.pdf", len(content))


def _years() -> list[int]:
    """The years of which there may be a report, the latest first."""
    return [*range(guards.today().year, FIRST_DAY.year - 1, -1)]


def _form() -> PeriodForm:
    return PeriodForm(formdata=request.args)


def _preset() -> Preset | None:
    """The period that was chosen by its name; the last twelve months where none was chosen at all."""
    asked = request.args.get("preset", "")
    if asked in set(Preset):
        return Preset(asked)
    return None if {"first", "last"} & request.args.keys() else Preset.LAST_12_MONTHS


def _periods(form: PeriodForm | None, preset: Preset | None) -> tuple[Period, Period]:
    """The period and the one that it is compared with; `NotFound` for a file of no period."""
    if preset is None and (form is None or not form.validate()):
        raise NotFound("not_found")
    if preset is None and form is not None:
        period = Period(form.first.data, form.last.data)
        return period, period.before()
    chosen = preset or Preset.LAST_12_MONTHS
    period = reports.preset_period(chosen, guards.today())
    return period, period.before(chosen)


def _figures(period: Period, compared: Period) -> Figures:
    return door.figures(guards.store(), members.viewer(), period, compared, guards.today())


def _sheets(figures: Figures) -> tuple[Sheet, ...]:
    return report_sheets.sheets(figures, _systems())


def _systems() -> Mapping[str, str]:
    """The names of the systems by their keys."""
    return {one.key: one.name.in_language(words.language()) for one in guards.register().systems}


def _name(period: Period, name: str, kind: str) -> str:
    return f"{guards.controller().slug}-{name}-{period.first.isoformat()}-{period.last.isoformat()}.{kind}"
