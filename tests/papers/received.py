"""Files as people send them, with a name where only a careful reader finds it."""

import gzip
import io
import zipfile
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject


def archive(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return target.getvalue()


def bomb(members: int, size: int) -> bytes:
    """Archives inside an archive, each of which unpacks to `size` bytes."""
    inner = archive(**{"a.txt": b"A" * size})
    return archive(**{f"{number}.zip": inner for number in range(members)})


def broken_zip() -> bytes:
    content = bytearray(archive(**{"a.txt": b"hello " * 1000}))
    content[40:44] = b"\xff\xff\xff\xff"
    return bytes(content)


def html_mail(charset: str, markup: str) -> bytes:
    message = MIMEMultipart()
    message["From"] = "shop@example.org"
    message["Subject"] = "A parcel"
    message.attach(MIMEText(markup, "html", charset))
    return message.as_bytes()


def with_file(name: str, content: bytes) -> bytes:
    message = MIMEMultipart()
    message["From"] = "shop@example.org"
    message.attach(MIMEText("Nothing.", "plain", "utf-8"))
    part = MIMEApplication(content)
    part.add_header("Content-Disposition", "attachment", filename=name)
    message.attach(part)
    return message.as_bytes()


def pdf_note(text: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_annotation(0, FreeText(text=text, rect=(10, 10, 190, 190)))
    return _written(writer)


def pdf_form(text: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    values = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in values.items()})
    named[NameObject("/V")] = TextStringObject(text)
    place = writer._add_object(named)
    page[NameObject("/Annots")] = ArrayObject([place])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([place])})
    return _written(writer)


def pdf_file(text: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("list.txt", gzip.compress(b"x"))
    writer.add_attachment("list.docx", archive(**{"word/document.xml": f"<w:t>{text}</w:t>".encode()}))
    return _written(writer)


def pdf_locked(text: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_annotation(0, FreeText(text=text, rect=(10, 10, 190, 190)))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def pdf_scan() -> bytes:
    """A page on which everything is drawn and nothing written."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    drawn = DecodedStreamObject()
    drawn.set_data(b"10 10 100 100 re f")
    page[NameObject("/Contents")] = writer._add_object(drawn)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
