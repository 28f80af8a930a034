"""What was left out is looked for in every file of a package, as its receiver would read it."""

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import time
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader

from portal import pdf_words
from portal.domain.gate import How, Why, gate_from_json
from portal.papers.leaks import Quoted, leaks, reread
from portal.papers.unpacking import Reading
from tests.papers import samples
from tests.papers.packed import packed
from tests.papers.received import (
    archive,
    bomb,
    broken_zip,
    html_mail,
    pdf_file,
    pdf_form,
    pdf_locked,
    pdf_note,
    pdf_scan,
    with_file,
)

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


BROKEN = {
    "zlib": broken_zip(),
    "undefined": b"From: a@example.org\nContent-Type: text/plain; charset=undefined\n\nHello\n",
    "idna": b"From: a@example.org\nContent-Type: text/plain; charset=idna\n\nH\xffello..a\n",
    "rfc2231": b"From: a@example.org\nContent-Type: text/plain; charset*=undefined''x\n\nHello\n",
    "pdf": b"%PDF-1.7 broken",
    "gzip": gzip.compress(b"hello " * 100)[:-9],
    "tar": b"a" * 257 + b"ustar" + b"\xff" * 400,
    "cut": archive(**{"a.txt": b"hello"})[:-30],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_named_and_stops_nothing(kind: str) -> None:
    gate = reread(package(a_bin=BROKEN[kind], b_txt=WORD.encode()), [WORD])
    assert [one.file for one in gate.held] == ["b.txt"]
    assert {one.file.split(":")[0] for one in gate.unread} == {"a.bin"}
    assert {one.why for one in gate.unread} <= {Why.BROKEN, Why.NO_TEXT}


def test_a_part_that_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    locked = bytearray(archive(**{"locked.txt": b"secret", "open.txt": WORD.encode()}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + flags] |= 1
    gate = reread(package(a_zip=bytes(locked)), [WORD])
    assert [(one.file, one.why) for one in gate.unread] == [("a.zip: locked.txt", Why.LOCKED)]
    assert [one.how for one in gate.held] == [How.EXACT]


def test_a_picture_is_for_a_person_and_its_bytes_speak_only_of_long_names() -> None:
    photo = b"\xff\xd8\xff" + random.Random(7).randbytes(2_000_000)
    gate = reread(package(documents__a_jpg=photo, documents__b_bin=photo[3:]), ["Ari", "Timo", WORD])
    assert gate.held == ()
    assert {(one.file, one.why) for one in gate.unread} == {
        ("documents/a.jpg", Why.NO_TEXT), ("documents/b.bin", Why.NO_TEXT),
    }  # fmt: skip
    (held,) = leaks(package(documents__a_jpg=photo[:99] + WORD.encode("utf-16-be") + photo), ["Ari", WORD])
    assert (held.word, held.how) == (WORD, How.EXACT)


@pytest.mark.parametrize("sign", ["<", "&", "&#", "=?", "a@", "=", "%", "\\u", "From: a\n", 'Content-Type: ;"\n ', "{"])
def test_it_takes_no_longer_for_signs_than_for_words(sign: str) -> None:
    """80,000 brackets once took 32 s, and the worker with them."""
    content = (sign * 400_000)[:400_000].encode()
    begun = time.process_time()
    leaks(package(a_txt=content, b_eml=b"From: a@b.example\nSubject: " + content, c_rtf=b"{\\rtf1" + content), [WORD])
    assert time.process_time() - begun < 8


def test_it_holds_little_of_what_unpacks_to_much_and_says_what_it_did_not_read() -> None:
    tracemalloc.start()
    leaks(package(a_zip=bomb(5, 20_000_000)), [WORD])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000
    gate = reread(package(a_zip=bomb(5, 1_000_000), b_txt=b"hello"), [WORD], most=3_000_000)
    assert ("a.zip", Why.LONG) in {(one.file, one.why) for one in gate.unread}
    assert "b.txt" in {one.file for one in gate.unread}


def test_what_a_part_is_called_can_always_be_kept() -> None:
    content = b'From: a@example.org\nContent-Type: image/png; name="\xf6\xff.png"\n\n\0\1\2'
    gate = reread(package(a_eml=content), [WORD])
    assert [one.why for one in gate.unread] == [Why.NO_TEXT]
    assert gate_from_json(json.loads(json.dumps(gate.to_json(), ensure_ascii=False).encode())) == gate


def test_it_says_which_pdfs_it_could_not_read() -> None:
    files = {"a_pdf": pdf_locked(WORD), "b_pdf": pdf_scan(), "c_pdf": pdf_note(WORD)}
    gate = reread(package(**files), [WORD])
    assert {(one.file, one.why) for one in gate.unread} == {("a.pdf", Why.LOCKED), ("b.pdf", Why.NO_TEXT)}
    assert [one.file for one in gate.held] == ["c.pdf"]
    spent = Reading(seconds=0)
    assert WORD not in [one for one in spent.pieces("c.pdf", io.BytesIO(files["c_pdf"])) if isinstance(one, str)]
    assert [one.why for one in spent.unread] == [Why.LONG]


def test_a_pdf_that_takes_its_reader_too_long_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text('import time\nprint(\'{"text": "first"}\', flush=True)\ntime.sleep(60)\n')
    monkeypatch.setattr(pdf_words, "__file__", str(slow))
    monkeypatch.setattr(pdf_words, "SECONDS", 1)
    found = pdf_words.words_of(b"%PDF-1.7")
    assert (found.texts, found.fault) == (("first",), "broken")


def test_what_is_packed_too_deep_is_for_a_person() -> None:
    content = WORD.encode()
    for _layer in range(12):
        content = archive(**{"a.zip": content})
    gate = reread(package(a_zip=content), [WORD])
    assert [one.why for one in gate.unread] == [Why.NESTED]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("latin1html_eml", html_mail("iso-8859-1", "<p>Greet <b>Örjan</b> Svensson</p>"), WORD),
        ("nbsphtml_eml", html_mail("iso-8859-1", "<p>Greet Örjan&nbsp;Svensson</p>"), WORD),
        ("entityhtml_eml", html_mail("iso-8859-1", "<p>Terve Räty &Ouml;rjan Svensson</p>"), "Räty Örjan Svensson"),
        (
            "subject_eml",
            b"From: a@example.org\nSubject: =?utf-8?q?Greet_=C3=96r?=\n =?iso-8859-1?q?jan?= Svensson\n\nx",
            WORD,
        ),
        ("cp1252csv_eml", with_file("list.csv", f"name;{WORD}\r\n".encode("cp1252")), WORD),
        ("utf16csv_eml", with_file("list.csv", f"name\t{WORD}\r\n".encode("utf-16")), WORD),
        ("named_eml", with_file("Örjan Svensson.csv", b"x"), WORD),
        ("mails_mbox", b"From a\nSubject: x\n\nx\n\nFrom b\nSubject: Greet Orjan Svensson\n\nx\n", "Orjan Svensson"),
        ("latin1_zip", archive(**{"a.txt": WORD.encode("latin-1")}), WORD),
        ("named_zip", archive(**{f"{WORD}.txt": b"x"}), WORD),
        ("a_gz", gzip.compress(WORD.encode()), WORD),
        ("a_bz2", bz2.compress(WORD.encode()), WORD),
        ("a_xz", lzma.compress(WORD.encode()), WORD),
        ("a_rtf", rb"{\rtf1\ansi Greet \'d6rjan Svensson}", WORD),
        ("b_rtf", rb"{\rtf1\ansi Greet \u214?rjan\b0 Svensson}", WORD),
        (
            "a_vcf",
            b"BEGIN:VCARD\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96rjan Svensson\r\nEND:VCARD\r\n",
            WORD,
        ),
        ("a_ics", "BEGIN:VCALENDAR\r\nSUMMARY:Meeting with Örjan Sv\r\n ensson\r\nEND:VCALENDAR\r\n".encode(), WORD),
        ("note_pdf", pdf_note(WORD), WORD),
        ("form_pdf", pdf_form("Łukasz Nowak"), "Łukasz Nowak"),
        ("file_pdf", pdf_file(WORD), WORD),
        ("soft_txt", "Greet Ör\u00adjan Svens\u00adson.".encode(), WORD),
        ("zero_txt", "Greet Örjan\u200b Svensson.".encode(), WORD),
        ("wide_txt", "Call ０４０ １２３ ４５６７".encode(), "040 123 4567"),
        ("quoted_txt", b"> Greet \xc3\x96rjan\n> Svensson.", WORD),
        ("latin1_html", "<p>Greet <b>Örjan</b> Svensson</p>".encode("latin-1"), WORD),
        ("inline_html", b'<a href="data:text/plain;base64,' + base64.b64encode(WORD.encode()) + b'">x</a>', WORD),
        ("link_html", b'<a href="https://x.example/?q=%C3%96rjan%20Svensson">x</a>', WORD),
        ("dos_txt", f"Greet {WORD}".encode("cp850"), WORD),
        ("utf16_xml", f"<a>{WORD}</a>".encode("utf-16-be"), WORD),
        ("orjan-svensson-cv_txt", b"x", WORD),
        ("long_txt", b"a b " * 300_000 + WORD.encode(), WORD),
        ("border_txt", b"x" * (1024 * 1024 - 7) + b" " + WORD.encode(), WORD),
    ],
    ids=lambda one: one if isinstance(one, str) and "_" in one else "",
)
def test_it_sees_what_a_reader_sees(name: str, content: bytes, word: str) -> None:
    assert [one.word for one in leaks(package(**{f"documents__{name}": content}), [word])] == [word]


