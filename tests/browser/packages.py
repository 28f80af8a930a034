"""What is in a downloaded package, and what a register holds of a customer: both as the same values, to compare."""

import hashlib
import json
import sqlite3
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from portal.demo.customers import MAPPING_FILE

Record = tuple[str, str, frozenset[tuple[str, str]]]
"""Data category, kind of record, and its columns with their values as text; empty values are left aside."""


def verified(path: Path) -> dict[str, Any]:
    """The data of a package in which every file is the one that the manifest names."""
    with zipfile.ZipFile(path) as archive:
        listed = {one["name"]: one["sha256"] for one in json.loads(archive.read("manifest.json"))["files"]}
        present = {name for name in archive.namelist() if name != "manifest.json"}
        assert listed.keys() == present
        for name, digest in listed.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest, name
        data: dict[str, Any] = json.loads(archive.read("data.json"))
    return data


def all_text(path: Path) -> str:
    """Every file of a package as text; a PDF says what its page says."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith(".pdf")]
        return "\n".join(archive.read(name).decode("utf-8") for name in names)


def given(data: dict[str, Any], system: str = "customer_register") -> Counter[Record]:
    """The records of a package that come from one system."""
    return Counter(
        (category["key"], record["kind"]["key"], _plain((one["column"], one["value"]) for one in record["fields"]))
        for category in data["categories"]
        for record in category["records"]
        if record["system"]["key"] == system
    )


def held(register: Path, customer: int) -> Counter[Record]:
    """The records of a customer as the register's tables hold them, found by the customer number alone."""
    tables = tomllib.loads(MAPPING_FILE.read_text("utf-8"))["tables"]
    with closing(sqlite3.connect(register)) as connection:
        connection.row_factory = sqlite3.Row
        return Counter(
            record for table in tables for row in _rows(connection, table, customer) for record in _parts(table, row)
        )


def _rows(connection: sqlite3.Connection, table: dict[str, Any], customer: int) -> list[sqlite3.Row]:
    narrowed = "".join(f" AND {column} = '{value}'" for column, value in table.get("where", {}).items())
    mine = "asiakasnro = ?"
    if table["table"] == "tilausrivit":
        mine = "tilausnro IN (SELECT tilausnro FROM tilaukset WHERE asiakasnro = ?)"
    return connection.execute(f"SELECT * FROM {table['table']} WHERE {mine}{narrowed}", [customer]).fetchall()


def _parts(table: dict[str, Any], row: sqlite3.Row) -> Iterator[Record]:
    for category in {column["category"] for column in table["columns"]}:
        columns = [column["column"] for column in table["columns"] if column["category"] == category]
        values = _plain((column, row[column]) for column in columns)
        if values:
            yield category, table["kind"], values


def _plain(pairs: Any) -> frozenset[tuple[str, str]]:
    return frozenset((column, str(value)) for column, value in pairs if value not in (None, ""))
