"""One dialect for all engines of a test process: a statement is compiled once, not for every test's own database."""

from collections.abc import Callable

from sqlalchemy import Engine

STATEMENTS = 5000


class OneDialect:
    """Makes engines as `make` does; the compiled statements of the first one of a kind serve the others."""

    def __init__(self, make: Callable[[str], Engine]) -> None:
        self._make = make
        self._first: dict[str, Engine] = {}

    def __call__(self, url: str) -> Engine:
        engine = self._make(url)
        first = self._first.setdefault(engine.dialect.name, engine)
        if first is engine:
            engine.connect().close()  # a dialect knows its server from its first connection on
            engine._compiled_cache.capacity = STATEMENTS
        else:
            engine.dialect = engine.pool._dialect = first.dialect
            engine._compiled_cache = first._compiled_cache
        return engine
