"""A newsletter's link: stop it with one press, or by the mail program's own button (RFC 8058)."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from portal.domain.errors import LinkDead
from portal.journey import unsubscribing
from portal.public import forms
from portal.storage.door import public as public_door
from portal.web import guards
from portal.web.limits import limit
from portal.web.outside import check_token, csrf
from portal.web.pages import page
from portal.words import language

bp = Blueprint("unsubscribe", __name__)
PLACE = "/<controller>/unsubscribe/<token>"
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@bp.get(PLACE)
@guards.admits("visitor")
def show(token: str) -> Response:
    """What would be stopped, and the button. Looking changes nothing."""
    try:
        stops = public_door.newsletter(guards.store(), guards.controller().id, token, guards.register())
    except LinkDead:
        return page("public/link_dead.html", status=410, form=forms.ReturnForm())
    return page("public/unsubscribe.html", stops=stops, done=stops.stopped)


@bp.post(PLACE)
@limit("600 per hour")
@guards.admits("visitor")
def stop(token: str) -> Response:
    """The press, or the mail program's request, which carries one field and no cookie."""
    name, value = ONE_CLICK
    if request.form.get(name) != value:
        check_token()
    try:
        stops = public_door.newsletter(guards.store(), guards.controller().id, token, guards.register())
        unsubscribing.unsubscribe(guards.store(), guards.controller().id, stops.address, language(), guards.register())
    except LinkDead:
        return page("public/link_dead.html", status=410, form=forms.ReturnForm())
    return page("public/unsubscribe.html", stops=stops, done=True)


csrf.exempt(f"{__name__}.{stop.__name__}")  # a mail program has no token; the view asks everybody else for it
