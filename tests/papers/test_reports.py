"""Reports on paper and in workbooks: tagged, said in three languages, with real dates and numbers, and no formula."""

import io
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from portal import words
from portal.domain import reports
from portal.domain.reports import Figures, Measure, Period
from portal.papers import accountability, pdf, plots, report_sheets, workbook
from portal.papers.plots import Kind, Look, Plot, Series
from portal.papers.report_sheets import Sheet
from tests.papers import pdf_reading as reading
from tests.papers import samples

LANGUAGES = samples.LANGUAGES
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
NASTY = '=HYPERLINK("http://evil.example","x")<script>&"'
NOW = {
    Measure.RECEIVED: {"shown": 13, "not_shown": 2},
    Measure.RIGHT: {"access": 9, "erasure": 6},
    Measure.CHANNEL: {"web": 10, "letter": 5},
    Measure.ANSWERED: {"on_time": 10, "doubtful": 1, "late": 1},
    Measure.DAYS: {"2": 6, "9": 4, "30": 1, "41": 1},
    Measure.OUTCOME: {"granted": 8, "refused": 4},
    Measure.IDENTITY: {"enough": 2, "open": 1},
    Measure.EXTENDED: {"": 1},
    Measure.REFUSED: {"erasure:legal_duty": 3, "access:others_rights": 1, "access:legal_limit": 1},
    Measure.TOLD: {"told": 4, "impossible": 1},
    Measure.FAULT: {"nasty": 2},
    Measure.INCOMPLETE: {"nasty": 1},
}
BEFORE = {Measure.RECEIVED: {"shown": 7}, Measure.ANSWERED: {"on_time": 1}, Measure.DAYS: {"4": 1}}


def figures(now: reports.Sums = NOW, before: reports.Sums = BEFORE, *, whole: bool = True) -> Figures:
    months = YEAR.buckets()
    series = {month: (now if month.month == 3 else {}) for month in months}
    return Figures(YEAR, YEAR.before(), now, before, series, open_now=3, overdue=1, waiting=0, whole=whole)


def sheets(language: str = "en", made: Figures | None = None, system: str = NASTY) -> dict[str, Sheet]:
    with words.using(language, "Europe/Helsinki"):
        return {one.key: one for one in report_sheets.sheets(made or figures(), {"nasty": system})}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_report_is_tagged_and_says_every_figure(language: str) -> None:
    made = list(sheets(language, system="Register").values())
    html, drawings = accountability.article(samples.CONTROLLER, figures(), made, date(2026, 1, 15), language)
    content = pdf.make(html, samples.CONTROLLER.trade_name, drawings=drawings)
    root = reading.opened(content).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    tags = reading.tags(content)
    assert (tags["Table"], tags["Figure"], tags["H1"]) == (11, 11, 1)
    assert tags["H2"] == len(made) + 1
    told, place = reading.packed(reading.told(content)), 0
    for said in map(reading.packed, reading.blocks(html)):
        assert (at := told.find(said, place)) >= 0, said
        place = at if told.count(said) > 1 else at + len(said)
    assert pdf.make(html, samples.CONTROLLER.trade_name, drawings=drawings) == content


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pictures_have_words_for_those_who_do_not_see_them(language: str) -> None:
    for sheet in sheets(language).values():
        assert sheet.plot is not None
        picture = plots.draw(sheet.plot)
        tree = ElementTree.fromstring(picture)  # noqa: S314  # our own
        names = tree.attrib["aria-labelledby"].split()
        found = {one.attrib.get("id"): one.text for one in tree.iter()}
        assert found[names[0]] == sheet.title
        assert found[names[1]]
        assert "style" not in picture
        numbers = [one.text for one in tree.iter() if one.tag.endswith("text")]
        assert any(numbers)


def test_it_tells_series_apart_by_pattern_and_escapes_what_they_are_called() -> None:
    series = (Series(NASTY, (3.0,)), Series("b", (1.0,), Look.HATCHED), Series("c", (1.0,), Look.DOTTED))
    picture = plots.draw(Plot(Kind.COLUMNS, "plot-x", NASTY, NASTY, (NASTY,), series))
    assert "<script>" not in picture
    assert {"url(#plot-x-hatched)", "url(#plot-x-dotted)"} <= {
        one.attrib.get("fill")
        for one in ElementTree.fromstring(picture).iter()  # noqa: S314  # our own
    }


def test_it_draws_a_handful_as_dots_with_their_numbers() -> None:
    """Two answers in a year: each is said, and no tenth is made of them."""
    made = sheets(made=figures({Measure.ANSWERED: {"on_time": 2}, Measure.DAYS: {"5": 1, "9": 1}}, {}))
    assert made["days"].said[0] == "2 answers, after these many days: 5, 9."
    assert made["on-time"].said[0] == "2 of 2 answers were on time."
    (row,) = [one for one in made["days"].rows if one[2]]
    assert row == (date(2025, 3, 1), "March 2025", 2, 7.0, None)


def test_it_says_shares_only_of_more_than_a_few() -> None:
    assert sheets()["on-time"].said[0] == "10 of 12 answers were on time (83 %)."
    assert sheets()["days"].said[0] == "Half of the answers came within 5.5 days. Nine of ten came within 30 days."
    assert "3 requests are open today, 1 of them overdue." in sheets()["on-time"].said


def test_it_shows_a_limited_member_no_channel_outcome_identity_or_extension() -> None:
    assert {*sheets()} - {*sheets(made=figures(whole=False))} == {"channels", "outcomes", "identity", "extensions"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_workbook_holds_real_dates_and_numbers_and_no_formula(language: str) -> None:
    made = list(sheets(language).values())
    content = workbook.write("Reports: 2025/26", [("Company", NASTY)], made, date(2026, 1, 15))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == len(made) + 1 == len({one.casefold() for one in book.sheetnames})
    assert book.worksheets[0]["B1"].value == f"'{NASTY}"
    for page, sheet in zip(book.worksheets[1:], made, strict=True):
        assert [cell.value for cell in page[1]] == [one.label for one in sheet.columns]
        for row, values in zip(page.iter_rows(min_row=2), sheet.rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                assert cell.data_type != "f"
                if isinstance(value, date):
                    assert (cell.value.date(), cell.is_date) == (value, True)
                elif isinstance(value, int | float):
                    assert (cell.value, cell.data_type) == (value, "n")
                elif value is not None:
                    assert cell.value in {value, f"'{value}"}
    read = CalamineWorkbook.from_filelike(io.BytesIO(content))
    systems = read.get_sheet_by_index(len(made)).to_python()
    assert systems[1][:2] == [f"'{NASTY}", 2.0]
    assert read.get_sheet_by_index(1).to_python()[3][0] == date(2025, 3, 1)


def test_its_workbook_names_sheets_as_excel_takes_them() -> None:
    made = list(sheets("fi").values())
    longest = Sheet("x", "A [very] long: name / of * a sheet? " * 3, (), made[0].columns, ())
    content = workbook.write("'", [], [longest, longest, *made], date(2026, 1, 15))
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
