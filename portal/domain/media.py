"""Which files are taken from people: the type is told by the content, the name only says how it is called."""

import re
import unicodedata
import zipfile
from typing import IO

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WEBP = "image/webp"
TEXT = "text/plain"
CSV = "text/csv"
MAIL = "message/rfc822"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ENDINGS = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    WEBP: ("webp",),
    TEXT: ("txt", "log", "md"),
    CSV: ("csv", "tsv"),
    MAIL: ("eml",),
    ODS: ("ods",),
    XLSX: ("xlsx",),
    DOCX: ("docx",),
}
LONGEST_NAME = 120
_HEAD = 64 * 1024
_MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|html|head|body|script|svg|iframe|style|a|img|table)\b", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"\A(?:[A-Za-z0-9-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL_SIGNS = re.compile(r"^(?:Received|Message-ID|MIME-Version|From|Date):", re.IGNORECASE | re.MULTILINE)
_TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MOST_ENTRIES = 10_000


def media_type(source: IO[bytes], name: str = "") -> str | None:
    """The type of a file that can seek, told by its bytes; None where it is none of those taken.

    `name` tells a table of text from other text, and nothing else. The source is left at its beginning.
    """
    source.seek(0)
    head = source.read(_HEAD)
    try:
        return _by_signature(head, source) or _by_text(head, name)
    finally:
        source.seek(0)


def neutral_name(name: str, media: str) -> str:
    """A file's name without folders, controls, text direction tricks or an ending that is not its type's."""
    base = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in base if unicodedata.category(letter) not in _UNSEEN)
    plain = " ".join(_UNSAFE.sub("_", seen).split()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    endings = ENDINGS.get(media, ("bin",))
    if not dot or ending.casefold() not in endings:
        stem, ending = plain, endings[0]
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip(' .') or 'file'}.{ending}"


def _by_signature(head: bytes, source: IO[bytes]) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return _by_container(source) if head.startswith(b"PK\x03\x04") else None


def _by_container(source: IO[bytes]) -> str | None:
    """An office file by the parts listed in it; nothing is unpacked, and one with macros is not taken."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_ENTRIES or any("vbaproject" in name.casefold() for name in names):
        return None
    if "[Content_Types].xml" in names:
        return XLSX if "xl/workbook.xml" in names else DOCX if "word/document.xml" in names else None
    first = entries[0] if entries else None
    return ODS if first is not None and first.filename == "mimetype" and _says_ods(source) else None


def _says_ods(source: IO[bytes]) -> bool:
    """The type stands uncompressed behind the name of the first entry (ODF 1.2, part 3, 3.3)."""
    source.seek(30 + len("mimetype"))
    return source.read(len(ODS)) == ODS.encode()


def _by_text(head: bytes, name: str) -> str | None:
    text = _decoded(head)
    if text is None or not text.strip() or _MARKUP.match(text):
        return None
    headers = _MAIL_HEADER.match(text.replace("\r\n", "\n"))
    if headers and len({found.casefold() for found in _MAIL_SIGNS.findall(headers.group())}) > 1:
        return MAIL
    return CSV if name.casefold().endswith((".csv", ".tsv")) else TEXT


def _decoded(head: bytes) -> str | None:
    """Text in UTF-8, or in the Western code page that older programs write; None where it is not text."""
    if any(byte in _TEXT_CONTROLS for byte in head):
        return None
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1 or len(head)]
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return whole.decode("cp1252")
    except UnicodeDecodeError:
        return None
