"""Where workers are forked from to be killed: all is imported, and the statements of a walk were compiled once."""

import os
import tempfile
from contextlib import closing
from pathlib import Path

from portal.domain.lifecycle import Right
from portal.storage import database
from tests import factories
from tests.journey import killed_worker
from tests.one_dialect import OneDialect

NOBODY_LISTENS = 9


def rehearse(url: str, folder: Path) -> None:
    """One walk without a death, so that a fork begins with every statement of it compiled; its mail goes nowhere."""
    store = factories.make_store(url, folder, factories.Clock())
    with closing(store.database):
        shop = factories.make_controller(store)
        factories.connect_customers(store, shop, factories.make_customers(folder / "customers.sqlite3"))
        factories.make_request(store, shop, Right.ACCESS, Right.MARKETING, name="Liisa Mäkelä")
        killed_worker.run(url, folder, NOBODY_LISTENS, 0)


database._engine = OneDialect(database._engine)
for each in os.environ["REHEARSE_ON"].split():
    with tempfile.TemporaryDirectory() as made:
        rehearse(each, Path(made))
