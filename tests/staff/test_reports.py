"""The page of the reports and its files, as staff meet them."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from portal.domain.lifecycle import Right
from portal.domain.roles import Role
from portal.journey import handling
from portal.office import accounts
from tests import factories
from tests.cases import Desk
from tests.faces import PASSWORD, Browser, words_of
from tests.papers import pdf_reading as reading

HOME = "/staff/digelius/reports"
MINNA = "minna.laskuttaja@example.org"


@pytest.fixture
def answered(desk: Desk, browser: Browser) -> Desk:
    """An erasure that was answered in part on Monday 23 November 2026, and a request that was withdrawn."""
    desk.release(desk.prepared(Right.ERASURE))
    gone = factories.make_request(desk.house.store, desk.house.shop, email="gone@example.org")
    handling.withdraw(desk.house.store, gone.person, gone.reference)
    browser.get(f"{HOME}?lang=en")
    return desk


def rows_of(browser: Browser, name: str, query: str = "preset=this_year") -> list[list[str]]:
    answer = browser.get(f"{HOME}/{name}.csv?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_it_shows_each_plot_with_its_table(answered: Desk, browser: Browser) -> None:
    page = browser.get(f"{HOME}?preset=this_year")
    said = words_of(page)
    assert page.text.count("<svg xmlns") >= 6
    assert "2 requests were received. In the period before: 0." in said
    assert "1 answer, after this many days: 0." in said
    assert "Erasure 1 0" in said
    assert "1 January 2026 – 23 November 2026" in said
    assert "style=" not in page.text
    assert 'aria-current="true">This year' in page.text


@pytest.mark.parametrize(("language", "said"), [("fi", "Saapuneet pyynnöt"), ("sv", "Inkomna begäranden")])
def test_it_speaks_the_language_of_whoever_looks(answered: Desk, browser: Browser, language: str, said: str) -> None:
    browser.get(f"{HOME}?lang={language}")
    page = words_of(browser.get(f"{HOME}?preset=this_year"))
    assert said in page
    assert "Requests received" not in page
    assert said in rows_of(browser, "received")[0]


def test_it_has_a_state_for_nothing_at_all(desk: Desk, browser: Browser) -> None:
    said = words_of(browser.get(f"{HOME}?preset=last_year&lang=en"))
    assert "Nothing in this period No request came" in said


def test_it_keeps_what_was_typed_and_says_what_is_wrong_with_it(desk: Desk, browser: Browser) -> None:
    browser.get(f"{HOME}?lang=en")
    page = browser.get(f"{HOME}?first=2026-12-31&last=2026-01-01")
    assert page.status_code == 422
    assert "The last day is before the first one" in page.text
    assert 'value="2026-12-31"' in page.text
    for query in ("first=2017-01-01&last=2026-01-01", "first=&last=", "first=2018-06-01&last=2029-01-01", "first=x"):
        assert browser.get(f"{HOME}?{query}").status_code == 422
        assert browser.get(f"{HOME}/received.csv?{query}").status_code == 404


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "0001-01-01"), ("0001-01-01", "2026-01-01"), ("9990-01-01", "9999-12-31"),
        ("9999-12-31", "9999-12-31"), ("2018-05-25", "9999-12-31"), ("2018-05-25", "0001-01-01"), ("10000-01-01", "x"),
    ],
)  # fmt: skip
def test_a_day_that_is_centuries_away_is_none(desk: Desk, browser: Browser, first: str, last: str) -> None:
    query = f"first={first}&last={last}&lang=en"
    page = browser.get(f"{HOME}?{query}")
    assert page.status_code == 422
    assert f'value="{first}"' in page.text
    for name in ("received.csv", "report.xlsx"):
        assert browser.get(f"{HOME}/{name}?{query}").status_code == 404


def test_a_period_may_be_as_early_as_the_law_and_lie_ahead(desk: Desk, browser: Browser) -> None:
    for first, last in (("2018-05-25", "2018-05-25"), ("2018-05-25", "2028-05-01"), ("2199-12-01", "2199-12-31")):
        assert browser.get(f"{HOME}?first={first}&last={last}").status_code == 200
        assert browser.get(f"{HOME}/report.xlsx?first={first}&last={last}").status_code == 200


def test_it_gives_every_table_as_csv_with_dates_as_iso(answered: Desk, browser: Browser) -> None:
    received = rows_of(browser, "received")
    assert received[0] == ["Month from", "Part of the period", "Requests received", "Of these: mailbox never shown"]
    assert received[-1] == ["2026-11-01", "November 2026", "2", "0"]
    assert ["Withdrawn", "1", "0"] in rows_of(browser, "outcomes")
    assert sum(int(row[2]) for row in rows_of(browser, "refusals")[1:]) > 0
    assert rows_of(browser, "received", "first=2026-11-23&last=2026-11-23")[1:] == [
        ["2026-11-23", "23 Nov 2026", "2", "0"]
    ]
    assert browser.get(f"{HOME}/nothing.csv?preset=this_year").status_code == 404


def test_it_gives_all_tables_as_a_workbook(answered: Desk, browser: Browser) -> None:
    answer = browser.get(f"{HOME}/report.xlsx?preset=this_year")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book["Requests received"]["A12"].value.date() == date(2026, 11, 1)
    assert book["Requests received"]["C12"].value == 2
    assert 'filename="digelius-report-2026-01-01-2026-11-23.xlsx"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_gives_the_years_report_as_pdf(answered: Desk, browser: Browser, language: str) -> None:
    browser.get(f"{HOME}?lang={language}")
    content = browser.get(f"{HOME}/accountability.pdf?year=2026").data
    assert reading.opened(content).trailer["/Root"]["/Lang"] == language
    assert reading.tags(content)["Figure"] >= 6
    assert "2026" in reading.told(content)
    for year in ("2017", "2027", "x", ""):
        assert browser.get(f"{HOME}/accountability.pdf?year={year}").status_code == 404


def test_a_limited_member_sees_their_own_part_alone(answered: Desk, browser: Browser) -> None:
    """Billing: the erasure in which they have data, their own refusal, and nothing of anybody else's."""
    store, shop = answered.house.store, answered.house.shop
    accounts.add_staff(store, MINNA, "Minna Laskuttaja", PASSWORD, shop.slug, Role.SCOPED, "en", ["billing"])
    browser.sign_out()
    browser.sign_in(MINNA)
    said = words_of(browser.get(f"{HOME}?preset=this_year&lang=en"))
    assert "1 request was received." in said
    assert "The rest is outside your scope" in said
    refusals = rows_of(browser, "refusals")
    assert [row[2] for row in refusals[1:]] == ["1"]
    for name in ("channels", "outcomes", "identity", "extensions"):
        assert browser.get(f"{HOME}/{name}.csv?preset=this_year").status_code == 404
    assert browser.get(f"{HOME}/accountability.pdf?year=2026").status_code == 403
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{HOME}/report.xlsx?preset=this_year").data))
    assert "By outcome" not in book.sheetnames
    assert "Withdrawn" not in str([[cell.value for row in page for cell in row] for page in book.worksheets])


def test_it_is_for_members_of_the_company_alone(answered: Desk, browser: Browser) -> None:
    factories.make_controller(answered.house.store, "levyhylly")
    paths = ("", "/received.csv?preset=this_year", "/report.xlsx", "/accountability.pdf?year=2026")
    assert {browser.get(f"/staff/levyhylly/reports{path}").status_code for path in paths} == {404}
    browser.sign_out()
    assert {browser.get(f"{HOME}{path}").status_code for path in paths} == {303}
