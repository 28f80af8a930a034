"""What staff have of the notice: its addresses and versions, the record of Art 30, Art 15(1), what is used where."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event

from portal import words
from portal.domain.notice_history import NoticeVersion
from portal.domain.register import Contact, Register, Text
from portal.domain.roles import machine
from portal.office import accounts, registers
from portal.papers import record as record_papers
from portal.papers import use_map
from portal.reading.toml import register_to_json, shipped_register
from portal.storage import tables as t
from tests import factories
from tests.cases import Desk
from tests.faces import ORIGIN, PASSWORD, Browser, words_of
from tests.papers import pdf_reading as reading

HOME = "/staff/digelius"
MINNA = "minna.laskuttaja@example.org"


@pytest.fixture
def english(browser: Browser) -> Browser:
    browser.get(f"{HOME}/notice?lang=en")
    return browser


def publish(desk: Desk, register: Register) -> None:
    house = desk.house
    house.clock.pass_by(minutes=5)
    registers.publish(house.store, machine(house.shop.id), register.key, register_to_json(register))


def silent() -> Register:
    """The shop's register where it says as little as a register may."""
    shop = factories.make_register()
    purposes = tuple(replace(one, legal_basis=None, assumed=False, interest=None) for one in shop.purposes)
    uses = tuple(
        replace(use, retention=replace(use.retention, stated=False)) for use in shop.categories[0].uses
    )  # fmt: skip
    bare = (replace(shop.categories[0], uses=uses), replace(shop.categories[1], uses=()), *shop.categories[2:])
    return replace(
        shop, controller=replace(shop.controller, business_id=""), purposes=purposes, categories=bare,
        recipients=(), processors=None, disclosures=None, systems=(), security=Text("", "", ""),
        transfer=replace(shop.transfer, outside_eea=True, remark=None),
    )  # fmt: skip


# ---- the notice ------------------------------------------------------------------------------------------


def test_it_shows_where_the_notice_stands_and_how_to_put_it_elsewhere(desk: Desk, english: Browser) -> None:
    page = english.get(f"{HOME}/notice")
    for code in words.LANGUAGES:
        assert f'href="{ORIGIN}/digelius/notice/{code}"' in page.text
        assert f"&lt;iframe src=&#34;{ORIGIN}/digelius/notice/{code}/embed&#34;" in page.text
    assert "title=&#34;Tietosuojaseloste – Digelius Music&#34;" in page.text
    assert f"{ORIGIN}/digelius/notice.json" in page.text


def test_it_tells_staff_alone_of_what_lies_ahead(desk: Desk, english: Browser) -> None:
    house, document = desk.house, register_to_json(desk.register)
    with house.store.database.working(machine(house.shop.id)) as session:
        session.add(
            t.RegisterVersion(
                controller_id=house.shop.id, register_key=document["key"], number=2, document=document,
                valid_from=house.clock.now + timedelta(days=30),
            )
        )  # fmt: skip
    said = words_of(english.get(f"{HOME}/notice"))
    assert "Version 2 23 Dec 2026, 11:00 Not in force yet; nobody else sees it" in said
    assert "Version 1 23 Nov 2026, 11:00 In force" in said
    assert "Version 2" not in words_of(english.get("/digelius/notice/versions?lang=en"))


def test_it_is_for_whoever_has_no_limit(desk: Desk, browser: Browser) -> None:
    accounts.add_staff(
        desk.house.store, MINNA, "Minna Laskuttaja", PASSWORD, "digelius", "scoped", "en", ("billing",)
    )  # fmt: skip
    browser.sign_out()
    browser.sign_in(MINNA)
    for path in ("notice", "notice/answer", "record", "record/record.pdf", "record/record.xlsx", "map"):
        assert browser.get(f"{HOME}/{path}").status_code == 403, path


# ---- Art 15(1) -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"), [("fi", "Mihin käytämme"), ("sv", "Vad vi använder"), ("en", "What we use your data")]
)
def test_it_shows_what_an_answer_says_in_each_language(desk: Desk, english: Browser, code: str, said: str) -> None:
    page = english.get(f"{HOME}/notice/answer?text={code}")
    assert said in words_of(page)
    assert f'<article class="letter document" lang="{code}">' in page.text
    assert '<html lang="en">' in page.text
    for one in desk.register.recipients:
        assert one.name.in_language(code) in words_of(page)


