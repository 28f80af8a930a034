"""Writing into somebody else's folder: a new file beside the old one, a backup elsewhere, and one swap.

Nobody ever sees half a file, and a kill leaves the old one or the new one. What was written is kept as digests
for as long as the backups are, so that a row is known again after it was corrected, and a row that we erased
from one that somebody changed meanwhile.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from portal.systems.contract import Conflict, Permanent, RetryLater
from portal.systems.files.walk import TEMPORARY, Folders, Parts

JOURNAL = "written.jsonl"
STALE_SECONDS = 3600.0
_STAMP = "%Y%m%dT%H%M%S"
_PIECE = 1 << 20
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
Signature = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the journal: the unit with this key has another id now, or is gone where `to` is empty.

    `owner` is whose it was, which a correction of a name or an address does not change. All but `to`
    are digests.
    """

    key: str
    to: str
    owner: str


@dataclass(slots=True)
class Prepared:
    """A new file beside the old one; `stays` is whether a file is left at all."""

    parts: Parts
    temporary: str
    signature: Signature
    stays: bool


def digest(text: str) -> str:
    """What stands in the journal for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Keeper:
    """The folder of backups, which also holds the journal and the lock of whoever writes."""

    def __init__(self, folders: Folders, folder: Path, days: int, clock: Callable[[], datetime]) -> None:
        self._folders, self._folder, self._days, self._clock = folders, folder, days, clock

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else writes meanwhile; RetryLater("locked"), Permanent("write_refused")."""
        with _faults():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise RetryLater("locked", 30) from None
            self.forget()
            yield
        finally:
            os.close(descriptor)

    def forget(self) -> None:
        """Remove backups and lines of the journal whose days have passed."""
        if not self._folder.is_dir():
            return
        last = self._clock().astimezone(UTC) - timedelta(days=self._days)
        with _faults():
            for each in sorted(self._folder.glob("[0-9]*Z-*")):
                with contextlib.suppress(ValueError):
                    if datetime.strptime(each.name.partition("Z")[0], _STAMP).replace(tzinfo=UTC) <= last:
                        each.unlink(missing_ok=True)
            lines = list(self._lines())
            young = [line for line in lines if datetime.fromisoformat(line["at"]) > last]
            if len(young) < len(lines):
                self._replace_journal(young)

    def journal(self) -> dict[str, Written]:
        """What was written, by the digest of the key that it had before."""
        return {line["key"]: Written(line["key"], line["to"], line["owner"]) for line in self._lines()}

    def _lines(self) -> Iterator[dict[str, str]]:
        with contextlib.suppress(FileNotFoundError), (self._folder / JOURNAL).open(encoding="ascii") as lines:
            for line in lines:
                with contextlib.suppress(ValueError):
                    found = json.loads(line)
                    if isinstance(found, dict) and {"at", "key", "to", "owner"} <= set(found):
                        yield found

    def _replace_journal(self, lines: Sequence[Mapping[str, str]]) -> None:
        beside = self._folder / f".{JOURNAL}"
        with open(beside, "w", encoding="ascii", opener=_private) as out:  # noqa: PTH123 (Path.open has no opener)
            out.writelines(f"{json.dumps(line)}\n" for line in lines)
        beside.replace(self._folder / JOURNAL)

    def note(self, written: Sequence[Written]) -> None:
        """Written down before it happens: if it does not happen, the unit is found as it was and the line is idle."""
        now = self._clock().astimezone(UTC).isoformat()
        path = self._folder / JOURNAL
        with _faults(), open(path, "a", encoding="ascii", opener=_private) as out:  # noqa: PTH123 (the same)
            for each in written:
                out.write(json.dumps({"at": now, "key": each.key, "to": each.to, "owner": each.owner}) + "\n")
            out.flush()
            os.fsync(out.fileno())

    def prepare(self, parts: Parts, rewrite: Callable[[BinaryIO, BinaryIO], bool]) -> Prepared:
        """Write the new file beside the old one, with its mode, owner and attributes as far as we may set them."""
        with _faults(), self._folders.folder(parts) as folder:
            if any(_exists(folder, name) for name in (f"~${parts[-1]}", f".~lock.{parts[-1]}#")):
                raise RetryLater("locked", 300)
            _sweep(folder)
            with self._folders.opened(parts) as source:
                signature = _signature(source)
                name = f"{TEMPORARY}{secrets.token_hex(8)}"
                flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                try:
                    with os.fdopen(os.open(name, flags, 0o600, dir_fd=folder), "w+b") as target:
                        stays = rewrite(source, target)
                        target.flush()
                        _like(source, target)
                        os.fsync(target.fileno())
                except BaseException:
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(name, dir_fd=folder)
                    raise
        return Prepared(parts, name, signature, stays)

    def drop(self, prepared: Sequence[Prepared]) -> None:
        """Take back what was not swapped."""
        for each in prepared:
            with contextlib.suppress(OSError, RetryLater), self._folders.folder(each.parts) as folder:
                os.unlink(each.temporary, dir_fd=folder)

    def commit(self, prepared: Sequence[Prepared]) -> None:
        """Back up and swap each; Conflict("value_changed") before the first where a file is another now."""
        for each in prepared:
            self.unchanged(each)
        for each in prepared:
            self._back_up(each)
        for each in prepared:
            self.unchanged(each)
            with _faults(), self._folders.folder(each.parts) as folder:
                _swap(folder, each)

    def unchanged(self, each: Prepared) -> None:
        """Conflict("value_changed") where the file is another than the one that was read."""
        with _faults():
            try:
                with self._folders.opened(each.parts) as source:
                    if _signature(source) == each.signature:
                        return
            except FileNotFoundError:
                pass
        raise Conflict("value_changed")

    def _back_up(self, each: Prepared) -> None:
        """The old file under a name that says when, and a line that says whence; whose it is, neither says."""
        stamp = self._clock().astimezone(UTC).strftime(_STAMP)
        name = f"{stamp}Z-{secrets.token_hex(6)}"
        with _faults(), self._folders.opened(each.parts) as source:
            for suffix, body in ((".path", "/".join(each.parts)), ("", source)):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                with os.fdopen(os.open(self._folder / f"{name}{suffix}", flags, 0o600), "wb") as copy:
                    if isinstance(body, str):
                        copy.write(os.fsencode(body))
                    else:
                        body.seek(0)
                        while piece := body.read(_PIECE):
                            copy.write(piece)
                    copy.flush()
                    os.fsync(copy.fileno())

    def writable(self) -> bool:
        """Whether backups can be kept."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self._folder, os.W_OK | os.X_OK, effective_ids=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)


def _swap(folder: int, each: Prepared) -> None:
    """The one moment at which the file becomes the new one."""
    if each.stays:
        os.replace(each.temporary, each.parts[-1], src_dir_fd=folder, dst_dir_fd=folder)
    else:
        os.unlink(each.parts[-1], dir_fd=folder)
        os.unlink(each.temporary, dir_fd=folder)
    with contextlib.suppress(OSError):
        os.fsync(folder)


def _signature(source: BinaryIO) -> Signature:
    found = os.fstat(source.fileno())
    summed = hashlib.sha256()
    source.seek(0)
    while piece := source.read(_PIECE):
        summed.update(piece)
    source.seek(0)
    return found.st_ino, found.st_size, found.st_mtime_ns, summed.hexdigest()


def _like(source: BinaryIO, target: BinaryIO) -> None:
    """Mode, owner and attributes of the old file; the time stays that of the change, for whoever makes backups."""
    old, new = source.fileno(), target.fileno()
    found = os.fstat(old)
    with contextlib.suppress(OSError):
        os.fchown(new, found.st_uid, found.st_gid)
    os.fchmod(new, found.st_mode & 0o777)
    with contextlib.suppress(OSError):
        for name in os.listxattr(old):
            with contextlib.suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))


def _exists(folder: int, name: str) -> bool:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _sweep(folder: int) -> None:
    """Take away what a killed rewrite left long ago."""
    for name in os.listdir(folder):
        if name.startswith(TEMPORARY):
            with contextlib.suppress(OSError):
                if time.time() - os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime > STALE_SECONDS:
                    os.unlink(name, dir_fd=folder)


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """What the machine says, in the words of the contract."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as fault:
        if fault.errno in _REFUSED:
            raise Permanent("write_refused") from None
        raise RetryLater("system_fault", 300) from None
