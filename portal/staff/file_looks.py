"""A file of the thread looked at without leaving the page: pictures as pictures, all else as the text that is in it.

Nothing of a file is ever run: a picture goes out under its own type in a sandbox and as an attachment, which a page may
draw and a tab may not open; a PDF is read by a process of its own, and only its words are shown.
"""

from collections.abc import Iterator

from flask import Blueprint
from flask import Response as FileResponse
from werkzeug.wrappers import Response

from portal import pdf_words
from portal.domain.errors import NotFound
from portal.domain.may import may_read_all
from portal.domain.media import CSV, JPEG, MAIL, PDF, PNG, TEXT, WEBP
from portal.staff.case_view import at, context, load
from portal.staff.request import HOME
from portal.storage.door import case as door
from portal.web import guards, members
from portal.web.downloads import attached
from portal.web.pages import page

bp = Blueprint("staff_file_looks", __name__)
PICTURES = frozenset({PNG, JPEG, WEBP})
TEXTS = frozenset({TEXT, CSV, MAIL})
MOST_READ = 256 * 1024
MOST_PDF = 20 * 1024 * 1024
MOST_SAID = 20_000


@bp.get(f"{HOME}/files/<upload_id>/look")
@members.staff_page(may_read_all)
def show(reference: str, upload_id: str) -> Response:
    """What is in a file, as far as it can be shown safely."""
    line, pieces = door.attachment(guards.store(), members.viewer(), reference, upload_id)
    text, cut = "", False
    if line.media_type in TEXTS:
        read, cut = _read(pieces, MOST_READ)
        text = _decoded(read)
    elif line.media_type == PDF and line.size <= MOST_PDF:
        read, cut = _read(pieces, MOST_PDF)
        text = "\n\n".join(one.strip() for one in pdf_words.words_of(read).pages if one.strip())
    return page(
        "staff/file.html",
        "look",
        file=line,
        picture_href=at("staff_file_looks.picture", reference, upload_id=upload_id)
        if line.media_type in PICTURES
        else "",
        text=text[:MOST_SAID],
        cut=cut or len(text) > MOST_SAID,
        is_pdf=line.media_type == PDF,
        file_href=at("staff_request.file", reference, upload_id=upload_id),
        **({} if guards.is_fragment() else context(load(reference))),
    )


@bp.get(f"{HOME}/files/<upload_id>/picture")
@members.staff_page(may_read_all)
def picture(reference: str, upload_id: str) -> FileResponse:
    """A picture for the page that shows it; `NotFound` for any other file."""
    line, pieces = door.attachment(guards.store(), members.viewer(), reference, upload_id)
    if line.media_type not in PICTURES:
        raise NotFound("not_found")
    answer = attached(pieces, line.name, line.size)
    answer.mimetype = line.media_type
    return answer


def _read(pieces: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    """At most so many bytes, and whether there was more."""
    read = bytearray()
    for piece in pieces:
        read += piece
        if len(read) > most:
            return bytes(read[:most]), True
    return bytes(read), False


def _decoded(read: bytes) -> str:
    """As text in UTF-8, else in the Western code page; a sign that was cut in two is left out."""
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if fault.start >= len(read) - 4:
            return read[: fault.start].decode("utf-8-sig")
        return read.decode("cp1252", "replace")
