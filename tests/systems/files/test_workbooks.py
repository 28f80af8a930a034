"""Workbooks with all that hangs on cells: what is not meant stays, what is meant is in no byte any more."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from python_calamine import CalamineWorkbook

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Identifiers, Permanent, Record
from portal.systems.files import package, xlsx
from tests.systems.conformance import ANNA, drained, targets_of
from tests.systems.files.offices import HEADER, ODS_START, OdsOffice, TableOffice, XlsxOffice, ods_cell, write_ods

ASKER = Identifiers(ANNA.email)
OFFICE_PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def exact(office: TableOffice) -> list[Record]:
    return [one for one in drained(office.connector(), ASKER)[0] if one.match is Match.EXACT]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def holds(path: Path, text: str) -> list[str]:
    return [name for name, data in parts(path).items() if text.encode() in data]


def changed(before: dict[str, bytes], path: Path) -> set[str]:
    after = parts(path)
    assert list(after) == list(before)
    return {name for name in before if before[name] != after[name]}


def rich_workbook(path: Path) -> None:
    """Two people, and everything that a busy office puts around them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Asiakkaat"
    sheet.append([*HEADER, "Syntynyt", "Ostot", "Tervehdys"])
    sheet.append([20001, "Bo Berg", "bo@example.net", "050 1", "Åbo", "kyllä", None, None, date(1970, 1, 2), 10.5,
                  '="Hei "&B2'])  # fmt: skip
    sheet.append([10023, ANNA.name, ANNA.email, "040-123 4567", "Espoo", "kyllä", None, None, date(1984, 3, 2), 20.25,
                  '="Hei "&B3'])  # fmt: skip
    sheet.append([20003, "Dan Dahl", "dan@example.net", "050 3", "Espoo", "kyllä", None, None, date(1990, 5, 6), 30,
                  '="Hei "&B4'])  # fmt: skip
    sheet["B2"].font = Font(bold=True)
    for row in (2, 3, 4):
        sheet.cell(row, 9).number_format = "dd.mm.yyyy"
        sheet.cell(row, 3).hyperlink = f"mailto:{sheet.cell(row, 3).value}"
    table = Table(displayName="Lista", ref="A1:K4")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    check = DataValidation(type="list", formula1='"kyllä,ei"')
    check.add("F2:F4")
    sheet.add_data_validation(check)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=10, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=2, max_row=4))
    sheet.add_chart(chart, "N2")
    totals = book.create_sheet("Yhteenveto")
    totals.append(["Summa", "=SUM(Asiakkaat!J2:J4)"])
    totals.append(["Keskellä", "=Asiakkaat!B3"])
    totals.append(["Haku", "=VLOOKUP(20003,Asiakkaat!A2:C4,3,FALSE)"])
    totals.merge_cells("D1:E2")
    book.defined_names["Ostot"] = DefinedName("Ostot", attr_text="Asiakkaat!$J$2:$J$4")
    book.save(path)


def with_results(path: Path) -> None:
    """What Excel keeps beside formulas and in charts: what they showed last."""
    held = parts(path)
    sheet = held["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(r'<c r="(K[0-9])"([^>]*)><f>([^<]*)</f><v */?>(</v>)?</c>',
                   lambda found: f'<c r="{found[1]}"{found[2]} t="str"><f>{found[3]}</f><v>Hei '
                   f"{ {'K2': 'Bo Berg', 'K3': ANNA.name, 'K4': 'Dan Dahl'}[found[1]]}</v></c>", sheet)  # fmt: skip
    held["xl/worksheets/sheet1.xml"] = sheet.encode()
    totals = held["xl/worksheets/sheet2.xml"].decode()
    totals = re.sub(r'<c r="B2"([^>]*)><f>([^<]*)</f><v */?>(</v>)?</c>',
                    rf'<c r="B2" t="str"><f>\2</f><v>{ANNA.name}</v></c>', totals)  # fmt: skip
    held["xl/worksheets/sheet2.xml"] = totals.encode()
    chart = held["xl/charts/chart1.xml"].decode()
    points = "".join(f'<pt idx="{at}"><v>{name}</v></pt>' for at, name in enumerate(("Bo Berg", ANNA.name, "Dan Dahl")))
    cache = f'<strCache><ptCount val="3"/>{points}</strCache>'
    chart = re.sub(r"(<cat>)<numRef>(<f>[^<]*</f>)</numRef>", rf"\1<strRef>\2{cache}</strRef>", chart)
    assert ANNA.name in chart
    held["xl/charts/chart1.xml"] = chart.encode()
    repack(path, held)