@pytest.mark.parametrize(
    ("text", "word", "how"),
    [
        ("Tapasin Annan", "Anna", How.LIKE),
        ("Soitin Annalle.", "Anna", How.LIKE),
        ("Kävin Annankadulla", "Anna", None),
        ("Osoite: Annankatu 2", "Anna", None),
        ("Kaikki hyvin", "Kai", None),
        ("Kain auto", "Kai", How.LIKE),
        ("En kai tiedä", "Kai", How.LIKE),
        ("KAI tulee", "Kai", How.EXACT),
        ("Kai tulee", "Kai", How.EXACT),
        ("Kai, tule!", "kai", How.EXACT),
        ("Matin ja Pekan", "Matti", How.LIKE),
        ("Matin ja Pekan", "Pekka", How.LIKE),
        ("Soita Virtaselle", "Virtanen", How.LIKE),
        ("Tuomaksen kirja", "Tuomas", How.LIKE),
        ("Örjan Svenssonin luona", WORD, How.LIKE),
        ("Örjan Svenssons bil", WORD, How.LIKE),
        ("Dear customer", "Tom", None),
        ("sinulla", "Ulla", None),
        ("10 kr per månad", "Per", How.LIKE),
        ("boris@example.net", "boris@example.net", How.EXACT),
        ("xboris@example.net", "boris@example.net", None),
        ("anna_v, anna75", "Anna", How.LIKE),
        ("tilaus 10023456", "100234", None),
        ("tilaus 100234.", "100234", How.EXACT),
        ("(+358 50 987 6543)", "+358 50 987 6543", How.EXACT),
    ],
)
def test_it_matches_words_and_asks_about_their_forms(text: str, word: str, how: How | None) -> None:
    assert [one.how for one in leaks(package(a_txt=text.encode()), [word])] == ([how] if how else [])


