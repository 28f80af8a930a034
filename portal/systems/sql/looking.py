"""What somebody else's schema says of itself: tables, columns, keys and foreign keys, and not one row."""

import warnings
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, Enum, Integer, Numeric, String, Time, inspect
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.types import TypeEngine

from portal.systems.contract import Permanent
from portal.systems.sql.connection import Deadline, opened, parse_url
from portal.systems.wire import Outgoing

MOST_TABLES, MOST_COLUMNS = 200, 150
_OF_THE_SERVER = frozenset({"information_schema", "mysql", "performance_schema", "sys", "pg_catalog", "pg_toast"})


def look(settings: Mapping[str, str], outgoing: Outgoing, seconds: float = 30.0) -> dict[str, Any]:
    """The schema, as JSON can hold it: `tables` (schema, name, key, columns, links) and how many were `left_out`.

    A column is its `name`, its `type` as the database calls it, and its `shape`: text, number, yes_no, day or other.
    A link is a foreign key: `columns`, `schema`, `table`, `referred`. The schema that is searched by default is "".
    """
    if not settings.get("url"):
        raise Permanent("settings_incomplete")
    with opened(parse_url(settings["url"]), seconds, write=False, outgoing=outgoing) as (connection, deadline):
        return _read(connection, deadline)


def _read(connection: Connection, deadline: Deadline) -> dict[str, Any]:
    inspector = inspect(connection)
    default = inspector.default_schema_name or ""
    schemas = [""]
    if connection.dialect.name == "postgresql":
        names = [name for name in inspector.get_schema_names() if name not in _OF_THE_SERVER]
        schemas += [name for name in names if name != default and not name.startswith("pg_")]
    found = [(schema, name) for schema in schemas for name in sorted(inspector.get_table_names(schema or None))]
    tables = []
    for schema, name in found[:MOST_TABLES]:
        deadline.look()
        tables.append(_table(inspector, schema, name, default))
    return {"tables": tables, "left_out": max(0, len(found) - MOST_TABLES)}


def _table(inspector: Any, schema: str, name: str, default: str) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # a type that is not known is "other"
        columns = inspector.get_columns(name, schema or None)[:MOST_COLUMNS]
        key = inspector.get_pk_constraint(name, schema or None)["constrained_columns"]
        foreign = inspector.get_foreign_keys(name, schema or None)
    links = [
        {
            "columns": list(one["constrained_columns"]),
            "schema": "" if (one["referred_schema"] or default) == default else one["referred_schema"],
            "table": one["referred_table"],
            "referred": list(one["referred_columns"]),
        }
        for one in foreign
    ]
    told = [{"name": one["name"], "type": _said(one["type"]), "shape": _shape(one["type"])} for one in columns]
    return {"schema": schema, "name": name, "key": list(key), "columns": told, "links": links}


def _said(kind: TypeEngine[Any]) -> str:
    try:
        return str(kind)[:60]
    except SQLAlchemyError:
        return type(kind).__name__


def _shape(kind: TypeEngine[Any]) -> str:
    if isinstance(kind, Boolean):
        return "yes_no"
    if isinstance(kind, Integer | Numeric):
        return "number"
    if isinstance(kind, Date | DateTime | Time):
        return "day"
    return "text" if isinstance(kind, String | Enum) else "other"
