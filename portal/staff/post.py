"""Print and post: the sheets for a person without a mailbox, and the press that they went."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from portal.deadline_words import explain
from portal.domain.errors import Conflict, Invalid
from portal.domain.may import may_handle
from portal.journey import posting
from portal.papers import post
from portal.papers.letter_values import Acknowledgement, Head
from portal.papers.post import Cover
from portal.staff.case_view import VersionedForm, back_to, blame, changed, context, load, versions
from portal.staff.letter_view import written
from portal.storage.door import counter as door
from portal.storage.door.case import CasePage
from portal.storage.door.counter import Posting
from portal.web import guards, members
from portal.web.forms import Day
from portal.web.pages import invalid, page
from portal.words import lazy_gettext as _l
from portal.words import using

bp = Blueprint("staff_post", __name__)
HERE = "/staff/<controller>/requests/<reference>/post"
RECEIPT = "receipt"


class PostedForm(VersionedForm):
    """The press that the sheets went, and when."""

    day = Day(_l("Posted or handed over on"), validators=[InputRequired(_l("Write the day it went"))])


@bp.get(HERE)
@members.staff_page(may_handle)
def show(reference: str) -> Response:
    """The sheets, ready to be printed."""
    case = load(reference)
    form = PostedForm(formdata=None, data={**versions(case), "day": guards.today()})
    return page("staff/post.html", **_told(case, form))


@bp.post(HERE)
@members.staff_page(may_handle)
def posted(reference: str) -> Response:
    """The sheets went; the code in them works from now on."""
    form = PostedForm()
    if form.validate():
        try:
            posting.posted(
                guards.store(), members.viewer(), reference, form.version.data or 0, form.day.data, guards.register()
            )
            return back_to("staff_request.show", reference)
        except Conflict as fault:
            return changed(reference, form, fault)
        except Invalid as fault:
            blame(form, fault, "day")
    return invalid("staff/post.html", **_told(load(reference), form))


def _told(case: CasePage, form: PostedForm) -> dict[str, Any]:
    what = door.posting(guards.store(), members.viewer(), case.reference)
    since = what.since if case.to_post else None
    package = door.released_package(guards.store(), members.viewer(), case.reference) if what.code else None
    released = [one for one in case.letters if one.released_at and (since is None or one.released_at > since)]
    bodies = list(_letters(case, [one.html for one in released]))
    cover = _cover(case, what, [one.title for one in released], package is not None)
    says_more = case.to_post != RECEIPT or bool(cover.letters or cover.messages or cover.code)
    return {
        **context(case),
        "form": form,
        "waits": bool(case.to_post),
        "again": not case.to_post and case.answered_at is not None,
        "address": _address(case),
        "protected": bool(case.requester.get("protected")),
        "cover": post.cover(cover, case.language) if says_more else None,
        "letters": bodies,
        "copy": post.printed_copy(package) if package is not None else None,
        "alive_until": what.alive_until,
    }


def _letters(case: CasePage, released: list[str]) -> Iterator[Markup]:
    """The acknowledgement while nothing is answered, and every released letter that has not gone."""
    if case.to_post == RECEIPT:
        yield _acknowledgement(case)
    yield from (Markup(html) for html in released)  # noqa: S704  # composed by our own templates


def _acknowledgement(case: CasePage) -> Markup:
    controller = guards.register().controller
    with using(case.language, controller.time_zone):
        sentences = tuple(explain(case.deadline))
    head = Head(controller, case.reference, guards.today(), case.name, controller.time_zone)
    values = Acknowledgement(head, case.received_at, case.rights, case.due, sentences, by_post=True)
    return written(case, values).html


def _address(case: CasePage) -> str:
    """What stands on the envelope; a protected address is printed nowhere."""
    return "" if case.requester.get("protected") else str(case.requester.get("postal_address", ""))


def _cover(case: CasePage, what: Posting, titles: list[str], with_copy: bool) -> Cover:
    controller = guards.register().controller
    unsent = [one.text for one in case.messages if one.kind == "staff" and (what.since is None or one.at > what.since)]
    return Cover(
        controller=controller,
        reference=case.reference,
        written=guards.store().now().astimezone(ZoneInfo(controller.time_zone)).date(),
        recipient=case.name,
        address=tuple(_address(case).splitlines()),
        what=case.to_post or ("answer_ready" if case.answered_at else ""),
        letters=tuple(titles),
        with_copy=with_copy,
        messages=tuple(unsent),
        code=what.code,
        page=f"{guards.home()}/{guards.controller().slug}/letter",
        resolution=case.resolution,
    )
