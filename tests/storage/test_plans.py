"""Every page of both faces reads no table through that grows, on either store."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests import every_page, factories, plans, postgres
from tests.bench.many import Crowd
from tests.every_page import Everything
from tests.factories import Clock

OTHERS = 300
"""Requests beside those that are looked at, so that there is something to read through."""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stand(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    folder = tmp_path_factory.mktemp("everything")
    with ExitStack() as stack:
        if request.param == "sqlite":
            (folder / "portal.sqlite3").write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
            url = f"sqlite:///{folder / 'portal.sqlite3'}"
        else:
            server, template = (request.getfixturevalue(f"postgres_{name}") for name in ("server", "template"))
            url = postgres.url_of(server, stack.enter_context(postgres.fresh_database(server, template)))
        store = factories.make_store(url, folder, Clock())
        stack.enter_context(closing(store.database))
        made = stack.enter_context(every_page.everything(store, folder))
        Crowd(store, made.desk.house.shop).grow(OTHERS)
        plans.know_the_tables(store.database)
        yield made


def test_it_reads_no_table_through_for_any_page(stand: Everything) -> None:
    database = stand.desk.house.store.database
    read: dict[str, list[str]] = {}
    with plans.selects(database) as ran:
        for endpoint, path, who in [*_pages(stand)]:
            before = set(ran)
            assert stand.browsers[who].get(path).status_code < 500, path
            for statement in ran.keys() - before:
                read.setdefault(statement, []).append(f"{endpoint} {path}")
    assert len(ran) > 50
    found = []
    with database.engine.connect() as connection:
        for statement, parameters in ran.items():
            if lines := plans.read_through(connection, statement, parameters):
                found.append(f"{read[statement][0]}: {'; '.join(lines)}:\n{statement}\n")
    assert not found, "\n".join(found)


def _pages(stand: Everything) -> Iterator[tuple[str, str, str]]:
    for endpoint, looks in every_page.PAGES.items():
        for look in looks:
            if look.press is None:
                yield endpoint, stand.path(look), look.who
