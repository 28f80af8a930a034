"""What MariaDB and MySQL know of themselves, and what their errors mean; their driver is imported when it is used."""

from collections.abc import Callable

from sqlalchemy import Connection, text

from portal.systems.contract import AuthLost, Permanent, RetryLater, SystemFault

NO_RIGHTS = frozenset({1142, 1143})
"""The errors of an account that may not look there."""
FOREIGN_KEYS = text(
    "SELECT table_schema, table_name, constraint_name, column_name, referenced_table_schema, referenced_table_name,"
    " referenced_column_name FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL"
    " ORDER BY table_schema, table_name, constraint_name, ordinal_position"
)
_ENGINES = text(
    "SELECT t.table_schema, t.table_name FROM information_schema.tables AS t"
    " LEFT JOIN information_schema.engines AS e ON e.engine = t.engine"
    " WHERE t.table_type = 'BASE TABLE' AND COALESCE(e.transactions, 'NO') <> 'YES'"
    " AND t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')"
)


def without_transactions(connection: Connection) -> frozenset[tuple[str, str]]:
    """The tables (schema, name) of which a write could not be taken back."""
    return frozenset((str(schema), str(name)) for schema, name in connection.execute(_ENGINES))


_FAULTS: dict[int, Callable[[], SystemFault]] = {
    **dict.fromkeys(
        (1044, 1045, 1130, 1142, 1143, 1227, 1370, 1698, 1820, 3118, 3159), lambda: AuthLost("access_refused")
    ),
    **dict.fromkeys((1290, 1792, 1836), lambda: AuthLost("write_refused")),
    1049: lambda: Permanent("database_missing"),
    **dict.fromkeys((1054, 1146, 1356), lambda: Permanent("schema_changed")),
    **dict.fromkeys((1205, 1213, 3572), lambda: RetryLater("locked", 10.0)),
    **dict.fromkeys((1317, 1969, 3024), lambda: RetryLater("slow", 120.0)),
    **dict.fromkeys(
        (1048, 1062, 1644, 1169, 1216, 1217, 1364, 1451, 1452, 1557, 1586, 3819, 4025), lambda: Permanent("row_refused")
    ),
    2026: lambda: RetryLater("tls_failed", 300.0),
}  # fmt: skip


def fault_of(error: BaseException) -> SystemFault:
    """What an error of the driver means; its words may hold data of people and stay here."""
    number = number_of(error)
    if number in _FAULTS:
        return _FAULTS[number]()
    if number in {1040, 1053, 1203, 1226} or 2000 <= number < 3000 or number == 0:
        return RetryLater("unreachable", 60.0)
    return Permanent("database_error")


def is_of_the_driver(error: BaseException | None) -> bool:
    """Whether an error comes from PyMySQL."""
    return type(error).__module__.partition(".")[0] == "pymysql"


def number_of(error: BaseException | None) -> int:
    """The number of an error of the driver; 0 where it has none."""
    first = error.args[0] if error is not None and error.args else 0
    return first if isinstance(first, int) else 0
