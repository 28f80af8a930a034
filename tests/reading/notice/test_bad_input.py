"""What is no notice, or cannot be read: a clear word, nothing invented, nothing lost."""

import itertools
import time

import pytest

from portal.reading.notice.document import MOST_BYTES, MOST_READ, Fault
from portal.reading.notice.opening import open_notice
from tests.papers.received import pdf_locked, pdf_scan
from tests.reading.notice.mutating import docx, docx_paragraph, pdf
from tests.reading.notice.reading import codes, printed, read, read_bytes

_WORDS = ["".join(letters) for letters in itertools.islice(itertools.product("abcdefghijklmnop", repeat=3), 3_500)]
NOTHING = {"name": None, "trade_name": None, "business_id": None, "address": None, "email": None, "phone": None}
GERMAN = """Datenschutzerklärung

Verantwortlicher für die Datenverarbeitung ist die Beispiel Bäckerei, und wir nehmen den Schutz Ihrer Daten sehr ernst.
Wir verarbeiten die personenbezogenen Daten, die Sie uns mit der Bestellung geben, und nutzen sie für die Lieferung.
Die Daten werden nicht an Dritte weitergegeben, und sie werden nach drei Jahren gelöscht. Sie haben das Recht auf
Auskunft, und wir beantworten jede Anfrage, die Sie an uns richten, innerhalb von einem Monat nach dem Eingang.
"""
COOKIES = """Evästekäytäntö

Käytämme evästeitä, jotta sivusto toimii ja jotta näemme, kuinka monta kävijää sillä on.

Mitä evästeet ovat

Eväste on pieni tiedosto, jonka selain tallentaa laitteelle. Evästeet voi estää selaimen asetuksista.
"""


def _first(content: bytes, name: str = "notice.txt"):
    said = printed(content, name)
    return said, said["findings"][0]["code"], said["findings"][0]["message"]


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "﻿".encode()])
def test_it_says_that_a_file_is_empty(content) -> None:
    said, code, message = _first(content)

    assert (code, message) == ("B01", "The file holds no text: nothing was read.")
    assert (said["language"], said["controller"], said["registers"], said["unread"]) == ([], NOTHING, [], [])


def test_it_says_that_a_scan_holds_no_text() -> None:
    said, code, message = _first(pdf_scan(), "scan.pdf")

    assert code == "B02"
    assert "pictures of pages" in message
    assert said["registers"] == []


def test_it_says_that_a_notice_is_in_german() -> None:
    said, code, message = _first(GERMAN.encode())

    assert code == "B04"
    assert "(de)" in message
    assert (said["language"], said["controller"], said["registers"]) == ([], NOTHING, [])
    assert sum(one["end"] - one["start"] for one in said["unread"]) > len(GERMAN) * 0.9


def test_it_says_that_a_cookie_policy_is_none() -> None:
    said, code, message = _first(COOKIES.encode())

    assert code == "B03"
    assert message.startswith("Tämä on evästekäytäntö")
    assert said["controller"] == NOTHING
    assert [one["code"] for one in said["findings"]] == ["B03"]


def test_it_says_that_an_id_has_a_wrong_check_digit() -> None:
    text = (
        "Rekisterinpitäjä\nMallifirma Oy\nY-tunnus: 9876543-1\nMallitie 1, 00100 Helsinki\n\nSäilytysaika\nKolme vuotta"
    )

    assert read(text)["controller"]["business_id"] is None
    assert ("B06", "9876543-1") in codes(text)


def test_it_takes_no_more_than_five_megabytes() -> None:
    said, code, _ = _first(b"a" * (MOST_BYTES + 1))

    assert code == "B05"
    assert said["registers"] == []


