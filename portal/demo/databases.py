"""How the demo's databases are written: rows are gathered, then a new file appears whole."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Protocol


class Maker(Protocol):
    """Writes one of the demo's databases to a new file, as it stands on a day; one seed gives one database."""

    def __call__(self, path: Path, *, today: date, seed: int = ...) -> None:
        """Write it; FileExistsError if it is there."""


class Rows:
    """Rows by table, in the order in which they were added."""

    def __init__(self) -> None:
        self.tables: dict[str, list[tuple[object, ...]]] = {}

    def add(self, table: str, *values: object) -> None:
        """One row, with a value for every column."""
        self.tables.setdefault(table, []).append(values)

    def next(self, table: str) -> int:
        """The number that the table's next row would have."""
        return len(self.tables.get(table, ())) + 1


def make_database(path: Path, schema: str, rows: Rows) -> None:
    """Write a new SQLite file; it appears whole or not at all. FileExistsError if it is there."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as connection:
        connection.executescript(schema)
        for table, found in rows.tables.items():
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608 (our own names)
        connection.commit()
    half.replace(path)


def sqlite_settings(path: Path, mapping: Path) -> dict[str, str]:
    """What the SQL connector needs to know of the database in the file `path`."""
    return {"url": f"sqlite:///{path.absolute()}", "mapping": mapping.read_text("utf-8"), "country": "FI"}
