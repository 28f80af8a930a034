"""A mailbox on Dovecot: what a second client sees in it, and connectors to it through a wire that breaks."""

import contextlib
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from typing import Any
from unittest import mock
from uuid import uuid4

from imapclient import IMAPClient

from portal.systems.imap.connector import ImapConnector
from portal.systems.registry import connect
from portal.systems.wire import Outgoing
from tests.dovecot import HOST, PASSWORD, Dovecot
from tests.systems.conformance import ANNA, Planted
from tests.systems.imap.proxy import Proxy
from tests.systems.near_misses import NearMiss

SHOP = "shop@digelius.example"
ARRIVED = "2026-03-02"


class Box:
    """One user's mailbox. `connector` speaks TLS unless told otherwise."""

    breaks = frozenset({"away", "hang", "drip", "cut", "tls", "unauthorised"})

    def __init__(self, server: Dovecot) -> None:
        self.server = server
        self.user = next(server.users)
        self.seconds = "30"
        self.settings: dict[str, str] = {}
        self._made = {"INBOX", "Trash"}
        self.proxy = Proxy(server.tls_port, server.untrusted)
        self.plain = Proxy(server.port)
        self.client = server.signed_in(self.user)

    def close(self) -> None:
        with contextlib.suppress(OSError, IMAPClient.Error):
            self.client.logout()
        self.proxy.close()
        self.plain.close()

    def connector(self, **settings: str) -> ImapConnector:
        given = {
            "host": HOST,
            "port": str(self.proxy.port),
            "username": self.user,
            "password": PASSWORD,
            "own": SHOP,
            "category": "correspondence",
            "erase": "delete",
            "seconds": self.seconds,
            **self.settings,
            **settings,
        }
        made = connect("imap", given, Here((HOST,), str(self.server.ca)))
        assert isinstance(made, ImapConnector)
        return made

    def heard(self, **settings: str) -> ImapConnector:
        """A connector that is not encrypted, so that the wire hears it."""
        return self.connector(port=str(self.plain.port), security="none", **settings)

    def put(self, raw: bytes | EmailMessage, folder: str = "INBOX", flags: tuple[bytes, ...] = ()) -> int:
        """Lay a mail into a folder; gives its UID."""
        if folder not in self._made:
            self.client.create_folder(folder)
            self._made.add(folder)
        self.client.append(folder, raw if isinstance(raw, bytes) else bytes(raw), flags)
        self.client.select_folder(folder, readonly=True)
        return int(self.client.search("ALL")[-1])

    def uids(self, folder: str = "INBOX") -> list[int]:
        self.client.select_folder(folder, readonly=True)
        return list(self.client.search("ALL"))

    def plant(self, person: Planted) -> None:
        self.put(mail(person.email, SHOP, "Order", f"Hello from {person.email}.", name=person.name))
        self.put(mail(SHOP, person.email, "Re: Order", "It is on its way.", attached=b"%PDF"), "Lähetetyt")

    def plant_near_miss(self, miss: NearMiss) -> bool:
        sender = miss.email or "someone.else@example.net"
        words = " ".join(each for each in (miss.email, miss.phone, miss.name, miss.customer_number) if each)
        raw = f"From: {miss.name} <{sender}>\r\nTo: {SHOP}\r\nSubject: Hello\r\n"
        raw += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        self.put(f"{raw}Message-ID: <{uuid4().hex}@x>\r\n\r\nIt is me: {words} .\r\n".encode())
        return True

    def state(self) -> Mapping[str, Any]:
        found = {}
        for _flags, _delimiter, name in self.client.list_folders():
            self.client.select_folder(name, readonly=True)
            for uid, one in self.client.fetch(self.client.search("ALL"), ["FLAGS", "BODY.PEEK[]"]).items():
                flags = sorted(each for each in one[b"FLAGS"] if each != b"\\Recent")
                found[f"{name}/{uid}/{one[b'BODY[]'][:600].decode('utf-8', 'replace')}"] = (flags, one[b"BODY[]"])
        return found

    def of_others(self) -> Mapping[str, Any]:
        return {name: held for name, held in self.state().items() if ANNA.email not in name}

    @contextlib.contextmanager
    def broken(self, how: str) -> Iterator[None]:
        self.proxy.how = how
        if how == "unauthorised":
            self.proxy.to_port = self.server.refusing_port
        try:
            yield
        finally:
            self.proxy.how, self.seconds = "", "30"
            self.proxy.to_port = self.server.tls_port


class Here(Outgoing):
    """The name of the server's certificate leads to loopback."""

    def addresses(self, host: str, port: int) -> list[str]:
        with mock.patch("socket.getaddrinfo", return_value=[(2, 1, 6, "", ("127.0.0.1", port))]):
            return super().addresses(host, port)


def mail(
    sender: str, to: str, subject: str, text: str, *, name: str = "", attached: bytes = b"", **headers: str
) -> EmailMessage:
    """A mail as a mail program writes it."""
    made = EmailMessage()
    made["From"] = f"{name} <{sender}>" if name else sender
    made["To"] = to
    made["Subject"] = subject
    made["Date"] = "Mon, 02 Mar 2026 10:00:00 +0200"
    made["Message-ID"] = headers.pop("message_id", f"<{uuid4().hex}@example.org>")
    for key, each in headers.items():
        made[key.replace("_", "-")] = each
    made.set_content(text)
    if attached:
        made.add_attachment(attached, maintype="application", subtype="pdf", filename="Kuitti äö.pdf")
    return made