@pytest.mark.parametrize(
    "noise",
    [
        "rekisterinpitäjä käsittelee tietoja " * 140_000,
        "lorem ipsum dolor sit amet, " * 180_000,
        "- a\n" * 1_200_000,
        "rekisterinpitäjä: " * 250_000,
        "(" * 2_000_000,
        "@" * 2_000_000,
        "a at b dot " * 400_000,
        "1" * 4_000_000,
        "Aa " * 1_500_000,
        ("Säilytys\n\n" + "x" * 400 + " ") * 11_000,
        "<div>" * 900_000,
        "**a" * 1_500_000,
        "[" * 4_000_000,
        "<html>" + "<div>" * 900_000,
        "<html>" + "<nav></nav>a" * 400_000,
        "<html>" + "<a href='" * 500_000,
        "<html>" + "<!--" * 1_000_000,
        "<html>" + "<strong>a</strong>" * 250_000,
        "<html>" + "&amp" * 1_000_000,
        "<html>" + "<td>a</td>" * 500_000,
        "Controller\n\n" + "Talo 12345 Ab " * 6_000,
        "Data we collect\n\n" + "we record names, addresses, " * 20_000,
        "Uppgifter\n\nVi " + "antecknar namn, adress och telefon, " * 16_000,
        "1 May 2024, " * 8_000,
        "Recipients\n\n" + "Meta-" * 20_000,
        "Controller\n\n" + "Foo, 556677-8890, owner. " * 1_800,
        "Data collected\n\nWe collect: " + "and, only if you, and, for those under 18, " * 1_500,
        "Data collected\n" + "\n- we collect the following when you:\n- name\n- address" * 1_700,
        "We at the shop process the personal data of our customers.\n\n" * 20 + "Matti Example, " * 4_000,
        "Uppgifter\n\nVi behandlar personuppgifter om våra kunder och håller dem säkra.\n\n"
        + "".join(f"I pärmen finns namn{at}, båtnummer{at} och adress{at}. " for at in _WORDS),
    ],
    ids=range(30),
)
def test_it_reads_five_megabytes_of_noise_in_bounded_time(noise) -> None:
    content = noise.encode()[:MOST_BYTES]
    begun = time.process_time()

    said = printed(content, "noise.md")

    assert time.process_time() - begun < 10
    assert said["controller"]["business_id"] is None
    assert any(one["code"][0] == "B" for one in said["findings"])


def test_it_reads_the_beginning_of_a_text_that_is_too_long() -> None:
    text = (
        "Rekisterinpitäjä\nMallifirma Oy\n\nSäilytysaika\nKolme vuotta.\n\n"
        + "Merkitystä vailla oleva rivi tekstiä.\n" * 20_000
    )
    said = printed(text.encode(), "notice.txt")

    assert said["controller"]["name"] == "Mallifirma Oy"
    assert said["findings"][0]["code"] == "B05"
    assert said["unread"][-1]["end"] > MOST_READ


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"PK\x03\x04" + b"\0" * 500, Fault.BROKEN),
        (docx(docx_paragraph("A"), head="<!DOCTYPE a [<!ENTITY b 'bb'>]>"), Fault.BROKEN),
        (docx("<w:p><w:r><w:t>" + "a" * (17 * 1024 * 1024)), Fault.TOO_LARGE),
        (docx("<w:p>" * 100_000), Fault.BROKEN),
        (b"\x7fELF" + bytes(range(32)) * 200, Fault.NOT_TEXT),
        (b"%PDF-1.7\n" + b"0 0 obj << " * 5000, Fault.BROKEN),
        (pdf_locked("Rekisteriseloste"), Fault.LOCKED),
    ],
    ids=["zip", "entities", "bomb", "depth", "binary", "pdf", "locked"],
)
def test_it_names_what_keeps_a_file_from_being_read(content, fault) -> None:
    begun = time.process_time()
    document = open_notice(content, "notice")

    assert fault in document.faults
    assert time.process_time() - begun < 10


def test_it_takes_no_file_for_a_docx_that_only_ends_like_one() -> None:
    assert open_notice(b"Rekisteriseloste", "notice.docx").text == "Rekisteriseloste"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850"])
def test_it_reads_every_usual_encoding(encoding) -> None:
    said, _ = read_bytes("Rekisterinpitäjä\r\nÄlävän Öljy Oy\r\nPäivitetty 1.2.2024".encode(encoding), "notice.txt")

    assert (said["controller"]["name"], said["updated"]) == ("Älävän Öljy Oy", "2024-02-01")


def test_it_reads_the_words_of_a_pdf() -> None:
    said, _ = read_bytes(pdf("Registrar", "Example Oy"), "notice.pdf")

    assert said["controller"]["name"] == "Example Oy"