def share_texts(path: Path) -> None:
    """Texts as Excel keeps them: each once for the whole workbook (openpyxl writes them into the cells)."""
    held, texts = parts(path), list[str]()

    def numbered(found: re.Match[str]) -> str:
        if found[2] not in texts:
            texts.append(found[2])
        return f'<c {found[1]}t="s"><v>{texts.index(found[2])}</v></c>'

    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        data = re.sub(r'<c ([^>]*)t="inlineStr"><is><t>([^<]*)</t></is></c>', numbered, held[name].decode())
        held[name] = data.encode()
    items = "".join(f"<si><r><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r></si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{main}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'
    held["xl/sharedStrings.xml"] = shared.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="s1"/>'
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    for name, end, new in (
        ("xl/_rels/workbook.xml.rels", "</Relationships>", relation),
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/>'),
    ):  # fmt: skip
        held[name] = held[name].decode().replace(end, new + end).encode()
    repack(path, held)


def repack(path: Path, held: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in held.items():
            made.writestr(name, data)


@pytest.fixture(params=[True, False], ids=["shared", "inline"])
def rich(xlsx_office: XlsxOffice, request: pytest.FixtureRequest) -> XlsxOffice:
    xlsx_office.mapping = xlsx_office.mapping.replace(  # type: ignore[misc]
        "prohibitions",
        'dated = "Syntynyt"\nprohibitions',
    )
    xlsx_office.mapping = xlsx_office.mapping.replace(  # type: ignore[misc]
        '    { column = "Kaupunki"',
        '    { column = "Syntynyt", name = "born", category = "contact", label = LABEL },\n'
        '    { column = "Ostot", name = "bought", category = "orders", label = LABEL },\n    { column = "Kaupunki"',
    )
    rich_workbook(xlsx_office.path)
    with_results(xlsx_office.path)
    if request.param:
        share_texts(xlsx_office.path)
    return xlsx_office


def test_a_workbook_is_read_as_people_see_it(rich: XlsxOffice) -> None:
    found = exact(rich)
    values = {part.name: part.value for one in found for part in one.fields}
    assert values["number"] == 10023
    assert values["born"] == "1984-03-02"
    assert values["bought"] == 20.25
    assert {one.dated for one in found} == {"1984-03-02"}
    assert drained(rich.connector(), Identifiers("x@example.org", customer_numbers=("10023",)))[0]


def test_an_erased_row_is_in_no_byte_and_all_else_is_as_it_was(rich: XlsxOffice) -> None:
    before = parts(rich.path)
    old = openpyxl.load_workbook(rich.path)
    targets = targets_of(exact(rich))
    assert rich.connector().preview(targets).counts == {"deleted:customer": 1}
    assert parts(rich.path) == before
    rich.connector().erase(targets, "a")
    assert rich.connector().erased(targets)
    for text in (ANNA.name, ANNA.email, "Anna", "na Virtanen", "040-123", "0-123 4567", "10023"):
        assert holds(rich.path, text) == []
    assert changed(before, rich.path) - {"xl/sharedStrings.xml"} == {
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/workbook.xml", "xl/charts/chart1.xml",
    }  # fmt: skip
    new = openpyxl.load_workbook(rich.path)
    for name in old.sheetnames:
        for row in old[name].iter_rows():
            for cell in row:
                now = new[name][cell.coordinate]
                if name == "Asiakkaat" and cell.row == 3:
                    assert now.value is None
                    assert now.number_format == cell.number_format
                else:
                    assert (now.value, now.font.b, now.hyperlink and now.hyperlink.target) == (
                        cell.value, cell.font.b, cell.hyperlink and cell.hyperlink.target,
                    )  # fmt: skip
    assert new["Asiakkaat"].tables["Lista"].ref == "A1:K4"
    assert [str(each) for each in new["Yhteenveto"].merged_cells.ranges] == ["D1:E2"]
    assert new.defined_names["Ostot"].attr_text == "Asiakkaat!$J$2:$J$4"
    assert b'fullCalcOnLoad="1"' in parts(rich.path)["xl/workbook.xml"]


def test_cells_are_corrected_in_place(rich: XlsxOffice) -> None:
    before = parts(rich.path)
    one = exact(rich)[0]
    changes = [
        Change("customer", one.key, one.owner, "Kaupunki", "Espoo", "Å & <Ö>"),
        Change("customer", one.key, one.owner, "Syntynyt", "1984-03-02", "3.3.1984"),
        Change("customer", one.key, one.owner, "Ostot", 20.25, 21),
        Change("customer", one.key, one.owner, "Nimi", ANNA.name, "Anna Koski"),
    ]
    assert rich.connector().rectify(changes, "a").changed == 1
    assert rich.connector().rectified(changes)
    assert rich.connector().rectify(changes, "a").already
    sheet = openpyxl.load_workbook(rich.path)["Asiakkaat"]
    assert [sheet["E3"].value, sheet["I3"].value.date(), sheet["J3"].value, sheet["B3"].value] == [
        "Å & <Ö>", date(1984, 3, 3), 21, "Anna Koski",
    ]  # fmt: skip
    assert sheet["E4"].value == "Espoo"
    assert holds(rich.path, ANNA.name) == []
    assert "xl/styles.xml" not in changed(before, rich.path)
    with pytest.raises(Permanent, match="value_unfit"):
        rich.connector().rectify([Change("customer", one.key, one.owner, "Syntynyt", "1984-03-03", "eilen")], "b")


def _comment(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Asiakkaat"]["B3"].comment = Comment("Hankala", "Bo")
    book.save(path)


def _member(name: str, data: str) -> Callable[[Path], None]:
    def added(path: Path) -> None:
        repack(path, {**parts(path), name: data.encode()})

    return added


@pytest.mark.parametrize(
    "hidden",
    [
        _comment,
        _member("xl/pivotCache/pivotCacheRecords1.xml", f'<records><r><s v="{ANNA.name}"/></r></records>'),
        _member("xl/comments9.xml", f"<comments><t>Soita: {ANNA.email}</t></comments>"),
        _member("customXml/item1.xml", f"<a><b>{ANNA.email.upper()}</b></a>"),
        _member("docProps/thumbnail.emf", "picture"),
    ],
)  # fmt: skip
def test_what_hides_elsewhere_is_left_to_a_person(rich: XlsxOffice, hidden: Callable[[Path], None]) -> None:
    hidden(rich.path)
    before = rich.path.read_bytes()
    with pytest.raises(Permanent, match="still_referenced"):
        rich.connector().erase(targets_of(exact(rich)), "a")
    assert rich.path.read_bytes() == before
    assert [path.name for path in rich.share.iterdir()] == ["customers.xlsx"]


def test_a_formula_that_others_lean_on_stays(rich: XlsxOffice) -> None:
    held = parts(rich.path)
    sheet = held["xl/worksheets/sheet1.xml"].decode()
    for row, formula in ((3, '<f t="shared" ref="K3:K4" si="0">LEN(B3)</f>'), (4, '<f t="shared" si="0"/>')):
        sheet = re.sub(
            rf'(<c r="K{row}"[^>]*?)(?: t="str")?><f>[^<]*</f><v>[^<]*</v>', rf"\1>{formula}<v>13</v>", sheet
        )
    repack(rich.path, {**held, "xl/worksheets/sheet1.xml": sheet.encode()})
    rich.connector().erase(targets_of(exact(rich)), "a")
    left = parts(rich.path)["xl/worksheets/sheet1.xml"].decode()
    assert '<f t="shared" ref="K3:K4" si="0">LEN(B3)</f></c>' in left
    assert '<f t="shared" si="0"/><v>13</v>' in left


def test_another_program_writes_prefixes_and_inline_texts(xlsx_office: XlsxOffice) -> None:
    """As the OpenXML SDK does: every name has a prefix, rows and cells have no numbers, texts stand inline."""
    xlsx_office.plant(ANNA)
    held = parts(xlsx_office.path)
    inline = '<x:c t="inlineStr"><x:is><x:r><x:t>{}</x:t></x:r></x:is></x:c>'
    rows = "".join(
        f"<x:row>{''.join(map(inline.format, row))}</x:row>"
        for row in (HEADER, ["20001", "Bo", "bo@example.net"], ["10023", "Anna", ANNA.email])
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?><x:worksheet xmlns:x="{main}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    repack(xlsx_office.path, {**held, "xl/worksheets/sheet1.xml": sheet.encode()})
    one = exact(xlsx_office)[0]
    connector = xlsx_office.connector()
    connector.rectify([Change("customer", one.key, one.owner, "Kaupunki", None, "Oulu")], "a")
    assert openpyxl.load_workbook(xlsx_office.path)["Asiakkaat"].cell(3, 5).value == "Oulu"
    connector.erase(targets_of(exact(xlsx_office)), "b")
    assert holds(xlsx_office.path, ANNA.email) == []
    assert openpyxl.load_workbook(xlsx_office.path)["Asiakkaat"].cell(2, 2).value == "Bo"


def rich_ods(office: OdsOffice) -> None:
    """Repeated cells and rows, a formula that shows a name, a link, a note, a picture of the first page, a chart."""
    link = (f'<table:table-cell table:style-name="ce1" office:value-type="string"><text:p><text:a'
            f' xlink:href="mailto:{ANNA.email}" xmlns:xlink="http://www.w3.org/1999/xlink">{ANNA.email}</text:a>'
            "</text:p></table:table-cell>")  # fmt: skip
    note = ('<table:table-cell office:value-type="string"><office:annotation><text:p>salainen</text:p>'
            f"</office:annotation><text:p>{ANNA.name}</text:p></table:table-cell>")  # fmt: skip
    twice = ('<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>Turku</text:p>'
             "</table:table-cell>")  # fmt: skip
    born = ('<table:table-cell office:value-type="date" office:date-value="1984-03-02"><text:p>2.3.1984</text:p>'
            "</table:table-cell>")  # fmt: skip
    shows = ('<table:table-cell table:formula="of:=[.B3]" office:value-type="string"'
             f' office:string-value="{ANNA.name}">'
             f"<text:p>{ANNA.name}</text:p></table:table-cell>")  # fmt: skip
    sums = ('<table:table-cell table:formula="of:=COUNTA([.A1:.A9])" office:value-type="float" office:value="3">'
            "<text:p>3</text:p></table:table-cell>")  # fmt: skip
    rows = [HEADER, ["20001", "Bo Berg", "bo@example.net"], ["10023", note, link, "040-123 4567", twice, "", "", born],
            ["20003", "Dan", "dan@example.net"]]  # fmt: skip
    chart = (ODS_CHART % ANNA.name).encode()
    write_ods(office.path, {"Asiakkaat": rows, "Summat": [[shows, sums]]},
              {"Object 1/content.xml": chart, "Thumbnails/thumbnail.png": b"picture of Anna"})  # fmt: skip


ODS_CHART = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>%s</text:p><text:p>Bo Berg</text:p>'
    "</office:document-content>"
)


def test_an_erased_ods_row_is_in_no_byte_and_all_else_is_as_it_was(ods_office: OdsOffice) -> None:
    rich_ods(ods_office)
    before = parts(ods_office.path)
    rows = ods_office.rows()
    targets = targets_of(exact(ods_office))
    ods_office.connector().erase(targets, "a")
    assert ods_office.connector().erased(targets)
    for text in (ANNA.name, ANNA.email, "salainen", "040-123", "10023", "picture"):
        assert holds(ods_office.path, text) == []
    assert changed(before, ods_office.path) == {"content.xml", "Object 1/content.xml", "Thumbnails/thumbnail.png"}
    after = ods_office.rows()
    assert [row[:3] for row in after[:2]] == [row[:3] for row in rows[:2]]
    assert "dan@example.net" in str(after)
    content = parts(ods_office.path)["content.xml"].decode()
    assert 'table:formula="of:=[.B3]"/>' in content
    assert 'table:formula="of:=COUNTA([.A1:.A9])" office:value-type="float" office:value="3"' in content
    assert 'table:style-name="ce1"/>' in content


def test_one_of_several_equal_ods_cells_is_corrected_alone(ods_office: OdsOffice) -> None:
    rich_ods(ods_office)
    one = next(each for each in exact(ods_office) if each.category == "address")
    change = Change("customer", one.key, one.owner, "Kaupunki", "Turku", "  Uusi   &\nkylä")
    ods_office.connector().rectify([change], "a")
    assert ods_office.connector().rectified([change])
    content = parts(ods_office.path)["content.xml"].decode()
    assert content.count("<text:p>Turku</text:p>") == 1
    assert 'table:number-columns-repeated="1" office:value-type="string"><text:p>Turku' in content


def _run_office(path: Path, made: str, folder: Path) -> None:
    command = [
        str(OFFICE_PROGRAM),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        made,
    ]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=100)


@pytest.mark.parametrize("office", ["xlsx_office", "ods_office"])
@pytest.mark.skipif(OFFICE_PROGRAM is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_what_was_written(request: pytest.FixtureRequest, office: str, tmp_path: Path) -> None:
    place = request.getfixturevalue(office)
    if office == "xlsx_office":
        rich_workbook(place.path)
        with_results(place.path)
        share_texts(place.path)
    else:
        rich_ods(place)
    place.connector().erase(targets_of(exact(place)), "a")
    made = "ods" if place.path.suffix == ".xlsx" else "xlsx"
    _run_office(place.path, made, tmp_path)
    book = CalamineWorkbook.from_path(str(tmp_path / f"customers.{made}"))
    rows = book.get_sheet_by_name("Asiakkaat").to_python()
    assert [row[1] for row in rows] == ["Nimi", "Bo Berg", "", "Dan Dahl" if office == "xlsx_office" else "Dan"]
    if office == "xlsx_office":
        totals = book.get_sheet_by_name("Yhteenveto").to_python()
        assert [totals[0][1], totals[2][1]] == [40.5, "dan@example.net"]


@pytest.mark.skipif(OFFICE_PROGRAM is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("rich", [True], indirect=True)
def test_what_an_office_program_saved_is_written_too(rich: XlsxOffice, ods_office: OdsOffice, tmp_path: Path) -> None:
    """An .ods as LibreOffice itself makes it, with charts as objects and a picture of the first page."""
    _run_office(rich.path, "ods", tmp_path)
    shutil.copy(tmp_path / "customers.ods", ods_office.path)
    ods_office.mapping = rich.mapping.replace("xlsx", "ods")  # type: ignore[misc]
    before = parts(ods_office.path)
    one = next(each for each in exact(ods_office) if each.category == "orders")
    connector = ods_office.connector()
    connector.rectify([Change("customer", one.key, one.owner, "Ostot", 20.25, 21.5)], "a")
    connector.erase(targets_of(exact(ods_office)), "b")
    for text in (ANNA.name, ANNA.email, "040-123"):
        assert holds(ods_office.path, text) == []
    assert {"content.xml"} <= changed(before, ods_office.path)
    assert all("Object" in each or "Thumb" in each for each in changed(before, ods_office.path) - {"content.xml"})
    (tmp_path / "again").mkdir()
    _run_office(ods_office.path, "xlsx", tmp_path / "again")
    rows = CalamineWorkbook.from_path(str(tmp_path / "again" / "customers.xlsx")).get_sheet_by_name("Yhteenveto")
    assert rows.to_python()[0][1] == 40.5


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "gap"),
    [
        ("customers.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"EncryptedPackage", "file_protected"),
        ("customers.xlsx", b"PK\x03\x04 half", "file_broken"),
        ("customers.xlsx", b"", "file_broken"),
        ("customers.ods", b"not a zip", "file_broken"),
    ],
)
def test_a_package_that_cannot_be_read_is_a_gap(xlsx_office: XlsxOffice, name: str, data: bytes, gap: str) -> None:
    xlsx_office.mapping = xlsx_office.mapping.replace('"customers*.xlsx"', '"customers*"')  # type: ignore[misc]
    xlsx_office.path.unlink()
    (xlsx_office.share / name).write_bytes(data)
    assert drained(xlsx_office.connector())[:2] == ([], [f"{gap}:share/{name}"])


def _hostile(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if kind == "bomb":
            with made.open("content.xml", "w", force_zip64=True) as member:
                for _piece in range(3):
                    member.write(b" " * (1 << 20))
        elif kind == "entities":
            made.writestr("content.xml", BOMB + b"<x>&b;</x>")
        elif kind == "wide":
            cell = ods_cell("x").replace(
                "<table:table-cell", '<table:table-cell table:number-columns-repeated="99999999"'
            )
            row = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
            end = "</office:spreadsheet></office:body></office:document-content>"
            made.writestr("content.xml", ODS_START + row + end)
        elif kind == "enciphered":
            made.writestr("content.xml", b"x")
            made.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
        else:
            made.writestr("content.xml", "<a>" * 100_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "gap"),
    [("bomb", "file_too_large"), ("entities", "file_broken"), ("wide", "file_broken"), ("enciphered", "file_protected"),
     ("deep", "file_broken")],
)  # fmt: skip
def test_a_hostile_package_is_a_gap(
    ods_office: OdsOffice, monkeypatch: pytest.MonkeyPatch, kind: str, gap: str
) -> None:
    monkeypatch.setattr(package, "UNPACKED_AT_MOST", 2 << 20)
    (ods_office.share / "customers2.ods").write_bytes(_hostile(kind))
    ods_office.plant(ANNA)
    records, gaps, _searched = drained(ods_office.connector(), ASKER)
    assert gaps == [f"{gap}:share/customers2.ods"]
    assert {one.match for one in records} == {Match.PROBABLE}


def test_a_few_far_cells_do_not_make_a_long_search(xlsx_office: XlsxOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_PLACES", 100_000)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = '<row><c r="XFD1"><v>1</v></c></row>' * 50
    sheet = f'<worksheet xmlns="{main}"><sheetData>{far}</sheetData></worksheet>'
    repack(xlsx_office.path, {**parts(xlsx_office.path), "xl/worksheets/sheet1.xml": sheet.encode()})
    assert drained(xlsx_office.connector(), ASKER)[:2] == ([], ["file_too_large:share/customers.xlsx"])
