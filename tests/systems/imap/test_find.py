"""Whose mails are found, whatever they are made of, and what is said of what could not be searched."""

import base64
import time
import tracemalloc
from unittest import mock

import pytest

from portal.domain.lifecycle import Match
from portal.systems.contract import Identifiers, Permanent, Record, RetryLater
from portal.systems.imap import search
from portal.systems.imap.connector import ImapConnector
from portal.systems.imap.folders import shown
from portal.systems.imap.keys import read_cursor, read_key
from tests.systems.conformance import drained
from tests.systems.imap.box import SHOP, Box, mail
from tests.systems.near_misses import SOUGHT

ANNA = SOUGHT.proven_email
BROKEN = (
    b"Subject: no end\r\nFrom: <" + ANNA.encode() + b">\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="never there\r\n\r\n'
    b"--other\r\nContent-Type: text/plain\r\n\r\nlost words\r\n"
)
EIGHT_BIT = "From: Änna Ö <anna.virtanen@example.org>\r\nSubject: Hyvää päivää\r\n\r\nSää ä\r\n"


def of(records: list[Record]) -> dict[str, tuple[Match, str]]:
    return {value(one, "subject"): (one.match, one.owner) for one in records}


def value(one: Record, name: str) -> str:
    return str(next((each.value for each in one.fields if each.name == name), ""))


def test_it_takes_no_part_of_an_address_for_it(box: Box) -> None:
    asker = Identifiers(proven_email="x@a.fi")
    for sender in ("xx@a.fi.evil", "x@a.fi.evil", "xx@a.fi", "x@aa.fi", "x@a.fin"):
        box.put(mail(sender, SHOP, "not", f"write to {sender}"))
    box.put(b'From: "x@a.fi" <other@example.net>\r\nTo: <>\r\nSubject: named\r\n\r\nhei\r\n')
    box.put(b"From: x@a.fi)<other@example.net>\r\nSubject: broken\r\n\r\nhei\r\n")
    box.put(mail("X@A.fi", SHOP, "hers", "hello"))
    found = of(drained(box.connector(), asker)[0])
    assert found == {
        "hers": (Match.EXACT, "x@a.fi"),
        "named": (Match.PROBABLE, ""),
        "broken": (Match.PROBABLE, ""),
    }


@pytest.mark.parametrize(
    ("header", "match"), [("To", "exact"), ("Cc", "exact"), ("Reply-To", "exact"), ("Bcc", "probable")]
)
def test_it_reads_every_header_of_addresses(box: Box, header: str, match: str) -> None:
    box.put(f"From: {SHOP}\r\n{header}: other@example.net,\r\n Anna <{ANNA}>\r\nSubject: hi\r\n\r\nhei\r\n".encode())
    (one,) = drained(box.connector())[0]
    assert (one.match, one.owner) == (match, ANNA)
    assert "other@example.net" in one.others
    assert not {SHOP, ANNA} & set(one.others)


def test_it_finds_what_was_given_and_not_proven_as_probable_and_a_name_as_a_mention(box: Box) -> None:
    asker = Identifiers("anna.virtanen@example.org", ("old@example.org",), ("+358401234567",), "Anna Virtanen")
    for subject, text in {
        "phone": "Soita 040-123 4567, kiitos.",
        "address": "Vanha osoite: old@example.org.",
        "name": "Asiakas Anna\nVirtanen kävi.",
        "apart": "Anna soitti. Virtanen ei.",
        "proven": "Kirjoita <anna.virtanen@example.org>!",
    }.items():
        box.put(mail("clerk@example.net", SHOP, subject, text))
    box.put(mail("old@example.org", SHOP, "sender", "hei"))
    found = of(drained(box.connector(), asker)[0])
    assert found == {
        "phone": (Match.PROBABLE, ""),
        "address": (Match.PROBABLE, ""),
        "proven": (Match.PROBABLE, ""),
        "sender": (Match.PROBABLE, "old@example.org"),
        "name": (Match.MENTION, ""),
    }


def test_it_names_the_companys_own_addresses_apart_from_other_peoples(box: Box) -> None:
    box.put(mail(ANNA, f"{SHOP}, boris@example.net", "hers", f"to {SHOP}"))
    (one,), _gaps, _searched = drained(box.connector())
    assert one.ours == (SHOP,)
    assert "boris@example.net" in one.others
    assert SHOP not in one.others


