"""How a connection to MariaDB or MySQL is opened and held, through PyMySQL.

The modes of a session are set by us, so that a server's own never decide whether a value is cut off silently or what
a backslash means. A day of noughts (0000-00-00) is no day, and is read as nothing.
"""

import socket
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pymysql
from pymysql.constants import CLIENT, FIELD_TYPE
from pymysql.converters import conversions, convert_date, convert_datetime, convert_timedelta
from sqlalchemy import URL

from portal.systems.contract import RetryLater
from portal.systems.sql.reach import Place
from portal.systems.sql.watch import Watch
from portal.systems.wire import CONNECT_SECONDS, Outgoing

MODES = "STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
_TRUE = frozenset({"1", "true", "yes", "required"})
_A_DAY = timedelta(days=1)


def _nothing_of(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Days of noughts are nothing; what is no day otherwise stays the text that it is."""

    def converted(value: Any) -> Any:
        given = value.decode("ascii", "replace") if isinstance(value, bytes | bytearray) else value
        return None if str(given).startswith("0000-00-00") else convert(value)

    return converted


def _clock(value: Any) -> Any:
    """TIME is also a span of time in MariaDB; within a day it is a time of day."""
    span = convert_timedelta(value)
    if not isinstance(span, timedelta) or not timedelta() <= span < _A_DAY:
        return span if not isinstance(span, timedelta) else str(value)
    seconds = int(span.total_seconds())
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, span.microseconds)


_READ = {
    **conversions,
    FIELD_TYPE.DATE: _nothing_of(convert_date),
    FIELD_TYPE.DATETIME: _nothing_of(convert_datetime),
    FIELD_TYPE.TIMESTAMP: _nothing_of(convert_datetime),
    FIELD_TYPE.TIME: _clock,
}


def opener(
    url: URL, place: Place, outgoing: Outgoing, seconds: float, lock_seconds: float, watch: Watch, *, write: bool
) -> Callable[[], Any]:
    """What opens a connection to the judged place; TLS is verified wherever the operator does not vouch for it."""
    asked = str(url.query.get("ssl", "")).lower()
    context = outgoing.context() if asked in _TRUE or not place.trusted else None

    def opened() -> Any:
        connection = pymysql.Connection(
            host=place.host or "localhost", port=place.port, user=url.username, password=url.password or "",
            database=url.database, charset="utf8mb4", ssl=context, connect_timeout=CONNECT_SECONDS,
            read_timeout=seconds + 1, write_timeout=seconds + 1, client_flag=CLIENT.FOUND_ROWS, conv=_READ,
            sql_mode=MODES, local_infile=False, defer_connect=True,
        )  # fmt: skip
        dialled = _dialled(place)
        watch.over(dialled.fileno())
        connection.connect(dialled)
        _hold(connection, seconds, lock_seconds, write=write)
        return connection

    return opened


def _dialled(place: Place) -> socket.socket:
    if place.socket_folder:
        held = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        held.settimeout(CONNECT_SECONDS)
        held.connect(place.socket_folder)
        return held
    failure: OSError = OSError("no address")
    for address in place.addresses:
        try:
            return socket.create_connection((address, place.port), timeout=CONNECT_SECONDS)
        except OSError as error:
            failure = error
    raise RetryLater("unreachable", 60.0) from failure


def _hold(connection: Any, seconds: float, lock_seconds: float, *, write: bool) -> None:
    """Bound every statement and every wait, and write only where it is meant."""
    on_mariadb = "mariadb" in connection.get_server_info().lower()
    longest = f"max_statement_time = {seconds:.3f}" if on_mariadb else f"max_execution_time = {int(seconds * 1000)}"
    waits = f"innodb_lock_wait_timeout = {max(1, int(lock_seconds))}, lock_wait_timeout = {max(1, int(lock_seconds))}"
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION {longest}, {waits}")
        cursor.execute(f"SET SESSION TRANSACTION READ {'WRITE' if write else 'ONLY'}")
