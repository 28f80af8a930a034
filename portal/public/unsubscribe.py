"""A newsletter's link: what is stopped for the address, and one press that stops the rest or some of it.

Another press allows again what was stopped, which is the person's own consent (Art 7(1)).

The mail program's own button (RFC 8058) stops all of it.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from portal.domain.errors import LinkDead
from portal.journey import unsubscribing
from portal.storage.door import public as public_door
from portal.storage.door.public import Newsletter
from portal.web import guards
from portal.web.forms import Form
from portal.web.limits import limit
from portal.web.outside import check_token, csrf
from portal.web.pages import page
from portal.words import gettext, language
from portal.words import lazy_gettext as _l

bp = Blueprint("unsubscribe", __name__)
PLACE = "/<controller>/unsubscribe/<token>"
ONE_CLICK = ("List-Unsubscribe", "One-Click")
SOME, AGAIN = "some", "again"


class ChannelsForm(Form):
    """Which channels to stop, where it is not all of them."""

    channels = SelectMultipleField(_l("Or only some of it"), validate_choice=False)
    again = SelectMultipleField(_l("Do you want some of it again?"), validate_choice=False)


@bp.get(PLACE)
@guards.admits("visitor")
def show(token: str) -> Response:
    """What is stopped, what would be, and the buttons. Looking changes nothing."""
    try:
        stops = _stops(token)
    except LinkDead:
        return _dead()
    return _shown(stops, ChannelsForm(formdata=None))


@bp.post(PLACE)
@limit("600 per hour")
@guards.admits("visitor")
def stop(token: str) -> Response:
    """The press, or the mail program's request, which carries one field and no cookie."""
    name, value = ONE_CLICK
    one_click = request.form.get(name) == value
    if not one_click:
        check_token()
    try:
        stops = _stops(token)
    except LinkDead:
        return _dead()
    if not one_click and request.form.get("act") == AGAIN:
        return _allow(token, stops)
    some = not one_click and request.form.get("act") == SOME
    chosen = None
    if some:
        form = ChannelsForm()
        known = {one.key for one in guards.register().prohibitions}
        chosen = [key for key in form.channels.data or [] if key in known]
        if not chosen:
            form.channels.errors = [gettext("Choose at least one, or stop all of it")]
            return _shown(stops, form, 422)
    unsubscribing.unsubscribe(
        guards.store(), guards.controller().id, stops.address, language(), guards.register(), chosen
    )
    if not one_click:
        return guards.redirect_to("unsubscribe.show", token=token)
    return _shown(_stops(token), ChannelsForm(formdata=None))


def _allow(token: str, stops: Newsletter) -> Response:
    """Turn on again what is ticked; nothing is ticked beforehand."""
    form = ChannelsForm()
    chosen = [key for key in form.again.data or [] if key in stops.stopped]
    if not chosen:
        form.again.errors = [gettext("Tick what you want again")]
        return _shown(stops, form, 422)
    unsubscribing.allow(guards.store(), guards.controller().id, stops.address, guards.register(), chosen)
    return guards.redirect_to("unsubscribe.show", token=token)


def _stops(token: str) -> Newsletter:
    return public_door.newsletter(guards.store(), guards.controller().id, token, guards.register())


def _shown(stops: Newsletter, form: ChannelsForm, status: int = 200) -> Response:
    every = [(one.key, one.name.in_language(language())) for one in guards.register().prohibitions]
    left = [(key, name) for key, name in every if key not in stops.stopped]
    form.channels.choices = [SelectChoice(key, name) for key, name in left]
    form.again.choices = [SelectChoice(key, name) for key, name in every if key in stops.stopped]
    return page(
        "public/unsubscribe.html",
        status=status,
        page_error=status == 422,
        address=stops.address,
        form=form,
        stopped=[name for key, name in every if key in stops.stopped],
        left=left,
        is_done=stops.is_whole or bool(every and not left),
        some=SOME,
        again=AGAIN,
    )


def _dead() -> Response:
    """One refusal for whatever is wrong with a link."""
    return page("public/unsubscribe_dead.html", status=410)


csrf.exempt(f"{__name__}.{stop.__name__}")  # a mail program has no token; the view asks everybody else for it