def test_it_takes_nobody_for_the_company_itself(box: Box) -> None:
    box.put(mail("other@example.net", SHOP, "not theirs", "hei"))
    assert {one.match for one in drained(box.connector(), Identifiers(proven_email=SHOP))[0]} == {Match.PROBABLE}
    whole = box.connector(own="@digelius.example")
    assert {one.match for one in drained(whole, Identifiers(proven_email=SHOP))[0]} == {Match.PROBABLE}


def test_it_reads_encoded_words_html_and_names_beyond_ascii(box: Box) -> None:
    box.put(
        b"From: =?utf-8?b?" + base64.b64encode("Matti Häkkinen".encode()) + b"?= <matti@xn--hkkinen-5wa.fi>\r\n"
        b"Subject: =?iso-8859-1?q?P=E4iv=E4=E4?= =?x-unknown?q?=E4?= =?utf-8?q?broken\r\n"
        b"Content-Type: text/html; charset=iso-8859-1\r\n\r\n<style>x</style>"
        b"<p>Hyv\xe4\xe4 <b>p&auml;iv\xe4\xe4</b><br>Matti\r\n"
    )
    (one,) = drained(box.connector(), Identifiers(proven_email="matti@häkkinen.fi", name="Matti Häkkinen"))[0]
    assert (one.match, one.subject) == (Match.EXACT, "Matti Häkkinen <matti@häkkinen.fi>")
    assert value(one, "subject").startswith("Päivää")
    assert value(one, "text") == "Hyvää päivää\nMatti"


@pytest.mark.parametrize(
    "raw",
    [
        BROKEN,
        EIGHT_BIT.encode(),
        EIGHT_BIT.encode("iso-8859-1"),
        b"From: " + ANNA.encode() + b"\r\nSubject: nothing else\r\n",
        b"From: " + ANNA.encode() + b'\r\nContent-Type: text/plain; charset="no such"\r\n\r\n\xff\xfe\r\n',
        b"From: " + ANNA.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n=!not base64\r\n",
        b"From: " + ANNA.encode() + b"\r\nDate: 99 Foo 99999\r\nMessage-ID: <" + b"a" * 5000 + b">\r\n\r\nhei\r\n",
        b"From: "
        + ANNA.encode()
        + b"\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
        + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 3000,
        b"From: " + ANNA.encode() + b"\r\nTo: " + b"<" * 20000 + b"\r\nCc: " + b'"' * 9999 + b"\r\n\r\nhei\r\n",
    ],
    ids=["boundary", "utf-8", "latin-1", "header-alone", "charset", "base64", "date", "nested", "brackets"],
)
def test_it_reads_a_broken_mail_as_far_as_it_goes(box: Box, raw: bytes) -> None:
    box.put(raw)
    connector = box.connector()
    (one,) = drained(connector)[0]
    assert (one.match, one.owner) == (Match.EXACT, ANNA)
    assert one.document is not None
    assert len(b"".join(connector.export(one.kind, one.key))) == one.document.size


def test_it_reads_past_a_nul_byte(box: Box) -> None:
    assert box.uids() == []
    path = box.server.files(box.user) / "new" / "1772438400.M1P1.host"
    path.write_bytes(f"From: {ANNA}\nSubject: nul\n\nbefore\0after\0\n".encode())
    path.chmod(0o666)
    connector = box.connector()
    (one,) = drained(connector)[0]
    assert "\0" not in value(one, "text")
    assert value(one, "text").startswith("before")
    assert b"".join(connector.export(one.kind, one.key)).startswith(b"From: ")


def test_it_searches_a_mail_inside_a_mail_and_does_not_take_its_header_for_the_outer_one(box: Box) -> None:
    inner = mail(ANNA, "x@example.net", "inner", "Kirje.")
    outer = mail("clerk@example.net", SHOP, "outer", "Katso liite.")
    outer.add_attachment(inner)
    box.put(outer)
    (one,) = drained(box.connector())[0]
    assert (one.match, one.owner) == (Match.PROBABLE, "")
    assert value(one, "text") == "Katso liite."
    assert value(one, "attachments") == "mail.eml"


def test_it_reads_folders_whatever_they_are_called(box: Box) -> None:
    names = ["Lähetetyt", "日本語", 'q"uote\\d', "R&D & co", "*%", "INBOX/ä/ö", "{5}", "0123"]
    for name in names:
        box.put(mail(ANNA, SHOP, "hei", "hei"), name)
    records, gaps, _searched = drained(box.connector())
    assert gaps == []
    assert sorted(value(one, "folder") for one in records) == sorted(names)


