"""Keys and values of somebody else's columns: as text and back, and what fits into which column.

What a column takes is told by the type that its schema declares. SQLite keeps any value in
any column, so there a value is judged by the declaration and stored as it was given.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CHAR,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Text,
    Time,
    Uuid,
    and_,
    cast,
    literal,
    tuple_,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.types import NullType, TypeEngine

from portal.systems.contract import Conflict, Permanent
from portal.systems.matching import fold
from portal.systems.sql.mapping import Scalar

Plain = str | int | float | bool | None

DECLARED = "declared"
FIXED = "fixed"
READABLE = "portal_readable"
"""SQLite's name for a function of ours: whether bytes are a text in UTF-8 without a zero byte."""
_BIGGEST = 2**63
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9])")
_YES = frozenset({"true", "t", "yes", "1"})
_NO = frozenset({"false", "f", "no", "0"})


class OldLetters(str):
    """A text of SQLite that is no UTF-8, as Windows' letters: readable, and nothing that finds it again."""

    __slots__ = ()


class SqliteInteger(Integer):
    """A whole number of SQLite, where the column may hold a text beside."""


class StoredBytes(NullType):
    """A BLOB of SQLite, which may hold any value there."""


def encoded(parts: Sequence[object]) -> str:
    """A key as text that `term` takes for the very same key: one part as it is, several as a JSON list.

    Permanent("key_unreadable") for a value that no text stands for.
    """
    return _key_text(parts[0]) if len(parts) == 1 else json.dumps([_key_text(part) for part in parts],
                                                                  ensure_ascii=False)  # fmt: skip


def _key_text(part: object) -> str:
    if isinstance(part, bytes | bytearray | memoryview):
        return bytes(part).hex()
    if isinstance(part, datetime) and part.tzinfo:
        return str(part.astimezone(UTC))
    known = isinstance(part, int | float | str | Decimal | UUID | date) and not isinstance(part, OldLetters)
    if not known or not _storable(str(part)):
        raise Permanent("key_unreadable")
    return str(part)


def canonical(columns: Sequence[ColumnElement[Any]], key: str) -> str:
    """A key as `encoded` writes it today; one that was written before another way leads to its row still."""
    if not is_key(key, len(columns)):
        return key
    pairs = zip(columns, _parts(key, len(columns)), strict=True)
    return encoded([value_of(column, part) for column, part in pairs])


def decoded(key: str, size: int) -> list[str]:
    """The parts of a key; Conflict("owner_changed") where no row can have it."""
    if not is_key(key, size):
        raise Conflict("owner_changed")
    return _parts(key, size)


def is_key(key: str, size: int) -> bool:
    """Whether a row can have this key of `size` columns."""
    parts = _parts(key, size)
    return len(parts) == size and all(_storable(part) for part in parts)


def _parts(key: str, size: int) -> list[str]:
    return [key] if size == 1 else _listed(key)


def _listed(key: str) -> list[str]:
    try:
        parts = json.loads(key)
    except ValueError:
        return []
    return [str(part) for part in parts] if isinstance(parts, list) else []


def _storable(text: str) -> bool:
    """Whether a database can hold the text: no zero byte, no half of a letter."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def term(column: ColumnElement[Any], text: str) -> tuple[ColumnElement[Any], object]:
    """How a column compares and sorts, and a text as its value."""
    value = value_of(column, text)
    # SQLite would take the text 01 for the number 1 in a column of numbers that may hold texts beside.
    holds = _holds_texts(column.type) and not isinstance(column.type, SqliteInteger)
    is_itself = _compares_as_itself(column.type) and (not isinstance(value, str) or holds)
    return (column, value) if is_itself else (cast(column, Text), text)


def value_of(column: ColumnElement[Any], text: str) -> object:
    """A part of a key as the column's type has it; the text itself where it is none of its values."""
    parse = next((parse for kinds, parse in _PARSED if isinstance(column.type, kinds)), str)
    try:
        return parse(text)
    except (ValueError, ArithmeticError):
        return text


def _whole_key(text: str) -> int:
    number = int(text)
    if abs(number) >= _BIGGEST or text != str(number):  # 01 and other alphabets' digits are no writing of ours
        raise ValueError(text)
    return number


