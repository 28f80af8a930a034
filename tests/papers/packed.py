"""Packages in memory, and what their own manifests say of them."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from portal.papers.package import write_package
from portal.papers.package_parts import MANIFEST, PackageContents, Written


@dataclass(frozen=True)
class Packed:
    """A package, and what was written."""

    content: bytes
    written: Written


def packed(contents: PackageContents) -> Packed:
    target = io.BytesIO()
    written = write_package(contents, target)
    return Packed(target.getvalue(), written)


def manifest_digest(source: BinaryIO) -> str:
    """SHA-256 in hex of the manifest inside: the digest that the event of its making holds."""
    with zipfile.ZipFile(source) as archive:
        return hashlib.sha256(archive.read(MANIFEST)).hexdigest()


def damaged_files(source: BinaryIO) -> tuple[str, ...]:
    """The names that do not agree with the manifest inside: changed, missing or added."""
    with zipfile.ZipFile(source) as archive:
        listed = {one["name"]: one["sha256"] for one in json.loads(archive.read(MANIFEST))["files"]}
        present = [name for name in archive.namelist() if name != MANIFEST]
        changed = {name for name in present if listed.get(name) != _digest_inside(archive, name)}
    return tuple(sorted(changed | (listed.keys() - set(present))))


def _digest_inside(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]  # ZipExtFile reads like a file
    except zipfile.BadZipFile:
        return ""
