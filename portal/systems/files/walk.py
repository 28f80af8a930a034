"""A walk through folders that other people fill: in one order, never out of them, whatever the names are.

No link is followed: where it leads inside a folder, that is walked in its own place. Files are opened below
their folder's own handle, part by part and without links, so that nobody can slip another file in between.
"""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO, NamedTuple

from portal.systems.contract import AuthLost, Permanent, RetryLater
from portal.systems.files.units import Unreadable

DEEPEST = 64
TEMPORARY = ".portal-rewrite-"
_JUNK = ("~$*", ".~lock.*#", ".ds_store", "._*", "thumbs.db", "desktop.ini", f"{TEMPORARY}*")
_OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_OPEN_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_REFUSED = {errno.EACCES, errno.EPERM}

Parts = tuple[str, ...]
"""A file's place: the name of its folder among the settings, then every name below it."""


class Seen(NamedTuple):
    """A file, or with `gap` a place that could not be walked."""

    parts: Parts
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a connection by their names; `excluded` is not walked, `marker` has to be in each."""

    paths: dict[str, Path]
    excluded: Path
    marker: str = ""

    def walk(self, after: Parts = ()) -> Iterator[Seen]:
        """Every file in order, from the place `after` on (that one too).

        RetryLater("system_away") where no folder is there, AuthLost("access_refused") where none may be read.
        """
        stands = {name: self.state(name) for name in sorted(self.paths)}
        if set(stands.values()) <= {"folder_missing", "folder_empty"}:
            if "folder_missing" in stands.values():
                raise RetryLater("system_away", 600)
        elif set(stands.values()) == {"file_refused"}:
            raise AuthLost("access_refused")
        for name, state in stands.items():
            if state:
                yield Seen((name,), state)
            elif after[:1] <= (name,):
                with self._reached(name) as handle:
                    yield from self._below(handle, (name,), after if after[:1] == (name,) else (), ())

    def state(self, name: str) -> str:
        """What is wrong with a folder; a share that is not mounted is an empty folder, or one without its marker."""
        try:
            with self._root(name) as handle:
                names = os.listdir(handle)  # noqa: PTH208 (a handle has no path)
        except OSError as fault:
            return "file_refused" if fault.errno in _REFUSED else "folder_missing"
        if self.marker:
            return "" if self.marker in names else "folder_missing"
        return "" if names else "folder_empty"

    @contextmanager
    def opened(self, parts: Sequence[str]) -> Iterator[BinaryIO]:
        """A file for reading; FileNotFoundError where it is gone, Unreadable, RetryLater("system_away")."""
        with self.folder(parts) as handle:
            try:
                descriptor = os.open(parts[-1], _OPEN_FILE, dir_fd=handle)
            except FileNotFoundError:
                self.refuse_away(parts[0])
                raise
            except OSError as fault:
                raise Unreadable("file_refused" if fault.errno in _REFUSED else "file_broken") from None
        with os.fdopen(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("file_broken")
            yield opened

    @contextmanager
    def folder(self, parts: Sequence[str]) -> Iterator[int]:
        """The handle of the folder that a file lies in; FileNotFoundError, RetryLater("system_away")."""
        if parts[0] not in self.paths:
            raise FileNotFoundError
        if any(part in {"", ".", ".."} or "/" in part or "\0" in part for part in parts[1:]) or len(parts) == 1:
            raise FileNotFoundError
        with self._reached(parts[0]) as handle:
            descriptor = os.dup(handle)
            try:
                for part in parts[1:-1]:
                    try:
                        below = _descend(part, descriptor)
                    except FileNotFoundError:
                        self.refuse_away(parts[0])
                        raise
                    os.close(descriptor)
                    descriptor = below
                yield descriptor
            finally:
                os.close(descriptor)

    @contextmanager
    def _reached(self, name: str) -> Iterator[int]:
        try:
            opened = self._root(name)
            handle = opened.__enter__()
        except OSError as fault:
            if fault.errno in _REFUSED:
                raise AuthLost("access_refused") from None
            raise RetryLater("system_away", 600) from None
        with ExitStack() as stack:
            stack.push(opened)
            yield handle

    def refuse_away(self, name: str) -> None:
        """RetryLater("system_away") where a folder is not there, so that what lies in it is not taken for gone."""
        if self.state(name):
            raise RetryLater("system_away", 600)

    @contextmanager
    def _root(self, name: str) -> Iterator[int]:
        descriptor = os.open(os.path.realpath(self.paths[name]), _OPEN_FOLDER)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _below(self, handle: int, parts: Parts, after: Parts, above: tuple[tuple[int, int], ...]) -> Iterator[Seen]:
        here = os.fstat(handle)
        identity = (here.st_dev, here.st_ino)
        if identity in above or identity == self._excluded():
            return
        if len(parts) > DEEPEST:
            yield Seen(parts, "file_too_large")
            return
        start = after[len(parts)] if len(after) > len(parts) else ""
        try:
            names = sorted(os.listdir(handle))
        except OSError:
            yield Seen(parts, "file_broken")
            return
        for name in names:
            if name >= start and not is_junk(name) and name != self.marker:
                yield from self._entry(handle, (*parts, name), after if name == start else (), (*above, identity))

    def _entry(self, handle: int, parts: Parts, after: Parts, above: tuple[tuple[int, int], ...]) -> Iterator[Seen]:
        try:
            found = os.stat(parts[-1], dir_fd=handle, follow_symlinks=False)
        except FileNotFoundError:
            return
        except OSError as fault:
            yield Seen(parts, "file_refused" if fault.errno in _REFUSED else "file_broken")
            return
        if stat.S_ISLNK(found.st_mode):
            if self._leads_out(handle, parts):
                yield Seen(parts, "link_outside")
        elif stat.S_ISDIR(found.st_mode):
            try:
                below = os.open(parts[-1], _OPEN_FOLDER, dir_fd=handle)
            except OSError:
                yield Seen(parts, "file_refused")
                return
            try:
                yield from self._below(below, parts, after, above)
            finally:
                os.close(below)
        elif stat.S_ISREG(found.st_mode):
            yield Seen(parts)

    def _excluded(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = self.excluded.stat()
            return found.st_dev, found.st_ino
        return None

    def _leads_out(self, handle: int, parts: Parts) -> bool:
        """Whether a link has an aim that no folder of the connection holds, or may have one that we may not see.

        A broken one has none.
        """
        try:
            os.stat(parts[-1], dir_fd=handle)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        aim = Path(os.path.realpath(self.paths[parts[0]].joinpath(*parts[1:])))
        roots = [Path(os.path.realpath(path)) for path in self.paths.values()]
        return not any(aim.is_relative_to(root) for root in roots)


def _descend(part: str, descriptor: int) -> int:
    try:
        return os.open(part, _OPEN_FOLDER, dir_fd=descriptor)
    except FileNotFoundError:
        raise
    except OSError as fault:
        if fault.errno in {errno.ENOTDIR, errno.ELOOP}:
            raise FileNotFoundError from None
        raise Unreadable("file_refused" if fault.errno in _REFUSED else "file_broken") from None


def is_junk(name: str) -> bool:
    """What programs leave beside files, which holds nobody's data: locks, thumbnails, our own half-written files."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in _JUNK)


def shown(parts: Sequence[str]) -> str:
    """A place as text that any page can show: no byte that is no letter, no control character."""
    text = "/".join(parts).encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]


def folders_of(text: str, backups: str, marker: str) -> Folders:
    """The folders of the settings, one a line, each called by its last name; Permanent("settings_incomplete").

    Two with one last name, a path that is not absolute, or one inside another are refused.
    """
    paths = [Path(line.strip()) for line in text.splitlines() if line.strip()]
    named = {path.name: path for path in paths}
    fit = all(path.is_absolute() and path.name and ".." not in path.parts for path in (*paths, Path(backups)))
    nested = any(one != other and one.is_relative_to(other) for one in paths for other in paths)
    if not paths or not fit or nested or len(named) < len(paths) or "/" in marker:
        raise Permanent("settings_incomplete")
    if any(path.is_relative_to(Path(backups)) for path in paths):
        raise Permanent("settings_incomplete")
    return Folders(named, Path(backups), marker)
