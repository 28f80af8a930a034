"""Addresses and HTML as strangers write them: what is read, and how long that takes."""

import time

import pytest

from portal.systems.addressing import fold_address, mailboxes
from portal.systems.contract import Identifiers
from portal.systems.imap.account import read_account
from portal.systems.imap.html_text import text_of
from portal.systems.imap.judging import judged
from portal.systems.imap.message import read_mail
from portal.systems.matching import wanted

ACCOUNT = read_account({"host": "mail.example.org", "username": "shop@digelius.example", "password": "x"})


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Anna <anna@example.org>, b@x.fi", ["anna@example.org", "b@x.fi"]),
        ("anna@example.org <other@e.net>", ["other@e.net"]),
        ('"anna@example.org" <other@e.net>', ["other@e.net"]),
        ("(anna@example.org) other@e.net", ["other@e.net"]),
        ("other@e.net (anna@example.org)", ["other@e.net"]),
        ('"Virtanen, Anna" <anna@example.org>', ["anna@example.org"]),
        ("Friends: a@b.fi, C@D.fi; , z@z.fi", ["a@b.fi", "c@d.fi", "z@z.fi"]),
        ("anna@example.org)<other@e.net>", []),
        ("<anna@example.org><other@e.net>", []),
        ("other@e.net <anna@example.org", []),
        ('"anna@example.org"', []),
        ("an(no)na@example.org", []),
        ("<anna@example.org@evil.example>", []),
        ("@relay.example:anna@example.org", ["anna@example.org"]),
        ("", []),
    ],
)
def test_it_reads_only_what_stands_where_an_address_stands(header: str, found: list[str]) -> None:
    assert [address for _name, address in mailboxes(header)] == found


def test_it_compares_a_domain_in_its_own_letters() -> None:
    assert fold_address("Matti@XN--HKKINEN-5WA.fi") == "matti@häkkinen.fi"
    assert fold_address("a@xn--" + "9" * 300) == "a@xn--" + "9" * 300
    assert fold_address("a@xn--\u200b.fi") == "a@xn--\u200b.fi"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000,
        "<!--" * 100_000,
        "<a href='" * 50_000,
        "<" * 300_000,
        "</" * 150_000,
        "&" * 300_000,
        "<b>" * 30_000 + "</p>" * 30_000,
        "<script>" * 50_000,
        "<head></script " * 30_000,
        "<script></script " * 30_000,
        "\n " * 200_000,
        "<table>" * 40_000,
    ],
    ids=lambda html: html[:9].strip(),
)
def test_it_reads_any_html_at_once(html: str) -> None:
    began = time.process_time()
    text_of(html)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "header",
    ["<" * 64_000, '"' * 64_000, '"\\' * 32_000, "(" * 64_000, "a@b.fi," * 9000, "=?utf-8?q?" * 6000, "xn--a." * 9000],
)
def test_it_reads_any_header_at_once(header: str) -> None:
    began = time.process_time()
    mail = read_mail(f"From: {header}\r\nTo: a@{header}\r\nSubject: {header}\r\n\r\n{header}".encode())
    judged(
        mail, wanted(Identifiers("anna@example.org", phones=("+358401234567",), name="Anna Virtanen"), "FI"), ACCOUNT
    )
    assert time.process_time() - began < 3


def test_it_reads_html_as_a_reader_sees_it() -> None:
    html = "<head><title>no</title><body><p>Hei <b>Anna</b>&nbsp;V<br>toinen<!-- no --><td>a<td>b"
    html += "<script>no()</script>\0&auml; 1 < 2"
    assert text_of(html) == "Hei Anna V\ntoinen a b \0ä 1 < 2"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Soita 040 123 4567 2024", True),
        ("2024 040-1234567", True),
        ("puh.0401234567.", True),
        ("(040) 123 45 67", True),
        ("00358401234567", True),
        ("+46 40 123 4567", False),
        ("+46 (0)40 1234567", False),
        ("12340401234567", False),
        ("04012345678", False),
        ("x0401234567", False),
    ],
)
def test_it_reads_a_number_as_a_whole_however_it_is_written(text: str, whose: bool) -> None:
    mail = read_mail(f"From: b@example.net\r\n\r\n{text}".encode())
    want = wanted(Identifiers("anna@example.org", phones=("+358401234567",)), "FI")
    assert (judged(mail, want, ACCOUNT) is not None) is whose
