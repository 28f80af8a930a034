"""Real folders of real files: what an office has on its share, in each of the formats."""

import csv
import io
import mailbox
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from python_calamine import CalamineWorkbook

from portal.systems.files.connector import FilesConnector, connect
from tests.systems.conformance import ANNA, Planted
from tests.systems.near_misses import NearMiss

NOBODY = 65534
LABEL = '{ fi = "x", sv = "x", en = "x" }'
HEADER = ["Numero", "Nimi", "Sähköposti", "Puhelin", "Kaupunki", "Markkinointi", "Esto", "Huomio"]
TABLE = """
[[files]]
kind = "customer"
files = ["customers*.FORMAT"]
read = "table"
category = "unsorted"
label = LABEL
erase = "delete"
columns = [
    { column = "Numero", name = "number", category = "contact", label = LABEL, what = "customer_number" },
    { column = "Nimi", name = "name", category = "contact", label = LABEL, what = "name" },
    { column = "Sähköposti", name = "email", category = "contact", label = LABEL, what = "email" },
    { column = "Puhelin", name = "phone", category = "contact", label = LABEL, what = "phone" },
    { column = "Kaupunki", name = "town", category = "address", label = LABEL },
]
prohibitions = [{ channels = ["email"], column = "Markkinointi", value = "ei" }]
restriction = { column = "Esto", value = "kyllä" }
"""
CARDS = """
[[files]]
kind = "card"
files = ["*.vcf"]
read = "cards"
category = "contact"
label = LABEL
erase = "delete"
"""
MAIL = """
[[files]]
kind = "mail"
files = ["*.eml", "*.mbox"]
read = "mail"
category = "letters"
label = LABEL
erase = "delete"
"""


class Office:
    """A share with the files of one format."""

    breaks = frozenset({"away", "scope"})
    mapping: ClassVar[str] = ""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="office-"))
        self.home.chmod(0o755)
        self.share, self.backups = self.home / "share", self.home / "backups"
        self.share.mkdir()
        self.begin()

    def close(self) -> None:
        """Take it all away."""
        shutil.rmtree(self.home)

    def begin(self) -> None:
        """What is there before anybody is."""

    def settings(self) -> dict[str, str]:
        """The settings of the connection."""
        return {
            "folders": str(self.share),
            "backups": str(self.backups),
            "mapping": self.mapping.replace("LABEL", LABEL),
            "country": "FI",
        }

    def connector(self) -> FilesConnector:
        """As the registry would make it."""
        return connect(self.settings())

    def plant(self, person: Planted) -> None:
        """Put a person's data there."""
        raise NotImplementedError

    def plant_near_miss(self, miss: NearMiss) -> bool:
        """Put a person there who is almost the same."""
        raise NotImplementedError

    def rows(self) -> list[list[Any]]:
        """All that is in the files, read by another library than the connector's."""
        raise NotImplementedError

    def state(self) -> Mapping[str, Any]:
        """Every row by its text."""
        return {f"{number} {row}": row for number, row in enumerate(sorted(map(str, self.rows())))}

    def of_others(self) -> Mapping[str, Any]:
        """Every row but Anna's, in order."""
        kept = [str(row) for row in self.rows() if any(row) and ANNA.email not in str(row) and ANNA.name not in str(row)
                and "Corrected" not in str(row) and set(row) - {None, "", "Turku", "ei"}]  # fmt: skip
        return {"rows": kept}

    @contextmanager
    def broken(self, how: str) -> Iterator[None]:
        """The share is not mounted, or the portal's account may not read it."""
        if how == "away":
            self.share.rename(self.home / "elsewhere")
            try:
                yield
            finally:
                (self.home / "elsewhere").rename(self.share)
            return
        self.share.chmod(0o700)
        self.backups.mkdir(exist_ok=True)
        self.backups.chmod(0o700)
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)


class TableOffice(Office):
    """Rows of a table; every subclass writes them in its own format."""

    name: ClassVar[str] = ""

    def begin(self) -> None:
        self.held: list[list[Any]] = [HEADER]
        self.save()

    def save(self) -> None:
        """Write all rows into a file."""
        raise NotImplementedError

    @property
    def path(self) -> Path:
        """The file."""
        return self.share / self.name

    def add(self, number: object = "", name: str = "", email: str = "", phone: str = "", note: str = "") -> None:
        """A row more."""
        self.held.append([number, name, email, phone, "Turku", "kyllä", "", note])
        self.save()

    def plant(self, person: Planted) -> None:
        self.add(person.customer_number, person.name, person.email, person.phone)

    def plant_near_miss(self, miss: NearMiss) -> bool:
        self.add(miss.customer_number, miss.name, miss.email, miss.phone)
        return True


class CsvOffice(TableOffice):
    """A list as a Finnish Excel saves it: semicolons, Windows-1252."""

    name = "customers.csv"
    mapping = TABLE.replace("FORMAT", "csv")
    encoding: ClassVar[str] = "cp1252"
    delimiter: ClassVar[str] = ";"

    def save(self) -> None:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.delimiter).writerows(self.held)
        self.path.write_bytes(out.getvalue().encode(self.encoding))

    def plant_near_miss(self, miss: NearMiss) -> bool:
        try:
            "".join((miss.customer_number, miss.name, miss.email, miss.phone)).encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return super().plant_near_miss(miss)

    def rows(self) -> list[list[Any]]:
        text = self.path.read_bytes().decode(self.encoding)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))


