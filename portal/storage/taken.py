"""Files that somebody sends: sealed and synced before the commit that names them.

When any of them is refused, or the commit does not come, none of them stays.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, BinaryIO, cast

from portal.domain.errors import Invalid, TooLarge
from portal.domain.media import media_type, neutral_name
from portal.domain.roles import Viewer
from portal.storage import files as sealed_files
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import request_key
from portal.words import say_size


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies sealed in its place and that no row names yet."""

    id: str
    name: str = field(repr=False)
    media_type: str
    size: int
    digest: str


@contextmanager
def kept_files(
    store: Store, viewer: Viewer, reference: str, files: Sequence[tuple[str, IO[bytes]]], limit: int
) -> Iterator[list[Kept]]:
    """Seal the files; take every one away again when the block does not end well.

    Raises:
        NotFound: no such request for this viewer. Invalid: `file_type`, `file_empty`, `file_too_large` (field `files`).
    """
    kept: list[Kept] = []
    try:
        if files:
            key = request_key(store, viewer, reference)
            for name, source in files:
                kept.append(_keep(store, key, name, source, limit))
        yield kept
    except BaseException:
        for one in kept:
            sealed_files.remove(store.folder, one.id)
        raise


def _keep(store: Store, key: bytes, name: str, source: IO[bytes], limit: int) -> Kept:
    if not source.read(1):
        raise Invalid("file_empty", field="files")
    media = media_type(source, name)
    if media is None:
        raise Invalid("file_type", field="files")
    file_id = t.new_id()
    try:
        size, digest = sealed_files.write(store.folder, key, file_id, cast(BinaryIO, source), limit)
    except TooLarge as fault:
        raise Invalid("file_too_large", field="files", limit=say_size(limit)) from fault
    return Kept(file_id, neutral_name(name, media), media, size, digest)
