"""A campaign's list against the objections: counted, or given back without the rows of those who forbade it.

The list comes and goes in one request. What is worked on lies sealed under a key that is never written,
and nothing of it stays.
"""

import re
from collections.abc import Callable, Collection
from typing import BinaryIO, cast

from flask import Blueprint, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import Field, FileField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal import words
from portal.domain.errors import Invalid
from portal.domain.may import may_handle
from portal.office import campaigns
from portal.reading.campaign import Contact, Counted, cleaned
from portal.staff.case_view import blame
from portal.storage.door import suppression
from portal.web import guards, large, members
from portal.web.downloads import attached
from portal.web.forms import Form
from portal.web.limits import limit
from portal.web.outside import csrf
from portal.web.pages import page
from portal.web.spool import SealedSpool
from portal.words import gettext, say
from portal.words import lazy_gettext as _l

bp = Blueprint("staff_campaigns", __name__)
HOME = "/staff/<controller>/campaigns"
LARGEST = 256 * 1024 * 1024
"""Bytes of one list: some four million rows."""
_LARGEST_SAID = f"{LARGEST // 1024**2} MB"
_LONGEST_NAME = 80
_ENDINGS = frozenset({"csv", "tsv", "txt"})


class CampaignForm(Form):
    """What is going to be sent, and the list of whom to."""

    channels = SelectMultipleField(
        _l("What is it for?"), validate_choice=False, validators=[InputRequired(_l("Choose at least one"))]
    )
    file = FileField(_l("The list, as CSV"))


@bp.get(HOME)
@members.staff_page(may_handle)
def form() -> Response:
    """What happens, the channels and the file."""
    every = [one.key for one in guards.register().prohibitions]
    return _shown(CampaignForm(formdata=None, data={"channels": every}))


@bp.post(HOME)
@limit("120 per hour")
@large.strangers_first
@members.staff_page(may_handle)
def check() -> Response:
    """Count, or give the list back without those who have forbidden one of the channels."""
    if (fields := large.take(LARGEST)) is not None:
        made = CampaignForm(formdata=fields)
        _say(made.file, say("The list is too large. It may be at most %(most)s", most=_LARGEST_SAID))
        return _shown(made, 413)
    made = CampaignForm()
    channels, given = _channels(made), request.files.get("file")
    if not _is_whole(made, channels, given):
        return _shown(made, 422)
    counted, kept = Counted(), SealedSpool(guards.store().folder)
    try:
        for piece in cleaned(_stream(given), guards.controller().country, _forbidden(channels), counted):
            kept.write(piece)
        makes = request.form.get("act") == "clean"
        campaigns.checked(guards.store(), members.viewer(), channels, counted, made=makes)
    except Invalid as fault:
        kept.close()
        blame(made, fault, "file")
        return _shown(made, 422)
    except BaseException:
        kept.close()
        raise
    if makes:
        answer = attached(kept.pieces(), _name(given, counted), kept.size)
        answer.call_on_close(kept.close)
        return answer
    kept.close()
    return _shown(made, counted=counted)


def _channels(made: CampaignForm) -> list[str]:
    """The chosen channels that the register has."""
    known = {one.key for one in guards.register().prohibitions}
    return [one for one in made.channels.data or [] if one in known]


def _is_whole(made: CampaignForm, channels: Collection[str], given: FileStorage | None) -> bool:
    """Whether there is something to check, and for what; else it is said at the field."""
    made.validate()
    if not channels and not made.channels.errors and guards.register().prohibitions:
        _say(made.channels, gettext("Choose at least one"))
    if given is None or not given.filename:
        _say(made.file, gettext("Choose the file of the list"))
    return not made.errors


def _say(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]


def _stream(given: FileStorage | None) -> BinaryIO:
    assert given is not None
    return cast(BinaryIO, given.stream)


def _forbidden(channels: Collection[str]) -> Callable[[Collection[Contact]], Collection[Contact]]:
    store, viewer = guards.store(), members.viewer()
    return lambda asked: suppression.suppressed(store, viewer, asked, channels)


def _name(given: FileStorage | None, counted: Counted) -> str:
    """What the cleaned list is called: as it was, and how many rows are left out, for no page says it beside a file."""
    whole = re.split(r"[/\\]", given.filename or "" if given else "")[-1]
    plain = re.sub(r'[<>:"|?*]', "_", "".join(sign for sign in whole if sign.isprintable())).strip(". ")
    stem, _dot, ending = plain.rpartition(".")
    stem, ending = (stem, ending.lower()) if ending.lower() in _ENDINGS else (plain, "csv")
    left = say("%(number)s left out", number=counted.left_out)
    return f"{stem[:_LONGEST_NAME] or 'list'} ({left}).{ending}"


def _shown(made: CampaignForm, status: int = 200, counted: Counted | None = None) -> Response:
    prohibitions = guards.register().prohibitions
    made.channels.choices = [SelectChoice(one.key, one.name.in_language(words.language())) for one in prohibitions]
    return page(
        "staff/campaigns.html",
        status=status,
        page_error=status >= 400,
        form=made,
        hints={one.key: gettext("Not marketing by law, but your notice promises it") for one in prohibitions
               if one.source == "notice"},
        counted=_told(counted) if counted else None,
        again=any(file.filename for file in request.files.values()) if status == 422 else status == 413,
        largest=_LARGEST_SAID,
        base=members.queue_path(),
    )  # fmt: skip


def _told(counted: Counted) -> list[tuple[str, str]]:
    """The counts, as rows of a page."""
    return [
        (gettext("Rows read"), words.say_number(counted.rows)),
        (gettext("Left out, because somebody has forbidden it"), words.say_number(counted.left_out)),
        (gettext("Without an address or a number, and kept"), words.say_number(counted.without_contact)),
        (gettext("Rows that stay"), words.say_number(counted.rows - counted.left_out)),
    ]


csrf.exempt(f"{__name__}.{check.__name__}")  # the view asks for the token itself, once it knows who sends so much
