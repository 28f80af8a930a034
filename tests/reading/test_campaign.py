"""A campaign's list loses the rows of whoever objected, and not a sign of any other."""

import io
import tracemalloc
from collections.abc import Collection

import pytest

from portal import facts
from portal.domain.errors import Invalid
from portal.reading.campaign import Contact, Counted, cleaned

AINO = ("email", "aino@example.org")


def run(content: bytes, *forbidden: Contact) -> tuple[bytes, Counted]:
    counted = Counted()
    asked = set(forbidden)

    def who(contacts: Collection[Contact]) -> set[Contact]:
        return asked.intersection(contacts)

    return b"".join(cleaned(io.BytesIO(content), "FI", who, counted)), counted


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_leaves_out_a_row_and_keeps_the_others_as_they_are(delimiter: str, end: str) -> None:
    head = delimiter.join(["nimi", "osoite", "huom"]) + end
    aino = delimiter.join(["Aino", "AINO@example.org", '"pitää, ""levyistä"""']) + end
    eero = delimiter.join(['"Eero  "', "eero@example.org", "x"]) + end
    left, counted = run((head + aino + eero).encode(), AINO)
    assert left == (head + eero).encode()
    assert (counted.rows, counted.left_out, counted.without_contact) == (2, 1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_it_reads_what_spreadsheets_write(encoding: str) -> None:
    text = "name;email\nPäivi;paivi@example.org\nÅsa;aino@example.org\n"
    left, _ = run(text.encode(encoding), AINO)
    assert left.decode(encoding) == "name;email\nPäivi;paivi@example.org\n"


@pytest.mark.parametrize(
    "cell",
    [
        "aino@example.org",
        " Aino@Example.ORG ",
        "A <aino@example.org>",
        "mailto:aino@example.org",
        "x@y.fi aino@example.org",
    ],
)
def test_it_finds_the_address_in_a_cell(cell: str) -> None:
    assert run(f"a;{cell}\nb;c@example.org\n".encode(), AINO)[1].left_out == 1


@pytest.mark.parametrize(
    "cell", ["xaino@example.org", "aino@example.org.evil", "aino+x@example.org", "aino@example.orgs"]
)
def test_it_takes_nobody_for_another(cell: str) -> None:
    assert run(f"a;{cell}\n".encode(), AINO)[1].left_out == 0


def test_it_knows_numbers_in_whatever_form() -> None:
    content = b"name,phone\na,040 123 4567\nb,+358-40-1234567\nc,0401234568\nd,1234\n"
    left, counted = run(content, ("phone", "+358401234567"))
    assert left == b"name,phone\nc,0401234568\nd,1234\n"
    assert (counted.left_out, counted.without_contact) == (2, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "040 123 4567", "040\u00a0123\u00a04567", "'+358401234567", "tel:+358401234567", "040\u2011123\u20114567",
        "+358 40 123 4567, +358 9 1234567", "+358 9 1234567; +358 40 123 4567", "040 1234567 (Matti)",
        "040\u2009123\u20094567", "puh. 040 1234567", "puh.0401234567", "\u200e+358401234567",
        "ph:+358 (0) 40 123 45 67", "040 123 4567 / 09 123 4567", "050 765 4321, 040 123 4567", "(040) 123-4567",
        "00358 40 1234567", "358401234567", "401234567", "401234567.0", "040.123.4567", "０４０１２３４５６７",
        "matti@example.org 040 123 4567", "Kotikatu 12, 040 123 4567", "=\"040 123 4567\"", "040\u00ad1234567",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_finds_a_number_however_it_is_written(cell: str, encoding: str) -> None:
    quoted = cell.replace('"', '""')
    content = f'name\tphone\nMatti\t"{quoted}"\nLiisa\t0501234567\n'
    left, counted = run(content.encode(encoding), ("phone", "+358401234567"))
    assert left.decode(encoding) == "name\tphone\nLiisa\t0501234567\n"
    assert counted.left_out == 1


@pytest.mark.parametrize(
    "cell", ["040 123 4568", "0401234567890", "2026-11-28 04:01:23", "1040 123 4567 8", "0401234567@sms.example.org"]
)
def test_it_takes_no_other_digits_for_a_number(cell: str) -> None:
    assert run(f"a;{cell}\n".encode(), ("phone", "+358401234567"))[1].left_out == 0


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("matti@äänilevy.fi", "matti@xn--nilevy-9taa.fi"),
        ("matti@xn--nilevy-9taa.fi", "matti@äänilevy.fi"),
        ("matti@äänilevy.fi", "Matti@XN--nilevy-9TAA.fi."),
        ("pääjö@example.org", "pa\u0308a\u0308jo\u0308@example.org"),
        ("matti@äänilevy.fi", "matti@a\u0308a\u0308nilevy.fi"),
        ("matti@example.org", "MATTI@Example.org"),
        ("matti@example.org", "matti\u00a0@example.org"),
        ("matti@example.org", "matti @ example.org"),
        ("matti@example.org", "\u200bmatti@example.org"),
        ("matti@example.org", "mat\u00adti@example.org"),
        ("matti@example.org", "matti\uff20example.org"),
        ("matti@example.org", "matti@example.org?subject=x"),
        ("matti@example.org", "matti@example.org/"),
        ("matti@example.org", "matti@example.org!"),
        ("matti@example.org", "'matti@example.org'"),
        ("matti@example.org", "=HYPERLINK(mailto:matti@example.org)"),
        ("matti@example.org", "https://example.net/?to=matti@example.org&from=x"),
        ("o'neill@example.org", "O'Neill@example.org"),
        ("matti@example.org", "matti@example.org, liisa@example.org"),
    ],
)
def test_it_finds_an_address_however_it_is_written(typed: str, listed: str) -> None:
    forbidden = ("email", facts.fold_email(typed))
    content = f'name;email\nMatti;"{listed}"\nLiisa;eve@example.org\n'
    assert run(content.encode(), forbidden)[0] == b"name;email\nLiisa;eve@example.org\n"


def test_it_keeps_rows_that_span_lines() -> None:
    content = b'a,"first\nsecond",aino@example.org\nb,"third\r\nfourth",b@example.org\n'
    assert run(content, AINO)[0] == b'b,"third\r\nfourth",b@example.org\n'


def test_a_list_of_addresses_alone_has_no_head() -> None:
    assert run(b"aino@example.org\nb@example.org\n", AINO) == (b"b@example.org\n", Counted(2, 1, 0))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "campaign_empty"),
        (b" \n\n", "campaign_empty"),
        (b"PK\x03\x04\x00\x00", "campaign_unreadable"),
        (b'a,"' + b"x" * 200_000, "campaign_unreadable"),
    ],
)
def test_it_says_what_it_cannot_read(content: bytes, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        run(content)


def test_it_holds_a_slice_in_memory_and_no_more() -> None:
    counted = Counted()
    source = io.BytesIO(b"".join(b"name %d,person%d@example.org\n" % (place, place) for place in range(60_000)))
    tracemalloc.start()
    for _ in cleaned(source, "FI", lambda asked: (), counted):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counted.rows == 60_000
    assert most < 3_000_000
