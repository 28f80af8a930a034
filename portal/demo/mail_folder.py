"""The folder in which the demo's mail lies, one `.eml` file a mail, the newest name last."""

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from hashlib import sha256
from pathlib import Path

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r"(?P<stamp>\d{8}T\d{6}\.\d{6}Z)-[0-9a-f]{16}\.eml")
_TO, _FROM = b"Delivered-To: ", b"Return-Path: "


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One accepted mail. `recipients` are those the server was told (RCPT), whatever the headers say."""

    name: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message.get("Subject", ""))

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets."""
        return str(self.message.get("Message-ID", "")).strip()

    @property
    def text(self) -> str:
        """The plain-text part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The source of the HTML part; empty where the mail has none."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def store(folder: Path, at: datetime, sender: str, recipients: Sequence[str], content: bytes) -> str:
    """Write a mail, whole or not at all, and return its file name; `at` is aware."""
    message = message_from_bytes(content, policy=default_policy)
    mark = sha256(str(message.get("Message-ID", "")).strip().encode()).hexdigest()[:16]
    head = b"".join([*(_TO + one.encode() + b"\r\n" for one in recipients), _FROM + sender.encode() + b"\r\n"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(head + content)
        file.flush()
        os.fsync(file.fileno())
    try:
        return _name(folder, Path(unfinished), at.astimezone(UTC), mark)
    finally:
        Path(unfinished).unlink()


def _name(folder: Path, written: Path, at: datetime, mark: str) -> str:
    """Give the written file the first free name from `at` on: the same mail may come twice in one moment."""
    while True:
        name = f"{at.strftime(_STAMP)}-{mark}.eml"
        try:
            (folder / name).hardlink_to(written)
        except FileExistsError:
            at += timedelta(microseconds=1)
        else:
            return name


def names(folder: Path) -> list[str]:
    """The names of the mails, the oldest first; nothing where there is no folder yet."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))


def read(folder: Path, name: str) -> StoredMail:
    """One mail by its name; KeyError unless the listing has it, so that a name never leads out of the folder."""
    found = _NAME.fullmatch(name)
    if found is None or name not in names(folder):
        raise KeyError(name)
    content = (folder / name).read_bytes()
    head = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return StoredMail(
        name=name,
        at=datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=UTC),
        sender=next(iter(_values(head, _FROM)), ""),
        recipients=tuple(_values(head, _TO)),
        message=message_from_bytes(content, policy=default_policy),
    )


def read_all(folder: Path) -> list[StoredMail]:
    """Every mail, the oldest first."""
    return [read(folder, name) for name in names(folder)]


def _own(head: Sequence[bytes]) -> list[bytes]:
    """Our own lines, which stand first and end with the sender: the mail may have headers of the same names."""
    last = next((place for place, line in enumerate(head) if line.startswith(_FROM)), -1)
    return list(head[: last + 1])


def _values(head: Sequence[bytes], label: bytes) -> list[str]:
    return [line.removeprefix(label).decode(errors="replace") for line in _own(head) if line.startswith(label)]
