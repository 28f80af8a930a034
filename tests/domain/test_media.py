"""Files are what their bytes are; a name says nothing but how a file is called."""

import io
import zipfile

import pytest

from portal.domain import media


def container(*names: str, first: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, b"x")
    return target.getvalue()


TAKEN = [
    (b"%PDF-1.7\n", "x", media.PDF),
    (b"\x89PNG\r\n\x1a\n....", "x.pdf", media.PNG),
    (b"\xff\xd8\xff\xe0....", "x", media.JPEG),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "x", media.WEBP),
    ("Hyvää päivää".encode(), "x.exe", media.TEXT),
    ("p\xe4iv\xe4\xe4".encode("cp1252"), "x.txt", media.TEXT),
    (b"a;b\n1;2\n", "taulu.CSV", media.CSV),
    (b"From: a@example.org\r\nDate: Mon, 23 Nov 2026\r\nSubject: x\r\n\r\nHello", "x", media.MAIL),
    (container("[Content_Types].xml", "xl/workbook.xml"), "x", media.XLSX),
    (container("[Content_Types].xml", "word/document.xml"), "x", media.DOCX),
    (container("content.xml", first=media.ODS.encode()), "x", media.ODS),
]
REFUSED = [
    b"MZ\x90\x00\x03\x00\x00\x00",
    b"\x7fELF\x02\x01\x01\x00",
    b"<!DOCTYPE html><script>alert(1)</script>",
    b"  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<?xml version='1.0'?><x/>",
    b"GIF89a\x01\x00\x01\x00",
    container("index.html"),
    container("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
    b"PK\x03\x04 cut short",
    b"   \n ",
    b"",
]


@pytest.mark.parametrize(("content", "name", "told"), TAKEN)
def test_it_tells_the_type_by_the_content(content: bytes, name: str, told: str) -> None:
    source = io.BytesIO(content)
    assert media.media_type(source, name) == told
    assert source.tell() == 0


@pytest.mark.parametrize("content", REFUSED)
def test_it_takes_nothing_else(content: bytes) -> None:
    assert media.media_type(io.BytesIO(content), "kuitti.pdf") is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\kuitti.pdf", "kuitti.pdf"),
        ("kuitti.exe", "kuitti.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a_Set-Cookie_ x.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ('<img src=x onerror="1">.pdf', "_img src=x onerror=_1__.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("Åbo päivä.PDF", "Åbo päivä.PDF"),
    ],
)
def test_it_neutralises_names(name: str, told: str) -> None:
    found = media.neutral_name(name, media.PDF)
    assert found == told or not set(found) & set('\r\n/\\<>"') and found.lower().endswith(".pdf"), found


def test_it_cuts_a_long_name_and_keeps_its_ending() -> None:
    found = media.neutral_name("x" * 500 + ".pdf", media.PDF)
    assert len(found) <= media.LONGEST_NAME
    assert found.endswith("x.pdf")
