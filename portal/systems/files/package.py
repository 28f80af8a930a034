"""A workbook as a ZIP of XML: read under a cap; written again with some members changed, the others as they were."""

import io
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, BinaryIO, NoReturn
from xml.parsers import expat

from portal.systems.files.units import Unreadable

UNPACKED_AT_MOST = 256 << 20
MEMBERS_AT_MOST = 5000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PIECE = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    EOFError,
    ValueError,
    KeyError,
    OSError,
    zlib.error,
    RuntimeError,
)

Start = Callable[[str, Mapping[str, str], int], None]
End = Callable[[str, int], None]


@contextmanager
def opened(source: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The package; Unreadable: `file_protected` (a password), `file_too_large` (unpacked), `file_broken`."""
    source.seek(0)
    if source.read(len(_OLE)) == _OLE:
        raise Unreadable("file_protected")
    try:
        package = zipfile.ZipFile(source)
    except _BROKEN:
        raise Unreadable("file_broken") from None
    with package:
        members = package.infolist()
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("file_protected")
        if len(members) > MEMBERS_AT_MOST or sum(member.file_size for member in members) > UNPACKED_AT_MOST:
            raise Unreadable("file_too_large")
        if len({member.filename for member in members}) < len(members):
            raise Unreadable("file_broken")
        yield package


def read(package: zipfile.ZipFile, name: str) -> bytes:
    """A member whole; Unreadable("file_broken") where it is missing or damaged."""
    try:
        return package.read(name)
    except _BROKEN:
        raise Unreadable("file_broken") from None


def parse(source: IO[bytes] | bytes, start: Start, end: End, text: Callable[[str], None]) -> None:
    """Read XML whole: names come as `uri local`, with the byte at which each tag begins."""
    for _piece in pieces(io.BytesIO(source) if isinstance(source, bytes) else source, start, end, text):
        pass


def pieces(source: IO[bytes], start: Start, end: End, text: Callable[[str], None]) -> Iterator[None]:
    """Read XML and stop after every piece, so that what was made of it can be given on.

    A document type is refused, so no entity is ever expanded and nothing else is ever fetched. The parser
    of the standard library is used directly, since it alone tells where in the bytes a tag stands.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refused
    parser.EntityDeclHandler = _refused
    parser.ExternalEntityRefHandler = _refused
    parser.StartElementHandler = lambda name, attributes: start(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: end(name, parser.CurrentByteIndex)
    parser.CharacterDataHandler = text
    try:
        while piece := source.read(_PIECE):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, *_BROKEN):
        raise Unreadable("file_broken") from None


def _refused(*_told: object) -> NoReturn:
    raise Unreadable("file_broken")


def rewritten(package: zipfile.ZipFile, target: BinaryIO, changed: Mapping[str, bytes]) -> None:
    """Every member in its order with its own dates and marks; those in `changed` with their new bytes."""
    with zipfile.ZipFile(target, "w") as copy:
        copy.comment = package.comment
        for member in package.infolist():
            told = zipfile.ZipInfo(member.filename, member.date_time)
            told.compress_type = member.compress_type
            told.external_attr, told.internal_attr = member.external_attr, member.internal_attr
            told.create_system, told.comment = member.create_system, member.comment
            if member.filename in changed:
                copy.writestr(told, changed[member.filename])
                continue
            told.file_size = member.file_size
            try:
                with package.open(member) as read_from, copy.open(told, "w") as write_to:
                    shutil.copyfileobj(read_from, write_to, _PIECE)
            except _BROKEN:
                raise Unreadable("file_broken") from None
