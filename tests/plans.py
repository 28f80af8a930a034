"""What a database reads to answer a query: the tables that it reads through, as its planner says."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from portal.storage.database import Database

GROWS = frozenset({
    "attempt", "browser_grant", "data_key", "decision", "event", "evidence", "fee", "finding", "job", "letter", "mail",
    "message", "package", "proof", "report_case", "report_count", "restriction", "search_mark",
    "step", "subject_request", "upload", "visit",
})  # fmt: skip
"""The tables that hold more rows with each request; the others hold a handful."""
LARGE = 200
"""From so many rows on the statistics of a table say what a large one is like."""
SAID = 100_000
"""How many rows PostgreSQL is told that a page of each holds."""
_CONTROLLER_ALONE = re.compile(r"\(controller_id=\?\)$")


@contextmanager
def selects(database: Database) -> Iterator[dict[str, Any]]:
    """The SELECTs that run until the block ends, with parameters of each."""
    found: dict[str, Any] = {}

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            found.setdefault(statement, parameters)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def know_the_tables(database: Database) -> None:
    """Let the planner know the tables; those of a few rows it is told nothing of, so that it takes them for large."""
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("ANALYZE")
        for name in sorted(GROWS):
            (rows,) = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").one()
            if database.on_sqlite and rows < LARGE:
                connection.exec_driver_sql("DELETE FROM sqlite_stat1 WHERE tbl = ?", (name,))
            elif not database.on_sqlite:
                _call_large(connection, name, forget=rows < LARGE)
    database.close()  # A connection reads the statistics once.


def _call_large(connection: Connection, name: str, *, forget: bool) -> None:
    """PostgreSQL looks at a table's size itself, and believes how many rows a page holds and what they are like."""
    connection.exec_driver_sql(f"UPDATE pg_class SET relpages = 1, reltuples = {SAID} WHERE oid = '{name}'::regclass")
    if forget:
        connection.exec_driver_sql(f"DELETE FROM pg_statistic WHERE starelid = '{name}'::regclass")


def read_through(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """Which of the tables that grow a statement reads through, or reads all of a controller's rows of."""
    if connection.dialect.name == "sqlite":
        return _on_sqlite(connection, statement, parameters)
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).one()
    read = plan if isinstance(plan, list) else json.loads(plan)
    return list(_in_postgres(read[0]["Plan"]))


def _on_sqlite(connection: Connection, statement: str, parameters: Any) -> list[str]:
    names = _names(statement)
    found = []
    for line in (row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)):
        act, _, rest = line.partition(" ")
        if names.get(rest.split(" ")[0]) not in GROWS:
            continue
        whole = _CONTROLLER_ALONE.search(line) and "LIMIT" not in statement
        if act == "SCAN" or whole:
            found.append(line)
    return found


def _names(statement: str) -> dict[str, str]:
    """What a statement calls each table, by the name that its plan says."""
    named = re.findall(r"\b(?:FROM|JOIN|,)\s+([a-z_]+)(?:\s+AS\s+([a-z_0-9]+))?", statement)
    return {alias or table: table for table, alias in named}


def _in_postgres(node: dict[str, Any]) -> Iterator[str]:
    """A read of a whole table, by itself or along an index without a condition."""
    if node.get("Relation Name") in GROWS:
        along_index = node["Node Type"] in {"Index Scan", "Index Only Scan"} and "Index Cond" not in node
        if node["Node Type"] == "Seq Scan" or along_index:
            yield f"{node['Node Type']} on {node['Relation Name']}"
    for below in node.get("Plans", ()):
        yield from _in_postgres(below)
