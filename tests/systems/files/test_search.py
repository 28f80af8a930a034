"""Pages, restarts, size; cards and mail as they are met."""

import json
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import Change, Identifiers, Page, Permanent, Record
from portal.systems.files import cards, mails, walk
from portal.systems.files.connector import FilesConnector
from portal.systems.files.mapping import read_mapping
from tests.systems.conformance import ANNA, drained, targets_of
from tests.systems.files.offices import LABEL, CardOffice, CsvOffice, MailOffice, Office
from tests.systems.near_misses import SOUGHT

ASKER = Identifiers(ANNA.email)
ROOT = Path(__file__).resolve().parents[3]


def slow(office: Office, *, batch: int = 200, seconds: float = 0.0) -> FilesConnector:
    """Small pages."""
    folders = walk.folders_of(str(office.share), str(office.backups), "")
    mapping = read_mapping(office.mapping.replace("LABEL", LABEL))
    return FilesConnector(folders, mapping, "FI", batch=batch, seconds=seconds)


def pages(connector: FilesConnector) -> list[Page]:
    found, cursor = [], None
    while True:
        found.append(connector.find(ASKER, cursor))
        cursor = found[-1].cursor
        if cursor is None:
            return found
        assert len(found) < 5000


def fill(office: CsvOffice | MailOffice | CardOffice, count: int) -> None:
    for number in range(count):
        if isinstance(office, CsvOffice):
            name, email = (ANNA.name, ANNA.email) if number % 2 else ("Bo", "bo@example.net")
            office.add("7", name, email, f"040 123 {number:04}")
        elif isinstance(office, MailOffice):
            office.add(ANNA.email if number % 2 else "bo@example.net", f"Viesti {number}")
        else:
            office.add(ANNA.name, ANNA.email if number % 2 else "bo@example.net", f"040 123 {number:04}")


@pytest.mark.parametrize("kind", ["csv_office", "mail_office", "card_office"])
def test_small_pages_find_what_one_page_finds(request: pytest.FixtureRequest, kind: str) -> None:
    office = request.getfixturevalue(kind)
    fill(office, 30)
    whole = office.connector().find(ASKER, None)
    assert whole.cursor is None
    for connector in (slow(office), slow(office, batch=3, seconds=9)):
        found = pages(connector)
        assert len(found) > 2
        assert [one for page in found for one in page.records] == list(whole.records)
        assert sum(page.searched for page in found) == whole.searched
        assert [gap for page in found for gap in page.gaps] == list(whole.gaps)
        assert {one for page in found for one in page.learned} == set(whole.learned)


@pytest.mark.parametrize("kind", ["csv_office", "mail_office"])
def test_a_file_that_changes_between_pages_is_a_gap(request: pytest.FixtureRequest, kind: str) -> None:
    office = request.getfixturevalue(kind)
    fill(office, 30)
    connector = slow(office, batch=3, seconds=9)
    first = connector.find(ASKER, None)
    assert first.cursor
    fill(office, 1)
    gaps: list[str] = []
    cursor: str | None = first.cursor
    while cursor:
        page = connector.find(ASKER, cursor)
        gaps, cursor = [*gaps, *page.gaps], page.cursor
    assert [gap.partition(":")[0] for gap in gaps] == ["file_changed"]


@pytest.mark.parametrize("cursor", ["x", "[]", "{}", "[1]", '[0,["a"],"x",0,[],[],false,true,{},{}]', "null"])
def test_a_cursor_of_somebody_else_is_refused(csv_office: CsvOffice, cursor: str) -> None:
    with pytest.raises(Permanent, match="bad_cursor"):
        csv_office.connector().find(ASKER, cursor)


