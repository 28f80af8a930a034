"""One dialect for all engines of a test process: a statement is compiled once, not for every test's own database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BindParameter, Engine
from sqlalchemy.sql.annotation import annotated_classes

STATEMENTS = 5000


def compare_at_once() -> None:
    """Let parameters be told apart by their hashes alone, as they are in the end.

    The cache of statements looks each parameter up among others. SQLAlchemy makes a comparison in SQL of every two,
    and asks that whether it is true: whether both hashes are equal.
    """
    parameter: Any = annotated_classes[BindParameter]
    parameter.__eq__ = lambda self, other: hash(self) == hash(other)


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
