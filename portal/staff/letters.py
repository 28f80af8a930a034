"""The letters of a request in the hands of staff: each as PDF."""

from flask import Blueprint, Response

from portal.domain.errors import NotFound
from portal.domain.may import may_handle
from portal.staff.case_view import load
from portal.staff.letter_view import envelope
from portal.staff.request import HOME
from portal.web import members
from portal.web.downloads import attached_letter

bp = Blueprint("staff_letters", __name__)


@bp.get(f"{HOME}/letters/<letter_id>.pdf")
@members.staff_page(may_handle)
def as_pdf(reference: str, letter_id: str) -> Response:
    """A letter that waits for its release or was given, as PDF."""
    case = load(reference)
    letter = next((one for one in case.letters if one.id == letter_id), None)
    if letter is None:
        raise NotFound("not_found")
    return attached_letter(letter.html, reference, letter.kind, envelope(case))
