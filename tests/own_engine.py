"""The engine with which a test itself looks into a database that it lets a connection work on."""

from functools import lru_cache, partial

from sqlalchemy import Engine, NullPool, create_engine, make_url

from tests.one_dialect import OneDialect

_sharing = OneDialect(partial(create_engine, poolclass=NullPool))


@lru_cache(maxsize=8)
def own_engine(url: str) -> Engine:
    """It holds nothing between two uses, so that nobody has to give it back.

    MariaDB is spoken to in the clear: the driver would read every authority of the machine for each connection. Its
    dialect is the database's own, whose name is in it.
    """
    if make_url(url).get_backend_name() in {"mysql", "mariadb"}:
        return create_engine(url, poolclass=NullPool, connect_args={"ssl_disabled": True})
    return _sharing(url)
