"""What was left out is looked for in every file of a package, as its receiver would read it."""

import base64
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader

from portal.papers.leaks import leaks

ROOT = Path(__file__).resolve().parents[2]
WORD = "Örjan Svensson"


def package(**files: bytes) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    target.seek(0)
    return target


def mail(*, header: bool = False, nested: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = f"{WORD} <orjan@example.se>" if header else "shop@example.org"
    message["Subject"] = "A parcel"
    message.set_content("Nothing." if header or nested else f"Greet {WORD}.", cte="base64")
    if nested:
        inner = EmailMessage()
        inner.set_content("<p>Greet <b>Örjan</b> Svensson</p>", subtype="html", cte="quoted-printable")
        message.add_attachment(inner)
    return message.as_bytes()


def office() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", f"<x><dc:creator>{WORD}</dc:creator></x>")
        archive.writestr("xl/sharedStrings.xml", "<t>other</t>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("index_html", b"<p>Greet <b>&Ouml;rjan</b>\n Svensson</p>"),
        ("data_json", b'{"a": "\\u00d6rjan Svensson"}'),
        ("csv__x_csv", f"a;{WORD.upper()}".encode()),
        ("documents__a_eml", mail()),
        ("documents__a_eml", mail(header=True)),
        ("documents__a_eml", mail(nested=True)),
        ("documents__a_bin", mail()),
        ("documents__a_xlsx", office()),
        ("documents__a_zip", package(inner_eml=mail()).getvalue()),
        ("documents__a_jpg", b"\xff\xd8Exif" + WORD.encode("utf-16-le")),
        ("documents__a_txt", WORD.encode("latin-1")),
    ],
)
def test_it_finds_the_word_wherever_a_reader_would(name: str, content: bytes) -> None:
    found = leaks(package(style_css=b"", **{name: content}), ["absent", WORD, ""])
    assert [(one.word, one.file) for one in found] == [(WORD, name.replace("__", "/").replace("_", "."))]


def test_it_reads_pdfs_by_text_and_by_properties() -> None:
    letter = next((ROOT / "docs" / "letters").rglob("*.pdf")).read_bytes()
    read = PdfReader(io.BytesIO(letter))
    assert read.metadata is not None
    for word in (str(read.metadata.title), " ".join(read.pages[0].extract_text().split()[5:9])):
        assert [one.word for one in leaks(package(a_pdf=letter), [word])] == [word]
    assert not leaks(package(a_pdf=letter), ["Nobody at All"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"%PDF-1.7 broken",
        b"From: \xff\xfe\nContent-Type: text/plain; charset=nonsense\n\n" + base64.b64encode(b"x"),
        b"[" * 100_000,
    ],
)
def test_a_broken_file_is_read_raw_and_stops_nothing(content: bytes) -> None:
    assert leaks(package(a_json=content, b_txt=WORD.encode()), [WORD])[0].file == "b.txt"


def test_it_says_nothing_of_a_clean_package_and_leaves_it_where_it_stood() -> None:
    target = package(index_html=b"<p>Orjan</p>", style_css=WORD.encode())
    assert leaks(target, [WORD]) == ()
    assert target.tell() == 0
