"""Sealed files: 64 kB pieces of AES-256-GCM, each bound to its file and place.

A file is written and synced before the commit that names it; a file that no row names is
removed by the timetable. The last piece is marked, so that a cut file does not open.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from portal.domain.errors import Damaged, TooLarge
from portal.keys import ring as keys

_PIECE = 64 * 1024
_SEALED_PIECE = _PIECE + 1 + 12 + 16


def path_of(folder: Path, file_id: str) -> Path:
    """Where a sealed file lies."""
    return folder / "files" / file_id[:2] / file_id


def write(folder: Path, key: bytes, file_id: str, source: BinaryIO, limit: int | None = None) -> tuple[int, str]:
    """Seal `source`; its size in bytes and SHA-256. `TooLarge` beyond `limit`, and nothing stays."""
    path = path_of(folder, file_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(folder, file_id)
    try:
        with partial.open("wb") as target:
            size, digest = _seal_pieces(key, file_id, source, target, limit)
            target.flush()
            os.fsync(target.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
        _sync_folder(path.parent.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return size, digest


def _sync_folder(folder: Path) -> None:
    """A file's name is durable once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _seal_pieces(key: bytes, file_id: str, source: BinaryIO, target: BinaryIO, limit: int | None) -> tuple[int, str]:
    size, digest, number = 0, sha256(), 0
    piece = source.read(_PIECE)
    while True:
        size += len(piece)
        if limit is not None and size > limit:
            raise TooLarge("file_too_large", limit=limit)
        digest.update(piece)
        following = source.read(_PIECE)
        target.write(keys.seal(key, piece, _place(file_id, number, last=not following)))
        if not following:
            return size, digest.hexdigest()
        piece, number = following, number + 1


def read(folder: Path, key: bytes, file_id: str) -> Iterator[bytes]:
    """The pieces of a sealed file; `Damaged` where it was cut, changed or removed."""
    try:
        handle = path_of(folder, file_id).open("rb")
    except FileNotFoundError as fault:
        raise Damaged("file_missing") from fault
    with handle:
        number, piece = 0, handle.read(_SEALED_PIECE)
        while True:
            following = handle.read(_SEALED_PIECE)
            yield keys.unseal(key, piece, _place(file_id, number, last=not following))
            if not following:
                return
            piece, number = following, number + 1


def remove(folder: Path, file_id: str) -> None:
    """Take a sealed file away; its key is what makes it unreadable elsewhere."""
    path_of(folder, file_id).unlink(missing_ok=True)
    _partial(folder, file_id).unlink(missing_ok=True)


def _partial(folder: Path, file_id: str) -> Path:
    """Where a file lies while it is written; one whose writer was killed is swept as the file would be."""
    return path_of(folder, file_id).with_suffix(".part")


def all_ids(folder: Path) -> Iterator[tuple[str, float]]:
    """Every sealed file's id and the moment it was written (seconds since the epoch)."""
    for path in (folder / "files").glob("??/*"):
        yield path.stem, path.stat().st_mtime


def _place(file_id: str, number: int, last: bool) -> str:
    return f"file:{file_id}:{number}:{'last' if last else 'more'}"