def _moment_key(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _truth_key(text: str) -> bool:
    return _truth(text)


_PARSED: tuple[tuple[type | tuple[type, ...], Callable[[str], object]], ...] = (
    (Integer, _whole_key),
    (Numeric, Decimal),
    (Uuid, UUID),
    (Boolean, _truth_key),
    (DateTime, _moment_key),
    (Date, date.fromisoformat),
    ((LargeBinary, mysql.BINARY, mysql.VARBINARY, StoredBytes), bytes.fromhex),
)
"""How a part of a key is read, by its column's type; any other is a text."""


def _compares_as_itself(kind: TypeEngine[Any]) -> bool:
    return _holds_texts(kind) or any(isinstance(kind, kinds) for kinds, _parse in _PARSED)


def _holds_texts(kind: TypeEngine[Any]) -> bool:
    """Whether a text is compared with the column as it stands; SQLite's whole numbers may be texts too."""
    return isinstance(kind, SqliteInteger) or (isinstance(kind, String) and not isinstance(kind, Enum))


def carries(kind: TypeEngine[Any]) -> bool:
    """Whether a key of this type can be written as a text that finds it again."""
    known = isinstance(kind, String | Enum | NullType) or any(isinstance(kind, kinds) for kinds, _parse in _PARSED)
    return known and not isinstance(kind, Float)


def is_loose(column: ColumnElement[Any]) -> bool:
    """Whether its database may call other letters the same: MariaDB's collations pass over case, accents and spaces."""
    kind: TypeEngine[Any] = column.type
    return isinstance(kind, String) and type(kind).__module__.startswith("sqlalchemy.dialects.mysql")


def letters(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The very letters of a column that is loose, as they compare and sort."""
    return cast(cast(column, Text), LargeBinary) if is_loose(column) else column


def exactly(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    """That a column holds this value, letter by letter; the plain comparison beside it finds the row by its index."""
    if is_loose(column) and isinstance(value, str):
        return and_(column == value, letters(column) == value.encode())
    return column == value


def equal(columns: Sequence[ColumnElement[Any]], key: str) -> ColumnElement[bool]:
    """That the columns hold this key."""
    terms = [term(column, part) for column, part in zip(columns, decoded(key, len(columns)), strict=True)]
    return and_(*(exactly(column, value) for column, value in terms))


def after_key(columns: Sequence[ColumnElement[Any]], key: str) -> ColumnElement[bool]:
    """That the columns come after this key in the order of `sort_terms`."""
    asked = [term(column, part) for column, part in zip(columns, decoded(key, len(columns)), strict=True)]
    terms = [
        (letters(column), value.encode() if is_loose(column) and isinstance(value, str) else value)
        for column, value in asked
    ]
    if len(terms) == 1:
        column, value = terms[0]
        return column > literal(value)
    return tuple_(*(column for column, _ in terms)) > tuple_(*(value for _, value in terms))


def sort_terms(columns: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """The order of keys, by the very terms that `after_key` compares."""
    return [letters(column) if _compares_as_itself(column.type) else cast(column, Text) for column in columns]


def stored(column: ColumnElement[Any], value: Scalar) -> object:
    """The mapping's value as the column's type wants it."""
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, Integer):
        return int(value)
    if isinstance(column.type, String):
        return str(value)
    return value


def plain(value: object) -> Plain:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124 (not a number)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        return raw.decode() if _is_text(raw) else raw.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def cell_text(value: object) -> str:
    """A value as text, empty where there is none."""
    found = plain(value)
    return "" if found is None else str(found)


def digests(cells: Mapping[str, str]) -> tuple[str, ...]:
    """What stands for each cell that says something, as 16 hexadecimal digits."""
    said = {column: fold(cell) for column, cell in cells.items()}
    return tuple(
        hashlib.sha256(f"{column}\n{text}".encode()).hexdigest()[:16] for column, text in sorted(said.items()) if text
    )


def day_of(value: object, zone: str) -> str:
    """The day in a cell as YYYY-MM-DD, by the mapping's clock; empty where it holds none.

    Reads dates and times, ISO texts (also without hyphens) and days as Finnish rows have them (9.3.2011).
    """
    if isinstance(value, datetime):
        return (value.astimezone(ZoneInfo(zone)) if value.tzinfo else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = cell_text(value).strip()
    finnish = _FINNISH_DAY.match(text)
    try:
        if finnish:
            return _finnish(finnish).isoformat()
        return day_of(datetime.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        return ""


def _finnish(found: re.Match[str]) -> date:
    day, month, year = (int(part) for part in found.groups())
    return date(year, month, day)


# What fits into a column.


def typed(column: Column[Any], value: Plain, zone: str) -> object:
    """The value as the column takes it; Permanent("value_unfit") where it does not.

    A day is given as 2026-11-23 or 23.11.2026, a time as ISO 8601; a number may have a comma.
    Texts are kept to the letter, spaces too. `zone` is for times without one.
    """
    if value is None:
        if not column.nullable:
            raise Permanent("value_unfit")
        return None
    declared = column.info.get(DECLARED, column.type)
    fitted = _fitted(declared, value, zone)
    return fitted if declared is column.type else _as_sqlite_keeps_it(fitted, value)


def writable_type(column: Column[Any]) -> bool:
    """Whether a value of this column's type can be written here at all."""
    declared = column.info.get(DECLARED, column.type)
    known = isinstance(declared, Integer | Numeric | String | Boolean | Date | DateTime | Time | Uuid)
    return not column.info.get("computed") and (known or (isinstance(declared, NullType) and FIXED not in column.info))


def _fitted(kind: TypeEngine[Any], value: str | int | float | bool, zone: str) -> object:
    try:
        return _parsed(kind, value, zone)
    except (ValueError, ArithmeticError) as error:
        raise Permanent("value_unfit") from error


def _parsed(kind: TypeEngine[Any], value: str | int | float | bool, zone: str) -> object:
    """ValueError or ArithmeticError where the value is no such thing."""
    if isinstance(kind, Boolean):
        return _truth(value)
    if isinstance(kind, Integer):
        return int(_truth(value)) if _is_yes_or_no(kind, value) else _whole(value)
    if isinstance(kind, Numeric):
        return _number(value, kind.scale, as_decimal=bool(kind.asdecimal))
    if isinstance(kind, Enum | String | NullType):
        return _letters(kind, value)
    if not isinstance(value, str):
        raise ValueError("not a text")
    if isinstance(kind, DateTime):
        return _moment(value, ZoneInfo(zone), aware=kind.timezone)
    if isinstance(kind, Date):
        found = _FINNISH_DAY.fullmatch(value)
        return _finnish(found) if found else date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    if isinstance(kind, Uuid):
        return UUID(value)
    raise ValueError("a type that is not written by machine")


def _is_yes_or_no(kind: Integer, value: str | int | float | bool) -> bool:
    """MariaDB's BOOLEAN is a TINYINT(1): there yes and no are 1 and 0."""
    return getattr(kind, "display_width", None) == 1 and str(value).lower() in _YES | _NO


def _truth(value: str | int | float | bool) -> bool:
    said = str(value).lower()
    if said not in _YES | _NO:
        raise ValueError("neither yes nor no")
    return said in _YES


def _whole(value: str | int | float | bool) -> int:
    if isinstance(value, bool) or not _WHOLE.fullmatch(str(value)) or abs(int(value)) >= _BIGGEST:
        raise ValueError("not a whole number")
    return int(value)


def _number(value: str | int | float | bool, scale: int | None, *, as_decimal: bool) -> Decimal | float:
    """Never rounded: more decimals than the column keeps do not fit."""
    if isinstance(value, bool) or not _DECIMAL.fullmatch(str(value)):
        raise ValueError("not a number")
    number = Decimal(str(value).replace(",", "."))
    decimals = number.as_tuple().exponent
    if scale is not None and isinstance(decimals, int) and -decimals > scale:
        raise ValueError("too many decimals")
    return number if as_decimal else float(number)


def _letters(kind: TypeEngine[Any], value: str | int | float | bool) -> str | int | float:
    if isinstance(value, bool):
        raise ValueError("not a text")
    if isinstance(kind, NullType) and not isinstance(value, str):
        return value
    text = str(value)
    if isinstance(kind, Enum) and text not in kind.enums:
        raise ValueError("not one of the words")
    if isinstance(kind, String) and kind.length is not None and len(text) > kind.length:
        raise ValueError("too long")
    if not _storable(text):
        raise ValueError("not storable")
    return text


def _moment(value: str, zone: ZoneInfo, *, aware: bool) -> datetime:
    moment = datetime.fromisoformat(value)
    if aware:
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _as_sqlite_keeps_it(fitted: object, value: str | int | float | bool) -> object:
    """Days and times stay the text that was given, numbers are numbers, yes and no are 1 and 0."""
    if isinstance(fitted, bool):
        return int(fitted)
    if isinstance(fitted, Decimal):
        return int(fitted) if fitted == fitted.to_integral_value() and abs(fitted) < _BIGGEST else float(fitted)
    return fitted if isinstance(fitted, int | float | str) else value


def same(column: Column[Any], held: object, wanted: object) -> bool:
    """Whether a cell holds this very value; CHAR(n) pads with spaces, which are not part of it."""
    one, other = plain(held), plain(wanted)
    if isinstance(held, Decimal) and isinstance(wanted, Decimal):
        return held == wanted
    if isinstance(held, datetime) and isinstance(wanted, datetime) and held.tzinfo and wanted.tzinfo:
        return held == wanted
    if isinstance(column.type, CHAR) and isinstance(one, str) and isinstance(other, str):
        return one.rstrip(" ") == other.rstrip(" ")
    return one == other and isinstance(one, str) is isinstance(other, str)


def nothing(value: object) -> bool:
    """Whether a cell is empty."""
    return plain(value) in {None, ""}


def blank_of(column: Column[Any], given: Scalar | None, key: str, zone: str, *, unique: bool) -> object:
    """What an erasure leaves in a cell: NULL where it may be, else an empty text or 0.

    Where no two rows may be alike, a text becomes `-KEY`. Permanent: `blank_missing` where the
    mapping has to say it (a NOT NULL day, or a number that is unique), `value_unfit` where what
    it says does not fit.
    """
    if given is not None:
        return typed(column, given.replace("{key}", key) if isinstance(given, str) else given, zone)
    if column.nullable:
        return None
    declared = column.info.get(DECLARED, column.type)
    if isinstance(declared, String) and not isinstance(declared, Enum):
        return typed(column, f"-{key}" if unique else "", zone)
    if isinstance(declared, Boolean | Integer | Numeric) and not unique:
        return typed(column, "0", zone)
    raise Permanent("blank_missing")
