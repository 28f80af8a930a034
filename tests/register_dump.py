"""Everything that a customer register holds, to compare before and after."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, inspect, literal_column, select, table
from sqlalchemy.sql.elements import quoted_name

from tests.own_engine import own_engine

Rows = list[dict[str, Any]]


def dump(url: str) -> dict[str, Rows]:
    """Every table with every row as it is stored, in a steady order. The URL is SQLAlchemy's."""
    with own_engine(url).connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: sorted(map(dict, _rows(connection, name)), key=repr) for name in names}


def _rows(connection: Connection, name: str) -> Iterable[RowMapping]:
    everything: Select[Any] = select(literal_column("*")).select_from(table(quoted_name(name, True)))
    return connection.execute(everything).mappings()


def changes(
    before: dict[str, Rows], after: dict[str, Rows], keys: Mapping[str, str | tuple[str, ...]]
) -> set[tuple[str, object, str]]:
    """The cells that differ as (table, key, column); `keys` names the key column of each table, or its columns.

    A row that came or went gives (table, key, "+") or (table, key, "-").
    """
    found: set[tuple[str, object, str]] = set()
    for name in before.keys() | after.keys():
        key = keys[name]
        old = {_key_of(row, key): row for row in before.get(name, [])}
        new = {_key_of(row, key): row for row in after.get(name, [])}
        found |= {(name, each, "-") for each in old.keys() - new.keys()}
        found |= {(name, each, "+") for each in new.keys() - old.keys()}
        for each in old.keys() & new.keys():
            found |= {(name, each, column) for column in old[each] if old[each][column] != new[each][column]}
    return found


def _key_of(row: Mapping[str, Any], key: str | tuple[str, ...]) -> Any:
    return row[key] if isinstance(key, str) else tuple(row[each] for each in key)
