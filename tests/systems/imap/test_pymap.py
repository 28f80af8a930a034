"""The same against another server, pymap, which keeps its mails in memory and in a process of its own."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient

from portal.domain.lifecycle import Match
from portal.systems.contract import Permanent
from portal.systems.registry import connect
from portal.systems.wire import Outgoing
from tests.systems.conformance import drained, targets_of
from tests.systems.imap.box import SHOP, mail
from tests.systems.near_misses import SOUGHT

ANNA = SOUGHT.proven_email
USER, PASSWORD = "demouser", "demopass"


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    program = Path(sys.executable).with_name("pymap")
    command = [program, "--host", "127.0.0.1", "--port", str(free), "--no-tls", "dict", "--demo-data"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            until = time.monotonic() + 20
            while time.monotonic() < until and server.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", free), 1):
                    break
                time.sleep(0.1)
            yield free
        finally:
            server.kill()


def test_it_finds_and_erases_at_another_server(port: int) -> None:
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login(USER, PASSWORD)
        client.create_folder("Lähetetyt")
        client.append("INBOX", bytes(mail("other@example.net", SHOP, "marked", "hei")), (b"\\Deleted",))
        client.append("INBOX", bytes(mail(ANNA, SHOP, "hers", "hei")))
        client.append("INBOX", bytes(mail(f"x{ANNA}", SHOP, "not hers", "hei")))
        client.append("Lähetetyt", bytes(mail(SHOP, ANNA, "to her", "hei")))
    given = {"host": "127.0.0.1", "port": str(port), "security": "none", "username": USER, "password": PASSWORD}
    connector = connect("imap", {**given, "own": SHOP, "erase": "delete"}, Outgoing(("127.0.0.1",)))
    assert list(connector.check()) == []
    records, gaps, _searched = drained(connector)
    assert gaps == []
    sure = [one for one in records if one.match is Match.EXACT]
    assert sorted(str(part.value) for one in sure for part in one.fields if part.name == "subject") == [
        "hers",
        "to her",
    ]
    for one in sure:
        assert one.document is not None
        assert len(b"".join(connector.export(one.kind, one.key))) == one.document.size
    assert connector.erase(targets_of(sure), "op-1").changed == 2
    assert connector.erased(targets_of(sure))
    with pytest.raises(Permanent, match="record_gone"):
        list(connector.export(sure[0].kind, sure[0].key))
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login(USER, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        assert len(client.search(["FROM", "example.net"])) == 1
        assert len(client.search(["FROM", "xanna"])) == 1