@pytest.mark.parametrize(
    ("language", "name"),
    [("fi", "Ulla"), ("fi", "Kai"), ("fi", "Anna"), ("fi", "Ari"), ("fi", "Olli"), ("en", "Tom"), ("en", "Ada"),
     ("en", "Eve"), ("sv", "Ann"), ("sv", "Per")],
)  # fmt: skip
def test_a_name_inside_a_word_of_our_own_letter_is_no_leak(language: str, name: str) -> None:
    made = packed(samples.contents(language))
    assert reread(io.BytesIO(made.content), [name]).held == ()


@pytest.mark.parametrize("name", ["Anna", "Timo", "Olli", "Eeva", "Matti"])
def test_letters_of_an_attachment_in_base64_are_no_leak(name: str) -> None:
    photo = b"\xff\xd8\xff" + random.Random(7).randbytes(2_000_000)
    assert leaks(package(documents__a_eml=with_file("photo.jpg", photo)), [name]) == ()


def test_of_our_own_pages_it_reads_the_values() -> None:
    made = packed(samples.contents("fi"))
    quoted = Quoted(
        (("Register: Note", "Soita Kai Kivelle"),), (("Letter", "Kai itse"),), ("Sari Lehtonen",), ("Sanna Virtanen",)
    )
    gate = reread(io.BytesIO(made.content), ["Kai", "Sari", "Sanna Virtanen"], quoted)
    assert [(one.file, one.word, one.how) for one in gate.held] == [
        ("Register: Note", "Kai", How.EXACT), ("Letter", "Kai", How.LIKE),
    ]  # fmt: skip


def test_what_is_no_accident_in_our_own_pages_is_for_a_person() -> None:
    contents = samples.contents("fi")
    value = next(
        str(one.value) for finding in contents.findings for one in finding.fields
        if isinstance(one.value, str) and len(one.value) > 12
    )  # fmt: skip
    gate = reread(io.BytesIO(packed(contents).content), [value])
    assert {one.how for one in gate.held} == {How.LIKE}
    assert "data.json" in {one.file for one in gate.held}