def test_it_tells_the_folders_that_it_may_not_read(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"), "Salainen ä")
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    folder = next(each for each in box.server.files(box.user).iterdir() if each.name.startswith("Salainen"))
    (folder / "dovecot-acl").write_text("owner l\n")
    (folder / "dovecot-acl").chmod(0o666)
    connector = box.connector()
    records, gaps, _searched = drained(connector)
    assert (len(records), gaps) == (1, ["folder_unreadable:Salainen ä"])
    assert "folder_unreadable:Salainen ä" in connector.check()
    with pytest.raises(Permanent, match="folder_unreadable"):
        list(connector.held(ANNA))


def test_it_searches_fifty_folders_page_by_page(box: Box) -> None:
    for number in range(50):
        box.put(mail(ANNA, SHOP, f"mail {number}", "hei"), f"Folder {number:02}")
    connector = box.connector()
    with mock.patch.object(connector, "_batch", 20):
        records, gaps, searched = drained(connector)
    assert (len(records), gaps, searched) == (50, [], 50)
    assert len({one.key for one in records}) == 50


def test_it_searches_window_by_window_and_misses_nothing(box: Box) -> None:
    for number in range(25):
        box.put(mail(ANNA if number % 3 else "other@example.net", SHOP, f"mail {number}", "hei"))
    box.client.select_folder("INBOX")
    box.client.delete_messages([2, 11])
    box.client.uid_expunge([2, 11])
    connector = box.connector()
    with mock.patch.object(connector, "_window", 4), mock.patch.object(connector, "_batch", 3):
        records, _gaps, searched = drained(connector)
    expected = [uid for uid in range(1, 26) if (uid - 1) % 3 and uid not in {2, 11}]
    assert [read_key(one.key).uid for one in records] == expected
    assert searched == 23


def test_it_begins_a_folder_anew_that_was_made_anew_meanwhile(box: Box) -> None:
    for number in range(4):
        box.put(mail(ANNA, SHOP, f"mail {number}", "hei"), "Work")
    connector = box.connector()
    with mock.patch.object(connector, "_batch", 1), mock.patch.object(search, "_AT_ONCE", 1):
        first = connector.find(SOUGHT, None)
        anew(box, "Work")
        again = [first, *pages(connector, first.cursor)]
    keys = [read_key(one.key) for page in again[1:] for one in page.records]
    assert len(keys) == 4
    assert {key.validity for key in keys} != {read_key(first.records[0].key).validity}
    assert read_cursor(again[1].cursor).again == 1


def test_it_gives_up_a_folder_that_is_made_anew_without_end(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"), "Work")
    page = box.connector().find(SOUGHT, '["Work", 1, 0, 0, 3]')
    assert page.gaps == ("folder_unreadable:Work",)


def test_it_searches_where_the_server_refuses_the_charset(box: Box) -> None:
    box.put(mail("clerk@example.net", SHOP, "hei", "Tänään kävi Änne Häkkinen."))
    box.put(mail("clerk@example.net", SHOP, "hei", "Tänään kävi Onni Häkkinen."))
    box.plain.hears = lambda words: words.replace(b"CHARSET UTF-8", b"CHARSET NO-SUCH")
    box.plain.answers = lambda words: words.replace(b" LITERAL+", b"")
    asker = Identifiers(ANNA, name="Änne Häkkinen")
    records, gaps, _searched = drained(box.heard(), asker)
    assert ([one.match for one in records], gaps) == ([Match.MENTION], [])
    assert b"NO-SUCH" not in box.plain.said
    assert b"CHARSET UTF-8" in box.plain.said


@pytest.mark.parametrize(
    "name", ['Anna ") LOGOUT', "Anna {5}", "Anna (x", "Anna \r\nA1 LOGOUT", "Anna %*\\", "Ånna {9+}"]
)
def test_it_says_nothing_of_a_persons_words_as_a_command(box: Box, name: str) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    asker = Identifiers(ANNA, ("(x)@example.org", '"q u"@example.org', "{3}@example.org"), name=name)
    records, gaps, _searched = drained(box.connector(), asker)
    assert ([one.match for one in records], gaps) == ([Match.EXACT], [])


def test_it_marks_nothing_as_read(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    before = box.state()
    connector = box.connector()
    (one,) = drained(connector)[0]
    b"".join(connector.export(one.kind, one.key))
    list(connector.held(ANNA))
    assert box.state() == before


def test_it_streams_a_mail_of_sixty_megabytes_and_reads_its_text_alone(box: Box) -> None:
    line = base64.b64encode(bytes(range(57))) + b"\r\n"
    raw = (
        b"From: " + ANNA.encode() + b"\r\nSubject: big\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\nContent-Type: application/zip; name="a.zip"\r\n'
        b'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="a.zip"\r\n\r\n'
        + line
        * 800_000
        + b"--cut\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Hyv=C3=A4=C3=A4 p=C3=A4iv=C3=A4=C3=A4\r\n--cut--\r\n"
    )
    size = len(raw)
    box.put(raw)
    del raw
    connector = box.connector(port=str(box.server.port), security="none")
    tracemalloc.start()
    (one,) = drained(connector)[0]
    given = sum(map(len, connector.export(one.kind, one.key)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 60_000_000
    assert one.document is not None
    assert given == one.document.size == size
    assert peak < 12_000_000
    assert (value(one, "text"), value(one, "attachments")) == ("Hyvää päivää", "a.zip (45599998)")


def test_it_cuts_a_long_text_with_a_mark(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "long", "pitkä " * 20_000))
    (one,) = drained(box.connector())[0]
    assert len(value(one, "text")) <= 20_000
    assert value(one, "text").endswith(" […]")


def test_it_ends_with_its_time_however_slowly_the_server_drips(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    box.plain.how = "drip"
    began = time.monotonic()
    with pytest.raises(RetryLater, match="slow"):
        box.heard(seconds="1").find(SOUGHT, None)
    assert time.monotonic() - began < 3


def test_it_takes_no_more_than_it_can_hold(box: Box) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    box.plain.answers = lambda words: words.replace(b"BODY[HEADER]<0> {", b"BODY[HEADER]<0> {9999999")
    with pytest.raises(Permanent, match="too_much"):
        box.heard().find(SOUGHT, None)


@pytest.mark.parametrize("answer", [b"* SEARCH 1 x 2\r\n", b"* SEARCH 99999999999999999999\r\n", b"* SEARCH -1\r\n"])
def test_it_takes_no_nonsense_for_nothing_held(box: Box, answer: bytes) -> None:
    box.put(mail(ANNA, SHOP, "hei", "hei"))
    box.plain.answers = lambda words: words.replace(b"* SEARCH 1\r\n", answer)
    try:
        page = box.heard().find(SOUGHT, None)
    except (Permanent, RetryLater):
        return
    assert page.gaps or page.records


def pages(connector: ImapConnector, cursor: str | None) -> list[search.Page]:
    found = []
    while cursor is not None:
        found.append(connector.find(SOUGHT, cursor))
        cursor = found[-1].cursor
    return found


def anew(box: Box, name: str) -> None:
    """The folder is deleted and made again with the same mails, in another order."""
    box.client.select_folder(name, readonly=True)
    raws = [one[b"BODY[]"] for one in box.client.fetch(box.client.search("ALL"), ["BODY.PEEK[]"]).values()]
    box.client.unselect_folder()
    box.client.delete_folder(name)
    time.sleep(1.1)
    box.client.create_folder(name)
    for raw in reversed(raws):
        box.client.append(name, raw)
    assert shown(name) == name


@pytest.mark.parametrize("going", [1, 4, 5])
def test_it_searches_to_the_newest_mail_though_old_ones_go_between_two_pages(box: Box, going: int) -> None:
    for at in range(6):
        box.put(mail(ANNA, SHOP, f"hers {at}", "hei"))
    connector = box.connector()
    connector._batch, connector._window = 1, 2
    first = connector.find(SOUGHT, None)
    box.client.select_folder("INBOX")
    box.client.add_flags(list(range(1, going + 1)), [b"\\Deleted"])
    box.client.expunge()
    found, cursor = list(first.records), first.cursor
    while cursor is not None:
        page = connector.find(SOUGHT, cursor)
        assert page.gaps == ()
        found += page.records
        cursor = page.cursor
    assert {f"hers {at}" for at in range(going, 6)} <= {value(one, "subject") for one in found}
    assert len({one.key for one in found}) == len(found)
