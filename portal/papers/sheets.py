"""Tables and bundles that are safe to open: CSV without formulas, ZIP without surprising names."""

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import BinaryIO

Scalar = str | int | float | bool | None

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CHUNK = 64 * 1024
_FORMULA = "=+\\-@＝＋－＠"
_AT_THE_START = re.compile(rf"^(?=\s*[{_FORMULA}]|[\t\r\n])")
_AFTER_A_SEPARATOR = re.compile(rf"([;\t\r\n]\s*[\"']*)(?=[{_FORMULA}])")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def safe_cell(value: Scalar) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula.

    Text that begins with = + - @ TAB or CR gets a leading apostrophe (ASVS 1.2.10), and so does such
    a character after a semicolon, tab or line break, where a spreadsheet set to another separator
    would begin a new cell. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return _AT_THE_START.sub("'", _AFTER_A_SEPARATOR.sub(r"\1'", value))


def write_csv(header: Sequence[Scalar], rows: Iterable[Sequence[Scalar]]) -> Iterator[bytes]:
    """An RFC 4180 file in UTF-8 with a byte order mark, row by row; every cell made safe."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for row in chain((header,), rows):
        writer.writerow([safe_cell(value) for value in row])
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()


def safe_name(name: str, taken: Iterable[str] = (), suffix: str = "") -> str:
    """A file name that is safe on every system: lower-case ASCII, no folders, not one of `taken`.

    `suffix` (such as `.csv`) is kept as it is. The answer does not change with letter case, so
    two names never meet on a disk that folds case.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "file"
    if stem in _RESERVED:
        stem = f"{stem}-file"
    used = {other.lower() for other in taken}
    free, count = stem, 1
    while f"{free}{suffix}".lower() in used:
        count += 1
        free = f"{stem}-{count}"
    return f"{free}{suffix}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a bundle: its name, size in bytes, and SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Bundle:
    """A ZIP written file by file; the same files and moment give the same bytes."""

    def __init__(self, target: BinaryIO, moment: datetime) -> None:
        self.entries: list[Entry] = []
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        told = moment.astimezone(UTC)
        self._moment = (max(told.year, 1980), told.month, told.day, told.hour, told.minute, told.second)

    def add(self, name: str, chunks: Iterable[bytes]) -> Entry:
        """Write one file from its chunks; ValueError for a name that leaves the bundle or is there already."""
        self._refuse(name)
        info = zipfile.ZipInfo(name, self._moment)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w") as handle:
            for chunk in gathered(chunks):
                handle.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        entry = Entry(name, size, digest.hexdigest())
        self.entries.append(entry)
        return entry

    def close(self) -> None:
        """Write the ZIP's directory; nothing can be added afterwards."""
        self._zip.close()

    def _refuse(self, name: str) -> None:
        if not re.fullmatch(r"(?:[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)*", name):
            raise ValueError(f"unsafe name in a bundle: {name!r}")
        if name in {entry.name for entry in self.entries}:
            raise ValueError(f"a bundle holds {name!r} already")


def gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of about 64 KiB: small ones cost time, one large one costs memory."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) >= CHUNK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
