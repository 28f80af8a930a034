"""The report of a year as one article, for the controller's own proof (Art 5(2), 24 GDPR): sentences, plots, tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal import words
from portal.domain.register import Controller
from portal.domain.reports import Figures
from portal.papers import plots, report_sheets
from portal.papers.report_sheets import Form, Sheet


def article(
    controller: Controller, figures: Figures, sheets: Sequence[Sheet], written: date, language: str
) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """The article's HTML, and for each picture that it names its SVG and what that says in words."""
    drawings = {one.key: (str(plots.draw(one.plot)), _said(one)) for one in sheets if one.plot}
    with words.using(language, controller.time_zone):
        html = words.environment().get_template("letters/accountability.html").render(
            controller=controller, figures=figures, sheets=sheets, written=written, drawings=drawings,
            said=report_sheets.say_period(figures.period), compared=report_sheets.say_period(figures.compared),
            say_value=report_sheets.say_value, form=Form,
        )  # fmt: skip
    return html, drawings


def _said(sheet: Sheet) -> str:
    """What a picture says to whoever does not see it; its numbers stand in the table below it."""
    return f"{sheet.title}. {sheet.plot.said}" if sheet.plot and sheet.plot.said else sheet.title
