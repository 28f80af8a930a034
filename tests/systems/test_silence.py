"""A server that falls silent in the middle of a question keeps the worker for the operation's time, and no longer."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.engine import make_url

from portal.systems.contract import Ambiguous, Identifiers, RetryLater, SystemFault
from portal.systems.sql.connector import SqlConnector, connect
from tests.systems.house import MAPPING, make_house
from tests.systems.imap.proxy import Proxy
from tests.systems.shop import HERE
from tests.systems.sql_office import to_socket
from tests.systems.test_sql_rights import NAME

AINO = Identifiers("aino@example.org")


@pytest.fixture(params=["postgres", "mariadb"])
def wire(request: pytest.FixtureRequest) -> Iterator[tuple[Proxy, str]]:
    """A register behind a wire, and its address there."""
    database: str = request.getfixturevalue(f"{request.param}_database")
    make_house(database)
    url = make_url(database)
    if request.param == "postgres":
        proxy = Proxy(0, reach=to_socket(f"{url.query['host']}/.s.PGSQL.5432"))
        address = f"postgresql://postgres@127.0.0.1:{proxy.port}/{url.database}"
    else:
        proxy = Proxy(url.port or 0)
        address = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
    yield proxy, address
    proxy.close()


def silent_after(proxy: Proxy, word: bytes) -> threading.Event:
    """From the client's word on nothing passes any more, and nothing is closed."""
    stopped = threading.Event()

    def hears(words: bytes) -> bytes | None:
        if word in words or stopped.is_set():
            stopped.set()
            time.sleep(30)
        return words

    proxy.hears = hears
    return stopped


@pytest.mark.parametrize(
    ("word", "act", "faults"),
    [
        (b"people", lambda one: one.find(AINO, None), (RetryLater,)),
        (b"COMMIT", lambda one: one.rectify([NAME], "op"), (RetryLater, Ambiguous)),
        (b"UPDATE", lambda one: one.rectify([NAME], "op"), (RetryLater,)),
    ],
    ids=["in a search", "in a commit", "in a write"],
)
def test_a_silent_server_is_cut_off(
    wire: tuple[Proxy, str], word: bytes, act: Callable[[SqlConnector], object], faults: tuple[type[SystemFault], ...]
) -> None:
    proxy, address = wire
    stopped = silent_after(proxy, word)
    connector = connect({"url": address, "mapping": MAPPING, "country": "FI", "seconds": "4"}, HERE)
    began = time.monotonic()
    with pytest.raises(faults) as raised:
        act(connector)
    assert stopped.is_set()
    assert raised.value.code in {"slow", "commit_unknown"}
    assert time.monotonic() - began < 20