class WideCsvOffice(CsvOffice):
    """The same with tabs in UTF-16, as Excel saves "Unicode text"."""

    encoding = "utf-16"
    delimiter = "\t"
    mapping = TABLE.replace("FORMAT", "csv").replace('read = "table"', 'read = "table"\nkey = "Numero"')


class WorkbookOffice(TableOffice):
    """Read back by calamine."""

    def rows(self) -> list[list[Any]]:
        book = CalamineWorkbook.from_path(str(self.path))
        return [
            row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]


class XlsxOffice(WorkbookOffice):
    """A workbook made by openpyxl: shared texts, a table's filter, a second sheet."""

    name = "customers.xlsx"
    mapping = TABLE.replace("FORMAT", "xlsx")

    def save(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Asiakkaat"
        for row in self.held:
            sheet.append([None if cell == "" else cell for cell in row])
        other = book.create_sheet("Summat")
        other.append(["Rivejä", "=COUNTA(Asiakkaat!A:A)"])
        book.save(self.path)


class OdsOffice(WorkbookOffice):
    """A hand-made OpenDocument sheet, as small as the standard allows."""

    name = "customers.ods"
    mapping = TABLE.replace("FORMAT", "ods")

    def save(self) -> None:
        write_ods(self.path, {"Asiakkaat": self.held})


ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_cell(value: object) -> str:
    """A cell; text as it stands for what begins with a bracket."""
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    if value in {None, ""}:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return (f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
                "</table:table-cell>")  # fmt: skip
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def write_ods(path: Path, sheets: Mapping[str, list[list[Any]]], extra: Mapping[str, bytes] | None = None) -> None:
    """A whole OpenDocument file."""
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join("<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    content = f"{ODS_START}{body}</office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        for name, data in (extra or {}).items():
            package.writestr(name, data)
        entries = "".join(
            f'<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type=""/>'
            for name in extra or {}
        )
        end = "</manifest:manifest>"
        package.writestr("META-INF/manifest.xml", ODS_MANIFEST.replace(end, entries + end))


class CardOffice(Office):
    """An address book exported into one file of vCards."""

    mapping = CARDS

    def begin(self) -> None:
        (self.share / "book.vcf").write_bytes(b"")

    def add(self, name: str, email: str, phone: str, note: str = "") -> None:
        """A card more."""
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name or 'Nimetön'}"]
        lines += [f"EMAIL;TYPE=INTERNET:{email}"] if email else []
        lines += [f"TEL;TYPE=CELL:{phone}"] if phone else []
        lines += [f"NOTE:{note}"] if note else []
        with (self.share / "book.vcf").open("ab") as book:
            book.write("".join(f"{line}\r\n" for line in [*lines, "TITLE:Ostaja", "END:VCARD"]).encode())

    def plant(self, person: Planted) -> None:
        self.add(person.name, person.email, person.phone)

    def plant_near_miss(self, miss: NearMiss) -> bool:
        self.add(miss.name, miss.email, miss.phone, miss.customer_number)
        return True

    def rows(self) -> list[list[Any]]:
        path = self.share / "book.vcf"
        text = path.read_bytes().decode() if path.exists() else ""
        return [[card] for card in text.split("BEGIN:VCARD") if card.strip()]


class MailOffice(Office):
    """A mailbox of an old mail program, and single messages that somebody saved."""

    mapping = MAIL

    def begin(self) -> None:
        self.count = 0
        (self.share / "saved").mkdir()
        (self.share / "old.mbox").write_bytes(b"")

    def message(self, sender: str, text: str) -> bytes:
        """One message."""
        self.count += 1
        head = (f"From: {sender}\r\nTo: shop@example.com\r\nSubject: Tilaus {self.count}\r\n"
                "Date: Fri, 6 Mar 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")  # fmt: skip
        return (head + text.replace("\n", "\r\n") + "\r\n").encode()

    def add(self, sender: str, text: str) -> None:
        """A message in the mailbox and another as a file."""
        with (self.share / "old.mbox").open("ab") as box:
            box.write(
                b"From MAILER Fri Mar  6 10:00:00 2026\n" + self.message(sender, text).replace(b"\r\n", b"\n") + b"\n"
            )
        body = self.message(sender, text)
        (self.share / "saved" / f"{self.count:04}.eml").write_bytes(body)

    def plant(self, person: Planted) -> None:
        self.add(f"{person.name} <{person.email}>", f"Hei!\nFrom here on.\nTerveisin\n{person.name}, {person.phone}\n")

    def plant_near_miss(self, miss: NearMiss) -> bool:
        sender = miss.email or "somebody@example.net"
        self.add(sender, f"Hei, {miss.name} {miss.phone} {miss.customer_number}\n")
        return True

    def rows(self) -> list[list[Any]]:
        found = [[path.read_bytes().decode()] for path in sorted((self.share / "saved").glob("*.eml"))]
        path = self.share / "old.mbox"
        if not path.exists():
            return found
        box = mailbox.mbox(str(path), create=False)
        found += [[one.as_bytes().decode("utf-8", "replace")] for one in box]
        box.close()
        return found
