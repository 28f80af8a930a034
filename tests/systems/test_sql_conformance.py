"""Every database against the suite that all connectors pass; the servers over a wire that breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.systems.conformance import Conformance, Counterpart
from tests.systems.imap.proxy import Proxy
from tests.systems.sql_office import SqlOffice, to_socket

OF_A_WIRE = frozenset({"away", "hang", "drip", "cut"})


class TestSqlite(Conformance):
    kind = "sql"

    @pytest.fixture
    def counterpart(self, tmp_path: Path) -> Iterator[Counterpart]:
        office = SqlOffice(f"sqlite:///{tmp_path / 'register.sqlite3'}", frozenset({"busy", "html"}))
        yield office
        office.close()


class TestPostgres(Conformance):
    kind = "sql"

    @pytest.fixture
    def counterpart(self, postgres_database: str) -> Iterator[Counterpart]:
        url = make_url(postgres_database)
        folder = str(url.query["host"])
        proxy = Proxy(0, reach=to_socket(f"{folder}/.s.PGSQL.5432"))
        address = f"postgresql://postgres@127.0.0.1:{proxy.port}/{url.database}"
        office = SqlOffice(postgres_database, OF_A_WIRE, proxy, address)
        yield office
        office.close()


class TestMariadb(Conformance):
    kind = "sql"

    @pytest.fixture
    def counterpart(self, mariadb_database: str) -> Iterator[Counterpart]:
        url = make_url(mariadb_database)
        proxy = Proxy(url.port or 0)
        address = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
        office = SqlOffice(mariadb_database, OF_A_WIRE, proxy, address)
        yield office
        office.close()
