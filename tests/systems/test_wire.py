"""The way out: which addresses are dialled, and that what was judged is what is dialled."""

import socket
from typing import Any

import pytest

from portal.systems.contract import Permanent, RetryLater
from portal.systems.wire import MOST_ADDRESSES, STRICT, Outgoing, unreadable
from tests.systems.raw_server import raw_server

CLOSED = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "100::1", "2001:db8::1", "3fff::1", "5f00::1",
    "2001:0:7f00:1:0:0:80ff:fffe", "2002:7f00:1::", "2002:a00:1::1", "fc00::1", "fd00:ec2::254", "fec0::1", "fe80::1",
    "fe80::1%lo", "ff02::1",
)  # fmt: skip
OPEN = ("1.1.1.1", "193.166.3.1", "2a00:1450:400f:80d::200e", "64:ff9b::101:101", "::ffff:1.1.1.1")
SPELLINGS = ("2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.1", "0", "[::1]", "::ffff:7f00:1")


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """Name look-ups answer with these, one after the other and the last for ever; gives the names that were asked."""
    asked: list[str] = []

    real = socket.getaddrinfo

    def answer(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host[-1:].isdigit() or ":" in host:
            return list(real(host, port, *rest, **more))
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        kinds = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in found]
        return [(kind, socket.SOCK_STREAM, 6, "", (each, port)) for kind, each in zip(kinds, found, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize("address", CLOSED)
def test_it_dials_nothing_that_is_not_on_the_internet(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolving(monkeypatch, (address,))
    with pytest.raises(Permanent, match="address_refused"):
        STRICT.addresses("crm.example.org", 443)
    resolving(monkeypatch, ("1.1.1.1", address))
    with pytest.raises(Permanent, match="address_refused"):
        STRICT.dial("crm.example.org", 443)


@pytest.mark.parametrize("address", OPEN)
def test_it_lets_global_addresses_through(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolving(monkeypatch, (address,))
    assert STRICT.addresses("crm.example.org", 443) == [address]


@pytest.mark.parametrize("host", SPELLINGS)
def test_it_is_not_fooled_by_how_an_address_is_written(host: str) -> None:
    with pytest.raises(Permanent, match="address_refused"):
        STRICT.addresses(host, 80)


@pytest.mark.parametrize("host", ["", " ", "a\0b", "x" * 300, "no such host", "1.1.1.1\nevil", "\ud800", "-"])
def test_it_knows_no_such_name(host: str) -> None:
    with pytest.raises(RetryLater, match="name_unknown"):
        STRICT.addresses(host, 80)


@pytest.mark.parametrize(
    ("allowed", "address", "port", "inside"),
    [
        ("127.0.0.1", "127.0.0.1", 80, True),
        ("127.0.0.1", "127.0.0.2", 80, False),
        ("127.0.0.1:8080", "127.0.0.1", 8080, True),
        ("127.0.0.1:8080", "127.0.0.1", 80, False),
        ("10.0.0.0/8", "10.9.8.7", 1, True),
        ("10.0.0.0/8:443", "10.9.8.7", 443, True),
        ("10.0.0.0/8:443", "10.9.8.7", 80, False),
        ("10.0.0.0/8", "::ffff:10.1.1.1", 80, True),
        ("10.0.0.0/8", "192.168.0.1", 80, False),
        ("fd00::/8", "fd12::1", 80, True),
        ("[fd12::1]:80", "fd12::1", 80, True),
        ("[fd12::1]:80", "fd12::1", 81, False),
        ("crm.internal", "10.0.0.1", 80, True),
        ("CRM.Internal:80", "10.0.0.1", 80, True),
        ("crm.internal:81", "10.0.0.1", 80, False),
        ("internal", "10.0.0.1", 80, False),
        ("rm.internal", "10.0.0.1", 80, False),
        ("crm.internal.", "10.0.0.1", 80, False),
        ("nonsense/99", "10.0.0.1", 80, False),
    ],
)
def test_it_takes_the_operators_word_and_no_more(
    monkeypatch: pytest.MonkeyPatch, allowed: str, address: str, port: int, inside: bool
) -> None:
    resolving(monkeypatch, (address,))
    outgoing = Outgoing((allowed,))
    for host in ("crm.internal", "CRM.internal", "crm.internal."):
        if inside:
            assert outgoing.addresses(host, port) == [address]
        else:
            with pytest.raises(Permanent, match="address_refused"):
                outgoing.addresses(host, port)


def test_it_looks_a_name_up_once_and_dials_what_it_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(b"") as server:
        asked = resolving(monkeypatch, ("127.0.0.1",), ("169.254.169.254",))
        outgoing = Outgoing((f"127.0.0.1:{server.port}",))
        with outgoing.dial("rebound.example.org", server.port) as connected:
            assert connected.getpeername()[0] == "127.0.0.1"
        assert asked == ["rebound.example.org"]


def test_it_takes_unencrypted_what_the_operator_allows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ("10.0.0.1",))
    assert Outgoing(("10.0.0.0/8",)).takes_plain("crm.internal", 80)
    assert Outgoing(("crm.internal",)).takes_plain("crm.internal", 80)
    assert not Outgoing(("10.0.0.0/8",)).takes_plain("crm.internal", 80, ["10.0.0.1", "1.1.1.1"])
    resolving(monkeypatch, ("1.1.1.1",))
    assert not STRICT.takes_plain("crm.example.org", 80)
    assert Outgoing(("crm.example.org:80",)).takes_plain("crm.example.org", 80)
    resolving(monkeypatch, ("127.0.0.1",))
    with pytest.raises(Permanent, match="address_refused"):
        STRICT.takes_plain("crm.example.org", 80)


def test_it_tries_a_few_addresses_and_not_hundreds(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(address: tuple[str, int], **_more: Any) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    resolving(monkeypatch, tuple(f"1.1.1.{number}" for number in range(200)))
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(RetryLater, match="system_away"):
        STRICT.dial("many.example.org", 443)
    assert len(tried) == MOST_ADDRESSES


@pytest.mark.parametrize("text", ["", " ", "a b", "http://x", "a@b", "x?y", "#"])
def test_it_says_which_entries_of_the_operator_it_cannot_read(text: str) -> None:
    assert unreadable([text, "10.0.0.0/8", "crm.internal:80", "[::1]:80"]) == [text]


def test_it_waits_no_longer_for_a_reply_than_it_says() -> None:
    with raw_server(b"") as server, Outgoing(("127.0.0.1",)).dial("127.0.0.1", server.port, 0.5) as connected:
        assert connected.gettimeout() == pytest.approx(30)
