"""The words of a file, and whether those are all: of what was read in part nobody says that it is about nobody."""

import html
import io
import re
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

MOST_XML = 32 * 1024 * 1024
_ENDS = re.compile(r"</text:(?:p|h)>|</table:table-cell>|<text:(?:line-break|tab|s)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_SAID = re.compile(r"(?:office:(?:string-)?value|xlink:href|table:name)=\"([^\"]*)\"")


def decoded(body: bytes) -> tuple[str, bool]:
    """A text file's letters, and whether they are surely those: by its byte order mark, or as UTF-8."""
    for mark, encoding in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, "replace"), _fits(body, encoding)
    if not _fits(body, "utf-8"):
        return body.decode("cp1252", "replace"), False
    text = body.decode("utf-8")
    if "\0" in text:
        return body.decode("utf-16-be" if text.startswith("\0") else "utf-16-le", "replace"), False
    return text, True


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def sheet_words(body: bytes) -> str | None:
    """What all sheets of an OpenDocument spreadsheet say, with notes and links; None where it cannot be read whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open("content.xml") as content:
            packed = content.read(MOST_XML + 1)
        xml = packed.decode("utf-8")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    if len(packed) > MOST_XML or "<!DOCTYPE" in xml:
        return None
    said = [*_SAID.findall(xml), _TAG.sub("", _ENDS.sub("\n", xml))]
    return html.unescape("\n".join(said))