def test_it_shows_the_text_of_an_earlier_version(desk: Desk, english: Browser) -> None:
    changed = replace(desk.register, disclosures=None, recipients=(), processors=None, systems=())
    publish(desk, changed)
    now, then = (words_of(english.get(f"{HOME}/notice/answer?text=en&version={one}")) for one in "21")
    assert "MailChimp" in then
    assert "MailChimp (" not in now
    assert "Our register does not say." in now
    assert "Nobody outside our company" not in now
    assert english.get(f"{HOME}/notice/answer?version=3").status_code == 404
    assert english.get(f"{HOME}/notice/answer?text=de").status_code == 404


# ---- the record ------------------------------------------------------------------------------------------


def test_the_record_has_every_item_of_article_30(desk: Desk, english: Browser) -> None:
    page = english.get(f"{HOME}/record")
    said = words_of(page)
    for item in "abcdefg":
        assert f"(Article 30(1)({item})" in said
    for fact in ("We Jazz Oy", "2383558-8", "Ami Vuorinen, ami@wejazz.fi", "MailChimp", "3 years from delivery"):
        assert fact in said
    assert "Joint controllers None is named" in said
    assert "whose data it is: customers, members, employees" in said
    assert "Missing: the notice does not say" in said


def test_the_record_invents_nothing_where_the_register_is_silent(desk: Desk, english: Browser) -> None:
    publish(desk, silent())
    said = words_of(english.get(f"{HOME}/record"))
    for gap in (
        "the business ID of the controller",
        "the legal basis of: Delivering orders and services",
        "who receives the data",
        "to which countries data goes",
        "on what the transfer rests",
        "how long it is kept: First name and surname, Company",
        "where it is: First name and surname",
        "how the data is protected",
    ):
        assert gap in said
    for line in ("Business ID Missing:", "To which countries Missing:", "On what the transfer rests Missing:"):
        assert line in said
    assert "Company Missing: the notice does not say Missing: the notice does not say" in said


def test_the_record_is_whole_once_everything_is_said(desk: Desk, english: Browser) -> None:
    shop = desk.register
    named = tuple(replace(one, named=True) for one in shop.recipients)
    officer = Contact("", "dpo@example.org", "010 123")
    whole = replace(
        shop, people=Text("Asiakkaat", "Kunder", "Customers of the shop"), recipients=named,
        controller=replace(shop.controller, officer=officer),
    )  # fmt: skip
    publish(desk, whole)
    said = words_of(english.get(f"{HOME}/record"))
    assert "Nothing that Article 30(1) wants is missing." in said
    assert "Data protection officer dpo@example.org, 010 123" in said
    assert "Customers of the shop" in said


def test_the_record_of_two_registers_says_whose_each_purpose_is() -> None:
    firm = shipped_register("thewind")
    version = use_version()
    made = record_papers.record(firm, version, "en")
    purposes = next(one for one in made.sheets if one.key == "purposes")
    assert purposes.columns[-1].label == "Register"
    assert {row[-1] for row in purposes.rows} == {"E-mail register", "Customer register"}
    assert {row[1] for row in purposes.rows} == {"Missing: the notice does not say"}
    assert any(one.startswith("how long it is kept: Name") for one in made.missing)
    assert "whether data goes outside the EU and the EEA" in made.missing