MEASURED = """
import json, resource, sys
from portal.systems.files.connector import connect
from tests.systems.conformance import drained
connectors = [connect(one) for one in json.loads(sys.argv[1])]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = [len(drained(one)[0]) for one in connectors]
print(*found, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_many_rows_and_a_big_mailbox_stay_flat(csv_office: CsvOffice, mail_office: MailOffice) -> None:
    row = "1;Bo Berg;bo@example.net;050 1;Turku;kyllä;;\r\n".encode("cp1252")
    with csv_office.path.open("ab") as out:
        out.write(row * 30_000)
    body = ("x" * 900 + "\n").encode() * 500
    with (mail_office.share / "old.mbox").open("ab") as out:
        for number in range(60):
            out.write(b"From - Fri\nFrom: bo@example.net\nSubject: %d\n\n" % number + body + b"\n")
    told = json.dumps([csv_office.settings(), mail_office.settings()])
    done = subprocess.run([sys.executable, "-c", MEASURED, told], cwd=ROOT, check=True, capture_output=True, text=True)
    rows, messages, megabytes = map(int, done.stdout.split())
    assert (rows, messages) == (0, 0)
    assert megabytes < 24


def test_a_giant_line_a_giant_cell_and_a_giant_message_are_gaps(
    csv_office: CsvOffice, mail_office: MailOffice, card_office: CardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    (csv_office.share / "customers2.csv").write_bytes(b"Numero;Nimi\n" + b"x" * (2 << 20))
    (csv_office.share / "customers3.csv").write_bytes(b'Numero;Nimi\n1;"' + b"x\n" * 200_000)
    assert drained(csv_office.connector())[1] == [
        "file_too_large:share/customers2.csv", "file_broken:share/customers3.csv",
    ]  # fmt: skip
    monkeypatch.setattr(mails, "LARGEST", 1 << 20)
    mail_office.plant(ANNA)
    with (mail_office.share / "old.mbox").open("ab") as out:
        out.write(b"From - Fri\nFrom: bo@example.net\n\n" + b"x" * (2 << 20) + b"\n\n")
    mail_office.plant(ANNA)
    records, gaps, _searched = drained(mail_office.connector(), ASKER)
    assert (len(records), gaps) == (4, ["file_too_large:share/old.mbox"])
    monkeypatch.setattr(cards, "LARGEST", 1000)
    (card_office.share / "big.vcf").write_bytes(b"BEGIN:VCARD\r\nNOTE:" + b"x" * 2000 + b"\r\nEND:VCARD\r\n")
    (card_office.share / "cut.vcf").write_bytes(b"BEGIN:VCARD\r\nFN:Anna\r\n")
    assert drained(card_office.connector())[1] == ["file_too_large:share/big.vcf", "file_broken:share/cut.vcf"]


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def test_mail_is_found_by_its_headers_and_its_words(mail_office: MailOffice) -> None:
    own = message(From="Bo <bo@example.net>", To=f"Änna <{ANNA.email.upper()}>, c@example.net", Subject="Lasku äö",
                  Date="Fri, 6 Mar 2026 10:00:00 +0200")  # fmt: skip
    own.set_content("Liitteenä lasku äö.")
    own.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="lasku.pdf")
    about = message(From="bo@example.net", To="c@example.net", Subject="Asiakas")
    about.set_content(
        f"<p>Soita: <b>{ANNA.name}</b> <a href='mailto:{ANNA.email}'>tästä</a></p>", subtype="html", cte="base64"
    )
    for name, one in (("own", own), ("about", about)):
        (mail_office.share / f"{name}.eml").write_bytes(bytes(one))
    found = {one.key.partition('"')[2].partition('"')[0]: one for one in drained(mail_office.connector(), SOUGHT)[0]}
    mine = found["share/own.eml"]
    assert (mine.match, mine.matched_by, mine.dated) == (Match.EXACT, ("email",), "2026-03-06")
    assert mine.others == ("Bo", "bo@example.net", "Änna", "c@example.net")
    assert {part.name: part.value for part in mine.fields}["subject"] == "Lasku äö"
    assert (found["share/about.eml"].match, found["share/about.eml"].matched_by) == (Match.MENTION, ("email", "name"))
    assert b"".join(mail_office.connector().export("mail", mine.key)) == bytes(own)
    assert mine.document is not None
    assert mine.document.media_type == "message/rfc822"


@pytest.mark.parametrize(
    "headers",
    [
        f'From: "{ANNA.email}" <bo@example.net>',
        f"From: =?utf-8?q?{ANNA.email}?= <bo@example.net>",
        f"Subject: {ANNA.email}x",
        f"From: bo@example.net\nX-Old: {ANNA.email}",
        f"To: {ANNA.email}.evil.example",
        f"From: x{ANNA.email}",
    ],
)
def test_a_header_that_only_looks_like_it_proves_nothing(mail_office: MailOffice, headers: str) -> None:
    (mail_office.share / "x.eml").write_bytes(f"{headers}\n\nhei\n".encode())
    assert [one for one in drained(mail_office.connector(), ASKER)[0] if one.match is not Match.MENTION] == []


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x\n" * 50,
        b"Content-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!!\n",
        b"From: =?utf-8?b?////?= <a\x00@b>\nDate: yesterday\nSubject: =?x?y?z?=\n\n\xff\xfe\n",
        b"\n\n\n",
        b"From \n",
        b"Content-Type: text/plain; charset*=utf-8''%FF\n\n\xff",
    ],
)
def test_odd_mail_is_read_or_a_gap(mail_office: MailOffice, raw: bytes) -> None:
    (mail_office.share / "odd.eml").write_bytes(raw)
    mail_office.plant(ANNA)
    records, gaps, _searched = drained(mail_office.connector(), ASKER)
    assert len(records) == 2
    assert gaps in ([], ["file_broken:share/odd.eml"])


OLD_CARD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=A4kinen;Anna;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Anna M=C3=A4ki=\r\nnen\r\nTEL;CELL:040 123 4567\r\n"
    f"EMAIL:{ANNA.email}\r\nNOTE:pitk=E4\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:\r\n /9j/4AAQ\r\n\r\nEND:VCARD\r\n"
)
NEW_CARD = (
    "begin:vcard\nVERSION:4.0\nUID:urn:uuid:1\nFN:Anna M\\, Virtanen\nitem1.EMAIL;TYPE=work:"
    f"mailto:{ANNA.email}\nitem1.X-ABLabel:Työ\nADR;TYPE=home:;;Katu 1\\, A 2;Turku;;20100;FI\n"
    "NOTE:eka\\nt\n oka\nend:vcard\n"
)


def test_cards_of_three_versions_are_read_and_changed_in_place(card_office: CardOffice) -> None:
    path = card_office.share / "book.vcf"
    path.write_bytes((OLD_CARD + NEW_CARD).encode())
    records: list[Record] = list(drained(card_office.connector(), ASKER)[0])
    values = [{part.column: part.value for part in one.fields} for one in records]
    assert [each["FN"] for each in values] == ["Anna Mäkinen", "Anna M, Virtanen"]
    assert values[1]["NOTE"] == "eka\ntoka"
    assert values[1]["ADR"] == ";;Katu 1\\, A 2;Turku;;20100;FI"
    connector = card_office.connector()
    old, new = records
    changes = [
        Change("card", old.key, old.owner, "FN", "Anna Mäkinen", "Anna; Järvi"),
        Change("card", new.key, new.owner, "NOTE", "eka\ntoka", "ä" * 60),
    ]
    connector.rectify(changes, "a")
    assert connector.rectified(changes)
    text = path.read_bytes().decode()
    assert "FN;CHARSET=UTF-8:Anna\\; Järvi\r\nTEL" in text
    assert max(len(line.encode()) for line in text.splitlines()) <= 130
    assert text.startswith(OLD_CARD[: OLD_CARD.index("FN;")])
    assert text.endswith("\nend:vcard\n")
    connector.erase(targets_of([old]), "b")
    assert path.read_bytes().decode().startswith("begin:vcard")


def test_a_stranger_who_wrote_a_key_by_hand_gets_nothing(card_office: CardOffice) -> None:
    card_office.plant(ANNA)
    one = drained(card_office.connector(), ASKER)[0][0]
    for column in ("UID", "VERSION", "X:Y\r\nEMAIL", "FN 2"):
        with pytest.raises(Permanent):
            card_office.connector().rectify([Change("card", one.key, one.owner, column, None, "x")], "a")
    change = Change("card", one.key, one.owner, "FN", ANNA.name, "x\r\nEMAIL:evil@example.net\r\nEND:VCARD")
    card_office.connector().rectify([change], "a")
    assert (card_office.share / "book.vcf").read_bytes().count(b"\r\nEMAIL") == 1


def _in_seconds(office: Office, most: float = 3.0) -> None:
    begun = time.process_time()
    drained(office.connector(), SOUGHT)
    assert time.process_time() - begun < most


def test_a_card_with_a_big_picture_is_read_at_once(card_office: CardOffice) -> None:
    photo = ("PHOTO;ENCODING=b:" + "\r\n ".join(["/9j/" * 18] * 60_000) + "\r\n").encode()
    (card_office.share / "p.vcf").write_bytes(
        f"BEGIN:VCARD\r\nEMAIL:{ANNA.email}\r\n".encode() + photo + b"END:VCARD\r\n"
    )
    _in_seconds(card_office)


@pytest.mark.parametrize("piece", ["<script>", "<style ", "<", "<a href='mailto:", "&amp", "<<a"])
def test_markup_that_never_closes_takes_no_time(mail_office: MailOffice, piece: str) -> None:
    head = "From: bo@example.net\nContent-Type: text/html\n\n"
    (mail_office.share / "x.eml").write_bytes((head + piece * 100_000).encode())
    _in_seconds(mail_office)


@pytest.mark.parametrize("piece", ["(", "<a@b>,", '"', "=?utf-8?q?", "a@b;", ","])
def test_a_header_that_never_ends_takes_no_time(mail_office: MailOffice, piece: str) -> None:
    body = f"From: {piece * 40_000}\nTo: {ANNA.email}\n\nx\n"
    (mail_office.share / "x.eml").write_bytes(body.encode())
    _in_seconds(mail_office)


@pytest.mark.parametrize("text", ["", "Hei vaan."])
@pytest.mark.parametrize(
    ("heads", "match"),
    [
        ("To: {} (Virtanen, Anna)", Match.EXACT),
        ("To: {},", Match.EXACT),
        ("To: {}, undisclosed-recipients:;", Match.EXACT),
        ("To: Virtanen, Anna <{}>", Match.EXACT),
        ('To: ,,;<>,"(\r\nCc: {}', Match.EXACT),
        ("From: {} <somebody@evil.example>", Match.MENTION),
        ("From: ({}) somebody@evil.example", Match.MENTION),
        ("From: x <{}> x", Match.MENTION),
    ],
)
def test_it_takes_only_what_stands_where_an_address_stands(
    mail_office: MailOffice, heads: str, match: Match, text: str
) -> None:
    body = f"{heads.format(ANNA.email)}\r\nSubject: Hei\r\n\r\n{text}\r\n"
    (mail_office.share / "saved" / "a.eml").write_bytes(body.encode())
    records, gaps, _searched = drained(mail_office.connector(), ASKER)
    assert ([one.match for one in records], gaps) == ([match], [])


def test_it_knows_a_domain_of_own_letters_in_both_spellings(mail_office: MailOffice) -> None:
    (mail_office.share / "saved" / "a.eml").write_bytes(b"From: matti@xn--hkkinen-5wa.fi\r\n\r\nhei\r\n")
    for address in ("matti@h\u00e4kkinen.fi", "matti@xn--hkkinen-5wa.fi"):
        records, _gaps, _searched = drained(mail_office.connector(), Identifiers(address))
        assert [one.match for one in records] == [Match.EXACT]
