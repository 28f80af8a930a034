"""Places of a file that are no rows: whoever they speak of is told of, and a list without its header is a gap."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from portal.systems.contract import Identifiers, Permanent
from tests.systems.conformance import ANNA, drained, targets_of
from tests.systems.files.offices import HEADER, CardOffice, Office, TableOffice, write_ods

ASKER = Identifiers(ANNA.email, name=ANNA.name)
BO = [1, "Bo Berg", "bo@example.net", "", "Turku", "kyllä", "", ""]
SAID = f"{ANNA.name}, {ANNA.email}"


def gaps_of(office: Office, asker: Identifiers = ASKER) -> list[str]:
    records, gaps, _searched = drained(office.connector(), asker)
    assert records == []
    return gaps


def second_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Muistio").append(["Soita", SAID])


def comment(book: openpyxl.Workbook) -> None:
    book["Asiakkaat"]["B2"].comment = Comment(f"Puoliso {SAID}", "x")


def author(book: openpyxl.Workbook) -> None:
    book["Asiakkaat"]["B2"].comment = Comment("Soitti", ANNA.name)


def header_cell(book: openpyxl.Workbook) -> None:
    book["Asiakkaat"]["J1"] = SAID


def page_header(book: openpyxl.Workbook) -> None:
    book["Asiakkaat"].oddHeader.center.text = ANNA.email


def last_writer(book: openpyxl.Workbook) -> None:
    book.properties.lastModifiedBy = ANNA.name


@pytest.mark.parametrize("write", [second_sheet, comment, author, header_cell, page_header, last_writer])
def test_a_workbook_that_speaks_outside_of_its_rows(
    xlsx_office: TableOffice, write: Callable[[openpyxl.Workbook], None]
) -> None:
    xlsx_office.add(1, "Bo Berg", "bo@example.net")
    assert gaps_of(xlsx_office) == []
    book = openpyxl.load_workbook(xlsx_office.path)
    write(book)
    book.save(xlsx_office.path)
    assert gaps_of(xlsx_office) == ["said_aside:share/customers.xlsx"]
    assert gaps_of(xlsx_office, Identifiers("else@example.net", name="Else Where")) == []


def test_a_text_box_in_a_workbook(xlsx_office: TableOffice) -> None:
    xlsx_office.add(1, "Bo Berg", "bo@example.net")
    with zipfile.ZipFile(xlsx_office.path, "a") as package:
        box = '<d xmlns:a="urn:a"><a:p><a:r><a:t>Anna Virt</a:t></a:r><a:r><a:t>anen</a:t></a:r></a:p><a:p>x</a:p></d>'
        package.writestr("xl/drawings/drawing1.xml", box)
    assert gaps_of(xlsx_office) == ["said_aside:share/customers.xlsx"]


NOTE = f"<office:annotation><text:p>{SAID}</text:p></office:annotation>"
NOTED = f'<table:table-cell office:value-type="string"><text:p>x</text:p>{NOTE}</table:table-cell>'


@pytest.mark.parametrize(
    ("rows", "extra"),
    [
        ([[*HEADER, SAID], BO], {}),
        ([HEADER, [*BO[:-1], NOTED]], {}),
        ([HEADER, BO], {"styles.xml": f'<s xmlns:text="urn:x"><text:p>{SAID}</text:p></s>'.encode()}),
        ([HEADER, BO], {"meta.xml": f"<m><creator>{ANNA.name}</creator></m>".encode()}),
    ],
    ids=["header", "note", "page header", "writer"],
)  # fmt: skip
def test_a_sheet_that_speaks_outside_of_its_rows(
    ods_office: TableOffice, rows: list[list[object]], extra: dict[str, bytes]
) -> None:
    write_ods(ods_office.path, {"Asiakkaat": [HEADER, BO]})
    assert gaps_of(ods_office) == []
    write_ods(ods_office.path, {"Asiakkaat": rows}, extra)
    assert gaps_of(ods_office) == ["said_aside:share/customers.ods"]


def list_of(office: TableOffice, *rows: str) -> Path:
    office.path.write_text("".join(f"{row}\r\n" for row in rows), "cp1252")
    return office.path


def test_a_list_without_its_header(csv_office: TableOffice) -> None:
    list_of(csv_office, f"1;Anna Virtanen;{ANNA.email};;Turku;kyllä;;")
    assert set(gaps_of(csv_office)) == {"said_aside:share/customers.csv", "column_missing:share/customers.csv"}
    assert gaps_of(csv_office, Identifiers("else@example.net")) == ["column_missing:share/customers.csv"]


def test_a_list_with_words_above_its_header(csv_office: TableOffice) -> None:
    csv_office.mapping = csv_office.mapping.replace('read = "table"', 'read = "table"\nheader = 3')  # type: ignore[misc]
    list_of(csv_office, f"Kysy: {ANNA.email}", "", ";".join(HEADER), "1;Bo Berg;bo@example.net;;;;;")
    assert gaps_of(csv_office) == ["said_aside:share/customers.csv"]


def test_an_empty_list_lacks_nothing(csv_office: TableOffice) -> None:
    list_of(csv_office, ";".join(HEADER))
    assert gaps_of(csv_office) == []
    list_of(csv_office)
    assert gaps_of(csv_office) == []


def test_a_long_note_on_a_card_is_read(card_office: CardOffice) -> None:
    card = ["BEGIN:VCARD", "VERSION:3.0", "FN:Bo Berg", f"NOTE:{'x ' * 3000}{SAID}", "END:VCARD"]
    (card_office.share / "book.vcf").write_text("\r\n".join(card) + "\r\n")
    records, gaps, _searched = drained(card_office.connector(), ASKER)
    assert gaps == []
    assert [one.match.value for one in records] == ["mention"]


HALVES = """
[[files]]
kind = "customer"
files = ["customers*"]
read = "table"
category = "unsorted"
label = LABEL
erase = "delete"
columns = [
    { column = "Etunimi", name = "first", category = "contact", label = LABEL, what = "first_name" },
    { column = "Sukunimi", name = "last", category = "contact", label = LABEL, what = "last_name" },
    { column = "Sähköposti", name = "email", category = "contact", label = LABEL, what = "email" },
]
"""
ROWS: list[list[object]] = [["Etunimi", "Sukunimi", "Sähköposti"], ["Anna", "Virtanen", ANNA.email]]


@pytest.mark.parametrize(
    ("left", "refused"),
    [
        ('<r><s v="Anna"/><s v="Virtanen"/></r>', True),
        ('<r><s v="Bo"/><s v="Virtanen"/></r>', False),
        ('<r><s v="Anna"/><s v="Berg"/></r>', False),
        (f'<r><s v="{ANNA.email}"/></r>', True),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_name_in_two_columns_that_stays_elsewhere(
    request: pytest.FixtureRequest, kind: str, left: str, refused: bool
) -> None:
    office: TableOffice = request.getfixturevalue(f"{kind}_office")
    office.mapping = HALVES  # type: ignore[misc]
    if kind == "ods":
        write_ods(office.path, {"Asiakkaat": ROWS}, {"Object 1/cache.xml": left.encode()})
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in ROWS:
            book.active.append(row)
        book.save(office.path)
        with zipfile.ZipFile(office.path, "a") as package:
            package.writestr("xl/pivotCache/pivotCacheRecords1.xml", left)
    asked = targets_of(drained(office.connector(), ASKER)[0])
    before = office.path.read_bytes()
    if refused:
        with pytest.raises(Permanent, match="still_referenced"):
            office.connector().erase(asked, "a")
        assert office.path.read_bytes() == before
    else:
        assert office.connector().erase(asked, "a").changed == 1