def use_version() -> NoticeVersion:
    return NoticeVersion("0" * 32, "email_and_customers", 1, factories.MONDAY)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_record_on_paper_is_tagged_and_says_what_the_page_says(desk: Desk, english: Browser, language: str) -> None:
    english.get(f"{HOME}/record?lang={language}")
    answer = english.get(f"{HOME}/record/record.pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    content = answer.data
    root = reading.opened(content).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    told = reading.packed(reading.told(content))
    made = record_papers.record(desk.register, use_version(), language)
    for sheet in made.sheets:
        for said in (sheet.title, *(str(value) for row in sheet.rows for value in row if value)):
            assert all(reading.packed(word) in told for word in said.split()), said  # a cell may go over two sheets


def test_the_record_as_a_workbook_has_a_sheet_for_each_item(desk: Desk, english: Browser) -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    publish(desk, replace(desk.register, security=Text(evil, evil, evil)))
    book = openpyxl.load_workbook(io.BytesIO(english.get(f"{HOME}/record/record.xlsx").data))
    assert book.sheetnames[:3] == ["Record of processing activities", "Controller", "Purposes"]
    assert len(book.sheetnames) == 9
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert f"'{evil}" in {cell.value for cell in cells}
    assert not any(str(cell.value).startswith("=") for cell in cells)


# ---- what is used where ----------------------------------------------------------------------------------


def test_the_map_draws_a_mark_for_each_meeting_and_the_table_says_them_all(desk: Desk, english: Browser) -> None:
    register, page = desk.register, english.get(f"{HOME}/map")
    said = words_of(page)
    meetings = (
        sum(len(one.uses) for one in register.categories)
        + sum(len(one.categories) for one in register.systems)
        + sum(len(one.categories) for one in register.recipients)
    )
    legend = 1
    assert page.text.count('<circle class="empty"') == meetings + legend
    for one in (*register.categories, *register.purposes, *register.systems, *register.recipients):
        assert one.name.en in said
    row = re.search(r'<th scope="row">Marketing prohibitions</th>.*?</tr>', page.text, re.DOTALL)
    assert row
    assert " ".join(re.sub(r"<[^>]+>", " ", row[0]).split()) == (
        "Marketing prohibitions Respecting marketing prohibitions All of it is assumed. "
        "Customer register; MailChimp All of it is assumed. MailChimp All of it is assumed."
    )


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_picture_holds_no_style_and_has_words(language: str) -> None:
    for slug in ("digelius", "thewind"):
        made = use_map.use_map(shipped_register(slug), language)
        with words.using(language):
            picture = use_map.draw(made)
        tree = ElementTree.fromstring(picture)  # noqa: S314  # our own
        names = tree.attrib["aria-labelledby"].split()
        found = {one.attrib.get("id"): one.text for one in tree.iter()}
        assert found[names[0]]
        assert found[names[1]] == made.said
        assert "style" not in picture
        width, height = float(tree.attrib["width"]), float(tree.attrib["height"])
        places = [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in tree.iter() if "cx" in one.attrib]
        assert all(0 < x < width and 0 < y < height for x, y in places)


def test_the_picture_says_where_a_notice_does_not_tell_which_data() -> None:
    shop = factories.make_register()
    unsure = replace(shop, recipients=(replace(shop.recipients[0], categories=()), *shop.recipients[1:]))
    made = use_map.use_map(unsure, "en")
    assert {use_map.Said.UNSAID} == set(made.groups[2].places[0].data.values())
    assert use_map.draw(made).count(">?<") == len(shop.categories) + 1


def test_the_picture_of_names_that_are_evil_or_endless_stays_a_picture() -> None:
    shop = factories.make_register()
    name = Text(*["<script>alert(1)</script>" + "Pitkäyhdyssana" * 30] * 3)
    named = replace(
        shop, categories=tuple(replace(one, name=name) for one in shop.categories),
        systems=tuple(replace(one, name=name) for one in shop.systems),
    )  # fmt: skip
    with words.using("en"):
        picture = use_map.draw(use_map.use_map(named, "en"))
    assert "<script" not in picture
    ElementTree.fromstring(picture)  # noqa: S314  # our own


def test_the_picture_of_a_register_without_data_is_left_out(desk: Desk, english: Browser) -> None:
    shop = desk.register
    empty = replace(
        shop, categories=(), recipients=(), systems=(), purposes=(), parts=(),
    )  # fmt: skip
    publish(desk, empty)
    said = words_of(english.get(f"{HOME}/map"))
    assert "The register names no data" in said
    assert english.get(f"{HOME}/record").status_code == 200


def test_nobody_outside_sees_any_of_it(app: Flask) -> None:
    for path in ("map", "record", "notice", "notice/answer", "record/record.pdf"):
        assert Browser(app).get(f"{HOME}/{path}").status_code == 303


def test_these_pages_ask_the_database_no_more_for_a_long_history(desk: Desk, english: Browser) -> None:
    asked: list[str] = []
    event.listen(
        desk.house.store.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2])
    )  # fmt: skip

    def count(path: str) -> int:
        english.get(f"{HOME}/{path}")
        asked.clear()
        english.get(f"{HOME}/{path}")
        return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])

    paths = ("notice", "notice/answer", "record", "map")
    before = [count(path) for path in paths]
    for number in range(6):
        publish(desk, replace(desk.register, updated=f"2026-11-0{number + 1}"))
    assert [count(path) for path in paths] == before
